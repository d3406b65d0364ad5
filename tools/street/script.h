#pragma once

/*
 * The script that a street plays: who lives there and what each one says.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ledger.h"

struct conn;

/* Bytes that live as long as the script. */
struct blob {
	const uint8_t *bytes;
	size_t size;
};

/* An IP address; `size` is 4, 16, or 0 for none. */
struct ip {
	uint8_t bytes[16];
	uint8_t size;
};

/* How a device misbehaves; the words in the script stand in script.c. */
enum quirk {
	QUIRK_NONE,
	QUIRK_SLOW,        /* answers after two seconds, byte by byte */
	QUIRK_ONE,         /* one connection at a time: a second one is reset, and counted as a violation */
	QUIRK_RESET,       /* resets in the middle of an answer */
	QUIRK_HALF,        /* half an answer, then silence */
	QUIRK_FLOOD,       /* an answer without end */
	QUIRK_TARPIT,      /* accepts, never says a word */
	QUIRK_HEADERS,     /* header lines without end */
	QUIRK_RST,         /* resets whatever comes by TCP */
	QUIRK_GARBAGE,     /* answers noise */
	QUIRK_CERTIFICATE, /* a certificate of more than 100 KiB */
	QUIRK_TLS10,       /* knows no TLS newer than 1.0 */
	QUIRK_UDP_FLOOD,   /* thousands of answers to one question */
	QUIRK_COUNT
};

/* What a TLS port shows of itself; texts may be NULL. */
struct certificate {
	const char *subject, *issuer, *from, *until;
};

struct exchange {
	struct blob request; /* how the request begins; empty: said before anything is asked */
	struct blob holds;   /* and what stands in it */
	struct blob answer;
	bool keep; /* the connection stays open after it */
};

struct tcp_port {
	uint16_t port;
	const struct certificate *tls; /* NULL: in the clear */
	const struct exchange *exchanges;
	size_t exchange_count;
};

struct device;

struct udp_port {
	uint16_t port, to_port; /* to_port: 0 is the asker's */
	struct blob wants; /* must stand somewhere in the question */
	struct blob answer;
	struct ip to; /* where a question to all is answered; size 0: to the asker */
	struct device *device;
	struct udp_port *next; /* of the next device with this port */
};

struct device {
	struct ip four, six;
	uint8_t mac[6];
	enum quirk quirk;
	bool is_filtered; /* closed ports stay silent */
	const struct tcp_port *tcp;
	size_t tcp_count;
	struct udp_port *udp;
	size_t udp_count;
	struct ledger ledger;
	unsigned open_count;      /* connections that are open now */
};

struct script {
	struct device *devices;
	size_t device_count;
	struct udp_port *by_port[65536]; /* who hears a question to all */
	uint64_t *slots;                 /* addresses to devices: the hash's upper half over index + 1; 0 is free */
	size_t slot_mask;
};

/*
 * Reads the script at `path`. 0; or 1 after a sentence with file and line on
 * standard error. Everything lives until the program ends.
 */
int script_read(const char *path, struct script *ret_script);

/* Whose address that is; NULL where nobody lives. */
struct device *script_find(const struct script *s, const uint8_t *address, size_t size);

/* An address of either family in text. False when it is none. */
bool ip_parse(const char *text, struct ip *ret_ip);
