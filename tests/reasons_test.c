/*
 * The reasons of verdicts: each sentence is there in each language, with the
 * same holes; none mixes how sure the maker is with what a rule says, and none
 * speaks of intent. A verdict is the same in every language but for its words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "holes.h"
#include "law/reasons.h"
#include "law_stage.h"

static const char *const *const tables[TONGUE_COUNT] = { reasons_en, reasons_nl };

static bool has(const str *holes, size_t count, str hole) {
	for (size_t i = 0; i < count; i++)
		if (str_eq(holes[i], hole))
			return true;
	return false;
}

static void each_is_there_in_each_language(void **state) {
	(void)state;
	for (int reason = 0; reason < REASON_COUNT; reason++) {
		str first[HOLES_MAX], other[HOLES_MAX];

		for (int t = 0; t < TONGUE_COUNT; t++) {
			assert_non_null(tables[t][reason]);
			assert_true(tables[t][reason][0]);
			size_t count = holes_of(reasons_en[reason], first);
			if (holes_of(tables[t][reason], other) != count)
				fail_msg("other holes: %s", tables[t][reason]);
			for (size_t i = 0; i < count; i++)
				if (!has(other, count, first[i]))
					fail_msg("another hole: %s", tables[t][reason]);
		}
	}
}

static bool has_word(str sentence, const char *const *words) {
	for (size_t i = 0; words[i]; i++)
		if (str_find(sentence, str_of(words[i]), 0) < sentence.n)
			return true;
	return false;
}

/* Likelihood on one side, the rule on the other; and what is never said at all. */
static const struct {
	const char *sure[8], *rule[8], *never[8];
} words[TONGUE_COUNT] = {
	{ { "ikely", "onfirmed", "possibl", NULL }, { "rule", "lause", "law ", "prohibit", NULL },
	  { "llegal", "spy", "intend", "malicious", "banned", "compliant", NULL } },
	{ { "aarschijnlijk", "astgesteld", "ogelijk de", NULL }, { "regel", "epaling", "verbod", NULL },
	  { "llegaal", "spion", "bedoel", "kwaad", "opzet", NULL } },
};

static void none_mixes_likelihood_and_rule(void **state) {
	(void)state;
	for (int t = 0; t < TONGUE_COUNT; t++) {
		for (int reason = 0; reason < R_A_LICENCE; reason++) {
			str rest = str_of(tables[t][reason]);

			if (has_word(rest, words[t].never))
				fail_msg("not to be said: %s", tables[t][reason]);
			while (rest.n) {
				size_t end = str_find(rest, STR(". "), 0);
				str sentence = { rest.at, end < rest.n ? end + 2 : rest.n };

				rest = str_after(rest, sentence.n);
				if (has_word(sentence, words[t].sure) && has_word(sentence, words[t].rule))
					fail_msg("two things in one sentence: %s", tables[t][reason]);
			}
		}
	}
}

#define SPOKEN \
	ROLES "- law: x\n  title: No bad ones\n  jurisdiction: NL\n  authority: a\n  citation: c\n" DAYS \
	"  roles: [buyer]\n  acts: [buy]\n  scope: s\n" \
	"  nl: { title: Geen slechte, authority: a, citation: c, scope: s }\n" \
	"  unsure: [ { from: 2021-10-01, ask: Is it in force?, nl: { ask: Geldt hij? } } ]\n" \
	"  clauses:\n    - clause: one\n      when: { maker: [bad] }\n      status: prohibited-new\n      by: 2029-06-10\n" \
	"      because: The rule names it.\n      nl: { because: De regel noemt het. }\n" \
	"  exceptions: [ { what: Old ones., ask: \"is it old?\", nl: { what: Oude., ask: \"is het oud?\" } } ]\n" \
	"  sources: [s]\n  trust: high\n" \
	"  examples: [ { maker: bad, class: camera, on: 2020-06-01, status: prohibited-new, by: 2029-06-10 } ]\n" \
	"  counters: [ { maker: good, class: camera, on: 2020-06-01, status: clear } ]\n"

static void assert_reasons(const struct verdict *v, enum tongue language, const char *const *want) {
	size_t count = 0;

	for (; want[count]; count++) {
		if (!str_eq(v->because[count], str_of(want[count])))
			fail_msg("'%.*s', not '%s'", STR_ARG(v->because[count]), want[count]);
		assert_int_equal(v->because_in[count], language);
	}
	assert_int_equal(count, v->because_count);
}

