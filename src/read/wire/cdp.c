/*
 * CDP, Cisco's discovery protocol: a device presents itself to the port
 * beside it. Never standardised; the layout is as Cisco documents it for
 * SNAP frames (OUI 00-00-0c, type 2000) and as captures show it.
 *
 *     VV TT CCCC              version (1 or 2), seconds to live, checksum
 *     TTTT LLLL value[L - 4]  the size counts its own head
 *         1 device, 3 port, 5 software, 6 platform: text
 *         2 addresses: count[4], each: kind[1] size[1] protocol size[2] address
 *         22 management addresses: the same
 *
 * Cameras and telephones of other makers speak it too: who speaks CDP is not
 * therefore Cisco.
 */

#include "read/proto.h"

enum { DEVICE, ADDRESS, PORT, SOFTWARE, PLATFORM };

static const struct field cdp_fields[] = {
	[DEVICE] = { "cdp.deviceid", "device identifier: its name, or its MAC" },
	[ADDRESS] = { "cdp.address", "an IP address of it" },
	[PORT] = { "cdp.port_id", "name of the port that sends" },
	[SOFTWARE] = { "cdp.software_version", "software, often several lines" },
	[PLATFORM] = { "cdp.platform", "maker and model" },
	{ 0 },
};

enum {
	TLV_DEVICE = 1, TLV_ADDRESSES = 2, TLV_PORT = 3, TLV_SOFTWARE = 5, TLV_PLATFORM = 6, TLV_MANAGEMENT = 22,
	/* Real ones list one or two; the count is of 32 bits. */
	ADDRESSES_MAX = 64,
};

static str without_nul(str s) {
	while (s.n > 0 && s.at[s.n - 1] == 0)
		s.n--;
	return s;
}

/* 0.0.0.0 is sent by ports without an address. */
static void tell_addresses(struct reading *rx, str value) {
	cur in = cur_over(value);
	uint32_t count = cur_be32(&in);

	for (uint32_t i = 0; i < count && i < ADDRESSES_MAX; i++) {
		cur_u8(&in); /* 1: an NLPID (cc is IPv4), 2: an 802.2 head (IPv6); the size tells them apart too */
		cur_take(&in, cur_u8(&in));
		str bytes = cur_take(&in, cur_be16(&in));
		if (in.bad)
			return;
		addr a = addr_of(bytes.n == 4 ? ADDR_IP4 : ADDR_IP6, bytes);
		if (addr_is_unicast(a))
			tell_addr(rx, &cdp_fields[ADDRESS], a);
	}
}

static void tell_tlv(struct reading *rx, uint16_t type, str value) {
	static const uint8_t texts[] = {
		[TLV_DEVICE] = DEVICE + 1, [TLV_PORT] = PORT + 1, [TLV_SOFTWARE] = SOFTWARE + 1,
		[TLV_PLATFORM] = PLATFORM + 1,
	};

	if (type == TLV_ADDRESSES || type == TLV_MANAGEMENT)
		tell_addresses(rx, value);
	else if (type < sizeof texts && texts[type])
		tell(rx, &cdp_fields[texts[type] - 1], without_nul(value));
}

static enum read_end cdp_read(struct reading *rx, cur in) {
	uint8_t version = cur_u8(&in);

	cur_take(&in, 3);
	if (in.bad || version < 1 || version > 2 || cur_left(&in) < 4)
		return READ_NOT_MINE;
	while (cur_left(&in)) {
		uint16_t type = cur_be16(&in);
		uint16_t size = cur_be16(&in);

		if (!in.bad && size < 4)
			return READ_BROKEN;
		str value = cur_take(&in, (size_t)size - 4);
		if (in.bad)
			return READ_CUT;
		tell_tlv(rx, type, value);
	}
	return READ_DONE;
}

const struct proto cdp_proto = {
	.name = "cdp",
	.what = "Cisco Discovery Protocol",
	.hooks = (const struct hook[]){ { LANE_ETHER, 0x2000 }, { 0 } },
	.fields = cdp_fields,
	.read = cdp_read,
};
