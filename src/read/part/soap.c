/*
 * soap: see the header file.
 */

#include "read/part/soap.h"

const struct field wsd_fields[] = {
	[WSD_SCOPE] = { "wsd.scope", "one scope URI of a ProbeMatch, a Hello or GetScopes, as it stands" },
	[WSD_TYPES] = { "wsd.types", "Types" },
	[WSD_XADDR] = { "wsd.xaddr", "one transport address" },
	[WSD_ENDPOINT] = { "wsd.endpoint", "endpoint reference, a URN" },
	[WSD_NAMESPACE] = { "wsd.namespace", "an XML namespace of a maker that the message declares" },
	[WSD_SCOPE_NAME] = { "wsd.scope_name", "the scope onvif://www.onvif.org/name, decoded" },
	[WSD_SCOPE_HARDWARE] = { "wsd.scope_hardware", "the scope hardware or model, decoded" },
	[WSD_SCOPE_MANUFACTURER] = { "wsd.scope_manufacturer", "the scope manufacturer, decoded" },
	[WSD_SCOPE_LOCATION] = { "wsd.scope_location", "the scope location, decoded" },
	[WSD_SCOPE_MAC] = { "wsd.scope_mac", "the scope MAC, decoded" },
	[WSD_SCOPE_VERSION] = { "wsd.scope_version", "the scope version, decoded" },
	[WSD_SCOPE_SERIAL] = { "wsd.scope_serial", "the scope serial, decoded" },
	{ 0 },
};

bool soap_is_xml(str text) {
	if (str_begins(text, STR("\xef\xbb\xbf")))
		text = str_after(text, 3);
	size_t n = 0;
	while (n < text.n && byte_is_blank(text.at[n]))
		n++;
	return n < text.n && text.at[n] == '<';
}

bool soap_begin(struct soap *s, str text) {
	struct soap fresh = { .xml = markup_over(text) };

	if (!soap_is_xml(text))
		return false;
	fresh.last = markup_next(&fresh.xml);
	if (fresh.last != MARKUP_OPEN)
		return false;
	fresh.attributes[0] = fresh.xml.attributes;
	if (str_ends(fresh.xml.name, STR("Response"))) {
		fresh.call = fresh.xml.name;
		*s = fresh;
		return true;
	}
	if (!str_eq(fresh.xml.name, STR("Envelope")))
		return false;
	while (fresh.call.n == 0) {
		fresh.last = markup_next(&fresh.xml);
		if (fresh.last == MARKUP_END || fresh.last == MARKUP_CUT)
			break;
		if (fresh.last == MARKUP_OPEN && fresh.xml.depth == 2 && str_eq(fresh.xml.name, STR("Body")))
			fresh.attributes[1] = fresh.xml.attributes;
		if (fresh.last == MARKUP_OPEN && fresh.xml.depth == 3 &&
		    str_eq(markup_around(&fresh.xml, 1), STR("Body"))) {
			fresh.attributes[2] = fresh.xml.attributes;
			fresh.call = fresh.xml.name;
		}
	}
	*s = fresh;
	return true;
}

/* What these hosts have belongs to nobody in particular. */
static const str common[] = {
	STR_INIT("www.onvif.org"), STR_INIT("www.w3.org"), STR_INIT("schemas.xmlsoap.org"),
	STR_INIT("docs.oasis-open.org"), STR_INIT("schemas.microsoft.com"), STR_INIT("tempuri.org"),
	STR_INIT("www.xmlsoap.org"), STR_INIT("xml.apache.org"),
};

/* "http://www.axis.com/": one namespace a host says all, and Axis alone declares 16. */
static str host_of(str space) {
	return (str){ space.at, str_find(space, STR("/"), str_find(space, STR("://"), 0) + 3) };
}

static bool is_common(str from_colon) {
	str path = str_after(from_colon, 3), host = str_cut(&path, '/');

	for (size_t i = 0; path.at && i < sizeof common / sizeof *common; i++)
		if (str_eq_nocase(host, common[i]))
			return true;
	return false;
}

