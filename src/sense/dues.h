#pragma once

/*
 * dues: who is due when. A binary heap of numbers by time, in which a number
 * can be found again: each is in it at most once.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dues {
	struct due {
		uint64_t at_us;
		uint32_t who;
	} *heap;
	uint32_t *places; /* by number: its place in the heap, from 1; 0: it is not in it */
	size_t count;
};

/* `heap` and `places` have room for every number that is ever put in; `places` begin as zeroes. */
void dues_init(struct dues *d, struct due *heap, uint32_t *places);

/* Puts it in, or moves it to another time. */
void dues_set(struct dues *d, uint32_t who, uint64_t at_us);

/* Takes it out, if it is in. */
void dues_drop(struct dues *d, uint32_t who);

/* Who is due first: NULL when nobody is. Valid until the next change. */
const struct due *dues_first(const struct dues *d);
