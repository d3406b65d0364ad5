#pragma once

/*
 * Patterns are text with holes: "Linux/{os} UPnP/{} Example-Cam/{firmware}".
 *
 * Text outside braces must stand there as written, ASCII case apart. `{}`
 * takes the shortest run up to the next text, `{name}` keeps what it took.
 * A typed hole, `{:digits}` or `{serial:hex*12}`, takes the longest run of
 * its class, at least one byte, or just so many. `{{` and `}}` are braces.
 * There is no going back: a byte of the value is looked at a few times at
 * most, whatever pattern and value.
 */

#include "base/arena.h"

enum {
	PATTERN_PARTS_MAX = 12, /* the most of ours has 6 */
	PATTERN_HOLES_MAX = 8,
	PATTERN_SIZE_MAX = 1024, /* bytes as written; the longest of ours has some 90 */
};

enum hole_class { HOLE_NONE, HOLE_ANY, HOLE_DIGITS, HOLE_HEX, HOLE_ALNUM, HOLE_WORD };

/* A hole and the text that must follow it. The first part may have no hole. */
struct pattern_part {
	enum hole_class hole;
	uint32_t exact; /* so many bytes; 0 for no wish */
	str name;       /* empty when it is not kept */
	str literal;    /* lower case; may be empty only in the first and the last part */
	/* By how much of the literal is read: how long a beginning of it ends there too (Knuth, Morris, Pratt). */
	const uint16_t *borders;
};

struct pattern {
	const struct pattern_part *parts;
	size_t part_count;
	bool is_certain; /* nothing but one text, or none, and open holes: it fits wherever its text stands */
	bool keeps;      /* some hole has a name */
};

enum { PATTERN_WRONG = 1 };

/* 0; PATTERN_WRONG and a sentence in `*ret_why`; or -ENOMEM. */
int pattern_parse(arena *mem, str text, struct pattern *ret_pattern, const char **ret_why);

/*
 * Does it take the longer to find it and what it keeps, the longer the value
 * is? Not when each byte that is looked at has its place in the pattern.
 */
bool pattern_searches(const struct pattern *p);

struct catches {
	struct {
		str name, text;
	} at[PATTERN_HOLES_MAX];
	size_t count;
};

/*
 * Does the whole of `text` fit? What the named holes took is added to
 * `catches`, which may be NULL.
 */
bool pattern_fits(const struct pattern *p, str text, struct catches *catches);

/* What the hole `name` took; empty when there is none. */
str catches_get(const struct catches *catches, str name);
