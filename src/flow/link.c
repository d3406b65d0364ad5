/*
 * Link layers: from a frame to the bytes behind its EtherType.
 *
 *     Ethernet      to MAC[6] from MAC[6] [8100|88a8|9100 tag[2]]… type[2]; up to 1500 it is
 *                   a length, and LLC follows
 *     LLC, SNAP     AA AA 03 OUI[3] type[2]                              (IEEE 802.2, 802)
 *     Linux cooked  packet type[2] ARPHRD[2] size[2] address[8] type[2]  (LINKTYPE_LINUX_SLL)
 *     cooked v2     type[2] 0[2] interface[4] ARPHRD[2] packet type[1] size[1] address[8]
 *     BSD null      address family[4], in the order of the machine that wrote it; loop: in network order
 *     802.11        control[2] duration[2] address 1[6] 2[6] 3[6] sequence[2] [4[6]] [QoS[2]] [HT[4]] LLC;
 *                   of management frames, those that a reader wants, whole
 *     radiotap      0 0 size[2, little endian] present[4]… fields; an 802.11 frame follows
 *     PPPoE         11 00 session[2] size[2] protocol[2]                 (RFC 2516)
 *
 * The sender's MAC is kept in `mac`: it is whose ARP, LLDP and link.ip are.
 */

#include "flow/state.h"

enum {
	TYPE_IP4 = 0x0800,
	TYPE_IP6 = 0x86dd,
	TYPE_VLAN = 0x8100,
	TYPE_QINQ = 0x88a8,
	TYPE_QINQ_OLD = 0x9100,
	TYPE_PPPOE = 0x8864,
	TYPE_MIN = 0x0600, /* below it is a length, up to 1500, or nothing */
	LENGTH_MAX = 1500,
	TAGS_MAX = 4,      /* two are standard; more is somebody playing */
	MAC_SIZE = 6,
};

static void not_understood(struct flow *f) {
	f->counts.not_understood++;
}

static void take_pppoe(struct flow *f, cur in) {
	cur_take(&in, 6);
	uint16_t protocol = cur_be16(&in);

	if (protocol == 0x0021)
		ip4_take(f, in);
	else if (protocol == 0x0057)
		ip6_take(f, in);
}

static void take_other(struct flow *f, uint16_t type, cur in) {
	if (route_find(&f->routes, LANE_ETHER, type) || route_find(&f->routes, LANE_ETHER, KEY_ANY))
		flow_message(f, LANE_ETHER, type, flow_mac(f), (addr){ 0 }, cur_rest(&in));
}

static void take_type(struct flow *f, uint16_t type, cur in) {
	if (type == TYPE_IP4)
		ip4_take(f, in);
	else if (type == TYPE_IP6)
		ip6_take(f, in);
	else if (type == TYPE_PPPOE)
		take_pppoe(f, in);
	else
		take_other(f, type, in);
}

/*
 * Behind a SNAP head with an OUI of zero (or 0000f8, bridged) stands an
 * EtherType, behind any other a company's own number, Cisco's discovery
 * (00000c) being 2000. Those go to the same lane by their number alone: the
 * readers look at the bytes anyway. They are never IP.
 */
static void take_llc(struct flow *f, cur in) {
	uint32_t saps = cur_be24(&in), oui = cur_be24(&in);
	uint16_t type = cur_be16(&in);

	/* Anything but SNAP is spanning tree, IS-IS, NetBIOS: none of ours. */
	if (in.bad || saps != 0xaaaa03)
		return;
	if (oui == 0 || oui == 0x0000f8)
		take_type(f, type, in);
	else
		take_other(f, type, in);
}

/* Tags, then a type or a length; the first of them was taken already. */
static void take_tags(struct flow *f, uint16_t type, cur in) {
	for (unsigned i = 0; i < TAGS_MAX; i++) {
		if (type != TYPE_VLAN && type != TYPE_QINQ && type != TYPE_QINQ_OLD)
			break;
		cur_take(&in, 2);
		type = cur_be16(&in);
	}
	if (in.bad) {
		not_understood(f);
	} else if (type >= TYPE_MIN) {
		take_type(f, type, in);
	} else if (type <= LENGTH_MAX) {
		str all = cur_rest(&in);
		/* A short frame is padded: the length says where it ends. */
		take_llc(f, cur_over((str){ all.at, type < all.n ? type : all.n }));
	}
}

