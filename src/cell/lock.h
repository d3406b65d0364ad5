#pragma once

/*
 * lock: the door of the cell, and who was at work when a rule was broken.
 */

#include "base/text.h"
#include "read/proto.h"

/* The reading whose protocol is named when a rule is broken. NULL: nobody's. */
void cell_watch(const struct reading *reading);

/*
 * cell_lock() for a process that speaks TLS: random numbers and a clock
 * besides, but no memory beyond what it has. 0 or a negative errno.
 */
int cell_lock_tls(int report_fd);

/* cell_lock() for a process with libraries that ask for memory: it has a heap already, and gets no more. 0 or a negative errno. */
int cell_lock_heap(int report_fd);

/*
 * Closes every descriptor but `count` that are kept; negative ones in `keep`
 * count for nothing. `keep` gets sorted. 0 or a negative errno.
 */
int cell_close_others(int *keep, unsigned count);

/* The name of a system call of this machine, "openat"; its number when it has none. */
void cell_call_name(struct text *t, uint32_t call);
