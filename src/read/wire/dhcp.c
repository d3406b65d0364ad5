/*
 * DHCP for IPv4, RFC 2131 and 2132: what a client says of itself, and which
 * address it was given.
 *
 *     OO HT HL HH NNNNNNNN SSSS FFFF     1 asks, 2 answers; hardware type (1), its size (6), hops, number, …
 *     client[4] your[4] server[4] relay[4]
 *     client MAC[16] server name[64] boot file[128]
 *     63 82 53 63                        the magic cookie of RFC 2131, chapter 3
 *     option: CC LL value[LL]            0 fills, 255 ends
 *
 * A message speaks of the client whose MAC is in it, whoever sends or relays
 * it. In an answer only the address that was acknowledged is believed.
 * Option 52 says that options go on in the boot file and the server name.
 *
 * Which options, in which order, tells the client's software apart.
 * `dhcp.options` has all codes as they stand, the ending 255 too where there
 * is one, fill bytes left out: "53,61,12,60,55,255".
 */

#include "read/proto.h"

enum { VENDOR_CLASS, HOSTNAME, PARAMS, OPTIONS, USER_CLASS, MUD_URL, CLIENT_ID, REQUESTED_IP, IP };

static const struct field dhcp_fields[] = {
	[VENDOR_CLASS] = { "dhcp.vendor_class", "option 60: which client software asks" },
	[HOSTNAME] = { "dhcp.hostname", "option 12: its name" },
	[PARAMS] = { "dhcp.params", "option 55: the codes it asks for, joined by commas" },
	[OPTIONS] = { "dhcp.options", "codes of all its options in order, joined by commas, 255 for the end" },
	[USER_CLASS] = { "dhcp.user_class", "option 77" },
	[MUD_URL] = { "dhcp.mud_url", "option 161: where its maker describes it (RFC 8520)" },
	[CLIENT_ID] = { "dhcp.client_id", "option 61: type and identifier in hex" },
	[REQUESTED_IP] = { "dhcp.requested_ip", "option 50: the address it asks for" },
	[IP] = { "dhcp.ip", "the address that a server acknowledged to it" },
	{ 0 },
};

enum {
	OP_ASKS = 1, OP_ANSWERS = 2,
	OPTION_FILL = 0, OPTION_HOSTNAME = 12, OPTION_REQUESTED_IP = 50, OPTION_OVERLOAD = 52, OPTION_TYPE = 53,
	OPTION_PARAMS = 55, OPTION_VENDOR_CLASS = 60, OPTION_CLIENT_ID = 61, OPTION_USER_CLASS = 77,
	OPTION_MUD_URL = 161, OPTION_END = 255,
	OVERLOAD_FILE = 1, OVERLOAD_NAME = 2, /* bits of option 52 */
	TYPE_ACK = 5,
	/* As many as option 55 can list. Real clients send up to 20; 1500 bytes could hold 700 empty ones. */
	CODES_MAX = 255,
};

struct message {
	uint8_t op, type, overload;
	addr client, yours;
	str file, name;
	str hostname, vendor_class, user_class, mud_url, params, client_id, requested_ip;
	uint8_t codes[CODES_MAX];
	size_t code_count;
};

static void put_option(struct message *m, uint8_t code, str value) {
	switch (code) {
	case OPTION_HOSTNAME: m->hostname = value; break;
	case OPTION_REQUESTED_IP: m->requested_ip = value; break;
	case OPTION_OVERLOAD: m->overload = value.n == 1 ? value.at[0] : 0; break;
	case OPTION_TYPE: m->type = value.n == 1 ? value.at[0] : 0; break;
	case OPTION_PARAMS: m->params = value; break;
	case OPTION_VENDOR_CLASS: m->vendor_class = value; break;
	case OPTION_CLIENT_ID: m->client_id = value; break;
	case OPTION_USER_CLASS: m->user_class = value; break;
	case OPTION_MUD_URL: m->mud_url = value; break;
	default: break;
	}
}

/* False when an option is longer than what holds it. */
static bool take_options(struct message *m, cur in) {
	while (cur_left(&in)) {
		uint8_t code = cur_u8(&in);

		if (code == OPTION_FILL)
			continue;
		str value = { 0 };
		if (code != OPTION_END)
			value = cur_take(&in, cur_u8(&in));
		if (in.bad)
			return false;
		if (m->code_count < CODES_MAX)
			m->codes[m->code_count++] = code;
		if (code == OPTION_END)
			return true;
		put_option(m, code, value);
	}
	return true; /* without an end: some clients leave it out, and nothing is missing */
}

