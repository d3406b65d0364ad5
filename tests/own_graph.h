#pragma once

/*
 * own_graph: companies that own each other in all the ways that are hard:
 * long chains, circles, owners of many, shares that nobody knows.
 *
 * The same seed makes the same graph. Shares are quarters of a percent, so
 * that a plain sum of doubles is exact. Company number n has the id "c" and n.
 */

#include "base/arena.h"
#include "fact/company.h"

enum { GRAPH_OWNERS_MAX = 6 };

struct own_graph {
	struct registry registry; /* with slots, as a loaded one has them */
	struct strs firms;        /* those that somebody named */
	const uint32_t *owners;   /* by company, GRAPH_OWNERS_MAX each: the number of the owner */
};

/* The day on which the rule is asked for; some holdings end before it or begin after it. */
enum { GRAPH_DAY = 20000 };

/* 0, or -ENOMEM when `mem` is full; 1 KiB a company is plenty. */
int own_graph_make(arena *mem, size_t company_count, uint64_t seed, struct own_graph *ret_graph);
