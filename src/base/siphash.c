#include "base/siphash.h"

static uint64_t le64(const uint8_t *at, size_t size) {
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number |= (uint64_t)at[i] << (8 * i);
	return number;
}

static uint64_t turned(uint64_t number, unsigned bits) {
	return number << bits | number >> (64 - bits);
}

/* The paper's figure 2.1. */
static void mix(uint64_t v[4], unsigned rounds) {
	while (rounds--) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = turned(v[1], 13) ^ v[0];
		v[3] = turned(v[3], 16) ^ v[2];
		v[0] = turned(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = turned(v[1], 17) ^ v[2];
		v[3] = turned(v[3], 21) ^ v[0];
		v[2] = turned(v[2], 32);
	}
}

static void take_word(uint64_t v[4], uint64_t word) {
	v[3] ^= word;
	mix(v, 2);
	v[0] ^= word;
}

/* The constants spell "somepseudorandomlygeneratedbytes"; the last word holds the size modulo 256. */
uint64_t siphash(const uint8_t key[SIPHASH_KEY_SIZE], str bytes) {
	uint64_t low = le64(key, 8), high = le64(key + 8, 8);
	uint64_t v[4] = { low ^ UINT64_C(0x736f6d6570736575), high ^ UINT64_C(0x646f72616e646f6d),
			  low ^ UINT64_C(0x6c7967656e657261), high ^ UINT64_C(0x7465646279746573) };
	size_t whole = bytes.n & ~(size_t)7;

	for (size_t i = 0; i < whole; i += 8)
		take_word(v, le64(bytes.at + i, 8));
	take_word(v, le64(whole < bytes.n ? bytes.at + whole : NULL, bytes.n - whole) | (uint64_t)bytes.n << 56);
	v[2] ^= 0xff;
	mix(v, 4);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}
