#pragma once

/*
 * word_of: which word stands for a fact: a status, a kind of device, how sure
 * we are. The same on the terminal, on the page and on the papers.
 */

#include "fact/device.h"
#include "show/names.h"
#include "show/words.h"

enum word word_of_status(enum status status);
enum word word_of_meaning(enum status status); /* what that status means, as a sentence */

/* The sentence about the day of a verdict; false: there is none, for no day is set, or a decision lends it. */
bool word_of_day(const struct verdict *v, enum word *ret_word);

/* What happens on such a day, for a table. */
enum word word_of_day_kind(enum day_kind kind);

enum word word_of_class(enum device_class class);
enum word word_of_likelihood(enum likelihood likelihood);
enum word word_of_decision(enum decision_kind kind);
enum word word_of_strength(enum strength strength);
enum word word_of_aspect(enum aspect aspect);
