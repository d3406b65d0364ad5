/* Patterns, the matcher of all marks at once, and what the loader refuses. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/yaml.h"
#include "know/check.h"
#include "know/registry.h"

enum { MEMORY = 64 << 20 };

static arena fresh(void) {
	static uint8_t *memory;

	if (!memory)
		memory = malloc(MEMORY);
	assert_non_null(memory);
	return arena_over(memory, MEMORY);
}

static bool fits(const char *pattern, const char *text, struct catches *catches) {
	arena mem = fresh();
	struct pattern p;
	const char *why = NULL;
	str s = str_of(text);

	assert_int_equal(pattern_parse(&mem, str_of(pattern), &p, &why), 0);
	if (catches)
		catches->count = 0;
	return pattern_fits(&p, s, catches);
}

static void pattern_cases(void **state) {
	static const struct {
		const char *pattern, *text;
		bool fits;
	} cases[] = {
		{ "App-webs/", "App-webs/", true },
		{ "App-webs/", "app-WEBS/", true },
		{ "App-webs/", "App-webs/2", false },
		{ "App-webs/{}", "App-webs/", true },
		{ "App-webs/{}", "App-webs/2", true },
		{ "{}webs", "App-webs", true },
		{ "{}webs", "webs", true },
		{ "{}webs", "webs2", false },
		{ "a{}b{}c", "axbyc", true },
		{ "a{}b{}c", "abc", true },
		{ "a{}b{}c", "acb", false },
		{ "a{}b{}b", "ab", false },
		{ "DS-{:digits}CD{}", "DS-2CD2032", true },
		{ "DS-{:digits}CD{}", "DS-CD2032", false },
		{ "axis-{:hex*12}", "axis-accc8e010203", true },
		{ "axis-{:hex*12}", "axis-accc8e0102", false },
		{ "axis-{:hex*12}", "axis-accc8e01020304", false },
		{ "({:alnum})", "(C2189)", true },
		{ "({:alnum})", "()", false },
		{ "{:word} {:word}", "one two", true },
		{ "{:word} {:word}", "one two three", false },
		{ "{{{}}}", "{x}", true },
		{ "{}", "anything", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (fits(cases[i].pattern, cases[i].text, NULL) != cases[i].fits)
			fail_msg("'%s' against '%s' must%s fit", cases[i].pattern, cases[i].text, cases[i].fits ? "" : " not");
}

static void pattern_catches(void **state) {
	struct catches c;

	(void)state;
	assert_true(fits("Linux/{os} UPnP/{} Cam/{firmware}", "Linux/3.10 UPnP/1.0 Cam/V5.5.0", &c));
	assert_true(str_eq(catches_get(&c, STR("os")), STR("3.10")));
	assert_true(str_eq(catches_get(&c, STR("firmware")), STR("V5.5.0")));
	assert_int_equal(catches_get(&c, STR("nobody")).n, 0);
	assert_false(fits("{a}x{b}y", "1x2z", &c));
	assert_int_equal(c.count, 0);
}

static void pattern_refusals(void **state) {
	static const char *const bad[] = { "", "a{", "a}b", "{}{}x", "{:colour}", "{:hex*0}", "{:hex*x}", "{a*3}" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		arena mem = fresh();
		struct pattern p;
		const char *why = NULL;

		if (pattern_parse(&mem, str_of(bad[i]), &p, &why) != PATTERN_WRONG || !why)
			fail_msg("'%s' must be refused", bad[i]);
	}
}

/* A small world: two makers, one brand, and the marks under test. */
struct world {
	struct yaml *companies, *brands, *models, *marks, *words;
	struct tree trees[5];
	struct registry registry;
	struct registers registers;
	struct marks loaded;
	arena mem;
};

static const char companies[] =
	"- { company: acme, name: Acme, country: CN, role: cameras, source: s, trust: high }\n"
	"- { company: zenith, name: Zenith, country: US, role: cameras, source: s, trust: high }\n";

static struct tree parse(struct yaml **y, const char *name, const char *text) {
	struct complaint c = { 0 };

	*y = yaml_open();
	assert_non_null(*y);
	if (yaml_add(*y, str_of(name), str_of(text), &c))
		fail_msg("%s:%u: %s", name, c.line, c.what);
	return yaml_tree(*y);
}

