/*
 * Ownership as a tree: owners grow upwards from the company, what it owns
 * hangs below.
 *
 *        ┌─ SASAC: 100 %
 *     ┌─ CETC: 41.55 % as of 2017
 *     ├─ Gong Hongjia: 17.09 % as of 2017
 *     ● Hikvision
 *     ├─ EZVIZ: 60 %
 *     │  sells as EZVIZ
 *     └─ Lorex: share not known, from 2018 until 2022-11: no longer
 *
 * A holding that does not hold on the day is drawn, with a word, and what
 * stands behind it is not: it says nothing about that day.
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/phrase.h"
#include "show/shown.h"

enum {
	UP_MAX = 12,     /* longest chain of owners on record: 6; also ends circles */
	DOWN_MAX = 6,    /* generations below: a group of the state has four */
	LINES_MAX = 400, /* what the largest group has is under 100; crossing holdings could make more */
	MARGIN_MAX = 3 * 4 * (UP_MAX + DOWN_MAX) + 32, /* bytes: four columns a generation */
	LABELS_MAX = 6,  /* brands that are named before the rest is counted */
};

struct lines {
	const char *first_above, *next, *last, *bar, *blank, *self;
};

struct drawing {
	struct prose p;
	const struct registry *registry;
	const struct lines *lines;
	const struct company *path[UP_MAX + DOWN_MAX + 1];
	int depth;
	int left; /* lines that may still be drawn */
};

static const struct lines *lines_of(const struct look *look) {
	static const struct lines utf8 = { "┌─ ", "├─ ", "└─ ", "│  ", "   ", "● " };
	static const struct lines ascii = { ",- ", "|- ", "`- ", "|  ", "   ", "* " };

	return look->ascii ? &ascii : &utf8;
}

static bool on_path(const struct drawing *d, const struct company *c) {
	for (int i = 0; i < d->depth; i++)
		if (d->path[i] == c)
			return true;
	return false;
}

/* The margin of one line: what the generations above drew, then this line's own branch. */
struct margin {
	uint8_t room[MARGIN_MAX];
	struct text text;
};

static struct margin *margin_join(struct margin *m, str before, const char *own) {
	m->text = (struct text){ .at = m->room, .size = sizeof m->room };
	text_str(&m->text, before);
	text_cstr(&m->text, own);
	return m;
}

static void say_name(struct drawing *d, const struct company *c) {
	prose_str(&d->p, c->name);
	prose_cstr(&d->p, " (");
	prose_str(&d->p, c->id);
	prose_cstr(&d->p, ")");
	if (c->country.n) {
		prose_cstr(&d->p, ", ");
		prose_str(&d->p, shown_country(c->country));
	}
}

/* ", since 2018"; ", from 2018 until 2022-11-30: no longer" */
static void say_days(struct drawing *d, const struct owner *o) {
	date on = d->p.look->on;

	if (o->from == DATE_NONE && o->until == DATE_NONE)
		return;
	char first[11], last[11];

	PROSE_FILL(&d->p, o->until == DATE_NONE ? _(", since {from}") : o->from == DATE_NONE ? _(", until {until}") :
		   _(", from {from} until {until}"),
		   PROSE_WHOLE("from", o->from == DATE_NONE ? (str){ 0 } : phrase_day_text(o->from, first)),
		   PROSE_WHOLE("until", o->until == DATE_NONE ? (str){ 0 } : phrase_day_text(o->until, last)));
	if (owner_holds(o, on))
		return;
	prose_tone(&d->p, TONE_CARE);
	prose_cstr(&d->p, o->until != DATE_NONE && o->until <= on ? _(": no longer") : _(": not yet"));
	prose_tone(&d->p, TONE_PLAIN);
}

/* ": 41.55 % as of 2017, controls it; trust medium" */
static void say_holding(struct drawing *d, const struct owner *o) {
	uint8_t room[32];
	char day[11];
	struct text t = TEXT(room);
	uint64_t hundredths = (uint64_t)(o->percent < 0 ? 0 : o->percent * 100 + 0.5);

	prose_cstr(&d->p, ": ");
	if (o->percent < 0) {
		prose_cstr(&d->p, o->control == CONTROL_YES ? _("in control, share not known") : _("share not known"));
	} else {
		text_decimal(&t, o->percent, hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2);
		prose_whole(&d->p, text_done(&t));
		prose_whole(&d->p, STR(" %"));
		if (o->as_of != DATE_NONE)
			PROSE_FILL(&d->p, _(" as of {day}"), PROSE_WHOLE("day", phrase_day_text(o->as_of, day)));
		prose_cstr(&d->p, o->control == CONTROL_YES ? _(", in control") : "");
	}
	say_days(d, o);
	prose_cstr(&d->p, "; ");
	prose_tone(&d->p, TONE_FAINT);
	phrase_trust(&d->p, o->trust);
	prose_tone(&d->p, TONE_PLAIN);
}

