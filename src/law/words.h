#pragma once

/*
 * words: the parts of a law file, each checked where it stands.
 *
 * Every function returns 0, TREE_WRONG with the complaint filled, or -ENOMEM.
 */

#include "law/form.h"

struct loader {
	arena *mem;
	const struct tree *tree;
	const struct registry *registry;
	struct laws *laws;
	struct complaint *reterr;
	law_hear *hear; /* NULL: the first complaint ends it */
	void *to;
	size_t *wrong;  /* complaints heard; NULL likewise */
	unsigned speaks; /* bit n: the law that is being loaded speaks language n besides English */
};

#define COMPLAIN(l, node, ...) TREE_COMPLAIN((l)->tree, (node), (l)->reterr, __VA_ARGS__)

/* Is this word one that may stand here? */
typedef bool word_check(const struct loader *l, str word);

/* A text; `needed`: it must be there and not be empty. */
int words_text(const struct loader *l, const struct tree_node *map, const char *key, bool needed, str *ret_text);

/* The languages besides English in which an entry may speak, as keys: `nl: { title: … }`. */
#define WORDS_TONGUES "nl"

/* Bit n: the entry speaks language n besides English. */
unsigned words_spoken(const struct loader *l, const struct tree_node *map);

/*
 * Looks at what an entry says in other languages: maps with none but these
 * keys, and only in languages that the law as a whole speaks.
 */
int words_tongues(const struct loader *l, const struct tree_node *map, const char *const *keys);

/* As words_text(), with what the entry says under that key in each language that the law speaks: there it must be said too. */
int words_said(const struct loader *l, const struct tree_node *map, const char *key, bool needed, struct said *ret_said);

/* A whole day, DATE_NONE when it does not stand there. */
int words_date(const struct loader *l, const struct tree_node *map, const char *key, bool needed, date *ret_date);

/* One text or a list of them, each passing `check` (NULL: any text but the empty one). */
int words_list(const struct loader *l, const struct tree_node *node, word_check *check, const char *kind,
	       struct strs *ret_list);

/* As words_list(), under a key that must be there. */
int words_list_at(const struct loader *l, const struct tree_node *map, const char *key, word_check *check,
		  const char *kind, struct strs *ret_list);

/* Device classes as bits; all of them when the key does not stand there. */
int words_classes(const struct loader *l, const struct tree_node *map, const char *key, uint32_t *ret_classes);

int words_status(const struct loader *l, const struct tree_node *map, enum status *ret_status);

/* 1 to 100; 0 when the key does not stand there. */
int words_percent(const struct loader *l, const struct tree_node *map, const char *key, double *ret_percent);

/* "EUR 5000000": a currency of three capitals (ISO 4217) and a whole number of it. */
int words_amount(const struct loader *l, const struct tree_node *node, str *ret_currency, double *ret_amount);

/* yes or no; no when the key does not stand there. */
int words_yes(const struct loader *l, const struct tree_node *map, const char *key, bool *ret_yes);

/* A pair `from`, `until` in which the second lies behind the first. */
int words_span(const struct loader *l, const struct tree_node *map, struct span *ret_span);

/* Loads one map of a list into the thing at `ret_one`. */
typedef int load_one(const struct loader *l, const struct tree_node *map, void *ret_one);

/* An array of things that words_each() made. */
struct many {
	const void *at;
	size_t count;
};

/*
 * Loads each map of the list under `key` by `one` into an array of things of
 * `size` bytes. Where somebody hears what is wrong, one that does not load
 * leaves its thing half made: loader_heard() tells.
 */
int words_each(const struct loader *l, const struct tree_node *map, const char *key, bool needed, load_one *one,
	       size_t size, struct many *ret_many);

bool word_is_company(const struct loader *l, str word);
bool word_is_brand(const struct loader *l, str word);
bool word_is_country(const struct loader *l, str word);
bool word_is_kind(const struct loader *l, str word);
bool word_is_role(const struct loader *l, str word);
bool word_is_act(const struct loader *l, str word);

/* `when` and `class` of a clause or exception (when.c). */
int when_load(const struct loader *l, const struct tree_node *map, struct condition *ret_condition);

/* Does it ask for nothing? */
bool condition_is_empty(const struct condition *c);

/* The examples and counter-examples of a law, whose other parts are loaded (examples.c). */
int examples_load(const struct loader *l, const struct tree_node *map, struct law *law);

/* laws_load() with a loader whose other fields are set. */
int laws_load_by(struct loader *l);

/*
 * Where somebody hears what is wrong, one wrong part is no reason to leave
 * out the others: tells it and returns 0 for TREE_WRONG, and `r` for all else.
 */
int loader_go_on(const struct loader *l, int r);

/* How many complaints were heard: what is checked of several parts together needs all of them. */
size_t loader_heard(const struct loader *l);
