/*
 * MD5: 16 words of a block are mixed into four numbers, in 64 steps.
 */

#include "base/md5.h"

#include <string.h>

enum { BLOCK = 64 };

/* RFC 1321, 3.4: the integer part of 2^32 * |sin(i + 1)|. */
static const uint32_t sines[64] = {
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
	0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
	0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
	0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
	0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
	0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
	0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
	0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static uint32_t rotate(uint32_t x, unsigned bits) {
	return x << bits | x >> (32 - bits);
}

/* RFC 1321, 3.4: the function of each of the four rounds. */
static uint32_t mix_f(uint32_t x, uint32_t y, uint32_t z) {
	return z ^ (x & (y ^ z));
}

static uint32_t mix_g(uint32_t x, uint32_t y, uint32_t z) {
	return y ^ (z & (x ^ y));
}

static uint32_t mix_h(uint32_t x, uint32_t y, uint32_t z) {
	return x ^ y ^ z;
}

static uint32_t mix_i(uint32_t x, uint32_t y, uint32_t z) {
	return y ^ (x | ~z);
}

/* Which words a round takes in which order, and by how much it rotates. */
struct round {
	uint32_t (*mix)(uint32_t, uint32_t, uint32_t);
	uint8_t first, step;
	uint8_t shifts[4];
};

/*
 * Sixteen steps of one round, four at a time, after which a to d have changed
 * places once around: nothing is moved. Inlined for each round.
 */
static inline void take_round(uint32_t s[4], const uint32_t *w, const uint32_t *k, struct round r) {
	uint32_t a = s[0], b = s[1], c = s[2], d = s[3];

	for (unsigned i = 0; i < 16; i += 4) {
		a = b + rotate(a + r.mix(b, c, d) + k[i] + w[(r.first + r.step * i) % 16], r.shifts[0]);
		d = a + rotate(d + r.mix(a, b, c) + k[i + 1] + w[(r.first + r.step * (i + 1)) % 16], r.shifts[1]);
		c = d + rotate(c + r.mix(d, a, b) + k[i + 2] + w[(r.first + r.step * (i + 2)) % 16], r.shifts[2]);
		b = c + rotate(b + r.mix(c, d, a) + k[i + 3] + w[(r.first + r.step * (i + 3)) % 16], r.shifts[3]);
	}
	s[0] = a;
	s[1] = b;
	s[2] = c;
	s[3] = d;
}

static void take_block(uint32_t h[4], const uint8_t *block) {
	uint32_t w[16], s[4] = { h[0], h[1], h[2], h[3] };

	for (size_t i = 0; i < 16; i++, block += 4)
		w[i] = (uint32_t)block[3] << 24 | (uint32_t)block[2] << 16 | (uint32_t)block[1] << 8 | block[0];
	take_round(s, w, sines, (struct round){ mix_f, 0, 1, { 7, 12, 17, 22 } });
	take_round(s, w, sines + 16, (struct round){ mix_g, 1, 5, { 5, 9, 14, 20 } });
	take_round(s, w, sines + 32, (struct round){ mix_h, 5, 3, { 4, 11, 16, 23 } });
	take_round(s, w, sines + 48, (struct round){ mix_i, 0, 7, { 6, 10, 15, 21 } });
	for (size_t i = 0; i < 4; i++)
		h[i] += s[i];
}

void md5_of(str bytes, uint8_t ret_digest[MD5_SIZE]) {
	uint32_t h[4] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 };
	uint8_t last[2 * BLOCK] = { 0 };
	size_t tail = bytes.n % BLOCK;

	for (size_t i = 0; i + BLOCK <= bytes.n; i += BLOCK)
		take_block(h, bytes.at + i);
	/* A bit 1, zeros, and the size in bits, least byte first, as the last eight bytes (3.1, 3.2). */
	if (tail)
		memcpy(last, bytes.at + bytes.n - tail, tail);
	last[tail] = 0x80;
	size_t size = tail < BLOCK - 8 ? BLOCK : 2 * BLOCK;
	for (size_t i = 0; i < 8; i++)
		last[size - 8 + i] = (uint8_t)((uint64_t)bytes.n * 8 >> (8 * i));
	for (size_t i = 0; i < size; i += BLOCK)
		take_block(h, last + i);
	for (size_t i = 0; i < MD5_SIZE; i++)
		ret_digest[i] = (uint8_t)(h[i / 4] >> (8 * (i % 4)));
}
