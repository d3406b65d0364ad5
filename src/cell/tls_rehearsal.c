/*
 * A client and a server of its own, in memory.
 */
#include "cell/tls_rehearsal.h"

#include <errno.h>
#include <stdlib.h>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "cell/tls_client.h"

enum {
	RSA_BITS = 1024,   /* quickly found; who it might deceive is ourselves */
	TURNS_MAX = 8,     /* a handshake needs three */
	SORTED_COUNT = 512,
};

/* A certificate of the key's own, of which nothing is ever looked at. NULL when there is no memory. */
static X509 *certificate_of(EVP_PKEY *key) {
	X509 *x = X509_new();

	if (x && X509_set_version(x, 2) && ASN1_INTEGER_set(X509_get_serialNumber(x), 1) &&
	    X509_gmtime_adj(X509_getm_notBefore(x), 0) && X509_gmtime_adj(X509_getm_notAfter(x), 3600) &&
	    X509_set_pubkey(x, key) && X509_sign(x, key, EVP_sha256()))
		return x;
	X509_free(x);
	return NULL;
}

static SSL_CTX *server_of(EVP_PKEY *key) {
	X509 *x = key ? certificate_of(key) : NULL;
	SSL_CTX *server = x ? SSL_CTX_new(TLS_server_method()) : NULL;

	if (server) {
		SSL_CTX_set_security_level(server, 0);
		if (!SSL_CTX_set_cipher_list(server, "ALL:@SECLEVEL=0") || !SSL_CTX_set_min_proto_version(server, TLS1_VERSION) ||
		    SSL_CTX_use_certificate(server, x) != 1 || SSL_CTX_use_PrivateKey(server, key) != 1) {
			SSL_CTX_free(server);
			server = NULL;
		}
	}
	X509_free(x);
	return server;
}

/* To and fro, until the client has heard something. */
static bool converse(struct tls_client *c, SSL *server, BIO *to_server, BIO *to_client) {
	struct tls_turn turn = tls_client_begin(c, 0);
	uint8_t said[TLSBOX_TURN_MAX];

	for (int i = 0; i < TURNS_MAX && !turn.is_over && !turn.heard.n; i++) {
		char word;

		BIO_write(to_server, turn.to_send.at, (int)turn.to_send.n);
		if (SSL_do_handshake(server) == 1 && SSL_read(server, &word, 1) == 1)
			SSL_write(server, &word, 1);
		int n = BIO_read(to_client, said, sizeof said);
		turn = tls_client_turn(c, 0, (str){ said, n > 0 ? (size_t)n : 0 }, turn.is_open ? STR("?") : (str){ 0 });
	}
	return turn.heard.n > 0;
}

static bool rehearse_with(struct tls_client *c, SSL_CTX *context, int version) {
	SSL *server = SSL_new(context);
	BIO *to_server = BIO_new(BIO_s_mem()), *to_client = BIO_new(BIO_s_mem());
	bool works = false;

	if (server && to_server && to_client && SSL_set_max_proto_version(server, version)) {
		BIO_up_ref(to_server);
		BIO_up_ref(to_client);
		SSL_set_bio(server, to_server, to_client);
		SSL_set_accept_state(server);
		works = converse(c, server, to_server, to_client);
	}
	SSL_free(server);
	BIO_free(to_server);
	BIO_free(to_client);
	tls_client_end(c, 0);
	return works;
}

/* How many versions worked with a server of this key. */
static unsigned rehearse_versions(struct tls_client *c, EVP_PKEY *key) {
	static const int versions[] = { TLS1_VERSION, TLS1_1_VERSION, TLS1_2_VERSION, TLS1_3_VERSION };
	SSL_CTX *server = server_of(key);
	unsigned count = 0;

	for (size_t i = 0; server && i < sizeof versions / sizeof *versions; i++)
		count += rehearse_with(c, server, versions[i]);
	SSL_CTX_free(server);
	EVP_PKEY_free(key);
	return count;
}

static int by_byte(const void *a, const void *b) {
	const uint8_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/*
 * Asked to sort much, glibc's qsort() wants to know once how much memory the
 * machine has. A certificate with a name of many parts makes OpenSSL ask.
 */
static void sort_much(void) {
	uint64_t numbers[SORTED_COUNT] = { 0 };

	qsort(numbers, SORTED_COUNT, sizeof *numbers, by_byte);
}

int tls_rehearse(struct tls_client *c) {
	unsigned count = rehearse_versions(c, EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"));

	count += rehearse_versions(c, EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)RSA_BITS));
	sort_much();
	tls_client_begin(c, 0);
	tls_client_turn(c, 0, STR("HTTP/1.0 400 Bad Request\r\n\r\n"), (str){ 0 });
	tls_client_end(c, 0);
	ERR_clear_error();
	return count ? 0 : -EPROTO;
}
