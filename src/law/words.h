#pragma once

/*
 * words: the small parts of a law file, each checked where it stands.
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
};

#define COMPLAIN(l, node, ...) TREE_COMPLAIN((l)->tree, (node), (l)->reterr, __VA_ARGS__)

/* Is this word one that may stand here? */
typedef bool word_check(const struct loader *l, str word);

/* The node under `key`, which must be there. */
int words_need(const struct loader *l, const struct tree_node *map, const char *key,
	       const struct tree_node **ret_node);

/* A text; `needed`: it must be there and not be empty. */
int words_text(const struct loader *l, const struct tree_node *map, const char *key, bool needed, str *ret_text);

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

/* A pair `from`, `until` in which the second lies behind the first. */
int words_span(const struct loader *l, const struct tree_node *map, struct span *ret_span);

/* A list of maps under `key`; `*ret_first` is NULL when it does not stand there. */
int words_maps(const struct loader *l, const struct tree_node *map, const char *key, bool needed,
	       const struct tree_node **ret_first, size_t *ret_count);

bool word_is_company(const struct loader *l, str word);
bool word_is_brand(const struct loader *l, str word);
bool word_is_country(const struct loader *l, str word);
bool word_is_role(const struct loader *l, str word);
bool word_is_act(const struct loader *l, str word);
