/*
 * The certificate, RFC 5280 chapter 4, in DER (X.690):
 *
 *     element: TT size value          size: NN below 80, or 8k and k bytes of it
 *     SEQUENCE {                      the certificate
 *         SEQUENCE {                  what is signed
 *             [0] version?, INTEGER serial, SEQUENCE algorithm, Name issuer,
 *             SEQUENCE { Time from, Time until }, Name subject, SEQUENCE key,
 *             [1]? [2]? [3]? { SEQUENCE of SEQUENCE { OID, BOOLEAN?, OCTET STRING } } }
 *         … }                         algorithm and signature: not read
 *     Name: SEQUENCE of SET of SEQUENCE { OID, string }
 *
 * Depth is fixed by the code; there is no recursion.
 */

#include "read/part/x509.h"

#include <string.h>

#include "base/utf8.h"
#include "fact/addr.h"

enum {
	/* X.690: universal tags, 0x20 added where they hold elements … */
	TAG_OCTETS = 0x04, TAG_OID = 0x06, TAG_UTF8 = 0x0c, TAG_NUMERIC = 0x12, TAG_PRINTABLE = 0x13,
	TAG_T61 = 0x14, TAG_IA5 = 0x16, TAG_UTC_TIME = 0x17, TAG_TIME = 0x18, TAG_VISIBLE = 0x1a,
	TAG_UNIVERSAL = 0x1c, TAG_BMP = 0x1e, TAG_SEQUENCE = 0x30, TAG_SET = 0x31,
	/* … and those that a certificate gives its own meaning. */
	TAG_VERSION = 0xa0, TAG_EXTENSIONS = 0xa3,
	/* Choices of GeneralName: RFC 5280, 4.2.1.6. */
	TAG_ALT_MAIL = 0x81, TAG_ALT_DNS = 0x82, TAG_ALT_URI = 0x86, TAG_ALT_IP = 0x87,
};

bool der_take(cur *in, struct der *ret_element) {
	uint8_t tag = cur_u8(in), first = cur_u8(in);
	size_t size = first;

	if (in->bad || (tag & 0x1f) == 0x1f)
		return false;
	if (first >= 0x80) {
		if (first == 0x80 || first > 0x84)
			return false;
		size = 0;
		for (unsigned i = 0; i < (first & 0x7fu); i++)
			size = size << 8 | cur_u8(in);
	}
	str value = cur_take(in, size);
	if (in->bad)
		return false;
	*ret_element = (struct der){ tag, value };
	return true;
}

/* The next element must have this tag. */
static bool take_tagged(cur *in, uint8_t tag, str *ret_value) {
	struct der element;

	if (!der_take(in, &element) || element.tag != tag)
		return false;
	*ret_value = element.value;
	return true;
}

/* `extensions` is the SEQUENCE of all; those that are not understood are passed over. */
static str find_alt_names(str extensions) {
	cur in = cur_over(extensions);
	str extension;

	while (take_tagged(&in, TAG_SEQUENCE, &extension)) {
		cur parts = cur_over(extension);
		str id, names = { 0 };
		struct der part = { 0 };

		if (!take_tagged(&parts, TAG_OID, &id) || !str_eq(id, STR("\x55\x1d\x11"))) /* 2.5.29.17 */
			continue;
		while (part.tag != TAG_OCTETS && der_take(&parts, &part))
			; /* over the BOOLEAN that says whether it is critical */
		cur inside = cur_over(part.value);
		if (part.tag == TAG_OCTETS && take_tagged(&inside, TAG_SEQUENCE, &names))
			return names;
	}
	return (str){ 0 };
}

bool x509_open(str certificate, struct x509 *ret_x509) {
	struct x509 x = { 0 };
	struct der element;
	cur in = cur_over(certificate);
	str outer, body, validity, skipped;

	if (!take_tagged(&in, TAG_SEQUENCE, &outer))
		return false;
	in = cur_over(outer);
	if (!take_tagged(&in, TAG_SEQUENCE, &body))
		return false;
	in = cur_over(body);
	if (!der_take(&in, &element)) /* the version, or in version 1 the serial number already */
		return false;
	if (element.tag == TAG_VERSION && !der_take(&in, &element))
		return false;
	if (!take_tagged(&in, TAG_SEQUENCE, &skipped) || !take_tagged(&in, TAG_SEQUENCE, &x.issuer) ||
	    !take_tagged(&in, TAG_SEQUENCE, &validity) || !take_tagged(&in, TAG_SEQUENCE, &x.subject))
		return false;
	/* What follows, key and extensions, may be wrong without taking the names away. */
	cur times = cur_over(validity);
	if (!der_take(&times, &x.not_before) || !der_take(&times, &x.not_after))
		return false;
	while (der_take(&in, &element)) {
		cur inside = cur_over(element.value);
		if (element.tag == TAG_EXTENSIONS && take_tagged(&inside, TAG_SEQUENCE, &skipped))
			x.alt_names = find_alt_names(skipped);
	}
	*ret_x509 = x;
	return true;
}