static void a_law_speaks_to_its_readers(void **state) {
	static const char *const english[] = { "The rule names it.", "Confirmed: made by bad Ltd. (bad).", "The day set for it is 2029-06-10.",
					       "To be asked, for an exception: is it old?", NULL };
	static const char *const dutch[] = { "De regel noemt het.", "Vastgesteld: gemaakt door bad Ltd. (bad).",
					     "De dag die ervoor is gesteld, is 10 juni 2029.", "Te vragen, voor een uitzondering: is het oud?", NULL };
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, stage_load(SPOKEN));
	struct verdict v = stage_judge(&identity, NULL, "2020-06-01");
	assert_reasons(&v, TONGUE_EN, english);
	assert_true(str_eq(v.law->title, STR("No bad ones")));
	assert_int_equal(v.law->language, TONGUE_EN);
	struct verdict in_dutch = stage_judge_in(TONGUE_NL, &identity, NULL, "2020-06-01");
	assert_reasons(&in_dutch, TONGUE_NL, dutch);
	assert_true(str_eq(in_dutch.law->title, STR("Geen slechte")));
	assert_true(str_eq(in_dutch.law->id, STR("x")));
	assert_int_equal(in_dutch.law->language, TONGUE_NL);
	assert_int_equal(v.status, in_dutch.status);
	assert_int_equal(v.by, in_dutch.by);
	v = stage_judge_in(TONGUE_NL, &identity, NULL, "2021-10-01");
	assert_true(str_eq(v.because[0], STR("Geldt hij?")));
}

/* Its own words stand in English, and are said to; all else is in the reader's language. */
static void a_law_that_nobody_put_into_it_stays_as_it_is(void **state) {
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, stage_load(SIMPLE));
	struct verdict v = stage_judge_in(TONGUE_NL, &identity, NULL, "2020-06-01");
	assert_int_equal(v.law->language, TONGUE_EN);
	assert_true(str_eq(v.because[0], STR("The rule names it.")));
	assert_int_equal(v.because_in[0], TONGUE_EN);
	assert_true(str_eq(v.because[1], STR("Vastgesteld: gemaakt door bad Ltd. (bad).")));
	assert_int_equal(v.because_in[1], TONGUE_NL);
	identity.maker.grade = GRADE_POSSIBLE;
	v = stage_judge_in(TONGUE_NL, &identity, NULL, "2020-06-01");
	assert_true(stage_says(&v, "What the clause says of devices that it covers: The rule names it."));
	assert_true(stage_says(&v, "bad Ltd. is mogelijk de fabrikant."));
}

static void decisions_are_said_in_the_readers_language(void **state) {
	static const char *const want[] = {
		"Besluit 1280 is een ontheffing voor de handeling \u2018gebruiken\u2019, genomen door A. Clerk op 1 januari 2025.",
		"De reden die daarvoor is gegeven: nodig.", "Het geldt tot 1 juni 2027. Op die dag zelf geldt het niet meer.",
		"Zonder dit besluit zegt de regel \u2018verboden\u2019, om wat hierna staat.",
	};
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	struct decision d = { .number = 1280, .kind = DECISION_WAIVER, .law = STR("x"), .act = STR("use"), .who = STR("A. Clerk"),
			      .why = STR("nodig"), .from = DATE_NONE, .until = stage_day("2027-06-01"),
			      .made_us = (uint64_t)stage_day("2025-01-01") * 86400 * 1000000 };
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	c.decisions = &d;
	c.decision_count = 1;
	assert_int_equal(0, stage_load(ROLES HEAD DAYS "  roles: [buyer]\n  acts: [use]\n  scope: s\n" GOOD TAIL));
	struct verdict v = stage_judge_in(TONGUE_NL, &identity, &c, "2026-01-01");
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		if (!str_eq(v.because[i], str_of(want[i])))
			fail_msg("'%.*s', not '%s'", STR_ARG(v.because[i]), want[i]);
	assert_int_equal(1280, v.decision);
	assert_true(str_eq(v.because[4], STR("The rule names it.")));
	assert_int_equal(v.because_in[4], TONGUE_EN);
}

static void pages_are_in_a_language_too(void **state) {
	arena mem = stage_scratch();

	(void)state;
	assert_int_equal(0, stage_load(SPOKEN));
	const struct law_page *page = laws_pages_in(&mem, &stage_laws, &stage_tree, TONGUE_NL);
	assert_non_null(page);
	assert_true(str_eq(page->note->title, STR("Geen slechte")));
	assert_true(str_eq(page->clauses[0].because, STR("De regel noemt het.")));
	assert_true(str_eq(page->exceptions[0].ask, STR("is het oud?")));
	assert_true(str_eq(page->unsure[0].ask, STR("Geldt hij?")));
	page = laws_pages(&mem, &stage_laws, &stage_tree);
	assert_true(str_eq(page->note->title, STR("No bad ones")));
	assert_true(str_eq(page->unsure[0].ask, STR("Is it in force?")));
}

static int close_stage(void **state) {
	(void)state;
	stage_close();
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_there_in_each_language),
		cmocka_unit_test(none_mixes_likelihood_and_rule),
		cmocka_unit_test(a_law_speaks_to_its_readers),
		cmocka_unit_test(a_law_that_nobody_put_into_it_stays_as_it_is),
		cmocka_unit_test(decisions_are_said_in_the_readers_language),
		cmocka_unit_test(pages_are_in_a_language_too),
	};

	return cmocka_run_group_tests(tests, NULL, close_stage);
}
