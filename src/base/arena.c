#include "base/arena.h"

#include <string.h>

#include "base/put.h"

arena arena_over(void *memory, size_t size) {
	return (arena){ .at = memory, .end = (uint8_t *)memory + size };
}

void *arena_take_unset(arena *a, size_t size, size_t count, size_t align) {
	size_t pad = (size_t)(-(uintptr_t)a->at) & (align - 1);
	size_t left = (size_t)(a->end - a->at);

	if (a->full || pad > left || count > (left - pad) / size) {
		a->full = true;
		return NULL;
	}
	void *p = a->at + pad;
	a->at += pad + size * count;
	return p;
}

void *arena_take(arena *a, size_t size, size_t count, size_t align) {
	void *p = arena_take_unset(a, size, count, align);

	return p ? memset(p, 0, size * count) : NULL;
}

uint8_t *arena_bytes(arena *a, size_t size) {
	return arena_take_unset(a, 1, size, 1);
}

str arena_str(arena *a, str s) {
	uint8_t *copy = arena_bytes(a, s.n + 1);

	if (!copy)
		return (str){ 0 };
	*put_str(copy, s) = 0;
	return (str){ copy, s.n };
}

str arena_join(arena *a, const str *parts, size_t part_count) {
	size_t size = 0;

	for (size_t i = 0; i < part_count; i++)
		size += parts[i].n;
	uint8_t *all = arena_bytes(a, size + 1), *to = all;
	if (!all)
		return (str){ 0 };
	for (size_t i = 0; i < part_count; i++) {
		if (parts[i].n)
			memcpy(to, parts[i].at, parts[i].n);
		to += parts[i].n;
	}
	*to = 0;
	return (str){ all, size };
}
