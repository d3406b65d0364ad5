/*
 * law: what people told of a device and decided about it: when it was bought,
 * under which contract, which parts are inside, exceptions, decisions.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "law_stage.h"

/* A law of one clause, whose examples prove nothing here. */
#define TOLD(when, more) ROLES KINDS HEAD DAYS BIND CLAUSE(when, more) TAIL

static enum status status_of(const struct circumstances *c, enum device_class class) {
	struct identity identity = stage_device("good", GRADE_CONFIRMED, class);

	return stage_judge(&identity, c, "2026-01-01").status;
}

static struct verdict verdict_of(const struct circumstances *c) {
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);

	return stage_judge(&identity, c, "2026-01-01");
}

static void the_day_of_purchase_tells(void **state) {
	struct circumstances c = CIRCUMSTANCES_NONE;
	struct verdict v;

	(void)state;
	assert_int_equal(0, stage_load(TOLD("acquired-before: 2025-01-01, acquired-from: 2024-01-01", "")));
	v = verdict_of(&c);
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_true(stage_says(&v, "The day on which it was acquired is not known"));
	c.acquired = stage_day("2023-12-31");
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_CAMERA));
	c.acquired = stage_day("2024-01-01");
	v = verdict_of(&c);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_true(stage_says(&v, "It was acquired on 2024-01-01."));
	c.acquired = stage_day("2024-12-31");
	assert_int_equal(STATUS_PROHIBITED, status_of(&c, CLASS_CAMERA));
	c.acquired = stage_day("2025-01-01");
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_CAMERA));
}

static void a_contract_that_runs_tells(void **state) {
	struct contract contract = { .id = STR("c"), .from = stage_day("2025-01-01"), .until = stage_day("2026-01-02"), .value = -1 };
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	assert_int_equal(0, stage_load(TOLD("under-contract: yes", "")));
	assert_int_equal(STATUS_UNDETERMINED, status_of(&c, CLASS_CAMERA));
	c.contract = &contract;
	assert_int_equal(STATUS_PROHIBITED, status_of(&c, CLASS_CAMERA));
	contract.until = stage_day("2026-01-01");
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_CAMERA));
	contract.until = DATE_NONE;
	assert_int_equal(STATUS_UNDETERMINED, status_of(&c, CLASS_CAMERA));
	contract.from = stage_day("2026-01-02");
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_CAMERA));
	assert_int_equal(0, stage_load(TOLD("under-contract: no", "")));
	assert_int_equal(STATUS_PROHIBITED, status_of(&c, CLASS_CAMERA));
	c.contract = NULL;
	assert_int_equal(STATUS_UNDETERMINED, status_of(&c, CLASS_CAMERA));
}

static void a_contract_has_a_value_in_a_currency(void **state) {
	struct contract contract = { .id = STR("c"), .from = DATE_NONE, .until = DATE_NONE, .value = 5000000, .currency = STR("EUR") };
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	assert_int_equal(0, stage_load(TOLD("contract-value: EUR 5000000", "")));
	assert_int_equal(STATUS_UNDETERMINED, status_of(&c, CLASS_CAMERA));
	c.contract = &contract;
	assert_int_equal(STATUS_PROHIBITED, status_of(&c, CLASS_CAMERA));
	contract.value = 4999999.99;
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_CAMERA));
	contract.currency = STR("USD");
	struct verdict v = verdict_of(&c);
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_true(stage_says(&v, "in the currency of the rule"));
	contract.value = -1;
	assert_int_equal(STATUS_UNDETERMINED, status_of(&c, CLASS_CAMERA));
}

