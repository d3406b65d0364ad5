#pragma once

/*
 * asker: asks everybody on a link together, and single devices by datagrams.
 *
 * It owns the sockets of all questions by UDP, and hands on what comes back
 * unread: reading is the cell's. Each question has a fresh source port in each
 * run, so that an answer tells which question it is for; but those whose
 * answers come to a fixed port share that port, also with other programs on
 * this machine. Answers are taken from anybody: a device answers a question to
 * everybody, whatever its address.
 *
 * A question to everybody is heard by every device on the link. So each link
 * has a pace of its own, that of one device; links that lead into one network,
 * as cable and Wi-Fi of a notebook do, share theirs.
 */

#include "sense/links.h"
#include "sense/pace.h"
#include "sense/questions.h"

enum { ASKER_MESSAGE_MAX = 64 * 1024 }; /* a datagram has no more */

struct reply {
	addr who, to; /* `to` may be a group */
	unsigned interface;  /* index of the link by which it came */
	uint16_t from_port, to_port;
	uint16_t asked_port; /* of the question that it answers, or seems to */
	uint64_t time_us; /* since 1970, UTC */
	str bytes;
};

/* Each returns 0, or <0 to stop. Bytes are valid during the call. */
struct asker_listener {
	int (*reply)(struct asker_listener *l, const struct reply *reply);
};

struct asker_wish {
	const struct questions *questions;
	const struct link_address *links; /* where everybody is asked; none: nobody is asked together */
	size_t link_count;
	struct pace *pace;
	double device_rate;  /* packets a second that one device may hear; PACE_RATE_MAX: any number */
	str community;       /* of SNMP, as the user gave it: no question that needs one is asked while it is empty */
	struct asker_listener *listener;
};

struct asker_tally {
	uint64_t sent, to_send;    /* questions to everybody, and how many there are to be */
	uint64_t replies;
	uint64_t unsendable;       /* that the kernel refused, as where there is no route */
	uint64_t unheard_ports;    /* fixed ports that could not be bound: answers to them are lost */
};

struct asker;

/* How many packets to everybody that would be. */
uint64_t asker_count(const struct asker_wish *w);

/* Opens the sockets, asks nothing. 0 or a negative errno. Closed by asker_close(), NULL allowed. */
int asker_open(const struct asker_wish *w, struct asker **ret_asker);
void asker_close(struct asker *a);

/* Readable when replies wait. */
int asker_fd(const struct asker *a);

/* Takes what waits, at most some hundred. 0, or the listener's <0. */
int asker_take(struct asker *a);

/*
 * Asks everybody the next question, if it is time. `ret_wait_us`: how long it
 * is not; UINT64_MAX when all have been asked.
 */
void asker_step(struct asker *a, uint64_t now_us, uint64_t *ret_wait_us);

/* Asks one device, at once: whose turn it is knows the caller. 0 or a negative errno. */
int asker_ask(struct asker *a, const struct question *q, addr to, unsigned interface);

struct asker_tally asker_tally(const struct asker *a);
