/*
 * A query comes from a command line, and later perhaps from a web page:
 * whatever it is, it means something or it is said what is wrong with it.
 */

#include <stdlib.h>

#include "cmd/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct company companies[] = {
	{ .id = STR_INIT("dahua"), .name = STR_INIT("Zhejiang Dahua"), .country = STR_INIT("CN") },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("Hikvision"), .native = STR_INIT("海康威视"), .country = STR_INIT("CN") },
};
static const struct brand brands[] = { { .id = STR_INIT("tp-link"), .name = STR_INIT("TP-Link") } };
static const struct role_note roles[] = { { .id = STR_INIT("nl-police"), .means.in = { STR_INIT("the Dutch police") } } };
static const struct kind_note kinds[] = { { .id = STR_INIT("router"), .means.in = { STR_INIT("a router") } } };
static const struct knowledge knowledge = {
	.registry = { .companies = companies, .company_count = 2, .brands = brands, .brand_count = 1 },
	.laws = { .roles = roles, .role_count = 1, .kinds = kinds, .kind_count = 1 },
};

static void need(bool held) {
	if (!held)
		abort();
}

static bool has_order(enum query_key key) {
	return key == KEY_GRADE || key == KEY_VERDICT || key == KEY_WORST || key == KEY_FIRST || key == KEY_SEEN ||
	       key == KEY_DUE || key == KEY_ALLOWED;
}

/* Everything that store_query() takes for granted. */
static void check(const struct query *q) {
	need(q->term_count <= QUERY_TERMS_MAX);
	for (size_t i = 0; i < q->term_count; i++) {
		const struct query_term *t = &q->terms[i];
		bool ordered = t->operator != QUERY_IS && t->operator != QUERY_IS_NOT;

		need(t->key < KEY_COUNT && t->values.count >= 1 && t->values.count <= QUERY_VALUES_MAX);
		need(!ordered || (t->values.count == 1 && t->values.at[0].n > 0));
		need(!ordered || has_order(t->key));
		for (size_t k = 0; k < t->values.count; k++)
			need(t->key != KEY_MAKER || t->values.at[k].n == 0 ||
			     registry_company(&knowledge.registry, t->values.at[k]));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	enum { MEMORY_SIZE = 1 << 20, WORDS_MAX = 40 };
	static uint8_t memory[MEMORY_SIZE];
	char *words[WORDS_MAX], *text = malloc(size + 1);
	arena mem = arena_over(memory, sizeof memory);
	struct complaint c;
	struct query query;
	int count = 0;

	need(text != NULL);
	if (size)
		memcpy(text, data, size);
	text[size] = 0;
	/* A line is a word. */
	for (char *at = text; at && count < WORDS_MAX;) {
		char *end = strchr(at, '\n');

		words[count++] = at;
		if (end)
			*end = 0;
		at = end ? end + 1 : NULL;
	}
	int r = query_parse(&mem, &knowledge, words, count, &query, &c);
	if (r == 0)
		check(&query);
	else
		need(r == QUERY_WRONG ? c.what[0] != 0 : mem.full);
	free(text);
	return 0;
}