static void one_part_is_enough_and_a_whole_bill_clears(void **state) {
	const str parts[] = { STR("good"), STR("sub") };
	struct identity identity = stage_device("good", GRADE_CONFIRMED, CLASS_CAMERA);
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	assert_int_equal(0, stage_load(TOLD("component: [bad], affiliates: 50", "")));
	struct verdict v = stage_judge(&identity, &c, "2026-01-01");
	assert_int_equal(STATUS_UNDETERMINED, v.status);
	assert_true(stage_says(&v, "Not all parts inside are known"));
	c.components = (struct strs){ parts, 1 };
	assert_int_equal(STATUS_UNDETERMINED, stage_judge(&identity, &c, "2026-01-01").status);
	c.components.count = 2;
	v = stage_judge(&identity, &c, "2026-01-01");
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_true(stage_says(&v, "A part inside is of sub Ltd. (sub)"));
	c.components = (struct strs){ parts, 1 };
	c.components_whole = true;
	assert_int_equal(STATUS_CLEAR, stage_judge(&identity, &c, "2026-01-01").status);
	identity.soc = (struct belief){ .id = STR("bad"), .confidence = 0.9, .grade = GRADE_LIKELY };
	v = stage_judge(&identity, &c, "2026-01-01");
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_true(stage_says(&v, "Its chip is likely made by bad Ltd. (bad)."));
	/* Which of two chips it is the whole bill tells. */
	identity.soc.grade = GRADE_POSSIBLE;
	assert_int_equal(STATUS_CLEAR, stage_judge(&identity, &c, "2026-01-01").status);
	c.components_whole = false;
	assert_int_equal(STATUS_UNDETERMINED, stage_judge(&identity, &c, "2026-01-01").status);
	/* A part of a firm whose owners are not known. */
	const str gap[] = { STR("gap") };
	c.components = (struct strs){ gap, 1 };
	c.components_whole = true;
	identity.soc = (struct belief){ .grade = GRADE_UNKNOWN };
	assert_int_equal(STATUS_UNDETERMINED, stage_judge(&identity, &c, "2026-01-01").status);
}

static void kinds_are_finer_than_classes(void **state) {
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	assert_int_equal(0, stage_load(TOLD("kind: [router]", "      class: [network, phone]\n")));
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_CAMERA));
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_PHONE));
	assert_int_equal(STATUS_UNDETERMINED, status_of(&c, CLASS_NETWORK));
	assert_int_equal(STATUS_UNDETERMINED, status_of(&c, CLASS_UNKNOWN));
	c.kind = STR("modem");
	assert_int_equal(STATUS_CLEAR, status_of(&c, CLASS_NETWORK));
	c.kind = STR("router");
	assert_int_equal(STATUS_PROHIBITED, status_of(&c, CLASS_NETWORK));
	/* Whose kind is known is of a class that such things are of. */
	assert_int_equal(STATUS_PROHIBITED, status_of(&c, CLASS_UNKNOWN));
	assert_non_null(laws_kind(&stage_laws, STR("modem")));
	assert_null(laws_kind(&stage_laws, STR("mod")));
}

static void the_end_of_the_contract_sets_the_day(void **state) {
	struct contract contract = { .id = STR("c"), .from = DATE_NONE, .until = stage_day("2027-03-01"), .value = -1 };
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	assert_int_equal(0, stage_load(TOLD("maker: [bad]", "      by: 2029-06-10\n      by-contract: yes\n")));
	assert_int_equal(stage_day("2029-06-10"), verdict_of(&c).by);
	c.contract = &contract;
	struct verdict v = verdict_of(&c);
	assert_int_equal(stage_day("2027-03-01"), v.by);
	assert_true(stage_says(&v, "The contract over it ends on 2027-03-01"));
	contract.until = stage_day("2030-01-01");
	assert_int_equal(stage_day("2029-06-10"), verdict_of(&c).by);
	/* Over since the rule began: nobody is given more time by that. */
	contract.until = stage_day("2026-01-01");
	v = verdict_of(&c);
	assert_int_equal(stage_day("2026-01-01"), v.by);
	assert_true(stage_says(&v, "The contract over it ended on 2026-01-01, and that was the day set for it."));
	assert_true(stage_says(&v, "Where that could not be, the last day is 2029-06-10."));
	assert_false(stage_says(&v, "no contract that runs is known"));
	contract.until = stage_day("2020-01-02");
	assert_int_equal(stage_day("2020-01-02"), verdict_of(&c).by);
	contract.until = stage_day("2020-01-01"); /* over when the rule began: it sets no day */
	v = verdict_of(&c);
	assert_int_equal(stage_day("2029-06-10"), v.by);
	assert_true(stage_says(&v, "no contract that runs is known"));
	contract.until = stage_day("2027-03-01");
	contract.from = stage_day("2026-01-02"); /* yet to come */
	assert_int_equal(stage_day("2029-06-10"), verdict_of(&c).by);
}

