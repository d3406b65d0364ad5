#pragma once

/*
 * The peers: PCRE2 with its compiler, one expression after the other, and
 * Vectorscan, all at once, with PCRE2 for what was caught, as Vectorscan
 * catches nothing itself.
 */

#include "banners.h"

struct engines;

/* Compiles all expressions for both. NULL when an engine is out of memory. */
struct engines *engines_open(const struct expressions *e);
void engines_close(struct engines *g); /* NULL is fine */

enum engine { ENGINE_JIT, ENGINE_VECTORSCAN };
extern const char *const engine_names[];

/*
 * Calls `each`, which may be NULL, with the number of every expression that
 * matches. With `first`, the first is enough, and what Vectorscan found is
 * held against PCRE2 only if it is of the banner's set. How many matched.
 */
size_t engine_match(struct engines *g, enum engine how, const struct banner *b, bool first,
		    void (*each)(void *context, size_t number), void *context);
