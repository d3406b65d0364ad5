/*
 * One clause against one device, with three answers.
 */

#include "law/form.h"

const char *const test_keys[TEST_COUNT] = {
	[TEST_MAKER] = "maker",
	[TEST_MAKER_COUNTRY] = "maker-country",
	[TEST_OWNER_COUNTRY] = "owner-country",
	[TEST_MADE_IN] = "made-in",
	[TEST_MADE_OUTSIDE] = "made-outside",
	[TEST_SOC] = "soc",
	[TEST_BRAND_COUNTRY] = "brand-country",
	[TEST_COMPONENT] = "component",
	[TEST_KIND] = "kind",
	[TEST_ACQUIRED_BEFORE] = "acquired-before",
	[TEST_ACQUIRED_FROM] = "acquired-from",
	[TEST_UNDER_CONTRACT] = "under-contract",
	[TEST_CONTRACT_VALUE] = "contract-value",
};

bool strs_have(struct strs list, str word) {
	for (size_t i = 0; i < list.count; i++)
		if (str_eq(list.at[i], word))
			return true;
	return false;
}

bool span_has(struct span s, date on) {
	return (s.from == DATE_NONE || on >= s.from) && (s.until == DATE_NONE || on < s.until);
}

/* Of equals the one with the lesser id: in which order they stand does not matter. */
static bool is_stronger(const struct rival *a, const struct rival *b) {
	if (a->confidence > b->confidence || a->confidence < b->confidence)
		return a->confidence > b->confidence;
	return str_cmp(a->id, b->id) < 0;
}

str subject_soc_rival(const struct identity *identity) {
	const struct rival *best = NULL;

	for (size_t i = 0; i < identity->rival_count; i++) {
		const struct rival *rival = &identity->rivals[i];

		if (rival->aspect == ASPECT_SOC && (!best || is_stronger(rival, best)))
			best = rival;
	}
	return best ? best->id : (str){ 0 };
}

str subject_maker(const struct subject *s) {
	const struct belief *maker = &s->identity->maker;

	return maker->grade >= GRADE_LIKELY ? maker->id : (str){ 0 };
}

static enum tri tri_of(bool yes) {
	return yes ? TRI_TRUE : TRI_FALSE;
}

static enum tri unknown(unsigned *missing, enum missing what) {
	*missing |= what;
	return TRI_UNKNOWN;
}

static enum tri test_maker(const struct law_test *t, const struct subject *s, unsigned *missing) {
	str maker = subject_maker(s);

	if (maker.n == 0)
		return unknown(missing, MISSING_MAKER);
	enum tri answer = court_owned(s->court, t->firms, maker);
	return answer == TRI_UNKNOWN ? unknown(missing, MISSING_SHARES) : answer;
}

static enum tri test_maker_country(const struct law_test *t, const struct subject *s, unsigned *missing) {
	str maker = subject_maker(s);
	const struct company *company = maker.n ? registry_company(s->court->registry, maker) : NULL;

	if (maker.n == 0)
		return unknown(missing, MISSING_MAKER);
	if (!company || company->country.n == 0)
		return unknown(missing, MISSING_COUNTRY);
	return tri_of(strs_have(t->values, company->country));
}

/* Is it on record, and not only remembered, that this owner decides? */
static bool decides_for_sure(const struct owner *o) {
	return o->trust != TRUST_HINT && (o->control == CONTROL_YES || o->percent > 50);
}

/*
 * Could owners with a seat in these countries together hold more than half of
 * a company at whose top nobody stands? What is not on record may be theirs
 * where one of them is among the owners: silence about the others is no
 * suspicion.
 */
static bool may_be_held_from(const struct registry *r, const struct company *c, struct strs countries, date on) {
	double theirs = 0, rest = 100;
	bool any = false;

	for (size_t i = 0; i < c->owner_count; i++) {
		const struct owner *o = &c->owners[i];
		const struct company *owner = owner_holds(o, on) ? registry_company(r, o->id) : NULL;
		double share = o->percent > 0 && o->trust != TRUST_HINT ? o->percent : 0;
		bool is_theirs = owner && strs_have(countries, owner->country);

		rest -= owner_holds(o, on) ? share : 0;
		theirs += is_theirs ? share : 0;
		any |= is_theirs;
	}
	return any && theirs + (rest > 0 ? rest : 0) > 50;
}

/*
 * The owner at the top, by the chain of those who decide. A step of it that is
 * only remembered, or that nobody knows the share of, convicts nobody: then
 * the seat is sure only where both ends of it lie in these countries.
 */
static enum tri test_owner_country(const struct law_test *t, const struct subject *s, unsigned *missing) {
	const struct registry *r = s->court->registry;
	str maker = subject_maker(s);
	const struct company *top = maker.n ? registry_company(r, maker) : NULL, *sure = top;
	bool is_sure = true;

