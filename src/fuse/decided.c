#include "fuse/decided.h"

#include "fuse/label.h"

/* A person's look counts like the least confidence of the grade (the contract, design 5.1). */
#define CONFIRMED_LEAST 0.99
/* Against a proof of another maker it is one word against the other, and two that cannot both be true are doubt. */
#define DOUBTED_MOST 0.5

static const struct company *group_of(const struct registry *r, str company) {
	const struct company *c = registry_company(r, company);

	return c ? registry_group(r, c) : NULL;
}

/* Companies of one group do not compete, and a firm does not contradict the one that it was part of. */
static bool are_rivals(const struct registry *r, str a, str b) {
	const struct company *group = group_of(r, a);

	return !str_eq(a, b) && !(group && group == group_of(r, b)) && !registry_is_kin(r, a, b);
}

bool weigh_speaks_against(const struct registry *r, const struct claim *claim, str maker, enum strength least) {
	return claim->aspect == ASPECT_MAKER && claim->strength >= least && registry_company(r, claim->value) &&
	       are_rivals(r, claim->value, maker);
}

/* Is it a proof? Not of what people can type in: a name proves nothing. */
static bool is_proof(const struct claim *claim) {
	return claim->strength == STRENGTH_PROOF && !str_eq(claim->kind, STR("name"));
}

/* What was believed joins the rivals, who becomes the belief leaves them. Returns whether there was memory for it. */
static bool exchange(arena *mem, struct identity *identity, enum aspect aspect, const struct belief *before, str chosen) {
	struct rival *rivals = arena_new(mem, struct rival, identity->rival_count + 1);
	size_t count = 0;

	if (!rivals)
		return false;
	if (before->id.n && !str_eq(before->id, chosen))
		rivals[count++] = (struct rival){ aspect, before->id, before->confidence };
	for (size_t i = 0; i < identity->rival_count; i++)
		if (identity->rivals[i].aspect != aspect || !str_eq(identity->rivals[i].id, chosen))
			rivals[count++] = identity->rivals[i];
	identity->rivals = rivals;
	identity->rival_count = count;
	return true;
}

static double at_least(double confidence, double least) {
	return confidence > least ? confidence : least;
}

static struct belief confirmed(const struct belief *before, str id) {
	double confidence = str_eq(before->id, id) ? before->confidence : 0;

	return (struct belief){ id, at_least(confidence, CONFIRMED_LEAST), GRADE_CONFIRMED, false };
}

static bool confirm_maker(arena *mem, struct identity *identity, const struct registry *r, str maker) {
	struct belief b = confirmed(&identity->maker, maker);

	if (!exchange(mem, identity, ASPECT_MAKER, &identity->maker, maker))
		return false;
	for (size_t i = 0; i < identity->claim_count; i++) {
		const struct claim *claim = &identity->claims[i];

		if (!weigh_speaks_against(r, claim, maker, STRENGTH_FAIR))
			continue;
		b.contested = true;
		if (is_proof(claim)) {
			b.grade = GRADE_POSSIBLE;
			b.confidence = DOUBTED_MOST;
		}
	}
	/* The factory's name of the model was that of another factory. */
	if (!str_eq(identity->maker.id, maker))
		identity->original = (str){ 0 };
	identity->maker = b;
	return true;
}

static bool confirm_brand(arena *mem, struct identity *identity, str brand) {
	struct belief b = confirmed(&identity->brand, brand);

	if (!exchange(mem, identity, ASPECT_BRAND, &identity->brand, brand))
		return false;
	for (size_t i = 0; i < identity->claim_count; i++)
		b.contested = b.contested || (identity->claims[i].aspect == ASPECT_BRAND &&
					      identity->claims[i].strength > STRENGTH_HINT &&
					      !str_eq(identity->claims[i].value, brand));
	identity->brand = b;
	return true;
}

static bool confirm(arena *mem, struct identity *identity, const struct registry *r, const struct decision *d) {
	if (!confirm_maker(mem, identity, r, d->maker) || (d->brand.n && !confirm_brand(mem, identity, d->brand)))
		return false;
	if (d->model.n)
		identity->model = d->model;
	return true;
}

static bool reject(arena *mem, struct identity *identity) {
	if (!exchange(mem, identity, ASPECT_MAKER, &identity->maker, (str){ 0 }))
		return false;
	identity->maker = (struct belief){ .grade = GRADE_UNKNOWN, .contested = identity->maker.contested };
	identity->original = (str){ 0 };
	return true;
}

static bool rejects(const struct registry *r, const struct decision *d, str maker) {
	return maker.n && (str_eq(d->maker, maker) || registry_owns(r, d->maker, maker));
}

/* The last decision of this kind that holds and is about this maker (empty: about any), numbered above `after`. */
static const struct decision *last_of(const struct registry *r, const struct circumstances *c, date on,
				      enum decision_kind kind, str maker, uint64_t after) {
	const struct decision *last = NULL;

	for (size_t i = 0; i < c->decision_count; i++) {
		const struct decision *d = &c->decisions[i];

		if (d->kind == kind && d->number > after && decision_holds(d, on) && (!maker.n || rejects(r, d, maker)))
			last = d;
	}
	return last;
}

void weigh_decided(arena *mem, struct identity *identity, const struct registry *r, const struct circumstances *c,
		   date on) {
	struct identity decided = *identity;
	const struct decision *d = c ? last_of(r, c, on, DECISION_CONFIRM, (str){ 0 }, 0) : NULL;
	bool done;

	if (d && !last_of(r, c, on, DECISION_REJECT, d->maker, d->number)) {
		done = confirm(mem, &decided, r, d);
	} else {
		d = c && identity->maker.id.n ? last_of(r, c, on, DECISION_REJECT, identity->maker.id, 0) : NULL;
		done = d && reject(mem, &decided);
	}
	if (!done)
		return;
	decided.decision = d->number;
	decided.relabelled = label_is_of_others(r, &decided);
	*identity = decided;
}
