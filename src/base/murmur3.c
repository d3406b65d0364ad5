/*
 * MurmurHash3, x86, 32 bits: four bytes at a time, little endian.
 */

#include "base/murmur3.h"

static uint32_t rotate(uint32_t x, unsigned bits) {
	return x << bits | x >> (32 - bits);
}

static uint32_t scramble(uint32_t block) {
	return rotate(block * 0xcc9e2d51u, 15) * 0x1b873593u;
}

void murmur3_add(struct murmur3 *m, uint8_t byte) {
	m->block |= (uint32_t)byte << (8 * (m->size % 4));
	if (++m->size % 4)
		return;
	m->hash = rotate(m->hash ^ scramble(m->block), 13) * 5 + 0xe6546b64u;
	m->block = 0;
}

uint32_t murmur3_done(const struct murmur3 *m) {
	/* A block not begun is zero, and scrambles to zero. */
	uint32_t hash = (m->hash ^ scramble(m->block)) ^ m->size;

	hash = (hash ^ hash >> 16) * 0x85ebca6bu;
	hash = (hash ^ hash >> 13) * 0xc2b2ae35u;
	return hash ^ hash >> 16;
}
