/*
 * What is counted: the same one by one and many at once, in any order, and
 * nobody falls out where there is no more room.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "show/tally.h"

enum { KINDS = 40, TIMES = 7, DAYS = 3 * TALLY_DUES_MAX };

static struct law_note laws[2] = { { .id = STR_INIT("x") }, { .id = STR_INIT("y") } };
static struct verdict verdicts[KINDS][2];
static struct device kinds[KINDS];
static struct device every[KINDS * TIMES];
static const char *const ids[] = { "hikvision", "dahua", "axis", "hanwha", "tiandy" };

static void make_kinds(void) {
	for (size_t i = 0; i < KINDS; i++) {
		struct identity *id = &kinds[i].identity;

		kinds[i] = (struct device){ .verdicts = { verdicts[i], i % 9 ? 2 : 0 } };
		id->maker = (struct belief){ .id = str_of(ids[i % 5]), .grade = (enum grade)(i % GRADE_COUNT) };
		id->brand = (struct belief){ .id = str_of(ids[i % 3]), .grade = i % 4 ? GRADE_LIKELY : GRADE_UNKNOWN };
		id->class = i % 2 ? CLASS_CAMERA : CLASS_NETWORK;
		id->relabelled = i % 5 == i % 3 ? TRI_FALSE : TRI_TRUE;
		for (size_t k = 0; k < 2; k++)
			verdicts[i][k] = (struct verdict){
				.law = &laws[k], .status = (enum status)((i + k) % STATUS_COUNT),
				.by = i % 6 ? 20000 + (date)(i % 6) : DATE_NONE, .decision = i % 7 == 0,
			};
	}
}

static void assert_same(const struct tally *a, const struct tally *b) {
	assert_memory_equal(a->by_grade, b->by_grade, sizeof a->by_grade);
	assert_memory_equal(a->by_worst, b->by_worst, sizeof a->by_worst);
	assert_true(a->found == b->found && a->relabelled == b->relabelled && a->unjudged == b->unjudged &&
		    a->law_count == b->law_count && a->flow_count == b->flow_count && a->due_count == b->due_count &&
		    a->share_count == b->share_count && a->video_count == b->video_count &&
		    a->no_share.count == b->no_share.count && a->no_share.confirmed == b->no_share.confirmed);
	for (size_t i = 0; i < a->law_count; i++)
		assert_memory_equal(a->laws[i].by_status, b->laws[i].by_status, sizeof a->laws[i].by_status);
	for (size_t i = 0; i < a->flow_count; i++) {
		assert_true(str_eq(a->flows[i].brand, b->flows[i].brand) && str_eq(a->flows[i].maker, b->flows[i].maker));
		assert_true(a->flows[i].count == b->flows[i].count && a->flows[i].confirmed == b->flows[i].confirmed &&
			    a->flows[i].likely == b->flows[i].likely && a->flows[i].relabelled == b->flows[i].relabelled);
		assert_memory_equal(a->flows[i].worst, b->flows[i].worst, sizeof a->flows[i].worst);
		assert_memory_equal(a->flows[i].worst_confirmed, b->flows[i].worst_confirmed, sizeof a->flows[i].worst_confirmed);
	}
	for (size_t i = 0; i < a->due_count; i++)
		assert_true(a->dues[i].law == b->dues[i].law && a->dues[i].by == b->dues[i].by &&
			    a->dues[i].count == b->dues[i].count && a->dues[i].kind == b->dues[i].kind);
	for (size_t i = 0; i < a->share_count; i++)
		assert_true(str_eq(a->shares[i].maker, b->shares[i].maker) && a->shares[i].count == b->shares[i].count &&
			    a->shares[i].confirmed == b->shares[i].confirmed);
}

static void many_at_once_are_as_one_by_one(void **state) {
	static struct tally one_by_one, at_once;

	(void)state;
	make_kinds();
	for (size_t i = 0; i < KINDS * TIMES; i++)
		every[i] = kinds[i % KINDS];
	tally_devices(&one_by_one, every, KINDS * TIMES);
	tally_open(&at_once);
	for (size_t i = KINDS; i-- > 0;)
		tally_add(&at_once, &kinds[i], TIMES);
	tally_close(&at_once);
	assert_int_equal(at_once.found, KINDS * TIMES);
	assert_int_equal(at_once.video_count, KINDS / 2 * TIMES);
	assert_true(at_once.due_count > 4 && at_once.share_count == 5 && at_once.no_share.count > 0);
	assert_same(&one_by_one, &at_once);
}

/* 131 has no divisor in common with the number of days, so that each comes once, in no order. */
static void the_first_days_stay(void **state) {
	static struct tally t;
	struct verdict v = { .law = &laws[0], .status = STATUS_PROHIBITED };
	const struct device d = { .verdicts = { &v, 1 } };

	(void)state;
	tally_open(&t);
	for (size_t round = 1; round <= 2; round++) {
		for (size_t i = 0; i < DAYS; i++) {
			v.by = 20000 + (date)(i * 131 % DAYS);
			tally_add(&t, &d, round);
		}
	}
	tally_close(&t);
	assert_int_equal(t.due_count, TALLY_DUES_MAX);
	for (size_t i = 0; i < t.due_count; i++) {
		assert_int_equal(t.dues[i].by, 20000 + (date)i);
		assert_int_equal(t.dues[i].count, 3);
	}
	assert_int_equal(t.more_dues, 3 * (DAYS - TALLY_DUES_MAX));
}

