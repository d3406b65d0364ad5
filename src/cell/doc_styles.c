/*
 * Formats, and numbers as they are seen. Excel keeps 17 digits of a number
 * and shows 15: what was typed as 0.1 stands there as 0.10000000000000001.
 */
#include "cell/doc_styles.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

enum {
	DIGITS = 15,            /* what Excel itself shows of a number */
	RAW_MAX = 48,           /* bytes of a number; the longest that is one has some 25 */
	PADDED_MAX = 32,
	DAYS_MAX = 2958465,     /* 9999-12-31 in the system of 1900 */
	DAY_60 = 60,            /* 1900-02-29, a day that Lotus 1-2-3 made up and Excel kept */
	EPOCH_1900 = -25569,    /* 1899-12-30, in days since 1970 */
	EPOCH_1904 = -24107,
};

/* The numbers of formats that need no code: 18.8.30, and those of East Asia. */
static bool is_builtin_date(uint64_t id) {
	return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
	       id == 57 || id == 58;
}

/*
 * What a format's code makes of a number. Only the first section counts:
 * "yyyy-mm-dd;@". Quoted, escaped and bracketed text is no format.
 */
static uint8_t style_of(str code) {
	size_t zeroes = 0;

	for (size_t i = 0; i < code.n && code.at[i] != ';'; i++) {
		uint8_t c = byte_lower(code.at[i]);

		if (c == '"' || c == '[') {
			const uint8_t *end = memchr(code.at + i + 1, c == '[' ? ']' : '"', code.n - i - 1);

			i = end ? (size_t)(end - code.at) : code.n;
		} else if (c == '\\' || c == '_' || c == '*') {
			i++;
		} else if (c == 'y' || c == 'd') {
			return STYLE_DATE;
		} else if (str_begins_nocase(str_after(code, i), STR("mmm"))) {
			return STYLE_DATE;
		} else if (str_begins_nocase(str_after(code, i), STR("general"))) {
			return STYLE_PLAIN;
		}
		zeroes += c == '0';
	}
	return zeroes == code.n && zeroes >= 2 && zeroes <= PADDED_MAX ? (uint8_t)zeroes : STYLE_PLAIN;
}

static void take_format(struct doc_styles *s, const char *const *attributes) {
	uint64_t id;

	if (str_u64(doc_xml_attribute(attributes, STR("numFmtId")), &id) && id < DOC_STYLES_MAX)
		s->of_format[id] = style_of(doc_xml_attribute(attributes, STR("formatCode")));
}

static void take_cell(struct doc_styles *s, const char *const *attributes) {
	uint64_t id;

	if (s->count == DOC_STYLES_MAX)
		return;
	if (str_u64(doc_xml_attribute(attributes, STR("numFmtId")), &id) && id < DOC_STYLES_MAX)
		s->of_cell[s->count] = s->of_format[id];
	s->count++;
}

static void open_element(struct doc_xml *x, str name, const char *const *attributes) {
	struct doc_styles *s = (struct doc_styles *)x;

	if (str_eq(name, STR("cellXfs")))
		s->in_cells = true;
	else if (str_eq(name, STR("numFmt")))
		take_format(s, attributes);
	else if (s->in_cells && str_eq(name, STR("xf")))
		take_cell(s, attributes);
}

static void close_element(struct doc_xml *x, str name) {
	struct doc_styles *s = (struct doc_styles *)x;

	if (str_eq(name, STR("cellXfs")))
		s->in_cells = false;
}

int doc_styles_read(struct doc_styles *s) {
	s->xml.open = open_element;
	s->xml.close = close_element;
	for (uint64_t id = 0; id < 64; id++)
		s->of_format[id] = is_builtin_date(id) ? STYLE_DATE : STYLE_PLAIN;
	return doc_xml_read(&s->xml);
}

/* 60 is no day; days before it count from one earlier. */
static bool day_of(double number, bool since_1904, date *ret_day) {
	double days = floor(number);

	if (since_1904) {
		if (days < 0 || days > DAYS_MAX - (EPOCH_1904 - EPOCH_1900))
			return false;
		*ret_day = (date)days + EPOCH_1904;
		return true;
	}
	if (days < 1 || days > DAYS_MAX || (int)days == DAY_60)
		return false;
	*ret_day = (date)days + EPOCH_1900 + (days < DAY_60);
	return true;
}

static void say(struct doc_number *n, const char *text) {
	struct text t = TEXT(n->room);

	text_cstr(&t, text);
	n->text = text_done(&t);
}

/* "7" in a cell that shows six digits is "000007". */
static bool pad(struct doc_number *n, str raw, uint8_t digits) {
	struct text t = TEXT(n->room);
	uint64_t number;

	if (!str_u64(raw, &number) || raw.n >= digits)
		return false;
	for (size_t i = raw.n; i < digits; i++)
		text_byte(&t, '0');
	text_str(&t, raw);
	n->text = text_done(&t);
	return true;
}

/* Fifteen digits of it; whole numbers without an exponent, for serial numbers were written as numbers. */
static void shorten(struct doc_number *n, double number) {
	char room[sizeof n->room];

	if (fabs(number) >= 1e15 && fabs(number) < 1e21)
		(void)snprintf(room, sizeof room, "%.0f", number);
	else
		(void)snprintf(room, sizeof room, "%.*g", DIGITS, number);
	say(n, room);
}

static bool is_short_integer(str raw) {
	size_t i = raw.n && raw.at[0] == '-';

	while (i < raw.n && byte_is_digit(raw.at[i]))
		i++;
	return i == raw.n && raw.n && raw.n <= DIGITS;
}

void doc_number(struct doc_number *n, str raw, uint8_t style, bool since_1904) {
	char room[RAW_MAX + 1] = "", *end = room;
	date day;

	n->text = raw;
	n->is_date = false;
	if (style > STYLE_DATE && pad(n, raw, style))
		return;
	if (raw.n == 0 || raw.n > RAW_MAX || (style != STYLE_DATE && is_short_integer(raw)))
		return;
	memcpy(room, raw.at, raw.n);
	double number = strtod(room, &end);
	if (end != room + raw.n || !isfinite(number))
		return;
	if (style == STYLE_DATE && day_of(number, since_1904, &day)) {
		char text[11];

		date_format(day, text);
		say(n, text);
		n->is_date = true;
	} else {
		shorten(n, number);
	}
}
