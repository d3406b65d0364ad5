#pragma once

/*
 * window: the first bytes of something that arrives in pieces, in any order.
 *
 * Its bytes lie in chunks from a pool that all windows share, so that short
 * messages cost little. Where pieces overlap, the first writer wins: who comes
 * later cannot change what was seen.
 */

#include "base/str.h"

enum {
	CHUNK_SIZE = 1024,        /* most requests and many answers fit into one */
	WINDOW_SIZE = 20 * 1024,  /* FLOW_HEAD_MAX and room before it for what arrives late */
	WINDOW_CHUNKS = WINDOW_SIZE / CHUNK_SIZE,
	WINDOW_RANGES = 8,        /* pieces with holes between; real reordering makes two or three */
};

/* Chunks by number, from 1; the free ones form a list through their first bytes. */
struct pool {
	uint8_t *memory;
	uint32_t chunk_count, touched, free;
};

struct range {
	uint32_t from, to;
};

struct window {
	uint32_t chunks[WINDOW_CHUNKS]; /* 0: none yet */
	struct range ranges[WINDOW_RANGES]; /* what is there; ascending, never touching */
	uint32_t range_count;
};

enum window_end {
	WINDOW_PUT,     /* it is there, or was already */
	WINDOW_OVERLAP, /* the same, and some of it, not all, had been there before */
	WINDOW_NO_ROOM, /* the pool is empty; nothing was put */
	WINDOW_REFUSED, /* too many holes; nothing was put */
};

/* `from` and `bytes.n` together are WINDOW_SIZE at most. */
enum window_end window_put(struct pool *p, struct window *w, uint32_t from, str bytes);

/* The bytes of a range that is there: in place, or copied to `room` of WINDOW_SIZE bytes. */
str window_bytes(const struct pool *p, const struct window *w, struct range range, uint8_t *room);

/* Gives the chunks back and empties the window. */
void window_clear(struct pool *p, struct window *w);
