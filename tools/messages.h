#pragma once

/*
 * messages: the bodies of protocols that are no text, put together from a
 * few values. Each appends to `t`; what does not fit sets t->full.
 */

#include "base/text.h"
#include "fact/addr.h"

struct dhcp_values {
	uint8_t type;        /* 1 discover, 2 offer, 3 request, 5 ack (RFC 2132, 9.6) */
	uint32_t transaction;
	addr client_mac, client_ip, server_ip;
	str host_name, vendor_class; /* options 12 and 60; empty to leave them out */
	str parameters;      /* option 55 as "1,3,6,15"; empty to leave it out */
};
void message_dhcp(struct text *t, const struct dhcp_values *v);

/* A question for an A record, or, with an answer, the reply to it (RFC 1035). */
void message_dns(struct text *t, uint16_t id, str name, addr answer);

struct mdns_values {
	str service;  /* "_axis-video._tcp.local" */
	str instance; /* "AXIS P3245 - ACCC8E000001": may hold dots and blanks */
	str host;     /* "axis-accc8e000001.local" */
	uint16_t port;
	const str *txt; /* "macaddress=ACCC8E000001" */
	size_t txt_count;
	addr ip;
};
void message_mdns(struct text *t, const struct mdns_values *v);

/* The question alone: PTR for a service. */
void message_mdns_ask(struct text *t, str service);

struct lldp_values {
	addr mac, ip;
	str port, port_description, name, description;
	uint16_t capabilities; /* bits of IEEE 802.1AB, table 8-4 */
};
void message_lldp(struct text *t, const struct lldp_values *v);

/* "DHIP" around a JSON text, as Dahua's discovery sends it. */
void message_dhip(struct text *t, str json);

/* TLS 1.2: a client's hello with a server name; `random` fills the 32 bytes. */
void message_tls_hello(struct text *t, str server_name, uint32_t random);

/* A server's hello, its one certificate in DER, and "done". */
void message_tls_answer(struct text *t, str certificate, uint32_t random);