	if (maker.n == 0)
		return unknown(missing, MISSING_MAKER);
	for (int step = 0; top && step < CHAIN_MAX; step++) {
		const struct owner *owner = registry_controller(top, s->court->on);
		const struct company *above = owner ? registry_company(r, owner->id) : NULL;

		if (!above)
			break;
		is_sure &= decides_for_sure(owner);
		top = above;
		sure = is_sure ? above : sure;
	}
	if (!top || top->country.n == 0)
		return unknown(missing, MISSING_COUNTRY);
	bool at_top = strs_have(t->values, top->country);
	if (!is_sure && at_top != strs_have(t->values, sure->country))
		return unknown(missing, MISSING_SHARES);
	if (!at_top && may_be_held_from(r, top, t->values, s->court->on))
		return unknown(missing, MISSING_SHARES);
	return tri_of(at_top);
}

static enum tri test_made_in(const struct law_test *t, const struct subject *s, unsigned *missing) {
	str made_in = s->circumstances->made_in;

	return made_in.n == 0 ? unknown(missing, MISSING_MADE_IN) : tri_of(strs_have(t->values, made_in));
}

static enum tri test_made_outside(const struct law_test *t, const struct subject *s, unsigned *missing) {
	str made_in = s->circumstances->made_in;

	return made_in.n == 0 ? unknown(missing, MISSING_MADE_IN) : tri_of(!strs_have(t->values, made_in));
}

/* One model with two chips: that a covered one may be inside is more than that nothing is known of it. */
static bool soc_may_be_covered(const struct law_test *t, const struct subject *s) {
	const struct belief *soc = &s->identity->soc;
	str rival = subject_soc_rival(s->identity);

	return soc->grade == GRADE_POSSIBLE && (court_owned(s->court, t->firms, soc->id) == TRI_TRUE ||
						(rival.n && court_owned(s->court, t->firms, rival) == TRI_TRUE));
}

static enum tri test_soc(const struct law_test *t, const struct subject *s, unsigned *missing) {
	const struct belief *soc = &s->identity->soc;

	if (soc_may_be_covered(t, s))
		return unknown(missing, MISSING_WHICH_SOC);
	if (soc->grade < GRADE_LIKELY || !registry_company(s->court->registry, soc->id))
		return unknown(missing, MISSING_SOC);
	enum tri answer = court_owned(s->court, t->firms, soc->id);
	return answer == TRI_UNKNOWN ? unknown(missing, MISSING_SHARES) : answer;
}

/* One part that is covered is enough; that none is covered can only be said of a bill that is whole. */
static enum tri test_component(const struct law_test *t, const struct subject *s, unsigned *missing) {
	const struct circumstances *c = s->circumstances;
	unsigned lacking = c->components_whole ? 0 : MISSING_COMPONENTS;
	enum tri answer = test_soc(t, s, &lacking);

	lacking &= ~(unsigned)MISSING_SOC; /* the bill tells it, or is asked for already */
	for (size_t i = 0; i < c->components.count && answer != TRI_TRUE; i++) {
		answer = court_owned(s->court, t->firms, c->components.at[i]);
		lacking |= answer == TRI_UNKNOWN ? MISSING_SHARES : 0;
	}
	if (answer == TRI_TRUE)
		return TRI_TRUE;
	/* What a whole bill names tells which of two chips is inside. */
	if (c->components_whole)
		lacking &= ~(unsigned)MISSING_WHICH_SOC;
	*missing |= lacking;
	return lacking ? TRI_UNKNOWN : TRI_FALSE;
}

/* Nobody need say of what kind a device is that no such kind can be. */
static enum tri test_kind(const struct law_test *t, const struct subject *s, unsigned *missing) {
	uint32_t classes = 0;

	if (s->circumstances->kind.n)
		return tri_of(strs_have(t->values, s->circumstances->kind));
	for (size_t i = 0; i < t->values.count; i++) {
		const struct kind_note *kind = laws_kind(s->court->laws, t->values.at[i]);

		classes |= kind ? kind->classes : 0;
	}
	if (s->identity->class != CLASS_UNKNOWN && !(classes >> s->identity->class & 1))
		return TRI_FALSE;
	return unknown(missing, MISSING_KIND);
}

static enum tri test_acquired_before(const struct law_test *t, const struct subject *s, unsigned *missing) {
	date acquired = s->circumstances->acquired;

	return acquired == DATE_NONE ? unknown(missing, MISSING_ACQUIRED) : tri_of(acquired < t->day);
}

static enum tri test_acquired_from(const struct law_test *t, const struct subject *s, unsigned *missing) {
	date acquired = s->circumstances->acquired;

	return acquired == DATE_NONE ? unknown(missing, MISSING_ACQUIRED) : tri_of(acquired >= t->day);
}

/* A contract without a first day is one that has begun: somebody hung the device under it. */
static bool contract_has_begun(const struct contract *c, date on) {
	return c->from == DATE_NONE || on >= c->from;
}

date subject_contract_end(const struct subject *s) {
	const struct contract *c = s->circumstances->contract;
	date on = s->court->on;

	return c && contract_has_begun(c, on) && on < c->until ? c->until : DATE_NONE;
}

static enum tri test_under_contract(const struct law_test *t, const struct subject *s, unsigned *missing) {
	const struct contract *c = s->circumstances->contract;
	bool runs = subject_contract_end(s) != DATE_NONE;

