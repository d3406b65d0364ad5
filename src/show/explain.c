/*
 * The story of one device, for people who have to answer for it: who made it,
 * how sure that is, why, what speaks against it, what the rules say, and the
 * chain down to the bytes. How likely the maker is and what a rule does are
 * never said in one sentence.
 */
#include "show/glyph.h"
#include "show/prose.h"
#include "show/story.h"

enum {
	EXPLAIN_WIDTH = 80,   /* for a file or a pipe */
	EXPLAIN_VALUE_MAX = 200, /* bytes of a value inside a sentence */
	INDENT = 2,
};

static void labelled(struct prose *p, const char *label, str what) {
	if (what.n == 0)
		return;
	prose_cstr(p, label);
	prose_cstr(p, " ");
	prose_str(p, what);
	prose_end(p);
}

/* A value inside a sentence. */
static void quoted(struct prose *p, str value) {
	str head = glyph_head(value, EXPLAIN_VALUE_MAX);

	prose_whole(p, STR("\""));
	prose_str(p, head);
	prose_whole(p, head.n < value.n ? STR("\u2026\"") : STR("\""));
}

/* How likely the maker is, and whom it belongs to. */
static void say_maker(struct prose *p, const struct identity *id, const struct registry *r) {
	const struct belief *maker = &id->maker;
	const struct company *c = maker->id.n ? registry_company(r, maker->id) : NULL;
	bool named = maker->grade != GRADE_UNKNOWN && maker->id.n > 0;

	prose_cstr(p, words_of_belief(maker));
	if (named) {
		prose_cstr(p, " ");
		prose_str(p, name_of_company(r, maker->id));
	}
	if (named && c && c->country.n) {
		prose_cstr(p, ", ");
		prose_str(p, name_of_country(c->country));
	}
	if (named) {
		prose_cstr(p, " (confidence ");
		prose_confidence(p, maker->confidence);
		prose_cstr(p, ")");
	}
	prose_cstr(p, ". ");
	prose_cstr(p, story_of_grade(maker->grade));
	prose_end(p);
	if (c && registry_group(r, c) != c) {
		prose_cstr(p, "That company belongs to ");
		prose_str(p, registry_group(r, c)->name);
		prose_cstr(p, ".");
		prose_end(p);
	}
}

/* The name on the box is a belief of its own, with a number of its own. */
static void say_label(struct prose *p, const struct identity *id, const struct registry *r) {
	if (id->brand.grade == GRADE_UNKNOWN || id->brand.id.n == 0) {
		prose_cstr(p, "No label was seen.");
	} else {
		prose_cstr(p, "The label says ");
		prose_str(p, name_of_brand(r, id->brand.id));
		prose_cstr(p, " (");
		prose_cstr(p, grade_names[id->brand.grade]);
		prose_cstr(p, ", confidence ");
		prose_confidence(p, id->brand.confidence);
		prose_cstr(p, ").");
	}
	if (id->relabelled == TRI_TRUE)
		prose_cstr(p, " The maker is another than the label says: it is a relabelled product.");
	else if (id->relabelled == TRI_FALSE)
		prose_cstr(p, " Label and maker belong together.");
	prose_end(p);
}

static void say_who(struct prose *p, const struct device *d, const struct registry *r) {
	const struct identity *id = &d->identity;
	uint8_t room[128];
	struct text t = TEXT(room);

	prose_head(p, "Who made it");
	say_maker(p, id, r);
	say_label(p, id, r);
	labelled(p, "Model on the label:", id->model);
	labelled(p, "Factory model:", id->original);
	if (id->class != CLASS_UNKNOWN)
		labelled(p, "Kind of device:", str_of(class_names[id->class]));
	labelled(p, "Main chip:", id->soc.id.n ? name_of_value(r, ASPECT_SOC, id->soc.id) : id->soc.id);
	labelled(p, "Firmware:", id->firmware);
	addr_format(&t, d->mac);
	labelled(p, "MAC address:", d->mac.kind ? text_done(&t) : (str){ 0 });
	for (size_t i = 0; i < d->address_count; i++) {
		t.used = 0;
		addr_format(&t, d->addresses[i]);
		labelled(p, "Address:", text_done(&t));
	}
	t.used = 0;
	story_time(&t, d->first_us);
	labelled(p, "First seen:", text_done(&t));
	t.used = 0;
	story_time(&t, d->last_us);
	labelled(p, "Last seen:", text_done(&t));
}

