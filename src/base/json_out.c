#include "base/json_out.h"

#include "base/text.h"
#include "base/utf8.h"

struct json_out json_out_to(FILE *to) {
	return (struct json_out){ .to = to };
}

static void put(struct json_out *j, str s) {
	/* In brackets: gcc 12 makes an endless loop of glibc's macro of that name for short constants. */
	if (s.n)
		(fwrite_unlocked)(s.at, 1, s.n, j->to);
}

static void put_byte(struct json_out *j, char c) {
	putc_unlocked(c, j->to);
}

/* Below level 63 no comma is remembered: nobody writes that deep but a test of hostile input. */
static uint64_t level_bit(unsigned depth) {
	return depth < 64 ? (uint64_t)1 << depth : 0;
}

static void begin_value(struct json_out *j) {
	uint64_t bit = level_bit(j->depth);

	if (!j->after_key && j->depth > 0 && (j->filled & bit))
		put(j, STR(", "));
	j->filled |= bit;
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

static void put_escaped(struct json_out *j, uint8_t c) {
	static const char hex[] = "0123456789abcdef";

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

static bool is_plain(uint8_t c) {
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static void put_text(struct json_out *j, str text) {
	put_byte(j, '"');
	while (text.n > 0) {
		size_t n = 0;

		while (n < text.n && is_plain(text.at[n]))
			n++;
		put(j, (str){ text.at, n });
		text = str_after(text, n);
		if (text.n == 0)
			break;
		n = utf8_unpack(text, NULL);
		if (n > 1) {
			put(j, (str){ text.at, n });
		} else {
			put_escaped(j, text.at[0]);
			n = 1;
		}
		text = str_after(text, n);
	}
	put_byte(j, '"');
}

void json_out_key(struct json_out *j, const char *name) {
	json_out_key_str(j, str_of(name));
}

void json_out_key_str(struct json_out *j, str name) {
	begin_value(j);
	put_text(j, name);
	put(j, STR(": "));
	j->after_key = true;
}

void json_out_text(struct json_out *j, str text) {
	begin_value(j);
	put_text(j, text);
}

static void put_number(struct json_out *j, str digits) {
	begin_value(j);
	put(j, digits);
}

void json_out_u64(struct json_out *j, uint64_t number) {
	uint8_t room[24];
	struct text t = TEXT(room);

	text_u64(&t, number);
	put_number(j, text_done(&t));
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
	put_number(j, s);
}

void json_out_bool(struct json_out *j, bool yes) {
	put_number(j, yes ? STR("true") : STR("false"));
}

void json_out_null(struct json_out *j) {
	put_number(j, STR("null"));
}

void json_out_text_or_null(struct json_out *j, str text) {
	if (text.n)
		json_out_text(j, text);
	else
		json_out_null(j);
}

void json_out_pair(struct json_out *j, const char *name, str text) {
	json_out_key(j, name);
	json_out_text(j, text);
}

void json_out_line(struct json_out *j) {
	put_byte(j, '\n');
	*j = (struct json_out){ .to = j->to };
}
