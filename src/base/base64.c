/*
 * base64: RFC 4648, chapter 4, four digits of six bits for three bytes.
 */
#include "base/base64.h"

/* One more than the value of each digit; 0 for anything else. */
static const uint8_t digits[256] = {
	['A'] = 1, ['B'] = 2, ['C'] = 3, ['D'] = 4, ['E'] = 5, ['F'] = 6, ['G'] = 7, ['H'] = 8,
	['I'] = 9, ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
	['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
	['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
	['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
	['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
	['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
	['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64,
};

bool base64_unpack(str text, arena *mem, str *ret_bytes) {
	uint8_t *bytes = arena_bytes(mem, text.n / 4 * 3 + 3);
	size_t used = 0, digit_count = 0, padding = 0;
	uint32_t bits = 0;

	if (!bytes)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		unsigned digit = digits[text.at[i]];

		if (digit && !padding) {
			bits = bits << 6 | (digit - 1);
			if (digit_count++ % 4)
				/* The second, third and fourth digit of four each complete a byte. */
				bytes[used++] = (uint8_t)(bits >> (6 - 2 * ((digit_count - 1) % 4)));
		} else if (text.at[i] == '=') {
			padding++;
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
