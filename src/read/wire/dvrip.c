/*
 * DVRIP, the Sofia protocol of Xiongmai's boards: a header and JSON, by TCP
 * 34567 and, to be found, UDP 34569.
 *
 *     @0 u8 0xff  @1 u8 0 question, 1 answer  @2 u16 0  @4 u32 session  @8 u32 sequence
 *     @12 u8 packets  @13 u8 this one  @14 u16 message  @16 u32 bytes behind the header
 *     {"NetWork.NetCommon":{"DeviceType":1,"SN":…,"MAC":…,"HostName":…},"Ret":100}     1531, found
 *     {"AliveInterval":20,"ChannelNum":4,"DeviceType ":"HVR","Ret":100,"SessionID":…}  1001, logged in
 *     {"Name":"SystemInfo","SystemInfo":{"HardWare":…,"SoftWareVersion":…},…}          1021
 *
 * Numbers are little endian. No standard; layout from OpenIPC/python-dvr and
 * alexshpilkin/dvrip. Records often hold the JSON alone, or only what stands
 * in SystemInfo.
 */

#include "base/json_in.h"
#include "read/part/secret.h"
#include "read/proto.h"

static const struct field dvrip_fields[] = {
	{ "dvrip.*", "a key of the answer: device_type, sn, mac, host_name, hard_ware, soft_ware_version, …" },
	{ 0 },
};

enum {
	HEADER_SIZE = 20, SIGN = 0xff, ANSWER = 1,
	LEVELS_MAX = 3,   /* the root's keys and those of one object in it */
	MEMBERS_MAX = 64, /* told of one answer; the longest seen has 26 */
	VALUE_ROOM = 256,
};

/* What belongs to the talk or to the place and not to the device. */
static bool is_of_the_talk(str name) {
	static const char *const words[] = {
		"SessionID", "Ret", "Name", "AliveInterval", "GateWay", "Submask", "HostIP", "NetConnectState", "OtherFunction",
		"DeviceRunTime",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(name, words[i]))
			return true;
	return secret_is_name(name);
}

static bool is_told(unsigned depth, const str *keys) {
	return depth == 1 || (depth == 2 && (str_eq(keys[1], STR("NetWork.NetCommon")) || str_eq(keys[1], STR("SystemInfo"))));
}

static void tell_value(struct reading *rx, const struct json_in *j, enum json_token token, str name) {
	uint8_t room[VALUE_ROOM];
	arena mem = arena_over(room, sizeof room);

	if (is_of_the_talk(name))
		return;
	if (token == JSON_IN_STRING)
		tell_member(rx, &dvrip_fields[0], name, json_in_text(j, &mem));
	else if (token == JSON_IN_NUMBER)
		tell_member(rx, &dvrip_fields[0], name, j->raw);
}

static enum read_end read_answer(struct reading *rx, str text) {
	str keys[LEVELS_MAX] = { { 0 } };
	struct json_in j = json_in_over(text);
	enum json_token token;
	unsigned told = 0;

	while ((token = json_in_next(&j)) != JSON_IN_BAD && token != JSON_IN_END) {
		if (token == JSON_IN_KEY && j.depth < LEVELS_MAX)
			keys[j.depth] = str_trim(j.raw);
		else if (j.depth > 0 && j.depth < LEVELS_MAX && is_told(j.depth, keys) && told++ < MEMBERS_MAX)
			tell_value(rx, &j, token, keys[j.depth]);
	}
	if (token == JSON_IN_END)
		return READ_DONE;
	return j.at >= text.n ? READ_CUT : READ_BROKEN;
}

/*
 * JSON without its header is taken only in a record, and only with a key of
 * Xiongmai's: where the port is not known, any JSON is tried here too.
 */
static bool is_record(const struct reading *rx, str text) {
	static const char *const keys[] = {
		"\"SystemInfo\"", "\"NetWork.NetCommon\"", "\"SoftWareVersion\"", "\"HardWare\"", "\"AliveInterval\"",
		"\"BuildTime\"",
	};

	if (rx->who.kind != ADDR_NONE || !str_begins(text, STR("{")))
		return false;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_find(text, str_of(keys[i]), 0) < text.n)
			return true;
	return false;
}

static enum read_end dvrip_read(struct reading *rx, cur in) {
	str text = str_trim(cur_peek(&in));

	if (is_record(rx, text))
		return read_answer(rx, text);
	uint8_t sign = cur_u8(&in), kind = cur_u8(&in);
	uint16_t none = cur_le16(&in);
	if (in.bad || sign != SIGN || kind > ANSWER || none != 0)
		return READ_NOT_MINE;
	cur_take(&in, HEADER_SIZE - 4);
	if (in.bad)
		return READ_CUT;
	/* Who asks is a client, a recorder or a telephone; notices without JSON tell nothing. */
	if (kind != ANSWER || !str_begins(cur_peek(&in), STR("{")))
		return READ_DONE;
	return read_answer(rx, cur_peek(&in));
}

static bool dvrip_begins(str head) {
	return head.at[0] == SIGN && head.at[1] <= ANSWER && head.at[2] == 0 && head.at[3] == 0;
}

const struct proto dvrip_proto = {
	.name = "dvrip",
	.what = "Xiongmai DVRIP (Sofia), log-in and discovery (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 34569 }, { LANE_TCP, 34567 }, { 0 } },
	.fields = dvrip_fields,
	.documents = (const char *const[]){ "dvrip.login_response", "dvrip.system_info", "dvrip.json", NULL },
	.read = dvrip_read,
	.begins = dvrip_begins,
};
