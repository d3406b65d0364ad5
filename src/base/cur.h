#pragma once

/*
 * cur: a cursor over untrusted bytes that cannot leave them.
 *
 * The first read that asks for more than is left marks the cursor `bad`.
 * From then on every read gives zero or an empty slice. A parser therefore
 * reads straight on, like the table in the standard, and asks once at the
 * end whether all of it was there.
 */

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct {
	const uint8_t *at;
	const uint8_t *end;
	bool bad;
} cur;

static inline cur cur_over(str s) {
	return (cur){ .at = s.at, .end = s.n ? s.at + s.n : s.at };
}

static inline size_t cur_left(const cur *c) {
	return c->at == c->end ? 0 : (size_t)(c->end - c->at);
}

static inline str cur_take(cur *c, size_t n) {
	if (c->bad || n > cur_left(c)) {
		c->bad = true;
		c->at = c->end;
		return (str){ 0 };
	}
	str s = { c->at, n };
	if (n)
		c->at += n;
	return s;
}

static inline str cur_rest(cur *c) {
	return cur_take(c, cur_left(c));
}

/* What `cur_rest` would give; the cursor stays. */
static inline str cur_peek(const cur *c) {
	return c->bad ? (str){ 0 } : (str){ c->at, cur_left(c) };
}

static inline uint8_t cur_u8(cur *c) {
	str s = cur_take(c, 1);
	return s.n ? s.at[0] : 0;
}

static inline uint16_t cur_be16(cur *c) {
	str s = cur_take(c, 2);
	return s.n ? (uint16_t)((unsigned)s.at[0] << 8 | s.at[1]) : 0;
}

static inline uint32_t cur_be24(cur *c) {
	str s = cur_take(c, 3);
	return s.n ? (uint32_t)s.at[0] << 16 | (uint32_t)s.at[1] << 8 | s.at[2] : 0;
}

static inline uint32_t cur_be32(cur *c) {
	str s = cur_take(c, 4);
	return s.n ? (uint32_t)s.at[0] << 24 | (uint32_t)s.at[1] << 16 | (uint32_t)s.at[2] << 8 | s.at[3] : 0;
}

static inline uint64_t cur_be64(cur *c) {
	uint64_t number = 0;
	str s = cur_take(c, sizeof number);

	if (s.n)
		memcpy(&number, s.at, sizeof number);
	return be64toh(number);
}

static inline uint16_t cur_le16(cur *c) {
	str s = cur_take(c, 2);
	return s.n ? (uint16_t)((unsigned)s.at[1] << 8 | s.at[0]) : 0;
}

static inline uint32_t cur_le32(cur *c) {
	uint32_t low = cur_le16(c);
	return (uint32_t)cur_le16(c) << 16 | low;
}
