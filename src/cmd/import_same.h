#pragma once

/*
 * import_same: which rows of the registers of one run are about one device.
 *
 * Two rows are when they have the same MAC, or the same serial number, or the
 * same name at the same site, and neither MAC nor serial of the other kind
 * says that they are not. A MAC that stands at two devices is a slip of
 * somebody's pen at one of them: nobody can tell which, so it is nobody's.
 *
 * Keys are kept as hashes of 64 bits with a seed that nobody knows: of a
 * million rows two unlike ones meet once in ten million runs.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fact/addr.h"

enum { SAME_ROWS_MAX = 1 << 22 }; /* rows of all files together: four million, at some 100 bytes each */

enum { SAME_OTHER_MACS = 3 }; /* further network cards that a row may name; a recorder has two or four */

/* What a row is known by; 0 where it has nothing of the kind. */
struct same_keys {
	uint64_t mac; /* same_key_of_mac() */
	uint64_t other_macs[SAME_OTHER_MACS]; /* likewise; they join no rows */
	uint64_t serial, place /* name and site */, name; /* same_key() */
};

struct same_rows;

/* NULL without memory. `seed` is a number that nobody can guess. */
struct same_rows *same_rows_open(uint64_t seed);
void same_rows_close(struct same_rows *s);

/* The key of a text, and of two together; never 0. */
uint64_t same_key(const struct same_rows *s, str text, str other);

/* The key of a MAC is the MAC itself; 0 and ADDR_NONE where there is none. */
uint64_t same_key_of_mac(addr mac);
addr same_mac_of_key(uint64_t key);

/* All rows have been asked about: gives back the memory of what they are known by. How many there are is still known. */
void same_rows_forget_keys(struct same_rows *s);

/* The next row, in order. 0, -ENOMEM, or SAME_FULL. */
enum { SAME_FULL = 1 };
int same_rows_add(struct same_rows *s, const struct same_keys *keys);

/* All rows have been added: gives back the memory of keys that are not asked for below. 0 or -ENOMEM, then all stay. */
int same_rows_all_added(struct same_rows *s);

/* The device of a row by its number, from 0: the number of the first row that is about it. All rows have been added. */
uint32_t same_rows_first(struct same_rows *s, uint32_t row);

/* How many rows are about the device whose first row this is. */
uint32_t same_rows_about(const struct same_rows *s, uint32_t first);

/* The key of the device's MAC, whichever of its rows has it; 0 when none does, or when another device has it, too. */
uint64_t same_rows_mac(const struct same_rows *s, uint32_t first);

/* Is this further MAC of the device named by no other device? Else it is that of what many are plugged into. */
bool same_rows_is_own_mac(struct same_rows *s, uint32_t first, uint64_t mac);

/* Does this MAC, or this name, stand at more than one device? */
bool same_rows_mac_shared(const struct same_rows *s, uint64_t mac);
bool same_rows_name_shared(const struct same_rows *s, uint64_t name);
bool same_rows_place_shared(const struct same_rows *s, uint64_t place);

/* How many MACs stand at more than one device. */
size_t same_rows_shared_mac_count(const struct same_rows *s);

size_t same_rows_count(const struct same_rows *s);
size_t same_rows_device_count(const struct same_rows *s);
