#pragma once

/*
 * places: how many devices of what kind are at each site.
 */

#include "show/show.h"
#include "show/tally.h"

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

/* Nothing is counted yet. The sites are sorted by id and outlive the tallies. */
void sites_open(struct site_tallies *t, const struct site *sites, size_t count);

/* A device more at this site (empty: nobody told it), of which the gravest verdict may be NULL. */
void sites_add(struct site_tallies *t, str site, enum grade maker, const enum status *worst);

/* Over all devices of the report. */
void tally_sites(struct site_tallies *t, const struct report *report);

/* All that is counted of an estate of which the devices themselves are not at hand. */
struct counts {
	struct tally tally;
	struct site_tallies sites;
};
