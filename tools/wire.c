#include "wire.h"

#include <string.h>

enum { FRAME_MAX = 1600, SEGMENT_MAX = 1400, ETHER_IP4 = 0x0800, ETHER_ARP = 0x0806, ETHER_VLAN = 0x8100 };
enum { TCP_FIN = 1, TCP_SYN = 2, TCP_PSH = 8, TCP_ACK = 16 };

static const addr broadcast = { .kind = ADDR_MAC, .bytes = { 255, 255, 255, 255, 255, 255 } };

/* A multiplicative generator (Knuth's MMIX constants): good enough for ports and times. */
uint32_t wire_luck(struct capture_file *c) {
	c->luck = c->luck * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(c->luck >> 33);
}

void put_be16(struct text *t, uint32_t number) {
	text_byte(t, (uint8_t)(number >> 8));
	text_byte(t, (uint8_t)number);
}

void put_be32(struct text *t, uint32_t number) {
	put_be16(t, number >> 16);
	put_be16(t, number & 0xffff);
}

void put_addr(struct text *t, addr a) {
	text_str(t, (str){ a.bytes, addr_size((enum addr_kind)a.kind) });
}

static void write_le32(FILE *to, uint32_t number) {
	for (int i = 0; i < 4; i++, number >>= 8)
		putc((int)(number & 0xff), to);
}

void wire_begin(struct capture_file *c, FILE *to, uint64_t time_us) {
	*c = (struct capture_file){ .to = to, .time_us = time_us, .luck = 1 };
	write_le32(to, 0xa1b2c3d4);
	write_le32(to, 2 | 4 << 16); /* version 2.4 */
	write_le32(to, 0);
	write_le32(to, 0);
	write_le32(to, 65535);
	write_le32(to, 1); /* LINKTYPE_ETHERNET */
}

void wire_ether(struct capture_file *c, const struct host *from, addr to, uint16_t type, str payload) {
	uint8_t room[FRAME_MAX];
	struct text t = TEXT(room);

	put_addr(&t, to);
	put_addr(&t, from->mac);
	if (from->vlan) {
		put_be16(&t, ETHER_VLAN);
		put_be16(&t, from->vlan);
	}
	put_be16(&t, type);
	text_str(&t, payload);
	while (t.used < 60) /* the shortest Ethernet frame, without its checksum */
		text_byte(&t, 0);
	c->time_us += 200 + wire_luck(c) % 4000;
	write_le32(c->to, (uint32_t)(c->time_us / 1000000));
	write_le32(c->to, (uint32_t)(c->time_us % 1000000));
	write_le32(c->to, (uint32_t)t.used);
	write_le32(c->to, (uint32_t)t.used);
	fwrite(room, 1, t.used, c->to);
	c->frame_count++;
}

/* RFC 1071, over bytes that are taken as one run. */
static uint32_t sum_of(uint32_t sum, str bytes) {
	for (size_t i = 0; i < bytes.n; i++)
		sum += i % 2 ? bytes.at[i] : (uint32_t)bytes.at[i] << 8;
	return sum;
}

