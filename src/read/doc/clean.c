/*
 * One pass each; words of eight bytes where all is ASCII.
 */
#include "read/doc/clean.h"

#include "base/utf8.h"
#include "base/word.h"

const char *const encoding_names[ENCODING_COUNT] = { "UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE" };

/* windows-1252, 0x80 to 0x9f; 0 where it has nothing. */
static const uint16_t upper_1252[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

/* How many bytes at the start of `s` are ASCII, and not NUL. */
static size_t plain_size(str s) {
	size_t n = 0;

	for (; n + WORD_SIZE <= s.n; n += WORD_SIZE) {
		uint64_t word = word_load(s.at + n), mask = word_high(word) | word_equal(word, 0);

		if (mask)
			return n + word_first(mask);
	}
	while (n < s.n && s.at[n] && s.at[n] < 0x80)
		n++;
	return n;
}

bool clean_is_due(str bytes) {
	return plain_size(bytes) < bytes.n;
}

/* How many NULs stand at the start: a file with a hole in it has gigabytes of them. */
static size_t nul_size(str s) {
	size_t n = 0;

	while (n + WORD_SIZE <= s.n && word_load(s.at + n) == 0)
		n += WORD_SIZE;
	while (n < s.n && s.at[n] == 0)
		n++;
	return n;
}

struct clean_count clean_count(str bytes) {
	struct clean_count count = { 0 };

	for (str rest = str_after(bytes, plain_size(bytes)); rest.n; rest = str_after(rest, plain_size(rest))) {
		size_t nuls = nul_size(rest), size = nuls ? nuls : utf8_unpack(rest, NULL);

		count.characters += !nuls && size > 1;
		count.broken += nuls ? nuls : size == 0;
		rest = str_after(rest, size ? size : 1);
	}
	return count;
}

static uint32_t of_1252(uint8_t byte) {
	return byte >= 0xa0 ? byte : byte >= 0x80 ? upper_1252[byte - 0x80] : 0;
}

size_t clean_bytes(uint8_t *to, str bytes, enum encoding encoding, bool *broken) {
	size_t used = 0;

	while (bytes.n) {
		size_t size = plain_size(bytes);

		if (size)
			memcpy(to + used, bytes.at, size);
		used += size;
		bytes = str_after(bytes, size);
		if (bytes.n == 0)
			break;
		uint32_t code = 0;
		size = encoding == ENCODING_UTF8 ? utf8_unpack(bytes, &code) : 1;
		if (encoding == ENCODING_1252)
			code = of_1252(bytes.at[0]);
		if (code == 0) {
			code = UTF8_REPLACEMENT;
			*broken = true;
		}
		used += utf8_pack(to + used, code);
		bytes = str_after(bytes, size ? size : 1);
	}
	return used;
}

static uint32_t unit(const uint8_t *at, bool is_big_endian) {
	return is_big_endian ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

size_t clean_wide(uint8_t *to, str bytes, bool is_big_endian) {
	size_t used = 0, at = 0;

	for (; at + 2 <= bytes.n; at += 2) {
		uint32_t code = unit(bytes.at + at, is_big_endian);
		uint32_t low = code >= 0xd800 && code < 0xdc00 && at + 4 <= bytes.n ? unit(bytes.at + at + 2, is_big_endian) : 0;

		if (low >= 0xdc00 && low < 0xe000) {
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
			at += 2;
		}
		if (code == 0 || (code >= 0xd800 && code < 0xe000))
			to[used++] = 0xff;
		else
			used += utf8_pack(to + used, code);
	}
	if (at < bytes.n)
		to[used++] = 0xff;
	return used;
}

str clean_cut(str text, size_t size) {
	if (text.n <= size)
		return text;
	while (size && (text.at[size] & 0xc0) == 0x80)
		size--;
	return (str){ text.at, size };
}
