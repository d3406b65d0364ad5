#pragma once

/*
 * think: from what was observed of a device to its identity and verdicts.
 * The one place where know, fuse and law are put behind one another.
 */

#include "cmd/knowledge.h"
#include "cmd/options.h"
#include "fact/device.h"

struct thinker {
	const struct knowledge *k;
	struct matching *matching;
	size_t laws[OPTIONS_LAWS_MAX]; /* the laws that were asked for, by number */
	size_t law_count;
	date on;
};

/*
 * Makes ready for the laws, roles and day of the options. 0, -ENOMEM, or
 * THINK_WRONG with a complaint when a law or role is not known.
 */
enum { THINK_WRONG = 1 };
int think_open(struct thinker *t, arena *mem, const struct knowledge *k, const struct options *o,
	       struct complaint *reterr);

/*
 * Fills identity and verdicts; `mem` keeps what they point to. When it is
 * full the identity stays unknown and mem->full says so.
 */
void think(struct thinker *t, arena *mem, struct device *d);

/* Has any verdict the status that --fail-on names? */
bool think_found(const struct options *o, const struct device *d);
