#pragma once

/*
 * judging: a verdict while it is made, and its sentences.
 */

#include "law/form.h"
#include "law/reasons.h"

struct judging {
	arena *mem;
	const struct law *law;
	const struct subject *subject;
	enum tongue language; /* of the court */
	enum tongue spoken;   /* in which the law speaks to it: the same, or English */
	str *maker;           /* the sentence about the maker, which no law changes; empty until the first says it */
	struct verdict *verdict; /* written where it is kept: a verdict is much to copy */
};

/* One more sentence, as long as there is room for one. */
void say(struct judging *j, enum tongue language, enum reason reason, const struct hole *holes, size_t count);

/* SAY(j, R_DAY, HOLE_DATE("day", day)); SAY_PLAIN() has no holes. */
#define SAY(j, reason, ...) say((j), (j)->language, (reason), HOLES(__VA_ARGS__))
#define SAY_PLAIN(j, reason) say((j), (j)->language, (reason), NULL, 0)

/* A sentence that has words of the law in it: all of it in the language of those. */
#define SAY_SPOKEN(j, reason, ...) say((j), (j)->spoken, (reason), HOLES(__VA_ARGS__))

/* As say(), of a sentence that is made, at `place`, the others after it; when there are too many the last falls away. */
void say_ahead(struct judging *j, size_t place, enum tongue language, str sentence);

/* "12", in the arena: numbers of decisions are names, and have no separators. */
str say_number(struct judging *j, uint64_t number);

/*
 * The day that the clause sets for the device: the law's own, or the end of the contract over it where that is
 * earlier, also when it is past. DATE_NONE: none. say_day() says which it is.
 */
date clause_day(const struct clause *c, const struct law *law, const struct subject *s);
void say_day(struct judging *j, const struct clause *c);

/* Applies the decisions that hold on the day to the verdict of the rule: law.h says how. */
void judge_decided(struct judging *j);
