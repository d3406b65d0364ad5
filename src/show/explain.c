/*
 * The story of one device, for people who have to answer for it: who made it,
 * how sure that is, why, what speaks against it, what the rules say, and the
 * chain down to the bytes. How likely the maker is and what a rule does are
 * never said in one sentence.
 */
#include "show/explain.h"
#include "show/glyph.h"
#include "show/story.h"

enum {
	EXPLAIN_WIDTH = 80,   /* for a file or a pipe */
	EXPLAIN_VALUE_MAX = 200, /* bytes of a value inside a sentence */
	INDENT = 2,
	/* So many marks are told in full, so many more in a line each: nobody reads on (longer lists are skimmed). */
	EVIDENCE_SHOWN = 5, LINES_SHOWN = 8,
	REPEATS_SHOWN = 4, REPEAT_VALUE_MAX = 40,
	VALUES_SHOWN = 3, /* of one field */
};

/* A value inside a sentence. */
static void quoted(struct prose *p, str value) {
	str head = glyph_head(value, EXPLAIN_VALUE_MAX);

	prose_whole(p, STR("\""));
	prose_str(p, head);
	prose_whole(p, head.n < value.n ? STR("\u2026\"") : STR("\""));
}

/* The decision of a person who looked at the device; NULL when none settled the maker. */
static const struct decision *settled_by(const struct device *d) {
	const struct circumstances *c = d->circumstances;

	for (size_t i = 0; d->identity.decision && c && i < c->decision_count; i++)
		if (c->decisions[i].number == d->identity.decision)
			return &c->decisions[i];
	return NULL;
}

/* How it came to that, in one sentence: by what was seen, or by a person's word. */
static void say_grade(struct prose *p, const struct device *d, const struct registry *r) {
	const struct decision *settled = settled_by(d);

	if (!settled) {
		prose_cstr(p, story_of_grade(d->identity.maker.grade));
		return;
	}
	prose_str(p, settled->who);
	if (settled->kind == DECISION_REJECT) {
		prose_cstr(p, " looked at the device and put on record that ");
		prose_str(p, name_of_company(r, settled->maker));
		prose_cstr(p, " did not make it: decision ");
	} else {
		prose_cstr(p, " looked at the device and put on record who made it: decision ");
	}
	prose_u64(p, settled->number);
	prose_cstr(p, ".");
}

