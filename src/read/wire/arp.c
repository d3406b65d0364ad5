/*
 * ARP, RFC 826: which MAC address answers for an IPv4 address on this link.
 *
 *     HHHH PPPP HL PL OOOO   hardware (1), protocol (0800), sizes (6, 4), operation
 *     sender MAC[6] sender IP[4] target MAC[6] target IP[4]
 *
 * Only the sender speaks for itself: the target's MAC is what it asks for. A
 * sender without an address (RFC 5227 probe) says nothing yet.
 */

#include "read/proto.h"

enum { IP };

static const struct field arp_fields[] = {
	[IP] = { "arp.ip", "an IPv4 address for which it answers on the link" },
	{ 0 },
};

static enum read_end arp_read(struct reading *rx, cur in) {
	uint16_t hardware = cur_be16(&in), protocol = cur_be16(&in);
	uint8_t mac_size = cur_u8(&in), ip_size = cur_u8(&in);

	cur_be16(&in);
	if (in.bad || hardware != 1 || protocol != 0x0800 || mac_size != 6 || ip_size != 4)
		return READ_NOT_MINE;
	addr mac = addr_of(ADDR_MAC, cur_take(&in, 6));
	addr ip = addr_of(ADDR_IP4, cur_take(&in, 4));
	if (in.bad)
		return READ_CUT;
	if (addr_is_station(mac) && addr_is_unicast(ip)) {
		uint8_t room[ADDR_TEXT_MAX];
		struct text t = TEXT(room);

		addr_format(&t, ip);
		tell_of(rx, mac, &arp_fields[IP], text_done(&t));
	}
	return READ_DONE;
}

const struct proto arp_proto = {
	.name = "arp",
	.what = "Address Resolution Protocol, RFC 826",
	.hooks = (const struct hook[]){ { LANE_ETHER, 0x0806 }, { 0 } },
	.fields = arp_fields,
	.read = arp_read,
};
