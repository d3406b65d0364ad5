/*
 * seen: sets of eight entries, as a processor's cache has them.
 *
 *     TTTTTTTTTTT HHHH C  tag, hour and count of one entry, 44, 16 and 4 bits
 */

#include "flow/seen.h"

enum { COUNT_BITS = 4, HOUR_BITS = 16, TAG_SHIFT = COUNT_BITS + HOUR_BITS };

bool seen_init(struct seen *s, arena *mem, size_t size) {
	size_t set_count = 1;

	while (set_count * 2 * SEEN_WAYS * sizeof(uint64_t) <= size)
		set_count *= 2;
	uint64_t *entries = arena_take(mem, SEEN_WAYS * sizeof(uint64_t), set_count, 64);
	if (!entries)
		return false;
	*s = (struct seen){ .entries = entries, .set_mask = set_count - 1 };
	return true;
}

/* An empty place, else one of another hour, else each in turn. */
static uint64_t *place_for_new(struct seen *s, uint64_t *set, uint64_t hour) {
	uint64_t *other = NULL;

	for (unsigned i = 0; i < SEEN_WAYS; i++) {
		if (set[i] == 0)
			return &set[i];
		if ((set[i] >> COUNT_BITS & 0xffff) != hour)
			other = &set[i];
	}
	return other ? other : &set[s->victim++ % SEEN_WAYS];
}

unsigned seen_count(struct seen *s, uint64_t hash, uint32_t hour) {
	/* The set comes from the low bits, the tag from the high ones: together 61 at the usual size. */
	uint64_t *set = s->entries + (hash & s->set_mask) * SEEN_WAYS;
	uint64_t tag = hash >> TAG_SHIFT, now = hour & 0xffff;

	for (unsigned i = 0; i < SEEN_WAYS; i++) {
		if (set[i] >> TAG_SHIFT != tag || set[i] == 0)
			continue;
		unsigned count = (set[i] >> COUNT_BITS & 0xffff) == now ? (unsigned)(set[i] & SEEN_COUNT_MAX) : 0;
		unsigned next = count < SEEN_COUNT_MAX ? count + 1 : count;
		set[i] = tag << TAG_SHIFT | now << COUNT_BITS | next;
		return count;
	}
	/* A count of one keeps every entry unlike the empty one. */
	*place_for_new(s, set, now) = tag << TAG_SHIFT | now << COUNT_BITS | 1;
	return 0;
}
