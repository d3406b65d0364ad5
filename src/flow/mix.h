#pragma once

/*
 * mix: hashing for the tables of this room, eight bytes a step.
 *
 * A multiplication to 128 bits whose halves are folded, as in wyhash. Good
 * enough to spread keys, no defence against somebody who crafts collisions:
 * the tables are therefore sets of fixed size, where the worst a collision
 * does is to push out an older entry.
 */

#include <string.h>

#include "base/str.h"

__extension__ typedef unsigned __int128 mix_product;

static inline uint64_t mix(uint64_t a, uint64_t b) {
	mix_product p = (mix_product)(a ^ 0x9e3779b97f4a7c15ull) * (b ^ 0xe7037ed1a0b428dbull);

	return (uint64_t)p ^ (uint64_t)(p >> 64);
}

static inline uint64_t mix_bytes(str s, uint64_t seed) {
	uint64_t hash = seed ^ s.n, word = 0;
	size_t i = 0;

	for (; s.n - i >= sizeof word; i += sizeof word) {
		memcpy(&word, s.at + i, sizeof word);
		hash = mix(hash, word);
	}
	word = 0;
	if (i < s.n)
		memcpy(&word, s.at + i, s.n - i);
	return mix(hash, word);
}
