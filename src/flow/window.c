/*
 * window: chunks taken when bytes come that lie in them, and a short list of
 * the ranges that are filled. The holes of that list are the only places ever
 * written to, which makes the first writer win.
 */

#include "flow/window.h"

#include <string.h>

static uint8_t *chunk_at(const struct pool *p, uint32_t number) {
	return p->memory + (size_t)(number - 1) * CHUNK_SIZE;
}

static uint32_t chunk_take(struct pool *p) {
	uint32_t number = p->free;

	if (number)
		memcpy(&p->free, chunk_at(p, number), sizeof p->free);
	else if (p->touched < p->chunk_count)
		number = ++p->touched;
	return number;
}

static void chunk_give(struct pool *p, uint32_t number) {
	memcpy(chunk_at(p, number), &p->free, sizeof p->free);
	p->free = number;
}

static bool chunks_cover(struct pool *p, struct window *w, uint32_t from, uint32_t to) {
	for (uint32_t i = from / CHUNK_SIZE; i * CHUNK_SIZE < to; i++) {
		if (!w->chunks[i])
			w->chunks[i] = chunk_take(p);
		if (!w->chunks[i])
			return false;
	}
	return true;
}

/* Copies to [from, to) what stands in `bytes` at from - base. */
static void put_bytes(const struct pool *p, struct window *w, uint32_t base, struct range r, str bytes) {
	while (r.from < r.to) {
		uint32_t in_chunk = r.from % CHUNK_SIZE, n = CHUNK_SIZE - in_chunk;

		if (n > r.to - r.from)
			n = r.to - r.from;
		memcpy(chunk_at(p, w->chunks[r.from / CHUNK_SIZE]) + in_chunk, bytes.at + (r.from - base), n);
		r.from += n;
	}
}

/* Adds a range, melting it with all that it touches. False when there are too many. */
static bool add_range(struct window *w, struct range r) {
	uint32_t first = 0, after;

	while (first < w->range_count && w->ranges[first].to < r.from)
		first++;
	for (after = first; after < w->range_count && w->ranges[after].from <= r.to; after++) {
		r.from = w->ranges[after].from < r.from ? w->ranges[after].from : r.from;
		r.to = w->ranges[after].to > r.to ? w->ranges[after].to : r.to;
	}
	if (first == after && w->range_count == WINDOW_RANGES)
		return false;
	memmove(&w->ranges[first + 1], &w->ranges[after], (w->range_count - after) * sizeof r);
	w->ranges[first] = r;
	w->range_count = w->range_count + 1 - (after - first);
	return true;
}

enum window_end window_put(struct pool *p, struct window *w, uint32_t from, str bytes) {
	struct range now = { from, from + (uint32_t)bytes.n };
	struct range before[WINDOW_RANGES];
	uint32_t before_count = w->range_count, fresh = 0;

	if (bytes.n == 0)
		return WINDOW_PUT;
	if (!chunks_cover(p, w, now.from, now.to))
		return WINDOW_NO_ROOM;
	memcpy(before, w->ranges, sizeof before);
	if (!add_range(w, now))
		return WINDOW_REFUSED;
	/* Into the holes only. */
	for (uint32_t i = 0; i <= before_count && now.from < now.to; i++) {
		struct range next = i < before_count ? before[i] : (struct range){ now.to, now.to };
		struct range hole = { now.from, next.from < now.to ? next.from : now.to };

		if (hole.from < hole.to) {
			put_bytes(p, w, from, hole, bytes);
			fresh += hole.to - hole.from;
		}
		now.from = next.to > now.from ? next.to : now.from;
	}
	return fresh == 0 || fresh == bytes.n ? WINDOW_PUT : WINDOW_OVERLAP;
}

str window_bytes(const struct pool *p, const struct window *w, struct range range, uint8_t *room) {
	uint32_t chunk = range.from / CHUNK_SIZE, used = 0;

	if (range.from == range.to)
		return (str){ 0 };
	if (range.to <= (chunk + 1) * CHUNK_SIZE)
		return (str){ chunk_at(p, w->chunks[chunk]) + range.from % CHUNK_SIZE, range.to - range.from };
	while (range.from < range.to) {
		uint32_t in_chunk = range.from % CHUNK_SIZE, n = CHUNK_SIZE - in_chunk;

		if (n > range.to - range.from)
			n = range.to - range.from;
		memcpy(room + used, chunk_at(p, w->chunks[range.from / CHUNK_SIZE]) + in_chunk, n);
		used += n;
		range.from += n;
	}
	return (str){ room, used };
}

void window_clear(struct pool *p, struct window *w) {
	for (uint32_t i = 0; i < WINDOW_CHUNKS; i++)
		if (w->chunks[i])
			chunk_give(p, w->chunks[i]);
	*w = (struct window){ 0 };
}
