#include "cmd/judge_between.h"

#include <errno.h>
#include <stdio.h>

#include "base/file.h"
#include "fuse/decided.h"

/* What was known and decided of the device on one of the days, and what the laws say of it. */
struct side {
	bool known;
	struct device device;             /* identity and circumstances alone count */
	struct circumstances circumstances;
	struct verdicts verdicts;
};

struct telling {
	struct between *b;
	arena *mem;
	const struct judged_device *d;
	const struct decision_once *decisions; /* all that were ever made */
	size_t decision_count;
	struct side sides[MOMENT_COUNT];
	struct verdicts law_changed;      /* what the first day knew, by the laws of the second */
	struct verdicts evidence_changed; /* what the second day knew, with the decisions of the first */
	struct change change;
};

static uint64_t end_of_day_us(date on) {
	return ((uint64_t)on + 1) * 86400 * 1000000;
}

int between_open(struct between *b, arena *mem, const struct knowledge *k, struct store *s, const struct options *o,
		 struct complaint *reterr) {
	const date days[MOMENT_COUNT] = { [MOMENT_FROM] = o->judge.from, [MOMENT_TO] = o->judge.to };
	int r = 0;

	*b = (struct between){ .k = k, .s = s, .pages = laws_pages(mem, &k->laws, &k->trees[DATA_LAWS]) };
	for (int i = 0; !r && i < MOMENT_COUNT; i++) {
		struct moment *m = &b->moments[i];
		struct options options = *o;

		options.on = m->on = days[i];
		m->is_past = m->on < o->today;
		m->memory = memory_reserve(THOUGHTS_MEMORY);
		if (!m->memory)
			return -ENOMEM;
		r = think_open(&m->thinker, mem, &m->thoughts, arena_over(m->memory, THOUGHTS_MEMORY), k, &options, reterr);
	}
	return !r && !b->pages ? -ENOMEM : r;
}

void between_close(struct between *b) {
	for (int i = 0; i < MOMENT_COUNT; i++)
		memory_release(b->moments[i].memory, THOUGHTS_MEMORY);
}

/* Decisions */

/* Did it stand on that day, by what had been decided by then? */
static bool stood(const struct decision_once *d, const struct moment *m) {
	uint64_t end = m->is_past ? end_of_day_us(m->on) : UINT64_MAX;
	bool ended = d->superseded_by && d->superseded_us < end && (d->superseded_on == DATE_NONE || m->on >= d->superseded_on);

	return d->decision.made_us < end && !ended && decision_holds(&d->decision, m->on);
}

/* The decisions that stood on the day of `m`, so that they hold on that of `by` too. */
static struct circumstances circumstances_of(const struct telling *t, const struct moment *m, const struct moment *by) {
	struct circumstances c = t->d->device.circumstances ? *t->d->device.circumstances : CIRCUMSTANCES_NONE;
	struct decision *decisions = arena_new(t->mem, struct decision, t->decision_count);

	c.decision_count = 0;
	c.decisions = decisions;
	for (size_t i = 0; decisions && i < t->decision_count; i++) {
		struct decision *d = &decisions[c.decision_count];

		if (!stood(&t->decisions[i], m))
			continue;
		*d = t->decisions[i].decision;
		if (!decision_holds(d, by->on))
			d->from = d->until = DATE_NONE;
		c.decision_count++;
	}
	return c;
}

static bool is_about_identity(const struct decision *d) {
	return d->kind == DECISION_CONFIRM || d->kind == DECISION_REJECT;
}

/* Is another maker confirmed or rejected on the second day than on the first? */
static bool eyes_differ(const struct telling *t) {
	const struct moment *m = t->b->moments;

	for (size_t i = 0; i < t->decision_count; i++)
		if (is_about_identity(&t->decisions[i].decision) &&
		    stood(&t->decisions[i], &m[MOMENT_FROM]) != stood(&t->decisions[i], &m[MOMENT_TO]))
			return true;
	return false;
}

/* The two days */

static int fill_side(struct telling *t, int which) {
	struct moment *m = &t->b->moments[which];
	struct side *side = &t->sides[which];
	int r = 0;

	side->known = true;
	side->circumstances = circumstances_of(t, m, m);
	side->device = t->d->device;
	side->device.circumstances = &side->circumstances;
	if (m->is_past)
		r = store_believed(t->b->s, t->mem, t->d->row, end_of_day_us(m->on), &side->device.identity);
	else if (t->d->whole)
		think_identity(&m->thinker, t->mem, &side->device);
	if (r == STORE_ABSENT) {
		side->known = false;
		return 0;
	}
	if (!r)
		side->verdicts = think_judge(&m->thinker, t->mem, &side->device).verdicts;
	return r ? r : t->mem->full ? -ENOMEM : 0;
}

/* What the laws of the second day say of what was known on `which`, with the decisions of the first. */
static struct verdicts with_first_decisions(struct telling *t, int which) {
	struct moment *m = t->b->moments;
	struct circumstances *c = arena_new(t->mem, struct circumstances, 1);
	struct device d = t->sides[which].device;

