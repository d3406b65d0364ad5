/*
 * HTTP/1.x, RFC 9110 and 9112: what a server says of itself in the headers of
 * its answers, and the program that a client says it is.
 *
 *     answers in one direction: status line, headers, body; and the next one
 *     requests in the other:    METHOD target version, headers, body
 *
 * Bodies of answers go to whoever knows them: pages give their title, XML,
 * JSON and key=value text are handed on. Of a picture its digests are told:
 * which path was asked for stands in the other direction, but only known icons
 * are looked for. Bodies of requests are passed over: a client that asks a
 * camera is no camera.
 */

#include "base/markup.h"
#include "read/part/headers.h"
#include "read/part/icon.h"
#include "read/part/secret.h"

enum { SERVER, TITLE, AUTHENTICATE, REALM, LOCATION, HEADER, COOKIE, USER_AGENT, ICON_MD5, ICON_MMH3, HTML };

static const struct field http_fields[] = {
	[SERVER] = { "http.server", "Server header" },
	[TITLE] = { "http.title", "title of the page" },
	[AUTHENTICATE] = { "http.authenticate", "WWW-Authenticate header, whole" },
	[REALM] = { "http.realm", "realm of WWW-Authenticate" },
	[LOCATION] = { "http.location", "path on itself to which Location or a page's script leads; secrets in it as ***" },
	[HEADER] = { "http.header", "a header of its own, like X-Powered-By; name: value" },
	[COOKIE] = { "http.cookie", "name of a cookie it sets" },
	[USER_AGENT] = { "http.user_agent", "User-Agent of a request that it makes" },
	[ICON_MD5] = { "http.favicon_md5", "MD5 of a picture that it gives, as of the page's icon, hex" },
	[ICON_MMH3] = { "http.favicon_mmh3", "MurmurHash3 of the base64 of such a picture, as Shodan writes it" },
	[HTML] = { "http.html", "the beginning of a page that was recorded or asked for by a scan, not in a capture; secrets as ***" },
	{ 0 },
};

enum {
	MESSAGES_MAX = 32,         /* of one direction; what the cell keeps of a conversation is shorter */
	OTHERS_MAX = 16,           /* headers told as http.header, cookies told: of one message each */
	BODY_MAX = 16 * 1024,      /* of a chunked body, put together on the stack */
	PAGE_HEAD_MAX = 16 * 1024, /* a title that is not in here nobody sees */
	SNIFF_MAX = 1024,          /* bytes that show whether a body is a page */
	HTML_MAX = 2048,           /* of a recorded page; what marks look for stands in its head */
	TITLE_MAX = 256,           /* a longer one is cut; cameras' have up to 60 */
	LOCATION_MAX = 1024,
	FORWARD_HEAD_MAX = 4 * 1024, FORWARDS_MAX = 8, /* pages that only lead on are short, and say where at once */
	ICON_MAX = 64 * 1024,      /* bytes; a larger picture is a photograph */
};

/* Of the standards, or added everywhere by proxies and frameworks: they tell nothing of a device. */
static const char *const common[] = {
	"Date", "Cache-Control", "Pragma", "Expires", "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding",
	"Last-Modified", "ETag", "Accept-Ranges", "Vary", "Age", "Via", "Allow", "Upgrade", "P3P", "Link", "Trailer",
	"Warning", "Retry-After", "Refresh", "MIME-Version", "Strict-Transport-Security", "Referrer-Policy", "Feature-Policy",
	"Permissions-Policy", "Alt-Svc", "NEL", "Report-To", "Server-Timing", "Status", "Timing-Allow-Origin",
	"Proxy-Authenticate", "Authentication-Info", "X-Frame-Options", "X-XSS-Protection",
	"X-Content-Type-Options", "X-Permitted-Cross-Domain-Policies", "X-Download-Options", "X-DNS-Prefetch-Control",
	"X-Robots-Tag", "X-UA-Compatible", "X-Forwarded-For", "X-Forwarded-Proto", "X-Served-By", "X-Timer",
	"X-Content-Security-Policy", "X-WebKit-CSP", "X-Runtime", NULL,
};

