/*
 * The story of one device, for people who have to answer for it: who made it,
 * how sure that is, why, what speaks against it, what the rules say, and the
 * chain down to the bytes. How likely the maker is and what a rule does are
 * never said in one sentence.
 */
#include "show/explain.h"
#include "fact/identifier.h"
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

/* A value inside a sentence: its first bytes, and a sign that there are more. */
static str value_in(struct text *t, str value, size_t most) {
	str head = glyph_head(value, most);

	text_str(t, head);
	text_cstr(t, head.n < value.n ? "\u2026" : "");
	return text_done(t);
}

static struct hole confidence_of(double confidence) {
	return HOLE_FRACTION("confidence", confidence_shown(confidence), CONFIDENCE_DIGITS);
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

	if (settled)
		EXPLAIN_SAY(p, settled->kind == DECISION_REJECT ? W_SETTLED_REJECT : W_SETTLED_CONFIRM, HOLE_STR("who", settled->who),
			    HOLE_STR("maker", name_of_company(r, settled->maker)), HOLE_NTH("number", settled->number));
	else
		explain_say(p, story_of_grade(d->identity.maker.grade), NULL, 0);
}

/* How likely the maker is, and whom it belongs to. */
static void say_maker(struct prose *p, const struct device *d, const struct registry *r) {
	const struct belief *maker = &d->identity.maker;
	const struct company *c = maker->id.n ? registry_company(r, maker->id) : NULL;
	uint8_t room[STORY_MAKER_MAX];
	struct text name = TEXT(room);

	if (maker->id.n)
		story_maker(&name, p->look->language, r, maker->id);
	EXPLAIN_SAY(p, story_of_belief(maker), HOLE_STR("maker", text_done(&name)), confidence_of(maker->confidence));
	prose_cstr(p, " ");
	say_grade(p, d, r);
	prose_end(p);
	if (c && registry_group(r, c) != c)
		EXPLAIN_LINE(p, W_BELONGS, HOLE_STR("company", registry_group(r, c)->name));
}

/* The name on the box is a belief of its own, with a number of its own. */
static void say_label(struct prose *p, const struct identity *id, const struct registry *r) {
	enum tongue language = p->look->language;

	if (id->brand.grade == GRADE_UNKNOWN || id->brand.id.n == 0)
		explain_say(p, W_LABEL_NONE, NULL, 0);
	else
		EXPLAIN_SAY(p, W_LABEL_SAYS, HOLE_STR("label", name_of_brand(r, id->brand.id)),
			    HOLE_STR("likelihood", str_of(words_of(language, word_of_likelihood(likelihood_of(&id->brand))))),
			    confidence_of(id->brand.confidence));
	prose_cstr(p, " ");
	if (id->relabelled != TRI_UNKNOWN)
		explain_say(p, id->relabelled == TRI_TRUE ? W_DIFFERS : W_AGREES, NULL, 0);
	prose_end(p);
}

static void say_moment(struct prose *p, enum word label, uint64_t time_us) {
	uint8_t room[64];
	struct text t = TEXT(room);

	story_moment(&t, p->look->language, time_us);
	explain_labelled(p, label, text_done(&t));
}

