/*
 * RPC2, Dahua's remote calls: JSON, by HTTP (POST /RPC2, /RPC2_Login) or by
 * TCP 5000 behind the header of DHIP (see dhdiscover.c).
 *
 *     {"error":{"code":268632079,…},"id":2,"params":{"encryption":"Default","mac":"00005E005301",
 *      "random":"1753753988","realm":"Login to 4H01D66P0000000"},"result":false,"session":"…"}
 *
 * The challenge to a log-in comes before any password: it names the serial
 * number, and newer firmware the MAC address. Nobody but Dahua puts DHIP
 * around its answers. No standard; layout of a real camera's web page (2ic80)
 * and OpenIPC/python-dhip.
 */

#include "base/json_in.h"
#include "read/proto.h"

enum { REALM, MAC, METHOD, FRAMING };

static const struct field rpc2_fields[] = {
	[REALM] = { "rpc2.realm", "realm of the challenge to a log-in: Login to SERIAL" },
	[MAC] = { "rpc2.mac", "MAC address in the challenge" },
	[METHOD] = { "rpc2.method", "method of a notice that it sends by itself" },
	[FRAMING] = { "rpc2.framing", "DHIP where an answer or a notice has that header" },
	{ 0 },
};

enum { HEADER_SIZE = 32, LEVELS_MAX = 4, VALUE_ROOM = 256 }; /* levels and bytes of what is told, and one more */

/* Who speaks, as far as the message shows. */
struct speaker {
	bool calls, answers;
};

static bool is_dhip(str s) {
	return str_begins(str_after(s, 4), STR("DHIP"));
}

/* A challenge, seen by the words that only Dahua's has; where DHIP frames it nothing more is asked. */
static bool is_challenge(str s) {
	return str_begins(s, STR("{")) && str_find(s, STR("\"realm\""), 0) < s.n &&
	       str_find(s, STR("\"random\""), 0) < s.n && str_find(s, STR("Login to "), 0) < s.n;
}

static void tell_text(struct reading *rx, unsigned depth, const str *keys, str text, struct speaker *who) {
	bool in_params = depth == 2 && str_eq(keys[1], STR("params"));

	if (in_params && str_eq(keys[2], STR("realm")))
		tell(rx, &rpc2_fields[REALM], text);
	else if (in_params && str_eq(keys[2], STR("mac")))
		tell(rx, &rpc2_fields[MAC], text);
	if (depth != 1 || !str_eq(keys[1], STR("method")))
		return;
	/* Other methods are calls, and who calls is a client. */
	who->answers = str_begins(text, STR("client.notify"));
	who->calls = !who->answers;
	if (who->answers)
		tell(rx, &rpc2_fields[METHOD], text);
}

static enum read_end read_json(struct reading *rx, str text, struct speaker *who) {
	str keys[LEVELS_MAX] = { { 0 } };
	struct json_in j = json_in_over(text);
	enum json_token token;

	while ((token = json_in_next(&j)) != JSON_IN_BAD && token != JSON_IN_END) {
		uint8_t room[VALUE_ROOM];
		arena mem = arena_over(room, sizeof room);

		if (token == JSON_IN_KEY && j.depth < LEVELS_MAX)
			keys[j.depth] = j.raw;
		else if (token == JSON_IN_STRING && j.depth > 0 && j.depth < LEVELS_MAX)
			tell_text(rx, j.depth, keys, json_in_text(&j, &mem), who);
		if (token == JSON_IN_KEY && j.depth == 1 && (str_eq(j.raw, STR("result")) || str_eq(j.raw, STR("error"))))
			who->answers = true;
	}
	if (token == JSON_IN_END)
		return READ_DONE;
	return j.at >= text.n ? READ_CUT : READ_BROKEN;
}

static enum read_end rpc2_read(struct reading *rx, cur in) {
	str text = cur_peek(&in);
	struct speaker who = { 0 };

	if (!is_dhip(text))
		return is_challenge(text) ? read_json(rx, text, &who) : READ_NOT_MINE;
	enum read_end end = read_json(rx, str_after(text, HEADER_SIZE), &who);
	/* In a record it is the device that speaks, unless it calls. */
	if (!who.calls && (who.answers || rx->who.kind == ADDR_NONE))
		tell(rx, &rpc2_fields[FRAMING], STR("DHIP"));
	return end;
}

static bool rpc2_begins(str head) {
	return str_begins(str_after(head, 4), STR("DHIP")) || head.at[0] == '{';
}

const struct proto rpc2_proto = {
	.name = "rpc2",
	.what = "Dahua RPC2, JSON over HTTP or DHIP (no public standard)",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { LANE_TCP, 5000 }, { LANE_TCP, KEY_ANY }, { 0 } },
	.fields = rpc2_fields,
	.documents = (const char *const[]){ "dhip-5000.raw", NULL },
	.read = rpc2_read,
	.begins = rpc2_begins,
};