/* Two rounds: the first can itself carry. */
static uint16_t checksum(uint32_t sum) {
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

static void set_be16(uint8_t *at, uint16_t number) {
	at[0] = (uint8_t)(number >> 8);
	at[1] = (uint8_t)number;
}

/* 224/4 maps its low 23 bits into 01:00:5e (RFC 1112, 6.4). */
static addr mac_for(const struct host *to) {
	const uint8_t *ip = to->ip.bytes;

	if (ip[0] == 255)
		return broadcast;
	if ((ip[0] & 0xf0) == 0xe0)
		return (addr){ .kind = ADDR_MAC, .bytes = { 1, 0, 0x5e, ip[1] & 0x7f, ip[2], ip[3] } };
	return to->mac;
}

/* `payload` is the whole UDP or TCP part; its checksum at `sum_at` is still zero. */
static void send_ip(struct capture_file *c, const struct host *from, const struct host *to, uint8_t protocol,
		    uint8_t *payload, size_t size, size_t sum_at) {
	uint8_t room[FRAME_MAX];
	struct text t = TEXT(room);
	uint32_t sum = sum_of(protocol + (uint32_t)size, (str){ from->ip.bytes, 4 });

	sum = sum_of(sum_of(sum, (str){ to->ip.bytes, 4 }), (str){ payload, size });
	uint16_t check = checksum(sum);
	set_be16(payload + sum_at, check ? check : 0xffff);
	put_be16(&t, 0x4500);
	put_be16(&t, (uint32_t)(20 + size));
	put_be16(&t, wire_luck(c) & 0xffff);
	put_be16(&t, 0x4000); /* do not fragment */
	text_byte(&t, to->ip.bytes[0] >= 224 ? 4 : 64);
	text_byte(&t, protocol);
	put_be16(&t, 0);
	put_addr(&t, from->ip);
	put_addr(&t, to->ip);
	set_be16(room + 10, checksum(sum_of(0, text_done(&t))));
	text_str(&t, (str){ payload, size });
	struct host tagged = *from;
	tagged.vlan = from->vlan ? from->vlan : to->vlan; /* who answers into a VLAN speaks there */
	wire_ether(c, &tagged, mac_for(to), ETHER_IP4, text_done(&t));
}

void wire_udp(struct capture_file *c, const struct host *from, const struct host *to, uint16_t from_port,
	      uint16_t to_port, str payload) {
	uint8_t room[FRAME_MAX - 40];
	struct text t = TEXT(room);

	put_be16(&t, from_port);
	put_be16(&t, to_port);
	put_be16(&t, (uint32_t)(8 + payload.n));
	put_be16(&t, 0);
	text_str(&t, payload);
	send_ip(c, from, to, 17, room, t.used, 6);
}

/* Both ends of a connection, by side: 0 the client, 1 the server. */
struct line {
	struct capture_file *c;
	const struct host *host[2];
	uint16_t port[2];
	uint32_t next[2];
};

static void send_segment(struct line *l, int side, uint8_t flags, str bytes) {
	uint8_t room[FRAME_MAX - 40];
	struct text t = TEXT(room);

	put_be16(&t, l->port[side]);
	put_be16(&t, l->port[!side]);
	put_be32(&t, l->next[side]);
	put_be32(&t, flags & TCP_ACK ? l->next[!side] : 0);
	text_byte(&t, flags & TCP_SYN ? 0x60 : 0x50);
	text_byte(&t, flags);
	put_be16(&t, 64240);
	put_be32(&t, 0); /* checksum, urgent pointer */
	if (flags & TCP_SYN)
		put_be32(&t, 0x02040000 | 1460); /* maximum segment size */
	text_str(&t, bytes);
	send_ip(l->c, l->host[side], l->host[!side], 6, room, t.used, 16);
	l->next[side] += (uint32_t)bytes.n + (flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
}

static void send_turn(struct line *l, const struct turn *turn) {
	str rest = turn->bytes;

	while (rest.n) {
		str part = { rest.at, rest.n < SEGMENT_MAX ? rest.n : SEGMENT_MAX };

		send_segment(l, turn->by_server, TCP_PSH | TCP_ACK, part);
		send_segment(l, !turn->by_server, TCP_ACK, (str){ 0 });
		rest = str_after(rest, part.n);
	}
}

void wire_tcp(struct capture_file *c, const struct host *client, const struct host *server, uint16_t port,
	      const struct turn *turns, size_t turn_count) {
	struct line l = {
		.c = c, .host = { client, server },
		.port = { (uint16_t)(49152 + wire_luck(c) % 16000), port },
		.next = { wire_luck(c), wire_luck(c) },
	};

	send_segment(&l, 0, TCP_SYN, (str){ 0 });
	send_segment(&l, 1, TCP_SYN | TCP_ACK, (str){ 0 });
	send_segment(&l, 0, TCP_ACK, (str){ 0 });
	for (size_t i = 0; i < turn_count; i++)
		send_turn(&l, &turns[i]);
	send_segment(&l, 0, TCP_FIN | TCP_ACK, (str){ 0 });
	send_segment(&l, 1, TCP_FIN | TCP_ACK, (str){ 0 });
	send_segment(&l, 0, TCP_ACK, (str){ 0 });
}

static void send_arp(struct capture_file *c, const struct host *from, uint16_t operation, addr to_mac, addr ip,
		     addr frame_to) {
	uint8_t room[64];
	struct text t = TEXT(room);

	put_be32(&t, 0x00010800); /* Ethernet, IPv4 */
	put_be16(&t, 0x0604);
	put_be16(&t, operation);
	put_addr(&t, from->mac);
	put_addr(&t, from->ip);
	put_addr(&t, to_mac);
	put_addr(&t, ip);
	wire_ether(c, from, frame_to, ETHER_ARP, text_done(&t));
}

void wire_arp_announce(struct capture_file *c, const struct host *host) {
	send_arp(c, host, 1, (addr){ .kind = ADDR_MAC }, host->ip, broadcast);
}

void wire_arp_ask(struct capture_file *c, const struct host *from, const struct host *about) {
	send_arp(c, from, 1, (addr){ .kind = ADDR_MAC }, about->ip, broadcast);
	send_arp(c, about, 2, from->mac, from->ip, from->mac);
}
