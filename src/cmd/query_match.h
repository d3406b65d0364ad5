#pragma once

/*
 * query_match: does what was thought of a device anew fit a query?
 *
 * The terms of belief and of law (store/query.h) mean the same here as
 * store_query() makes of them, but of this identity and these verdicts: the
 * day and the laws that were asked for, not those that the estate has kept.
 */

#include "fact/identity.h"
#include "fact/verdict.h"
#include "store/query.h"

/* Do all terms of belief hold? */
bool query_match_belief(const struct query *query, const struct identity *id);

/* Do all terms of law hold? Without verdicts it was not judged. */
bool query_match_law(const struct query *query, const struct verdicts *verdicts);

/* Does the query have any? Else the verdicts need not be known. */
bool query_asks_law(const struct query *query);
