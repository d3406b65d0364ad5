/*
 * What people decided about a device, put upon what the rule says of it.
 *
 * A decision of a department on this one case speaks last, the newest of
 * several. Else all that hold are permissions, and the one that permits most
 * counts, the newest of equals: in which order they stand does not matter.
 */

#include "law/judging.h"

/* How far a decision reaches for a device that is there already. */
enum extent {
	EXTENT_NONE,  /* it is for acts, such as buying, by which more would come */
	EXTENT_THERE, /* it is for using it or keeping its contract, and the law has other acts too */
	EXTENT_WHOLE,
};

/* What one decision makes of the verdict of the rule. */
struct effect {
	const struct decision *decision; /* NULL: none has any */
	enum status status;
	date by;
};

static enum extent extent_of(const struct decision *d, const struct law_note *law) {
	bool has_act = strs_have(law->acts, d->act);

	if (d->act.n == 0 || (has_act && law->acts.count == 1))
		return EXTENT_WHOLE;
	return has_act && (str_eq(d->act, STR("use")) || str_eq(d->act, STR("contract"))) ? EXTENT_THERE : EXTENT_NONE;
}

/* If it were for all acts; false when it has nothing to do with such a verdict. */
static bool whole_effect(const struct decision *d, const struct verdict *rule, struct effect *ret_effect) {
	struct effect e = { d, STATUS_RESTRICTED, d->until };

	switch (d->kind) {
	case DECISION_LICENCE:
		if (rule->status != STATUS_LICENCE_REQUIRED)
			return false;
		break;
	case DECISION_WAIVER:
		if (rule->status < STATUS_RESTRICTED)
			return false;
		break;
	case DECISION_EXEMPTION:
		e.status = STATUS_CLEAR;
		e.by = DATE_NONE;
		break;
	case DECISION_CASE:
		e.status = d->status;
		e.by = d->status == STATUS_RESTRICTED ? d->until : d->status > STATUS_RESTRICTED ? rule->by : DATE_NONE;
		break;
	case DECISION_CONFIRM: case DECISION_REJECT: case DECISION_COUNT:
	default:
		return false;
	}
	*ret_effect = e;
	return true;
}

/* May it stay longer than the rule alone lets it? */
static bool is_later(date by, date rule) {
	return rule != DATE_NONE && (by == DATE_NONE || by > rule);
}

/* Where only what is there may stay, it stays forbidden to get more of it. */
static bool effect_of(const struct decision *d, const struct verdict *rule, struct effect *ret_effect) {
	enum status rest = rule->status == STATUS_PROHIBITED ? STATUS_PROHIBITED_NEW : rule->status;
	enum extent extent = extent_of(d, rule->law);
	struct effect e;

	if (extent == EXTENT_NONE || !whole_effect(d, rule, &e))
		return false;
	/* What was decided about a part can forbid the whole, and permit nothing for the rest of it. */
	if (d->is_partial && e.status <= rule->status)
		return false;
	if (extent == EXTENT_THERE) {
		e.status = e.status > rest ? e.status : rest;
		if (e.status == rule->status && d->kind != DECISION_CASE && !is_later(e.by, rule->by))
			return false;
	}
	*ret_effect = e;
	return true;
}

static bool outranks(const struct effect *a, const struct effect *b) {
	bool a_is_case = a->decision->kind == DECISION_CASE;

	if (!b->decision)
		return true;
	if (a_is_case != (b->decision->kind == DECISION_CASE))
		return a_is_case;
	if (!a_is_case && a->status != b->status)
		return a->status < b->status;
	return a->decision->number > b->decision->number;
}

static bool is_about(const struct judging *j, const struct decision *d) {
	return d->kind <= DECISION_CASE && str_eq(d->law, j->law->note.id) && decision_holds(d, j->subject->court->on);
}

/* Of a kind, with its article. */
static const char *const kinds[DECISION_COUNT] = {
	[DECISION_LICENCE] = "a licence", [DECISION_WAIVER] = "a waiver", [DECISION_EXEMPTION] = "an exemption",
	[DECISION_CASE] = "a decision on this case", [DECISION_CONFIRM] = "a confirmation", [DECISION_REJECT] = "a rejection",
};

