/*
 * MHED, by which TVT's IP tool finds what TVT made, under any of its labels:
 * UDP 23456, multicast to 234.55.55.55 and .56.
 *
 *     @0 MHED  @4 u32 version 0x0001000N  @8 u32 command: 1 search, 2 answer, others set something
 *     @12 name[20]  @32 MAC  @40 IPv4  @52 u32 firmware  @56 u32 built, YYYYMMDD  @64 u32 kind
 *     @84 password[28]
 *     version 7: @140 product[24]  @164 customer[24]    version 8: @140 serial[16]  @156 firmware[16]
 *     @196 model[16]  @212 manufacturer[16]
 *
 * Numbers are little endian. No standard; layout from the header of TVT's IP
 * Tool (public code), and from two tools that were made from packets of
 * cameras and recorders: those answer in version 8. What sets something
 * carries the administrator's password, and the answer has a place for it: of
 * both nothing is told.
 */

#include "read/part/layout.h"

enum { NAME, MAC, IP, FIRMWARE, BUILT, KIND, PRODUCT, CUSTOMER, SERIAL, SOFTWARE, MODEL, MANUFACTURER };

static const struct field tvt_fields[] = {
	[NAME] = { "tvt.name", "its name; IPC when nobody gave it one" },
	[MAC] = { "tvt.mac", "its MAC" },
	[IP] = { "tvt.ip", "its IPv4 address" },
	[FIRMWARE] = { "tvt.firmware", "version of the firmware" },
	[BUILT] = { "tvt.built", "day on which the firmware was built, YYYYMMDD" },
	[KIND] = { "tvt.kind", "dvr, dvs, ipc, nvr or decoder" },
	[PRODUCT] = { "tvt.product", "name of the product, in version 7" },
	[CUSTOMER] = { "tvt.customer", "for whom the firmware was made, in version 7" },
	[SERIAL] = { "tvt.serial", "serial number, in version 8" },
	[SOFTWARE] = { "tvt.software", "the firmware as text, in version 8" },
	[MODEL] = { "tvt.model", "model" },
	[MANUFACTURER] = { "tvt.manufacturer", "under whose name it is sold; Customer when under nobody's" },
	{ 0 },
};

enum {
	VERSION_SERIES = 1, VERSION_TEXTS = 7, VERSION_SERIAL = 8, /* the upper and lower half of the version */
	ANSWER = 2, FIRMWARE_AT = 52, KIND_AT = 64,
};

static void tell_firmware(struct reading *rx, str message) {
	cur in = cur_over(layout_bytes(message, FIRMWARE_AT, 4));
	uint32_t firmware = cur_le32(&in);
	uint8_t room[16];
	struct text t = TEXT(room);

	if (firmware == 0)
		return;
	for (int shift = 24; shift >= 0; shift -= 8) {
		text_u64(&t, firmware >> shift & 0xff);
		if (shift)
			text_byte(&t, '.');
	}
	tell(rx, &tvt_fields[FIRMWARE], text_done(&t));
}

static void tell_kind(struct reading *rx, str message) {
	static const char *const kinds[] = { "dvr", "dvs", "ipc", "nvr", "decoder" };
	cur in = cur_over(layout_bytes(message, KIND_AT, 4));
	uint32_t kind = cur_le32(&in);

	if (!in.bad && kind < sizeof kinds / sizeof *kinds)
		tell(rx, &tvt_fields[KIND], str_of(kinds[kind]));
}

static enum read_end read_answer(struct reading *rx, uint16_t version, str message) {
	static const struct layout first[] = {
		{ 12, 20, LAYOUT_TEXT, NAME }, { 32, 6, LAYOUT_MAC, MAC }, { 40, 4, LAYOUT_IP, IP },
		{ 56, 4, LAYOUT_NUMBER, BUILT },
	};
	static const struct layout old[] = { { 140, 24, LAYOUT_TEXT, PRODUCT }, { 164, 24, LAYOUT_TEXT, CUSTOMER } };
	static const struct layout new[] = { { 140, 16, LAYOUT_TEXT, SERIAL }, { 156, 16, LAYOUT_TEXT, SOFTWARE } };
	static const struct layout last[] = { { 196, 16, LAYOUT_TEXT, MODEL }, { 212, 16, LAYOUT_TEXT, MANUFACTURER } };
	bool whole = layout_tell(rx, tvt_fields, first, sizeof first / sizeof *first, message);

	tell_firmware(rx, message);
	tell_kind(rx, message);
	if (version < VERSION_TEXTS)
		return whole ? READ_DONE : READ_CUT;
	whole &= layout_tell(rx, tvt_fields, version >= VERSION_SERIAL ? new : old, 2, message);
	whole &= layout_tell(rx, tvt_fields, last, 2, message);
	return whole ? READ_DONE : READ_CUT;
}

static enum read_end tvt_read(struct reading *rx, cur in) {
	str message = cur_peek(&in), magic = cur_take(&in, 4);
	uint16_t version = cur_le16(&in), series = cur_le16(&in);
	uint32_t command = cur_le32(&in);

	if (!str_eq(magic, STR("MHED")) || (!in.bad && series != VERSION_SERIES))
		return READ_NOT_MINE;
	if (in.bad)
		return READ_CUT;
	return command == ANSWER ? read_answer(rx, version, message) : READ_DONE;
}

const struct proto tvt_proto = {
	.name = "tvt",
	.what = "MHED, the search of TVT's devices, UDP 23456 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 23456 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = tvt_fields,
	.read = tvt_read,
};
