#pragma once

/* scan_losses: what a scan knows that it missed is said, never taken for absence. */

#include "cmd/options.h"
#include "sense/asker.h"
#include "sense/sweep.h"
#include "sense/talk.h"

/* Who counted them; but for the asker each may be NULL. */
struct scan_losses {
	const struct asker *asker;
	const struct sweep *sweep;
	const struct talk *talk;
};

/* A warning for each kind of loss that there was. */
void scan_losses_say(const struct scan_losses *of, const struct options *o);
