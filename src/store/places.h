#pragma once

/*
 * places: at which site a device is: where somebody said, else the site of
 * whose networks it had an address last.
 */

#include "store/prefix.h"

struct store;

struct network {
	struct prefix prefix;
	int64_t site;
};

/* The networks of all sites, the narrowest first, so that the first that fits is the one. */
struct networks {
	struct network *at;
	size_t count;
	bool loaded;
};

/* Forgets them: they are loaded anew when they are needed. */
void networks_fini(struct networks *n);

/* Has any site a network? Loads them when that was not done in this run. */
int store_has_networks(struct store *s, bool *ret_has);

/* Where a whole is, as somebody told, else by the networks; 0: nowhere. */
int store_place(struct store *s, int64_t whole, int64_t *ret_site);

/* Writes that down. */
int store_settle(struct store *s, int64_t whole);

/* The same where it is known which site that is; 0: none. */
int store_settle_at(struct store *s, int64_t whole, int64_t site);

/* The same for all that are at this site now, or that had an address in one of its networks. */
int store_settle_site(struct store *s, int64_t site);
