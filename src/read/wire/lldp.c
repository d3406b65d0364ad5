/*
 * LLDP, IEEE 802.1AB: a device presents itself to the switch port beside it.
 *
 *     TTTTTTT LLLLLLLLL value[L]    type of 7 bits, size of 9
 *         1 chassis, 2 port: kind[1] identifier
 *         4 port description, 5 system name, 6 system description: text
 *         7 capabilities: has[2] uses[2], bits from "other" on
 *         8 management address: size[1] family[1] address …
 *         127 organisation: OUI[3] subtype[1] value
 *         0 end
 *
 * The first one is always the chassis. The inventory of LLDP-MED (TIA-1057,
 * OUI 00-12-bb) names maker and model; the MUD URL (RFC 8520, OUI 00-00-5e)
 * names the maker's own description. A management address may be any: it is
 * told, and binds nothing.
 */

#include <string.h>

#include "read/proto.h"

enum {
	CHASSIS, PORT, PORT_DESCRIPTION, SYSTEM_NAME, SYSTEM_DESCRIPTION, CAPABILITIES, MANAGEMENT, MUD_URL,
	MED_HARDWARE, MED_FIRMWARE, MED_SOFTWARE, MED_SERIAL, MED_MANUFACTURER, MED_MODEL, MED_ASSET,
};

static const struct field lldp_fields[] = {
	[CHASSIS] = { "lldp.chassis", "chassis identifier: a MAC, an IP or a text" },
	[PORT] = { "lldp.port", "port identifier: a MAC, an IP or a text" },
	[PORT_DESCRIPTION] = { "lldp.port_description", "port description" },
	[SYSTEM_NAME] = { "lldp.system_name", "system name" },
	[SYSTEM_DESCRIPTION] = { "lldp.system_description", "system description: often model and firmware" },
	[CAPABILITIES] = { "lldp.capability", "one thing it works as: bridge, router, telephone, …" },
	[MANAGEMENT] = { "lldp.management_address", "an address under which it is managed" },
	[MUD_URL] = { "lldp.mud_url", "where its maker describes it (RFC 8520)" },
	[MED_HARDWARE] = { "lldp.med_hardware", "LLDP-MED inventory: hardware revision" },
	[MED_FIRMWARE] = { "lldp.med_firmware", "LLDP-MED inventory: firmware revision" },
	[MED_SOFTWARE] = { "lldp.med_software", "LLDP-MED inventory: software revision" },
	[MED_SERIAL] = { "lldp.med_serial", "LLDP-MED inventory: serial number" },
	[MED_MANUFACTURER] = { "lldp.med_manufacturer", "LLDP-MED inventory: manufacturer" },
	[MED_MODEL] = { "lldp.med_model", "LLDP-MED inventory: model" },
	[MED_ASSET] = { "lldp.med_asset", "LLDP-MED inventory: asset number" },
	{ 0 },
};

enum {
	TLV_END = 0, TLV_CHASSIS, TLV_PORT, TLV_TTL, TLV_PORT_DESCRIPTION, TLV_SYSTEM_NAME, TLV_SYSTEM_DESCRIPTION,
	TLV_CAPABILITIES, TLV_MANAGEMENT, TLV_ORGANISATION = 127,
	FAMILY_IP4 = 1, FAMILY_IP6 = 2, FAMILY_MAC = 6, /* IANA address family numbers */
	CHASSIS_MAC = 4, CHASSIS_ADDRESS = 5, PORT_MAC = 3, PORT_ADDRESS = 4,
	MED_FIRST = 5, MED_LAST = 11, /* inventory subtypes of TIA-1057, 10.2.6, in the order of our fields */
};

/* 802.1AB-2016, table 8-4: bit 0 onwards. */
static const char *const capability_names[] = {
	"other", "repeater", "bridge", "access-point", "router", "telephone", "cable-device", "station",
	"customer-vlan", "service-vlan", "relay",
};

/* Texts are often C strings in fields of fixed size, with anything behind the NUL. */
static str until_nul(str s) {
	const uint8_t *nul = s.n ? memchr(s.at, 0, s.n) : NULL;

	return nul ? (str){ s.at, (size_t)(nul - s.at) } : s;
}

