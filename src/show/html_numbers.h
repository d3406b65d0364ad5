#pragma once

/*
 * html_numbers: how each number of a report or paper can be checked: a table
 * of numbers, what they count, and the command that lists the devices.
 */

#include "show/pen.h"
#include "show/places.h"

/* Which of the tables: those of the page, or of a paper, which counts kinds and contracts as well. */
enum numbered { NUMBERED_PAGE, NUMBERED_PAPER };

/*
 * The section "traces". The commands take report->asked behind them. Of a
 * report without its devices (report->counts) NUMBERED_PAPER has no kinds and contracts.
 */
void html_numbers(struct pen pen, const struct report *report, const struct tally *t, const struct site_tallies *sites,
		  const struct registry *r, enum numbered numbered);