/* The first number of an OID holds two: X.690, 8.19.4. Numbers over 64 bits wrap; nobody owns one. */
void der_oid_text(struct text *t, str oid) {
	uint64_t number = 0;
	bool first = true;

	for (size_t i = 0; i < oid.n; i++) {
		number = number << 7 | (oid.at[i] & 0x7f);
		if (oid.at[i] & 0x80)
			continue;
		if (first) {
			uint64_t root = number < 80 ? number / 40 : 2;
			text_u64(t, root);
			number -= root * 40;
		}
		text_byte(t, '.');
		text_u64(t, number);
		number = 0;
		first = false;
	}
}

/* Short names as openssl has them, for what stands in real subjects. X.520, RFC 4519, RFC 2985. */
static const struct {
	const char *oid, *name;
} attributes[] = {
	{ "2.5.4.3", "CN" }, { "2.5.4.4", "SN" }, { "2.5.4.5", "serialNumber" }, { "2.5.4.6", "C" },
	{ "2.5.4.7", "L" }, { "2.5.4.8", "ST" }, { "2.5.4.9", "street" }, { "2.5.4.10", "O" }, { "2.5.4.11", "OU" },
	{ "2.5.4.12", "title" }, { "2.5.4.13", "description" }, { "2.5.4.15", "businessCategory" },
	{ "2.5.4.17", "postalCode" }, { "2.5.4.41", "name" }, { "2.5.4.42", "GN" }, { "2.5.4.43", "initials" },
	{ "2.5.4.44", "generationQualifier" }, { "2.5.4.46", "dnQualifier" }, { "2.5.4.65", "pseudonym" },
	{ "2.5.4.97", "organizationIdentifier" }, { "1.2.840.113549.1.9.1", "emailAddress" },
	{ "1.2.840.113549.1.9.2", "unstructuredName" }, { "1.2.840.113549.1.9.8", "unstructuredAddress" },
	{ "0.9.2342.19200300.100.1.1", "UID" }, { "0.9.2342.19200300.100.1.25", "DC" },
	{ "1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL" }, { "1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST" },
	{ "1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC" },
};

/* A kind that is not in the table stands as its dotted number. */
static void attribute_text(struct text *t, str oid) {
	uint8_t room[128]; /* longer ones are nobody's */
	struct text dotted = TEXT(room);

	der_oid_text(&dotted, oid);
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		if (str_eq(text_done(&dotted), str_of(attributes[i].oid))) {
			text_cstr(t, attributes[i].name);
			return;
		}
	}
	text_str(t, text_done(&dotted));
}

static void hex_text(struct text *t, str bytes) {
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < bytes.n; i++) {
		text_byte(t, (uint8_t)digits[bytes.at[i] >> 4]);
		text_byte(t, (uint8_t)digits[bytes.at[i] & 15]);
	}
}

/* One byte of a value, escaped as RFC 2253, 2.4 asks, where quotes do not do it already. */
static void escaped_byte(struct text *t, uint8_t c) {
	if (c < 0x20 || c >= 0x7f) {
		text_byte(t, '\\');
		hex_text(t, (str){ &c, 1 });
		return;
	}
	if (c == '"' || c == '\\')
		text_byte(t, '\\');
	text_byte(t, c);
}

/* Bytes of one character of a string with this tag; 0 when it is no string of characters. */
static size_t character_size(uint8_t tag) {
	switch (tag) {
	case TAG_UTF8:
	case TAG_NUMERIC:
	case TAG_PRINTABLE:
	case TAG_T61:
	case TAG_IA5:
	case TAG_VISIBLE:
		return 1;
	case TAG_BMP:
		return 2;
	case TAG_UNIVERSAL:
		return 4;
	default:
		return 0;
	}
}

/* Would the value be misread without quotes: a separator in it, a blank at an end, a # in front? */
static bool wants_quotes(str value, size_t character) {
	for (size_t i = 0; i + character <= value.n; i += character) {
		bool first = i == 0, last = i + 2 * character > value.n;
		uint32_t code = 0;

		for (size_t k = 0; k < character; k++)
			code = code << 8 | value.at[i + k];
		if (code < 0x80 && code > 0 && memchr(",+<>;", (int)code, 5))
			return true;
		if ((code == ' ' && (first || last)) || (code == '#' && first))
			return true;
	}
	return false;
}

