#pragma once

/*
 * weigh: claims become an identity: belief with its doubt.
 *
 * Each maker that anything speaks for is a candidate, beside "somebody
 * unknown". Evidence of one kind depends on itself and counts once, with its
 * strongest claim; the same text through several protocols counts once; a
 * brand counts for its makers as far as their share of it goes. What remains
 * contested stays contested.
 */

#include "base/arena.h"
#include "fact/identity.h"
#include "fuse/weights.h"

enum {
	CANDIDATES_MAX = 24, /* makers or brands that claims name for one device; a real one has under 6 */
	KINDS_MAX = 24,      /* kinds of evidence for one device; a real one has under 10 */
};

/*
 * The identity that the claims make, which lives in `mem` and points into
 * the claims. When `mem` is full the maker stays unknown and mem->full says
 * so.
 */
struct identity weigh(arena *mem, const struct weights *w, const struct registry *r, const struct claim *claims,
		      size_t claim_count);
