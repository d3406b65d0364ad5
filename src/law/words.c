#include "law/words.h"

#include <errno.h>
#include <stddef.h>

#include "fact/country.h"

/* The node under `key`, which must be there. */
static int take_node(const struct loader *l, const struct tree_node *map, const char *key,
		     const struct tree_node **ret_node) {
	const struct tree_node *node = tree_get(l->tree, map, str_of(key));

	if (!node)
		return COMPLAIN(l, map, STR("'"), str_of(key), STR("' is missing here"));
	*ret_node = node;
	return 0;
}

int words_text(const struct loader *l, const struct tree_node *map, const char *key, bool needed, str *ret_text) {
	const struct tree_node *node = tree_get(l->tree, map, str_of(key));

	if (!node)
		return needed ? take_node(l, map, key, &node) : 0;
	if (node->kind != TREE_TEXT || node->text_size == 0)
		return COMPLAIN(l, node, STR("'"), str_of(key), STR("' must be a text and not be empty"));
	*ret_text = tree_text(l->tree, node);
	return 0;
}

unsigned words_spoken(const struct loader *l, const struct tree_node *map) {
	unsigned spoken = 0;

	for (int t = TONGUE_EN + 1; t < TONGUE_COUNT; t++)
		spoken |= (unsigned)(tree_get(l->tree, map, str_of(tongue_names[t])) != NULL) << t;
	return spoken;
}

int words_tongues(const struct loader *l, const struct tree_node *map, const char *const *keys) {
	for (int t = TONGUE_EN + 1; t < TONGUE_COUNT; t++) {
		const struct tree_node *in = tree_get(l->tree, map, str_of(tongue_names[t]));

		if (in && in->kind != TREE_MAP)
			return COMPLAIN(l, in, STR("'"), str_of(tongue_names[t]), STR("' must be made of keys and values"));
		if (in && !(l->speaks >> t & 1))
			return COMPLAIN(l, in, STR("the law itself has no '"), str_of(tongue_names[t]),
					STR("': a law is said in a language as a whole, or not at all"));
		if (in && tree_only(l->tree, in, keys, l->reterr))
			return TREE_WRONG;
	}
	return 0;
}

int words_said(const struct loader *l, const struct tree_node *map, const char *key, bool needed, struct said *ret_said) {
	struct said said = { 0 };
	int r = words_text(l, map, key, needed, &said.in[TONGUE_EN]);

	for (int t = TONGUE_EN + 1; !r && t < TONGUE_COUNT; t++) {
		const struct tree_node *in = tree_get(l->tree, map, str_of(tongue_names[t]));
		str language = str_of(tongue_names[t]);

		if (in)
			r = words_text(l, in, key, false, &said.in[t]);
		if (!r && said.in[t].n && !said.in[TONGUE_EN].n)
			r = COMPLAIN(l, tree_get(l->tree, in, str_of(key)), STR("'"), str_of(key), STR("' is said here in '"), language,
				     STR("' and not in English"));
		if (!r && (l->speaks >> t & 1) && said.in[TONGUE_EN].n && !said.in[t].n)
			r = COMPLAIN(l, in ? in : map, STR("'"), str_of(key), STR("' is not said here in '"), language,
				     STR("', in which the law is said"));
	}
	if (!r)
		*ret_said = said;
	return r;
}

str said_in(const struct said *s, enum tongue language) {
	return s->in[language].n ? s->in[language] : s->in[TONGUE_EN];
}

/* Laws bind from a day: "2024" alone would hide that nobody looked it up. */
int words_date(const struct loader *l, const struct tree_node *map, const char *key, bool needed, date *ret_date) {
	str text = { 0 };
	int r = words_text(l, map, key, needed, &text);

	if (r)
		return r;
	if (text.n == 0) {
		*ret_date = DATE_NONE;
		return 0;
	}
	if (text.n != 10 || !date_parse(text, ret_date))
		return COMPLAIN(l, tree_get(l->tree, map, str_of(key)), STR("'"), text,
				STR("' is no day, as in 2024-06-10"));
	return 0;
}

