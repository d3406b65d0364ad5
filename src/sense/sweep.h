#pragma once

/*
 * sweep: who is there at all, asked without a conversation.
 *
 * On our own links by ARP (RFC 826): one small question that every IPv4 host
 * must answer, whatever its ports. Behind a router by a SYN to each port of a
 * list (RFC 9293, 3.5): the answer tells an open port, the kernel takes the
 * half-open connection back with a RST. Nothing is remembered of what was
 * sent: the answer to a SYN brings back a cookie that only this run can have
 * made (sense/sweep_packet.h). Both need CAP_NET_RAW.
 *
 * SYNs go through the kernel's routing, and so through this machine's own
 * firewall and tunnels, like everything else it sends. A frame handed to the
 * link directly would cost half as much and pass all that by.
 *
 * What cannot be swept so (IPv6, loopback, links without ARP, our own
 * addresses) is for talk to try by ordinary connections: sweep_serves() tells
 * which. On a link is who lies in the network of one of `links`.
 */

#include "fact/addr.h"
#include "sense/links.h"
#include "sense/pace.h"
#include "sense/scope.h"

enum {
	SWEEP_PORTS_MAX = 64,
	SWEEP_ROUNDS = 2,        /* how often an address on a link is asked by ARP, a second apart or more: broadcasts get lost */
	SWEEP_PORT_ROUNDS = 1,   /* how often each port behind a router is asked */
	SWEEP_LINK_BITS = 24,    /* bits of a link's network that tell hosts apart: an answered one is a bit, 2 MiB for a /8 */
};

/* Who wants to know. The functions return 0, or <0 to stop. */
struct sweep_listener {
	/*
	 * It answered: `port` is open; or port 0: it is there, by ARP, and `mac` is
	 * its MAC on the link `interface`. Behind a router `mac` is ADDR_NONE and
	 * `interface` 0. An open port may come twice.
	 */
	int (*found)(struct sweep_listener *l, addr who, uint16_t port, addr mac, unsigned interface);
	/*
	 * Is somebody talking with it, or done with it? Then it is sent nothing
	 * more from here: so no device has two askers at a time. What is left of
	 * its ports is for who talks. Asked before each packet; NULL: nobody is.
	 */
	bool (*has)(struct sweep_listener *l, addr who);
};

struct sweep_wish {
	struct scope *scope;               /* its order is followed; every packet asks scope_allows() first */
	const struct link_address *links;  /* this machine's, all of them: who is on a link and who is not; copied */
	size_t link_count;
	const uint16_t *ports;             /* copied */
	size_t port_count;
	struct pace *pace;                 /* every packet that leaves is counted, and the RST that the kernel sends */
	/*
	 * Packets a second to one device at most, the kernel's RSTs with them: rounds
	 * over few addresses wait for it. Asking by ARP waits a second at least.
	 */
	double device_rate;
	struct sweep_listener *listener;
};

struct sweep_tally {
	uint64_t sent, to_send;  /* packets of ours; to_send falls when an address need not be asked again */
	uint64_t answers;        /* valid ones: open ports, closed ports, and ARP */
	uint64_t closed;         /* of these, ports that are closed: somebody is there */
	uint64_t unsendable;     /* that the kernel refused: no route, filtered */
	uint64_t lost;           /* answers that the kernel had no room to keep for us: those hosts may be missing */
};

struct sweep;

/*
 * 0; -EPERM where raw sockets are not allowed: nothing was opened; -EINVAL:
 * more ports than SWEEP_PORTS_MAX; another negative errno. Closed by
 * sweep_close(), NULL allowed. Has less than 256 KiB, and a bit for each address of a link.
 */
int sweep_open(const struct sweep_wish *w, struct sweep **ret_sweep);
void sweep_close(struct sweep *s);

/* Can this address be swept, or must it be tried by a connection? */
bool sweep_serves(const struct sweep *s, addr who);

/* Readable when answers wait. */
int sweep_fd(const struct sweep *s);

/*
 * Sends as much as the pace lets go now (of CLOCK_MONOTONIC), at most some
 * hundred packets, so that others get their turn. `ret_wait_us`: how long
 * nothing can be sent; 0: there is more to send at once, or all is sent. 0, or
 * a negative errno of the machine. Slows the pace when answers are lost.
 *
 * The pace needs a burst of as many packets as may leave between two calls:
 * with a burst of one it can never be faster than it is called.
 */
int sweep_send(struct sweep *s, uint64_t now_us, uint64_t *ret_wait_us);

/* Takes the answers that wait, at most some hundred. 0, the listener's <0, or a negative errno. */
int sweep_take(struct sweep *s);

/*
 * How many packets it sends an address behind a router within a second at
 * most, the kernel's RST with them: whoever goes on there has only the rest.
 */
unsigned sweep_sends(const struct sweep *s);

/* Everything is sent; answers to the last may still come. */
bool sweep_is_sent(const struct sweep *s);

struct sweep_tally sweep_tally(const struct sweep *s);

/*
 * How far it is, as one number to write down: a sweep of the same scope mark
 * and ports goes on from there. It is some seconds behind what was sent, so
 * that answers that were never taken are asked for again.
 */
uint64_t sweep_position(const struct sweep *s);

/* Before anything was sent. */
void sweep_go_on(struct sweep *s, uint64_t position);
