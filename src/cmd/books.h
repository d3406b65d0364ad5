#pragma once

/*
 * books: what the commands have in common that write a person's word into the
 * estate: site, contract, tell, merge, split.
 */

#include "cmd/desk.h"
#include "cmd/estate.h"
#include "store/books.h"
#include "store/query.h"

/* "birthmark COMMAND: …" on standard error, `format` translated; EXIT_BAD_USAGE. */
enum exit_code books_wrong(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Was it said by whom (and, where `why`, for which reason)? Else it is complained and EXIT_BAD_USAGE. */
enum exit_code books_said(const struct options *o, const char *command, bool why);

/*
 * Opens the estate for writing and begins a run. `makes_it`: also when there
 * is none yet. EXIT_DONE, or it was said what is wrong; close in any case.
 */
enum exit_code books_open(const struct desk *d, const char *command, bool makes_it, struct store **ret_store);

/*
 * Keeps the run when `r` is 0, else says why not; closes the estate, which may
 * be NULL. Gives the exit code: what the store refused with a sentence is a
 * wrong usage.
 */
enum exit_code books_close(const struct options *o, struct store *s, int r, struct complaint *c);

/*
 * Thinks anew of these devices, of which something else is known now, in the
 * open run, and judges them by all laws as of today: what `devices` says of
 * them agrees with it. The rows are wholes. As store_judge().
 */
int books_think(struct desk *d, struct store *s, const int64_t *rows, size_t count);
