#pragma once

/*
 * neighbours: whose MAC answers for which IP address on our own links, as the
 * kernel has learned it by ARP and neighbour discovery.
 *
 * It knows only those with whom this machine spoke of late, and behind a
 * router only the router. Read by rtnetlink(7), which needs no rights.
 */

#include <stdbool.h>

#include "fact/obs.h"

enum {
	/* Many times what the kernel keeps by default (gc_thresh3: 1,024); a /16 on one link fits. */
	NEIGHBOURS_MAX = 128 * 1024,
	NEIGHBOURS_MORE = 1, /* there are more; the first NEIGHBOURS_MAX were told */
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
