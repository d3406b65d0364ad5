/*
 * An estate may come from anybody, so it is checked before it is believed: a
 * schema can hold triggers, views and expressions that would run on our side.
 *
 * Its schema is always compared to the letter. Its pages are looked through at
 * opening while that takes less than a tenth of a second, and whatever it
 * takes where the file belongs to somebody else or will be lifted. Beyond that
 * each page is checked when SQLite reads it (cell_size_check) and each value
 * when we do, and store_verify() looks at everything.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inner.h"
#include "store/migrate.h"

enum { CHECKED_SIZE_MAX = 32 * 1024 * 1024 }; /* some sixty thousand devices; quick_check does 400 MB a second */

static int check_version(struct store *s, int64_t *ret_version, struct complaint *reterr) {
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
	*ret_version = version;
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

sqlite3 *store_model(enum named_query schema) {
	sqlite3 *model = NULL;

	if (sqlite3_open(":memory:", &model) == SQLITE_OK &&
	    sqlite3_exec(model, queries[schema], NULL, NULL, NULL) == SQLITE_OK)
		return model;
	sqlite3_close(model);
	return NULL;
}

/* The schema must be to the letter the one that we would make. */
static int check_schema(struct store *s, enum named_query schema, struct complaint *reterr) {
	sqlite3 *model = store_model(schema);
	sqlite3_stmt *ours = NULL, *theirs;
	bool equal = false;

	if (!model || sqlite3_prepare_v2(model, queries[QUERY_SCHEMA_PARTS], -1, &ours, NULL) != SQLITE_OK) {
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

/* Runs a check of SQLite's that says "ok" or what is wrong. */
static int check_pages(struct store *s, enum named_query query, struct complaint *reterr) {
	sqlite3_stmt *check;
	bool row = false;
	int r = store_statement(s, query, &check);

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

static bool is_ours_and_large(struct store *s) {
	struct stat st;

	return stat(sqlite3_db_filename(s->db, "main"), &st) == 0 && st.st_uid == geteuid() && st.st_size > CHECKED_SIZE_MAX;
}

static int check_current(struct store *s, struct complaint *reterr) {
	int r = check_schema(s, QUERY_SCHEMA, reterr);

	return r || is_ours_and_large(s) ? r : check_pages(s, QUERY_QUICK_CHECK, reterr);
}

static int check_old(struct store *s, enum store_mode mode, struct complaint *reterr) {
	int r = check_schema(s, QUERY_SCHEMA_1, reterr);

	if (!r && mode == STORE_READ) {
		STORE_COMPLAIN(reterr, STR("the estate was written by an older birthmark; 'birthmark judge' brings it up to date"));
		return STORE_WRONG;
	}
	if (!r)
		r = check_pages(s, QUERY_QUICK_CHECK, reterr);
	if (!r)
		r = store_lift(s, reterr);
	return r ? r : check_schema(s, QUERY_SCHEMA, reterr);
}

int store_check(struct store *s, enum store_mode mode, struct complaint *reterr) {
	int64_t version = 0;
	int r = check_version(s, &version, reterr);

	if (r)
		return r;
	return version == STORE_VERSION ? check_current(s, reterr) : check_old(s, mode, reterr);
}

/* A row that refers to one that is not there; most would be found only when somebody asks for that device. */
static int check_references(struct store *s, struct complaint *reterr) {
	sqlite3_stmt *check;
	bool row = false;
	int r = store_statement(s, QUERY_FOREIGN_KEY_CHECK, &check);

	if (!r)
		r = store_step(s, check, &row);
	if (r || !row)
		return r;
	STORE_COMPLAIN(reterr, STR("the estate is damaged: a row of '"), column_text(check, 0), STR("' refers to one of '"),
		       column_text(check, 2), STR("' that is not there"));
	sqlite3_reset(check);
	return STORE_WRONG;
}

/* A row of `evidence_all` and its times: as many observations as it says, of fields that have a name, and nothing behind. */
static int unpack(struct store *s, sqlite3_stmt *row, bool *ret_good) {
	int64_t count = sqlite3_column_int64(row, 4);
	cur in = cur_over(column_blob(row, 5));
	struct obs o;
	uint64_t field;
	str name;
	int r = 0;

	*ret_good = count > 0 && count <= STORE_OBSERVATIONS_MAX && sqlite3_column_int64(row, 6) == 8 * count;
	for (int64_t i = 0; !r && *ret_good && i < count; i++) {
		*ret_good = sheet_unpack(&in, &field, &o);
		r = *ret_good ? store_field_name(s, field, &name) : 0;
	}
	*ret_good = *ret_good && !r && cur_left(&in) == 0;
	return r == STORE_WRONG ? 0 : r;
}

static int check_sheets(struct store *s, struct complaint *reterr) {
	sqlite3_stmt *all;
	bool row = true, good = true;
	int r = store_statement(s, QUERY_EVIDENCE_ALL, &all);

	while (!r && good) {
		r = store_step(s, all, &row);
		if (r || !row)
			return r;
		r = unpack(s, all, &good);
	}
	if (!r) {
		STORE_COMPLAIN(reterr, STR("the estate is damaged: evidence of the device in row "), column_text(all, 0),
			       STR(" cannot be read"));
		r = STORE_WRONG;
	}
	sqlite3_reset(all);
	return r;
}

int store_verify(struct store *s, struct complaint *reterr) {
	int r = check_schema(s, QUERY_SCHEMA, reterr);

	if (!r)
		r = check_pages(s, QUERY_INTEGRITY_CHECK, reterr);
	if (!r)
		r = check_references(s, reterr);
	return r ? r : check_sheets(s, reterr);
}
