#pragma once

/*
 * search: what the lists of the knowledge have in common: finding by any name
 * in any script, the best first, and what to say when nothing is found.
 */

#include "base/near.h"
#include "cmd/options.h"

enum { SEARCH_WORDS_MAX = 16 }; /* of what is searched for; later words are not asked for one by one */

struct hit {
	size_t index;  /* of the thing, as the caller counts */
	unsigned rank; /* the greater, the better */
	str as;        /* the name by which it was found, when what is shown anyway does not have it; or empty */
};

struct search {
	arena *mem;
	str text; /* empty: everything is a hit, in the order in which it comes */
	struct near near;
	struct folded words[SEARCH_WORDS_MAX];
	size_t word_count;
	struct hit *hits;
	size_t hit_count;
	bool has_better; /* than by what is only said about it */
	struct hit now;  /* the thing at work */
	bool is_shown;   /* the query stands in what is shown of it anyway */
	unsigned words_met;
};

/* Makes ready for at most `most` things. False when `mem` is full. */
bool search_open(struct search *s, arena *mem, str text, size_t most);

/* The next thing; then all that it is called, and what is said about it. */
void search_begin(struct search *s, size_t index);
void search_id(struct search *s, str id);
void search_name(struct search *s, str name);   /* one that every output shows */
void search_other(struct search *s, str name);  /* one that a table does not show */

/* Text that every output shows: to be all of it makes it no better than to begin it. */
void search_text(struct search *s, str text);

/* Text about it, in which whole words count, and only when nothing answers by its name. */
void search_about(struct search *s, str text);

/* It is a hit for a reason of the caller's, the better the more there are; `as` says for which. */
void search_because(struct search *s, str as);
void search_end(struct search *s);

/* Sorts the hits, the best first; equal ones stay in order. */
void search_close(struct search *s);

/* Is the first hit the one that was meant? Then its card is shown. */
bool search_is_one(const struct search *s);

/* How well a thing of these names would answer, without making it a hit. */
enum called search_called(struct search *s, str name);

/* Says on standard error that nothing is called so, and what may have been meant. `none`: a sentence with {name}. */
void search_say_nothing(const struct search *s, const struct options *o, const char *none);
