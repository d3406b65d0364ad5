#pragma once

/*
 * asking: a question for devices on its way to SQL: fragments of queries.sql
 * behind one another, and the values that are bound to their places.
 * Only query.c, query_check.c, query_plan.c and query_terms.c include it.
 */

#include "store/inner.h"
#include "store/query.h"

/* Of one term; each may become a part of a compound statement, of which SQLite takes 500. */
enum { ASKING_RANGES_MAX = 100 };

struct bound {
	enum { BOUND_TEXT, BOUND_NUMBER, BOUND_BYTES } kind;
	str text;       /* lives as long as the query, or is kept (asking_keep()) */
	int64_t number;
	uint8_t bytes[16];
	size_t size;    /* of `bytes` */
};

/* One condition, all of which must hold. */
struct condition {
	enum { OF_SIGHTS, OF_TERM, OF_VERDICT } kind; /* all terms of `sight`; one term; one of verdicts */
	const struct query_term *term, *laws; /* laws: those of a verdict; NULL: any */
	bool of_device; /* it looks at `device`, else at `now` */
	bool drives;    /* there is an index by which all that fit are found */
	uint64_t count; /* how many these are, as far as it was counted */
};

/* Of 32 terms at most; each verdict once with each law term. */
enum { CONDITIONS_MAX = QUERY_TERMS_MAX * QUERY_TERMS_MAX / 4 };

struct kept; /* a text that the query does not have */

struct asking {
	struct store *s;
	const struct query *query;
	struct complaint *complaint;
	sqlite3_str *sql;
	struct bound *bound; /* by place */
	size_t bound_count, bound_room;
	struct kept *kept;
	struct condition conditions[CONDITIONS_MAX];
	size_t condition_count;
	bool aside;          /* what is put now is not to choose the index */
	int64_t most;        /* no more devices need be found by what is put now */
	size_t alternatives; /* of the term at work that were put already */
	bool full;           /* no memory for all of it */
	bool begins;         /* it holds a transaction of its own */
};

/* Puts a fragment as it is. */
void asking_put(struct asking *a, enum named_query fragment);

/* The value of the next place. */
void asking_number(struct asking *a, int64_t number);
void asking_text(struct asking *a, str text);
void asking_bytes(struct asking *a, const uint8_t *bytes, size_t size);

/* A copy of `text` to be changed, which lives until the statement is done; NULL when there is no memory. */
uint8_t *asking_keep(struct asking *a, str text);

/* query_check.c: looks whether all terms can be asked. 0, STORE_WRONG with a complaint, or as store_error(). */
int asking_check(struct asking *a);

/* query_terms.c: fills the conditions; and does each value of that key become a part of the statement? */
void asking_split(struct asking *a);
bool asking_has_ranges(enum query_key key);

/* Puts one condition; `aside`: so that it does not choose the index. */
void asking_put_condition(struct asking *a, const struct condition *c, bool aside);

/* Begins another statement. */
void asking_again(struct asking *a);

/* Runs what was put, which gives one number. 0, or as store_error(). */
int asking_number_of(struct asking *a, uint64_t *ret_number);

/* query_plan.c: puts the statement that counts all that fit, or gives their rows in order. */
int asking_plan_count(struct asking *a);
int asking_plan_rows(struct asking *a);

#define ASKING_COMPLAIN(a, ...) STORE_COMPLAIN((a)->complaint, __VA_ARGS__)
