#include "own_graph.h"

#include <errno.h>
#include <stdio.h>

/* Numbers that look random and are the same everywhere: Marsaglia's xorshift64. */
static uint64_t next(uint64_t *state) {
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t below(uint64_t *state, size_t limit) {
	return (size_t)(next(state) % limit);
}

static str id_of(arena *mem, size_t number) {
	char text[24];

	snprintf(text, sizeof text, "c%zu", number);
	return arena_str(mem, str_of(text));
}

/*
 * Whoever stands a little before it, which makes chains as long as the table;
 * one of the first thousand, who own many; anybody a little behind it, which
 * closes circles; or anybody at all.
 */
static size_t pick_owner(uint64_t *state, size_t company, size_t count) {
	size_t way = below(state, 10), step = 1 + below(state, 20);

	if (way < 6)
		return company >= step ? company - step : (company + step) % count;
	if (way < 8)
		return below(state, count < 1000 ? count : 1000);
	if (way == 8)
		return company + step < count ? company + step : 0;
	return below(state, count);
}

static struct owner make_owner(uint64_t *state, str id, double *left) {
	struct owner o = { .id = id, .percent = -1, .as_of = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE,
			   .trust = TRUST_HIGH };
	size_t way = below(state, 20);

	/* All that is left, half of it, or any part; a doubt spreads, so there must not be too many of them. */
	if (way != 0) {
		size_t part = below(state, 4), quarters = (size_t)(*left * 4);

		o.percent = (double)(part < 2 ? quarters : part == 2 ? quarters / 2 : below(state, quarters + 1)) / 4;
		*left -= o.percent;
	}
	if (way == 1)
		o.trust = TRUST_HINT;
	if (way == 2)
		o.until = GRAPH_DAY;
	if (way == 3)
		o.from = GRAPH_DAY + 1;
	if (way == 4)
		o.from = GRAPH_DAY;
	return o;
}

static void make_company(uint64_t *state, const str *ids, size_t i, size_t count, struct company *company,
			 struct owner *owners, uint32_t *numbers) {
	size_t wanted = below(state, GRAPH_OWNERS_MAX + 1);
	double left = 100;

	*company = (struct company){ .id = ids[i], .name = ids[i], .country = STR("NL"), .owners = owners };
	for (size_t k = 0; k < wanted; k++) {
		size_t owner = pick_owner(state, i, count);
		bool known = owner == i;

		for (size_t n = 0; n < company->owner_count; n++)
			known |= numbers[n] == owner;
		if (known)
			continue;
		numbers[company->owner_count] = (uint32_t)owner;
		owners[company->owner_count++] = make_owner(state, ids[owner], &left);
	}
}

static int make_slots(arena *mem, struct registry *r) {
	size_t room = 64;

	while (room < 4 * r->company_count)
		room *= 2;
	uint32_t *slots = arena_new(mem, uint32_t, room);
	if (!slots)
		return -ENOMEM;
	r->slot_mask = room - 1;
	for (size_t i = 0; i < r->company_count; i++) {
		size_t slot = registry_slot(r, r->companies[i].id);

		while (slots[slot])
			slot = (slot + 1) & r->slot_mask;
		slots[slot] = (uint32_t)(i + 1);
	}
	r->company_slots = slots;
	return 0;
}

int own_graph_make(arena *mem, size_t company_count, uint64_t seed, struct own_graph *ret_graph) {
	enum { NAMED = 40 };
	uint64_t state = seed * 2 + 1;
	str *ids = arena_new(mem, str, company_count), *firms = arena_new(mem, str, NAMED);
	struct company *companies = arena_new(mem, struct company, company_count);
	struct owner *owners = arena_new(mem, struct owner, company_count * GRAPH_OWNERS_MAX);
	uint32_t *numbers = arena_new(mem, uint32_t, company_count * GRAPH_OWNERS_MAX);

	if (!ids || !firms || !companies || !owners || !numbers)
		return -ENOMEM;
	for (size_t i = 0; i < company_count; i++)
		ids[i] = id_of(mem, i);
	for (size_t i = 0; i < company_count; i++)
		make_company(&state, ids, i, company_count, &companies[i], &owners[i * GRAPH_OWNERS_MAX],
			     &numbers[i * GRAPH_OWNERS_MAX]);
	for (size_t i = 0; i < NAMED; i++)
		firms[i] = ids[below(&state, company_count)];
	struct own_graph g = { { .companies = companies, .company_count = company_count }, { firms, NAMED }, numbers };
	if (mem->full || make_slots(mem, &g.registry))
		return -ENOMEM;
	*ret_graph = g;
	return 0;
}
