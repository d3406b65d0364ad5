/*
 * law: the logic of clauses, days, owners and classes; the sentences; every
 * kind of bad data. The examples of our own laws: law_data_test.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "law/own.h"
#include "law_stage.h"

static enum status judge(const char *maker, enum grade grade, enum device_class class, const char *on) {
	struct identity identity = stage_device(maker, grade, class);

	return stage_judge_made(&identity, on, NULL).status;
}

static void maker_and_class_make_a_table(void **state) {
	static const struct {
		const char *maker;
		enum grade grade;
		enum device_class class;
		enum status want;
	} rows[] = {
		{ "bad", GRADE_CONFIRMED, CLASS_CAMERA, STATUS_PROHIBITED },
		{ "bad", GRADE_LIKELY, CLASS_CAMERA, STATUS_PROHIBITED },
		{ "bad", GRADE_POSSIBLE, CLASS_CAMERA, STATUS_UNDETERMINED },
		{ "", GRADE_UNKNOWN, CLASS_CAMERA, STATUS_UNDETERMINED },
		{ "bad", GRADE_CONFIRMED, CLASS_UNKNOWN, STATUS_UNDETERMINED },
		{ "", GRADE_UNKNOWN, CLASS_UNKNOWN, STATUS_UNDETERMINED },
		{ "bad", GRADE_CONFIRMED, CLASS_PRINTER, STATUS_CLEAR },
		{ "", GRADE_UNKNOWN, CLASS_PRINTER, STATUS_CLEAR },
		{ "good", GRADE_CONFIRMED, CLASS_CAMERA, STATUS_CLEAR },
		{ "good", GRADE_LIKELY, CLASS_UNKNOWN, STATUS_CLEAR },
		{ "good", GRADE_POSSIBLE, CLASS_CAMERA, STATUS_UNDETERMINED },
	};

	(void)state;
	assert_int_equal(0, stage_load(SIMPLE));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum status got = judge(rows[i].maker, rows[i].grade, rows[i].class, "2020-06-01");

		if (got != rows[i].want)
			fail_msg("row %zu: %s", i, status_names[got]);
	}
}

static void days_begin_and_end(void **state) {
	(void)state;
	assert_int_equal(0, stage_load(LAW("  announced: 2019-01-01\n  from: 2020-01-01\n  until: 2022-01-01\n"
				     "  suspended: [ { from: 2021-01-01, until: 2021-07-01 } ]\n"
				     "  unsure: [ { from: 2021-10-01, ask: Is it in force? } ]\n",
				     CLAUSE("maker: [bad]", "      by: 2021-12-31\n"))));
	assert_int_equal(STATUS_NOT_IN_FORCE, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2019-12-31"));
	assert_int_equal(STATUS_PROHIBITED, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2020-01-01"));
	assert_int_equal(STATUS_PROHIBITED, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2020-12-31"));
	assert_int_equal(STATUS_NOT_IN_FORCE, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2021-01-01"));
	assert_int_equal(STATUS_NOT_IN_FORCE, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2021-06-30"));
	assert_int_equal(STATUS_PROHIBITED, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2021-07-01"));
	assert_int_equal(STATUS_UNDETERMINED, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2021-10-01"));
	assert_int_equal(STATUS_CLEAR, judge("good", GRADE_CONFIRMED, CLASS_CAMERA, "2021-10-01"));
	assert_int_equal(STATUS_NOT_IN_FORCE, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2022-01-01"));
}

static void clauses_take_turns(void **state) {
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, stage_load(ROLES HEAD "  from: 2020-01-01\n" BIND
		"  clauses:\n"
		"    - { clause: new, when: { maker: bad }, from: 2020-02-01, until: 2021-01-01, by: 2021-01-01, "
		"status: prohibited-new, because: No more are bought. }\n"
		"    - { clause: all, when: { maker: bad }, from: 2021-01-01, status: prohibited, because: None stays. }\n"
		"    - { clause: note, when: { maker: bad }, from: 2021-01-01, status: restricted, because: Less. }\n"
		"  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: bad, on: 2020-06-01, status: prohibited-new, by: 2021-01-01 } ]\n"
		"  counters: [ { maker: bad, on: 2020-01-15, status: not-in-force } ]\n"));
	assert_int_equal(STATUS_NOT_IN_FORCE, stage_judge_made(&identity, "2020-01-31", NULL).status);
	struct verdict v = stage_judge_made(&identity, "2020-02-01", NULL);
	assert_int_equal(STATUS_PROHIBITED_NEW, v.status);
	assert_int_equal(stage_day("2021-01-01"), v.by);
	v = stage_judge_made(&identity, "2021-01-01", NULL);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_int_equal(DATE_NONE, v.by);
}

/* The earlier day speaks, wherever its clause stands. */
static void the_earlier_day_speaks(void **state) {
	static const char *const clauses[] = {
		"    - { clause: late, when: { maker-country: CN }, by: 2030-01-01, status: prohibited-new, because: Late. }\n",
		"    - { clause: early, when: { maker: bad }, by: 2027-01-01, status: prohibited-new, because: Early. }\n",
	};
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	char text[2048];

	(void)state;
	for (int first = 0; first < 2; first++) {
		snprintf(text, sizeof text, ROLES HEAD DAYS BIND "  clauses:\n%s%s"
			 "  sources: [s]\n  trust: high\n"
			 "  examples: [ { maker: bad, on: 2020-06-01, status: prohibited-new, by: 2027-01-01 } ]\n"
			 "  counters: [ { maker: bad, on: 2019-01-15, status: not-in-force } ]\n", clauses[first], clauses[!first]);
		assert_int_equal(0, stage_load(text));
		struct verdict v = stage_judge_made(&identity, "2020-06-01", NULL);
		assert_int_equal(stage_day("2027-01-01"), v.by);
		assert_true(stage_says(&v, "Early."));
	}
	/* What may not be used at all comes before what may be used until a day. */
	assert_int_equal(0, stage_load(ROLES HEAD DAYS BIND "  clauses:\n"
		"    - { clause: some, when: { maker-country: CN }, by: 2027-01-01, status: prohibited, because: Some days. }\n"
		"    - { clause: none, when: { maker: bad }, status: prohibited, because: None. }\n" TAIL));
	assert_int_equal(DATE_NONE, stage_judge_made(&identity, "2020-06-01", NULL).by);
}

