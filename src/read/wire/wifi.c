/*
 * Wi-Fi, IEEE 802.11: management frames in which a drone tells who it is.
 *
 *     control[2] duration[2] to[6] from[6] cell[6] sequence[2] [HT[4]] body
 *     5 probe response, 8 beacon    clock[8] interval[2] capabilities[2] elements
 *         element    number[1] size[1] value: 0 name of the network; 221 OUI[3] type[1] …
 *     13 action, of Wi-Fi Aware     04 09 50 6F 9A 13 attributes
 *         attribute  number[1] size[2] value: 3 service[6] instance[1] asker's[1] control[1]
 *                    [cells[2]] [size[1] filter] [size[1] filter] [size[1] information]
 *
 * Numbers are little endian. The subtype is bits 4 to 7 of the control field.
 * Wi-Fi Aware was called NAN; a service is known by a hash of its name.
 *
 * A frame is told of only when Remote ID lies in it. Whoever listens to the
 * air hears the routers and telephones of all neighbours and of all who walk
 * by, and what is told of becomes a device in somebody's books. A drone has to
 * tell everybody around it who it is: that is the law. Nobody else has.
 */

#include "read/proto.h"

enum { SSID, VENDOR_IE };

static const struct field wifi_fields[] = {
	[SSID] = { "wifi.ssid", "name of the network it announces (read of drones alone, and never a number of who flies it)" },
	[VENDOR_IE] = { "wifi.vendor_ie", "OUI and type of a vendor element, hex (read of drones alone)" },
	{ 0 },
};

enum {
	PROBE_RESPONSE = 5, BEACON = 8, ACTION = 13,
	MAC_SIZE = 6,
	CONTROL_ORDER = 0x8000, /* an HT control field follows */
	FIXED_SIZE = 12,
	ELEMENT_SSID = 0, ELEMENT_VENDOR = 221, SSID_MAX = 32,
	OUI_SIZE = 3, MARK_SIZE = 4, /* OUI and type */
	ACTION_MARK_SIZE = 6, ATTRIBUTE_SERVICE = 3, SERVICE_SIZE = 6,
	/* of a service's control field: Wi-Fi Aware 4.0, table "Service Control" */
	SERVICE_KIND = 0x03, SERVICE_IS_OFFERED = 0, HAS_FILTER = 0x04, HAS_RESPONSE_FILTER = 0x08, HAS_INFORMATION = 0x10,
	HAS_CELLS = 0x40,
};

static const uint32_t remote_id = 0xfa0bbc0d; /* OUI of ASD-STAN, and its number for Remote ID */

/* Is it Remote ID, whole and in order? */
static bool hand_remote_id(struct reading *rx, str message) {
	return hand_on(rx, LANE_WIFI, remote_id, cur_over(message)) == READ_DONE;
}

/*
 * Some drones have the number under which who flies them is registered as the
 * name of their network: GBR-OP-…, or three letters of a country and 13 small
 * letters and digits, perhaps with three more behind a dash (EN 4709-002).
 */
static bool is_operator(str name) {
	enum { COUNTRY = 3, NUMBER = 16, WITH_SECRET = 20 };

	for (size_t i = 0; i < COUNTRY; i++)
		if (i >= name.n || name.at[i] < 'A' || name.at[i] > 'Z')
			return false;
	if (str_begins_nocase(str_after(name, COUNTRY), STR("-op-")))
		return true;
	for (size_t i = COUNTRY; i < name.n && i < NUMBER; i++)
		if (!byte_is_digit(name.at[i]) && !(name.at[i] >= 'a' && name.at[i] <= 'z'))
			return false;
	return name.n == NUMBER || (name.n == WITH_SECRET && name.at[NUMBER] == '-');
}

/* One that is hidden is empty, or zeros. */
static void tell_ssid(struct reading *rx, str name) {
	if (name.n > 0 && name.n <= SSID_MAX && name.at[0] != 0 && !is_operator(name))
		tell(rx, &wifi_fields[SSID], name);
}

static void tell_vendor(struct reading *rx, str value) {
	uint8_t room[2 * MARK_SIZE];
	struct text t = TEXT(room);

	text_hex(&t, (str){ value.at, value.n < MARK_SIZE ? value.n : MARK_SIZE }, 0);
	if (value.n >= OUI_SIZE)
		tell(rx, &wifi_fields[VENDOR_IE], text_done(&t));
}

