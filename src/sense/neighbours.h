#pragma once

/*
 * neighbours: whose MAC answers for which IP address on our own links, as the
 * kernel has learned it by ARP and neighbour discovery.
 *
 * It knows only those with whom this machine spoke of late, and behind a
 * router only the router. Read by rtnetlink(7), which needs no rights.
 *
 * Who knows MACs already, as from a sweep, can tell the kernel for as long as
 * it talks with a device, and take it back: so the kernel need not ask, and
 * its table, which by default holds 1,024, does not fill up. That needs
 * CAP_NET_ADMIN.
 */

#include <stdbool.h>

#include "fact/obs.h"

enum {
	/* Many times what the kernel keeps by default (gc_thresh3: 1,024); a /16 on one link fits. */
	NEIGHBOURS_MAX = 128 * 1024,
	NEIGHBOURS_MORE = 1, /* there are more; the first NEIGHBOURS_MAX were told */
	NEIGHBOURS_THERE = 2, /* the kernel has an entry of its own for it, which was left as it is */
};

struct neighbour {
	addr ip, mac;
	unsigned interface; /* its index, as if_nametoindex(3) has it: link-local addresses are unique on one link only */
	/*
	 * It answered the kernel within the last minute, or was set by hand. Else
	 * it only asked for us, as before it sends an answer to a multicast
	 * question, or it answered long ago and the address may be another's by now.
	 */
	bool is_fresh;
};

/* Who wants them. 0, or <0 to stop. */
struct neighbours_sink {
	int (*take)(struct neighbours_sink *s, const struct neighbour *n);
};

/*
 * Tells each once; those that changed meanwhile perhaps twice. Nobody is
 * asked anything: no packet leaves. 0, NEIGHBOURS_MORE, the sink's negative
 * answer, or a negative errno.
 */
int neighbours_read(struct neighbours_sink *to);

/*
 * The same as observations of each MAC: "arp.ip" and "nd.ip", the addresses
 * for which it answers on the link. So what was observed of an IP address
 * finds its MAC. Answers as above.
 */
int neighbours_tell(struct obs_sink *to, uint64_t time_us);

/*
 * How many more neighbours of a kind the kernel would take now: the limit of
 * its table, less those that it cannot forget. One that answered is kept for
 * 15 to 45 seconds, one that did not for three, so whoever cannot set and drop
 * them gets on with some twenty new devices a second at most.
 */
struct neighbours_room {
	size_t left;
	/*
	 * How often the kernel has had none for somebody since it started, in all
	 * namespaces: they have one table. Whoever is refused just times out.
	 */
	uint64_t refusals;
};

/* Of ADDR_IP4 or ADDR_IP6. 0, or a negative errno. */
int neighbours_room(enum addr_kind kind, struct neighbours_room *ret_room);

/* Where neighbours are set and dropped: one socket, kept. */
struct neighbour_desk {
	int fd;
	uint32_t number;    /* of the last question */
	unsigned interface; /* the last that was looked at; 0: none was */
	bool has_macs;      /* that it has */
};

int neighbour_desk_open(struct neighbour_desk *d);
void neighbour_desk_close(struct neighbour_desk *d);

/*
 * `ip` on the link `interface` has this MAC. It ages like one that the kernel
 * learned. 0; NEIGHBOURS_THERE: then it is not ours to drop; -EPERM without
 * CAP_NET_ADMIN; -ENOBUFS when the table is full; -EOPNOTSUPP on a link
 * without MACs, as loopback is; another negative errno.
 */
int neighbour_set(struct neighbour_desk *d, addr ip, addr mac, unsigned interface);

/* Takes back what was set. 0 also when it had gone by itself. */
int neighbour_drop(struct neighbour_desk *d, addr ip, unsigned interface);
