#pragma once

/*
 * check: the marks against their own examples, and every example against
 * every mark.
 */

#include "base/complaint.h"
#include "know/match.h"

/* One thing that is wrong; all are reported, not only the first. */
typedef void marks_wrong(void *context, const struct complaint *c);

struct marks_tally {
	size_t marks, examples, counters, wrong;
};

/*
 * An example must fit its mark, a counter-example must not, and no other
 * mark may name a different maker for an example more than as a hint. `mem`
 * is scratch. The tally counts what was looked at; -ENOMEM as `wrong`
 * SIZE_MAX when `mem` is too small.
 */
struct marks_tally marks_check(arena mem, const struct matcher *m, const struct marks *marks, const struct tree *t,
			       const struct registry *r, marks_wrong *wrong, void *context);
