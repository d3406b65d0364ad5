#pragma once

/*
 * literals: finds all of many texts in one pass (Aho and Corasick, 1975).
 *
 * A text may be tied to the start or the end of the value; start and end are
 * symbols of their own, so an exact text is found like any other. The time
 * for a value depends on its length and on how many different texts stand in
 * it: not on how many texts there are, and not on how often one is repeated.
 */

#include "base/arena.h"

struct literal {
	str low; /* in lower case */
	bool at_start, at_end;
};

/* The order in which texts are wanted: those tied to the start first, and what begins alike together; <0, 0, >0. */
int literal_cmp(const struct literal *a, const struct literal *b);

/*
 * Makes `texts`, which are sorted by literal_cmp(), ready to be found. What is
 * found is told as a range of them. NULL when `mem` or `scratch` is full.
 * `texts` need not outlive the call.
 */
struct literals;
struct literals *literals_open(arena *mem, arena scratch, const struct literal *texts, uint32_t count);

/*
 * What one thread remembers while it looks for texts, in one set of them and
 * then in another, of at most `most` texts each. NULL when `mem` is full.
 */
struct literals_search;
struct literals_search *literals_search_open(arena *mem, uint32_t most);

/*
 * Calls `found` for every different text in `value`, ASCII case apart, once
 * for all that are equal: they are `count` texts from `first`.
 */
typedef void literals_found(void *context, uint32_t first, uint32_t count);
void literals_find(const struct literals *l, struct literals_search *s, str value, literals_found *found,
		   void *context);
