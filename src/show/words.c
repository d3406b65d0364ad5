/*
 * Puts names, numbers and days into sentences.
 */
#include "show/words.h"

#include "show/html_text.h"

enum { HOLE_MAX = 64 }; /* bytes of a number or a day: 26 digits and separators, or "22 September 2026" */

const char *words_of(enum tongue language, enum word word) {
	static const char *const *const papers[TONGUE_COUNT] = { words_en, words_nl };
	static const char *const *const page[TONGUE_COUNT] = { words_page_en, words_page_nl };
	static const char *const *const story[TONGUE_COUNT] = { words_story_en, words_story_nl };

	return (word < WORD_PAPER_END ? papers : word < WORD_PAGE_END ? page : story)[language][word];
}

void words_number(FILE *to, enum tongue language, uint64_t number) {
	uint8_t room[HOLE_MAX];
	struct text t = TEXT(room);

	tongue_number(&t, language, number);
	html_str(to, text_done(&t));
}

void words_day(FILE *to, enum tongue language, date d) {
	uint8_t room[HOLE_MAX];
	struct text t = TEXT(room);

	tongue_day(&t, language, d);
	html_str(to, text_done(&t));
}

void words_time(FILE *to, enum tongue language, date d) {
	char day[11];

	if (d == DATE_NONE)
		return;
	date_format(d, day);
	fprintf(to, "<time datetime=\"%s\">", day);
	words_day(to, language, d);
	html_raw(to, "</time>");
}

static void put_plain(FILE *to, enum tongue language, const struct hole *hole) {
	uint8_t room[HOLE_MAX];
	struct text t = TEXT(room);

	if (hole->kind == HOLE_TEXT || hole->kind == HOLE_ENGLISH) {
		html_str(to, hole->text);
		return;
	}
	sentence_hole(&t, language, hole);
	html_str(to, text_done(&t));
}

static void put_marked(FILE *to, enum tongue language, const struct hole *hole) {
	bool foreign = hole->kind == HOLE_ENGLISH && language != TONGUE_EN;

	if (hole->kind == HOLE_DAY) {
		words_time(to, language, hole->day);
		return;
	}
	html_raw(to, foreign ? "<span lang=\"en\">" : "");
	put_plain(to, language, hole);
	html_raw(to, foreign ? "</span>" : "");
}

typedef void put_hole(FILE *to, enum tongue language, const struct hole *hole);

static void put(FILE *to, enum tongue language, enum word word, const struct hole *holes, size_t count, put_hole *in_hole) {
	str rest = str_of(words_of(language, word)), words;
	const struct hole *hole;

	while (sentence_next(&rest, holes, count, &words, &hole)) {
		if (hole)
			in_hole(to, language, hole);
		else
			html_str(to, words);
	}
}

void words_put(FILE *to, enum tongue language, enum word word, const struct hole *holes, size_t count) {
	put(to, language, word, holes, count, put_marked);
}

void words_put_plain(FILE *to, enum tongue language, enum word word, const struct hole *holes, size_t count) {
	put(to, language, word, holes, count, put_plain);
}