/* How likely the maker is, and whom it belongs to. */
static void say_maker(struct prose *p, const struct device *d, const struct registry *r) {
	const struct identity *id = &d->identity;
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
	say_grade(p, d, r);
	prose_end(p);
	if (c && registry_group(r, c) != c) {
		prose_cstr(p, "That company belongs to ");
		prose_str(p, registry_group(r, c)->name);
		prose_cstr(p, str_ends(registry_group(r, c)->name, STR(".")) ? "" : ".");
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
	say_maker(p, d, r);
	say_label(p, id, r);
	explain_labelled(p, "Model on the label:", id->model);
	explain_labelled(p, "Factory model:", id->original);
	if (id->class != CLASS_UNKNOWN)
		explain_labelled(p, "Kind of device:", str_of(class_names[id->class]));
	explain_labelled(p, "Main chip:", id->soc.id.n ? name_of_value(r, ASPECT_SOC, id->soc.id) : id->soc.id);
	explain_labelled(p, "Firmware:", id->firmware);
	addr_format(&t, d->mac);
	explain_labelled(p, "MAC address:", d->mac.kind ? text_done(&t) : (str){ 0 });
	for (size_t i = 0; i < d->address_count; i++) {
		t.used = 0;
		addr_format(&t, d->addresses[i]);
		explain_labelled(p, "Address:", text_done(&t));
	}
	t.used = 0;
	story_time(&t, d->first_us);
	explain_labelled(p, "First seen:", text_done(&t));
	t.used = 0;
	story_time(&t, d->last_us);
	explain_labelled(p, "Last seen:", text_done(&t));
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

static void say_sight(struct prose *p, const struct obs *seen, struct strs sources) {
	uint8_t room[STORY_PLACE_MAX];
	struct text place = TEXT(room);

	prose_str(p, seen->field);
	prose_cstr(p, " was ");
	quoted(p, seen->value);
	story_place(&place, seen, sources);
	if (place.used) {
		prose_cstr(p, ", ");
		prose_str(p, text_done(&place));
	}
}

typedef bool group_test(const struct identity *id, const struct claim_group *g);

/* Which groups are told in one place: those for which `wanted` holds, of one strength. */
struct telling {
	const struct identity *id;
	const struct registry *r;
	struct strs sources;
	group_test *wanted;
	enum strength strength;
	size_t number;  /* marks that were told */
};

static bool is_told_here(const struct telling *t, const struct claim_group *g) {
	return g->strength == t->strength && t->wanted(t->id, g);
}

/* Did this mark read the same strength from something before? Then it was told there. */
static bool is_repeated(const struct telling *t, const struct claim_group *g) {
	struct claim_group before = { 0 };

	while (claims_next(t->id, &before) && before.at < g->at)
		if (before.mark == g->mark && is_told_here(t, &before))
			return true;
	return false;
}

/* The same mark, again: where else it read so. */
static void say_repeats(struct prose *p, const struct telling *t, const struct claim_group *g) {
	struct claim_group next = *g;
	size_t count = 0;

	while (claims_next(t->id, &next)) {
		if (next.mark != g->mark || !is_told_here(t, &next) || count++ >= REPEATS_SHOWN)
			continue;
		prose_cstr(p, count == 1 ? "The same was read from: " : ", ");
		prose_str(p, next.seen->field);
		prose_cstr(p, " ");
		quoted(p, glyph_head(next.seen->value, REPEAT_VALUE_MAX));
	}
	if (count > REPEATS_SHOWN) {
		prose_cstr(p, ", and ");
		prose_u64(p, count - REPEATS_SHOWN);
		prose_cstr(p, " more");
	}
	prose_cstr(p, count ? "." : "");
	prose_end(p);
}

/* What was seen, when and where; which mark reads it so; why that mark is to be believed. */
static void say_evidence(struct prose *p, struct telling *t, const struct claim_group *g) {
	prose_u64(p, ++t->number);
	prose_cstr(p, ". ");
	prose_cstr(p, story_of_source(g->seen->field));
	prose_cstr(p, ": ");
	p->hang = 3;
	say_sight(p, g->seen, t->sources);
	prose_cstr(p, ".");
	prose_end(p);
	p->hang = 0;
	p->indent += 3;
	prose_cstr(p, "The mark ");
	prose_str(p, g->mark->id);
	prose_cstr(p, " reads from it: ");
	say_says(p, g, t->r);
	prose_cstr(p, ". This is ");
	prose_cstr(p, meaning_of_strength(g->strength));
	prose_cstr(p, ".");
	prose_end(p);
	explain_labelled(p, "Why:", g->mark->why);
	explain_labelled(p, "Source:", g->mark->source);
	say_repeats(p, t, g);
	p->indent -= 3;
}

/* One line for a mark that adds little to what was told. */
static void say_briefly(struct prose *p, struct telling *t, const struct claim_group *g) {
	prose_u64(p, ++t->number);
	prose_cstr(p, ". ");
	p->hang = 3;
	say_sight(p, g->seen, t->sources);
	prose_cstr(p, ": ");
	say_says(p, g, t->r);
	prose_cstr(p, " (");
	prose_cstr(p, strength_names[g->strength]);
	prose_cstr(p, ", mark ");
	prose_str(p, g->mark->id);
	prose_cstr(p, ").");
	prose_end(p);
	p->hang = 0;
}

static void say_rest(struct prose *p, size_t rest) {
	if (rest == 0)
		return;
	prose_cstr(p, "And ");
	prose_u64(p, rest);
	prose_cstr(p, rest == 1 ? " more mark that says" : " more marks that say");
	prose_cstr(p, " the like; --json lists all of them.");
	prose_end(p);
}

/*
 * All groups for which `wanted` holds, one entry a mark, the strongest first:
 * `most` of them in full, as many again in a line, the rest as a number. How
 * many marks there were.
 */
static size_t say_all(struct prose *p, const struct identity *id, const struct registry *r, struct strs sources,
		      group_test *wanted, size_t most) {
	struct telling t = { .id = id, .r = r, .sources = sources, .wanted = wanted };
	size_t rest = 0;

	for (int strength = STRENGTH_COUNT - 1; strength >= 0; strength--) {
		struct claim_group g = { 0 };

		t.strength = (enum strength)strength;
		while (claims_next(id, &g)) {
			if (!is_told_here(&t, &g) || is_repeated(&t, &g))
				continue;
			if (t.number < most)
				say_evidence(p, &t, &g);
			else if (t.number < most + LINES_SHOWN)
				say_briefly(p, &t, &g);
			else
				rest++;
		}
	}
	say_rest(p, rest);
	return t.number + rest;
}

static bool is_aside(const struct identity *id, const struct claim_group *g) {
	return !claims_support(id, g) && !claims_contradict(id, g);
}

/* Is it no rival of the maker: its own label, of which only little was seen? */
static bool is_own_label(const struct identity *id, const struct registry *r, const struct rival *rival) {
	const struct brand *label = rival->aspect == ASPECT_BRAND ? registry_brand(r, rival->id) : NULL;

	return label && registry_is_own_brand(r, label, id->maker.id);
}

/* Makers, labels and chips that are not ruled out. How many. */
static size_t say_rivals(struct prose *p, const struct identity *id, const struct registry *r) {
	size_t count = 0;

	for (size_t i = 0; i < id->rival_count; i++) {
		const struct rival *rival = &id->rivals[i];

		if (is_own_label(id, r, rival))
			continue;
		prose_cstr(p, "As the ");
		prose_cstr(p, name_of_aspect(rival->aspect));
		prose_cstr(p, ", ");
		prose_str(p, name_of_value(r, rival->aspect, rival->id));
		prose_cstr(p, " stays possible (confidence ");
		prose_confidence(p, rival->confidence);
		prose_cstr(p, ").");
		prose_end(p);
		count++;
	}
	return count;
}

static void say_count(struct prose *p, size_t count, const char *none, const char *one, const char *many) {
	if (count > 0)
		prose_u64(p, count);
	prose_cstr(p, count == 0 ? none : count == 1 ? one : many);
}

/* What the number means, as a count of devices: that is read with fewer mistakes than a fraction. */
static void say_odds(struct prose *p, double confidence) {
	double wrong = 1 - confidence_shown(confidence);
	unsigned of = wrong < 0.01 ? 1000 : 100, count = (unsigned)(wrong * of + 0.5);

	prose_cstr(p, "A confidence of ");
	prose_confidence(p, confidence);
	prose_cstr(p, " means: among ");
	prose_u64(p, of);
	prose_cstr(p, " devices of which as much is known, about ");
	prose_u64(p, count);
	prose_cstr(p, count == 1 ? " would be of another maker." : " would be of other makers.");
	prose_end(p);
}

/* How often the program was right so far, when it used that word. */
static void say_record(struct prose *p, enum likelihood word, const struct track_record *record) {
	if (!record || record->named[word] == 0)
		return;
	prose_cstr(p, "The word was tested on ");
	prose_str(p, record->devices);
	prose_cstr(p, ". It said \"");
	prose_cstr(p, likelihood_names[word]);
	prose_cstr(p, "\" of ");
	prose_u64(p, record->named[word]);
	prose_cstr(p, " of them, and named the maker rightly for ");
	prose_u64(p, record->right[word]);
	prose_cstr(p, ".");
	prose_end(p);
}

static void say_how_sure(struct prose *p, const struct identity *id, const struct track_record *record) {
	struct weighed w = story_weigh(id);

	prose_head(p, "How sure that makes us");
	if (id->maker.grade != GRADE_UNKNOWN) {
		say_count(p, w.for_it, "Nothing speaks for it", " observation speaks for it", " observations speak for it");
		prose_cstr(p, "; ");
		say_count(p, w.against, "none speaks against it. ", " speaks against it. ", " speak against it. ");
		if (w.for_it == 1)
			prose_cstr(p, w.proofs ? "It is a proof. " : "It is no proof. ");
		else
			say_count(p, w.proofs, "None is a proof. ", " of them is a proof. ", " of them are proofs. ");
		prose_cstr(p, "Kinds of evidence that are more than hints and do not depend on each other: ");
		prose_u64(p, w.kinds);
		prose_cstr(p, ".");
		prose_end(p);
		/* A person's word has no record of its own. */
		if (!id->decision) {
			say_odds(p, id->maker.confidence);
			say_record(p, likelihood_of(&id->maker), record);
		}
	}
	prose_cstr(p, story_of_limit(id, &w));
	prose_end(p);
}

static void say_settling(struct prose *p, const struct device *d) {
	const char *steps[STORY_STEPS_MAX];
	size_t count = story_steps(d, steps, STORY_STEPS_MAX);

	prose_head(p, "What would settle it");
	p->hang = count > 1 ? 3 : 0;
	for (size_t i = 0; i < count; i++) {
		if (count > 1) {
			prose_u64(p, i + 1);
			prose_cstr(p, ". ");
		}
		prose_cstr(p, steps[i]);
		prose_end(p);
	}
	p->hang = 0;
}

static void say_why(struct prose *p, const struct identity *id, const struct registry *r, struct strs sources) {
	prose_head(p, "Why");
	if (say_all(p, id, r, sources, claims_support, EVIDENCE_SHOWN) == 0) {
		prose_cstr(p, "Nothing that was seen names a maker or a label that is believed.");
		prose_end(p);
	}
	prose_head(p, "What speaks against it");
	size_t against = say_all(p, id, r, sources, claims_contradict, EVIDENCE_SHOWN);
	if (say_rivals(p, id, r) + against == 0) {
		prose_cstr(p, "Nothing that was seen names another maker or label.");
		prose_end(p);
	}
}

static void say_aside(struct prose *p, const struct identity *id, const struct registry *r, struct strs sources) {
	if (story_weigh(id).aside == 0)
		return;
	prose_head(p, "What else was learned");
	say_all(p, id, r, sources, is_aside, 0);
}

static void say_value(struct prose *p, const struct obs *seen, struct strs sources) {
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

static bool is_first_of_field(const struct device *d, size_t at) {
	for (size_t i = 0; i < at; i++)
		if (str_eq(d->observations[i].field, d->observations[at].field))
			return false;
	return true;
}

/* The values of one field from its first sight on, `VALUES_SHOWN` of them. */
static void say_field(struct prose *p, const struct device *d, size_t at, struct strs sources) {
	str field = d->observations[at].field;
	size_t count = 0;

	for (size_t i = at; i < d->observation_count; i++) {
		if (!str_eq(d->observations[i].field, field))
			continue;
		if (count < VALUES_SHOWN)
			say_value(p, &d->observations[i], sources);
		count++;
	}
	if (count <= VALUES_SHOWN)
		return;
	p->indent += INDENT;
	prose_cstr(p, "and ");
	prose_u64(p, count - VALUES_SHOWN);
	prose_cstr(p, count - VALUES_SHOWN == 1 ? " more value of " : " more values of ");
	prose_str(p, field);
	prose_end(p);
	p->indent -= INDENT;
}

/* The end of the chain: every field with its place, also what no mark knows. */
static void say_bytes(struct prose *p, const struct device *d, struct strs sources) {
	prose_head(p, "Everything that was seen");
	p->hang = INDENT;
	for (size_t i = 0; i < d->observation_count; i++)
		if (is_first_of_field(d, i))
			say_field(p, d, i, sources);
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
	say_how_sure(&p, &d->identity, look->record);
	say_settling(&p, d);
	explain_told(&p, d, r);
	explain_rules(&p, &d->verdicts, look->on);
	say_aside(&p, &d->identity, r, sources);
	say_bytes(&p, d, sources);
}

void show_device_story(FILE *to, const struct look *look, const struct device *d, const struct registry *r) {
	show_device_story_from(to, look, d, r, (struct strs){ 0 });
}
