/*
 * TLS with OpenSSL over memory: certificates that show recorded names, signed
 * by one key that all share. Nobody's real key is here.
 */

#include "tls.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SHOWN_MAX = 1024,     /* different certificates in one street */
	NAME_PART_MAX = 256,
	HUGE_NAMES = 6000,    /* of 24 bytes: more than the 100 KiB at which OpenSSL's client ends a handshake */
};

struct tls_session {
	SSL *ssl;
	BIO *in, *out;
};

/* A context for each certificate that is shown, and for each way to show it. */
struct shown {
	const struct certificate *certificate;
	enum quirk quirk;
	SSL_CTX *context;
};

static struct shown shown[SHOWN_MAX];
static size_t shown_count;

static bool same_text(const char *a, const char *b) {
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_certificate(const struct certificate *a, const struct certificate *b) {
	return same_text(a->subject, b->subject) && same_text(a->issuer, b->issuer) && same_text(a->from, b->from) &&
		same_text(a->until, b->until);
}

/* Where a value ends: at its closing quote, or at a comma after which another part begins. */
static const char *value_end(const char *value) {
	const char *end = value;

	if (*value == '"') {
		for (end++; *end && *end != '"'; end++)
			end += end[0] == '\\' && end[1];
		return end;
	}
	while ((end = strchr(end, ',')) && strcspn(end + 1, "=") >= strcspn(end + 1, ","))
		end++;
	return end ? end : value + strlen(value);
}

/* RFC 4514 writes the last part first: the country, with which names begin, stands at the end. */
static bool is_last_first(const char *text) {
	const char *country = strstr(text, ",C=");

	return !strstr(text, " = ") && country && !strchr(country + 1, ',');
}

/* A part as OpenSSL prints it: in quotes where it has a comma, with \ before what would end it. Goes to `place`; -1: the end. */
static void add_name(X509_NAME *name, const char *key, const char *value, const char *end, int place) {
	char plain[NAME_PART_MAX];
	size_t size = 0;

	for (value += *value == '"'; value < end && size + 1 < sizeof plain; value++) {
		value += *value == '\\' && value + 1 < end;
		plain[size++] = *value;
	}
	X509_NAME_add_entry_by_txt(name, key, MBSTRING_UTF8, (const unsigned char *)plain, (int)size, place, 0);
}

/* "C = CN, O = "Some, Ltd.", CN = ipcam", and the same without quotes. */
static void add_names(X509_NAME *name, const char *text) {
	int place = text && is_last_first(text) ? 0 : -1;
	char key[NAME_PART_MAX];

	while (text && *text) {
		const char *equals = strchr(text, '='), *end;

		if (!equals)
			return;
		snprintf(key, sizeof key, "%.*s", (int)(equals - text), text);
		key[strcspn(key, " ")] = '\0';
		equals += 1 + strspn(equals + 1, " ");
		end = value_end(equals);
		add_name(name, key, equals, end, place);
		text = end + strspn(end, "\", ");
	}
}

static EVP_PKEY *shared_key(void) {
	static EVP_PKEY *key;

	if (!key)
		key = EVP_EC_gen("P-256");
	return key;
}

static void add_huge(X509 *x) {
	GENERAL_NAMES *names = sk_GENERAL_NAME_new_null();

	for (int i = 0; i < HUGE_NAMES; i++) {
		char text[32];
		GENERAL_NAME *one = GENERAL_NAME_new();
		ASN1_IA5STRING *value = ASN1_IA5STRING_new();

		snprintf(text, sizeof text, "camera-%08d.example", i);
		ASN1_STRING_set(value, text, -1);
		GENERAL_NAME_set0_value(one, GEN_DNS, value);
		sk_GENERAL_NAME_push(names, one);
	}
	X509_add1_ext_i2d(x, NID_subject_alt_name, names, 0, 0);
	GENERAL_NAMES_free(names);
}

static X509 *make_certificate(const struct certificate *c, enum quirk quirk) {
	X509 *x = X509_new();

	X509_set_version(x, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x), (long)shown_count + 1);
	ASN1_TIME_set_string(X509_getm_notBefore(x), c->from ? c->from : "20150101000000Z");
	ASN1_TIME_set_string(X509_getm_notAfter(x), c->until ? c->until : "20450101000000Z");
	X509_set_pubkey(x, shared_key());
	add_names(X509_get_subject_name(x), c->subject ? c->subject : "CN = ipcam");
	X509_NAME *issuer = X509_NAME_new();
	add_names(issuer, c->issuer ? c->issuer : c->subject ? c->subject : "CN = ipcam");
	X509_set_issuer_name(x, issuer);
	X509_NAME_free(issuer);
	if (quirk == QUIRK_CERTIFICATE)
		add_huge(x);
	X509_sign(x, shared_key(), EVP_sha256());
	return x;
}

