#pragma once

/*
 * TCP as a small server speaks it: one side of RFC 9293, enough for questions and answers.
 *
 * Kept: sequence numbers, the peer's window and MSS, retransmission by a
 * timer and after three repeated ACKs, orderly and disorderly ends, a short memory of what has ended. Left
 * out: window scaling, selective acknowledgement, segments out of order (the
 * peer sends them again), urgent data, congestion control.
 */

#include "packet.h"
#include "timer.h"

struct tls_session;

enum conn_state {
	CONN_ASKED,  /* a SYN came, a SYN and ACK went */
	CONN_OPEN,
	CONN_GONE,   /* both have ended; only answers to what is sent again */
};

struct conn {
	struct timer timer;
	struct conn *next; /* in its bucket, or of the free ones */
	struct tcp *tcp;
	struct device *device;
	const struct tcp_port *port;
	struct path path;
	uint16_t here, there;  /* ports */
	enum conn_state state;
	uint32_t first, una, sent, received; /* numbers: our SYN's, oldest not acknowledged, next to send, next expected */
	uint16_t window, mss;
	uint8_t *out;          /* from `una` on: on the way, then waiting */
	size_t out_size, out_room;
	bool is_counted;       /* among the open ones of its device */
	bool end_wanted, end_sent, peer_ended, owes_ack, is_watched; /* is_watched: resend_ms stands for what is on the way */
	unsigned tries, repeats;
	uint32_t recover;      /* up to where the losses are that three repeated ACKs told of; una: none */
	uint64_t resend_ms, turn_ms; /* 0: not */
	struct heard *heard;
	struct tls_session *tls;
	/* The talk: talk.c */
	uint8_t *in;
	size_t in_size;
	const struct exchange *playing;
	size_t played;         /* bytes of it, or lines without end */
	bool is_done;          /* nothing more is listened to */
};

enum { CONN_BUCKETS = 1 << 16, CONNS_MAX = 1 << 17 /* half-open ones of a sweep among them */ };

struct tcp {
	struct link *link;
	struct timers *timers;
	struct street_ledger *ledger;
	struct conn *buckets[CONN_BUCKETS];
	struct conn *free;
	size_t count;
};

/* A segment to `d`. */
void tcp_take(struct tcp *tcp, struct device *d, const struct packet *p);

/* For the talk: bytes to send, an orderly end after them, an end at once, another turn at a time. */
void conn_write(struct conn *c, const uint8_t *bytes, size_t size);
void conn_end(struct conn *c);
void conn_reset(struct conn *c);
void conn_turn(struct conn *c, uint64_t after_ms);
