#pragma once

/*
 * wire: whole frames with right lengths and checksums, into a capture file.
 *
 * For tools that make captures of their own: hosts speak, frames come out,
 * one after the other on a clock that only moves when somebody speaks.
 */

#include <stdio.h>

#include "base/text.h"
#include "fact/addr.h"

/* One end of a conversation. */
struct host {
	str name;
	addr mac, ip;
	uint16_t vlan; /* 0: untagged */
};

/* A capture that is being written: classic pcap, microseconds, Ethernet. */
struct capture_file {
	FILE *to;
	uint64_t time_us;
	uint64_t luck; /* state of the numbers that need not mean anything */
	size_t frame_count;
};

void wire_begin(struct capture_file *c, FILE *to, uint64_t time_us);

/* A number that is the same in every run. */
uint32_t wire_luck(struct capture_file *c);

/* Big-endian numbers behind what `t` holds. */
void put_be16(struct text *t, uint32_t number);
void put_be32(struct text *t, uint32_t number);
void put_addr(struct text *t, addr a);

/* A frame of `type` with this payload; `to` is a MAC. */
void wire_ether(struct capture_file *c, const struct host *from, addr to, uint16_t type, str payload);

/* A datagram. A group or broadcast address in `to.ip` finds its MAC by itself. */
void wire_udp(struct capture_file *c, const struct host *from, const struct host *to, uint16_t from_port,
	      uint16_t to_port, str payload);

/* One side's turn in a TCP conversation. */
struct turn {
	bool by_server;
	str bytes;
};

/* A conversation from handshake to farewell. */
void wire_tcp(struct capture_file *c, const struct host *client, const struct host *server, uint16_t port,
	      const struct turn *turns, size_t turn_count);

/* "Who has": the host announces its own address (RFC 5227, 2.3). */
void wire_arp_announce(struct capture_file *c, const struct host *host);

/* One asks for the other's MAC and is answered. */
void wire_arp_ask(struct capture_file *c, const struct host *from, const struct host *about);
