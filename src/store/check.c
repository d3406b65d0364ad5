/*
 * An estate may come from anybody, so it is checked before it is believed: a
 * schema can hold triggers, views and expressions that would run on our side.
 */
#include <errno.h>
#include <string.h>

#include "store/inner.h"

static int check_version(struct store *s, struct complaint *reterr) {
	int64_t application = 0, version = 0;
	int r = store_number(s, QUERY_APPLICATION_ID, &application);

	if (!r)
		r = store_number(s, QUERY_USER_VERSION, &version);
	if (r)
		return r;
	if (application != STORE_APPLICATION_ID || version < 1) {
		STORE_COMPLAIN(reterr, STR("this is a database, but not an estate of birthmark"));
		return STORE_WRONG;
	}
	if (version > STORE_VERSION) {
		STORE_COMPLAIN(reterr, STR("the estate was written by a newer birthmark"));
		return STORE_WRONG;
	}
	return 0;
}

static bool columns_are_equal(sqlite3_stmt *a, sqlite3_stmt *b) {
	for (int i = 0; i < sqlite3_column_count(a); i++)
		if (sqlite3_column_type(a, i) != sqlite3_column_type(b, i) ||
		    !str_eq(column_text(a, i), column_text(b, i)))
			return false;
	return true;
}

/* Steps both side by side: the same rows, and as many. */
static int compare_rows(struct store *s, sqlite3_stmt *ours, sqlite3_stmt *theirs, bool *ret_equal) {
	for (;;) {
		int mine = sqlite3_step(ours), its = sqlite3_step(theirs);

		if (its != SQLITE_ROW && its != SQLITE_DONE)
			return store_error(s, its);
		*ret_equal = mine == its && (mine != SQLITE_ROW || columns_are_equal(ours, theirs));
		if (!*ret_equal || mine != SQLITE_ROW)
			return 0;
	}
}

/* The schema must be to the letter the one that we would make. */
static int check_schema(struct store *s, struct complaint *reterr) {
	sqlite3 *model = NULL;
	sqlite3_stmt *ours = NULL, *theirs;
	bool equal = false;

	if (sqlite3_open(":memory:", &model) != SQLITE_OK ||
	    sqlite3_exec(model, queries[QUERY_SCHEMA], NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(model, queries[QUERY_SCHEMA_PARTS], -1, &ours, NULL) != SQLITE_OK) {
		sqlite3_close(model);
		return -ENOMEM;
	}
	int r = store_statement(s, QUERY_SCHEMA_PARTS, &theirs);
	if (!r)
		r = compare_rows(s, ours, theirs, &equal);
	if (!r)
		sqlite3_reset(theirs);
	sqlite3_finalize(ours);
	sqlite3_close(model);
	if (!r && !equal) {
		STORE_COMPLAIN(reterr, STR("the estate's tables are not as birthmark makes them"));
		r = STORE_WRONG;
	}
	return r;
}

static int check_pages(struct store *s, struct complaint *reterr) {
	sqlite3_stmt *check;
	bool row = false;
	int r = store_statement(s, QUERY_QUICK_CHECK, &check);

	if (!r)
		r = store_step(s, check, &row);
	if (r)
		return r;
	str said = row ? column_text(check, 0) : (str){ 0 };
	if (!str_eq(said, STR("ok"))) {
		STORE_COMPLAIN(reterr, STR("the estate is damaged: "), said);
		r = STORE_WRONG;
	}
	sqlite3_reset(check);
	return r;
}

int store_check(struct store *s, struct complaint *reterr) {
	int r = check_version(s, reterr);

	if (!r)
		r = check_schema(s, reterr);
	if (!r)
		r = check_pages(s, reterr);
	return r;
}
