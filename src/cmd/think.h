#pragma once

/*
 * think: from what was observed of a device to its identity and verdicts.
 * The one place where know, fuse and law are put behind one another.
 */

#include "cmd/knowledge.h"
#include "cmd/options.h"
#include "fact/device.h"

/* Verdicts that were made once and serve every device of the same sight. */
struct thought {
	struct law_sight sight;
	const struct verdict *verdicts; /* NULL: an empty place */
};

enum {
	THOUGHTS_MAX = 4096, /* a power of two; a city's estate has some hundred */
	THOUGHTS_MEMORY = 32 << 20, /* ceiling for their sentences; what is over is judged device by device */
};

struct thinker {
	const struct knowledge *k;
	struct thought *thoughts;
	size_t thought_count;
	arena memory; /* of the thoughts */
	uint64_t cut_count; /* devices that showed more than was weighed (know/match.h has the maxima) */
	struct matching *matching;
	size_t *laws; /* the laws that were asked for, by number */
	size_t law_count;
	date on;
};

/*
 * Makes ready for the laws, roles and day of the options. `thoughts` is where
 * verdicts are kept that serve more than one device. 0, -ENOMEM, or
 * THINK_WRONG with a complaint when a law or role is not known.
 */
enum { THINK_WRONG = 1 };
int think_open(struct thinker *t, arena *mem, arena thoughts, const struct knowledge *k, const struct options *o,
	       struct complaint *reterr);

/*
 * Fills identity and verdicts; `mem` keeps what they point to. When it is
 * full the identity stays unknown and mem->full says so.
 */
void think(struct thinker *t, arena *mem, struct device *d);

/* Has any verdict the status that --fail-on names? */
bool think_found(const struct options *o, const struct device *d);
