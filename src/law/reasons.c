/*
 * Fills the holes of a reason.
 */
#include "law/reasons.h"

static const char *const *const tables[TONGUE_COUNT] = { reasons_en, reasons_nl };

str reason_of(enum tongue language, enum reason reason) {
	return str_of(tables[language][reason]);
}

static void put_hole(struct text *t, enum tongue language, const struct hole *hole) {
	char day[11];

	if (hole->kind == HOLE_DAY && language == TONGUE_EN) {
		date_format(hole->day, day);
		text_cstr(t, day);
	} else {
		sentence_hole(t, language, hole);
	}
}

str reason_make(arena *mem, enum tongue language, enum reason reason, const struct hole *holes, size_t count) {
	struct text t = { .at = mem->at, .size = (size_t)(mem->end - mem->at) };
	str rest = reason_of(language, reason), words;
	const struct hole *hole;

	while (sentence_next(&rest, holes, count, &words, &hole)) {
		if (hole)
			put_hole(&t, language, hole);
		else
			text_str(&t, words);
	}
	mem->full = mem->full || t.full;
	if (mem->full)
		return (str){ 0 };
	mem->at += t.used;
	return text_done(&t);
}
