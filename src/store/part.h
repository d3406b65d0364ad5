#pragma once

/*
 * part: takes evidence off a device and gives it to a new one.
 *
 * Observations lie packed in sheets, so sheets are written anew. What was seen
 * before and after the moment of a split belongs to both: the new device gets
 * a copy, which says when it was seen last and not in which file, for that is
 * not on record.
 */

#include "store/books.h"
#include "store/inner.h"

struct parted {
	uint64_t address_count, observation_count; /* that the new device got */
};

/* By address or time. STORE_ABSENT when it would get nothing; STORE_WRONG with the sentence when nothing would stay. */
int store_part_evidence(struct store *s, int64_t whole, const struct part *part, int64_t *ret_device,
			struct parted *ret_parted, struct complaint *reterr);

/* First and last seen of one row, from its own evidence; as it was when that has no times. */
int store_own_times(struct store *s, int64_t row);
