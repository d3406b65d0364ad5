/* Looking for all patterns at once: the automaton, the search inside a pattern, and what a mark may cost. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "know/effort.h"
#include "know/find.h"
#include "know/literals.h"

enum { MEMORY = 16 << 20 };

static arena fresh(void) {
	static uint8_t *memory;

	if (!memory)
		memory = malloc(MEMORY);
	assert_non_null(memory);
	return arena_over(memory, MEMORY);
}

static arena fresh_scratch(void) {
	static uint8_t memory[1 << 18];

	return arena_over(memory, sizeof memory);
}

static int by_literal(const void *a, const void *b) {
	return literal_cmp(a, b);
}

/* Writes n letters out of the first few of the alphabet. */
static str random_word(uint8_t *room, size_t n, unsigned letters) {
	for (size_t i = 0; i < n; i++)
		room[i] = (uint8_t)('a' + (unsigned)rand() % letters);
	return (str){ room, n };
}

struct told {
	unsigned times[64]; /* by text */
};

static void note_told(void *context, uint32_t first, uint32_t count) {
	struct told *t = context;

	for (uint32_t i = first; i < first + count; i++)
		t->times[i]++;
}

static bool stands_in(const struct literal *l, str value) {
	size_t from = 0;

	if (l->at_start)
		return str_begins(value, l->low) && (!l->at_end || value.n == l->low.n);
	if (l->at_end)
		return str_ends(value, l->low);
	for (; from + l->low.n <= value.n; from++)
		if (str_begins(str_after(value, from), l->low))
			return true;
	return false;
}

enum { TEXTS = 64, LONGEST = 40 };

/* Beginnings of the texts behind one another, so that all of one or none of it may follow. */
static str value_of(uint8_t *room, size_t size, const struct literal *texts) {
	size_t used = 0;

	for (int i = 0; i < 6; i++) {
		str low = texts[rand() % TEXTS].low;
		size_t n = rand() % 2 || low.n == 0 ? low.n : (size_t)rand() % low.n;

		if (used + n > size)
			break;
		memcpy(room + used, low.n ? low.at : room, n);
		used += n;
	}
	return (str){ room, used };
}

/*
 * Texts inside one another, equal ones, tied ones: each that stands in a value
 * is told, and once. Long ones, for nodes far from the root are kept otherwise.
 */
static void literals_are_told_once(void **state) {
	static uint8_t room[TEXTS][LONGEST], value_room[120];

	(void)state;
	srand(11);
	for (int round = 0; round < 200; round++) {
		size_t longest = round % 2 ? LONGEST : 5;
		arena mem = fresh();
		struct literal texts[TEXTS];

		for (size_t i = 0; i < TEXTS; i++)
			texts[i] = (struct literal){ random_word(room[i], 1 + (size_t)rand() % longest, 2 + (unsigned)round % 3),
						     rand() % 4 == 0, rand() % 4 == 0 };
		texts[0] = (struct literal){ .at_start = true }; /* stands in every value */
		qsort(texts, TEXTS, sizeof *texts, by_literal);
		struct literals *l = literals_open(&mem, fresh_scratch(), texts, TEXTS);
		struct literals_search *s = literals_search_open(&mem, TEXTS);
		assert_non_null(s);
		for (int k = 0; k < 20; k++) {
			str value = value_of(value_room, sizeof value_room, texts);
			struct told t = { 0 };

			literals_find(l, s, value, note_told, &t);
			for (size_t i = 0; i < TEXTS; i++)
				assert_int_equal(t.times[i], stands_in(&texts[i], value));
		}
	}
}

static void literals_know_no_case(void **state) {
	const struct literal texts[] = { { STR("hik"), true, false }, { STR("\xe5\xae\x87"), false, false } };
	arena mem = fresh();
	struct literals *l = literals_open(&mem, fresh_scratch(), texts, 2);
	struct literals_search *s = literals_search_open(&mem, 2);
	struct told t = { 0 };

	(void)state;
	literals_find(l, s, STR("HiK \xe5\xae\x87"), note_told, &t);
	assert_int_equal(t.times[0], 1);
	assert_int_equal(t.times[1], 1);
	literals_find(l, s, STR("[hik \xe5\xae"), note_told, &t);
	assert_int_equal(t.times[0] + t.times[1], 2);
}

