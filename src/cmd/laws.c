/*
 * birthmark laws: the restrictions, whom they bind and whom they meet.
 */

#include <string.h>

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/laws_check.h"
#include "cmd/lists.h"
#include "cmd/touched.h"
#include "show/cards.h"
#include "show/names.h"

static const struct law_note *hit_law(const struct list *l, size_t hit) {
	return law_note_in(&l->desk->k.laws, l->search.hits[hit].index, list_tongue(l));
}

static str hit_id(const struct list *l, size_t hit) {
	return hit_law(l, hit)->id;
}

/* The company whose id or whole name was searched for; NULL when there is none, or more than one. */
static const struct company *company_meant(struct list *l) {
	const struct registry *r = &l->desk->k.registry;
	const struct company *meant = NULL;

	for (size_t i = 0; i < r->company_count; i++) {
		const struct company *c = &r->companies[i];
		enum called id = search_called(&l->search, c->id), name = list_company_called(l, c);

		if (id == CALLED_EXACTLY)
			return c;
		if (name != CALLED_EXACTLY)
			continue;
		if (meant)
			return NULL;
		meant = c;
	}
	return meant;
}

/* Where the searched company is met by this law: it is a hit for that, first of all by the most direct way. */
static void because_of(struct list *l, const struct restrictions *met, const struct law_note *law) {
	enum reach best = REACH_COUNT;

	for (size_t i = 0; i < met->count; i++)
		if (met->at[i].law->note == law && met->at[i].reach < best)
			best = met->at[i].reach;
	if (best != REACH_COUNT)
		search_because(&l->search, str_of(reach_names[best]));
}

static void about(struct list *l, const struct law_page *page) {
	struct search *s = &l->search;

	search_about(s, page->note->jurisdiction);
	search_about(s, name_of_country(page->note->jurisdiction));
	search_about(s, page->note->scope);
	for (size_t i = 0; i < page->clause_count; i++) {
		search_about(s, str_of(status_names[page->clauses[i].status]));
		for (size_t k = 0; k < page->clauses[i].test_count; k++)
			search_about(s, page->clauses[i].tests[k].key);
	}
}

static bool find(struct list *l) {
	const struct laws *laws = &l->desk->k.laws;
	const struct law_page *pages = list_pages(l);
	struct restrictions met = { 0 };
	struct search *s = &l->search;

	if (!pages || !search_open(s, &l->desk->mem, list_argument(l), laws->count))
		return false;
	const struct company *company = s->text.n ? company_meant(l) : NULL;
	const struct court *court = company ? list_court(l) : NULL;
	if (court)
		met = laws_restrictions(&l->desk->mem, court, pages, company->id);
	for (size_t i = 0; i < laws->count; i++) {
		const struct law_note *law = pages[i].note;

		search_begin(s, i);
		search_id(s, law->id);
		search_name(s, law->title);
		search_name(s, law_note(laws, i)->title);
		search_other(s, law->authority);
		search_other(s, law->citation);
		for (size_t k = 0; k < law->roles.count; k++)
			search_other(s, law->roles.at[k]);
		because_of(l, &met, law);
		about(l, &pages[i]);
		search_end(s);
	}
	return true;
}

static struct law_card card_of(const struct list *l, size_t hit, const struct law_page *pages) {
	return (struct law_card){ &pages[l->search.hits[hit].index], { l->search.hits[hit].as }, NULL };
}

/* What is wrong with the estate is said, and is no reason not to show the law. */
static void look_in_estate(struct list *l, struct law_card *card) {
	l->code = touched_by(l->desk->o, &l->desk->mem, card->page->note->id, &card->estate);
}

static bool lines(struct list *l) {
	const struct law_page *pages = list_pages(l);

	for (size_t i = 0; pages && i < l->search.hit_count; i++) {
		struct law_card one = card_of(l, i, pages);

		if (l->shows)
			look_in_estate(l, &one);
		show_law_json(&l->out, &one, l->desk->o->on);
		json_out_line(&l->out);
	}
	return pages != NULL;
}

static bool table(struct list *l) {
	const struct law_page *pages = list_pages(l);
	struct law_card *cards = arena_new(&l->desk->mem, struct law_card, l->search.hit_count);

	for (size_t i = 0; pages && cards && i < l->search.hit_count; i++)
		cards[i] = card_of(l, i, pages);
	if (l->desk->mem.full)
		return false;
	show_law_table(stdout, &l->desk->look, cards, l->search.hit_count);
	return true;
}

static bool card(struct list *l) {
	const struct law_page *pages = list_pages(l);

	if (!pages)
		return false;
	struct law_card one = card_of(l, 0, pages);
	look_in_estate(l, &one);
	show_law_card(stdout, &l->desk->look, &one, &l->desk->k.registry);
	return true;
}

enum exit_code command_laws(const struct options *o) {
	if (o->argument_count && !strcmp(o->arguments[0], "check"))
		return laws_check_files(o);
	static const struct list_kind kind = {
		.things = "laws", .find = find, .lines = lines, .table = table, .card = card, .id = hit_id,
		.none = N_("no law is called '{name}'"), .may_mean = N_("'{name}' may mean {count} laws: give the id of one"),
		.one_found = N_("{count} law. One in full: birthmark laws show ID"),
		.many_found = N_("{count} laws. One in full: birthmark laws show ID"),
		.and_more = N_(" and {count} more laws"),
	};

	return list_run(o, &kind);
}
