#pragma once

/*
 * say: what the program tells people on standard error, and what an error
 * means for its exit code.
 */

#include "base/complaint.h"
#include "cmd/options.h"

/* "birthmark: FILE:LINE:COLUMN: what", or with an offset when there are no lines. `file` serves when `c` has none. */
void say_complaint(const char *file, const struct complaint *c);

/* "birthmark: NAME: words of errno"; gives the exit code for it. */
enum exit_code say_errno(const char *name, int negative_errno);

/* "birthmark: warning: …" unless it is to be quiet. */
void say_warning(const struct options *o, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The worse of two exit codes: a failure of the machine before bad data before a finding. */
enum exit_code worse(enum exit_code a, enum exit_code b);

/* Flushes standard output: `code`, or EXIT_IO when not all could be written. */
enum exit_code say_done(enum exit_code code);