/* Families of such headers. */
static const char *const common_families[] = {
	"Content-", "Access-Control-", "Sec-", "Cross-Origin-", "X-Amz-", "X-MS-", "X-Cache", "X-Varnish", "X-LB-",
	"X-Response-Time", "X-Request", "X-Rate-Limit", "CF-", NULL,
};

/*
 * Programs for computers. What answers through them is somebody's program or the device behind a proxy, and a body in the
 * manner of a camera speaks of a camera that they know. Behind a name alone, which stands in devices too, follows what
 * must be in it as well: the system that it runs on.
 */
static const struct {
	str begins, has;
	bool in_devices; /* some have it: where the device itself was meant, it is its own answer */
} general[] = {
	{ STR_INIT("nginx"), STR_INIT("("), false }, { STR_INIT("nginx"), { 0 }, true }, { STR_INIT("openresty"), { 0 }, false },
	{ STR_INIT("Apache"), STR_INIT("(Ubuntu"), false }, { STR_INIT("Apache"), STR_INIT("(Debian"), false },
	{ STR_INIT("Apache"), STR_INIT("(CentOS"), false }, { STR_INIT("Apache"), STR_INIT("(Red Hat"), false },
	{ STR_INIT("Apache"), STR_INIT("(Rocky"), false }, { STR_INIT("Apache"), STR_INIT("(Win"), false },
	{ STR_INIT("Apache-Coyote"), { 0 }, false }, { STR_INIT("Apache Tomcat"), { 0 }, false },
	{ STR_INIT("Microsoft-"), { 0 }, false }, { STR_INIT("Kestrel"), { 0 }, false }, { STR_INIT("Jetty"), { 0 }, false },
	{ STR_INIT("Caddy"), { 0 }, false }, { STR_INIT("cloudflare"), { 0 }, false }, { STR_INIT("Werkzeug"), { 0 }, false },
	{ STR_INIT("gunicorn"), { 0 }, false }, { STR_INIT("uvicorn"), { 0 }, false }, { STR_INIT("hypercorn"), { 0 }, false },
	{ STR_INIT("waitress"), { 0 }, false }, { STR_INIT("Python"), { 0 }, false }, { STR_INIT("TornadoServer"), { 0 }, false },
	{ STR_INIT("CherryPy"), { 0 }, false }, { STR_INIT("BaseHTTP"), STR_INIT("Python"), false },
	{ STR_INIT("SimpleHTTP"), STR_INIT("Python"), false }, { STR_INIT("Cowboy"), { 0 }, false }, { STR_INIT("Envoy"), { 0 }, false },
	{ STR_INIT("Varnish"), { 0 }, false }, { STR_INIT("awselb"), { 0 }, false }, { STR_INIT("AmazonS3"), { 0 }, false },
	{ STR_INIT("HAProxy"), { 0 }, false }, { STR_INIT("squid"), { 0 }, false }, { STR_INIT("LiteSpeed"), { 0 }, false },
	{ STR_INIT("WEBrick"), { 0 }, false }, { STR_INIT("Puma"), { 0 }, false }, { STR_INIT("Express"), { 0 }, false },
};

struct body {
	bool chunked, sized;
	bool of_computer; /* a program for computers answers, or a proxy passed it on */
	bool closes, keeps; /* the connection, as the Connection header says */
	uint64_t size;
	str type;
	unsigned others, cookies;
};

/* Is this the device's own address: "[2001:db8::1]:80", "192.0.2.1"? Of a name nobody knows. */
static bool is_own_host(const struct reading *rx, str host) {
	if (str_begins(host, STR("[")))
		host = (str){ host.at + 1, str_until(str_after(host, 1), STR("]")) };
	else
		host.n = str_until(host, STR(":"));
	return rx->who.kind != ADDR_NONE && addr_eq(addr_parse(host), rx->who);
}

