#pragma once

/*
 * tree: what a data file says, before anybody knows what it means.
 *
 * A node is a text, a list or a map; all text stays text. Nodes lie in one
 * array and name each other by index, text lies in one pool: the same tree
 * can come from YAML at run time or from an image that the build made.
 */

#include "base/arena.h"
#include "base/complaint.h"
#include "base/str.h"

enum tree_kind { TREE_TEXT, TREE_LIST, TREE_MAP };

struct tree_node {
	uint32_t kind;
	uint32_t file;       /* which of the tree's files */
	uint32_t line, column; /* from 1 */
	uint32_t text, text_size; /* TREE_TEXT: where in the pool. In a map: value's text */
	uint32_t key, key_size;   /* this node's name when its parent is a map */
	uint32_t child;           /* first child, 0 for none */
	uint32_t next;            /* next sibling, 0 for none */
};

/* Node 0 is a list of all documents, one a file, in the order of the files. */
struct tree {
	const struct tree_node *nodes;
	uint32_t node_count;
	const uint8_t *pool;
	uint32_t pool_size;
	const str *files; /* names, by tree_node.file */
	uint32_t file_count;
};

const struct tree_node *tree_root(const struct tree *t);
const struct tree_node *tree_child(const struct tree *t, const struct tree_node *n);
const struct tree_node *tree_next(const struct tree *t, const struct tree_node *n);
size_t tree_child_count(const struct tree *t, const struct tree_node *n);

/* The text of a text node, or the empty slice. Lives as long as the tree. */
str tree_text(const struct tree *t, const struct tree_node *n);

/* The name under which a node stands in its map, or the empty slice. */
str tree_key(const struct tree *t, const struct tree_node *n);

/* What stands under `key` in a map; NULL when nothing does. */
const struct tree_node *tree_get(const struct tree *t, const struct tree_node *map, str key);

/* The text under `key`, or the empty slice. */
str tree_get_text(const struct tree *t, const struct tree_node *map, str key);

/* Fills `c` with the place of `n` and a sentence of the parts. Returns TREE_WRONG. */
enum { TREE_WRONG = 1 };
int tree_complain(const struct tree *t, const struct tree_node *n, struct complaint *c, const str *parts,
		  size_t part_count);

#define TREE_COMPLAIN(t, n, c, ...) \
	tree_complain((t), (n), (c), (const str[]){ __VA_ARGS__ }, \
		      sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/*
 * Complains about the first child of `map` whose key is not among `known`, a
 * list ending in NULL: a misspelt key must not be passed over in silence.
 * 0 or TREE_WRONG.
 */
int tree_only(const struct tree *t, const struct tree_node *map, const char *const *known, struct complaint *c);

/*
 * Two trees as one: all documents of `first`, then all of `second`. The new
 * tree lives in `mem` and keeps nothing of the old ones but their file names.
 * 0 or -ENOMEM.
 */
int tree_join(arena *mem, const struct tree *first, const struct tree *second, struct tree *ret_tree);