#define EXCEPTION(keys) "  exceptions:\n    - { what: Old ones may stay., ask: is it old?, " keys " }\n"
#define TWO "    - { clause: two, when: { maker: bad }, status: restricted, because: It is reported. }\n"

static void exceptions_release(void **state) {
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	assert_int_equal(0, stage_load(ROLES HEAD DAYS BIND CLAUSE("maker: [bad]", TWO)
		EXCEPTION("when: { acquired-before: 2025-01-01 }, clauses: one, from: 2021-01-01") TAIL));
	struct verdict v = verdict_of(&c);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_true(stage_says(&v, "To be asked, for an exception: is it old?"));
	c.acquired = stage_day("2025-01-01");
	v = verdict_of(&c);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_false(stage_says(&v, "is it old?"));
	c.acquired = stage_day("2024-01-01");
	v = verdict_of(&c);
	assert_int_equal(STATUS_RESTRICTED, v.status);
	assert_true(stage_says(&v, "That exception takes it out of clause one."));
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	assert_int_equal(STATUS_PROHIBITED, stage_judge(&identity, &c, "2020-12-31").status);

	assert_int_equal(0, stage_load(ROLES HEAD DAYS BIND CLAUSE("maker: [bad]", TWO)
		EXCEPTION("when: { acquired-before: 2025-01-01 }, because: It was there before.") TAIL));
	v = verdict_of(&c);
	assert_int_equal(STATUS_CLEAR, v.status);
	assert_true(stage_says(&v, "It was there before."));
	assert_true(stage_says(&v, "That exception takes it out of clause one."));
	/* One that is released is no question either, whoever made it. */
	identity = stage_device("", GRADE_UNKNOWN, CLASS_CAMERA);
	assert_int_equal(STATUS_CLEAR, stage_judge(&identity, &c, "2026-01-01").status);
}

static void notices_bind_nobody(void **state) {
	(void)state;
	assert_int_equal(0, stage_load(HEAD "  state: notice\n  scope: s\n  sources: [s]\n  trust: high\n"));
	struct verdict v = verdict_of(NULL);
	assert_int_equal(STATUS_NOT_IN_FORCE, v.status);
	assert_true(stage_says(&v, "nobody is bound by it"));
	assert_false(law_binds(&stage_laws, 0, STR("buyer")));
	arena mem = stage_scratch();
	const struct law_page *page = laws_pages(&mem, &stage_laws, &stage_tree);
	assert_true(page->notice);
	assert_int_equal(STANDING_NOTICE, law_page_standing(page, NULL, stage_day("2026-01-01")));
}

static struct decision decision(uint64_t number, enum decision_kind kind) {
	return (struct decision){ .number = number, .kind = kind, .law = STR("x"), .from = DATE_NONE, .until = DATE_NONE,
				  .who = STR("A. Clerk"), .why = STR("it is needed"), .made_us = 1735689600000000 };
}

