/*
 * How old the verdicts of the estate can be.
 */
#include "store/inner.h"
#include "store/query.h"

int store_last_judged(struct store *s, date *ret_on) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_statement(s, QUERY_LAST_JUDGED, &find);

	if (!r)
		r = store_step(s, find, &row);
	if (r || !row)
		return r ? r : STORE_ABSENT;
	bool good = date_parse(column_text(find, 0), ret_on);
	sqlite3_reset(find);
	return good ? 0 : STORE_WRONG;
}
