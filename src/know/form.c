#include "know/form.h"

#include <errno.h>
#include <string.h>

#include "base/date.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

static bool is_id(str s) {
	for (size_t i = 0; i < s.n; i++)
		if (!byte_is_digit(s.at[i]) && !(s.at[i] >= 'a' && s.at[i] <= 'z') && (s.at[i] != '-' || i == 0))
			return false;
	return s.n > 0;
}

static bool is_country(str s) {
	return s.n == 2 && s.at[0] >= 'A' && s.at[0] <= 'Z' && s.at[1] >= 'A' && s.at[1] <= 'Z';
}

/* Digits, at most one point, at most twelve digits in all. */
static bool parse_number(str s, double *ret_number) {
	double number = 0, scale = 0;
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.at[i] == '.' && scale == 0 && digits > 0) {
			scale = 1;
			continue;
		}
		if (!byte_is_digit(s.at[i]) || ++digits > 12)
			return false;
		number = number * 10 + (s.at[i] - '0');
		scale *= 10;
	}
	if (digits == 0 || s.at[s.n - 1] == '.')
		return false;
	*ret_number = scale > 0 ? number / scale : number;
	return true;
}

static int fill_text(const struct form *f, const struct tree_node *n, const struct blank *b, str *to) {
	str text = tree_text(f->tree, n), key = str_of(b->key);

	if (n->kind != TREE_TEXT || text.n == 0)
		return COMPLAIN(f, n, STR("'"), key, STR("' needs a text"));
	if (b->kind == BLANK_ID && !is_id(text))
		return COMPLAIN(f, n, STR("'"), text, STR("' is no id: lower-case letters, digits and dashes"));
	if (b->kind == BLANK_COUNTRY && !is_country(text))
		return COMPLAIN(f, n, STR("'"), text, STR("' is no country: two capitals, as in ISO 3166"));
	*to = text;
	return 0;
}

static int fill_texts(const struct form *f, const struct tree_node *n, const struct blank *b, struct strs *to) {
	size_t count = tree_child_count(f->tree, n), i = 0;
	str *texts;

	if (n->kind != TREE_LIST)
		return COMPLAIN(f, n, STR("'"), str_of(b->key), STR("' needs a list of texts"));
	texts = arena_new(f->mem, str, count);
	if (!texts)
		return -ENOMEM;
	for (const struct tree_node *c = tree_child(f->tree, n); c; c = tree_next(f->tree, c)) {
		texts[i] = tree_text(f->tree, c);
		if (texts[i++].n == 0)
			return COMPLAIN(f, c, STR("'"), str_of(b->key), STR("' needs a list of texts, none of them empty"));
	}
	*to = (struct strs){ texts, count };
	return 0;
}

static int fill_date(const struct form *f, const struct tree_node *n, const struct blank *b, date *to) {
	if (!date_parse(tree_text(f->tree, n), to))
		return COMPLAIN(f, n, STR("'"), tree_text(f->tree, n), STR("' under '"), str_of(b->key),
				STR("' is no day: YYYY-MM-DD, YYYY-MM or YYYY"));
	return 0;
}

static int fill_number(const struct form *f, const struct tree_node *n, const struct blank *b, double *to) {
	double number;

	if (!parse_number(tree_text(f->tree, n), &number) || number > b->most)
		return COMPLAIN(f, n, STR("'"), tree_text(f->tree, n), STR("' under '"), str_of(b->key),
				b->most > 1 ? STR("' is no number from 0 to 100") : STR("' is no number from 0 to 1"));
	*to = number;
	return 0;
}

static int fill_word(const struct form *f, const struct tree_node *n, const struct blank *b, unsigned *to) {
	str text = tree_text(f->tree, n);

	for (unsigned i = 0; b->words[i]; i++)
		if (str_is(text, b->words[i])) {
			*to = i;
			return 0;
		}
	return COMPLAIN(f, n, STR("'"), text, STR("' is none of the words that '"), str_of(b->key), STR("' knows"));
}

/* Through a local of the field's own type, so that the field is written as what it is. */
static int fill_one(const struct form *f, const struct tree_node *n, const struct blank *b, uint8_t *to) {
	union { str text; struct strs texts; date day; double number; unsigned word; } value;
	size_t size = 0;
	int r = 0;

	memset(&value, 0, sizeof value);
	switch (b->kind) {
	case BLANK_TEXT:
	case BLANK_ID:
	case BLANK_COUNTRY: r = fill_text(f, n, b, &value.text); size = sizeof value.text; break;
	case BLANK_TEXTS: r = fill_texts(f, n, b, &value.texts); size = sizeof value.texts; break;
	case BLANK_DATE: r = fill_date(f, n, b, &value.day); size = sizeof value.day; break;
	case BLANK_NUMBER: r = fill_number(f, n, b, &value.number); size = sizeof value.number; break;
	case BLANK_WORD: r = fill_word(f, n, b, &value.word); size = sizeof value.word; break;
	case BLANK_OTHER: break;
	}
	if (!r && size)
		memcpy(to + b->at, &value, size);
	return r;
}