/* A clause of another day that an exception takes away for good will never cover it. */
static void what_is_released_is_not_coming(void **state) {
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	struct circumstances old = CIRCUMSTANCES_NONE;

	(void)state;
	old.acquired = stage_day("2019-01-01");
	assert_int_equal(0, stage_load(ROLES HEAD DAYS BIND "  clauses:\n"
		"    - { clause: now, when: { maker: bad }, until: 2027-01-01, status: prohibited-new, because: Now. }\n"
		"    - { clause: later, when: { maker: bad }, from: 2027-01-01, status: prohibited, because: Later. }\n"
		"  exceptions:\n    - { what: Old ones stay., ask: is it old?, when: { acquired-before: 2020-01-01 } }\n"
		"  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: bad, on: 2028-06-01, status: prohibited } ]\n"
		"  counters: [ { maker: bad, on: 2019-01-15, status: not-in-force } ]\n"));
	assert_int_equal(STATUS_CLEAR, stage_judge(&identity, &old, "2024-01-01").status);
	assert_int_equal(STATUS_CLEAR, stage_judge(&identity, &old, "2027-01-01").status);
	old.acquired = stage_day("2020-01-01");
	assert_int_equal(STATUS_PROHIBITED_NEW, stage_judge(&identity, &old, "2024-01-01").status);
	/* That a contract runs today says nothing of the day on which the clause begins. */
	struct contract runs = { .id = STR("c"), .from = stage_day("2020-01-01"), .until = stage_day("2026-01-01"), .value = -1 };
	old.contract = &runs;
	assert_int_equal(0, stage_load(ROLES HEAD DAYS BIND "  clauses:\n"
		"    - { clause: later, when: { maker: bad }, from: 2027-01-01, status: prohibited, because: Later. }\n"
		"  exceptions:\n    - { what: Contracts run out., ask: does one run?, when: { under-contract: yes } }\n"
		"  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: bad, on: 2028-06-01, status: prohibited } ]\n"
		"  counters: [ { maker: bad, on: 2019-01-15, status: not-in-force } ]\n"));
	assert_int_equal(STATUS_NOT_IN_FORCE, stage_judge(&identity, &old, "2024-01-01").status);
}

