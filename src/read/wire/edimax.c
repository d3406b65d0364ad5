/*
 * What Edimax's cameras and plugs say of themselves: UDP 20560, and an XML
 * notice by broadcast.
 *
 *     @0 MAC  @6 EDIMAX, NULs to @18  @18 kind[4]  @22 model[14]  @36 firmware[8]  @44 name[128]
 *     @172 u16 port  @174 IPv4  @178 mask  @182 gateway
 *     <param><code value="1300" /><port value="51140" /></param>
 *
 * The search begins with ff six times in place of the MAC. No standard; layout
 * from mwittig/edimax-smartplug and from captures (andypitcher/IoT_Sentinel);
 * the notice is known from the captures alone.
 */

#include "base/markup.h"
#include "read/part/layout.h"
#include "read/part/soap.h"

enum { MAC, MODEL, FIRMWARE, NAME, IP, CODE };

static const struct field edimax_fields[] = {
	[MAC] = { "edimax.mac", "its MAC" },
	[MODEL] = { "edimax.model", "its model" },
	[FIRMWARE] = { "edimax.firmware", "version of the firmware" },
	[NAME] = { "edimax.name", "its name" },
	[IP] = { "edimax.ip", "its IPv4 address" },
	[CODE] = { "edimax.code", "code of its notice" },
	{ 0 },
};

enum { ELEMENTS_MAX = 8, VALUE_MAX = 16 };

/* The notice holds a code and a port and nothing else. */
static enum read_end read_notice(struct reading *rx, str text) {
	struct markup m = markup_over(text);
	enum markup_token token = markup_next(&m);
	str name, code = { 0 }, port = { 0 };

	if (token != MARKUP_OPEN || !str_eq(m.name, STR("param")))
		return READ_NOT_MINE;
	for (unsigned i = 0; i < ELEMENTS_MAX && ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE); i++) {
		if (token == MARKUP_OPEN && str_eq(m.name, STR("code")))
			markup_attribute(&m.attributes, &name, &code);
		else if (token == MARKUP_OPEN && str_eq(m.name, STR("port")))
			markup_attribute(&m.attributes, &name, &port);
	}
	if (token != MARKUP_END || code.n == 0 || port.n == 0 || code.n > VALUE_MAX)
		return READ_NOT_MINE;
	tell(rx, &edimax_fields[CODE], code);
	return READ_DONE;
}

static enum read_end edimax_read(struct reading *rx, cur in) {
	static const struct layout rows[] = {
		{ 0, 6, LAYOUT_MAC, MAC }, { 22, 14, LAYOUT_TEXT, MODEL }, { 36, 8, LAYOUT_TEXT, FIRMWARE },
		{ 44, 128, LAYOUT_TEXT, NAME }, { 174, 4, LAYOUT_IP, IP },
	};
	str message = cur_peek(&in);

	if (soap_is_xml(message))
		return read_notice(rx, message);
	if (!str_begins(str_after(message, 6), STR("EDIMAX\0\0\0\0\0\0")))
		return READ_NOT_MINE;
	if (str_begins(message, STR("\xff\xff\xff\xff\xff\xff")))
		return READ_DONE;
	return layout_tell(rx, edimax_fields, rows, sizeof rows / sizeof *rows, message) ? READ_DONE : READ_CUT;
}

const struct proto edimax_proto = {
	.name = "edimax",
	.what = "what Edimax's cameras and plugs say of themselves, UDP 20560 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 20560 }, { LANE_UDP, 51140 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = edimax_fields,
	.read = edimax_read,
};
