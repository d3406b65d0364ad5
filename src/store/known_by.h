#pragma once

/*
 * known_by: what a row of the table of devices is known by, and who else has
 * the same: MACs, serial numbers, UUIDs, addresses.
 */

#include "store/inner.h"

enum {
	HOLDERS_MAX = 8,      /* an identifier that more rows have tells none from another */
	KEYS_MAX = 2 * (IDENTIFIERS_MAX + 1),
	ADDRESSES_LOOKED_AT = 4, /* of a row of a register; more are no device's */
};

/* Something that others may have, too; a MAC and an address as text beside their bytes. */
struct key {
	struct identifier text;
	addr address;
};

struct holder {
	int64_t row, whole;
	bool books;
	addr mac;
	uint64_t first_us, last_us; /* of an address */
};

struct holders {
	struct holder at[HOLDERS_MAX + 1];
	size_t count;
};

/* A MAC or an IP address as a key. */
struct key known_by_address(enum identifier_kind kind, addr a);

/* MAC, serial numbers and UUIDs as keys, the surest first; a MAC also as the serial number that some makers make of it. */
size_t known_by_keys(addr mac, const struct identifier *identifiers, size_t count, struct key ret_keys[KEYS_MAX]);

/* All rows that have it, those that were seen first; where there are more than HOLDERS_MAX one more, in no order. */
int known_by_holders(struct store *s, const struct key *k, struct holders *ret);

/* The only device on the wire among them; 0: none, -1: several. */
int64_t known_by_only_seen(const struct holders *h);

/* Can it tell one device from others? Not what several have, or what stands at two MACs of the books. */
bool known_by_is_specific(const struct key *k, const struct holders *h);

/* The serial numbers and UUIDs of a row; its first IP addresses as keys. */
int known_by_load(struct store *s, int64_t row, struct identifier ret[IDENTIFIERS_MAX], size_t *ret_count);
int known_by_addresses(struct store *s, int64_t row, struct key ret_keys[ADDRESSES_LOOKED_AT], size_t *ret_count);

/* Adds serial numbers and UUIDs to those of a row. */
int known_by_keep(struct store *s, int64_t row, const struct identifier *identifiers, size_t count);
