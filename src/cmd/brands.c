/*
 * birthmark brands: the names on the labels, and who makes what is sold under them.
 */

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/lists.h"
#include "show/cards.h"

static const struct brand *hit_brand(const struct list *l, size_t hit) {
	return &l->desk->k.registry.brands[l->search.hits[hit].index];
}

static str hit_id(const struct list *l, size_t hit) {
	return hit_brand(l, hit)->id;
}

/* By its own names; when no brand has such a name, by those of its seller and its makers. */
static bool find(struct list *l) {
	const struct registry *r = &l->desk->k.registry;
	struct search *s = &l->search;

	if (!search_open(s, &l->desk->mem, list_argument(l), r->brand_count))
		return false;
	for (size_t i = 0; i < r->brand_count; i++) {
		const struct brand *b = &r->brands[i];

		search_begin(s, i);
		search_id(s, b->id);
		search_name(s, b->name);
		for (size_t k = 0; k < b->aliases.count; k++)
			search_other(s, b->aliases.at[k]);
		list_about_company(l, b->owner, (str){ 0 });
		for (size_t k = 0; k < b->maker_count; k++)
			list_about_company(l, b->makers[k].maker, (str){ 0 });
		search_end(s);
	}
	return true;
}

/* The card of a hit; `pages` may be NULL, then without restrictions. */
static bool card_of(struct list *l, size_t hit, const struct law_page *pages, struct brand_card *ret_card) {
	const struct court *court = pages ? list_court(l) : NULL;
	const struct brand *b = hit_brand(l, hit);
	struct restrictions *by_maker = arena_new(&l->desk->mem, struct restrictions, b->maker_count);

	if (!by_maker || (pages && !court))
		return false;
	for (size_t i = 0; pages && i < b->maker_count; i++)
		by_maker[i] = laws_restrictions(&l->desk->mem, court, pages, b->makers[i].maker);
	*ret_card = (struct brand_card){ b, { l->search.hits[hit].as }, by_maker };
	return !l->desk->mem.full;
}

static bool lines(struct list *l) {
	const struct law_page *pages = list_pages(l);
	struct brand_card one;

	for (size_t i = 0; pages && i < l->search.hit_count && card_of(l, i, pages, &one); i++) {
		show_brand_json(&l->out, &one);
		json_out_line(&l->out);
	}
	return !l->desk->mem.full;
}

static bool table(struct list *l) {
	struct brand_card *cards = arena_new(&l->desk->mem, struct brand_card, l->search.hit_count);

	for (size_t i = 0; cards && i < l->search.hit_count; i++)
		if (!card_of(l, i, NULL, &cards[i]))
			return false;
	if (cards)
		show_brand_table(stdout, &l->desk->look, cards, l->search.hit_count);
	return cards != NULL;
}

static bool card(struct list *l) {
	const struct law_page *pages = list_pages(l);
	struct brand_card one;

	if (!pages || !card_of(l, 0, pages, &one))
		return false;
	show_brand_card(stdout, &l->desk->look, &one, &l->desk->k.registry);
	return true;
}

enum exit_code command_brands(const struct options *o) {
	static const struct list_kind kind = {
		.things = "brands", .find = find, .lines = lines, .table = table, .card = card, .id = hit_id,
		.none = N_("no brand is called '{name}'"), .may_mean = N_("'{name}' may mean {count} brands: give the id of one"),
		.one_found = N_("{count} brand. One in full: birthmark brands show ID"),
		.many_found = N_("{count} brands. One in full: birthmark brands show ID"),
		.and_more = N_(" and {count} more brands"),
	};

	return list_run(o, &kind);
}
