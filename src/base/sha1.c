/*
 * SHA-1: 16 words of a block grow to 80, which are mixed into five numbers.
 */

#include "base/sha1.h"

#include <string.h>

enum { BLOCK = 64 };

static uint32_t rotate(uint32_t x, unsigned bits) {
	return x << bits | x >> (32 - bits);
}

/* FIPS 180-4, 4.1.1: the function of each of the four groups of rounds. */
static uint32_t choice(uint32_t b, uint32_t c, uint32_t d) {
	return d ^ (b & (c ^ d));
}

static uint32_t parity(uint32_t b, uint32_t c, uint32_t d) {
	return b ^ c ^ d;
}

static uint32_t majority(uint32_t b, uint32_t c, uint32_t d) {
	return (b & c) | (d & (b | c));
}

/*
 * Twenty rounds of one group, five at a time, after which a to e have changed
 * places once around: nothing is moved. Inlined for each function, because
 * certificates are hashed by the thousand.
 */
static inline void take_group(uint32_t s[5], const uint32_t *w, uint32_t k,
			      uint32_t (*mix)(uint32_t, uint32_t, uint32_t)) {
	uint32_t a = s[0], b = s[1], c = s[2], d = s[3], e = s[4];

	for (size_t i = 0; i < 20; i += 5) {
		e += rotate(a, 5) + mix(b, c, d) + k + w[i];
		b = rotate(b, 30);
		d += rotate(e, 5) + mix(a, b, c) + k + w[i + 1];
		a = rotate(a, 30);
		c += rotate(d, 5) + mix(e, a, b) + k + w[i + 2];
		e = rotate(e, 30);
		b += rotate(c, 5) + mix(d, e, a) + k + w[i + 3];
		d = rotate(d, 30);
		a += rotate(b, 5) + mix(c, d, e) + k + w[i + 4];
		c = rotate(c, 30);
	}
	s[0] = a;
	s[1] = b;
	s[2] = c;
	s[3] = d;
	s[4] = e;
}

/* FIPS 180-4, 6.1.2: 80 rounds in four groups, each with its function and constant. */
static void take_block(uint32_t h[5], const uint8_t *block) {
	uint32_t w[80], s[5] = { h[0], h[1], h[2], h[3], h[4] };

	for (size_t i = 0; i < 16; i++, block += 4)
		w[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 | block[3];
	for (size_t i = 16; i < 80; i++)
		w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
	take_group(s, w, 0x5a827999, choice);
	take_group(s, w + 20, 0x6ed9eba1, parity);
	take_group(s, w + 40, 0x8f1bbcdc, majority);
	take_group(s, w + 60, 0xca62c1d6, parity);
	for (size_t i = 0; i < 5; i++)
		h[i] += s[i];
}

void sha1_of(str bytes, uint8_t ret_digest[SHA1_SIZE]) {
	uint32_t h[5] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0 };
	uint8_t last[2 * BLOCK] = { 0 };
	size_t tail = bytes.n % BLOCK;

	for (size_t i = 0; i + BLOCK <= bytes.n; i += BLOCK)
		take_block(h, bytes.at + i);
	/* A bit 1, zeros, and the size in bits as the last eight bytes of a block (5.1.1). */
	if (tail)
		memcpy(last, bytes.at + bytes.n - tail, tail);
	last[tail] = 0x80;
	size_t size = tail < BLOCK - 8 ? BLOCK : 2 * BLOCK;
	for (size_t i = 0; i < 8; i++)
		last[size - 1 - i] = (uint8_t)((uint64_t)bytes.n * 8 >> (8 * i));
	for (size_t i = 0; i < size; i += BLOCK)
		take_block(h, last + i);
	for (size_t i = 0; i < SHA1_SIZE; i++)
		ret_digest[i] = (uint8_t)(h[i / 4] >> (24 - 8 * (i % 4)));
}
