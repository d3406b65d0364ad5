/*
 * Remote ID, ASTM F3411 and ASD-STAN EN 4709-002, known as Open Drone ID: what a drone must tell everybody around it.
 *
 *     counter[1] then a message of 25 bytes, or several in a pack:
 *         message   type[4 bits] version[4 bits] value[24]
 *             0 basic id: kind of id[4 bits] kind of aircraft[4 bits] id[20]
 *             1 where it flies, 2 proof, 3 words of who flies it, 4 where they stand, 5 their number
 *         pack      F[4 bits] version[4 bits] 25[1] count[1] messages, at most 9
 *
 * Only the basic id is told. All else says where somebody is, who they are or
 * what they are about, which is personal data, and none of it says who made
 * the aircraft: it is passed over and kept nowhere, and of an id that is made
 * for one flight only its kind is told. Anybody can send such
 * messages about an aircraft that is not there: they are no proof of a maker.
 */

#include "read/proto.h"

enum { VERSION, BASIC_ID, BASIC_ID_ANSI, UA_TYPE };

static const struct field remoteid_fields[] = {
	[VERSION] = { "remoteid.version", "edition of the messages: 0, that of F3411-19, to 2" },
	[BASIC_ID] = { "remoteid.basic_id", "kind of id and the id: 1 serial number, 2 registration; of an id of a flight (3, 4) the kind alone" },
	[BASIC_ID_ANSI] = { "remoteid.basic_id_ansi", "ANSI/CTA-2063-A serial number, whose first four letters name the maker" },
	[UA_TYPE] = { "remoteid.ua_type", "kind of aircraft: aeroplane, helicopter or multirotor, …" },
	{ 0 },
};

enum {
	VERSION_LAST = 2,
	MESSAGE_SIZE = 25, ID_SIZE = 20,
	MESSAGES_MAX = 9, /* a pack of them fits into one Bluetooth 5 advertisement */
	TYPE_BASIC_ID = 0, TYPE_OPERATOR_ID = 5, TYPE_PACK = 15,
	ID_NONE = 0, ID_SERIAL = 1, ID_REGISTRATION = 2, ID_SESSION = 4,
	MAKER_SIZE = 4, SERIAL_MAX = 15,
};

/* F3411-22a, table "Basic ID"; 0 is not declared. */
static const char *const aircraft[16] = {
	NULL, "aeroplane", "helicopter or multirotor", "gyroplane", "hybrid lift", "ornithopter", "glider", "kite",
	"free balloon", "captive balloon", "airship", "free fall or parachute", "rocket", "tethered powered aircraft",
	"ground obstacle", "other",
};

/* The text in a field that is filled up with NUL; empty when it is none: these ids are ASCII. */
static str id_text(str bytes) {
	size_t n = str_until(bytes, STR("\0"));

	for (size_t i = 0; i < n; i++)
		if (bytes.at[i] < ' ' || bytes.at[i] > '~')
			return (str){ 0 };
	return str_trim((str){ bytes.at, n });
}

/* ANSI/CTA-2063-A: maker[4] size[1], 1 to F, and that many; capital letters and digits. */
static bool is_ansi(str id) {
	int size = id.n > MAKER_SIZE ? byte_hex(id.at[MAKER_SIZE]) : 0;

	for (size_t i = 0; i < id.n; i++)
		if (!byte_is_digit(id.at[i]) && !(id.at[i] >= 'A' && id.at[i] <= 'Z'))
			return false;
	return size > 0 && id.n == MAKER_SIZE + 1 + (size_t)size;
}

static void tell_basic_id(struct reading *rx, uint8_t kinds, str bytes) {
	uint8_t kind = kinds >> 4, room[2 + ID_SIZE];
	struct text t = TEXT(room);
	str id = kind <= ID_REGISTRATION ? id_text(bytes) : (str){ 0 };

	if (aircraft[kinds & 15])
		tell(rx, &remoteid_fields[UA_TYPE], str_of(aircraft[kinds & 15]));
	if (kind > ID_SESSION || (kind <= ID_REGISTRATION && id.n == 0))
		return;
	text_u64(&t, kind);
	if (id.n)
		text_byte(&t, ' ');
	text_str(&t, id);
	tell(rx, &remoteid_fields[BASIC_ID], text_done(&t));
	if (kind == ID_SERIAL && is_ansi(id))
		tell(rx, &remoteid_fields[BASIC_ID_ANSI], id);
}

static enum read_end read_messages(struct reading *rx, cur in, unsigned version, unsigned count) {
	for (unsigned i = 0; i < count; i++) {
		cur message = cur_over(cur_take(&in, MESSAGE_SIZE));

		if (in.bad)
			return READ_CUT;
		uint8_t head = cur_u8(&message), kinds = cur_u8(&message);
		if (i == 0)
			tell_u64(rx, &remoteid_fields[VERSION], version);
		if (head >> 4 == TYPE_BASIC_ID && (head & 15) <= VERSION_LAST)
			tell_basic_id(rx, kinds, cur_take(&message, ID_SIZE));
	}
	return READ_DONE;
}

static enum read_end remoteid_read(struct reading *rx, cur in) {
	cur_u8(&in); /* counts what is sent, so that a receiver sees what it missed */
	cur look = in;
	uint8_t head = cur_u8(&look), type = head >> 4, version = head & 15;

	if (look.bad || version > VERSION_LAST || (type > TYPE_OPERATOR_ID && type != TYPE_PACK))
		return READ_NOT_MINE;
	if (type != TYPE_PACK)
		return read_messages(rx, in, version, 1);
	uint8_t size = cur_u8(&look), count = cur_u8(&look);
	if (look.bad)
		return READ_CUT;
	if (size != MESSAGE_SIZE || count == 0 || count > MESSAGES_MAX)
		return READ_BROKEN;
	return read_messages(rx, look, version, count);
}

const struct proto remoteid_proto = {
	.name = "remoteid",
	.what = "Remote ID of drones (Open Drone ID), ASTM F3411 and EN 4709-002",
	/* 0D is the number of Remote ID at ASD-STAN, whose OUI this is. */
	.hooks = (const struct hook[]){ { LANE_WIFI, 0xfa0bbc0d }, { 0 } },
	.fields = remoteid_fields,
	.read = remoteid_read,
};
