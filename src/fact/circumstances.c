#include "fact/circumstances.h"

const char *const decision_names[DECISION_COUNT] = {
	[DECISION_LICENCE] = "licence",     [DECISION_WAIVER] = "waiver",   [DECISION_EXEMPTION] = "exemption",
	[DECISION_CASE] = "case",           [DECISION_CONFIRM] = "confirm", [DECISION_REJECT] = "reject",
};

enum decision_kind decision_by_name(str name) {
	for (int i = 0; i < DECISION_COUNT; i++)
		if (str_is(name, decision_names[i]))
			return (enum decision_kind)i;
	return DECISION_COUNT;
}

bool decision_holds(const struct decision *d, date on) {
	return (d->from == DATE_NONE || on >= d->from) && (d->until == DATE_NONE || on < d->until);
}

static bool contract_eq(const struct contract *a, const struct contract *b) {
	if (!a || !b)
		return a == b;
	return str_eq(a->id, b->id) && a->from == b->from && a->until == b->until && !(a->value < b->value) &&
	       !(a->value > b->value) && str_eq(a->currency, b->currency);
}

/*
 * A number names a decision for ever, and of what it says only the end can change: by another that takes its place.
 * What it is of this device can.
 */
static bool decision_eq(const struct decision *a, const struct decision *b) {
	return a->number == b->number && a->until == b->until && a->is_partial == b->is_partial && str_eq(a->part, b->part);
}

static bool decisions_eq(const struct circumstances *a, const struct circumstances *b) {
	if (a->decision_count != b->decision_count)
		return false;
	for (size_t i = 0; i < a->decision_count; i++)
		if (!decision_eq(&a->decisions[i], &b->decisions[i]))
			return false;
	return true;
}

bool circumstances_eq(const struct circumstances *a, const struct circumstances *b) {
	if (!str_eq(a->made_in, b->made_in) || !str_eq(a->kind, b->kind) || a->acquired != b->acquired ||
	    a->components_whole != b->components_whole || a->components.count != b->components.count ||
	    !contract_eq(a->contract, b->contract) || !decisions_eq(a, b))
		return false;
	for (size_t i = 0; i < a->components.count; i++)
		if (!str_eq(a->components.at[i], b->components.at[i]))
			return false;
	return true;
}

uint64_t circumstances_hash(const struct circumstances *c, uint64_t seed) {
	seed = str_hash(c->made_in, seed ^ (uint64_t)(int64_t)c->acquired);
	seed = str_hash(c->kind, seed);
	if (c->contract)
		seed = str_hash(c->contract->id, seed);
	for (size_t i = 0; i < c->components.count; i++)
		seed = str_hash(c->components.at[i], seed);
	for (size_t i = 0; i < c->decision_count; i++)
		seed = (seed * 31 + c->decisions[i].number) * 31 + (uint64_t)(int64_t)c->decisions[i].until;
	return seed;
}

static const struct contract *keep_contract(arena *mem, const struct contract *from) {
	struct contract *c = from ? arena_new(mem, struct contract, 1) : NULL;

	if (!c)
		return NULL;
	*c = *from;
	c->id = arena_str(mem, from->id);
	c->title = arena_str(mem, from->title);
	c->supplier = arena_str(mem, from->supplier);
	c->currency = arena_str(mem, from->currency);
	return c;
}

static struct decision keep_decision(arena *mem, const struct decision *from) {
	struct decision d = *from;
	str *const texts[] = { &d.law, &d.act, &d.maker, &d.brand, &d.model, &d.who, &d.why, &d.reference, &d.against,
				&d.part };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_str(mem, *texts[i]);
	return d;
}

const struct circumstances *circumstances_keep(arena *mem, const struct circumstances *from) {
	struct circumstances *c = arena_new(mem, struct circumstances, 1);
	str *components = arena_new(mem, str, from->components.count);
	struct decision *decisions = arena_new(mem, struct decision, from->decision_count);

	if (!c || !components || !decisions)
		return NULL;
	*c = *from;
	c->made_in = arena_str(mem, from->made_in);
	c->kind = arena_str(mem, from->kind);
	c->contract = keep_contract(mem, from->contract);
	for (size_t i = 0; i < from->components.count; i++)
		components[i] = arena_str(mem, from->components.at[i]);
	for (size_t i = 0; i < from->decision_count; i++)
		decisions[i] = keep_decision(mem, &from->decisions[i]);
	c->components.at = components;
	c->decisions = decisions;
	return mem->full ? NULL : c;
}
