#pragma once

/*
 * judged: identities and verdicts as the estate keeps them.
 *
 * A million devices have some thousand sights (what laws look at) and so as
 * many judgements: each is kept once, and a device's row points to it. A row
 * of history is added only where a run changed it.
 */

#include "fact/circumstances.h"
#include "store/store.h"

enum {
	SIGHT_KEY_SIZE = 16,      /* of a sight or a set of verdicts: half of a SHA-256 over all of it */
	KNOWLEDGE_HASH_SIZE = 32, /* of all that birthmark knows, and of its version */
};

/* A device on its way through store_judge(). */
struct judged_device {
	int64_t row;
	/*
	 * Is its evidence here, so that its identity is to be thought of? Else
	 * `device` holds the identity as it was kept, with what laws look at (one
	 * claim, one rival; no confidence, model or firmware). The circumstances are
	 * always there, the site when it was asked for; name, addresses and times only when `anew` was.
	 */
	bool whole;
	bool special; /* was anything ever told of it or decided about it, also what does not hold any more? Or may be so */
	struct device device;
};

/* What the caller says of it; it fills device.identity when the device came whole. */
struct judged_answer {
	const struct verdicts *verdicts; /* NULL: nobody judged, and only the identity is kept; or see below */
	/*
	 * For verdicts that many devices share: a number of the caller's, 0 at first,
	 * where the store notes which set of verdicts it is. As soon as it is not 0,
	 * `verdicts` need not be given any more. NULL: no such place.
	 */
	int64_t *noted;
};

/* Returns 0, or non-zero, which stops and is returned. What it makes in `mem` is gone with the next device. */
typedef int judge_each(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer);

/* What is kept of devices, held against what is thought of them now. */
struct held_kept {
	uint64_t count;       /* how many were held */
	uint64_t stale;       /* not held: they were thought of with other knowledge, or wait to be thought of */
	uint64_t wrong;       /* kept as something else than their evidence says: as laws look at it, by model or by original */
	int64_t first_wrong;  /* row of the first of these */
	uint64_t wrong_rows;  /* sights and sets of verdicts that were changed, also those that were true in the past alone */
	uint64_t judged_otherwise; /* kept with other verdicts, or confirmed otherwise: of another day, or of other books */
};

/* Which devices come, and how. */
struct judge_pass {
	judge_each *each;
	void *context;
	const uint8_t *knowledge; /* KNOWLEDGE_HASH_SIZE bytes: identities thought of with this are taken as they were kept */
	const int64_t *rows;      /* these wholes alone, in this order; NULL: all, in the order of their rows */
	size_t row_count;
	bool anew;    /* all come whole, as store_load() gives them */
	bool touched; /* only those that this run's store_add() left to be thought anew */
	bool sites;   /* each comes with the id of its site; so it does when it comes `anew` */
	/* Not NULL: what is kept is held against what `each` answers, and counted here; those that can be held come whole. */
	struct held_kept *held;
	bool write;   /* what `each` answers is kept where it differs; needs an open run, which keeps all of it or nothing */
};

/*
 * Goes through devices of the estate, one at a time. Those whose identity was
 * not thought of with this knowledge come whole, and so do those whose
 * identity somebody confirmed or rejected. `scratch` is shared by all: 64 MiB
 * are plenty. An estate that others write meanwhile is seen as it was.
 */
int store_judge(struct store *s, arena scratch, const struct judge_pass *pass);

/*
 * What a device was believed to be before that moment, as laws look at it (see
 * struct judged_device), in `mem`. STORE_ABSENT when no run had seen it.
 */
int store_believed(struct store *s, arena *mem, int64_t whole, uint64_t before_us, struct identity *ret_identity);

/* A decision that stands, or stood until another took its place. */
struct decision_once {
	struct decision decision;
	uint64_t superseded_by; /* number of that other one; 0: it stands */
	uint64_t superseded_us;
	date superseded_on; /* from this day on that other one is in its place; DATE_NONE: on all days */
};

/* All that was ever decided about a device, in the order of the numbers. */
int store_decided(struct store *s, arena *mem, int64_t whole, const struct decision_once **ret_decisions, size_t *ret_count);

/* store_add() with verdicts that many devices share: those of the answer, in place of device->verdicts. */
int store_add_answered(struct store *s, const struct device *device, const struct judged_answer *answer);

/* How many devices came whole because what is kept of them had been changed by somebody else, since the store was opened. */
uint64_t store_distrusted(const struct store *s);

/* How many rows the open run has written of identities and verdicts: 0 when it learned nothing new. */
uint64_t store_judged_count(const struct store *s);
