/*
 * The story of a device, the part about the rules: what each says, on which
 * day, and why. It speaks of the rule's effect only; how likely the maker is
 * stands elsewhere, so that the two are never said in one breath.
 */
#include "show/explain.h"

#include "show/names.h"
#include "show/story.h"

enum { INDENT = 2 };

/* Does the verdict bar or bind something? Only those repeat each other's reasons. */
static bool is_hit(const struct verdict *v) {
	return v->status > STATUS_UNDETERMINED;
}

static bool has_reason(const struct verdict *v, str reason) {
	for (size_t i = 0; i < v->because_count; i++)
		if (str_eq(v->because[i], reason))
			return true;
	return false;
}

/*
 * Does the reason stand in nearly all of the hits? What rules say of the
 * device itself does, and is told once before them.
 */
static bool is_shared(const struct verdicts *verdicts, const struct verdict *v, str reason) {
	size_t hits = 0, having = 0;

	for (size_t i = 0; is_hit(v) && i < verdicts->count; i++) {
		hits += is_hit(&verdicts->at[i]);
		having += is_hit(&verdicts->at[i]) && has_reason(&verdicts->at[i], reason);
	}
	return having > 1 && having * 4 > hits * 3;
}

static bool was_told(const struct verdicts *verdicts, size_t at, str reason) {
	for (size_t i = 0; i < at; i++)
		if (is_hit(&verdicts->at[i]) && has_reason(&verdicts->at[i], reason))
			return true;
	return false;
}

static void say_shared(struct prose *p, const struct verdicts *verdicts) {
	bool first = true;

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->at[i];

		for (size_t k = 0; k < v->because_count; k++) {
			if (!is_shared(verdicts, v, v->because[k]) || was_told(verdicts, i, v->because[k]))
				continue;
			if (first)
				explain_word(p, W_SHARED);
			first = false;
			p->hang = INDENT;
			explain_item(p, v->because[k]);
			p->hang = 0;
		}
	}
	if (!first)
		prose_gap(p);
}

/* Why the rule says so; what was told before all rules is only pointed to. */
static void say_reasons(struct prose *p, const struct verdicts *verdicts, const struct verdict *v) {
	bool shared = false;

	p->hang = INDENT;
	for (size_t i = 0; i < v->because_count; i++) {
		if (is_shared(verdicts, v, v->because[i]))
			shared = true;
		else
			explain_item(p, v->because[i]);
	}
	if (shared)
		explain_item(p, str_of(words_of(p->look->language, W_RESTS)));
	p->hang = 0;
}

/* What the rule is, for somebody who wants to look it up. */
static void say_law(struct prose *p, const struct law_note *law) {
	explain_labelled(p, W_L_BINDS, law->scope);
	explain_list(p, W_L_BINDS_WHOM, law->roles);
	if (law->from != DATE_NONE)
		EXPLAIN_LINE(p, law->until == DATE_NONE ? W_IN_FORCE : W_IN_FORCE_UNTIL, HOLE_DATE("from", law->from),
			     HOLE_DATE("until", law->until));
	explain_labelled(p, W_L_AUTHORITY, law->authority);
	explain_labelled(p, W_L_CITATION, law->citation);
	explain_list(p, law->sources.count == 1 ? W_FACT_SOURCE : W_FACT_SOURCES, law->sources);
}

static void say_status(struct prose *p, enum status status) {
	prose_tone(p, tone_of_status(status));
	explain_say(p, word_of_status(status), NULL, 0);
}

static void say_verdict(struct prose *p, const struct verdicts *verdicts, const struct verdict *v) {
	enum word day;

	say_status(p, v->status);
	prose_cstr(p, ":");
	prose_tone(p, TONE_PLAIN);
	prose_cstr(p, " ");
	prose_str(p, v->law->title);
	prose_cstr(p, " (");
	prose_str(p, v->law->id);
	prose_cstr(p, ")");
	prose_end(p);
	p->indent += INDENT;
	explain_word(p, word_of_meaning(v->status));
	if (verdict_is_lent(v))
		EXPLAIN_LINE(p, W_LENT, HOLE_NTH("number", v->decision), HOLE_DATE("day", v->by));
	else if (v->decision)
		EXPLAIN_LINE(p, W_DECIDED, HOLE_NTH("number", v->decision));
	if (word_of_day(v, &day))
		EXPLAIN_LINE(p, day, HOLE_DATE("day", v->by));
	say_reasons(p, verdicts, v);
	say_law(p, v->law);
	p->indent -= INDENT;
	prose_gap(p);
}

