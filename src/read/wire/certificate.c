/*
 * A certificate (RFC 5280, DER) that somebody shows as its own: the tls
 * reader finds it in a handshake in the clear, and a scan gets it behind one
 * that is encrypted. Nothing is verified.
 */

#include "base/sha1.h"
#include "read/part/x509.h"
#include "read/proto.h"

enum { SUBJECT, ISSUER, SAN, NOT_BEFORE, NOT_AFTER, SHA1 };

static const struct field certificate_fields[] = {
	[SUBJECT] = { "tls.subject", "subject of its certificate, as openssl writes it in one line" },
	[ISSUER] = { "tls.issuer", "issuer of its certificate, likewise" },
	[SAN] = { "tls.san", "a subject alternative name: DNS name, URI, mail or IP address" },
	[NOT_BEFORE] = { "tls.not_before", "when its certificate begins to hold" },
	[NOT_AFTER] = { "tls.not_after", "when its certificate ends" },
	[SHA1] = { "tls.sha1", "SHA-1 of its certificate, hex with colons" },
	{ 0 },
};

enum {
	NAME_MAX_TEXT = 2048, /* a subject; the longest real one seen has 310 bytes */
	DNS_NAME_MAX = 256,   /* RFC 1035, 2.3.4: 255 */
};

/* A subject that does not fit is cut, not left out: its beginning tells the most. */
static void tell_name(struct reading *rx, const struct field *field, str name) {
	uint8_t room[NAME_MAX_TEXT];
	struct text t = TEXT(room);

	x509_name_text(&t, name);
	tell(rx, field, text_done(&t));
}

static void tell_time(struct reading *rx, const struct field *field, struct der time) {
	uint8_t room[32];
	struct text t = TEXT(room);

	if (x509_time_text(&t, time))
		tell(rx, field, text_done(&t));
}

static void tell_alt_names(struct reading *rx, cur names) {
	for (;;) {
		uint8_t room[DNS_NAME_MAX];
		struct text t = TEXT(room);

		if (!x509_alt_name_next(&names, &t))
			return;
		tell(rx, &certificate_fields[SAN], text_done(&t));
	}
}

static void tell_sha1(struct reading *rx, str certificate) {
	uint8_t room[3 * SHA1_SIZE], digest[SHA1_SIZE];
	struct text t = TEXT(room);

	sha1_of(certificate, digest);
	text_hex(&t, (str){ digest, sizeof digest }, ':');
	for (size_t i = 0; i < t.used; i++) /* in capitals, as openssl writes it */
		if (byte_is_letter(room[i]))
			room[i] = (uint8_t)(room[i] - 32);
	tell(rx, &certificate_fields[SHA1], text_done(&t));
}

static enum read_end certificate_read(struct reading *rx, cur in) {
	str whole = cur_rest(&in);
	struct x509 x;

	if (!x509_open(whole, &x))
		return READ_BROKEN;
	tell_name(rx, &certificate_fields[SUBJECT], x.subject);
	tell_name(rx, &certificate_fields[ISSUER], x.issuer);
	tell_alt_names(rx, cur_over(x.alt_names));
	tell_time(rx, &certificate_fields[NOT_BEFORE], x.not_before);
	tell_time(rx, &certificate_fields[NOT_AFTER], x.not_after);
	/* A hash finds factory certificates again; servers of the Internet have their own, by the thousand. */
	if (rx->who.kind <= ADDR_MAC || addr_is_private(rx->who))
		tell_sha1(rx, whole);
	return READ_DONE;
}

const struct proto certificate_proto = {
	.name = "certificate",
	.what = "X.509 certificates, RFC 5280",
	.hooks = (const struct hook[]){ { LANE_CERTIFICATE, KEY_ANY }, { 0 } },
	.fields = certificate_fields,
	.read = certificate_read,
};
