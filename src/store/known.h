#pragma once

/*
 * known: which observations a device has already, so that what is seen again
 * is not kept again.
 *
 * A value is known by 128 bits of hash with seeds of this process: two that
 * collide cannot be prepared beforehand.
 */

#include "base/str.h"

struct known_entry {
	uint64_t hash, more_hash;
	int64_t number;  /* negative: the slot is empty */
	uint32_t sheet;  /* of the device: in which it stands */
};

struct known {
	struct known_entry *slots; /* `slot_count` of them, a power of two */
	size_t slot_count, count;
	uint64_t seed, more_seed;
};

void known_init(struct known *k, uint64_t seed, uint64_t more_seed);
void known_fini(struct known *k);

/* Forgets all; the memory stays. */
void known_clear(struct known *k);

/*
 * The entry of a field and a value. A new one has number -1, and whoever asked
 * fills it in at once. NULL without memory.
 */
struct known_entry *known_entry(struct known *k, int64_t field, str value);