static int load(struct world *w, const char *marks, struct complaint *c) {
	*w = (struct world){ .mem = fresh() };
	w->trees[0] = parse(&w->companies, "companies.yaml", companies);
	w->trees[1] = parse(&w->brands, "brands.yaml", "[]");
	w->trees[2] = parse(&w->models, "models.yaml", "[]");
	w->trees[3] = parse(&w->marks, "marks.yaml", marks);
	if (registry_load(&w->mem, &w->trees[0], &w->trees[1], &w->trees[2], &w->registry, c))
		fail_msg("the registry of the test: %u: %s", c->line, c->what);
	w->trees[4] = parse(&w->words, "words.yaml", "- words: placeholder\n  are: [n/a, not set]\n");
	if (registers_load(&w->mem, &w->trees[4], &w->registers, c))
		fail_msg("the words of the test: %u: %s", c->line, c->what);
	return marks_load(&w->mem, &w->trees[3], &w->registry, &w->loaded, c);
}

static void unload(struct world *w) {
	yaml_close(w->companies);
	yaml_close(w->brands);
	yaml_close(w->models);
	yaml_close(w->marks);
	yaml_close(w->words);
}

#define REST "\n  strength: fair\n  why: w\n  source: s\n  examples: [{ x: y }]\n  counters: [{ x: z }]\n"

static void loader_refusals(void **state) {
	static const struct {
		const char *text, *what;
		unsigned line;
	} cases[] = {
		{ "- mark: a/b\n  claim: { maker: acme }" REST, "needs a `when`", 1 },
		{ "- mark: a/b\n  when: { x: y }" REST, "`claim`", 1 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: nobody }" REST, "nobody", 3 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { brand: nobody }" REST, "nobody", 3 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { class: teapot }" REST, "teapot", 3 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { colour: red }" REST, "colour", 3 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: '{m}' }" REST, "fixed words", 3 },
		{ "- mark: a/b\n  when: { x: 'a{' }\n  claim: { maker: acme }" REST, "without its }", 2 },
		{ "- mark: a/b\n  when: { x: y }\n  claims: { maker: acme }" REST, "claims", 3 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }" REST "- mark: a/b\n  when: { x: y }\n"
		  "  claim: { maker: acme }" REST, "two marks", 9 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }\n  strength: fair\n  why: w\n"
		  "  examples: [{ x: y }]\n  counters: [{ x: z }]\n", "source", 1 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }\n  strength: fair\n  why: w\n  source: s\n"
		  "  counters: [{ x: z }]\n", "needs an example", 1 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }\n  strength: fair\n  why: w\n  source: s\n"
		  "  examples: [{ x: y }]\n", "counter-example", 1 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }\n  trust: hint" REST, "hint at most", 5 },
		{ "- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }\n  strength: sure\n  why: w\n  source: s\n"
		  "  examples: [{ x: y }]\n  counters: [{ x: z }]\n", "sure", 4 },
		{ "- mark: a/b\n  when: { x: ['{}a{}1', '{}a{}2', '{}a{}3', '{}a{}4', '{}a{}5', '{}a{}6', '{}a{}7', '{}a{}8',\n"
		  "    '{}a{}9', '{}a{}10', '{}a{}11', '{}a{}12', '{}a{}13'] }\n  claim: { maker: acme }" REST, "open hole", 1 },
		{ "mark: a/b\n", "is a list", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct complaint c = { 0 };
		struct world w;
		int r = load(&w, cases[i].text, &c);

		if (r != TREE_WRONG || !strstr(c.what, cases[i].what) || c.line != cases[i].line ||
		    !str_eq(c.file, STR("marks.yaml")))
			fail_msg("case %zu: answer %d, line %u: %s", i, r, c.line, c.what);
		unload(&w);
	}
}

static const char small_marks[] =
	"- mark: acme/server\n  when: { http.server: 'Acme/{v}' }\n  claim: { maker: acme, firmware: 'V{v}', class: camera }\n"
	"  strength: strong\n  why: w\n  source: s\n  examples: [{ http.server: Acme/1 }]\n  counters: [{ http.server: Apache }]\n"
	"- mark: acme/both\n  when: { 'http.realm|rtsp.realm': [Acme, 'Acme {}'], tcp.port: '8000' }\n"
	"  unless: { http.title: Zenith }\n  claim: { maker: acme }\n  strength: fair\n  kind: platform\n  why: w\n  source: s\n"
	"  examples: [{ rtsp.realm: Acme, tcp.port: '8000' }]\n  counters: [{ rtsp.realm: Acme }]\n";

static size_t claims_of(struct world *w, const struct obs *observations, size_t count, struct claims *ret_claims) {
	struct matcher *m = match_open(&w->mem, &w->loaded, &w->registry, &w->registers);
	struct matching *room = matching_open(&w->mem, m);

	assert_non_null(room);
	*ret_claims = match_device(m, room, &w->mem, observations, count);
	return ret_claims->count;
}

