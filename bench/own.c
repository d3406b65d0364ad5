/*
 * How long it takes to find who is owned, on a graph of 100,000 companies
 * with circles, shared owners and shares that nobody knows: from the table of
 * companies to an answer for each. Prints the median of some runs, in seconds.
 */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../tests/own_graph.h"
#include "law/own.h"

enum { COMPANIES = 100000, MEMORY = 256 << 20, ROUNDS = 9 };

static double seconds(void) {
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b) {
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* One run over all of it; negative when memory is full. */
static double run(arena mem, const struct own_graph *g) {
	double begin = seconds();
	uint8_t *answers = arena_bytes(&mem, g->registry.company_count);
	struct holdings holdings;

	if (!answers || holdings_on(&mem, &g->registry, GRAPH_DAY, &holdings) ||
	    holdings_reach(mem, &holdings, g->firms, &g->registry, 50, answers))
		return -1;
	return seconds() - begin;
}

int main(void) {
	void *memory = malloc(MEMORY);
	double took[ROUNDS];
	struct own_graph g;

	if (!memory)
		return 1;
	arena mem = arena_over(memory, MEMORY);
	if (own_graph_make(&mem, COMPANIES, 1, &g))
		return 1;
	for (int i = 0; i < ROUNDS; i++)
		if ((took[i] = run(mem, &g)) < 0)
			return 1;
	qsort(took, ROUNDS, sizeof *took, by_size);
	printf("%.4f\n", took[ROUNDS / 2]);
	free(memory);
	return 0;
}
