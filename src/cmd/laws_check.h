#pragma once

/*
 * laws_check: an author's own laws, looked at for him: all that is wrong by
 * file and line; or what they do, and what is worth a second look.
 */

#include "cmd/desk.h"
#include "show/cards.h"

/* Laws as they stand beside ours. */
struct bench {
	struct desk *desk;
	struct yaml *yaml;
	struct tree own; /* the author's files alone */
	struct tree all; /* behind all that is known */
	struct laws laws;
	const struct law_page *pages;
};

/* Hears what is worth a second look; `what` lives until the call returns. */
typedef void advice_hear(void *to, const struct complaint *c);

/*
 * Looks at one law of `own` that is right: at `entry`, as number `law` of
 * b->laws. What is allowed and yet likely a slip is told, in no order. 0 or
 * -ENOMEM.
 */
int advise_on_law(const struct bench *b, const struct tree_node *entry, size_t law, advice_hear *hear, void *to);

/* `birthmark laws check FILE…`. */
enum exit_code laws_check_files(const struct options *o);