static void no_texts_at_all(void **state) {
	arena mem = fresh();
	struct told t = { 0 };

	(void)state;
	literals_find(literals_open(&mem, fresh_scratch(), NULL, 0), literals_search_open(&mem, 0), STR("abc"), note_told, &t);
	assert_int_equal(t.times[0], 0);
}

/* The first run of each hole, found the plain way. `lists` are the texts between open holes. */
static bool plainly_fits(const str *texts, size_t count, str value) {
	size_t at = texts[0].n;

	if (!str_begins(value, texts[0]))
		return false;
	for (size_t i = 1; i < count; i++) {
		bool last = i + 1 == count;
		size_t found = at;

		if (last)
			return value.n - at >= texts[i].n && str_ends(value, texts[i]);
		while (found + texts[i].n <= value.n && !str_begins(str_after(value, found), texts[i]))
			found++;
		if (found + texts[i].n > value.n)
			return false;
		at = found + texts[i].n;
	}
	return at == value.n;
}

/* Texts that repeat themselves, in values that do: where a search that falls back wrongly loses its place. */
static void search_in_periods(void **state) {
	uint8_t room[5][6], value_room[60], pattern_room[64];

	(void)state;
	srand(5);
	for (int round = 0; round < 4000; round++) {
		arena mem = fresh();
		str texts[5];
		size_t count = 2 + (size_t)rand() % 4, used = 0;
		struct pattern p;
		const char *why;

		for (size_t i = 0; i < count; i++) {
			bool end = i == 0 || i + 1 == count;

			texts[i] = random_word(room[i], (size_t)rand() % (end ? 2 : 6) + !end, 2);
			memcpy(pattern_room + used, texts[i].at, texts[i].n);
			used += texts[i].n;
			if (i + 1 < count)
				memcpy(pattern_room + used, "{}", 2);
			used += i + 1 < count ? 2 : 0;
		}
		assert_int_equal(pattern_parse(&mem, (str){ pattern_room, used }, &p, &why), 0);
		for (int k = 0; k < 20; k++) {
			str value = random_word(value_room, (size_t)rand() % sizeof value_room, 2);

			assert_int_equal(pattern_fits(&p, value, NULL), plainly_fits(texts, count, value));
		}
	}
}

/* Patterns of a few conditions, over three fields. */
struct scene {
	arena mem;
	struct marks marks;
	struct condition conditions[8];
	struct choice choices[512];
};

static void set_scene(struct scene *s) {
	*s = (struct scene){ .mem = fresh() };
	s->marks.conditions = s->conditions;
	s->marks.choices = s->choices;
	s->marks.field_count = 3;
}

static void add_condition(struct scene *s, uint64_t fields) {
	s->conditions[s->marks.condition_count++].fields.bits[0] = fields;
}

static void add_choice(struct scene *s, str pattern) {
	struct choice *c = &s->choices[s->marks.choice_count++];
	const char *why;

	c->condition = (uint32_t)s->marks.condition_count - 1;
	assert_int_equal(pattern_parse(&s->mem, pattern, &c->pattern, &why), 0);
}

struct finds {
	uint32_t choices[8];
	size_t count;
};

static void note_find(void *context, uint32_t condition, uint32_t choice) {
	struct finds *f = context;

	(void)condition;
	assert_true(f->count < 8);
	f->choices[f->count++] = choice;
}

static struct finds find(struct scene *s, size_t field, const char *text) {
	struct finds f = { .count = 0 };
	struct finding *w = finding_open(&s->mem, finder_open(&s->mem, &s->marks));

	assert_non_null(w);
	find_choices(w, field, str_of(text), note_find, &f);
	return f;
}

/* However early another of its texts stands in the value: what was written first is told. */
static void first_written_choice(void **state) {
	struct scene s;

	(void)state;
	set_scene(&s);
	add_condition(&s, 1);
	add_choice(&s, STR("{}cam {model}"));
	add_choice(&s, STR("acme{}"));
	add_choice(&s, STR("{}"));
	struct finds f = find(&s, 0, "Acme Cam X2");
	assert_int_equal(f.count, 1);
	assert_int_equal(f.choices[0], 0);
	f = find(&s, 0, "Acme X2");
	assert_int_equal(f.count, 1);
	assert_int_equal(f.choices[0], 1);
	f = find(&s, 0, "X2");
	assert_int_equal(f.choices[0], 2);
}

