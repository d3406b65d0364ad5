/*
 * ONVIF device and media service, ONVIF Core 21.06 section 8: the answers to
 * questions that most devices answer without a password.
 *
 *     Envelope/Body/GetDeviceInformationResponse/Model …
 *     Envelope/Body/GetServicesResponse/Service/Namespace …
 *     Envelope/Body/Fault …
 *
 * Only answers are read: a client that asks is no camera. Every answer also
 * declares XML namespaces, and those of the maker betray whose firmware it is.
 */

#include "read/part/soap.h"

enum {
	MANUFACTURER, MODEL, FIRMWARE, SERIAL, HARDWARE, PROFILE_NAME, PROFILE_TOKEN, NAMESPACE, HOSTNAME, MAC,
};

static const struct field onvif_fields[] = {
	[MANUFACTURER] = { "onvif.manufacturer", "GetDeviceInformation: Manufacturer" },
	[MODEL] = { "onvif.model", "GetDeviceInformation: Model" },
	[FIRMWARE] = { "onvif.firmware_version", "GetDeviceInformation: FirmwareVersion" },
	[SERIAL] = { "onvif.serial_number", "GetDeviceInformation: SerialNumber" },
	[HARDWARE] = { "onvif.hardware_id", "GetDeviceInformation: HardwareId" },
	[PROFILE_NAME] = { "onvif.profile.name", "a media profile's name" },
	[PROFILE_TOKEN] = { "onvif.profile.token", "a media profile's token" },
	[NAMESPACE] = { "onvif.namespace", "an XML namespace of a maker: declared, or listed by GetServices" },
	[HOSTNAME] = { "onvif.hostname", "GetHostname: Name" },
	[MAC] = { "onvif.mac", "GetNetworkInterfaces: HwAddress" },
	{ 0 },
};

enum {
	LEAVES_MAX = 16, /* told of one answer; 8 profiles with names are more than a camera offers to strangers */
	VALUE_ROOM = 512,
};

/* In the answer `call`, `leaf` inside `parent` (empty: anywhere) is `field`. */
static const struct {
	str call, parent, leaf;
	const struct field *field;
} leaves[] = {
	{ STR_INIT("GetDeviceInformationResponse"), { 0 }, STR_INIT("Manufacturer"), &onvif_fields[MANUFACTURER] },
	{ STR_INIT("GetDeviceInformationResponse"), { 0 }, STR_INIT("Model"), &onvif_fields[MODEL] },
	{ STR_INIT("GetDeviceInformationResponse"), { 0 }, STR_INIT("FirmwareVersion"), &onvif_fields[FIRMWARE] },
	{ STR_INIT("GetDeviceInformationResponse"), { 0 }, STR_INIT("SerialNumber"), &onvif_fields[SERIAL] },
	{ STR_INIT("GetDeviceInformationResponse"), { 0 }, STR_INIT("HardwareId"), &onvif_fields[HARDWARE] },
	{ STR_INIT("GetProfilesResponse"), STR_INIT("Profiles"), STR_INIT("Name"), &onvif_fields[PROFILE_NAME] },
	{ STR_INIT("GetHostnameResponse"), STR_INIT("HostnameInformation"), STR_INIT("Name"),
	  &onvif_fields[HOSTNAME] },
	{ STR_INIT("GetNetworkInterfacesResponse"), { 0 }, STR_INIT("HwAddress"), &onvif_fields[MAC] },
	{ STR_INIT("GetEndpointReferenceResponse"), { 0 }, STR_INIT("GUID"), &wsd_fields[WSD_ENDPOINT] },
	{ STR_INIT("GetCapabilitiesResponse"), STR_INIT("Device"), STR_INIT("XAddr"), &wsd_fields[WSD_XADDR] },
};

static bool is_known(str call) {
	for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++)
		if (str_eq(call, leaves[i].call))
			return true;
	return str_eq(call, STR("GetServicesResponse")) || str_eq(call, STR("GetScopesResponse"));
}

