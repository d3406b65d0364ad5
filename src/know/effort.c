#include "know/effort.h"

static bool begins_with_text(const struct pattern *p) {
	return p->parts[0].hole == HOLE_NONE;
}

/* Can there be a value that takes time for both? Not when they begin with different texts. */
static bool go_together(const struct pattern *p, const struct pattern *with) {
	return !begins_with_text(with) ||
	       (begins_with_text(p) && str_begins(p->parts[0].literal, with->parts[0].literal));
}

/*
 * How often a byte of a value is looked at that begins like `p`, or like all
 * of them when `p` is NULL: once for every pattern that must search in it, and
 * twice more for a condition that keeps something, to catch it for the claims
 * and for the model number.
 */
static size_t count_looks(const struct choice *choices, size_t count, const struct pattern *p) {
	uint32_t keeping = UINT32_MAX;
	size_t looks = 0;

	for (size_t i = 0; i < count; i++) {
		const struct choice *c = &choices[i];

		if (!pattern_searches(&c->pattern) || (p && !go_together(p, &c->pattern)))
			continue;
		looks += !c->pattern.is_certain;
		if (c->pattern.keeps && c->condition != keeping) {
			keeping = c->condition;
			looks += 2;
		}
	}
	return looks;
}

const char *effort_excess(const struct choice *choices, size_t count) {
	size_t text_size = 0;

	if (count > EFFORT_CHOICES_MAX)
		return "a mark has at most 256 patterns: make two marks of it";
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < choices[i].pattern.part_count; k++)
			text_size += choices[i].pattern.parts[k].literal.n;
	if (text_size > EFFORT_TEXT_MAX)
		return "the patterns of a mark have at most 16384 bytes of text: make two marks of it";
	/* Nearly all marks pass without a look at each pair. */
	bool is_easy = count_looks(choices, count, NULL) <= EFFORT_LOOKS_MAX;
	for (size_t i = 0; i < count && !is_easy; i++)
		if (count_looks(choices, count, &choices[i].pattern) > EFFORT_LOOKS_MAX)
			return "too many patterns of this mark search for a text behind an open hole: make two marks of it";
	return NULL;
}
