#include "base/json_out.h"

#include <string.h>

#include "base/put.h"
#include "base/utf8.h"
#include "base/word.h"

struct json_out json_out_to(FILE *to) {
	return (struct json_out){ .to = to };
}

struct json_out json_out_over(void *memory, size_t size) {
	return (struct json_out){ .text = { .at = memory, .size = size } };
}

str json_out_done(const struct json_out *j) {
	return text_done(&j->text);
}

static void put_slowly(struct json_out *j, str s) {
	/* In brackets: gcc 12 makes an endless loop of glibc's macro of that name for short constants. */
	if (j->to && s.n)
		(fwrite_unlocked)(s.at, 1, s.n, j->to);
	else if (s.n)
		text_str(&j->text, s);
}

/* Most of what is put is a few bytes into memory. */
static inline void put(struct json_out *j, str s) {
	struct text *t = &j->text;

	if (j->to || s.n == 0 || s.n > t->size - t->used) {
		put_slowly(j, s);
		return;
	}
	put_str(t->at + t->used, s);
	t->used += s.n;
}

static inline void put_byte(struct json_out *j, char c) {
	put(j, (str){ (const uint8_t *)&c, 1 });
}

/* Below level 63 no comma is remembered: nobody writes that deep but a test of hostile input. */
static uint64_t level_bit(unsigned depth) {
	return depth < 64 ? (uint64_t)1 << depth : 0;
}

static inline bool wants_comma(const struct json_out *j) {
	return !j->after_key && j->depth > 0 && (j->filled & level_bit(j->depth));
}

static void begin_value(struct json_out *j) {
	if (wants_comma(j))
		put(j, STR(", "));
	j->filled |= level_bit(j->depth);
	j->after_key = false;
}

static void open_level(struct json_out *j, char c) {
	begin_value(j);
	put_byte(j, c);
	j->depth++;
	j->filled &= ~level_bit(j->depth);
}

static void close_level(struct json_out *j, char c) {
	j->depth--;
	put_byte(j, c);
}

void json_out_object(struct json_out *j) {
	open_level(j, '{');
}

void json_out_object_end(struct json_out *j) {
	close_level(j, '}');
}

void json_out_array(struct json_out *j) {
	open_level(j, '[');
}

void json_out_array_end(struct json_out *j) {
	close_level(j, ']');
}

static const char hex[] = "0123456789abcdef";

static void put_escaped(struct json_out *j, uint8_t c) {
	switch (c) {
	case '"': put(j, STR("\\\"")); break;
	case '\\': put(j, STR("\\\\")); break;
	case '\n': put(j, STR("\\n")); break;
	case '\r': put(j, STR("\\r")); break;
	case '\t': put(j, STR("\\t")); break;
	default:
		put(j, STR("\\u00"));
		put_byte(j, hex[c >> 4]);
		put_byte(j, hex[c & 15]);
	}
}

/*
 * Control characters beyond ASCII (C1, ISO 6429) and those that turn the
 * direction of writing (Unicode 15, 23.2) steer terminals and eyes; JSON may
 * write any character by its number (RFC 8259, section 7).
 */
