#pragma once

/*
 * prefix: a network, as people write it: "10.4.0.0/16", "2001:db8::/32", or
 * one address.
 */

#include "fact/addr.h"

struct prefix {
	addr first, last;
	unsigned bits;
	bool is_loose; /* it was written with bits set behind the prefix: "10.4.0.1/16" */
};

/* False for all that is none. */
bool prefix_parse(str text, struct prefix *ret_prefix);

/* As it is written: "10.4.0.0/16". */
void prefix_format(struct text *t, const struct prefix *p);

/* The first address of the network of so many bits that `ip` lies in. */
addr prefix_first(addr ip, unsigned bits);
