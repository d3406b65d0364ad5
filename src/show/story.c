/*
 * What is said of a device in the terminal and on the page alike.
 */
#include "show/story.h"

#include "show/glyph.h"

enum { KINDS_MAX = 32 }; /* protocols and documents that name a maker: under 20 */

static bool list_holds(const str *list, size_t count, str s) {
	for (size_t i = 0; i < count; i++)
		if (str_eq(list[i], s))
			return true;
	return false;
}

struct weighed story_weigh(const struct identity *id) {
	struct weighed w = { 0 };
	struct claim_group g = { 0 };
	str kinds[KINDS_MAX];

	while (claims_next(id, &g)) {
		if (claims_contradict(id, &g)) {
			w.against++;
		} else if (!claims_support(id, &g)) {
			w.aside++;
		} else {
			w.for_it++;
			w.proofs += g.strength == STRENGTH_PROOF;
			if (w.kinds < KINDS_MAX && !list_holds(kinds, w.kinds, g.kind))
				kinds[w.kinds++] = g.kind;
		}
	}
	return w;
}

const char *story_settles(const struct identity *id, const struct weighed *w) {
	if (id->maker.grade == GRADE_CONFIRMED)
		return "Nothing more is needed. Whoever doubts it can compare the type plate and the circuit board with "
		       "the evidence, or repeat the reading.";
	if (w->against > 0)
		return "The evidence does not agree with itself. Two devices behind one address, or firmware of one maker "
		       "on hardware of another, would look so: look at the type plate, and ask whoever sold it.";
	if (id->maker.grade == GRADE_LIKELY)
		return "One more kind of evidence that does not depend on what was seen: its answer to the maker's own "
		       "discovery question, its web server's first page, its certificate, its firmware file, or a look "
		       "at the type plate.";
	return "Its answer to a discovery question (ONVIF, or the makers' own), its web server's first page, its "
	       "firmware file, or a look at the type plate.";
}

const char *story_of_grade(enum grade grade) {
	static const char *const sentences[GRADE_COUNT] = {
		[GRADE_UNKNOWN] = "Nothing that was seen says who made it, or what was seen does not agree.",
		[GRADE_POSSIBLE] = "What was seen fits this maker, and fits others too.",
		[GRADE_LIKELY] = "What was seen speaks for this maker, and falls short of what a confirmation needs.",
		[GRADE_CONFIRMED] = "A proof, or witnesses that do not depend on each other, name this maker.",
	};

	return sentences[grade];
}

bool story_is_alike(const struct verdict *a, const struct verdict *b) {
	return a == b || (a->status == STATUS_UNDETERMINED && b->status == a->status && a->because_count > 0 &&
			  b->because_count > 0 && str_eq(a->because[0], b->because[0]));
}

size_t story_alike(const struct verdicts *verdicts, size_t at) {
	size_t count = 0;

	for (size_t i = 0; i < at; i++)
		if (story_is_alike(&verdicts->at[i], &verdicts->at[at]))
			return 0;
	for (size_t i = at; i < verdicts->count; i++)
		count += story_is_alike(&verdicts->at[at], &verdicts->at[i]);
	return count;
}

static void two_digits(struct text *t, uint64_t number) {
	text_byte(t, (uint8_t)('0' + number / 10 % 10));
	text_byte(t, (uint8_t)('0' + number % 10));
}

void story_time(struct text *t, uint64_t time_us) {
	uint64_t seconds = time_us / 1000000, of_day = seconds % 86400;
	/* 9999-12-31: beyond it date_format() has no room, and no real clock stands there. */
	const uint64_t last = 253402300799;
	char day[11];

	if (time_us == 0 || seconds > last)
		return;
	date_format(date_of_seconds((int64_t)seconds), day);
	text_cstr(t, day);
	text_byte(t, ' ');
	two_digits(t, of_day / 3600);
	text_byte(t, ':');
	two_digits(t, of_day / 60 % 60);
	text_byte(t, ':');
	two_digits(t, of_day % 60);
	text_cstr(t, " UTC");
}

void story_place(struct text *t, const struct obs *seen, struct strs sources) {
	if (seen->time_us) {
		text_cstr(t, "seen ");
		story_time(t, seen->time_us);
	}
	if (seen->offset) {
		/* A record without a clock is a line of text, all else is a capture. */
		text_cstr(t, seen->time_us ? " at byte " : "line ");
		text_u64(t, seen->offset);
	}
	if (t->used > 0 && seen->source < sources.count && sources.at[seen->source].n > 0) {
		text_cstr(t, " of ");
		text_str(t, glyph_head(sources.at[seen->source], t->size - t->used));
	}
}