static void take_ethernet(struct flow *f, cur in) {
	cur_take(&in, MAC_SIZE);
	f->mac = cur_take(&in, MAC_SIZE);
	uint16_t type = cur_be16(&in);
	take_tags(f, type, in);
}

/* ARPHRD numbers whose addresses are IEEE 802 ones: Ethernet, loopback, 802.11 in its three dresses. */
static bool is_ieee802(uint16_t hardware) {
	return hardware == 1 || hardware == 772 || (hardware >= 801 && hardware <= 803);
}

static void take_cooked_type(struct flow *f, uint16_t hardware, uint16_t type, cur in) {
	enum { NETLINK = 824, LLC = 4 };

	if (in.bad)
		not_understood(f);
	else if (type == LLC)
		take_llc(f, in);
	else if (hardware != NETLINK && type >= TYPE_MIN)
		take_tags(f, type, in);
}

static void take_cooked(struct flow *f, cur in) {
	cur_take(&in, 2);
	uint16_t hardware = cur_be16(&in), size = cur_be16(&in);
	str address = cur_take(&in, 8);
	uint16_t type = cur_be16(&in);

	if (size == MAC_SIZE && address.n && is_ieee802(hardware))
		f->mac = (str){ address.at, MAC_SIZE };
	take_cooked_type(f, hardware, type, in);
}

static void take_cooked2(struct flow *f, cur in) {
	uint16_t type = cur_be16(&in);

	cur_take(&in, 6);
	uint16_t hardware = cur_be16(&in);
	cur_take(&in, 1);
	uint8_t size = cur_u8(&in);
	str address = cur_take(&in, 8);
	if (size == MAC_SIZE && address.n && is_ieee802(hardware))
		f->mac = (str){ address.at, MAC_SIZE };
	take_cooked_type(f, hardware, type, in);
}

static void take_raw(struct flow *f, cur in) {
	cur look = in;
	uint8_t version = cur_u8(&look) >> 4;

	if (version == 4)
		ip4_take(f, in);
	else if (version == 6)
		ip6_take(f, in);
	else
		not_understood(f);
}

/*
 * The family is in the order of a machine we do not know, and its number for
 * IPv6 differs between the BSDs; the packet itself says which it is.
 */
static void take_null(struct flow *f, cur in) {
	cur_take(&in, 4);
	take_raw(f, in);
}

/* ---- 802.11 ---- */

enum {
	WIFI_VERSION = 0x0003,
	WIFI_TYPE = 0x000c,
	WIFI_MANAGEMENT = 0,
	WIFI_DATA = 0x0008,
	WIFI_NO_DATA = 0x0040, /* a bit of the subtype: null frames */
	WIFI_QOS = 0x0080,
	WIFI_TO_DS = 0x0100,
	WIFI_FROM_DS = 0x0200,
	WIFI_PROTECTED = 0x4000,
	WIFI_ORDER = 0x8000,   /* in a QoS frame: an HT control field follows */
	QOS_AMSDU = 0x0080,
};

/* Several small frames in one: to[6] from[6] size[2] LLC, padded to 4. */
static void take_amsdu(struct flow *f, cur in) {
	while (cur_left(&in)) {
		cur_take(&in, MAC_SIZE);
		f->mac = cur_take(&in, MAC_SIZE);
		uint16_t size = cur_be16(&in);
		str inner = cur_take(&in, size);

		if (in.bad)
			return;
		take_llc(f, cur_over(inner));
		/* The last one needs no padding. */
		size_t pad = -(14 + (size_t)size) & 3;
		cur_take(&in, pad < cur_left(&in) ? pad : cur_left(&in));
	}
}

/* Table 9-30 of IEEE 802.11-2020: which of the addresses is the source. */
static str wifi_source(uint16_t control, str second, str third, str fourth) {
	if (!(control & WIFI_FROM_DS))
		return second;
	return control & WIFI_TO_DS ? fourth : third;
}

/*
 * No look among what was heard: a beacon differs from the one before in its
 * clock, so that many of them would only drive out what does come again.
 */
