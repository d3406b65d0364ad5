#pragma once

/*
 * form: one entry of a data file into one struct, by a table.
 *
 * The table names each key, what it must look like, whether it must be there
 * and which field of the struct takes it. Everything else in the entry is
 * refused, with its place.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/tree.h"
#include "fact/company.h"

enum blank_kind {
	BLANK_TEXT,     /* str: any text that is not empty */
	BLANK_ID,       /* str: lower-case letters, digits, dashes */
	BLANK_COUNTRY,  /* str: two capitals, ISO 3166 alpha-2 */
	BLANK_TEXTS,    /* struct strs: a list of texts, none empty */
	BLANK_DATE,     /* date: YYYY, YYYY-MM or YYYY-MM-DD */
	BLANK_NUMBER,   /* double, 0 to `most` */
	BLANK_WORD,     /* unsigned: the place of the word in `words` */
	BLANK_OTHER,    /* anything: the caller looks at it */
};

struct blank {
	const char *key;
	enum blank_kind kind;
	bool needed;
	size_t at;                /* offset of the field; not used for BLANK_OTHER */
	const char *const *words; /* BLANK_WORD: ends in NULL */
	double most;              /* BLANK_NUMBER */
};

/* One line of a form: what the key is, whether it must be there, which field takes it. */
#define FIELD(kind, key, needed, type, field) { key, kind, needed, offsetof(struct type, field), NULL, 0 }
#define WORD(key, needed, type, field, words) \
	{ key, BLANK_WORD, needed, offsetof(struct type, field), words, 0 }
#define NUMBER(key, needed, type, field, most) \
	{ key, BLANK_NUMBER, needed, offsetof(struct type, field), NULL, most }
#define OTHER(key, needed) { key, BLANK_OTHER, needed, 0, NULL, 0 }
#define END { NULL, BLANK_OTHER, false, 0, NULL, 0 }

struct form {
	arena *mem;
	const struct tree *tree;
	struct complaint *reterr;
};

/*
 * Fills the struct at `to` from the map `entry`; `what` names an entry in
 * complaints ("a company"). `blanks` ends with a NULL key. Fields whose key
 * is absent stay as they are. 0, TREE_WRONG, or -ENOMEM.
 */
int form_fill(const struct form *f, const struct tree_node *entry, const char *what, const struct blank *blanks,
	      void *to);

/*
 * Counts the entries of all documents of the tree, each of which must be a
 * list of maps (a file without any is allowed). 0 or TREE_WRONG.
 */
int form_count(const struct form *f, size_t *ret_count);

/* The first entry of all documents, and the one after `entry`, which stands in `*document`. */
const struct tree_node *form_first(const struct tree *t, const struct tree_node **document);
const struct tree_node *form_next(const struct tree *t, const struct tree_node **document,
				  const struct tree_node *entry);

/*
 * The numbers 0 … count-1 in rising order of what they stand for: `before`
 * says whether number a comes before number b. Equal ones keep their order.
 * NULL when `mem` is full.
 */
uint32_t *form_order(arena *mem, size_t count, bool (*before)(const void *all, uint32_t a, uint32_t b),
		     const void *all);

/* The list under `key`: NULL when there is none; refused when it is no list. 0 or TREE_WRONG. */
int form_list(const struct form *f, const struct tree_node *entry, const char *key, const struct tree_node **ret_list,
	      size_t *ret_count);

/* Complains about the node unless a company has the id that it holds; no node, no question. 0 or TREE_WRONG. */
int form_company(const struct form *f, const struct registry *r, const struct tree_node *n);
