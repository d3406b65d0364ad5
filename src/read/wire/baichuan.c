/*
 * Baichuan, the protocol of Reolink's devices, TCP 9000: a header and XML.
 *
 *     @0 u32 0x0abcdef0, between devices 0x0fedcba0  @4 u32 message  @8 u32 body size
 *     @12 u8 channel  @13 u8 stream  @14 u16 number  @16 u16 status  @18 u16 class
 *     @20 u32 payload offset, in the classes 0x6414 and 0
 *     <body><VersionInfo><name/><type/><serialNumber/><hardwareVersion/><firmwareVersion/>…
 *
 * Numbers are little endian. The XML is plain, or each byte is XORed with a key
 * of eight bytes and the channel, which is no secret; behind an AES log-in only
 * the header shows. No standard; layout from QuantumEntangledAndy/neolink.
 */

#include "base/markup.h"
#include "read/part/secret.h"
#include "read/part/soap.h"

enum { MAGIC, FAMILY };

static const struct field baichuan_fields[] = {
	[MAGIC] = { "baichuan.magic", "the number that begins each of its messages, hex" },
	[FAMILY] = { "baichuan.*", "an element of what it tells of itself: type, name, hardware_version, firmware_version, …" },
	{ 0 },
};

enum {
	HEADER_SIZE = 20,
	CLASS_MODERN = 0x6414, CLASS_FILE = 0, /* four bytes more of header */
	STATUS_MIN = 200, STATUS_MAX = 599,    /* of answers; likewise 0xddNN in a legacy log-in */
	STATUS_LEGACY = 0xdd,
	BODY_MAX = 2048,   /* looked at; the longest answer that tells a version has 700 bytes */
	ELEMENTS_MAX = 32, VALUE_ROOM = 256,
};

struct baichuan {
	uint8_t channel;
	uint16_t status, class;
};

static bool is_magic(str s) {
	return str_begins(s, STR("\xf0\xde\xbc\x0a")) || str_begins(s, STR("\xa0\xcd\xef\x0f"));
}

static bool is_answer(const struct baichuan *m) {
	return (m->status >= STATUS_MIN && m->status <= STATUS_MAX) || m->status >> 8 == STATUS_LEGACY;
}

/* The body as XML; what AES hides stays noise and is not taken for XML. */
static str body_text(struct text *to, str body, uint8_t channel) {
	static const uint8_t key[8] = { 0x1f, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78, 0xff };

	if (soap_is_xml(body))
		return body;
	for (size_t i = 0; i < body.n && i < BODY_MAX; i++)
		text_byte(to, (uint8_t)(body.at[i] ^ key[(channel + i) % sizeof key] ^ channel));
	return text_done(to);
}

/* What stands in VersionInfo is the device's own; a log-in's answer has it in DeviceInfo. */
static enum read_end read_body(struct reading *rx, str text) {
	struct markup m = markup_over(text);
	enum markup_token token;
	unsigned told = 0;

	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		uint8_t room[VALUE_ROOM];
		struct text t = TEXT(room);

		if (token == MARKUP_CLOSE && m.is_leaf && m.depth == 2 && told < ELEMENTS_MAX && !secret_is_name(m.name) &&
		    (str_eq(m.path[1], STR("VersionInfo")) || str_eq(m.path[1], STR("DeviceInfo")))) {
			tell_member(rx, &baichuan_fields[FAMILY], m.name, markup_text(&m, &t));
			told++;
		}
	}
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

static void tell_magic(struct reading *rx, str magic) {
	uint8_t room[16];
	struct text t = TEXT(room);

	text_hex(&t, magic, 0);
	tell(rx, &baichuan_fields[MAGIC], text_done(&t));
}

static enum read_end baichuan_read(struct reading *rx, cur in) {
	struct baichuan m = { 0 };
	uint8_t room[BODY_MAX];
	struct text t = TEXT(room);

	if (!is_magic(cur_peek(&in)))
		return READ_NOT_MINE;
	str magic = cur_take(&in, 4);
	cur_le32(&in);
	uint32_t size = cur_le32(&in);
	m.channel = cur_u8(&in);
	cur_take(&in, 3);
	m.status = cur_le16(&in);
	m.class = cur_le16(&in);
	if (m.class == CLASS_MODERN || m.class == CLASS_FILE)
		cur_le32(&in);
	if (in.bad)
		return READ_CUT;
	/* Who asks is a client; its messages carry names and passwords. */
	if (!is_answer(&m))
		return READ_DONE;
	tell_magic(rx, magic);
	if (size == 0)
		return READ_DONE;
	str body = cur_peek(&in);
	bool cut = body.n < size;
	if (!cut)
		body.n = size;
	str text = body_text(&t, body, m.channel);
	if (!soap_is_xml(text))
		return cut ? READ_CUT : READ_DONE;
	return read_body(rx, text);
}

static bool baichuan_begins(str head) {
	return is_magic(head);
}

const struct proto baichuan_proto = {
	.name = "baichuan",
	.what = "Baichuan, the protocol of Reolink's devices, TCP 9000 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_TCP, 9000 }, { LANE_TCP, KEY_ANY }, { 0 } },
	.fields = baichuan_fields,
	.read = baichuan_read,
	.begins = baichuan_begins,
};
