/*
 * LAPI, Uniview's HTTP interface: JSON answers, refusals too.
 *
 *     {"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceBasicInfo","ResponseCode":3,
 *                  "ResponseString":"Not Authorized",…,"Data":"null"}}
 *     {"Response":{"ResponseURL":"…",…,"Data":{"DeviceModel":"…","SerialNumber":"…","FirmwareVersion":"…"}}}
 *
 * An answer repeats the path that was asked, so it is known whatever the port.
 * No public standard; layout as public tools keep it. Of a recorder's answer
 * only what stands in Data itself is told: deeper down are its cameras.
 */

#include "base/json_in.h"
#include "read/part/secret.h"
#include "read/proto.h"

enum { PATH, FAMILY };

static const struct field lapi_fields[] = {
	[PATH] = { "http.path", "a path that answers, or that the page refers to" },
	[FAMILY] = { "lapi.*", "a text of an answer of Uniview's: device_model, serial_number, firmware_version, …" },
	{ 0 },
};

enum { LEVELS_MAX = 4, MEMBERS_MAX = 24, VALUE_ROOM = 256 }; /* told of one answer; the longest seen has 12 */

/* What is said of the answer, not of the device. */
static bool is_about_answer(str key) {
	return str_begins(key, STR("Response")) || str_begins(key, STR("Status"));
}

static void tell_text(struct reading *rx, unsigned depth, const str *keys, str value, unsigned *told) {
	bool inside = str_eq(keys[1], STR("Response")) && (depth == 2 || (depth == 3 && str_eq(keys[2], STR("Data"))));

	if (!inside || *told == MEMBERS_MAX)
		return;
	if (depth == 2 && str_eq(keys[2], STR("ResponseURL"))) {
		str path = value;

		tell(rx, &lapi_fields[PATH], str_cut(&path, '?'));
	} else if (!is_about_answer(keys[depth]) && !secret_is_name(keys[depth]) && !str_eq(value, STR("null"))) {
		tell_member(rx, &lapi_fields[FAMILY], keys[depth], value);
		++*told;
	}
}

static enum read_end lapi_read(struct reading *rx, cur in) {
	str text = str_trim(cur_peek(&in)), keys[LEVELS_MAX] = { { 0 } };
	struct json_in j = json_in_over(text);
	enum json_token token;
	unsigned told = 0;

	if (!str_begins(text, STR("{")) || str_find(text, STR("\"ResponseURL\""), 0) == text.n ||
	    str_find(text, STR("\"/LAPI/"), 0) == text.n)
		return READ_NOT_MINE;
	/* Somebody's list of answers. */
	if (rx->depth > 1 && str_count(text, STR("\"ResponseURL\"")) > 1)
		return READ_NOT_MINE;
	while ((token = json_in_next(&j)) != JSON_IN_BAD && token != JSON_IN_END) {
		uint8_t room[VALUE_ROOM];
		arena mem = arena_over(room, sizeof room);

		if (token == JSON_IN_KEY && j.depth < LEVELS_MAX)
			keys[j.depth] = j.raw;
		else if (token == JSON_IN_STRING && j.depth > 1 && j.depth < LEVELS_MAX)
			tell_text(rx, j.depth, keys, json_in_text(&j, &mem), &told);
	}
	if (token == JSON_IN_END)
		return READ_DONE;
	return j.at >= text.n ? READ_CUT : READ_BROKEN;
}

const struct proto lapi_proto = {
	.name = "lapi",
	.what = "Uniview LAPI, JSON over HTTP (no public standard)",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = lapi_fields,
	.read = lapi_read,
};
