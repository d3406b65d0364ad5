/*
 * Ownership from a percentage, as the BIS Affiliates Rule and OFAC's 50
 * percent rule count it: the shares of all listed owners add up, and a firm
 * that reaches the percentage counts as listed itself when its own holdings
 * are looked at (31 CFR part 501 guidance of 13 Aug 2014; 15 CFR 744.11).
 * Ownership only: control without shares does not count.
 */

#include "law/form.h"

enum {
	DEPTH_MAX = 16,   /* longest chain of owners on record: 6 */
	STEPS_MAX = 4096, /* ends what many crossing holdings would make long */
};

struct climb {
	const struct registry *registry;
	struct strs firms;
	double percent;
	str path[DEPTH_MAX]; /* the firms we came through: ends circles */
	int depth, steps;
};

bool strs_have(struct strs list, str word) {
	for (size_t i = 0; i < list.count; i++)
		if (str_eq(list.at[i], word))
			return true;
	return false;
}

static bool on_path(const struct climb *c, str company) {
	for (int i = 0; i < c->depth; i++)
		if (str_eq(c->path[i], company))
			return true;
	return false;
}

/* A share that was only remembered is no known share. */
static bool share_is_known(const struct owner *o) {
	return o->percent >= 0 && o->trust != TRUST_HINT;
}

static enum tri belongs(struct climb *c, str company);

/*
 * Three sums: what listed owners hold for sure, what they may hold at most,
 * and what is on record at all. The part that is not on record can only
 * matter when a listed owner is there to hold it.
 */
static enum tri owners_reach(struct climb *c, const struct company *company) {
	double sure = 0, perhaps = 0, recorded = 0;
	bool open = false;

	for (size_t i = 0; i < company->owner_count; i++) {
		const struct owner *o = &company->owners[i];
		enum tri listed = belongs(c, o->id);
		bool known = share_is_known(o);

		recorded += known ? o->percent : 0;
		if (listed == TRI_FALSE)
			continue;
		open = true;
		if (!known)
			continue;
		sure += listed == TRI_TRUE ? o->percent : 0;
		perhaps += o->percent;
	}
	if (sure >= c->percent)
		return TRI_TRUE;
	if (open && perhaps + (recorded < 100 ? 100 - recorded : 0) >= c->percent)
		return TRI_UNKNOWN;
	return TRI_FALSE;
}

static enum tri belongs(struct climb *c, str company) {
	if (strs_have(c->firms, company))
		return TRI_TRUE;
	if (c->percent <= 0 || on_path(c, company))
		return TRI_FALSE;
	if (c->depth == DEPTH_MAX || ++c->steps > STEPS_MAX)
		return TRI_UNKNOWN;

	const struct company *found = registry_company(c->registry, company);
	if (!found)
		return TRI_FALSE;
	c->path[c->depth++] = company;
	enum tri answer = owners_reach(c, found);
	c->depth--;
	return answer;
}

enum tri firms_own(const struct registry *r, struct strs firms, double percent, str company) {
	struct climb c = { .registry = r, .firms = firms, .percent = percent };

	return belongs(&c, company);
}
