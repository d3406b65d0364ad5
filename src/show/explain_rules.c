/*
 * The story of a device, the part about the rules: what each says, on which
 * day, and why. It speaks of the rule's effect only; how likely the maker is
 * stands elsewhere, so that the two are never said in one breath.
 */
#include "show/explain.h"

#include "show/names.h"
#include "show/story.h"

enum { INDENT = 2 };

void explain_labelled(struct prose *p, const char *label, str what) {
	if (what.n == 0)
		return;
	prose_cstr(p, label);
	prose_cstr(p, " ");
	prose_str(p, what);
	prose_end(p);
}

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
			prose_cstr(p, first ? "What nearly all of the rules below rest on:" : "");
			prose_end(p);
			first = false;
			p->hang = INDENT;
			explain_labelled(p, "-", v->because[k]);
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
			explain_labelled(p, "-", v->because[i]);
	}
	if (shared)
		explain_labelled(p, "-", STR("It rests on what is said of the device above."));
	p->hang = 0;
}

static void say_list(struct prose *p, const char *label, struct strs list, const char *between) {
	for (size_t i = 0; i < list.count; i++) {
		prose_cstr(p, i == 0 ? label : between);
		prose_cstr(p, " ");
		prose_str(p, list.at[i]);
	}
	prose_end(p);
}

/* What the rule is, for somebody who wants to look it up. */
static void say_law(struct prose *p, const struct law_note *law) {
	explain_labelled(p, "What it binds:", law->scope);
	say_list(p, "Whom it binds:", law->roles, ",");
	if (law->from != DATE_NONE) {
		prose_cstr(p, "In force from ");
		prose_date(p, law->from);
		if (law->until != DATE_NONE) {
			prose_cstr(p, " until the day before ");
			prose_date(p, law->until);
		}
		prose_cstr(p, ".");
		prose_end(p);
	}
	explain_labelled(p, "Authority:", law->authority);
	explain_labelled(p, "Citation:", law->citation);
	say_list(p, law->sources.count == 1 ? "Source:" : "Sources:", law->sources, ";");
}

static void say_verdict(struct prose *p, const struct verdicts *verdicts, const struct verdict *v) {
	prose_tone(p, tone_of_status(v->status));
	prose_cstr(p, name_of_status(v->status));
	prose_cstr(p, ":");
	prose_tone(p, TONE_PLAIN);
	prose_cstr(p, " ");
	prose_str(p, v->law->title);
	prose_cstr(p, " (");
	prose_str(p, v->law->id);
	prose_cstr(p, ")");
	prose_end(p);
	p->indent += INDENT;
	prose_cstr(p, "This means: ");
	prose_cstr(p, meaning_of_status(v->status));
	prose_cstr(p, ".");
	prose_end(p);
	if (v->decision) {
		prose_cstr(p, "Decision ");
		prose_u64(p, v->decision);
		prose_cstr(p, " makes it so");
		if (verdict_is_lent(v)) {
			prose_cstr(p, ", up to, not including, ");
			prose_date(p, v->by);
		}
		prose_cstr(p, ".");
		prose_end(p);
	}
	if (v->by != DATE_NONE && !verdict_is_lent(v)) {
		prose_cstr(p, "It must be gone by ");
		prose_date(p, v->by);
		prose_cstr(p, ".");
		prose_end(p);
	}
	say_reasons(p, verdicts, v);
	say_law(p, v->law);
	p->indent -= INDENT;
	prose_gap(p);
}

/* Many rules for which the same fact is missing: the fact once, the rules by name. */
static void say_alike(struct prose *p, const struct verdicts *verdicts, size_t at, size_t count) {
	prose_tone(p, tone_of_status(verdicts->at[at].status));
	prose_cstr(p, name_of_status(verdicts->at[at].status));
	prose_tone(p, TONE_PLAIN);
	prose_cstr(p, " under ");
	prose_u64(p, count);
	prose_cstr(p, " rules:");
	prose_end(p);
	p->indent += INDENT;
	p->hang = INDENT;
	explain_labelled(p, "-", verdicts->at[at].because[0]);
	p->hang = 0;
	for (size_t i = at; i < verdicts->count; i++) {
		if (!story_is_alike(&verdicts->at[at], &verdicts->at[i]))
			continue;
		prose_cstr(p, i == at ? "The rules: " : ", ");
		prose_str(p, verdicts->at[i].law->id);
	}
	prose_cstr(p, ". Ask for one of them with --law to see all of its reasons.");
	prose_end(p);
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
static void say_untouched(struct prose *p, const struct verdicts *verdicts, enum status status, const char *words) {
	bool first = true;

	for (size_t i = 0; i < verdicts->count; i++) {
		if (verdicts->at[i].status != status)
			continue;
		prose_cstr(p, first ? words : ", ");
		prose_str(p, verdicts->at[i].law->id);
		first = false;
	}
	prose_end(p);
}

/* How many rules say what, before any of them is told. */
static void say_counts(struct prose *p, const struct verdicts *verdicts) {
	bool first = true;

	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		size_t count = 0;

		for (size_t i = 0; i < verdicts->count; i++)
			count += (int)verdicts->at[i].status == status;
		if (count == 0)
			continue;
		prose_cstr(p, first ? "" : ", ");
		prose_u64(p, count);
		prose_cstr(p, " ");
		prose_cstr(p, name_of_status((enum status)status));
		first = false;
	}
	prose_cstr(p, verdicts->count == 1 ? ". One rule was asked." : ". Every rule says below whom it binds; --as ROLE asks only "
			"those that bind you.");
	prose_end(p);
}

void explain_rules(struct prose *p, const struct verdicts *verdicts, date on) {
	prose_head(p, "What the rules say");
	if (verdicts->count == 0) {
		prose_cstr(p, "No rule was asked.");
		prose_end(p);
		return;
	}
	say_counts(p, verdicts);
	if (on != DATE_NONE) {
		prose_cstr(p, "As the rules stood on ");
		prose_date(p, on);
		prose_cstr(p, ", if the device is what is said above:");
		prose_gap(p);
	}
	say_shared(p, verdicts);
	for (int status = STATUS_COUNT - 1; status > STATUS_NOT_IN_FORCE; status--)
		for (size_t i = 0; i < verdicts->count; i++)
			if ((int)verdicts->at[i].status == status)
				say_verdict_at(p, verdicts, i);
	say_untouched(p, verdicts, STATUS_CLEAR, "Rules that do not cover it: ");
	say_untouched(p, verdicts, STATUS_NOT_IN_FORCE, "Rules not in force on that day: ");
}
