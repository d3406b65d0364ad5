#pragma once

/*
 * tongue: the languages that birthmark speaks to people, and how each writes
 * numbers and days. What machines read is English in all of them.
 *
 * A language: its column in tongue.c, and beside each table of sentences
 * (show/words_en.c, …) and the catalogue in po/ one more.
 */

#include "base/date.h"
#include "base/text.h"

enum tongue { TONGUE_EN, TONGUE_NL, TONGUE_COUNT };
extern const char *const tongue_names[TONGUE_COUNT]; /* as BCP 47 has them: "en", "nl" */

/* "1,280", "1.280". */
void tongue_number(struct text *t, enum tongue language, uint64_t number);

/* "0.999", "0,999". */
void tongue_decimal(struct text *t, enum tongue language, double number, unsigned digits);

/* "22 November 2026", "22 november 2026"; nothing for DATE_NONE. */
void tongue_day(struct text *t, enum tongue language, date d);
