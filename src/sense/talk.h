#pragma once

/*
 * talk: conversations with single devices, over sockets of the kernel.
 *
 * A device is asked the questions of the table in their order, one at a time,
 * each at the ports where somebody listens: first by single datagrams, then by
 * TCP, at last by TLS, until its listener has enough. It holds one connection
 * with us at most, by which it is asked all that there is to ask at that port
 * as long as it keeps it open. Nothing that comes back is looked at here.
 *
 * Each device has a gate of its own, which its addresses share where their MAC
 * is known to be one: so many packets a second may go to it, those of the
 * kernel included: handshake, acknowledgements, farewell. To keep
 * what the kernel sends in bounds, a slow gate also keeps the receive window
 * small and reads late. All gates together stand behind the pace.
 */

#include "fact/addr.h"
#include "sense/asker.h"
#include "sense/pace.h"
#include "sense/questions.h"
#include "sense/scope.h"

enum {
	TALK_DEVICES_MAX = 1 << 17,     /* known at a time; of those that are only tried, silent ones are forgotten */
	TALK_LINES_MAX = 1000,          /* connections at a time, a descriptor each: under the usual limit of 1,024 with the rest */
	TALK_HEARD_MAX = 32 * 1024,     /* bytes of one answer; pages of real devices begin with what tells */
	TALK_ASKS_MAX = 128,            /* pairs of a question and a port in the table */
	TALK_PORTS_MAX = 64,            /* different ports in the table */
	TALK_PLACES_MAX = 3,            /* URLs that one device told */
	TALK_SESSION_MS = 5 * 1000,     /* of one question, all in all; a slow gate stretches it by what it waits */
	TALK_DEVICE_MS = 12 * 1000,     /* of all connections to one device, without what gate and pace make them wait */
	TALK_HURRIED_MS = 2500,         /* the same where device_rate is no limit: of 110 that misbehave 4 s would name 2 more */
	TALK_CONNECT_MS = 2500,         /* two tries of the kernel, a second apart */
	TALK_SILENT_MS = 500,           /* of a device that has left a port unanswered before: it drops what it does not want */
	TALK_NEAR_CONNECT_MS = 1200,    /* the same two on our own link, where an answer takes a hundredth of that */
	TALK_NEAR_SILENT_MS = 200,
	TALK_HURRIED_CONNECT_MS = 500,  /* the same two where device_rate is no limit: */
	TALK_HURRIED_SILENT_MS = 60,    /* one try of the kernel each */
	TALK_FIRST_MS = 2500,           /* until the first byte of an answer */
	TALK_QUIET_MS = 1000,           /* after which an answer that has begun is over */
	TALK_DATAGRAM_MS = 300,         /* for answers to datagrams, before a connection is tried; */
	TALK_NEAR_DATAGRAM_MS = 100,    /* on our own link */
};

/* One question at one port of one device, and what it answered so far. */
struct talk_answer {
	addr who;
	const struct question *question;
	uint16_t port;
	str bytes;
};

/* Answers of `heard`. TALK_STAYS: as TALK_ENOUGH, and the device awaits the next question on the same connection. */
enum { TALK_MORE, TALK_ENOUGH, TALK_STAYS };

/* All return 0, or <0 to stop, where nothing else is said. Bytes are valid during the call. */
struct talk_listener {
	/* Something more of an answer came. TALK_ENOUGH, TALK_STAYS: it is whole, nothing more is awaited. */
	int (*heard)(struct talk_listener *l, const struct talk_answer *a);
	/* The certificate of a TLS answer, as DER; `a->bytes` is it. */
	int (*certificate)(struct talk_listener *l, const struct talk_answer *a);
	/* Is enough known of this device? Asked before each question. */
	bool (*is_settled)(struct talk_listener *l, addr who);
	/* A question was asked to its end; `ask` is its number. Of a place a device told: not called. May be NULL. */
	int (*asked)(struct talk_listener *l, addr who, uint32_t ask, bool was_answered);
	/* Nothing more is to be asked of it, for now. `mac` as it was told to talk_add(). May be NULL. */
	void (*left)(struct talk_listener *l, addr who, addr mac);
	/* Sends one datagram of a question. */
	int (*send)(struct talk_listener *l, const struct question *q, addr to, unsigned interface);
};

