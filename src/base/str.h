#pragma once

/*
 * str: a slice of bytes that somebody else owns.
 *
 * It is passed by value, never freed and never NUL-terminated. Nothing in
 * here allocates, so every function is safe to call inside the cell.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
	const uint8_t *at;
	size_t n;
} str;

#define STR(literal) ((str){ (const uint8_t *)(literal), sizeof(literal) - 1 })

/* The same as an initializer, for tables of constants. */
#define STR_INIT(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }

/* For printf: printf("%.*s", STR_ARG(s)). Longer than INT_MAX is cut. */
#define STR_ARG(s) ((int)((s).n > 0x7fffffff ? 0x7fffffff : (s).n)), (const char *)((s).n ? (s).at : (const uint8_t *)"")

/*
 * The slice over a C string, without its NUL; NULL gives the empty slice.
 * Inline: a constant is not measured at run time.
 */
static inline str str_of(const char *text) {
	return text ? (str){ (const uint8_t *)text, strlen(text) } : (str){ 0 };
}

/* Inline, and looks at the first byte itself: most texts of one size differ there. */
static inline bool str_eq(str a, str b) {
	return a.n == b.n && (a.n == 0 || (a.at[0] == b.at[0] && memcmp(a.at, b.at, a.n) == 0));
}

/* As str_eq() with a C string, which is not measured for it: among the words of a list most differ at once. */
static inline bool str_is(str s, const char *text) {
	size_t i = 0;

	while (i < s.n && text[i] && s.at[i] == (uint8_t)text[i])
		i++;
	return i == s.n && !text[i];
}

/* ASCII case is ignored; bytes above 0x7f must be equal. */
bool str_eq_nocase(str a, str b);

/* Orders like memcmp, a prefix before what it begins; <0, 0, >0. */
int str_cmp(str a, str b);

bool str_begins(str s, str with);
bool str_begins_nocase(str s, str with);
bool str_ends(str s, str with);

/* Where `needle` first stands in `s`, at or after `from`; s.n when nowhere. */
size_t str_find(str s, str needle, size_t from);
size_t str_find_nocase(str s, str needle, size_t from);

/* How often `needle` stands in `s`, one behind the other. */
size_t str_count(str s, str needle);

/* How many bytes stand before the first that is one of `stops`; s.n when none is. */
size_t str_until(str s, str stops);

/* What is left of `s` after its first `n` bytes; empty when there are fewer. */
str str_after(str s, size_t n);

/* Spaces, tabs, CR and LF are cut from both ends. */
str str_trim(str s);

/*
 * Cuts `*rest` at the first `stop`: returns what stood before it and leaves
 * in `*rest` what stands after it. With no `stop` all of `*rest` is returned
 * and `*rest` becomes the null slice (at == NULL).
 */
str str_cut(str *rest, uint8_t stop);

/* Cuts the first line off, without its LF or CR LF. */
str str_cut_line(str *rest);

/* A whole decimal number, nothing else; false when it is none or too big. */
bool str_u64(str s, uint64_t *ret_number);

/* The ASCII lower case of one byte. */
static inline uint8_t byte_lower(uint8_t c) {
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c;
}

static inline bool byte_is_digit(uint8_t c) {
	return c >= '0' && c <= '9';
}

static inline bool byte_is_letter(uint8_t c) {
	return byte_lower(c) >= 'a' && byte_lower(c) <= 'z';
}

static inline bool byte_is_blank(uint8_t c) {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The value of a hexadecimal digit, -1 for anything else. */
static inline int byte_hex(uint8_t c) {
	uint8_t low = byte_lower(c);

	if (byte_is_digit(c))
		return c - '0';
	return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* As str_is(); ASCII case is ignored. */
static inline bool str_is_nocase(str s, const char *text) {
	size_t i = 0;

	while (i < s.n && text[i] && byte_lower(s.at[i]) == byte_lower((uint8_t)text[i]))
		i++;
	return i == s.n && !text[i];
}

/* 64 bits, for tables inside one process, never across a wall. */
uint64_t str_hash(str s, uint64_t seed);
