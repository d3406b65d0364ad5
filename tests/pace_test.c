/*
 * When packets leave, on a clock that is only a number.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "sense/pace.h"

static const uint64_t second = 1000000;

enum { SENT_MAX = 400000 };
static uint64_t sent_at[SENT_MAX];

/* Sends whatever may leave from `from` on for so long; how many did. */
static size_t send_for(struct pace *p, uint64_t from, uint64_t time_us) {
	uint64_t now = from;
	size_t count = 0;

	while (now < from + time_us && count < SENT_MAX) {
		uint64_t wait = pace_wait(p, now);

		if (!wait)
			sent_at[count++] = now;
		now += wait;
	}
	return count;
}

/* The most that were sent in any time of one second, its end not counted. */
static size_t most_in_a_second(size_t count) {
	size_t most = 0;

	for (size_t i = 0, first = 0; i < count; i++) {
		while (sent_at[i] - sent_at[first] >= second)
			first++;
		most = i - first + 1 > most ? i - first + 1 : most;
	}
	return most;
}

static void the_rate_holds(void **state) {
	static const double rates[] = { 0.5, 1, 3, 10, 100, 999.5, 10000, 100000 };
	static const unsigned bursts[] = { 1, 2, 64 };
	struct pace p;

	(void)state;
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
		for (size_t k = 0; k < 3; k++) {
			uint64_t time = rates[i] < 10 ? 100 * second : 2 * second;
			double all = rates[i] * (double)time / (double)second;

			pace_open(&p, rates[i], bursts[k], 12345);
			size_t count = send_for(&p, 12345, time);
			assert_true((double)most_in_a_second(count) <= rates[i] + bursts[k]);
			assert_true((double)count <= all + bursts[k]);
			/* And is used: one that sends nothing would hold as well. */
			assert_true((double)count >= all + bursts[k] - 1);
		}
}

/* A sender that comes late, or asks far too often, sends no more than the rate allows. */
static void uneven_times(void **state) {
	struct pace p;
	uint64_t now = 0, random = 88172645463325252u;
	size_t count = 0;

	(void)state;
	pace_open(&p, 1000, 10, 0);
	while (now < 100 * second && count < SENT_MAX) {
		random ^= random << 13;
		random ^= random >> 7;
		random ^= random << 17;
		now += random % 50 == 0 ? random % 700000 : random % 300;
		if (!pace_wait(&p, now))
			sent_at[count++] = now;
	}
	assert_true(count > 1000);
	assert_true(most_in_a_second(count) <= 1010);
}

static void half_a_packet_a_second(void **state) {
	struct pace p;

	(void)state;
	pace_open(&p, 0.5, 1, 0);
	assert_int_equal(pace_wait(&p, 0), 0);
	assert_int_equal(pace_wait(&p, 0), 2 * second);
	assert_int_equal(pace_wait(&p, 2 * second - 1), 1);
	assert_int_equal(pace_wait(&p, 2 * second), 0);
}

static void trouble_halves_and_time_heals(void **state) {
	struct pace p;

	(void)state;
	pace_open(&p, 1000, 1, 0);
	pace_slower(&p, 5 * second);
	assert_true(pace_rate(&p, 5 * second) == 500);
	assert_true(pace_rate(&p, 6 * second) == 600);
	assert_true(pace_rate(&p, 10 * second) == 1000);
	assert_true(pace_rate(&p, 50 * second) == 1000);
	pace_slower(&p, 50 * second);
	pace_slower(&p, 50 * second);
	assert_true(pace_rate(&p, 50 * second) == 250);
	/* From 250 it rises by 100 in the first second: between 250 and 350 leave. */
	size_t count = send_for(&p, 50 * second, second);
	assert_in_range(count, 280, 302);
	/* However bad it is, it goes on. */
	for (int i = 0; i < 100; i++)
		pace_slower(&p, 60 * second);
	assert_true(pace_rate(&p, 60 * second) == 1000.0 / PACE_SLOWEST);
	/* And never faster than what was set. */
	count = send_for(&p, 60 * second, 100 * second);
	assert_true(most_in_a_second(count) <= 1001);
}

static void years_and_clocks_that_go_back(void **state) {
	const uint64_t years = UINT64_C(30) * 366 * 86400 * second;
	struct pace p;

	(void)state;
	pace_open(&p, PACE_RATE_MAX, PACE_BURST_MAX, 0);
	for (int i = 0; i < 10; i++)
		assert_int_equal(pace_wait(&p, 0), 0);
	pace_slower(&p, 0);
	assert_int_equal(pace_wait(&p, years), 0);
	assert_true(pace_rate(&p, years) == PACE_RATE_MAX);
	assert_true(p.credit < p.credit_max);
	pace_open(&p, 0.5, 2, years);
	assert_int_equal(pace_wait(&p, years), 0);
	assert_int_equal(pace_wait(&p, years - 5 * second), 0);
	assert_int_equal(pace_wait(&p, 0), 2 * second);
	assert_int_equal(pace_wait(&p, years), 2 * second); /* the same time does not count twice */
	assert_int_equal(pace_wait(&p, UINT64_MAX), 0);
	assert_int_equal(pace_wait(&p, UINT64_MAX), 0);
	assert_int_equal(pace_wait(&p, UINT64_MAX), 2 * second);
}

static void strange_rates(void **state) {
	const double strange[] = { 0, -1, 1e-300, NAN };
	struct pace p;

	(void)state;
	for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
		pace_open(&p, strange[i], 0, 0);
		assert_int_equal(pace_wait(&p, 0), 0);
		assert_int_equal(pace_wait(&p, 0), second * second);
	}
	pace_open(&p, 1e300, UINT32_MAX, 0);
	assert_true(pace_rate(&p, 0) == PACE_RATE_MAX);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rate_holds), cmocka_unit_test(uneven_times), cmocka_unit_test(half_a_packet_a_second),
		cmocka_unit_test(trouble_halves_and_time_heals), cmocka_unit_test(years_and_clocks_that_go_back),
		cmocka_unit_test(strange_rates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