static bool steers(uint32_t code) {
	return (code >= 0x80 && code < 0xa0) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static void put_number(struct json_out *j, uint32_t code) {
	put(j, STR("\\u"));
	for (int shift = 12; shift >= 0; shift -= 4)
		put_byte(j, hex[code >> shift & 15]);
}

static bool is_plain(uint8_t c) {
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/*
 * A mask as in word.h. Bytes above 0x7f are no plain ones, so a carry out of
 * them and a high bit that they bring along do no harm.
 */
static inline uint64_t not_plain(uint64_t word) {
	uint64_t quote = word ^ WORD_OF('"'), backslash = word ^ WORD_OF('\\');

	return word_high(word | (word + WORD_OF(1)) | (word - WORD_OF(0x20)) | (quote - WORD_OF(1)) |
			 (backslash - WORD_OF(1)));
}

/* How many bytes at the start of `text` stand for themselves. */
static size_t plain_size(str text) {
	size_t n = 0;

	for (; n + WORD_SIZE <= text.n; n += WORD_SIZE) {
		uint64_t mask = not_plain(word_load(text.at + n));

		if (mask)
			return n + word_first(mask);
	}
	while (n < text.n && is_plain(text.at[n]))
		n++;
	return n;
}

static void put_text(struct json_out *j, str text) {
	put_byte(j, '"');
	while (text.n > 0) {
		size_t n = plain_size(text);

		put(j, (str){ text.at, n });
		text = str_after(text, n);
		if (text.n == 0)
			break;
		uint32_t code = 0;
		n = utf8_unpack(text, &code);
		if (n > 1 && steers(code)) {
			put_number(j, code);
		} else if (n > 1) {
			put(j, (str){ text.at, n });
		} else {
			put_escaped(j, text.at[0]);
			n = 1;
		}
		text = str_after(text, n);
	}
	put_byte(j, '"');
}

/* Copies sixteen bytes; false when one of them does not stand for itself. */
static inline bool copy_wide(uint8_t *to, const uint8_t *from) {
	wide bytes = wide_load(from);

	memcpy(to, &bytes, sizeof bytes);
	/* From ' ' to '~', as is_plain() has it. */
	return !wide_any((wide)((bytes - 0x20 > 0x5e) | (bytes == '"') | (bytes == '\\')));
}

/* As copy_plain(), for at least eight bytes and fewer than sixteen. */
static inline bool copy_words(uint8_t *to, str text) {
	uint64_t first = word_load(text.at), last = word_load(text.at + text.n - WORD_SIZE);

	put_str(to, text);
	return !(not_plain(first) | not_plain(last));
}

/* Copies text of which every byte stands for itself; false when one does not. The last sixteen begin where they must. */
static inline bool copy_plain(uint8_t *to, str text) {
	size_t n = 0;

	if (text.n >= WIDE_SIZE) {
		for (; n + WIDE_SIZE <= text.n; n += WIDE_SIZE)
			if (!copy_wide(to + n, text.at + n))
				return false;
		n = text.n - WIDE_SIZE;
		return copy_wide(to + n, text.at + n);
	}
	if (text.n >= WORD_SIZE)
		return copy_words(to, text);
	for (; n < text.n; n++) {
		if (!is_plain(text.at[n]))
			return false;
		to[n] = text.at[n];
	}
	return true;
}

/*
 * The usual case in one go: what stands before a text, the text without
 * escapes, and its end, into memory that has room for them. False, with
 * nothing put, when it is another.
 */
static inline bool put_plain(struct json_out *j, str before, str text, str end) {
	struct text *t = &j->text;

	if (j->to || t->size - t->used < sizeof ", \"" - 1 + before.n + text.n + end.n)
		return false;
	uint8_t *to = t->at + t->used;
	if (wants_comma(j))
		to = put_str(to, STR(", "));
	to = put_str(to, before);
	*to++ = '"';
	if (!copy_plain(to, text))
		return false;
	to = put_str(to + text.n, end);
	t->used = (size_t)(to - t->at);
	j->filled |= level_bit(j->depth);
	j->after_key = false;
	return true;
}

void json_out_key_str(struct json_out *j, str name) {
	if (!put_plain(j, (str){ 0 }, name, STR("\": "))) {
		begin_value(j);
		put_text(j, name);
		put(j, STR(": "));
	}
	j->after_key = true;
}

void json_out_key_ready(struct json_out *j, str quoted) {
	begin_value(j);
	put(j, quoted);
	j->after_key = true;
}

void json_out_text(struct json_out *j, str text) {
	if (put_plain(j, (str){ 0 }, text, STR("\"")))
		return;
	begin_value(j);
	put_text(j, text);
}

void json_out_pair_ready(struct json_out *j, str quoted, str text) {
	if (put_plain(j, quoted, text, STR("\"")))
		return;
	json_out_key_ready(j, quoted);
	json_out_text(j, text);
}

void json_out_pair_or_null_ready(struct json_out *j, str quoted, str text) {
	if (text.n) {
		json_out_pair_ready(j, quoted, text);
	} else {
		json_out_key_ready(j, quoted);
		json_out_null(j);
	}
}

void json_out_u64_or_null(struct json_out *j, uint64_t number) {
	if (number)
		json_out_u64(j, number);
	else
		json_out_null(j);
}

void json_out_day(struct json_out *j, date day) {
	char room[11];

	json_out_text_or_null(j, date_text(day, room));
}

void json_out_texts(struct json_out *j, const str *texts, size_t count) {
	json_out_array(j);
	for (size_t i = 0; i < count; i++)
		json_out_text(j, texts[i]);
	json_out_array_end(j);
}

void json_out_json(struct json_out *j, str json) {
	begin_value(j);
	put(j, json);
}

void json_out_u64(struct json_out *j, uint64_t number) {
	uint8_t room[24];
	struct text t = TEXT(room);

	text_u64(&t, number);
	json_out_json(j, text_done(&t));
}

void json_out_decimal(struct json_out *j, double number, unsigned digits) {
	uint8_t room[48];
	struct text t = TEXT(room);

	if (number < 0) {
		text_byte(&t, '-');
		number = -number;
	}
	text_decimal(&t, number, digits);
	str s = text_done(&t);
	while (digits > 0 && s.at[s.n - 1] == '0')
		s.n--;
	if (s.at[s.n - 1] == '.')
		s.n--;
	json_out_json(j, s);
}

void json_out_bool(struct json_out *j, bool yes) {
	json_out_json(j, yes ? STR("true") : STR("false"));
}

void json_out_null(struct json_out *j) {
	json_out_json(j, STR("null"));
}

void json_out_text_or_null(struct json_out *j, str text) {
	if (text.n)
		json_out_text(j, text);
	else
		json_out_null(j);
}

void json_out_line(struct json_out *j) {
	put_byte(j, '\n');
	*j = (struct json_out){ .to = j->to, .text = j->text };
}
