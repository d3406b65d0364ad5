/*
 * SIP, RFC 3261: telephones and door stations, and cameras that report to a
 * platform as China's GB/T 28181 says. UDP or TCP 5060.
 *
 *     METHOD sip:… SIP/2.0 CRLF      or      SIP/2.0 200 OK CRLF
 *     Name: value CRLF               one line for each header, some with a short name
 *     CRLF
 *     body
 *
 * User-Agent is the program of who asks, Server of who answers; some name
 * themselves by User-Agent in their answers too. A question that came through
 * others (more than one Via) is not its sender's own: it tells nothing. Neither
 * does an answer that its sender may only have passed on: see is_own(). Of
 * names and numbers of people nothing is told, nor anything of what proves
 * them; a number of GB/T 28181, 20 digits, is a device's: digits 11 to 13 say
 * of what kind it is.
 *
 * Its answers to the platform come as questions too:
 *
 *     MESSAGE … <Response><CmdType>DeviceInfo</CmdType><DeviceID>…<Manufacturer>…<Model>…<Firmware>…
 *
 * A Catalog lists what hangs behind a device, mostly cameras of other makers,
 * and is passed over.
 */

#include "base/markup.h"
#include "read/part/headers.h"
#include "read/part/secret.h"
#include "read/part/soap.h"

enum { SERVER, USER_AGENT, REALM, FROM_USER, GB28181 };

static const struct field sip_fields[] = {
	[SERVER] = { "sip.server", "Server header" },
	[USER_AGENT] = { "sip.user_agent", "User-Agent header" },
	[REALM] = { "sip.realm", "realm of WWW-Authenticate or Proxy-Authenticate" },
	[FROM_USER] = { "sip.from_user", "its number of GB/T 28181, 20 digits, in From" },
	[GB28181] = { "gb28181.*", "an element of its DeviceInfo answer: manufacturer, model, firmware, device_id, …" },
	{ 0 },
};

enum {
	MESSAGES_MAX = 16,   /* of one TCP direction */
	ELEMENTS_MAX = 24,   /* told of one answer; the standard has 9 */
	NUMBER_SIZE = 20,    /* GB/T 28181-2016, annex D */
	TRYING = 100, REDIRECTION = 300, UNAUTHORIZED = 401, PROXY_UNAUTHORIZED = 407,
	VALUE_ROOM = 512,
};

struct message {
	str server, user_agent, realm, from, sequence;
	addr contact; /* ADDR_NONE when it is a name, or not there */
	uint64_t size;
	bool sized;
	unsigned hops; /* in the Via headers: who passed it on, and first who asks */
};

/* One Via may hold several hops with commas between. */
static unsigned hops_of(str via) {
	unsigned hops = 1;

	for (size_t i = 0; i < via.n; i++)
		hops += via.at[i] == ',';
	return hops;
}

/* The address in "<sip:34020000001320000001@192.0.2.64:5060;transport=udp>", where no name stands there. */
static addr host_of(str contact) {
	str rest = str_after(contact, str_find(contact, STR(":"), str_find_nocase(contact, STR("sip"), 0)) + 1);
	str user = str_cut(&rest, '@');
	str host = rest.at ? rest : user;
	size_t n = 0;

	if (str_begins(host, STR("["))) {
		host = str_after(host, 1);
		return addr_parse(str_cut(&host, ']'));
	}
	while (n < host.n && (byte_is_digit(host.at[n]) || host.at[n] == '.'))
		n++;
	return addr_parse((str){ host.at, n });
}

static void take_header(struct message *m, const struct headers *h) {
	if (str_eq_nocase(h->name, STR("Server")))
		m->server = h->value;
	else if (str_eq_nocase(h->name, STR("User-Agent")))
		m->user_agent = h->value;
	else if (str_eq_nocase(h->name, STR("WWW-Authenticate")) || str_eq_nocase(h->name, STR("Proxy-Authenticate")))
		m->realm = headers_realm(h->value);
	else if (str_eq_nocase(h->name, STR("From")) || str_eq_nocase(h->name, STR("f")))
		m->from = h->value;
	else if (str_eq_nocase(h->name, STR("CSeq")))
		m->sequence = h->value;
	else if (str_eq_nocase(h->name, STR("Contact")) || str_eq_nocase(h->name, STR("m")))
		m->contact = host_of(h->value);
	else if (str_eq_nocase(h->name, STR("Via")) || str_eq_nocase(h->name, STR("v")))
		m->hops += hops_of(h->value);
	else if (str_eq_nocase(h->name, STR("Content-Length")) || str_eq_nocase(h->name, STR("l")))
		m->sized = str_u64(h->value, &m->size);
}

/* "<sip:34020000001320000001@3402000000>;tag=…" has the number; a person's has not 20 digits. */
static str number_of(str from) {
	size_t at = str_find_nocase(from, STR("sip:"), 0);
	str user = str_after(from, at + 4);
	size_t n = 0;

	while (n < user.n && byte_is_digit(user.at[n]))
		n++;
	return n == NUMBER_SIZE && n < user.n && user.at[n] == '@' ? (str){ user.at, n } : (str){ 0 };
}