static SSL_CTX *make_context(const struct certificate *c, enum quirk quirk) {
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	X509 *x = make_certificate(c, quirk);

	if (quirk == QUIRK_TLS10) {
		/* OpenSSL 3 lets SHA-1 in signatures, and so TLS 1.0, only at level 0. */
		SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
		SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
		SSL_CTX_set_max_proto_version(context, TLS1_VERSION);
	}
	SSL_CTX_use_certificate(context, x);
	SSL_CTX_use_PrivateKey(context, shared_key());
	SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_num_tickets(context, 0);
	/* Else each handshake would look for, and verify, the chain anew. */
	SSL_CTX_set_mode(context, SSL_MODE_NO_AUTO_CHAIN | SSL_MODE_RELEASE_BUFFERS);
	X509_free(x);
	return context;
}

static SSL_CTX *context_for(const struct certificate *c, enum quirk quirk) {
	enum quirk matters = quirk == QUIRK_TLS10 || quirk == QUIRK_CERTIFICATE ? quirk : QUIRK_NONE;

	for (size_t i = 0; i < shown_count; i++)
		if (shown[i].quirk == matters && same_certificate(shown[i].certificate, c))
			return shown[i].context;
	if (shown_count == SHOWN_MAX)
		return shown[0].context;
	shown[shown_count] = (struct shown){ c, matters, make_context(c, matters) };
	return shown[shown_count++].context;
}

struct tls_session *tls_open(const struct certificate *certificate, enum quirk quirk) {
	struct tls_session *t = malloc(sizeof *t);

	if (!t)
		return NULL;
	*t = (struct tls_session){ SSL_new(context_for(certificate, quirk)), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()) };
	SSL_set_bio(t->ssl, t->in, t->out);
	SSL_set_accept_state(t->ssl);
	return t;
}

void tls_close(struct tls_session *t) {
	if (t)
		SSL_free(t->ssl);
	free(t);
}

bool tls_take(struct tls_session *t, const uint8_t *bytes, size_t size) {
	BIO_write(t->in, bytes, (int)size);
	if (SSL_is_init_finished(t->ssl))
		return true;
	ERR_clear_error();
	int r = SSL_do_handshake(t->ssl);
	return r == 1 || SSL_get_error(t->ssl, r) == SSL_ERROR_WANT_READ;
}

size_t tls_read(struct tls_session *t, uint8_t *ret_bytes, size_t size) {
	if (!SSL_is_init_finished(t->ssl))
		return 0;
	ERR_clear_error();
	int r = SSL_read(t->ssl, ret_bytes, (int)size);
	return r > 0 ? (size_t)r : 0;
}

bool tls_is_open(const struct tls_session *t) {
	return SSL_is_init_finished(t->ssl);
}

void tls_write(struct tls_session *t, const uint8_t *bytes, size_t size) {
	if (size && SSL_is_init_finished(t->ssl))
		SSL_write(t->ssl, bytes, (int)size);
}

void tls_end(struct tls_session *t) {
	SSL_shutdown(t->ssl);
}

size_t tls_out(struct tls_session *t, uint8_t *ret_bytes, size_t size) {
	int r = BIO_read(t->out, ret_bytes, (int)size);

	return r > 0 ? (size_t)r : 0;
}
