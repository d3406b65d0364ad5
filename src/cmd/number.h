#pragma once

/*
 * number: the devices behind a number, thought of as the options ask.
 *
 * Words of a query about names, places and people are asked of the estate,
 * which has them; what is believed of a device and what laws say of it is
 * thought anew, as the report does, so that both count the same.
 */

#include "cmd/desk.h"
#include "cmd/query.h"
#include "show/number.h"

struct number_found {
	struct number number;
	const int64_t *rows; /* of the devices, in the order in which they came: 8 bytes a device is all that grows */
	bool found;          /* does any have the verdict of --fail-on? */
};

/* Finds and counts; what it points to lies in the desk's memory. 0, or as store_query() and store_judge(). */
int number_find(struct desk *d, struct store *s, const struct query *query, struct number_found *ret_found,
		struct complaint *reterr);

/* The terms of a query as rules that people can read. */
void number_rules(const struct query *query, struct number *n);
