#pragma once

/*
 * standing: laws on a timeline: what is announced, in force, suspended, in doubt.
 */

#include "fact/restriction.h"
#include "show/timeline.h"

/* Announced, in force and the rest, as stretches for timeline_bar(); how many of them. */
enum { STANDING_STRETCHES_MAX = 16 };
size_t standing_stretches(const struct law_page *page, const struct clause_note *clause,
			  struct stretch ret_stretches[STANDING_STRETCHES_MAX]);

/* Bits of the kinds among them, for timeline_legend(). */
unsigned standing_kinds(const struct stretch *stretches, size_t count);

/* The first day of which the page has something to tell; DATE_NONE when there is none. */
date standing_first(const struct law_page *page);
date standing_last(const struct law_page *page);

/* The restrictions of a company: the picture, and for each law what it does and by what it meets the company. */
void standing_print(FILE *to, const struct look *look, const struct restrictions *restrictions,
		    const struct registry *r);

/* "since 2020-08-13; suspended 2025-11-10 to 2026-11-10": the days of a clause in words. */
void standing_days(struct prose *p, const struct law_page *page, const struct clause_note *clause);
