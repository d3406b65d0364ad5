/*
 * The search of i-PRO's (Panasonic's) devices, Easy IP Setup: UDP 10670 and 10669.
 *
 *     @0 u16 1  @2 u16 bytes behind @52  @4 u16 command: 0d search, 0e answer, others set something
 *     @6 MAC of the device  @12 MAC and IPv4 of who asks  @24 20 11 1e 11 23 1f 1e 19 13 00 00 02
 *     @53 items: u16 tag  u16 size  value        20 IPv4  a7 model  a8 short model  a9 firmware  d1 serial
 *     u16 ffff  u16 sum of all bytes before, and one
 *
 * Numbers are big endian; texts end with NULs. No standard; layout from the
 * packets of a camera and a recorder in Rickardjd/Easy_IP and from
 * julienblitte/UniversalScanner.
 */

#include "read/part/layout.h"

enum { MAC, IP, MODEL, SHORT_MODEL, FIRMWARE, SERIAL };

static const struct field ipro_fields[] = {
	[MAC] = { "ipro.mac", "its MAC" },
	[IP] = { "ipro.ip", "its IPv4 address" },
	[MODEL] = { "ipro.model", "model; recorders have only the short one" },
	[SHORT_MODEL] = { "ipro.short_model", "model without the series before it" },
	[FIRMWARE] = { "ipro.firmware", "version of the firmware" },
	[SERIAL] = { "ipro.serial", "serial number" },
	{ 0 },
};

enum {
	ANSWER = 0x0e, SIGN_AT = 24, ITEMS_AT = 53, TAG_END = 0xffff,
	TAG_IP = 0x20, TAG_MODEL = 0xa7, TAG_SHORT_MODEL = 0xa8, TAG_FIRMWARE = 0xa9, TAG_SERIAL = 0xd1,
	ITEMS_MAX = 96, /* looked at in one answer; the longest seen has 34 */
};

static void tell_item(struct reading *rx, uint16_t tag, str value) {
	static const struct { uint16_t tag, field; } texts[] = {
		{ TAG_MODEL, MODEL }, { TAG_SHORT_MODEL, SHORT_MODEL }, { TAG_FIRMWARE, FIRMWARE }, { TAG_SERIAL, SERIAL },
	};

	if (tag == TAG_IP)
		layout_tell_ip(rx, &ipro_fields[IP], addr_of(ADDR_IP4, value));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].tag == tag)
			layout_tell_text(rx, &ipro_fields[texts[i].field], value);
}

static enum read_end read_answer(struct reading *rx, str message) {
	cur in = cur_over(str_after(message, ITEMS_AT));

	layout_tell_mac(rx, &ipro_fields[MAC], addr_of(ADDR_MAC, layout_bytes(message, 6, 6)));
	for (unsigned i = 0; i < ITEMS_MAX; i++) {
		uint16_t tag = cur_be16(&in);

		if (tag == TAG_END)
			return READ_DONE;
		str value = cur_take(&in, cur_be16(&in));
		if (in.bad)
			return READ_CUT;
		tell_item(rx, tag, value);
	}
	return READ_BROKEN;
}

static enum read_end ipro_read(struct reading *rx, cur in) {
	str message = cur_peek(&in);
	uint16_t one = cur_be16(&in);

	cur_be16(&in);
	uint16_t command = cur_be16(&in);
	if (one != 1 || !str_begins(str_after(message, SIGN_AT), STR("\x20\x11\x1e\x11\x23\x1f\x1e\x19\x13\x00\x00\x02")))
		return READ_NOT_MINE;
	return command == ANSWER ? read_answer(rx, message) : READ_DONE;
}

const struct proto ipro_proto = {
	.name = "ipro",
	.what = "Easy IP Setup, the search of i-PRO's and Panasonic's devices, UDP 10670 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 10669 }, { LANE_UDP, 10670 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = ipro_fields,
	.read = ipro_read,
};
