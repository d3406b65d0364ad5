/*
 * The order of the addresses. See the header for the idea.
 */
#include "sense/scatter.h"

#include <errno.h>
#include <stdlib.h>

enum {
	FEISTEL_ROUNDS = 6, /* nobody attacks the order; four would look scattered already */
};

enum crowd_part { PART_FIRST, PART_MIDDLE, PART_LAST };

/* The finalizer of splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
uint64_t scatter_mix(uint64_t number) {
	number += UINT64_C(0x9e3779b97f4a7c15);
	number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
	return number ^ number >> 31;
}

uint64_t scatter_permute(uint64_t n, uint64_t key, uint64_t index) {
	unsigned half = 1;

	while (half < 32 && (n - 1) >> (2 * half))
		half++;
	uint64_t mask = (UINT64_C(1) << half) - 1;
	/* Ends: at the latest the walk comes back to `index`. Less than four steps on average. */
	do {
		uint64_t left = index >> half, right = index & mask;

		for (uint64_t i = 0; i < FEISTEL_ROUNDS; i++) {
			uint64_t next = left ^ (scatter_mix(scatter_mix(key + i) ^ right) & mask);

			left = right;
			right = next;
		}
		index = left << half | right;
	} while (index >= n);
	return index;
}

static place near_of(place p) {
	return (place){ p.high, p.low & ~(uint64_t)(SCATTER_NEAR - 1) };
}

/* The address behind the last of its neighbourhood; what lies behind the last of all is not asked for. */
static place near_end(place p) {
	return (place){ p.high, p.low | (SCATTER_NEAR - 1) };
}

/* The whole neighbourhoods that begin with `from` and end with or before `last`. */
static uint64_t whole_count(place from, place last) {
	return place_cmp(from, last) > 0 ? 0 : range_size((struct range){ from, last }) / SCATTER_NEAR;
}

/* A neighbourhood is shared by many small ranges: they add to the crowd that is open. */
struct crowds {
	struct crowd *at; /* NULL: only counted */
	size_t count;
	place open;       /* the neighbourhood of the last crowd */
	uint64_t nears;
};

static void add_part(struct crowds *c, size_t range, enum crowd_part part, place first, uint64_t size) {
	if (!c->count || place_cmp(c->open, near_of(first))) {
		if (c->at)
			c->at[c->count] = (struct crowd){ .range = (uint32_t)range, .part = (uint8_t)part };
		c->open = near_of(first);
		c->count++;
		c->nears++;
	}
	if (c->at)
		c->at[c->count - 1].size = (uint16_t)(c->at[c->count - 1].size + size);
}

/* Where the whole neighbourhoods of a range begin. */
static place middle_of(struct range r) {
	place near = near_of(r.first);

	return place_cmp(near, r.first) == 0 ? near : place_plus(near, SCATTER_NEAR);
}

/* A range: the rest of a neighbourhood, whole ones, the beginning of another. Any of them may be missing. */
static void add_range(struct crowds *c, size_t range, struct range r) {
	place middle = middle_of(r);

	if (place_cmp(middle, r.first) != 0) {
		place end = place_cmp(near_end(r.first), r.last) < 0 ? near_end(r.first) : r.last;

		add_part(c, range, PART_FIRST, r.first, range_size((struct range){ r.first, end }));
		if (place_cmp(end, r.last) == 0)
			return;
	}
	uint64_t whole = whole_count(middle, r.last);
	if (whole) {
		if (c->at)
			c->at[c->count] = (struct crowd){ .range = (uint32_t)range, .size = SCATTER_NEAR, .part = PART_MIDDLE };
		c->open = middle;
		c->count++;
		c->nears += whole;
	}
	if (place_cmp(near_end(r.last), r.last) != 0)
		add_part(c, range, PART_LAST, near_of(r.last), (r.last.low & (SCATTER_NEAR - 1)) + 1);
}

static void add_all(struct crowds *c, const struct ranges *ranges) {
	for (size_t i = 0; i < ranges->count; i++)
		add_range(c, i, ranges->at[i]);
}

static int largest_first(const void *a, const void *b) {
	const struct crowd *x = a, *y = b;

	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	if (x->range != y->range)
		return x->range < y->range ? -1 : 1;
	return x->part < y->part ? -1 : x->part > y->part;
}