static void say_says(struct prose *p, const struct claim_group *g, const struct registry *r) {
	bool first = true;

	for (int a = 0; a < ASPECT_COUNT; a++) {
		if (g->says[a].n == 0)
			continue;
		prose_cstr(p, first ? "" : ", ");
		prose_cstr(p, name_of_aspect((enum aspect)a));
		prose_cstr(p, " ");
		prose_str(p, name_of_value(r, (enum aspect)a, g->says[a]));
		first = false;
	}
}

/* What was seen, when and where; which mark reads it so; why that mark is to be believed. */
static void say_evidence(struct prose *p, const struct claim_group *g, size_t number, const struct registry *r,
			 struct strs sources) {
	uint8_t room[STORY_PLACE_MAX];
	struct text place = TEXT(room);

	prose_u64(p, number);
	prose_cstr(p, ". ");
	prose_str(p, g->seen->field);
	prose_cstr(p, " was ");
	quoted(p, g->seen->value);
	story_place(&place, g->seen, sources);
	if (place.used) {
		prose_cstr(p, ", ");
		prose_str(p, text_done(&place));
	}
	prose_cstr(p, ".");
	prose_end(p);
	p->indent += 3;
	prose_cstr(p, "The mark ");
	prose_str(p, g->mark->id);
	prose_cstr(p, " reads from it: ");
	say_says(p, g, r);
	prose_cstr(p, ". This is ");
	prose_cstr(p, meaning_of_strength(g->strength));
	prose_cstr(p, ".");
	prose_end(p);
	labelled(p, "Why:", g->mark->why);
	labelled(p, "Source:", g->mark->source);
	p->indent -= 3;
}

/* All groups for which `wanted` holds, numbered. How many there were. */
static size_t say_all(struct prose *p, const struct identity *id, const struct registry *r, struct strs sources,
		      bool (*wanted)(const struct identity *id, const struct claim_group *g)) {
	struct claim_group g = { 0 };
	size_t number = 0;

	while (claims_next(id, &g))
		if (wanted(id, &g))
			say_evidence(p, &g, ++number, r, sources);
	return number;
}

static bool is_aside(const struct identity *id, const struct claim_group *g) {
	return !claims_support(id, g) && !claims_contradict(id, g);
}

/* Makers and labels that are not ruled out. */
static void say_rivals(struct prose *p, const struct identity *id, const struct registry *r) {
	for (size_t i = 0; i < id->rival_count; i++) {
		const struct rival *rival = &id->rivals[i];

		prose_cstr(p, "As the ");
		prose_cstr(p, name_of_aspect(rival->aspect));
		prose_cstr(p, ", ");
		prose_str(p, name_of_value(r, rival->aspect, rival->id));
		prose_cstr(p, " stays possible (confidence ");
		prose_confidence(p, rival->confidence);
		prose_cstr(p, ").");
		prose_end(p);
	}
}

static void say_count(struct prose *p, size_t count, const char *none, const char *one, const char *many) {
	if (count > 0)
		prose_u64(p, count);
	prose_cstr(p, count == 0 ? none : count == 1 ? one : many);
}

static void say_how_sure(struct prose *p, const struct identity *id, const struct weighed *w) {
	prose_head(p, "How sure that makes us");
	prose_u64(p, w->for_it);
	prose_cstr(p, w->for_it == 1 ? " piece of evidence speaks" : " pieces of evidence speak");
	prose_cstr(p, " for it, of ");
	prose_u64(p, w->kinds);
	prose_cstr(p, w->kinds == 1 ? " kind" : " kinds that do not depend on each other");
	prose_cstr(p, "; ");
	say_count(p, w->proofs, "none is a proof. ", " is a proof. ", " are proofs. ");
	say_count(p, w->against, "Nothing speaks against it.", " speaks against it.", " speak against it.");
	prose_end(p);
	prose_cstr(p, "Confirmed needs a confidence of 0.99 and either a proof or two kinds of evidence; a MAC block or a "
		      "name alone never confirms.");
	prose_end(p);
	prose_head(p, "What would settle it");
	prose_cstr(p, story_settles(id, w));
	prose_end(p);
}

static void say_why(struct prose *p, const struct identity *id, const struct registry *r, struct strs sources) {
	struct weighed w = story_weigh(id);

	prose_head(p, "Why");
	if (say_all(p, id, r, sources, claims_support) == 0) {
		prose_cstr(p, "Nothing that was seen names a maker or a label that is believed.");
		prose_end(p);
	}
	prose_head(p, "What speaks against it");
	if (say_all(p, id, r, sources, claims_contradict) + id->rival_count == 0) {
		prose_cstr(p, "Nothing that was seen names another maker or label.");
		prose_end(p);
	}
	say_rivals(p, id, r);
	if (w.aside > 0) {
		prose_head(p, "What else was learned");
		say_all(p, id, r, sources, is_aside);
	}
	say_how_sure(p, id, &w);
}

