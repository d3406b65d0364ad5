#include "show/standing.h"

#include "base/translate.h"
#include "show/cards.h"
#include "show/glyph.h"
#include "show/phrase.h"
#include "show/shown.h"

/* A law that only may be in force, or is only proposed, is drawn as doubt and not as force. */
size_t standing_stretches(const struct law_page *page, const struct clause_note *clause,
			  struct stretch ret_stretches[STANDING_STRETCHES_MAX]) {
	struct span days = clause ? clause->days : (struct span){ .from = page->note->from, .until = page->note->until };
	size_t count = 0;

	/* Of a notice the first day on which it was heard of is all there may be. */
	if (page->announced != DATE_NONE && (days.from == DATE_NONE || page->announced < days.from))
		ret_stretches[count++] = (struct stretch){ page->announced, days.from,
							   page->notice ? STRETCH_KNOWN : STRETCH_AHEAD };
	if (!page->proposed && days.from != DATE_NONE)
		ret_stretches[count++] = (struct stretch){ days.from, days.until, page->notice ? STRETCH_KNOWN : STRETCH_HOLDS };
	for (size_t i = 0; i < page->suspended_count && count + 1 < STANDING_STRETCHES_MAX; i++)
		ret_stretches[count++] =
			(struct stretch){ page->suspended[i].from, page->suspended[i].until, STRETCH_PAUSED };
	for (size_t i = 0; i < page->unsure_count && count < STANDING_STRETCHES_MAX; i++)
		ret_stretches[count++] = (struct stretch){ page->unsure[i].from, page->unsure[i].until, STRETCH_UNSURE };
	return count;
}

unsigned standing_kinds(const struct stretch *stretches, size_t count) {
	unsigned kinds = 0;

	for (size_t i = 0; i < count; i++)
		kinds |= 1u << stretches[i].kind;
	return kinds;
}

date standing_first(const struct law_page *page) {
	return page->announced != DATE_NONE ? page->announced : page->note->from;
}

date standing_last(const struct law_page *page) {
	date last = page->note->from;

	for (size_t i = 0; i < page->clause_count; i++) {
		const struct clause_note *c = &page->clauses[i];

		last = c->days.from > last ? c->days.from : last;
		last = c->days.until > last ? c->days.until : last;
		last = c->by > last ? c->by : last;
	}
	return last;
}

void standing_days(struct prose *p, const struct law_page *page, const struct clause_note *clause) {
	struct span days = clause ? clause->days : (struct span){ .from = page->note->from, .until = page->note->until };

	if (page->proposed) {
		prose_cstr(p, _("only proposed"));
		return;
	}
	if (days.from != DATE_NONE)
		PROSE_FILL(p, days.until == DATE_NONE ? _("since {from}") : _("from {from} up to, not including, {until}"),
			   PROSE_DAY("from", days.from), PROSE_DAY("until", days.until));
	else if (days.until != DATE_NONE)
		PROSE_FILL(p, _(" up to, not including, {day}"), PROSE_DAY("day", days.until));
	for (size_t i = 0; i < page->suspended_count; i++) {
		str behind = prose_until(p, _("; suspended {days}"), "{days}");

		phrase_days(p, page->suspended[i].from, page->suspended[i].until);
		prose_str(p, behind);
	}
}

/* "prohibited, since 2020-08-13: by ownership, through Hikvision; for camera, recorder" */
static void say_clause(struct prose *p, const struct restriction *one, const struct registry *r) {
	prose_tone(p, tone_of_status(one->clause->status));
	prose_cstr(p, shown_status(one->clause->status));
	prose_tone(p, TONE_PLAIN);
	prose_cstr(p, ", ");
	standing_days(p, one->law, one->clause);
	if (one->standing != STANDING_IN_FORCE && one->standing != STANDING_PROPOSED)
		PROSE_FILL(p, " ({standing})", PROSE_WORDS("standing", str_of(phrase_standing(one->standing))));
	if (one->clause->by != DATE_NONE)
		PROSE_FILL(p, day_kind_of(one->clause->status) == DAY_GONE ? _(", to be gone by {day}") : _(", for which it sets {day}"),
			   PROSE_DAY("day", one->clause->by));
	PROSE_FILL(p, one->sure ? one->through.n ? _("; {reach} through {company}") : "; {reach}" :
		   one->through.n ? _("; perhaps {reach} through {company}") : _("; perhaps {reach}"),
		   PROSE_WORDS("reach", str_of(phrase_reach(one->reach))),
		   PROSE_WORDS("company", name_of_company_short(r, one->through)));
	prose_cstr(p, one->sure ? "" : _(" (no source confirms the shares)"));
	prose_cstr(p, one->remembered ? _(" (which is only remembered)") : "");
	str behind = prose_until(p, _("; for {kinds}"), "{kinds}");
	phrase_classes(p, one->clause->classes);
	prose_str(p, behind);
	if (one->law->trust < TRUST_MEDIUM)
		prose_cstr(p, _("; the source of this rule is weak"));
	prose_end(p);
}