static enum tri owned(struct strs firms, double percent, const char *company, const char *on) {
	const struct registry *r = &stage_registry;
	arena mem = stage_scratch();
	struct holdings holdings;
	uint8_t answers[32];

	assert_true(r->company_count <= sizeof answers);
	assert_int_equal(0, holdings_on(&mem, r, stage_day(on), &holdings));
	assert_int_equal(0, holdings_reach(mem, &holdings, firms, r, percent, answers));
	return (enum tri)answers[registry_company(r, str_of(company)) - r->companies];
}

static void owners_add_up(void **state) {
	static const str firms_at[] = { { (const uint8_t *)"bad", 3 }, { (const uint8_t *)"worse", 5 } };
	static const struct strs firms = { firms_at, 2 };
	static const struct {
		const char *company;
		enum tri want;
	} rows[] = {
		{ "bad", TRI_TRUE }, { "sub", TRI_TRUE }, { "deep", TRI_TRUE }, { "sum", TRI_TRUE },
		{ "minor", TRI_FALSE }, { "good", TRI_FALSE }, { "nowhere", TRI_FALSE },
		{ "gap", TRI_UNKNOWN }, { "hearsay", TRI_UNKNOWN }, { "quiet", TRI_UNKNOWN },
		{ "ring-a", TRI_FALSE }, { "ring-b", TRI_FALSE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (owned(firms, 50, rows[i].company, "2020-06-01") != rows[i].want)
			fail_msg("%s", rows[i].company);
	assert_int_equal(TRI_FALSE, owned(firms, 0, "sub", "2020-06-01"));
	assert_int_equal(TRI_TRUE, owned(firms, 0, "worse", "2020-06-01"));
	assert_int_equal(TRI_UNKNOWN, owned(firms, 51, "sub", "2020-06-01"));
	/* Who sold his shares owns nothing from that day on. */
	assert_int_equal(TRI_TRUE, owned(firms, 50, "past", "2019-12-31"));
	assert_int_equal(TRI_FALSE, owned(firms, 50, "past", "2020-01-01"));
}

static void both_country_tests_are_there(void **state) {
	struct identity chinese = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	struct identity swedish = stage_device("good", GRADE_CONFIRMED, CLASS_CAMERA);
	struct identity nobody = stage_device("nowhere", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("maker-country: [CN]", ""))));
	assert_int_equal(STATUS_PROHIBITED, stage_judge_made(&chinese, "2020-06-01", "MX").status);
	assert_int_equal(STATUS_CLEAR, stage_judge_made(&swedish, "2020-06-01", "CN").status);
	assert_int_equal(STATUS_UNDETERMINED, stage_judge_made(&nobody, "2020-06-01", NULL).status);

	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("made-in: [CN]", ""))));
	assert_int_equal(STATUS_CLEAR, stage_judge_made(&chinese, "2020-06-01", "MX").status);
	assert_int_equal(STATUS_PROHIBITED, stage_judge_made(&swedish, "2020-06-01", "CN").status);
	struct verdict v = stage_judge_made(&swedish, "2020-06-01", NULL);
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_true(stage_says(&v, "certificate of origin"));

	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("made-outside: [US]", "      class: [drone]\n"))));
	struct identity drone = stage_device("", GRADE_UNKNOWN, CLASS_DRONE);
	assert_int_equal(STATUS_PROHIBITED, stage_judge_made(&drone, "2020-06-01", "FR").status);
	assert_int_equal(STATUS_CLEAR, stage_judge_made(&drone, "2020-06-01", "US").status);
	assert_int_equal(STATUS_CLEAR, stage_judge_made(&chinese, "2020-06-01", "FR").status);
}

