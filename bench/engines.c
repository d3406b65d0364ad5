#include "engines.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <hs/hs.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

const char *const engine_names[] = { "PCRE2-JIT, one by one", "Vectorscan, catching with PCRE2-JIT" };

/* What Vectorscan can do with an expression. */
enum ability { ABLE_NOT, ABLE_ROUGHLY, ABLE };

struct engines {
	const struct expressions *e;
	pcre2_code **codes; /* NULL: PCRE2 refused it */
	enum ability *abilities;
	pcre2_match_data *data;
	hs_database_t *database;
	hs_scratch_t *scratch;
	size_t *unable; /* what Vectorscan cannot do */
	size_t unable_count;
	size_t *found;
	size_t found_count;
};

static void compile_codes(struct engines *g) {
	for (size_t i = 0; i < g->e->count; i++) {
		const struct expression *e = &g->e->at[i];
		str text = e->strict.n ? e->strict : e->text;
		uint32_t options = (e->caseless ? PCRE2_CASELESS : 0) | (e->dotall ? PCRE2_DOTALL : 0) |
				   (e->multiline ? PCRE2_MULTILINE : 0);
		int error;
		size_t where;

		g->codes[i] = pcre2_compile(text.at, text.n, options, &error, &where, NULL);
		if (g->codes[i])
			pcre2_jit_compile(g->codes[i], PCRE2_JIT_COMPLETE);
	}
}

static unsigned flags_of(const struct expression *e, enum ability able) {
	return HS_FLAG_ALLOWEMPTY | HS_FLAG_SINGLEMATCH | (e->caseless ? HS_FLAG_CASELESS : 0) |
	       (e->dotall ? HS_FLAG_DOTALL : 0) | (e->multiline ? HS_FLAG_MULTILINE : 0) |
	       (able == ABLE_ROUGHLY ? HS_FLAG_PREFILTER : 0);
}

static bool is_taken(const char *text, unsigned flags) {
	hs_expr_info_t *about = NULL;
	hs_compile_error_t *error = NULL;
	bool taken = hs_expression_info(text, flags, &about, &error) == HS_SUCCESS;

	free(about);
	if (error)
		hs_free_compile_error(error);
	return taken;
}

static enum ability ability_of(const struct expression *e, const char *text) {
	if (str_find(e->text, (str){ (const uint8_t *)"", 1 }, 0) < e->text.n)
		return ABLE_NOT;
	if (is_taken(text, flags_of(e, ABLE)))
		return ABLE;
	return is_taken(text, flags_of(e, ABLE_ROUGHLY)) ? ABLE_ROUGHLY : ABLE_NOT;
}

/* All that Vectorscan takes, as one set; what it takes alone but not in a set is dropped. */
static bool compile_database(struct engines *g) {
	size_t count = g->e->count, used = 0;
	const char **texts = calloc(count, sizeof *texts);
	unsigned *flags = calloc(count, sizeof *flags), *numbers = calloc(count, sizeof *numbers);
	hs_compile_error_t *error = NULL;

	for (size_t i = 0; texts && flags && numbers && i < count; i++) {
		char *text = strndup((const char *)g->e->at[i].text.at, g->e->at[i].text.n);

		g->abilities[i] = text ? ability_of(&g->e->at[i], text) : ABLE_NOT;
		texts[used] = text;
		flags[used] = flags_of(&g->e->at[i], g->abilities[i]);
		numbers[used] = (unsigned)i;
		if (g->abilities[i] == ABLE_NOT)
			free(text);
		else
			used++;
	}
	while (used && hs_compile_multi(texts, flags, numbers, (unsigned)used, HS_MODE_BLOCK, NULL, &g->database, &error)) {
		int bad = error->expression;

		hs_free_compile_error(error);
		if (bad < 0)
			break;
		g->abilities[numbers[bad]] = ABLE_NOT;
		used--;
		texts[bad] = texts[used];
		flags[bad] = flags[used];
		numbers[bad] = numbers[used];
	}
	for (size_t i = 0; i < count; i++)
		if (g->abilities[i] == ABLE_NOT)
			g->unable[g->unable_count++] = i;
	for (size_t i = 0; i < used; i++)
		free((void *)(uintptr_t)texts[i]);
	free(texts);
	free(flags);
	free(numbers);
	return g->database && hs_alloc_scratch(g->database, &g->scratch) == HS_SUCCESS;
}

struct engines *engines_open(const struct expressions *e) {
	struct engines *g = calloc(1, sizeof *g);

	if (!g)
		return NULL;
	g->e = e;
	g->codes = calloc(e->count, sizeof *g->codes);
	g->abilities = calloc(e->count, sizeof *g->abilities);
	g->unable = calloc(e->count, sizeof *g->unable);
	g->found = calloc(e->count, sizeof *g->found);
	g->data = pcre2_match_data_create(64, NULL);
	if (g->codes && g->abilities && g->unable && g->found && g->data) {
		compile_codes(g);
		if (compile_database(g))
			return g;
	}
	engines_close(g);
	return NULL;
}

void engines_close(struct engines *g) {
	if (!g)
		return;
	for (size_t i = 0; g->codes && i < g->e->count; i++)
		pcre2_code_free(g->codes[i]);
	pcre2_match_data_free(g->data);
	hs_free_scratch(g->scratch);
	hs_free_database(g->database);
	free(g->codes);
	free(g->abilities);
	free(g->unable);
	free(g->found);
	free(g);
}

static bool catches(struct engines *g, size_t number, str text) {
	return g->codes[number] && pcre2_match(g->codes[number], text.at, text.n, 0, 0, g->data, NULL) >= 0;
}

static int note_candidate(unsigned number, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
	struct engines *g = context;

	(void)from, (void)to, (void)flags;
	g->found[g->found_count++] = number;
	return 0;
}

static int by_number(const void *a, const void *b) {
	size_t left = *(const size_t *)a, right = *(const size_t *)b;

	return (left > right) - (left < right);
}

/* The expressions that may match, in their order, in `found`. */
static void find_candidates(struct engines *g, str text) {
	g->found_count = 0;
	hs_scan(g->database, (const char *)text.at, (unsigned)text.n, 0, g->scratch, note_candidate, g);
	for (size_t i = 0; i < g->unable_count; i++)
		g->found[g->found_count++] = g->unable[i];
	qsort(g->found, g->found_count, sizeof *g->found, by_number);
}

size_t engine_match(struct engines *g, enum engine how, const struct banner *b, bool first,
		    void (*each)(void *context, size_t number), void *context) {
	size_t count = 0, candidates = g->e->count;

	if (how == ENGINE_VECTORSCAN) {
		find_candidates(g, b->text);
		candidates = g->found_count;
	}
	for (size_t i = 0; i < candidates && !(first && count); i++) {
		size_t number = how == ENGINE_VECTORSCAN ? g->found[i] : i;
		bool sure = how == ENGINE_VECTORSCAN && g->abilities[number] == ABLE && g->e->at[number].certain;

		if (first && how == ENGINE_VECTORSCAN && g->e->at[number].set != b->set)
			continue;
		if (!sure && !catches(g, number, b->text))
			continue;
		count++;
		if (each)
			each(context, number);
	}
	return count;
}
