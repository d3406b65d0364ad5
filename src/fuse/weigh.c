#include "fuse/weigh.h"

#include <math.h>

#include "fact/identifier.h"
#include "fuse/label.h"

/* What speaks for one candidate within one kind of evidence, as logarithms of ratios. */
struct witness {
	double direct;    /* the strongest claim that names the candidate */
	double by_brand;  /* the strongest claim that names a brand it makes */
	enum strength strength; /* of the direct claim */
};

struct candidate {
	str id;      /* company or brand; for a group the member with the most direct evidence */
	double best; /* of that member */
	str group;   /* what competes as one: the head of the group, or the brand */
	double prior;
	double brand_limit; /* the most that all brands together can say, as a logarithm */
	struct witness witnesses[KINDS_MAX];
	str texts[KINDS_MAX]; /* what was counted already */
	size_t text_count;
	double confidence;
	bool is_seen; /* something speaks for it that no register told */
};

struct scale {
	const struct weights *w;
	const struct registry *r;
	double weight_of[STRENGTH_COUNT]; /* the logarithms of the ratios */
	double unknown;                   /* that of the prior of "somebody unknown" */
	bool on_market; /* it is, or may be, a device of the market whose shares are known */
	str kinds[KINDS_MAX];
	size_t kind_count;
	struct candidate candidates[CANDIDATES_MAX];
	size_t candidate_count;
};

/* Candidates are cleared when they come: there is room for many, and few come. */
static void scale_open(struct scale *s, const struct weights *w, const struct registry *r) {
	s->w = w;
	s->r = r;
	for (int i = 0; i < STRENGTH_COUNT; i++)
		s->weight_of[i] = log(w->ratio[i]);
	s->unknown = log(w->unknown);
}

/* Empty, for the next aspect. */
static void scale_clear(struct scale *s, bool on_market) {
	s->on_market = on_market;
	s->kind_count = s->candidate_count = 0;
}

static size_t kind_number(struct scale *s, str kind) {
	size_t i = 0;

	while (i < s->kind_count && !str_eq(s->kinds[i], kind))
		i++;
	if (i == s->kind_count && i < KINDS_MAX)
		s->kinds[s->kind_count++] = kind;
	/* What is over shares the last place: it counts, though not as a witness of its own. */
	return i < KINDS_MAX ? i : KINDS_MAX - 1;
}

/* The candidate for what competes as `group`; NULL when there are too many. */
static struct candidate *candidate_of(struct scale *s, str group, str id, double prior) {
	for (size_t i = 0; i < s->candidate_count; i++)
		if (str_eq(s->candidates[i].group, group))
			return &s->candidates[i];
	if (s->candidate_count == CANDIDATES_MAX)
		return NULL;
	struct candidate *c = &s->candidates[s->candidate_count++];
	*c = (struct candidate){ .id = id, .group = group, .prior = prior };
	return c;
}

static struct candidate *maker_candidate(struct scale *s, str maker) {
	/* Most claims name one who stands there already. */
	for (size_t i = 0; i < s->candidate_count; i++)
		if (str_eq(s->candidates[i].id, maker))
			return &s->candidates[i];
	const struct company *company = registry_company(s->r, maker);

	if (!company)
		return NULL;
	const struct company *head = registry_group(s->r, company);
	double own = s->on_market ? weights_prior(s->w, maker) : s->w->least_prior;
	double group = s->on_market && head != company ? weights_prior(s->w, head->id) : own;

	return candidate_of(s, head->id, maker, own > group ? own : group);
}

/* The same text through several protocols is one text. */
static bool is_told_already(struct candidate *c, str text) {
	for (size_t i = 0; i < c->text_count; i++)
		if (str_eq_nocase(c->texts[i], text))
			return true;
	if (c->text_count < KINDS_MAX)
		c->texts[c->text_count++] = text;
	return false;
}

static void add_direct(struct scale *s, struct candidate *c, const struct claim *claim) {
	struct witness *at = &c->witnesses[kind_number(s, claim->kind)];
	double weight = s->weight_of[claim->strength];

	c->is_seen |= !obs_is_of_books(claim->seen);
	if (weight > c->best) {
		c->best = weight;
		c->id = claim->value;
	}
	if (weight > at->direct) {
		at->direct = weight;
		at->strength = claim->strength;
	}
}