/* Who does the encryption: as in cell/tlsbox.h, which sense does not know. NULL functions: no TLS is spoken. */
struct talk_secret_turn {
	str to_send, heard, certificate;
	bool is_open, is_over;
};

struct talk_secrecy {
	int (*begin)(struct talk_secrecy *s, unsigned slot, struct talk_secret_turn *ret_turn);
	int (*turn)(struct talk_secrecy *s, unsigned slot, str came, str words, struct talk_secret_turn *ret_turn);
	int (*end)(struct talk_secrecy *s, unsigned slot);
};

struct talk_wish {
	const struct questions *questions;
	const struct scope *scope;       /* every packet asks scope_allows() first */
	struct pace *pace;
	double device_rate;              /* packets a second to one device, 1 or more; PACE_RATE_MAX: as fast as it goes */
	bool is_counted;                 /* the pace is a limit: what the kernel sends is counted too */
	unsigned lines;                  /* connections at a time, at most TALK_LINES_MAX */
	unsigned near_lines;             /* devices on our own links at a time: the kernel's table of neighbours is small */
	struct talk_listener *listener;
	struct talk_secrecy *secrecy;    /* NULL: questions by TLS are left out */
	bool has_community;              /* may questions that need a community be asked? */
};

/* How a device became known. */
struct talk_found {
	uint16_t port;       /* open, as somebody found out; 0: which ports are open is not known, all are tried */
	addr mac;            /* ADDR_NONE where it is not known */
	unsigned interface;  /* index of the link it is on; 0: behind a router */
	unsigned sent;       /* packets that somebody else sent it within the last second, at most */
	bool is_guess;       /* nobody knows whether it is there: forgotten when it is silent */
	uint64_t position;   /* of a guess: its place in the scope, see talk_guessed() */
};

struct talk_tally {
	uint64_t devices, devices_done;   /* known; and asked all there is to ask */
	uint64_t guesses;                 /* of those that are known, perhaps not there */
	uint64_t connections, lost;       /* lost: to a port that had been open */
	uint64_t slowed;                  /* that took much longer to come about than one to the same device before */
	uint64_t unreachable;             /* that the machine itself could not even try: its tables or its sockets were full */
	uint64_t too_many;                /* devices beyond TALK_DEVICES_MAX */
};

struct talk;

/* 0, -ENOMEM, -E2BIG when the table has too many asks, or another negative errno. Closed by talk_close(), NULL allowed. */
int talk_open(const struct talk_wish *w, struct talk **ret_talk);
void talk_close(struct talk *t);

/* The different TCP ports of the table, the likeliest first: what a sweep should look for. */
size_t talk_ports(const struct questions *questions, uint16_t ret_ports[TALK_PORTS_MAX]);

/* It is there, or may be; again and again for the same is fine. 0, or -ENOMEM when no more are kept. */
int talk_add(struct talk *t, addr who, const struct talk_found *found);

bool talk_knows(const struct talk *t, addr who);

/* It told a URL in this field: questions that ask there ask there too. */
void talk_place(struct talk *t, addr who, str field, str url);

/* An earlier run asked this already, of a device that was added. */
void talk_skip(struct talk *t, addr who, uint32_t ask, bool was_answered);

/* Is there room for more guesses? */
bool talk_wants_more(const struct talk *t);

/* The least position of a guess that is not decided yet; `none` when there is no such. */
uint64_t talk_guessed(const struct talk *t, uint64_t none);

/* While true, questions by TLS wait: they come last. True in the beginning. */
void talk_hold_secret(struct talk *t, bool hold);

/* Readable when something happened. */
int talk_fd(const struct talk *t);

/*
 * Does what is due, and what came. `ret_wait_us`: how long nothing will be due;
 * UINT64_MAX when it waits for the network only. 0, or the listener's <0.
 */
int talk_step(struct talk *t, uint64_t now_us, uint64_t *ret_wait_us);

/* No new question; those that are being answered come to their end. */
void talk_finish(struct talk *t);

/* Nothing is being asked, and nobody is left to ask. */
bool talk_is_idle(const struct talk *t);

struct talk_tally talk_tally(const struct talk *t);
