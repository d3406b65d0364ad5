/*
 * birthmark companies: who makes, who owns, and which restrictions touch them.
 */

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/lists.h"
#include "know/mac_blocks.h"
#include "show/cards.h"
#include "show/names.h"

static const struct company *hit_company(const struct list *l, size_t hit) {
	return &l->desk->k.registry.companies[l->search.hits[hit].index];
}

static str hit_id(const struct list *l, size_t hit) {
	return hit_company(l, hit)->id;
}

static bool find(struct list *l) {
	const struct registry *r = &l->desk->k.registry;
	struct search *s = &l->search;

	if (!search_open(s, &l->desk->mem, list_argument(l), r->company_count))
		return false;
	for (size_t i = 0; i < r->company_count; i++) {
		const struct company *c = &r->companies[i];

		search_begin(s, i);
		search_id(s, c->id);
		search_name(s, c->name);
		search_other(s, c->native);
		for (size_t k = 0; k < c->aliases.count; k++)
			search_other(s, c->aliases.at[k]);
		if (str_eq(s->text, c->country) || str_eq_nocase(s->text, name_of_country(c->country)))
			search_because(s, (str){ 0 });
		search_about(s, c->role);
		search_end(s);
	}
	return true;
}

static size_t marks_of(const struct marks *marks, str company) {
	size_t count = 0;

	for (size_t i = 0; i < marks->count; i++) {
		bool names = false;

		for (size_t k = 0; k < marks->at[i].saying_count; k++) {
			const struct saying *s = &marks->at[i].sayings[k];

			names |= (s->aspect == ASPECT_MAKER || s->aspect == ASPECT_SOC) && str_eq(s->value, company);
		}
		count += names;
	}
	return count;
}

/* The card of a hit; `pages` may be NULL, then without restrictions. */
static struct company_card card_of(struct list *l, size_t hit, const struct law_page *pages) {
	const struct knowledge *k = &l->desk->k;
	const struct company *c = hit_company(l, hit);
	struct company_card card = { .company = c, .found = { l->search.hits[hit].as } };

	const struct court *court = pages ? list_court(l) : NULL;
	if (!court)
		return card;
	card.reading = fold_reading(&l->desk->mem, c->native);
	card.restrictions = laws_restrictions(&l->desk->mem, court, pages, c->id);
	card.mark_count = marks_of(&k->marks, c->id);
	card.mac_block_count = mac_blocks_of(&k->registry, c);
	card.dossier = dossiers_find(&k->dossiers, c->id);
	card.asked = diligence_questions(&l->desk->mem, &(struct diligence){ c, card.dossier, &card.restrictions, l->desk->o->on });
	return card;
}

static bool lines(struct list *l) {
	const struct law_page *pages = list_pages(l);

	for (size_t i = 0; pages && i < l->search.hit_count; i++) {
		struct company_card card = card_of(l, i, pages);

		show_company_json(&l->out, &card, &l->desk->k.registry);
		json_out_line(&l->out);
	}
	return pages && !l->desk->mem.full;
}

static bool table(struct list *l) {
	struct company_card *cards = arena_new(&l->desk->mem, struct company_card, l->search.hit_count);

	for (size_t i = 0; cards && i < l->search.hit_count; i++)
		cards[i] = card_of(l, i, NULL);
	if (cards)
		show_company_table(stdout, &l->desk->look, cards, l->search.hit_count);
	return cards != NULL;
}

static bool card(struct list *l) {
	const struct law_page *pages = list_pages(l);

	if (!pages)
		return false;
	struct company_card one = card_of(l, 0, pages);
	show_company_card(stdout, &l->desk->look, &one, &l->desk->k.registry);
	return !l->desk->mem.full;
}

enum exit_code command_companies(const struct options *o) {
	static const struct list_kind kind = {
		.things = "companies", .find = find, .lines = lines, .table = table, .card = card, .id = hit_id,
		.none = N_("no company is called '{name}'"), .may_mean = N_("'{name}' may mean {count} companies: give the id of one"),
		.one_found = N_("{count} company. One in full: birthmark companies show ID"),
		.many_found = N_("{count} companies. One in full: birthmark companies show ID"),
		.and_more = N_(" and {count} more companies"),
	};

	return list_run(o, &kind);
}