/* The most confidence in what is contested: it may be either. */
#define CONTESTED_MOST 0.5

/*
 * The most confidence in what nothing but a register tells: below "very likely", for people mistype and copy
 * rows, and how often they do was never measured. Names that devices say themselves were, and need no such limit.
 */
#define TYPED_MOST 0.94

static double odds(double chance) {
	return chance / (1 - chance);
}

/* Does nobody else make what is sold under it today? */
static bool is_sole_maker(const struct brand *b, const struct brand_maker *m) {
	for (size_t i = 0; i < b->maker_count; i++)
		if (&b->makers[i] != m && b->makers[i].share != SHARE_FORMERLY)
			return false;
	return true;
}

static double share_of(const struct weights *w, const struct brand *b, const struct brand_maker *m) {
	size_t alike = 0;

	if (str_begins(m->relation, STR("own brand")) && is_sole_maker(b, m))
		return w->own_brand;
	for (size_t i = 0; i < b->maker_count; i++)
		alike += b->makers[i].share == m->share && !str_eq(b->makers[i].maker, m->maker);
	/* Makers with the same word for a share have to share it. */
	return w->brand_share[m->share] / (double)(1 + alike);
}

/*
 * A brand's label: each of its makers gains, but never beyond its share of
 * the brand beside "somebody unknown", however often the label is seen.
 */
static void add_brand(struct scale *s, const struct brand *b, const struct claim *claim) {
	for (size_t i = 0; i < b->maker_count; i++) {
		struct candidate *c = b->makers[i].maker.n ? maker_candidate(s, b->makers[i].maker) : NULL;

		if (!c)
			continue;
		struct witness *at = &c->witnesses[kind_number(s, claim->kind)];
		double weight = s->weight_of[claim->strength];
		double limit = log(odds(share_of(s->w, b, &b->makers[i])) * s->w->unknown / c->prior);

		c->is_seen |= !obs_is_of_books(claim->seen);
		if (limit > c->brand_limit)
			c->brand_limit = limit;
		if (weight > at->by_brand)
			at->by_brand = weight;
	}
}

/*
 * Hints alone do not call on the market: that a maker sells much makes nobody
 * who looks at its web site its camera.
 */
static double score(const struct scale *s, const struct candidate *c) {
	double direct = 0, by_brand = 0, most = 0;

	for (size_t i = 0; i < s->kind_count; i++) {
		const struct witness *at = &c->witnesses[i];

		most = at->direct > most ? at->direct : most;
		most = at->by_brand > most ? at->by_brand : most;
		direct += at->direct;
		if (at->by_brand > at->direct)
			by_brand += at->by_brand - at->direct;
	}
	double prior = most < s->weight_of[STRENGTH_FAIR] - 0.001 ? s->w->least_prior : c->prior;

	return log(prior) + direct + (by_brand < c->brand_limit ? by_brand : c->brand_limit);
}

/* Scores become chances that sum to one with "somebody unknown". */
static void normalize(struct scale *s) {
	double most = s->unknown, sum;

	for (size_t i = 0; i < s->candidate_count; i++) {
		s->candidates[i].confidence = score(s, &s->candidates[i]);
		if (s->candidates[i].confidence > most)
			most = s->candidates[i].confidence;
	}
	sum = exp(s->unknown - most);
	for (size_t i = 0; i < s->candidate_count; i++) {
		s->candidates[i].confidence = exp(s->candidates[i].confidence - most);
		sum += s->candidates[i].confidence;
	}
	for (size_t i = 0; i < s->candidate_count; i++)
		s->candidates[i].confidence /= sum;
}

static const struct candidate *strongest(const struct scale *s) {
	const struct candidate *best = NULL;

	for (size_t i = 0; i < s->candidate_count; i++)
		if (!best || s->candidates[i].confidence > best->confidence)
			best = &s->candidates[i];
	return best;
}

/* What claims that name the candidate itself say, whatever was to be expected before. */
static double direct_evidence(const struct scale *s, const struct candidate *c) {
	double direct = 0;

	for (size_t i = 0; i < s->kind_count; i++)
		direct += c->witnesses[i].direct;
	return direct;
}

/* What labels say for those who make what is sold under them. */
static double label_evidence(const struct scale *s, const struct candidate *c) {
	double by_brand = 0;

	for (size_t i = 0; i < s->kind_count; i++)
		by_brand += c->witnesses[i].by_brand;
	return by_brand < c->brand_limit ? by_brand : c->brand_limit;
}

