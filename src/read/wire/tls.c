/*
 * TLS up to where it is encrypted: RFC 5246 (1.2), RFC 8446 (1.3), RFC 6066 (names).
 *
 *     record:    22 03 0V SSSS fragment[S]      22: handshake; several make one stream
 *     handshake: TT SSSSSS body[S]              1 client's hello, 2 server's hello, 11 certificates
 *     client's hello: version[2] random[32] session<1> ciphers<2> compression<1> extensions<2>
 *     extension: type[2] data<2>                0: names<2> { kind[1] name<2> }
 *     certificates: <3> { certificate<3> … }    the sender's own comes first
 *
 * A client says which name it wants and, by what it offers in which order,
 * which library it is made with (JA3). Up to TLS 1.2 a server shows its
 * certificate in the clear. Sizes in <n> stand before their data in n bytes.
 */

#include "base/md5.h"
#include "read/proto.h"

enum { SNI, JA3 };

static const struct field tls_fields[] = {
	[SNI] = { "tls.sni", "a server name it asks for as a client" },
	[JA3] = { "tls.ja3", "JA3 of it as a client, md5 in hex" },
	{ 0 },
};

enum {
	RECORD_HANDSHAKE = 22,
	RECORD_MAX = 16384, /* RFC 5246, 6.2.1; what is longer is encrypted, and no handshake in the clear */
	CLIENT_HELLO = 1, SERVER_HELLO = 2, CERTIFICATE = 11,
	EXTENSION_NAME = 0, EXTENSION_GROUPS = 10, EXTENSION_POINT_FORMATS = 11,
	/* As much as a conversation keeps of one direction (flow.h, FLOW_HEAD_MAX). */
	STREAM_MAX = 16 * 1024,
	JA3_MAX = 4096,       /* a hello with 200 ciphers has 1,200 */
};

/* RFC 8701: values that mean nothing, sent so that nobody relies on fixed lists. JA3 leaves them out. */
static bool is_grease(uint16_t value) {
	return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
}

static void list_value(struct text *t, uint16_t value, bool *more) {
	if (is_grease(value))
		return;
	if (*more)
		text_byte(t, '-');
	*more = true;
	text_u64(t, value);
}

static void list_values(struct text *t, str values) {
	bool more = false;
	cur in = cur_over(values);

	while (cur_left(&in) >= 2)
		list_value(t, cur_be16(&in), &more);
}

/* What stands behind a size of one or two bytes. */
static str take_sized(cur *in, bool wide) {
	return cur_take(in, wide ? cur_be16(in) : cur_u8(in));
}

/* Only one kind of name was ever defined, host names: RFC 6066, 3. */
static void tell_server_name(struct reading *rx, str data) {
	cur in = cur_over(data);
	cur names = cur_over(take_sized(&in, true));

	while (cur_left(&names)) {
		uint8_t kind = cur_u8(&names);
		str name = take_sized(&names, true);

		if (names.bad)
			return;
		if (kind == 0)
			tell(rx, &tls_fields[SNI], name);
	}
}

/*
 * JA3 (salesforce/ja3): md5 over "version,ciphers,extensions,groups,formats",
 * each list decimal and joined by dashes.
 */
static void tell_ja3(struct reading *rx, uint16_t version, str ciphers, str extensions) {
	uint8_t room[JA3_MAX], hex[2 * MD5_SIZE], digest[MD5_SIZE];
	struct text t = TEXT(room), digits = TEXT(hex);
	str groups = { 0 }, formats = { 0 };
	cur in = cur_over(extensions);
	bool more = false;

	text_u64(&t, version);
	text_byte(&t, ',');
	list_values(&t, ciphers);
	text_byte(&t, ',');
	while (cur_left(&in)) {
		uint16_t type = cur_be16(&in);
		str data = take_sized(&in, true);
		cur inside = cur_over(data);

		if (in.bad)
			return;
		list_value(&t, type, &more);
		if (type == EXTENSION_GROUPS)
			groups = take_sized(&inside, true);
		else if (type == EXTENSION_POINT_FORMATS)
			formats = take_sized(&inside, false);
	}
	text_byte(&t, ',');
	list_values(&t, groups);
	text_byte(&t, ',');
	for (size_t i = 0; i < formats.n; i++) {
		if (i)
			text_byte(&t, '-');
		text_u64(&t, formats.at[i]);
	}
	if (t.full)
		return;
	md5_of(text_done(&t), digest);
	text_hex(&digits, (str){ digest, sizeof digest }, 0);
	tell(rx, &tls_fields[JA3], text_done(&digits));
}

