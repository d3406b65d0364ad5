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

#include "base/yaml.h"
#include "law/form.h"

/* Owners: a ring of two that own each other, a sum of two halves, a gap, a share of hearsay. */
static const struct owner own_sub[] = { { .id = { (const uint8_t *)"bad", 3 }, .percent = 50, .trust = TRUST_HIGH } };
static const struct owner own_deep[] = { { .id = { (const uint8_t *)"sub", 3 }, .percent = 80, .trust = TRUST_HIGH } };
static const struct owner own_minor[] = {
	{ .id = { (const uint8_t *)"bad", 3 }, .percent = 20, .trust = TRUST_HIGH },
	{ .id = { (const uint8_t *)"good", 4 }, .percent = 80, .trust = TRUST_HIGH } };
static const struct owner own_sum[] = {
	{ .id = { (const uint8_t *)"bad", 3 }, .percent = 30, .trust = TRUST_HIGH },
	{ .id = { (const uint8_t *)"worse", 5 }, .percent = 25, .trust = TRUST_HIGH } };
static const struct owner own_gap[] = { { .id = { (const uint8_t *)"bad", 3 }, .percent = 40, .trust = TRUST_HIGH } };
static const struct owner own_hearsay[] = { { .id = { (const uint8_t *)"bad", 3 }, .percent = 90, .trust = TRUST_HINT } };
static const struct owner own_quiet[] = { { .id = { (const uint8_t *)"bad", 3 }, .percent = -1, .trust = TRUST_HIGH } };
static const struct owner own_ring_a[] = { { .id = { (const uint8_t *)"ring-b", 6 }, .percent = 60, .trust = TRUST_HIGH } };
static const struct owner own_ring_b[] = { { .id = { (const uint8_t *)"ring-a", 6 }, .percent = 60, .trust = TRUST_HIGH } };

#define COMPANY(i, c, o) \
	{ .id = { (const uint8_t *)(i), sizeof(i) - 1 }, .name = { (const uint8_t *)(i " Ltd."), sizeof(i) + 4 }, \
	  .country = { (const uint8_t *)(c), sizeof(c) - 1 }, .owners = (o), .owner_count = sizeof(o) / sizeof *(o) }
#define FREE_COMPANY(i, c) \
	{ .id = { (const uint8_t *)(i), sizeof(i) - 1 }, .name = { (const uint8_t *)(i " Ltd."), sizeof(i) + 4 }, \
	  .country = { (const uint8_t *)(c), sizeof(c) - 1 } }

static const struct company companies[] = {
	FREE_COMPANY("bad", "CN"), COMPANY("deep", "NL", own_deep), COMPANY("gap", "NL", own_gap),
	FREE_COMPANY("good", "SE"), COMPANY("hearsay", "NL", own_hearsay), COMPANY("minor", "NL", own_minor),
	FREE_COMPANY("nowhere", ""), COMPANY("quiet", "NL", own_quiet), COMPANY("ring-a", "NL", own_ring_a),
	COMPANY("ring-b", "NL", own_ring_b), COMPANY("sub", "NL", own_sub), COMPANY("sum", "NL", own_sum),
	FREE_COMPANY("worse", "RU"),
};
static const struct brand brands[] = {
	{ .id = { (const uint8_t *)"label", 5 }, .name = { (const uint8_t *)"LABEL", 5 },
	  .owner = { (const uint8_t *)"good", 4 } },
};
static const struct registry registry = {
	.companies = companies, .company_count = sizeof companies / sizeof *companies,
	.brands = brands, .brand_count = 1,
};

static uint8_t memory[1 << 20];

/* Laws from a text; lives until the next one. */
static struct yaml *yaml;
static struct tree tree;
static struct laws laws;
static struct complaint complaint;

static int load(const char *text) {
	arena mem = arena_over(memory, sizeof memory / 2);

	yaml_close(yaml);
	yaml = yaml_open();
	complaint = (struct complaint){ 0 };
	assert_int_equal(0, yaml_add(yaml, STR("t.yaml"), str_of(text), &complaint));
	tree = yaml_tree(yaml);
	return laws_load(&mem, &tree, &registry, &laws, &complaint);
}

#define ROLES "- { role: buyer, means: who buys }\n- { role: city, means: a city, named: yes }\n"
#define HEAD  "- law: x\n  title: t\n  jurisdiction: NL\n  authority: a\n  citation: c\n"
#define BIND  "  roles: [buyer]\n  acts: [buy]\n  scope: s\n"
#define TAIL  "  sources: [s]\n  trust: high\n" \
	"  examples: [ { maker: bad, class: camera, on: 2020-06-01, status: prohibited } ]\n" \
	"  counters: [ { maker: good, class: camera, on: 2020-06-01, status: clear } ]\n"