/* An address behind its IANA family number. */
static void tell_family(struct reading *rx, const struct field *field, str value) {
	static const uint8_t kinds[] = {
		[FAMILY_IP4] = ADDR_IP4, [FAMILY_IP6] = ADDR_IP6, [FAMILY_MAC] = ADDR_MAC,
	};
	uint8_t family = value.n ? value.at[0] : 0;

	if (family >= sizeof kinds)
		return;
	addr a = addr_of((enum addr_kind)kinds[family], str_after(value, 1));
	if (a.kind != ADDR_NONE)
		tell_addr(rx, field, a);
}

/* `mac_kind` and `address_kind` are the two that are not text; the other kinds are names. */
static void tell_identifier(struct reading *rx, const struct field *field, str value, uint8_t mac_kind,
			    uint8_t address_kind) {
	str id = str_after(value, 1);

	if (value.n == 0)
		return;
	if (value.at[0] == mac_kind && id.n == 6)
		tell_addr(rx, field, addr_of(ADDR_MAC, id));
	else if (value.at[0] == address_kind)
		tell_family(rx, field, id);
	else if (value.at[0] != mac_kind)
		tell(rx, field, until_nul(id));
}

static void tell_capabilities(struct reading *rx, str value) {
	cur in = cur_over(value);

	cur_be16(&in); /* what it could be; what it does follows */
	uint16_t uses = cur_be16(&in);
	for (size_t i = 0; i < sizeof capability_names / sizeof *capability_names; i++)
		if (uses >> i & 1)
			tell(rx, &lldp_fields[CAPABILITIES], str_of(capability_names[i]));
}

/* Other organisations tell of the link: speeds, VLANs, power. */
static void tell_organisation(struct reading *rx, str value) {
	cur in = cur_over(value);
	uint32_t oui = cur_be24(&in);
	uint8_t subtype = cur_u8(&in);
	str text = until_nul(cur_peek(&in));

	if (in.bad)
		return;
	if (oui == 0x0012bb && subtype >= MED_FIRST && subtype <= MED_LAST)
		tell(rx, &lldp_fields[MED_HARDWARE + subtype - MED_FIRST], text);
	else if (oui == 0x00005e && subtype == 1)
		tell(rx, &lldp_fields[MUD_URL], text);
}

/* Types that are not here (time to live, VLANs, power) tell nothing of who it is. */
static void tell_tlv(struct reading *rx, uint8_t type, str value) {
	cur in = cur_over(value);

	switch (type) {
	case TLV_CHASSIS:
		tell_identifier(rx, &lldp_fields[CHASSIS], value, CHASSIS_MAC, CHASSIS_ADDRESS);
		break;
	case TLV_PORT:
		tell_identifier(rx, &lldp_fields[PORT], value, PORT_MAC, PORT_ADDRESS);
		break;
	case TLV_PORT_DESCRIPTION:
	case TLV_SYSTEM_NAME:
	case TLV_SYSTEM_DESCRIPTION: /* our fields stand in the order of the types */
		tell(rx, &lldp_fields[PORT_DESCRIPTION + type - TLV_PORT_DESCRIPTION], until_nul(value));
		break;
	case TLV_CAPABILITIES:
		tell_capabilities(rx, value);
		break;
	case TLV_MANAGEMENT:
		tell_family(rx, &lldp_fields[MANAGEMENT], cur_take(&in, cur_u8(&in)));
		break;
	case TLV_ORGANISATION:
		tell_organisation(rx, value);
		break;
	default:
		break;
	}
}

static enum read_end lldp_read(struct reading *rx, cur in) {
	bool first = true;

	while (cur_left(&in)) {
		uint16_t head = cur_be16(&in);
		uint8_t type = (uint8_t)(head >> 9);

		if (first && (in.bad || type != TLV_CHASSIS || (head & 0x1ff) < 2))
			return READ_NOT_MINE;
		first = false;
		if (!in.bad && type == TLV_END)
			return READ_DONE; /* what follows fills the frame up */
		str value = cur_take(&in, head & 0x1ff);
		if (in.bad)
			return READ_CUT;
		tell_tlv(rx, type, value);
	}
	return first ? READ_NOT_MINE : READ_DONE; /* the end may be left out: IEEE 802.1AB-2016, 8.5.1 */
}

const struct proto lldp_proto = {
	.name = "lldp",
	.what = "Link Layer Discovery Protocol, IEEE 802.1AB, with LLDP-MED and MUD",
	.hooks = (const struct hook[]){ { LANE_ETHER, 0x88cc }, { 0 } },
	.fields = lldp_fields,
	.read = lldp_read,
};
