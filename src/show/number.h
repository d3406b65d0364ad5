#pragma once

/*
 * number: what stands behind a number of the report: by which rule it is
 * counted, by which evidence, and which devices they are.
 */

#include "base/sentence.h"
#include "show/show.h"
#include "show/words.h"

enum {
	NUMBER_RULES_MAX = 33,    /* terms of a query, and one that goes without saying */
	NUMBER_EVIDENCE_MAX = 48, /* families of fields: data/fields.yaml has under 40; later ones count as others */
	NUMBER_FAMILY_MAX = 24,
};

/* What stands in the hole of a rule. */
enum rule_kind {
	RULE_TEXT, RULE_COMPANY, RULE_BRAND, RULE_COUNTRY, RULE_CLASS, RULE_RELABELLED, RULE_STATUS, RULE_GRADE, RULE_DAYS,
};

/* One condition that each of the devices meets. */
struct number_rule {
	enum word word; /* with the hole {values} */
	bool is_not;    /* and which none of them meets */
	enum rule_kind kind;
	struct strs values; /* ids or texts; the empty one: nothing is known */
	unsigned mask;      /* RULE_STATUS, RULE_GRADE: bit n stands for the n-th */
	date from, until;   /* RULE_DAYS: DATE_NONE and INT32_MAX where it is open; until: the first day behind them */
};

/* How many devices were decided by evidence of one family: "sadp" of sadp.DeviceType. */
struct number_evidence {
	char family[NUMBER_FAMILY_MAX];
	size_t count;
};

struct number {
	struct strs query;   /* the words that were asked */
	struct strs roles, laws;
	date on;
	struct number_rule rules[NUMBER_RULES_MAX]; /* none: every device counts */
	size_t rule_count;
	size_t count, by_grade[GRADE_COUNT], relabelled;
	struct number_evidence evidence[NUMBER_EVIDENCE_MAX]; /* the most frequent first, when it is shown */
	size_t evidence_count, by_others;
	size_t by_people, by_label, by_nothing; /* a person looked; only the label speaks for a maker; nothing does */
};

/* Counts one more, decided by this field; empty: nothing but perhaps the label names its maker. `by_person`: a decision did. */
void number_add(struct number *n, const struct identity *id, str field, bool by_person);

/* For people: the number, its rule in sentences, the evidence. Sorts the evidence. */
void show_number(FILE *to, const struct look *look, struct number *n, const struct registry *r);

/* The same as one object, always in English. The caller ends its line. */
void show_number_json(struct json_out *j, struct number *n, const struct registry *r);

/* A device behind a number as a row of its table; the texts live in the arena that made it. */
struct number_row {
	str name, label, maker, mark, place, status, law;
	enum grade grade;
	enum strength strength;
	enum status worst;
	bool relabelled, judged;
};

/* What is told of one device: `laws` are those of which the verdict is told, empty for all. */
struct number_row number_row_of(arena *mem, enum tongue language, const struct device *d, const struct registry *r,
				struct strs sources, struct strs laws);
void show_number_rows(FILE *to, const struct look *look, const struct number_row *rows, size_t count);

/* The same of one device as an object. */
void show_number_device_json(struct json_out *j, const struct device *d, const struct registry *r, struct strs sources,
			     struct strs laws);

/* Behind the table: how many more there are, and how one of them is asked for, with the options of this run, quoted. */
void show_number_end(FILE *to, const struct look *look, size_t more, str example, str options);
