/*
 * Our end of TLS: OpenSSL 3, told to speak to everything and to trust nobody.
 */
#include "cell/tls_client.h"

#include <errno.h>
#include <stdlib.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "base/cur.h"
#include "base/text.h"
#include "cell/tls_rehearsal.h"

/*
 * Level 0: 1,024 bits and SHA-1 are what old cameras have. OpenSSL puts those
 * with forward secrecy first. Suites without certificates say nothing of a
 * device; those of CCM and ARIA are nobody's only ones, and a short hello is
 * understood by more. Debian's build knows no RC4 and no 3DES.
 */
static const char ciphers[] = "ALL:!aNULL:!PSK:!SRP:!AESCCM:!ARIA:@SECLEVEL=0";

enum {
	/* A larger group of the old Diffie and Hellman costs seconds (10,000 bits), which is a way to stop a box. */
	DH_BITS_MAX = 4096,
	/* What we say are short requests: a smaller buffer serves 1,024 conversations better. */
	SEND_FRAGMENT = 4096,
};

struct talk {
	SSL *ssl;         /* NULL: free, or over */
	bool is_open;
	bool is_shown;    /* the certificate was told */
	size_t came_size, heard_size;
};

struct tls_client {
	SSL_CTX *context;
	BIO_METHOD *wire;
	cur came;         /* of this turn, as the three below */
	struct text to_send, heard, certificate;
	struct talk talks[TLSBOX_SLOTS];
	uint8_t to_send_room[TLSBOX_SENDS_MAX], heard_room[TLSBOX_HEARD_TURN_MAX], certificate_room[TLSBOX_CERTIFICATE_MAX];
};

/* The wire: what OpenSSL takes for a network */

static int wire_read(BIO *wire, char *to, int size) {
	struct tls_client *c = BIO_get_data(wire);
	size_t wanted = size > 0 ? (size_t)size : 0, left = cur_left(&c->came);

	BIO_clear_retry_flags(wire);
	if (!left) {
		BIO_set_retry_read(wire);
		return -1;
	}
	str bytes = cur_take(&c->came, wanted < left ? wanted : left);
	memcpy(to, bytes.at, bytes.n);
	return (int)bytes.n;
}

/* A peer that makes us say more than fits is not worth talking to: no retry, so the conversation fails. */
static int wire_write(BIO *wire, const char *bytes, int size) {
	struct tls_client *c = BIO_get_data(wire);

	BIO_clear_retry_flags(wire);
	if (size < 0 || (size_t)size > c->to_send.size - c->to_send.used)
		return -1;
	text_str(&c->to_send, (str){ (const uint8_t *)bytes, (size_t)size });
	return size;
}

static long wire_control(BIO *wire, int command, long number, void *pointer) {
	(void)wire, (void)number, (void)pointer;
	return command == BIO_CTRL_FLUSH;
}

static BIO_METHOD *wire_method(void) {
	BIO_METHOD *m = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "turn");

	if (m && BIO_meth_set_read(m, wire_read) && BIO_meth_set_write(m, wire_write) && BIO_meth_set_ctrl(m, wire_control))
		return m;
	BIO_meth_free(m);
	return NULL;
}

/* What is asked of OpenSSL */

/*
 * The peer's certificates as they came, before anybody has read them: RFC
 * 5246, 7.4.2, and RFC 8446, 4.4.2. One that OpenSSL cannot read is told too.
 */
static void on_message(int is_ours, int version, int type, const void *bytes, size_t size, SSL *ssl, void *argument) {
	struct tls_client *c = argument;
	struct talk *t = SSL_get_app_data(ssl);
	cur in = cur_over((str){ bytes, size });

	if (is_ours || type != SSL3_RT_HANDSHAKE || t->is_shown || cur_u8(&in) != SSL3_MT_CERTIFICATE)
		return;
	cur_be24(&in);
	if (version == TLS1_3_VERSION)
		cur_take(&in, cur_u8(&in)); /* the context of a request, empty for a server */
	cur all = cur_over(cur_take(&in, cur_be24(&in)));
	str own = cur_take(&all, cur_be24(&all));
	if (in.bad || all.bad || own.n > c->certificate.size)
		return;
	text_str(&c->certificate, own);
	t->is_shown = true;
}

/* It is the same to us who signed it. */
static int on_verify(X509_STORE_CTX *store, void *argument) {
	(void)store, (void)argument;
	return 1;
}

/* Stands in for the levels of OpenSSL, of which even 0 refuses groups that old devices have. */
static int on_security(const SSL *ssl, const SSL_CTX *context, int operation, int bits, int id, void *other, void *argument) {
	(void)ssl, (void)context, (void)bits, (void)id, (void)argument;
	return operation != SSL_SECOP_TMP_DH || !other || EVP_PKEY_get_bits(other) <= DH_BITS_MAX;
}

/*
 * No session is kept, none resumed, nothing renegotiated or compressed. A
 * server that knows no RFC 5746 may be spoken to. SSL_OP_ALL: what OpenSSL
 * does for broken peers, such as a hello whose size none of them stumbles over.
 */
