#pragma once

/*
 * met: whether a key may have come before (a Bloom filter with two bits a key).
 *
 * A run into an empty estate adds one new device after the other; with this
 * most of them need no look-up in the file. "Perhaps" costs one look-up too
 * many, at 60,000 keys for one in a hundred; "no" is always right.
 */

#include <stdbool.h>
#include <stdint.h>

enum { MET_BIT_COUNT = 1 << 20 };

struct met {
	uint64_t words[MET_BIT_COUNT / 64];
};

static inline uint64_t met_bit(uint64_t number) {
	return (uint64_t)1 << (number % 64);
}

static inline void met_add(struct met *m, uint64_t hash) {
	uint64_t one = hash % MET_BIT_COUNT, two = (hash >> 32) % MET_BIT_COUNT;

	m->words[one / 64] |= met_bit(one);
	m->words[two / 64] |= met_bit(two);
}

static inline bool met_perhaps(const struct met *m, uint64_t hash) {
	uint64_t one = hash % MET_BIT_COUNT, two = (hash >> 32) % MET_BIT_COUNT;

	return (m->words[one / 64] & met_bit(one)) && (m->words[two / 64] & met_bit(two));
}
