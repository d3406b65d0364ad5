#pragma once

/*
 * arena: memory by lifetime.
 *
 * Pass a pointer to keep what you allocate; pass a copy to use the rest of
 * the arena as scratch that vanishes when you return. Nothing is freed by
 * itself. An empty arena gives NULL and sets `full`, once and for all.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct {
	uint8_t *at;
	uint8_t *end;
	bool full;
} arena;

#define arena_new(a, type, count) \
	((type *)arena_take((a), sizeof(type), (count), _Alignof(type)))

/* An arena over memory that somebody else owns. */
arena arena_over(void *memory, size_t size);

/* The memory is zeroed. NULL when the arena is full. */
void *arena_take(arena *a, size_t size, size_t count, size_t align);

/* As it comes, not zeroed: for bytes that are all written at once. NULL when the arena is full. */
uint8_t *arena_bytes(arena *a, size_t size);

/* As arena_new(), not zeroed: for things that are all written before one of them is read. */
#define arena_unset(a, type, count) \
	((type *)arena_take_unset((a), sizeof(type), (count), _Alignof(type)))
void *arena_take_unset(arena *a, size_t size, size_t count, size_t align);

/* A copy of `s` that lives as long as the arena; the null slice when full. */
str arena_str(arena *a, str s);

/* The parts behind one another, in one slice; the null slice when full. */
str arena_join(arena *a, const str *parts, size_t part_count);
