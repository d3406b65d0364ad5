#pragma once

/*
 * rows: a row while it is put together, under the limits of table.h.
 *
 * What is too much is left out, and said once a row: the rest goes on.
 */

#include "base/arena.h"
#include "read/doc/table.h"

struct rows {
	struct table_sink *sink;
	str sheet;         /* empty where there are none */
	bool is_hidden;    /* the sheet is */
	bool names_cells;  /* complaints begin with the cell's name, "B7" */
	uint64_t told;     /* rows */
	uint64_t complaints;
	/* The row at hand. */
	uint32_t number;
	bool row_is_hidden, has_text, was_too_wide, was_too_long;
	size_t count, size; /* cells; bytes of their texts */
	struct table_cell *cells; /* TABLE_COLUMNS_MAX */
};

/* NULL when the arena is full. */
struct rows *rows_open(arena *mem, struct table_sink *sink);

/* A row begins, of the document's number. */
void rows_begin(struct rows *r, uint32_t number);

/*
 * Puts a text into a column, from 0; what is left out between has none. It
 * must stay as it is until rows_end(). 0, or <0 of the sink.
 */
int rows_put(struct rows *r, size_t column, str text, enum table_kind kind);

/*
 * The text of a cell that was just put may have been built in `scratch` since
 * it was as `before`. What was needed to build it is given back: only the text
 * stays, so that a row never takes more than it may have.
 */
void rows_settle(struct rows *r, size_t column, arena before, arena *scratch);

/* The row is complete. One without any text is not told. 0, or <0 of the sink. */
int rows_end(struct rows *r);

/* One sentence about a column of the row at hand, from 0; ROWS_WHOLE: about all of it. 0, or <0 of the sink. */
int rows_complain(struct rows *r, size_t column, str what);

enum { ROWS_WHOLE = -1 };

/* "B7", "XFD12"; of ROWS_WHOLE "row 7". `room` has ROWS_NAME_MAX bytes. */
enum { ROWS_NAME_MAX = 32 };
str rows_name(uint8_t *room, size_t column, uint32_t number);
