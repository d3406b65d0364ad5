#pragma once

/*
 * What talk's files know of each other: devices, and the lines that lead to them.
 */

#include "base/arena.h"
#include "sense/dues.h"
#include "sense/neighbours.h"
#include "sense/talk.h"

enum { ASK_WORDS = TALK_ASKS_MAX / 64, OUT_MAX = 8 * 1024 };
#define NO_ASK UINT32_MAX

/* A question at a port, in the order in which they are asked. */
struct ask {
	const struct question *question;
	uint16_t port;
	uint8_t port_bit;   /* of a device's `open` and `closed` */
	uint32_t after;     /* number of the ask that must have been answered; NO_ASK */
};

/* Where a device itself said that something is. */
struct talk_url {
	const struct question *question;
	str path;
	uint16_t port;
	bool asked;
};

struct peer {
	addr who, mac;
	unsigned interface;
	struct pace gate;
	uint64_t open, closed;   /* by port_bit */
	uint64_t asked[ASK_WORDS], answered[ASK_WORDS];
	struct talk_url urls[TALK_PLACES_MAX];
	uint64_t spent_us;       /* in connections */
	uint64_t position;       /* of a guess, in the scope */
	uint32_t next;           /* in its bucket, or in the list of free ones; number plus one */
	uint16_t line;           /* number plus one of the line that leads to it */
	uint8_t url_count;
	uint8_t untold;          /* datagrams of which it was not told yet that they were asked */
	uint8_t mute;            /* connections in which it said nothing */
	bool has_news;           /* something was asked since it was last told */
	uint8_t unreachable;     /* connections that its network refused */
	bool answers;            /* it answered some question by TCP */
	bool is_silent;          /* a port of it did not even refuse */
	bool in_use, all_ports, is_guess, heard, done, queued;
	bool is_stranger;        /* the kernel will ask for its MAC first */
	bool is_held, is_told;   /* it has one of the places among the near; the kernel knows its MAC from us */
};

enum phase { PHASE_FREE, PHASE_CONNECTING, PHASE_SENDING, PHASE_HEARING, PHASE_LEAVING };

/* One connection. */
struct line {
	int fd;
	uint8_t phase;
	bool happened;      /* the kernel has something to tell since we last looked */
	bool early;         /* something came together with the connection */
	bool failed, hung_up; /* the kernel told of an error; that the other side closed its direction */
	bool ended;         /* the other side will say no more */
	bool was_deaf;      /* it sent more packets than its gate lets us answer */
	bool deaf;          /* what comes is kept from TCP, see talk_line.c */
	bool secret, open, said; /* TLS; its handshake is done; the question has left */
	bool was_open;      /* its port was known to be open before */
	uint32_t device, ask; /* ask: NO_ASK: the url */
	uint32_t paid;      /* packets to it, by gate and pace; some have not left yet */
	const struct question *question;
	uint16_t port;
	uint8_t url;
	uint64_t waits_until_us; /* for its turn, already put off */
	uint64_t begun_us;      /* moved on by what it had to wait for its turn */
	uint64_t until_us;      /* the end of the session */
	uint64_t quiet_us;  /* when silence is the end of the answer */
	size_t out_size, heard_size, told_size;
	uint8_t *out, *room; /* OUT_MAX and TALK_HEARD_MAX bytes */
};

struct queue {
	uint32_t *at;
	uint32_t first, count; /* a ring of TALK_DEVICES_MAX */
};

struct talk {
	struct talk_wish w;
	struct ask asks[TALK_ASKS_MAX];
	size_t ask_count;
	uint16_t ports[TALK_PORTS_MAX];
	size_t port_count;
	struct peer *devices;
	uint32_t device_count, free_device, *buckets;
	uint64_t seed;
	struct dues dues;
	struct queue ready, near_ready; /* wait for a line; for a place among the near */
	struct line lines[TALK_LINES_MAX];
	uint16_t free_lines[TALK_LINES_MAX];
	unsigned free_line_count, near_held;
	struct neighbour_desk neighbours;
	uint64_t starved_us;   /* since then somebody waits for a place, and nobody has one */
	uint64_t near_again_us; /* the kernel's table was full: not before */
	size_t room, room_taken; /* in the kernel's table of neighbours, as it was then; of it by us since */
	uint64_t room_known_us; /* as it was then */
	bool may_tell;      /* the kernel takes MACs from us */
	int epoll;
	bool limited;       /* the gates are narrow */
	bool counts;        /* every packet is counted: something is limited */
	bool hold_secret, finishing;
	arena paths;
	void *memory;
	size_t memory_size;
	uint64_t guesses, judged_us, lost_then, made_then;
	struct talk_tally tally;
};

enum {
	/* Packets that a step is expected to cost, of ours and the kernel's. */
	COST_CONNECT = 2,  /* SYN, ACK */
	COST_SEND = 3,     /* the words, and the acknowledgements of what a small window lets in */
	COST_READ = 3,     /* the window opens: acknowledgements of what comes */
	COST_LEAVE = 2,    /* FIN, and the acknowledgement of the other's */
	COST_DATAGRAM = 1,
	COST_ARP = 1,      /* the kernel's, for a neighbour that it does not know */
};

/* Bits of a device's `asked` and `answered`. */
static inline bool has(const uint64_t *words, uint32_t bit) {
	return words[bit / 64] >> bit % 64 & 1;
}

static inline void set(uint64_t *words, uint32_t bit) {
	words[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Fills asks and ports, in the order of the table, but single datagrams first and TLS last. False when there are too many. */
bool talk_make_asks(struct talk *t);

/* The ask of a question at a port; NO_ASK when there is none. */
uint32_t talk_ask_of(const struct talk *t, const struct question *q, uint16_t port);

/* What a device is asked next: an ask; or NO_ASK and the number of a url; false when nothing. */
bool talk_next_of(const struct talk *t, const struct peer *d, uint32_t *ret_ask, unsigned *ret_url);

/* May so many packets go to it? 0, and they are counted; else how long to wait. */
uint64_t talk_gate(struct talk *t, struct peer *d, unsigned packets, uint64_t now_us, bool *ret_by_pace);

/* How many more neighbours the kernel would take, as it was within the last tenth of a second; 0 when it does not tell. */
size_t talk_room(struct talk *t, uint64_t now_us);

/* Connects, for this ask or this url of the device. 0: a line leads to it, or the failure is already counted. */
int line_open(struct talk *t, uint32_t device, uint32_t ask, unsigned url, uint64_t now_us);

/*
 * Goes on as far as it goes: `ret_due_us` is when to look again; 0 when it
 * is over and the line is free. 0, -EBUSY when the pace holds everybody up,
 * or the listener's <0.
 */
int line_turn(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us);

/* Ends it at once, without a farewell of ours. */
void line_cut(struct talk *t, struct line *l);
