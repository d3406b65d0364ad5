/*
 * IPv4 (RFC 791) and IPv6 (RFC 8200), down to UDP, TCP and ICMPv6.
 *
 *     VI TT LLLL  version and header words, service, total length
 *     IIII FOOO   identification; flags: 2 more follow; offset in 8 bytes
 *     TT PP CCCC  TTL, protocol, check sum
 *     SSSSSSSS DDDDDDDD options…
 *
 *     VTTFFFFF LLLL NN HH  version, class, flow; payload length; next header; hop limit
 *     S[16] D[16] extension headers: NN LL … (LL * 8 + 8 bytes)
 *     fragment header: NN 00 OOOM IIIIIIII  offset and, lowest bit, more follow
 *
 * A capture may hold less than the length says, then what there is is read. A
 * length of zero is a packet that the network card was to cut up: it ends
 * where the frame ends. Check sums are not looked at, for the same cards also
 * fill those in later.
 */

#include "flow/state.h"

enum {
	PROTOCOL_TCP = 6,
	PROTOCOL_UDP = 17,
	PROTOCOL_ICMP6 = 58,
	NEXT_HOP_BY_HOP = 0,
	NEXT_ROUTING = 43,
	NEXT_FRAGMENT = 44,
	NEXT_AUTHENTICATION = 51,
	NEXT_DESTINATION = 60,
	NEXT_MOBILITY = 135,
	NEXT_HIP = 139,
	NEXT_SHIM6 = 140,
	EXTENSIONS_MAX = 8, /* RFC 8200 needs at most seven in one packet */
	IP4_HEAD_SIZE = 20,
	IP6_HEAD_SIZE = 40,
	DISCOVERY_FIRST = 133, /* ICMPv6 types of RFC 4861, router solicitation to redirect */
	DISCOVERY_LAST = 137,
};

static uint32_t be32_at(const uint8_t *at) {
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint64_t be64_at(const uint8_t *at) {
	return (uint64_t)be32_at(at) << 32 | be32_at(at + 4);
}

static uint16_t be16_at(const uint8_t *at) {
	return (uint16_t)(at[0] << 8 | at[1]);
}

addr ip_addr(const struct ip_head *ip, const uint64_t words[2]) {
	addr a = { .kind = ip->is_ip6 ? ADDR_IP6 : ADDR_IP4 };

	for (unsigned i = 0; i < 4 && !ip->is_ip6; i++)
		a.bytes[i] = (uint8_t)(words[0] >> (24 - 8 * i));
	for (unsigned i = 0; i < 16 && ip->is_ip6; i++)
		a.bytes[i] = (uint8_t)(words[i / 8] >> (56 - 8 * (i % 8)));
	return a;
}

/* A neighbour's word counts only when it cannot have come from beyond the link: RFC 4861, 7.1. */
static void take_icmp6(struct flow *f, const struct ip_head *ip, cur in) {
	str message = cur_rest(&in);

	if (message.n == 0)
		return;
	uint8_t type = message.at[0];
	if (type >= DISCOVERY_FIRST && type <= DISCOVERY_LAST && ip->ttl != 255)
		return;
	if (route_find(&f->routes, LANE_ICMP6, type) || route_find(&f->routes, LANE_ICMP6, KEY_ANY))
		flow_message(f, LANE_ICMP6, type, ip_addr(ip, ip->from), ip_addr(ip, ip->to), message);
}

static void take_upper(struct flow *f, const struct ip_head *ip, uint8_t protocol, cur in) {
	if (protocol == PROTOCOL_TCP)
		tcp_take(f, ip, in);
	else if (protocol == PROTOCOL_UDP)
		udp_take(f, ip, in);
	else if (protocol == PROTOCOL_ICMP6 && ip->is_ip6)
		take_icmp6(f, ip, in);
}

void ip4_take(struct flow *f, cur in) {
	enum { MORE = 0x2000, OFFSET = 0x1fff };
	struct ip_head ip = { 0 };
	str all = cur_peek(&in), head = cur_take(&in, IP4_HEAD_SIZE);

	if (in.bad || head.at[0] >> 4 != 4) {
		f->counts.not_understood++;
		return;
	}
	size_t head_size = (size_t)(head.at[0] & 15) * 4, size = be16_at(head.at + 2);
	if (size == 0 || size > all.n)
		size = all.n;
	if (head_size < IP4_HEAD_SIZE || head_size > size) {
		f->counts.not_understood++;
		return;
	}
	ip.from[0] = be32_at(head.at + 12);
	ip.to[0] = be32_at(head.at + 16);
	ip.ttl = head.at[8];
	bind_take(f, &ip);
	uint16_t place = be16_at(head.at + 6);
	str body = { all.at + head_size, size - head_size };
	if (place & (MORE | OFFSET))
		fragment_take(f, &ip, (uint64_t)be16_at(head.at + 4) << 8 | head.at[9], head.at[9],
			      (uint32_t)(place & OFFSET) * 8, place & MORE, body);
	else
		take_upper(f, &ip, head.at[9], cur_over(body));
}

static bool is_extension(uint8_t next) {
	return next == NEXT_HOP_BY_HOP || next == NEXT_ROUTING || next == NEXT_AUTHENTICATION ||
	       next == NEXT_DESTINATION || next == NEXT_MOBILITY || next == NEXT_HIP || next == NEXT_SHIM6;
}

static void take_fragment(struct flow *f, const struct ip_head *ip, cur in) {
	uint8_t next = cur_u8(&in);

	cur_u8(&in);
	uint16_t place = cur_be16(&in);
	uint32_t id = cur_be32(&in);
	if (!in.bad)
		fragment_take(f, ip, (uint64_t)id << 8 | NEXT_FRAGMENT, next, place & 0xfff8, place & 1,
			      cur_rest(&in));
}

/* Extension headers up to something we read. `is_whole`: it was put together, and may not be in pieces again. */
static void take_extensions(struct flow *f, const struct ip_head *ip, uint8_t next, bool is_whole, cur in) {
	for (unsigned i = 0; i < EXTENSIONS_MAX && is_extension(next); i++) {
		uint8_t what = next;
		next = cur_u8(&in);
		size_t units = cur_u8(&in);
		/* RFC 4302: the authentication header alone counts in fours, less two. */
		cur_take(&in, what == NEXT_AUTHENTICATION ? units * 4 + 6 : units * 8 + 6);
	}
	if (in.bad)
		return;
	if (next != NEXT_FRAGMENT)
		take_upper(f, ip, next, in);
	else if (!is_whole)
		take_fragment(f, ip, in);
}

void ip6_take(struct flow *f, cur in) {
	struct ip_head ip = { .is_ip6 = true };
	str head = cur_take(&in, IP6_HEAD_SIZE);

	if (in.bad || head.at[0] >> 4 != 6) {
		f->counts.not_understood++;
		return;
	}
	str body = cur_rest(&in);
	size_t size = be16_at(head.at + 4);
	if (size && size < body.n)
		body.n = size;
	ip.from[0] = be64_at(head.at + 8);
	ip.from[1] = be64_at(head.at + 16);
	ip.to[0] = be64_at(head.at + 24);
	ip.to[1] = be64_at(head.at + 32);
	ip.ttl = head.at[7];
	bind_take(f, &ip);
	take_extensions(f, &ip, head.at[6], false, cur_over(body));
}

void ip_take_whole(struct flow *f, const struct ip_head *ip, uint8_t protocol, str whole) {
	if (ip->is_ip6)
		take_extensions(f, ip, protocol, true, cur_over(whole));
	else
		take_upper(f, ip, protocol, cur_over(whole));
}
