/*
 * How HID's door controllers (VertX, EDGE) are found, UDP 4070: words between semicolons.
 *
 *     discover;013;                                                              who asks
 *     discovered;096;MAC;name;IPv4;1;kind;firmware;day of the firmware;          a controller answers
 *
 * The number is the size of all. No standard; layout from nmap's
 * hid-discoveryd and an answer of a VertX EVO V2000 (wue-iot-note). Commands
 * are other words: they tell nothing.
 */

#include "read/part/layout.h"

enum { MAC, NAME, IP, KIND, FIRMWARE, BUILT };

static const struct field hid_fields[] = {
	[MAC] = { "hid.mac", "its MAC" },
	[NAME] = { "hid.name", "its name; the model when nobody gave it one" },
	[IP] = { "hid.ip", "its IPv4 address" },
	[KIND] = { "hid.kind", "kind of controller: V2-V2000, E400, …" },
	[FIRMWARE] = { "hid.firmware", "version of the firmware" },
	[BUILT] = { "hid.built", "day of the firmware, month first" },
	{ 0 },
};

enum { WORD_MAC = 2, WORD_NAME, WORD_IP, WORD_KIND = 6, WORD_FIRMWARE, WORD_BUILT, WORDS };

static enum read_end read_answer(struct reading *rx, str rest) {
	str words[WORDS] = { { 0 } };
	unsigned count = 0;

	while (count < WORDS && rest.n) {
		str after = rest, word = str_cut(&after, ';');

		/* A word without its semicolon is cut. */
		if (!after.at)
			break;
		words[count++] = word;
		rest = after;
	}
	layout_tell_mac(rx, &hid_fields[MAC], addr_parse(words[WORD_MAC]));
	layout_tell_text(rx, &hid_fields[NAME], words[WORD_NAME]);
	layout_tell_ip(rx, &hid_fields[IP], addr_parse(words[WORD_IP]));
	layout_tell_text(rx, &hid_fields[KIND], words[WORD_KIND]);
	layout_tell_text(rx, &hid_fields[FIRMWARE], words[WORD_FIRMWARE]);
	layout_tell_text(rx, &hid_fields[BUILT], words[WORD_BUILT]);
	return count == WORDS ? READ_DONE : READ_CUT;
}

static enum read_end hid_read(struct reading *rx, cur in) {
	str message = cur_peek(&in);

	if (str_begins(message, STR("discovered;")))
		return read_answer(rx, message);
	return str_begins(message, STR("discover;")) ? READ_DONE : READ_NOT_MINE;
}

const struct proto hid_proto = {
	.name = "hid",
	.what = "the search of HID's door controllers (VertX, EDGE), UDP 4070 (no public standard)",
	.hooks = (const struct hook[]){ { LANE_UDP, 4070 }, { 0 } },
	.fields = hid_fields,
	.read = hid_read,
};
