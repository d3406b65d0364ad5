/*
 * The search of Bosch's cameras, UDP 1757 and 1758: an answer in 32 bytes, or in XML.
 *
 *     @0 99 39 a4 27  @4 number of the search  @8 MAC  @16 IPv4
 *     <root xmlns="OEMExt00:device-1-0"><device><friendlyName/><unitName/><serialNumber/><physAddress/>…
 *
 * No standard; layout from julienblitte/UniversalScanner alone, which made its
 * answers itself. The XML has a session key too: only these elements are told.
 */

#include "base/markup.h"
#include "read/part/layout.h"
#include "read/part/soap.h"

enum { XMLNS, MAC, IP, FRIENDLY_NAME, UNIT_NAME, SERIAL };

static const struct field bosch_fields[] = {
	[XMLNS] = { "bosch.xmlns", "name space of the answer" },
	[MAC] = { "bosch.mac", "its MAC" },
	[IP] = { "bosch.ip", "its IPv4 address" },
	[FRIENDLY_NAME] = { "bosch.friendly_name", "what it calls itself" },
	[UNIT_NAME] = { "bosch.unit_name", "the name that it was given" },
	[SERIAL] = { "bosch.serial", "serial number" },
	{ 0 },
};

enum { ANSWER_SIZE = 32, VALUE_ROOM = 256 };

static void tell_element(struct reading *rx, str name, str text) {
	static const struct { str name; unsigned field; } texts[] = {
		{ STR_INIT("friendlyName"), FRIENDLY_NAME }, { STR_INIT("unitName"), UNIT_NAME }, { STR_INIT("serialNumber"), SERIAL },
	};

	if (str_eq(name, STR("physAddress")))
		layout_tell_mac(rx, &bosch_fields[MAC], addr_parse(text));
	else if (str_eq(name, STR("unitIPAddress")))
		layout_tell_ip(rx, &bosch_fields[IP], addr_parse(text));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq(texts[i].name, name))
			layout_tell_text(rx, &bosch_fields[texts[i].field], text);
}

static enum read_end read_xml(struct reading *rx, str text) {
	struct markup m = markup_over(text);
	enum markup_token token = markup_next(&m);
	str name, value;

	if (token != MARKUP_OPEN || !str_eq(m.name, STR("root")) || !markup_attribute(&m.attributes, &name, &value) ||
	    !str_begins(value, STR("OEMExt00:device-")))
		return READ_NOT_MINE;
	tell(rx, &bosch_fields[XMLNS], value);
	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		uint8_t room[VALUE_ROOM];
		struct text t = TEXT(room);

		if (token == MARKUP_CLOSE && m.is_leaf && m.depth == 2)
			tell_element(rx, m.name, markup_text(&m, &t));
	}
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

static enum read_end bosch_read(struct reading *rx, cur in) {
	static const struct layout rows[] = { { 8, 6, LAYOUT_MAC, MAC }, { 16, 4, LAYOUT_IP, IP } };
	str message = cur_peek(&in);

	if (soap_is_xml(message))
		return read_xml(rx, message);
	if (!str_begins(message, STR("\x99\x39\xa4\x27")))
		return READ_NOT_MINE;
	/* Twelve bytes are the question. */
	if (message.n == ANSWER_SIZE)
		layout_tell(rx, bosch_fields, rows, sizeof rows / sizeof *rows, message);
	return READ_DONE;
}

const struct proto bosch_proto = {
	.name = "bosch",
	.what = "the search of Bosch's cameras, UDP 1757 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 1757 }, { LANE_UDP, 1758 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = bosch_fields,
	.read = bosch_read,
};
