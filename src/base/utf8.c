#include "base/utf8.h"

size_t utf8_pack(uint8_t *to, uint32_t code) {
	if (code < 0x80) {
		to[0] = (uint8_t)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (uint8_t)(0xc0 | code >> 6);
		to[1] = (uint8_t)(0x80 | (code & 63));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (uint8_t)(0xe0 | code >> 12);
		to[1] = (uint8_t)(0x80 | (code >> 6 & 63));
		to[2] = (uint8_t)(0x80 | (code & 63));
		return 3;
	}
	to[0] = (uint8_t)(0xf0 | code >> 18);
	to[1] = (uint8_t)(0x80 | (code >> 12 & 63));
	to[2] = (uint8_t)(0x80 | (code >> 6 & 63));
	to[3] = (uint8_t)(0x80 | (code & 63));
	return 4;
}

size_t utf8_unpack(str s, uint32_t *ret_code) {
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint8_t first = s.n ? s.at[0] : 0xff;
	size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;

	if (size == 0 || size > s.n)
		return 0;
	uint32_t code = size == 1 ? first : first & (0x7fu >> size);
	for (size_t i = 1; i < size; i++) {
		if (s.at[i] >> 6 != 2)
			return 0;
		code = code << 6 | (s.at[i] & 63);
	}
	if (code < smallest[size] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return 0;
	if (ret_code)
		*ret_code = code;
	return size;
}
