#pragma once

/* report_formats: the report in the form that was asked for, and where it goes. */

#include "cmd/options.h"
#include "show/show.h"

/* Do the options go together? Before anything is read: EXIT_DONE, or it was said what does not fit. */
enum exit_code report_check(const struct options *o);

/* Where devices come from, thought of and judged: each is valid while `take` has it. Non-zero stops, and is given back. */
struct device_source {
	int (*each)(void *context, int (*take)(void *to, const struct device *d), void *to);
	void *context;
};

/* Does this form take its devices one at a time, so that there may be any number of them? */
bool report_is_streamed(const struct options *o);

/*
 * Writes the report as o->report.format (with o->json the lines of the
 * contract) to o->output, else to where that form goes. A file appears whole
 * or not at all. Devices come from `source` if the form is streamed, else they
 * are the report's. EXIT_DONE, or it was said what is wrong. When `source`
 * fails, that is left to the caller: its answer is in `*ret_source`, else 0.
 */
enum exit_code report_put(const struct options *o, const struct report *report, const struct registry *r, arena scratch,
			  const struct device_source *source, int *ret_source);

/* Says why a report is not at `path`: it could not be made there, or not be written to its end. What to end with. */
enum exit_code report_failed(const char *path, int negative_errno, bool is_there);
