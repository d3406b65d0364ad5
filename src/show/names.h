#pragma once

/*
 * names: the words in which ids, grades and statuses meet people, in one
 * place, so that the table, the story and the report never differ.
 */

#include "show/grid.h"

/* The legal name of a company, the name of a brand; the id itself when the registry has none. */
str name_of_company(const struct registry *r, str id);
str name_of_brand(const struct registry *r, str id);

/* How people call a company: "Hikvision". */
str name_of_company_short(const struct registry *r, str id);

/* What the value of a claim means to people: the name behind the id, or the value itself. */
str name_of_value(const struct registry *r, enum aspect aspect, str value);

/* "China" for "CN"; the code itself when it is none of ours. */
str name_of_country(str code);
str name_of_country_in(enum tongue language, str code);

/* "the maker", "the model on the label", … for a sentence. */
const char *name_of_aspect(enum aspect aspect);

/* How an observation of that strength is to be taken, in a few words. */
const char *meaning_of_strength(enum strength strength);

/*
 * The likelihood of the maker in fixed words, to stand before a company's name: "Confirmed: made by".
 * The wordings are complete; none is glued from parts. For GRADE_UNKNOWN no name may follow.
 */
const char *words_of_belief(const struct belief *b);

/*
 * A confidence as it is printed: with three digits, and never as 1, which
 * nobody may claim.
 */
enum { CONFIDENCE_DIGITS = 3 };
double confidence_shown(double confidence);

enum tone tone_of_status(enum status status);
enum tone tone_of_grade(enum grade grade);

/* What the day of a verdict, or of a clause, is. */
enum day_kind {
	DAY_GONE,      /* the device must be gone by then */
	DAY_LENT,      /* a decision ends that allows it until then */
	DAY_CONDITION, /* what the rule asks for instead, which its reasons name: a licence, a report, the end of a business */
	DAY_KIND_COUNT,
};
enum day_kind day_kind_of(enum status status);
enum day_kind verdict_day_kind(const struct verdict *v);

/* Is `by` the day on which a decision ends that allows it until then? */
bool verdict_is_lent(const struct verdict *v);

/* The gravest verdict; one of a rule that is not in force only when there is no other; NULL when there is none. */
const struct verdict *device_worst(const struct device *d);
