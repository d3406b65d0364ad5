#pragma once

/*
 * near: what somebody may have meant who typed a name that there is not: the
 * few that are called nearly so.
 */

#include "base/called.h"

enum { NEAR_MAX = 3 }; /* names that are suggested */

struct near {
	struct folded typed, name; /* `name`: the one that was met last */
	struct { str name; unsigned distance; } at[NEAR_MAX]; /* the nearest first, each once */
	size_t count;
};

void near_open(struct near *n, str typed);

/* How the name answers to what was typed. */
enum called near_called(struct near *n, str name);

/*
 * Likewise; and `as`, under which it is suggested, is kept when it is among the
 * nearest: the more was typed, the more slips it may be away, and to be the
 * beginning of a word of it counts as one.
 */
enum called near_meet(struct near *n, str name, str as);