static bool is_discovery(str call) {
	static const str calls[] = {
		STR_INIT("Hello"), STR_INIT("Bye"), STR_INIT("Probe"), STR_INIT("ProbeMatches"),
		STR_INIT("ProbeMatch"), STR_INIT("Resolve"), STR_INIT("ResolveMatches"),
	};

	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		if (str_eq(call, calls[i]))
			return true;
	return false;
}

/* SOAP is spoken by many. What speaks ONVIF declares a namespace of it somewhere before the answer. */
static bool is_onvif(const struct soap *s) {
	if (is_known(s->call))
		return true;
	for (unsigned i = 0; i < sizeof s->attributes / sizeof s->attributes[0]; i++)
		if (str_find(s->attributes[i], STR("www.onvif.org/ver"), 0) < s->attributes[i].n)
			return true;
	return false;
}

static void tell_leaf(struct reading *rx, struct soap *s, unsigned *told) {
	uint8_t room[VALUE_ROOM];
	struct text t = TEXT(room);
	str value = markup_text(&s->xml, &t), name = s->xml.name;

	if (str_eq(s->call, STR("GetScopesResponse")) && str_eq(name, STR("ScopeItem")))
		soap_tell_scope(rx, s, value);
	else if (str_eq(s->call, STR("GetServicesResponse")) && str_eq(name, STR("Namespace")))
		soap_tell_namespace(rx, &onvif_fields[NAMESPACE], s, s->xml.text);
	for (size_t i = 0; i < sizeof leaves / sizeof leaves[0] && *told < LEAVES_MAX; i++) {
		if (!str_eq(name, leaves[i].leaf) || !str_eq(s->call, leaves[i].call))
			continue;
		if (!leaves[i].parent.n || str_eq(markup_around(&s->xml, 0), leaves[i].parent)) {
			tell(rx, leaves[i].field, value);
			++*told;
		}
	}
}

static void take_open(struct reading *rx, struct soap *s, unsigned *told) {
	str rest = s->xml.attributes, name, value;

	soap_tell_namespaces(rx, &onvif_fields[NAMESPACE], s, rest);
	if (!str_eq(s->call, STR("GetProfilesResponse")) || !str_eq(s->xml.name, STR("Profiles")))
		return;
	while (markup_attribute(&rest, &name, &value)) {
		if (str_eq(name, STR("token")) && *told < LEAVES_MAX) {
			tell(rx, &onvif_fields[PROFILE_TOKEN], value);
			++*told;
		}
	}
}

static enum read_end onvif_read(struct reading *rx, cur in) {
	struct soap s;
	enum markup_token token;
	unsigned told = 0;

	if (!soap_begin(&s, cur_peek(&in)))
		return READ_NOT_MINE;
	/* Who recorded it may have called a discovery message ONVIF; on its way here a second time it is not ours. */
	if (is_discovery(s.call))
		return rx->depth == 1 ? hand_on(rx, LANE_BODY, KEY_ANY, in) : READ_NOT_MINE;
	if (!is_onvif(&s))
		return READ_NOT_MINE;
	/* The beginnings and ends of two: somebody keeps the answers of several. */
	if (rx->depth > 1 && str_count(cur_peek(&in), STR("Manufacturer>")) > 2)
		return READ_NOT_MINE;
	if (!str_ends(s.call, STR("Response")) && !str_eq(s.call, STR("Fault")))
		return s.last == MARKUP_CUT ? READ_CUT : READ_DONE;
	soap_tell_envelope(rx, &onvif_fields[NAMESPACE], &s);
	while ((token = markup_next(&s.xml)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		if (token == MARKUP_OPEN)
			take_open(rx, &s, &told);
		else if (s.xml.is_leaf)
			tell_leaf(rx, &s, &told);
	}
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

const struct proto onvif_proto = {
	.name = "onvif",
	.what = "ONVIF device and media service answers, ONVIF Core 21.06",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = onvif_fields,
	.documents = (const char *const[]){ "onvif.get_profiles", "onvif.get_capabilities", "onvif.get_services",
					    "onvif.get_scopes", "onvif.get_device_information", "onvif.get_hostname",
					    "onvif.get_network_interfaces", NULL },
	.read = onvif_read,
};
