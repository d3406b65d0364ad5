/*
 * A law in our own words: whom it binds, what it covers, since when.
 */
#include "base/translate.h"
#include "show/cards.h"
#include "show/glyph.h"
#include "show/phrase.h"
#include "show/shown.h"
#include "show/standing.h"

static void say_roles(struct prose *p, const struct law_page *page) {
	for (size_t i = 0; i < page->note->roles.count; i++) {
		str means = i < page->means.count ? page->means.at[i] : (str){ 0 };

		phrase_begin(p, i ? NULL : N_("Binds"));
		prose_str(p, page->note->roles.at[i]);
		if (means.n) {
			prose_cstr(p, ": ");
			prose_str(p, means);
		}
		phrase_end(p);
	}
}

static void say_state(struct prose *p, const struct law_page *page, date on) {
	phrase_begin(p, "State");
	str state = str_of(phrase_standing(law_page_standing(page, NULL, on)));

	if (page->notice)
		prose_str(p, state);
	else
		PROSE_FILL(p, _("{state} on {day}"), PROSE_WORDS("state", state), PROSE_DAY("day", on));
	if (!page->proposed && page->note->from != DATE_NONE) {
		prose_cstr(p, "; ");
		standing_days(p, page, NULL);
	}
	phrase_end(p);
}

static void say_what(struct prose *p, const struct law_page *page, date on) {
	const struct law_note *law = page->note;

	prose_tone(p, TONE_HEAD);
	prose_str(p, law->title);
	prose_tone(p, TONE_PLAIN);
	prose_end(p);
	p->indent = PHRASE_INDENT;
	phrase_line(p, "Id", law->id);
	phrase_line(p, "Where", shown_country(law->jurisdiction));
	say_state(p, page, on);
	phrase_line(p, "Authority", law->authority);
	phrase_line(p, "Citation", law->citation);
	say_roles(p, page);
	if (law->acts.count) {
		phrase_begin(p, "Acts");
		phrase_list(p, law->acts);
		phrase_end(p);
	}
	phrase_line(p, "In our words", law->scope);
	phrase_line(p, "Trust", str_of(phrase_trust_word(page->trust)));
}

/* One bar for the law, and one for each clause that has days of its own. */
static void draw(FILE *to, const struct look *look, const struct law_page *page) {
	struct stretch stretches[STANDING_STRETCHES_MAX];
	unsigned names = glyph_columns(page->note->id, PHRASE_WIDTH), kinds;
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	for (size_t i = 0; i < page->clause_count; i++) {
		unsigned columns = glyph_columns(page->clauses[i].id, PHRASE_WIDTH);

		names = columns > names ? columns : names;
	}
	struct timeline t = timeline_over(look, standing_first(page), standing_last(page), names);
	size_t count = standing_stretches(page, NULL, stretches);
	if (t.columns == 0)
		return;
	timeline_axis(to, &t);
	timeline_bar(to, &t, page->note->id, stretches, count, TONE_HEAD);
	kinds = standing_kinds(stretches, count);
	for (size_t i = 0; i < page->clause_count; i++) {
		const struct clause_note *c = &page->clauses[i];

		if (c->days.from == page->note->from && c->days.until == page->note->until)
			continue;
		count = standing_stretches(page, c, stretches);
		kinds |= standing_kinds(stretches, count);
		timeline_bar(to, &t, c->id, stretches, count, TONE_PLAIN);
	}
	p.indent = PHRASE_INDENT;
	prose_gap(&p);
	timeline_legend(&p, &t, kinds);
	prose_gap(&p);
}

/* Something that happened, in words and perhaps with another day. */
struct event {
	date on;
	const char *what;
	str more;
	date until;
};

enum { EVENTS_MAX = 96 }; /* the longest list of changes on record has 12 */

struct events {
	struct event at[EVENTS_MAX];
	size_t count;
};

