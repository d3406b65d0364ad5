#pragma once

/*
 * sheet: observations packed behind one another, as the estate keeps them.
 *
 * Nobody asks the estate for a single observation, always for all of one
 * device: as rows they took twice as long to write.
 *
 *     field source time place  KK address…  size value…
 *
 * Numbers have seven bits a byte, the low ones first; a set high bit says
 * that more follow. KK is one byte, an enum addr_kind, and as many bytes of
 * address follow as that kind has.
 */

#include "base/cur.h"
#include "base/text.h"
#include "fact/obs.h"

/* Room for the longest observation and a few hundred short ones. */
enum { SHEET_SIZE_MAX = 128 * 1024 };

/* One observation; its name is given as a number. Without room nothing is written, and it is false. */
bool sheet_pack(struct text *to, uint64_t field, const struct obs *o);

/*
 * The next observation, without its name; its value points into what `in`
 * reads. False when it is malformed or breaks a maximum.
 */
bool sheet_unpack(cur *in, uint64_t *ret_field, struct obs *ret_obs);
