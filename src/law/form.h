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
	TEST_COMPONENT,     /* its chip or any of its parts comes from one of these firms */
	TEST_KIND,          /* it is of one of these kinds, which are finer than classes */
	TEST_ACQUIRED_BEFORE, /* it was bought before this day */
	TEST_ACQUIRED_FROM,   /* it was bought on this day or later */
	TEST_UNDER_CONTRACT,  /* a contract that runs covers it, or none does */
	TEST_CONTRACT_VALUE,  /* the contract over it is worth this much or more */
	TEST_COUNT,
};
extern const char *const test_keys[TEST_COUNT];

/*
 * Firms, and from which percentage a firm that they own counts as they do.
 * Tests that name the same share one, so that a court asks who is owned once.
 */
struct firm_set {
	struct strs firms;
	double percent; /* 0: only they themselves */
	size_t number;  /* its place in struct court.owned */
	const struct firm_set *next;
};

struct law_test {
	enum test_kind kind;
	struct strs values; /* as they are written: company ids, country codes, kinds, a day, "yes", "EUR 5000000" */
	const struct firm_set *firms; /* of tests whose values are companies */
	date day;           /* of TEST_ACQUIRED_… */
	bool yes;           /* of TEST_UNDER_CONTRACT */
	double amount;      /* of TEST_CONTRACT_VALUE, in `currency` */
	str currency;
};

/* Tests that must all hold, for devices of these classes. */
struct condition {
	struct law_test tests[TEST_COUNT];
	size_t test_count;
	uint32_t classes; /* bit n: it covers device class n */
};

struct clause {
	str id;
	struct condition when;
	uint32_t makes;   /* the classes its firms are known to make; see clause_covers() */
	enum status status;
	struct span in_force; /* the clause's own days, within the law's */
	date by;
	bool by_contract; /* the contract's end is the day when that is earlier */
	bool pass_unknown; /* a fact that is missing does not raise a question */
	struct said because;
};

struct exception {
	struct said what, ask;
	struct condition when;
	bool tested;         /* does `when` tell whether it applies? Else only people can */
	struct strs clauses; /* ids of those that it takes away; empty: all */
	struct span in_force;
	struct said because; /* empty: `what` says it */
};

/* Days on which nobody knows whether the law is in force, and the question to put. */
struct doubt {
	struct span days; /* without its question */
	struct said ask;
};

struct example {
	const struct tree_node *at;
	struct identity identity;
	struct circumstances circumstances; /* without contract and decision: those stand here */
	struct contract contract;
	bool under_contract;
	struct decision decision;
	bool decided;
	date on, by;
	enum status status;
};

struct law {
	struct law_note note;                         /* in English */
	const struct law_note *spoken[TONGUE_COUNT]; /* in the others; NULL where it was not put into one */
	const struct tree_node *at;
	date announced;
	enum trust trust;
	bool proposed; /* nobody is bound yet */
	bool notice;   /* nobody is bound by it at all */
	const struct span *suspended;
	const struct doubt *unsure;
	size_t suspended_count, unsure_count;
	const struct clause *clauses;
	size_t clause_count;
	const struct exception *exceptions;
	size_t exception_count;
	const struct example *examples; /* and counter-examples behind them */
	size_t example_count;
};

/* What a verdict is about. */
struct subject {
	const struct court *court;
	const struct identity *identity;
	const struct circumstances *circumstances; /* never NULL */
};

/* Facts that were missing while a clause was tried, one bit each; judge.c has a question for each. */
enum missing {
	MISSING_MAKER = 1,
	MISSING_COUNTRY = 2,   /* of the maker */
	MISSING_SHARES = 4,    /* of the owners */
	MISSING_MADE_IN = 8,
	MISSING_SOC = 16,
	MISSING_CLASS = 32,
	MISSING_BRAND = 64,    /* or the country of its owner */
	MISSING_WHICH_SOC = 128, /* chips are named, one of them covered, and none is established */
	MISSING_COMPONENTS = 256,
	MISSING_KIND = 512,
	MISSING_ACQUIRED = 1024,
	MISSING_CONTRACT = 2048, /* whether there is one, or when it ends */
	MISSING_VALUE = 4096,    /* of the contract, in the currency of the rule */
};
enum { MISSING_COUNT = 13 };

/* Do all its tests hold? TRI_UNKNOWN adds bits to `missing`. */
enum tri condition_holds(const struct condition *c, const struct subject *s, unsigned *missing);

/* Does the clause cover the subject? Likewise. */
enum tri clause_covers(const struct clause *c, const struct subject *s, unsigned *missing);

/* May the clause cover a device of this class whose maker nobody knows? */
bool clause_reaches_class(const struct clause *c, const struct subject *s);

/* The chip's maker that is the strongest rival of the one that is believed; empty when there is none. */
str subject_soc_rival(const struct identity *identity);

/* The maker as a fact, or the empty slice when it is not established. */
str subject_maker(const struct subject *s);

/* The day on which the contract over it ends, when one runs; else DATE_NONE. */
date subject_contract_end(const struct subject *s);

/* The claim that speaks loudest for this maker, the first of equals; NULL when none does. */
const struct claim *identity_best_claim(const struct identity *identity, str maker);

/* In that language, or in English where nobody said it in that. */
str said_in(const struct said *s, enum tongue language);

bool strs_have(struct strs list, str word);
bool span_has(struct span s, date on);

/* Is `company` one of the firms, or do they own enough of it, on the court's day? own.h has the rule. */
enum tri court_owned(const struct court *court, const struct firm_set *set, str company);

/* As law_court(), for one law alone: the others must not be asked about in it. */
int court_of_law(arena *mem, const struct laws *laws, const struct registry *r, date on, const struct law *law,
		 struct court *ret_court);
