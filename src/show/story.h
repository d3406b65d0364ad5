#pragma once

/*
 * story: what the story of a device says in words, apart from how it is set.
 * The report says the same things in the same words.
 */

#include "base/text.h"
#include "fact/device.h"
#include "show/claims.h"
#include "show/names.h"

/* What was weighed, in numbers. */
struct weighed {
	size_t for_it, against, aside; /* groups of claims that support, contradict, or say something else */
	size_t kinds;                  /* of `for_it`, those that can confirm: more than hints, and nothing typed in */
	size_t proofs;                 /* of `for_it` */
};

struct weighed story_weigh(const struct identity *id);

/*
 * What would settle who made it: whole sentences, each a step that somebody can
 * take, the cheapest first, without a log-in. How many were written to `steps`,
 * at most `most`; always one or more when `most` is.
 */
enum { STORY_STEPS_MAX = 5 };
size_t story_steps(const struct device *d, const char **steps, size_t most);

/* Why the maker is not surer than it is, in one or two sentences; empty when it is confirmed. */
const char *story_of_limit(const struct identity *id, const struct weighed *w);

/* Where a field comes from, for people: "From its web server". Never empty. */
const char *story_of_source(str field);

/*
 * Undetermined for the same reason: with many rules and an unknown maker that
 * is one piece of news and not eighty. story_alike() counts the verdicts that
 * are alike from `at` on; 0 when an earlier one is, so that it was told.
 */
bool story_is_alike(const struct verdict *a, const struct verdict *b);
size_t story_alike(const struct verdicts *verdicts, size_t at);

/* How a device came to its grade, in one sentence without numbers. */
const char *story_of_grade(enum grade grade);

/* "2024-06-10 08:11:02 UTC"; nothing when `time_us` is 0. */
void story_time(struct text *t, uint64_t time_us);

/*
 * "seen 2024-06-10 08:11:02 UTC at byte 1234 of street.pcap"; as much of it as
 * is known, perhaps nothing. `sources` are file names by obs.source.
 */
void story_place(struct text *t, const struct obs *seen, struct strs sources);

enum { STORY_PLACE_MAX = 320 }; /* bytes: a time, an offset and a file name of 255 */
