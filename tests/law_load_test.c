/*
 * law: every kind of bad data is refused with its place.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "law_stage.h"

/* What is wrong with a text, and where. */
static const struct {
	const char *text, *says;
	unsigned line, column;
} rows[] = {
	{ LAW(DAYS "  form: 1\n", GOOD), "'form' is not a word", 9, 9 },
	{ LAW(DAYS, CLAUSE("maker: [bad]", "      colour: red\n")), "'colour' is not a word", 17, 15 },
	{ LAW(DAYS, CLAUSE("mkaer: [bad]", "")), "'mkaer' is not a word", 14, 22 },
	{ LAW(DAYS, CLAUSE("maker: [nobody]", "")), "'nobody' is no company", 14, 23 },
	{ LAW(DAYS, CLAUSE("maker-country: [China]", "")), "'China' is no country", 14, 31 },
	{ LAW(DAYS, CLAUSE("maker: [bad]", "      class: [kamera]\n")), "'kamera' is no class", 17, 15 },
	{ LAW(DAYS, CLAUSE("maker: [bad], affiliates: 101", "")), "no percentage", 14, 41 },
	{ LAW(DAYS, CLAUSE("maker-country: [CN], affiliates: 50", "")), "needs a 'maker'", 14, 48 },
	{ LAW(DAYS, CLAUSE("maker: []", "")), "this list is empty", 14, 22 },
	{ LAW(DAYS, CLAUSE("maker: [bad]", "      unknown: maybe\n")), "neither 'ask' nor 'pass'", 17, 16 },
	{ LAW(DAYS, CLAUSE("maker: [bad]", "      from: 2021-01-01\n      until: 2020-01-01\n")),
	  "does not lie behind 'from'", 18, 14 },
	{ LAW(DAYS, CLAUSE("maker: [bad]", "      from: 2021-01-01\n      by: 2020-01-01\n")),
	  "'by' lies before 'from'", 18, 11 },
	{ LAW("  from: 2020-02-30\n", GOOD), "'2020-02-30' is no day", 8, 9 },
	{ LAW("  from: 2020\n", GOOD), "'2020' is no day", 8, 9 },
	{ LAW("", GOOD), "'from' is missing", 3, 3 },
	{ LAW(DAYS "  until: 2019-01-01\n", GOOD), "does not lie behind 'from'", 9, 10 },
	{ LAW("  announced: 2020-01-02\n" DAYS, GOOD), "'from' lies before 'announced'", 9, 9 },
	{ LAW(DAYS "  suspended: [ { from: 2021-01-01, until: 2020-01-01 } ]\n", GOOD),
	  "does not lie behind 'from'", 9, 43 },
	{ LAW(DAYS "  suspended: [ { until: 2021-01-01 } ]\n", GOOD), "'from' is missing", 9, 16 },
	{ LAW(DAYS "  unsure: [ { from: 2021-01-01 } ]\n", GOOD), "'ask' is missing", 9, 13 },
	{ LAW(DAYS "  state: dead\n", GOOD), "can only be 'proposed'", 9, 10 },
	{ LAW(DAYS "  changes: [ { on: soon, what: w } ]\n", GOOD), "'soon' is no day", 9, 20 },
	{ LAW(DAYS "  exceptions: [ { what: w } ]\n", GOOD), "'ask' is missing", 9, 17 },
	{ ROLES HEAD DAYS "  roles: [king]\n  acts: [buy]\n  scope: s\n" GOOD TAIL, "'king' is no role", 9, 11 },
	{ ROLES HEAD DAYS "  roles: [buyer]\n  acts: [steal]\n  scope: s\n" GOOD TAIL, "'steal' is no act", 10, 10 },
	{ ROLES HEAD DAYS BIND "  clauses: []\n" TAIL, "at least one entry", 12, 12 },
	{ ROLES HEAD DAYS BIND GOOD "  trust: high\n  examples: [ { on: 2020-06-01, status: prohibited } ]\n",
	  "'sources' is missing", 3, 3 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: sure\n", "'sure' is none of high", 18, 10 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n", "'examples' is missing", 3, 3 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
	  "  examples: [ { maker: bad, on: 2020-06-01, status: prohibited } ]\n", "'counters' is missing", 3, 3 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
	  "  examples: [ { maker: bad, on: 2020-06-01, status: verboten } ]\n", "'verboten' is no status", 19, 53 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
	  "  examples: [ { maker: bad, on: 2020-06-01, status: clear } ]\n"
	  "  counters: [ { maker: bad, on: 2020-06-01, status: clear } ]\n", "that the law touches", 19, 15 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
	  "  examples: [ { maker: bad, on: 2020-06-01, status: prohibited } ]\n"
	  "  counters: [ { maker: bad, on: 2020-06-01, status: prohibited } ]\n", "that the law leaves alone", 20, 15 },
	{ ROLES HEAD DAYS BIND "  clauses:\n    - { clause: c, when: { maker: bad }, status: clear, because: b }\n" TAIL,
	  "what is forbidden or asked", 13, 50 },
	{ ROLES HEAD DAYS BIND "  clauses:\n    - { clause: c, status: prohibited, because: b }\n" TAIL,
	  "would cover every device", 13, 7 },
	{ ROLES HEAD DAYS BIND "  clauses:\n    - { clause: c, when: { maker: bad }, status: prohibited }\n" TAIL,
	  "'because' is missing", 13, 7 },
	{ LAW(DAYS, CLAUSE("acquired-before: 2025", "")), "'2025' is no day", 14, 32 },
	{ LAW(DAYS, CLAUSE("acquired-from: [2025-01-01]", "")), "takes one value", 14, 30 },
	{ LAW(DAYS, CLAUSE("under-contract: maybe", "")), "'under-contract' is yes or no", 14, 31 },
	{ LAW(DAYS, CLAUSE("contract-value: 5000000", "")), "an amount is a currency", 14, 31 },
	{ LAW(DAYS, CLAUSE("contract-value: eur 5", "")), "an amount is a currency", 14, 31 },
	{ LAW(DAYS, CLAUSE("contract-value: EUR -5", "")), "an amount is a currency", 14, 31 },
	{ LAW(DAYS, CLAUSE("kind: [router]", "")), "'router' is no kind", 14, 22 },
	{ LAW(DAYS, CLAUSE("component: [nobody]", "")), "'nobody' is no company", 14, 27 },
	{ LAW(DAYS, CLAUSE("maker: [bad]", "      by-contract: soon\n")), "'by-contract' is yes or no", 17, 20 },
	{ LAW(DAYS "  exceptions: [ { what: w, ask: a, because: b } ]\n", GOOD), "needs 'when' or 'class'", 9, 45 },
	{ LAW(DAYS "  exceptions: [ { what: w, ask: a, clauses: one, when: { maker: [bad], age: 5 } } ]\n", GOOD),
	  "'age' is not a word", 9, 77 },
	{ LAW(DAYS "  exceptions: [ { what: w, ask: a, clauses: [two], class: camera } ]\n", GOOD),
	  "this law has no clause 'two'", 9, 45 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
	  "  examples: [ { maker: bad, on: 2020-06-01, decision: pardon, status: prohibited } ]\n",
	  "'pardon' is none of licence", 19, 55 },
	{ ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
	  "  examples: [ { maker: bad, on: 2020-06-01, acquired: 2019, status: prohibited } ]\n", "'2019' is no day", 19, 55 },
	{ KINDS KINDS, "the kind 'router' stands elsewhere", 3, 3 },
	{ "- { kind: k, means: m, class: kamera }\n", "'kamera' is no class", 1, 31 },
	{ LAW(DAYS, GOOD) HEAD DAYS BIND GOOD TAIL, "stands elsewhere already", 21, 3 },
	{ ROLES ROLES, "the role 'buyer' stands elsewhere", 3, 3 },
	{ "- { role: r, means: m, named: maybe }\n", "'named' is yes or no", 1, 31 },
	{ "- { title: t }\n", "neither a law nor a role", 1, 3 },
	{ "law: x\n", "a file of laws is a list", 1, 1 },
};