/* The names under which a company sells, below it in its own branch. */
static void say_labels(struct drawing *d, const struct company *c, str margin) {
	size_t count = 0;

	for (size_t i = 0; i < d->registry->brand_count; i++) {
		const struct brand *b = &d->registry->brands[i];

		if (!str_eq(b->owner, c->id))
			continue;
		d->p.margin = d->p.margin_more = margin;
		if (count < LABELS_MAX) {
			prose_cstr(&d->p, count == 0 ? _("sells as ") : ", ");
			prose_str(&d->p, b->name);
		}
		count++;
	}
	if (count > LABELS_MAX)
		PROSE_FILL(&d->p, _(" and {count} more"), PROSE_NUMBER("count", count - LABELS_MAX));
	prose_end(&d->p);
}

static void say_more(struct drawing *d, str margin) {
	d->p.margin = d->p.margin_more = margin;
	prose_cstr(&d->p, _("... and so on"));
	prose_end(&d->p);
}

/* The owners of `c` and above each of them its own; `before` is what stands left of this generation. */
static void draw_above(struct drawing *d, const struct company *c, str before, int depth) {
	for (size_t i = 0; i < c->owner_count && d->left > 0; i++) {
		const struct company *owner = registry_company(d->registry, c->owners[i].id);
		struct margin own, above;

		if (!owner || on_path(d, owner))
			continue;
		margin_join(&above, before, i == 0 ? d->lines->blank : d->lines->bar);
		d->path[d->depth++] = owner;
		if (depth + 1 < UP_MAX && owner_holds(&c->owners[i], d->p.look->on))
			draw_above(d, owner, text_done(&above.text), depth + 1);
		d->depth--;
		d->left--;
		d->p.margin = text_done(&margin_join(&own, before, i == 0 ? d->lines->first_above : d->lines->next)->text);
		margin_join(&above, before, d->lines->bar);
		d->p.margin_more = text_done(&above.text);
		say_name(d, owner);
		say_holding(d, &c->owners[i]);
		prose_end(&d->p);
	}
}

/* One that holds on the day before one that does not. */
static const struct owner *holding_of(const struct drawing *d, const struct company *owned, const struct company *owner) {
	const struct owner *found = NULL;

	for (size_t i = 0; i < owned->owner_count; i++)
		if (str_eq(owned->owners[i].id, owner->id) && (!found || owner_holds(&owned->owners[i], d->p.look->on)))
			found = &owned->owners[i];
	return found;
}

/* The next company that `owner` holds a part of, from place `at` on; company_count when there is none. */
static size_t next_owned(const struct drawing *d, const struct company *owner, size_t at) {
	while (at < d->registry->company_count &&
	       (!holding_of(d, &d->registry->companies[at], owner) || on_path(d, &d->registry->companies[at])))
		at++;
	return at;
}

static void draw_below(struct drawing *d, const struct company *c, str before, int depth) {
	const struct registry *r = d->registry;
	size_t at = next_owned(d, c, 0);

	while (at < r->company_count) {
		const struct company *owned = &r->companies[at];
		size_t next = next_owned(d, c, at + 1);
		bool last = next == r->company_count;
		const struct owner *holding = holding_of(d, owned, c);
		struct margin own, below;

		margin_join(&own, before, last ? d->lines->last : d->lines->next);
		margin_join(&below, before, last ? d->lines->blank : d->lines->bar);
		if (d->left-- <= 0) {
			say_more(d, text_done(&own.text));
			return;
		}
		d->p.margin = text_done(&own.text);
		d->p.margin_more = text_done(&below.text);
		say_name(d, owned);
		say_holding(d, holding);
		prose_end(&d->p);
		say_labels(d, owned, text_done(&below.text));
		d->path[d->depth++] = owned;
		if (depth + 1 < DOWN_MAX && owner_holds(holding, d->p.look->on))
			draw_below(d, owned, text_done(&below.text), depth + 1);
		d->depth--;
		at = next;
	}
}

void show_ownership(FILE *to, const struct look *look, const struct company *company, const struct registry *r) {
	struct drawing d = { .p = prose_to(to, look, PHRASE_WIDTH), .registry = r, .lines = lines_of(look),
			     .path = { company }, .depth = 1, .left = LINES_MAX };
	struct margin self, below;

	draw_above(&d, company, STR("  "), 0);
	margin_join(&self, STR("  "), d.lines->self);
	margin_join(&below, STR("  "), next_owned(&d, company, 0) < r->company_count ? d.lines->bar : d.lines->blank);
	d.p.margin = text_done(&self.text);
	d.p.margin_more = text_done(&below.text);
	prose_tone(&d.p, TONE_HEAD);
	say_name(&d, company);
	prose_tone(&d.p, TONE_PLAIN);
	prose_end(&d.p);
	say_labels(&d, company, text_done(&below.text));
	draw_below(&d, company, STR("  "), 0);
}
