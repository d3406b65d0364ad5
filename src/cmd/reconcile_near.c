#include "cmd/reconcile_near.h"

#include <stdlib.h>
#include <string.h>

enum { MAC_SIZE = 6, MAC_DIGITS = 12, DIGITS = 16 };

void near_macs_add(arena *mem, struct near_macs *list, addr mac, int64_t row) {
	if (mac.kind != ADDR_MAC)
		return;
	if (list->count == list->room) {
		size_t room = list->room ? 2 * list->room : 256;
		struct near_mac *more = arena_new(mem, struct near_mac, room);

		if (!more)
			return;
		if (list->count)
			memcpy(more, list->at, list->count * sizeof *more);
		list->at = more;
		list->room = room;
	}
	list->at[list->count++] = (struct near_mac){ mac, row };
}

static int compare(const void *left, const void *right) {
	return memcmp(((const struct near_mac *)left)->mac.bytes, ((const struct near_mac *)right)->mac.bytes, MAC_SIZE);
}

void near_macs_sort(struct near_macs *list) {
	if (list->count)
		qsort(list->at, list->count, sizeof *list->at, compare);
}

static void set_digit(addr *mac, size_t at, unsigned digit) {
	unsigned shift = at % 2 ? 0 : 4;

	mac->bytes[at / 2] = (uint8_t)((mac->bytes[at / 2] & ~(15u << shift)) | digit << shift);
}

const struct near_mac *near_macs_find(const struct near_macs *list, addr mac) {
	const struct near_mac *found = NULL;

	for (size_t i = 0; list->count && i < MAC_DIGITS * DIGITS; i++) {
		struct near_mac other = { .mac = mac };

		set_digit(&other.mac, i / DIGITS, i % DIGITS);
		if (addr_eq(other.mac, mac))
			continue;
		const struct near_mac *near = bsearch(&other, list->at, list->count, sizeof *list->at, compare);
		if (near && found)
			return NULL;
		found = near ? near : found;
	}
	return found;
}
