#include "adversary.h"

#include <stdio.h>

#include "banners.h"
#include "base/text.h"
#include "know/effort.h"
#include "know/match.h"

enum {
	VALUE = MATCH_VALUE_MAX,
	PIECES_MAX = 4096,   /* literals of one mark */
	REPEATS = 9,         /* the quickest counts: what others do on this machine is not the mark's fault */
	WORST_OF_OURS = 3,
};

/* A set of marks under attack, with what its patterns are made of. */
struct target {
	struct marks marks;
	str pieces[PIECES_MAX];
	size_t piece_count;
	struct matcher *matcher;
	struct matching *matching;
	arena rest;
};

struct worst {
	double ns;
	const char *value;
	size_t observations; /* over which the value is spread */
};

static bool target_open(struct target *t, arena mem) {
	static const struct registry nobody;
	static const struct registers no_words;

	t->piece_count = 0;
	for (size_t i = 0; i < t->marks.choice_count; i++) {
		const struct pattern *p = &t->marks.choices[i].pattern;

		for (size_t k = 0; k < p->part_count && t->piece_count < PIECES_MAX; k++)
			if (p->parts[k].literal.n)
				t->pieces[t->piece_count++] = p->parts[k].literal;
	}
	t->matcher = match_open(&mem, &t->marks, &nobody, &no_words);
	t->matching = t->matcher ? matching_open(&mem, t->matcher) : NULL;
	t->rest = mem;
	return t->matching;
}

/* Values: each writes as much as it likes, as often as it likes. */
static void just(struct text *v, const struct target *t, const char *what) {
	(void)t;
	while (!v->full)
		text_cstr(v, what);
}

