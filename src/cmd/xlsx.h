#pragma once

/*
 * xlsx: the report as an Excel workbook (ECMA-376), by libxlsxwriter, which
 * opens files of its own: hence not in the room that shows.
 */

#include "show/show.h"

/*
 * Writes the sheets of show/sheets.h into `path`, a file that is there and is
 * overwritten. A sheet that is full goes on in another. What is written lies
 * in files in `folder` meanwhile, not in memory. 0 or a negative errno.
 */
int xlsx_write(const char *path, const char *folder, const struct report *report, const struct registry *r, arena scratch);