/* How many of the restrictions, from `at` on, are of one law. */
static size_t of_one_law(const struct restrictions *list, size_t at) {
	size_t count = 1;

	while (at + count < list->count && list->at[at + count].law == list->at[at].law)
		count++;
	return count;
}

/* Colour for the bar of a law: that of its gravest clause; faint when it binds nobody today. */
static enum tone tone_of_law(const struct restriction *first, size_t count) {
	enum status worst = STATUS_CLEAR;

	for (size_t i = 0; i < count; i++)
		if (first[i].standing == STANDING_IN_FORCE && first[i].clause->status > worst)
			worst = first[i].clause->status;
	return worst == STATUS_CLEAR ? TONE_FAINT : tone_of_status(worst);
}

/* The law with all of its clauses that meet the company: from the first day of any to the last of any. */
static size_t stretches_of(const struct restriction *first, size_t count, struct stretch *ret_stretches) {
	struct clause_note whole = *first->clause;

	for (size_t i = 1; i < count; i++) {
		struct span days = first[i].clause->days;

		whole.days.from = days.from < whole.days.from ? days.from : whole.days.from;
		if (whole.days.until != DATE_NONE)
			whole.days.until = days.until == DATE_NONE || days.until > whole.days.until ? days.until
												     : whole.days.until;
	}
	return standing_stretches(first->law, &whole, ret_stretches);
}

static struct timeline timeline_for(const struct look *look, const struct restrictions *list) {
	date first = DATE_NONE, last = DATE_NONE;
	unsigned names = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct law_page *page = list->at[i].law;
		unsigned columns = glyph_columns(page->note->id, look->width ? look->width : PHRASE_WIDTH);
		date from = standing_first(page), until = standing_last(page);

		names = columns > names ? columns : names;
		first = first == DATE_NONE || (from != DATE_NONE && from < first) ? from : first;
		last = until > last ? until : last;
	}
	return timeline_over(look, first, last, names);
}

/* The bars of all rules, or of all notices; the kinds of stretches among them. */
static unsigned draw(FILE *to, const struct timeline *t, const struct restrictions *list, bool notices) {
	struct stretch stretches[STANDING_STRETCHES_MAX];
	unsigned kinds = 0;

	for (size_t i = 0; i < list->count; i += of_one_law(list, i)) {
		size_t clauses = of_one_law(list, i), count = stretches_of(&list->at[i], clauses, stretches);

		if (list->at[i].law->notice != notices || count == 0)
			continue;
		kinds |= standing_kinds(stretches, count);
		timeline_bar(to, t, list->at[i].law->note->id, stretches, count, tone_of_law(&list->at[i], clauses));
	}
	return kinds;
}

static void say_law(struct prose *p, const struct law_note *law) {
	prose_tone(p, TONE_HEAD);
	prose_str(p, law->id);
	prose_tone(p, TONE_PLAIN);
	prose_cstr(p, ": ");
	prose_str(p, law->title);
	prose_end(p);
}

/* Returns how many clauses there were. */
static size_t say_rules(struct prose *p, const struct restrictions *list, const struct registry *r) {
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (list->at[i].law->notice)
			continue;
		if (i == 0 || list->at[i - 1].law != list->at[i].law)
			say_law(p, list->at[i].law->note);
		p->indent += PHRASE_INDENT;
		say_clause(p, &list->at[i], r);
		p->indent -= PHRASE_INDENT;
		count++;
	}
	return count;
}

/* What is no rule is named, and what its clauses would say is not. */
static void say_notices(struct prose *p, const struct restrictions *list, bool after_rules) {
	size_t count = 0;

	for (size_t i = 0; i < list->count; i += of_one_law(list, i)) {
		if (!list->at[i].law->notice)
			continue;
		if (count == 0 && after_rules)
			prose_gap(p);
		if (count++ == 0) {
			prose_cstr(p, _("Notices that name it, which are no rules on devices:"));
			prose_end(p);
		}
		say_law(p, list->at[i].law->note);
	}
}

void standing_print(FILE *to, const struct look *look, const struct restrictions *list, const struct registry *r) {
	struct timeline t = timeline_for(look, list);
	struct prose p = prose_to(to, look, PHRASE_WIDTH);
	unsigned kinds;

	timeline_axis(to, &t);
	kinds = draw(to, &t, list, false);
	kinds |= draw(to, &t, list, true);
	p.indent = PHRASE_INDENT;
	if (t.columns > 0) {
		prose_gap(&p);
		timeline_legend(&p, &t, kinds);
		prose_gap(&p);
	}
	say_notices(&p, list, say_rules(&p, list, r) > 0);
}