/* Who stood at the top counts on the days on which he held the shares. */
static void the_top_is_that_of_the_day(void **state) {
	struct identity past = stage_device("past", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, stage_load(LAW("  from: 2019-01-01\n", CLAUSE("owner-country: [CN]", ""))));
	assert_int_equal(STATUS_PROHIBITED, stage_judge(&past, NULL, "2019-12-31").status);
	assert_int_equal(STATUS_CLEAR, stage_judge(&past, NULL, "2020-01-01").status);
	assert_int_equal(0, stage_load(LAW("  from: 2019-01-01\n", CLAUSE("maker: [bad], affiliates: 50", ""))));
	assert_int_equal(STATUS_PROHIBITED, stage_judge(&past, NULL, "2019-12-31").status);
	assert_int_equal(STATUS_CLEAR, stage_judge(&past, NULL, "2020-01-01").status);
}

/* Nobody is convicted by an owner who is only remembered, or of whom nobody knows how much he holds. */
static void the_top_is_sure_or_asked_for(void **state) {
	static const struct {
		const char *maker;
		enum status want;
	} rows[] = {
		{ "bad", STATUS_PROHIBITED }, { "good", STATUS_CLEAR }, { "deep", STATUS_UNDETERMINED }, { "gap", STATUS_UNDETERMINED },
		{ "hearsay", STATUS_UNDETERMINED }, { "quiet", STATUS_UNDETERMINED }, { "minor", STATUS_CLEAR },
		{ "sum", STATUS_UNDETERMINED }, { "ring-a", STATUS_CLEAR },
	};

	(void)state;
	assert_int_equal(0, stage_load(LAW("  from: 2019-01-01\n", CLAUSE("owner-country: [CN]", ""))));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct identity identity = stage_device(rows[i].maker, GRADE_CONFIRMED, CLASS_CAMERA);
		struct verdict v = stage_judge(&identity, NULL, "2020-06-01");

		if (v.status != rows[i].want)
			fail_msg("%s: %s", rows[i].maker, status_names[v.status]);
	}
}

