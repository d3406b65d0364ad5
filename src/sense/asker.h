#pragma once

/*
 * asker: owns the sockets of a scan. It asks the questions of the one table
 * there is, of whom the scope allows, no faster than the pace, and hands on
 * what comes back unread: reading is the cell's.
 *
 * All datagrams. Each question has a fresh source port in each run, so that
 * an answer tells which question it is for; but those whose answers come to a
 * fixed port share that port, also with other programs on this machine.
 * Answers are taken from anybody: a device answers a question to everybody,
 * whatever its address.
 */

#include <signal.h>

#include "fact/addr.h"
#include "sense/pace.h"
#include "sense/questions.h"
#include "sense/scope.h"

enum {
	ASKER_INTERFACES_MAX = 64,
	ASKER_MESSAGE_MAX = 64 * 1024, /* a datagram has no more */
};

/* One of this machine's addresses, from which a link can be asked. */
struct link_address {
	char name[16]; /* of the interface */
	unsigned index;
	addr own;
	unsigned prefix; /* bits of its network */
};

/*
 * The addresses of interfaces that are up and can multicast, in the order of
 * the kernel; loopback only where `names` names it. With names, only those.
 * The count, or a negative errno; -ENODEV when a name is no such interface,
 * which is then `*ret_missing`.
 */
int asker_links(const char *const *names, size_t name_count, struct link_address *ret_links, size_t most,
		const char **ret_missing);

struct reply {
	addr who, to; /* `to` may be a group */
	uint16_t from_port, to_port;
	uint16_t asked_port; /* of the question that it answers, or seems to */
	uint64_t time_us; /* since 1970, UTC */
	str bytes;
};

/* Each returns 0, or <0 to stop. Bytes are valid during the call. */
struct asker_listener {
	int (*reply)(struct asker_listener *l, const struct reply *reply);
	/* What was just sent, to whom: for progress, logs and tests. May be NULL. */
	int (*sent)(struct asker_listener *l, const struct question *q, addr to, str bytes);
	/* Some ten times a second while it runs. May be NULL. */
	void (*step)(struct asker_listener *l, uint64_t sent, uint64_t to_send);
};

struct asker_wish {
	const struct questions *questions;
	const struct link_address *links; /* where everybody is asked; none: nobody is asked together */
	size_t link_count;
	const struct scope *scope; /* who is asked one by one; NULL: nobody */
	struct pace *pace;
	uint64_t quiet_us;    /* how long answers are awaited after the last question */
	const volatile sig_atomic_t *stop; /* set: no further question, what is there is still taken */
};

struct asker_tally {
	uint64_t sent, to_send;    /* questions, and how many there were to be */
	uint64_t replies;
	uint64_t unsendable;       /* that the kernel refused, as where there is no route */
	uint64_t unheard_ports;    /* fixed ports that could not be bound: answers to them are lost */
};

/* How many packets that would be. */
uint64_t asker_count(const struct asker_wish *w);

/* A pace of so many packets a second by the clock that asker_run() goes by. */
void asker_pace(struct pace *ret_pace, double packets_a_second);

/* Asks all, and waits for answers. 0, or a negative errno of the machine or a listener. */
int asker_run(const struct asker_wish *w, struct asker_listener *l, struct asker_tally *ret_tally);