static void say_who(struct prose *p, const struct device *d, const struct registry *r) {
	const struct identity *id = &d->identity;
	uint8_t room[128];
	struct text t = TEXT(room);

	explain_head(p, W_H_WHO);
	say_maker(p, d, r);
	say_label(p, id, r);
	explain_labelled(p, W_T_MODEL, id->model);
	explain_labelled(p, W_T_ORIGINAL, id->original);
	if (id->class != CLASS_UNKNOWN)
		explain_labelled(p, W_T_KIND, str_of(words_of(p->look->language, word_of_class(id->class))));
	explain_labelled(p, W_FACT_CHIP, id->soc.id.n ? name_of_value(r, ASPECT_SOC, id->soc.id) : id->soc.id);
	explain_labelled(p, W_FACT_FIRMWARE, id->firmware);
	addr_format(&t, d->mac);
	explain_labelled(p, W_T_MAC, d->mac.kind ? text_done(&t) : (str){ 0 });
	for (size_t i = 0; i < d->address_count; i++) {
		t.used = 0;
		addr_format(&t, d->addresses[i]);
		explain_labelled(p, W_T_ADDRESS, text_done(&t));
	}
	say_moment(p, W_FACT_FIRST, d->first_us);
	say_moment(p, W_FACT_LAST, d->last_us);
	if (d->books_us)
		explain_labelled(p, W_FACT_SEEN, str_of(words_of(p->look->language, W_SEEN_NEVER)));
	say_moment(p, W_FACT_BOOKS, d->books_us);
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
	uint8_t room[REPEATS_SHOWN * (REPEAT_VALUE_MAX + 64)];
	struct text list = TEXT(room);
	size_t count = 0;

	while (claims_next(t->id, &next)) {
		if (next.mark != g->mark || !is_told_here(t, &next) || count++ >= REPEATS_SHOWN)
			continue;
		text_cstr(&list, count == 1 ? "" : ", ");
		text_str(&list, next.seen->field);
		text_cstr(&list, " \"");
		value_in(&list, next.seen->value, REPEAT_VALUE_MAX);
		text_cstr(&list, "\"");
	}
	if (count > 0)
		EXPLAIN_SAY(p, count > REPEATS_SHOWN ? W_SAME_FROM_MORE : W_SAME_FROM, HOLE_STR("list", text_done(&list)),
			    HOLE_U64("count", count - REPEATS_SHOWN));
	prose_end(p);
}

/* What was seen, when and where: with `at` when the place is known, else with `so`. Both have the same holes. */
static void say_sight(struct prose *p, struct telling *t, const struct claim_group *g, enum word at, enum word so) {
	enum tongue language = p->look->language;
	uint8_t place_room[STORY_PLACE_MAX], source_room[STORY_SOURCE_MAX], says_room[STORY_SAYS_MAX];
	uint8_t value_room[EXPLAIN_VALUE_MAX + 4];
	struct text place = TEXT(place_room), source = TEXT(source_room), says = TEXT(says_room), value = TEXT(value_room);

	story_place(&place, language, g->seen, t->sources);
	story_source(&source, language, g->seen->field);
	story_says(&says, language, g, t->r);
	p->hang = 3;
	EXPLAIN_LINE(p, place.used ? at : so, HOLE_U64("number", ++t->number), HOLE_STR("source", text_done(&source)),
		     HOLE_STR("field", g->seen->field), HOLE_STR("value", value_in(&value, g->seen->value, EXPLAIN_VALUE_MAX)),
		     HOLE_STR("place", text_done(&place)), HOLE_STR("says", text_done(&says)),
		     HOLE_STR("strength", str_of(words_of(language, word_of_strength(g->strength)))),
		     HOLE_STR("mark", g->mark->id));
	p->hang = 0;
}

/* What was seen, when and where; which mark reads it so; why that mark is to be believed. */
static void say_evidence(struct prose *p, struct telling *t, const struct claim_group *g) {
	uint8_t room[STORY_SAYS_MAX];
	struct text says = TEXT(room);

	say_sight(p, t, g, W_SEEN_AT, W_SEEN_SO);
	story_says(&says, p->look->language, g, t->r);
	p->indent += 3;
	EXPLAIN_SAY(p, W_READS, HOLE_STR("mark", g->mark->id), HOLE_STR("says", text_done(&says)));
	prose_cstr(p, " ");
	explain_word(p, story_of_strength(g->strength));
	explain_labelled(p, W_T_WHY, g->mark->why);
	explain_labelled(p, W_FACT_SOURCE, g->mark->source);
	say_repeats(p, t, g);
	p->indent -= 3;
}

