#pragma once

/*
 * sha1: the SHA-1 digest (FIPS 180-4), as a fingerprint only.
 *
 * People and scanners name certificates by it. It proves nothing, since
 * collisions can be made; signatures are checked with OpenSSL, which readers
 * cannot use: they may import nothing but memory functions.
 */

#include "base/str.h"

enum { SHA1_SIZE = 20 };

void sha1_of(str bytes, uint8_t ret_digest[SHA1_SIZE]);
