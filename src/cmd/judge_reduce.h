#pragma once

/*
 * reduce: circumstances, down to what can make a difference to a verdict's
 * status and day. Every device was bought on a day of its own and under some
 * contract; laws ask for a few days and amounts, and on which side of them it
 * lies is all that counts. So a million devices have few sights again.
 */

#include "cmd/knowledge.h"
#include "fact/circumstances.h"

enum { REDUCE_MAX = 64 }; /* days or amounts that laws name; ours name fewer than ten */

struct amount {
	str currency;
	double value;
};

struct reducer {
	date on;
	date days[REDUCE_MAX]; /* on which something was bought: sorted */
	size_t day_count;
	struct amount amounts[REDUCE_MAX]; /* of contracts */
	size_t amount_count;
	bool keeps_days, keeps_amounts; /* there are too many, or one is not understood: then nothing is reduced */
};

/* For judging on this day. 0 or -ENOMEM; `mem` is needed during the call alone. */
int reducer_open(struct reducer *reducer, arena mem, const struct knowledge *k, date on);

/* In `mem`; NULL for NULL, and when that is full. Only to compare with: its contract has no name any more. */
const struct circumstances *reducer_apply(const struct reducer *reducer, arena *mem, const struct circumstances *c);
