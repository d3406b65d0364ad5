#include "know/find.h"

#include "know/literals.h"

enum { FIELDS_MANY = UINT16_MAX };

/* What is to be done when a choice's key is found. Small, and those of one key stand together. */
struct trial {
	uint32_t choice, condition;
	uint16_t field; /* the only one that its condition looks at, or FIELDS_MANY */
	bool certain;   /* where its key stands, all of it fits */
};

struct finder {
	const struct marks *marks;
	struct literals *keys;
	struct trial *trials; /* in the order of the keys */
	/* By field, those without any text to be found by: they are tried on every value of it. */
	struct trial *keyless;
	uint32_t first_keyless[MARK_FIELDS_MAX + 1];
};

/* What is known of a condition while one text is looked at; old when `turn` is. */
struct holding {
	uint64_t turn;
	uint32_t choice;
};

struct finding {
	const struct finder *finder;
	struct literals_search *search;
	uint64_t turn;            /* one for each text; 64 bits, for 32 are used up within hours */
	struct holding *holdings; /* by condition */
	uint32_t *held;           /* the conditions that hold */
	size_t held_count;
	str text;
	size_t field;
};

/* The text of a pattern by which it is found: the longest, ends tied on. Empty when it has none. */
static struct literal key_of(const struct pattern *p) {
	struct literal best = { .low = { 0 } };
	size_t best_weight = 0;

	for (size_t i = 0; i < p->part_count; i++) {
		const struct pattern_part *part = &p->parts[i];
		bool at_start = i == 0 && part->hole == HOLE_NONE;
		bool at_end = i + 1 == p->part_count && part->literal.n > 0;
		size_t weight = part->literal.n ? part->literal.n + at_start + at_end : 0;

		if (weight > best_weight) {
			best = (struct literal){ part->literal, at_start, at_end };
			best_weight = weight;
		}
	}
	return best;
}

static bool looks_at(const struct condition *c, size_t field) {
	return c->fields.bits[field / 64] >> field % 64 & 1;
}

/* The only field that a condition looks at, or FIELDS_MANY. */
static uint16_t only_field(const struct condition *c) {
	size_t only = FIELDS_MANY;

	for (size_t i = 0; i < sizeof c->fields.bits / sizeof *c->fields.bits; i++) {
		uint64_t bits = c->fields.bits[i];

		if (!bits)
			continue;
		if (only != FIELDS_MANY || bits & (bits - 1))
			return FIELDS_MANY;
		for (only = i * 64; bits >>= 1; only++)
			;
	}
	return (uint16_t)only;
}

static struct trial trial_of(const struct marks *marks, uint32_t choice) {
	const struct choice *c = &marks->choices[choice];

	return (struct trial){
		.choice = choice, .condition = c->condition, .certain = c->pattern.is_certain,
		.field = only_field(&marks->conditions[c->condition]),
	};
}

static bool list_keyless(struct finder *f, arena *mem, const uint32_t *choices, uint32_t count) {
	const struct marks *marks = f->marks;
	uint32_t used = 0;

	f->keyless = arena_new(mem, struct trial, marks->field_count * count + 1);
	for (size_t field = 0; f->keyless && field < marks->field_count; field++) {
		f->first_keyless[field] = used;
		for (uint32_t i = 0; i < count; i++)
			if (looks_at(&marks->conditions[marks->choices[choices[i]].condition], field))
				f->keyless[used++] = trial_of(marks, choices[i]);
		f->first_keyless[field + 1] = used;
	}
	/* Most look at one field; what is left over is given back. */
	if (f->keyless)
		mem->at = (uint8_t *)(f->keyless + used);
	return f->keyless;
}

struct finder *finder_open(arena *mem, const struct marks *marks) {
	struct finder *f = arena_new(mem, struct finder, 1);
	uint32_t count = (uint32_t)marks->choice_count, keyed = 0, keyless = 0;
	struct trial *trials = arena_new(mem, struct trial, (size_t)count + 1);
	/* These are wanted until the end of this function only, but lie below what stays. */
	struct literal *keys = arena_new(mem, struct literal, (size_t)count + 1);
	uint32_t *order = arena_new(mem, uint32_t, (size_t)count + 1);
	uint32_t *with_key = arena_new(mem, uint32_t, (size_t)count + 1);
	uint32_t *without = arena_new(mem, uint32_t, (size_t)count + 1);

	if (!f || !trials || !keys || !order || !with_key || !without)
		return NULL;
	for (uint32_t i = 0; i < count; i++) {
		keys[keyed] = key_of(&marks->choices[i].pattern);
		if (keys[keyed].low.n)
			with_key[keyed++] = i;
		else
			without[keyless++] = i;
	}
	f->marks = marks;
	f->trials = trials;
	f->keys = literals_open(mem, keys, keyed, order);
	for (uint32_t i = 0; f->keys && i < keyed; i++)
		trials[i] = trial_of(marks, with_key[order[i]]);
	return f->keys && list_keyless(f, mem, without, keyless) ? f : NULL;
}

struct finding *finding_open(arena *mem, const struct finder *f) {
	struct finding *w = arena_new(mem, struct finding, 1);

	if (!w)
		return NULL;
	w->finder = f;
	w->search = literals_search_open(mem, f->keys);
	w->holdings = arena_new(mem, struct holding, f->marks->condition_count + 1);
	w->held = arena_new(mem, uint32_t, f->marks->condition_count + 1);
	return w->search && w->holdings && w->held ? w : NULL;
}

static void try_choice(struct finding *w, const struct trial *t) {
	const struct marks *marks = w->finder->marks;
	struct holding *h = &w->holdings[t->condition];

	if (t->field != w->field && (t->field != FIELDS_MANY || !looks_at(&marks->conditions[t->condition], w->field)))
		return;
	if (h->turn == w->turn && h->choice < t->choice)
		return;
	if (!t->certain && !pattern_fits(&marks->choices[t->choice].pattern, w->text, NULL))
		return;
	if (h->turn != w->turn)
		w->held[w->held_count++] = t->condition;
	*h = (struct holding){ w->turn, t->choice };
}

static void try_choices(void *context, uint32_t first, uint32_t count) {
	struct finding *w = context;

	for (uint32_t i = first; i < first + count; i++)
		try_choice(w, &w->finder->trials[i]);
}

void find_choices(struct finding *w, size_t field, str text, found_choice *found, void *context) {
	w->turn++;
	w->held_count = 0;
	w->text = text;
	w->field = field;
	for (uint32_t i = w->finder->first_keyless[field]; i < w->finder->first_keyless[field + 1]; i++)
		try_choice(w, &w->finder->keyless[i]);
	literals_find(w->search, text, try_choices, w);
	for (size_t i = 0; i < w->held_count; i++)
		found(context, w->holdings[w->held[i]].choice);
}
