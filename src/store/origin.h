#pragma once

/*
 * origin: what evidence refers to, as hashes that the log can keep: the names
 * of fields, which stand in sheets as numbers, and the runs with their sources.
 */

#include "base/sha256.h"
#include "base/str.h"

struct store;

/* Hashes in a row; what `id` is says who fills them. */
struct origins {
	struct origin { int64_t id; uint8_t hash[SHA256_SIZE]; } *at;
	size_t count, room;
};
void origins_fini(struct origins *o);

/*
 * The names of fields 1, 2, 3 …, each hash over the one before (32 zeros
 * before the first) and the name behind its length: that of a field stands for
 * all names up to it. Ends before a number that is missing. As store_step().
 */
int origins_names(struct store *s, struct origins *ret);

/*
 * The runs behind row `after`, the last one first. The hash of a run is over
 * its row, kind, what, version, start, day, and the hash and the version of
 * what it knew, then over row and name of each of its sources, the last one
 * first; numbers as 8 bytes, texts behind their length. As store_step().
 */
int origins_runs(struct store *s, int64_t after, struct origins *ret);

/* SHA-256 over the hashes of those behind `after` up to `last`, in their order. -ENOMEM. */
int origins_sum(const struct origins *runs, int64_t after, int64_t last, uint8_t ret_hash[SHA256_SIZE]);
