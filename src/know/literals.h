#pragma once

/*
 * literals: finds all of many texts in one pass (Aho and Corasick, 1975).
 *
 * A text may be tied to the start or the end of the value; start and end are
 * symbols of their own, so an exact text is found like any other. The time
 * for a value depends on its length and on what is found in it, not on how
 * many texts there are.
 */

#include "base/arena.h"

enum { SYMBOL_START = 256, SYMBOL_END = 257, SYMBOL_COUNT };

struct literals;

/*
 * An empty set. `symbol_count` is the sum of what literals_add() will bring,
 * two symbols more for each text; `text_count` how many there will be. NULL
 * when `mem` is full.
 */
struct literals *literals_open(arena *mem, size_t symbol_count, size_t text_count);

/* Adds one text in lower case; when it is found later, `id` is told. */
void literals_add(struct literals *l, str low, bool at_start, bool at_end, uint32_t id);

/* To be called once when all are added. False when `mem` is full. */
bool literals_seal(struct literals *l, arena *mem);

/* Calls `found` for every text in `low`, more than once if it stands there more than once. */
void literals_find(const struct literals *l, str low, void (*found)(void *context, uint32_t id), void *context);
