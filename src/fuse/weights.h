#pragma once

/*
 * The numbers with which evidence is weighed; data/weights.yaml holds them
 * and says where they come from.
 */

#include "base/tree.h"
#include "fact/identity.h"

struct weights {
	/*
	 * How many times likelier an observation is when the claim is true than
	 * when it is not, by the strength of the mark.
	 */
	double ratio[STRENGTH_COUNT];
	double brand_share[SHARE_ALL + 1]; /* chance that a maker with this share made one of the brand's devices */
	double own_brand;                  /* the same for a brand that is its maker's own name */
	double least_prior; /* of a maker without a market share */
	double unknown;     /* prior of "somebody who is not in the registry" */
	double confirmed, likely, possible; /* the least confidence for each grade */
	struct track_record record;        /* how often the grades were right so far */
	const struct market *market; /* the shares that serve as priors; may be NULL */
};

/* 0, or TREE_WRONG and the complaint. `market` must outlive the weights. */
int weights_load(const struct tree *t, const struct market *market, struct weights *ret_weights,
		 struct complaint *reterr);

/* The share of the market of a company, or the least prior. */
double weights_prior(const struct weights *w, str maker);
