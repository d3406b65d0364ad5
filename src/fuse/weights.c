#include "fuse/weights.h"

/* "12", "0.35": digits, perhaps a point and digits. */
static bool parse_number(str s, double *ret_number) {
	str whole = str_cut(&s, '.');
	uint64_t units, parts = 0;
	double scale = 1;

	if (!str_u64(whole, &units) || (s.at && !str_u64(s, &parts)))
		return false;
	for (size_t i = 0; i < s.n; i++)
		scale *= 10;
	*ret_number = (double)units + (double)parts / scale;
	return true;
}

static int get_number(const struct tree *t, const struct tree_node *map, str key, double least, double most,
		      double *ret_number, struct complaint *reterr) {
	const struct tree_node *n = tree_get(t, map, key);
	double number;

	if (!n || !parse_number(tree_text(t, n), &number) || number < least || number > most)
		return TREE_COMPLAIN(t, n ? n : map, reterr, STR("'"), key, STR("' must be a number in its range"));
	*ret_number = number;
	return 0;
}

struct wanted {
	const char *key;
	double *to;
	double least, most;
};

static int load_numbers(const struct tree *t, const struct tree_node *map, const struct wanted *wanted, size_t count,
			struct complaint *reterr) {
	for (size_t i = 0; i < count; i++) {
		int r = get_number(t, map, str_of(wanted[i].key), wanted[i].least, wanted[i].most, wanted[i].to, reterr);
		if (r)
			return r;
	}
	return 0;
}

int weights_load(const struct tree *t, const struct market *market, struct weights *ret_weights,
		 struct complaint *reterr) {
	struct weights w = { .market = market };
	const struct tree_node *map = tree_child(t, tree_root(t));
	const struct wanted wanted[] = {
		{ "hint", &w.ratio[STRENGTH_HINT], 1, 1e9 },
		{ "fair", &w.ratio[STRENGTH_FAIR], 1, 1e9 },
		{ "strong", &w.ratio[STRENGTH_STRONG], 1, 1e9 },
		{ "proof", &w.ratio[STRENGTH_PROOF], 1, 1e9 },
		{ "brand-all", &w.brand_share[SHARE_ALL], 0, 1 },
		{ "brand-most", &w.brand_share[SHARE_MOST], 0, 1 },
		{ "brand-some", &w.brand_share[SHARE_SOME], 0, 1 },
		{ "brand-formerly", &w.brand_share[SHARE_FORMERLY], 0, 1 },
		{ "brand-unknown", &w.brand_share[SHARE_UNKNOWN], 0, 1 },
		{ "own-brand", &w.own_brand, 0, 1 },
		{ "least-prior", &w.least_prior, 0, 1 },
		{ "unknown", &w.unknown, 0, 1 },
		/* 0.99 is the contract's (design, 5.1). */
		{ "confirmed", &w.confirmed, 0.99, 1 },
		{ "likely", &w.likely, 0.5, 1 },
		{ "possible", &w.possible, 0, 1 },
	};
	int r = load_numbers(t, map, wanted, sizeof wanted / sizeof *wanted, reterr);

	if (!r && !(w.possible < w.likely && w.likely < w.confirmed))
		r = TREE_COMPLAIN(t, map, reterr, STR("possible, likely and confirmed must rise in this order"));
	if (!r)
		*ret_weights = w;
	return r;
}

double weights_prior(const struct weights *w, str maker) {
	double share = w->market ? market_share_of(w->market, maker) : 0;

	return share > w->least_prior ? share : w->least_prior;
}
