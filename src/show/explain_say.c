/*
 * Sentences of the tables (show/words.h) as prose of a terminal.
 */
#include "show/explain.h"

static void fill(struct prose *p, enum tongue language, const struct hole *hole) {
	uint8_t room[64];
	struct text t = TEXT(room);

	if (hole->kind == HOLE_TEXT || hole->kind == HOLE_ENGLISH) {
		prose_str(p, hole->text);
		return;
	}
	sentence_hole(&t, language, hole);
	prose_str(p, text_done(&t));
}

void explain_say(struct prose *p, enum word word, const struct hole *holes, size_t count) {
	enum tongue language = p->look->language;
	str rest = str_of(words_of(language, word)), words;
	const struct hole *hole;

	while (sentence_next(&rest, holes, count, &words, &hole)) {
		if (hole)
			fill(p, language, hole);
		else
			prose_str(p, words);
	}
}

void explain_word(struct prose *p, enum word word) {
	explain_say(p, word, NULL, 0);
	prose_end(p);
}

void explain_head(struct prose *p, enum word head) {
	prose_gap(p);
	tone_print(p->to, p->look, TONE_HEAD);
	show_safe(p->to, str_of(words_of(p->look->language, head)));
	fputc('\n', p->to);
	tone_print(p->to, p->look, TONE_PLAIN);
}

static void put_label(struct prose *p, enum word label) {
	explain_say(p, label, NULL, 0);
	prose_cstr(p, ": ");
}

void explain_labelled(struct prose *p, enum word label, str what) {
	if (what.n == 0)
		return;
	put_label(p, label);
	prose_str(p, what);
	prose_end(p);
}

void explain_item(struct prose *p, str what) {
	prose_cstr(p, "- ");
	prose_str(p, what);
	prose_end(p);
}

void explain_list(struct prose *p, enum word label, struct strs list) {
	if (list.count == 0)
		return;
	put_label(p, label);
	for (size_t i = 0; i < list.count; i++) {
		prose_cstr(p, i ? ", " : "");
		prose_str(p, list.at[i]);
	}
	prose_end(p);
}
