#pragma once

/*
 * places: how many devices of what kind are at each site.
 */

#include "show/show.h"

enum { SITE_TALLIES_MAX = 1024 }; /* counted one by one; a city has some hundred */

struct site_tally {
	const struct site *site; /* NULL: not one site */
	size_t count, confirmed, likely, met; /* met: a rule restricts or prohibits them */
};

struct site_tallies {
	struct site_tally at[SITE_TALLIES_MAX]; /* in the order of the sites */
	size_t count;
	struct site_tally none, others; /* no site on record; sites beyond the maximum */
};

/* The sites of the report are sorted by id. */
void tally_sites(struct site_tallies *t, const struct report *report);