static void take_management(struct flow *f, uint32_t subtype, cur in) {
	cur head = in;

	if (!route_find(&f->routes, LANE_WIFI, subtype))
		return;
	cur_take(&head, 4 + MAC_SIZE);
	f->mac = cur_take(&head, MAC_SIZE);
	if (head.bad) {
		not_understood(f);
	} else if (addr_is_station(flow_mac(f))) {
		flow_speaker(f, flow_mac(f), (addr){ 0 });
		route_hand_only(f, LANE_WIFI, subtype, in);
	}
}

static void take_wifi(struct flow *f, cur in) {
	cur frame = in;
	uint16_t control = cur_le16(&in);
	bool is_relay = (control & WIFI_TO_DS) && (control & WIFI_FROM_DS);
	str fourth = { 0 };

	if (!in.bad && (control & (WIFI_VERSION | WIFI_TYPE | WIFI_PROTECTED)) == WIFI_MANAGEMENT) {
		take_management(f, control >> 4 & 15, frame);
		return;
	}
	/* Acknowledgements and what is encrypted carry nothing for us. */
	if (!in.bad && ((control & (WIFI_VERSION | WIFI_TYPE)) != WIFI_DATA ||
			control & (WIFI_NO_DATA | WIFI_PROTECTED)))
		return;
	cur_take(&in, 2 + MAC_SIZE);
	str second = cur_take(&in, MAC_SIZE), third = cur_take(&in, MAC_SIZE);
	uint16_t sequence = cur_le16(&in);
	if (is_relay)
		fourth = cur_take(&in, MAC_SIZE);
	uint16_t qos = control & WIFI_QOS ? cur_le16(&in) : 0;
	if ((control & WIFI_QOS) && (control & WIFI_ORDER))
		cur_take(&in, 4);
	if (in.bad) {
		not_understood(f);
		return;
	}
	/* The low four bits number the pieces of a frame; only the first has a head. */
	if (sequence & 15)
		return;
	f->mac = wifi_source(control, second, third, fourth);
	if (qos & QOS_AMSDU)
		take_amsdu(f, in);
	else
		take_llc(f, in);
}

/*
 * Two flags matter: 0x10, the frame ends with its check sum, and 0x20, its
 * header is padded to 4 bytes, which no reader of ours undoes. The flags
 * stand behind the timestamp (8 bytes, aligned to 8), if there is one.
 */
static void take_radiotap(struct flow *f, cur in) {
	enum { HAS_TIME = 1, HAS_FLAGS = 2, FLAG_FCS = 0x10, FCS_SIZE = 4, HEAD_SIZE = 8, WORDS_MAX = 32 };
	uint32_t at = HEAD_SIZE;
	cur look = in;

	cur_take(&look, 2);
	uint16_t size = cur_le16(&look);
	uint32_t present = cur_le32(&look), more = present;
	for (unsigned i = 0; i < WORDS_MAX && more >> 31; i++, at += 4)
		more = cur_le32(&look);
	if (present & HAS_TIME)
		cur_take(&look, (-(size_t)at & 7) + 8);
	uint8_t flags = present & HAS_FLAGS ? cur_u8(&look) : 0;
	cur_take(&in, size);
	if (in.bad || look.bad || size < HEAD_SIZE) {
		not_understood(f);
		return;
	}
	str frame = cur_rest(&in);
	if (flags & FLAG_FCS && frame.n >= FCS_SIZE)
		frame.n -= FCS_SIZE;
	take_wifi(f, cur_over(frame));
}

/* Numbers from pcap-linktype(7); 12 and 14 are raw IP as some systems write it. */
static const struct {
	uint32_t link_type;
	void (*take)(struct flow *f, cur in);
} links[] = {
	{ 1, take_ethernet },   { 113, take_cooked }, { 276, take_cooked2 }, { 101, take_raw },
	{ 12, take_raw },       { 14, take_raw },     { 228, take_raw },     { 229, take_raw },
	{ 0, take_null },       { 108, take_null },   { 105, take_wifi },    { 127, take_radiotap },
	{ 51, take_pppoe },
};

void link_take(struct flow *f, uint32_t link_type, str frame) {
	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		if (links[i].link_type == link_type) {
			links[i].take(f, cur_over(frame));
			return;
		}
	}
	if (!f->counts.unread++)
		f->counts.unread_type = link_type;
}
