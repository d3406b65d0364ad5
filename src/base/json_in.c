#include "base/json_in.h"

#include <string.h>

#include "base/utf8.h"
#include "base/word.h"

struct json_in json_in_over(str text) {
	return (struct json_in){ .all = text, .want = JSON_WANT_VALUE };
}

static int peek(const struct json_in *j) {
	return j->at < j->all.n ? j->all.at[j->at] : -1;
}

static void skip_blank(struct json_in *j) {
	while (j->at < j->all.n && byte_is_blank(j->all.at[j->at]))
		j->at++;
}

static enum json_token open_level(struct json_in *j, bool object) {
	if (j->depth == JSON_IN_DEPTH_MAX)
		return JSON_IN_BAD;
	uint64_t bit = (uint64_t)1 << j->depth;
	j->objects = object ? j->objects | bit : j->objects & ~bit;
	j->in_object = object;
	j->depth++;
	j->at++;
	j->want = JSON_WANT_FIRST;
	return object ? JSON_IN_OBJECT : JSON_IN_ARRAY;
}

static enum json_token close_level(struct json_in *j, bool object) {
	if (j->depth == 0 || j->in_object != object)
		return JSON_IN_BAD;
	j->depth--;
	j->in_object = j->depth > 0 && (j->objects >> (j->depth - 1) & 1);
	j->at++;
	j->want = JSON_WANT_NEXT;
	return object ? JSON_IN_OBJECT_END : JSON_IN_ARRAY_END;
}

/* Does an odd number of backslashes stand before `at`? */
static bool is_escaped(const uint8_t *from, const uint8_t *at) {
	size_t n = 0;

	while (at - n > from && at[-1 - (ptrdiff_t)n] == '\\')
		n++;
	return n % 2;
}

/* Keys and many values end within a word: that is seen at once, and whether they have escapes. */
static bool read_short_string(struct json_in *j) {
	if (j->all.n - j->at < 1 + WORD_SIZE)
		return false;
	const uint8_t *from = j->all.at + j->at + 1;
	uint64_t word = word_load(from), quote = word_equal(word, '"'), stop = quote | word_equal(word, '\\');

	if (!quote || word_first(stop) != word_first(quote))
		return false;
	j->raw = (str){ from, word_first(quote) };
	j->at += j->raw.n + 2;
	return true;
}

static bool read_string(struct json_in *j) {
	j->is_plain = read_short_string(j);
	if (j->is_plain)
		return true;
	const uint8_t *from = j->all.at + j->at + 1, *end = j->all.at + j->all.n;
	const uint8_t *quote = memchr(from, '"', (size_t)(end - from));

	while (quote && is_escaped(from, quote))
		quote = memchr(quote + 1, '"', (size_t)(end - quote - 1));
	if (!quote) {
		j->at = j->all.n;
		return false;
	}
	j->raw = (str){ from, (size_t)(quote - from) };
	j->at += j->raw.n + 2;
	return true;
}

static enum json_token read_number(struct json_in *j) {
	size_t from = j->at;
	bool digit = false;

	for (; j->at < j->all.n; j->at++) {
		uint8_t c = j->all.at[j->at];

		if (byte_is_digit(c))
			digit = true;
		else if (c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E')
			break;
	}
	j->raw = (str){ j->all.at + from, j->at - from };
	j->want = JSON_WANT_NEXT;
	return digit ? JSON_IN_NUMBER : JSON_IN_BAD;
}

static enum json_token read_word(struct json_in *j, str word, enum json_token token) {
	if (!str_begins(str_after(j->all, j->at), word))
		return JSON_IN_BAD;
	j->raw = word;
	j->at += word.n;
	j->want = JSON_WANT_NEXT;
	return token;
}

static enum json_token read_key(struct json_in *j) {
	if (peek(j) != '"' || !read_string(j))
		return JSON_IN_BAD;
	skip_blank(j);
	if (peek(j) != ':')
		return JSON_IN_BAD;
	j->at++;
	j->want = JSON_WANT_VALUE;
	return JSON_IN_KEY;
}

static enum json_token read_value(struct json_in *j) {
	int c = peek(j);

	switch (c) {
	case '{': return open_level(j, true);
	case '[': return open_level(j, false);
	case 't': return read_word(j, STR("true"), JSON_IN_TRUE);
	case 'f': return read_word(j, STR("false"), JSON_IN_FALSE);
	case 'n': return read_word(j, STR("null"), JSON_IN_NULL);
	case '"':
		if (!read_string(j))
			return JSON_IN_BAD;
		j->want = JSON_WANT_NEXT;
		return JSON_IN_STRING;
	default: return c == '-' || (c >= 0 && byte_is_digit((uint8_t)c)) ? read_number(j) : JSON_IN_BAD;
	}
}

enum json_token json_in_next(struct json_in *j) {
	skip_blank(j);
	int c = peek(j);

