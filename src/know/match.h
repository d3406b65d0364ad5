#pragma once

/*
 * match: what all marks together say of what was observed of one device.
 */

#include "fact/identity.h"
#include "know/marks.h"
#include "know/registers.h"

enum {
	MATCH_VALUE_MAX = 4096, /* bytes of a value that are looked at; the longest example has 1,900 */
	MATCH_HITS_MAX = 8192,  /* of one device; a real one has under 200 */
	MATCH_CLAIMS_MAX = 2048,
};

/* All marks made ready to be tried at once. Shared by all threads, never written after match_open(). */
struct matcher;

/*
 * NULL when `mem` is full. `registers` knows the words for nothing, which fit
 * no mark. All three must outlive it.
 */
struct matcher *match_open(arena *mem, const struct marks *marks, const struct registry *registry,
			   const struct registers *registers);

/* The working memory of one thread. NULL when `mem` is full. */
struct matching;
struct matching *matching_open(arena *mem, const struct matcher *m);

struct claims {
	const struct claim *at;
	size_t count;
	bool cut; /* there was more than the maxima above allow */
};

/*
 * All claims about one device, in the order of the observations; `mem` keeps
 * them and the values that were put together. Besides the marks, each MAC
 * address claims the company that holds its block.
 */
struct claims match_device(const struct matcher *m, struct matching *w, arena *mem, const struct obs *observations,
			   size_t count);

/* For `data check`: which marks speak of these observations. `each` gets a mark's index; `mem` is scratch. */
void match_marks(const struct matcher *m, struct matching *w, arena mem, const struct obs *observations, size_t count,
		 void (*each)(void *context, size_t mark), void *context);
