#pragma once

/* report_formats: the report in the form that was asked for, and where it goes. */

#include "cmd/options.h"
#include "show/show.h"

/* Do the options go together? Before anything is read: EXIT_DONE, or it was said what does not fit. */
enum exit_code report_check(const struct options *o);

/*
 * Writes the report as o->report.format (with o->json the lines of the
 * contract) to o->output, else to where that form goes. A file appears whole
 * or not at all. EXIT_DONE, or it was said what is wrong.
 */
enum exit_code report_put(const struct options *o, const struct report *report, const struct registry *r, arena scratch);
