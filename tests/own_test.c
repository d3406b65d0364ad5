/*
 * law: who is owned, on a graph of 100,000 companies, beside a plain
 * computation of the same fixed point: sweeps over all of them until a sweep
 * changes nothing.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fact/identity.h"
#include "law/own.h"
#include "own_graph.h"

enum { COMPANIES = 100000, MEMORY = 256 << 20 };

static uint8_t *memory;

/* What the plain computation knows of a company. */
struct plain {
	bool surely, perhaps;
};

static bool counts(const struct owner *o) {
	return (o->from == DATE_NONE || o->from <= GRAPH_DAY) && (o->until == DATE_NONE || o->until > GRAPH_DAY);
}

/* The two sums of the rule for one company, as they stand; true when one of them has just come to the percentage. */
static bool sweep_one(const struct own_graph *g, struct plain *plain, size_t i, double percent) {
	const struct company *c = &g->registry.companies[i];
	double sure = 0, possible = 0, recorded = 0;
	bool somebody = false;
	struct plain before = plain[i];

	for (size_t k = 0; k < c->owner_count; k++) {
		const struct owner *o = &c->owners[k];
		const struct plain *owner = &plain[g->owners[i * GRAPH_OWNERS_MAX + k]];
		double share = o->percent >= 0 && o->trust != TRUST_HINT ? o->percent : 0;

		if (!counts(o))
			continue;
		recorded += share;
		sure += owner->surely ? share : 0;
		possible += owner->perhaps ? share : 0;
		somebody = somebody || owner->perhaps;
	}
	plain[i].surely = before.surely || sure >= percent;
	plain[i].perhaps = before.perhaps || plain[i].surely || (somebody && possible + (100 - recorded) >= percent);
	return plain[i].surely != before.surely || plain[i].perhaps != before.perhaps;
}

static struct plain *plain_of(const struct own_graph *g, double percent) {
	size_t count = g->registry.company_count;
	struct plain *plain = calloc(count, sizeof *plain);
	bool changed = true;

	assert_non_null(plain);
	for (size_t i = 0; i < g->firms.count; i++) {
		size_t firm = (size_t)strtoul((const char *)g->firms.at[i].at + 1, NULL, 10);

		plain[firm] = (struct plain){ true, true };
	}
	while (changed) {
		changed = false;
		for (size_t i = 0; i < count; i++)
			changed |= sweep_one(g, plain, i, percent);
	}
	return plain;
}

/* Both answers for each company; how many there are of each kind. */
static void compare(const struct own_graph *g, arena mem, double percent, size_t counts_of[3]) {
	size_t count = g->registry.company_count;
	uint8_t *answers = arena_bytes(&mem, count);
	struct plain *plain = plain_of(g, percent);
	struct holdings holdings;

	assert_non_null(answers);
	assert_int_equal(0, holdings_on(&mem, &g->registry, GRAPH_DAY, &holdings));
	assert_int_equal(0, holdings_reach(mem, &holdings, g->firms, &g->registry, percent, answers));
	memset(counts_of, 0, 3 * sizeof *counts_of);
	for (size_t i = 0; i < count; i++) {
		enum tri want = plain[i].surely ? TRI_TRUE : plain[i].perhaps ? TRI_UNKNOWN : TRI_FALSE;

		if (answers[i] != want)
			fail_msg("company %zu at %.0f percent: %u, not %u", i, percent, (unsigned)answers[i], (unsigned)want);
		counts_of[want]++;
	}
	free(plain);
}

static void a_hundred_thousand_agree(void **state) {
	static const double percents[] = { 50, 25, 10, 1, 100 };
	struct own_graph g;
	size_t kinds[3];
	arena mem = arena_over(memory, MEMORY);

	(void)state;
	assert_int_equal(0, own_graph_make(&mem, COMPANIES, 1, &g));
	for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
		compare(&g, mem, percents[i], kinds);
		/* A graph on which one of the answers is rare would prove little. */
		if (percents[i] < 100)
			assert_true(kinds[TRI_TRUE] > 100 && kinds[TRI_UNKNOWN] > 100 && kinds[TRI_FALSE] > 100);
	}
}

static void small_ones_agree(void **state) {
	(void)state;
	for (uint64_t seed = 0; seed < 300; seed++) {
		struct own_graph g;
		size_t kinds[3];
		arena mem = arena_over(memory, MEMORY);

		assert_int_equal(0, own_graph_make(&mem, 2 + seed % 40, seed, &g));
		g.firms.count = 1 + seed % 4;
		compare(&g, mem, 1 + (double)(seed * 7 % 100), kinds);
	}
}

