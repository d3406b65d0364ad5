#pragma once

/*
 * inner: what the files of the store share. Nobody else includes it.
 */

#include <sqlite3.h>

#include "fact/identifier.h"
#include "store/evidence.h"
#include "store/fields.h"
#include "store/judged.h"
#include "store/known.h"
#include "store/met.h"
#include "store/places.h"
#include "store/queries.h"
#include "store/sheet.h"
#include "store/store.h"

enum { STORE_VERSION = 2, STORE_APPLICATION_ID = 0x62727468 }; /* "brth" */

/*
 * The observations of the device at work. Of its sheets only the last-seen
 * times stay here: nothing else of them can change. Few pages of this are ever
 * touched.
 */
struct seen {
	struct known known;
	uint32_t count, sheet_count;
	uint32_t known_count; /* of them, how many were on record before */
	uint64_t fields[16];  /* bits, by the number of the field modulo 1,024: is anything of it on record? */
	uint64_t newest_us;   /* when anything of it was seen last before this run */
	bool again;           /* was something seen that was not when the newest was? */
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

/* The row of what is kept once (sight, judgement), by a hash of it: saves most look-ups. */
enum { KEPT_ONCE_MAX = 4096 };
struct kept_once {
	uint64_t hash, more_hash;
	int64_t id; /* 0: nothing stands here */
};

/* The name of a source, hashed: a look-up for each row of a register would cost more than the row. */
enum { SOURCES_KEPT_MAX = 256 };
struct kept_source {
	int64_t id; /* 0: nothing stands here */
	uint64_t hash;
};

/* Rows of devices that a run comes back to; it grows. */
struct noted_rows {
	int64_t *at;
	size_t count, room;
};

/* 0 or -ENOMEM. */
int store_note_row(struct noted_rows *rows, int64_t row);

struct store {
	sqlite3 *db;
	sqlite3_stmt *statements[QUERY_COUNT]; /* made at first use, kept until the end */
	bool in_run;
	bool is_new;             /* this process made the tables, and no run has ended since */
	int broken;              /* why the run was taken back; 0 while it is whole */
	int64_t run, first_source; /* rows of this run */
	int64_t knowledge;       /* row of the knowledge with which this run thinks; 0 when it did not say */
	struct kept_once sights[KEPT_ONCE_MAX], judgements[KEPT_ONCE_MAX]; /* of this run */
	struct kept_source sources[SOURCES_KEPT_MAX]; /* of this run, by their ids */
	int64_t added;           /* row of the device that store_add() was about last */
	bool added_is_new;
	bool is_known_by_more;   /* it has a MAC, an address or an identifier that was not on record of it */
	uint64_t judged_count; /* rows that this run wrote of identities and verdicts */
	uint64_t distrusted;   /* devices whose sight was not believed, and was thought of anew */
	struct noted_rows anew;  /* rows that this run left to be thought anew */
	uint64_t started_us;
	size_t source_count;
	uint64_t seed;
	bool was_empty;          /* when the run began: then `met` has every key that is in the file */
	bool has_books;          /* does any row come from a register? */
	bool indexes_rest;       /* rest.c */
	struct noted_rows later; /* rows that are joined when all are there */
	bool wakes;              /* these are being joined now; nothing is added meanwhile */
	struct met settled;      /* of rows: those for which nothing changed since */
	struct met met;
	struct address_row addresses[STORE_ADDRESSES_MAX]; /* of the device at work, by number */
	size_t address_count;
	struct networks networks; /* of all sites, as this run found them */
	struct fields fields;
	struct seen seen;
	struct evidence evidence; /* of this run */
};

/* What a SQLite result means to callers of the store. */
int store_error(struct store *s, int result);

/*
 * The name under which SQLite takes `path` for a file's: ":memory:" and "file:…" it would take for something else, and
 * lose what it is given. To be freed; NULL when memory has run out.
 */
char *store_file_name(const char *path);

/* The statement of a query, reset and with nothing bound. 0, or as store_error(). */
int store_statement(struct store *s, enum named_query query, sqlite3_stmt **ret_statement);

/*
 * Steps a statement that gives no rows, or one: `*ret_row` says so when it is
 * not NULL. A row stays until the statement is used again.
 */
int store_step(struct store *s, sqlite3_stmt *statement, bool *ret_row);

/*
 * The row that a query with one number gives: `*ret_found` says whether there
 * is one; sqlite3_reset() ends it, and does no harm after an error.
 */
int store_row_of(struct store *s, enum named_query query, int64_t number, sqlite3_stmt **ret_load, bool *ret_found);

/* Runs a query with one number that gives no row. */
int store_run_on(struct store *s, enum named_query query, int64_t number);

/* Runs a query of one or more statements without values. */
int store_run_query(struct store *s, enum named_query query);

/*
 * rest.c: the log that is written ahead of the tables, so that readers see the
 * estate as it was before the run; straight into the tables, with files for
 * what is sorted, for a run that is going to add very many devices to an
 * estate that this process made. Only outside of transactions; where neither
 * can be, all goes on as it was.
 */
void store_write_straight(struct store *s, size_t device_count);
void store_write_ahead(struct store *s);

/* rest.c: for a run that is going to add so many devices. */
int store_rest_indexes(struct store *s, size_t device_count);

/* The only number that a query without values gives; 0 when it gives none. */
int store_number(struct store *s, enum named_query query, int64_t *ret_number);

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

/* judged.c: the row of the verdicts that were answered; 0 when nobody judged. */
int store_find_judgement(struct store *s, const struct judged_answer *answer, int64_t *ret_row);

/* once.c: the same where nothing is made: -1 when it is not kept. */
int store_look_for_judgement(struct store *s, const struct judged_answer *answer, int64_t *ret_row);

/* Are model and original of a device kept as they are here? */
int store_same_names(struct store *s, int64_t id, const struct identity *i, bool *ret_same);

/*
 * Keeps identity and verdicts of a device, thought of all that is on record of
 * it. Nobody judged: verdicts that are kept stay while laws see it as before.
 */
int store_keep_judged(struct store *s, const struct device *d, const struct judged_answer *answer, bool is_new, int64_t id);

/* The same with the row of the verdicts; 0: nobody judged. */
int store_keep_identity(struct store *s, const struct device *d, bool is_new, int64_t id, int64_t judgement);

/*
 * Its identity has to be thought anew: store_judge() sees to that. Until then
 * it is what it was; one that was never thought of is nothing in particular.
 */
int store_think_anew(struct store *s, int64_t id);

/* For one that is merged into another now: it does not stand for itself any more. */
int store_forget_now(struct store *s, int64_t id);

/* Was no other device merged into this one, and nothing told or decided of it? */
int store_is_plain(struct store *s, int64_t id, bool *ret_plain);

/* The row of what this run knows, made when it is not there; 0 when it did not say. */
int store_knowledge(struct store *s, const struct store_run *run, int64_t *ret_id);

/* once.c: the row of what laws look at, and that of a set of verdicts; made when it is not there. */
int store_put_sight(struct store *s, const struct identity *i, int64_t *ret_id);

/* Are the verdicts of a set what they were when it was kept, by its key? 0, STORE_WRONG, or as store_step(). */
int store_judgement_fits(struct store *s, int64_t id);

/* Do laws look at the same in both? */
bool store_same_sight(const struct identity *a, const struct identity *b);

/* Is it what its row was when it was written, by the key of that row? 0, STORE_WRONG or -ENOMEM. */
int store_sight_fits(const struct identity *i, str key);
int store_put_judgement(struct store *s, const struct verdicts *verdicts, int64_t *ret_id);

/* One row more of a device's history of verdicts. */
int store_add_judged(struct store *s, int64_t id, int64_t judgement);

/* Other verdicts of a device: one row more of its history, and how it stands now. */
int store_change_judgement(struct store *s, int64_t id, int64_t judgement);

/* merge.c: after the rows of a whole changed: when it was seen, where it is, and that it has to be thought of anew. */
int store_renew(struct store *s, int64_t whole);

/*
 * joined.c: what a device that is being added is known by. `perhaps`: may
 * another device have any of it? Only an empty estate can say no.
 */
struct known_by {
	struct identifier identifiers[IDENTIFIERS_MAX];
	size_t count;
	bool books, perhaps;
};
void store_know_by(struct store *s, const struct device *d, struct known_by *ret_by);

/* The row of the same entry of a register that came before; zeros when there is none. */
struct place {
	int64_t id, whole; /* whole: the row that stands for all that was merged with it: the same where nothing was */
};
int store_find_entry(struct store *s, const struct device *d, const struct known_by *by, struct place *ret_place);

/* The MAC of a row. */
int store_mac_of(struct store *s, int64_t row, addr *ret_mac);

/* Keeps what it is known by, and joins the rows of registers that this says something new about. */
int store_join(struct store *s, const struct device *d, const struct known_by *by, int64_t id);

/* What a row is known by, made anew from its observations: after some were taken off, or where none was kept yet. */
int store_know_anew(struct store *s, int64_t row);

/* Does a register tell of this row? `ret_books` stays when there is no such row. */
int store_is_of_books(struct store *s, int64_t row, bool *ret_books);

/* Somebody took this row off: it is never joined again. */
int store_undo_joining(struct store *s, int64_t row);

/* judging.c: an identity as laws look at it, from its row. STORE_WRONG when there is none, or somebody else changed it. */
int store_sight(struct store *s, int64_t row, arena *mem, struct identity **ret_identity);

enum tri column_tri(sqlite3_stmt *row, int at); /* NULL: TRI_UNKNOWN */
void bind_tri(sqlite3_stmt *statement, int at, enum tri answer);

/* find.c: the rows of a device: its own, and those that were merged into it, in the order in which they came. */
struct rows {
	int64_t id[1 + STORE_PARTS_MAX];
	size_t count;
};
int store_rows(struct store *s, int64_t whole, struct rows *ret_rows);

/* The row that stands for this one: the whole that it was merged into, else itself. STORE_ABSENT when there is none. */
int store_whole(struct store *s, int64_t row, int64_t *ret_whole);

/* Runs a statement that takes the row of a device, perhaps a second number, and gives nothing: merge.c. */
int store_change(struct store *s, enum named_query query, int64_t row, int64_t number);

/* What was observed of a whole, from its rows; STORE_ABSENT when the first of them is a part now. No circumstances. */
int store_load_rows(struct store *s, arena *mem, const struct rows *rows, struct device *ret_device);

/* store_load() for a row that is known to be a whole. */
int store_load_whole(struct store *s, arena *mem, int64_t whole, struct device *ret_device);

/* Of a row that has no parts, what was observed and nothing else: the quick way for very many. */
int store_load_observations(struct store *s, arena *mem, int64_t row, struct device *d);


/* circumstances.c: what is known of a whole, in `mem`; NULL when nothing is. */
int store_circumstances(struct store *s, arena *mem, int64_t whole, const struct circumstances **ret_circumstances);

/* The same from one row of told_of or told_in_order, where nothing else is on record. */
int store_told_row(sqlite3_stmt *row, arena *mem, const struct circumstances **ret_circumstances);

date column_date(sqlite3_stmt *row, int at); /* DATE_NONE for NULL and all that is no day */

/* From seven columns: name, title, supplier, from_day, until_day, value, currency. */
struct contract column_contract(sqlite3_stmt *row, int at, arena *mem);

/*
 * books.c: runs what writes within the open run. What fails half-way is taken
 * back, and the run goes on where that is possible. -EINVAL without a run.
 */
int store_write(struct store *s, int (*write)(struct store *s, void *what, struct complaint *reterr), void *what,
		struct complaint *reterr);

/* Is it fit to be the id of a site, a contract, a kind or a company? 0 or STORE_WRONG, with the sentence. */
int store_check_id(str id, struct complaint *reterr);

/* Is it short enough? `what` names it in the sentence. */
int store_check_text(const char *what, str text, struct complaint *reterr);

/* The row that a query gives for a name; 0 when there is none. */
int store_named_row(struct store *s, enum named_query query, str name, int64_t *ret_row);

/*
 * check.c: is the open file an estate of ours? One of an older version is
 * lifted with STORE_WRITE. 0, STORE_WRONG, or a negative errno.
 */
int store_check(struct store *s, enum store_mode mode, struct complaint *reterr);

/* An empty database in memory with the tables of a schema; NULL without memory. The caller closes it. */
sqlite3 *store_model(enum named_query schema);

/* store.c: all statements that were prepared; they are made anew at their next use. */
void store_forget_statements(struct store *s);

#define STORE_COMPLAIN(c, ...) \
	complaint_say((c), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))
