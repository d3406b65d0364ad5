/*
 * The search of Sony's cameras, UDP 2380: texts between two marks.
 *
 *     02 ENQ:allinfo ff 03                                          who asks
 *     02 MAC:… ff MODEL:… ff SERIAL:… ff SOFTVERSION:… ff … 03      a camera answers
 *
 * No standard; layout from julienblitte/UniversalScanner alone, which made its
 * answer itself.
 */

#include "read/part/layout.h"

enum { MAC, MODEL, SERIAL, SOFTVERSION, IP };

static const struct field sony_fields[] = {
	[MAC] = { "sony.mac", "its MAC" },
	[MODEL] = { "sony.model", "its model" },
	[SERIAL] = { "sony.serial", "serial number" },
	[SOFTVERSION] = { "sony.softversion", "version of the software" },
	[IP] = { "sony.ip", "its IPv4 address" },
	{ 0 },
};

enum { START = 0x02, END = 0x03, SEPARATOR = 0xff };

static void tell_line(struct reading *rx, str line) {
	static const struct { str key; unsigned field; } texts[] = {
		{ STR_INIT("MODEL"), MODEL }, { STR_INIT("SERIAL"), SERIAL }, { STR_INIT("SOFTVERSION"), SOFTVERSION },
	};
	str key = str_cut(&line, ':');

	if (str_eq(key, STR("MAC")))
		layout_tell_mac(rx, &sony_fields[MAC], addr_parse(line));
	else if (str_eq(key, STR("IPADR")))
		layout_tell_ip(rx, &sony_fields[IP], addr_parse(line));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq(texts[i].key, key))
			layout_tell_text(rx, &sony_fields[texts[i].field], line);
}

static enum read_end sony_read(struct reading *rx, cur in) {
	uint8_t start = cur_u8(&in);
	str rest = cur_peek(&in);

	if (start != START || (!str_begins(rest, STR("MAC:")) && !str_begins(rest, STR("ENQ:"))))
		return READ_NOT_MINE;
	if (str_begins(rest, STR("ENQ:")))
		return READ_DONE;
	while (rest.n && rest.at[0] != END) {
		str after = rest, line = str_cut(&after, SEPARATOR);

		/* A line without its separator is cut. */
		if (!after.at)
			return READ_CUT;
		tell_line(rx, line);
		rest = after;
	}
	return rest.n ? READ_DONE : READ_CUT;
}

const struct proto sony_proto = {
	.name = "sony",
	.what = "the search of Sony's cameras, UDP 2380 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 2380 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = sony_fields,
	.read = sony_read,
};
