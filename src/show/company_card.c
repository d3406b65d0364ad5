/*
 * A company with all that hangs on it.
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/phrase.h"
#include "show/shown.h"
#include "show/standing.h"

/* "China (CN)" */
static void say_seat(struct prose *p, str country) {
	str name = shown_country(country);

	if (country.n == 0)
		return;
	phrase_begin(p, "Seat");
	prose_str(p, name);
	if (!str_eq(name, country)) {
		prose_cstr(p, " (");
		prose_str(p, country);
		prose_cstr(p, ")");
	}
	phrase_end(p);
}

static void say_counts(struct prose *p, const struct company_card *card) {
	if (card->mac_block_count) {
		phrase_begin(p, "MAC blocks");
		PROSE_FILL(p, _("{count} given by the IEEE to "), PROSE_NUMBER("count", card->mac_block_count));
		for (size_t i = 0; i < card->company->mac_names.count; i++) {
			prose_cstr(p, i == 0 ? "" : "; ");
			prose_str(p, card->company->mac_names.at[i]);
		}
		phrase_end(p);
	}
	if (card->mark_count) {
		phrase_begin(p, "Marks");
		PROSE_FILL(p, translate_plural("{count} names it: birthmark marks {id}", "{count} name it: birthmark marks {id}",
					       card->mark_count),
			   PROSE_NUMBER("count", card->mark_count), PROSE_WORDS("id", card->company->id));
		phrase_end(p);
	}
}

static void say_trust(struct prose *p, const struct company *c) {
	phrase_begin(p, "Trust");
	prose_cstr(p, c->trust == TRUST_HINT ? _("only remembered: no source was found") : phrase_trust_word(c->trust));
	if (c->unsure.count && c->trust != TRUST_HINT) {
		prose_cstr(p, _("; only remembered: "));
		phrase_list(p, c->unsure);
	}
	phrase_end(p);
}

/* "H3C surveillance division (until 2011)" */
static void say_former_names(struct prose *p, const struct dossier *d) {
	for (size_t i = 0; d && i < d->former_name_count; i++) {
		const struct former_name *n = &d->former_names[i];

		phrase_begin(p, i ? NULL : N_("Formerly"));
		PROSE_FILL(p, n->until.n ? _("{name} (until {day})") : "{name}", PROSE_WORDS("name", n->name),
			   PROSE_WORDS("day", n->until));
		prose_cstr(p, n->trust == TRUST_HINT ? _(" (only remembered)") : "");
		phrase_end(p);
	}
}

static void say_who(FILE *to, const struct look *look, const struct company_card *card) {
	const struct company *c = card->company;
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_tone(&p, TONE_HEAD);
	prose_str(&p, c->name);
	prose_tone(&p, TONE_PLAIN);
	prose_end(&p);
	p.indent = PHRASE_INDENT;
	phrase_line(&p, "Own script", c->native);
	phrase_line(&p, "Read as", card->reading);
	phrase_line(&p, "Id", c->id);
	say_seat(&p, c->country);
	phrase_line(&p, "What", c->role);
	if (c->aliases.count) {
		phrase_begin(&p, "Also called");
		for (size_t i = 0; i < c->aliases.count; i++) {
			prose_cstr(&p, i == 0 ? "" : "; ");
			prose_str(&p, c->aliases.at[i]);
		}
		phrase_end(&p);
	}
	say_former_names(&p, card->dossier);
	phrase_line(&p, "Note", c->note);
	say_counts(&p, card);
	say_trust(&p, c);
	phrase_line(&p, "Source", c->source);
}

static bool makes(const struct brand *b, str maker, enum share share, bool remembered,
		  const struct brand_maker **ret_maker) {
	for (size_t i = 0; i < b->maker_count; i++) {
		const struct brand_maker *m = &b->makers[i];

		if (str_eq(m->maker, maker) && m->share == share && (m->trust == TRUST_HINT) == remembered &&
		    !str_eq(b->owner, maker)) {
			*ret_maker = &b->makers[i];
			return true;
		}
	}
	return false;
}

