#pragma once

/*
 * seen: how often was this met within the hour?
 *
 * A table of fixed size that knows things by a hash of 61 bits or more. When a
 * set is full, the entry of the oldest hour goes: something may then be called
 * new twice, and two things are taken for one about once in 10^12 questions.
 */

#include "base/arena.h"

enum {
	SEEN_WAYS = 8,       /* one cache line */
	SEEN_COUNT_MAX = 15, /* counts stop there */
};

struct seen {
	uint64_t *entries; /* SEEN_WAYS a set: tag 44 bits, hour 16, count 4; 0 is empty */
	uint64_t set_mask;
	unsigned victim;
};

/* As many entries as fit into `size` bytes of `mem`, down to a power of two. False when `mem` is full. */
bool seen_init(struct seen *s, arena *mem, size_t size);

/* How often `hash` was met in this hour before; counts it. */
unsigned seen_count(struct seen *s, uint64_t hash, uint32_t hour);