static void letters(struct text *v, const struct target *t) { just(v, t, "a"); }
static void digits(struct text *v, const struct target *t) { just(v, t, "1"); }
static void periods(struct text *v, const struct target *t) { just(v, t, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"); }

static void own_pieces(struct text *v, const struct target *t) {
	do {
		for (size_t i = 0; i < t->piece_count; i++)
			text_str(v, t->pieces[i]);
	} while (!v->full && t->piece_count);
}

static void pieces_backwards(struct text *v, const struct target *t) {
	do {
		for (size_t i = t->piece_count; i > 0; i--)
			text_str(v, t->pieces[i - 1]);
	} while (!v->full && t->piece_count);
}

static void pieces_cut_short(struct text *v, const struct target *t) {
	do {
		for (size_t i = 0; i < t->piece_count; i++)
			text_str(v, (str){ t->pieces[i].at, t->pieces[i].n > 1 ? t->pieces[i].n - 1 : 1 });
	} while (!v->full && t->piece_count);
}

static void first_piece_then_digits(struct text *v, const struct target *t) {
	if (t->piece_count)
		text_str(v, t->pieces[0]);
	digits(v, t);
}

/* All pieces once, and a long end in which the last is looked for. */
static void pieces_then_letters(struct text *v, const struct target *t) {
	for (size_t i = 0; i < t->piece_count; i++)
		text_str(v, t->pieces[i]);
	letters(v, t);
}

static void pieces_last(struct text *v, const struct target *t) {
	static uint8_t end_room[VALUE / 2];
	struct text end = TEXT(end_room);

	for (size_t i = 0; i < t->piece_count; i++)
		text_str(&end, t->pieces[i]);
	while (v->used + end.used < VALUE)
		text_byte(v, '7');
	text_str(v, text_done(&end));
}

static const struct {
	const char *name;
	void (*write)(struct text *v, const struct target *t);
} values[] = {
	{ "letters", letters },
	{ "digits", digits },
	{ "a period", periods },
	{ "its own texts", own_pieces },
	{ "its own texts backwards", pieces_backwards },
	{ "its own texts cut short", pieces_cut_short },
	{ "its first text and digits", first_piece_then_digits },
	{ "its own texts and letters", pieces_then_letters },
	{ "digits and its own texts", pieces_last },
};

/* The quickest of some runs over one device: the value as `count` observations. */
static double time_value(const struct target *t, str value, size_t count) {
	static struct obs seen[VALUE];
	double best = 1;

	for (size_t i = 0; i < count; i++)
		seen[i] = (struct obs){ .field = t->marks.fields[0],
					.value = { value.at + i * (value.n / count), value.n / count } };
	for (int i = 0; i < REPEATS; i++) {
		arena scratch = t->rest;
		double begin = cpu_seconds();

		match_device(t->matcher, t->matching, &scratch, seen, count);
		double took = cpu_seconds() - begin;
		best = took < best ? took : best;
	}
	return best * 1e9 / (double)value.n;
}

static struct worst attack(const struct target *t) {
	static const size_t spreads[] = { 1, 64 };
	static uint8_t room[VALUE];
	struct worst worst = { 0 };

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct text v = TEXT(room);

		values[i].write(&v, t);
		letters(&v, t);
		for (size_t k = 0; k < sizeof spreads / sizeof *spreads; k++) {
			double ns = time_value(t, text_done(&v), spreads[k]);

			if (ns > worst.ns)
				worst = (struct worst){ ns, values[i].name, spreads[k] };
		}
	}
	return worst;
}

static void print_worst(str name, const struct worst *w) {
	printf("  %-44.*s %6.1f ns/byte on %s%s\n", STR_ARG(name), w->ns, w->value,
	       w->observations > 1 ? ", in 64 observations" : "");
}

/* One mark of many, alone, looking at one field. */
static struct marks alone(arena *mem, const struct marks *all, const struct mark *mark) {
	size_t number = (size_t)(mark - all->at);
	struct marks one = { .at = arena_new(mem, struct mark, 1), .count = 1, .field_count = 1, .fields[0] = STR("x") };
	size_t first = 0;

	while (all->conditions[first].mark != number)
		first++;
	one.condition_count = mark->when_count + mark->unless_count;
	one.conditions = arena_new(mem, struct condition, one.condition_count);
	one.choices = arena_new(mem, struct choice, all->choice_count);
	if (!one.at || !one.conditions || !one.choices)
		return (struct marks){ 0 };
	one.at[0] = *mark;
	for (size_t i = 0; i < one.condition_count; i++)
		one.conditions[i] = (struct condition){ .fields.bits[0] = 1, .mark = 0, .number = (uint32_t)i };
	for (size_t i = 0; i < all->choice_count; i++) {
		size_t condition = all->choices[i].condition;

		if (condition >= first && condition < first + one.condition_count)
			one.choices[one.choice_count++] =
				(struct choice){ all->choices[i].pattern, (uint32_t)(condition - first) };
	}
	return one;
}

static void attack_ours(arena mem, const struct marks *marks) {
	struct worst worst[WORST_OF_OURS + 1] = { 0 };
	str names[WORST_OF_OURS + 1] = { 0 };

	for (size_t i = 0; i < marks->count; i++) {
		arena scratch = mem;
		struct target t = { .marks = alone(&scratch, marks, &marks->at[i]) };
		size_t place = WORST_OF_OURS;

		if (!target_open(&t, scratch))
			continue;
		worst[place] = attack(&t);
		names[place] = marks->at[i].note.id;
		for (; place > 0 && worst[place].ns > worst[place - 1].ns; place--) {
			struct worst w = worst[place];
			str name = names[place];

			worst[place] = worst[place - 1];
			names[place] = names[place - 1];
			worst[place - 1] = w;
			names[place - 1] = name;
		}
	}
	for (size_t i = 0; i < WORST_OF_OURS; i++)
		if (names[i].n)
			print_worst(names[i], &worst[i]);
}

/* Marks that were written to be slow: with as many such patterns as the loader lets pass. */
struct villain {
	const char *name;
	void (*write)(struct text *pattern, size_t number);
	bool apart; /* each pattern a condition of its own */
};

static void many_parts(struct text *p, size_t number) {
	for (size_t i = 0; i + 1 < PATTERN_PARTS_MAX; i++)
		text_cstr(p, "a{}");
	text_u64(p, number);
}

static void long_period(struct text *p, size_t number) {
	text_cstr(p, "{}");
	for (size_t i = 0; i < 400 + number; i++)
		text_cstr(p, "a");
	text_cstr(p, "b{x}a{}c");
}

static void typed_chain(struct text *p, size_t number) {
	static const char *const holes[] = { "{:alnum}", "{:digits}", "{:word}", "{:hex}" };

	for (size_t i = 0; i < PATTERN_PARTS_MAX; i++)
		text_cstr(p, holes[(i + number) % 4]);
}

static void nested(struct text *p, size_t number) {
	text_cstr(p, "{}");
	for (size_t i = 0; i <= number; i++)
		text_cstr(p, "a");
	text_cstr(p, "{}");
}

static void nothing_but_holes(struct text *p, size_t number) {
	(void)number;
	text_cstr(p, "{x}");
}

static void kept(struct text *p, size_t number) {
	text_cstr(p, "{x}aab");
	text_u64(p, number);
	text_cstr(p, "{y}a");
}

static void kept_classes(struct text *p, size_t number) {
	text_cstr(p, number % 2 ? "{x:word}" : "{x:alnum}");
}

static void short_texts(struct text *p, size_t number) {
	text_cstr(p, "{}a{}b{}c{}d");
	text_u64(p, number);
	text_cstr(p, "{}a");
}

static const struct villain villains[] = {
	{ "many parts", many_parts, false },
	{ "long texts with a period", long_period, false },
	{ "the same, conditions apart", long_period, true },
	{ "classes behind one another", typed_chain, false },
	{ "texts inside texts", nested, false },
	{ "the same, conditions apart", nested, true },
	{ "nothing but holes, conditions apart", nothing_but_holes, true },
	{ "holes with names, conditions apart", kept, true },
	{ "classes with names, conditions apart", kept_classes, true },
	{ "short texts", short_texts, false },
	{ "the same, conditions apart", short_texts, true },
};

static bool write_choices(arena *mem, const struct villain *v, struct choice *choices, size_t count) {
	for (size_t i = 0; i < count; i++) {
		uint8_t room[PATTERN_SIZE_MAX];
		struct text text = TEXT(room);
		const char *why;

		v->write(&text, i);
		choices[i].condition = v->apart ? (uint32_t)i : 0;
		if (pattern_parse(mem, arena_str(mem, text_done(&text)), &choices[i].pattern, &why))
			return false;
	}
	return true;
}

static struct marks written_by(arena *mem, const struct villain *v) {
	static const struct saying saying = { .aspect = ASPECT_MODEL, .value = STR_INIT("{x}"), .has_holes = true };
	size_t count = v->apart ? CONDITIONS_MAX : EFFORT_CHOICES_MAX;
	struct marks m = {
		.at = arena_new(mem, struct mark, 1), .count = 1,
		.field_count = 2, .fields = { STR_INIT("x"), STR_INIT("model") },
		.conditions = arena_new(mem, struct condition, CONDITIONS_MAX), .choices = arena_new(mem, struct choice, count),
	};

	if (!m.at || !m.conditions || !m.choices || !write_choices(mem, v, m.choices, count))
		return (struct marks){ 0 };
	while (effort_excess(m.choices, count))
		count--;
	m.choice_count = count;
	m.condition_count = v->apart ? count : 1;
	m.at[0] = (struct mark){
		.when_count = (uint32_t)m.condition_count, .sayings = &saying, .saying_count = 1, .model_hole = STR_INIT("x"),
	};
	for (size_t i = 0; i < m.condition_count; i++)
		m.conditions[i] = (struct condition){ .fields.bits[0] = 1, .number = (uint32_t)i };
	return m;
}

void adversary(arena mem, const struct marks *marks) {
	struct target all = { .marks = *marks };

	printf("the worst %d bytes for one mark alone (bar: 20 ns/byte): of ours\n", VALUE);
	attack_ours(mem, marks);
	printf("of marks written to be slow\n");
	for (size_t i = 0; i < sizeof villains / sizeof *villains; i++) {
		arena scratch = mem;
		struct target t = { .marks = written_by(&scratch, &villains[i]) };

		if (!t.marks.at || !target_open(&t, scratch)) {
			printf("  %s: cannot be written\n", villains[i].name);
			continue;
		}
		struct worst w = attack(&t);
		print_worst(str_of(villains[i].name), &w);
	}
	printf("of all marks at once\n");
	if (target_open(&all, mem)) {
		struct worst w = attack(&all);
		print_worst(STR("every mark looks at every field"), &w);
	}
}
