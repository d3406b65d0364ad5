#pragma once

/*
 * Packets taken apart and put together: Ethernet, IPv4, IPv6, UDP, TCP, ICMP, ARP and neighbour discovery.
 */

#include "link.h"
#include "script.h"

enum { ETHERNET_SIZE = 14, IP4_SIZE = 20, IP6_SIZE = 40, UDP_SIZE = 8, TCP_SIZE = 20 };
enum { PROTO_ICMP = 1, PROTO_TCP = 6, PROTO_UDP = 17, PROTO_ICMP6 = 58 };
enum { TCP_FIN = 1, TCP_SYN = 2, TCP_RST = 4, TCP_PSH = 8, TCP_ACK = 16 };

/* An IP packet as it came; slices point into the frame. */
struct packet {
	const uint8_t *from_mac, *to_mac;
	const uint8_t *from, *to; /* addresses of `address_size` bytes */
	size_t address_size;
	const uint8_t *ip;        /* the packet from its IP header on */
	size_t ip_size;
	uint8_t proto;
	bool is_fragment;
	const uint8_t *body;      /* what the IP header carries */
	size_t body_size;
	uint64_t time_us;
};

/* Between whom a packet of ours goes. */
struct path {
	uint8_t from_mac[6], to_mac[6];
	struct ip from, to;
};

/* A TCP segment, coming or going. */
struct segment {
	uint16_t from_port, to_port, window, mss; /* mss: 0 when not told */
	uint32_t number, acknowledged;
	uint8_t flags;
	const uint8_t *payload;
	size_t payload_size;
};

uint16_t get16(const uint8_t *at);
uint32_t get32(const uint8_t *at);

/* Takes an IPv4 or IPv6 frame apart. False when it is neither, or cut. */
bool packet_parse(const struct frame *f, struct packet *ret_packet);
bool segment_parse(const struct packet *p, struct segment *ret_segment);

/* From `from_mac` back to whom `p` came from, in the name of the address it went to. */
struct path path_back(const struct packet *p, const uint8_t from_mac[6]);

/* Sends a body of up to 1400 bytes whose check sum stands at `sum_at`; it is filled in. */
void packet_send(struct link *l, const struct path *path, uint8_t proto, uint8_t *body, size_t size, size_t sum_at);

/* Sends a datagram of any size, in fragments where it must. */
void packet_send_udp(struct link *l, const struct path *path, uint16_t from_port, uint16_t to_port, struct blob payload);

/* Sends a segment; a SYN tells an MSS of 1460. */
void packet_send_tcp(struct link *l, const struct path *path, const struct segment *s);

/* An ARP answer: `path->from` has `path->from_mac`. */
void packet_send_arp(struct link *l, const struct path *path);