static void chips_and_labels_count(void **state) {
	struct identity identity = stage_device("good", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("soc: [bad], affiliates: 50", "      unknown: pass\n"))));
	struct verdict v = stage_judge_made(&identity, "2020-06-01", NULL);
	assert_int_equal(STATUS_CLEAR, v.status);
	assert_true(stage_says(&v, "Not looked into: whether clause one covers it."));
	identity.soc = (struct belief){ .id = STR("sub"), .confidence = 0.9, .grade = GRADE_LIKELY };
	assert_int_equal(STATUS_PROHIBITED, stage_judge_made(&identity, "2020-06-01", NULL).status);
	/* One model with two chips: a covered one that may be inside is a question, whichever of them leads. */
	identity.soc.grade = GRADE_POSSIBLE;
	v = stage_judge_made(&identity, "2020-06-01", NULL);
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_true(stage_says(&v, "bill of materials"));
	identity.soc.id = STR("good");
	assert_int_equal(STATUS_CLEAR, stage_judge_made(&identity, "2020-06-01", NULL).status);
	const struct rival rivals[] = { { ASPECT_SOC, STR("sub"), 0.4 }, { ASPECT_MAKER, STR("bad"), 0.9 } };
	identity.rivals = rivals;
	identity.rival_count = 2;
	assert_int_equal(STATUS_UNDETERMINED, stage_judge_made(&identity, "2020-06-01", NULL).status);
	identity.soc.grade = GRADE_LIKELY;
	assert_int_equal(STATUS_CLEAR, stage_judge_made(&identity, "2020-06-01", NULL).status);
	/* Of two that are as strong the order does not matter. */
	const struct rival even[] = { { ASPECT_SOC, STR("good"), 0.4 }, { ASPECT_SOC, STR("bad"), 0.4 },
				      { ASPECT_SOC, STR("good"), 0.4 } };
	identity.soc.grade = GRADE_POSSIBLE;
	for (size_t i = 0; i < 2; i++) {
		identity.rivals = even + i;
		assert_int_equal(STATUS_UNDETERMINED, stage_judge_made(&identity, "2020-06-01", NULL).status);
	}
	identity.rival_count = 0;

	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("brand-country: [CN]", ""))));
	identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	assert_int_equal(STATUS_UNDETERMINED, stage_judge_made(&identity, "2020-06-01", NULL).status);
	identity.relabelled = TRI_FALSE;
	assert_int_equal(STATUS_PROHIBITED, stage_judge_made(&identity, "2020-06-01", NULL).status);
	identity.brand = (struct belief){ .id = STR("label"), .confidence = 0.9, .grade = GRADE_LIKELY };
	assert_int_equal(STATUS_CLEAR, stage_judge_made(&identity, "2020-06-01", NULL).status);
}

static void others_are_left_in_peace(void **state) {
	(void)state;
	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad]", "      makes: [camera]\n"))));
	assert_int_equal(STATUS_CLEAR, judge("", GRADE_UNKNOWN, CLASS_PRINTER, "2020-06-01"));
	assert_int_equal(STATUS_UNDETERMINED, judge("", GRADE_UNKNOWN, CLASS_CAMERA, "2020-06-01"));
	assert_int_equal(STATUS_PROHIBITED, judge("bad", GRADE_LIKELY, CLASS_PRINTER, "2020-06-01"));
}

static void reasons_are_whole_sentences_apart(void **state) {
	struct obs seen = { .field = STR("http.server") };
	struct mark_note mark = { .id = STR("bad/web") };
	struct claim claim = { .seen = &seen, .mark = &mark, .aspect = ASPECT_MAKER, .value = STR("bad"),
			       .strength = STRENGTH_STRONG };
	struct identity identity = stage_device("bad", GRADE_LIKELY, CLASS_CAMERA);

	(void)state;
	identity.claims = &claim;
	identity.claim_count = 1;
	assert_int_equal(0, stage_load(SIMPLE));
	struct verdict v = stage_judge_made(&identity, "2020-06-01", NULL);
	assert_true(str_eq(v.because[0], STR("The rule names it.")));
	assert_true(str_eq(v.because[1],
			   STR("Likely made by bad Ltd. (bad), most of all by http.server (mark bad/web).")));
	identity.maker.grade = GRADE_POSSIBLE;
	v = stage_judge_made(&identity, "2020-06-01", NULL);
	assert_true(stage_says(&v, "The maker is not established: "));
	assert_true(stage_says(&v, "bad Ltd. is possible as the maker, which is too little to judge by."));
	identity = stage_device("sub", GRADE_CONFIRMED, CLASS_CAMERA);
	v = stage_judge_made(&identity, "2020-06-01", NULL);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_true(stage_says(&v, "sub Ltd. is not named itself"));
}

