/*
 * MD5 and SHA-1 against the examples of their own standards: RFC 1321, A.5
 * and FIPS 180-4's example files; MurmurHash3 against published values. The sizes around 55, 56 and 64 are where
 * the padding changes its form.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/md5.h"
#include "base/murmur3.h"
#include "base/sha1.h"
#include "base/text.h"

#define DIGITS "12345678901234567890123456789012345678901234567890123456789012345678901234567890"

static const struct {
	const char *in, *md5, *sha1;
} examples[] = {
	{ "", "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709" },
	{ "abc", "900150983cd24fb0d6963f7d28e17f72", "a9993e364706816aba3e25717850c26c9cd0d89d" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "8215ef0796a20bcaaae116d3876c664a",
	  "84983e441c3bd26ebaae4aa1f95129e5e54670f1" },
	{ DIGITS, "57edf4a22be3c955ac49da2e2107b67a", "50abf5706a150990a08b2c5ea40fa0e585554732" },
};

static void assert_hex(const uint8_t *digest, size_t size, const char *want) {
	uint8_t room[64];
	struct text t = TEXT(room);

	text_hex(&t, (str){ digest, size }, 0);
	assert_true(str_eq(text_done(&t), str_of(want)));
}

static void test_examples(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		uint8_t md5[MD5_SIZE], sha1[SHA1_SIZE];

		md5_of(str_of(examples[i].in), md5);
		sha1_of(str_of(examples[i].in), sha1);
		assert_hex(md5, sizeof md5, examples[i].md5);
		assert_hex(sha1, sizeof sha1, examples[i].sha1);
	}
}

/* All sizes from 0 to 199, so that every form of the padding is met: the digest of their digests. */
static void test_every_size(void **state) {
	uint8_t bytes[200], md5s[sizeof bytes][MD5_SIZE], sha1s[sizeof bytes][SHA1_SIZE];
	uint8_t md5[MD5_SIZE], sha1[SHA1_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)i;
	for (size_t i = 0; i < sizeof bytes; i++) {
		md5_of((str){ bytes, i }, md5s[i]);
		sha1_of((str){ bytes, i }, sha1s[i]);
	}
	md5_of((str){ &md5s[0][0], sizeof md5s }, md5);
	sha1_of((str){ &sha1s[0][0], sizeof sha1s }, sha1);
	assert_hex(md5, sizeof md5, "eefa41f088d589fcf4e0f2c1cfdb7a3f");
	assert_hex(sha1, sizeof sha1, "ab05664693b2d32b84dd4616c5284c285cc0684a");
}

static void test_murmur3(void **state) {
	static const struct {
		const char *in;
		uint32_t hash;
	} cases[] = {
		{ "", 0 }, { "hello", 0x248bfa47 }, { "hello, world", 0x149bbb7f },
		{ "The quick brown fox jumps over the lazy dog", 0x2e4ff723 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct murmur3 m = { 0 };

		for (const char *c = cases[i].in; *c; c++)
			murmur3_add(&m, (uint8_t)*c);
		assert_int_equal(murmur3_done(&m), cases[i].hash);
		assert_int_equal(murmur3_done(&m), cases[i].hash);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_murmur3),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_every_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