/* "LTS (2012 to 2019, shared firmware)": what is usual is not said. */
static void say_brand(struct prose *p, const struct brand *b, const struct brand_maker *m) {
	bool days = m->from != DATE_NONE || m->until != DATE_NONE;
	bool usual = m->relation.n == 0 || str_eq(m->relation, STR("relabelled product"));

	prose_str(p, b->name);
	if (!days && usual)
		return;
	prose_cstr(p, " (");
	phrase_days(p, m->from, m->until);
	if (!usual) {
		prose_cstr(p, days ? ", " : "");
		prose_str(p, m->relation);
	}
	prose_cstr(p, ")");
}

/* Brands of others of which it makes that much, on one line; how many there were. */
static size_t say_share(struct prose *p, const struct company *c, const struct registry *r, enum share share,
			bool remembered) {
	static const char *const heads[][2] = {
		[SHARE_ALL] = { N_("All of"), N_("All of, ?") }, [SHARE_MOST] = { N_("Most of"), N_("Most of, ?") },
		[SHARE_SOME] = { N_("Some of"), N_("Some of, ?") }, [SHARE_FORMERLY] = { N_("Formerly"), N_("Formerly, ?") },
		[SHARE_UNKNOWN] = { N_("A part of"), N_("A part of, ?") },
	};
	const struct brand_maker *m;
	size_t count = 0;

	for (size_t i = 0; i < r->brand_count; i++) {
		if (!makes(&r->brands[i], c->id, share, remembered, &m))
			continue;
		if (count++ == 0)
			phrase_begin(p, heads[share][remembered]);
		else
			prose_cstr(p, ", ");
		say_brand(p, &r->brands[i], m);
	}
	phrase_end(p);
	return count;
}

static void say_labels(FILE *to, const struct look *look, const struct company *c, const struct registry *r) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	const struct brand_maker *m;
	size_t remembered = 0, all = 0;

	for (size_t i = 0; i < r->brand_count; i++)
		for (int share = SHARE_UNKNOWN; share <= SHARE_ALL; share++)
			all += makes(&r->brands[i], c->id, (enum share)share, false, &m) ||
			       makes(&r->brands[i], c->id, (enum share)share, true, &m);
	if (all == 0)
		return;
	prose_head(&p, "Made for others, and sold under their names");
	p.indent = PHRASE_INDENT;
	for (int share = SHARE_ALL; share >= SHARE_UNKNOWN; share--)
		say_share(&p, c, r, (enum share)share, false);
	for (int share = SHARE_ALL; share >= SHARE_UNKNOWN; share--)
		remembered += say_share(&p, c, r, (enum share)share, true);
	prose_cstr(&p, remembered ? _("What stands behind a ? is only remembered. ") : "");
	prose_cstr(&p, _("Unless it says otherwise these are relabelled products; birthmark brands NAME tells of each."));
	prose_end(&p);
}

static void say_restrictions(FILE *to, const struct look *look, const struct company_card *card,
			     const struct registry *r) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	prose_head(&p, "Restrictions that touch it");
	if (card->restrictions.count > 0) {
		standing_print(to, look, &card->restrictions, r);
		return;
	}
	p.indent = PHRASE_INDENT;
	prose_cstr(&p, _("None of the rules that are known touches it by name, by its owners or by its country. Rules on where "
			 "a device was manufactured ask for more than its maker: birthmark laws made-in"));
	prose_end(&p);
}

void show_company_card(FILE *to, const struct look *look, const struct company_card *card, const struct registry *r) {
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	say_who(to, look, card);
	prose_head(&p, "Ownership");
	show_ownership(to, look, card->company, r);
	say_labels(to, look, card->company, r);
	say_restrictions(to, look, card, r);
	show_dossier(to, look, card->dossier, &card->asked);
}