static int check_word(const struct loader *l, const struct tree_node *node, word_check *check, const char *kind) {
	str word = tree_text(l->tree, node);

	if (node->kind != TREE_TEXT || word.n == 0)
		return COMPLAIN(l, node, STR("a "), str_of(kind), STR(" must be a text and not be empty"));
	if (check && !check(l, word))
		return COMPLAIN(l, node, STR("'"), word, STR("' is no "), str_of(kind), STR(" that is known"));
	return 0;
}

int words_list(const struct loader *l, const struct tree_node *node, word_check *check, const char *kind,
	       struct strs *ret_list) {
	const struct tree_node *one = node->kind == TREE_LIST ? tree_child(l->tree, node) : node;
	size_t count = node->kind == TREE_LIST ? tree_child_count(l->tree, node) : 1, filled = 0;

	if (count == 0)
		return COMPLAIN(l, node, STR("this list is empty: at least one "), str_of(kind), STR(" is needed"));
	str *words = arena_new(l->mem, str, count);
	if (!words)
		return -ENOMEM;
	for (; filled < count; one = tree_next(l->tree, one)) {
		int r = check_word(l, one, check, kind);

		if (r)
			return r;
		words[filled++] = tree_text(l->tree, one);
	}
	*ret_list = (struct strs){ words, count };
	return 0;
}

int words_list_at(const struct loader *l, const struct tree_node *map, const char *key, word_check *check,
		  const char *kind, struct strs *ret_list) {
	const struct tree_node *node = NULL;
	int r = take_node(l, map, key, &node);

	return r ? r : words_list(l, node, check, kind, ret_list);
}

static bool word_is_class(const struct loader *l, str word) {
	(void)l;
	return class_by_name(word) < CLASS_UNKNOWN;
}

int words_classes(const struct loader *l, const struct tree_node *map, const char *key, uint32_t *ret_classes) {
	const struct tree_node *node = tree_get(l->tree, map, str_of(key));
	struct strs names = { 0 };
	uint32_t bits = 0;

	if (!node) {
		*ret_classes = (1u << CLASS_COUNT) - 1;
		return 0;
	}
	int r = words_list(l, node, word_is_class, "class", &names);
	if (r)
		return r;
	for (size_t i = 0; i < names.count; i++)
		bits |= 1u << class_by_name(names.at[i]);
	*ret_classes = bits;
	return 0;
}

int words_status(const struct loader *l, const struct tree_node *map, enum status *ret_status) {
	str word;
	int r = words_text(l, map, "status", true, &word);

	if (r)
		return r;
	enum status status = status_by_name(word);
	if (status == STATUS_COUNT)
		return COMPLAIN(l, tree_get(l->tree, map, STR("status")), STR("'"), word,
				STR("' is no status that is known"));
	*ret_status = status;
	return 0;
}

int words_percent(const struct loader *l, const struct tree_node *map, const char *key, double *ret_percent) {
	str text = { 0 };
	uint64_t number = 0;
	int r = words_text(l, map, key, false, &text);

	if (r)
		return r;
	if (text.n && (!str_u64(text, &number) || number < 1 || number > 100))
		return COMPLAIN(l, tree_get(l->tree, map, str_of(key)), STR("'"), text,
				STR("' is no percentage from 1 to 100"));
	*ret_percent = (double)number;
	return 0;
}

int words_amount(const struct loader *l, const struct tree_node *node, str *ret_currency, double *ret_amount) {
	str rest = tree_text(l->tree, node);
	str currency = str_cut(&rest, ' ');
	uint64_t amount = 0;
	bool good = node->kind == TREE_TEXT && currency.n == 3 && str_u64(rest, &amount);

	for (size_t i = 0; good && i < currency.n; i++)
		good = currency.at[i] >= 'A' && currency.at[i] <= 'Z';
	if (!good)
		return COMPLAIN(l, node, STR("an amount is a currency and a whole number, as in EUR 5000000"));
	*ret_currency = currency;
	*ret_amount = (double)amount;
	return 0;
}

