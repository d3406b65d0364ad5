#pragma once

/*
 * The other end of TLS, for tests: servers as old and as odd as one wants,
 * in the test's own process, without a network.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/ssl.h>

#include "base/str.h"

enum far_key { FAR_EC, FAR_RSA, FAR_SMALL_RSA, FAR_KEYS };

/* A server of one version, with a certificate of its own. Freed by SSL_CTX_free(). NULL: OpenSSL would not. */
SSL_CTX *far_server(enum far_key key, int version);

/* Puts `count` more certificates above its own. */
bool far_chain(SSL_CTX *server, size_t count);

/* It will only do as Diffie and Hellman did, modulo an odd number of so many bits that is hardly prime. */
bool far_dh_group(SSL_CTX *server, int bits);

/* Its own certificate as DER; freed by OPENSSL_free(). */
str far_certificate(const SSL_CTX *server);

/* One conversation of such a server. */
struct far_end {
	SSL *ssl;
	BIO *in, *out; /* from and to the client; of `ssl` */
};

bool far_open(struct far_end *f, SSL_CTX *server);
void far_close(struct far_end *f);

/*
 * Takes what the client sent, goes on with the handshake or listens, and
 * gives in `to` what it sends. `ret_heard` gets what it heard, as a C string.
 */
size_t far_turn(struct far_end *f, str came, uint8_t *to, size_t size, char *ret_heard, size_t heard_size);
