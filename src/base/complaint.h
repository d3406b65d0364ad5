#pragma once

/*
 * complaint: one sentence about bad input, for people.
 *
 * Filled where the error is known, shown where there is somebody to show it
 * to: "data/marks/x.yaml:12:3: a mark needs a source".
 */

#include "base/str.h"

struct complaint {
	str file;        /* empty when the caller knows it */
	unsigned line;   /* from 1; 0 when there are no lines */
	unsigned column; /* from 1; 0 when not known */
	uint64_t offset; /* bytes from the start, for binary files */
	char what[240];  /* the sentence, NUL-terminated, without a full stop */
};

/* Puts the parts behind one another into `what`, cut to fit. */
void complaint_say(struct complaint *c, const str *parts, size_t part_count);
