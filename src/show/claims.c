/*
 * Claims come one aspect at a time; people and programs want to see a mark
 * and what it saw once, with all that it says.
 */
#include "show/claims.h"

static bool same_group(const struct claim *a, const struct claim *b) {
	return a->seen == b->seen && a->mark == b->mark;
}

/*
 * The claims of one observation stand together, those of one mark among them
 * perhaps not: so the look back and the look ahead end with the observation.
 */
static bool is_first_of_group(const struct identity *id, size_t at) {
	for (size_t i = at; i > 0 && id->claims[i - 1].seen == id->claims[at].seen; i--)
		if (same_group(&id->claims[i - 1], &id->claims[at]))
			return false;
	return true;
}

bool claims_next(const struct identity *id, struct claim_group *g) {
	size_t at = g->at;

	while (at < id->claim_count && !is_first_of_group(id, at))
		at++;
	if (at >= id->claim_count)
		return false;
	const struct claim *first = &id->claims[at];
	*g = (struct claim_group){
		.seen = first->seen, .mark = first->mark, .kind = first->kind, .strength = first->strength, .at = at + 1,
	};
	for (size_t i = at; i < id->claim_count && id->claims[i].seen == first->seen; i++) {
		const struct claim *c = &id->claims[i];

		if (!same_group(c, first))
			continue;
		if (c->strength > g->strength)
			g->strength = c->strength;
		if (g->says[c->aspect].n == 0)
			g->says[c->aspect] = c->value;
	}
	return true;
}

bool claims_support(const struct identity *id, const struct claim_group *g) {
	return !claims_contradict(id, g) &&
	       ((id->maker.id.n && str_eq(g->says[ASPECT_MAKER], id->maker.id)) ||
		(id->brand.id.n && str_eq(g->says[ASPECT_BRAND], id->brand.id)));
}

bool claims_contradict(const struct identity *id, const struct claim_group *g) {
	str maker = g->says[ASPECT_MAKER], brand = g->says[ASPECT_BRAND];

	return (maker.n && id->maker.id.n && !str_eq(maker, id->maker.id)) ||
	       (brand.n && id->brand.id.n && !str_eq(brand, id->brand.id));
}