	if (!c || (c->until == DATE_NONE && contract_has_begun(c, s->court->on)))
		return unknown(missing, MISSING_CONTRACT);
	return tri_of(runs == t->yes);
}

/* What another currency is worth on the day nobody here knows. */
static enum tri test_contract_value(const struct law_test *t, const struct subject *s, unsigned *missing) {
	const struct contract *c = s->circumstances->contract;

	if (!c)
		return unknown(missing, MISSING_CONTRACT);
	/* One that has ended, or is to come, is worth nothing on this day. */
	if (!contract_has_begun(c, s->court->on) || (c->until != DATE_NONE && s->court->on >= c->until))
		return TRI_FALSE;
	if (c->value < 0 || !str_eq(c->currency, t->currency))
		return unknown(missing, MISSING_VALUE);
	return tri_of(c->value >= t->amount);
}

/*
 * Who sells it: the owner of the brand. Where no label is established it is
 * the maker, when it is known to be its own label or when the maker is not of
 * these countries: firms put their name on others' goods where those are
 * made, so a foreign design under such a brand is not to be expected.
 */
static const struct company *seller(const struct law_test *t, const struct subject *s) {
	const struct belief *belief = &s->identity->brand;
	const struct brand *brand = belief->grade >= GRADE_LIKELY ? registry_brand(s->court->registry, belief->id) : NULL;
	const struct company *maker = registry_company(s->court->registry, subject_maker(s));

	if (brand)
		return registry_company(s->court->registry, brand->owner);
	if (s->identity->relabelled == TRI_FALSE || (maker && !strs_have(t->values, maker->country)))
		return maker;
	return NULL;
}

static enum tri test_brand_country(const struct law_test *t, const struct subject *s, unsigned *missing) {
	const struct company *owner = seller(t, s);

	if (!owner || owner->country.n == 0)
		return unknown(missing, MISSING_BRAND);
	return tri_of(strs_have(t->values, owner->country));
}

typedef enum tri test_run(const struct law_test *t, const struct subject *s, unsigned *missing);

static test_run *const test_runs[TEST_COUNT] = {
	[TEST_MAKER] = test_maker,
	[TEST_MAKER_COUNTRY] = test_maker_country,
	[TEST_OWNER_COUNTRY] = test_owner_country,
	[TEST_MADE_IN] = test_made_in,
	[TEST_MADE_OUTSIDE] = test_made_outside,
	[TEST_SOC] = test_soc,
	[TEST_BRAND_COUNTRY] = test_brand_country,
	[TEST_COMPONENT] = test_component,
	[TEST_KIND] = test_kind,
	[TEST_ACQUIRED_BEFORE] = test_acquired_before,
	[TEST_ACQUIRED_FROM] = test_acquired_from,
	[TEST_UNDER_CONTRACT] = test_under_contract,
	[TEST_CONTRACT_VALUE] = test_contract_value,
};

/* The classes that the device may be of: its own, else those of its kind; 0 when nothing is known. */
static uint32_t possible_classes(const struct subject *s) {
	if (s->identity->class != CLASS_UNKNOWN)
		return 1u << s->identity->class;
	const struct kind_note *kind = s->circumstances->kind.n ? laws_kind(s->court->laws, s->circumstances->kind) : NULL;
	return kind ? kind->classes : 0;
}

/* What the device is; a condition over all kinds does not ask. */
static enum tri test_class(const struct condition *c, const struct subject *s, unsigned *missing) {
	uint32_t all = (1u << CLASS_COUNT) - 1;
	uint32_t classes = possible_classes(s);

	if (c->classes == all)
		return TRI_TRUE;
	if (classes && (classes & c->classes) == classes)
		return TRI_TRUE;
	return classes && !(classes & c->classes) ? TRI_FALSE : unknown(missing, MISSING_CLASS);
}

/* All tests must hold: one "no" settles it, whatever else is not known. */
enum tri condition_holds(const struct condition *c, const struct subject *s, unsigned *missing) {
	unsigned lacking = 0;
	enum tri answer = test_class(c, s, &lacking);

	for (size_t i = 0; i < c->test_count && answer != TRI_FALSE; i++) {
		enum tri one = test_runs[c->tests[i].kind](&c->tests[i], s, &lacking);

		if (one != TRI_TRUE)
			answer = one == TRI_FALSE ? TRI_FALSE : TRI_UNKNOWN;
	}
	if (answer == TRI_UNKNOWN)
		*missing |= lacking;
	return answer;
}

/*
 * A device of unknown maker and known kind is left in peace when the firms
 * of the clause make no such thing: nobody need ask who built a printer.
 */
static bool is_left_in_peace(const struct clause *c, const struct subject *s) {
	uint32_t classes = possible_classes(s);

	return subject_maker(s).n == 0 && classes && !(c->makes & classes);
}

bool clause_reaches_class(const struct clause *c, const struct subject *s) {
	uint32_t classes = possible_classes(s);

	return !classes || (classes & c->when.classes & c->makes);
}

enum tri clause_covers(const struct clause *c, const struct subject *s, unsigned *missing) {
	return is_left_in_peace(c, s) ? TRI_FALSE : condition_holds(&c->when, s, missing);
}
