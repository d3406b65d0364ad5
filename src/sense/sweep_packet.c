/*
 * IPv4 (RFC 791, 3.1), all numbers with the highest byte first:
 *
 *     0  version 4, header size in words    1  service    2  size of the packet
 *     4  identification    6  flags (0x40: do not fragment), offset
 *     8  time to live    9  protocol    10  check sum    12  from    16  to    20  options
 *
 * TCP (RFC 9293, 3.1):
 *
 *     0  from port    2  to port    4  sequence number    8  acknowledged
 *     12  header size in words << 4    13  flags    14  window    16  check sum    18  urgent    20  options
 *
 * ARP on Ethernet (RFC 826):
 *
 *     0  link type 1    2  protocol 0x800    4  sizes 6 and 4    6  1 question, 2 answer
 *     8  MAC, 14 IP of who speaks    18  MAC, 24 IP of who is meant
 */
#include "sense/sweep_packet.h"

#include "base/cur.h"
#include "base/put.h"

enum {
	IP_SIZE = 20,
	TCP = 6,
	HOPS = 64,
	DO_NOT_FRAGMENT = 0x4000,
	FRAGMENT = 0x3fff,     /* more fragments follow, or it is not the first */
	SYN = 0x02, RST = 0x04, ACK = 0x10,
	FLAGS = 0x17,          /* FIN, SYN, RST, ACK; the others mean nothing here */
	WINDOW = 64240,        /* Linux's first */
	SEGMENT_MAX = 1460,    /* option 2, RFC 9293, 3.7.1: what Ethernet carries */
	OWN_PORTS_FROM = 10240, /* below it are the ports at which services are usually asked */
	ARP_ETHERNET = 1, ARP_IP4 = 0x0800, ARP_SIZES = 0x0604, ARP_ASK = 1, ARP_ANSWER = 2,
};

struct cookie {
	uint32_t sequence;
	uint16_t port, identification;
};

static struct cookie cookie_of(const struct sweep_secret *s, addr to, uint16_t port) {
	const uint8_t what[] = { to.bytes[0], to.bytes[1], to.bytes[2], to.bytes[3], (uint8_t)(port >> 8), (uint8_t)port };
	uint64_t hash = siphash(s->key, (str){ what, sizeof what });

	return (struct cookie){
		.sequence = (uint32_t)hash,
		.port = (uint16_t)(s->first_port + (hash >> 32 & 0xffff) % s->port_count),
		/* Zero would be filled in by the kernel. */
		.identification = (uint16_t)(hash >> 48 | 1),
	};
}

struct gap {
	uint32_t first, size;
};

/* How many stretches begin in it. */
static uint32_t starts_in(struct gap g) {
	return g.size < SWEEP_OWN_PORTS_MIN ? 0 : g.size <= SWEEP_OWN_PORTS_MAX ? 1 : g.size - SWEEP_OWN_PORTS_MAX + 1;
}

static void choose_in(struct sweep_secret *s, struct gap g, uint32_t start) {
	s->first_port = (uint16_t)(g.first + start);
	s->port_count = (uint16_t)(g.size < SWEEP_OWN_PORTS_MAX ? g.size : SWEEP_OWN_PORTS_MAX);
}

void sweep_choose_ports(struct sweep_secret *s, uint16_t low, uint16_t high, uint64_t random) {
	uint32_t from = high < OWN_PORTS_FROM ? OWN_PORTS_FROM : high + 1u;
	const struct gap below = { OWN_PORTS_FROM, low > OWN_PORTS_FROM ? low - OWN_PORTS_FROM : 0 };
	const struct gap above = { from, 0x10000 - from }, all = { OWN_PORTS_FROM, 0x10000 - OWN_PORTS_FROM };
	uint32_t starts = starts_in(below) + starts_in(above);

	if (!starts) {
		choose_in(s, all, (uint32_t)(random % starts_in(all)));
		return;
	}
	uint32_t start = (uint32_t)(random % starts);
	if (start < starts_in(below))
		choose_in(s, below, start);
	else
		choose_in(s, above, start - starts_in(below));
}

/* RFC 1071; `bytes` is even here. */
static uint32_t sum_of(const uint8_t *at, size_t bytes) {
	uint32_t sum = 0;

	for (size_t i = 0; i < bytes; i += 2)
		sum += (uint32_t)at[i] << 8 | at[i + 1];
	return sum;
}

