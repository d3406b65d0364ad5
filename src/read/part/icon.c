/*
 * Icons: Microsoft's ICO, PNG (RFC 2083), GIF89a, JPEG, as far as it takes to
 * know them and to see their end.
 */
#include "read/part/icon.h"

#include "base/cur.h"
#include "base/murmur3.h"

enum { LINE_SIZE = 76, ICO_ENTRIES_MAX = 64 }; /* of one ICO; the most seen are 12 */

static bool is_ico(str s) {
	return str_begins(s, STR("\0\0\1\0")) && s.n > 6 && s.at[4] > 0 && s.at[4] <= ICO_ENTRIES_MAX && s.at[5] == 0;
}

static bool is_png(str s) {
	return str_begins(s, STR("\x89PNG\r\n\x1a\n"));
}

static bool is_gif(str s) {
	return str_begins(s, STR("GIF87a")) || str_begins(s, STR("GIF89a"));
}

bool icon_begins(str bytes) {
	return is_ico(bytes) || is_png(bytes) || is_gif(bytes) || str_begins(bytes, STR("\xff\xd8\xff"));
}

/* Its directory says where each of its pictures stands: the last of them ends it. */
static uint64_t ico_size(str s) {
	cur in = cur_over(s);
	uint64_t end = 0;

	cur_take(&in, 4);
	for (unsigned left = cur_le16(&in); left && !in.bad; left--) {
		cur_take(&in, 8);
		uint64_t size = cur_le32(&in), stop = size + cur_le32(&in);

		end = stop > end ? stop : end;
	}
	return in.bad ? UINT64_MAX : end;
}

bool icon_is_whole(str bytes) {
	if (is_ico(bytes))
		return ico_size(bytes) == bytes.n;
	if (is_png(bytes))
		return str_ends(bytes, STR("IEND\xae\x42\x60\x82"));
	return is_gif(bytes) && bytes.at[bytes.n - 1] == ';';
}

static void add(struct murmur3 *m, unsigned *column, uint8_t c) {
	murmur3_add(m, c);
	if (++*column < LINE_SIZE)
		return;
	murmur3_add(m, '\n');
	*column = 0;
}

void icon_put_mmh3(struct text *to, str bytes) {
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct murmur3 m = { 0 };
	unsigned column = 0;

	for (size_t i = 0; i < bytes.n; i += 3) {
		size_t left = bytes.n - i;
		uint32_t three = (uint32_t)bytes.at[i] << 16 | (left > 1 ? (uint32_t)bytes.at[i + 1] << 8 : 0) |
				 (left > 2 ? bytes.at[i + 2] : 0);

		for (unsigned k = 0; k < 4; k++)
			add(&m, &column, (uint8_t)(k <= left ? letters[three >> (18 - 6 * k) & 63] : '='));
	}
	if (column)
		murmur3_add(&m, '\n');
	uint32_t hash = murmur3_done(&m);
	if (hash > INT32_MAX)
		text_byte(to, '-');
	text_u64(to, hash > INT32_MAX ? -(uint64_t)hash & UINT32_MAX : hash);
}
