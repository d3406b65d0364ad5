#pragma once

/*
 * clean: bytes of a document into UTF-8 that is valid.
 *
 * Excel writes windows-1252 (Microsoft's table of 1998, of which the WHATWG's
 * "windows-1252" differs only in five bytes that mean nothing), UTF-8 and
 * UTF-16. What is no character becomes U+FFFD; so does NUL, which no cell has
 * and at which much software stops reading.
 */

#include "base/str.h"

enum encoding { ENCODING_UTF8, ENCODING_1252, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_COUNT };
extern const char *const encoding_names[ENCODING_COUNT]; /* "UTF-8" … */

/* How many bytes one byte can become: U+FFFD has three. */
enum { CLEAN_GROWTH = 3 };

/* What bytes look like as UTF-8. NUL counts as broken. */
struct clean_count {
	size_t characters; /* of more than one byte */
	size_t broken;     /* bytes that belong to none */
};
struct clean_count clean_count(str bytes);

/* Has it a byte that must be looked at: above 0x7f, or NUL? */
bool clean_is_due(str bytes);

/*
 * Writes `bytes` as UTF-8 to `to`, which has CLEAN_GROWTH times their size;
 * returns how many bytes it wrote. `encoding` is one of the two of single
 * bytes. `*broken` is set when something was no character, else left alone.
 */
size_t clean_bytes(uint8_t *to, str bytes, enum encoding encoding, bool *broken);

/*
 * The same for UTF-16 (RFC 2781), but a unit that is no character becomes the
 * byte 0xff, for clean_bytes() to find. An odd byte at the end is one.
 */
size_t clean_wide(uint8_t *to, str bytes, bool is_big_endian);

/* Cuts to at most `size` bytes, not inside of a character. */
str clean_cut(str text, size_t size);
