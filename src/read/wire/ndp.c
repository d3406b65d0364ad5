/*
 * IPv6 neighbour discovery, RFC 4861 chapter 4: which MAC address stands
 * behind an IPv6 address on this link.
 *
 *     TT 00 CCCC ........            ICMPv6 type, code (0), checksum, four bytes of the type
 *         133 router solicitation    options
 *         134 router advertisement   reachable[4] retransmit[4] options
 *         135 neighbour solicitation target IPv6[16] options
 *         136 neighbour advertisement target IPv6[16] options
 *     option: TT LL value[8 * LL - 2]    1: source MAC, 2: target MAC; LL counts eights of bytes
 *
 * Types 133 to 135 say where their own sender is reached (option 1), type 136
 * where its target is (option 2). Who asks from `::` has no address yet (RFC
 * 4862, 5.4.2). The hop limit of 255, which proves that no router passed the
 * message on, is looked at before it comes here.
 */

#include "read/proto.h"

enum { IP };

static const struct field ndp_fields[] = {
	[IP] = { "nd.ip", "an IPv6 address for which it answers on the link" },
	{ 0 },
};

enum {
	TYPE_ROUTER_SOLICIT = 133, TYPE_ROUTER_ADVERT, TYPE_SOLICIT, TYPE_ADVERT,
	OPTION_SOURCE_MAC = 1, OPTION_TARGET_MAC = 2,
};

static void bind(struct reading *rx, str mac_bytes, addr ip) {
	addr mac = addr_of(ADDR_MAC, mac_bytes);
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	if (ip.kind != ADDR_IP6 || !addr_is_unicast(ip) || !addr_is_station(mac))
		return;
	addr_format(&t, ip);
	tell_of(rx, mac, &ndp_fields[IP], text_done(&t));
}

static enum read_end read_options(struct reading *rx, cur in, uint8_t wanted, addr ip) {
	while (cur_left(&in)) {
		uint8_t type = cur_u8(&in);
		size_t size = (size_t)cur_u8(&in) * 8;

		if (!in.bad && size == 0)
			return READ_BROKEN; /* RFC 4861, 4.6: would never end */
		str value = cur_take(&in, size - 2);
		if (in.bad)
			return READ_CUT;
		/* 6 bytes on Ethernet and Wi-Fi; other links have longer addresses, which are no MAC. */
		if (type == wanted && value.n == 6)
			bind(rx, value, ip);
	}
	return READ_DONE;
}

static enum read_end ndp_read(struct reading *rx, cur in) {
	uint8_t type = cur_u8(&in), code = cur_u8(&in);
	addr ip = rx->who;

	cur_take(&in, 6); /* checksum; flags or reserved */
	if (in.bad || code != 0 || type < TYPE_ROUTER_SOLICIT || type > TYPE_ADVERT)
		return READ_NOT_MINE;
	if (type == TYPE_ROUTER_ADVERT) {
		cur_take(&in, 8);
	} else if (type != TYPE_ROUTER_SOLICIT) {
		addr target = addr_of(ADDR_IP6, cur_take(&in, 16));
		if (type == TYPE_ADVERT)
			ip = target;
	}
	if (in.bad)
		return READ_CUT;
	return read_options(rx, in, type == TYPE_ADVERT ? OPTION_TARGET_MAC : OPTION_SOURCE_MAC, ip);
}

const struct proto ndp_proto = {
	.name = "ndp",
	.what = "IPv6 neighbour discovery, RFC 4861",
	.hooks = (const struct hook[]){ { LANE_ICMP6, 133 }, { LANE_ICMP6, 134 }, { LANE_ICMP6, 135 },
					{ LANE_ICMP6, 136 }, { 0 } },
	.fields = ndp_fields,
	.read = ndp_read,
};
