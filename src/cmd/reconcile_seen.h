#pragma once

/*
 * seen: what was looked at: of each site and network how much of it was seen,
 * and the captures, scans and registers of which the estate is made.
 */

#include "show/reconcile.h"
#include "store/store.h"

/* Fills `coverage` and `means` of `all`, in `mem`. `site`: of this one alone; empty: of all. As in store.h. */
int reconcile_seen(struct store *s, arena *mem, str site, struct reconciled *all);
