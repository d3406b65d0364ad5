/*
 * VAPIX, Axis' HTTP interface: what a device says of itself.
 *
 *     param.cgi            root.Brand.ProdNbr=M3024-L          a parameter a line
 *     basicdeviceinfo.cgi  {"data":{"propertyList":{"ProdNbr":"M1065-LW",…}}}
 *
 * Both name the same things alike: fields are called by the last word. Axis'
 * VAPIX Library, Parameter management and Basic device information.
 */

#include "base/json_in.h"
#include "read/part/pairs.h"
#include "read/proto.h"

static const struct field vapix_fields[] = {
	{ "vapix.*", "brand, prod_full_name, prod_short_name, prod_nbr, prod_type, version, serial_number, soc, …" },
	{ 0 },
};

/* Groups of parameters and the words in them that tell something. */
static const struct {
	const char *group, *word; /* NULL: every word */
} told[] = {
	{ "root.Brand.", NULL },
	{ "root.Properties.System.", "SerialNumber" }, { "root.Properties.System.", "HardwareID" },
	{ "root.Properties.System.", "Architecture" }, { "root.Properties.System.", "Soc" },
	{ "root.Properties.Firmware.", "Version" }, { "root.Properties.Firmware.", "BuildDate" },
};

enum { MEMBERS_MAX = 32, VALUE_ROOM = 1024 }; /* told of one answer; 16 were seen */

static void tell_parameter(struct reading *rx, str key, str value, unsigned *count) {
	for (size_t i = 0; i < sizeof told / sizeof told[0] && *count < MEMBERS_MAX; i++) {
		str group = str_of(told[i].group), word = str_after(key, group.n);

		if (!str_begins(key, group) || (told[i].word && !str_is(word, told[i].word)))
			continue;
		tell_member(rx, &vapix_fields[0], word, value);
		++*count;
	}
}

static enum read_end read_parameters(struct reading *rx, str text) {
	struct pairs p = pairs_over(text);
	unsigned count = 0;

	while (pairs_next(&p))
		tell_parameter(rx, p.key, p.value, &count);
	return READ_DONE;
}

/*
 * Every text in "propertyList" is one; the list itself holds nothing but texts. By HTTP it stands in the answer's "data":
 * deeper down somebody tells of the cameras that he knows. People write the list down alone.
 */
static bool is_own_list(const struct reading *rx, const struct json_in *j, str around) {
	return rx->depth == 1 || (j->depth == 3 && str_eq(around, STR("data")));
}

static enum read_end read_properties(struct reading *rx, str text) {
	struct json_in j = json_in_over(text);
	enum json_token token;
	str key = { 0 }, first = { 0 }; /* the last key, and the last of the answer itself */
	unsigned level = 0, count = 0;

	while ((token = json_in_next(&j)) != JSON_IN_BAD && token != JSON_IN_END) {
		uint8_t room[VALUE_ROOM];
		arena mem = arena_over(room, sizeof room);

		if (token == JSON_IN_KEY && j.depth == 1)
			first = j.raw;
		if (token == JSON_IN_OBJECT && str_eq(key, STR("propertyList")) && is_own_list(rx, &j, first))
			level = j.depth;
		else if (token == JSON_IN_STRING && level && j.depth == level && count++ < MEMBERS_MAX)
			tell_member(rx, &vapix_fields[0], key, json_in_text(&j, &mem));
		else if (token == JSON_IN_OBJECT_END && j.depth < level)
			level = 0;
		key = token == JSON_IN_KEY ? j.raw : (str){ 0 };
	}
	if (token == JSON_IN_END)
		return READ_DONE;
	return j.at >= text.n ? READ_CUT : READ_BROKEN;
}

static enum read_end vapix_read(struct reading *rx, cur in) {
	str text = str_trim(cur_peek(&in));

	/* Somebody's list of the parameters of several. */
	if (rx->depth > 1 && str_count(text, STR("root.Brand.ProdNbr=")) > 1)
		return READ_NOT_MINE;
	if (str_begins(text, STR("root.Brand.")) || str_begins(text, STR("root.Properties.")))
		return read_parameters(rx, text);
	if (str_begins(text, STR("{")) && str_find(text, STR("\"propertyList\""), 0) < text.n &&
	    str_find(text, STR("\"ProdNbr\""), 0) < text.n)
		return read_properties(rx, text);
	return READ_NOT_MINE;
}

const struct proto vapix_proto = {
	.name = "vapix",
	.what = "Axis VAPIX: brand and properties parameters, basic device information",
	.hooks = (const struct hook[]){ { LANE_BODY, KEY_ANY }, { 0 } },
	.fields = vapix_fields,
	.documents = (const char *const[]){ "http.param.cgi", "http.vapix.root.brand", "http.basicdeviceinfo.cgi", NULL },
	.read = vapix_read,
};
