#include "know/find.h"

#include <string.h>

#include "know/form.h"
#include "know/literals.h"

/* What is to be done when a choice's key is found. Small, and those of one key stand together. */
struct trial {
	uint32_t choice, condition;
	bool certain; /* where its key stands, all of it fits */
};

/* What is looked for in the values of a field. */
struct search {
	const struct literals *keys; /* fields for which the same is looked for share them */
	const struct trial *keyed;   /* in the order of the keys */
	/* Those without any text to be found by: they are tried on every value. */
	const struct trial *keyless;
	size_t keyless_count;
};

struct finder {
	const struct marks *marks;
	struct search *searches; /* by field */
	uint32_t most_keys;      /* of one field */
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
	const struct trial *keyed; /* of the field at work */
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

/* The first field at or after `from` that a condition looks at; MARK_FIELDS_MAX when there is none. */
static size_t next_field(const struct condition *c, size_t from) {
	for (; from < MARK_FIELDS_MAX; from += 64 - from % 64) {
		uint64_t bits = c->fields.bits[from / 64] >> from % 64;

		if (bits)
			return from + (size_t)__builtin_ctzll(bits);
	}
	return MARK_FIELDS_MAX;
}

/* Choices by field: those of a field stand before its end and behind the end of the one before it, in their order. */
struct listing {
	uint32_t *ends, *choices;
};

/* For finder_open(): what is wanted until its end only. */
struct opening {
	arena scratch;
	struct literal *keys; /* by choice */
	uint64_t *beginnings; /* of the keys: numbers in the order of literal_cmp(), as far as they differ */
	uint32_t *order; /* the choices, sorted by their keys */
	struct listing keyed, keyless;
	struct literal *texts; /* of the field at work */
};

/* Moves the end of each field up by the choices that look at it, and writes them there unless `choices` is NULL. */
static void add_choices(const struct opening *o, const struct marks *marks, bool keyed, struct listing l) {
	for (uint32_t i = 0; i < marks->choice_count; i++) {
		uint32_t choice = o->order[i];
		const struct condition *c = &marks->conditions[marks->choices[choice].condition];

		if ((o->keys[choice].low.n > 0) != keyed)
			continue;
		for (size_t k = next_field(c, 0); k < marks->field_count; k = next_field(c, k + 1)) {
			if (l.choices)
				l.choices[l.ends[k]] = choice;
			l.ends[k]++;
		}
	}
}

/* Those that have a key, or those that have none. No choices when memory is full. */
static struct listing list_choices(struct opening *o, const struct marks *marks, bool keyed) {
	struct listing l = { .ends = arena_new(&o->scratch, uint32_t, marks->field_count + 1) };
	uint32_t count = 0;

	if (!l.ends)
		return l;
	add_choices(o, marks, keyed, l);
	for (size_t k = 0; k < marks->field_count; k++) {
		uint32_t own = l.ends[k];

		l.ends[k] = count;
		count += own;
	}
	l.choices = arena_new(&o->scratch, uint32_t, (size_t)count + 1);
	if (l.choices)
		add_choices(o, marks, keyed, l);
	return l;
}

static const uint32_t *choices_of(const struct listing *l, size_t field, uint32_t *ret_count) {
	uint32_t first = field ? l->ends[field - 1] : 0;

	*ret_count = l->ends[field] - first;
	return l->choices + first;
}

static struct trial trial_of(const struct marks *marks, uint32_t choice) {
	const struct choice *c = &marks->choices[choice];

