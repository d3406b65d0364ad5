#include "base/sentence.h"

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

bool sentence_next(str *rest, const struct hole *holes, size_t count, str *ret_words, const struct hole **ret_hole) {
	size_t size = str_find(*rest, STR("{"), 0);

	if (rest->n == 0)
		return false;
	*ret_hole = NULL;
	if (size == 0) {
		size = 1;
		*ret_hole = hole_at(*rest, holes, count, &size);
	}
	*ret_words = (str){ rest->at, size };
	*rest = str_after(*rest, size);
	/* "Co., Ltd." ends a sentence by itself. */
	if (*ret_hole && str_ends((*ret_hole)->text, STR(".")) && str_begins(*rest, STR(".")))
		*rest = str_after(*rest, 1);
	return true;
}

void sentence_hole(struct text *t, enum tongue language, const struct hole *hole) {
	if (hole->kind == HOLE_NUMBER)
		tongue_number(t, language, hole->number);
	else if (hole->kind == HOLE_NUMBERED)
		text_u64(t, hole->number);
	else if (hole->kind == HOLE_DECIMAL)
		tongue_decimal(t, language, hole->decimal, hole->digits);
	else if (hole->kind == HOLE_DAY)
		tongue_day(t, language, hole->day);
	else
		text_str(t, hole->text);
}

void sentence_put(struct text *t, enum tongue language, const char *sentence, const struct hole *holes, size_t count) {
	str rest = str_of(sentence), words;
	const struct hole *hole;

	while (sentence_next(&rest, holes, count, &words, &hole)) {
		if (hole)
			sentence_hole(t, language, hole);
		else
			text_str(t, words);
	}
}
