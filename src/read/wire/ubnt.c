/*
 * Ubiquiti's discovery, UDP 10001: a header and items of type, size, value.
 *
 *     @0 u8 version 1 or 2  @1 u8 command  @2 u16 bytes behind the header
 *     u8 type  u16 size  value       01 MAC  02 MAC and IP  03 firmware  0b host name
 *                                    0c product  14 15 model  16 version
 *
 * Numbers are big endian. A question is a header alone. No standard; layout
 * from nmap's ubiquiti-discovery and julienblitte/UniversalScanner. The name
 * of its wireless network (0d) is nobody's business and is not told.
 */

#include "read/proto.h"

enum { MAC, IP, FIRMWARE, HOSTNAME, PRODUCT, MODEL, VERSION };

static const struct field ubnt_fields[] = {
	[MAC] = { "ubnt.mac", "its MAC" },
	[IP] = { "ubnt.ip", "an IPv4 address of it" },
	[FIRMWARE] = { "ubnt.firmware", "firmware, with the platform before it" },
	[HOSTNAME] = { "ubnt.hostname", "its name" },
	[PRODUCT] = { "ubnt.product", "short name of the product: UVC G3, U7PG2, …" },
	[MODEL] = { "ubnt.model", "name of the model" },
	[VERSION] = { "ubnt.version", "version of the firmware alone" },
	{ 0 },
};

enum {
	ITEM_MAC = 0x01, ITEM_MAC_IP = 0x02, ITEM_FIRMWARE = 0x03, ITEM_HOSTNAME = 0x0b, ITEM_PRODUCT = 0x0c,
	ITEM_MODEL_OLD = 0x14, ITEM_MODEL = 0x15, ITEM_VERSION = 0x16,
	VERSION_MAX = 2, MAC_SIZE = 6, IP_SIZE = 4,
	ITEMS_MAX = 64, /* told of one answer; the longest seen has 17 */
};

static void tell_mac(struct reading *rx, str mac) {
	if (mac.n == MAC_SIZE)
		tell_addr(rx, &ubnt_fields[MAC], addr_of(ADDR_MAC, mac));
}

static void tell_mac_and_ip(struct reading *rx, str value) {
	cur in = cur_over(value);
	str mac = cur_take(&in, MAC_SIZE), ip = cur_take(&in, IP_SIZE);

	if (in.bad || cur_left(&in))
		return;
	tell_mac(rx, mac);
	tell_addr(rx, &ubnt_fields[IP], addr_of(ADDR_IP4, ip));
}

/* False for an item that is not looked at. */
static bool tell_item(struct reading *rx, uint8_t type, str value) {
	static const struct { uint8_t type, field; } texts[] = {
		{ ITEM_FIRMWARE, FIRMWARE }, { ITEM_HOSTNAME, HOSTNAME }, { ITEM_PRODUCT, PRODUCT },
		{ ITEM_MODEL_OLD, MODEL }, { ITEM_MODEL, MODEL }, { ITEM_VERSION, VERSION },
	};

	if (type == ITEM_MAC)
		return tell_mac(rx, value), true;
	if (type == ITEM_MAC_IP)
		return tell_mac_and_ip(rx, value), true;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].type == type)
			return tell(rx, &ubnt_fields[texts[i].field], value), true;
	return false;
}

static enum read_end ubnt_read(struct reading *rx, cur in) {
	uint8_t version = cur_u8(&in);
	unsigned told = 0;

	cur_u8(&in);
	uint16_t size = cur_be16(&in);
	if (in.bad || version == 0 || version > VERSION_MAX || cur_left(&in) > size)
		return READ_NOT_MINE;
	bool cut = cur_left(&in) < size;
	while (cur_left(&in)) {
		uint8_t type = cur_u8(&in);
		str value = cur_take(&in, cur_be16(&in));

		if (in.bad)
			return cut ? READ_CUT : READ_BROKEN;
		told += told < ITEMS_MAX && tell_item(rx, type, value);
	}
	return cut ? READ_CUT : READ_DONE;
}

const struct proto ubnt_proto = {
	.name = "ubnt",
	.what = "Ubiquiti discovery, UDP 10001 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 10001 }, { 0 } },
	.fields = ubnt_fields,
	.read = ubnt_read,
};