static void matching_one_condition(void **state) {
	struct world w;
	struct complaint c = { 0 };
	struct claims claims;
	struct obs seen[] = { { .field = STR("http.title"), .value = STR("Acme/1") },
			      { .field = STR("http.server"), .value = STR(" acme/2.4 ") } };

	(void)state;
	assert_int_equal(load(&w, small_marks, &c), 0);
	assert_int_equal(claims_of(&w, seen, 2, &claims), 3);
	assert_ptr_equal(claims.at[0].seen, &seen[1]);
	assert_true(str_eq(claims.at[0].value, STR("acme")));
	assert_true(str_eq(claims.at[1].value, STR("V2.4")));
	assert_true(str_eq(claims.at[1].kind, STR("http")));
	unload(&w);
}

static void matching_several_conditions(void **state) {
	struct world w;
	struct complaint c = { 0 };
	struct claims claims;
	struct obs seen[] = { { .field = STR("tcp.port"), .value = STR("8000") },
			      { .field = STR("rtsp.realm"), .value = STR("Acme II") },
			      { .field = STR("http.title"), .value = STR("Zenith") } };

	(void)state;
	assert_int_equal(load(&w, small_marks, &c), 0);
	assert_int_equal(claims_of(&w, seen, 1, &claims), 0);
	assert_int_equal(claims_of(&w, seen, 2, &claims), 1);
	assert_true(str_eq(claims.at[0].kind, STR("platform")));
	assert_ptr_equal(claims.at[0].seen, &seen[1]);
	/* The third observation is what the mark must not be seen with. */
	assert_int_equal(claims_of(&w, seen, 3, &claims), 0);
	unload(&w);
}

/* What a support took serves every time the mark speaks. */
static void matching_catches_of_support(void **state) {
	struct world w;
	struct complaint c = { 0 };
	struct claims claims;
	struct obs seen[] = { { .field = STR("x"), .value = STR("cam 1") }, { .field = STR("x"), .value = STR("cam 2") },
			      { .field = STR("y"), .value = STR("fw V3 of it") }, { .field = STR("y"), .value = STR("fw V4") } };

	(void)state;
	assert_int_equal(load(&w, "- mark: a/b\n  when: { x: 'cam {m}', y: ['fw {v} of it', 'fw {v}'] }\n"
			      "  claim: { model: '{m}', firmware: '{v}/{m}' }" REST, &c), 0);
	assert_int_equal(claims_of(&w, seen, 4, &claims), 4);
	assert_true(str_eq(claims.at[0].value, STR("1")));
	assert_true(str_eq(claims.at[1].value, STR("V3/1")));
	assert_true(str_eq(claims.at[2].value, STR("2")));
	assert_true(str_eq(claims.at[3].value, STR("V3/2")));
	unload(&w);
}

/* A number is one only where the mark that reads it holds, whatever comes first; and its claims stand where it was read. */
static void matching_models_of_marks_that_hold(void **state) {
	struct world w;
	struct complaint c = { 0 };
	struct claims claims;
	struct obs seen[] = { { .field = STR("x"), .value = STR("AC-1") }, { .field = STR("y"), .value = STR("of zenith") },
			      { .field = STR("x"), .value = STR("AC-2") }, { .field = STR("z"), .value = STR("-") },
			      { .field = STR("z"), .value = STR("a list") } };

	(void)state;
	assert_int_equal(load(&w, "- mark: a/model\n  when: { x: '{m}', y: '{}' }\n  unless: { z: '{}list{}' }\n"
			      "  claim: { model: '{m}' }" REST
			      "- mark: a/grammar\n  when: { model: 'AC-{:digits}' }\n  claim: { maker: acme }" REST, &c), 0);
	assert_int_equal(claims_of(&w, seen, 1, &claims), 0);
	assert_int_equal(claims_of(&w, seen, 4, &claims), 4);
	assert_true(claims.at[0].aspect == ASPECT_MODEL && claims.at[0].seen == &seen[0]);
	assert_true(claims.at[1].aspect == ASPECT_MAKER && claims.at[1].seen == &seen[0]);
	assert_true(claims.at[3].aspect == ASPECT_MAKER && claims.at[3].seen == &seen[2]);
	assert_int_equal(claims_of(&w, seen, 5, &claims), 0);
	unload(&w);
}

