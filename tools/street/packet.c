/*
 * Packets apart and together. RFC 791, 8200, 768, 9293, 792, 4443, 826, 4861.
 */

#include "packet.h"

#include <arpa/inet.h>
#include <string.h>

enum { ETHERTYPE_IP4 = 0x0800, ETHERTYPE_IP6 = 0x86dd, ETHERTYPE_ARP = 0x0806, IP6_FRAGMENT = 44,
	BODY_MAX = 1480, FRAGMENT_BODY = 1440, DATAGRAM_MAX = 65507, MSS = 1460, HOPS = 64 };

uint16_t get16(const uint8_t *at) {
	return (uint16_t)(at[0] << 8 | at[1]);
}

uint32_t get32(const uint8_t *at) {
	return (uint32_t)get16(at) << 16 | get16(at + 2);
}

static void put16(uint8_t *at, size_t value) {
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value) {
	put16(at, value >> 16);
	put16(at + 2, value & 0xffff);
}

/* ---- Apart */

static bool parse_ip4(struct packet *p) {
	size_t head = p->ip_size < IP4_SIZE ? 0 : (size_t)(p->ip[0] & 15) * 4, size;

	if (head < IP4_SIZE || (size = get16(p->ip + 2)) < head || size > p->ip_size)
		return false;
	p->ip_size = size;
	p->from = p->ip + 12;
	p->to = p->ip + 16;
	p->address_size = 4;
	p->proto = p->ip[9];
	p->is_fragment = (get16(p->ip + 6) & 0x3fff) != 0;
	p->body = p->ip + head;
	p->body_size = size - head;
	return true;
}

/* Of the headers that may stand before the body only hop-by-hop ones come from a scanner: those of MLD. */
static bool parse_ip6(struct packet *p) {
	size_t size;

	if (p->ip_size < IP6_SIZE || (size = get16(p->ip + 4)) > p->ip_size - IP6_SIZE)
		return false;
	p->ip_size = IP6_SIZE + size;
	p->from = p->ip + 8;
	p->to = p->ip + 24;
	p->address_size = 16;
	p->proto = p->ip[6];
	p->is_fragment = p->proto == IP6_FRAGMENT;
	p->body = p->ip + IP6_SIZE;
	p->body_size = size;
	return true;
}

bool packet_parse(const struct frame *f, struct packet *ret_packet) {
	if (f->size < ETHERNET_SIZE)
		return false;
	*ret_packet = (struct packet){ .to_mac = f->bytes, .from_mac = f->bytes + 6, .ip = f->bytes + ETHERNET_SIZE,
				       .ip_size = f->size - ETHERNET_SIZE, .time_us = f->time_us };
	uint16_t type = get16(f->bytes + 12);
	return type == ETHERTYPE_IP4 ? parse_ip4(ret_packet) : type == ETHERTYPE_IP6 && parse_ip6(ret_packet);
}

static uint16_t told_mss(const uint8_t *options, size_t size) {
	for (size_t at = 0; at + 1 < size && options[at] != 0; at += options[at] == 1 ? 1 : options[at + 1])
		if (options[at] == 2 && options[at + 1] == 4 && at + 4 <= size)
			return get16(options + at + 2);
		else if (options[at] != 1 && options[at + 1] < 2)
			break;
	return 0;
}

bool segment_parse(const struct packet *p, struct segment *ret_segment) {
	const uint8_t *b = p->body;
	size_t head = p->body_size < TCP_SIZE ? 0 : (size_t)(b[12] >> 4) * 4;

	if (head < TCP_SIZE || head > p->body_size)
		return false;
	*ret_segment = (struct segment){
		.from_port = get16(b), .to_port = get16(b + 2), .number = get32(b + 4), .acknowledged = get32(b + 8),
		.flags = b[13] & 31, .window = get16(b + 14), .payload = b + head, .payload_size = p->body_size - head,
		.mss = told_mss(b + TCP_SIZE, head - TCP_SIZE),
	};
	return true;
}

struct path path_back(const struct packet *p, const uint8_t from_mac[6]) {
	struct path path = { .from.size = (uint8_t)p->address_size, .to.size = (uint8_t)p->address_size };

	memcpy(path.from_mac, from_mac, 6);
	memcpy(path.to_mac, p->from_mac, 6);
	memcpy(path.from.bytes, p->to, p->address_size);
	memcpy(path.to.bytes, p->from, p->address_size);
	return path;
}

/* ---- Together */

/* The sum of RFC 1071, not yet folded: 64 bits take any packet without a carry lost. */
static uint64_t add_up(uint64_t sum, const uint8_t *bytes, size_t size) {
	for (; size >= 2; bytes += 2, size -= 2)
		sum += get16(bytes);
	return size ? sum + (uint64_t)(bytes[0] << 8) : sum;
}

