/*
 * Who a frame is for, and what is answered but by TCP.
 */

#include <stdlib.h>
#include <string.h>

#include "street.h"

enum {
	TYPE_ARP = 0x0806, ARP_SIZE = 28, ARP_REQUEST = 1,
	ECHO_REQUEST = 8, ECHO_REPLY = 0, UNREACHABLE = 3, PORT_UNREACHABLE = 3,
	ECHO_REQUEST6 = 128, ECHO_REPLY6 = 129, UNREACHABLE6 = 1, PORT_UNREACHABLE6 = 4,
	SOLICITATION = 135, ADVERTISEMENT = 136,
	ICMP_MAX = 1400, QUOTED_MAX = 512, /* of what is sent back; RFC 792 wants 8 bytes after the header, RFC 4443 what fits */
	SPREAD_MS = 250,                   /* a question to all is not answered by all at once: WS-Discovery has 500, UPnP more */
	FLOOD_COUNT = 5000, FLOOD_AT_ONCE = 50, FLOOD_MS = 10,
	ABSENT_MAX = 100000,               /* datagrams to nobody that are kept */
};

/* A datagram that waits for its turn. */
struct delayed {
	struct timer timer;
	struct street *street;
	struct path path;
	const struct udp_port *udp;
	uint16_t to_port;
	unsigned left; /* how often it is still to be said */
};

/* ---- MACs */

static void take_arp(struct street *s, const struct frame *f) {
	const uint8_t *a = f->bytes + ETHERNET_SIZE;
	struct path path = { .from.size = 4, .to.size = 4 };

	s->ledger.arp++;
	if (f->size < ETHERNET_SIZE + ARP_SIZE || get16(a + 6) != ARP_REQUEST)
		return;
	struct device *d = script_find(&s->script, a + 24, 4);
	s->ledger.excluded_arp += street_excludes(s, a + 24, 4);
	bool is_router = s->is_routed && memcmp(a + 24, s->router.bytes, 4) == 0;
	if (d)
		ledger_packet(&d->ledger, LEDGER_ARP, f->time_us);
	if (!is_router && (!d || s->is_routed))
		return;
	memcpy(path.from_mac, is_router ? s->router_mac : d->mac, 6);
	memcpy(path.to_mac, a + 8, 6);
	memcpy(path.from.bytes, a + 24, 4);
	memcpy(path.to.bytes, a + 14, 4);
	packet_send_arp(&s->link, &path);
}

/* RFC 4861, 7.2.4 */
static void take_solicitation(struct street *s, const struct packet *p) {
	uint8_t body[32] = { ADVERTISEMENT, 0, 0, 0, 0x60 };
	struct device *d = p->body_size < 24 ? NULL : script_find(&s->script, p->body + 8, 16);

	s->ledger.excluded_arp += p->body_size >= 24 && street_excludes(s, p->body + 8, 16);
	if (!d || s->is_routed)
		return;
	struct path path = path_back(p, d->mac);
	memcpy(path.from.bytes, p->body + 8, 16);
	memcpy(body + 8, p->body + 8, 16);
	body[24] = 2; /* the MAC of whom it is about */
	body[25] = 1;
	memcpy(body + 26, d->mac, 6);
	ledger_packet(&d->ledger, LEDGER_ARP, p->time_us);
	packet_send(&s->link, &path, PROTO_ICMP6, body, sizeof body, 2);
}

/* ---- ICMP */

static void take_icmp(struct street *s, const struct packet *p) {
	bool is_six = p->address_size == 16;
	uint8_t body[ICMP_MAX];

	if (p->body_size < 8 || p->body_size > sizeof body || p->body[0] != (is_six ? ECHO_REQUEST6 : ECHO_REQUEST))
		return;
	struct path path = path_back(p, p->to_mac);
	memcpy(body, p->body, p->body_size);
	body[0] = is_six ? ECHO_REPLY6 : ECHO_REPLY;
	packet_send(&s->link, &path, p->proto, body, p->body_size, 2);
}