	if (!c || !t->sides[which].known)
		return (struct verdicts){ 0 };
	*c = circumstances_of(t, &m[MOMENT_FROM], &m[MOMENT_TO]);
	d.circumstances = c;
	return think_judge(&m[MOMENT_TO].thinker, t->mem, &d).verdicts;
}

/* A law that asks nothing: not covered, not in force, or the device was not known. */
static bool asks_nothing(const struct verdict *v) {
	return !v || v->status <= STATUS_NOT_IN_FORCE;
}

static const struct verdict *verdict_of(const struct verdicts *verdicts, size_t law) {
	return law < verdicts->count ? &verdicts->at[law] : NULL;
}

static bool differs(const struct verdict *a, const struct verdict *b) {
	if (asks_nothing(a) || asks_nothing(b))
		return asks_nothing(a) != asks_nothing(b);
	return a->status != b->status || a->by != b->by;
}

/*
 * Did this step make a difference? Where the status changes in the end, the
 * days do not count: those of a decision that is made to hold longer are lost.
 */
static bool steps(const struct verdict *a, const struct verdict *b, bool status_changes) {
	return differs(a, b) && (!status_changes || asks_nothing(a) || asks_nothing(b) || a->status != b->status);
}

/* Reasons */

static void say(struct telling *t, const str *parts, size_t part_count) {
	struct change *c = &t->change;

	if (c->because_count < CHANGE_REASONS_MAX)
		c->because[c->because_count++] = arena_join(t->mem, parts, part_count);
}

#define SAY(t, ...) say((t), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static str day(struct telling *t, date on) {
	char text[11];

	date_format(on, text);
	return arena_str(t->mem, str_of(text));
}

static str number(struct telling *t, uint64_t n) {
	uint8_t room[20];
	struct text text = TEXT(room);

	text_u64(&text, n);
	return arena_str(t->mem, text_done(&text));
}

/* Does the day come between the two: after the first, up to the second? */
static bool comes(const struct telling *t, date on) {
	return on != DATE_NONE && on > t->b->moments[MOMENT_FROM].on && on <= t->b->moments[MOMENT_TO].on;
}

/* What other people wrote may end with a full stop or not. */
static str stop(str words) {
	return str_ends(words, STR(".")) ? STR("") : STR(".");
}

static void say_law(struct telling *t, const struct law_page *page) {
	size_t before = t->change.because_count;

	if (comes(t, page->note->from))
		SAY(t, STR("The rule is in force from "), day(t, page->note->from), STR(" on."));
	if (comes(t, page->note->until))
		SAY(t, STR("The rule ended on "), day(t, page->note->until), STR("."));
	for (size_t i = 0; i < page->suspended_count; i++) {
		if (comes(t, page->suspended[i].from))
			SAY(t, STR("The rule was suspended on "), day(t, page->suspended[i].from), STR("."));
		if (comes(t, page->suspended[i].until))
			SAY(t, STR("Its suspension ended on "), day(t, page->suspended[i].until), STR("."));
	}
	for (size_t i = 0; i < page->unsure_count; i++) {
		if (comes(t, page->unsure[i].from))
			SAY(t, STR("From "), day(t, page->unsure[i].from), STR(" on it is not known whether the rule is in force."));
		if (comes(t, page->unsure[i].until))
			SAY(t, STR("Up to "), day(t, page->unsure[i].until), STR(" it was not known whether the rule was in force."));
	}
	for (size_t i = 0; i < page->change_count; i++)
		if (comes(t, page->changes[i].on))
			SAY(t, STR("On "), day(t, page->changes[i].on), STR(": "), page->changes[i].what, stop(page->changes[i].what));
	/* What begins matters more than what it takes the place of. */
	for (size_t i = 0; i < page->clause_count; i++)
		if (comes(t, page->clauses[i].days.from) && page->clauses[i].days.from != page->note->from)
			SAY(t, STR("Clause "), page->clauses[i].id, STR(" stands from "), day(t, page->clauses[i].days.from), STR(" on."));
	for (size_t i = 0; i < page->clause_count; i++)
		if (comes(t, page->clauses[i].days.until) && page->clauses[i].days.until != page->note->until)
			SAY(t, STR("Clause "), page->clauses[i].id, STR(" ended on "), day(t, page->clauses[i].days.until), STR("."));
	if (t->change.because_count == before)
		SAY(t, STR("A day that counts for this rule has passed."));
}

static str belief_text(struct telling *t, const struct belief *b) {
	if (!b->id.n)
		return STR("not known");
	return arena_join(t->mem, (const str[]){ b->id, STR(" ("), str_of(grade_names[b->grade]), STR(")") }, 4);
}