/* Two rounds: the first can itself carry, the second cannot. */
static uint16_t check_sum(uint32_t sum) {
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

static str ip4_bytes(const addr *a) {
	return (str){ a->bytes, 4 };
}

void sweep_pack_syn(const struct sweep_secret *s, addr from, addr to, uint16_t port, uint8_t ret_packet[SWEEP_SYN_SIZE]) {
	struct cookie cookie = cookie_of(s, to, port);
	uint8_t *tcp = ret_packet + IP_SIZE, *at = ret_packet;

	at = put_be(at, 0x4500, 2);
	at = put_be(at, SWEEP_SYN_SIZE, 2);
	at = put_be(at, cookie.identification, 2);
	at = put_be(at, DO_NOT_FRAGMENT, 2);
	at = put_be(at, HOPS << 8 | TCP, 2);
	at = put_be(at, 0, 2);
	at = put_str(at, ip4_bytes(&from));
	at = put_str(at, ip4_bytes(&to));
	at = put_be(at, cookie.port, 2);
	at = put_be(at, port, 2);
	at = put_be(at, cookie.sequence, 4);
	at = put_be(at, 0, 4);
	at = put_be(at, (SWEEP_SYN_SIZE - IP_SIZE) / 4 << 12 | SYN, 2);
	at = put_be(at, WINDOW, 2);
	at = put_be(at, 0, 4);
	at = put_be(at, 0x0204, 2);
	put_be(at, SEGMENT_MAX, 2);
	put_be(ret_packet + 10, check_sum(sum_of(ret_packet, IP_SIZE)), 2);
	/* TCP's covers both addresses, the protocol and its own size as well. */
	put_be(tcp + 16, check_sum(sum_of(ret_packet + 12, SWEEP_SYN_SIZE - 12) + TCP + SWEEP_SYN_SIZE - IP_SIZE), 2);
}

/* The IPv4 header; false when it is none of TCP, or a part. `in` stands behind it. */
static bool read_ip(cur *in, addr *ret_from) {
	unsigned size = cur_u8(in);

	cur_take(in, 1 + 2 + 2);
	unsigned fragment = cur_be16(in);
	cur_take(in, 1);
	unsigned protocol = cur_u8(in);
	cur_take(in, 2);
	str from = cur_take(in, 4);
	cur_take(in, 4);
	if (in->bad || size >> 4 != 4 || (size & 15) < 5 || fragment & FRAGMENT || protocol != TCP)
		return false;
	cur_take(in, 4 * (size & 15) - IP_SIZE);
	*ret_from = addr_of(ADDR_IP4, from);
	return !in->bad;
}

/* The check sum is not looked at: what comes from this machine may carry none, and the cookie says more. */
bool sweep_read_answer(const struct sweep_secret *s, str packet, struct sweep_answer *ret_answer) {
	cur in = cur_over(packet);
	addr from;

	if (!read_ip(&in, &from))
		return false;
	uint16_t port = cur_be16(&in), own_port = cur_be16(&in);
	cur_take(&in, 4);
	uint32_t acknowledged = cur_be32(&in);
	unsigned size = cur_u8(&in) >> 4, flags = cur_u8(&in) & FLAGS;
	cur_take(&in, 6);
	if (in.bad || size < 5 || (flags != (SYN | ACK) && flags != (RST | ACK)))
		return false;
	struct cookie cookie = cookie_of(s, from, port);
	if (own_port != cookie.port || acknowledged != cookie.sequence + 1)
		return false;
	*ret_answer = (struct sweep_answer){ from, port, flags == (SYN | ACK) };
	return true;
}

void sweep_pack_arp(addr own_mac, addr own, addr wanted, uint8_t ret_packet[SWEEP_ARP_SIZE]) {
	uint8_t *at = put_be(ret_packet, (uint64_t)ARP_ETHERNET << 48 | (uint64_t)ARP_IP4 << 32 | ARP_SIZES << 16 | ARP_ASK, 8);

	at = put_str(at, (str){ own_mac.bytes, 6 });
	at = put_str(at, ip4_bytes(&own));
	at = put_be(at, 0, 6);
	put_str(at, ip4_bytes(&wanted));
}

bool sweep_read_arp(str packet, struct arp_answer *ret_answer) {
	cur in = cur_over(packet);
	bool is_answer = cur_be16(&in) == ARP_ETHERNET;

	is_answer &= cur_be16(&in) == ARP_IP4;
	is_answer &= cur_be16(&in) == ARP_SIZES;
	is_answer &= cur_be16(&in) == ARP_ANSWER;
	struct arp_answer a = { .mac = addr_of(ADDR_MAC, cur_take(&in, 6)) };
	a.who = addr_of(ADDR_IP4, cur_take(&in, 4));
	cur_take(&in, 6);
	a.own = addr_of(ADDR_IP4, cur_take(&in, 4));
	if (in.bad || !is_answer || !addr_is_unicast(a.who) || !addr_is_station(a.mac))
		return false;
	*ret_answer = a;
	return true;
}