/* What of a URL is a path on the device itself: a URL with another host leads to another device. */
static str own_path(const struct reading *rx, str url) {
	size_t colon = str_until(url, STR(":/?#\\"));
	bool has_scheme = colon < url.n && url.at[colon] == ':';
	str rest = has_scheme ? str_after(url, colon + 1) : url;

	if (!str_begins(rest, STR("//")))
		return has_scheme || str_begins(rest, STR("\\")) || str_begins(rest, STR("/\\")) ? (str){ 0 } : url;
	rest = str_after(rest, 2);
	size_t host_size = str_until(rest, STR("/?#\\"));
	if (!is_own_host(rx, (str){ rest.at, host_size }))
		return (str){ 0 };
	return host_size < rest.n ? str_after(rest, host_size) : STR("/");
}

static void tell_location(struct reading *rx, str value) {
	uint8_t room[LOCATION_MAX];
	struct text t = TEXT(room);

	secret_put_url(&t, own_path(rx, str_trim(value)));
	tell(rx, &http_fields[LOCATION], text_done(&t));
}

static void tell_cookie(struct reading *rx, str value, struct body *b) {
	str name = str_cut(&value, '=');

	/* Some names hold the session itself: those are longer than a name. */
	if (b->cookies++ < OTHERS_MAX && name.n <= 64)
		tell(rx, &http_fields[COOKIE], str_trim(name));
}

static bool is_own(str name) {
	for (const char *const *f = common_families; *f; f++)
		if (str_begins_nocase(name, str_of(*f)))
			return false;
	return !headers_among(name, common) && !secret_is_name(name);
}

/* In a capture an answer may be about anybody; who records a device's answer, or asks for it, means the device. */
static bool is_device_meant(const struct reading *rx) {
	return rx->was_asked || rx->who.kind == ADDR_NONE;
}

static bool is_of_computer(const struct reading *rx, const struct headers *h) {
	if (str_eq_nocase(h->name, STR("Via")) || str_eq_nocase(h->name, STR("X-Varnish")))
		return true;
	if (!str_eq_nocase(h->name, STR("Server")) && !str_eq_nocase(h->name, STR("X-Powered-By")))
		return false;
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		if (!(general[i].in_devices && is_device_meant(rx)) && str_begins_nocase(h->value, general[i].begins) &&
		    (!general[i].has.n || str_find_nocase(h->value, general[i].has, 0) < h->value.n))
			return true;
	return false;
}

static void take_answer_header(struct reading *rx, const struct headers *h, struct body *b) {
	b->of_computer |= is_of_computer(rx, h);
	if (str_eq_nocase(h->name, STR("Server"))) {
		headers_tell(rx, &http_fields[SERVER], h->value);
	} else if (str_eq_nocase(h->name, STR("WWW-Authenticate"))) {
		headers_tell(rx, &http_fields[AUTHENTICATE], h->value);
		tell(rx, &http_fields[REALM], headers_realm(h->value));
	} else if (str_eq_nocase(h->name, STR("Location"))) {
		tell_location(rx, h->value);
	} else if (str_eq_nocase(h->name, STR("Set-Cookie"))) {
		tell_cookie(rx, h->value, b);
	} else if (h->value.n && is_own(h->name) && b->others++ < OTHERS_MAX) {
		headers_tell_pair(rx, &http_fields[HEADER], h->name, h->value);
	}
}

static void take_connection(str value, struct body *b) {
	b->closes = str_find_nocase(value, STR("close"), 0) < value.n;
	b->keeps = str_find_nocase(value, STR("keep-alive"), 0) < value.n;
}

/* Does the connection outlast this answer? RFC 9112, 9.3. */
static bool stays(const struct headers *h, const struct body *b) {
	return h->response && !b->closes && (b->keeps || !str_eq(h->version, STR("HTTP/1.0")));
}

