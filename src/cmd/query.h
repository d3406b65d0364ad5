#pragma once

/*
 * query: the small language in which devices are asked for on a command line.
 *
 *     maker:hikvision label!=hikvision verdict:prohibited site:noord grade>=likely seen>2026-10-01
 *
 * Each term is KEY, an operator (`:` and `=` are the same, `!=` `<` `<=` `>`
 * `>=`) and values with commas between them, any of which will do; a word by
 * itself is a part of the name, or a whole MAC or IP address. All terms must
 * hold. birthmark-devices(1) explains the keys. Where a day of a verdict is asked
 * for and no verdict, the term verdict>=restricted is added.
 */

#include "cmd/knowledge.h"
#include "cmd/options.h"
#include "store/query.h"

enum { QUERY_WRONG = 1 }; /* the query is wrong; the complaint says how */

/*
 * Reads a query. Each word is one term; a word in which several terms stand,
 * or double quotes, is a whole query with blanks between its terms. Names and
 * ids are looked up in `k`; those of sites and contracts only store_query()
 * can. What it points to lies in `mem` or in the words. No word: everything.
 * 0, QUERY_WRONG, or -ENOMEM. `ret_query` comes in the order of names, without
 * a limit and with no day: the caller may change these.
 */
int query_parse(arena *mem, const struct knowledge *k, char **words, int count, struct query *ret_query,
		struct complaint *reterr);

/* Of a command: the query of its arguments from number `first` on, said on standard error when it is wrong. */
enum exit_code query_of(const struct options *o, arena *mem, const struct knowledge *k, int first,
			struct query *ret_query);

/* Says what store_query() and its like answered; a value that cannot be one is a wrong usage. */
enum exit_code query_say(const struct options *o, int r, const struct complaint *c);

/*
 * The rows of all devices that fit, in the order in which they came, in `mem`.
 * As store_query(); -ENOMEM also when `mem` is full.
 */
int query_rows(struct store *s, arena *mem, const struct query *query, const int64_t **ret_rows, size_t *ret_count,
	       struct complaint *reterr);

/*
 * The devices that arguments from number `first` on mean: the one of this
 * name, MAC or address when there is a single argument and a single such
 * device, else all that the query finds. More than one only with --all. In
 * `mem`. EXIT_DONE, or it was said what is wrong.
 */
enum exit_code query_devices(const struct options *o, const char *command, arena *mem, const struct knowledge *k,
			     struct store *s, int first, const int64_t **ret_rows, size_t *ret_count);
