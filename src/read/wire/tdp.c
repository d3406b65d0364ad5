/*
 * How TP-Link's devices are found and asked on a local network: JSON.
 *
 * TDP, UDP 20002 (hubs 20004), Tapo, VIGI and newer Kasa; big endian:
 *
 *     VV TT OOOO LLLL FF 00 SSSSSSSS CCCCCCCC   version 1 or 2, type, operation, size, flags, number, CRC-32
 *     {"result":{"device_type":"SMART.IPCAMERA","device_model":"C210",…},"error_code":0}
 *
 * Older Kasa, UDP 9999, and TCP 9999 behind a size of 4 bytes. Each byte is
 * XORed with the one before it in the message, the first with 0xAB:
 *
 *     {"system":{"get_sysinfo":{"sw_ver":…,"model":"HS110(EU)","mac":…}}}
 *     {"system":{"get_sysinfo":{"err_code":0,"system":{…}}}}       cameras
 *
 * What Tapo answers to getDeviceInfo is read too, where somebody recorded it:
 *
 *     {…"device_info":{"basic_info":{"device_model":…,"sw_version":…}}}
 *
 * No standard; layouts from python-kasa and softScheck/tplink-smartplug. Who
 * asks tells nothing. Where a device stands, its owner and the name of its
 * network are nobody's business and are not told.
 */

#include "base/json_in.h"
#include "read/part/headers.h"
#include "read/part/secret.h"

enum { TDP, KASA, TAPO };

static const struct field tdp_fields[] = {
	[TDP] = { "tdp.*", "a key of the discovery answer: device_type, device_model, mac, firmware_version, …" },
	[KASA] = { "kasa.*", "a key of get_sysinfo: model, type, dev_name, mac, sw_ver, hw_ver, …" },
	[TAPO] = { "tapo.*", "a key of getDeviceInfo: device_type, device_model, mac, sw_version, …" },
	{ 0 },
};

enum {
	HEADER_SIZE = 16, SIZE_SIZE = 4,
	FIRST_KEY = 0xab,
	/* The longest answer of python-kasa's collection, a strip of six plugs, has 1,700 bytes. */
	PLAIN_MAX = 8 * 1024,
	SNIFF_SIZE = 11,    /* `{"system":{` without its last byte, and more than `{"` of something else */
	MEMBERS_MAX = 96,   /* told of one answer; the longest seen has 34 */
	LEVELS_MAX = 10,    /* basic_info may lie in result, responses, result, device_info */
	VALUE_ROOM = 512,
};

static str decrypt(struct text *to, str secret) {
	uint8_t key = FIRST_KEY;

	for (size_t i = 0; i < secret.n; i++) {
		text_byte(to, secret.at[i] ^ key);
		key = secret.at[i];
	}
	return text_done(to);
}

/* Names of modules begin all that is ever said in it: "system", "emeter", "smartlife.iot…", "cnCloud". */
static bool is_kasa(str secret) {
	uint8_t room[SNIFF_SIZE];
	struct text t = TEXT(room);
	str head = decrypt(&t, (str){ secret.at, secret.n < SNIFF_SIZE ? secret.n : SNIFF_SIZE });

	return str_begins(head, STR("{\"system\"")) || str_begins(head, STR("{\"smartlif")) ||
	       str_begins(head, STR("{\"emeter\"")) || str_begins(head, STR("{\"netif\"")) ||
	       str_begins(head, STR("{\"cnCloud\""));
}

/* An answer, an error or a question; a cut one may not come so far. */
static bool is_tdp(str json) {
	return str_find(json, STR("\"result\""), 0) < json.n || str_find(json, STR("\"error_code\""), 0) < json.n ||
	       str_find(json, STR("\"params\""), 0) < json.n;
}

/* The first bytes of the header of TDP. */
static bool is_headed(str s) {
	return s.n >= HEADER_SIZE && (s.at[0] == 1 || s.at[0] == 2) && s.at[1] == 0;
}

static bool is_framed(str s) {
	return s.n > SIZE_SIZE && s.at[0] == 0 && is_kasa(str_after(s, SIZE_SIZE));
}

