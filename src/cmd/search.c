#include "cmd/search.h"

#include <stdio.h>

#include "base/translate.h"
#include "cmd/say.h"
#include "show/show.h"

/* Ranks: what somebody is called, times ten, so that others fit between. */
enum {
	RANK_ABOUT = 1,   /* it is said about it */
	RANK_BECAUSE = 2, /* for a reason of the caller's */
	RANK_WORDS = 5,   /* all words stand in its names, not behind one another */
	RANK_CALLED = 10, /* times enum called */
	RANK_ID = RANK_CALLED * CALLED_EXACTLY + 1,
};

bool search_open(struct search *s, arena *mem, str text, size_t most) {
	s->mem = mem;
	s->text = str_trim(text);
	s->hit_count = s->word_count = 0;
	s->has_better = false;
	s->hits = arena_new(mem, struct hit, most + 1);
	near_open(&s->near, s->text);
	size_t words = fold_word_count(&s->near.typed);
	for (size_t i = 0; words > 1 && i < words && i < SEARCH_WORDS_MAX; i++)
		fold_word(&s->near.typed, i, &s->words[s->word_count++]);
	return s->hits != NULL;
}

void search_begin(struct search *s, size_t index) {
	s->now = (struct hit){ .index = index };
	s->is_shown = false;
	s->words_met = 0;
}

static void raise(struct search *s, unsigned rank, str as) {
	if (rank <= s->now.rank)
		return;
	s->now.rank = rank;
	s->now.as = as;
}

enum called search_called(struct search *s, str name) {
	return near_called(&s->near, name);
}

static void meet_words(struct search *s) {
	for (size_t i = 0; i < s->word_count; i++)
		if (!(s->words_met >> i & 1) && called(&s->near.name, &s->words[i]) >= CALLED_WORD_BEGIN)
			s->words_met |= 1u << i;
}

static enum called meet(struct search *s, str name) {
	enum called how = near_meet(&s->near, name, name);

	if (how == CALLED_NOT)
		meet_words(s);
	return how;
}

static bool is_read(enum called how) {
	return how == CALLED_INITIALS || how == CALLED_READ_PART || how == CALLED_READ || how == CALLED_READ_WHOLE;
}

void search_id(struct search *s, str id) {
	enum called how = meet(s, id);

	s->is_shown |= how != CALLED_NOT;
	raise(s, how == CALLED_EXACTLY ? RANK_ID : RANK_CALLED * how, (str){ 0 });
}

void search_name(struct search *s, str name) {
	enum called how = meet(s, name);

	s->is_shown |= how != CALLED_NOT && !is_read(how);
	raise(s, RANK_CALLED * how, (str){ 0 });
}

void search_text(struct search *s, str text) {
	enum called how = meet(s, text);

	s->is_shown |= how != CALLED_NOT && !is_read(how);
	raise(s, RANK_CALLED * (how > CALLED_BEGIN_WORD ? CALLED_BEGIN_WORD : how), (str){ 0 });
}

void search_other(struct search *s, str name) {
	enum called how = name.n ? meet(s, name) : CALLED_NOT;
	str as = s->is_shown ? (str){ 0 } : name;

	if (how == CALLED_NOT || RANK_CALLED * how <= s->now.rank)
		return;
	if (as.n && is_read(how)) {
		str read = fold_reading(s->mem, name);
		str parts[] = { name, STR(" ("), read, STR(")") };

		as = arena_join(s->mem, parts, read.n ? 4 : 1);
	}
	raise(s, RANK_CALLED * how, as);
}

void search_about(struct search *s, str text) {
	if (text.n == 0 || s->has_better || s->now.rank >= RANK_ABOUT)
		return;
	enum called how = search_called(s, text);
	if (how >= CALLED_WORD && !is_read(how))
		raise(s, RANK_ABOUT, (str){ 0 });
}

void search_because(struct search *s, str as) {
	bool again = s->now.rank >= RANK_BECAUSE && s->now.rank + 1 < RANK_WORDS;

	raise(s, again ? s->now.rank + 1 : RANK_BECAUSE, as);
	s->now.as = as.n ? as : s->now.as;
}

void search_end(struct search *s) {
	unsigned every = (1u << s->word_count) - 1;

	if (s->word_count && s->words_met == every)
		raise(s, RANK_WORDS, (str){ 0 });
	if (s->text.n == 0)
		s->now.rank = RANK_ABOUT;
	if (s->now.rank == 0)
		return;
	s->has_better |= s->now.rank > RANK_ABOUT;
	s->hits[s->hit_count++] = s->now;
}

void search_close(struct search *s) {
	size_t kept = 0;

	for (size_t i = 0; i < s->hit_count; i++) {
		struct hit hit = s->hits[i];
		size_t at = kept;

		if (s->has_better && hit.rank == RANK_ABOUT)
			continue;
		for (; at > 0 && s->hits[at - 1].rank < hit.rank; at--)
			s->hits[at] = s->hits[at - 1];
		s->hits[at] = hit;
		kept++;
	}
	s->hit_count = kept;
}

bool search_is_one(const struct search *s) {
	const unsigned exact = RANK_CALLED * CALLED_EXACTLY, near = RANK_CALLED * CALLED_BEGIN_WORD;

	if (s->text.n == 0 || s->hit_count == 0)
		return false;
	if (s->hit_count == 1 || s->hits[0].rank == RANK_ID)
		return true;
	/* "TP-Link" is the name of one firm and begins that of another, which must not be passed over. */
	return s->hits[0].rank == exact && s->hits[1].rank < near;
}

void search_say_nothing(const struct search *s, const struct options *o, const char *none) {
	if (o->quiet)
		return;
	fputs("birthmark: ", stderr);
	SAY_SENTENCE(stderr, none, HOLE_STR("name", s->text));
	for (size_t i = 0; i < s->near.count; i++)
		SAY_SENTENCE(stderr, i == 0 ? N_("; did you mean {name}") : i + 1 == s->near.count ? N_(" or {name}") : ", {name}",
			     HOLE_STR("name", s->near.at[i].name));
	fputs(s->near.count ? "?\n" : "\n", stderr);
}