static bool settle(struct tls_client *c) {
	/* OpenSSL's own, without the two largest: see DH_BITS_MAX. No constant, which its macro would not take. */
	char groups[] = "X25519:P-256:X448:P-521:P-384:ffdhe2048:ffdhe3072:ffdhe4096";
	SSL_CTX *x = c->context;

	SSL_CTX_set_options(x, SSL_OP_ALL | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
				       SSL_OP_LEGACY_SERVER_CONNECT);
	SSL_CTX_set_mode(x, SSL_MODE_RELEASE_BUFFERS);
	SSL_CTX_set_session_cache_mode(x, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_verify(x, SSL_VERIFY_NONE, NULL);
	SSL_CTX_set_cert_verify_callback(x, on_verify, NULL);
	SSL_CTX_set_security_callback(x, on_security);
	SSL_CTX_set_max_cert_list(x, TLSBOX_CERTIFICATE_MAX);
	SSL_CTX_set_max_send_fragment(x, SEND_FRAGMENT);
	SSL_CTX_set_msg_callback(x, on_message);
	SSL_CTX_set_msg_callback_arg(x, c);
	return SSL_CTX_set_cipher_list(x, ciphers) && SSL_CTX_set1_groups_list(x, groups) &&
	       SSL_CTX_set_min_proto_version(x, TLS1_VERSION) && SSL_CTX_set_max_proto_version(x, TLS1_3_VERSION);
}

static void let_go(struct tls_client *c) {
	for (unsigned slot = 0; slot < TLSBOX_SLOTS; slot++)
		tls_client_end(c, slot);
	SSL_CTX_free(c->context);
	BIO_meth_free(c->wire);
	free(c);
}

int tls_client_open(struct tls_client **ret_client) {
	struct tls_client *c = calloc(1, sizeof *c);

	if (!c)
		return -ENOMEM;
	/* A machine's settings for OpenSSL forbid just what old devices speak. */
	OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_LOAD_SSL_STRINGS | OPENSSL_INIT_LOAD_CRYPTO_STRINGS, NULL);
	c->wire = wire_method();
	c->context = SSL_CTX_new(TLS_client_method());
	int r = c->wire && c->context && settle(c) ? tls_rehearse(c) : -ENOMEM;
	if (r)
		let_go(c);
	else
		*ret_client = c;
	return r;
}

/* Conversations */

static SSL *conversation(struct tls_client *c, struct talk *t) {
	SSL *ssl = SSL_new(c->context);
	BIO *wire = ssl ? BIO_new(c->wire) : NULL;

	if (!wire) {
		SSL_free(ssl);
		return NULL;
	}
	BIO_set_data(wire, c);
	BIO_set_init(wire, 1);
	SSL_set_bio(ssl, wire, wire);
	SSL_set_app_data(ssl, t);
	SSL_set_connect_state(ssl);
	return ssl;
}

/* False when there is nothing more to be had. Whatever is wrong, OpenSSL has told the peer. */
static bool waits(struct talk *t, int answer) {
	int error = SSL_get_error(t->ssl, answer);

	/* RFC 5246, 7.2.1: who is told good-bye says good-bye. */
	if (error == SSL_ERROR_ZERO_RETURN)
		SSL_shutdown(t->ssl);
	return error == SSL_ERROR_WANT_READ;
}

/* Takes all that the peer said. False when the conversation is over. */
static bool hear(struct tls_client *c, struct talk *t) {
	for (;;) {
		size_t size = 0, left = c->heard.size - c->heard.used, allowed = TLSBOX_HEARD_MAX - t->heard_size;
		size_t room = left < allowed ? left : allowed;

		if (!room)
			return false;
		int r = SSL_read_ex(t->ssl, c->heard.at + c->heard.used, room, &size);
		if (r != 1)
			return waits(t, r);
		c->heard.used += size;
		t->heard_size += size;
	}
}

static bool go_on(struct tls_client *c, struct talk *t, str words) {
	size_t written;

	ERR_clear_error();
	if (!t->is_open) {
		int r = SSL_do_handshake(t->ssl);

		if (r != 1)
			return waits(t, r);
		t->is_open = true;
	}
	if (words.n && SSL_write_ex(t->ssl, words.at, words.n, &written) != 1)
		return false;
	return hear(c, t);
}

static struct tls_turn turn(struct tls_client *c, struct talk *t, str came, str words) {
	c->came = cur_over(came);
	c->to_send = TEXT(c->to_send_room);
	c->heard = TEXT(c->heard_room);
	c->certificate = TEXT(c->certificate_room);
	t->came_size += came.n;
	bool goes_on = t->ssl && go_on(c, t, words) && t->came_size <= TLSBOX_CAME_MAX;
	if (!goes_on) {
		SSL_free(t->ssl);
		t->ssl = NULL;
	}
	return (struct tls_turn){
		.to_send = text_done(&c->to_send), .heard = text_done(&c->heard), .certificate = text_done(&c->certificate),
		.is_open = t->is_open, .is_over = !goes_on,
	};
}

struct tls_turn tls_client_begin(struct tls_client *c, unsigned slot) {
	struct talk *t = &c->talks[slot];

	tls_client_end(c, slot);
	t->ssl = conversation(c, t);
	return turn(c, t, (str){ 0 }, (str){ 0 });
}

struct tls_turn tls_client_turn(struct tls_client *c, unsigned slot, str came, str words) {
	struct talk *t = &c->talks[slot];

	return turn(c, t, came, t->is_open ? words : (str){ 0 });
}

void tls_client_end(struct tls_client *c, unsigned slot) {
	SSL_free(c->talks[slot].ssl);
	c->talks[slot] = (struct talk){ 0 };
}