/* False when a size in it lies. What stood before the lie is told: it was asked for. */
static bool read_client_hello(struct reading *rx, str body) {
	cur in = cur_over(body);
	uint16_t version = cur_be16(&in); /* of 1.3 too this says 1.2: RFC 8446, 4.1.2 */

	cur_take(&in, 32);
	take_sized(&in, false);
	str ciphers = take_sized(&in, true);
	take_sized(&in, false);
	str extensions = { 0 };
	if (cur_left(&in)) /* TLS 1.0 clients may leave them out */
		extensions = take_sized(&in, true);
	if (in.bad)
		return false;
	cur each = cur_over(extensions);
	while (cur_left(&each)) {
		uint16_t type = cur_be16(&each);
		str data = take_sized(&each, true);

		if (each.bad)
			return false;
		if (type == EXTENSION_NAME)
			tell_server_name(rx, data);
	}
	tell_ja3(rx, version, ciphers, extensions);
	return true;
}

/* Only the sender's own certificate speaks of it; those above speak of who sold it. */
static bool read_certificates(struct reading *rx, str body) {
	cur in = cur_over(body);
	cur all = cur_over(cur_take(&in, cur_be24(&in)));
	str own = cur_take(&all, cur_be24(&all));

	if (in.bad)
		return false;
	if (all.bad)
		return body.n == 3; /* a client may answer with none: RFC 5246, 7.4.6 */
	return hand_on(rx, LANE_CERTIFICATE, KEY_ANY, cur_over(own)) == READ_DONE;
}

/* Handshake messages, one behind the other. */
static enum read_end read_handshakes(struct reading *rx, str stream) {
	cur in = cur_over(stream);

	while (cur_left(&in)) {
		uint8_t type = cur_u8(&in);
		str body = cur_take(&in, cur_be24(&in));
		bool good = true;

		if (in.bad)
			return READ_CUT;
		if (type == CLIENT_HELLO)
			good = read_client_hello(rx, body);
		else if (type == CERTIFICATE)
			good = read_certificates(rx, body);
		if (!good)
			return READ_BROKEN;
	}
	return READ_DONE;
}

/*
 * Puts the fragments of all handshake records up to the first other one
 * behind each other: from there on all is encrypted. Where a record is cut,
 * so is the stream.
 */
static void gather(cur in, struct text *stream) {
	while (cur_left(&in) && !stream->full) {
		uint8_t type = cur_u8(&in), major = cur_u8(&in);

		cur_u8(&in);
		size_t size = cur_be16(&in);
		if (in.bad || type != RECORD_HANDSHAKE || major != 3 || size == 0 || size > RECORD_MAX)
			return;
		text_str(stream, cur_take(&in, size < cur_left(&in) ? size : cur_left(&in)));
	}
}

/* A handshake record whose first message is a hello of less than 64 KiB. */
static bool tls_begins(str head) {
	cur in = cur_over(head);
	uint8_t record = cur_u8(&in), major = cur_u8(&in);

	cur_u8(&in);
	uint16_t size = cur_be16(&in);
	uint8_t message = cur_u8(&in), size_high = cur_u8(&in);
	return !in.bad && record == RECORD_HANDSHAKE && major == 3 && size >= 4 && size <= RECORD_MAX &&
	       (message == CLIENT_HELLO || message == SERVER_HELLO) && size_high == 0;
}

static enum read_end tls_read(struct reading *rx, cur in) {
	uint8_t room[STREAM_MAX];
	struct text stream = TEXT(room);

	if (!tls_begins(cur_peek(&in)))
		return READ_NOT_MINE;
	gather(in, &stream);
	return read_handshakes(rx, text_done(&stream));
}

const struct proto tls_proto = {
	.name = "tls",
	.what = "TLS handshakes in the clear, RFC 5246 and RFC 8446",
	.hooks = (const struct hook[]){ { LANE_TCP, KEY_ANY }, { 0 } },
	.fields = tls_fields,
	.read = tls_read,
	.begins = tls_begins,
};