#define CLAUSE(when, more) "  clauses:\n    - clause: one\n      when: { " when " }\n      status: prohibited\n" \
	"      because: The rule names it.\n" more
#define LAW(days, clause) ROLES HEAD days BIND clause TAIL
#define SIMPLE LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad], affiliates: 50", "      class: [camera]\n"))

static date day(const char *text) {
	date d = DATE_NONE;

	assert_true(date_parse(str_of(text), &d));
	return d;
}

static struct identity device(const char *maker, enum grade grade, enum device_class class) {
	return (struct identity){ .maker = { .id = str_of(maker), .confidence = 0.9, .grade = grade }, .class = class };
}

static struct verdict judge_made(const struct identity *identity, const char *on, const char *made_in) {
	arena mem = arena_over(memory + sizeof memory / 2, sizeof memory / 2);
	struct subject s = { .registry = &registry, .identity = identity, .made_in = str_of(made_in), .on = day(on) };

	return law_judge_subject(&mem, &laws.at[0], &s);
}

static enum status judge(const char *maker, enum grade grade, enum device_class class, const char *on) {
	struct identity identity = device(maker, grade, class);

	return judge_made(&identity, on, NULL).status;
}

static bool says(const struct verdict *v, const char *words) {
	for (size_t i = 0; i < v->because_count; i++)
		if (str_find(v->because[i], str_of(words), 0) < v->because[i].n)
			return true;
	return false;
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
	assert_int_equal(0, load(SIMPLE));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum status got = judge(rows[i].maker, rows[i].grade, rows[i].class, "2020-06-01");

		if (got != rows[i].want)
			fail_msg("row %zu: %s", i, status_names[got]);
	}
}

static void days_begin_and_end(void **state) {
	(void)state;
	assert_int_equal(0, load(LAW("  announced: 2019-01-01\n  from: 2020-01-01\n  until: 2022-01-01\n"
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
	struct identity identity = device("bad", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, load(ROLES HEAD "  from: 2020-01-01\n" BIND
		"  clauses:\n"
		"    - { clause: new, when: { maker: bad }, from: 2020-02-01, until: 2021-01-01, by: 2021-01-01, "
		"status: prohibited-new, because: No more are bought. }\n"
		"    - { clause: all, when: { maker: bad }, from: 2021-01-01, status: prohibited, because: None stays. }\n"
		"    - { clause: note, when: { maker: bad }, from: 2021-01-01, status: restricted, because: Less. }\n"
		"  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: bad, on: 2020-06-01, status: prohibited-new, by: 2021-01-01 } ]\n"
		"  counters: [ { maker: bad, on: 2020-01-15, status: not-in-force } ]\n"));
	assert_int_equal(STATUS_NOT_IN_FORCE, judge_made(&identity, "2020-01-31", NULL).status);
	struct verdict v = judge_made(&identity, "2020-02-01", NULL);
	assert_int_equal(STATUS_PROHIBITED_NEW, v.status);
	assert_int_equal(day("2021-01-01"), v.by);
	v = judge_made(&identity, "2021-01-01", NULL);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_int_equal(DATE_NONE, v.by);
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
		{ "ring-a", TRI_FALSE }, { "ring-b", TRI_FALSE }, { "no-such-firm", TRI_FALSE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (firms_own(&registry, firms, 50, str_of(rows[i].company)) != rows[i].want)
			fail_msg("%s", rows[i].company);
	assert_int_equal(TRI_FALSE, firms_own(&registry, firms, 0, STR("sub")));
	assert_int_equal(TRI_UNKNOWN, firms_own(&registry, firms, 51, STR("sub")));
}

static void both_country_tests_are_there(void **state) {
	struct identity chinese = device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	struct identity swedish = device("good", GRADE_CONFIRMED, CLASS_CAMERA);
	struct identity nobody = device("nowhere", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("maker-country: [CN]", ""))));
	assert_int_equal(STATUS_PROHIBITED, judge_made(&chinese, "2020-06-01", "MX").status);
	assert_int_equal(STATUS_CLEAR, judge_made(&swedish, "2020-06-01", "CN").status);
	assert_int_equal(STATUS_UNDETERMINED, judge_made(&nobody, "2020-06-01", NULL).status);

	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("made-in: [CN]", ""))));
	assert_int_equal(STATUS_CLEAR, judge_made(&chinese, "2020-06-01", "MX").status);
	assert_int_equal(STATUS_PROHIBITED, judge_made(&swedish, "2020-06-01", "CN").status);
	struct verdict v = judge_made(&swedish, "2020-06-01", NULL);
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_true(says(&v, "certificate of origin"));

	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("made-outside: [US]", "      class: [drone]\n"))));
	struct identity drone = device("", GRADE_UNKNOWN, CLASS_DRONE);
	assert_int_equal(STATUS_PROHIBITED, judge_made(&drone, "2020-06-01", "FR").status);
	assert_int_equal(STATUS_CLEAR, judge_made(&drone, "2020-06-01", "US").status);
	assert_int_equal(STATUS_CLEAR, judge_made(&chinese, "2020-06-01", "FR").status);
}