int words_yes(const struct loader *l, const struct tree_node *map, const char *key, bool *ret_yes) {
	str word = STR("no");
	int r = words_text(l, map, key, false, &word);

	if (r)
		return r;
	if (!str_eq(word, STR("yes")) && !str_eq(word, STR("no")))
		return COMPLAIN(l, tree_get(l->tree, map, str_of(key)), STR("'"), str_of(key), STR("' is yes or no"));
	*ret_yes = str_eq(word, STR("yes"));
	return 0;
}

int words_span(const struct loader *l, const struct tree_node *map, struct span *ret_span) {
	struct span s = { 0 };
	int r = words_date(l, map, "from", false, &s.from);

	if (!r)
		r = words_date(l, map, "until", false, &s.until);
	if (r)
		return r;
	if (s.from != DATE_NONE && s.until != DATE_NONE && s.until <= s.from)
		return COMPLAIN(l, tree_get(l->tree, map, STR("until")), STR("'until' does not lie behind 'from'"));
	ret_span->from = s.from;
	ret_span->until = s.until;
	return 0;
}

/* A list of maps under `key`; `*ret_first` is NULL when it does not stand there. */
static int take_maps(const struct loader *l, const struct tree_node *map, const char *key, bool needed,
		     const struct tree_node **ret_first, size_t *ret_count) {
	const struct tree_node *list = tree_get(l->tree, map, str_of(key));
	const struct tree_node *first = tree_child(l->tree, list);

	if (!list && needed)
		return COMPLAIN(l, map, STR("'"), str_of(key), STR("' is missing here"));
	if (list && (list->kind != TREE_LIST || !first))
		return COMPLAIN(l, list, STR("'"), str_of(key), STR("' must be a list with at least one entry"));
	for (const struct tree_node *n = first; n; n = tree_next(l->tree, n))
		if (n->kind != TREE_MAP)
			return COMPLAIN(l, n, STR("an entry of '"), str_of(key), STR("' must be made of keys and values"));
	*ret_first = first;
	*ret_count = list ? tree_child_count(l->tree, list) : 0;
	return 0;
}

int words_each(const struct loader *l, const struct tree_node *map, const char *key, bool needed, load_one *one,
	       size_t size, struct many *ret_many) {
	const struct tree_node *node = NULL;
	size_t count = 0, i = 0;
	int r = take_maps(l, map, key, needed, &node, &count);

	if (r || count == 0)
		return r;
	uint8_t *array = arena_take(l->mem, size, count, _Alignof(max_align_t));
	if (!array)
		return -ENOMEM;
	for (; node; node = tree_next(l->tree, node), i++)
		if ((r = loader_go_on(l, one(l, node, array + i * size))))
			return r;
	*ret_many = (struct many){ array, count };
	return 0;
}

bool word_is_company(const struct loader *l, str word) {
	return registry_company(l->registry, word) != NULL;
}

bool word_is_brand(const struct loader *l, str word) {
	return registry_brand(l->registry, word) != NULL;
}

bool word_is_country(const struct loader *l, str word) {
	(void)l;
	return country_of(word) != NULL;
}

bool word_is_kind(const struct loader *l, str word) {
	return laws_kind(l->laws, word) != NULL;
}

bool word_is_role(const struct loader *l, str word) {
	return laws_know_role(l->laws, word);
}

bool word_is_act(const struct loader *l, str word) {
	static const char *const acts[] = { "buy", "use", "contract", "sell", "import", "export-to" };

	(void)l;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (str_is(word, acts[i]))
			return true;
	return false;
}