/* `acts` and `status` of the law, the decision, what comes out. */
static void decisions_make_a_table(void **state) {
	static const struct {
		const char *acts, *rule;
		enum decision_kind kind;
		const char *act;
		enum status own, want;
	} rows[] = {
		{ "buy", "licence-required", DECISION_LICENCE, "", STATUS_CLEAR, STATUS_RESTRICTED },
		{ "buy", "prohibited", DECISION_LICENCE, "", STATUS_CLEAR, STATUS_PROHIBITED },
		{ "buy", "prohibited", DECISION_WAIVER, "", STATUS_CLEAR, STATUS_RESTRICTED },
		{ "buy", "prohibited-new", DECISION_WAIVER, "", STATUS_CLEAR, STATUS_RESTRICTED },
		{ "buy", "restricted", DECISION_WAIVER, "", STATUS_CLEAR, STATUS_RESTRICTED },
		{ "buy", "undetermined", DECISION_WAIVER, "", STATUS_CLEAR, STATUS_UNDETERMINED },
		{ "buy", "prohibited", DECISION_EXEMPTION, "", STATUS_CLEAR, STATUS_CLEAR },
		{ "buy", "undetermined", DECISION_EXEMPTION, "", STATUS_CLEAR, STATUS_CLEAR },
		{ "buy", "prohibited", DECISION_CASE, "", STATUS_LICENCE_REQUIRED, STATUS_LICENCE_REQUIRED },
		{ "buy", "restricted", DECISION_CASE, "", STATUS_PROHIBITED, STATUS_PROHIBITED },
		{ "buy, use", "prohibited", DECISION_WAIVER, "use", STATUS_CLEAR, STATUS_PROHIBITED_NEW },
		{ "buy, contract", "prohibited", DECISION_EXEMPTION, "contract", STATUS_CLEAR, STATUS_PROHIBITED_NEW },
		{ "buy, use", "prohibited", DECISION_EXEMPTION, "buy", STATUS_CLEAR, STATUS_PROHIBITED },
		{ "buy, use", "prohibited-new", DECISION_WAIVER, "use", STATUS_CLEAR, STATUS_PROHIBITED_NEW },
		{ "buy, use", "prohibited", DECISION_CASE, "use", STATUS_CLEAR, STATUS_PROHIBITED_NEW },
		{ "use", "prohibited", DECISION_WAIVER, "use", STATUS_CLEAR, STATUS_RESTRICTED },
		{ "buy", "prohibited", DECISION_CONFIRM, "", STATUS_CLEAR, STATUS_PROHIBITED },
	};
	char text[1024];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct decision d = decision(7, rows[i].kind);
		struct circumstances c = CIRCUMSTANCES_NONE;

		d.act = str_of(rows[i].act);
		d.status = rows[i].own;
		d.until = stage_day("2027-01-01");
		c.decisions = &d;
		c.decision_count = 1;
		snprintf(text, sizeof text, ROLES HEAD DAYS "  roles: [buyer]\n  acts: [%s]\n  scope: s\n"
			 "  clauses:\n    - { clause: one, when: { maker: bad }, status: %s, because: It is named. }\n" TAIL,
			 rows[i].acts, rows[i].rule);
		assert_int_equal(0, stage_load(text));
		struct verdict v = verdict_of(&c);
		if (v.status != rows[i].want)
			fail_msg("row %zu: %s", i, status_names[v.status]);
		bool waived = v.status == STATUS_RESTRICTED || (rows[i].kind == DECISION_WAIVER && v.decision);
		assert_int_equal(waived ? d.until : DATE_NONE, v.by);
		assert_true(rows[i].kind == DECISION_CONFIRM || stage_says(&v, "Decision 7"));
		/* Beside nothing, and what has ended, it changes nothing. */
		d.until = stage_day("2026-01-01");
		struct verdict ended = verdict_of(&c);
		assert_true(ended.status == status_by_name(str_of(rows[i].rule)) && ended.decision == 0);
		assert_false(stage_says(&ended, "Decision"));
	}
}

