/*
 * The control port of Hikvision, TCP 8000: how it refuses a message that it
 * does not know, such as a question for a page.
 *
 *     @0 u32 size, 16   @4 u32 what is wrong: 13 or 30   @8 u32 the same   @12 u32 0
 *
 * Big endian. No standard; layout from nmap's service probes. Everything else
 * on this port is a log-in or what follows one.
 */

#include "read/proto.h"

static const struct field hiksdk_fields[] = {
	{ "tcp.8000.magic", "refusal of Hikvision's control port, hex" },
	{ 0 },
};

enum { REFUSAL_SIZE = 16, BAD_SIZE = 13, BAD_COMMAND = 30 };

static bool is_refusal(str s) {
	cur in = cur_over(s);
	uint32_t size = cur_be32(&in), wrong = cur_be32(&in), again = cur_be32(&in), zero = cur_be32(&in);

	return !in.bad && size == REFUSAL_SIZE && (wrong == BAD_SIZE || wrong == BAD_COMMAND) && again == wrong && zero == 0;
}

static enum read_end hiksdk_read(struct reading *rx, cur in) {
	uint8_t room[2 * REFUSAL_SIZE];
	struct text t = TEXT(room);

	if (!is_refusal(cur_peek(&in)))
		return READ_NOT_MINE;
	text_hex(&t, cur_take(&in, REFUSAL_SIZE), 0);
	tell(rx, &hiksdk_fields[0], text_done(&t));
	return READ_DONE;
}

static bool hiksdk_begins(str head) {
	return is_refusal(head);
}

const struct proto hiksdk_proto = {
	.name = "hiksdk",
	.what = "Hikvision's control port, what it refuses (no public standard)",
	.hooks = (const struct hook[]){ { LANE_TCP, 8000 }, { 0 } },
	.fields = hiksdk_fields,
	.read = hiksdk_read,
	.begins = hiksdk_begins,
};