static void chips_and_labels_count(void **state) {
	struct identity identity = device("good", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("soc: [bad], affiliates: 50", "      unknown: pass\n"))));
	struct verdict v = judge_made(&identity, "2020-06-01", NULL);
	assert_int_equal(STATUS_CLEAR, v.status);
	assert_true(says(&v, "Not looked into: whether clause one covers it."));
	identity.soc = (struct belief){ .id = STR("sub"), .confidence = 0.9, .grade = GRADE_LIKELY };
	assert_int_equal(STATUS_PROHIBITED, judge_made(&identity, "2020-06-01", NULL).status);
	/* One model with two chips: a covered one that may be inside is a question, whichever of them leads. */
	identity.soc.grade = GRADE_POSSIBLE;
	v = judge_made(&identity, "2020-06-01", NULL);
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_true(says(&v, "bill of materials"));
	identity.soc.id = STR("good");
	assert_int_equal(STATUS_CLEAR, judge_made(&identity, "2020-06-01", NULL).status);
	const struct rival rivals[] = { { ASPECT_SOC, STR("sub"), 0.4 }, { ASPECT_MAKER, STR("bad"), 0.9 } };
	identity.rivals = rivals;
	identity.rival_count = 2;
	assert_int_equal(STATUS_UNDETERMINED, judge_made(&identity, "2020-06-01", NULL).status);
	identity.soc.grade = GRADE_LIKELY;
	assert_int_equal(STATUS_CLEAR, judge_made(&identity, "2020-06-01", NULL).status);

	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("brand-country: [CN]", ""))));
	identity = device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	assert_int_equal(STATUS_UNDETERMINED, judge_made(&identity, "2020-06-01", NULL).status);
	identity.relabelled = TRI_FALSE;
	assert_int_equal(STATUS_PROHIBITED, judge_made(&identity, "2020-06-01", NULL).status);
	identity.brand = (struct belief){ .id = STR("label"), .confidence = 0.9, .grade = GRADE_LIKELY };
	assert_int_equal(STATUS_CLEAR, judge_made(&identity, "2020-06-01", NULL).status);
}

static void others_are_left_in_peace(void **state) {
	(void)state;
	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad]", "      makes: [camera]\n"))));
	assert_int_equal(STATUS_CLEAR, judge("", GRADE_UNKNOWN, CLASS_PRINTER, "2020-06-01"));
	assert_int_equal(STATUS_UNDETERMINED, judge("", GRADE_UNKNOWN, CLASS_CAMERA, "2020-06-01"));
	assert_int_equal(STATUS_PROHIBITED, judge("bad", GRADE_LIKELY, CLASS_PRINTER, "2020-06-01"));
}

static void reasons_are_whole_sentences_apart(void **state) {
	struct obs seen = { .field = STR("http.server") };
	struct mark_note mark = { .id = STR("bad/web") };
	struct claim claim = { .seen = &seen, .mark = &mark, .aspect = ASPECT_MAKER, .value = STR("bad"),
			       .strength = STRENGTH_STRONG };
	struct identity identity = device("bad", GRADE_LIKELY, CLASS_CAMERA);

	(void)state;
	identity.claims = &claim;
	identity.claim_count = 1;
	assert_int_equal(0, load(SIMPLE));
	struct verdict v = judge_made(&identity, "2020-06-01", NULL);
	assert_true(str_eq(v.because[0], STR("The rule names it.")));
	assert_true(str_eq(v.because[1],
			   STR("The maker is bad Ltd. (bad): likely, most of all by http.server (mark bad/web).")));
	identity.maker.grade = GRADE_POSSIBLE;
	v = judge_made(&identity, "2020-06-01", NULL);
	assert_true(says(&v, "The maker is not established: "));
	assert_true(says(&v, "bad Ltd. is possible as the maker, which is too little to judge by."));
	identity = device("sub", GRADE_CONFIRMED, CLASS_CAMERA);
	v = judge_made(&identity, "2020-06-01", NULL);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_true(says(&v, "sub Ltd. is not named itself"));
}

