#pragma once

/*
 * sweep: who is there at all, asked without a conversation.
 *
 * On our own links by ARP (RFC 826): one small question that every IPv4 host
 * must answer, whatever its ports. Behind a router by a SYN to each port of a
 * list (RFC 9293, 3.5): the answer tells an open port, the kernel takes the
 * half-open connection back with a RST. Nothing is remembered of what was
 * sent: the answer to a SYN brings back a cookie that only this run can have
 * made. Both need CAP_NET_RAW.
 *
 * What cannot be swept so (IPv6, loopback, links without ARP) is for talk to
 * try by ordinary connections: sweep_serves() tells which.
 */

#include "fact/addr.h"
#include "sense/asker.h"
#include "sense/pace.h"
#include "sense/scope.h"

enum {
	SWEEP_PORTS_MAX = 64,
	SWEEP_ROUNDS = 2,        /* how often an address on a link is asked by ARP, a second apart or more: broadcasts get lost */
	SWEEP_PORT_ROUNDS = 1,   /* how often each port behind a router is asked */
};

/* Who wants to know. Returns 0, or <0 to stop. May come twice for the same. */
struct sweep_listener {
	/*
	 * It answered: `port` is open; or port 0: it is there, by ARP, and `mac` is
	 * its MAC on the link `interface`. Behind a router `mac` is ADDR_NONE.
	 */
	int (*found)(struct sweep_listener *l, addr who, uint16_t port, addr mac, unsigned interface);
};

struct sweep_wish {
	struct scope *scope;               /* its order is followed; every packet asks scope_allows() first */
	const struct link_address *links;  /* this machine's, all of them: who is on a link and who is not */
	size_t link_count;
	const uint16_t *ports;
	size_t port_count;
	struct pace *pace;                 /* every packet that leaves is counted, and the RST that the kernel sends */
	double device_rate;                /* packets a second to one device at most: rounds over few addresses wait for it */
	struct sweep_listener *listener;
};

struct sweep_tally {
	uint64_t sent, to_send;  /* packets of ours; to_send falls when ports of a silent link address need not be asked */
	uint64_t answers;        /* valid ones */
	uint64_t unsendable;     /* that the kernel refused: no route, filtered */
	uint64_t lost;           /* answers that the kernel had no room to keep for us: those hosts may be missing */
};

struct sweep;

/* 0; -EPERM where raw sockets are not allowed: nothing was opened; another negative errno. Closed by sweep_close(). */
int sweep_open(const struct sweep_wish *w, struct sweep **ret_sweep);
void sweep_close(struct sweep *s);

/* Can this address be swept, or must it be tried by a connection? */
bool sweep_serves(const struct sweep *s, addr who);

/* Readable when answers wait. */
int sweep_fd(const struct sweep *s);

/*
 * Sends as much as the pace lets go now, at most some hundred packets, so that
 * others get their turn. `ret_wait_us`: how long nothing can be sent; 0: there
 * is more to send at once. 0, or a negative errno of the machine.
 */
int sweep_send(struct sweep *s, uint64_t now_us, uint64_t *ret_wait_us);

/* Takes the answers that wait, at most some hundred. 0, the listener's <0, or a negative errno. */
int sweep_take(struct sweep *s);

/* Everything is sent; answers to the last may still come. */
bool sweep_is_sent(const struct sweep *s);

struct sweep_tally sweep_tally(const struct sweep *s);

/* How far it is, as one number to write down: a sweep of the same scope mark and ports goes on from there. */
uint64_t sweep_position(const struct sweep *s);
void sweep_go_on(struct sweep *s, uint64_t position);
