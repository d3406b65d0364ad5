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

static str kind_word(const struct judging *j, const struct decision *d) {
	return reason_of(j->language, (enum reason)(R_A_LICENCE + (int)d->kind));
}

/* As the language calls it; an act that is none of those of laws, as it stands. */
static str act_word(const struct judging *j, str act) {
	for (int a = R_BUY; a <= R_EXPORT; a++)
		if (str_eq(act, reason_of(TONGUE_EN, (enum reason)a)))
			return reason_of(j->language, (enum reason)a);
	return act;
}

static void say_at(struct judging *j, size_t *place, enum reason reason, const struct hole *holes, size_t count) {
	say_ahead(j, (*place)++, j->language, reason_make(j->mem, j->language, reason, holes, count));
}

/* What people wrote may end with a full stop or not. */
static str with_stop(struct judging *j, str words) {
	return str_ends(words, STR(".")) ? words : arena_join(j->mem, (const str[]){ words, STR(".") }, 2);
}

/* Who, when, why, until when, on which paper, and what the rule says without it, before what the rule says. */
static void say_decision(struct judging *j, const struct decision *d, enum status rule) {
	date made = date_of_seconds((int64_t)(d->made_us / 1000000));
	size_t place = 0;

	say_at(j, &place, d->act.n ? R_DECIDED_ACT : R_DECIDED,
	       HOLES(HOLE_STR("number", say_number(j, d->number)), HOLE_STR("kind", kind_word(j, d)),
		     HOLE_STR("act", act_word(j, d->act)), HOLE_STR("who", d->who), HOLE_DATE("day", made)));
	say_at(j, &place, R_DECIDED_WHY, HOLES(HOLE_STR("why", with_stop(j, d->why))));
	if (d->part.n)
		say_at(j, &place, R_DECIDED_PART, HOLES(HOLE_STR("part", d->part)));
	say_at(j, &place, d->until == DATE_NONE ? R_DECIDED_OPEN : R_DECIDED_UNTIL, HOLES(HOLE_DATE("day", d->until)));
	if (d->reference.n)
		say_at(j, &place, R_DECIDED_PAPER, HOLES(HOLE_STR("reference", d->reference)));
	say_at(j, &place, R_DECIDED_WITHOUT,
	       HOLES(HOLE_STR("status", reason_of(j->language, (enum reason)(R_IS_CLEAR + (int)rule)))));
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

/* One that holds and does not speak: for a part, for another act, or for nothing that this device has. */
static void say_other(struct judging *j, const struct decision *d) {
	bool is_for_act = extent_of(d, &j->law->note) != EXTENT_WHOLE;
	enum reason reason = d->is_partial ? (d->act.n ? R_OTHER_ACT_PART : R_OTHER_PART) :
			     is_for_act ? R_OTHER_ACT_ALONE : d->act.n ? R_OTHER_ACT : R_OTHER;

	SAY(j, reason, HOLE_STR("number", say_number(j, d->number)), HOLE_STR("kind", kind_word(j, d)),
	    HOLE_STR("act", act_word(j, d->act)), HOLE_STR("who", d->who), HOLE_STR("part", d->part));
}

static void say_others(struct judging *j, const struct decision *best) {
	const struct decision *d = next_of(j, 0);

	for (; d && j->verdict->because_count < VERDICT_REASONS_MAX; d = next_of(j, d->number))
		if (d != best)
			say_other(j, d);
}

void judge_decided(struct judging *j) {
	const struct circumstances *c = j->subject->circumstances;
	const enum status rule = j->verdict->status;
	struct effect best = { 0 };

	if (rule == STATUS_CLEAR || rule == STATUS_NOT_IN_FORCE)
		return;
	for (size_t i = 0; i < c->decision_count; i++) {
		struct effect e;

		if (is_about(j, &c->decisions[i]) && effect_of(&c->decisions[i], j->verdict, &e) && outranks(&e, &best))
			best = e;
	}
	if (best.decision) {
		j->verdict->status = best.status;
		j->verdict->by = best.by;
		j->verdict->decision = best.decision->number;
		say_decision(j, best.decision, rule);
	}
	say_others(j, best.decision);
}
