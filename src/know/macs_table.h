#pragma once

/*
 * The table behind know/macs, as tools/macs.py writes it at build time.
 *
 * Holders ("owners") are numbered in the order of a fold of their names, so
 * that all spellings of one name that differ only in case, blanks and points
 * are neighbours. All of it is constant and needs no relocation.
 */

#include <stdint.h>

enum {
	MACS_POOL_ROW = 4000,    /* bytes in a row of the pool; rows follow one another without a gap */
	MACS_SPLIT = 0xffff,     /* in place of an owner: the block is cut into smaller ones */
};

/* Where the 24-bit prefixes begin whose first byte is n; 257 numbers. */
extern const uint32_t macs_first24[];

/* Prefixes in rising order, and beside each the number of its owner. */
extern const uint32_t macs_prefix24[], macs_prefix28[];
extern const uint64_t macs_prefix36[];
extern const uint16_t macs_owner24[], macs_owner28[], macs_owner36[];
extern const uint32_t macs_count24, macs_count28, macs_count36;

/*
 * By owner: the fold of its name (rising), and where the name begins in the
 * pool; there is one start more than there are owners.
 */
extern const uint32_t macs_fold[], macs_start[];
extern const uint32_t macs_owner_total;
extern const uint32_t macs_block_total; /* blocks that have an owner */
extern const char macs_pool[][MACS_POOL_ROW];
