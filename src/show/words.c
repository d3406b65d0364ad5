/*
 * Puts names, numbers and days into sentences.
 */
#include "show/words.h"

#include "show/html_text.h"

enum { DAY_OR_NUMBER_MAX = 32 }; /* bytes: 26 digits and separators, or "22 September 2026" */

static const char *const *const tables[TONGUE_COUNT] = { words_en, words_nl };

const char *words_of(enum tongue language, enum word word) {
	return tables[language][word];
}

void words_number(FILE *to, enum tongue language, uint64_t number) {
	uint8_t room[DAY_OR_NUMBER_MAX];
	struct text t = TEXT(room);

	tongue_number(&t, language, number);
	html_str(to, text_done(&t));
}

void words_day(FILE *to, enum tongue language, date d) {
	uint8_t room[DAY_OR_NUMBER_MAX];
	struct text t = TEXT(room);

	tongue_day(&t, language, d);
	html_str(to, text_done(&t));
}

static void put_hole(FILE *to, enum tongue language, const struct hole *hole) {
	if (hole->kind == HOLE_NUMBER)
		words_number(to, language, hole->number);
	else if (hole->kind == HOLE_DAY)
		words_day(to, language, hole->day);
	else
		html_str(to, hole->text);
}

void words_put(FILE *to, enum tongue language, enum word word, const struct hole *holes, size_t count) {
	str rest = str_of(words_of(language, word)), words;
	const struct hole *hole;

	while (sentence_next(&rest, holes, count, &words, &hole)) {
		if (hole)
			put_hole(to, language, hole);
		else
			html_str(to, words);
	}
}