static void say_evidence(struct telling *t) {
	const struct identity *before = &t->sides[MOMENT_FROM].device.identity, *after = &t->sides[MOMENT_TO].device.identity;
	size_t said = t->change.because_count;

	if (!t->sides[MOMENT_FROM].known) {
		SAY(t, STR("On "), day(t, t->b->moments[MOMENT_FROM].on), STR(" the estate did not know the device yet."));
		return;
	}
	if (!str_eq(before->maker.id, after->maker.id) || before->maker.grade != after->maker.grade)
		SAY(t, STR("The maker was "), belief_text(t, &before->maker), STR(", and is now "), belief_text(t, &after->maker),
		    STR("."));
	if (!str_eq(before->brand.id, after->brand.id) || before->brand.grade != after->brand.grade)
		SAY(t, STR("The brand was "), belief_text(t, &before->brand), STR(", and is now "), belief_text(t, &after->brand),
		    STR("."));
	if (before->class != after->class)
		SAY(t, STR("Its class was "), str_of(class_names[before->class]), STR(", and is now "),
		    str_of(class_names[after->class]), STR("."));
	if (!str_eq(before->soc.id, after->soc.id) || before->soc.grade != after->soc.grade)
		SAY(t, STR("The maker of its chip was "), belief_text(t, &before->soc), STR(", and is now "),
		    belief_text(t, &after->soc), STR("."));
	if (t->change.because_count == said)
		SAY(t, STR("What was observed of it speaks otherwise than before."));
}

static void say_decision(struct telling *t, const struct decision_once *once) {
	const struct moment *m = t->b->moments;
	const struct decision *d = &once->decision;
	bool before = stood(once, &m[MOMENT_FROM]), after = stood(once, &m[MOMENT_TO]);
	str kind = str_of(decision_names[d->kind]);

	if (!before && after)
		SAY(t, STR("Decision "), number(t, d->number), STR(" ("), kind, STR(") by "), d->who, STR(" holds now: "), d->why,
		    stop(d->why));
	else if (before && !after && once->superseded_by)
		SAY(t, STR("Decision "), number(t, d->number), STR(" ("), kind, STR(") by "), d->who,
		    STR(" was superseded by decision "), number(t, once->superseded_by), STR("."));
	else if (before && !after)
		SAY(t, STR("Decision "), number(t, d->number), STR(" ("), kind, STR(") by "), d->who, STR(" ended on "),
		    day(t, d->until), STR("."));
}

static void say_decisions(struct telling *t, str law) {
	for (size_t i = 0; i < t->decision_count; i++)
		if (is_about_identity(&t->decisions[i].decision) || str_eq(t->decisions[i].decision.law, law))
			say_decision(t, &t->decisions[i]);
}

/* Telling */

/* Fills t->change for a law whose verdict differs. What made a difference first is its cause; all that did is said. */
static void explain(struct telling *t, size_t law) {
	const struct verdict *before = verdict_of(&t->sides[MOMENT_FROM].verdicts, law);
	const struct verdict *after = verdict_of(&t->sides[MOMENT_TO].verdicts, law);
	const struct verdict *by_law = verdict_of(&t->law_changed, law), *by_evidence = verdict_of(&t->evidence_changed, law);
	bool changes = !before || before->status != after->status;
	bool of_law = steps(before, by_law, changes), of_evidence = steps(by_law, by_evidence, changes);
	bool of_decision = steps(by_evidence, after, changes);

	/* Who looked at the device decided what is known of it. */
	if (of_evidence && eyes_differ(t)) {
		of_evidence = false;
		of_decision = true;
	}
	t->change = (struct change){
		.law = after->law, .was_known = before != NULL,
		.cause = of_law ? CAUSE_LAW : of_evidence ? CAUSE_EVIDENCE : CAUSE_DECISION,
		.before = before ? before->status : STATUS_CLEAR, .after = after->status,
		.before_by = before ? before->by : DATE_NONE, .after_by = after->by,
	};
	if (of_law)
		say_law(t, &t->b->pages[t->b->moments[MOMENT_TO].thinker.laws[law]]);
	if (of_evidence)
		say_evidence(t);
	if (of_decision)
		say_decisions(t, after->law->id);
	for (size_t i = 0; i < after->because_count; i++)
		SAY(t, after->because[i]);
}

int between_tell(struct between *b, struct judged_device *d, arena *mem,
		 int (*each)(void *context, const struct judged_device *d, const struct change *c), void *context) {
	struct telling *t = arena_new(mem, struct telling, 1);
	int r = t ? 0 : -ENOMEM;

	if (r)
		return r;
	t->b = b;
	t->mem = mem;
	t->d = d;
	if (d->special)
		r = store_decided(b->s, mem, d->row, &t->decisions, &t->decision_count);
	for (int i = 0; !r && i < MOMENT_COUNT; i++)
		r = fill_side(t, i);
	const struct verdicts *after = &t->sides[MOMENT_TO].verdicts;
	bool is_laid_out = false;
	for (size_t law = 0; !r && law < after->count; law++) {
		if (!differs(verdict_of(&t->sides[MOMENT_FROM].verdicts, law), &after->at[law]))
			continue;
		if (!is_laid_out) {
			t->law_changed = with_first_decisions(t, MOMENT_FROM);
			t->evidence_changed = with_first_decisions(t, MOMENT_TO);
			is_laid_out = true;
		}
		explain(t, law);
		r = mem->full ? -ENOMEM : each(context, d, &t->change);
	}
	return r;
}
