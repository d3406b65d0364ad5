/*
 * Which IP address belongs to which MAC, by proof only.
 *
 * The MAC of a frame is the device's own only when no router stood between.
 * That is certain when
 *
 *     the source is link-local IPv6           routers must not pass it on (RFC 4291, 2.5.6)
 *     the target is 224.0.0.0/24              nor this (RFC 5771, 4)
 *     the target is 255.255.255.255           nor this (RFC 1812, 5.3.5.1)
 *     a multicast has TTL 1                   it would have died (RFC 1112, 6.1)
 *     the TTL is 255 and the packet is        the largest there is: nobody has counted it down
 *     multicast, or its source is private     (RFC 5082). A public source may be a tunnel's end
 *
 * Any other packet may come from behind a router, whose MAC it then bears.
 */

#include "flow/state.h"

static bool is_multicast(const struct ip_head *ip) {
	return ip->is_ip6 ? ip->to[0] >> 56 == 0xff : ip->to[0] >> 28 == 14;
}

static bool is_on_link(const struct ip_head *ip) {
	bool multicast = is_multicast(ip);

	if (ip->is_ip6 && ip->from[0] >> 54 == 0xfe80 >> 6)
		return true;
	if (!ip->is_ip6 && (ip->to[0] >> 8 == 0xe00000 || ip->to[0] == 0xffffffff))
		return true;
	if (multicast && (ip->ttl == 1 || ip->ttl == 255))
		return true;
	return ip->ttl == 255 && addr_is_private(ip_addr(ip, ip->from));
}

void bind_take(struct flow *f, const struct ip_head *ip) {
	/* Cheap first: nearly every packet ends here. */
	bool perhaps = ip->ttl == 255 || ip->ttl == 1 ||
		       (ip->is_ip6 ? ip->from[0] >> 54 == 0xfe80 >> 6 : ip->to[0] >> 28 >= 14);

	if (!perhaps || f->mac.n == 0 || !is_on_link(ip))
		return;
	addr mac = flow_mac(f), from = ip_addr(ip, ip->from);
	if (mac.kind == ADDR_NONE || !addr_is_unicast(from))
		return;
	/* By number, before the address becomes text. */
	if (!flow_is_news(f, mix_bytes(f->mac, mix(mix(ip->from[0], ip->from[1]), ip->is_ip6))))
		return;
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);
	addr_format(&t, from);
	flow_tell(f, mac, &flow_fields[FIELD_LINK_IP], text_done(&t));
}
