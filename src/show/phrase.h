#pragma once

/*
 * phrase: the small wordings that cards share.
 */

#include "fact/restriction.h"
#include "show/names.h"
#include "show/prose.h"

enum { PHRASE_LABEL_COLUMNS = 15, PHRASE_INDENT = 2, PHRASE_WIDTH = 80 /* for a file or a pipe */ };

/* "Label:   words", the words below one another; nothing when `words` is empty. Labels are English, and translated here. */
void phrase_line(struct prose *p, const char *label, str words);

/* Begins such a line, so that words of several pieces can follow; prose_end() ends it. NULL: below the label before. */
void phrase_begin(struct prose *p, const char *label);
void phrase_end(struct prose *p);

/* One of a list of counts: "4 confirmed", with a comma before it unless it is the first. Nothing for a count of 0. */
void phrase_count(struct prose *p, size_t count, const char *what, bool *first);

/* Likewise of a verdict, "a fact is missing 4": its words are no noun that a number could stand before. */
void phrase_verdicts(struct prose *p, size_t count, const char *what, bool *first);

/* A line on whom rules bind, where those of all were asked; nothing when somebody said as whom. */
void phrase_whom(struct prose *p, const struct look *look);

/* "a, b and c"; nothing for none. */
void phrase_list(struct prose *p, struct strs list);

/* "2017" for the first day of a year: lists often know no more than that; else the whole day. */
str phrase_day_text(date d, char room[11]);

/* "2012 to 2019-05-03", "since 2012", "until 2019"; nothing when both sides are open. True when something was said. */
bool phrase_days(struct prose *p, date from, date until);

/* "camera, recorder"; "every kind of device" for all. */
void phrase_classes(struct prose *p, uint32_t classes);

/* What a clause asks: "made by Dahua or Hikvision, or by a firm of which they own 50 percent or more". */
void phrase_tests(struct prose *p, const struct test_note *tests, size_t count, const struct registry *r);

/* "only remembered", "trust medium"; and the word alone: "medium". */
void phrase_trust(struct prose *p, enum trust trust);
const char *phrase_trust_word(enum trust trust);

const char *phrase_share(enum share share);      /* "all of it", "some of it", … */
const char *phrase_standing(enum standing standing); /* "in force", "suspended", … */
const char *phrase_reach(enum reach reach);      /* "it is named", … */

