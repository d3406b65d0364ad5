/*
 * UPnP device description, UPnP Device Architecture 2.0 section 2.3: XML.
 *
 *     <root xmlns="urn:schemas-upnp-org:device-1-0"> …
 *         <device> <manufacturer> <modelName> <friendlyName> <UDN> …
 *             <deviceList> <device> …      embedded devices: not told
 *
 * Makers add elements of their own, and Belkin a namespace; so elements are
 * known by name and by where they stand.
 */

#include "base/markup.h"
#include "read/part/soap.h"

static const struct field upnp_fields[] = {
	{ "upnp.manufacturer", "device description: manufacturer" },
	{ "upnp.manufacturer_url", "device description: manufacturerURL" },
	{ "upnp.model_name", "device description: modelName" },
	{ "upnp.model_number", "device description: modelNumber" },
	{ "upnp.model_description", "device description: modelDescription" },
	{ "upnp.model_url", "device description: modelURL" },
	{ "upnp.friendly_name", "device description: friendlyName" },
	{ "upnp.device_type", "device description: deviceType" },
	{ "upnp.serial_number", "device description: serialNumber" },
	{ "upnp.udn", "device description: UDN, a URN that often ends in the MAC" },
	{ "upnp.mac_address", "device description: macAddress, as Belkin adds it" },
	{ "upnp.firmware_version", "device description: firmwareVersion, as Belkin adds it" },
	{ 0 },
};

/* In the order of `upnp_fields`. */
static const char *const elements[] = {
	"manufacturer", "manufacturerURL", "modelName", "modelNumber", "modelDescription", "modelURL", "friendlyName",
	"deviceType", "serialNumber", "UDN", "macAddress", "firmwareVersion",
};

_Static_assert(sizeof elements / sizeof elements[0] + 1 == sizeof upnp_fields / sizeof upnp_fields[0],
	       "an element for every field");

enum { LEAVES_MAX = 64, VALUE_ROOM = 1024 }; /* looked at of the device, so that a loop of them ends */

static void tell_leaf(struct reading *rx, const struct markup *m) {
	uint8_t room[VALUE_ROOM];
	struct text t = TEXT(room);

	for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
		if (str_is(m->name, elements[i]))
			tell(rx, &upnp_fields[i], markup_text(m, &t));
}

static enum read_end upnp_read(struct reading *rx, cur in) {
	str text = cur_peek(&in);
	struct markup m = markup_over(text);
	enum markup_token token;
	unsigned seen = 0;

	if (!soap_is_xml(text) || markup_next(&m) != MARKUP_OPEN || !str_eq(m.name, STR("root")) ||
	    str_find(text, STR("<device"), 0) == text.n)
		return READ_NOT_MINE;
	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE)
		if (token == MARKUP_CLOSE && m.is_leaf && m.depth == 2 && str_eq(markup_around(&m, 0), STR("device")) &&
		    seen++ < LEAVES_MAX)
			tell_leaf(rx, &m);
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

const struct proto upnp_proto = {
	.name = "upnp",
	.what = "UPnP device description, UPnP Device Architecture 2.0",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = upnp_fields,
	.documents = (const char *const[]){ "upnp.device_description", "upnp.description", "upnp.xml", NULL },
	.read = upnp_read,
};
