/*
 * WS-Discovery over UDP 3702, OASIS WS-Discovery 1.1 and its draft of April
 * 2005, which ONVIF devices speak (ONVIF Core, section 7).
 *
 *     Envelope/Body/  Hello                      I am here
 *                     ProbeMatches/ProbeMatch    I am what you search
 *                     ResolveMatches/…           I am whom you mean
 *                     Bye                        I leave
 *                     Probe, Resolve             somebody searches: tells nothing
 *
 * One message with several matches comes from a proxy or a recorder that
 * speaks for others as well; only the first match is the sender's own. By HTTP
 * a discovery proxy answers, and a program that found them: of several none is
 * its own (OASIS WS-Discovery 1.1, 2.2.2).
 */

#include "read/part/soap.h"

enum role { FOREIGN, DEVICE, SEARCHER };

static enum role role_of(str call) {
	static const struct {
		const char *call;
		enum role role;
	} calls[] = {
		{ "Hello", DEVICE }, { "Bye", DEVICE }, { "ProbeMatches", DEVICE }, { "ProbeMatch", DEVICE },
		{ "ResolveMatches", DEVICE }, { "Probe", SEARCHER }, { "Resolve", SEARCHER },
	};

	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		if (str_is(call, calls[i].call))
			return calls[i].role;
	return FOREIGN;
}

enum { XADDRS_MAX = 8, VALUE_ROOM = 4096 }; /* addresses told of one device; bytes of a list with entities */

static void tell_each(struct reading *rx, const struct field *field, str list) {
	unsigned told = 0;

	for (size_t i = 0, n; i < list.n && told < XADDRS_MAX; i += n + 1) {
		for (n = 0; i + n < list.n && !byte_is_blank(list.at[i + n]); n++)
			;
		if (n) {
			tell(rx, field, (str){ list.at + i, n });
			told++;
		}
	}
}

static void tell_leaf(struct reading *rx, struct soap *s) {
	uint8_t room[VALUE_ROOM];
	struct text t = TEXT(room);
	str name = s->xml.name, value = markup_text(&s->xml, &t);

	if (str_eq(name, STR("Address")) && str_eq(markup_around(&s->xml, 0), STR("EndpointReference")))
		tell(rx, &wsd_fields[WSD_ENDPOINT], value);
	else if (str_eq(name, STR("Types")))
		tell(rx, &wsd_fields[WSD_TYPES], value);
	else if (str_eq(name, STR("Scopes")))
		soap_tell_scopes(rx, s, value);
	else if (str_eq(name, STR("XAddrs")))
		tell_each(rx, &wsd_fields[WSD_XADDR], value);
}

static bool has_several(str text) {
	struct markup m = markup_over(text);
	enum markup_token token;
	unsigned matches = 0;

	while (matches < 2 && ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE))
		matches += token == MARKUP_OPEN && str_ends(m.name, STR("Match"));
	return matches > 1;
}

static enum read_end wsd_read(struct reading *rx, cur in) {
	struct soap s;
	enum markup_token token;
	bool first = true;

	if (!soap_begin(&s, cur_peek(&in)) || role_of(s.call) == FOREIGN)
		return READ_NOT_MINE;
	/* What lies in another message came in its body. */
	if (role_of(s.call) == SEARCHER || (rx->depth > 1 && has_several(cur_peek(&in))))
		return READ_DONE;
	soap_tell_envelope(rx, &wsd_fields[WSD_NAMESPACE], &s);
	while ((token = markup_next(&s.xml)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		if (token == MARKUP_CLOSE && s.xml.is_leaf && first)
			tell_leaf(rx, &s);
		if (token == MARKUP_CLOSE && str_ends(s.xml.name, STR("Match")))
			first = false;
	}
	return token == MARKUP_END ? READ_DONE : READ_CUT;
}

/* Scopes are written down one by one, where they may hold blanks, or all in a row. */
static void wsd_read_part(struct reading *rx, str field, str value) {
	struct soap s = { .scope_count = 0 };
	size_t first = str_find(value, STR("://"), 0);
	bool is_row = str_find(value, STR("://"), first + 1) < value.n;

	if (is_row)
		soap_tell_scopes(rx, &s, value);
	else if (str_eq(field, STR("wsd.scope")))
		soap_tell_scope_value(rx, value);
	else
		soap_tell_scope(rx, &s, value);
}

const struct proto wsd_proto = {
	.name = "wsd",
	.what = "WS-Discovery of ONVIF devices, OASIS WS-Discovery 1.1 and draft of 2005",
	.hooks = (const struct hook[]){ { LANE_UDP, 3702 }, { LANE_UDP, KEY_ANY }, { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = wsd_fields,
	.documents = (const char *const[]){ "wsd.probe_match", "wsd.probe_matches", "wsd.hello", NULL },
	.read = wsd_read,
	.parts = (const char *const[]){ "wsd.scope", "wsd.scopes", "onvif.scope", "onvif.scopes", NULL },
	.read_part = wsd_read_part,
};