/* The strongest evidence of one kind that names the candidate itself. */
static double strongest_witness(const struct scale *s, const struct candidate *c) {
	double most = 0;

	for (size_t i = 0; i < s->kind_count; i++)
		most = c->witnesses[i].direct > most ? c->witnesses[i].direct : most;
	return most;
}

/*
 * The most that a claim may become while others contradict it. Where the
 * evidence of a rival comes within the step from one strength to the next,
 * shares of a market would decide: that would be a coin toss with a loaded
 * coin, and it stays possible. So it does where a rival is strongly spoken
 * for, and the claim by no more than another strong witness: two devices behind
 * one address, or a trap for burglars, look so. A firm and the one that it once
 * was a part of do not contradict each other: the older name lives on in
 * addresses and firmware. A lesser contradiction, like the MAC block of another
 * maker in front of a proxy, keeps it from being confirmed.
 */
static enum grade grade_ceiling(const struct scale *s, const struct candidate *c) {
	double step = s->weight_of[STRENGTH_STRONG] - s->weight_of[STRENGTH_FAIR] + 0.001;
	double fair = s->weight_of[STRENGTH_FAIR] - 0.001, strong = s->weight_of[STRENGTH_STRONG];
	double direct = direct_evidence(s, c), own = direct > 0 ? direct : label_evidence(s, c);
	enum grade ceiling = GRADE_CONFIRMED;

	for (size_t i = 0; i < s->candidate_count; i++) {
		const struct candidate *rival = &s->candidates[i];
		double against = rival == c ? 0 : direct_evidence(s, rival);

		if (against < fair || registry_is_kin(s->r, rival->id, c->id))
			continue;
		double lead = strongest_witness(s, rival) >= strong - 0.001 ? strong + 0.001 : step;
		if (own > 0 && against >= own - lead)
			return GRADE_POSSIBLE;
		ceiling = GRADE_LIKELY;
	}
	return ceiling;
}

/*
 * One proof, or two independent kinds that are more than hints: else it stays
 * likely. What can be typed in is no witness here: a name never confirms.
 */
static bool can_confirm(const struct scale *s, const struct candidate *c) {
	size_t kinds = 0;

	for (size_t i = 0; i < s->kind_count; i++) {
		const struct witness *at = &c->witnesses[i];
		double by_brand = at->by_brand < c->brand_limit ? at->by_brand : c->brand_limit;
		double weight = at->direct > by_brand ? at->direct : by_brand;

		if (at->direct > 0 && at->strength == STRENGTH_PROOF && !str_eq(s->kinds[i], STR("name")))
			return true;
		kinds += weight >= s->weight_of[STRENGTH_FAIR] && !str_eq(s->kinds[i], STR("name"));
	}
	return kinds >= 2;
}

static struct belief believe(const struct scale *s, const struct candidate *c) {
	struct belief b = { 0 };

	if (!c || c->confidence < s->w->possible)
		return (struct belief){ .confidence = c ? c->confidence : 0, .grade = GRADE_UNKNOWN };
	b.id = c->id;
	b.confidence = c->confidence;
	if (b.confidence > TYPED_MOST && !c->is_seen)
		b.confidence = TYPED_MOST;
	b.grade = b.confidence >= s->w->likely ? GRADE_LIKELY : GRADE_POSSIBLE;
	if (b.confidence >= s->w->confirmed && can_confirm(s, c))
		b.grade = GRADE_CONFIRMED;
	enum grade ceiling = grade_ceiling(s, c);
	b.contested = ceiling < GRADE_CONFIRMED;
	if (b.grade > ceiling) {
		b.grade = ceiling;
		/* A number that says more than the word would be believed instead of it. */
		if (ceiling == GRADE_POSSIBLE && b.confidence > CONTESTED_MOST)
			b.confidence = CONTESTED_MOST;
	}
	return b;
}

