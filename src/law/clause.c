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
};

bool span_has(struct span s, date on) {
	return (s.from == DATE_NONE || on >= s.from) && (s.until == DATE_NONE || on < s.until);
}

str subject_soc_rival(const struct identity *identity) {
	const struct rival *best = NULL;

	for (size_t i = 0; i < identity->rival_count; i++) {
		const struct rival *rival = &identity->rivals[i];

		if (rival->aspect == ASPECT_SOC && (!best || rival->confidence > best->confidence))
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
	enum tri answer = firms_own(s->registry, t->values, t->affiliates, maker);
	return answer == TRI_UNKNOWN ? unknown(missing, MISSING_SHARES) : answer;
}

static enum tri test_maker_country(const struct law_test *t, const struct subject *s, unsigned *missing) {
	str maker = subject_maker(s);
	const struct company *company = maker.n ? registry_company(s->registry, maker) : NULL;

	if (maker.n == 0)
		return unknown(missing, MISSING_MAKER);
	if (!company || company->country.n == 0)
		return unknown(missing, MISSING_COUNTRY);
	return tri_of(strs_have(t->values, company->country));
}

/*
 * The owner at the top. An owner in one of the countries whose share is not
 * on record may or may not be the one who decides.
 */
static enum tri test_owner_country(const struct law_test *t, const struct subject *s, unsigned *missing) {
	str maker = subject_maker(s);
	const struct company *company = maker.n ? registry_company(s->registry, maker) : NULL;

	if (maker.n == 0)
		return unknown(missing, MISSING_MAKER);
	const struct company *top = company ? registry_group(s->registry, company) : NULL;
	if (!top || top->country.n == 0)
		return unknown(missing, MISSING_COUNTRY);
	if (strs_have(t->values, top->country))
		return TRI_TRUE;
	for (size_t i = 0; i < top->owner_count; i++) {
		const struct company *owner = registry_company(s->registry, top->owners[i].id);

		if (top->owners[i].percent < 0 && owner && strs_have(t->values, owner->country))
			return unknown(missing, MISSING_SHARES);
	}
	return TRI_FALSE;
}

static enum tri test_made_in(const struct law_test *t, const struct subject *s, unsigned *missing) {
	if (s->made_in.n == 0)
		return unknown(missing, MISSING_MADE_IN);
	return tri_of(strs_have(t->values, s->made_in));
}

static enum tri test_made_outside(const struct law_test *t, const struct subject *s, unsigned *missing) {
	if (s->made_in.n == 0)
		return unknown(missing, MISSING_MADE_IN);
	return tri_of(!strs_have(t->values, s->made_in));
}

static enum tri test_soc(const struct law_test *t, const struct subject *s, unsigned *missing) {
	const struct belief *soc = &s->identity->soc;
	str rival = subject_soc_rival(s->identity);

	/* One model with two chips: that a covered one may be inside is more than that nothing is known of it. */
	if (soc->grade == GRADE_POSSIBLE &&
	    (firms_own(s->registry, t->values, t->affiliates, soc->id) == TRI_TRUE ||
	     (rival.n && firms_own(s->registry, t->values, t->affiliates, rival) == TRI_TRUE)))
		return unknown(missing, MISSING_WHICH_SOC);
	if (soc->grade < GRADE_LIKELY || !registry_company(s->registry, soc->id))
		return unknown(missing, MISSING_SOC);
	enum tri answer = firms_own(s->registry, t->values, t->affiliates, soc->id);
	return answer == TRI_UNKNOWN ? unknown(missing, MISSING_SHARES) : answer;
}

/*
 * Who sells it: the owner of the brand. Where no label is established it is
 * the maker, when it is known to be its own label or when the maker is not of
 * these countries: firms put their name on others' goods where those are
 * made, so a foreign design under such a brand is not to be expected.
 */
static const struct company *seller(const struct law_test *t, const struct subject *s) {
	const struct belief *belief = &s->identity->brand;
	const struct brand *brand = belief->grade >= GRADE_LIKELY ? registry_brand(s->registry, belief->id) : NULL;
	const struct company *maker = registry_company(s->registry, subject_maker(s));

	if (brand)
		return registry_company(s->registry, brand->owner);
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
};

/* What the device is; a clause over all kinds does not ask. */
static enum tri test_class(const struct clause *c, const struct subject *s, unsigned *missing) {
	enum device_class class = s->identity->class;
	uint32_t all = (1u << CLASS_COUNT) - 1;

	if (c->classes == all)
		return TRI_TRUE;
	if (class == CLASS_UNKNOWN)
		return unknown(missing, MISSING_CLASS);
	return tri_of(c->classes >> class & 1);
}

/*
 * A device of unknown maker and known kind is left in peace when the firms
 * of the clause make no such thing: nobody need ask who built a printer.
 */
static bool is_left_in_peace(const struct clause *c, const struct subject *s) {
	enum device_class class = s->identity->class;

	return subject_maker(s).n == 0 && class != CLASS_UNKNOWN && !(c->makes >> class & 1);
}

/* All tests must hold: one "no" settles it, whatever else is not known. */
enum tri clause_covers(const struct clause *c, const struct subject *s, unsigned *missing) {
	unsigned lacking = 0;
	enum tri answer = test_class(c, s, &lacking);

	if (is_left_in_peace(c, s))
		return TRI_FALSE;
	for (size_t i = 0; i < c->test_count && answer != TRI_FALSE; i++) {
		enum tri one = test_runs[c->tests[i].kind](&c->tests[i], s, &lacking);

		if (one != TRI_TRUE)
			answer = one == TRI_FALSE ? TRI_FALSE : TRI_UNKNOWN;
	}
	if (answer == TRI_UNKNOWN)
		*missing |= lacking;
	return answer;
}
