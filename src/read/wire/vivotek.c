/*
 * The search of VIVOTEK's devices, UDP 10000: a header and items of type, size, value.
 *
 *     @0 u8 1 search, 2 answer  @1 number of the search[3]  @4 u8 3
 *     u8 type  u8 size  value       01 name  02 MAC  03 IPv4  09 model; of 04 the second byte is the value
 *
 * No standard; layout from an answer of an IB9360 (wue-iot-note) and from
 * julienblitte/UniversalScanner. Others use the port too, so a name and a MAC
 * must be in it.
 */

#include "read/part/layout.h"

enum { NAME, MAC, IP, MODEL };

static const struct field vivotek_fields[] = {
	[NAME] = { "vivotek.name", "its name; as it left the factory: model, VVTK, version of the firmware" },
	[MAC] = { "vivotek.mac", "its MAC" },
	[IP] = { "vivotek.ip", "its IPv4 address" },
	[MODEL] = { "vivotek.model", "its model" },
	{ 0 },
};

enum {
	HEADER_SIZE = 5, ANSWER = 2, HEADER_END = 3,
	TYPE_NAME = 0x01, TYPE_MAC = 0x02, TYPE_IP = 0x03, TYPE_BYTE = 0x04, TYPE_MODEL = 0x09,
};

struct answer {
	str name, mac, ip, model;
};

static void take_item(struct answer *a, uint8_t type, str value) {
	if (type == TYPE_NAME)
		a->name = value;
	else if (type == TYPE_MAC)
		a->mac = value;
	else if (type == TYPE_IP)
		a->ip = value;
	else if (type == TYPE_MODEL)
		a->model = value;
}

static enum read_end vivotek_read(struct reading *rx, cur in) {
	struct answer a = { 0 };
	str header = cur_take(&in, HEADER_SIZE);

	if (in.bad || header.at[0] != ANSWER || header.at[HEADER_SIZE - 1] != HEADER_END)
		return READ_NOT_MINE;
	while (cur_left(&in)) {
		uint8_t type = cur_u8(&in), size = cur_u8(&in);
		str value = type == TYPE_BYTE ? (str){ 0 } : cur_take(&in, size);

		if (in.bad)
			break;
		take_item(&a, type, value);
	}
	addr mac = addr_of(ADDR_MAC, a.mac);
	if (a.name.n == 0 || !addr_is_station(mac))
		return READ_NOT_MINE;
	layout_tell_text(rx, &vivotek_fields[NAME], a.name);
	layout_tell_mac(rx, &vivotek_fields[MAC], mac);
	layout_tell_ip(rx, &vivotek_fields[IP], addr_of(ADDR_IP4, a.ip));
	layout_tell_text(rx, &vivotek_fields[MODEL], a.model);
	return in.bad ? READ_CUT : READ_DONE;
}

const struct proto vivotek_proto = {
	.name = "vivotek",
	.what = "the search of VIVOTEK's devices, UDP 10000 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 10000 }, { 0 } },
	.fields = vivotek_fields,
	.read = vivotek_read,
};