/* Keeps them in the order of their days. */
static void add_event(struct events *e, struct event one) {
	size_t i = e->count;

	if (one.on == DATE_NONE || e->count == EVENTS_MAX)
		return;
	for (; i > 0 && e->at[i - 1].on > one.on; i--)
		e->at[i] = e->at[i - 1];
	e->at[i] = one;
	e->count++;
}

/* What the dates alone say is left out where the data say in words what happened that day. */
static void add_plain(struct events *e, const struct law_page *page, struct event one) {
	for (size_t i = 0; i < page->change_count; i++)
		if (page->changes[i].on == one.on)
			return;
	add_event(e, one);
}

static void gather(const struct law_page *page, struct events *e) {
	add_plain(e, page, (struct event){ page->announced, N_("announced"), { 0 }, DATE_NONE });
	if (!page->proposed)
		add_plain(e, page, (struct event){ page->note->from, page->notice ? N_("its first day") : N_("in force"), { 0 },
						   DATE_NONE });
	for (size_t i = 0; i < page->change_count; i++)
		add_event(e, (struct event){ page->changes[i].on, "", page->changes[i].what, DATE_NONE });
	for (size_t i = 0; i < page->suspended_count; i++)
		add_plain(e, page, (struct event){ page->suspended[i].from, N_("suspended"), { 0 }, page->suspended[i].until });
	for (size_t i = 0; i < page->unsure_count; i++)
		add_event(e, (struct event){ page->unsure[i].from, N_("not known whether it is in force: "),
					     page->unsure[i].ask, DATE_NONE });
	add_plain(e, page, (struct event){ page->note->until, N_("ends"), { 0 }, DATE_NONE });
}

static void begin_day(struct prose *p, date on) {
	p->hang = 12;
	prose_date(p, on);
	prose_whole(p, STR("  "));
}

static void say_days(FILE *to, const struct look *look, struct prose *p, const struct law_page *page) {
	struct events events = { .count = 0 };

	gather(page, &events);
	if (events.count == 0)
		return;
	prose_head(p, "Since when");
	draw(to, look, page);
	for (size_t i = 0; i < events.count; i++) {
		const struct event *one = &events.at[i];

		begin_day(p, one->on);
		prose_cstr(p, *one->what ? translate(one->what) : "");
		prose_str(p, one->more);
		if (one->until != DATE_NONE)
			PROSE_FILL(p, _(" up to, not including, {day}"), PROSE_DAY("day", one->until));
		phrase_end(p);
	}
}

enum { ALL_KINDS = (1 << CLASS_COUNT) - 1 };

static void say_kinds(struct prose *p, uint32_t classes) {
	phrase_begin(p, "Kinds");
	phrase_classes(p, classes);
	phrase_end(p);
}

/* Does a test name kinds? Then "every kind of device" would be untrue beside it. */
static bool names_kinds(const struct clause_note *c) {
	bool names = false;

	for (size_t i = 0; i < c->test_count; i++)
		names |= str_eq(c->tests[i].key, STR("kind"));
	return names;
}

static void say_tests(struct prose *p, const char *label, const struct test_note *tests, size_t count,
		      const struct registry *r) {
	phrase_begin(p, label);
	phrase_tests(p, tests, count, r);
	phrase_end(p);
}

/* The day by which it must be gone, or which is set for what the rule asks for instead. */
static void say_end(struct prose *p, const struct clause_note *c) {
	if (c->by == DATE_NONE && !c->by_contract)
		return;
	phrase_begin(p, day_kind_of(c->status) == DAY_GONE ? N_("Gone by") : N_("Day set"));
	PROSE_FILL(p, !c->by_contract ? "{day}" : c->by == DATE_NONE ? _("the end of its contract") :
		      _("{day}, or the end of its contract if that is earlier"), PROSE_DAY("day", c->by));
	phrase_end(p);
}

/* The clause's own days, where these are not simply the law's. */
static void say_clause_days(struct prose *p, const struct law_page *page, const struct clause_note *c) {
	if (c->days.from == page->note->from && c->days.until == page->note->until)
		return;
	phrase_begin(p, "Days");
	standing_days(p, &(struct law_page){ .note = page->note }, c);
	phrase_end(p);
}