static void only_its_fields(void **state) {
	struct scene s;

	(void)state;
	set_scene(&s);
	add_condition(&s, 1);
	add_choice(&s, STR("acme"));
	add_condition(&s, 2);
	add_choice(&s, STR("acme"));
	add_condition(&s, 3);
	add_choice(&s, STR("acme"));
	struct finds f = find(&s, 0, "ACME");
	assert_int_equal(f.count, 2);
	assert_int_equal(f.choices[0] + f.choices[1], 0 + 2);
	f = find(&s, 1, "ACME");
	assert_int_equal(f.count, 2);
	assert_int_equal(f.choices[0] + f.choices[1], 1 + 2);
	assert_int_equal(find(&s, 2, "ACME").count, 0);
}

/* Fields with the same texts share what finds them, and nothing else. */
static void fields_alike(void **state) {
	struct scene s;

	(void)state;
	set_scene(&s);
	add_condition(&s, 7);
	add_choice(&s, STR("acme"));
	add_condition(&s, 4);
	add_choice(&s, STR("{:digits}"));
	add_condition(&s, 2);
	add_choice(&s, STR("{}"));
	assert_int_equal(find(&s, 0, "acme").count, 1);
	assert_int_equal(find(&s, 1, "acme").count, 2);
	assert_int_equal(find(&s, 2, "acme").count, 1);
	assert_int_equal(find(&s, 0, "12").count, 0);
	assert_int_equal(find(&s, 1, "12").choices[0], 2);
	assert_int_equal(find(&s, 2, "12").choices[0], 1);
}

static void searches(void **state) {
	static const struct {
		const char *pattern;
		bool searches;
	} cases[] = {
		{ "acme", false }, { "acme {model}", false }, { "{}acme{}", false }, { "{model}", false },
		{ "ds-{:digits*4}{}", false }, { "{x}acme{}", true }, { "a{}b{}", true }, { "{:digits}", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		arena mem = fresh();
		struct pattern p;
		const char *why;

		assert_int_equal(pattern_parse(&mem, str_of(cases[i].pattern), &p, &why), 0);
		if (pattern_searches(&p) != cases[i].searches)
			fail_msg("'%s' does%s search", cases[i].pattern, cases[i].searches ? "" : " not");
	}
}

/* Of a mark with so many patterns, a number in each. */
static const char *excess_of(size_t count, const char *before, const char *after) {
	static struct scene s;

	set_scene(&s);
	add_condition(&s, 1);
	for (size_t i = 0; i < count; i++) {
		char text[PATTERN_SIZE_MAX + 1];

		snprintf(text, sizeof text, "%s%03zu%s", before, i, after);
		add_choice(&s, str_of(text));
	}
	return effort_excess(s.choices, s.marks.choice_count);
}

static void effort_of_a_mark(void **state) {
	char long_text[400];

	(void)state;
	assert_null(excess_of(EFFORT_CHOICES_MAX, "{}acme ", "{}"));
	assert_non_null(strstr(excess_of(EFFORT_CHOICES_MAX + 1, "{}acme ", "{}"), "256 patterns"));
	assert_null(excess_of(EFFORT_LOOKS_MAX, "{}acme {}-", ""));
	assert_non_null(strstr(excess_of(EFFORT_LOOKS_MAX + 1, "{}acme {}-", ""), "open hole"));
	/* To catch what a hole with a name took is work, too. */
	assert_non_null(strstr(excess_of(EFFORT_LOOKS_MAX, "{}acme {x}-", ""), "open hole"));
	/* No value begins with more than one of these. */
	assert_null(excess_of(100, "ds-", "-{}-x{}"));
	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	assert_non_null(strstr(excess_of(60, long_text, ""), "bytes of text"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(literals_are_told_once),
		cmocka_unit_test(literals_know_no_case),
		cmocka_unit_test(no_texts_at_all),
		cmocka_unit_test(search_in_periods),
		cmocka_unit_test(first_written_choice),
		cmocka_unit_test(only_its_fields),
		cmocka_unit_test(fields_alike),
		cmocka_unit_test(searches),
		cmocka_unit_test(effort_of_a_mark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
