#pragma once

/*
 * What the files of this room share. Nobody outside includes it.
 *
 * Down the layers: link.c takes a frame apart, ip.c the packet, udp.c and
 * tcp.c what is in it; conversation.c keeps the heads of TCP directions,
 * fragment.c datagrams in pieces, route.c knows which reader wants what.
 */

#include "base/cur.h"
#include "flow/flow.h"
#include "flow/mix.h"
#include "flow/seen.h"
#include "flow/window.h"

/* ---- which reader wants what ---- */

struct route {
	uint64_t key; /* lane << 32 | key, plus 1; 0 is empty */
	uint32_t first, count; /* in `readers` */
};

struct routes {
	struct route *table; /* open addressing, at most half full */
	uint32_t mask;
	const struct proto **readers;
	struct route any[LANE_FIELD + 1]; /* those hooked with KEY_ANY, by lane */
};

/* ---- one packet, taken apart ---- */

/* Addresses as numbers, so that they compare and hash fast; IPv4 in the first word. */
struct ip_head {
	uint64_t from[2], to[2];
	bool is_ip6;
	uint8_t ttl; /* or hop limit */
};

/* ---- TCP ---- */

enum {
	CONVERSATION_WAYS = 16, /* a set; its tags are one cache line */
	SLACK = WINDOW_SIZE - FLOW_HEAD_MAX, /* room for data that comes before the first that was seen */
};

enum phase {
	PHASE_FRESH,   /* no data yet */
	PHASE_HEARING, /* a head is kept */
	PHASE_DONE,    /* handed to the readers, or nobody wanted it */
};

struct side {
	uint32_t start; /* sequence number of the first byte, when `has_start` */
	uint32_t head;  /* its number when PHASE_HEARING */
	uint16_t port;
	uint8_t phase;  /* enum phase */
	bool has_start; /* its SYN was seen */
};

/* A TCP connection, in one cache line. */
struct conversation {
	uint64_t addresses[2][2];
	struct side sides[2];
	uint32_t last_s; /* when it last spoke */
	uint8_t server;  /* which side listens */
	bool is_ip6, server_is_sure, port_is_told;
};
_Static_assert(sizeof(struct conversation) == 64, "a look-up touches one cache line");

/* The first bytes of one direction. */
struct head {
	struct window window;
	uint64_t time_us, offset; /* of the segment that came first */
	uint32_t conversation;    /* its number */
	uint32_t last_s;
	uint32_t base;  /* sequence number of the window's first byte */
	uint32_t end;   /* where in the window the direction ends; WINDOW_UNKNOWN */
	uint32_t next_free;
	uint8_t side;   /* which speaks */
	uint8_t segment_count; /* stops at 255 */
	bool in_use;
	bool is_wanted; /* a reader said that it may be its */
};

enum { WINDOW_UNKNOWN = WINDOW_SIZE + 1 };

struct segment {
	uint32_t sequence;
	uint8_t flags;
	str payload;
};

enum { TCP_FIN = 1, TCP_SYN = 2, TCP_RST = 4, TCP_ACK = 16 };

struct conversations {
	uint32_t *tags; /* CONVERSATION_WAYS a set; 0 is empty */
	struct conversation *all;
	uint32_t set_mask;
	struct head *heads;
	uint32_t head_count, free_head, hand; /* heads by number, from 1; `hand` goes round */
};

/* ---- fragments ---- */

enum { FRAGMENT_WAYS = 8, FRAGMENT_SETS = 32 };

struct datagram {
	struct window window;
	uint64_t key[4], id; /* addresses; identification and protocol */
	uint64_t time_us, offset;
	uint32_t last_s, end;
	uint8_t first_protocol; /* what IPv6's first fragment says is inside */
	bool in_use, is_dead, has_first;
};

/* ---- questions to everybody ---- */

/*
 * Devices answer a multicast question from whatever port they like; so who
 * asked port 3702 from port 50123 gets its answers on 50123 read as 3702's.
 */
struct question {
	uint32_t tag;
	uint16_t key, time_s;
};

enum { QUESTIONS = 4096, QUESTION_LIVES_S = 60 };

struct flow {
	struct obs_sink filter; /* first: what readers tell to; passes on what is new within the hour */
	struct obs_sink nobody; /* takes all and does nothing */
	struct obs_sink *out;
	struct reading rx;
	struct flow_counts counts;
	struct routes routes;
	struct seen told, heard;
	struct pool pool;
	struct conversations tcp;
	struct datagram *datagrams;
	struct question *questions;
	uint8_t *head_room, *datagram_room; /* WINDOW_SIZE bytes each, for what lies in several chunks */
	/* of the packet at work */
	uint64_t now_us, offset;
	uint32_t now_s, hour;
	str mac; /* of the station that sent the frame; empty when not known */
};

