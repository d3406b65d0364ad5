#pragma once

/*
 * prose: sentences for a terminal, broken between words to fit its width.
 */

#include "show/grid.h"

enum {
	PROSE_WORD_MAX = 256, /* bytes; a longer word is put down in pieces */
	PROSE_HOLES_MAX = 8,  /* of one sentence; who has more to say says it in two */
};

struct prose {
	FILE *to;
	const struct look *look;
	unsigned width;  /* columns of a line; UINT32_MAX: never broken */
	unsigned indent; /* blanks before every line */
	unsigned hang;   /* more blanks before every line but the first of a paragraph */
	str margin;      /* drawn before the blanks of a paragraph's first line: our own lines, no text of others */
	str margin_more; /* the same before its other lines */
	unsigned at;     /* columns of the line that are used */
	bool blank;      /* a blank is owed before the next word */
	/* The word at work: it is put down when its end is known, so that "(" and what follows stay together. */
	uint8_t word[PROSE_WORD_MAX];
	size_t word_size;
};

/* Lines as wide as the terminal, never wider than is good to read; for a file as wide as `for_files`. */
struct prose prose_to(FILE *to, const struct look *look, unsigned for_files);

/* Words, made safe; blanks and line feeds in them may become line breaks. */
void prose_str(struct prose *p, str words);
void prose_cstr(struct prose *p, const char *words);
void prose_u64(struct prose *p, uint64_t number);
void prose_date(struct prose *p, date d);

/* A piece of a word: it joins what stood before and what follows. It is not broken at its blanks, if it fits a line. */
void prose_whole(struct prose *p, str piece);

/* What stands in a hole of a sentence (base/sentence.h). Numbers and days are written as queries take them. */
struct prose_hole {
	const char *name;
	enum { PROSE_IS_WORDS, PROSE_IS_WHOLE, PROSE_IS_NUMBER, PROSE_IS_DAY } kind;
	str text;
	uint64_t number;
	date day;
	enum tone tone; /* of these words alone */
};
#define PROSE_WORDS(hole, words) ((struct prose_hole){ .name = (hole), .kind = PROSE_IS_WORDS, .text = (words) })
#define PROSE_WHOLE(hole, piece) ((struct prose_hole){ .name = (hole), .kind = PROSE_IS_WHOLE, .text = (piece) })
#define PROSE_NUMBER(hole, value) ((struct prose_hole){ .name = (hole), .kind = PROSE_IS_NUMBER, .number = (value) })
#define PROSE_DAY(hole, value) ((struct prose_hole){ .name = (hole), .kind = PROSE_IS_DAY, .day = (value) })
#define PROSE_TONED(hole, words, its_tone) \
	((struct prose_hole){ .name = (hole), .kind = PROSE_IS_WORDS, .text = (words), .tone = (its_tone) })

/* A sentence, translated already, with its holes filled: PROSE_FILL(&p, _("{count} devices."), PROSE_NUMBER("count", n)). */
void prose_fill(struct prose *p, const char *sentence, const struct prose_hole *holes, size_t count);
#define PROSE_FILL(p, sentence, ...) \
	prose_fill((p), (sentence), (const struct prose_hole[]){ __VA_ARGS__ }, \
		   sizeof((const struct prose_hole[]){ __VA_ARGS__ }) / sizeof(struct prose_hole))

/* Puts a sentence down up to its hole, "{list}", and gives what stands behind it: for lists of any length. */
str prose_until(struct prose *p, const char *sentence, const char *hole);

/* Changes the tone of what follows. */
void prose_tone(struct prose *p, enum tone tone);

/* Ends the paragraph; nothing when it is empty. */
void prose_end(struct prose *p);

/* An empty line. */
void prose_gap(struct prose *p);

/* A line of its own, in the tone of heads; `head` is English, and translated here. */
void prose_head(struct prose *p, const char *head);