/* The JSON, deciphered into `room` where it must be; empty when this is nothing of TP-Link's. */
static str json_of(str all, bool recorded, struct text *room) {
	str body = str_after(all, HEADER_SIZE);

	if (is_kasa(all))
		return decrypt(room, all);
	if (is_framed(all))
		return decrypt(room, str_after(all, SIZE_SIZE));
	if (is_headed(all) && str_begins(body, STR("{")) && is_tdp(body))
		return body;
	/* Recorded without what was around it. */
	if (recorded && str_begins(all, STR("{")) && (str_find(all, STR("\"get_sysinfo\""), 0) < all.n ||
						      str_find(all, STR("\"mgt_encrypt_schm\""), 0) < all.n ||
						      str_find(all, STR("\"basic_info\""), 0) < all.n))
		return all;
	return (str){ 0 };
}

/* The family of a value at this depth under these keys; NULL when it is not told. */
static const struct field *family_of(unsigned depth, const str *keys) {
	bool kasa = str_eq(keys[1], STR("system")) && str_eq(keys[2], STR("get_sysinfo"));
	bool tdp = str_eq(keys[1], STR("result"));

	if (depth > 1 && str_eq(keys[depth - 1], STR("basic_info")))
		return &tdp_fields[TAPO];
	if (kasa && (depth == 3 || (depth == 4 && str_eq(keys[3], STR("system")))))
		return &tdp_fields[KASA];
	if (tdp && (depth == 2 || (depth == 3 && str_eq(keys[2], STR("mgt_encrypt_schm")))))
		return &tdp_fields[TDP];
	return NULL;
}

static bool is_private(str name) {
	static const char *const names[] = {
		"owner", "latitude", "longitude", "latitude_i", "longitude_i", "location", "ssid", "connect_ssid", "bssid",
		"cloudUserName", "cloud_username", NULL,
	};

	return headers_among(name, names) || secret_is_name(name);
}

static void tell_value(struct reading *rx, const struct field *family, const struct json_in *j,
		       enum json_token token, str name) {
	uint8_t room[VALUE_ROOM];
	arena mem = arena_over(room, sizeof room);

	if (is_private(name))
		return;
	if (token == JSON_IN_STRING)
		tell_member(rx, family, name, json_in_text(j, &mem));
	else if (token == JSON_IN_NUMBER)
		tell_member(rx, family, name, j->raw);
	else if (token == JSON_IN_TRUE || token == JSON_IN_FALSE)
		tell_member(rx, family, name, token == JSON_IN_TRUE ? STR("true") : STR("false"));
}

static enum read_end tdp_read(struct reading *rx, cur in) {
	uint8_t room[PLAIN_MAX];
	struct text plain = TEXT(room);
	str text = json_of(cur_peek(&in), rx->who.kind == ADDR_NONE, &plain), keys[LEVELS_MAX] = { { 0 } };
	struct json_in j = json_in_over(text);
	enum json_token token;
	unsigned told = 0;

	if (text.n == 0)
		return READ_NOT_MINE;
	while ((token = json_in_next(&j)) != JSON_IN_BAD && token != JSON_IN_END) {
		if (j.depth >= LEVELS_MAX || j.depth == 0)
			continue;
		if (token == JSON_IN_KEY || token == JSON_IN_OBJECT || token == JSON_IN_ARRAY) {
			keys[j.depth] = token == JSON_IN_KEY ? j.raw : (str){ 0 };
			continue;
		}
		const struct field *family = family_of(j.depth, keys);
		if (family && keys[j.depth].n && told++ < MEMBERS_MAX)
			tell_value(rx, family, &j, token, keys[j.depth]);
	}
	if (token == JSON_IN_END)
		return READ_DONE;
	return j.at >= text.n ? READ_CUT : READ_BROKEN;
}

static bool tdp_begins(str head) {
	return is_framed(head) || is_kasa(head) || is_headed(head);
}

const struct proto tdp_proto = {
	.name = "tdp",
	.what = "TP-Link discovery and device information, Tapo and Kasa (no public standard)",
	.hooks = (const struct hook[]){
		{ LANE_UDP, 20002 }, { LANE_UDP, 20004 }, { LANE_UDP, 9999 }, { LANE_UDP, KEY_ANY },
		{ LANE_TCP, 9999 }, { LANE_TCP, KEY_ANY }, { 0 },
	},
	.fields = tdp_fields,
	.read = tdp_read,
	.begins = tdp_begins,
};