void soap_tell_namespace(struct reading *rx, const struct field *field, struct soap *s, str space) {
	size_t at = str_find(space, STR("://"), 0);

	if (at >= space.n || s->told_count == SOAP_NAMESPACES_MAX)
		return;
	for (; at < space.n; at = str_find(space, STR("://"), at + 1))
		if (is_common(str_after(space, at)))
			return;
	for (unsigned i = 0; i < s->told_count; i++)
		if (str_eq(host_of(s->told[i]), host_of(space)))
			return;
	s->told[s->told_count++] = space;
	tell(rx, field, space);
}

void soap_tell_namespaces(struct reading *rx, const struct field *field, struct soap *s, str attributes) {
	str name, value;

	/* Anything with xmlns in its name: tools that reprint messages write _xmlns:x for xmlns:x. */
	while (markup_attribute(&attributes, &name, &value))
		if (str_find(name, STR("xmlns"), 0) < name.n)
			soap_tell_namespace(rx, field, s, value);
}

void soap_tell_envelope(struct reading *rx, const struct field *field, struct soap *s) {
	for (unsigned i = 0; i < sizeof s->attributes / sizeof s->attributes[0]; i++)
		soap_tell_namespaces(rx, field, s, s->attributes[i]);
}

/* ONVIF Core, section 7.3.2.2; case differs, and Uniview adds its own. */
static const struct {
	const char *category;
	unsigned field;
} categories[] = {
	{ "name", WSD_SCOPE_NAME }, { "hardware", WSD_SCOPE_HARDWARE }, { "model", WSD_SCOPE_HARDWARE },
	{ "manufacturer", WSD_SCOPE_MANUFACTURER }, { "location", WSD_SCOPE_LOCATION },
	{ "mac", WSD_SCOPE_MAC }, { "macaddr", WSD_SCOPE_MAC },
	{ "version", WSD_SCOPE_VERSION }, { "serial", WSD_SCOPE_SERIAL },
};

enum { SCOPE_VALUE_MAX = 256 }; /* the longest seen has 60 */

static void tell_decoded(struct reading *rx, const struct field *field, str value) {
	uint8_t room[SCOPE_VALUE_MAX];
	struct text t = TEXT(room);

	for (size_t i = 0; i < value.n; i++) {
		int high = i + 2 < value.n ? byte_hex(value.at[i + 1]) : -1;
		int low = i + 2 < value.n ? byte_hex(value.at[i + 2]) : -1;

		if (value.at[i] == '%' && high >= 0 && low >= 0) {
			text_byte(&t, (uint8_t)(high << 4 | low));
			i += 2;
		} else {
			text_byte(&t, value.at[i]);
		}
	}
	tell(rx, field, str_trim(text_done(&t)));
}

void soap_tell_scope_value(struct reading *rx, str scope) {
	str path = str_after(scope, str_find(scope, STR("://"), 0) + 3);

	str_cut(&path, '/');
	str category = str_cut(&path, '/');
	for (size_t i = 0; i < sizeof categories / sizeof categories[0]; i++)
		if (str_is_nocase(category, categories[i].category))
			tell_decoded(rx, &wsd_fields[categories[i].field], path);
}

void soap_tell_scope(struct reading *rx, struct soap *s, str scope) {
	if (s->scope_count++ >= SOAP_SCOPES_MAX)
		return;
	tell(rx, &wsd_fields[WSD_SCOPE], scope);
	soap_tell_scope_value(rx, scope);
}

void soap_tell_scopes(struct reading *rx, struct soap *s, str scopes) {
	for (size_t i = 0, n; i < scopes.n; i += n + 1) {
		for (n = 0; i + n < scopes.n && !byte_is_blank(scopes.at[i + n]); n++)
			;
		if (n)
			soap_tell_scope(rx, s, (str){ scopes.at + i, n });
	}
}