static void take_header(struct reading *rx, const struct headers *h, struct body *b) {
	if (str_eq_nocase(h->name, STR("Content-Length")))
		b->sized = str_u64(h->value, &b->size);
	else if (str_eq_nocase(h->name, STR("Transfer-Encoding")))
		b->chunked = str_find_nocase(h->value, STR("chunked"), 0) < h->value.n;
	else if (str_eq_nocase(h->name, STR("Content-Type")))
		b->type = h->value;
	else if (str_eq_nocase(h->name, STR("Connection")))
		take_connection(h->value, b);
	else if (h->response)
		take_answer_header(rx, h, b);
	else if (str_eq_nocase(h->name, STR("User-Agent")))
		headers_tell(rx, &http_fields[USER_AGENT], h->value);
}

/* Blanks become one blank each, entities their characters. */
static void tell_title(struct reading *rx, str page) {
	uint8_t decoded_room[TITLE_MAX], room[TITLE_MAX];
	struct text decoded = TEXT(decoded_room), t = TEXT(room);
	size_t at = str_find_nocase(page, STR("<title"), 0);
	str rest = str_after(page, str_find(page, STR(">"), at) + 1);
	size_t end = str_find(rest, STR("<"), 0);

	if (at == page.n || end == rest.n)
		return;
	markup_decode(&decoded, str_trim((str){ rest.at, end }));
	str title = text_done(&decoded);
	for (size_t i = 0; i < title.n; i++)
		if (!byte_is_blank(title.at[i]) || (i > 0 && !byte_is_blank(title.at[i - 1])))
			text_byte(&t, byte_is_blank(title.at[i]) ? ' ' : title.at[i]);
	tell(rx, &http_fields[TITLE], str_trim(text_done(&t)));
}

static str front(str s, size_t n) {
	return (str){ s.at, s.n < n ? s.n : n };
}

/* "x" or 'x' at the front, in which a page names another: no blanks are in it. */
static str quoted_at(str s) {
	size_t n = 1;

	if (s.n == 0 || (s.at[0] != '"' && s.at[0] != '\''))
		return (str){ 0 };
	while (n < s.n && s.at[n] > ' ' && s.at[n] != s.at[0])
		n++;
	return n < s.n && s.at[n] == s.at[0] ? (str){ s.at + 1, n - 1 } : (str){ 0 };
}

/* location = "x", location.href='x', location.replace("x"): what stands behind the word. */
static str script_target(str s) {
	static const str ways[] = { STR_INIT(".href"), STR_INIT(".replace"), STR_INIT(".assign") };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (str_begins(s, ways[i])) {
			s = str_after(s, ways[i].n);
			break;
		}
	}
	s = str_trim(s);
	return str_begins(s, STR("=")) || str_begins(s, STR("(")) ? quoted_at(str_trim(str_after(s, 1))) : (str){ 0 };
}

/* Where a page sends its reader on by itself, as those of recorders do to their log-in. */
static void tell_forward(struct reading *rx, str page) {
	str word = STR("location"), target = { 0 };
	size_t at = str_find_nocase(page, word, 0);

	for (unsigned i = 0; i < FORWARDS_MAX && at < page.n && !target.n; i++) {
		target = script_target(str_after(page, at + word.n));
		at = str_find_nocase(page, word, at + word.n);
	}
	if (target.n && target.n <= LOCATION_MAX)
		tell_location(rx, target);
}

static bool is_page(str body) {
	static const char *const marks[] = { "<html", "<!doctype html", "<head", "<title", NULL };

	body = front(body, SNIFF_MAX);
	for (const char *const *m = marks; *m; m++)
		if (str_find_nocase(body, str_of(*m), 0) < body.n)
			return true;
	return false;
}

/* "name=value" at the front, as CGI programs of cameras answer. */
static bool is_pairs(str body) {
	str line = str_cut_line(&body), name = str_cut(&line, '=');

	for (size_t i = 0; i < name.n; i++)
		if (!byte_is_letter(name.at[i]) && !byte_is_digit(name.at[i]) && name.at[i] != '.' && name.at[i] != '_' &&
		    name.at[i] != '[' && name.at[i] != ']')
			return false;
	return name.n > 0 && name.n <= 128 && line.at != NULL;
}