static uint16_t folded(uint64_t sum) {
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

static uint64_t pseudo_sum(const struct path *path, uint8_t proto, size_t size) {
	uint64_t sum = add_up(0, path->from.bytes, path->from.size);

	return add_up(sum, path->to.bytes, path->to.size) + proto + size;
}

static uint8_t *put_ethernet(uint8_t *at, const struct path *path, uint16_t type) {
	memcpy(at, path->to_mac, 6);
	memcpy(at + 6, path->from_mac, 6);
	put16(at + 12, type);
	return at + ETHERNET_SIZE;
}

/* `fragment`: offset in eights and the bit for more, as they stand in the header. */
static uint8_t *put_ip4(uint8_t *at, const struct path *path, uint8_t proto, size_t body, uint16_t id, size_t fragment) {
	memset(at, 0, IP4_SIZE);
	at[0] = 0x45;
	put16(at + 2, IP4_SIZE + body);
	put16(at + 4, id);
	put16(at + 6, fragment ? fragment : 0x4000);
	at[8] = HOPS;
	at[9] = proto;
	memcpy(at + 12, path->from.bytes, 4);
	memcpy(at + 16, path->to.bytes, 4);
	put16(at + 10, folded(add_up(0, at, IP4_SIZE)));
	return at + IP4_SIZE;
}

static uint8_t *put_ip6(uint8_t *at, const struct path *path, uint8_t proto, size_t body) {
	put32(at, 6u << 28);
	put16(at + 4, body);
	at[6] = proto;
	at[7] = 255; /* what neighbour discovery demands; nothing else cares */
	memcpy(at + 8, path->from.bytes, 16);
	memcpy(at + 24, path->to.bytes, 16);
	return at + IP6_SIZE;
}

/* Head and all of a packet that is no fragment; where its body belongs. */
static uint8_t *put_head(uint8_t *at, const struct path *path, uint8_t proto, size_t body) {
	bool is_six = path->from.size == 16;
	uint8_t *ip = put_ethernet(at, path, is_six ? ETHERTYPE_IP6 : ETHERTYPE_IP4);

	return is_six ? put_ip6(ip, path, proto, body) : put_ip4(ip, path, proto, body, 0, 0);
}

void packet_send(struct link *l, const struct path *path, uint8_t proto, uint8_t *body, size_t size, size_t sum_at) {
	uint8_t *frame = link_room(l);

	put16(body + sum_at, 0);
	/* ICMP of IPv4 alone sums without the addresses. */
	uint64_t start = proto == PROTO_ICMP ? 0 : pseudo_sum(path, proto, size);
	uint16_t sum = folded(add_up(start, body, size));
	/* Zero would say that there is no sum: RFC 768. */
	put16(body + sum_at, sum || proto != PROTO_UDP ? sum : 0xffff);
	uint8_t *at = put_head(frame, path, proto, size);
	memcpy(at, body, size);
	link_put(l, (size_t)(at - frame) + size);
}

static void send_fragment(struct link *l, const struct path *path, uint16_t id, size_t offset, bool more, struct blob part) {
	uint8_t *frame = link_room(l), *at;
	const size_t more_bit = path->from.size == 4 ? 0x2000 : 1;

	if (path->from.size == 4) {
		at = put_ethernet(frame, path, ETHERTYPE_IP4);
		at = put_ip4(at, path, PROTO_UDP, part.size, id, offset / 8 | (more ? more_bit : 0));
	} else {
		at = put_head(frame, path, IP6_FRAGMENT, 8 + part.size);
		at[0] = PROTO_UDP;
		at[1] = 0;
		put16(at + 2, offset | (more ? more_bit : 0));
		put32(at + 4, id);
		at += 8;
	}
	memcpy(at, part.bytes, part.size);
	link_put(l, (size_t)(at - frame) + part.size);
}

void packet_send_udp(struct link *l, const struct path *path, uint16_t from_port, uint16_t to_port, struct blob payload) {
	static uint8_t body[UDP_SIZE + DATAGRAM_MAX];
	static uint16_t id;
	size_t size = UDP_SIZE + (payload.size < DATAGRAM_MAX ? payload.size : DATAGRAM_MAX);

	put16(body, from_port);
	put16(body + 2, to_port);
	put16(body + 4, size);
	put16(body + 6, 0);
	memcpy(body + UDP_SIZE, payload.bytes, size - UDP_SIZE);
	if (size <= FRAGMENT_BODY) {
		packet_send(l, path, PROTO_UDP, body, size, 6);
		return;
	}
	put16(body + 6, folded(add_up(pseudo_sum(path, PROTO_UDP, size), body, size)));
	id++;
	for (size_t at = 0; at < size; at += FRAGMENT_BODY) {
		size_t part = size - at < FRAGMENT_BODY ? size - at : FRAGMENT_BODY;

		send_fragment(l, path, id, at, at + part < size, (struct blob){ body + at, part });
	}
}

void packet_send_tcp(struct link *l, const struct path *path, const struct segment *s) {
	uint8_t body[BODY_MAX] = { 0 };
	size_t head = s->flags & TCP_SYN ? TCP_SIZE + 4 : TCP_SIZE;

	put16(body, s->from_port);
	put16(body + 2, s->to_port);
	put32(body + 4, s->number);
	put32(body + 8, s->acknowledged);
	body[12] = (uint8_t)(head / 4 << 4);
	body[13] = s->flags;
	put16(body + 14, s->window);
	if (s->flags & TCP_SYN) {
		body[TCP_SIZE] = 2;
		body[TCP_SIZE + 1] = 4;
		put16(body + TCP_SIZE + 2, MSS);
	}
	if (s->payload_size)
		memcpy(body + head, s->payload, s->payload_size);
	packet_send(l, path, PROTO_TCP, body, head + s->payload_size, 16);
}

void packet_send_arp(struct link *l, const struct path *path) {
	static const uint8_t HEAD[] = { 0, 1, 8, 0, 6, 4, 0, 2 };
	uint8_t *frame = link_room(l), *at = put_ethernet(frame, path, ETHERTYPE_ARP);

	memcpy(at, HEAD, sizeof HEAD);
	memcpy(at + 8, path->from_mac, 6);
	memcpy(at + 14, path->from.bytes, 4);
	memcpy(at + 18, path->to_mac, 6);
	memcpy(at + 24, path->to.bytes, 4);
	link_put(l, (size_t)(at - frame) + 28);
}
