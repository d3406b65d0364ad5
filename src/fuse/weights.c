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

/* A misspelt key must not leave the old number standing in silence. */
static int check_key(const struct tree *t, const struct tree_node *n, const struct wanted *wanted, size_t count,
		     struct complaint *reterr) {
	if (str_eq(tree_key(t, n), STR("record")))
		return 0;
	for (size_t i = 0; i < count; i++)
		if (str_eq(tree_key(t, n), str_of(wanted[i].key)))
			return 0;
	return TREE_COMPLAIN(t, n, reterr, STR("'"), tree_key(t, n), STR("' is no weight that is known"));
}

static int load_numbers(const struct tree *t, const struct tree_node *map, const struct wanted *wanted, size_t count,
			struct complaint *reterr) {
	for (const struct tree_node *n = tree_child(t, map); n; n = tree_next(t, n)) {
		int r = check_key(t, n, wanted, count, reterr);
		if (r)
			return r;
	}
	for (size_t i = 0; i < count; i++) {
		int r = get_number(t, map, str_of(wanted[i].key), wanted[i].least, wanted[i].most, wanted[i].to, reterr);
		if (r)
			return r;
	}
	return 0;
}

/*
 * "record: { devices: …, confirmed: [157, 157], … }": of so many that were
 * named with that word so many rightly. It may be left out: then nobody looked.
 */
static int load_record(const struct tree *t, const struct tree_node *map, struct track_record *ret_record,
		       struct complaint *reterr) {
	const struct tree_node *n = tree_get(t, map, STR("record"));
	struct track_record record = { .devices = tree_get_text(t, n, STR("devices")) };

	if (!n)
		return 0;
	if (record.devices.n == 0)
		return TREE_COMPLAIN(t, n, reterr, STR("'record' must say on which 'devices' it was measured"));
	for (int word = LIKELIHOOD_POSSIBLE; word < LIKELIHOOD_COUNT; word++) {
		const struct tree_node *pair = tree_get(t, n, str_of(likelihood_names[word]));
		const struct tree_node *right = tree_child(t, pair), *named = tree_next(t, right);
		uint64_t of_right, of_named;

		if (!str_u64(tree_text(t, right), &of_right) || !str_u64(tree_text(t, named), &of_named) ||
		    tree_next(t, named) || of_right > of_named)
			return TREE_COMPLAIN(t, pair ? pair : n, reterr, STR("'"), str_of(likelihood_names[word]),
					     STR("' must be a list of two numbers: rightly named, named"));
		record.right[word] = of_right;
		record.named[word] = of_named;
	}
	*ret_record = record;
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
		r = load_record(t, map, &w.record, reterr);
	if (!r)
		*ret_weights = w;
	return r;
}

double weights_prior(const struct weights *w, str maker) {
	double share = w->market ? market_share_of(w->market, maker) : 0;

	return share > w->least_prior ? share : w->least_prior;
}
