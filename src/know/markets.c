/*
 * Market shares from data/markets.yaml. A market is small: one document has
 * two of them, and no order is needed.
 */

#include <errno.h>

#include "know/form.h"
#include "know/registry.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

static const struct blank market_blanks[] = {
	FIELD(BLANK_ID, "market", true, market, id),
	FIELD(BLANK_TEXT, "name", true, market, name[TONGUE_EN]),
	OTHER("nl", false),
	OTHER("shares", true),
	END,
};

static const struct blank market_dutch_blanks[] = {
	FIELD(BLANK_TEXT, "name", true, market, name[TONGUE_NL]),
	END,
};

static const struct blank market_share_blanks[] = {
	FIELD(BLANK_ID, "maker", true, market_share, maker),
	NUMBER("share", true, market_share, share, 1),
	WORD("trust", true, market_share, trust, trust_names),
	FIELD(BLANK_TEXT, "source", true, market_share, source),
	END,
};

static bool find_share(const struct market_share *shares, size_t count, str maker) {
	for (size_t i = 0; i < count; i++)
		if (str_eq(shares[i].maker, maker))
			return true;
	return false;
}

static int read_market(const struct form *f, const struct registry *r, const struct tree_node *entry,
		       struct market *to) {
	const struct tree_node *list, *dutch = tree_get(f->tree, entry, STR("nl"));
	struct market_share *shares;
	size_t count, i = 0;
	int bad = form_fill(f, entry, "a market", market_blanks, to);

	if (!bad && dutch)
		bad = form_fill(f, dutch, "a market in Dutch", market_dutch_blanks, to);
	if (!bad)
		bad = form_list(f, entry, "shares", &list, &count);
	if (bad)
		return bad;
	shares = arena_new(f->mem, struct market_share, count);
	if (!shares)
		return -ENOMEM;
	/* What is left over belongs to all makers who are not named. */
	to->rest = 1;
	for (const struct tree_node *n = tree_child(f->tree, list); n; n = tree_next(f->tree, n), i++) {
		bad = form_fill(f, n, "a share", market_share_blanks, &shares[i]);
		if (!bad)
			bad = form_company(f, r, tree_get(f->tree, n, STR("maker")));
		if (bad)
			return bad;
		if (find_share(shares, i, shares[i].maker))
			return COMPLAIN(f, n, STR("'"), shares[i].maker, STR("' has a share of this market already"));
		to->rest -= shares[i].share;
		if (to->rest < -1e-9) /* tenths have no exact form */
			return COMPLAIN(f, n, STR("with this share the market is more than whole"));
	}
	to->rest = to->rest > 0 ? to->rest : 0;
	to->shares = shares;
	to->share_count = count;
	return 0;
}

int registry_load_markets(arena *mem, const struct tree *t, const struct registry *r, struct markets *ret,
			  struct complaint *reterr) {
	struct form f = { mem, t, reterr };
	const struct tree_node *document;
	struct market *markets;
	size_t count = 0, i = 0;
	int bad = form_count(&f, &count);

	if (bad)
		return bad;
	markets = arena_new(mem, struct market, count);
	if (!markets)
		return -ENOMEM;
	for (const struct tree_node *n = form_first(t, &document); n; n = form_next(t, &document, n)) {
		bad = read_market(&f, r, n, &markets[i]);
		if (bad)
			return bad;
		if (markets_find(&(struct markets){ markets, i }, markets[i].id))
			return COMPLAIN(&f, n, STR("this market stands here twice"));
		i++;
	}
	*ret = (struct markets){ markets, count };
	return 0;
}
