#include "fact/company.h"


size_t registry_slot(const struct registry *r, str id) {
	return str_hash(id, 0) & r->slot_mask;
}

const struct company *registry_company(const struct registry *r, str id) {
	if (!r->company_slots) {
		for (size_t i = 0; i < r->company_count; i++)
			if (str_eq(r->companies[i].id, id))
				return &r->companies[i];
		return NULL;
	}
	for (size_t i = registry_slot(r, id); r->company_slots[i]; i = (i + 1) & r->slot_mask)
		if (str_eq(r->companies[r->company_slots[i] - 1].id, id))
			return &r->companies[r->company_slots[i] - 1];
	return NULL;
}

const struct brand *registry_brand(const struct registry *r, str id) {
	if (!r->brand_slots) {
		for (size_t i = 0; i < r->brand_count; i++)
			if (str_eq(r->brands[i].id, id))
				return &r->brands[i];
		return NULL;
	}
	for (size_t i = registry_slot(r, id); r->brand_slots[i]; i = (i + 1) & r->slot_mask)
		if (str_eq(r->brands[r->brand_slots[i] - 1].id, id))
			return &r->brands[r->brand_slots[i] - 1];
	return NULL;
}

bool owner_holds(const struct owner *o, date on) {
	return (o->from == DATE_NONE || on >= o->from) && (o->until == DATE_NONE || on < o->until);
}

/* Whoever is said to decide before whoever holds more; the id decides last, never the order in which they stand. */
static bool weighs_more(const struct owner *a, const struct owner *b) {
	if (a->control != b->control)
		return a->control == CONTROL_YES;
	if (a->percent > b->percent || a->percent < b->percent)
		return a->percent > b->percent;
	return str_cmp(a->id, b->id) < 0;
}

const struct owner *registry_controller(const struct company *c, date on) {
	const struct owner *best = NULL;
	size_t count = 0;

	for (size_t i = 0; i < c->owner_count; i++) {
		if (!owner_holds(&c->owners[i], on))
			continue;
		best = !best || weighs_more(&c->owners[i], best) ? &c->owners[i] : best;
		count++;
	}
	if (!best || (best->percent <= 50 && best->control != CONTROL_YES && !(count == 1 && best->percent < 0)))
		return NULL;
	return best;
}

static const struct company *controlling_owner(const struct registry *r, const struct company *c, date on) {
	const struct owner *owner = registry_controller(c, on);

	return owner ? registry_company(r, owner->id) : NULL;
}

const struct company *registry_group_on(const struct registry *r, const struct company *company, date on) {
	for (int step = 0; step < CHAIN_MAX; step++) {
		const struct company *above = controlling_owner(r, company, on);

		if (!above)
			break;
		company = above;
	}
	return company;
}

const struct company *registry_group(const struct registry *r, const struct company *company) {
	return r->tops ? &r->companies[r->tops[company - r->companies]] : registry_group_on(r, company, DATE_LAST);
}

static bool owns(const struct registry *r, str owner, str company, int depth) {
	const struct company *c = registry_company(r, company);

	if (!c || depth == CHAIN_MAX)
		return false;
	for (size_t i = 0; i < c->owner_count; i++)
		if (c->owners[i].percent >= 50 && owner_holds(&c->owners[i], DATE_LAST) &&
		    (str_eq(c->owners[i].id, owner) || owns(r, owner, c->owners[i].id, depth + 1)))
			return true;
	return false;
}

bool registry_owns(const struct registry *r, str owner, str company) {
	return owns(r, owner, company, 0);
}

/* Does the chain of control above `company` reach `top`? */
static bool is_controlled_by(const struct registry *r, str company, str top) {
	const struct company *c = registry_company(r, company);

	for (int step = 0; c && step < CHAIN_MAX; step++) {
		c = controlling_owner(r, c, DATE_LAST);
		if (c && str_eq(c->id, top))
			return true;
	}
	return false;
}

static bool was_part_of(const struct registry *r, str part, str whole) {
	const struct company *c = registry_company(r, part);

	for (size_t i = 0; c && i < c->formerly.count; i++)
		if (str_eq(c->formerly.at[i], whole))
			return true;
	return false;
}

bool registry_is_kin(const struct registry *r, str a, str b) {
	return was_part_of(r, a, b) || was_part_of(r, b, a);
}

bool registry_is_own_brand(const struct registry *r, const struct brand *brand, str maker) {
	if (str_eq(brand->id, maker) || str_eq(brand->owner, maker))
		return true;
	if (is_controlled_by(r, brand->owner, maker) || is_controlled_by(r, maker, brand->owner))
		return true;
	for (size_t i = 0; i < brand->maker_count; i++)
		/* "own name": two firms bear it, so that it does not tell which of them. */
		if (str_eq(brand->makers[i].maker, maker) &&
		    (str_begins(brand->makers[i].relation, STR("own brand")) ||
		     str_begins(brand->makers[i].relation, STR("own name"))))
			return true;
	return false;
}

struct model_key model_key_of(str model) {
	struct model_key key = { .n = 0 };

	for (size_t i = 0; i < model.n; i++) {
		uint8_t c = model.at[i];

		if (c == ' ' || c == '-' || c == '_')
			continue;
		if (key.n == MODEL_KEY_MAX)
			return (struct model_key){ .n = 0 };
		c = c >= 'a' && c <= 'z' ? (uint8_t)(c - 32) : c;
		key.at[key.n++] = c == 'O' ? '0' : c == 'I' ? '1' : c;
	}
	return key;
}

/* By brand, then by the key of the model: the order of the pairs. */
static int pair_cmp(const struct model_pair *pair, str brand, const struct model_key *key) {
	int order = str_cmp(pair->brand, brand);

	return order ? order : str_cmp((str){ pair->key.at, pair->key.n }, (str){ key->at, key->n });
}

const struct model_pair *registry_pair(const struct registry *r, str brand, str model) {
	struct model_key want = model_key_of(model);
	const struct model_pair *best = NULL;
	size_t low = 0, high = r->pair_count;

	if (want.n == 0)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (pair_cmp(&r->pairs[middle], brand, &want) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < r->pair_count && pair_cmp(&r->pairs[low], brand, &want) == 0; low++)
		if (!best || r->pairs[low].likeness > best->likeness)
			best = &r->pairs[low];
	return best;
}

const struct market *markets_find(const struct markets *markets, str id) {
	for (size_t i = 0; i < markets->count; i++)
		if (str_eq(markets->at[i].id, id))
			return &markets->at[i];
	return NULL;
}

double market_share_of(const struct market *market, str maker) {
	for (size_t i = 0; i < market->share_count; i++)
		if (str_eq(market->shares[i].maker, maker))
			return market->shares[i].share;
	return -1;
}
