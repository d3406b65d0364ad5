/*
 * A word is put down when the blank behind it comes: only then is it known
 * whether it fits the line. Control bytes cannot break a line or colour it:
 * they are words like any other, and glyph_write() escapes them.
 */
#include "show/prose.h"

#include <string.h>

#include "base/sentence.h"
#include "base/translate.h"
#include "show/glyph.h"
#include "show/names.h"

enum {
	LINE_MAX_COLUMNS = 100, /* longer lines are hard to read (Bringhurst, 2.1.2: 45 to 75 is best, 90 bearable) */
};

struct prose prose_to(FILE *to, const struct look *look, unsigned for_files) {
	unsigned width = look->width;

	if (width == 0)
		width = for_files;
	else if (width > LINE_MAX_COLUMNS)
		width = LINE_MAX_COLUMNS;
	return (struct prose){ .to = to, .look = look, .width = width };
}

static void begin_line(struct prose *p, str margin, unsigned blanks) {
	/* On a terminal too narrow for the indent the text matters more. */
	if (blanks > p->width / 2)
		blanks = p->width / 2;
	show_safe(p->to, margin);
	fprintf(p->to, "%*s", (int)blanks, "");
	p->at = blanks + glyph_columns(margin, p->width);
	p->blank = false;
}

static void break_line(struct prose *p) {
	fputc('\n', p->to);
	begin_line(p, p->margin_more, p->indent + p->hang);
}

/* A word that is longer than a line is broken where the line ends. */
static void put_glyphs(struct prose *p, str word) {
	while (word.n > 0) {
		struct glyph g = glyph_next(&word);

		if (p->at + g.width > p->width && p->at > p->indent + p->hang)
			break_line(p);
		glyph_write(p->to, g);
		p->at += g.width;
	}
}

/* Puts the word at work down, on this line or on the next. */
static void put_word(struct prose *p) {
	str word = { p->word, p->word_size };
	unsigned columns = glyph_columns(word, PROSE_WORD_MAX * 4);

	if (word.n == 0)
		return;
	if (p->at == 0)
		begin_line(p, p->margin, p->indent);
	else if (p->blank && p->at + 1 + columns > p->width)
		break_line(p);
	if (p->blank) {
		fputc(' ', p->to);
		p->at++;
	}
	put_glyphs(p, word);
	p->blank = false;
	p->word_size = 0;
}

void prose_whole(struct prose *p, str piece) {
	while (piece.n > 0) {
		str head = glyph_head(piece, PROSE_WORD_MAX - p->word_size);

		if (head.n == 0) {
			put_word(p); /* full */
			continue;
		}
		memcpy(p->word + p->word_size, head.at, head.n);
		p->word_size += head.n;
		piece = str_after(piece, head.n);
	}
}

void prose_str(struct prose *p, str words) {
	while (words.n > 0) {
		size_t n = 0;

		if (byte_is_blank(words.at[0])) {
			put_word(p);
			p->blank = p->at > 0;
			words = str_after(words, 1);
			continue;
		}
		while (n < words.n && !byte_is_blank(words.at[n]))
			n++;
		prose_whole(p, (str){ words.at, n });
		words = str_after(words, n);
	}
}

void prose_cstr(struct prose *p, const char *words) {
	prose_str(p, str_of(words));
}

void prose_tone(struct prose *p, enum tone tone) {
	put_word(p);
	tone_print(p->to, p->look, tone);
}

void prose_u64(struct prose *p, uint64_t number) {
	uint8_t room[24];
	struct text t = TEXT(room);

	text_u64(&t, number);
	prose_whole(p, text_done(&t));
}

void prose_date(struct prose *p, date d) {
	char day[11];

	date_format(d, day);
	prose_whole(p, str_of(day));
}

static void fill_hole(struct prose *p, const struct prose_hole *hole) {
	if (hole->tone != TONE_PLAIN)
		prose_tone(p, hole->tone);
	if (hole->kind == PROSE_IS_NUMBER)
		prose_u64(p, hole->number);
	else if (hole->kind == PROSE_IS_DAY)
		prose_date(p, hole->day);
	else if (hole->kind == PROSE_IS_WHOLE)
		prose_whole(p, hole->text);
	else
		prose_str(p, hole->text);
	if (hole->tone != TONE_PLAIN)
		prose_tone(p, TONE_PLAIN);
}

void prose_fill(struct prose *p, const char *sentence, const struct prose_hole *holes, size_t count) {
	struct hole names[PROSE_HOLES_MAX] = { 0 };
	str rest = str_of(sentence), words;
	const struct hole *hole;

	count = count < PROSE_HOLES_MAX ? count : PROSE_HOLES_MAX;
	for (size_t i = 0; i < count; i++)
		names[i].name = holes[i].name;
	while (sentence_next(&rest, names, count, &words, &hole)) {
		if (hole)
			fill_hole(p, &holes[hole - names]);
		else
			prose_str(p, words);
	}
}

str prose_until(struct prose *p, const char *sentence, const char *hole) {
	str all = str_of(sentence);
	size_t at = str_find(all, str_of(hole), 0);

	prose_str(p, (str){ all.at, at });
	return str_after(all, at + strlen(hole));
}

void prose_end(struct prose *p) {
	put_word(p);
	if (p->at > 0)
		fputc('\n', p->to);
	p->at = 0;
	p->blank = false;
}

void prose_gap(struct prose *p) {
	prose_end(p);
	fputc('\n', p->to);
}

void prose_head(struct prose *p, const char *head) {
	prose_gap(p);
	tone_print(p->to, p->look, TONE_HEAD);
	show_safe(p->to, str_of(translate(head)));
	fputc('\n', p->to);
	tone_print(p->to, p->look, TONE_PLAIN);
}
