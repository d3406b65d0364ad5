/*
 * A brand: who makes what is sold under it, and what the label says of that.
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/glyph.h"
#include "show/phrase.h"
#include "show/shown.h"
#include "show/timeline.h"

enum { PAIRS_MAX = 40 }; /* the longest list of a brand has 60; all of them are in the JSON of data/models */

static size_t maker_count(const struct brand *b, bool today_only, date on) {
	size_t count = 0;

	for (size_t i = 0; i < b->maker_count; i++) {
		bool same = false;

		for (size_t k = 0; k < i; k++)
			same |= str_eq(b->makers[k].maker, b->makers[i].maker);
		if (today_only && (b->makers[i].share == SHARE_FORMERLY ||
				   (b->makers[i].until != DATE_NONE && b->makers[i].until <= on)))
			continue;
		count += !same;
	}
	return count;
}

/* What the label is worth as evidence of the maker, honestly. */
static const char *worth(const struct brand *b, date on) {
	size_t ever = maker_count(b, false, on);

	if (ever == 0)
		return _("Nobody is on record as the maker of what is sold under this name: the label says nothing about it.");
	if (ever > 1)
		return maker_count(b, true, on) > 1
			       ? _("More than one maker makes what is sold under this name: the label alone proves nothing.")
			       : _("Its maker has changed, and older devices live long: the label alone proves nothing.");
	if (b->makers[0].maker.n == 0)
		return _("It is made by somebody whom the sources do not name: the label alone proves nothing.");
	if (b->makers[0].share != SHARE_ALL)
		return _("One maker is on record, for a part of it; who makes the rest is not known: the label alone proves "
		       "nothing.");
	return _("One maker is on record, for all of it: the label points to it, as far as a label can be believed.");
}

static void say_who(struct prose *p, const struct brand *b, const struct registry *r) {
	const struct company *owner = b->owner.n ? registry_company(r, b->owner) : NULL;

	prose_tone(p, TONE_HEAD);
	prose_str(p, b->name);
	prose_tone(p, TONE_PLAIN);
	prose_end(p);
	p->indent = PHRASE_INDENT;
	phrase_line(p, "Id", b->id);
	if (owner) {
		phrase_begin(p, "Sold by");
		prose_str(p, owner->name);
		prose_cstr(p, " (");
		prose_str(p, owner->id);
		prose_cstr(p, owner->country.n ? "), " : ")");
		prose_str(p, shown_country(owner->country));
		phrase_end(p);
	}
	if (b->aliases.count) {
		phrase_begin(p, "Also called");
		phrase_list(p, b->aliases);
		phrase_end(p);
	}
	phrase_line(p, "Trust", str_of(phrase_trust_word(b->trust)));
}

static str maker_name(const struct registry *r, const struct brand_maker *m) {
	return m->maker.n ? name_of_company_short(r, m->maker) : str_of(_("not named"));
}

/* Days are drawn when any are known. */
static void draw_makers(FILE *to, const struct look *look, const struct brand *b, const struct registry *r) {
	date first = DATE_NONE, last = DATE_NONE;
	unsigned names = 0;

	for (size_t i = 0; i < b->maker_count; i++) {
		const struct brand_maker *m = &b->makers[i];
		date from = m->from != DATE_NONE ? m->from : m->until;
		unsigned columns = glyph_columns(maker_name(r, m), PHRASE_WIDTH);

		names = columns > names ? columns : names;
		first = from != DATE_NONE && (first == DATE_NONE || from < first) ? from : first;
		last = m->until > last ? m->until : last;
	}
	if (first == DATE_NONE)
		return;
	struct timeline t = timeline_over(look, first, last, names);
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	timeline_axis(to, &t);
	for (size_t i = 0; i < b->maker_count; i++) {
		const struct brand_maker *m = &b->makers[i];
		struct stretch known = { m->from, m->until, STRETCH_HOLDS };

		timeline_bar(to, &t, maker_name(r, m), &known,
			     m->from != DATE_NONE || m->until != DATE_NONE || m->share != SHARE_FORMERLY, TONE_PLAIN);
	}
	if (t.columns > 0)
		prose_gap(&p);
}

static void say_maker(struct prose *p, const struct brand_maker *m, const struct registry *r) {
	prose_tone(p, TONE_HEAD);
	prose_str(p, maker_name(r, m));
	prose_tone(p, TONE_PLAIN);
	if (m->maker.n && !str_eq_nocase(maker_name(r, m), m->maker)) {
		prose_cstr(p, " (");
		prose_str(p, m->maker);
		prose_cstr(p, ")");
	}
	prose_cstr(p, ": ");
	prose_cstr(p, phrase_share(m->share));
	if (m->from != DATE_NONE || m->until != DATE_NONE) {
		prose_cstr(p, ", ");
		phrase_days(p, m->from, m->until);
	}
	char day[11];
	if (m->as_of != DATE_NONE)
		PROSE_FILL(p, _(", as of {day}"), PROSE_WHOLE("day", phrase_day_text(m->as_of, day)));
	if (m->relation.n) {
		prose_cstr(p, "; ");
		prose_str(p, m->relation);
	}
	prose_cstr(p, "; ");
	phrase_trust(p, m->trust);
	prose_end(p);
	p->indent += PHRASE_INDENT;
	phrase_line(p, "Models", m->models);
	phrase_line(p, "Note", m->note);
	phrase_line(p, "Source", m->source);
	p->indent -= PHRASE_INDENT;
}