/* A day by which a device must be gone, one on which a decision ends, and one for a condition are three. */
static void days_are_told_apart(void **state) {
	static const struct { enum status status; uint64_t decision; enum day_kind kind; } cases[] = {
		{ STATUS_PROHIBITED_NEW, 0, DAY_GONE }, { STATUS_PROHIBITED, 7, DAY_GONE }, { STATUS_RESTRICTED, 7, DAY_LENT },
		{ STATUS_RESTRICTED, 0, DAY_CONDITION }, { STATUS_LICENCE_REQUIRED, 0, DAY_CONDITION },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		static struct tally t;
		struct verdict v = { .law = &laws[0], .status = cases[i].status, .by = 20000, .decision = cases[i].decision };
		const struct device d = { .verdicts = { &v, 1 } };

		tally_open(&t);
		tally_add(&t, &d, 1);
		tally_close(&t);
		assert_int_equal(t.due_count, 1);
		assert_int_equal(t.dues[0].kind, cases[i].kind);
	}
}

static void who_does_not_fit_is_counted(void **state) {
	enum { MANY = TALLY_FLOWS_MAX + 44 };
	static struct tally t;
	static char names[MANY][8];
	size_t shown = 0, shares = 0, rest = 0;

	(void)state;
	tally_open(&t);
	for (size_t i = 0; i < MANY; i++) {
		struct device d = { .identity = { .class = CLASS_CAMERA } };

		snprintf(names[i], sizeof names[i], "m%zu", i);
		d.identity.maker = (struct belief){ .id = str_of(names[i]), .grade = GRADE_LIKELY };
		tally_add(&t, &d, i + 1);
	}
	tally_close(&t);
	for (size_t i = 0; i < t.flow_count; i++)
		shown += t.flows[i].count;
	for (size_t i = 0; i < t.share_count; i++)
		shares += t.shares[i].count;
	assert_int_equal(shown + t.more, t.found);
	for (size_t i = 0; i < sizeof t.rest / sizeof *t.rest; i++)
		rest += t.rest[i].count;
	assert_int_equal(rest, t.more);
	assert_int_equal(shares + t.other_shares.count, t.video_count);
	assert_int_equal(t.flows[0].count, TALLY_FLOWS_MAX);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_at_once_are_as_one_by_one), cmocka_unit_test(the_first_days_stay),
		cmocka_unit_test(days_are_told_apart),
		cmocka_unit_test(who_does_not_fit_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
