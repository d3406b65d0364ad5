/*
 * SDP, RFC 8866: the description of a stream.
 *
 *     v=0                      first, always
 *     o= origin  s= session  i= information  u= URI
 *     a=name:value             attributes, of the session and of each m=
 *     m=media port proto formats
 *
 * Stream servers betray their maker in what the standard leaves to them: the
 * name of the session, the tool, attributes that nobody else has.
 */

#include "read/part/headers.h"
#include "read/part/secret.h"

enum { SESSION, INFO, TOOL, ORIGIN, URI, ATTRIBUTE, MEDIA };

static const struct field sdp_fields[] = {
	[SESSION] = { "sdp.session", "s= line" },
	[INFO] = { "sdp.info", "i= line" },
	[TOOL] = { "sdp.tool", "a=tool line" },
	[ORIGIN] = { "sdp.origin", "o= line" },
	[URI] = { "sdp.uri", "u= line" },
	[ATTRIBUTE] = { "sdp.attribute", "an a= line that is not of the standard, name:value" },
	[MEDIA] = { "sdp.media", "kind of an m= line that is not of the standard" },
	{ 0 },
};

/* Belongs to the reader "rtsp": an absolute a=control tells the stream's path. */
static const struct field path_field = { "rtsp.path", NULL };

enum {
	LINES_MAX = 400,      /* the longest session seen has 60 */
	ATTRIBUTES_MAX = 24,  /* told; Hikvision has 4 of its own a session */
	PATH_MAX = 512,       /* the longest seen has 98 */
};

/* RFC 8866 section 6, RFC 2326 C.1, and what every streaming library sends. */
static const char *const common[] = {
	"control", "rtpmap", "fmtp", "range", "recvonly", "sendonly", "sendrecv", "inactive", "framerate", "ptime",
	"maxptime", "type", "charset", "sdplang", "lang", "quality", "cat", "keywds", "orient", "framesize", "cliprect",
	"rtcp-fb", "rtcp", "rtcp-mux", "extmap", "mid", "ssrc", "group", "setup", "crypto", "key-mgmt", "etag",
	"source-filter", "tool", "imageattr", "ice-ufrag", "ice-pwd", "ice-options", "fingerprint", "candidate", NULL,
};

/* RFC 8866 section 5.14. */
static const char *const media[] = { "audio", "video", "text", "application", "message", "image", NULL };

struct session {
	unsigned attributes;
	bool path_told;
};

static void tell_attribute(struct reading *rx, struct session *s, str line) {
	if (s->attributes++ < ATTRIBUTES_MAX)
		tell(rx, &sdp_fields[ATTRIBUTE], line);
}

static void take_control(struct reading *rx, struct session *s, str url) {
	uint8_t room[PATH_MAX];
	struct text t = TEXT(room);

	if (s->path_told || !str_begins_nocase(url, STR("rtsp://")))
		return;
	secret_put_path(&t, url);
	str path = text_done(&t);
	if (path.n > 1 && path.at[path.n - 1] == '/')
		path.n--;
	tell(rx, &path_field, path);
	s->path_told = true;
}

static void take_attribute(struct reading *rx, struct session *s, str line) {
	str value = line, name = str_trim(str_cut(&value, ':'));

	if (str_eq_nocase(name, STR("tool")))
		tell(rx, &sdp_fields[TOOL], str_trim(value));
	else if (str_eq_nocase(name, STR("control")))
		take_control(rx, s, str_trim(value));
	/* H3C's heritage in Uniview: the only format parameter known that names a maker. */
	else if (str_eq_nocase(name, STR("fmtp")) && str_find(value, STR("DecoderTag="), 0) < value.n)
		tell_attribute(rx, s, line);
	else if (name.n && !headers_among(name, common) && !secret_is_name(name))
		tell_attribute(rx, s, line);
}

/* Lines that are told as they stand. */
static const struct {
	uint8_t type;
	unsigned field;
} plain[] = { { 's', SESSION }, { 'i', INFO }, { 'o', ORIGIN }, { 'u', URI } };

static void take_line(struct reading *rx, struct session *s, uint8_t type, str value) {
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (type == plain[i].type)
			tell(rx, &sdp_fields[plain[i].field], value);
	if (type == 'a') {
		take_attribute(rx, s, value);
	} else if (type == 'm') {
		str kind = str_cut(&value, ' ');

		if (!headers_among(kind, media))
			tell(rx, &sdp_fields[MEDIA], kind);
	}
}

static enum read_end sdp_read(struct reading *rx, cur in) {
	str rest = str_trim(cur_peek(&in));
	struct session s = { 0 };

	if (!str_begins(rest, STR("v=0\r\n")) && !str_begins(rest, STR("v=0\n")))
		return READ_NOT_MINE;
	for (unsigned i = 0; i < LINES_MAX && rest.n; i++) {
		str line = str_trim(str_cut_line(&rest));

		if (line.n >= 2 && line.at[1] == '=')
			take_line(rx, &s, line.at[0], str_trim(str_after(line, 2)));
	}
	return READ_DONE;
}

const struct proto sdp_proto = {
	.name = "sdp",
	.what = "Session Description Protocol, RFC 8866",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = sdp_fields,
	.documents = (const char *const[]){ "rtsp.sdp", "sdp.description", NULL },
	.read = sdp_read,
};