/* One line for a mark that adds little to what was told. */
static void say_briefly(struct prose *p, struct telling *t, const struct claim_group *g) {
	say_sight(p, t, g, W_SHORT_AT, W_SHORT_SO);
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
	if (rest > 0)
		EXPLAIN_LINE(p, rest == 1 ? W_REST_ONE : W_REST_MANY, HOLE_U64("count", rest));
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
		EXPLAIN_LINE(p, story_of_rival(rival->aspect), HOLE_STR("name", name_of_value(r, rival->aspect, rival->id)),
			     confidence_of(rival->confidence));
		count++;
	}
	return count;
}

/* The language has a sentence for none, for one, and for more. */
static void say_count(struct prose *p, size_t count, enum word none, enum word one, enum word many) {
	EXPLAIN_SAY(p, count == 0 ? none : count == 1 ? one : many, HOLE_U64("count", count));
	prose_cstr(p, " ");
}

/* What the number means, as a count of devices: that is read with fewer mistakes than a fraction. */
static void say_odds(struct prose *p, double confidence) {
	double wrong = 1 - confidence_shown(confidence);
	unsigned of = wrong < 0.01 ? 1000 : 100, count = (unsigned)(wrong * of + 0.5);

	EXPLAIN_LINE(p, count == 1 ? W_ODDS_ONE : W_ODDS_MANY, confidence_of(confidence), HOLE_U64("of", of), HOLE_U64("count", count));
}

/* How often the program was right so far, when it used that word. */
static void say_record(struct prose *p, const struct belief *maker, const struct track_record *record) {
	enum likelihood word = likelihood_of(maker);

	if (!record || record->named[word] == 0)
		return;
	EXPLAIN_LINE(p, W_RECORD, HOLE_DATA("devices", record->devices),
		     HOLE_STR("word", str_of(words_of(p->look->language, word_of_likelihood(likelihood_of(maker))))),
		     HOLE_U64("named", record->named[word]), HOLE_U64("right", record->right[word]));
}

static void say_weighed(struct prose *p, const struct weighed *w) {
	say_count(p, w->for_it, W_FOR_NONE, W_FOR_ONE, W_FOR_MANY);
	say_count(p, w->against, W_CON_NONE, W_CON_ONE, W_CON_MANY);
	if (w->for_it == 1)
		explain_say(p, w->proofs ? W_PROOF_IT : W_PROOF_NOT_IT, NULL, 0);
	else
		say_count(p, w->proofs, W_PROOF_NONE, W_PROOF_ONE, W_PROOF_MANY);
	prose_cstr(p, " ");
	EXPLAIN_LINE(p, W_KINDS, HOLE_U64("count", w->kinds));
}

static void say_how_sure(struct prose *p, const struct identity *id, const struct track_record *record) {
	struct weighed w = story_weigh(id);
	enum word limit = story_of_limit(id, &w);

	explain_head(p, W_H_SURE);
	if (id->maker.grade != GRADE_UNKNOWN) {
		say_weighed(p, &w);
		/* A person's word has no record of its own. */
		if (!id->decision) {
			say_odds(p, id->maker.confidence);
			say_record(p, &id->maker, record);
		}
	}
	if (limit != WORD_COUNT)
		explain_word(p, limit);
}

static void say_settling(struct prose *p, const struct device *d) {
	enum word steps[STORY_STEPS_MAX];
	size_t count = story_steps(d, steps, STORY_STEPS_MAX);

	explain_head(p, W_SETTLE);
	p->hang = count > 1 ? 3 : 0;
	for (size_t i = 0; i < count; i++) {
		if (count > 1) {
			prose_u64(p, i + 1);
			prose_cstr(p, ". ");
		}
		explain_word(p, steps[i]);
	}
	p->hang = 0;
}

static void say_why(struct prose *p, const struct identity *id, const struct registry *r, struct strs sources) {
	explain_head(p, W_T_WHY);
	if (say_all(p, id, r, sources, claims_support, EVIDENCE_SHOWN) == 0)
		explain_word(p, W_WHY_NONE);
	explain_head(p, W_H_AGAINST);
	size_t against = say_all(p, id, r, sources, claims_contradict, EVIDENCE_SHOWN);
	if (say_rivals(p, id, r) + against == 0)
		explain_word(p, W_AGAINST_NONE);
}

