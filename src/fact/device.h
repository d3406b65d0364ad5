#pragma once

/*
 * A device: what was observed of one thing, what it is, what the laws say.
 *
 * This is the dossier that `show` prints and `store` keeps.
 */

#include "fact/circumstances.h"
#include "fact/identity.h"
#include "fact/obs.h"
#include "fact/verdict.h"

struct device {
	str name;    /* the record's own name; for captures the MAC, else the first address */
	addr mac;    /* ADDR_NONE when it is not known */
	const addr *addresses; /* IP addresses, in the order they were seen */
	size_t address_count;
	const struct obs *observations; /* each field and value once, in the order they were seen */
	size_t observation_count;
	/* So many more stand behind them: what an older reading of a register said, and a newer one of it says otherwise. */
	size_t superseded_count;
	/*
	 * On its way into the estate, instead of these: fields in which a register that was read before has a column and
	 * says nothing, with empty values. They take the place of what it said there.
	 */
	size_t blank_count;
	uint64_t first_us, last_us; /* when it was first and last seen; 0 when not known, or never */
	uint64_t books_us; /* of what stands in registers alone, and was never seen: since when; else 0 */
	struct identity identity;
	const struct circumstances *circumstances; /* what people know of it; NULL: nothing */
	str site;    /* its id; empty when not known */
	struct verdicts verdicts;
};
