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

/* RFC 1321, 3.4: 64 steps in four rounds, each with its function and its order of the words. */
static void take_block(uint32_t h[4], const uint8_t *block) {
	static const uint8_t shifts[4][4] = {
		{ 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 }, { 6, 10, 15, 21 },
	};
	static const uint8_t step[4] = { 1, 5, 3, 7 }, first[4] = { 0, 1, 5, 0 };
	uint32_t w[16], a = h[0], b = h[1], c = h[2], d = h[3];

	for (size_t i = 0; i < 16; i++, block += 4)
		w[i] = (uint32_t)block[3] << 24 | (uint32_t)block[2] << 16 | (uint32_t)block[1] << 8 | block[0];
	for (size_t i = 0; i < 64; i++) {
		size_t round = i / 16;
		/* All four are worked out, so that no branch depends on the step. */
		const uint32_t f[] = { (b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d) };
		uint32_t sum = a + f[round] + sines[i] + w[(i * step[round] + first[round]) % 16];

		a = d;
		d = c;
		c = b;
		b += rotate(sum, shifts[round][i % 4]);
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
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
