#pragma once

/*
 * csv: rows of comma-separated values (RFC 4180), and what Excel makes of them
 * in Europe: semicolons, windows-1252, UTF-16, decimal commas, `sep=;` in the
 * first line, `="007"` for texts that look like numbers, quotes in the middle,
 * ends of line of all kinds.
 */

#include "base/arena.h"
#include "read/doc/table.h"

/* What csv_read() takes from its arena: a row, and the part of UTF-16 that is being turned into UTF-8. */
enum { CSV_MEMORY = 4 * 1024 * 1024 };

/*
 * Finds out the encoding from all of it and the separator from the first 64
 * KiB, then tells all rows that have any text; their number is that of the
 * line they begin on. A cell or row that is too long, a quote that never ends,
 * bytes that are no text: one complaint each, with line and column, and what
 * is good goes on. `mem` holds one row at a time: CSV_MEMORY is enough. 0, <0
 * of the sink, or -ENOMEM.
 */
int csv_read(arena mem, str bytes, struct table_sink *sink, struct table_dialect *ret_dialect);
