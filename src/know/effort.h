#pragma once

/*
 * effort: how much work one mark may make, so that no value takes long,
 * whatever somebody writes as a mark and whatever somebody sends to it.
 */

#include "know/marks.h"

enum {
	EFFORT_CHOICES_MAX = 256,  /* patterns of a mark; the most of ours is 92 */
	EFFORT_TEXT_MAX = 16384,   /* bytes in them: what is found with stays in the processor's cache; ours have up to 1,900 */
	EFFORT_LOOKS_MAX = 12,     /* at a byte of a value, about 1.2 ns each; the most of ours is 11 */
};

/* NULL, or a sentence that says what is too much. `choices` are all those of one mark, in its order. */
const char *effort_excess(const struct choice *choices, size_t count);