static void reasons_name_who_decided(void **state) {
	struct decision d = decision(12, DECISION_WAIVER);
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	d.until = stage_day("2027-06-01");
	d.reference = STR("letter 5");
	c.decisions = &d;
	c.decision_count = 1;
	assert_int_equal(0, stage_load(SIMPLE));
	struct verdict v = verdict_of(&c);
	static const char *const want[] = {
		"Decision 12 is a waiver, made by A. Clerk on 2025-01-01.",
		"The reason given for it: it is needed.",
		"It holds up to, not including, 2027-06-01.",
		"It stands on this paper: letter 5.",
		"Without it the rule says 'prohibited', for what follows.",
		"The rule names it.",
	};
	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		assert_true(str_eq(v.because[i], str_of(want[i])));
	assert_int_equal(12, v.decision);
	d.law = STR("y");
	assert_int_equal(0, verdict_of(&c).decision);
	/* What is clear needs no decision. */
	d.law = STR("x");
	struct identity identity = stage_device("good", GRADE_CONFIRMED, CLASS_CAMERA);
	v = stage_judge(&identity, &c, "2026-01-01");
	assert_int_equal(STATUS_CLEAR, v.status);
	assert_int_equal(0, v.decision);
	assert_false(stage_says(&v, "Decision"));
}

/* To let it stay longer is something; to let it stay less long than the rule does is nothing. */
static void a_waiver_moves_the_day(void **state) {
	struct decision d = decision(7, DECISION_WAIVER);
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	d.act = STR("use");
	d.until = stage_day("2031-01-01");
	c.decisions = &d;
	c.decision_count = 1;
	assert_int_equal(0, stage_load(ROLES HEAD DAYS "  roles: [buyer]\n  acts: [buy, use]\n  scope: s\n"
		"  clauses:\n    - { clause: one, when: { maker: bad }, by: 2029-01-01, status: prohibited-new, because: It is named. }\n"
		"  sources: [s]\n  trust: high\n"
		"  examples: [ { maker: bad, on: 2020-06-01, status: prohibited-new, by: 2029-01-01 } ]\n"
		"  counters: [ { maker: bad, on: 2019-06-01, status: not-in-force } ]\n"));
	struct verdict v = verdict_of(&c);
	assert_int_equal(STATUS_PROHIBITED_NEW, v.status);
	assert_int_equal(d.until, v.by);
	assert_int_equal(7, v.decision);
	d.until = stage_day("2028-01-01");
	v = verdict_of(&c);
	assert_int_equal(stage_day("2029-01-01"), v.by);
	assert_int_equal(0, v.decision);
	assert_true(stage_says(&v, "Decision 7, a waiver for the act 'use' by A. Clerk, holds: for that act alone, and for the others the rule stands."));
}

/* Of a device that was put together from several. */
static void what_is_said_of_a_part_permits_nothing_for_the_rest(void **state) {
	struct decision d = decision(7, DECISION_EXEMPTION);
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	c.decisions = &d;
	c.decision_count = 1;
	assert_int_equal(0, stage_load(SIMPLE));
	d.part = STR("door");
	struct verdict v = verdict_of(&c);
	assert_int_equal(STATUS_CLEAR, v.status);
	assert_true(stage_says(&v, "It was made about the part door."));
	d.is_partial = true;
	v = verdict_of(&c);
	assert_int_equal(STATUS_PROHIBITED, v.status);
	assert_int_equal(0, v.decision);
	assert_true(stage_says(&v, "Decision 7, an exemption by A. Clerk, holds: it was made about a part only, door, and does not "
				   "count for the whole."));
	/* The two are never taken as one. */
	struct decision whole = d;
	struct circumstances other = c;
	whole.is_partial = false;
	other.decisions = &whole;
	assert_false(circumstances_eq(&c, &other));
}

