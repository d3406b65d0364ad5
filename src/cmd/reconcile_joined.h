#pragma once

/*
 * joined: which rows of registers were taken to be a device of the estate, and
 * by what.
 */

#include "show/reconcile.h"
#include "store/store.h"

/* In `mem`; `device` is its name for people. 0, or as the store returns. */
int reconcile_joined(struct store *s, arena *mem, int64_t row, str device, struct joined_row **ret_rows, size_t *ret_count);
