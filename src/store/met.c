#include "store/met.h"

#include <stdlib.h>

enum {
	FIRST_SLOT_COUNT = 1 << 10,
	SLOTS_MAX = 1 << 24, /* 128 MiB: two million devices with four keys each; those behind are looked up */
};

void met_fini(struct met *m) {
	free(m->slots);
	*m = (struct met){ 0 };
}

/* The slot of a hash: the one that holds it, or the empty one where it belongs. */
static uint64_t *slot_of(const struct met *m, uint64_t hash) {
	size_t at = (size_t)hash & (m->slot_count - 1);

	while (m->slots[at] && m->slots[at] != hash)
		at = (at + 1) & (m->slot_count - 1);
	return &m->slots[at];
}

/* Two thirds are taken at most, so that a search ends soon. */
static bool make_room(struct met *m) {
	struct met bigger = { .slot_count = m->slot_count ? 2 * m->slot_count : FIRST_SLOT_COUNT };

	if (3 * (m->count + 1) <= 2 * m->slot_count)
		return true;
	bigger.slots = bigger.slot_count > SLOTS_MAX ? NULL : calloc(bigger.slot_count, sizeof *bigger.slots);
	if (!bigger.slots)
		return false;
	for (size_t i = 0; i < m->slot_count; i++)
		if (m->slots[i])
			*slot_of(&bigger, m->slots[i]) = m->slots[i];
	free(m->slots);
	m->slots = bigger.slots;
	m->slot_count = bigger.slot_count;
	return true;
}

bool met_before(const struct met *m, uint64_t hash) {
	return m->knows_no_more || (m->slot_count && *slot_of(m, hash ? hash : 1));
}

void met_add(struct met *m, uint64_t hash) {
	m->knows_no_more = m->knows_no_more || !make_room(m);
	if (m->knows_no_more)
		return;
	uint64_t *slot = slot_of(m, hash ? hash : 1);

	m->count += *slot == 0;
	*slot = hash ? hash : 1;
}