/* Some clients count the NUL of their C strings as text. */
static str without_nul(str s) {
	while (s.n > 0 && s.at[s.n - 1] == 0)
		s.n--;
	return s;
}

static void tell_codes(struct reading *rx, addr who, const struct field *field, str codes) {
	uint8_t room[CODES_MAX * 4];
	struct text t = TEXT(room);

	for (size_t i = 0; i < codes.n && i < CODES_MAX; i++) {
		if (i)
			text_byte(&t, ',');
		text_u64(&t, codes.at[i]);
	}
	tell_of(rx, who, field, text_done(&t));
}

static void tell_ip(struct reading *rx, addr who, const struct field *field, addr ip) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	if (ip.kind != ADDR_IP4 || !addr_is_unicast(ip))
		return;
	addr_format(&t, ip);
	tell_of(rx, who, field, text_done(&t));
}

static void tell_request(struct reading *rx, const struct message *m) {
	uint8_t room[512]; /* option 61 has at most 255 bytes */
	struct text id = TEXT(room);

	tell_of(rx, m->client, &dhcp_fields[VENDOR_CLASS], without_nul(m->vendor_class));
	tell_of(rx, m->client, &dhcp_fields[HOSTNAME], without_nul(m->hostname));
	tell_codes(rx, m->client, &dhcp_fields[PARAMS], m->params);
	tell_codes(rx, m->client, &dhcp_fields[OPTIONS], (str){ m->codes, m->code_count });
	tell_of(rx, m->client, &dhcp_fields[USER_CLASS], without_nul(m->user_class));
	tell_of(rx, m->client, &dhcp_fields[MUD_URL], without_nul(m->mud_url));
	text_hex(&id, m->client_id, 0);
	tell_of(rx, m->client, &dhcp_fields[CLIENT_ID], text_done(&id));
	tell_ip(rx, m->client, &dhcp_fields[REQUESTED_IP], addr_of(ADDR_IP4, m->requested_ip));
}

/* True when it is a DHCP message; `ret_options` then stands behind the cookie. */
static bool take_head(struct message *m, cur *in) {
	m->op = cur_u8(in);
	uint8_t hardware = cur_u8(in), hardware_size = cur_u8(in);

	cur_take(in, 13); /* hops, transaction, seconds, flags, the address the client has */
	m->yours = addr_of(ADDR_IP4, cur_take(in, 4));
	cur_take(in, 8); /* server and relay */
	str mac = cur_take(in, 16);
	m->name = cur_take(in, 64);
	m->file = cur_take(in, 128);
	uint32_t cookie = cur_be32(in);
	if (in->bad || cookie != 0x63825363 || (m->op != OP_ASKS && m->op != OP_ANSWERS))
		return false;
	/* Only Ethernet and Wi-Fi clients (type 1) are named by a MAC. */
	if (hardware == 1 && hardware_size == 6)
		m->client = addr_of(ADDR_MAC, (str){ mac.at, 6 });
	return true;
}

static enum read_end dhcp_read(struct reading *rx, cur in) {
	struct message m = { 0 };

	if (!take_head(&m, &in))
		return READ_NOT_MINE;
	bool whole = take_options(&m, in);
	/* RFC 2131, 4.1: first the options, then the boot file, then the server name. */
	if (m.overload & OVERLOAD_FILE)
		whole &= take_options(&m, cur_over(m.file));
	if (m.overload & OVERLOAD_NAME)
		whole &= take_options(&m, cur_over(m.name));
	if (addr_is_station(m.client)) {
		if (m.op == OP_ASKS)
			tell_request(rx, &m);
		else if (m.type == TYPE_ACK)
			tell_ip(rx, m.client, &dhcp_fields[IP], m.yours);
	}
	return whole ? READ_DONE : READ_CUT;
}

const struct proto dhcp_proto = {
	.name = "dhcp",
	.what = "Dynamic Host Configuration Protocol for IPv4, RFC 2131 and RFC 2132",
	.hooks = (const struct hook[]){ { LANE_UDP, 67 }, { LANE_UDP, 68 }, { 0 } },
	.fields = dhcp_fields,
	.read = dhcp_read,
};
