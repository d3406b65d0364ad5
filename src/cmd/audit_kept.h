#pragma once

/* audit_kept: is what the estate keeps of its devices what their evidence says? */

#include "cmd/options.h"
#include "cmd/say.h"
#include "store/judged.h"

/*
 * Thinks of every device once more, with what this program knows, judges it
 * by the law of the day of the last judging, and holds what is kept against
 * that. EXIT_DONE with the counts, or what went wrong was said.
 */
enum exit_code audit_kept(const struct options *o, struct store *s, struct held_kept *ret_held);
