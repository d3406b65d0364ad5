/*
 * SNMP: version 1 (RFC 1157), 2c (RFC 1901, 3416) and 3 (RFC 3412, 3414), in
 * BER (X.690, with the limits of RFC 3417 section 8), UDP 161 and 162.
 *
 *     SEQUENCE { INTEGER 0 or 1, OCTET STRING community, PDU }
 *     SEQUENCE { INTEGER 3,
 *         SEQUENCE { number, size, OCTET STRING flags, security model },
 *         OCTET STRING { SEQUENCE { OCTET STRING engine id, boots, time, user, … } },
 *         SEQUENCE { engine id, context, PDU } or, encrypted, OCTET STRING }
 *     PDU: A2 answer, A7 notice (version 2), A8 report, others ask
 *         { number, error, index, SEQUENCE of SEQUENCE { OID, value } }
 *     PDU: A4 notice (version 1)
 *         { OID enterprise, IpAddress, generic, specific, time, SEQUENCE of … }
 *
 * Who asks tells nothing of itself; a community is a password and is never
 * told. To whoever asks in version 3, without any password, a device reports
 * its engine id (RFC 3414 section 4), and that names its maker (RFC 3411
 * section 5, SnmpEngineID):
 *
 *     NNNNNNNN FF value…    80000000 and the enterprise number; 1 IPv4, 2 IPv6, 3 MAC, 4 text, …
 */

#include "base/utf8.h"
#include "read/part/x509.h"
#include "read/proto.h"

enum {
	SYS_DESCR, SYS_OBJECT_ID, SYS_NAME, IF_MAC,
	ENT_DESCR, ENT_NAME, ENT_HARDWARE, ENT_FIRMWARE, ENT_SOFTWARE, ENT_SERIAL, ENT_MAKER, ENT_MODEL,
	VAR, ENGINE_ID, ENGINE_ENTERPRISE, ENGINE_MAC, ENGINE_TEXT,
};

static const struct field snmp_fields[] = {
	[SYS_DESCR] = { "snmp.sys_descr", "1.3.6.1.2.1.1.1.0: what it is" },
	[SYS_OBJECT_ID] = { "snmp.sys_object_id", "1.3.6.1.2.1.1.2.0: its maker's number for it, dotted" },
	[SYS_NAME] = { "snmp.sys_name", "1.3.6.1.2.1.1.5.0" },
	[IF_MAC] = { "snmp.if_mac", "ifPhysAddress of an interface" },
	[ENT_DESCR] = { "snmp.ent_physical_descr", "entPhysicalDescr of a part (ENTITY-MIB, RFC 6933)" },
	[ENT_NAME] = { "snmp.ent_physical_name", "entPhysicalName" },
	[ENT_HARDWARE] = { "snmp.ent_physical_hardware_rev", "entPhysicalHardwareRev" },
	[ENT_FIRMWARE] = { "snmp.ent_physical_firmware_rev", "entPhysicalFirmwareRev" },
	[ENT_SOFTWARE] = { "snmp.ent_physical_software_rev", "entPhysicalSoftwareRev" },
	[ENT_SERIAL] = { "snmp.ent_physical_serial_num", "entPhysicalSerialNum" },
	[ENT_MAKER] = { "snmp.ent_physical_mfg_name", "entPhysicalMfgName" },
	[ENT_MODEL] = { "snmp.ent_physical_model_name", "entPhysicalModelName" },
	[VAR] = { "snmp.var", "another variable, \"OID = value\"" },
	[ENGINE_ID] = { "snmp.engine_id", "its engine id in hex (RFC 3411)" },
	[ENGINE_ENTERPRISE] = { "snmp.engine_enterprise", "the enterprise number in its engine id: 1.3.6.1.4.1.N" },
	[ENGINE_MAC] = { "snmp.engine_mac", "the MAC address in its engine id" },
	[ENGINE_TEXT] = { "snmp.engine_text", "the text in its engine id" },
	{ 0 },
};

