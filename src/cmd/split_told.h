#pragma once

/*
 * split_told: what a row of a register said of itself, and was told of the
 * whole because of it, goes with the row when somebody takes it off.
 */

#include "cmd/desk.h"
#include "store/books.h"

/*
 * `rows`: the whole, and what was taken off it, in a transaction that has
 * begun. Site, contract and day of purchase go where the row says just that
 * and nothing that stays says it, too. `ret_moved`: bits of enum told. As
 * store_tell().
 */
int split_told(struct desk *d, struct store *s, const int64_t rows[2], unsigned *ret_moved, struct complaint *reterr);
