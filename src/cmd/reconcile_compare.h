#pragma once

/*
 * compare: what the books say of one device against what the wire shows of
 * it. Pure: no files, no clock.
 */

#include "fact/device.h"
#include "show/reconcile.h"

/* A claim of compliance, as written, and what the law that it names says of what was seen; NULL when it names none. */
struct claim_told {
	str text;
	const struct verdict *verdict;
	enum status then; /* of a verdict that is not in force: what the law will say once it is, by all that is known today */
};

/* What the rows of registers say, in their own words and as it is understood. */
struct books_side {
	str maker, brand, model, serial, made_in; /* as written; empty when nothing is */
	str country;            /* the code of the country that `made_in` means; empty when nobody knows */
	const struct claim_told *claims;
	size_t claim_count;
	struct strs macs;       /* likewise: of all network cards */
	str maker_id, brand_id; /* who is meant; empty when nobody knows */
	str block_mac, block_maker; /* a MAC of the row out of a block in a company's own devices; empty when in none */
	str source;
	uint64_t place;
};

struct wire_side {
	const struct identity *identity; /* of what was seen alone */
	addr mac;
	const struct obs *observations;  /* what was seen: another MAC of the device may stand in it */
	size_t observation_count;
};

/* Fills `ret` with what differs, at most FINDINGS_OF_DEVICE_MAX; row, device and site are the caller's. How many. */
size_t reconcile_compare(arena *mem, const struct registry *r, const struct books_side *books, const struct wire_side *wire,
			 struct finding ret[FINDINGS_OF_DEVICE_MAX]);

/*
 * Likewise what does not fit within the books: the label of a row and the block of its MAC, or the labels or
 * the serial numbers of two rows about one device. `label`, `serial`: the first row that has one; NULL: this is it.
 */
size_t reconcile_compare_books(arena *mem, const struct registry *r, const struct books_side *label,
			       const struct books_side *serial, const struct books_side *books,
			       struct finding ret[FINDINGS_OF_DEVICE_MAX]);

/* The strongest of what was seen that says so: a maker or brand by its id, a model as it stands; NULL when nothing does. */
const struct claim *reconcile_strongest(const struct identity *identity, enum aspect aspect, str value);
