#pragma once

/*
 * murmur3: the 32-bit MurmurHash3 with seed 0, by Austin Appleby (public
 * domain), byte by byte. Lists of page icons are by it. It proves nothing:
 * collisions are cheap.
 */

#include "base/str.h"

struct murmur3 {
	uint32_t hash, block; /* what is mixed so far, and the bytes of the block begun */
	uint32_t size;        /* bytes so far */
};

/* Begins with all zero. */
void murmur3_add(struct murmur3 *m, uint8_t byte);

/* The hash of all bytes so far; more may be added afterwards. */
uint32_t murmur3_done(const struct murmur3 *m);
