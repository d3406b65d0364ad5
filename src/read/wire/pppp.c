/*
 * PPPP, the peer-to-peer cloud of many cheap cameras: how they are found on the
 * local link, UDP 32108.
 *
 *     f1 30 0000                                           who asks
 *     f1 41 0014  prefix[8]  u32 number  check[8]          a camera answers with its number in the cloud
 *
 * Numbers are big endian. The prefix tells whose app the camera was made for,
 * not who made it. No standard; layout from pmarrapese/iot and a second tool
 * (public code). Nothing but this answer is told of the protocol.
 */

#include "read/part/layout.h"

enum { UID };

static const struct field pppp_fields[] = {
	[UID] = { "pppp.uid", "number of the device in the cloud: PREFIX-NUMBER-CHECK" },
	{ 0 },
};

enum { ANSWER_SIZE = 24, PART_SIZE = 8, NUMBER_DIGITS = 6 };

/* Capital letters, two or more, to the first NUL; empty when it is something else. */
static str letters(str bytes) {
	str s = layout_text(bytes, 0, bytes.n);

	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < 'A' || s.at[i] > 'Z')
			return (str){ 0 };
	return s.n > 1 ? s : (str){ 0 };
}

static void put_number(struct text *to, uint32_t number) {
	for (uint32_t digits = 1, least = 10; digits < NUMBER_DIGITS; digits++, least *= 10)
		if (number < least)
			text_byte(to, '0');
	text_u64(to, number);
}

static enum read_end pppp_read(struct reading *rx, cur in) {
	uint8_t room[2 * PART_SIZE + 12];
	struct text t = TEXT(room);

	if (cur_left(&in) != ANSWER_SIZE || !str_eq(cur_take(&in, 4), STR("\xf1\x41\x00\x14")))
		return READ_NOT_MINE;
	str prefix = letters(cur_take(&in, PART_SIZE));
	uint32_t number = cur_be32(&in);
	str check = letters(cur_take(&in, PART_SIZE));
	if (prefix.n == 0 || check.n == 0)
		return READ_NOT_MINE;
	text_str(&t, prefix);
	text_byte(&t, '-');
	put_number(&t, number);
	text_byte(&t, '-');
	text_str(&t, check);
	tell(rx, &pppp_fields[UID], text_done(&t));
	return READ_DONE;
}

const struct proto pppp_proto = {
	.name = "pppp",
	.what = "PPPP, the search of peer-to-peer cameras, UDP 32108 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 32108 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = pppp_fields,
	.read = pppp_read,
};
