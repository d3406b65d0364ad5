/*
 * The search of Hanwha's IP installer (Samsung, Wisenet), UDP 7701 and 7711.
 *
 *     @0 u8 mode: 01 and 06 search, 0b and 0c answer, others set something
 *     @1 number[18]  @19 MAC as text[18]  @37 IPv4 as text[16]  @85 password[20]  @109 model[10]
 *     mode 0c: @261 name[32]  @293 longer model[32]  @325 u8 kind
 *
 * 262 bytes, or 334 in the modes 06 and 0c. No standard; layout from julienblitte/UniversalScanner (with an answer of a
 * camera) and melchi45/wisenet-camera-discovery. The password and the address
 * in the maker's cloud are not told.
 */

#include "read/part/layout.h"

enum { MODE, MAC, IP, MODEL, NAME, KIND };

static const struct field hanwha_fields[] = {
	[MODE] = { "hanwha.mode", "mode of the answer: 0b, or 0c for the extended one" },
	[MAC] = { "hanwha.mac", "its MAC" },
	[IP] = { "hanwha.ip", "its IPv4 address" },
	[MODEL] = { "hanwha.model", "its model" },
	[NAME] = { "hanwha.name", "its name" },
	[KIND] = { "hanwha.kind", "camera, encoder, decoder, recorder, io, speaker, microphone, led, bell or access" },
	{ 0 },
};

enum {
	SHORT_SIZE = 262, LONG_SIZE = 334, ANSWER = 0x0b, LONG_ANSWER = 0x0c,
	KIND_AT = 325,
};

static void tell_long(struct reading *rx, str message) {
	static const char *const kinds[] = {
		"camera", "encoder", "decoder", "recorder", "io", "speaker", "microphone", "led", "bell", "access",
	};
	static const struct layout rows[] = { { 261, 32, LAYOUT_TEXT, NAME } };
	cur in = cur_over(str_after(message, KIND_AT));
	uint8_t kind = cur_u8(&in);
	str model = layout_text(message, 293, 32);

	tell(rx, &hanwha_fields[MODEL], model.n ? model : layout_text(message, 109, 10));
	layout_tell(rx, hanwha_fields, rows, 1, message);
	if (kind < sizeof kinds / sizeof *kinds)
		tell(rx, &hanwha_fields[KIND], str_of(kinds[kind]));
}

static void tell_answer(struct reading *rx, bool is_long, str message) {
	static const struct layout rows[] = { { 19, 18, LAYOUT_MAC_TEXT, MAC }, { 37, 16, LAYOUT_IP_TEXT, IP } };

	tell(rx, &hanwha_fields[MODE], is_long ? STR("0c") : STR("0b"));
	layout_tell(rx, hanwha_fields, rows, sizeof rows / sizeof *rows, message);
	if (is_long)
		tell_long(rx, message);
	else
		tell(rx, &hanwha_fields[MODEL], layout_text(message, 109, 10));
}

static enum read_end hanwha_read(struct reading *rx, cur in) {
	str message = cur_peek(&in);
	uint8_t mode = cur_u8(&in);
	bool is_long = message.n == LONG_SIZE;

	if ((message.n != SHORT_SIZE && !is_long) || mode == 0 || mode > LONG_ANSWER)
		return READ_NOT_MINE;
	if (mode != ANSWER && mode != LONG_ANSWER)
		return READ_DONE;
	if (addr_parse(layout_text(message, 19, 18)).kind != ADDR_MAC || (mode == LONG_ANSWER) != is_long)
		return READ_NOT_MINE;
	tell_answer(rx, is_long, message);
	return READ_DONE;
}

const struct proto hanwha_proto = {
	.name = "hanwha",
	.what = "the search of Hanwha's devices (Samsung, Wisenet), UDP 7701 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 7711 }, { LANE_UDP, 7701 }, { 0 } },
	.fields = hanwha_fields,
	.read = hanwha_read,
};