/* Some frames have four bytes of check sum behind the last element that nothing tells of: those are no element. */
static bool next_element(cur *in, uint8_t *ret_number, str *ret_value) {
	uint8_t number = cur_u8(in), size = cur_u8(in);
	str value = cur_take(in, size);

	if (in->bad)
		return false;
	*ret_number = number;
	*ret_value = value;
	return true;
}

static enum read_end read_elements(struct reading *rx, cur in) {
	bool is_drone = false, has_name = false;
	uint8_t number;
	str value;

	cur_take(&in, FIXED_SIZE);
	for (cur look = in; cur_left(&look) && next_element(&look, &number, &value);)
		if (number == ELEMENT_VENDOR && str_begins(value, STR("\xfa\x0b\xbc\x0d")))
			is_drone |= hand_remote_id(rx, str_after(value, MARK_SIZE));
	if (!is_drone)
		return READ_NOT_MINE;
	while (cur_left(&in) && next_element(&in, &number, &value)) {
		if (number == ELEMENT_SSID && !has_name)
			tell_ssid(rx, value);
		else if (number == ELEMENT_VENDOR)
			tell_vendor(rx, value);
		has_name |= number == ELEMENT_SSID;
	}
	return in.bad ? READ_CUT : READ_DONE;
}

/* A receiver asks for the service by the same hash: it offers nothing. */
static bool read_service(struct reading *rx, cur in) {
	bool is_ours = str_eq(cur_take(&in, SERVICE_SIZE), STR("\x88\x69\x19\x9d\x92\x09")); /* org.opendroneid.remoteid */

	cur_take(&in, 2);
	uint8_t control = cur_u8(&in);
	if (!is_ours || (control & SERVICE_KIND) != SERVICE_IS_OFFERED || !(control & HAS_INFORMATION))
		return false;
	if (control & HAS_CELLS)
		cur_take(&in, 2);
	if (control & HAS_FILTER)
		cur_take(&in, cur_u8(&in));
	if (control & HAS_RESPONSE_FILTER)
		cur_take(&in, cur_u8(&in));
	str information = cur_take(&in, cur_u8(&in));
	return !in.bad && hand_remote_id(rx, information);
}

static enum read_end read_action(struct reading *rx, cur in) {
	bool is_drone = false;

	if (!str_eq(cur_take(&in, ACTION_MARK_SIZE), STR("\x04\x09\x50\x6f\x9a\x13")))
		return READ_NOT_MINE;
	while (cur_left(&in)) {
		uint8_t number = cur_u8(&in);
		str value = cur_take(&in, cur_le16(&in));

		if (in.bad)
			break;
		if (number == ATTRIBUTE_SERVICE)
			is_drone |= read_service(rx, cur_over(value));
	}
	if (!is_drone)
		return READ_NOT_MINE;
	return in.bad ? READ_CUT : READ_DONE;
}

static enum read_end wifi_read(struct reading *rx, cur in) {
	uint16_t control = cur_le16(&in);

	cur_take(&in, 2 + 3 * MAC_SIZE);
	uint16_t sequence = cur_le16(&in);
	if (control & CONTROL_ORDER)
		cur_take(&in, 4);
	/* Version 0, management, nothing encrypted; the low four bits of the sequence number the pieces of a frame. */
	if (in.bad || (control & 0x400f) != 0 || (sequence & 15) != 0)
		return READ_NOT_MINE;
	switch (control >> 4 & 15) {
	case PROBE_RESPONSE:
	case BEACON:
		return read_elements(rx, in);
	case ACTION:
		return read_action(rx, in);
	default:
		return READ_NOT_MINE;
	}
}

const struct proto wifi_proto = {
	.name = "wifi",
	.what = "management frames of drones, IEEE 802.11 and Wi-Fi Aware",
	.hooks = (const struct hook[]){ { LANE_WIFI, PROBE_RESPONSE }, { LANE_WIFI, BEACON }, { LANE_WIFI, ACTION }, { 0 } },
	.fields = wifi_fields,
	.read = wifi_read,
};
