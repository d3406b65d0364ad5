#pragma once

/*
 * inside: what a cell does from its first instruction to its last.
 */

#include "cell/cell.h"

struct inside_task {
	str bytes;       /* a mapped file, or shared memory */
	int orders;      /* records, messages: which are to be read comes from here; else -1 */
	bool is_capture, is_messages; /* else records */
};

/*
 * Runs in the child: reserves all memory, closes what is not needed, locks,
 * reads, and answers in frames on `to`. Never returns.
 */
_Noreturn void inside_run(const struct inside_task *task, int to);
