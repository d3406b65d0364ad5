#pragma once

/*
 * The marks' patterns as regular expressions, for the peers; and whether all
 * engines find the same.
 */

#include "banners.h"
#include "engines.h"
#include "know/marks.h"

/*
 * One expression for each pattern that has text of its own; `ret_choices`
 * says which choice each of them is.
 */
struct expressions express(arena *mem, const struct marks *marks, size_t **ret_choices);

struct express_tally {
	size_t pairs;          /* of a pattern and a banner, by pattern_fits() */
	size_t differences[2]; /* by engine */
	size_t wrong;          /* of find_choices(), over conditions that look at all fields */
};

/*
 * Asks everybody about every pattern and every banner, and prints the first
 * differences to pattern_fits(). False when `mem` is full.
 */
bool express_agree(arena mem, const struct marks *marks, const struct expressions *e, const size_t *choices,
		   struct engines *g, const struct banners *b, struct express_tally *ret_tally);
