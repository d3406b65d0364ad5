/*
 * Servers for the tests of TLS.
 */
#include "tls_far_end.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

/* Keys are made once: a long one takes a while. */
static EVP_PKEY *key_of(enum far_key key) {
	static EVP_PKEY *keys[FAR_KEYS];

	if (!keys[key] && key == FAR_EC)
		keys[key] = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	if (!keys[key])
		keys[key] = EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)(key == FAR_RSA ? 2048 : 1024));
	return keys[key];
}

static X509 *certificate(EVP_PKEY *key, const char *name) {
	X509 *x = X509_new();
	X509_NAME *subject = x ? X509_get_subject_name(x) : NULL;

	if (subject && X509_set_version(x, 2) && ASN1_INTEGER_set(X509_get_serialNumber(x), 7) &&
	    X509_gmtime_adj(X509_getm_notBefore(x), 0) && X509_gmtime_adj(X509_getm_notAfter(x), 3600) &&
	    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const uint8_t *)name, -1, -1, 0) &&
	    X509_set_issuer_name(x, subject) && X509_set_pubkey(x, key) && X509_sign(x, key, EVP_sha256()))
		return x;
	X509_free(x);
	return NULL;
}

SSL_CTX *far_server(enum far_key key, int version) {
	EVP_PKEY *k = key_of(key);
	X509 *x = k ? certificate(k, "a camera") : NULL;
	SSL_CTX *server = x ? SSL_CTX_new(TLS_server_method()) : NULL;

	if (server) {
		SSL_CTX_set_security_level(server, 0);
		if (!SSL_CTX_set_cipher_list(server, "ALL:@SECLEVEL=0") || !SSL_CTX_set_min_proto_version(server, version) ||
		    !SSL_CTX_set_max_proto_version(server, version) || SSL_CTX_use_certificate(server, x) != 1 ||
		    SSL_CTX_use_PrivateKey(server, k) != 1) {
			SSL_CTX_free(server);
			server = NULL;
		}
	}
	X509_free(x);
	return server;
}

bool far_chain(SSL_CTX *server, size_t count) {
	for (size_t i = 0; i < count; i++) {
		X509 *x = certificate(key_of(FAR_RSA), "one of many above it");

		if (!x || !SSL_CTX_add_extra_chain_cert(server, x))
			return false;
	}
	return true;
}

static EVP_PKEY *dh_group(int bits) {
	BIGNUM *modulus = BN_new(), *generator = BN_new();
	OSSL_PARAM_BLD *building = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "DH", NULL);
	OSSL_PARAM *parts = NULL;
	EVP_PKEY *group = NULL;

	if (modulus && generator && building && context && BN_rand(modulus, bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD) &&
	    BN_set_word(generator, 2) && OSSL_PARAM_BLD_push_BN(building, OSSL_PKEY_PARAM_FFC_P, modulus) &&
	    OSSL_PARAM_BLD_push_BN(building, OSSL_PKEY_PARAM_FFC_G, generator))
		parts = OSSL_PARAM_BLD_to_param(building);
	if (parts && EVP_PKEY_fromdata_init(context) == 1)
		EVP_PKEY_fromdata(context, &group, EVP_PKEY_KEY_PARAMETERS, parts);
	OSSL_PARAM_free(parts);
	EVP_PKEY_CTX_free(context);
	OSSL_PARAM_BLD_free(building);
	BN_free(generator);
	BN_free(modulus);
	return group;
}

bool far_dh_group(SSL_CTX *server, int bits) {
	EVP_PKEY *group = dh_group(bits);

	return group && SSL_CTX_set_cipher_list(server, "DHE-RSA-AES128-SHA:@SECLEVEL=0") && SSL_CTX_set0_tmp_dh_pkey(server, group);
}

str far_certificate(const SSL_CTX *server) {
	uint8_t *der = NULL;
	int size = i2d_X509(SSL_CTX_get0_certificate(server), &der);

	return (str){ der, size > 0 ? (size_t)size : 0 };
}

bool far_open(struct far_end *f, SSL_CTX *server) {
	*f = (struct far_end){ SSL_new(server), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()) };
	if (!f->ssl || !f->in || !f->out)
		return false;
	SSL_set_bio(f->ssl, f->in, f->out);
	SSL_set_accept_state(f->ssl);
	return true;
}

void far_close(struct far_end *f) {
	SSL_free(f->ssl);
}

size_t far_turn(struct far_end *f, str came, uint8_t *to, size_t size, char *ret_heard, size_t heard_size) {
	int n = 0;

	ERR_clear_error();
	if (came.n)
		BIO_write(f->in, came.at, (int)came.n);
	if (SSL_do_handshake(f->ssl) == 1)
		n = SSL_read(f->ssl, ret_heard, (int)heard_size - 1);
	ret_heard[n > 0 ? n : 0] = 0;
	n = BIO_read(f->out, to, (int)size);
	return n > 0 ? (size_t)n : 0;
}
