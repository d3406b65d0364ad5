#pragma once

/*
 * desk: what every command that judges devices needs on its table: knowledge,
 * memory with a ceiling, somebody who thinks, a terminal.
 */

#include "cmd/say.h"
#include "cmd/think.h"
#include "show/show.h"

struct desk {
	const struct options *o;
	struct knowledge k;
	struct thinker thinker;
	struct thoughts thoughts;
	void *memory, *thoughts_memory;
	size_t memory_size;
	arena mem;
	struct look look;
};

enum {
	DESK_MEMORY_MAX = 0x7fffffff, /* ceiling: reserved, not taken; a million devices of a register fit */
	DESK_MEMORY_LEAST = 64 << 20,
};

/* As many as may work at once: the processors that this process may use, at least 1. More hands than the most need over 64 MiB. */
enum { DESK_HANDS_MAX = 16 };
size_t desk_hands(void);

/* The number of the n-th processor that this process may use, from 0; of the first when there are not so many. */
unsigned desk_processor(size_t n);

/* Cuts `size` bytes off the desk's memory, for the work of one hand; nothing is touched. */
arena desk_cut(struct desk *d, size_t size);

/*
 * Thinks of all devices, on as many cores as there are; what they point to
 * lives as long as the desk. 0 or -ENOMEM.
 */
int desk_think(struct desk *d, struct device *devices, size_t count);

/* Warns when devices showed so much that not all of it was weighed. */
void desk_warn(const struct desk *d);

/* EXIT_DONE, or what went wrong was said and the exit code is given. */
enum exit_code desk_open(struct desk *d, const struct options *o);
void desk_close(struct desk *d);
