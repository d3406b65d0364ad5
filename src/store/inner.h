#pragma once

/*
 * inner: what the files of the store share. Nobody else includes it.
 */

#include <sqlite3.h>

#include "store/known.h"
#include "store/queries.h"
#include "store/store.h"

enum { STORE_VERSION = 1, STORE_APPLICATION_ID = 0x62727468 }; /* "brth" */

/* A name of a field and its row. */
struct field_row {
	char *name;
	size_t name_size;
	int64_t id;
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *statements[QUERY_COUNT]; /* made at first use, kept until the end */
	bool in_run;
	int broken;              /* why the run was taken back; 0 while it is whole */
	int64_t run, first_source; /* rows of this run */
	uint64_t started_us;
	size_t source_count;
	struct field_row *fields; /* open addressing, a power of two of slots; an empty one has no name */
	size_t field_count, field_slot_count;
	uint64_t seed;
	struct known known;
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

/* check.c: is the open file an estate of ours? 0, STORE_WRONG, or a negative errno. */
int store_check(struct store *s, struct complaint *reterr);

#define STORE_COMPLAIN(c, ...) \
	complaint_say((c), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))
