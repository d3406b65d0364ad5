#pragma once

/*
 * fold: names in any script, reduced to what counts when they are compared.
 *
 * Case, accents, full and half width, blanks, dashes and points do not count;
 * 0 is o and 1 is i; traditional Chinese characters become simplified ones.
 * Chinese characters can be compared by how they are read in Mandarin, too.
 */

#include "base/arena.h"
#include "base/str.h"

enum { FOLD_MAX = 1024 }; /* characters; what stands behind them in a longer text is not compared */

struct folded {
	uint32_t at[FOLD_MAX];
	bool starts[FOLD_MAX + 1]; /* a word begins here; true at the end, too. A Chinese character is a word */
	size_t n;
};

/* What an ASCII character becomes; 0: it does not count. */
static inline uint8_t fold_ascii(uint8_t c) {
	return c == '0' ? 'o' : c == '1' ? 'i' : byte_is_letter(c) || byte_is_digit(c) ? byte_lower(c) : 0;
}

/* Bytes that are no UTF-8 count as blanks. */
void fold(str text, struct folded *ret);

/* How many words there are; and one of them by itself, counted from 0, empty when there is none. */
size_t fold_word_count(const struct folded *f);
void fold_word(const struct folded *f, size_t word, struct folded *ret);

/*
 * The ways in which a folded character is read, as they are typed: "hai".
 * None for what is no Chinese character. Returns how many there are.
 */
enum { READINGS_MAX = 4 };
size_t fold_readings(uint32_t character, const char *ret_readings[READINGS_MAX]);

/*
 * "hǎi kāng wēi shì": the Mandarin reading of a text, each syllable by
 * itself, other scripts as they are. Empty when nothing of it is a Chinese
 * character, or when `mem` is full. Where a character has several readings it
 * is the usual one, which need not be the right one here.
 */
str fold_reading(arena *mem, str text);
