#pragma once

/*
 * claims: the claims of an identity, gathered as people and programs want
 * them: all that one mark says because of one observation is one thing.
 */

#include "fact/identity.h"

struct claim_group {
	const struct obs *seen;
	const struct mark_note *mark;
	enum strength strength;  /* the greatest of them */
	str kind;
	str says[ASPECT_COUNT];  /* empty where it says nothing */
	size_t at;               /* where the search goes on; start with all zero */
};

/* The next group, in the order of the observations; false when there are no more. */
bool claims_next(const struct identity *id, struct claim_group *g);

/* Does the group speak for what the identity believes? False too when it says nothing of its maker or brand. */
bool claims_support(const struct identity *id, const struct claim_group *g);

/* Does it name another maker or brand than the one that is believed? */
bool claims_contradict(const struct identity *id, const struct claim_group *g);