enum {
	TAG_HOLDS = 0x20, /* in the tag of what holds other elements */
	TAG_INTEGER = 0x02, TAG_OCTETS = 0x04, TAG_OID = 0x06, TAG_SEQUENCE = 0x30,
	/* Types of RFC 2578, section 7.1. */
	TAG_IP = 0x40, TAG_COUNTER = 0x41, TAG_GAUGE = 0x42, TAG_TICKS = 0x43, TAG_COUNTER64 = 0x46,
	PDU_GET = 0xa0, PDU_RESPONSE = 0xa2, PDU_TRAP_1 = 0xa4, PDU_TRAP_2 = 0xa7, PDU_REPORT = 0xa8,
	VERSION_1 = 0, VERSION_2C = 1, VERSION_3 = 3,
	FLAG_REPORTABLE = 4,     /* RFC 3412, 6.4: set by who expects an answer */
	VARIABLES_MAX = 128,     /* looked at in one message; a datagram of 1500 bytes holds 90 */
	ENGINE_MIN = 5, ENGINE_MAX = 32, /* RFC 3411, section 5 */
	ENGINE_MAC_FORMAT = 3, ENGINE_TEXT_FORMAT = 4,
	OID_ROOM = 256,
	VALUE_MAX = 1024,        /* bytes told of one variable */
};

/* One message at work; `cut` when an element was longer than what holds it. */
struct message {
	struct reading *rx;
	bool cut, broken;
};

struct element {
	uint8_t tag;
	str value;
	bool cut;
};

/*
 * Like der_take(), but an element that is cut gives what is left of it, so
 * that what stands before the cut is read.
 */
static bool take(struct message *m, cur *in, struct element *ret_element) {
	uint8_t tag = cur_u8(in), first = cur_u8(in);
	size_t size = first & 0x7f, left;

	/* RFC 3417, section 8: sizes are given; 65,507 bytes need no more than four. */
	if (!in->bad && ((tag & 0x1f) == 0x1f || first == 0x80 || first > 0x84)) {
		m->broken = true;
		return false;
	}
	if (first > 0x80) {
		str bytes = cur_take(in, size);
		size = 0;
		for (size_t i = 0; i < bytes.n; i++)
			size = size << 8 | bytes.at[i];
	}
	left = cur_left(in);
	m->cut |= in->bad || size > left;
	if (in->bad)
		return false;
	*ret_element = (struct element){ tag, cur_take(in, size < left ? size : left), size > left };
	return true;
}

/* The next element, which must have this tag and be whole, unless it holds others. */
static bool take_tagged(struct message *m, cur *in, uint8_t tag, str *ret_value) {
	struct element e;

	if (m->broken || !take(m, in, &e))
		return false;
	m->broken = e.tag != tag;
	*ret_value = e.value;
	return !m->broken && (tag & TAG_HOLDS || !e.cut);
}

static bool take_number(struct message *m, cur *in, uint64_t *ret_number) {
	uint64_t number = 0;
	str bytes;

	if (!take_tagged(m, in, TAG_INTEGER, &bytes))
		return false;
	for (size_t i = 0; i < bytes.n; i++)
		number = number << 8 | bytes.at[i];
	*ret_number = number;
	return true;
}

static bool skip(struct message *m, cur *in, unsigned count) {
	struct element e;

	while (count-- > 0)
		if (m->broken || !take(m, in, &e) || e.cut)
			return false;
	return true;
}

/* Objects with a field of their own, by the beginning of their number. */
static const struct {
	str oid;
	int field;
} known[] = {
	{ STR_INIT("1.3.6.1.2.1.1.1.0"), SYS_DESCR },
	{ STR_INIT("1.3.6.1.2.1.1.2.0"), SYS_OBJECT_ID },
	{ STR_INIT("1.3.6.1.2.1.1.5.0"), SYS_NAME },
	{ STR_INIT("1.3.6.1.2.1.2.2.1.6."), IF_MAC },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.2."), ENT_DESCR },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.7."), ENT_NAME },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.8."), ENT_HARDWARE },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.9."), ENT_FIRMWARE },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.10."), ENT_SOFTWARE },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.11."), ENT_SERIAL },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.12."), ENT_MAKER },
	{ STR_INIT("1.3.6.1.2.1.47.1.1.1.1.13."), ENT_MODEL },
};

/*
 * What is never told: whom to call about the device and where it stands, which
 * says of people and not of makers; tables that speak of other devices, as a
 * switch keeps them of its neighbours; those that hold communities and users.
 */
static const str untold[] = {
	STR_INIT("1.3.6.1.2.1.1.4.0"),       /* sysContact */
	STR_INIT("1.3.6.1.2.1.1.6.0"),       /* sysLocation */
	STR_INIT("1.3.6.1.2.1.3."),          /* atTable: addresses of neighbours */
	STR_INIT("1.3.6.1.2.1.4."),          /* ip: routes and neighbours */
	STR_INIT("1.3.6.1.2.1.17."),         /* BRIDGE-MIB: who is behind which port */
	STR_INIT("1.0.8802.1.1.2.1.4."),     /* LLDP-MIB: the neighbours */
	STR_INIT("1.3.6.1.4.1.9.9.23.1.2."), /* CISCO-CDP-MIB: the neighbours */
	STR_INIT("1.3.6.1.6.3."),            /* snmpModules: communities, users, counters of this talk */
};

