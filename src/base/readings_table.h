#pragma once

/*
 * The table behind base/fold, as tools/readings.py writes it at build time
 * from the Unihan database (Unicode Standard Annex 38).
 */

#include <stddef.h>
#include <stdint.h>

enum { READINGS_FIRST = 0x4e00, READINGS_LAST = 0x9fff }; /* the block of unified ideographs */

/* One syllable of Mandarin: with its tone, "lǜ", and as it is typed, "lv". */
struct syllable {
	char toned[8], plain[8];
};
extern const struct syllable readings_syllables[];

/*
 * By character from READINGS_FIRST: where its readings begin in readings_all,
 * with one more at the end; and the numbers of their syllables, the usual one first.
 */
extern const uint16_t readings_start[], readings_all[];

/* Traditional characters in rising order, each with its simplified form. */
struct simplified {
	uint16_t traditional, simple;
};
extern const struct simplified readings_simplified[];
extern const size_t readings_simplified_count;
