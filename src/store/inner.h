#pragma once

/*
 * inner: what the files of the store share. Nobody else includes it.
 */

#include <sqlite3.h>

#include "store/fields.h"
#include "store/known.h"
#include "store/met.h"
#include "store/queries.h"
#include "store/sheet.h"
#include "store/store.h"

enum { STORE_VERSION = 1, STORE_APPLICATION_ID = 0x62727468 }; /* "brth" */

/*
 * The observations of the device at work. Of its sheets only the last-seen
 * times stay here: nothing else of them can change. Few pages of this are ever
 * touched.
 */
struct seen {
	struct known known;
	uint32_t count, sheet_count;
	uint8_t last_us[8 * STORE_OBSERVATIONS_MAX]; /* big-endian, one behind another, as in the sheets */
	struct {
		uint32_t end;   /* the number of the observation behind its last */
		bool touched;   /* its times are not those of the file any more */
	} sheets[STORE_OBSERVATIONS_MAX];
	uint8_t room[SHEET_SIZE_MAX];
	struct text fresh; /* the sheet that is being filled */
};

struct address_row {
	addr ip;
	uint64_t last_us;
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *statements[QUERY_COUNT]; /* made at first use, kept until the end */
	bool in_run;
	int broken;              /* why the run was taken back; 0 while it is whole */
	int64_t run, first_source; /* rows of this run */
	uint64_t started_us;
	size_t source_count;
	uint64_t seed;
	bool was_empty;          /* when the run began: then `met` has every key that is in the file */
	struct met met;
	struct address_row addresses[STORE_ADDRESSES_MAX]; /* of the device at work, by number */
	size_t address_count;
	struct fields fields;
	struct seen seen;
};

/* What a SQLite result means to callers of the store. */
int store_error(struct store *s, int result);

/* The statement of a query, reset and with nothing bound. 0, or as store_error(). */
int store_statement(struct store *s, enum query query, sqlite3_stmt **ret_statement);

/*
 * Steps a statement that gives no rows, or one: `*ret_row` says so when it is
 * not NULL. A row stays until the statement is used again.
 */
int store_step(struct store *s, sqlite3_stmt *statement, bool *ret_row);

/* Runs a query of one or more statements without values. */
int store_run_query(struct store *s, enum query query);

/* The only number that a query without values gives; 0 when it gives none. */
int store_number(struct store *s, enum query query, int64_t *ret_number);

void bind_text(sqlite3_stmt *statement, int at, str text);   /* the slice must live until the step */
void bind_blob(sqlite3_stmt *statement, int at, str bytes);
void bind_text_or_null(sqlite3_stmt *statement, int at, str text); /* NULL when it is empty */
void bind_addr(sqlite3_stmt *statement, int at, const addr *a); /* NULL for ADDR_NONE; `a` must live until the step */
void bind_time(sqlite3_stmt *statement, int at, uint64_t time_us);

str column_text(sqlite3_stmt *statement, int at); /* until the next step */
str column_blob(sqlite3_stmt *statement, int at);
addr column_addr(sqlite3_stmt *statement, int at);

/* observations.c: adds those of a device that its row does not have yet. */
int store_add_observations(struct store *s, const struct device *d, bool is_new, int64_t id);

/* The name of a field of this estate; STORE_WRONG when there is none. Valid until the next run begins. */
int store_field_name(struct store *s, uint64_t number, str *ret_name);

/* check.c: is the open file an estate of ours? 0, STORE_WRONG, or a negative errno. */
int store_check(struct store *s, struct complaint *reterr);

#define STORE_COMPLAIN(c, ...) \
	complaint_say((c), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))
