#pragma once

/*
 * put: numbers and bytes behind one another into memory that is large enough,
 * for wire forms. Each gives back where the next one goes.
 */

#include <string.h>

#include "base/str.h"

/* The low `bytes` bytes of `v`, the highest first. */
static inline uint8_t *put_be(uint8_t *to, uint64_t v, int bytes) {
	for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
		*to++ = (uint8_t)(v >> shift);
	return to;
}

/* Most of what is put is a word or two: those are copied in place, the last beginning where it must. */
static inline uint8_t *put_str(uint8_t *to, str s) {
	uint64_t first, last;

	if (s.n >= sizeof first && s.n <= 2 * sizeof first) {
		memcpy(&first, s.at, sizeof first);
		memcpy(&last, s.at + s.n - sizeof last, sizeof last);
		memcpy(to, &first, sizeof first);
		memcpy(to + s.n - sizeof last, &last, sizeof last);
	} else if (s.n) {
		memcpy(to, s.at, s.n);
	}
	return to + s.n;
}
