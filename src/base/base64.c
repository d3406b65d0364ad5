/*
 * base64: RFC 4648, chapter 4, four digits of six bits for three bytes.
 */
#include "base/base64.h"

/* The value of one digit, -1 for anything else. */
static int digit_of(uint8_t c) {
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (byte_is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

bool base64_unpack(str text, arena *mem, str *ret_bytes) {
	uint8_t *bytes = arena_take(mem, 1, text.n / 4 * 3 + 3, 1);
	size_t used = 0, digit_count = 0, padding = 0;
	uint32_t bits = 0;

	if (!bytes)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		int digit = digit_of(text.at[i]);

		if (text.at[i] == '=') {
			padding++;
		} else if (digit >= 0 && !padding) {
			bits = bits << 6 | (uint32_t)digit;
			if (digit_count++ % 4)
				/* The second, third and fourth digit of four each complete a byte. */
				bytes[used++] = (uint8_t)(bits >> (6 - 2 * ((digit_count - 1) % 4)));
		} else if (!byte_is_blank(text.at[i])) {
			return false;
		}
	}
	/* One digit alone is six bits: no byte. */
	if (digit_count % 4 == 1 || padding > 2)
		return false;
	*ret_bytes = (str){ bytes, used };
	return true;
}
