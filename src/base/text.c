#include "base/text.h"

#include <string.h>

void text_byte(struct text *t, uint8_t byte) {
	text_str(t, (str){ &byte, 1 });
}

void text_str(struct text *t, str s) {
	size_t left = t->size - t->used;

	if (s.n > left) {
		s.n = left;
		t->full = true;
	}
	if (s.n)
		memcpy(t->at + t->used, s.at, s.n);
	t->used += s.n;
}

void text_cstr(struct text *t, const char *s) {
	text_str(t, str_of(s));
}

void text_u64(struct text *t, uint64_t number) {
	uint8_t digits[20];
	size_t first = sizeof digits;

	do
		digits[--first] = (uint8_t)('0' + number % 10);
	while (number /= 10);
	text_str(t, (str){ digits + first, sizeof digits - first });
}

void text_hex(struct text *t, str bytes, char between) {
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < bytes.n; i++) {
		if (i && between)
			text_byte(t, (uint8_t)between);
		text_byte(t, (uint8_t)digits[bytes.at[i] >> 4]);
		text_byte(t, (uint8_t)digits[bytes.at[i] & 15]);
	}
}

void text_decimal(struct text *t, double number, unsigned digits) {
	uint8_t fraction[TEXT_DECIMAL_MAX];
	double scale = 1;

	digits = digits < TEXT_DECIMAL_MAX ? digits : TEXT_DECIMAL_MAX;
	for (unsigned i = 0; i < digits; i++)
		scale *= 10;
	uint64_t scaled = (uint64_t)(number * scale + 0.5);
	/* From the last digit on: ten is a constant to divide by, a power of it is not. */
	for (unsigned i = digits; i > 0; i--, scaled /= 10)
		fraction[i - 1] = (uint8_t)('0' + scaled % 10);
	text_u64(t, scaled);
	if (digits)
		text_byte(t, '.');
	text_str(t, (str){ fraction, digits });
}

str text_done(const struct text *t) {
	return (str){ t->at, t->used };
}
