/*
 * SSDP, UPnP Device Architecture 2.0 section 1: headers in one datagram.
 *
 *     NOTIFY * HTTP/1.1      a device says that it is here, or leaves (NTS: ssdp:byebye)
 *     HTTP/1.1 200 OK        a device answers a search
 *     M-SEARCH * HTTP/1.1    somebody searches; that makes it no device
 *
 * Answers often come from another port than 1900 to the searcher's own: so
 * every datagram is looked at, by its first bytes.
 */

#include "read/part/headers.h"
#include "read/part/secret.h"

enum { SERVER, ST, USN, LOCATION, USER_AGENT, HEADER };

static const struct field ssdp_fields[] = {
	[SERVER] = { "ssdp.server", "SERVER header" },
	[ST] = { "ssdp.st", "ST or NT header: what it is" },
	[USN] = { "ssdp.usn", "USN header: its unique name" },
	[LOCATION] = { "ssdp.location", "LOCATION header: where its description is" },
	[USER_AGENT] = { "ssdp.user_agent", "USER-AGENT header of a search" },
	[HEADER] = { "ssdp.header", "another header that is not of the standard, name: value" },
	{ 0 },
};

static const struct {
	const char *name;
	unsigned field;
} told[] = {
	{ "SERVER", SERVER }, { "ST", ST }, { "NT", ST }, { "USN", USN }, { "LOCATION", LOCATION },
	{ "AL", LOCATION }, /* old Microsoft stacks */
};

/* Of the standard, or of every second stack: they tell nothing of a device. */
static const char *const common[] = {
	"HOST", "CACHE-CONTROL", "DATE", "EXT", "NTS", "MAN", "MX", "CONTENT-LENGTH", "CONTENT-TYPE", "OPT", "01-NLS",
	"BOOTID.UPNP.ORG", "NEXTBOOTID.UPNP.ORG", "CONFIGID.UPNP.ORG", "SEARCHPORT.UPNP.ORG", "SECURELOCATION.UPNP.ORG",
	"USER-AGENT", "CONNECTION", "EXPIRES", NULL,
};

enum { OTHERS_MAX = 8 }; /* told of one message; a Hue bridge sends one, a router up to three */

static void tell_header(struct reading *rx, const struct headers *h, unsigned *others) {
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		if (str_is_nocase(h->name, told[i].name)) {
			headers_tell(rx, &ssdp_fields[told[i].field], h->value);
			return;
		}
	}
	if (h->value.n && *others < OTHERS_MAX && !headers_among(h->name, common) && !secret_is_name(h->name)) {
		++*others;
		headers_tell_pair(rx, &ssdp_fields[HEADER], h->name, h->value);
	}
}

/* Is it SSDP? A datagram with an HTTP answer is, when a header says of what. */
static bool is_ssdp(struct headers h) {
	static const char *const names[] = { "ST", "NT", "USN", NULL };

	if (!h.response)
		return str_eq_nocase(h.method, STR("NOTIFY")) || str_eq_nocase(h.method, STR("M-SEARCH"));
	while (headers_next(&h))
		if (headers_among(h.name, names))
			return true;
	return false;
}

static enum read_end ssdp_read(struct reading *rx, cur in) {
	struct headers h;
	unsigned others = 0;

	if (!headers_begin(&h, cur_peek(&in), STR("HTTP/1.")) || !is_ssdp(h))
		return READ_NOT_MINE;
	bool search = !h.response && str_eq_nocase(h.method, STR("M-SEARCH"));
	while (headers_next(&h)) {
		if (search && str_eq_nocase(h.name, STR("USER-AGENT")))
			headers_tell(rx, &ssdp_fields[USER_AGENT], h.value);
		else if (!search)
			tell_header(rx, &h, &others);
	}
	return h.whole ? READ_DONE : READ_CUT;
}

const struct proto ssdp_proto = {
	.name = "ssdp",
	.what = "Simple Service Discovery Protocol, UPnP Device Architecture 2.0",
	.hooks = (const struct hook[]){ { LANE_UDP, 1900 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = ssdp_fields,
	.documents = (const char *const[]){ "ssdp.notify", "ssdp.response", "ssdp.alive", NULL },
	.read = ssdp_read,
};
