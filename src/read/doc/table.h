#pragma once

/*
 * table: what documents of rows and columns have in common, whether they are
 * CSV, a workbook or JSON lines: rows of cells, told one after the other.
 */

#include "base/complaint.h"
#include "base/str.h"

enum {
	TABLE_COLUMNS_MAX = 1024,        /* a workbook may have 16,384 columns; no register of devices has a thousand */
	TABLE_CELL_MAX = 32 * 1024,      /* bytes; what Excel itself puts in a cell (32,767 characters) */
	TABLE_ROW_MAX = 256 * 1024,      /* bytes of all cells of a row */
	TABLE_SHEETS_MAX = 256,
};

/* What a cell was in its document, where that says so; CSV knows texts alone. */
enum table_kind {
	TABLE_TEXT,
	TABLE_NUMBER, /* with a point, as a spreadsheet shows it: fifteen digits, leading noughts where the format has them */
	TABLE_DATE,   /* as YYYY-MM-DD; its time of day is dropped */
	TABLE_YES_NO, /* "yes" or "no" */
	TABLE_ERROR,  /* "#N/A" */
};

struct table_cell {
	str text; /* UTF-8, trimmed of nothing; what was not valid, or NUL, is U+FFFD */
	enum table_kind kind;
};

struct table_row {
	str sheet;       /* name of the sheet; empty where there are none */
	uint32_t number; /* as the document counts: line or row, from 1 */
	const struct table_cell *cells;
	size_t count;
	bool hidden;     /* the sheet or the row is hidden */
};

/* Whoever wants rows, of which only those with any text are told. All return 0, or <0 to stop. Valid during the call. */
struct table_sink {
	int (*row)(struct table_sink *sink, const struct table_row *row);
	/*
	 * Something in the document is wrong; the rest goes on. `line` is the row and
	 * `column` its column, from 1, 0 where there is none; `file` is the sheet.
	 */
	int (*complain)(struct table_sink *sink, const struct complaint *complaint);
};

/* What was found out about a text of rows. */
struct table_dialect {
	const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252" */
	uint8_t separator;    /* ',', ';', '\t', '|' */
	bool decimal_comma;   /* numbers are written 3,14 */
};
