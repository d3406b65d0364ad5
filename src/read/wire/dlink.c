/*
 * What D-Link's DCS cameras say of themselves, UDP 62976, broadcast: 317 bytes.
 *
 *     @0 ff ff  @2 u16 number  @4 00 a0  @6 MAC  @12 IPv4  @22 description[96]  @118 firmware[32]
 *     @150 MAC  @156 revision of the hardware[64]  @220 model[64]  @284 IPv4
 *
 * No standard; layout from one set of captures (andypitcher/IoT_Sentinel), so
 * what stands in it twice must be the same.
 */

#include "read/part/layout.h"

enum { MAC, IP, DESCRIPTION, FIRMWARE, HARDWARE, MODEL };

static const struct field dlink_fields[] = {
	[MAC] = { "dlink.mac", "its MAC" },
	[IP] = { "dlink.ip", "its IPv4 address" },
	[DESCRIPTION] = { "dlink.description", "what it is" },
	[FIRMWARE] = { "dlink.firmware", "version of the firmware" },
	[HARDWARE] = { "dlink.hardware", "revision of the hardware" },
	[MODEL] = { "dlink.model", "its model" },
	{ 0 },
};

enum { MESSAGE_SIZE = 317 };

static enum read_end dlink_read(struct reading *rx, cur in) {
	static const struct layout rows[] = {
		{ 6, 6, LAYOUT_MAC, MAC }, { 12, 4, LAYOUT_IP, IP }, { 22, 96, LAYOUT_TEXT, DESCRIPTION },
		{ 118, 32, LAYOUT_TEXT, FIRMWARE }, { 156, 64, LAYOUT_TEXT, HARDWARE }, { 220, 64, LAYOUT_TEXT, MODEL },
	};
	str message = cur_peek(&in);

	if (message.n != MESSAGE_SIZE || !str_begins(message, STR("\xff\xff")) ||
	    !str_begins(str_after(message, 4), STR("\x00\xa0")) ||
	    !str_eq(layout_bytes(message, 6, 6), layout_bytes(message, 150, 6)) ||
	    !str_eq(layout_bytes(message, 12, 4), layout_bytes(message, 284, 4)))
		return READ_NOT_MINE;
	layout_tell(rx, dlink_fields, rows, sizeof rows / sizeof *rows, message);
	return READ_DONE;
}

const struct proto dlink_proto = {
	.name = "dlink",
	.what = "what D-Link's DCS cameras say of themselves, UDP 62976 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 62976 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = dlink_fields,
	.read = dlink_read,
};