static void tell_icon(struct reading *rx, str icon) {
	uint8_t digest[MD5_SIZE], md5_room[2 * MD5_SIZE], mmh3_room[16];
	struct text md5 = TEXT(md5_room), mmh3 = TEXT(mmh3_room);

	md5_of(icon, digest);
	text_hex(&md5, (str){ digest, sizeof digest }, 0);
	tell(rx, &http_fields[ICON_MD5], text_done(&md5));
	icon_put_mmh3(&mmh3, icon);
	tell(rx, &http_fields[ICON_MMH3], text_done(&mmh3));
}

/* Has it come as far as it is told? While a page comes, each part of it would be another text. */
static bool is_told_whole(str page) {
	return page.n >= HTML_MAX || str_find_nocase(page, STR("</html"), 0) < page.n ||
	       str_find_nocase(page, STR("</body"), 0) < page.n;
}

static void tell_page(struct reading *rx, str page) {
	uint8_t room[2 * HTML_MAX];
	struct text t = TEXT(room);

	if (is_device_meant(rx) && (!rx->was_asked || is_told_whole(page))) {
		secret_put_page(&t, front(page, HTML_MAX));
		tell(rx, &http_fields[HTML], text_done(&t));
	}
	tell_title(rx, front(page, PAGE_HEAD_MAX));
	tell_forward(rx, front(page, FORWARD_HEAD_MAX));
}

/* A picture that is not whole has other digests. `whole`: its size was said, and it is here. */
static bool take_icon(struct reading *rx, str body, bool sized, bool whole) {
	if (!icon_begins(body))
		return false;
	if (body.n <= ICON_MAX && (sized ? whole : icon_is_whole(body)))
		tell_icon(rx, body);
	return true;
}

static void take_body(struct reading *rx, str body, const struct body *b) {
	static const char *const dull[] = { "image/", "video/", "audio/", "font/", "text/css", NULL };
	str type = b->type;

	for (const char *const *d = dull; *d; d++)
		if (str_begins_nocase(type, str_of(*d)))
			return;
	body = str_trim(body);
	if (str_find_nocase(type, STR("javascript"), 0) < type.n || body.n == 0)
		return;
	if (is_page(body)) {
		tell_page(rx, body);
	} else if (!b->of_computer && (body.at[0] == '<' || body.at[0] == '{' || body.at[0] == 0xef || is_pairs(body) ||
				       str_begins_nocase(type, STR("application/sdp")))) {
		hand_on(rx, LANE_BODY, KEY_ANY, cur_over(body));
	}
}

/* The size that stands at the front of a chunk, RFC 9112 section 7.1. False when there is none. */
static bool chunk_size(str line, uint64_t *ret_size) {
	uint64_t size = 0;
	size_t n = 0;

	for (; n < line.n && n < 8 && byte_hex(line.at[n]) >= 0; n++)
		size = size << 4 | (uint64_t)byte_hex(line.at[n]);
	*ret_size = size;
	return n > 0;
}

/* Puts the chunks into `to` and moves `*rest` behind them. False when the last one is missing. */
static bool join_chunks(struct text *to, str *rest) {
	uint64_t size;

	while (rest->n) {
		str line = str_cut_line(rest);

		if (!chunk_size(line, &size))
			return false;
		if (size == 0) {
			str_cut_line(rest);
			return true;
		}
		text_str(to, front(*rest, size));
		if (size >= rest->n)
			break;
		*rest = str_after(*rest, size);
		str_cut_line(rest);
	}
	*rest = (str){ 0 };
	return false;
}

static enum read_end take_chunked(struct reading *rx, const struct headers *h, struct body *b, str *rest) {
	uint8_t room[BODY_MAX];
	struct text t = TEXT(room);
	bool whole = join_chunks(&t, rest);

