#pragma once

/* scan_plan: what `scan --dry-run` says instead of asking anybody. */

#include "cmd/options.h"
#include "sense/links.h"

struct scan_plan {
	const struct link_address *links; /* where everybody is asked */
	size_t link_count, port_count;    /* ports: of one address, at most */
	uint64_t to_all;                  /* packets to everybody */
	uint64_t addresses;               /* that are asked one by one */
};

/* Prints it, with --json as one line (doc/schemas/scan-plan.schema.json). */
void scan_plan_print(const struct scan_plan *plan, const struct options *o);