static void bad_data_is_refused_with_its_place(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int r = stage_load(rows[i].text);

		if (r != TREE_WRONG || !strstr(stage_complaint.what, rows[i].says) || stage_complaint.line != rows[i].line ||
		    stage_complaint.column != rows[i].column)
			fail_msg("row %zu: wanted '%s' at %u:%u, got %d '%s' at %u:%u", i, rows[i].says,
				 rows[i].line, rows[i].column, r, stage_complaint.what, stage_complaint.line,
				 stage_complaint.column);
	}
}

static void a_wrong_example_is_found(void **state) {
	arena mem = stage_scratch();

	(void)state;
	assert_int_equal(0, stage_load(SIMPLE));
	assert_int_equal(0, laws_check(mem, &stage_laws, &stage_tree, &stage_registry, &stage_complaint));
	assert_int_equal(0, stage_load(ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: good, on: 2020-06-01, status: prohibited } ]\n"
		"  counters: [ { maker: good, on: 2020-06-01, status: clear } ]\n"));
	assert_int_equal(TREE_WRONG, laws_check(mem, &stage_laws, &stage_tree, &stage_registry, &stage_complaint));
	assert_int_equal(19, stage_complaint.line);
	assert_non_null(strstr(stage_complaint.what, "comes out as 'clear', not 'prohibited'"));
}

