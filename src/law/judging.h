#pragma once

/*
 * judging: a verdict while it is made, and its sentences.
 */

#include "law/form.h"

struct judging {
	arena *mem;
	const struct law *law;
	const struct subject *subject;
	struct verdict verdict;
};

/* One more sentence, as long as there is room for one. */
void say(struct judging *j, const str *parts, size_t part_count);

#define SAY(j, ...) say((j), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* A sentence at `place`, the others after it; when there are too many the last falls away. */
void say_ahead(struct judging *j, size_t place, str sentence);

/* "2024-06-10", in the arena. */
str say_day(struct judging *j, date d);

/* "12", in the arena. */
str say_number(struct judging *j, uint64_t number);

/* Applies the decisions that hold on the day to the verdict of the rule: law.h says how. */
void judge_decided(struct judging *j);
