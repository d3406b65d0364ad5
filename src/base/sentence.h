#pragma once

/*
 * sentence: a whole sentence of one language with holes in it, `{count}`, and
 * what stands in them.
 *
 * No sentence is glued from pieces: a translator sees all that a reader sees,
 * and places a hole where the language wants it. All languages have the same
 * holes in a sentence.
 */

#include "base/tongue.h"

/* What stands in a hole; numbers and days are written as the language writes them. */
struct hole {
	const char *name;
	enum { HOLE_TEXT, HOLE_ENGLISH, HOLE_NUMBER, HOLE_NUMBERED, HOLE_DECIMAL, HOLE_DAY } kind;
	str text;
	uint64_t number;
	double decimal;
	unsigned digits; /* of `decimal`, behind the point */
	date day;
};
#define HOLE_STR(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_TEXT, .text = (value) })
/* Text of the data, which is English in every language: a page says so, for whoever hears it (WCAG 2.2, 3.1.2). */
#define HOLE_DATA(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_ENGLISH, .text = (value) })
#define HOLE_U64(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_NUMBER, .number = (value) })
/* The number that something has, and by which it is looked up: written without separators. */
#define HOLE_NTH(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_NUMBERED, .number = (value) })
#define HOLE_FRACTION(hole_name, value, places) \
	((struct hole){ .name = (hole_name), .kind = HOLE_DECIMAL, .decimal = (value), .digits = (places) })
#define HOLE_DATE(hole_name, value) ((struct hole){ .name = (hole_name), .kind = HOLE_DAY, .day = (value) })

/*
 * Cuts the next piece off `*rest`: words as they stand, or, when `*ret_hole`
 * is not NULL, the hole that begins there. A hole without a value is a piece
 * of words: it stays as it is written. A full stop behind a value that ends
 * with one is left out. False when nothing is left.
 */
bool sentence_next(str *rest, const struct hole *holes, size_t count, str *ret_words, const struct hole **ret_hole);

/* What stands in one hole, and the sentence with its holes filled. */
void sentence_hole(struct text *t, enum tongue language, const struct hole *hole);
void sentence_put(struct text *t, enum tongue language, const char *sentence, const struct hole *holes, size_t count);
