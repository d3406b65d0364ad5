#pragma once

/*
 * macs: who holds the block of a MAC address.
 *
 * The IEEE sells blocks of 2^24, 2^20 and 2^12 addresses (MA-L, MA-M, MA-S;
 * IAB before) and publishes the holders. A holder is not yet a maker: a
 * module's block sits in everybody's devices. Therefore the registry says of
 * which holders the blocks are in devices of their own (data/companies,
 * `mac-names`), and of which only that they sell them (data/brands).
 */

#include "fact/addr.h"
#include "fact/company.h"

/*
 * The holder of the smallest block around `mac`, as the IEEE spells it.
 * Empty when there is none, for addresses that are locally administered or
 * name a group, and for holders who asked to stay unnamed.
 */
str macs_owner(addr mac);

/* The company in whose own devices this block is; NULL when none is known. */
const struct company *macs_company(const struct registry *r, addr mac);

/* The brand under which devices with this block are sold, whoever makes them; NULL when none is known. */
const struct brand *macs_brand(const struct registry *r, addr mac);

/* "2022-08-27": the day of the IEEE's lists. */
str macs_date(void);

/* For the registry's loader: holders are numbered from 0. */
size_t macs_owner_count(void);
str macs_owner_name(size_t owner);

/*
 * The holders whose name is `name` but for case, blanks, points and the
 * like: how many, and in `*ret_first` the first one; the others follow it.
 */
size_t macs_owners_named(str name, size_t *ret_first);
