#pragma once

/*
 * The worst that somebody could send to a mark, or write as one.
 */

#include "base/arena.h"
#include "know/marks.h"

/*
 * Each mark alone, against values made to be slow for it, and marks that were
 * written to be slow; then all marks against values made of all their texts.
 * Prints the worst, in ns a byte.
 */
void adversary(arena mem, const struct marks *marks);
