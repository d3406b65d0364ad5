#pragma once

/*
 * judged: what the laws say of a whole estate: law by law in numbers, then
 * device by device; and what changes from one day to another.
 */

#include "show/show.h"

/* What one law says of all devices. */
struct law_count {
	const struct law_note *law;
	size_t by_status[STATUS_COUNT];
	date first_by[STATUS_COUNT]; /* the earliest day that it sets to any of them; DATE_NONE when it sets none */
};

/* Sorts the laws: the one with the strictest verdicts first, then the one with more of them, then by id. */
void judged_sort(struct law_count *laws, size_t count);

/* A law a line, in the order in which they come; laws that ask nothing of any device are only counted. */
void show_judged_table(FILE *to, const struct look *look, const struct law_count *laws, size_t count);

/* "5 devices judged; worst verdict: 2 prohibited, …" */
void show_judged_sum(FILE *to, const struct look *look, const size_t by_worst[STATUS_COUNT]);

/* The head over the devices whose worst verdict has this status, and the line under them when not all were shown. */
void show_judged_head(FILE *to, const struct look *look, enum status status, size_t count);
void show_judged_more(FILE *to, const struct look *look, size_t more);

/* One device: what it is, its worst verdict with the first reason, and how many more rules say the same. */
void show_judged_device(FILE *to, const struct look *look, const struct device *d, const struct registry *r);