	if (j->want == JSON_WANT_NEXT) {
		if (j->depth == 0)
			return JSON_IN_END;
		if (c != ',')
			return c == '}' || c == ']' ? close_level(j, c == '}') : JSON_IN_BAD;
		j->at++;
		skip_blank(j);
	} else if (j->want == JSON_WANT_VALUE) {
		return read_value(j);
	} else if (c == '}' || c == ']') {
		return close_level(j, c == '}');
	}
	return j->in_object ? read_key(j) : read_value(j);
}

bool json_in_skip(struct json_in *j, enum json_token token) {
	if (token == JSON_IN_KEY)
		token = json_in_next(j);
	if (token == JSON_IN_OBJECT || token == JSON_IN_ARRAY) {
		unsigned outside = j->depth - 1;

		while (j->depth > outside)
			if ((token = json_in_next(j)) == JSON_IN_BAD)
				return false;
	}
	return token != JSON_IN_BAD && token != JSON_IN_END;
}

/* Four hex digits at `at`, or -1. */
static int32_t hex4(str s, size_t at) {
	int32_t code = 0;

	if (s.n - at < 4)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		int digit = byte_hex(s.at[i]);

		if (digit < 0)
			return -1;
		code = code << 4 | digit;
	}
	return code;
}

/* Reads what follows "\u"; returns how many bytes of `s` it used. */
static size_t read_unicode(str s, size_t at, uint32_t *ret_code) {
	int32_t high = hex4(s, at);

	/* The three bytes of U+FFFD would not fit into the two of a bare "\u". */
	*ret_code = '?';
	if (high < 0)
		return 0;
	*ret_code = UTF8_REPLACEMENT;
	if (high < 0xd800 || high > 0xdfff) {
		*ret_code = (uint32_t)high;
		return 4;
	}
	if (high < 0xdc00 && s.n - at >= 10 && s.at[at + 4] == '\\' && s.at[at + 5] == 'u') {
		int32_t low = hex4(s, at + 6);

		if (low >= 0xdc00 && low <= 0xdfff) {
			*ret_code = 0x10000 + ((uint32_t)(high - 0xd800) << 10) + (uint32_t)(low - 0xdc00);
			return 10;
		}
	}
	return 4;
}

static uint8_t plain_escape(uint8_t c) {
	switch (c) {
	case 'b': return '\b';
	case 'f': return '\f';
	case 'n': return '\n';
	case 'r': return '\r';
	case 't': return '\t';
	default: return c;
	}
}

/* Copies what stands before the first backslash and returns its size; `to` has room for all of `s`. */
static size_t copy_plain(uint8_t *to, str s) {
	size_t n = 0;

	for (; n + WORD_SIZE <= s.n; n += WORD_SIZE) {
		uint64_t mask = word_equal(word_load(s.at + n), '\\');

		memcpy(to + n, s.at + n, WORD_SIZE);
		if (mask)
			return n + word_first(mask);
	}
	for (; n < s.n && s.at[n] != '\\'; n++)
		to[n] = s.at[n];
	return n;
}

/* Puts what the escape at the start of `s` stands for; returns how many bytes it has. */
static size_t unpack_escape(str s, uint8_t *copy, size_t *used) {
	uint32_t code;

	if (s.n < 2)
		return s.n;
	if (s.at[1] != 'u') {
		copy[(*used)++] = plain_escape(s.at[1]);
		return 2;
	}
	size_t size = 2 + read_unicode(s, 2, &code);
	*used += utf8_pack(copy + *used, code);
	return size;
}

str json_in_text(const struct json_in *j, arena *mem) {
	str raw = j->raw;

	if (j->is_plain || raw.n == 0 || !memchr(raw.at, '\\', raw.n))
		return raw;
	/* No escape is longer than what it stands for. */
	uint8_t *copy = arena_bytes(mem, raw.n);
	size_t used = 0;
	if (!copy)
		return (str){ 0 };
	for (str rest = raw; rest.n > 0;) {
		size_t plain_size = copy_plain(copy + used, rest);

		used += plain_size;
		rest = str_after(rest, plain_size);
		rest = str_after(rest, unpack_escape(rest, copy, &used));
	}
	return (str){ copy, used };
}
