#pragma once

/*
 * md5: the MD5 digest (RFC 1321), as a fingerprint only.
 *
 * JA3 and the published hashes of page icons are MD5. It proves nothing:
 * collisions are cheap. It is here because readers may import nothing but
 * memory functions.
 */

#include "base/str.h"

enum { MD5_SIZE = 16 };

void md5_of(str bytes, uint8_t ret_digest[MD5_SIZE]);
