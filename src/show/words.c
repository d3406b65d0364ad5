/*
 * Puts names, numbers and days into sentences.
 */
#include "show/words.h"

#include "base/text.h"
#include "show/html_text.h"

const char *const tongue_names[TONGUE_COUNT] = { "en", "nl" };

static const char *const *const tables[TONGUE_COUNT] = { words_en, words_nl };
static const char separators[TONGUE_COUNT] = { ',', '.' };

static const char *const months[TONGUE_COUNT][12] = {
	{ "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
	  "December" },
	{ "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
	  "december" },
};

const char *words_of(enum tongue language, enum word word) {
	return tables[language][word];
}

void words_number(FILE *to, enum tongue language, uint64_t number) {
	uint8_t room[24];
	struct text t = TEXT(room);

	text_u64(&t, number);
	str digits = text_done(&t);
	for (size_t i = 0; i < digits.n; i++) {

		if (i > 0 && (digits.n - i) % 3 == 0)
			fputc(separators[language], to);
		fputc(digits.at[i], to);
	}
}

void words_day(FILE *to, enum tongue language, date d) {
	char day[11];

	date_format(d, day); /* YYYY-MM-DD */
	size_t month = (size_t)(day[5] - '0') * 10 + (size_t)(day[6] - '0') - 1;

	if (day[8] != '0')
		fputc(day[8], to);
	fprintf(to, "%c %s %.4s", day[9], months[language][month % 12], day);
}

static void put_hole(FILE *to, enum tongue language, const struct hole *hole) {
	if (hole->kind == HOLE_NUMBER)
		words_number(to, language, hole->number);
	else if (hole->kind == HOLE_DAY)
		words_day(to, language, hole->day);
	else
		html_str(to, hole->text);
}

/* The hole that `rest` begins with, and its bytes in the sentence. */
static const struct hole *hole_at(str rest, const struct hole *holes, size_t count, size_t *ret_size) {
	size_t end = str_find(rest, STR("}"), 0);

	for (size_t i = 0; i < count && end < rest.n; i++) {
		if (str_eq((str){ rest.at + 1, end - 1 }, str_of(holes[i].name))) {
			*ret_size = end + 1;
			return &holes[i];
		}
	}
	return NULL;
}

void words_put(FILE *to, enum tongue language, enum word word, const struct hole *holes, size_t count) {
	str rest = str_of(words_of(language, word));

	while (rest.n > 0) {
		size_t open = str_find(rest, STR("{"), 0), size = 1;

		html_str(to, (str){ rest.at, open });
		rest = str_after(rest, open);
		if (rest.n == 0)
			return;
		const struct hole *hole = hole_at(rest, holes, count, &size);
		if (hole)
			put_hole(to, language, hole);
		else
			html_cstr(to, "{");
		rest = str_after(rest, size);
	}
}