/* Claims from the strongest down, so that a text counts where it weighs most. */
static void weigh_aspect(struct scale *s, enum aspect aspect, const struct claim *claims, size_t count) {
	unsigned present = 0; /* bit n: some claim has strength n */

	for (size_t i = 0; i < count; i++)
		present |= claims[i].aspect == aspect ? 1u << claims[i].strength : 0;
	for (int strength = STRENGTH_PROOF; strength >= STRENGTH_HINT; strength--) {
		for (size_t i = 0; (present >> strength & 1) && i < count; i++) {
			const struct claim *claim = &claims[i];
			struct candidate *c;

			if (claim->aspect != aspect || (int)claim->strength != strength)
				continue;
			if (aspect == ASPECT_MAKER)
				c = maker_candidate(s, claim->value);
			else
				c = candidate_of(s, claim->value, claim->value, s->w->least_prior);
			if (c && !is_told_already(c, claim->seen->value))
				add_direct(s, c, claim);
		}
	}
}

/* The strongest claim about an aspect, the first among equals; NULL when there is none. */
static const struct claim *best_claim(const struct claim *claims, size_t count, enum aspect aspect) {
	const struct claim *best = NULL;

	for (size_t i = 0; i < count; i++)
		if (claims[i].aspect == aspect && (!best || claims[i].strength > best->strength))
			best = &claims[i];
	return best;
}

static str best_value(const struct claim *claims, size_t count, enum aspect aspect) {
	const struct claim *best = best_claim(claims, count, aspect);

	return best ? best->value : (str){ 0 };
}

/*
 * The class with the most weight, one claim a kind. A recorder also speaks
 * like a camera, a door bell is a camera with a button: at equal weight the
 * one that says more wins, which is the later of the two in the table.
 */
static enum device_class weigh_class(const struct scale *s, const struct claim *claims, size_t count) {
	double weight[CLASS_COUNT] = { 0 }, most = 0;
	enum device_class best = CLASS_UNKNOWN;

	for (size_t i = 0; i < count; i++) {
		bool told = false;

		if (claims[i].aspect != ASPECT_CLASS)
			continue;
		for (size_t k = 0; k < count && !told; k++)
			told = claims[k].aspect == ASPECT_CLASS && k != i && str_eq(claims[k].kind, claims[i].kind) &&
			       str_eq(claims[k].value, claims[i].value) &&
			       (claims[k].strength > claims[i].strength || (claims[k].strength == claims[i].strength && k < i));
		if (!told)
			weight[class_by_name(claims[i].value)] += s->weight_of[claims[i].strength];
	}
	for (int c = 0; c < CLASS_UNKNOWN; c++) {
		if (weight[c] > 0 && weight[c] >= most) {
			most = weight[c];
			best = (enum device_class)c;
		}
	}
	return best;
}

enum { RIVALS_MAX = 6 };

static void add_rivals(arena *mem, struct identity *identity, const struct scale *s, enum aspect aspect, str chosen) {
	struct rival *rivals = arena_new(mem, struct rival, identity->rival_count + RIVALS_MAX);
	size_t count = identity->rival_count;

	if (!rivals)
		return;
	for (size_t i = 0; i < count; i++)
		rivals[i] = identity->rivals[i];
	for (size_t i = 0; i < s->candidate_count && count < identity->rival_count + RIVALS_MAX; i++)
		if (!str_eq(s->candidates[i].id, chosen) && s->candidates[i].confidence >= 0.001)
			rivals[count++] = (struct rival){ aspect, s->candidates[i].id, s->candidates[i].confidence };
	identity->rivals = rivals;
	identity->rival_count = count;
}

/*
 * Firmware keeps its maker's name in many places, beside the label of whoever sells it; and the name of the house stands
 * beside that of a line of products: TP-Link, Tapo. These do not contradict one another: the label that tells more stays.
 */
static void settle_labels(const struct registry *r, const struct identity *identity, struct scale *s) {
	const struct candidate *best = NULL;
	enum tie most = TIE_NONE;
	size_t kept = 0;

	for (size_t i = 0; i < s->candidate_count && identity->maker.grade >= GRADE_LIKELY; i++) {
		const struct candidate *c = &s->candidates[i];
		enum tie tie = c->best >= s->weight_of[STRENGTH_FAIR] - 0.001 ? label_tie(r, identity, c->id) : TIE_NONE;

		if (tie > most || (tie == most && best && direct_evidence(s, c) > direct_evidence(s, best))) {
			best = c;
			most = tie;
		}
	}
	if (!best)
		return;
	str stays = best->id;
	for (size_t i = 0; i < s->candidate_count; i++) {
		enum tie tie = label_tie(r, identity, s->candidates[i].id);

		if (tie == TIE_NONE || tie == TIE_SOLD || str_eq(s->candidates[i].id, stays))
			s->candidates[kept++] = s->candidates[i];
	}
	s->candidate_count = kept;
}