static void weak_sources_convict_nobody(void **state) {
	(void)state;
	assert_int_equal(0, load(ROLES HEAD "  from: 2020-01-01\n" BIND CLAUSE("maker: [bad]", "")
		"  sources: [s]\n  trust: low\n"
		"  examples: [ { maker: bad, on: 2020-06-01, status: undetermined } ]\n"
		"  counters: [ { maker: good, on: 2020-06-01, status: clear } ]\n"));
	assert_int_equal(STATUS_UNDETERMINED, judge("bad", GRADE_CONFIRMED, CLASS_CAMERA, "2020-06-01"));
}

static void a_full_arena_is_no_verdict(void **state) {
	struct identity identity = device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	uint8_t little[40];
	arena mem = arena_over(little, sizeof little);

	(void)state;
	assert_int_equal(0, load(SIMPLE));
	struct verdict v = law_judge(&mem, &laws, 0, &registry, &identity, day("2020-06-01"));
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_int_equal(0, v.because_count);
	assert_true(mem.full);
}

static void roles_bind_downwards(void **state) {
	(void)state;
	assert_int_equal(0, load(ROLES HEAD "  from: 2020-01-01\n  roles: [city]\n  acts: [buy]\n  scope: s\n"
				 CLAUSE("maker: [bad]", "") TAIL));
	assert_true(law_binds(&laws, 0, STR("city")));
	assert_true(law_binds(&laws, 0, STR("city:utrecht")));
	assert_false(law_binds(&laws, 0, STR("citylike")));
	assert_false(law_binds(&laws, 0, STR("buyer")));
	assert_int_equal(0, load(ROLES HEAD "  from: 2020-01-01\n  roles: [\"city:utrecht\"]\n  acts: [buy]\n  scope: s\n"
				 CLAUSE("maker: [bad]", "") TAIL));
	assert_true(law_binds(&laws, 0, STR("city:utrecht")));
	assert_false(law_binds(&laws, 0, STR("city")));
	assert_false(law_binds(&laws, 0, STR("city:delft")));
	assert_true(laws_know_role(&laws, STR("city:delft")));
	assert_false(laws_know_role(&laws, STR("buyer:delft")));
	assert_false(laws_know_role(&laws, STR("city:")));
	assert_int_equal(0, laws_find(&laws, STR("x")));
	assert_int_equal(1, laws_find(&laws, STR("y")));
}

#define DAYS "  from: 2020-01-01\n"
#define GOOD CLAUSE("maker: [bad]", "")

static void bad_data_is_refused_with_its_place(void **state) {
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
		{ LAW(DAYS, GOOD) HEAD DAYS BIND GOOD TAIL, "stands elsewhere already", 21, 3 },
		{ ROLES ROLES, "the role 'buyer' stands elsewhere", 3, 3 },
		{ "- { role: r, means: m, named: maybe }\n", "'named' is yes or no", 1, 31 },
		{ "- { title: t }\n", "neither a law nor a role", 1, 3 },
		{ "law: x\n", "a file of laws is a list", 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int r = load(rows[i].text);

		if (r != TREE_WRONG || !strstr(complaint.what, rows[i].says) || complaint.line != rows[i].line ||
		    complaint.column != rows[i].column)
			fail_msg("row %zu: wanted '%s' at %u:%u, got %d '%s' at %u:%u", i, rows[i].says,
				 rows[i].line, rows[i].column, r, complaint.what, complaint.line, complaint.column);
	}
}

static void a_wrong_example_is_found(void **state) {
	arena mem = arena_over(memory + sizeof memory / 2, sizeof memory / 2);

	(void)state;
	assert_int_equal(0, load(SIMPLE));
	assert_int_equal(0, laws_check(mem, &laws, &tree, &registry, &complaint));
	assert_int_equal(0, load(ROLES HEAD DAYS BIND GOOD "  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: good, on: 2020-06-01, status: prohibited } ]\n"
		"  counters: [ { maker: good, on: 2020-06-01, status: clear } ]\n"));
	assert_int_equal(TREE_WRONG, laws_check(mem, &laws, &tree, &registry, &complaint));
	assert_int_equal(19, complaint.line);
	assert_non_null(strstr(complaint.what, "comes out as 'clear', not 'prohibited'"));
}

