/*
 * The tests of a clause or an exception, from `when` and `class`.
 */

#include <errno.h>

#include "law/words.h"

/* What a test's values must be, and what they are called; NULL: `read` looks at them. */
struct value_kind {
	word_check *check;
	const char *called;
	int (*read)(const struct loader *l, const struct tree_node *node, struct law_test *test);
};

static int read_day(const struct loader *l, const struct tree_node *node, struct law_test *test) {
	str word = tree_text(l->tree, node);

	if (word.n != 10 || !date_parse(word, &test->day))
		return COMPLAIN(l, node, STR("'"), word, STR("' is no day, as in 2025-01-01"));
	return 0;
}

static int read_yes(const struct loader *l, const struct tree_node *node, struct law_test *test) {
	str word = tree_text(l->tree, node);

	test->yes = str_eq(word, STR("yes"));
	if (!test->yes && !str_eq(word, STR("no")))
		return COMPLAIN(l, node, STR("'under-contract' is yes or no"));
	return 0;
}

static int read_amount(const struct loader *l, const struct tree_node *node, struct law_test *test) {
	return words_amount(l, node, &test->currency, &test->amount);
}

static const struct value_kind value_kinds[TEST_COUNT] = {
	[TEST_MAKER] = { word_is_company, "company", NULL },
	[TEST_MAKER_COUNTRY] = { word_is_country, "country", NULL },
	[TEST_OWNER_COUNTRY] = { word_is_country, "country", NULL },
	[TEST_MADE_IN] = { word_is_country, "country", NULL },
	[TEST_MADE_OUTSIDE] = { word_is_country, "country", NULL },
	[TEST_SOC] = { word_is_company, "company", NULL },
	[TEST_BRAND_COUNTRY] = { word_is_country, "country", NULL },
	[TEST_COMPONENT] = { word_is_company, "company", NULL },
	[TEST_KIND] = { word_is_kind, "kind", NULL },
	[TEST_ACQUIRED_BEFORE] = { NULL, "day", read_day },
	[TEST_ACQUIRED_FROM] = { NULL, "day", read_day },
	[TEST_UNDER_CONTRACT] = { NULL, "answer", read_yes },
	[TEST_CONTRACT_VALUE] = { NULL, "amount", read_amount },
};

static bool is_same_set(const struct firm_set *set, struct strs firms, double percent) {
	if (set->percent < percent || set->percent > percent || set->firms.count != firms.count)
		return false;
	for (size_t i = 0; i < firms.count; i++)
		if (!str_eq(set->firms.at[i], firms.at[i]))
			return false;
	return true;
}

/* The set of these firms, a new one if no test before named the same; NULL when the arena is full. */
static const struct firm_set *find_set(const struct loader *l, struct strs firms, double percent) {
	struct laws *laws = l->laws;
	const struct firm_set *known = laws->firm_sets;

	while (known && !is_same_set(known, firms, percent))
		known = known->next;
	if (known)
		return known;
	struct firm_set *set = arena_new(l->mem, struct firm_set, 1);
	if (!set)
		return NULL;
	*set = (struct firm_set){ firms, percent, laws->firm_set_count++, laws->firm_sets };
	laws->firm_sets = set;
	return set;
}

static int load_test(const struct loader *l, const struct tree_node *when, enum test_kind kind, double affiliates,
		     struct condition *c) {
	const struct tree_node *node = tree_get(l->tree, when, str_of(test_keys[kind]));
	const struct value_kind *values = &value_kinds[kind];
	struct law_test test = { .kind = kind, .day = DATE_NONE };

	if (!node)
		return 0;
	if (values->read && node->kind != TREE_TEXT)
		return COMPLAIN(l, node, STR("'"), str_of(test_keys[kind]), STR("' takes one value and no more"));
	int r = words_list(l, node, values->check, values->called, &test.values);
	if (!r && values->read)
		r = values->read(l, node, &test);
	if (r)
		return r;
	if (values->check == word_is_company && !(test.firms = find_set(l, test.values, affiliates)))
		return -ENOMEM;
	c->tests[c->test_count++] = test;
	return 0;
}

static bool asks_for_firms(const struct condition *c) {
	for (size_t i = 0; i < c->test_count; i++)
		if (c->tests[i].firms)
			return true;
	return false;
}

static int load_tests(const struct loader *l, const struct tree_node *when, struct condition *c) {
	const char *keys[TEST_COUNT + 2] = { [TEST_COUNT] = "affiliates" };
	double affiliates = 0;
	int r;

	for (int kind = 0; kind < TEST_COUNT; kind++)
		keys[kind] = test_keys[kind];
	if (when->kind != TREE_MAP)
		return COMPLAIN(l, when, STR("'when' must be made of keys and values"));
	if ((r = tree_only(l->tree, when, keys, l->reterr)) ||
	    (r = words_percent(l, when, "affiliates", &affiliates)))
		return r;
	for (int kind = 0; kind < TEST_COUNT; kind++)
		if ((r = load_test(l, when, (enum test_kind)kind, affiliates, c)))
			return r;
	if (affiliates > 0 && !asks_for_firms(c))
		return COMPLAIN(l, tree_get(l->tree, when, STR("affiliates")),
				STR("'affiliates' needs a 'maker', 'soc' or 'component' beside it"));
	return 0;
}

int when_load(const struct loader *l, const struct tree_node *map, struct condition *ret_condition) {
	const struct tree_node *when = tree_get(l->tree, map, STR("when"));
	struct condition c = { .test_count = 0 };
	int r = when ? load_tests(l, when, &c) : 0;

	if (!r)
		r = words_classes(l, map, "class", &c.classes);
	if (!r)
		*ret_condition = c;
	return r;
}

bool condition_is_empty(const struct condition *c) {
	return c->test_count == 0 && c->classes == (1u << CLASS_COUNT) - 1;
}
