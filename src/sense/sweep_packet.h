#pragma once

/*
 * sweep_packet: the two packets that a sweep sends, and what answers them.
 *
 * Nothing is remembered of a SYN. Its sequence number and our port are a keyed
 * hash of whom it goes to, so that an answer proves by itself that it is one:
 * who did not get the SYN cannot know the number that must come back. ARP has
 * no room for that: anybody on the link can claim any address, as ever.
 *
 * Pure: no sockets, no clock.
 */

#include "base/siphash.h"
#include "fact/addr.h"

enum {
	SWEEP_SYN_SIZE = 44,       /* IPv4 header, TCP header, one option */
	SWEEP_ARP_SIZE = 28,       /* behind the link's header */
	SWEEP_OWN_PORTS_MAX = 1024,
	SWEEP_OWN_PORTS_MIN = 256, /* a smaller gap is not used: too many of a run before would be met again */
};

/* Random, and another one in each run. */
struct sweep_secret {
	uint8_t key[SIPHASH_KEY_SIZE];
	uint16_t first_port, port_count; /* ours */
};

/*
 * Chooses our ports: a random stretch outside of `low` to `high`, from which
 * the kernel takes those of its own connections (ip_local_port_range), so that
 * the two never meet; inside of them where there is no room outside.
 */
void sweep_choose_ports(struct sweep_secret *s, uint16_t low, uint16_t high, uint64_t random);

/* An ordinary SYN (RFC 9293, 3.1) from `from` to the port `port` of `to`, both IPv4. */
void sweep_pack_syn(const struct sweep_secret *s, addr from, addr to, uint16_t port, uint8_t ret_packet[SWEEP_SYN_SIZE]);

struct sweep_answer {
	addr who;
	uint16_t port;
	bool is_open; /* SYN-ACK; else RST: it is there, and the port is closed */
};

/* Is this IPv4 packet an answer to a SYN of ours? */
bool sweep_read_answer(const struct sweep_secret *s, str packet, struct sweep_answer *ret_answer);

/* Asks everybody on an Ethernet link for the MAC of `wanted` (RFC 826). */
void sweep_pack_arp(addr own_mac, addr own, addr wanted, uint8_t ret_packet[SWEEP_ARP_SIZE]);

struct arp_answer {
	addr who, mac;
	addr own; /* of our addresses, the one that asked */
};

/* Is this an ARP reply that names a host and its MAC? Padding behind it is passed over. */
bool sweep_read_arp(str packet, struct arp_answer *ret_answer);