/* Text as it stands, without the NULs that count as text for some; other bytes in hex. */
static void octets_text(struct text *t, str s) {
	bool is_text = true;

	while (s.n > 0 && s.at[s.n - 1] == 0)
		s.n--;
	for (size_t i = 0; i < s.n && is_text; i++)
		is_text = s.at[i] >= 0x20 || byte_is_blank(s.at[i]);
	for (str rest = s; is_text && rest.n;) {
		size_t n = utf8_unpack(rest, NULL);
		is_text = n > 0;
		rest = str_after(rest, n);
	}
	if (is_text)
		text_str(t, s);
	else
		text_hex(t, s, ':');
}

/* INTEGER has a sign, Counter, Gauge and TimeTicks have none: RFC 2578, section 7.1. */
static void number_text(struct text *t, struct element value) {
	bool negative = value.tag == TAG_INTEGER && value.value.n && value.value.at[0] & 0x80;
	uint64_t number = negative ? UINT64_MAX : 0;

	if (value.value.n == 0 || value.value.n > 9)
		return;
	for (size_t i = 0; i < value.value.n; i++)
		number = number << 8 | value.value.at[i];
	if (negative)
		text_byte(t, '-');
	text_u64(t, negative ? ~number + 1 : number);
}

static void value_text(struct text *t, struct element value) {
	switch (value.tag) {
	case TAG_OCTETS: octets_text(t, value.value); break;
	case TAG_OID: der_oid_text(t, value.value); break;
	case TAG_IP: addr_format(t, addr_of(ADDR_IP4, value.value)); break;
	case TAG_INTEGER: case TAG_COUNTER: case TAG_GAUGE: case TAG_TICKS: case TAG_COUNTER64:
		number_text(t, value);
		break;
	default: break; /* NULL, noSuchObject and the like */
	}
}

/* Does `oid` begin with `with`, or is it `with`, where that is a whole number? */
static bool is_under(str oid, str with) {
	return str_ends(with, STR(".")) ? str_begins(oid, with) : str_eq(oid, with);
}

static void tell_variable(struct reading *rx, str oid, struct element value) {
	uint8_t room[OID_ROOM + VALUE_MAX];
	struct text t = TEXT(room);

	for (size_t i = 0; i < sizeof untold / sizeof *untold; i++)
		if (is_under(oid, untold[i]))
			return;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!is_under(oid, known[i].oid))
			continue;
		if (known[i].field != IF_MAC)
			value_text(&t, value);
		else if (addr_is_station(addr_of(ADDR_MAC, value.value)))
			addr_format(&t, addr_of(ADDR_MAC, value.value));
		tell(rx, &snmp_fields[known[i].field], text_done(&t));
		return;
	}
	text_str(&t, oid);
	text_cstr(&t, " = ");
	size_t before = t.used;
	value_text(&t, value);
	if (t.used > before)
		tell(rx, &snmp_fields[VAR], text_done(&t));
}

static void read_variables(struct message *m, cur *in) {
	str list, pair, oid;
	struct element value;

	if (!take_tagged(m, in, TAG_SEQUENCE, &list))
		return;
	cur pairs = cur_over(list);
	for (unsigned i = 0; i < VARIABLES_MAX && cur_left(&pairs) && !m->rx->fatal; i++) {
		uint8_t room[OID_ROOM];
		struct text t = TEXT(room);

		if (!take_tagged(m, &pairs, TAG_SEQUENCE, &pair))
			return;
		cur parts = cur_over(pair);
		if (!take_tagged(m, &parts, TAG_OID, &oid) || !take(m, &parts, &value) || value.cut)
			return;
		der_oid_text(&t, oid);
		if (!t.full && t.used)
			tell_variable(m->rx, text_done(&t), value);
	}
}

/*
 * A notice of version 1 names the object id of who sends it, unless it is
 * one of the maker's own kind (RFC 1157, 4.1.6). Others pass notices on: it
 * must come from the address that it names.
 */
