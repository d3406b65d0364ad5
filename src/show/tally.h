#pragma once

/*
 * tally: what is counted over all devices, for the last line of the table and
 * the first page of the report. Of fixed size, so that a city's estate needs
 * no more memory than a street's.
 */

#include "fact/device.h"

enum {
	TALLY_LAWS_MAX = 128, /* the registry knows 82 laws */
	TALLY_FLOWS_MAX = 256, /* pairs of label and maker; later ones are counted as `more` */
	TALLY_DUES_MAX = 128,  /* laws and days; later ones are counted as `more_dues` */
};

struct tally_law {
	const struct law_note *law;
	size_t by_status[STATUS_COUNT];
};

/* So many devices carry that label and were made by that company. */
struct tally_flow {
	str brand;        /* brand id; empty when no label was seen */
	str maker;        /* company id; empty when the maker is not established */
	size_t confirmed, likely; /* else: unresolved */
	size_t count;
	bool relabelled;  /* at least one of them is */
	/* By the gravest verdict of each; the last are those that nobody judged. Of them, those whose maker is confirmed. */
	size_t worst[STATUS_COUNT + 1], worst_confirmed[STATUS_COUNT + 1];
};

/* Devices for which a law sets one day, the same for all of them. */
struct tally_due {
	const struct law_note *law;
	date by;
	size_t count;
	bool lent; /* a decision allows it up to that day; else it must be gone by then */
};

struct tally {
	size_t found;
	size_t by_grade[GRADE_COUNT];
	size_t relabelled;
	size_t by_worst[STATUS_COUNT]; /* devices by the highest of their verdicts */
	size_t unjudged;               /* devices without a verdict */
	struct tally_law laws[TALLY_LAWS_MAX]; /* in the order of the devices' verdicts */
	size_t law_count;
	struct tally_flow flows[TALLY_FLOWS_MAX]; /* relabelled and met by a rule, relabelled, others; the largest first */
	size_t flow_count;
	struct tally_flow rest[2]; /* what did not fit: of an established maker, of none */
	size_t more; /* devices whose pair did not fit */
	struct tally_due dues[TALLY_DUES_MAX]; /* the earliest day first */
	size_t due_count;
	size_t more_dues; /* verdicts whose law and day did not fit */
};

/* How many of them a rule restricts, licenses or prohibits. */
size_t tally_flow_met(const struct tally_flow *flow);

void tally_devices(struct tally *t, const struct device *devices, size_t count);
