#include "cmd/judge_between.h"

#include <errno.h>
#include <stdio.h>

#include "base/file.h"
#include "fuse/decided.h"
#include "law/reasons.h"

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

	*b = (struct between){ .k = k, .s = s };
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
	if (!r)
		b->pages = laws_pages_in(mem, &k->laws, &k->trees[DATA_LAWS], b->moments[MOMENT_TO].thinker.court.language);
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

static enum tongue language_of(const struct telling *t) {
	return t->b->moments[MOMENT_TO].thinker.court.language;
}

static void add(struct telling *t, str sentence) {
	struct change *c = &t->change;

	if (c->because_count < CHANGE_REASONS_MAX)
		c->because[c->because_count++] = sentence;
}

#define SAY(t, reason, ...) add((t), reason_make((t)->mem, language_of(t), (reason), HOLES(__VA_ARGS__)))

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
static str with_stop(struct telling *t, str words) {
	return str_ends(words, STR(".")) ? words : arena_join(t->mem, (const str[]){ words, STR(".") }, 2);
}

static bool tests_ask_contract(const struct test_note *tests, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (str_find(tests[i].key, STR("contract"), 0) < tests[i].key.n)
			return true;
	return false;
}

/* Does what it says of a device hang on the contract over that? */
static bool asks_contract(const struct law_page *page) {
	for (size_t i = 0; i < page->clause_count; i++)
		if (page->clauses[i].by_contract || tests_ask_contract(page->clauses[i].tests, page->clauses[i].test_count))
			return true;
	for (size_t i = 0; i < page->exception_count; i++)
		if (tests_ask_contract(page->exceptions[i].tests, page->exceptions[i].test_count))
			return true;
	return false;
}

/* No law changes when a contract begins or ends, and yet what it says of the device may. */
static void say_contract(struct telling *t) {
	const struct contract *c = t->sides[MOMENT_TO].circumstances.contract;

	if (c && comes(t, c->from))
		SAY(t, R_CONTRACT_BEGAN, HOLE_DATE("day", c->from));
	if (c && comes(t, c->until))
		SAY(t, R_CONTRACT_ENDED, HOLE_DATE("day", c->until));
}

static void say_law(struct telling *t, const struct law_page *page) {
	size_t before = t->change.because_count;

	if (comes(t, page->note->from))
		SAY(t, R_BEGAN, HOLE_DATE("day", page->note->from));
	if (comes(t, page->note->until))
		SAY(t, R_LAW_ENDED, HOLE_DATE("day", page->note->until));
	for (size_t i = 0; i < page->suspended_count; i++) {
		if (comes(t, page->suspended[i].from))
			SAY(t, R_PAUSED, HOLE_DATE("day", page->suspended[i].from));
		if (comes(t, page->suspended[i].until))
			SAY(t, R_RESUMED, HOLE_DATE("day", page->suspended[i].until));
	}
	for (size_t i = 0; i < page->unsure_count; i++) {
		if (comes(t, page->unsure[i].from))
			SAY(t, R_UNSURE_FROM, HOLE_DATE("day", page->unsure[i].from));
		if (comes(t, page->unsure[i].until))
			SAY(t, R_UNSURE_UNTIL, HOLE_DATE("day", page->unsure[i].until));
	}
	for (size_t i = 0; i < page->change_count; i++)
		if (comes(t, page->changes[i].on))
			add(t, reason_make(t->mem, page->note->language, R_HAPPENED,
					   HOLES(HOLE_DATE("day", page->changes[i].on),
						 HOLE_STR("what", with_stop(t, page->changes[i].what)))));
	/* What begins matters more than what it takes the place of. */
	for (size_t i = 0; i < page->clause_count; i++)
		if (comes(t, page->clauses[i].days.from) && page->clauses[i].days.from != page->note->from)
			SAY(t, R_CLAUSE_BEGAN, HOLE_STR("clause", page->clauses[i].id), HOLE_DATE("day", page->clauses[i].days.from));
	for (size_t i = 0; i < page->clause_count; i++)
		if (comes(t, page->clauses[i].days.until) && page->clauses[i].days.until != page->note->until)
			SAY(t, R_CLAUSE_ENDED, HOLE_STR("clause", page->clauses[i].id), HOLE_DATE("day", page->clauses[i].days.until));
	if (asks_contract(page))
		say_contract(t);
	if (t->change.because_count == before)
		add(t, reason_of(language_of(t), R_DAY_PASSED));
}

static str belief_text(struct telling *t, const struct belief *b) {
	enum reason grade = (enum reason)(R_GRADE_UNKNOWN + (int)b->grade);

	if (!b->id.n)
		return reason_of(language_of(t), R_BELIEF_NONE);
	return reason_make(t->mem, language_of(t), R_BELIEF,
			   HOLES(HOLE_STR("id", b->id), HOLE_STR("grade", reason_of(language_of(t), grade))));
}

static void say_belief(struct telling *t, enum reason reason, const struct belief *before, const struct belief *after) {
	if (!str_eq(before->id, after->id) || before->grade != after->grade)
		SAY(t, reason, HOLE_STR("before", belief_text(t, before)), HOLE_STR("after", belief_text(t, after)));
}

static str class_word(struct telling *t, enum device_class class) {
	return reason_of(language_of(t), (enum reason)(R_CAMERA + (int)class));
}

static void say_evidence(struct telling *t) {
	const struct identity *before = &t->sides[MOMENT_FROM].device.identity, *after = &t->sides[MOMENT_TO].device.identity;
	size_t said = t->change.because_count;

	if (!t->sides[MOMENT_FROM].known) {
		SAY(t, R_NOT_KNOWN_YET, HOLE_DATE("day", t->b->moments[MOMENT_FROM].on));
		return;
	}
	say_belief(t, R_MAKER_WAS, &before->maker, &after->maker);
	say_belief(t, R_BRAND_WAS, &before->brand, &after->brand);
	if (before->class != after->class)
		SAY(t, R_CLASS_WAS, HOLE_STR("before", class_word(t, before->class)), HOLE_STR("after", class_word(t, after->class)));
	say_belief(t, R_CHIP_WAS, &before->soc, &after->soc);
	if (t->change.because_count == said)
		add(t, reason_of(language_of(t), R_OBSERVED_OTHERWISE));
}

static void say_decision(struct telling *t, const struct decision_once *once) {
	const struct moment *m = t->b->moments;
	const struct decision *d = &once->decision;
	bool before = stood(once, &m[MOMENT_FROM]), after = stood(once, &m[MOMENT_TO]);
	const struct hole kind = HOLE_STR("kind", reason_of(language_of(t), (enum reason)(R_LICENCE + (int)d->kind)));
	const struct hole name = HOLE_STR("number", number(t, d->number)), who = HOLE_STR("who", d->who);

	if (!before && after)
		SAY(t, R_HOLDS_NOW, name, kind, who, HOLE_STR("why", with_stop(t, d->why)));
	else if (before && !after && once->superseded_by)
		SAY(t, R_SUPERSEDED, name, kind, who, HOLE_STR("other", number(t, once->superseded_by)));
	else if (before && !after)
		SAY(t, R_DECISION_ENDED, name, kind, who, HOLE_DATE("day", d->until));
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
		add(t, after->because[i]);
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