/* route.c */
bool routes_init(struct routes *r, arena *mem);
/* The readers of (lane, key) alone, without those that take any key; NULL when there are none. */
const struct route *route_find(const struct routes *r, enum lane lane, uint32_t key);
/* As hand_on(), with the readers found by table. */
enum read_end route_hand(struct flow *f, enum lane lane, uint32_t key, cur in);
/* The same without those that take any key. */
enum read_end route_hand_only(struct flow *f, enum lane lane, uint32_t key, cur in);
/* Would any reader take a TCP direction to this port that begins so? */
bool route_wants(struct flow *f, uint32_t port, str head);

/* flow.c */
/* Aligned memory that is not zeroed: the big pools cost time only as far as they are used. NULL when full. */
void *flow_take_raw(arena *mem, size_t size);
/* Readies `rx` for bytes that came now. */
void flow_speaker(struct flow *f, addr who, addr to);
/* Hands a whole message to the readers of (lane, key), unless the same was heard within the hour. */
void flow_message(struct flow *f, enum lane lane, uint32_t key, addr who, addr to, str message);
/* Tells an observation of flow's own, once an hour. */
void flow_tell(struct flow *f, addr who, const struct field *field, str value);
/* True when `hash` is met for the first time within the hour, as far as observations go. */
bool flow_is_news(struct flow *f, uint64_t hash);
addr flow_mac(const struct flow *f);

enum { FIELD_LINK_IP, FIELD_TCP_PORT };

/* link.c */
void link_take(struct flow *f, uint32_t link_type, str frame);

/* bind.c: tells link.ip when the packet proves it. */
void bind_take(struct flow *f, const struct ip_head *ip);

/* ip.c */
addr ip_addr(const struct ip_head *ip, const uint64_t words[2]);
void ip4_take(struct flow *f, cur in);
void ip6_take(struct flow *f, cur in);
/* What was in the fragments of one datagram; `protocol` is the first one's. */
void ip_take_whole(struct flow *f, const struct ip_head *ip, uint8_t protocol, str whole);

/* fragment.c: one fragment; `id` tells datagrams of the same two addresses apart. */
void fragment_take(struct flow *f, const struct ip_head *ip, uint64_t id, uint8_t protocol, uint32_t from,
		   bool more, str bytes);
/* Gives up the datagram that was silent longest, but not `keep`. False when there is none. */
bool fragments_make_room(struct flow *f, const struct datagram *keep);
/* Counts those that are still in pieces as lost. */
void fragment_end(struct flow *f);

/* udp.c, tcp.c: from their header on. */
void udp_take(struct flow *f, const struct ip_head *ip, cur in);
void tcp_take(struct flow *f, const struct ip_head *ip, cur in);

/* conversation.c */
bool conversations_init(struct conversations *c, arena *mem, size_t size, uint32_t head_count);
/*
 * The conversation of this packet, and which side speaks. NULL when there is
 * none yet, unless `begin`: then one is begun.
 */
struct conversation *conversation_find(struct flow *f, const struct ip_head *ip, uint16_t from_port,
				       uint16_t to_port, bool begin, unsigned *ret_side);
/* Hands over what was heard of both sides; afterwards both are done. */
void conversation_finish(struct flow *f, struct conversation *c);
/* Makes it as new, for ports that are used again. */
void conversation_restart(struct flow *f, struct conversation *c);
/* A head for a side that is PHASE_FRESH; NULL never: others make room. */
struct head *head_begin(struct flow *f, struct conversation *c, unsigned side, uint32_t base);
static inline struct head *head_of(struct flow *f, const struct side *side) {
	return &f->tcp.heads[side->head - 1];
}
/* The bytes in order from the start; empty when the start is missing. */
struct range head_run(const struct flow *f, const struct head *h);
/* Hands it to the readers, or drops it; the side is then PHASE_DONE. */
void head_finish(struct flow *f, struct head *h);
void head_drop(struct flow *f, struct head *h);
/* Finishes a head that was silent long, but not `keep`. False when none was found. */
bool heads_make_room(struct flow *f, const struct head *keep);
/* Looks at one head and finishes it when it was silent too long. */
void heads_sweep(struct flow *f);
void heads_end(struct flow *f);
addr conversation_addr(const struct conversation *c, unsigned side);