static void say_aside(struct prose *p, const struct identity *id, const struct registry *r, struct strs sources) {
	if (story_weigh(id).aside == 0)
		return;
	explain_head(p, W_H_ASIDE);
	say_all(p, id, r, sources, is_aside, 0);
}

/* A register that was imported again may say something else in the same row: only the time tells the two apart. */
static bool is_said_anew(const struct device *d, const struct obs *seen, struct strs sources) {
	for (size_t i = 0; obs_is_of_books(seen) && i < d->observation_count + d->superseded_count; i++) {
		const struct obs *other = &d->observations[i];

		if (other->source != seen->source && other->offset == seen->offset && seen->source < sources.count &&
		    other->source < sources.count && str_eq(sources.at[other->source], sources.at[seen->source]))
			return true;
	}
	return false;
}

static void say_value(struct prose *p, const struct device *d, const struct obs *seen, struct strs sources) {
	uint8_t room[STORY_PLACE_MAX], time_room[64];
	struct text place = TEXT(room), time = TEXT(time_room);

	prose_str(p, seen->field);
	prose_cstr(p, " = ");
	prose_str(p, glyph_head(seen->value, EXPLAIN_VALUE_MAX));
	if (seen->value.n > EXPLAIN_VALUE_MAX) {
		prose_cstr(p, "\u2026 ");
		EXPLAIN_SAY(p, W_BYTES, HOLE_U64("count", seen->value.n));
	}
	story_place(&place, p->look->language, seen, sources);
	if (place.used) {
		prose_cstr(p, " [");
		prose_str(p, text_done(&place));
		if (is_said_anew(d, seen, sources)) {
			prose_cstr(p, ", ");
			story_time(&time, seen->time_us);
			prose_str(p, text_done(&time));
		}
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
			say_value(p, d, &d->observations[i], sources);
		count++;
	}
	if (count <= VALUES_SHOWN)
		return;
	p->indent += INDENT;
	EXPLAIN_LINE(p, count - VALUES_SHOWN == 1 ? W_MORE_ONE : W_MORE_MANY, HOLE_U64("count", count - VALUES_SHOWN),
		     HOLE_STR("field", field));
	p->indent -= INDENT;
}

/* The end of the chain: every field with its place, also what no mark knows. */
static void say_bytes(struct prose *p, const struct device *d, struct strs sources) {
	explain_head(p, W_H_ALL);
	p->hang = INDENT;
	for (size_t i = 0; i < d->observation_count; i++)
		if (is_first_of_field(d, i))
			say_field(p, d, i, sources);
	p->hang = 0;
}

/* History: what a register said before it was corrected. It counts no more, and stays on record with its day. */
static void say_superseded(struct prose *p, const struct device *d, struct strs sources) {
	if (!d->superseded_count)
		return;
	explain_head(p, W_H_SUPERSEDED);
	explain_word(p, W_IS_SUPERSEDED);
	p->hang = INDENT;
	for (size_t i = 0; i < d->superseded_count; i++)
		say_value(p, d, &d->observations[d->observation_count + i], sources);
	p->hang = 0;
}

void show_device_story(FILE *to, const struct look *look, const struct device *d, const struct registry *r,
		       struct strs sources) {
	struct prose p = prose_to(to, look, EXPLAIN_WIDTH);

	tone_print(to, look, TONE_HEAD);
	prose_str(&p, d->name);
	prose_end(&p);
	tone_print(to, look, TONE_PLAIN);
	p.indent = INDENT;
	say_who(&p, d, r);
	say_why(&p, &d->identity, r, sources);
	/* How often the word was right was measured on devices that answered, not on rows of registers. */
	say_how_sure(&p, &d->identity, d->books_us ? NULL : look->record);
	say_settling(&p, d);
	explain_told(&p, d, r);
	explain_rules(&p, &d->verdicts, look->on);
	say_aside(&p, &d->identity, r, sources);
	say_bytes(&p, d, sources);
	say_superseded(&p, d, sources);
}
