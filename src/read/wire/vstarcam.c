/*
 * The search of VStarcam's cameras and their relabels, UDP 8600.
 *
 *     @0 DH  @2 u8 1  @3 u8 1 search, 8 answer, 2 sets something
 *     @4 IPv4 as text[16]  @20 mask as text[16]  @84 MAC  @92 cloud id[32]  @124 name[32]  @204 firmware[16]
 *     @324 server of its dynamic name  @452 account[32]  @484 password[32]
 *
 * No standard; layout from an answer of a camera (wue-iot-note) and from
 * julienblitte/UniversalScanner. Firmware of another house answers in the same
 * frame with other places (public code): there the mask is none, and it is not
 * taken. Neither the account nor its password is told.
 */

#include "read/part/layout.h"

enum { MAC, IP, UID, NAME, FIRMWARE };

static const struct field vstarcam_fields[] = {
	[MAC] = { "vstarcam.mac", "its MAC" },
	[IP] = { "vstarcam.ip", "its IPv4 address" },
	[UID] = { "vstarcam.uid", "its number in the cloud" },
	[NAME] = { "vstarcam.name", "its name" },
	[FIRMWARE] = { "vstarcam.firmware", "version of the firmware" },
	{ 0 },
};

enum { ANSWER_MIN = 0xdc, MASK_FIRST = 255 }; /* a mask begins so, and no address does */

static enum read_end vstarcam_read(struct reading *rx, cur in) {
	static const struct layout rows[] = {
		{ 84, 6, LAYOUT_MAC, MAC }, { 4, 16, LAYOUT_IP_TEXT, IP }, { 92, 32, LAYOUT_TEXT, UID },
		{ 124, 32, LAYOUT_TEXT, NAME }, { 204, 16, LAYOUT_TEXT, FIRMWARE },
	};
	str message = cur_peek(&in);
	addr mask = addr_parse(layout_text(message, 20, 16));

	if (message.n < ANSWER_MIN || !str_begins(message, STR("DH\x01\x08")) || mask.kind != ADDR_IP4 ||
	    mask.bytes[0] != MASK_FIRST)
		return READ_NOT_MINE;
	layout_tell(rx, vstarcam_fields, rows, sizeof rows / sizeof *rows, message);
	return READ_DONE;
}

const struct proto vstarcam_proto = {
	.name = "vstarcam",
	.what = "the search of VStarcam's cameras, UDP 8600 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 8600 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = vstarcam_fields,
	.read = vstarcam_read,
};
