#pragma once

/*
 * find: which of all marks' patterns fit a text, all looked for at once.
 */

#include "know/marks.h"

/* All patterns made ready. Shared by all threads, never written after finder_open(). */
struct finder;

/* NULL when `mem` is full. `marks` must outlive it. */
struct finder *finder_open(arena *mem, const struct marks *marks);

/* The working memory of one thread. NULL when `mem` is full. */
struct finding;
struct finding *finding_open(arena *mem, const struct finder *f);

/*
 * Calls `found` once for each condition that looks at this field (by its
 * number in struct marks) and holds for `text`: with that choice of the
 * condition that was written first of those that fit.
 */
typedef void found_choice(void *context, uint32_t condition, uint32_t choice);
void find_choices(struct finding *f, size_t field, str text, found_choice *found, void *context);
