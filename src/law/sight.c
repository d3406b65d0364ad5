/*
 * What laws look at or speak of, and whether two devices are alike in it.
 */

#include "law/form.h"

struct law_sight law_sight_of(const struct identity *identity, const struct circumstances *circumstances) {
	const struct claim *best = identity_best_claim(identity, identity->maker.id);
	struct law_sight sight = {
		.maker = identity->maker.id, .brand = identity->brand.id,
		.soc = identity->soc.id, .soc_rival = subject_soc_rival(identity),
		.maker_grade = identity->maker.grade, .brand_grade = identity->brand.grade,
		.soc_grade = identity->soc.grade,
		.class = identity->class, .relabelled = identity->relabelled,
		.decision = identity->decision, .circumstances = circumstances,
	};

	if (best && best->seen && best->mark) {
		sight.field = best->seen->field;
		sight.mark = best->mark->id;
	}
	return sight;
}

static bool same_circumstances(const struct circumstances *a, const struct circumstances *b) {
	const struct circumstances none = CIRCUMSTANCES_NONE;

	return a == b || circumstances_eq(a ? a : &none, b ? b : &none);
}

bool law_sight_eq(const struct law_sight *a, const struct law_sight *b) {
	return a->maker_grade == b->maker_grade && a->brand_grade == b->brand_grade && a->class == b->class &&
	       a->relabelled == b->relabelled && str_eq(a->maker, b->maker) && str_eq(a->brand, b->brand) &&
	       a->soc_grade == b->soc_grade && str_eq(a->soc, b->soc) && str_eq(a->soc_rival, b->soc_rival) &&
	       str_eq(a->field, b->field) && str_eq(a->mark, b->mark) && a->decision == b->decision &&
	       same_circumstances(a->circumstances, b->circumstances);
}

uint64_t law_sight_hash(const struct law_sight *s) {
	const struct circumstances none = CIRCUMSTANCES_NONE;
	uint64_t seed = (uint64_t)s->maker_grade | (uint64_t)s->brand_grade << 8 | (uint64_t)s->class << 16 |
			(uint64_t)s->relabelled << 24 | (uint64_t)s->soc_grade << 32;

	seed = str_hash(s->maker, seed);
	seed = str_hash(s->brand, seed);
	seed = str_hash(s->soc, seed);
	seed = str_hash(s->soc_rival, seed);
	seed = str_hash(s->field, seed);
	seed = str_hash(s->mark, seed ^ s->decision);
	return circumstances_hash(s->circumstances ? s->circumstances : &none, seed);
}

static const struct contract *keep_contract(arena *mem, const struct contract *from) {
	struct contract *c = from ? arena_new(mem, struct contract, 1) : NULL;

	if (c)
		*c = (struct contract){ .id = arena_str(mem, from->id), .from = from->from, .until = from->until,
					.value = from->value, .currency = arena_str(mem, from->currency) };
	return c;
}

/* Of a decision its number, its end and its part tell everything: circumstances_eq() asks for no more. */
static const struct circumstances *keep_circumstances(arena *mem, const struct circumstances *from) {
	struct circumstances *c = arena_new(mem, struct circumstances, 1);
	str *components = arena_new(mem, str, from->components.count);
	struct decision *decisions = arena_new(mem, struct decision, from->decision_count);

	if (!c || !components || !decisions)
		return NULL;
	for (size_t i = 0; i < from->components.count; i++)
		components[i] = arena_str(mem, from->components.at[i]);
	for (size_t i = 0; i < from->decision_count; i++) {
		decisions[i].number = from->decisions[i].number;
		decisions[i].until = from->decisions[i].until;
		decisions[i].part = arena_str(mem, from->decisions[i].part);
		decisions[i].is_partial = from->decisions[i].is_partial;
	}
	*c = (struct circumstances){
		.made_in = arena_str(mem, from->made_in), .kind = arena_str(mem, from->kind), .acquired = from->acquired,
		.contract = keep_contract(mem, from->contract), .components = { components, from->components.count },
		.components_whole = from->components_whole,
		.decisions = decisions, .decision_count = from->decision_count,
	};
	return c;
}

struct law_sight law_sight_keep(arena *mem, const struct law_sight *s) {
	struct law_sight kept = *s;

	kept.maker = arena_str(mem, s->maker);
	kept.brand = arena_str(mem, s->brand);
	kept.soc = arena_str(mem, s->soc);
	kept.soc_rival = arena_str(mem, s->soc_rival);
	kept.field = arena_str(mem, s->field);
	kept.mark = arena_str(mem, s->mark);
	kept.circumstances = s->circumstances ? keep_circumstances(mem, s->circumstances) : NULL;
	return kept;
}
