#pragma once

/*
 * early: with --json a device's line is written as soon as nothing more is to
 * be asked of it, not only when a scan of hours is over. What is learned later
 * makes another line of the same device: the last one counts.
 */

#include "cmd/hear.h"

enum { EARLY_MAX = 1 << 17 }; /* a power of two; devices beyond half of it are told at the end only */

struct early {
	struct hearing *hearing;
	bool is_wanted;
	size_t count;
	struct early_told {
		addr who;
		uint64_t digest; /* of what was said */
	} *told;
};

/* EXIT_DONE, or what went wrong was said. Without --json nothing is told early. */
enum exit_code early_open(struct early *e, struct hearing *h);

/* All that is to be asked of `who` was asked. `mac`: its MAC, ADDR_NONE where it is not known. */
void early_tell(struct early *e, addr who, addr mac);

/* Was just this told already? For the end, when all devices are known. */
bool early_is_told(const struct early *e, const struct device *d);