struct heard {
	char all[4096];
	size_t size;
};

static void hear(void *to, const struct complaint *c) {
	struct heard *h = to;

	h->size += (size_t)snprintf(h->all + h->size, sizeof h->all - h->size, "%.*s:%u:%u %s\n", STR_ARG(c->file), c->line,
				    c->column, c->what);
}

/* An author sees all that is wrong at once: what does not load, and the examples of what does. */
static void all_that_is_wrong_is_heard(void **state) {
	struct heard heard = { .size = 0 };
	size_t wrong = 0;
	arena mem = stage_scratch();

	(void)state;
	assert_int_equal(TREE_WRONG, stage_load(
		ROLES "- { role: buyer, means: again }\n- { title: none }\n" HEAD "  from: soon\n" BIND
		CLAUSE("maker: [nobody]", "    - { clause: two, when: { makes: [bad] }, status: restricted, because: b }\n")
		"  sources: [s]\n  trust: sure\n  examples: [ { maker: nobody, on: 2020-06-01, status: prohibited } ]\n"
		"- law: y\n  title: t\n  jurisdiction: NL\n  authority: a\n  citation: c\n" DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: good, on: 2020-06-01, status: prohibited }, { maker: bad, on: 2020-06-02, status: restricted } ]\n"
		"  counters: [ { maker: good, on: 2020-06-01, status: clear } ]\n"));
	assert_int_equal(0, laws_check_each(mem, &stage_tree, &stage_registry, hear, &heard, &wrong));
	assert_int_equal(10, wrong);
	assert_non_null(strstr(heard.all, "t.yaml:3:3 the role 'buyer' stands elsewhere already\n"));
	assert_non_null(strstr(heard.all, "t.yaml:4:3 this is neither a law nor a role nor a kind\n"));
	assert_non_null(strstr(heard.all, "t.yaml:16:23 'nobody' is no company that is known\n"));
	assert_non_null(strstr(heard.all, ":10:9 'soon' is no day"));
	assert_non_null(strstr(heard.all, ":19:37 'makes' is not a word that is known here\n"));
	assert_non_null(strstr(heard.all, ":21:10 'sure' is none of high"));
	assert_non_null(strstr(heard.all, ":22:24 'nobody' is no company that is known\n"));
	assert_non_null(strstr(heard.all, ":5:3 'counters' is missing here\n"));
	assert_non_null(strstr(heard.all, ":39:15 y: this comes out as 'clear', not 'prohibited': "));
	assert_non_null(strstr(heard.all, ":39:68 y: this comes out as 'prohibited', not 'restricted': "));

	heard = (struct heard){ .size = 0 };
	assert_int_equal(0, stage_load(SIMPLE));
	assert_int_equal(0, laws_check_each(mem, &stage_tree, &stage_registry, hear, &heard, &wrong));
	assert_int_equal(0, wrong);
	uint8_t little[64];
	assert_true(laws_check_each(arena_over(little, sizeof little), &stage_tree, &stage_registry, hear, &heard, &wrong) < 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_data_is_refused_with_its_place),
		cmocka_unit_test(a_wrong_example_is_found),
		cmocka_unit_test(all_that_is_wrong_is_heard),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	stage_close();
	return failed;
}
