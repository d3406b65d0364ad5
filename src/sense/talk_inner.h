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

/* One MAC on our links; see talk_station.c. */
struct station {
	addr mac;
	struct pace gate;
	uint32_t next;      /* in its bucket; number plus one */
	uint32_t addresses; /* how many peers it has */
	uint32_t lines;     /* connections to any of them */
	bool is_known;      /* its gate was in use */
};

struct peer {
	addr who, mac;
	unsigned interface;
	uint32_t station;        /* number plus one; 0: its MAC is not known, or the gates are wide */
	uint32_t least_rtt_us;   /* of its connections, as the kernel timed their handshakes; 0: not known */
	uint32_t look;           /* number of the look that may tell its MAC */
	struct pace gate;        /* when no station has one for it */
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
	bool has_parted;         /* from the gate of its station, which has too many addresses */
	bool hangs_up;           /* it closed a connection instead of answering the next question on it */
	bool was_sent;           /* some packet of ours */
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
	bool is_whole;      /* the answer: nothing more will come unasked */
	bool parted;        /* our direction is closed, theirs is awaited */
	bool is_next;       /* the question is not the first on this connection */
	bool was_open;      /* its port was known to be open before */
	uint64_t refusals;  /* of neighbours by the kernel, as they were counted when it began */
	bool is_timed;      /* how long its handshake took was told */
	uint32_t device, ask; /* ask: NO_ASK: the url */
	uint32_t paid;      /* packets to it, by gate and pace; some have not left yet */
	uint32_t sent;      /* packets that had left when we last looked, and */
	uint64_t sent_us;   /* when we saw that one more had */
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
	struct station *stations;
	uint32_t station_count, *station_buckets;
	uint32_t looks;          /* at what the kernel knows of MACs */
	uint64_t looked_us;
	uint64_t seed;
	struct dues dues;
	struct queue ready, near_ready; /* wait for a line; for a place among the near */
	struct line lines[TALK_LINES_MAX];
	uint16_t free_lines[TALK_LINES_MAX];
	unsigned free_line_count, near_held;
	struct neighbour_desk neighbours;
	uint64_t starved_us;   /* since then somebody waits for a place, and nobody has one */
	uint64_t near_again_us; /* the kernel's table was full: not before */
	struct talk_room {
		struct neighbours_room is; /* in the kernel's table of neighbours, as it was then */
		size_t taken;              /* of it by us since */
		uint64_t known_us;
	} rooms[2]; /* of IPv4, of IPv6 */
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

/* The next ask at the same port and way as `last`, for the same connection; NO_ASK when there is none. */
uint32_t talk_next_at(const struct talk *t, const struct peer *d, uint32_t last);

/*
 * `last` was answered, and its connection stays: what is asked next on it, which counts as asked; NO_ASK: nothing, and
 * the end of `last` is still to be told. 0, or the listener's <0.
 */
int talk_go_on(struct talk *t, struct peer *d, uint32_t last, uint32_t *ret_ask);

/* May so many packets go to it? 0, and they are counted; else how long to wait. */
uint64_t talk_gate(struct talk *t, struct peer *d, unsigned packets, uint64_t now_us, bool *ret_by_pace);

/* The kernel timed a handshake with it. One that has become slow is asked more slowly, and counts against the network. */
void talk_timed(struct talk *t, struct peer *d, uint32_t rtt_us, uint64_t now_us);

/* How many more neighbours of its kind the kernel would take, as of the last tenth of a second; none when it does not tell. */
struct talk_room *talk_room_for(struct talk *t, addr who, uint64_t now_us);

/* Who has this address; NULL when nobody is known to. */
struct peer *talk_find(const struct talk *t, addr who);

/* A new one, whose MAC is not known yet: with a gate of its own. */
void station_new(const struct talk *t, struct peer *d, uint64_t now_us);

/* Its MAC is known: whoever has the same is the same device. Harmless when it is known already. */
void station_join(struct talk *t, struct peer *d, addr mac);

/* It was sent something: if its MAC was not known, the kernel had to find it out. */
void station_sent(const struct talk *t, struct peer *d);

/* It is forgotten. */
void station_leave(struct talk *t, struct peer *d);

/* The gate before it: that of its device, as far as that is known. */
struct pace *station_gate(struct talk *t, struct peer *d);

/* Sets the line that leads to it; 0: none does. */
void station_line(struct talk *t, struct peer *d, uint16_t line);

/*
 * 0: it may be asked something. Else how long to wait: another address of the
 * same device has a connection, or whether there is one is not known yet.
 */
uint64_t station_wait(struct talk *t, struct peer *d, uint64_t now_us);

/* Connects, for this ask or this url of the device. 0: a line leads to it, or the failure is already counted. */
int line_open(struct talk *t, uint32_t device, uint32_t ask, unsigned url, uint64_t now_us);

/*
 * Goes on as far as it goes: `ret_due_us` is when to look again; 0 when it
 * is over and the line is free. 0, -EBUSY when the pace holds everybody up,
 * or the listener's <0.
 */
int line_turn(struct talk *t, struct line *l, uint64_t now_us, uint64_t *ret_due_us);

/* With whom the connection is. */
static inline struct peer *device_of(struct talk *t, const struct line *l) {
	return &t->devices[l->device];
}

/* Its turn has not come: what it waits is not its own time. */
void line_put_off(struct line *l, uint64_t now_us, uint64_t wait_us);

/* Asks the kernel not to acknowledge at once what comes. */
void line_acknowledge_late(int fd);

/* Keeps from TCP what comes, or no longer. */
void line_deafen(struct line *l, bool deaf);

/*
 * 0: the step may be taken, and its packets are paid. Else how long to wait;
 * meanwhile nothing is heard that nobody paid for.
 */
uint64_t line_pay(struct talk *t, struct line *l, unsigned packets, uint64_t now_us, bool *ret_by_pace);

/* Looks whether one that was once kept out is sent more than was paid. */
void line_guard(struct talk *t, struct line *l, uint64_t now_us);

/* Ends it at once, without a farewell of ours. */
void line_cut(struct talk *t, struct line *l);
