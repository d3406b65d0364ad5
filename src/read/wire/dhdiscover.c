/*
 * DHDiscover, Dahua's search for devices, UDP 37810: a header and JSON.
 *
 *     @0  u32 32, the header's size       @16 u32 bytes behind the header
 *     @4  "DHIP"                          @20 u32 package index
 *     @8  u32 session   @12 u32 request   @24 u32 JSON bytes   @28 u32 other bytes
 *     {"mac":…,"method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":…,…}}}
 *
 * Numbers are little endian. No standard; layout from mcw0/DahuaConsole and a
 * real answer (AMP-Research). The sizes are not needed and not believed. In
 * records the header is often gone, or its zero bytes have become blanks.
 */

#include "base/json_in.h"
#include "read/part/secret.h"
#include "read/proto.h"

static const struct field dhdiscover_fields[] = {
	{ "dhdiscover.*", "a key of the answer: device_type, device_class, serial_no, mac, vendor, version, method, …" },
	{ 0 },
};

enum {
	HEADER_MAX = 64,   /* the JSON begins within these bytes: behind the header, or what is left of it */
	MEMBERS_MAX = 96,  /* told of one answer; the longest seen has 24 */
	LEVELS_MAX = 5,    /* params, deviceInfo, IPv4Address, its keys, and none deeper */
	VALUE_ROOM = 1024,
};

/* Where the JSON is; the empty slice when this is no message of Dahua's. */
static str json_of(str all) {
	str head = { all.at, all.n < HEADER_MAX ? all.n : HEADER_MAX };
	size_t brace = str_find(head, STR("{"), 0), sign = str_find(head, STR("DHIP"), 0);

	/* Without the header the method must say whose it is. */
	if (brace == head.n || (sign > brace && str_find(all, STR("client.notifyDevInfo"), 0) == all.n &&
				str_find(all, STR("DHDiscover."), 0) == all.n))
		return (str){ 0 };
	return str_after(all, brace);
}

/* Does the value at this depth, under these keys, belong to the device? */
static bool is_told(unsigned depth, const str *keys) {
	if (depth == 1)
		return str_eq(keys[1], STR("mac")) || str_eq(keys[1], STR("method"));
	if (depth < 3 || !str_eq(keys[1], STR("params")) || !str_eq(keys[2], STR("deviceInfo")))
		return false;
	return depth == 3 || (depth == 4 && str_eq(keys[3], STR("IPv4Address")));
}

static void tell_value(struct reading *rx, const struct json_in *j, enum json_token token, str name) {
	uint8_t room[VALUE_ROOM];
	arena mem = arena_over(room, sizeof room);

	if (secret_is_name(name))
		return;
	if (token == JSON_IN_STRING)
		tell_member(rx, &dhdiscover_fields[0], name, json_in_text(j, &mem));
	else if (token == JSON_IN_NUMBER)
		tell_member(rx, &dhdiscover_fields[0], name, j->raw);
	else if (token == JSON_IN_TRUE || token == JSON_IN_FALSE)
		tell_member(rx, &dhdiscover_fields[0], name, token == JSON_IN_TRUE ? STR("true") : STR("false"));
}

static enum read_end dhdiscover_read(struct reading *rx, cur in) {
	str text = json_of(cur_peek(&in)), keys[LEVELS_MAX] = { { 0 } };
	struct json_in j = json_in_over(text);
	enum json_token token;
	unsigned told = 0;

	if (text.n == 0)
		return READ_NOT_MINE;
	/* Searches and settings carry no device: they are somebody's who asks. */
	if (str_find(text, STR("\"deviceInfo\""), 0) == text.n)
		return READ_DONE;
	while ((token = json_in_next(&j)) != JSON_IN_BAD && token != JSON_IN_END) {
		if (token == JSON_IN_KEY && j.depth < LEVELS_MAX)
			keys[j.depth] = j.raw;
		else if (j.depth > 0 && j.depth < LEVELS_MAX && is_told(j.depth, keys) && told++ < MEMBERS_MAX)
			tell_value(rx, &j, token, keys[j.depth]);
	}
	if (token == JSON_IN_END)
		return READ_DONE;
	return j.at >= text.n ? READ_CUT : READ_BROKEN;
}

const struct proto dhdiscover_proto = {
	.name = "dhdiscover",
	.what = "Dahua device discovery, DHIP over UDP 37810 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 37810 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = dhdiscover_fields,
	.read = dhdiscover_read,
};