static void weak_sources_convict_nobody(void **state) {
	(void)state;
	assert_int_equal(0, stage_load(ROLES HEAD "  from: 2020-01-01\n" BIND CLAUSE("maker: [bad]", "")
		"  sources: [s]\n  trust: low\n"
		"  examples: [ { maker: bad, on: 2020-06-01, status: undetermined } ]\n"
		"  counters: [ { maker: good, on: 2020-06-01, status: clear } ]\n"));
	assert_int_equal(STATUS_UNDETERMINED, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2020-06-01"));
}

static void a_full_arena_is_no_verdict(void **state) {
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	uint8_t little[40];
	arena mem = arena_over(little, sizeof little);

	(void)state;
	assert_int_equal(0, stage_load(SIMPLE));
	arena room = stage_scratch();
	struct court court;
	assert_int_equal(0, law_court(&room, &stage_laws, &stage_registry, stage_day("2020-06-01"), &court));
	struct verdict v = law_judge(&mem, &court, 0, &identity, NULL);
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_int_equal(0, v.because_count);
	assert_true(mem.full);
}

static void roles_bind_downwards(void **state) {
	(void)state;
	assert_int_equal(0, stage_load(ROLES HEAD "  from: 2020-01-01\n  roles: [city]\n  acts: [buy]\n  scope: s\n"
				 CLAUSE("maker: [bad]", "") TAIL));
	assert_true(law_binds(&stage_laws, 0, STR("city")));
	assert_true(law_binds(&stage_laws, 0, STR("city:utrecht")));
	assert_false(law_binds(&stage_laws, 0, STR("citylike")));
	assert_false(law_binds(&stage_laws, 0, STR("buyer")));
	assert_int_equal(0, stage_load(ROLES HEAD "  from: 2020-01-01\n  roles: [\"city:utrecht\"]\n  acts: [buy]\n  scope: s\n"
				 CLAUSE("maker: [bad]", "") TAIL));
	assert_true(law_binds(&stage_laws, 0, STR("city:utrecht")));
	assert_false(law_binds(&stage_laws, 0, STR("city")));
	assert_false(law_binds(&stage_laws, 0, STR("city:delft")));
	assert_true(laws_know_role(&stage_laws, STR("city:delft")));
	assert_false(laws_know_role(&stage_laws, STR("buyer:delft")));
	assert_false(laws_know_role(&stage_laws, STR("city:")));
	assert_int_equal(0, laws_find(&stage_laws, STR("x")));
	assert_int_equal(1, laws_find(&stage_laws, STR("y")));
}

/* What meets a company: "law clause reach sure", a line each. */
static void assert_met(const char *company, const char *on, const char *want) {
	arena mem = stage_scratch();
	const struct law_page *pages = laws_pages(&mem, &stage_laws, &stage_tree);
	uint8_t room[1024];
	struct text t = TEXT(room);
	struct court court;

	assert_non_null(pages);
	assert_int_equal(0, law_court(&mem, &stage_laws, &stage_registry, stage_day(on), &court));
	struct restrictions met = laws_restrictions(&mem, &court, pages, str_of(company));
	for (size_t i = 0; i < met.count; i++) {
		text_str(&t, met.at[i].clause->id);
		text_cstr(&t, " ");
		text_cstr(&t, reach_names[met.at[i].reach]);
		text_cstr(&t, met.at[i].sure ? " " : "? ");
		text_str(&t, met.at[i].through);
		text_cstr(&t, met.at[i].through.n ? " " : "");
		text_cstr(&t, standing_names[met.at[i].standing]);
		text_cstr(&t, "\n");
	}
	text_byte(&t, 0);
	assert_string_equal((const char *)room, want);
}

#define NEXT(when) "    - clause: two\n      when: { " when " }\n      status: restricted\n      because: It says so.\n"

static void restrictions_say_by_what_they_meet(void **state) {
	(void)state;
	assert_int_equal(0, stage_load(SIMPLE));
	assert_met("bad", "2020-06-01", "one name in-force\n");
	assert_met("bad", "2019-06-01", "one name coming\n");
	assert_met("sub", "2020-06-01", "one ownership bad in-force\n");
	assert_met("deep", "2020-06-01", "one ownership bad in-force\n");
	assert_met("hearsay", "2020-06-01", "one ownership? bad in-force\n");
	assert_met("minor", "2020-06-01", "");
	assert_met("good", "2020-06-01", "");
	assert_met("ring-a", "2020-06-01", "");
	assert_met("nobody", "2020-06-01", "");
	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("maker-country: [CN]", NEXT("soc: [good]")))));
	assert_met("bad", "2020-06-01", "one country in-force\n");
	assert_met("good", "2020-06-01", "two chip in-force\n");
	assert_met("nowhere", "2020-06-01", "");
	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad]", NEXT("made-in: [CN]")))));
	assert_met("bad", "2020-06-01", "one name in-force\n");
	assert_int_equal(0, stage_load(LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad]", NEXT("brand-country: [NL]")))));
	assert_met("minor", "2020-06-01", "two label in-force\n");
}

