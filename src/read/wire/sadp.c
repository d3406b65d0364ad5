/*
 * SADP, Hikvision's Search Active Devices Protocol, UDP 37020: XML.
 *
 *     <Probe><Uuid>…</Uuid><Types>inquiry</Types></Probe>              somebody searches: tells nothing
 *     <ProbeMatch><Uuid>…</Uuid><Types>…</Types><DeviceType>…
 *         <DeviceDescription>MODEL<DeviceSN>…<MAC>…<SoftwareVersion>…  a device answers
 *
 * No standard; the layout is of a real answer of a DS-2CD2022WD-I
 * (wue-iot-note). Newer units add elements, so every element is told under
 * its own name, but for those that hold secrets (Salt, …).
 */

#include "base/markup.h"
#include "read/part/secret.h"
#include "read/part/soap.h"

static const struct field sadp_fields[] = {
	{ "sadp.*", "an element of the answer: device_type, device_description, device_sn, mac, software_version, …" },
	{ 0 },
};

enum { ELEMENTS_MAX = 96, VALUE_ROOM = 512 }; /* told of one answer; newest units send 40 */

/* "ProbeMatch" alone is a word of WS-Discovery as well. */
static bool is_answer(str text) {
	static const char *const marks[] = { "<DeviceSN", "<DeviceDescription", "<Uuid", NULL };

	for (const char *const *m = marks; *m; m++)
		if (str_find(text, str_of(*m), 0) < text.n)
			return true;
	return false;
}

static enum read_end sadp_read(struct reading *rx, cur in) {
	str text = cur_peek(&in);
	struct markup m = markup_over(text);
	enum markup_token token;
	unsigned told = 0;

	if (!soap_is_xml(text) || markup_next(&m) != MARKUP_OPEN)
		return READ_NOT_MINE;
	bool search = str_eq(m.name, STR("Probe"));
	if ((!search && !str_eq(m.name, STR("ProbeMatch"))) || !is_answer(text))
		return READ_NOT_MINE;
	if (search)
		return READ_DONE;
	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		uint8_t room[VALUE_ROOM];
		struct text t = TEXT(room);

		if (token == MARKUP_CLOSE && m.is_leaf && !secret_is_name(m.name) && told++ < ELEMENTS_MAX)
			tell_member(rx, &sadp_fields[0], m.name, markup_text(&m, &t));
	}
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

const struct proto sadp_proto = {
	.name = "sadp",
	.what = "Hikvision Search Active Devices Protocol (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 37020 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = sadp_fields,
	.read = sadp_read,
};