static uint64_t nears_in(const struct scatter *s, const struct crowd *c) {
	struct range r = s->ranges->at[c->range];

	return c->part == PART_MIDDLE ? whole_count(middle_of(r), r.last) : 1;
}

/* Round k has all neighbourhoods with more than k addresses. */
static void count_rounds(struct scatter *s) {
	uint64_t nears = 0;

	for (size_t i = 0; i < s->crowd_count; i++) {
		struct crowd *c = &s->crowds[i];
		size_t next = i + 1 < s->crowd_count ? s->crowds[i + 1].size : 0;

		c->before = (uint32_t)nears;
		nears += nears_in(s, c);
		for (size_t k = next; k < c->size; k++)
			s->rounds[k].crowd = (uint32_t)nears;
	}
	s->round_count = s->crowd_count ? s->crowds[0].size : 0;
	for (size_t k = 0; k < s->round_count; k++) {
		s->rounds[k].start = s->count;
		s->count += s->rounds[k].crowd;
	}
}

static uint64_t order_key(const struct scatter *s) {
	return scatter_mix(s->key);
}

/*
 * Rounds of the same neighbourhoods have the same order, so that each comes
 * round evenly. A smaller round has another order, and begins with its second
 * one when its first was the last before.
 */
void scatter_set_key(struct scatter *s, uint64_t key) {
	s->key = key;
	for (size_t k = 0; k < s->round_count; k++) {
		const struct round *was = k ? &s->rounds[k - 1] : NULL;
		struct round *r = &s->rounds[k];

		if (was && was->crowd == r->crowd) {
			r->shift = was->shift;
			continue;
		}
		r->shift = 0;
		if (!was || r->crowd == 1)
			continue;
		uint64_t last = scatter_permute(was->crowd, order_key(s), ((uint64_t)was->shift + was->crowd - 1) % was->crowd);
		r->shift = scatter_permute(r->crowd, order_key(s), 0) == last;
	}
}

int scatter_open(arena *mem, const struct ranges *ranges, uint64_t key, struct scatter *ret_scatter) {
	struct scatter s = { .ranges = ranges };
	struct crowds c = { 0 };

	add_all(&c, ranges);
	if (c.nears > UINT32_MAX)
		return -E2BIG;
	s.crowd_count = c.count;
	c = (struct crowds){ .at = arena_new(mem, struct crowd, s.crowd_count + 1) };
	if (!c.at)
		return -ENOMEM;
	add_all(&c, ranges);
	s.crowds = c.at;
	qsort(s.crowds, s.crowd_count, sizeof *s.crowds, largest_first);
	count_rounds(&s);
	scatter_set_key(&s, key);
	*ret_scatter = s;
	return 0;
}

static const struct round *round_at(const struct scatter *s, uint64_t position) {
	size_t low = 0, high = s->round_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (s->rounds[middle].start <= position)
			low = middle;
		else
			high = middle;
	}
	return &s->rounds[low];
}

static const struct crowd *crowd_at(const struct scatter *s, uint64_t near) {
	size_t low = 0, high = s->crowd_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (s->crowds[middle].before <= near)
			low = middle;
		else
			high = middle;
	}
	return &s->crowds[low];
}

/* The address number `index` of a neighbourhood that may have gaps. */
static place pick(const struct scatter *s, const struct crowd *c, place near, uint64_t index) {
	const struct range *r = &s->ranges->at[c->range];

	for (;; r++) {
		place first = place_cmp(r->first, near) > 0 ? r->first : near;
		place last = place_cmp(r->last, near_end(near)) < 0 ? r->last : near_end(near);
		uint64_t size = range_size((struct range){ first, last });

		if (index < size)
			return place_plus(first, index);
		index -= size;
	}
}

place scatter_at(const struct scatter *s, uint64_t position) {
	const struct round *round = round_at(s, position);
	uint64_t turn = (position - round->start + round->shift) % round->crowd;
	uint64_t number = scatter_permute(round->crowd, order_key(s), turn);
	const struct crowd *c = crowd_at(s, number);
	struct range r = s->ranges->at[c->range];
	place near = c->part == PART_MIDDLE ? place_plus(middle_of(r), (number - c->before) * SCATTER_NEAR) :
					      near_of(c->part == PART_FIRST ? r.first : r.last);
	uint64_t index = (uint64_t)(round - s->rounds);

	return pick(s, c, near, scatter_permute(c->size, scatter_mix(s->key ^ near.high) ^ near.low, index));
}
