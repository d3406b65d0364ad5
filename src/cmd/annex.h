#pragma once

/* annex: the documents of `birthmark report --document`, each with its number, and where they go. */

#include "cmd/desk.h"

/* Do the options go together? Before anything is read: EXIT_DONE, or it was said what does not fit. */
enum exit_code annex_check(const struct options *o);

/* The market that stands beside an estate judged for these roles; NULL when there is none. */
const struct market *annex_market(const struct options *o, const struct markets *markets);

/* Writes the document that was asked for. A file appears whole or not at all. EXIT_DONE, or it was said what is wrong. */
enum exit_code annex_put(struct desk *d, const struct report *report);