static void say_unreachable(struct street *s, const struct packet *p) {
	bool is_six = p->address_size == 16;
	uint8_t body[8 + QUOTED_MAX] = { is_six ? UNREACHABLE6 : UNREACHABLE, is_six ? PORT_UNREACHABLE6 : PORT_UNREACHABLE };
	size_t quoted = p->ip_size < QUOTED_MAX ? p->ip_size : QUOTED_MAX;
	struct path path = path_back(p, p->to_mac);

	memcpy(body + 8, p->ip, quoted);
	packet_send(&s->link, &path, is_six ? PROTO_ICMP6 : PROTO_ICMP, body, 8 + quoted, 2);
}

/* ---- UDP */

static void say_delayed(struct delayed *d) {
	const struct udp_port *u = d->udp;
	struct street *s = d->street;

	for (int i = 0; i < FLOOD_AT_ONCE && d->left; i++, d->left--)
		packet_send_udp(&s->link, &d->path, u->port, u->to_port ? u->to_port : d->to_port, u->answer);
	if (d->left)
		timer_set(&s->timers, &d->timer, s->timers.now_ms + FLOOD_MS);
	else
		free(d);
}

static void fire(struct timers *timers, struct timer *t) {
	(void)timers;
	say_delayed((struct delayed *)t);
}

/* An answer to the asker of `p`, from `from_mac`; NULL: no memory. */
static struct delayed *answer_to(struct street *s, const struct packet *p, const struct udp_port *u, const uint8_t *from_mac) {
	struct delayed *d = malloc(sizeof *d);

	if (d)
		*d = (struct delayed){ .timer.fire = fire, .street = s, .path = path_back(p, from_mac), .udp = u,
				       .to_port = get16(p->body),
				       .left = u->device->quirk == QUIRK_UDP_FLOOD ? FLOOD_COUNT : 1 };
	return d;
}

/* A group's MAC: RFC 1112, 6.4 and RFC 2464, 7; of a broadcast all bits. */
static void group_mac(const struct ip *ip, uint8_t *ret_mac) {
	const uint8_t *b = ip->bytes;
	const uint8_t four[6] = { 1, 0, 0x5e, b[1] & 127, b[2], b[3] }, six[6] = { 0x33, 0x33, b[12], b[13], b[14], b[15] };

	if (ip->size == 4 && (b[0] & 0xf0) != 0xe0)
		memset(ret_mac, 0xff, 6);
	else
		memcpy(ret_mac, ip->size == 4 ? four : six, 6);
}

/* The answer to a question to all; each device takes its time. */
static void answer_later(struct street *s, const struct packet *p, const struct udp_port *u) {
	const struct ip *own = p->address_size == 4 ? &u->device->four : &u->device->six;
	struct delayed *later = own->size ? answer_to(s, p, u, u->device->mac) : NULL;

	if (!later)
		return;
	later->path.from = *own;
	if (u->to.size == own->size) {
		later->path.to = u->to;
		group_mac(&u->to, later->path.to_mac);
	}
	timer_set(&s->timers, &later->timer, s->timers.now_ms + 1 + (uint64_t)random() % SPREAD_MS);
}

static bool fits(const struct udp_port *u, const struct packet *p) {
	return !u->wants.size || memmem(p->body + UDP_SIZE, p->body_size - UDP_SIZE, u->wants.bytes, u->wants.size);
}

static void keep_datagram(struct ledger *l, char kind, const struct packet *p) {
	heard_add(ledger_hear(l, kind, get16(p->body + 2), p->time_us), p->body + UDP_SIZE, p->body_size - UDP_SIZE);
}

