/*
 * GVCP, the control protocol of the GigE Vision standard: the answer to its
 * search, UDP 3956, from the cameras of machines.
 *
 *     u16 status  u16 3  u16 248  u16 number of the search
 *     248 bytes of its first registers: @10 MAC  @36 IPv4  @72 maker[32]  @104 model[32]  @136 version[32]
 *         @168 more of the maker's[48]  @216 serial number[16]  @232 name[16]
 *
 * Numbers are big endian. GigE Vision 2.0, bootstrap registers and DISCOVERY_ACK;
 * layout from wireshark's packet-gvcp and AravisProject/aravis. Registers are
 * read and written by other messages, which tell nothing here.
 */

#include "read/part/layout.h"

enum { MAC, IP, MANUFACTURER, MODEL, VERSION, INFO, SERIAL, NAME };

static const struct field gvcp_fields[] = {
	[MAC] = { "gvcp.mac", "its MAC" },
	[IP] = { "gvcp.ip", "its IPv4 address" },
	[MANUFACTURER] = { "gvcp.manufacturer", "its maker" },
	[MODEL] = { "gvcp.model", "its model" },
	[VERSION] = { "gvcp.version", "version of the device" },
	[INFO] = { "gvcp.info", "what else the maker says of it" },
	[SERIAL] = { "gvcp.serial", "serial number" },
	[NAME] = { "gvcp.name", "the name that it was given" },
	{ 0 },
};

enum { DISCOVERY_ACK = 3, REGISTERS_SIZE = 248 };

static enum read_end gvcp_read(struct reading *rx, cur in) {
	static const struct layout rows[] = {
		{ 10, 6, LAYOUT_MAC, MAC }, { 36, 4, LAYOUT_IP, IP }, { 72, 32, LAYOUT_TEXT, MANUFACTURER },
		{ 104, 32, LAYOUT_TEXT, MODEL }, { 136, 32, LAYOUT_TEXT, VERSION }, { 168, 48, LAYOUT_TEXT, INFO },
		{ 216, 16, LAYOUT_TEXT, SERIAL }, { 232, 16, LAYOUT_TEXT, NAME },
	};
	uint16_t status = cur_be16(&in), what = cur_be16(&in), size = cur_be16(&in);

	cur_be16(&in);
	if (in.bad || status != 0 || what != DISCOVERY_ACK || size != REGISTERS_SIZE || cur_left(&in) > REGISTERS_SIZE)
		return READ_NOT_MINE;
	return layout_tell(rx, gvcp_fields, rows, sizeof rows / sizeof *rows, cur_peek(&in)) ? READ_DONE : READ_CUT;
}

const struct proto gvcp_proto = {
	.name = "gvcp",
	.what = "GigE Vision control protocol, the answer to its search, UDP 3956",
	.hooks = (const struct hook[]){ { LANE_UDP, 3956 }, { 0 } },
	.fields = gvcp_fields,
	.read = gvcp_read,
};
