#pragma once

/*
 * called: is something called so? Compares a name with what somebody
 * searches for, both folded (base/fold.h).
 */

#include "base/fold.h"

/* How well a name answers to what was searched for, the better the greater. */
enum called {
	CALLED_NOT,
	CALLED_INITIALS,   /* "hkws": the first letters of the readings */
	CALLED_PART,       /* it stands somewhere inside a word */
	CALLED_READ_PART,  /* the reading of some of its characters begins so */
	CALLED_READ,       /* some of its characters are read so */
	CALLED_WORD_BEGIN, /* a word of it begins so */
	CALLED_WORD,       /* it is one or more whole words of it */
	CALLED_READ_WHOLE, /* all of it is read so */
	CALLED_BEGIN,      /* it begins so */
	CALLED_BEGIN_WORD, /* it begins so, with a whole word */
	CALLED_EXACTLY,
};
enum called called(const struct folded *name, const struct folded *query);

/*
 * In how many letters two texts differ: one put in, left out, changed, or
 * swapped with its neighbour counts as one. Stops counting at `most` + 1.
 */
unsigned called_distance(const struct folded *a, const struct folded *b, unsigned most);
