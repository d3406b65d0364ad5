#pragma once

/*
 * Restrictions: a law as people read it, and what it says of one company.
 */

#include "fact/verdict.h"

/* Days from the first to the one before `until`; DATE_NONE leaves a side open. */
struct span {
	date from, until;
	str ask; /* for spans of doubt: the question to put */
};

/* One thing that a clause asks of a device. */
struct test_note {
	str key;           /* as in data/laws: "maker", "maker-country", "acquired-before", … */
	struct strs values; /* as they are written: company ids, country codes, kinds, a day, "yes", "EUR 5000000" */
	double affiliates; /* percent from which firms that they own count too; 0: only they */
};

struct clause_note {
	str id;
	const struct test_note *tests; /* all must hold */
	size_t test_count;
	uint32_t classes; /* bit n: it covers device class n */
	enum status status;
	struct span days; /* in which it stands, within the law's own */
	date by;
	bool by_contract; /* the end of a contract over the device is the day when that is earlier */
	str because;
};

/* Something that happened to the law, in words. */
struct change_note {
	date on;
	str what;
};

struct exception_note {
	str what, ask;
	bool tested; /* do tests and classes tell whether it applies? Else only people can */
	const struct test_note *tests; /* all must hold */
	size_t test_count;
	uint32_t classes;    /* as in clause_note */
	struct strs clauses; /* ids of those that it takes away; empty: all */
	struct span days;    /* on which it stands */
	str because;         /* may be empty */
};

/* A device and a day by which the law shows what it does. */
struct example_note {
	str device; /* "maker hikvision, class camera" */
	date on, by;
	enum status status;
	str note;
};

/* All that data/laws says of one law. */
struct law_page {
	const struct law_note *note;
	date announced;
	enum trust trust;
	bool proposed; /* nobody is bound yet */
	bool notice;   /* an event, an advisory, a process: nobody is bound by it at all */
	const struct span *suspended, *unsure;
	size_t suspended_count, unsure_count;
	const struct change_note *changes;
	size_t change_count;
	const struct clause_note *clauses;
	size_t clause_count;
	const struct exception_note *exceptions;
	size_t exception_count;
	const struct example_note *examples;
	size_t example_count;
	struct strs means; /* what each of note->roles is; the same order */
};

/* How a law stands on a day. */
enum standing { STANDING_PROPOSED, STANDING_COMING, STANDING_IN_FORCE, STANDING_SUSPENDED, STANDING_UNSURE,
		STANDING_ENDED, STANDING_NOTICE, STANDING_COUNT };
extern const char *const standing_names[STANDING_COUNT]; /* "proposed", "coming", "in-force", … */

/* The law as a whole when `clause` is NULL, else that clause of it. */
enum standing law_page_standing(const struct law_page *page, const struct clause_note *clause, date on);

/* By what a clause meets a company. */
enum reach {
	REACH_NAMED,         /* it is named */
	REACH_OWNED,         /* firms that are named own enough of it */
	REACH_COUNTRY,       /* the seat of a maker */
	REACH_OWNER_COUNTRY, /* the seat of the owner at the top */
	REACH_CHIP,          /* as the maker of the chip inside others' devices */
	REACH_LABEL,         /* as the firm whose label is on a device */
	REACH_COUNT,
};
extern const char *const reach_names[REACH_COUNT]; /* "name", "ownership", "country", … */

/* One clause that meets a company. */
struct restriction {
	const struct law_page *law;
	const struct clause_note *clause;
	enum reach reach;
	bool sure;   /* false: shares that would settle it are not on record */
	bool remembered; /* it rests on a seat that nothing but memory supports */
	date first;  /* the first day of any clause of this law that meets it; DATE_NONE when that has no day */
	str through; /* REACH_OWNED: the named firm above it, when there is one alone */
	enum standing standing; /* on the day that was asked for */
};

struct restrictions {
	const struct restriction *at; /* by the day from which the law meets it, then by law; proposals and notices last */
	size_t count;
};
