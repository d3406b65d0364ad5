#pragma once

/*
 * near: MACs that differ from one another in one digit, as when somebody
 * mistyped. It is a hint for people, and joins nothing.
 */

#include "base/arena.h"
#include "fact/addr.h"

/* The MAC of a device, and its row in the estate. */
struct near_mac {
	addr mac;
	int64_t row;
};

struct near_macs {
	struct near_mac *at; /* in the arena */
	size_t count, room;
};

/* Nothing happens when `mac` is none, or the arena is full. */
void near_macs_add(arena *mem, struct near_macs *list, addr mac, int64_t row);

/* All have been added. */
void near_macs_sort(struct near_macs *list);

/* One of a sorted list whose MAC differs in one digit alone; NULL when there is none, or more than one: then it tells nothing. */
const struct near_mac *near_macs_find(const struct near_macs *list, addr mac);