static void take_udp(struct street *s, struct device *d, const struct packet *p) {
	bool is_there = false;

	if (p->body_size < UDP_SIZE)
		return;
	keep_datagram(&d->ledger, 'u', p);
	for (size_t i = 0; i < d->udp_count; i++) {
		if (d->udp[i].port != get16(p->body + 2))
			continue;
		is_there = true;
		struct delayed *now = fits(&d->udp[i], p) ? answer_to(s, p, &d->udp[i], p->to_mac) : NULL;
		if (now)
			say_delayed(now);
	}
	if (!is_there && !d->is_filtered)
		say_unreachable(s, p);
}

static void take_group(struct street *s, const struct packet *p) {
	if (p->proto != PROTO_UDP || p->body_size < UDP_SIZE)
		return; /* who wants to hear which group */
	ledger_packet(&s->ledger.groups, LEDGER_UDP, p->time_us);
	keep_datagram(&s->ledger.groups, 'g', p);
	if (s->is_routed)
		return;
	for (const struct udp_port *u = s->script.by_port[get16(p->body + 2)]; u; u = u->next)
		if (fits(u, p))
			answer_later(s, p, u);
}

/* ---- Who it is for */

static bool is_for_all(const struct packet *p) {
	return p->to_mac[0] & 1;
}

static size_t payload_size(const struct packet *p) {
	struct segment t;

	if (p->proto == PROTO_TCP)
		return segment_parse(p, &t) ? t.payload_size : 0;
	return p->proto == PROTO_UDP && p->body_size > UDP_SIZE ? p->body_size - UDP_SIZE : 0;
}

static void count_asked(struct street *s, const struct packet *p) {
	struct segment t;

	if (p->proto == PROTO_TCP && segment_parse(p, &t) && (t.flags & (TCP_SYN | TCP_ACK)) == TCP_SYN)
		s->ledger.asked_ports[t.to_port]++;
}

static void count_excluded(struct street *s, const struct packet *p) {
	if (street_excludes(s, p->to, p->address_size)) {
		s->ledger.excluded_packets++;
		s->ledger.excluded_bytes += payload_size(p);
	}
}

static void take_absent(struct street *s, const struct packet *p) {
	s->ledger.absent_packets++;
	s->ledger.absent_bytes += payload_size(p);
	if (p->proto == PROTO_UDP && payload_size(p) && s->ledger.absent_packets <= ABSENT_MAX)
		keep_datagram(&s->ledger.absent, 'u', p);
}

static void take_for_device(struct street *s, struct device *d, const struct packet *p) {
	bool is_tcp = p->proto == PROTO_TCP, is_udp = p->proto == PROTO_UDP;

	ledger_packet(&d->ledger, is_tcp ? LEDGER_TCP : is_udp ? LEDGER_UDP : LEDGER_ICMP, p->time_us);
	if (p->is_fragment)
		return; /* no question of a scan is that long */
	if (is_tcp)
		tcp_take(&s->tcp, d, p);
	else if (is_udp)
		take_udp(s, d, p);
	else
		take_icmp(s, p);
}

void street_take(struct street *s, const struct frame *f) {
	struct packet p;

	s->ledger.frames++;
	if (f->size >= ETHERNET_SIZE && get16(f->bytes + 12) == TYPE_ARP) {
		take_arp(s, f);
		return;
	}
	if (!packet_parse(f, &p)) {
		s->ledger.other++;
		return;
	}
	if (p.proto == PROTO_ICMP6 && p.body_size && p.body[0] == SOLICITATION) {
		take_solicitation(s, &p);
		return;
	}
	street_ledger_packet(&s->ledger, f->time_us);
	if (is_for_all(&p)) {
		take_group(s, &p);
		return;
	}
	count_asked(s, &p);
	if (s->excluded_count)
		count_excluded(s, &p);
	struct device *d = script_find(&s->script, p.to, p.address_size);
	if (d && memcmp(p.to_mac, s->is_routed ? s->router_mac : d->mac, 6) == 0)
		take_for_device(s, d, &p);
	else
		take_absent(s, &p);
}
