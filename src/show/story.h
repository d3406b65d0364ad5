#pragma once

/*
 * story: what the story of a device says in words, apart from how it is set.
 * The report says the same things in the same words, in each language.
 */

#include "base/text.h"
#include "fact/device.h"
#include "show/claims.h"
#include "show/names.h"
#include "show/word_of.h"

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
size_t story_steps(const struct device *d, enum word *steps, size_t most);

/* Why the maker is not surer than it is; WORD_COUNT when it is confirmed, so that there is nothing to say. */
enum word story_of_limit(const struct identity *id, const struct weighed *w);

/* Where a field comes from, for people: "From its web server". Never empty. */
enum { STORY_SOURCE_MAX = 128 }; /* bytes of it */
void story_source(struct text *t, enum tongue language, str field);

/*
 * Undetermined for the same reason: with many rules and an unknown maker that
 * is one piece of news and not eighty. story_alike() counts the verdicts that
 * are alike from `at` on; 0 when an earlier one is, so that it was told.
 */
bool story_is_alike(const struct verdict *a, const struct verdict *b);
size_t story_alike(const struct verdicts *verdicts, size_t at);

/* How a device came to its grade, in one sentence without numbers. */
enum word story_of_grade(enum grade grade);

/* Who made it, with how much confidence: holes `maker` and `confidence`; W_MADE_NONE has none. */
enum word story_of_belief(const struct belief *b);

/* How an observation of that strength is to be taken, as a sentence. */
enum word story_of_strength(enum strength strength);

/* That somebody is not ruled out: holes `name` and `confidence`. */
enum word story_of_rival(enum aspect aspect);

/* "Hangzhou Hikvision Digital Technology Co., Ltd., China": its legal name, and the country of its seat where that is known. */
enum { STORY_MAKER_MAX = 320 }; /* bytes of it */
void story_maker(struct text *t, enum tongue language, const struct registry *r, str id);

/* "maker Hikvision, kind of device camera": all that a mark says. And one value of it as people call it. */
enum { STORY_SAYS_MAX = 1024 };
void story_says(struct text *t, enum tongue language, const struct claim_group *g, const struct registry *r);
str story_value(enum tongue language, const struct registry *r, enum aspect aspect, str value);

/* "2024-06-10 08:11:02 UTC", for programs and tables; nothing when `time_us` is 0. */
void story_time(struct text *t, uint64_t time_us);

/* "10 June 2024, 08:11:02 UTC", for sentences; nothing when `time_us` is 0. */
void story_moment(struct text *t, enum tongue language, uint64_t time_us);

/*
 * "seen 10 June 2024, 08:11:02 UTC at byte 1,234 of street.pcap"; as much of it
 * as is known, perhaps nothing. `sources` are file names by obs.source.
 */
void story_place(struct text *t, enum tongue language, const struct obs *seen, struct strs sources);

enum { STORY_FILE_MAX = 255, STORY_PLACE_MAX = 384 }; /* bytes of a file's name; of a place with all that belongs to it */
