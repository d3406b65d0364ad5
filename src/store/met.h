#pragma once

/*
 * met: which keys came before in this run, as hashes of 64 bits with a seed
 * that nobody knows.
 *
 * A run into an empty estate adds one new device after the other; with this
 * they need no look-up in the file.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct met {
	uint64_t *slots;   /* `slot_count` of them, a power of two; 0 where there is none */
	size_t slot_count, count;
	bool knows_no_more; /* without memory: whatever comes may have come before */
};

void met_fini(struct met *m);

/* Two unlike keys meet once in a million runs of a million devices; "no" is always right. */
bool met_before(const struct met *m, uint64_t hash);

/* From now on it came before. */
void met_add(struct met *m, uint64_t hash);
