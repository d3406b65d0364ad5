/*
 * Ownership from a percentage, as the BIS Affiliates Rule and OFAC's 50
 * percent rule count it: the shares of all listed owners add up, and a firm
 * that reaches the percentage counts as listed itself when its own holdings
 * are looked at (31 CFR part 501 guidance of 13 Aug 2014; 15 CFR 744.11).
 * Ownership only: control without shares does not count.
 *
 * The rule names itself in its own answer, and owners stand in circles. What
 * is meant is the least set of companies that holds the firms and everybody
 * whom the set owns far enough. It is found from the firms downwards: each
 * company of the set is looked at once, adds its shares to the sums of those
 * it holds, and a sum that comes to the percentage takes its company in.
 *
 * Twice: once with the shares on record, for who is owned for sure, and once
 * with all that is not on record in the hands of the owners we look for, for
 * who may be.
 */

#include "law/own.h"

#include <errno.h>
#include <string.h>

#include "fact/identity.h"

enum { PERCENT = 1000000 }; /* of `share` and `rest` */

/* A share that was only remembered is no known share. */
static int64_t known_share(const struct owner *o) {
	return o->percent >= 0 && o->trust != TRUST_HINT ? (int64_t)(o->percent * PERCENT + 0.5) : -1;
}

/* The owner's place among the companies; company_count when it has none, or holds nothing on that day. */
static size_t place_of(const struct registry *r, const struct owner *o, date on) {
	const struct company *owner = owner_holds(o, on) ? registry_company(r, o->id) : NULL;

	return owner ? (size_t)(owner - r->companies) : r->company_count;
}

/* Fills `rest`, and in `first` how many companies each owner holds: owner i's number stands at i + 1. */
static void count_holdings(const struct registry *r, date on, uint32_t *first, int64_t *rest) {
	for (size_t i = 0; i < r->company_count; i++) {
		const struct company *c = &r->companies[i];

		rest[i] = 100 * (int64_t)PERCENT;
		for (size_t k = 0; k < c->owner_count; k++) {
			size_t owner = place_of(r, &c->owners[k], on);
			int64_t share = known_share(&c->owners[k]);

			if (owner_holds(&c->owners[k], on) && share > 0)
				rest[i] -= share;
			if (owner < r->company_count)
				first[owner + 1]++;
		}
		rest[i] = rest[i] > 0 ? rest[i] : 0;
	}
}

int holdings_on(arena *mem, const struct registry *r, date on, struct holdings *ret_holdings) {
	uint32_t *first = arena_new(mem, uint32_t, r->company_count + 2);
	int64_t *rest = arena_new(mem, int64_t, r->company_count + 1);

	if (!first || !rest)
		return -ENOMEM;
	/* One place further on than they belong: filling moves each up to where the next begins. */
	count_holdings(r, on, first + 1, rest);
	for (size_t i = 0; i < r->company_count; i++)
		first[i + 2] += first[i + 1];
	struct holding *at = arena_new(mem, struct holding, (size_t)first[r->company_count + 1] + 1);
	if (!at)
		return -ENOMEM;
	for (size_t i = 0; i < r->company_count; i++) {
		const struct company *c = &r->companies[i];

		for (size_t k = 0; k < c->owner_count; k++) {
			size_t owner = place_of(r, &c->owners[k], on);

			if (owner < r->company_count)
				at[first[owner + 1]++] = (struct holding){ (uint32_t)i, known_share(&c->owners[k]) };
		}
	}
	*ret_holdings = (struct holdings){ r->company_count, first, at, rest };
	return 0;
}

/* A set while it grows: its members in the order in which they came in. */
struct growing {
	const struct holdings *holdings;
	uint32_t *members;
	size_t member_count;
	uint8_t *flags; /* by company */
	uint8_t flag;   /* of this set's members */
	int64_t *sums;  /* by company: what members hold of it */
	int64_t needed;
};

static void take_in(struct growing *g, size_t company) {
	/* Nobody comes in twice: circles end here. */
	if (g->flags[company] & g->flag)
		return;
	g->flags[company] |= g->flag;
	g->members[g->member_count++] = (uint32_t)company;
}

/* `rest` counts to what is not on record; NULL: only what is on record counts. */
static void grow(struct growing *g, const int64_t *rest) {
	const struct holdings *h = g->holdings;

	for (size_t i = 0; i < g->member_count; i++) {
		uint32_t owner = g->members[i];

		for (uint32_t k = h->first[owner]; k < h->first[owner + 1]; k++) {
			uint32_t company = h->at[k].company;

			g->sums[company] += h->at[k].share > 0 ? h->at[k].share : 0;
			if (g->sums[company] + (rest ? rest[company] : 0) >= g->needed)
				take_in(g, company);
		}
	}
}

enum { SURELY = 1, PERHAPS = 2 };

static int find_set(arena scratch, const struct holdings *h, struct strs firms, const struct registry *r,
		    double percent, uint8_t flag, uint8_t *flags) {
	struct growing g = { .holdings = h, .flags = flags, .flag = flag, .needed = (int64_t)(percent * PERCENT + 0.5) };

	g.members = arena_new(&scratch, uint32_t, h->company_count + 1);
	g.sums = arena_new(&scratch, int64_t, h->company_count + 1);
	if (!g.members || !g.sums)
		return -ENOMEM;
	for (size_t i = 0; i < firms.count; i++) {
		const struct company *firm = registry_company(r, firms.at[i]);

		if (firm)
			take_in(&g, (size_t)(firm - r->companies));
	}
	if (percent > 0)
		grow(&g, flag == PERHAPS ? h->rest : NULL);
	return 0;
}

int holdings_reach(arena scratch, const struct holdings *h, struct strs firms, const struct registry *r, double percent,
		   uint8_t *ret_answers) {
	static const uint8_t answers[] = { [0] = TRI_FALSE, [SURELY | PERHAPS] = TRI_TRUE, [PERHAPS] = TRI_UNKNOWN };
	int error;

	memset(ret_answers, 0, h->company_count);
	error = find_set(scratch, h, firms, r, percent, SURELY, ret_answers);
	if (!error)
		error = find_set(scratch, h, firms, r, percent, PERHAPS, ret_answers);
	for (size_t i = 0; i < h->company_count && !error; i++)
		ret_answers[i] = answers[ret_answers[i]];
	return error;
}
