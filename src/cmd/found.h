#pragma once

/*
 * found: what read and scan do with what they saw: whose observations belong
 * together, who made each device, into the estate, and out to people.
 */

#include "cmd/desk.h"
#include "fuse/same.h"

/* What a run calls itself in the estate. */
struct found_run {
	const char *kind;   /* "read", "scan" */
	const str *sources; /* by `obs.source`: captures, or what was asked */
	size_t source_count;
};

/* Microseconds since 1970, UTC; and a number nobody can guess, for the seeds of tables. */
uint64_t found_now_us(void);
uint64_t found_random(void);

struct early;

/*
 * Can an estate be kept, as the options say? Tried, and said, before a long
 * work is begun; that somebody else is writing it will have passed by then.
 */
enum exit_code found_ready(const struct desk *d);

/*
 * Thinks of all devices in `same`, keeps them in the estate as the options
 * say, and shows them; with --json not those that `told`, which may be NULL,
 * has told already.
 */
enum exit_code found_answer(struct desk *d, struct same *same, const struct found_run *run, const struct early *told);
