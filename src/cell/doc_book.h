#pragma once

/*
 * doc_book: what a workbook consists of (ECMA-376 part 1, 12.3 and 18.2):
 * which sheets, in which order, in which parts of its archive.
 */

#include "cell/doc_job.h"
#include "cell/doc_zip.h"

enum {
	DOC_RELATIONS_MAX = 1024,
	DOC_ID_MAX = 64,
	DOC_SHEET_NAME_MAX = 256, /* bytes with the NUL; Excel has at most 31 characters */
};

struct doc_relation {
	char id[DOC_ID_MAX];
	char type[DOC_ID_MAX];           /* what stands behind the last slash: "worksheet" */
	char target[DOC_PART_NAME_MAX];
};

struct doc_relations {
	struct doc_xml xml;
	size_t count;
	struct doc_relation all[DOC_RELATIONS_MAX];
};

struct doc_book_sheet {
	char name[DOC_SHEET_NAME_MAX], id[DOC_ID_MAX];
	bool is_hidden;
};

struct doc_book {
	struct doc_xml xml;
	struct doc_zip zip;
	struct doc_relations relations;
	char folder[DOC_PART_NAME_MAX];  /* in which the workbook's part lies, with a slash at its end; or empty */
	bool since_1904, has_more;       /* has_more: than TABLE_SHEETS_MAX sheets */
	char why[160];                   /* what is wrong with the first part that cannot be read to its end; empty: nothing */
	size_t sheet_count;
	struct doc_book_sheet sheets[TABLE_SHEETS_MAX];
};

/* Reads what says what there is. 0, DOC_BAD with the job's `why`, or <0. Closed in any case. */
int doc_book_open(struct doc_book *b, struct doc_job *job);
void doc_book_close(struct doc_book *b);

/* The part of a sheet, or of the first relation of a type ("styles"); NULL when there is none. */
struct doc_part *doc_book_sheet_part(struct doc_book *b, const struct doc_book_sheet *sheet);
struct doc_part *doc_book_part(struct doc_book *b, str type);