static void say_clauses(struct prose *p, const struct law_page *page, const struct registry *r) {
	if (page->clause_count == 0)
		return;
	prose_head(p, "What it covers");
	for (size_t i = 0; i < page->clause_count; i++) {
		const struct clause_note *c = &page->clauses[i];

		if (i > 0)
			prose_gap(p);
		prose_tone(p, TONE_HEAD);
		prose_str(p, c->id);
		prose_tone(p, TONE_PLAIN);
		prose_cstr(p, ": ");
		prose_tone(p, tone_of_status(c->status));
		prose_cstr(p, shown_status(c->status));
		prose_tone(p, TONE_PLAIN);
		prose_end(p);
		p->indent += PHRASE_INDENT;
		say_tests(p, "Covers", c->tests, c->test_count, r);
		if (c->classes != ALL_KINDS || !names_kinds(c))
			say_kinds(p, c->classes);
		say_clause_days(p, page, c);
		say_end(p, c);
		phrase_line(p, "It says", c->because);
		p->indent -= PHRASE_INDENT;
	}
}

/* Where tests tell whether it applies nobody needs to be asked, but for what is not known. */
static void say_condition(struct prose *p, const struct exception_note *e, const struct registry *r) {
	say_tests(p, "Applies to", e->tests, e->test_count, r);
	if (e->classes != ALL_KINDS)
		say_kinds(p, e->classes);
	if (e->days.from != DATE_NONE || e->days.until != DATE_NONE) {
		phrase_begin(p, "Days");
		phrase_days(p, e->days.from, e->days.until);
		phrase_end(p);
	}
	if (e->clauses.count) {
		phrase_begin(p, "Takes away");
		str behind = prose_until(p, translate_plural("the clause {list}", "the clauses {list}", e->clauses.count), "{list}");

		phrase_list(p, e->clauses);
		prose_str(p, behind);
		phrase_end(p);
	}
	phrase_line(p, "It says", e->because);
}

static void say_exceptions(struct prose *p, const struct law_page *page, const struct registry *r) {
	if (page->exception_count == 0)
		return;
	prose_head(p, "Exceptions");
	for (size_t i = 0; i < page->exception_count; i++) {
		const struct exception_note *e = &page->exceptions[i];

		if (i > 0)
			prose_gap(p);
		prose_str(p, e->what);
		prose_end(p);
		p->indent += PHRASE_INDENT;
		if (e->tested)
			say_condition(p, e, r);
		phrase_line(p, "Ask", e->ask);
		p->indent -= PHRASE_INDENT;
	}
}

static void say_examples(struct prose *p, const struct law_page *page) {
	if (page->example_count == 0)
		return;
	prose_head(p, "Shown by examples");
	for (size_t i = 0; i < page->example_count; i++) {
		const struct example_note *e = &page->examples[i];

		begin_day(p, e->on);
		prose_tone(p, tone_of_status(e->status));
		prose_cstr(p, shown_status(e->status));
		prose_tone(p, TONE_PLAIN);
		prose_cstr(p, ": ");
		prose_str(p, e->device);
		if (e->note.n) {
			prose_cstr(p, "; ");
			prose_str(p, e->note);
		}
		phrase_end(p);
	}
}

void show_law_card(FILE *to, const struct look *look, const struct law_card *card, const struct registry *r) {
	const struct law_page *page = card->page;
	struct prose p = prose_to(to, look, PHRASE_WIDTH);

	say_what(&p, page, look->on);
	say_days(to, look, &p, page);
	say_clauses(&p, page, r);
	say_exceptions(&p, page, r);
	if (card->estate)
		show_touched(to, look, card->estate, r);
	say_examples(&p, page);
	prose_head(&p, "Sources");
	for (size_t i = 0; i < page->note->sources.count; i++) {
		prose_str(&p, page->note->sources.at[i]);
		prose_end(&p);
	}
}
