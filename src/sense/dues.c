#include "sense/dues.h"

void dues_init(struct dues *d, struct due *heap, uint32_t *places) {
	*d = (struct dues){ heap, places, 0 };
}

static void put(struct dues *d, size_t place, struct due what) {
	d->heap[place - 1] = what;
	d->places[what.who] = (uint32_t)place;
}

static void rise(struct dues *d, size_t place) {
	struct due what = d->heap[place - 1];

	for (; place > 1 && d->heap[place / 2 - 1].at_us > what.at_us; place /= 2)
		put(d, place, d->heap[place / 2 - 1]);
	put(d, place, what);
}

static void sink(struct dues *d, size_t place) {
	struct due what = d->heap[place - 1];

	for (size_t child; (child = place * 2) <= d->count; place = child) {
		if (child < d->count && d->heap[child].at_us < d->heap[child - 1].at_us)
			child++;
		if (d->heap[child - 1].at_us >= what.at_us)
			break;
		put(d, place, d->heap[child - 1]);
	}
	put(d, place, what);
}

void dues_set(struct dues *d, uint32_t who, uint64_t at_us) {
	size_t place = d->places[who];

	if (!place) {
		place = ++d->count;
		put(d, place, (struct due){ at_us, who });
	}
	d->heap[place - 1].at_us = at_us;
	rise(d, place);
	sink(d, d->places[who]);
}

void dues_drop(struct dues *d, uint32_t who) {
	size_t place = d->places[who];

	if (!place)
		return;
	d->places[who] = 0;
	struct due last = d->heap[--d->count];
	if (last.who == who)
		return;
	put(d, place, last);
	rise(d, place);
	sink(d, d->places[last.who]);
}

const struct due *dues_first(const struct dues *d) {
	return d->count ? &d->heap[0] : NULL;
}
