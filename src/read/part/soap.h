#pragma once

/*
 * soap: what WS-Discovery and ONVIF messages have in common.
 *
 *     <Envelope> <Header> … </Header> <Body> <CALL> … </CALL> </Body> </Envelope>
 *
 * SOAP 1.2 part 1, section 5. Prefixes differ from maker to maker, so names
 * are compared without them. An answer that somebody cut out of its envelope
 * is read as well.
 */

#include "base/markup.h"
#include "read/proto.h"

enum {
	SOAP_NAMESPACES_MAX = 8, /* told of one message; no maker has more than two hosts */
	SOAP_SCOPES_MAX = 48,     /* of one message; Uniview sends 20 */
};

struct soap {
	struct markup xml; /* stands behind the start of the call */
	str call;          /* "ProbeMatches"; empty when the text ends before it, or the body is empty */
	str attributes[3]; /* of the envelope, the body and the call */
	enum markup_token last; /* what ended the search for the call */
	str told[SOAP_NAMESPACES_MAX];
	unsigned told_count, scope_count;
};

/* False when `text` is no envelope, nor the bare answer to a call. */
bool soap_begin(struct soap *s, str text);

/*
 * Tells the namespaces that `attributes` declare, the first of each host once
 * a message, unless the host is that of a standard (ONVIF, W3C, OASIS, …).
 */
void soap_tell_namespaces(struct reading *rx, const struct field *field, struct soap *s, str attributes);

/* The same of one namespace. */
void soap_tell_namespace(struct reading *rx, const struct field *field, struct soap *s, str space);

/* The same of the envelope, the body and the call. */
void soap_tell_envelope(struct reading *rx, const struct field *field, struct soap *s);

/* What WS-Discovery tells; the list of the reader "wsd". */
enum {
	WSD_SCOPE, WSD_TYPES, WSD_XADDR, WSD_ENDPOINT, WSD_NAMESPACE,
	WSD_SCOPE_NAME, WSD_SCOPE_HARDWARE, WSD_SCOPE_MANUFACTURER, WSD_SCOPE_LOCATION, WSD_SCOPE_MAC,
	WSD_SCOPE_VERSION, WSD_SCOPE_SERIAL,
};
extern const struct field wsd_fields[];

/*
 * Tells each of the scopes (URIs with blanks between them) as it stands, and
 * those that say a name, hardware, … once more, decoded and alone.
 */
void soap_tell_scopes(struct reading *rx, struct soap *s, str scopes);

/* The same of a single one, which may hold blanks. */
void soap_tell_scope(struct reading *rx, struct soap *s, str scope);

/* Tells the name, hardware, … that one scope says, decoded and alone, and not the scope. */
void soap_tell_scope_value(struct reading *rx, str scope);

/* Is this text XML at all? Byte order mark and blanks may stand before it. */
bool soap_is_xml(str text);
