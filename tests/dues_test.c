/*
 * Who is due when, beside a list that is searched from end to end.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sense/dues.h"

enum { NUMBERS = 64, MOVES = 200000 };

static struct due heap[NUMBERS];
static uint32_t places[NUMBERS];

static struct dues empty(void) {
	struct dues d;

	memset(places, 0, sizeof places);
	/* What stood in the heap before means nothing. */
	memset(heap, 0xaa, sizeof heap);
	dues_init(&d, heap, places);
	return d;
}

static void nobody_is_due(void **state) {
	struct dues d = empty();

	(void)state;
	assert_null(dues_first(&d));
	dues_drop(&d, 3);
	assert_null(dues_first(&d));
	dues_set(&d, 3, 100);
	dues_drop(&d, 3);
	dues_drop(&d, 3);
	assert_null(dues_first(&d));
	assert_int_equal(d.count, 0);
}

static void takes_in_order(void **state) {
	struct dues d = empty();

	(void)state;
	/* 27 has no divisor in common with 64, so each number comes once, in disorder. */
	for (uint32_t i = 0; i < NUMBERS; i++)
		dues_set(&d, i * 27 % NUMBERS, 1000 + i * 27 % NUMBERS);
	for (uint32_t i = 0; i < NUMBERS; i++) {
		assert_int_equal(dues_first(&d)->who, i);
		assert_int_equal(dues_first(&d)->at_us, 1000 + i);
		dues_drop(&d, i);
	}
	assert_null(dues_first(&d));
}

static void moves_to_and_fro(void **state) {
	struct dues d = empty();

	(void)state;
	for (uint32_t i = 0; i < 5; i++)
		dues_set(&d, i, 100 + i);
	dues_set(&d, 4, 1);
	assert_int_equal(dues_first(&d)->who, 4);
	dues_set(&d, 4, UINT64_MAX);
	assert_int_equal(dues_first(&d)->who, 0);
	dues_set(&d, 0, 200);
	assert_int_equal(dues_first(&d)->who, 1);
	assert_int_equal(d.count, 5);
}

/* The first by looking at all; of several at the same time any will do. */
static uint64_t least(const uint64_t *at, const bool *is_in) {
	uint64_t found = UINT64_MAX;

	for (size_t i = 0; i < NUMBERS; i++)
		if (is_in[i] && at[i] < found)
			found = at[i];
	return found;
}

static void like_a_list(void **state) {
	uint64_t at[NUMBERS] = { 0 };
	bool is_in[NUMBERS] = { false };
	struct dues d = empty();
	size_t count = 0;

	(void)state;
	srandom(20261122);
	for (int i = 0; i < MOVES; i++) {
		uint32_t who = (uint32_t)random() % NUMBERS;
		bool leaves = random() % 3 == 0;

		if (leaves) {
			dues_drop(&d, who);
		} else {
			/* Few different times, so that many are due at once. */
			at[who] = (uint64_t)random() % 40;
			dues_set(&d, who, at[who]);
		}
		count += (size_t)(!leaves && !is_in[who]) - (size_t)(leaves && is_in[who]);
		is_in[who] = !leaves;
		assert_int_equal(d.count, count);
		const struct due *first = dues_first(&d);
		assert_int_equal(first != NULL, count > 0);
		if (!first)
			continue;
		assert_true(is_in[first->who]);
		assert_int_equal(first->at_us, at[first->who]);
		assert_int_equal(first->at_us, least(at, is_in));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_is_due), cmocka_unit_test(takes_in_order), cmocka_unit_test(moves_to_and_fro),
		cmocka_unit_test(like_a_list),
	};

	return cmocka_run_group_tests_name("dues", tests, NULL, NULL);
}