/* Does a rule meet the devices of this brand that a maker made? Not by its chips, and by a label only if that is its own. */
static bool meets_brand(const struct restriction *one, const struct brand *b, str maker, enum status status) {
	return one->clause->status == status && one->standing == STANDING_IN_FORCE && one->reach != REACH_CHIP &&
	       (one->reach != REACH_LABEL || str_eq(b->owner, maker));
}

/* The laws of one status in force today, by id. */
static size_t say_status(struct prose *p, const struct brand *b, str maker, const struct restrictions *list,
			 enum status status) {
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct restriction *one = &list->at[i];
		bool told = false;

		if (!meets_brand(one, b, maker, status))
			continue;
		for (size_t k = 0; k < i; k++)
			told |= list->at[k].law == one->law && meets_brand(&list->at[k], b, maker, status);
		if (told)
			continue;
		if (count++ == 0) {
			prose_tone(p, tone_of_status(status));
			prose_cstr(p, shown_status(status));
			prose_tone(p, TONE_PLAIN);
		}
		prose_cstr(p, count == 1 ? ": " : ", ");
		prose_str(p, one->law->note->id);
		prose_cstr(p, one->sure ? "" : "?");
	}
	prose_end(p);
	return count;
}

static void say_restrictions(struct prose *p, const struct brand_card *card, const struct registry *r, date on) {
	const struct brand *b = card->brand;

	prose_head(p, "Rules in force that touch it through each maker");
	for (size_t i = 0; i < b->maker_count; i++) {
		size_t count = 0;

		if (b->makers[i].maker.n == 0)
			continue;
		PROSE_FILL(p, _("{company}, on {day}"), PROSE_WORDS("company", name_of_company_short(r, b->makers[i].maker)),
			   PROSE_DAY("day", on));
		prose_end(p);
		p->indent += PHRASE_INDENT;
		p->hang = PHRASE_INDENT;
		for (int status = STATUS_COUNT - 1; status > STATUS_NOT_IN_FORCE; status--)
			count += say_status(p, b, b->makers[i].maker, &card->by_maker[i], (enum status)status);
		p->hang = 0;
		if (count == 0) {
			prose_cstr(p, _("none that is known"));
			prose_end(p);
		}
		p->indent -= PHRASE_INDENT;
	}
	prose_cstr(p, _("A rule touches a device only if that maker made it, and if it is of a kind that the rule covers: "
			"birthmark laws ID"));
	prose_end(p);
}

static void pair_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	static const char *const alike[] = {
		[LIKENESS_CLAIMED] = N_("claimed"), [LIKENESS_PLATFORM] = N_("same platform"), [LIKENESS_VARIANT] = N_("variant"),
		[LIKENESS_ALIAS] = N_("other name"), [LIKENESS_INFERRED] = N_("inferred"), [LIKENESS_EXACT] = N_("same product"),
	};
	const struct model_pair *pair = (const struct model_pair *)g->rows + row;

	switch (column) {
	case 0: cell_add(ret_cell, pair->model); break;
	case 1: cell_add(ret_cell, pair->original.n ? pair->original : STR("-")); break;
	case 2: cell_add(ret_cell, name_of_company_short(g->registry, pair->maker)); break;
	case 3: cell_add(ret_cell, str_of(translate(alike[pair->likeness]))); break;
	case 4: cell_add(ret_cell, str_of(phrase_trust_word(pair->trust))); break;
	}
}

/* Pairs are sorted by brand: those of one stand together. */
static void say_pairs(FILE *to, const struct look *look, const struct brand *b, const struct registry *r) {
	static const struct column columns[] = {
		{ N_("SOLD AS"), 12, 0 }, { N_("FACTORY MODEL"), 12, 0 }, { N_("MADE BY"), 9, 0 }, { N_("HOW ALIKE"), 9, 1 }, { N_("TRUST"), 6, 2 },
	};
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	size_t first = 0, count = 0;

	while (first < r->pair_count && !str_eq(r->pairs[first].brand, b->id))
		first++;
	while (first + count < r->pair_count && str_eq(r->pairs[first + count].brand, b->id))
		count++;
	if (count == 0)
		return;
	prose_head(&p, "Products known under two names");
	struct grid g = { columns, 5, r->pairs + first, count < PAIRS_MAX ? count : PAIRS_MAX, r, pair_cell };
	grid_print(to, look, &g);
	if (count > PAIRS_MAX) {
		PROSE_FILL(&p, _("and {count} more"), PROSE_NUMBER("count", count - PAIRS_MAX));
		prose_end(&p);
	}
}

void show_brand_card(FILE *to, const struct look *look, const struct brand_card *card, const struct registry *r) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	say_who(&p, card->brand, r);
	prose_head(&p, "What the label says of the maker");
	prose_cstr(&p, worth(card->brand, look->on));
	prose_end(&p);
	if (card->brand->maker_count) {
		prose_head(&p, "Who makes it");
		draw_makers(to, look, card->brand, r);
		for (size_t i = 0; i < card->brand->maker_count; i++)
			say_maker(&p, &card->brand->makers[i], r);
	}
	say_pairs(to, look, card->brand, r);
	if (card->brand->maker_count)
		say_restrictions(&p, card, r, look->on);
}
