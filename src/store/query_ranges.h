#pragma once

/*
 * query_ranges: values of a query that mean a range: days, the beginnings of
 * MAC addresses, networks. Pure.
 */

#include "store/query.h"

/* Of microseconds since 1970, UTC: from the first to the one before the second. A time that is not known (0) lies in none. */
struct time_range {
	uint64_t from_us, until_us;
};

/* What compares so with a day, a month ("2026-10") or a year. False when it is none of them. */
bool range_of_days(str text, enum query_operator operator, struct time_range *ret_range);

/* All addresses from the first to the last, as their bytes in network order. */
struct byte_range {
	uint8_t first[16], last[16];
	size_t size; /* bytes of each */
};

/* "a4:cf:12", "a4cf.12": a whole MAC or how it begins; whole bytes or half of one at the end. */
bool range_of_mac(str text, struct byte_range *ret_range);

/* "10.0.0.1", "10.0.0.0/8", "2001:db8::/32"; bits behind the prefix do not matter. */
bool range_of_network(str text, struct byte_range *ret_range);
