#pragma once

/*
 * word: eight bytes of text looked at in one go, or sixteen.
 *
 * A mask has bit 7 of each byte set that is such a one. Borrows may set it for
 * bytes behind the first as well, so a mask tells whether there is one and
 * where the first is, no more.
 */

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { WORD_SIZE = 8 };

#define WORD_OF(byte) ((uint64_t)0x0101010101010101u * (uint8_t)(byte))

/* The first byte comes lowest, on every machine. */
static inline uint64_t word_load(const uint8_t *at) {
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return le64toh(word);
}

/* Bytes below `limit`, which is at most 128. */
static inline uint64_t word_below(uint64_t word, uint8_t limit) {
	return (word - WORD_OF(limit)) & ~word & WORD_OF(0x80);
}

static inline uint64_t word_equal(uint64_t word, uint8_t byte) {
	return word_below(word ^ WORD_OF(byte), 1);
}

/* Bytes above 0x7f. */
static inline uint64_t word_high(uint64_t word) {
	return word & WORD_OF(0x80);
}

/* How many bytes stand before the first that the mask marks; it marks one. */
static inline size_t word_first(uint64_t mask) {
	return (size_t)__builtin_ctzll(mask) / 8;
}

/* Sixteen bytes, which compilers turn into what the machine compares in one go: a comparison sets all bits of a byte, or none. */
typedef uint8_t wide __attribute__((vector_size(16)));

enum { WIDE_SIZE = sizeof(wide) };

static inline wide wide_load(const uint8_t *at) {
	wide bytes;

	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

static inline bool wide_any(wide mask) {
	uint64_t halves[2];

	memcpy(halves, &mask, sizeof mask);
	return halves[0] | halves[1];
}