/* In which order owners and companies are written down does not matter. */
static void order_does_not_matter(void **state) {
	enum { COUNT = 500 };
	struct own_graph g;
	struct holdings holdings;
	uint8_t before[COUNT], after[COUNT];
	arena mem = arena_over(memory, MEMORY);

	(void)state;
	assert_int_equal(0, own_graph_make(&mem, COUNT, 9, &g));
	arena scratch = mem;
	assert_int_equal(0, holdings_on(&scratch, &g.registry, GRAPH_DAY, &holdings));
	assert_int_equal(0, holdings_reach(scratch, &holdings, g.firms, &g.registry, 50, before));
	struct company *turned = arena_new(&mem, struct company, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		struct company *c = &turned[COUNT - 1 - i];
		struct owner *owners = arena_new(&mem, struct owner, GRAPH_OWNERS_MAX);

		*c = g.registry.companies[i];
		for (size_t k = 0; k < c->owner_count; k++)
			owners[c->owner_count - 1 - k] = c->owners[k];
		c->owners = owners;
	}
	struct registry r = { .companies = turned, .company_count = COUNT };
	assert_int_equal(0, holdings_on(&mem, &r, GRAPH_DAY, &holdings));
	assert_int_equal(0, holdings_reach(mem, &holdings, g.firms, &r, 50, after));
	for (size_t i = 0; i < COUNT; i++)
		assert_int_equal(before[i], after[COUNT - 1 - i]);
}

/*
 * One more owner never takes TRI_TRUE away, and TRI_UNKNOWN only when it is
 * free itself, once it stands there, and is on record for what it holds.
 */
static void one_more_owner_clears_nobody(void **state) {
	enum { COUNT = 60 };

	(void)state;
	for (uint64_t seed = 0; seed < 400; seed++) {
		struct own_graph g;
		struct holdings holdings;
		uint8_t before[COUNT], after[COUNT];
		arena mem = arena_over(memory, MEMORY);

		assert_int_equal(0, own_graph_make(&mem, COUNT, seed, &g));
		g.firms.count = 3;
		assert_int_equal(0, holdings_on(&mem, &g.registry, GRAPH_DAY, &holdings));
		assert_int_equal(0, holdings_reach(mem, &holdings, g.firms, &g.registry, 50, before));
		size_t at = (size_t)(seed * 13 % COUNT), who = (size_t)(seed * 29 % COUNT);
		struct company *c = (struct company *)(uintptr_t)&g.registry.companies[at];
		struct owner *owners = arena_new(&mem, struct owner, GRAPH_OWNERS_MAX + 1);
		double left = 100;
		for (size_t k = 0; k < c->owner_count; k++) {
			owners[k] = c->owners[k];
			left -= owners[k].percent > 0 ? owners[k].percent : 0;
		}
		owners[c->owner_count] = (struct owner){ .id = g.registry.companies[who].id, .trust = TRUST_HIGH,
			.percent = seed % 5 ? left : -1, .from = DATE_NONE, .until = DATE_NONE };
		c->owners = owners;
		c->owner_count++;
		assert_int_equal(0, holdings_on(&mem, &g.registry, GRAPH_DAY, &holdings));
		assert_int_equal(0, holdings_reach(mem, &holdings, g.firms, &g.registry, 50, after));
		for (size_t i = 0; i < COUNT; i++) {
			if (before[i] == TRI_TRUE)
				assert_int_equal(TRI_TRUE, after[i]);
			if (before[i] == TRI_UNKNOWN && (seed % 5 == 0 || after[who] != TRI_FALSE))
				assert_int_not_equal(TRI_FALSE, after[i]);
		}
	}
}

static void too_little_memory_is_said(void **state) {
	struct own_graph g;
	struct holdings holdings;
	uint8_t answers[10], little[32];
	arena mem = arena_over(memory, MEMORY), small = arena_over(little, sizeof little);

	(void)state;
	assert_int_equal(0, own_graph_make(&mem, sizeof answers, 1, &g));
	assert_true(holdings_on(&small, &g.registry, GRAPH_DAY, &holdings) < 0);
	assert_int_equal(0, holdings_on(&mem, &g.registry, GRAPH_DAY, &holdings));
	assert_true(holdings_reach(small, &holdings, g.firms, &g.registry, 50, answers) < 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hundred_thousand_agree),
		cmocka_unit_test(small_ones_agree),
		cmocka_unit_test(order_does_not_matter),
		cmocka_unit_test(one_more_owner_clears_nobody),
		cmocka_unit_test(too_little_memory_is_said),
	};

	memory = malloc(MEMORY);
	if (!memory)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(memory);
	return failed;
}
