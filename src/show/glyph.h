#pragma once

/*
 * glyph: characters as a terminal shows them.
 *
 * Values come from hostile devices. Whatever could steer a terminal or turn
 * the reading order (controls, bidirectional marks, invisible characters,
 * bytes that are not UTF-8) becomes \xNN, so that it is seen and not obeyed.
 */

#include <stdio.h>

#include "base/str.h"

struct glyph {
	str bytes;      /* one character, or one byte that is no UTF-8 */
	unsigned width; /* columns it takes when written by glyph_write(): 0, 1, 2 or 4 for each escaped byte */
	bool shown;     /* written as it is; else each byte as \xNN */
};

/* Takes the first character off `*rest`, which must not be empty. */
struct glyph glyph_next(str *rest);

void glyph_write(FILE *to, struct glyph g);

/* Columns that the whole of `s` takes, at most `most`. */
unsigned glyph_columns(str s, unsigned most);

/* At most the first `most` bytes of `s`, never half a character. */
str glyph_head(str s, size_t most);
