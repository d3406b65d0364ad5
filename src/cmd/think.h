#pragma once

/*
 * think: from what was observed of a device to its identity and verdicts.
 * The one place where know, fuse and law are put behind one another.
 */

#include <pthread.h>
#include <stdatomic.h>

#include "cmd/knowledge.h"
#include "cmd/options.h"
#include "fact/device.h"

/* What the laws say of an identity: as it is, or written. */
struct judgement {
	struct verdicts verdicts;
	str json;          /* the same as a JSON list; of think_json() only */
	bool lasts;        /* as long as the thoughts; else as long as the memory of that one device */
	unsigned statuses; /* bit n: some verdict has status n */
};

/* A judgement that was made once and serves every device of the same sight. */
struct thought {
	struct law_sight sight;
	struct judgement judgement;
};

enum {
	THOUGHTS_MAX = 8192, /* a power of two; a city's estate has some hundred */
	THOUGHTS_MEMORY = 32 << 20, /* ceiling for their sentences; what is over is judged device by device */
};

/* All thoughts of a run, shared by everybody who thinks. A thought that stands in the table is never changed. */
struct thoughts {
	_Atomic(const struct thought *) *at; /* by hash of the sight; NULL: an empty place */
	size_t count;
	arena memory;
	pthread_mutex_t adding;
};

struct thinker {
	const struct knowledge *k;
	struct court court; /* the laws as of the day */
	struct thoughts *thoughts;
	uint64_t cut_count; /* devices that showed more than was weighed (know/match.h has the maxima) */
	struct matching *matching;
	const size_t *laws; /* the laws that were asked for, by number */
	size_t law_count;
	bool has_all_laws; /* were all laws asked for, so that a law that says nothing says "clear"? */
};

/*
 * Makes ready for the laws, roles and day of the options. `thoughts` is where
 * judgements are kept that serve more than one device; it is filled here and
 * keeps them in `memory`. 0, -ENOMEM, or THINK_WRONG with a complaint when a
 * law or role is not known.
 */
enum { THINK_WRONG = 1 };
int think_open(struct thinker *t, arena *mem, struct thoughts *thoughts, arena memory, const struct knowledge *k,
	       const struct options *o, struct complaint *reterr);

/* One more who thinks as `first` does, for a thread of its own; they share the thoughts. 0 or -ENOMEM. */
int think_beside(struct thinker *t, arena *mem, const struct thinker *first);

/*
 * Fills identity and verdicts, with what people know of it in
 * d->circumstances; `mem` keeps what they point to. When it is full the
 * identity stays unknown and mem->full says so.
 */
void think(struct thinker *t, arena *mem, struct device *d);

/* The identity alone. */
void think_identity(struct thinker *t, arena *mem, struct device *d);

/* What the laws say of an identity that was thought of before. */
struct judgement think_judge(struct thinker *t, arena *mem, const struct device *d);

/* As think(), but the verdicts come written, and the device has none. All who share thoughts use the same of the two. */
struct judgement think_json(struct thinker *t, arena *mem, struct device *d);

/* The same without remembering it: for who remembers less of it, and so more. The verdicts live in `mem`. */
struct verdicts think_judge_once(const struct thinker *t, arena *mem, const struct device *d);

/* Has any verdict the status that --fail-on names? */
bool think_found(const struct options *o, const struct device *d);
bool think_found_json(const struct options *o, const struct judgement *j);
