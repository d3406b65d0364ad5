#pragma once

/*
 * query_values: what stands for each key of a query, looked up in the
 * knowledge. Only query.c uses it.
 */

#include "cmd/query.h"

/* Everything that a query is made with, and the values of the term at work. */
struct parser {
	arena *mem;
	const struct knowledge *k;
	struct complaint *complaint;
	struct query_term *terms;
	size_t term_count;
	str values[QUERY_VALUES_MAX];
	size_t value_count;
};

/* What may stand for a key. `take` adds the values that are meant; 0, QUERY_WRONG or -ENOMEM. */
struct key_row {
	const char *name;
	enum query_key key;
	bool is_ordered;   /* `<` and its like have a meaning */
	bool may_be_empty; /* "site:" and "site:none" ask for devices of no site */
	bool is_one;       /* takes one value, and no `!=` */
	int (*take)(struct parser *p, str value);
};

/* The key of this name; NULL when there is none. */
const struct key_row *query_key_row(str name);

/* Complains that there is no such key, and says which may be meant. QUERY_WRONG. */
int query_no_such_key(struct parser *p, str name);

/* One value more; twice is once. 0 or QUERY_WRONG. */
int query_add(struct parser *p, str value);

/* What was typed, for a sentence: its beginning, never half a character. */
str query_echo(str typed);

#define QUERY_COMPLAIN(p, ...) \
	complaint_say((p)->complaint, (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))