/* A field that only its maker's devices have says nothing while it holds a word for nothing. */
static void matching_words_for_nothing(void **state) {
	static const char *const nothing[] = { "", "-", "N/A", "Not set", "0", "00:00:00:00:00:00", "0.0.0.0", "???" };
	static const char *const something[] = { "N1", "not", "10", "0A", "00000000000000000000000000", "aN/A", "/" };
	struct world w;
	struct complaint c = { 0 };
	struct claims claims;

	(void)state;
	assert_int_equal(load(&w, "- mark: a/b\n  when: { x: '{m}' }\n  claim: { model: '{m}' }" REST, &c), 0);
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		assert_int_equal(claims_of(&w, &(struct obs){ .field = STR("x"), .value = str_of(nothing[i]) }, 1, &claims), 0);
	for (size_t i = 0; i < sizeof something / sizeof *something; i++)
		assert_int_equal(claims_of(&w, &(struct obs){ .field = STR("x"), .value = str_of(something[i]) }, 1, &claims), 1);
	unload(&w);
}

/* Many marks that share beginnings, ends and middles: the automaton finds just those that one by one would fit. */
static void matching_agrees_with_one_by_one(void **state) {
	static char text[400000];
	size_t used = 0;
	struct world w;
	struct complaint c = { 0 };

	(void)state;
	srand(7);
	for (int i = 0; i < 600; i++) {
		static const char *const before[] = { "", "", "{}", "{}", "a{}", "" };
		static const char *const after[] = { "", "{}", "", "{}", "", "{}b" };
		char literal[8] = "", pattern[32];

		for (int k = 0; k < 1 + rand() % 4; k++)
			literal[k] = (char)('a' + rand() % 3);
		int form = rand() % 6;
		snprintf(pattern, sizeof pattern, "%s%s%s", before[form], literal, after[form]);
		used += (size_t)snprintf(text + used, sizeof text - used,
					 "- mark: m/%d\n  when: { x: '%s' }\n  claim: { maker: acme }" REST, i, pattern);
	}
	assert_int_equal(load(&w, text, &c), 0);
	struct matcher *m = match_open(&w.mem, &w.loaded, &w.registry, &w.registers);
	struct matching *room = matching_open(&w.mem, m);
	for (int i = 0; i < 2000; i++) {
		uint8_t value[12];
		size_t n = 1 + (size_t)rand() % sizeof value, expected = 0;

		for (size_t k = 0; k < n; k++)
			value[k] = (uint8_t)('a' + rand() % 3);
		for (size_t k = 0; k < w.loaded.choice_count; k++)
			expected += pattern_fits(&w.loaded.choices[k].pattern, (str){ value, n }, NULL);
		arena scratch = w.mem;
		struct obs seen = { .field = STR("x"), .value = { value, n } };
		struct claims claims = match_device(m, room, &scratch, &seen, 1);
		assert_int_equal(claims.count, expected);
	}
	unload(&w);
}

struct wrongs {
	size_t count;
	char first[240];
};

static void note_wrong(void *context, const struct complaint *c) {
	struct wrongs *w = context;

	if (w->count++ == 0)
		snprintf(w->first, sizeof w->first, "%s", c->what);
}

static void check_finds(const char *marks, const char *what) {
	struct world w;
	struct complaint c = { 0 };
	struct wrongs wrongs = { 0 };

	assert_int_equal(load(&w, marks, &c), 0);
	struct matcher *m = match_open(&w.mem, &w.loaded, &w.registry, &w.registers);
	struct marks_tally t = marks_check(w.mem, m, &w.loaded, &w.trees[3], &w.registry, note_wrong, &wrongs);
	assert_int_equal(t.wrong, wrongs.count);
	if (what ? !strstr(wrongs.first, what) : wrongs.count != 0)
		fail_msg("wanted '%s', got %zu: '%s'", what ? what : "nothing wrong", wrongs.count, wrongs.first);
	unload(&w);
}

static void check_runs_examples(void **state) {
	(void)state;
	check_finds(small_marks, NULL);
	check_finds("- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }\n  strength: fair\n  why: w\n  source: s\n"
		    "  examples: [{ x: q }]\n  counters: [{ x: z }]\n", "does not fit");
	check_finds("- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }\n  strength: fair\n  why: w\n  source: s\n"
		    "  examples: [{ x: y }]\n  counters: [{ x: y }]\n", "counter-example fits");
	check_finds("- mark: a/b\n  when: { x: y }\n  claim: { maker: acme }" REST
		    "- mark: c/d\n  when: { x: '{}y' }\n  claim: { maker: zenith }" REST, "is given to");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pattern_cases),
		cmocka_unit_test(pattern_catches),
		cmocka_unit_test(pattern_refusals),
		cmocka_unit_test(loader_refusals),
		cmocka_unit_test(matching_one_condition),
		cmocka_unit_test(matching_several_conditions),
		cmocka_unit_test(matching_catches_of_support), cmocka_unit_test(matching_words_for_nothing),
		cmocka_unit_test(matching_models_of_marks_that_hold),
		cmocka_unit_test(matching_agrees_with_one_by_one),
		cmocka_unit_test(check_runs_examples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
