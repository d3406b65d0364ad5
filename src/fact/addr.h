#pragma once

/*
 * addr: one address of a thing on a network, MAC or IP.
 *
 * An address is not a device: fuse/same decides which of them belong together.
 */

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"

enum addr_kind { ADDR_NONE, ADDR_MAC, ADDR_IP4, ADDR_IP6 };

/* Unused bytes are zero, so that two equal addresses are equal in memory. */
typedef struct {
	uint8_t kind; /* enum addr_kind */
	uint8_t bytes[16];
} addr;

enum { ADDR_TEXT_MAX = 46 };

/* Bytes an address of this kind has: 0, 6, 4, 16. */
size_t addr_size(enum addr_kind kind);

/* An address from its bytes in network order; ADDR_NONE when the size is wrong. */
addr addr_of(enum addr_kind kind, str bytes);

/*
 * MAC with colons, dashes, dots or nothing between; IPv4; IPv6 with `::`,
 * perhaps a zone, which is cut off. ADDR_NONE when it is no address.
 */
addr addr_parse(str text);

/* aa:bb:cc:dd:ee:ff, 192.0.2.1, 2001:db8::1 (RFC 5952). */
void addr_format(struct text *t, addr a);

/* Likewise, as an arena's text. */
str addr_text(arena *mem, addr a);

bool addr_eq(addr a, addr b);
uint64_t addr_hash(addr a, uint64_t seed);

/* A MAC that names one sender: not broadcast, multicast, or all zero. */
bool addr_is_station(addr a);

/*
 * An address that never crosses the Internet: 10/8, 172.16/12, 192.168/16,
 * 169.254/16, 100.64/10, fe80::/10, fc00::/7 (RFC 1918, 3927, 6598, 4291, 4193).
 */
bool addr_is_private(addr a);

/* An IP that can be one thing's own: not unspecified, multicast, broadcast or loopback. */
bool addr_is_unicast(addr a);

/* 169.254/16 and fe80::/10: valid on one link only. */
bool addr_is_link_local(addr a);