	if (h->response && !take_icon(rx, text_done(&t), true, whole && !t.full))
		take_body(rx, text_done(&t), b);
	return whole ? READ_DONE : READ_CUT;
}

/* Reads what follows the headers and moves `*rest` to the next message. */
static enum read_end take_rest(struct reading *rx, const struct headers *h, struct body *b, str *rest) {
	bool none = h->status / 100 == 1 || h->status == 204 || h->status == 304;

	/* Who records an answer often puts the chunks together and leaves the header. */
	if (b->chunked && rest->n && rest->at[0] != '<' && rest->at[0] != '{')
		return take_chunked(rx, h, b, rest);
	/* An answer to HEAD tells a length and has no body: the next answer follows. */
	if (none || (!h->response && !b->sized) || str_begins(*rest, STR("HTTP/1.")))
		return READ_DONE;
	/* Without a length the body of an answer ends with the connection (RFC 9112, 6.3): who sees bytes cannot tell. */
	bool whole = b->sized ? b->size <= rest->n : !h->response;
	str body = b->sized ? front(*rest, b->size) : *rest;
	if (h->response && !take_icon(rx, body, b->sized, whole))
		take_body(rx, body, b);
	*rest = str_after(*rest, body.n);
	return whole ? READ_DONE : READ_CUT;
}

static enum read_end http_read(struct reading *rx, cur in) {
	str rest = cur_peek(&in);
	struct headers h;
	enum read_end end = READ_NOT_MINE;

	for (unsigned i = 0; i < MESSAGES_MAX && headers_begin(&h, headers_skip_line_ends(rest), STR("HTTP/1.")); i++) {
		struct body b = { 0 };

		while (headers_next(&h))
			take_header(rx, &h, &b);
		if (!h.whole)
			return READ_CUT;
		rest = h.rest;
		end = take_rest(rx, &h, &b, &rest);
		if (end != READ_DONE || rx->fatal)
			break;
		/* An interim answer, such as 100, is followed by the answer itself (RFC 9110, 15.2). */
		bool is_interim = h.response && h.status / 100 == 1;
		rx->stays = !is_interim && stays(&h, &b);
		if (is_interim)
			end = READ_CUT;
	}
	return end;
}

/*
 * One header, or the page, without the rest of the answer: "Server: x" in http.header, a challenge in
 * http.authenticate. Some keep a whole answer under the name of one of its headers.
 */
static void http_read_part(struct reading *rx, str field, str value) {
	struct headers h = { .response = true, .rest = value };
	/* What stands under the name of a header is a header of its own already. */
	struct body b = { .others = OTHERS_MAX };

	if (!str_eq(field, STR("http.header"))) {
		if (str_eq(field, STR("http.authenticate")))
			tell(rx, &http_fields[REALM], headers_realm(value));
		else if (str_eq(field, STR("http.body")))
			take_body(rx, value, &b);
		else if (is_page(value))
			tell_title(rx, front(value, PAGE_HEAD_MAX));
	} else if (http_read(rx, cur_over(value)) == READ_NOT_MINE) {
		while (headers_next(&h))
			take_header(rx, &h, &b);
	}
}

static bool http_begins(str head) {
	/* Behind line ends there are too few bytes left to tell. */
	return byte_is_blank(head.at[0]) || headers_may_begin(head, STR("HTTP/1."));
}

const struct proto http_proto = {
	.name = "http",
	.what = "Hypertext Transfer Protocol 1.x, RFC 9110 and 9112",
	.hooks = (const struct hook[]){ { LANE_TCP, KEY_ANY }, { 0 } },
	.fields = http_fields,
	.documents = (const char *const[]){ "http.response", "https.raw", NULL },
	.read = http_read,
	.parts = (const char *const[]){ "http.header", "http.authenticate", "http.html", "http.body", NULL },
	.read_part = http_read_part,
	.begins = http_begins,
};
