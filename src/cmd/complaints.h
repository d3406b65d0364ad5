#pragma once

/*
 * complaints: what the rooms complain of, in the language of this run.
 *
 * A complaint is English wherever it is made, passed on, kept or written for a
 * machine: in a locked process, in the log, in JSON. Only where a person reads
 * it, on a terminal, its sentence is recognised by the words between its holes
 * and said in another language. One that is not recognised stays English, as
 * do those about files of data, whose authors write English.
 */

#include "base/text.h"

/* The complaint as it is to be read; `room` is written to when it is another than `english`. */
str complaint_read(str english, struct text *room);
