#pragma once

/*
 * doc_merges: cells of one column that a sheet shows as one (ECMA-376 part 1,
 * 18.3.1.55). Registers name a site once, in a cell that spans its cameras.
 */

#include "cell/doc_xml.h"
#include "read/doc/rows.h"

enum {
	DOC_MERGES_MAX = 65536,
	DOC_ROWS_MAX = 1048576,  /* of a sheet, as Excel has it */
	DOC_COLUMNS_MAX = 16384,
};

struct doc_merge {
	uint32_t first, last; /* rows */
	uint32_t column;      /* from 0 */
	enum table_kind kind;
	uint8_t *text;        /* malloc'ed when the first cell has been read */
	size_t size;
};

struct doc_merges {
	struct doc_xml xml;   /* its `read` is set by whoever has the bytes */
	struct doc_merge *all; /* DOC_MERGES_MAX; sorted by their first row */
	size_t count, next;
	bool has_more;        /* than DOC_MERGES_MAX */
	size_t active_count;
	struct doc_merge *active[TABLE_COLUMNS_MAX]; /* those that the row at hand lies in, at most one a column */
};

/* Reads a sheet for its merges: as doc_xml_read(), or -ENOMEM. */
int doc_merges_read(struct doc_merges *m);
void doc_merges_close(struct doc_merges *m);

/* The row at hand, all of whose cells were put, is kept where a merge begins and filled where one goes on. 0 or <0 of the sink. */
int doc_merges_fill(struct doc_merges *m, struct rows *rows);

/* "B7" at the start of `*rest`, which is moved behind it; column from 0. False when there is none. */
bool doc_cell_name(str *rest, uint32_t *ret_column, uint32_t *ret_row);
