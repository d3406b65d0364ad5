#pragma once

/*
 * yaml: data files into a tree, by libyaml.
 *
 * All scalars stay text: `NO` is Norway. Aliases, tags and a key that stands
 * twice are refused, and so are files and maps that are larger than anybody
 * needs.
 */

#include "base/arena.h"
#include "base/tree.h"

enum {
	YAML_FILE_MAX = 16 << 20, /* bytes; the largest of ours is under one MiB */
	YAML_DEPTH_MAX = 32,
	YAML_KEYS_MAX = 1024, /* of one map, each of which is compared with all before it; the largest of ours has 19 */
};

/* Collects files, then gives the tree. Holds malloc'ed memory. */
struct yaml;

/* NULL when there is no memory. */
struct yaml *yaml_open(void);
void yaml_close(struct yaml *y);

/*
 * Adds one document. `name` is kept for complaints and must outlive the
 * tree. 0; TREE_WRONG and the complaint; or -ENOMEM.
 */
int yaml_add(struct yaml *y, str name, str text, struct complaint *reterr);

/* The tree of all that was added; lives until yaml_close(). */
struct tree yaml_tree(const struct yaml *y);
