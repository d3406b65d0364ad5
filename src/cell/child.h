#pragma once

/*
 * child: a process that its keeper waits for, but not forever, and whose
 * death it can tell.
 */

#include <sys/types.h>

#include "base/complaint.h"

/* Milliseconds of a clock that nobody sets. */
int64_t child_clock_ms(void);

/* Waits until `fd` is ready for `events` (poll(2)): 1, or 0 when it was not by `until_ms`, or a negative errno. */
int child_await(int fd, short events, int64_t until_ms);

/*
 * Ends the child, if it has not ended, and tells how, as waitpid(2). One that
 * lied or is not wanted any more is not asked to go.
 */
int child_end(pid_t pid, bool at_once);

/* "the cell was ended by signal SIGSEGV"; `who` is "the cell", `status` of child_end(). */
void child_say_death(struct complaint *c, str who, int status);
