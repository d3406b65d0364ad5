#pragma once

/*
 * summary: the numbers of the report of an estate of any size, in one pass
 * that holds one device at a time. They are those of the whole report: laws
 * look at the sight of a device (law/law.h), of which a million devices have
 * some thousand.
 */

#include "cmd/desk.h"
#include "show/places.h"
#include "store/store.h"

/*
 * A page with so many devices is some 100 MB and nothing that a browser likes
 * to open; from here on the page is a summary by itself.
 */
enum { SUMMARY_FROM = 5000 };

/*
 * Counts all devices of the estate by the laws, roles and day of the desk.
 * `report` has the sites, and how many devices there are about. Identities of
 * other knowledge are thought of anew, as `judge` does it, and not kept. Bit n
 * of `*ret_statuses`: some verdict has status n. 0, or as store.h has it.
 */
int summary_count(struct desk *d, struct store *s, const struct report *report, struct counts *ret_counts,
		  unsigned *ret_statuses);
