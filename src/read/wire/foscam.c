/*
 * The search of Foscam's older cameras and of others with the same firmware, UDP 10000.
 *
 *     @0 MO_I  @4 u16 0 search, 1 answer  @6 u8 1: enciphered  @7 key[8]  @15 u32 bytes behind @23, twice
 *     @23 id[13], a MAC in hex  @36 name[21]  @57 IPv4
 *
 * Where it is enciphered, each byte from @23 on is XORed with the next of the
 * eight of the key, which is no secret: it stands beside it. Numbers are little
 * endian. No standard; layout from OpenIPC/python-dvr and
 * julienblitte/UniversalScanner, which made its answers itself. Other
 * operations set something and carry passwords: of those nothing is told.
 */

#include "read/part/layout.h"

enum { ID, MAC, NAME, IP };

static const struct field foscam_fields[] = {
	[ID] = { "foscam.id", "its number, mostly its MAC" },
	[MAC] = { "foscam.mac", "its MAC, where the number is one" },
	[NAME] = { "foscam.name", "its name" },
	[IP] = { "foscam.ip", "its IPv4 address" },
	{ 0 },
};

enum {
	KEY_SIZE = 8, SIZES_SIZE = 8, ANSWER = 1,
	BODY_SIZE = 38, /* looked at: from the number to the address */
};

/* What stands behind the header, deciphered into `to` where it must be. */
static str body_of(struct text *to, bool is_secret, str key, str body) {
	if (!is_secret)
		return body;
	for (size_t i = 0; i < body.n; i++)
		text_byte(to, body.at[i] ^ key.at[i % KEY_SIZE]);
	return text_done(to);
}

static enum read_end foscam_read(struct reading *rx, cur in) {
	static const struct layout rows[] = {
		{ 0, 13, LAYOUT_TEXT, ID }, { 0, 13, LAYOUT_MAC_TEXT, MAC }, { 13, 21, LAYOUT_TEXT, NAME },
		{ 34, 4, LAYOUT_IP, IP },
	};
	uint8_t room[BODY_SIZE];
	struct text t = TEXT(room);

	if (!str_begins(cur_peek(&in), STR("MO_I")))
		return READ_NOT_MINE;
	cur_take(&in, 4);
	uint16_t operation = cur_le16(&in);
	bool is_secret = cur_u8(&in) != 0;
	str key = cur_take(&in, KEY_SIZE);
	cur_take(&in, SIZES_SIZE);
	if (in.bad)
		return READ_CUT;
	if (operation != ANSWER)
		return READ_DONE;
	str rest = cur_peek(&in), body = body_of(&t, is_secret, key, (str){ rest.at, rest.n < BODY_SIZE ? rest.n : BODY_SIZE });
	return layout_tell(rx, foscam_fields, rows, sizeof rows / sizeof *rows, body) ? READ_DONE : READ_CUT;
}

const struct proto foscam_proto = {
	.name = "foscam",
	.what = "the search of Foscam's older cameras and their like, UDP 10000 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 10000 }, { 0 } },
	.fields = foscam_fields,
	.read = foscam_read,
};
