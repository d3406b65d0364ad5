#include "store/known.h"

#include <stdlib.h>

enum { FIRST_SLOT_COUNT = 64 };

void known_init(struct known *k, uint64_t seed, uint64_t more_seed) {
	*k = (struct known){ .seed = seed, .more_seed = more_seed };
}

void known_fini(struct known *k) {
	free(k->slots);
	*k = (struct known){ 0 };
}

static void empty(struct known_entry *slots, size_t slot_count) {
	for (size_t i = 0; i < slot_count; i++)
		slots[i].number = -1;
}

void known_clear(struct known *k) {
	if (k->count)
		empty(k->slots, k->slot_count);
	k->count = 0;
}

/* The slot of a hash: the one that holds it, or the empty one where it belongs. */
static struct known_entry *slot_of(const struct known *k, uint64_t hash, uint64_t more_hash) {
	for (size_t i = (size_t)hash;; i++) {
		struct known_entry *e = &k->slots[i & (k->slot_count - 1)];

		if (e->number < 0 || (e->hash == hash && e->more_hash == more_hash))
			return e;
	}
}

/* At most half of the slots are taken, so that a search ends soon. */
static bool make_room(struct known *k) {
	struct known old = *k;

	if (2 * (k->count + 1) <= k->slot_count)
		return true;
	k->slot_count = k->slot_count ? 2 * k->slot_count : FIRST_SLOT_COUNT;
	k->slots = calloc(k->slot_count, sizeof *k->slots);
	if (!k->slots) {
		*k = old;
		return false;
	}
	empty(k->slots, k->slot_count);
	for (size_t i = 0; i < old.slot_count; i++)
		if (old.slots[i].number >= 0)
			*slot_of(k, old.slots[i].hash, old.slots[i].more_hash) = old.slots[i];
	free(old.slots);
	return true;
}

struct known_entry *known_entry(struct known *k, int64_t field, str value) {
	if (!make_room(k))
		return NULL;
	uint64_t mix = (uint64_t)field * 0x9e3779b97f4a7c15; /* 2^64 / golden ratio: spreads small numbers */
	uint64_t hash = str_hash(value, k->seed ^ mix), more_hash = str_hash(value, k->more_seed ^ mix);
	struct known_entry *e = slot_of(k, hash, more_hash);

	if (e->number < 0) {
		*e = (struct known_entry){ .hash = hash, .more_hash = more_hash, .number = -1 };
		k->count++;
	}
	return e;
}