static void pages_tell_the_days(void **state) {
	arena mem = stage_scratch();
	uint8_t little[64];
	arena small = arena_over(little, sizeof little);

	(void)state;
	assert_int_equal(0, stage_load(LAW("  announced: 2019-05-05\n  from: 2020-01-01\n  until: 2030-01-01\n"
				     "  suspended: [ { from: 2020-08-01, until: 2020-09-01 } ]\n"
				     "  unsure: [ { from: 2021-01-01, until: 2021-02-01, ask: is it? } ]\n"
				     "  changes: [ { on: 2019-07-07, what: it grew } ]\n",
				     CLAUSE("maker: [bad]", "      class: [camera]\n      until: 2025-01-01\n"))));
	const struct law_page *page = laws_pages(&mem, &stage_laws, &stage_tree);
	assert_int_equal(page->announced, stage_day("2019-05-05"));
	assert_int_equal(page->clauses[0].days.from, stage_day("2020-01-01"));
	assert_int_equal(page->clauses[0].days.until, stage_day("2025-01-01"));
	assert_int_equal(page->changes[0].on, stage_day("2019-07-07"));
	assert_true(str_eq(page->changes[0].what, STR("it grew")));
	assert_true(str_eq(page->examples[0].device, STR("maker bad, class camera")));
	assert_true(str_eq(page->means.at[0], STR("who buys")));
	assert_int_equal(law_page_standing(page, NULL, stage_day("2019-12-31")), STANDING_COMING);
	assert_int_equal(law_page_standing(page, NULL, stage_day("2020-08-01")), STANDING_SUSPENDED);
	assert_int_equal(law_page_standing(page, NULL, stage_day("2020-09-01")), STANDING_IN_FORCE);
	assert_int_equal(law_page_standing(page, NULL, stage_day("2021-01-31")), STANDING_UNSURE);
	assert_int_equal(law_page_standing(page, NULL, stage_day("2026-01-01")), STANDING_IN_FORCE);
	assert_int_equal(law_page_standing(page, page->clauses, stage_day("2025-01-01")), STANDING_ENDED);
	assert_null(laws_pages(&small, &stage_laws, &stage_tree));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maker_and_class_make_a_table),
		cmocka_unit_test(days_begin_and_end),
		cmocka_unit_test(clauses_take_turns),
		cmocka_unit_test(the_earlier_day_speaks),
		cmocka_unit_test(what_is_released_is_not_coming),
		cmocka_unit_test(owners_add_up),
		cmocka_unit_test(both_country_tests_are_there),
		cmocka_unit_test(the_top_is_that_of_the_day),
		cmocka_unit_test(the_top_is_sure_or_asked_for),
		cmocka_unit_test(chips_and_labels_count),
		cmocka_unit_test(others_are_left_in_peace),
		cmocka_unit_test(reasons_are_whole_sentences_apart),
		cmocka_unit_test(weak_sources_convict_nobody),
		cmocka_unit_test(a_full_arena_is_no_verdict),
		cmocka_unit_test(roles_bind_downwards),
		cmocka_unit_test(restrictions_say_by_what_they_meet),
		cmocka_unit_test(pages_tell_the_days),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	stage_close();
	return failed;
}