	return (struct trial){ choice, c->condition, c->pattern.is_certain };
}

/* A field before this one for which the same keys are looked for; this one when there is none. */
static size_t field_alike(const struct opening *o, size_t field) {
	uint32_t count, other;
	const uint32_t *choices = choices_of(&o->keyed, field, &count);

	for (size_t k = 0; k < field; k++) {
		const uint32_t *others = choices_of(&o->keyed, k, &other);

		if (other == count && memcmp(others, choices, count * sizeof *choices) == 0)
			return k;
	}
	return field;
}

static bool open_keyed(struct finder *f, arena *mem, struct opening *o, size_t field) {
	struct search *s = &f->searches[field];
	const struct search *alike = &f->searches[field_alike(o, field)];
	uint32_t count;
	const uint32_t *choices = choices_of(&o->keyed, field, &count);

	if (alike != s) {
		s->keys = alike->keys;
		s->keyed = alike->keyed;
		return true;
	}
	struct trial *trials = arena_new(mem, struct trial, (size_t)count + 1);
	for (uint32_t i = 0; i < count; i++)
		o->texts[i] = o->keys[choices[i]];
	s->keys = literals_open(mem, o->scratch, o->texts, count);
	for (uint32_t i = 0; trials && i < count; i++)
		trials[i] = trial_of(f->marks, choices[i]);
	s->keyed = trials;
	f->most_keys = count > f->most_keys ? count : f->most_keys;
	return trials && s->keys;
}

static bool open_keyless(struct finder *f, arena *mem, const struct opening *o, size_t field) {
	uint32_t count;
	const uint32_t *choices = choices_of(&o->keyless, field, &count);
	struct trial *trials = arena_new(mem, struct trial, (size_t)count + 1);

	for (uint32_t i = 0; trials && i < count; i++)
		trials[i] = trial_of(f->marks, choices[i]);
	f->searches[field].keyless = trials;
	f->searches[field].keyless_count = count;
	return trials;
}

/* One byte for whether it is tied to the start, and seven of its text. */
static uint64_t beginning_of(const struct literal *key) {
	uint64_t number = !key->at_start;

	for (size_t i = 0; i < 7; i++)
		number = number << 8 | (i < key->low.n ? key->low.at[i] : 0);
	return number;
}

static bool comes_before(const void *opening, uint32_t a, uint32_t b) {
	const struct opening *o = opening;

	if (o->beginnings[a] != o->beginnings[b])
		return o->beginnings[a] < o->beginnings[b];
	return literal_cmp(&o->keys[a], &o->keys[b]) < 0;
}

static bool prepare(struct opening *o, const struct marks *marks) {
	o->keys = arena_unset(&o->scratch, struct literal, marks->choice_count + 1);
	o->beginnings = arena_unset(&o->scratch, uint64_t, marks->choice_count + 1);
	o->texts = arena_unset(&o->scratch, struct literal, marks->choice_count + 1);
	if (!o->keys || !o->beginnings || !o->texts)
		return false;
	for (size_t i = 0; i < marks->choice_count; i++) {
		o->keys[i] = key_of(&marks->choices[i].pattern);
		o->beginnings[i] = beginning_of(&o->keys[i]);
	}
	/* Once for all fields: each has some of them, in the same order. */
	o->order = form_order(&o->scratch, marks->choice_count, comes_before, o);
	if (!o->order)
		return false;
	o->keyed = list_choices(o, marks, true);
	o->keyless = list_choices(o, marks, false);
	return o->keyed.choices && o->keyless.choices;
}

static struct finder *open_searches(arena *mem, struct opening *o, const struct marks *marks) {
	struct finder *f = arena_new(mem, struct finder, 1);
	struct search *searches = arena_new(mem, struct search, marks->field_count + 1);

	if (!f || !searches || !prepare(o, marks))
		return NULL;
	*f = (struct finder){ .marks = marks, .searches = searches };
	for (size_t field = 0; field < marks->field_count; field++)
		if (!open_keyed(f, mem, o, field) || !open_keyless(f, mem, o, field))
			return NULL;
	return f;
}

struct finder *finder_open(arena *mem, const struct marks *marks) {
	/* What stays is put into one half of the memory while the other serves as scratch. */
	arena front = { mem->at, mem->at + (mem->end - mem->at) / 2, mem->full };
	struct opening o = { .scratch = { front.end, mem->end, mem->full } };
	struct finder *f = open_searches(&front, &o, marks);

	*mem = (arena){ front.at, mem->end, mem->full || !f };
	return f;
}

struct finding *finding_open(arena *mem, const struct finder *f) {
	struct finding *w = arena_new(mem, struct finding, 1);

	if (!w)
		return NULL;
	w->finder = f;
	w->search = literals_search_open(mem, f->most_keys);
	w->holdings = arena_new(mem, struct holding, f->marks->condition_count + 1);
	w->held = arena_new(mem, uint32_t, f->marks->condition_count + 1);
	return w->search && w->holdings && w->held ? w : NULL;
}

static void try_choice(struct finding *w, const struct trial *t) {
	struct holding *h = &w->holdings[t->condition];

	if (h->turn == w->turn && h->choice < t->choice)
		return;
	if (!t->certain && !pattern_fits(&w->finder->marks->choices[t->choice].pattern, w->text, NULL))
		return;
	if (h->turn != w->turn)
		w->held[w->held_count++] = t->condition;
	*h = (struct holding){ w->turn, t->choice };
}

static void try_choices(void *context, uint32_t first, uint32_t count) {
	struct finding *w = context;

	for (uint32_t i = first; i < first + count; i++)
		try_choice(w, &w->keyed[i]);
}

void find_choices(struct finding *w, size_t field, str text, found_choice *found, void *context) {
	const struct search *s = &w->finder->searches[field];

	w->turn++;
	w->held_count = 0;
	w->text = text;
	w->keyed = s->keyed;
	for (size_t i = 0; i < s->keyless_count; i++)
		try_choice(w, &s->keyless[i]);
	literals_find(s->keys, w->search, text, try_choices, w);
	for (size_t i = 0; i < w->held_count; i++)
		found(context, w->held[i], w->holdings[w->held[i]].choice);
}
