#pragma once

/*
 * pen: sentences, tables and sections of one language as HTML. The report and
 * all papers are written with it.
 *
 * `element` is a name, perhaps with attributes: "p class=\"under\"".
 */

#include "show/html_text.h"
#include "show/words.h"

struct pen {
	FILE *to;
	enum tongue language;
};

/* <element>sentence</element>, its holes filled: PEN_SAY(pen, "p", W_MADE, HOLE_DATE("day", made)). */
void pen_say(struct pen pen, const char *element, enum word word, const struct hole *holes, size_t count);
#define PEN_SAY(pen, element, word, ...) \
	pen_say((pen), (element), (word), (const struct hole[]){ __VA_ARGS__ }, \
		sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole))

/* One without holes; and only its text, for what stands in an attribute or in a picture. */
void pen_word(struct pen pen, const char *element, enum word word);
void pen_text(struct pen pen, enum word word);

/* A number, a number with digits behind the point, and a day that machines can read too, as the language writes them. */
void pen_number(struct pen pen, uint64_t number);
void pen_decimal(struct pen pen, double number, unsigned digits);
void pen_day(struct pen pen, date d);

/*
 * Text of the data in the language in which it stands: inside another one that
 * is said, for whoever hears the page (WCAG 2.2, 3.1.2). Of what a law says the
 * language is known (law_note.language, verdict.because_in); all else is English.
 */
void pen_spoken(struct pen pen, const char *element, str text, enum tongue language);
void pen_english(struct pen pen, const char *element, str text);

/* A section with its heading; `id` is its anchor. */
void pen_section(struct pen pen, const char *id, enum word heading);
void pen_section_end(struct pen pen);


/* A picture within a figure; then its caption, which the caller closes with </figcaption></figure>. */
void pen_figure(struct pen pen, enum word label);
void pen_caption(struct pen pen, enum word caption);

/* A table with its caption and the heads of its columns; then rows of cells, the first of each by pen_row(). */
struct heading {
	enum word word;
	bool is_number;
};
void pen_table(struct pen pen, enum word caption, str of, const struct heading *headings, size_t count);
#define PEN_TABLE(pen, caption, ...) \
	pen_table((pen), (caption), (str){ 0 }, (const struct heading[]){ __VA_ARGS__ }, \
		  sizeof((const struct heading[]){ __VA_ARGS__ }) / sizeof(struct heading))
void pen_table_end(struct pen pen);
void pen_row(struct pen pen, str head);
void pen_row_word(struct pen pen, enum word head);
void pen_row_end(struct pen pen);
void pen_cell(struct pen pen, str text); /* a dash when there is none */
void pen_cell_word(struct pen pen, enum word word);
void pen_cell_number(struct pen pen, uint64_t number);
void pen_cell_day(struct pen pen, date d);