#define SAY_AHEAD(j, place, ...) \
	say_ahead((j), (place)++, arena_join((j)->mem, (const str[]){ __VA_ARGS__ }, \
					     sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str)))

/* Who, when, why, until when, on which paper, and what the rule says without it, before what the rule says. */
static void say_decision(struct judging *j, const struct decision *d, enum status rule) {
	size_t place = 0;
	str made = say_day(j, date_of_seconds((int64_t)(d->made_us / 1000000)));

	SAY_AHEAD(j, place, STR("Decision "), say_number(j, d->number), STR(" is "), str_of(kinds[d->kind]),
		  d->act.n ? STR(" for the act '") : STR(""), d->act, d->act.n ? STR("'") : STR(""), STR(", made by "), d->who,
		  STR(" on "), made, STR("."));
	SAY_AHEAD(j, place, STR("The reason given for it: "), d->why, str_ends(d->why, STR(".")) ? STR("") : STR("."));
	if (d->part.n)
		SAY_AHEAD(j, place, STR("It was made about the part "), d->part, STR("."));
	if (d->until != DATE_NONE)
		SAY_AHEAD(j, place, STR("It holds up to, not including, "), say_day(j, d->until), STR("."));
	else
		SAY_AHEAD(j, place, STR("It has no last day."));
	if (d->reference.n)
		SAY_AHEAD(j, place, STR("It stands on this paper: "), d->reference, STR("."));
	SAY_AHEAD(j, place, STR("Without it the rule says '"), str_of(status_names[rule]), STR("', for what follows."));
}

/* The decision with the least number above `after`; NULL when there is none. */
static const struct decision *next_of(const struct judging *j, uint64_t after) {
	const struct circumstances *c = j->subject->circumstances;
	const struct decision *next = NULL;

	for (size_t i = 0; i < c->decision_count; i++) {
		const struct decision *d = &c->decisions[i];

		if (is_about(j, d) && d->number > after && (!next || d->number < next->number))
			next = d;
	}
	return next;
}

static void say_other(struct judging *j, const struct decision *d, bool too) {
	bool is_for_act = extent_of(d, &j->law->note) != EXTENT_WHOLE;
	str end = d->is_partial ? STR(": it was made about a part only, ") :
		  is_for_act ? STR(": for that act alone, and for the others the rule stands.") :
			       STR(" and changes nothing for this device.");

	SAY(j, STR("Decision "), say_number(j, d->number), STR(", "), str_of(kinds[d->kind]),
	    d->act.n ? STR(" for the act '") : STR(""), d->act, d->act.n ? STR("'") : STR(""), STR(" by "), d->who,
	    too ? STR(", holds too") : STR(", holds"), end, d->is_partial ? d->part : STR(""),
	    d->is_partial ? STR(", and does not count for the whole.") : STR(""));
}

static void say_others(struct judging *j, const struct decision *best) {
	const struct decision *d = next_of(j, 0);

	for (; d && j->verdict.because_count < VERDICT_REASONS_MAX; d = next_of(j, d->number))
		if (d != best)
			say_other(j, d, best != NULL);
}

void judge_decided(struct judging *j) {
	const struct circumstances *c = j->subject->circumstances;
	const enum status rule = j->verdict.status;
	struct effect best = { 0 };

	if (rule == STATUS_CLEAR || rule == STATUS_NOT_IN_FORCE)
		return;
	for (size_t i = 0; i < c->decision_count; i++) {
		struct effect e;

		if (is_about(j, &c->decisions[i]) && effect_of(&c->decisions[i], &j->verdict, &e) && outranks(&e, &best))
			best = e;
	}
	if (best.decision) {
		j->verdict.status = best.status;
		j->verdict.by = best.by;
		j->verdict.decision = best.decision->number;
		say_decision(j, best.decision, rule);
	}
	say_others(j, best.decision);
}
