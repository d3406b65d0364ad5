/*
 * RTSP 1.0, RFC 2326: how a camera's stream server names itself, what it
 * asks for, under which path it was asked, and the session it describes.
 *
 *     RTSP/1.0 200 OK  headers  body (SDP)      from the server
 *     PLAY rtsp://host/path RTSP/1.0 …          from the client; the path is the server's
 *     $ channel size data                       interleaved media: here the talk ends
 *
 * Some stream servers answer in HTTP's name what they do not understand; that
 * is read where a record says that it came from a stream port.
 */

#include "read/part/headers.h"
#include "read/part/secret.h"

enum { SERVER, REALM, AUTHENTICATE, PUBLIC, PATH, USER_AGENT, HEADER };

static const struct field rtsp_fields[] = {
	[SERVER] = { "rtsp.server", "Server header" },
	[REALM] = { "rtsp.realm", "realm of WWW-Authenticate" },
	[AUTHENTICATE] = { "rtsp.www_authenticate", "WWW-Authenticate header, whole" },
	[PUBLIC] = { "rtsp.public", "methods of OPTIONS" },
	[PATH] = { "rtsp.path", "path of its stream; secrets in it as ***" },
	[USER_AGENT] = { "rtsp.user_agent", "User-Agent of a request that it makes" },
	[HEADER] = { "rtsp.header", "a header of its own, like X-Dynamic-Rate; name: value" },
	{ 0 },
};

enum {
	MESSAGES_MAX = 64, /* of one direction; a session sets up with six */
	OTHERS_MAX = 8,    /* headers told as rtsp.header of one message; Xiongmai sends two */
	PATH_MAX = 512,    /* the longest seen has 98 */
};

struct message {
	bool sized, is_sdp, closes;
	uint64_t size;
	unsigned others;
};

static void tell_path(struct reading *rx, addr who, str url) {
	uint8_t room[PATH_MAX];
	struct text t = TEXT(room);

	/* Anjvision forgets the scheme: 192.0.2.1:554/stream0/ */
	if (str_find(url, STR("://"), 0) == url.n)
		url = str_after(url, str_find(url, STR("/"), 0));
	secret_put_path(&t, url);
	str path = text_done(&t);
	if (path.n > 1 && path.at[path.n - 1] == '/')
		path.n--;
	if (url.n)
		tell_of(rx, who, &rtsp_fields[PATH], path);
}

/* RTP-Info: url=rtsp://host/path/track1;seq=1,url=… */
static void tell_rtp_info(struct reading *rx, str value) {
	str url = str_cut(&value, ';');

	if (str_begins_nocase(url, STR("url=")) && str_find(url, STR("://"), 0) < url.n)
		tell_path(rx, rx->who, str_after(url, 4));
}

static void take_answer_header(struct reading *rx, const struct headers *h, struct message *m) {
	if (str_eq_nocase(h->name, STR("Server"))) {
		headers_tell(rx, &rtsp_fields[SERVER], h->value);
	} else if (str_eq_nocase(h->name, STR("WWW-Authenticate"))) {
		headers_tell(rx, &rtsp_fields[AUTHENTICATE], h->value);
		tell(rx, &rtsp_fields[REALM], headers_realm(h->value));
	} else if (str_eq_nocase(h->name, STR("Public"))) {
		headers_tell(rx, &rtsp_fields[PUBLIC], h->value);
	} else if (str_eq_nocase(h->name, STR("Content-Base")) || str_eq_nocase(h->name, STR("Content-Location"))) {
		tell_path(rx, rx->who, h->value);
	} else if (str_eq_nocase(h->name, STR("RTP-Info"))) {
		tell_rtp_info(rx, h->value);
	} else if (str_begins_nocase(h->name, STR("X-")) && h->value.n && !secret_is_name(h->name) &&
		   m->others++ < OTHERS_MAX) {
		headers_tell_pair(rx, &rtsp_fields[HEADER], h->name, h->value);
	}
}

static void take_headers(struct reading *rx, struct headers *h, struct message *m) {
	while (headers_next(h)) {
		if (str_eq_nocase(h->name, STR("Content-Length")))
			m->sized = str_u64(h->value, &m->size);
		else if (str_eq_nocase(h->name, STR("Content-Type")))
			m->is_sdp = str_begins_nocase(h->value, STR("application/sdp"));
		else if (str_eq_nocase(h->name, STR("Connection")))
			m->closes = str_find_nocase(h->value, STR("close"), 0) < h->value.n;
		else if (h->response)
			take_answer_header(rx, h, m);
		else if (str_eq_nocase(h->name, STR("User-Agent")))
			headers_tell(rx, &rtsp_fields[USER_AGENT], h->value);
	}
}

