#include "base/sha256.h"

#include <errno.h>

#include "base/put.h"

void sha256_open(struct sha256 *h) {
	h->context = EVP_MD_CTX_new();
	h->bad = !h->context || !EVP_DigestInit_ex(h->context, EVP_sha256(), NULL);
}

void sha256_bytes(struct sha256 *h, str bytes) {
	if (bytes.n && !h->bad)
		h->bad = !EVP_DigestUpdate(h->context, bytes.at, bytes.n);
}

void sha256_number(struct sha256 *h, uint64_t number) {
	uint8_t bytes[8];

	put_be(bytes, number, 8);
	sha256_bytes(h, (str){ bytes, sizeof bytes });
}

void sha256_text(struct sha256 *h, str text) {
	sha256_number(h, text.n);
	sha256_bytes(h, text);
}

int sha256_next(struct sha256 *h, uint8_t ret_digest[SHA256_SIZE]) {
	uint8_t digest[EVP_MAX_MD_SIZE];

	/* Without a type the context keeps the one it has: fetching that anew takes longer than hashing a sheet. */
	if (!h->bad)
		h->bad = !EVP_DigestFinal_ex(h->context, digest, NULL) || !EVP_DigestInit_ex(h->context, NULL, NULL);
	if (h->bad)
		return -ENOMEM;
	put_str(ret_digest, (str){ digest, SHA256_SIZE });
	return 0;
}

int sha256_close(struct sha256 *h, uint8_t ret_digest[SHA256_SIZE]) {
	uint8_t digest[EVP_MAX_MD_SIZE];

	if (!h->bad)
		h->bad = !EVP_DigestFinal_ex(h->context, digest, NULL);
	EVP_MD_CTX_free(h->context);
	h->context = NULL;
	if (h->bad)
		return -ENOMEM;
	put_str(ret_digest, (str){ digest, SHA256_SIZE });
	return 0;
}

static ssize_t take_printed(void *context, const char *bytes, size_t size) {
	sha256_bytes(context, (str){ (const uint8_t *)bytes, size });
	return (ssize_t)size;
}

int sha256_printed(void (*print)(FILE *to, const void *context), const void *context, uint8_t ret_digest[SHA256_SIZE]) {
	struct sha256 hash;

	sha256_open(&hash);
	FILE *to = fopencookie(&hash, "w", (cookie_io_functions_t){ .write = take_printed });
	if (to) {
		print(to, context);
		fclose(to);
	}
	hash.bad = hash.bad || !to;
	return sha256_close(&hash, ret_digest);
}