/* Rules with their ids, one behind the other: those that `v` is alike, or that have its status. */
static bool is_named_with(const struct verdict *v, const struct verdict *other) {
	return v->status == STATUS_UNDETERMINED ? story_is_alike(v, other) : v->status == other->status;
}

static void say_ids(struct prose *p, const struct verdicts *verdicts, size_t at) {
	for (size_t i = at; i < verdicts->count; i++) {
		if (!is_named_with(&verdicts->at[at], &verdicts->at[i]))
			continue;
		prose_cstr(p, i == at ? "" : ", ");
		prose_str(p, verdicts->at[i].law->id);
	}
}

/* Many rules for which the same fact is missing: the fact once, the rules by name. */
static void say_alike(struct prose *p, const struct verdicts *verdicts, size_t at, size_t count) {
	enum tongue language = p->look->language;

	prose_tone(p, tone_of_status(verdicts->at[at].status));
	EXPLAIN_SAY(p, W_UNDER_RULES_STORY,
		    HOLE_STR("status", str_of(words_of(language, word_of_status(verdicts->at[at].status)))), HOLE_U64("count", count));
	prose_tone(p, TONE_PLAIN);
	prose_end(p);
	p->indent += INDENT;
	p->hang = INDENT;
	explain_item(p, verdicts->at[at].because[0]);
	p->hang = 0;
	explain_say(p, W_THE_RULES, NULL, 0);
	prose_cstr(p, ": ");
	say_ids(p, verdicts, at);
	prose_end(p);
	explain_word(p, W_ASK_LAW);
	p->indent -= INDENT;
	prose_gap(p);
}

static void say_verdict_at(struct prose *p, const struct verdicts *verdicts, size_t at) {
	size_t count = story_alike(verdicts, at);

	if (count == 1)
		say_verdict(p, verdicts, &verdicts->at[at]);
	else if (count > 1)
		say_alike(p, verdicts, at, count);
}

/* The laws that do not touch the device, by name only. */
static void say_untouched(struct prose *p, const struct verdicts *verdicts, enum status status, enum word label) {
	size_t first = 0;

	while (first < verdicts->count && verdicts->at[first].status != status)
		first++;
	if (first == verdicts->count)
		return;
	explain_say(p, label, NULL, 0);
	prose_cstr(p, ": ");
	say_ids(p, verdicts, first);
	prose_end(p);
}

/* How many rules say what, before any of them is told. */
static void say_counts(struct prose *p, const struct verdicts *verdicts) {
	bool first = true;

	explain_say(p, W_RULES_VERDICTS, NULL, 0);
	prose_cstr(p, ": ");
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		size_t count = 0;

		for (size_t i = 0; i < verdicts->count; i++)
			count += (int)verdicts->at[i].status == status;
		if (count == 0)
			continue;
		prose_cstr(p, first ? "" : ", ");
		explain_say(p, word_of_status((enum status)status), NULL, 0);
		prose_cstr(p, " ");
		prose_u64(p, count);
		first = false;
	}
	prose_cstr(p, ". ");
	explain_word(p, verdicts->count == 1 ? W_RULES_ONE : W_RULES_ALL);
}

void explain_rules(struct prose *p, const struct verdicts *verdicts, date on) {
	explain_head(p, W_LAWS);
	if (verdicts->count == 0) {
		explain_word(p, W_D_RULES_NONE);
		return;
	}
	say_counts(p, verdicts);
	if (on != DATE_NONE) {
		EXPLAIN_SAY(p, W_AS_STOOD, HOLE_DATE("day", on));
		prose_gap(p);
	}
	say_shared(p, verdicts);
	for (int status = STATUS_COUNT - 1; status > STATUS_NOT_IN_FORCE; status--)
		for (size_t i = 0; i < verdicts->count; i++)
			if ((int)verdicts->at[i].status == status)
				say_verdict_at(p, verdicts, i);
	say_untouched(p, verdicts, STATUS_CLEAR, W_RULES_CLEAR);
	say_untouched(p, verdicts, STATUS_NOT_IN_FORCE, W_RULES_NOT_IN_FORCE);
}
