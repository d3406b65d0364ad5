#pragma once

/*
 * tally: what is counted over all devices, for the last line of the table and
 * the first page of the report. Of fixed size, so that a city's estate needs
 * no more memory than a street's. Devices are added one by one, or many alike
 * at once: the numbers are the same.
 */

#include "show/names.h"
#include "fact/device.h"

enum {
	TALLY_LAWS_MAX = 128, /* the registry knows 82 laws */
	TALLY_FLOWS_MAX = 1024, /* pairs of label and maker; later ones are counted as `more` */
	TALLY_DUES_MAX = 1024, /* laws and days, those of contracts too: the first in time; others are counted as `more_dues` */
	TALLY_SHARES_MAX = 256, /* makers of cameras and recorders; later ones are counted as `other_shares` */
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
	enum day_kind kind;
};

/* So many cameras and recorders (class_is_video()) were made by that company, as far as it is established. */
struct tally_share {
	str maker;
	size_t count, confirmed;
};

/* Pairs that are not counted one by one: those that agree or have no label, those of no established maker, those that differ. */
enum tally_rest { REST_AGREES, REST_NO_MAKER, REST_DIFFERS, REST_COUNT };

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
	struct tally_flow rest[REST_COUNT]; /* what did not fit */
	size_t more; /* devices whose pair did not fit */
	struct tally_due dues[TALLY_DUES_MAX]; /* the earliest day first */
	size_t due_count;
	size_t more_dues; /* verdicts whose law and day did not fit */
	struct tally_share shares[TALLY_SHARES_MAX]; /* the largest first */
	size_t share_count;
	struct tally_share other_shares, no_share; /* makers that did not fit; maker not established */
	size_t video_count; /* cameras and recorders: the sum of all shares */
};

/* How many of them a rule restricts, licenses or prohibits. */
size_t tally_flow_met(const struct tally_flow *flow);

/* Nothing is counted yet. */
void tally_open(struct tally *t);

/*
 * Counts so many devices of this identity with these verdicts; no more of it
 * is looked at. Ids and laws must outlive the tally.
 */
void tally_add(struct tally *t, const struct device *d, size_t times);

/* Sorts; to be called once, after all were added. */
void tally_close(struct tally *t);

/* All three over these devices. */
void tally_devices(struct tally *t, const struct device *devices, size_t count);
