#pragma once

/*
 * flow_stage: a flow over toy readers that tell what they are handed, and
 * packets built layer by layer, for the tests of flow. cmocka.h comes first.
 */

#include "flow/flow.h"

struct stage {
	struct obs_sink sink;
	void *memory;
	arena mem;
	struct flow *flow;
	uint64_t time_us; /* of the next packet; each takes a millisecond */
	uint32_t link_type;
	size_t told_count;
	bool with_ports, quiet; /* note tcp.port too; note nothing */
	char told[65536];       /* "who field = value", a line each */
};

struct stage *stage_open(void);

/* Ends the flow and compares all that was told. */
void stage_close(struct stage *s, const char *wanted);

struct bytes {
	size_t n;
	uint8_t at[65536];
};

void put(struct bytes *b, const void *at, size_t n);
void put_be(struct bytes *b, uint64_t number, unsigned size);
void put_hex(struct bytes *b, const char *hex);
void put_text(struct bytes *b, const char *text);
void put_addr(struct bytes *b, const char *text);

/* Hands over an exact copy, so that the address sanitizer sees a byte too many. */
void play(struct stage *s, const struct bytes *b);

/* From 02:00:00:00:00:0a to :0b; `more` is hex from the EtherType on. */
void put_ethernet(struct bytes *b, const char *more);

struct ip {
	const char *from, *to;
	unsigned ttl, id, place; /* place: flags and offset as they stand in the header */
	uint8_t protocol;
};

void put_ip4(struct bytes *b, struct ip ip, size_t size);
void put_ip6(struct bytes *b, struct ip ip, size_t size);
void put_udp(struct bytes *b, unsigned from, unsigned to, const char *text);
void play_udp(struct stage *s, struct ip ip, unsigned from, unsigned to, const char *text);

/* From the client (10.0.0.1:40000) or the server (10.0.0.2:`port`, 80 when 0). */
struct tcp {
	bool from_server;
	unsigned port;
	uint32_t sequence;
	uint8_t flags;
	const char *text;
};

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

void play_tcp(struct stage *s, struct tcp t);
