#pragma once

/*
 * pairs: "key=value" text, a pair a line, as the CGI programs of cameras answer.
 */

#include "base/str.h"

enum { PAIRS_MAX = 2000 }; /* lines looked at; the longest list of parameters seen has 1,400 */

struct pairs {
	str rest;
	unsigned count;
	str key, value; /* of the last line, trimmed; quotes around the value are cut off */
};

struct pairs pairs_over(str text);

/* The next line that is a pair. False behind the last one. */
bool pairs_next(struct pairs *p);
