#pragma once

/*
 * sweep_links: which addresses lie on which of our links, and how others are
 * reached. One socket that never sends asks the kernel's routing.
 */

#include "sense/links.h"
#include "sense/ranges.h"

enum { SWEEP_NEAR_KEPT = 4096 }; /* of how many /24 our own address there is kept: those of a /12 */

/* The IPv4 network around one of our addresses. */
struct sweep_link {
	uint32_t own, mask;
	unsigned index;
	addr mac;            /* ours; ADDR_NONE: this link has no ARP */
	uint8_t *answered;   /* a bit for each address; NULL until the first answers */
};

struct sweep_links {
	struct sweep_link at[LINKS_MAX + 1]; /* one for loopback */
	size_t count;
	int routing;
	struct {
		uint32_t near, own; /* `own` 0: not known */
		uint64_t asked_us;
	} kept[SWEEP_NEAR_KEPT];
};

int sweep_links_open(struct sweep_links *l, const struct link_address *links, size_t count);
void sweep_links_close(struct sweep_links *l);

/* The link on which an IPv4 address lies, of several the one with the smallest network; NULL: behind a router. */
const struct sweep_link *sweep_links_find(const struct sweep_links *l, addr who);

/* Is it one of ours, on any link? */
bool sweep_links_are_own(const struct sweep_links *l, addr who);

addr sweep_link_own(const struct sweep_link *link);

/* Can it be asked by ARP on its link: not our own, the network's or everybody's address? */
bool sweep_links_holds(const struct sweep_links *l, const struct sweep_link *link, addr who);

/*
 * The address from which we would send there, as the kernel says; of a whole
 * /24 it is asked once a second, for our address may become another's. False
 * when there is no way, or it is ourselves.
 */
bool sweep_links_own(struct sweep_links *l, addr who, uint64_t now_us, addr *ret_own);

/* How many of these addresses lie on links with ARP, and how many behind routers. */
void sweep_links_count(const struct sweep_links *l, const struct ranges *all, uint64_t *ret_near, uint64_t *ret_far);

bool sweep_link_has_answered(const struct sweep_link *link, addr who);

/* It has. 0, or -ENOMEM. */
int sweep_links_note(struct sweep_links *l, const struct sweep_link *link, addr who);