/* Hands the body on, if it is a session, and moves `*rest` behind it. False when bytes are missing. */
static bool take_body(struct reading *rx, const struct headers *h, const struct message *m, str *rest) {
	bool session = m->is_sdp || str_begins(*rest, STR("v=0"));
	str body = *rest;

	if (m->sized && m->size < rest->n)
		body.n = (size_t)m->size;
	if (!m->sized && !session)
		body.n = 0;
	/* ANNOUNCE brings the client's own session: it is the client that sends pictures then. */
	if (session && body.n && (h->response || str_eq(h->method, STR("ANNOUNCE"))))
		hand_on(rx, LANE_BODY, KEY_ANY, cur_over(body));
	*rest = str_after(*rest, body.n);
	return !m->sized || m->size <= body.n;
}

/*
 * The path asked for belongs to who was asked; in a record that is whom the
 * record is about. On the wire anybody may ask anybody for any path, and who
 * searches does so: only a client that was answered sets up and plays (RFC
 * 2326, 10.4 and 10.5).
 */
static void take_target(struct reading *rx, const struct headers *h, str *last) {
	bool recorded = rx->who.kind == ADDR_NONE;
	bool answered = str_eq(h->method, STR("SETUP")) || str_eq(h->method, STR("PLAY"));

	if (!recorded && !answered)
		return;
	if (str_eq(h->target, *last) || str_eq(h->target, STR("*")) || (rx->to.kind == ADDR_NONE && !recorded))
		return;
	*last = h->target;
	tell_path(rx, recorded ? rx->who : rx->to, h->target);
}

static bool begin(const struct reading *rx, struct headers *h, str *rest) {
	*rest = headers_skip_line_ends(*rest);
	if (headers_begin(h, *rest, STR("RTSP/")))
		return true;
	return rx->who.kind == ADDR_NONE && headers_begin(h, *rest, STR("HTTP/1.")) && h->response;
}

static enum read_end rtsp_read(struct reading *rx, cur in) {
	str rest = cur_peek(&in), last = { 0 };
	struct headers h;
	enum read_end end = READ_NOT_MINE;

	for (unsigned i = 0; i < MESSAGES_MAX && begin(rx, &h, &rest) && !rx->fatal; i++) {
		struct message m = { 0 };

		if (!h.response)
			take_target(rx, &h, &last);
		take_headers(rx, &h, &m);
		rest = h.rest;
		end = h.whole && take_body(rx, &h, &m, &rest) ? READ_DONE : READ_CUT;
		if (end == READ_CUT)
			break;
		rx->stays = h.response && !m.closes;
	}
	return end;
}

/*
 * Paths are written down without their first slash, too. Of one with a host, "rtsp://192.0.2.64/…" or
 * "192.0.2.64:554/…", nothing is told: recorders, bridges and video management give the addresses of their cameras'
 * streams for their own, and one recorded part does not know which address is the device's.
 */
static void read_path_part(struct reading *rx, str path) {
	uint8_t room[PATH_MAX];
	struct text t = TEXT(room);
	str first = { path.at, str_find(path, STR("/"), 0) };

	if (path.n == 0 || path.at[0] == '/' || str_find(first, STR(":"), 0) < first.n)
		return;
	text_byte(&t, '/');
	secret_put_path(&t, path);
	tell(rx, &rtsp_fields[PATH], text_done(&t));
}

static void rtsp_read_part(struct reading *rx, str field, str value) {
	struct headers h = { .response = true, .rest = value };
	/* What stands under the name of a header is a header of its own already. */
	struct message m = { .others = OTHERS_MAX };

	value = str_trim(value);
	if (str_eq(field, STR("rtsp.www_authenticate")))
		tell(rx, &rtsp_fields[REALM], headers_realm(value));
	else if (str_eq(field, STR("rtsp.header")))
		take_headers(rx, &h, &m);
	else
		read_path_part(rx, value);
}

static bool rtsp_begins(str head) {
	/* Behind line ends there are too few bytes left to tell. */
	return byte_is_blank(head.at[0]) || headers_may_begin(head, STR("RTSP/"));
}

const struct proto rtsp_proto = {
	.name = "rtsp",
	.what = "Real Time Streaming Protocol 1.0, RFC 2326",
	.hooks = (const struct hook[]){ { LANE_TCP, 554 }, { LANE_TCP, KEY_ANY }, { 0 } },
	.fields = rtsp_fields,
	.documents = (const char *const[]){ "rtsp.response", "rtsp.describe", "rtsp.options", "rtsps.raw", NULL },
	.read = rtsp_read,
	.parts = (const char *const[]){ "rtsp.path", "rtsp.header", "rtsp.www_authenticate", "onvif.stream_uri", NULL },
	.read_part = rtsp_read_part,
	.begins = rtsp_begins,
};
