#pragma once

/* judge: what the two halves of the command share. */

#include "cmd/desk.h"
#include "store/judged.h"

/* The devices that were asked for. */
struct asked_rows {
	const int64_t *at; /* NULL: all */
	size_t count;
};

/* judge_changes.c: what changes for these devices between the two days of the options. */
enum exit_code judge_changes(struct desk *d, struct store *s, const struct asked_rows *rows);

/* Says on a terminal how many devices are done. Cheap: call it for every device. */
void judge_progress(struct progress *p, size_t done);

enum { JUDGE_SCRATCH = 64 << 20 }; /* one device with all that was ever seen of it, and the sights of a pass */
