#pragma once

/*
 * literals: finds all of many texts in one pass (Aho and Corasick, 1975).
 *
 * Each text belongs to a field and may be tied to the start or the end of
 * the value; start and end are symbols of their own, so an exact text is
 * found like any other. The time for a value depends on its length and on
 * what is found in it, not on how many texts there are.
 */

#include "base/arena.h"

enum { SYMBOL_START = 256, SYMBOL_END = 257, SYMBOL_COUNT };

struct literals;

/*
 * An empty set. `text_bytes` is the sum of what literals_add() will bring, two
 * symbols for each text included; `field_count` and `text_count` how many there
 * will be. NULL when `mem` is full.
 */
struct literals *literals_open(arena *mem, size_t text_bytes, size_t field_count, size_t text_count);

/* Adds one text in lower case; what is found later gives `id`. */
void literals_add(struct literals *l, str field, str low, bool at_start, bool at_end, uint32_t id);

/* To be called once when all are added. False when `mem` is full. */
bool literals_seal(struct literals *l, arena *mem);

/* Where a field's texts begin; 0 when no text belongs to it. */
uint32_t literals_field(const struct literals *l, str field);

/* Calls `found` for every text of the field in `low`, more than once if it stands there more than once. */
void literals_find(const struct literals *l, uint32_t field, str low, void (*found)(void *context, uint32_t id),
		   void *context);
