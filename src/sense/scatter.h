#pragma once

/*
 * scatter: the order in which addresses are asked.
 *
 * Each address once, and no two of one neighbourhood (a /24, or an IPv6 /120)
 * one after the other as long as another neighbourhood has any left: behind
 * one switch there are old devices and one thin line. So the order goes in
 * rounds: in each round every neighbourhood that has any left gives one.
 *
 * Which address it gives, and in which order the neighbourhoods come, is a
 * keyed permutation: a Feistel network over the smallest power of four that
 * is large enough, walked again until the number is small enough. It works
 * for any size as it is and gives the address at any position at once, so that
 * resuming needs one number; zmap's way, powers of a generator modulo a prime,
 * must look for a prime and a generator for each size and walk there in steps.
 *
 * Memory follows the ranges, never the addresses.
 */

#include "sense/ranges.h"

enum { SCATTER_NEAR = 256 }; /* addresses in a neighbourhood at most */

/* Neighbourhoods of equal size: the whole ones in the middle of a range, or one that is not whole. */
struct crowd {
	uint32_t before;  /* neighbourhoods in earlier crowds */
	uint32_t range;   /* the range with which it begins */
	uint16_t size;    /* addresses in each */
	uint8_t part;     /* enum crowd_part: where in the range it begins */
};

struct round {
	uint64_t start;   /* addresses in earlier rounds */
	uint32_t crowd;   /* neighbourhoods that give one in it: so many of the largest */
	uint32_t shift;   /* with which of them it begins */
};

struct scatter {
	const struct ranges *ranges;
	struct crowd *crowds; /* by size, the largest first */
	size_t crowd_count;
	struct round rounds[SCATTER_NEAR];
	size_t round_count;
	uint64_t count, key;
};

/* `ranges` are tidy and outlive it. 0, -ENOMEM, or -E2BIG for 2^32 neighbourhoods and more. */
int scatter_open(arena *mem, const struct ranges *ranges, uint64_t key, struct scatter *ret_scatter);

/* Another key, another order. */
void scatter_set_key(struct scatter *s, uint64_t key);

/* The address at `position`, which is below `count`. */
place scatter_at(const struct scatter *s, uint64_t position);

/* The permutation itself: each index below `n` gives another number below `n`; n is 1 or more. */
uint64_t scatter_permute(uint64_t n, uint64_t key, uint64_t index);

/* Spreads each bit of `number` over all of the answer; the same everywhere. */
uint64_t scatter_mix(uint64_t number);