static void the_last_word_is_the_cases(void **state) {
	struct decision d[] = { decision(3, DECISION_CASE), decision(4, DECISION_CASE), decision(5, DECISION_EXEMPTION),
				decision(6, DECISION_WAIVER) };
	struct circumstances c = CIRCUMSTANCES_NONE;

	(void)state;
	d[0].status = STATUS_CLEAR;
	d[1].status = STATUS_LICENCE_REQUIRED;
	c.decisions = d;
	c.decision_count = 4;
	assert_int_equal(0, stage_load(SIMPLE));
	struct verdict v = verdict_of(&c);
	assert_int_equal(STATUS_LICENCE_REQUIRED, v.status);
	assert_int_equal(4, v.decision);
	assert_true(stage_says(&v, "Decision 5, an exemption by A. Clerk, holds and changes nothing for this device."));
	c.decisions = d + 2;
	c.decision_count = 2;
	v = verdict_of(&c);
	assert_int_equal(STATUS_CLEAR, v.status);
	assert_int_equal(5, v.decision);
}

static void a_confirmed_maker_is_said_so(void **state) {
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);

	(void)state;
	identity.decision = 9;
	assert_int_equal(0, stage_load(SIMPLE));
	struct verdict v = stage_judge(&identity, NULL, "2026-01-01");
	assert_true(stage_says(&v, "Confirmed by somebody who looked (decision 9): made by bad Ltd. (bad)."));
}

static void sights_differ_by_what_is_told(void **state) {
	struct identity identity = stage_device("bad", GRADE_CONFIRMED, CLASS_CAMERA);
	struct contract contract = { .id = STR("c"), .from = DATE_NONE, .until = stage_day("2027-01-01"), .value = 5, .currency = STR("EUR") };
	struct decision d = decision(3, DECISION_WAIVER);
	const str parts[] = { STR("good") };
	struct circumstances none = CIRCUMSTANCES_NONE, c = CIRCUMSTANCES_NONE;
	arena mem = stage_scratch();

	(void)state;
	struct law_sight bare = law_sight_of(&identity, NULL), empty = law_sight_of(&identity, &none);
	assert_true(law_sight_eq(&bare, &empty));
	assert_true(law_sight_hash(&bare) == law_sight_hash(&empty));
	c.contract = &contract;
	c.decisions = &d;
	c.decision_count = 1;
	c.components = (struct strs){ parts, 1 };
	struct law_sight sight = law_sight_of(&identity, &c);
	struct law_sight kept = law_sight_keep(&mem, &sight);
	assert_false(law_sight_eq(&bare, &sight));
	assert_true(law_sight_eq(&kept, &sight));
	assert_true(law_sight_hash(&kept) == law_sight_hash(&sight));
	contract.until = stage_day("2028-01-01");
	assert_false(law_sight_eq(&kept, &sight));
	contract.until = stage_day("2027-01-01");
	d.number = 4;
	assert_false(law_sight_eq(&kept, &sight));
	d.number = 3;
	identity.decision = 1;
	struct law_sight looked = law_sight_of(&identity, &c);
	assert_false(law_sight_eq(&looked, &sight));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_day_of_purchase_tells),
		cmocka_unit_test(a_contract_that_runs_tells),
		cmocka_unit_test(a_contract_has_a_value_in_a_currency),
		cmocka_unit_test(one_part_is_enough_and_a_whole_bill_clears),
		cmocka_unit_test(kinds_are_finer_than_classes),
		cmocka_unit_test(the_end_of_the_contract_sets_the_day),
		cmocka_unit_test(exceptions_release),
		cmocka_unit_test(notices_bind_nobody),
		cmocka_unit_test(decisions_make_a_table),
		cmocka_unit_test(reasons_name_who_decided),
		cmocka_unit_test(a_waiver_moves_the_day),
		cmocka_unit_test(what_is_said_of_a_part_permits_nothing_for_the_rest),
		cmocka_unit_test(the_last_word_is_the_cases),
		cmocka_unit_test(a_confirmed_maker_is_said_so),
		cmocka_unit_test(sights_differ_by_what_is_told),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	stage_close();
	return failed;
}
