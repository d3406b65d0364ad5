#pragma once

/*
 * timeline: days drawn from left to right, a line of characters each.
 *
 *                        2019    2020    2021  ↓
 *     us-ndaa2019-889b   ┈┈┈┈┈┈┈┈┈┈┈┈┈━━━━━━━━━┿━▶
 */

#include "show/prose.h"

/* Drawn by shapes, which need no colour to be told apart. */
enum stretch_kind { STRETCH_KNOWN, STRETCH_AHEAD, STRETCH_HOLDS, STRETCH_PAUSED, STRETCH_UNSURE, STRETCH_KINDS };

struct stretch {
	date from, until; /* the days before `until`; DATE_NONE leaves a side open */
	enum stretch_kind kind;
};

struct timeline {
	const struct look *look;
	date first, end; /* whole years; the days before `end` */
	unsigned indent; /* columns to the left of the days: for names */
	unsigned columns; /* 0: too narrow to draw, or no day to show */
};

/*
 * From the year of `first` to some months behind `last` and look->on. `names`
 * is how many columns the longest name takes. DATE_NONE: no such day.
 */
struct timeline timeline_over(const struct look *look, date first, date last, unsigned names);

/* The line with the years and, above today, an arrow. Nothing when there is nothing to draw; so below. */
void timeline_axis(FILE *to, const struct timeline *t);

/* A name and its days; later stretches lie over earlier ones. The name is cut when it is too long. */
void timeline_bar(FILE *to, const struct timeline *t, str name, const struct stretch *stretches, size_t count,
		  enum tone tone);

/* What the shapes mean, those of `kinds` (bit n: kind n), as one paragraph. */
void timeline_legend(struct prose *p, const struct timeline *t, unsigned kinds);
