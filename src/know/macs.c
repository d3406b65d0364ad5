#include "know/macs.h"

#include "know/macs_own.h"
#include "know/macs_table.h"

enum { NO_OWNER = MACS_SPLIT };

/* Whom the IEEE's lists give an address, and how large a block. */
struct listed {
	uint16_t owner;
	unsigned bits;
};

/* Letters, digits and all beyond ASCII count when names are compared. */
static bool counts(uint8_t c) {
	return byte_is_letter(c) || byte_is_digit(c) || c >= 0x80;
}

/* FNV-1a over what counts, 32 bit; tools/macs.py has its twin. */
static uint32_t fold(str name) {
	uint32_t h = 0x811c9dc5u;

	for (size_t i = 0; i < name.n; i++)
		if (counts(name.at[i]))
			h = (h ^ byte_lower(name.at[i])) * 0x01000193u;
	return h;
}

static bool same_name(str a, str b) {
	for (size_t i = 0, k = 0;;) {
		while (i < a.n && !counts(a.at[i]))
			i++;
		while (k < b.n && !counts(b.at[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		if (byte_lower(a.at[i++]) != byte_lower(b.at[k++]))
			return false;
	}
}

size_t macs_owner_count(void) {
	return macs_owner_total;
}

str macs_owner_name(size_t owner) {
	const char *pool = macs_pool[0];

	return (str){ (const uint8_t *)pool + macs_start[owner], macs_start[owner + 1] - macs_start[owner] };
}

size_t macs_block_count(void) {
	return macs_block_total;
}

size_t macs_owners_named(str name, size_t *ret_first) {
	uint32_t want = fold(name);
	size_t low = 0, high = macs_owner_total, count = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (macs_fold[middle] < want)
			low = middle + 1;
		else
			high = middle;
	}
	/* Another name may have the same fold and stand before or behind ours. */
	while (low < macs_owner_total && macs_fold[low] == want && !same_name(macs_owner_name(low), name))
		low++;
	while (low + count < macs_owner_total && macs_fold[low + count] == want &&
	       same_name(macs_owner_name(low + count), name))
		count++;
	if (count)
		*ret_first = low;
	return count;
}

/* The owner of the prefix `want` among those from `low` to before `end`. */
static uint16_t find32(const uint32_t *prefixes, const uint16_t *owners, size_t low, size_t end,
		       uint32_t want) {
	size_t high = end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (prefixes[middle] < want)
			low = middle + 1;
		else
			high = middle;
	}
	return low < end && prefixes[low] == want ? owners[low] : NO_OWNER;
}

static uint16_t find36(uint64_t want) {
	size_t low = 0, high = macs_count36;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (macs_prefix36[middle] < want)
			low = middle + 1;
		else
			high = middle;
	}
	return low < macs_count36 && macs_prefix36[low] == want ? macs_owner36[low] : NO_OWNER;
}

/*
 * One search finds nearly all; only a block that is cut up, or not there at
 * all, is looked for among the smaller ones.
 */
static struct listed find_listed(addr mac) {
	const uint8_t *b = mac.bytes;
	uint32_t top = (uint32_t)b[0] << 16 | (uint32_t)b[1] << 8 | b[2];
	uint16_t owner = find32(macs_prefix24, macs_owner24, macs_first24[b[0]], macs_first24[b[0] + 1], top);

	if (owner != MACS_SPLIT)
		return (struct listed){ owner, 24 };
	owner = find36((uint64_t)top << 12 | (uint64_t)b[3] << 4 | b[4] >> 4);
	if (owner != NO_OWNER)
		return (struct listed){ owner, 36 };
	return (struct listed){ find32(macs_prefix28, macs_owner28, 0, macs_count28, top << 4 | b[3] >> 4), 28 };
}

struct mac_holder macs_of_owner(const struct registry *r, size_t owner) {
	uint16_t company = r->mac_companies ? r->mac_companies[owner] : 0;
	uint16_t brand = r->mac_brands ? r->mac_brands[owner] : 0;

	return (struct mac_holder){
		.name = macs_owner_name(owner),
		.company = company ? &r->companies[company - 1] : NULL,
		.brand = brand ? &r->brands[brand - 1] : NULL,
		.note = &macs_note,
	};
}

static const struct mac_block *find_own(const struct registry *r, addr mac) {
	uint64_t address = 0;

	for (size_t i = 0; i < 6; i++)
		address = address << 8 | mac.bytes[i];
	return r->macs ? macs_own_find(r->macs, address) : NULL;
}

/*
 * 00:00:00 is Xerox's of 1980, and what is written where an address is not
 * known or was taken out of a record: in those, nobody's.
 */
static bool is_blank(addr mac) {
	return mac.bytes[0] == 0 && mac.bytes[1] == 0 && mac.bytes[2] == 0;
}

struct mac_holder macs_holder(const struct registry *r, addr mac) {
	/* Bit 0 names a group, bit 1 says that no IEEE block stands behind the address. */
	if (mac.kind != ADDR_MAC || (mac.bytes[0] & 3) != 0 || is_blank(mac))
		return (struct mac_holder){ 0 };
	struct listed l = find_listed(mac);
	const struct mac_block *own = find_own(r, mac);

	if (own && (l.owner == NO_OWNER || own->bits >= l.bits))
		return own->holder;
	if (l.owner == NO_OWNER)
		return (struct mac_holder){ 0 };
	return macs_of_owner(r, l.owner);
}
