#pragma once

/*
 * text: a builder that writes into memory of fixed size and never beyond.
 *
 * What does not fit is cut, and `full` says so. It serves the rooms that may
 * not allocate: readers build values with it, judges build sentences.
 */

#include "base/str.h"

struct text {
	uint8_t *at;
	size_t size, used;
	bool full;
};

/* A builder over a local array: `uint8_t room[64]; struct text t = TEXT(room);` */
#define TEXT(array) ((struct text){ .at = (array), .size = sizeof(array) })

void text_byte(struct text *t, uint8_t byte);
void text_str(struct text *t, str s);
void text_cstr(struct text *t, const char *s);
void text_u64(struct text *t, uint64_t number);

/* Lower-case hex of all bytes, `between` them (0 for nothing). */
void text_hex(struct text *t, str bytes, char between);

enum { TEXT_DECIMAL_MAX = 18 }; /* digits; more are left out */

/* 0.9734 with `digits` after the point, rounded; for 0 <= number < 1e15. */
void text_decimal(struct text *t, double number, unsigned digits);

/* What was built so far. */
str text_done(const struct text *t);
