#pragma once

/*
 * macs: who holds the block of a MAC address.
 *
 * The IEEE sells blocks of 2^24, 2^20 and 2^12 addresses (MA-L, MA-M, MA-S;
 * IAB before) and publishes the holders. A holder is not yet a maker: a
 * module's block sits in everybody's devices. Therefore the registry says of
 * which holders the blocks are in devices of their own (data/companies,
 * `mac-names`), and of which only that they sell them (data/brands). What
 * the lists have wrong, or do not have yet, a user's own list says
 * (data/macs, birthmark-data(1)).
 */

#include "base/tree.h"
#include "fact/addr.h"
#include "fact/identity.h"

/* Who holds a block, and who says so. All empty when nobody is known to. */
struct mac_holder {
	str name;                      /* as the list spells it */
	const struct company *company; /* in whose own devices the block is; NULL when not known */
	const struct brand *brand;     /* under which devices with it are sold, whoever makes them; NULL likewise */
	const struct mark_note *note;  /* under which this is said; NULL when the name is empty */
};

/*
 * The holder of the smallest block around `mac`; of two of one size a user's
 * own. Nobody for addresses that are locally administered or name a group, for
 * those that begin with three zero bytes (nobody knew them), and for holders
 * who asked to stay unnamed.
 */
struct mac_holder macs_holder(const struct registry *r, addr mac);

/* Under which the IEEE's blocks speak; its source names the lists and their days. */
extern const struct mark_note macs_note;

/* How many blocks the IEEE's lists give to somebody. */
size_t macs_block_count(void);

/*
 * Loads data/macs, a user's own blocks, into `r`. Refuses prefixes that are
 * none or belong to nobody by their bits, unknown companies and brands,
 * blocks that stand twice or name other than one holder. 0, TREE_WRONG and
 * the complaint, or -ENOMEM; `mem` and `t` must outlive `r`.
 */
int macs_load(arena *mem, const struct tree *t, struct registry *r, struct complaint *reterr);

/*
 * Calls `each` for every text under a `mac-names` of data/companies or
 * data/brands that is no holder of a block: no fault, since the lists of
 * another day may have it, but nothing follows from it. Returns how many.
 */
size_t macs_unknown_names(const struct tree *t, void (*each)(void *context, const struct complaint *c), void *context);

/* For the registry's loader: holders are numbered from 0. */
size_t macs_owner_count(void);
str macs_owner_name(size_t owner);

/*
 * The holders whose name is `name` but for case, blanks, points and the
 * like: how many, and in `*ret_first` the first one; the others follow it.
 */
size_t macs_owners_named(str name, size_t *ret_first);