/* What the rule is, for somebody who wants to look it up. */
static void say_law(struct prose *p, const struct law_note *law) {
	labelled(p, "Citation:", law->citation);
	labelled(p, "Authority:", law->authority);
	labelled(p, "What it binds:", law->scope);
	for (size_t i = 0; i < law->roles.count; i++) {
		prose_cstr(p, i == 0 ? "Whom it binds: " : ", ");
		prose_str(p, law->roles.at[i]);
	}
	prose_end(p);
	if (law->from != DATE_NONE) {
		prose_cstr(p, "In force from ");
		prose_date(p, law->from);
		if (law->until != DATE_NONE) {
			prose_cstr(p, " until the day before ");
			prose_date(p, law->until);
		}
		prose_end(p);
	}
	for (size_t i = 0; i < law->sources.count; i++)
		labelled(p, "Source:", law->sources.at[i]);
}

static void say_verdict(struct prose *p, const struct verdict *v) {
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
	if (v->by != DATE_NONE) {
		prose_cstr(p, "It must be gone by ");
		prose_date(p, v->by);
		prose_cstr(p, ".");
		prose_end(p);
	}
	p->hang = INDENT;
	for (size_t i = 0; i < v->because_count; i++)
		labelled(p, "-", v->because[i]);
	p->hang = 0;
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
	labelled(p, "-", verdicts->at[at].because[0]);
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
		say_verdict(p, &verdicts->at[at]);
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

static void say_rules(struct prose *p, const struct verdicts *verdicts, date on) {
	prose_head(p, "What the rules say");
	if (verdicts->count == 0) {
		prose_cstr(p, "No rule was asked.");
		prose_end(p);
		return;
	}
	if (on != DATE_NONE) {
		prose_cstr(p, "As the rules stood on ");
		prose_date(p, on);
		prose_cstr(p, ", if the device is what is said above:");
		prose_gap(p);
	}
	for (int status = STATUS_COUNT - 1; status > STATUS_NOT_IN_FORCE; status--)
		for (size_t i = 0; i < verdicts->count; i++)
			if ((int)verdicts->at[i].status == status)
				say_verdict_at(p, verdicts, i);
	say_untouched(p, verdicts, STATUS_CLEAR, "Rules that do not cover it: ");
	say_untouched(p, verdicts, STATUS_NOT_IN_FORCE, "Rules not in force on that day: ");
}

/* The end of the chain: every field with its place, also what no mark knows. */
static void say_bytes(struct prose *p, const struct device *d, struct strs sources) {
	prose_head(p, "Everything that was seen");
	p->hang = INDENT;
	for (size_t i = 0; i < d->observation_count; i++) {
		const struct obs *seen = &d->observations[i];
		uint8_t room[STORY_PLACE_MAX];
		struct text place = TEXT(room);

		prose_str(p, seen->field);
		prose_cstr(p, " = ");
		prose_str(p, glyph_head(seen->value, EXPLAIN_VALUE_MAX));
		if (seen->value.n > EXPLAIN_VALUE_MAX) {
			prose_cstr(p, "\u2026 (");
			prose_u64(p, seen->value.n);
			prose_cstr(p, " bytes)");
		}
		story_place(&place, seen, sources);
		if (place.used) {
			prose_cstr(p, " [");
			prose_str(p, text_done(&place));
			prose_cstr(p, "]");
		}
		prose_end(p);
	}
	p->hang = 0;
}

void show_device_story_from(FILE *to, const struct look *look, const struct device *d, const struct registry *r,
			    struct strs sources) {
	struct prose p = prose_to(to, look, EXPLAIN_WIDTH);

	tone_print(to, look, TONE_HEAD);
	prose_str(&p, d->name);
	prose_end(&p);
	tone_print(to, look, TONE_PLAIN);
	p.indent = INDENT;
	say_who(&p, d, r);
	say_why(&p, &d->identity, r, sources);
	say_rules(&p, &d->verdicts, look->on);
	say_bytes(&p, d, sources);
}

void show_device_story(FILE *to, const struct look *look, const struct device *d, const struct registry *r) {
	show_device_story_from(to, look, d, r, (struct strs){ 0 });
}
