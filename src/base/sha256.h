#pragma once

/*
 * sha256: SHA-256 (FIPS 180-4) over several numbers and texts, each text
 * behind its length so that no two lists of texts look alike.
 */

#include <openssl/evp.h>
#include <stdio.h>

#include "base/str.h"

enum { SHA256_SIZE = 32 };

struct sha256 {
	EVP_MD_CTX *context;
	bool bad; /* without memory: then sha256_close() says so */
};

void sha256_open(struct sha256 *h);
void sha256_bytes(struct sha256 *h, str bytes);      /* as they are */
void sha256_number(struct sha256 *h, uint64_t number); /* 8 bytes big-endian */
void sha256_text(struct sha256 *h, str text);        /* its length as a number, then its bytes */

/* The digest of all that `print` prints. 0 or -ENOMEM. */
int sha256_printed(void (*print)(FILE *to, const void *context), const void *context, uint8_t ret_digest[SHA256_SIZE]);

/* The digest, and begins anew with the same memory: for very many. 0 or -ENOMEM; it stays open. */
int sha256_next(struct sha256 *h, uint8_t ret_digest[SHA256_SIZE]);

/* Ends it in any case. 0 with the digest, or -ENOMEM. */
int sha256_close(struct sha256 *h, uint8_t ret_digest[SHA256_SIZE]);
