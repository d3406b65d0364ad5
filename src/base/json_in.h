#pragma once

/*
 * json_in: a pull reader for JSON (RFC 8259) that allocates nothing.
 *
 * Each call gives one token. Text comes as it stands between its quotes;
 * json_in_text() undoes the escapes. Depth is limited, so hostile nesting
 * ends in JSON_IN_BAD and never in a deep stack. Strings may hold raw control
 * bytes: devices send them. What follows the first value is not looked at.
 */

#include "base/arena.h"
#include "base/str.h"

enum { JSON_IN_DEPTH_MAX = 64 }; /* deepest real device answer seen: 9 */

enum json_token {
	JSON_IN_BAD, /* not JSON; `at` is where */
	JSON_IN_END, /* the value is complete */
	JSON_IN_OBJECT,
	JSON_IN_OBJECT_END,
	JSON_IN_ARRAY,
	JSON_IN_ARRAY_END,
	JSON_IN_KEY,    /* `raw` is the name of the next value */
	JSON_IN_STRING, /* `raw` is the text, escapes as they stand */
	JSON_IN_NUMBER, /* `raw` is the number as written */
	JSON_IN_TRUE,
	JSON_IN_FALSE,
	JSON_IN_NULL,
};

/* What may come next. */
enum json_want {
	JSON_WANT_VALUE, /* a value: at the beginning, and behind a key */
	JSON_WANT_FIRST, /* the first entry of a level, or its end */
	JSON_WANT_NEXT,  /* a comma, or the end of the level or of all */
};

struct json_in {
	str all;
	size_t at; /* bytes read so far */
	str raw;
	bool is_plain; /* the last text has no escapes; false when that was not looked into */
	unsigned depth;
	uint64_t objects; /* bit n: level n is an object */
	bool in_object;   /* so is the level at work */
	enum json_want want;
};

struct json_in json_in_over(str text);

enum json_token json_in_next(struct json_in *j);

/*
 * Skips the value whose first token was `token`. True when it was whole.
 * On JSON_IN_KEY the value behind the key is skipped.
 */
bool json_in_skip(struct json_in *j, enum json_token token);

/*
 * The text of the last JSON_IN_STRING or JSON_IN_KEY without escapes. When it had
 * none this is the slice itself; else a copy in `mem`, the null slice when
 * `mem` is full. A lone surrogate becomes U+FFFD, a \\u without its digits `?`.
 */
str json_in_text(const struct json_in *j, arena *mem);
