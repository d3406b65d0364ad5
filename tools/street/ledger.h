#pragma once

/*
 * What the devices saw: how many packets each was sent and how close together,
 * how many connections it held, and every byte of payload.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct script;
struct device;
struct ip;

enum ledger_kind { LEDGER_TCP, LEDGER_UDP, LEDGER_ICMP, LEDGER_ARP, LEDGER_KINDS };

/* One connection's bytes, or one datagram's. */
struct heard {
	struct heard *next;
	uint16_t port;
	char kind;          /* 't' TCP, 's' TLS (decrypted), 'u' a datagram to one, 'g' a datagram to all */
	uint64_t time_us;   /* of the kernel, since 1970 */
	uint64_t all;       /* bytes that came, kept or not */
	uint8_t *bytes;
	size_t size, room;
};

/* Times of the last second, oldest first, and the most that ever stood in it. */
struct window {
	uint64_t *times;
	size_t room, head, count; /* room: a power of two */
	size_t most;
};

struct ledger {
	uint64_t packets[LEDGER_KINDS];
	struct window second;    /* all but ARP */
	unsigned most_open;      /* connections at once */
	unsigned opened;         /* connections that ever stood */
	unsigned violations;     /* connections beside another where only one is allowed */
	struct heard *heard, **heard_end;
};

/* A packet of `kind` that was sent to this device at `time_us`. */
void ledger_packet(struct ledger *l, enum ledger_kind kind, uint64_t time_us);

/* A new entry for bytes to come; it lives as long as the program. */
struct heard *ledger_hear(struct ledger *l, char kind, uint16_t port, uint64_t time_us);

/* Adds bytes; the first 64 KiB of each entry are kept. */
void heard_add(struct heard *h, const uint8_t *bytes, size_t size);

/* ---- What came for the street as a whole */

struct street_ledger {
	uint64_t frames, ip_frames, arp, other;
	uint64_t absent_packets, absent_bytes;       /* to addresses where nobody lives */
	uint64_t excluded_packets, excluded_bytes;   /* to addresses that are on the list */
	uint64_t excluded_arp;                       /* questions for the MAC of such addresses */
	uint64_t sent, lost, crowded;                /* frames of our own; lost on purpose; no room for a connection */
	uint64_t dropped;                            /* frames that the kernel had no room for */
	uint64_t first_us, last_us;
	uint32_t asked_ports[65536];                 /* SYNs to each port, wherever they went */
	uint64_t *times;
	uint64_t head;
	uint64_t tails[3];
	uint64_t most[3];                            /* IP packets in any 10 ms, 100 ms, 1 s */
	struct ledger groups;                        /* what was sent to all */
	struct ledger absent;                        /* datagrams where nobody lives, and of the excluded */
};

void street_ledger_init(struct street_ledger *l);

/* Any frame with IPv4 or IPv6 in it. */
void street_ledger_packet(struct street_ledger *l, uint64_t time_us);

/* Writes the ledgers as JSON lines: of each device that was sent anything, then the total. 0 or negative errno. */
int ledger_write(const char *path, const struct script *s, const struct street_ledger *l);
