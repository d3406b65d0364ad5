#pragma once

/*
 * law: an identity, a law and a day give a verdict. A function of its
 * arguments: no files, no clocks.
 */

#include "base/arena.h"
#include "base/tree.h"
#include "fact/identity.h"
#include "fact/verdict.h"

struct law; /* one law as loaded; see law/load.c for the YAML form and doc/laws.md for its meaning */

struct laws {
	struct law *at; /* sorted by id */
	size_t count;
};

/*
 * Loads laws from a tree of data/laws files. Refuses a law without source,
 * example or counter-example, unknown words, companies or dates. 0,
 * TREE_WRONG and the complaint, or -ENOMEM when `mem` is full. Slices point
 * into the tree.
 */
int laws_load(arena *mem, const struct tree *t, const struct registry *r, struct laws *ret_laws,
	      struct complaint *reterr);

const struct law_note *law_note(const struct laws *laws, size_t i);

/* The law with this id; laws->count when there is none. */
size_t laws_find(const struct laws *laws, str id);

/* Does the law bind this role? "nl-municipality" is bound by what binds "nl-municipality:amsterdam"? No: only the other way round. */
bool law_binds(const struct laws *laws, size_t i, str role);

/*
 * Judges one device by law number `i` as it stood on `on`. Sentences are
 * made in `mem`; when it is full the verdict is STATUS_UNDETERMINED without
 * reasons and mem->full is set.
 */
struct verdict law_judge(arena *mem, const struct laws *laws, size_t i, const struct registry *r,
			 const struct identity *identity, date on);

/*
 * Runs the dated examples and counter-examples that every law carries.
 * 0, or TREE_WRONG and the first one that does not come out as it says.
 */
int laws_check(arena mem, const struct laws *laws, const struct tree *t, const struct registry *r,
	       struct complaint *reterr);