static void read_trap_1(struct message *m, cur *in) {
	uint8_t room[OID_ROOM];
	struct text t = TEXT(room);
	str enterprise, address;
	uint64_t generic;

	if (!take_tagged(m, in, TAG_OID, &enterprise) || !take_tagged(m, in, TAG_IP, &address) ||
	    !take_number(m, in, &generic) || !skip(m, in, 2))
		return;
	addr agent = addr_of(ADDR_IP4, address);
	if (m->rx->who.kind != ADDR_NONE && addr_is_unicast(agent) && !addr_eq(agent, m->rx->who))
		return;
	der_oid_text(&t, enterprise);
	if (generic < 6)
		tell(m->rx, &snmp_fields[SYS_OBJECT_ID], text_done(&t));
	read_variables(m, in);
}

/* Does a PDU of this kind speak of who sends it? */
static bool is_own(uint8_t pdu) {
	return pdu == PDU_RESPONSE || pdu == PDU_REPORT || pdu == PDU_TRAP_1 || pdu == PDU_TRAP_2;
}

static void read_pdu(struct message *m, struct element pdu) {
	cur in = cur_over(pdu.value);

	if (pdu.tag == PDU_TRAP_1)
		read_trap_1(m, &in);
	else if (is_own(pdu.tag) && skip(m, &in, 3))
		read_variables(m, &in);
}

/*
 * Ids without the first bit were made before the standard: whose number they
 * begin with is then all that is known (RFC 3411, section 5).
 */
static void tell_engine(struct reading *rx, str id) {
	uint8_t hex_room[2 * ENGINE_MAX], number_room[32];
	struct text hex = TEXT(hex_room), number = TEXT(number_room);
	cur in = cur_over(id);
	uint32_t first = cur_be32(&in);
	uint8_t format = cur_u8(&in);
	str value = cur_rest(&in);

	if (id.n < ENGINE_MIN || id.n > ENGINE_MAX || (first & 0x7fffffff) == 0)
		return;
	text_hex(&hex, id, 0);
	tell(rx, &snmp_fields[ENGINE_ID], text_done(&hex));
	text_cstr(&number, "1.3.6.1.4.1.");
	text_u64(&number, first & 0x7fffffff);
	tell(rx, &snmp_fields[ENGINE_ENTERPRISE], text_done(&number));
	if (!(first & 0x80000000))
		return;
	addr mac = addr_of(ADDR_MAC, value);
	if (format == ENGINE_MAC_FORMAT && addr_is_station(mac))
		tell_addr(rx, &snmp_fields[ENGINE_MAC], mac);
	if (format == ENGINE_TEXT_FORMAT) {
		uint8_t room[ENGINE_MAX * 3];
		struct text t = TEXT(room);
		octets_text(&t, value);
		tell(rx, &snmp_fields[ENGINE_TEXT], text_done(&t));
	}
}

/* The engine id in the security parameters, which only the USM (RFC 3414) fills. */
static str engine_of(struct message *m, str parameters) {
	cur in = cur_over(parameters);
	str list, id = { 0 };

	if (!take_tagged(m, &in, TAG_SEQUENCE, &list))
		return id;
	in = cur_over(list);
	take_tagged(m, &in, TAG_OCTETS, &id);
	return id;
}

static void read_version_3(struct message *m, cur *in) {
	str head, flags, parameters;
	struct element data, pdu = { 0 };
	uint64_t number, model;

	if (!take_tagged(m, in, TAG_SEQUENCE, &head))
		return;
	cur parts = cur_over(head);
	if (!take_number(m, &parts, &number) || !take_number(m, &parts, &number) ||
	    !take_tagged(m, &parts, TAG_OCTETS, &flags) || !take_number(m, &parts, &model) ||
	    !take_tagged(m, in, TAG_OCTETS, &parameters))
		return;
	str engine = model == 3 ? engine_of(m, parameters) : (str){ 0 };
	if (m->broken || !take(m, in, &data))
		return;
	parts = cur_over(data.value);
	if (data.tag == TAG_SEQUENCE && (!skip(m, &parts, 2) || !take(m, &parts, &pdu)))
		return;
	/* Who asks, or sends what must be acknowledged, names the engine of the other side. */
	bool own = pdu.tag ? is_own(pdu.tag) : flags.n == 1 && !(flags.at[0] & FLAG_REPORTABLE);
	if (own)
		tell_engine(m->rx, engine);
	read_pdu(m, pdu);
}

/* The first bytes of any message; true leaves `in` behind the version. */
static bool begin(cur *in, uint64_t *ret_version) {
	struct message m = { 0 };
	struct element outer;
	uint64_t version;
	cur parts;

	if (cur_left(in) == 0 || in->at[0] != TAG_SEQUENCE || !take(&m, in, &outer))
		return false;
	parts = cur_over(outer.value);
	if (!take_number(&m, &parts, &version) || version > VERSION_3 || version == 2)
		return false;
	str next = cur_peek(&parts);
	if (next.n == 0 || next.at[0] != (version == VERSION_3 ? TAG_SEQUENCE : TAG_OCTETS))
		return false;
	*in = parts;
	*ret_version = version;
	return true;
}

