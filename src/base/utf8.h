#pragma once

/*
 * utf8: telling text from bytes (RFC 3629).
 */

#include "base/str.h"

enum { UTF8_REPLACEMENT = 0xfffd };

/* Writes one code point, 1 to 4 bytes; returns how many. */
size_t utf8_pack(uint8_t *to, uint32_t code);

/*
 * How many bytes the character at the start of `s` has, 0 when the bytes are
 * not UTF-8 (overlong forms, surrogates and values above 0x10ffff are not).
 * `ret_code` may be NULL.
 */
size_t utf8_unpack(str s, uint32_t *ret_code);
