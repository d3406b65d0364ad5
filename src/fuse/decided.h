#pragma once

/*
 * decided: what a person who looked at a device makes of its identity.
 *
 * Evidence is not forgotten: rivals stay, what contradicts the person keeps
 * the belief contested, and a proof of another maker keeps it from being
 * confirmed.
 */

#include "base/arena.h"
#include "fact/circumstances.h"
#include "fact/identity.h"

/*
 * Applies the confirmations and rejections that hold on that day. Of several
 * confirmations the last one counts, unless a later one rejects it; of
 * rejections each counts. A rejection of a company is one of all that it owns.
 *
 * Confirmed: the maker, and brand and model where they were said, are those of
 * the decision. Rejected: the maker is unknown, and nobody else takes its
 * place. What was believed before stands among the rivals. `identity` comes
 * with its claims and afterwards points into `c` too; identity->decision says
 * which decision it was. When `mem` is full the identity stays as it was and
 * mem->full says so.
 */
void weigh_decided(arena *mem, struct identity *identity, const struct registry *r, const struct circumstances *c,
		   date on);

/* Does this claim, at least so strong, name somebody who is neither `maker` nor of its group nor once part of it? */
bool weigh_speaks_against(const struct registry *r, const struct claim *claim, str maker, enum strength least);
