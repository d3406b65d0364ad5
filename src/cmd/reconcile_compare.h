#pragma once

/*
 * compare: what the books say of one device against what the wire shows of
 * it. Pure: no files, no clock.
 */

#include "fact/device.h"
#include "show/reconcile.h"

/* What the rows of registers say, in their own words and as it is understood. */
struct books_side {
	str maker, brand, model, mac, made_in, claim; /* as written; empty when nothing is */
	str maker_id, brand_id; /* who is meant; empty when nobody knows */
	str source;
	uint64_t place;
};

struct wire_side {
	const struct identity *identity; /* of what was seen alone */
	addr mac;
	const struct verdict *claimed; /* what the law says that the claim is about; NULL when it names none */
};

/* Fills `ret` with what differs, at most FINDINGS_OF_DEVICE_MAX; row, device and site are the caller's. How many. */
size_t reconcile_compare(arena *mem, const struct registry *r, const struct books_side *books, const struct wire_side *wire,
			 struct finding ret[FINDINGS_OF_DEVICE_MAX]);

/* "a4:cf:…" and "A4CF…" are the same model or MAC: letters and digits alone count, and a longer model may say more. */
bool reconcile_is_same_model(str a, str b);
