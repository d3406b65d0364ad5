/*
 * The answer to the search of Reolink's client, UDP 3000: 388 bytes.
 *
 *     @80 MAC  @108 IPv4 as text[16]  @132 name[32]  @164 MAC as text[32]  @196 model[32]
 *     @228 numbers for its cloud and a key
 *
 * It has no sign of its own, so its size and its MAC, which it gives twice,
 * must be right. The search itself (UDP 2000 and 2015) tells nothing. No
 * standard; layout from thirtythreeforty/neolink issue 102, reolink-cli and a
 * tool for Home Assistant (public code). What opens the camera stands behind
 * the model: nothing of that is told.
 */

#include "read/part/layout.h"

enum { MAC, IP, NAME, MODEL };

static const struct field reolink_fields[] = {
	[MAC] = { "reolink.mac", "its MAC" },
	[IP] = { "reolink.ip", "its IPv4 address" },
	[NAME] = { "reolink.name", "its name" },
	[MODEL] = { "reolink.model", "its model; not every device tells it" },
	{ 0 },
};

enum { ANSWER_SIZE = 388, MAC_AT = 80, MAC_SIZE = 6, MAC_TEXT_AT = 164, MAC_TEXT_SIZE = 32 };

static enum read_end reolink_read(struct reading *rx, cur in) {
	static const struct layout rows[] = {
		{ MAC_AT, MAC_SIZE, LAYOUT_MAC, MAC }, { 108, 16, LAYOUT_IP_TEXT, IP }, { 132, 32, LAYOUT_TEXT, NAME },
		{ 196, 32, LAYOUT_TEXT, MODEL },
	};
	str message = cur_peek(&in);
	addr mac = addr_of(ADDR_MAC, layout_bytes(message, MAC_AT, MAC_SIZE));

	if (message.n != ANSWER_SIZE || !addr_is_station(mac) ||
	    !addr_eq(mac, addr_parse(layout_text(message, MAC_TEXT_AT, MAC_TEXT_SIZE))))
		return READ_NOT_MINE;
	layout_tell(rx, reolink_fields, rows, sizeof rows / sizeof *rows, message);
	return READ_DONE;
}

const struct proto reolink_proto = {
	.name = "reolink",
	.what = "the search of Reolink's devices, UDP 3000 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 3000 }, { LANE_UDP, 2000 }, { LANE_UDP, 2015 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = reolink_fields,
	.read = reolink_read,
};
