#pragma once

/* holes: those of a sentence, for the tests that hold languages side by side. Needs cmocka.h before it. */

#include "base/str.h"

enum { HOLES_MAX = 8 };

/* "{count}" and the like, in the order of the sentence; how many. */
static inline size_t holes_of(const char *sentence, str *holes) {
	str rest = str_of(sentence);
	size_t count = 0;

	for (;;) {
		rest = str_after(rest, str_find(rest, STR("{"), 0));
		if (rest.n == 0)
			return count;
		size_t end = str_find(rest, STR("}"), 0);
		assert_true(end < rest.n && count < HOLES_MAX);
		holes[count++] = (str){ rest.at, end + 1 };
		rest = str_after(rest, end);
	}
}
