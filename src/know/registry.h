#pragma once

/*
 * registry: companies, brands, pairs of models and market shares from their
 * trees (data/companies, data/brands, data/models, data/markets.yaml).
 *
 * What is wrong is refused with its place: unknown words and keys, missing
 * names and sources, days that are none, ids that stand twice or that nobody
 * has, owners in a circle, one MAC block holder claimed by two.
 */

#include "base/arena.h"
#include "base/tree.h"
#include "fact/company.h"

/*
 * Fills `*ret` from the three trees; `brands` and `models` may be empty.
 * Arrays lie in `mem`, text stays in the trees: both must outlive the
 * registry. 0; TREE_WRONG and the complaint; -ENOMEM when `mem` is full.
 */
int registry_load(arena *mem, const struct tree *companies, const struct tree *brands, const struct tree *models,
		  struct registry *ret, struct complaint *reterr);

/* Likewise the market shares, whose makers must be in `r`. */
int registry_load_markets(arena *mem, const struct tree *t, const struct registry *r, struct markets *ret,
			  struct complaint *reterr);

extern const char *const trust_names[]; /* "hint", "low", "medium", "high", by enum trust */
