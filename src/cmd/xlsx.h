#pragma once

/*
 * xlsx: the sheets of show/sheets.h as an Excel workbook (ECMA-376), by
 * libxlsxwriter, which opens files of its own: hence not in the room that
 * shows. Rows come in any order of their sheets; memory does not grow with
 * them. It has no formulas, macros or links.
 */

#include "show/sheets.h"

struct xlsx;

/*
 * `path` is written by xlsx_write(); rows lie in files without a name in
 * `folder` meanwhile. 0 or a negative errno.
 */
int xlsx_open(struct xlsx **ret_xlsx, const char *path, const char *folder, const struct report *report);

/* A row of any sheet; `xlsx` is the struct. A sheet that is full goes on in another. 0 or a negative errno. */
sheet_take_row xlsx_row;

/* Writes the file; nothing more may be added. 0 or a negative errno. */
int xlsx_write(struct xlsx *x);

/* Gives back all of it, also when nothing was written. NULL is fine. */
void xlsx_close(struct xlsx *x);
