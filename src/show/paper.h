#pragma once

/*
 * paper: documents that people hand in, each one self-contained HTML page in
 * one language: the annex to a letter to the council, the inventory behind the
 * FAR representation, letters to suppliers. All sentences stand in words_XX.c.
 */

#include "fact/restriction.h"
#include "show/show.h"
#include "show/words.h"

enum paper_kind { PAPER_ANNEX, PAPER_FAR, PAPER_LETTER, PAPER_COUNT };
extern const char *const paper_names[PAPER_COUNT]; /* "council-annex", "far-52.204", "supplier-letter" */

struct paper {
	enum paper_kind kind;
	enum tongue language;
	bool is_open;   /* public: without sites, addresses, names of devices, people and suppliers; of PAPER_ANNEX alone */
	str replaces;   /* number of the paper that it takes the place of; may be empty */
	str why;        /* and why */
	const struct report *report; /* its title is not used: it may be the name of a file */
	const struct registry *registry;
	const struct law_page *laws; /* all that are known */
	size_t law_count;
};

/*
 * What the paper says: the lines from <main to </main>. Equal papers of one
 * day are equal byte by byte; the number of a paper is the SHA-256 of these
 * bytes, written in hex.
 */
void show_paper_main(FILE *to, const struct paper *p);

/* The whole page. */
void show_paper(FILE *to, const struct paper *p, str number);