/* Is this the answer of a device about itself? */
static bool is_device_info(str xml) {
	struct markup m = markup_over(xml);
	enum markup_token token = markup_next(&m);

	if (token != MARKUP_OPEN || !str_eq(m.name, STR("Response")))
		return false;
	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE)
		if (token == MARKUP_CLOSE && str_eq(m.name, STR("CmdType")))
			return str_eq(m.text, STR("DeviceInfo"));
	return false;
}

static void tell_device_info(struct reading *rx, str xml) {
	static const char *const dull[] = { "CmdType", "SN", "Result", NULL };
	struct markup m = markup_over(xml);
	enum markup_token token;
	unsigned told = 0;

	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		uint8_t room[VALUE_ROOM];
		struct text t = TEXT(room);
		bool own = token == MARKUP_CLOSE && m.is_leaf && m.depth == 1;

		if (own && !headers_among(m.name, dull) && !secret_is_name(m.name) && told++ < ELEMENTS_MAX)
			tell_member(rx, &sip_fields[GB28181], m.name, markup_text(&m, &t));
	}
}

/*
 * Does it tell of whom it comes from? A proxy hands the callee's answer on and
 * takes its own Via off, so that the last link looks like the first. It is the
 * sender's where Contact has its address (RFC 3261, 12.1.1; at a
 * registration and in a redirection that is somebody else's), in a 100, which is
 * never passed on (16.7), and where servers answer for themselves: to
 * registrations, to OPTIONS and by a challenge. A record is of one device alone.
 */
static bool is_own(const struct reading *rx, const struct headers *h, const struct message *m) {
	bool registers = str_ends(m->sequence, STR(" REGISTER"));

	if (!h->response)
		return m->hops <= 1;
	if (rx->who.kind == ADDR_NONE || h->status == TRYING)
		return true;
	if (m->contact.kind != ADDR_NONE && h->status < REDIRECTION && !registers)
		return addr_eq(m->contact, rx->who);
	return m->hops <= 1 && (registers || str_ends(m->sequence, STR(" OPTIONS")) || h->status == UNAUTHORIZED ||
				h->status == PROXY_UNAUTHORIZED);
}

static void tell_message(struct reading *rx, const struct headers *h, const struct message *m) {
	headers_tell(rx, &sip_fields[SERVER], m->server);
	headers_tell(rx, &sip_fields[USER_AGENT], m->user_agent);
	if (h->response)
		tell(rx, &sip_fields[REALM], m->realm);
	else
		tell(rx, &sip_fields[FROM_USER], number_of(m->from));
}

/* Reads the body, where it is the sender's, and moves `*rest` behind it. False when bytes are missing. */
static bool take_body(struct reading *rx, const struct headers *h, const struct message *m, bool own, str *rest) {
	str body = *rest;

	if (m->sized && m->size < body.n)
		body.n = (size_t)m->size;
	*rest = str_after(*rest, body.n);
	body = str_trim(body);
	if (own && !h->response && soap_is_xml(body) && is_device_info(body))
		tell_device_info(rx, body);
	else if (own && str_begins(body, STR("v=0")))
		hand_on(rx, LANE_BODY, KEY_ANY, cur_over(body));
	return !m->sized || m->size <= h->rest.n;
}

/* Empty lines keep a connection open and may stand before a message: RFC 3261, 7.5. */
static str skip_line_ends(str s) {
	while (s.n && (s.at[0] == '\r' || s.at[0] == '\n'))
		s = str_after(s, 1);
	return s;
}

static enum read_end sip_read(struct reading *rx, cur in) {
	str rest = skip_line_ends(cur_peek(&in));
	struct headers h;
	enum read_end end = READ_NOT_MINE;

	for (unsigned i = 0; i < MESSAGES_MAX && headers_begin(&h, rest, STR("SIP/2.0")) && !rx->fatal; i++) {
		struct message m = { 0 };

		while (headers_next(&h))
			take_header(&m, &h);
		bool own = is_own(rx, &h, &m);
		if (own)
			tell_message(rx, &h, &m);
		rest = h.rest;
		end = h.whole && take_body(rx, &h, &m, own, &rest) ? READ_DONE : READ_CUT;
		if (end == READ_CUT)
			break;
		rest = skip_line_ends(rest);
	}
	return end;
}

static bool sip_begins(str head) {
	/* Behind line ends there are too few bytes left to tell. */
	return skip_line_ends(head).n < head.n || headers_may_begin(head, STR("SIP/2.0"));
}

const struct proto sip_proto = {
	.name = "sip",
	.documents = (const char *const[]){ "gb28181.raw", NULL },
	.what = "Session Initiation Protocol, RFC 3261, with device information of GB/T 28181",
	.hooks = (const struct hook[]){
		{ LANE_UDP, 5060 }, { LANE_UDP, KEY_ANY }, { LANE_TCP, 5060 }, { LANE_TCP, KEY_ANY }, { 0 },
	},
	.fields = sip_fields,
	.read = sip_read,
	.begins = sip_begins,
};