/*
 * T61String is taken for Latin-1, as openssl does. UTF-8 goes byte by byte:
 * wrong UTF-8 shows as what it is.
 */
static void value_text(struct text *t, struct der value) {
	size_t character = character_size(value.tag);

	if (character == 0) {
		text_byte(t, '#');
		hex_text(t, value.value);
		return;
	}
	bool quotes = wants_quotes(value.value, character);
	if (quotes)
		text_byte(t, '"');
	for (size_t i = 0; i + character <= value.value.n; i += character) {
		uint8_t bytes[4] = { value.value.at[i] };
		size_t size = 1;
		uint32_t code = 0;

		for (size_t k = 0; k < character; k++)
			code = code << 8 | value.value.at[i + k];
		/* A value above Unicode's last, or half a surrogate pair, must not stop the rest. */
		if (value.tag != TAG_UTF8)
			size = utf8_pack(bytes, code <= 0x10ffff ? code : UTF8_REPLACEMENT);
		for (size_t k = 0; k < size; k++)
			escaped_byte(t, bytes[k]);
	}
	if (quotes)
		text_byte(t, '"');
}

void x509_name_text(struct text *t, str name) {
	cur sets = cur_over(name);
	size_t begin = t->used;
	str set, pair, oid;

	while (!t->full && take_tagged(&sets, TAG_SET, &set)) {
		cur pairs = cur_over(set);
		/* Several pairs in one set are one part of the name: RFC 2253, 2.2. */
		for (bool more = false; take_tagged(&pairs, TAG_SEQUENCE, &pair); more = true) {
			cur parts = cur_over(pair);
			struct der value;

			if (!take_tagged(&parts, TAG_OID, &oid) || !der_take(&parts, &value))
				return;
			if (t->used > begin)
				text_cstr(t, more ? " + " : ", ");
			attribute_text(t, oid);
			text_cstr(t, " = ");
			value_text(t, value);
		}
	}
}

/* YYMMDDHHMM[SS]Z, or with four digits of the year; RFC 5280, 4.1.2.5: years from 50 on are 19YY. */
bool x509_time_text(struct text *t, struct der time) {
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	size_t year_digits = time.tag == TAG_TIME ? 4 : 2;
	unsigned numbers[6] = { 0 }; /* year, month, day, hour, minute, second */
	str s = time.value;
	size_t count = 0;

	if ((time.tag != TAG_UTC_TIME && time.tag != TAG_TIME) || !str_ends(s, STR("Z")))
		return false;
	for (size_t at = 0, size; at + 1 < s.n; at += size) {
		size = count == 0 ? year_digits : 2;
		if (count == 6 || at + size >= s.n)
			return false;
		for (size_t i = at; i < at + size; i++) {
			if (!byte_is_digit(s.at[i]))
				return false;
			numbers[count] = numbers[count] * 10 + (unsigned)(s.at[i] - '0');
		}
		count++;
	}
	if (count < 5 || numbers[1] < 1 || numbers[1] > 12 || numbers[2] > 31)
		return false;
	if (time.tag == TAG_UTC_TIME)
		numbers[0] += numbers[0] < 50 ? 2000 : 1900;
	text_str(t, (str){ (const uint8_t *)months + (numbers[1] - 1) * 3, 3 });
	/* The day takes two places, filled with a blank, as in C's asctime(). */
	static const char before[] = { 0, 0, ' ', ' ', ':', ':' };
	for (size_t i = 2; i < 6; i++) {
		text_byte(t, (uint8_t)before[i]);
		if (numbers[i] < 10)
			text_byte(t, i == 2 ? ' ' : '0');
		text_u64(t, numbers[i]);
	}
	text_byte(t, ' ');
	text_u64(t, numbers[0]);
	text_cstr(t, " GMT");
	return true;
}

bool x509_alt_name_next(cur *alt_names, struct text *t) {
	struct der name;

	while (der_take(alt_names, &name)) {
		addr ip = addr_of(name.value.n == 4 ? ADDR_IP4 : ADDR_IP6, name.value);

		if (name.tag == TAG_ALT_DNS || name.tag == TAG_ALT_URI || name.tag == TAG_ALT_MAIL) {
			text_str(t, name.value);
			return true;
		}
		if (name.tag == TAG_ALT_IP && ip.kind != ADDR_NONE) {
			addr_format(t, ip);
			return true;
		}
	}
	return false;
}
