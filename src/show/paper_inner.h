#pragma once

/*
 * paper_inner: what the papers are made of, for paper.c and the files of the
 * single papers.
 */

#include "show/html.h"
#include "show/paper.h"
#include "show/pen.h"
#include "show/places.h"
#include "show/word_of.h"

struct writer {
	FILE *to;
	const struct paper *p;
	const struct tally *t; /* over all devices of the report */
	str of;                /* what its tables are about, where several are alike: a contract's id; else empty */
	char letter;           /* before the heading of the next section: 'A'; 0: none */
	bool inner;            /* its sections stand within another */
};

/* <element>sentence</element>, its holes filled: SAY(w, "p", W_MADE, HOLE_DATE("day", made)). */
void paper_say(const struct writer *w, const char *element, enum word word, const struct hole *holes, size_t count);
#define SAY(w, element, word, ...) \
	paper_say((w), (element), (word), (const struct hole[]){ __VA_ARGS__ }, \
		  sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole))
void paper_word(const struct writer *w, const char *element, enum word word); /* one without holes */

/* A section with its heading; `id` is its anchor. */
void paper_section(const struct writer *w, const char *id, enum word heading);
void paper_section_end(const struct writer *w);

/* A table with its caption and the heads of its columns; then rows of cells, the first of each by paper_row(). */
void paper_table(const struct writer *w, enum word caption, const struct heading *headings, size_t count);
#define TABLE(w, caption, ...) \
	paper_table((w), (caption), (const struct heading[]){ __VA_ARGS__ }, \
		    sizeof((const struct heading[]){ __VA_ARGS__ }) / sizeof(struct heading))
void paper_table_end(const struct writer *w);
void paper_row(const struct writer *w, str head);
void paper_row_word(const struct writer *w, enum word head);
void paper_row_end(const struct writer *w);
void paper_cell(const struct writer *w, str text);
void paper_cell_word(const struct writer *w, enum word word);
void paper_cell_number(const struct writer *w, size_t number);
void paper_cell_day(const struct writer *w, date d); /* "not known" without one */

/* Of a law its name, and what it says: in another language than the page's that is said (WCAG 2.2, 3.1.2). */
void paper_spoken(const struct writer *w, const char *element, str text, enum tongue language);

/* The page of a law; NULL when it is not known. */
const struct law_page *paper_law(const struct paper *p, str id);

/* The label and the maker as people call them, or the word for not knowing. */
str paper_brand(const struct paper *p, const struct identity *id);
str paper_maker(const struct paper *p, const struct identity *id);

/* Where the device is, as people call it; empty when that is not known. */
str paper_site(const struct report *report, const struct device *d);

/* The maker and, under it, how sure that is; the same cell never speaks of a rule. */
void paper_cell_maker(const struct writer *w, const struct identity *id);

/* What stands in a register alone was told of, and not seen. */
bool paper_was_seen(const struct device *d);

/* The sites with those of their devices that were seen; how many devices were not. */
size_t paper_tally_seen(struct site_tallies *ret_seen, const struct report *report);

/* Sources that have a name. */
size_t paper_source_count(const struct report *report);

/* Empty lines in which people sign. */
void paper_signs(const struct writer *w);

/* Parts that more papers than one have. */
void paper_numbers(const struct writer *w);                      /* four numbers and what goes with them */
void paper_method(const struct writer *w);                       /* the list alone: the section around it is the caller's */
void paper_labels(const struct writer *w);                       /* label and maker */
void paper_rules(const struct writer *w, const struct strs *laws); /* the table of these; NULL: of all that were asked */
void paper_rules_say(const struct writer *w);                    /* of the rules that speak of a device: what they say and ask */
void paper_decisions(const struct writer *w, const struct strs *laws); /* under these laws; NULL: all */
size_t paper_decision_count(const struct writer *w);             /* of those that paper_decisions() tells, all laws */
void paper_coverage(const struct writer *w);
void paper_reply(const struct writer *w);

/* The papers, between the box of a correction and the right of reply. */
void paper_annex(const struct writer *w);
void paper_far(const struct writer *w);
void paper_letters(const struct writer *w);