/* What meets a company: "law clause reach sure", a line each. */
static void assert_met(const char *company, const char *on, const char *want) {
	arena mem = arena_over(memory + sizeof memory / 2, sizeof memory / 2);
	const struct law_page *pages = laws_pages(&mem, &laws, &tree);
	uint8_t room[1024];
	struct text t = TEXT(room);

	assert_non_null(pages);
	struct restrictions met = laws_restrictions(&mem, &laws, pages, &registry, str_of(company), day(on));
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
	assert_int_equal(0, load(SIMPLE));
	assert_met("bad", "2020-06-01", "one name in-force\n");
	assert_met("bad", "2019-06-01", "one name coming\n");
	assert_met("sub", "2020-06-01", "one ownership bad in-force\n");
	assert_met("deep", "2020-06-01", "one ownership bad in-force\n");
	assert_met("hearsay", "2020-06-01", "one ownership? bad in-force\n");
	assert_met("minor", "2020-06-01", "");
	assert_met("good", "2020-06-01", "");
	assert_met("ring-a", "2020-06-01", "");
	assert_met("nobody", "2020-06-01", "");
	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("maker-country: [CN]", NEXT("soc: [good]")))));
	assert_met("bad", "2020-06-01", "one country in-force\n");
	assert_met("good", "2020-06-01", "two chip in-force\n");
	assert_met("nowhere", "2020-06-01", "");
	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad]", NEXT("made-in: [CN]")))));
	assert_met("bad", "2020-06-01", "one name in-force\n");
	assert_int_equal(0, load(LAW("  from: 2020-01-01\n", CLAUSE("maker: [bad]", NEXT("brand-country: [NL]")))));
	assert_met("minor", "2020-06-01", "two label in-force\n");
}

static void pages_tell_the_days(void **state) {
	arena mem = arena_over(memory + sizeof memory / 2, sizeof memory / 2);
	arena small = arena_over(memory + sizeof memory / 2, 64);

	(void)state;
	assert_int_equal(0, load(LAW("  announced: 2019-05-05\n  from: 2020-01-01\n  until: 2030-01-01\n"
				     "  suspended: [ { from: 2020-08-01, until: 2020-09-01 } ]\n"
				     "  unsure: [ { from: 2021-01-01, until: 2021-02-01, ask: is it? } ]\n"
				     "  changes: [ { on: 2019-07-07, what: it grew } ]\n",
				     CLAUSE("maker: [bad]", "      class: [camera]\n      until: 2025-01-01\n"))));
	const struct law_page *page = laws_pages(&mem, &laws, &tree);
	assert_int_equal(page->announced, day("2019-05-05"));
	assert_int_equal(page->clauses[0].days.from, day("2020-01-01"));
	assert_int_equal(page->clauses[0].days.until, day("2025-01-01"));
	assert_int_equal(page->changes[0].on, day("2019-07-07"));
	assert_true(str_eq(page->changes[0].what, STR("it grew")));
	assert_true(str_eq(page->examples[0].device, STR("maker bad, class camera")));
	assert_true(str_eq(page->means.at[0], STR("who buys")));
	assert_int_equal(law_page_standing(page, NULL, day("2019-12-31")), STANDING_COMING);
	assert_int_equal(law_page_standing(page, NULL, day("2020-08-01")), STANDING_SUSPENDED);
	assert_int_equal(law_page_standing(page, NULL, day("2020-09-01")), STANDING_IN_FORCE);
	assert_int_equal(law_page_standing(page, NULL, day("2021-01-31")), STANDING_UNSURE);
	assert_int_equal(law_page_standing(page, NULL, day("2026-01-01")), STANDING_IN_FORCE);
	assert_int_equal(law_page_standing(page, page->clauses, day("2025-01-01")), STANDING_ENDED);
	assert_null(laws_pages(&small, &laws, &tree));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(maker_and_class_make_a_table),
		cmocka_unit_test(days_begin_and_end),
		cmocka_unit_test(clauses_take_turns),
		cmocka_unit_test(owners_add_up),
		cmocka_unit_test(both_country_tests_are_there),
		cmocka_unit_test(chips_and_labels_count),
		cmocka_unit_test(others_are_left_in_peace),
		cmocka_unit_test(reasons_are_whole_sentences_apart),
		cmocka_unit_test(weak_sources_convict_nobody),
		cmocka_unit_test(a_full_arena_is_no_verdict),
		cmocka_unit_test(roles_bind_downwards),
		cmocka_unit_test(bad_data_is_refused_with_its_place),
		cmocka_unit_test(a_wrong_example_is_found),
		cmocka_unit_test(restrictions_say_by_what_they_meet),
		cmocka_unit_test(pages_tell_the_days),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	yaml_close(yaml);
	return failed;
}
