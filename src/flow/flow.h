#pragma once

/*
 * flow: packets in, messages to the readers, observations out.
 *
 * Takes a frame apart down to UDP datagrams and the first bytes of each TCP
 * direction, in order whatever the order of arrival, and hands them to the
 * readers. All state lies in one arena of fixed size: when it is full, what
 * was silent longest is finished early. No system calls.
 */

#include "base/arena.h"
#include "fact/obs.h"
#include "read/capture.h"
#include "read/proto.h"

enum {
	FLOW_HEAD_MAX = 8 * 1024, /* bytes kept of one direction: HTTP head and SOAP, TLS with certificates */
	FLOW_MEMORY = 64 << 20,    /* what flow_open is given by default */
};

struct flow_counts {
	uint64_t packets, bytes;
	uint64_t conversations;  /* TCP connections begun */
	uint64_t finished_early; /* for want of memory */
	uint64_t fragments_lost; /* IPv4 and IPv6 datagrams whose fragments never became whole */
	uint64_t not_understood; /* cut short, or malformed */
	uint64_t unread;         /* frames of link types that nobody here reads, */
	uint32_t unread_type;    /* the first of these types */
};

/*
 * What flow itself tells; ends with a NULL name. `link.ip` is told of the MAC
 * that sent a frame which no router can have passed on: see flow/bind.c.
 * `tcp.port` is told of the listener, when its address is a private one.
 */
extern const struct field flow_fields[];

struct flow;

/*
 * The whole memory comes from `mem`, `size` bytes of it at most; all of its
 * tables shrink and grow with `size`. NULL when `mem` or `size` is too small
 * (under 4 MiB). `out` gets every observation; each (address, field, value)
 * is told once an hour of capture time, so that what is repeated does not
 * flood and "last seen" stays true to the hour.
 */
struct flow *flow_open(arena *mem, size_t size, struct obs_sink *out);

/* The frame is needed during the call only. 0, or the sink's negative answer, from then on for good. */
int flow_packet(struct flow *f, const struct packet *packet);

/* Finishes all conversations that are still open. 0, or the sink's negative answer. */
int flow_end(struct flow *f);

struct flow_counts flow_counts(const struct flow *f);

/* The reading at work, so that the cell can name the reader that broke a rule. */
const struct reading *flow_reading(const struct flow *f);