/*
 * Where the blank with this key stands, looked for from `start` on: most
 * entries have their keys in the order of the table. The table's end when
 * there is none.
 */
static size_t find_blank(const struct blank *blanks, str key, size_t start) {
	size_t i = start;

	while (blanks[i].key && !str_is(key, blanks[i].key))
		i++;
	if (blanks[i].key || start == 0)
		return i;
	size_t again = find_blank(blanks, key, 0);
	return blanks[again].key ? again : i;
}

int form_fill(const struct form *f, const struct tree_node *entry, const char *what, const struct blank *blanks,
	      void *to) {
	uint64_t seen = 0; /* bit n: blank n is filled; no table of ours has more than 20 */
	size_t i = 0;

	if (entry->kind != TREE_MAP)
		return COMPLAIN(f, entry, str_of(what), STR(" must be a map of keys and values"));
	for (const struct tree_node *n = tree_child(f->tree, entry); n; n = tree_next(f->tree, n)) {
		str key = tree_key(f->tree, n);
		int r;

		i = find_blank(blanks, key, i);
		if (!blanks[i].key)
			return COMPLAIN(f, n, STR("'"), key, STR("' is not a key that "), str_of(what), STR(" has"));
		r = fill_one(f, n, &blanks[i], to);
		if (r)
			return r;
		seen |= UINT64_C(1) << (i & 63);
	}
	for (i = 0; blanks[i].key; i++)
		if (blanks[i].needed && !(seen >> (i & 63) & 1))
			return COMPLAIN(f, entry, str_of(what), STR(" needs '"), str_of(blanks[i].key), STR("'"));
	return 0;
}

int form_count(const struct form *f, size_t *ret_count) {
	size_t count = 0;

	for (const struct tree_node *d = tree_child(f->tree, tree_root(f->tree)); d; d = tree_next(f->tree, d)) {
		if (d->kind != TREE_LIST)
			return COMPLAIN(f, d, STR("a file must be a list of entries"));
		count += tree_child_count(f->tree, d);
	}
	*ret_count = count;
	return 0;
}

static const struct tree_node *first_from(const struct tree *t, const struct tree_node **document) {
	for (; *document; *document = tree_next(t, *document))
		if (tree_child(t, *document))
			return tree_child(t, *document);
	return NULL;
}

const struct tree_node *form_first(const struct tree *t, const struct tree_node **document) {
	*document = tree_child(t, tree_root(t));
	return first_from(t, document);
}

const struct tree_node *form_next(const struct tree *t, const struct tree_node **document,
				  const struct tree_node *entry) {
	if (tree_next(t, entry))
		return tree_next(t, entry);
	*document = tree_next(t, *document);
	return first_from(t, document);
}

/* A merge sort from below: nothing to go deep with, and equal ones keep their order. */
uint32_t *form_order(arena *mem, size_t count, bool (*before)(const void *all, uint32_t a, uint32_t b),
		     const void *all) {
	uint32_t *from = arena_new(mem, uint32_t, count), *to = arena_new(mem, uint32_t, count);

	if (!from || !to)
		return NULL;
	for (size_t i = 0; i < count; i++)
		from[i] = (uint32_t)i;
	for (size_t run = 1; run < count; run *= 2) {
		for (size_t start = 0; start < count; start += 2 * run) {
			size_t left = start, middle = start + run < count ? start + run : count;
			size_t right = middle, end = middle + run < count ? middle + run : count;

			for (size_t i = start; i < end; i++)
				to[i] = left < middle && (right == end || !before(all, from[right], from[left]))
						? from[left++] : from[right++];
		}
		uint32_t *swap = from;
		from = to;
		to = swap;
	}
	return from;
}

int form_list(const struct form *f, const struct tree_node *entry, const char *key, const struct tree_node **ret_list,
	      size_t *ret_count) {
	const struct tree_node *list = tree_get(f->tree, entry, str_of(key));

	if (list && list->kind != TREE_LIST)
		return COMPLAIN(f, list, STR("'"), str_of(key), STR("' needs a list"));
	*ret_list = list;
	*ret_count = tree_child_count(f->tree, list);
	return 0;
}

int form_company(const struct form *f, const struct registry *r, const struct tree_node *n) {
	str id = tree_text(f->tree, n);

	return !n || registry_company(r, id) ? 0 : COMPLAIN(f, n, STR("there is no company '"), id, STR("'"));
}
