#pragma once

/*
 * form: a law as loaded, the room's own view of it.
 *
 *     law ── dates, suspensions, doubts about its state
 *      └── clauses, each: tests that must all hold ── status, by, because
 *
 * Everything is plain data; judge.c and clause.c only read it.
 */

#include "fact/restriction.h"
#include "law/law.h"

/* What a clause can ask. The keys of `when:` in the same order stand in clause.c. */
enum test_kind {
	TEST_MAKER,         /* made by one of these firms, or by a firm they own */
	TEST_MAKER_COUNTRY, /* the maker's seat is in one of these countries */
	TEST_OWNER_COUNTRY, /* so is that of the owner at the top */
	TEST_MADE_IN,       /* it was manufactured in one of these countries */
	TEST_MADE_OUTSIDE,  /* it was manufactured in none of these countries */
	TEST_SOC,           /* its chip comes from one of these firms */
	TEST_BRAND_COUNTRY, /* the owner of the name on its label has its seat in one of these countries */
	TEST_COUNT,
};
extern const char *const test_keys[TEST_COUNT];

struct law_test {
	enum test_kind kind;
	struct strs values; /* company ids or country codes */
	double affiliates;  /* percent from which a firm they own counts as they do; 0: only they themselves */
};

struct clause {
	str id;
	struct law_test tests[TEST_COUNT];
	size_t test_count;
	uint32_t classes; /* bit n: it covers device class n */
	uint32_t makes;   /* the classes its firms are known to make; see clause_covers() */
	enum status status;
	struct span in_force; /* the clause's own days, within the law's */
	date by;
	bool pass_unknown; /* a fact that is missing does not raise a question */
	str because;
};

struct exception {
	str what, ask;
};

struct example {
	const struct tree_node *at;
	struct identity identity;
	str made_in;
	date on, by;
	enum status status;
};

struct law {
	struct law_note note;
	const struct tree_node *at;
	date announced;
	enum trust trust;
	bool proposed; /* nobody is bound yet */
	const struct span *suspended, *unsure;
	size_t suspended_count, unsure_count;
	const struct clause *clauses;
	size_t clause_count;
	const struct exception *exceptions;
	size_t exception_count;
	const struct example *examples; /* and counter-examples behind them */
	size_t example_count;
};

/* What a verdict is about: the identity, and what no reader can see but a person may know. */
struct subject {
	const struct registry *registry;
	const struct identity *identity;
	str made_in; /* country code; empty when not known */
	date on;
};

/* Facts that were missing while a clause was tried, one bit each. */
enum missing {
	MISSING_MAKER = 1,
	MISSING_COUNTRY = 2,   /* of the maker */
	MISSING_SHARES = 4,    /* of the owners */
	MISSING_MADE_IN = 8,
	MISSING_SOC = 16,
	MISSING_CLASS = 32,
	MISSING_BRAND = 64,    /* or the country of its owner */
	MISSING_WHICH_SOC = 128, /* chips are named, one of them covered, and none is established */
};
enum { MISSING_COUNT = 8 };

/* Does the clause cover the subject? TRI_UNKNOWN adds bits to `missing`. */
enum tri clause_covers(const struct clause *c, const struct subject *s, unsigned *missing);

/* The chip's maker that is the strongest rival of the one that is believed; empty when there is none. */
str subject_soc_rival(const struct identity *identity);

/* The maker as a fact, or the empty slice when it is not established. */
str subject_maker(const struct subject *s);

bool strs_have(struct strs list, str word);

/*
 * Is `company` one of `firms`, or do they together own `percent` or more of
 * it, directly or through firms that they so own? 0 percent asks for the
 * firms themselves only. Shares that are not on record give TRI_UNKNOWN
 * only where a firm of the list is among the owners: silence about the
 * others is no suspicion.
 */
enum tri firms_own(const struct registry *r, struct strs firms, double percent, str company);

bool span_has(struct span s, date on);

/* As law_judge(), with the subject whole. */
struct verdict law_judge_subject(arena *mem, const struct law *law, const struct subject *s);
