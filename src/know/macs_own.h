#pragma once

/*
 * macs_own: a user's own list of MAC blocks (data/macs), beside the IEEE's.
 * Only know/macs looks things up in it.
 */

#include "know/macs.h"

enum {
	MACS_BITS_MIN = 12, /* nobody has more than a few neighbouring blocks of 2^24 */
	MACS_BITS_MAX = 48, /* one address */
};

/* All addresses that begin with the same bits. */
struct mac_block {
	uint64_t first; /* the lowest of them, as a number of 48 bits */
	unsigned bits;  /* MACS_BITS_MIN to MACS_BITS_MAX */
	struct mac_holder holder;
	struct mark_note note;
};

/* In rising order of their first address, of one first address the larger block before the smaller. */
struct macs_own {
	const struct mac_block *at;
	size_t count;
	uint64_t sizes; /* bit n: there is a block of n bits */
};

/* The smallest block around the address; NULL when there is none. */
const struct mac_block *macs_own_find(const struct macs_own *own, uint64_t address);

/* What the IEEE's lists and the registry say of a holder, by its number. */
struct mac_holder macs_of_owner(const struct registry *r, size_t owner);
