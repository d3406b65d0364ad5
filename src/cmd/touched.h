#pragma once

/* touched: whom a law touches in the estate, as it was judged last. */

#include "base/arena.h"
#include "cmd/say.h"
#include "show/cards.h"

/*
 * Looks in the estate o->estate, which is only read. `*ret_touched` lives in
 * `mem`; NULL, and EXIT_DONE, when the estate that goes without saying is not
 * there. Else it was said what is wrong and the exit code is given.
 */
enum exit_code touched_by(const struct options *o, arena *mem, str law, const struct touched **ret_touched);