static enum read_end snmp_read(struct reading *rx, cur in) {
	struct message m = { .rx = rx };
	struct element whole, pdu;
	uint64_t version;
	str community;
	cur again = in;

	if (!begin(&in, &version))
		return READ_NOT_MINE;
	take(&m, &again, &whole);
	if (version == VERSION_3) {
		read_version_3(&m, &in);
	} else if (take_tagged(&m, &in, TAG_OCTETS, &community) && take(&m, &in, &pdu)) {
		if (pdu.tag < PDU_GET || pdu.tag > PDU_REPORT)
			return READ_NOT_MINE;
		read_pdu(&m, pdu);
	}
	/* An element longer than what holds it is a lie where the message is whole. */
	if (m.broken || (m.cut && !whole.cut))
		return READ_BROKEN;
	return m.cut ? READ_CUT : READ_DONE;
}

/*
 * Object ids as tools for people print them (net-snmp's snmpwalk: -On, -Oa and
 * without): the beginning that stands for 1.3.6.1.4.1. False when it begins otherwise.
 */
static bool put_dotted(struct text *t, str oid) {
	static const struct {
		str words, dotted;
	} begins[] = {
		{ STR_INIT("SNMPv2-SMI::enterprises."), STR_INIT("1.3.6.1.4.1.") },
		{ STR_INIT("enterprises."), STR_INIT("1.3.6.1.4.1.") },
		{ STR_INIT("SNMPv2-MIB::sysDescr.0"), STR_INIT("1.3.6.1.2.1.1.1.0") },
		{ STR_INIT("SNMPv2-MIB::sysObjectID.0"), STR_INIT("1.3.6.1.2.1.1.2.0") },
		{ STR_INIT("iso."), STR_INIT("1.") }, { STR_INIT(".1."), STR_INIT("1.") },
	};

	for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
		if (str_begins_nocase(oid, begins[i].words)) {
			text_str(t, begins[i].dotted);
			text_str(t, str_after(oid, begins[i].words.n));
			return true;
		}
	}
	return false;
}

/* "STRING: "x"" and "OID: .1.3" without the words for their type. */
static str plain(str value) {
	static const str types[] = { STR_INIT("STRING: "), STR_INIT("OID: ") };

	value = str_trim(value);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_begins(value, types[i]))
			value = str_trim(str_after(value, types[i].n));
	if (value.n > 1 && value.at[0] == '"' && value.at[value.n - 1] == '"')
		value = (str){ value.at + 1, value.n - 2 };
	return value;
}

static void read_object_id(struct reading *rx, str value, bool is_told) {
	uint8_t room[OID_ROOM];
	struct text t = TEXT(room);

	value = plain(value);
	if (put_dotted(&t, value))
		tell(rx, &snmp_fields[SYS_OBJECT_ID], text_done(&t));
	else if (!is_told)
		tell(rx, &snmp_fields[SYS_OBJECT_ID], value);
}

/* snmp.var holds "OID = value"; of those that have a field of their own, what a device is. */
static void snmp_read_part(struct reading *rx, str field, str value) {
	uint8_t room[OID_ROOM];
	struct text t = TEXT(room);

	if (str_eq(field, STR("snmp.sys_object_id"))) {
		read_object_id(rx, value, true);
		return;
	}
	str oid = str_trim(str_cut(&value, '='));
	if (put_dotted(&t, oid))
		oid = text_done(&t);
	if (str_eq(oid, known[SYS_DESCR].oid))
		tell(rx, &snmp_fields[SYS_DESCR], plain(value));
	else if (str_eq(oid, known[SYS_OBJECT_ID].oid))
		read_object_id(rx, value, false);
}

const struct proto snmp_proto = {
	.name = "snmp",
	.what = "Simple Network Management Protocol 1, 2c and 3, RFC 1157, 3416 and 3414",
	.hooks = (const struct hook[]){ { LANE_UDP, 161 }, { LANE_UDP, 162 }, { LANE_UDP, KEY_ANY }, { 0 } },
	.fields = snmp_fields,
	.read = snmp_read,
	.parts = (const char *const[]){ "snmp.sys_object_id", "snmp.var", NULL },
	.read_part = snmp_read_part,
};
