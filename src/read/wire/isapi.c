/*
 * ISAPI, Hikvision's HTTP interface: XML answers.
 *
 *     <DeviceInfo version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
 *         <deviceName> <deviceID> <model> <serialNumber> <macAddress> <firmwareVersion> …
 *     <userCheck xmlns="…"> and others, which a device gives to strangers
 *
 * Builds for other labels carry neutral namespaces (std-cgi.com, isapi.org),
 * which is a birthmark too. The elder PSIA standard has the same root and
 * elements. Lists of others have the name space as well, whoever keeps them:
 * by HTTP only what a device says of itself counts. Layout from answers that maciej-or/hikvision_next keeps.
 */

#include "base/markup.h"
#include "read/part/secret.h"
#include "read/part/soap.h"

enum { XMLNS, FAMILY };

static const struct field isapi_fields[] = {
	[XMLNS] = { "isapi.xmlns", "XML namespace of an answer" },
	[FAMILY] = { "isapi.*", "an element of deviceInfo: model, serial_number, mac_address, firmware_version, …" },
	{ 0 },
};

enum { ELEMENTS_MAX = 96, VALUE_ROOM = 512 }; /* told of one answer; newest units send 42 */

/* "http://www.hikvision.com/ver20/XMLSchema"; the host differs, the rest does not. */
static bool is_isapi(str space) {
	return str_begins(space, STR("http")) && (str_find(space, STR("/ver10/XMLSchema"), 0) < space.n ||
						  str_find(space, STR("/ver20/XMLSchema"), 0) < space.n);
}

static bool is_psia(str space) {
	return str_find(space, STR("psialliance"), 0) < space.n;
}

/*
 * Does a device answer so of itself, or to a stranger? All that it lists, as a recorder its cameras, programs list, too;
 * and where one answer stands behind another, somebody keeps them.
 */
static bool is_own_answer(str text, str root) {
	static const str roots[] = {
		STR_INIT("DeviceInfo"), STR_INIT("DeviceStatus"), STR_INIT("DeviceCap"), STR_INIT("userCheck"), STR_INIT("ResponseStatus"),
		STR_INIT("ActivateStatus"), STR_INIT("SessionLoginCap"), STR_INIT("SessionLogin"), STR_INIT("Time"),
	};

	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (str_eq_nocase(root, roots[i]))
			return str_count(text, STR("<DeviceInfo")) < 2;
	return false;
}

static str namespace_of(str attributes) {
	str name, value;

	while (markup_attribute(&attributes, &name, &value))
		if (str_eq(name, STR("xmlns")))
			return value;
	return (str){ 0 };
}

/* Some elements, like supportBeep or localZoneNum, hold others: only what stands in the root is told. */
static void tell_leaf(struct reading *rx, const struct markup *m) {
	uint8_t room[VALUE_ROOM];
	struct text t = TEXT(room);

	if (!secret_is_name(m->name))
		tell_member(rx, &isapi_fields[FAMILY], m->name, markup_text(m, &t));
}

static enum read_end isapi_read(struct reading *rx, cur in) {
	str text = cur_peek(&in);
	struct markup m = markup_over(text);
	enum markup_token token;
	unsigned told = 0;

	if (!soap_is_xml(text) || markup_next(&m) != MARKUP_OPEN)
		return READ_NOT_MINE;
	str space = namespace_of(m.attributes);
	bool info = str_eq_nocase(m.name, STR("DeviceInfo"));
	/* Where nobody carried it here, the record itself says whose answer it is: then its root is enough. */
	if (!is_isapi(space) && !(info && (is_psia(space) || rx->depth == 1)))
		return READ_NOT_MINE;
	if (rx->depth > 1 && !is_own_answer(text, m.name))
		return READ_NOT_MINE;
	tell(rx, &isapi_fields[XMLNS], space);
	if (!info)
		return READ_DONE;
	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE)
		if (token == MARKUP_CLOSE && m.is_leaf && m.depth == 1 && told++ < ELEMENTS_MAX)
			tell_leaf(rx, &m);
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

const struct proto isapi_proto = {
	.name = "isapi",
	.what = "Hikvision ISAPI device information (no public standard)",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = isapi_fields,
	.documents = (const char *const[]){ "isapi.device_info", "isapi.response", NULL },
	.read = isapi_read,
};
