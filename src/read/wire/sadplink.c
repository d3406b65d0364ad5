/*
 * Hikvision's search for devices on the link itself, EtherType 0x8033: it
 * finds units that have no address of this network yet.
 *
 *     @0 u8 0x21  @1 u8 1 answer, 2 question  @2 u16  @4 u32 counter  @8 06 04
 *     @10 u8 message: 2 online, 4 answer to an inquiry, others change the unit  @11 u8  @12 u16 checksum
 *     @14 MAC  @20 IPv4, of who sends  @24 MAC  @30 IPv4, of whom it is for  @34 mask
 *
 * Numbers are big endian. What follows is not described in public. No
 * standard; layout from MatrixEditor/hiktools, the one source there is.
 */

#include "read/proto.h"

enum { MESSAGE, MAC, IP };

static const struct field sadplink_fields[] = {
	[MESSAGE] = { "sadplink.message", "number of the message with which it answers" },
	[MAC] = { "sadplink.mac", "MAC of who answers" },
	[IP] = { "sadplink.ip", "IPv4 address of who answers" },
	{ 0 },
};

enum { SIGN = 0x21, ANSWER = 1, QUESTION = 2, SIZES = 0x0604, MAC_SIZE = 6, IP_SIZE = 4 };

static enum read_end sadplink_read(struct reading *rx, cur in) {
	uint8_t sign = cur_u8(&in), kind = cur_u8(&in);
	cur_be16(&in);
	cur_be32(&in);
	uint16_t sizes = cur_be16(&in);
	if (in.bad || sign != SIGN || (kind != ANSWER && kind != QUESTION) || sizes != SIZES)
		return READ_NOT_MINE;
	uint8_t message = cur_u8(&in);
	cur_u8(&in);
	cur_be16(&in);
	str mac = cur_take(&in, MAC_SIZE), ip = cur_take(&in, IP_SIZE);
	if (in.bad)
		return READ_CUT;
	/* Who asks runs the maker's search tool, or is a recorder of anybody's. */
	if (kind == QUESTION)
		return READ_DONE;
	tell_u64(rx, &sadplink_fields[MESSAGE], message);
	tell_addr(rx, &sadplink_fields[MAC], addr_of(ADDR_MAC, mac));
	tell_addr(rx, &sadplink_fields[IP], addr_of(ADDR_IP4, ip));
	return READ_DONE;
}

const struct proto sadplink_proto = {
	.name = "sadplink",
	.what = "Hikvision search on the link, EtherType 0x8033 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_ETHER, 0x8033 }, { 0 } },
	.fields = sadplink_fields,
	.read = sadplink_read,
};