/* Labels, and chips: nothing is expected before something is seen, and nothing else speaks for them. */
static struct belief weigh_plainly(arena *mem, struct scale *s, enum aspect aspect, const struct claim *claims,
				   size_t count, struct identity *identity) {
	scale_clear(s, false);
	weigh_aspect(s, aspect, claims, count);
	if (s->candidate_count == 0)
		return (struct belief){ .grade = GRADE_UNKNOWN };
	if (aspect == ASPECT_BRAND)
		settle_labels(s->r, identity, s);
	normalize(s);
	struct belief b = believe(s, strongest(s));
	add_rivals(mem, identity, s, aspect, b.id);
	return b;
}

static struct belief weigh_makers(arena *mem, struct scale *s, const struct claim *claims, size_t count,
				  struct identity *identity) {
	/* A printer's maker is not likelier to be the one that makes every fourth camera. */
	scale_clear(s, class_is_video(identity->class) || identity->class == CLASS_UNKNOWN);
	weigh_aspect(s, ASPECT_MAKER, claims, count);
	for (size_t i = 0; i < count; i++) {
		const struct brand *b = claims[i].aspect == ASPECT_BRAND ? registry_brand(s->r, claims[i].value) : NULL;
		if (b)
			add_brand(s, b, &claims[i]);
	}
	normalize(s);
	struct belief b = believe(s, strongest(s));
	add_rivals(mem, identity, s, ASPECT_MAKER, b.id);
	return b;
}

static const struct mark_note pair_note = {
	.id = STR_INIT("model/pair"),
	.why = STR_INIT("this brand's model is known under the maker's own number"),
	.source = STR_INIT("data/models"),
	.trust = TRUST_MEDIUM,
};

/*
 * A pair of model numbers is a claim like any other: the product's two names
 * are on record. A likeness below "the same product" tells the maker only.
 */
static size_t add_pair(struct claim *claims, size_t count, const struct registry *r) {
	static const enum strength by_trust[] = { STRENGTH_HINT, STRENGTH_HINT, STRENGTH_FAIR, STRENGTH_STRONG };
	const struct claim *model = best_claim(claims, count, ASPECT_MODEL);
	const struct claim *brand = best_claim(claims, count, ASPECT_BRAND);
	const struct model_pair *pair = model && brand ? registry_pair(r, brand->value, model->value) : NULL;

	if (!pair)
		return count;
	enum strength strength = by_trust[pair->trust];
	claims[count++] = (struct claim){ model->seen, &pair_note, ASPECT_MAKER, pair->maker, strength, STR("model") };
	if (pair->original.n && pair->likeness >= LIKENESS_INFERRED)
		claims[count++] = (struct claim){ model->seen, &pair_note, ASPECT_ORIGINAL, pair->original, strength,
						  STR("model") };
	return count;
}

struct identity weigh(arena *mem, const struct weights *w, const struct registry *r, const struct claim *claims,
		      size_t claim_count) {
	struct identity identity = { .class = CLASS_UNKNOWN };
	struct claim *all = arena_unset(mem, struct claim, claim_count + 2);
	struct scale s;

	if (!all)
		return identity;
	for (size_t i = 0; i < claim_count; i++)
		all[i] = claims[i];
	claim_count = add_pair(all, claim_count, r);
	identity.claims = all;
	identity.claim_count = claim_count;
	scale_open(&s, w, r);
	identity.class = weigh_class(&s, all, claim_count);
	identity.maker = weigh_makers(mem, &s, all, claim_count, &identity);
	label_raise(r, &identity, all, claim_count);
	identity.brand = weigh_plainly(mem, &s, ASPECT_BRAND, all, claim_count, &identity);
	identity.soc = weigh_plainly(mem, &s, ASPECT_SOC, all, claim_count, &identity);
	identity.model = best_value(all, claim_count, ASPECT_MODEL);
	identity.original = best_value(all, claim_count, ASPECT_ORIGINAL);
	identity.firmware = best_value(all, claim_count, ASPECT_FIRMWARE);
	label_temper(r, &identity);
	identity.relabelled = label_is_of_others(r, &identity);
	return identity;
}
