/*
 * The search of Anjvision's cameras (Topsee, Anjoy), UDP 3001, broadcast: XML
 * whose values are attributes.
 *
 *     <XML_TOPSEE><MESSAGE_HEADER Msg_type="SYSTEM_SEARCHIPC_MESSAGE" Msg_code="3" …/><MESSAGE_BODY>
 *       <VENDOR_PARAM VendorId="…"/> <DEVICE_TYPE DeviceType="NVS-IPCAM-…" DeviceModule="…" OSD="…"/>
 *       <IPC_SERIALNUMBER SerialNumber="…" OEM_SN="…" VERSION="…"/> <LANConfig MacAddress="…" IPAddress="…" …/>
 *       <UserConfig><Account Username="…" Password="…"/>…
 *
 * Code 1 asks, 3 answers. Newer firmware calls the root XML_ANJVISION. No
 * standard; layout from the source of two firmwares and three tools (public
 * code; OpenIPC/python-anjoy). It puts its accounts into the answer: only the
 * attributes below are told.
 */

#include "base/markup.h"
#include "read/part/layout.h"
#include "read/part/soap.h"

enum { VENDOR, TYPE, MODULE, SERIAL, OEM_SERIAL, VERSION, MAC, IP };

static const struct field topsee_fields[] = {
	[VENDOR] = { "topsee.vendor_id", "for whom the firmware was made" },
	[TYPE] = { "topsee.device_type", "NVS-IPCAM- and the kind" },
	[MODULE] = { "topsee.device_module", "the board, by the maker's name for it" },
	[SERIAL] = { "topsee.serial_number", "serial number" },
	[OEM_SERIAL] = { "topsee.oem_sn", "serial number of whose label it carries" },
	[VERSION] = { "topsee.version", "version of the firmware" },
	[MAC] = { "topsee.mac", "its MAC" },
	[IP] = { "topsee.ip", "its IPv4 address" },
	{ 0 },
};

static const struct {
	str element, attribute;
	unsigned field;
} told[] = {
	{ STR_INIT("VENDOR_PARAM"), STR_INIT("VendorId"), VENDOR },
	{ STR_INIT("DEVICE_TYPE"), STR_INIT("DeviceType"), TYPE },
	{ STR_INIT("DEVICE_TYPE"), STR_INIT("DeviceModule"), MODULE },
	{ STR_INIT("IPC_SERIALNUMBER"), STR_INIT("SerialNumber"), SERIAL },
	{ STR_INIT("IPC_SERIALNUMBER"), STR_INIT("OEM_SN"), OEM_SERIAL },
	{ STR_INIT("IPC_SERIALNUMBER"), STR_INIT("VERSION"), VERSION },
	{ STR_INIT("LANConfig"), STR_INIT("MacAddress"), MAC },
	{ STR_INIT("LANConfig"), STR_INIT("IPAddress"), IP },
};

enum {
	ELEMENTS_MAX = 64,   /* looked at in one answer; firmware writes 12 */
	ATTRIBUTES_MAX = 16, /* of one element; the longest list has 9 */
	VALUE_ROOM = 256,
};

static void tell_attribute(struct reading *rx, str element, str name, str value) {
	uint8_t room[VALUE_ROOM];
	struct text t = TEXT(room);

	markup_decode(&t, value);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		if (!str_eq(told[i].element, element) || !str_eq(told[i].attribute, name))
			continue;
		const struct field *field = &topsee_fields[told[i].field];
		if (told[i].field == MAC)
			layout_tell_mac(rx, field, addr_parse(text_done(&t)));
		else if (told[i].field == IP)
			layout_tell_ip(rx, field, addr_parse(text_done(&t)));
		else
			tell(rx, field, str_trim(text_done(&t)));
	}
}

static str attribute_of(str attributes, str wanted) {
	str name, value;

	for (unsigned i = 0; i < ATTRIBUTES_MAX && markup_attribute(&attributes, &name, &value); i++)
		if (str_eq(name, wanted))
			return value;
	return (str){ 0 };
}

static enum read_end read_body(struct reading *rx, struct markup *m) {
	enum markup_token token;
	unsigned elements = 0;

	while ((token = markup_next(m)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		str rest = m->attributes, name, value;

		if (token != MARKUP_OPEN || elements++ >= ELEMENTS_MAX)
			continue;
		for (unsigned i = 0; i < ATTRIBUTES_MAX && markup_attribute(&rest, &name, &value); i++)
			tell_attribute(rx, m->name, name, value);
	}
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

static enum read_end topsee_read(struct reading *rx, cur in) {
	str text = cur_peek(&in);
	struct markup m = markup_over(text);

	if (!soap_is_xml(text) || markup_next(&m) != MARKUP_OPEN ||
	    (!str_eq(m.name, STR("XML_TOPSEE")) && !str_eq(m.name, STR("XML_ANJVISION"))))
		return READ_NOT_MINE;
	enum markup_token token = markup_next(&m);
	if (token == MARKUP_CUT)
		return READ_CUT;
	/* Who asks, logs in or sets something: that carries passwords. */
	if (token != MARKUP_OPEN || !str_eq(m.name, STR("MESSAGE_HEADER")) ||
	    !str_eq(attribute_of(m.attributes, STR("Msg_type")), STR("SYSTEM_SEARCHIPC_MESSAGE")) ||
	    !str_eq(attribute_of(m.attributes, STR("Msg_code")), STR("3")))
		return READ_DONE;
	return read_body(rx, &m);
}

const struct proto topsee_proto = {
	.name = "topsee",
	.what = "the search of Anjvision's cameras (Topsee, Anjoy), UDP 3001 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 3001 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = topsee_fields,
	.read = topsee_read,
};
