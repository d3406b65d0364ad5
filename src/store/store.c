/*
 * The file: opening it with distrust, statements, and runs as transactions.
 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "store/inner.h"

enum {
	BUSY_WAIT_MS = 5000,            /* another run commits within this time, or is long */
	ROW_SIZE_MAX = 4 * 1024 * 1024, /* the names of some ten thousand files in one run; a value has 64 KiB */
};

/* Statements and values */

static bool is_read_only_disk(const char *path) {
	struct statvfs disk;

	return path && statvfs(path, &disk) == 0 && (disk.f_flag & ST_RDONLY);
}

/* SQLite does not tell a read-only disk from a file or a folder that is not ours to write. */
static int read_only_error(struct store *s) {
	return s->db && is_read_only_disk(sqlite3_db_filename(s->db, "main")) ? -EROFS : -EACCES;
}

int store_error(struct store *s, int result) {
	/* The errno under the result, where the system said no. */
	int number = s->db ? sqlite3_system_errno(s->db) : 0;

	switch (result & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE: return 0;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return -EBUSY;
	case SQLITE_FULL: return -ENOSPC;
	case SQLITE_NOMEM: return -ENOMEM;
	case SQLITE_READONLY: return read_only_error(s);
	case SQLITE_PERM:
	case SQLITE_AUTH: return -EACCES;
	case SQLITE_CANTOPEN: return number > 0 ? -number : -EACCES;
	case SQLITE_IOERR: return number > 0 ? -number : -EIO;
	default: return STORE_WRONG; /* not a database, damaged, or values that break the schema */
	}
}

int store_statement(struct store *s, enum named_query query, sqlite3_stmt **ret_statement) {
	sqlite3_stmt **kept = &s->statements[query];

	if (*kept) {
		sqlite3_reset(*kept);
	} else {
		int result = sqlite3_prepare_v3(s->db, queries[query], -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
		if (result != SQLITE_OK)
			return store_error(s, result);
	}
	*ret_statement = *kept;
	return 0;
}

int store_step(struct store *s, sqlite3_stmt *statement, bool *ret_row) {
	int result = sqlite3_step(statement);
	int r = store_error(s, result);

	if (ret_row)
		*ret_row = result == SQLITE_ROW;
	/* A statement left in the middle would hold the transaction open. */
	if (result != SQLITE_ROW || !ret_row)
		sqlite3_reset(statement);
	return r;
}

int store_row_of(struct store *s, enum named_query query, int64_t number, sqlite3_stmt **ret_load, bool *ret_found) {
	*ret_load = NULL;
	int r = store_statement(s, query, ret_load);

	if (r)
		return r;
	sqlite3_bind_int64(*ret_load, 1, number);
	return store_step(s, *ret_load, ret_found);
}

int store_run_on(struct store *s, enum named_query query, int64_t number) {
	sqlite3_stmt *statement;

	return store_row_of(s, query, number, &statement, NULL);
}

int store_run_query(struct store *s, enum named_query query) {
	return store_error(s, sqlite3_exec(s->db, queries[query], NULL, NULL, NULL));
}

int store_number(struct store *s, enum named_query query, int64_t *ret_number) {
	sqlite3_stmt *statement = NULL;
	bool row = false;
	int r = store_statement(s, query, &statement);

	if (!r)
		r = store_step(s, statement, &row);
	if (r)
		return r;
	*ret_number = row ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_reset(statement);
	return 0;
}

/* SQLite takes a NULL pointer for NULL, so the empty slice needs an address. */
static const void *some(str s) {
	return s.n ? (const void *)s.at : "";
}

/* Binding only fails on values beyond SQLITE_LIMIT_LENGTH; they become NULL, which NOT NULL refuses. */
void bind_text(sqlite3_stmt *statement, int at, str text) {
	sqlite3_bind_text64(statement, at, some(text), text.n, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_blob(sqlite3_stmt *statement, int at, str bytes) {
	sqlite3_bind_blob64(statement, at, some(bytes), bytes.n, SQLITE_STATIC);
}

void bind_text_or_null(sqlite3_stmt *statement, int at, str text) {
	if (text.n)
		bind_text(statement, at, text);
	else
		sqlite3_bind_null(statement, at);
}

void bind_addr(sqlite3_stmt *statement, int at, const addr *a) {
	if (a->kind == ADDR_NONE)
		sqlite3_bind_null(statement, at);
	else
		bind_blob(statement, at, (str){ a->bytes, addr_size((enum addr_kind)a->kind) });
}

/* Later than the year 292278: nobody's, but hostile captures have it. */
void bind_time(sqlite3_stmt *statement, int at, uint64_t time_us) {
	sqlite3_bind_int64(statement, at, time_us > INT64_MAX ? INT64_MAX : (int64_t)time_us);
}

str column_text(sqlite3_stmt *statement, int at) {
	const uint8_t *text = sqlite3_column_text(statement, at);

	return (str){ text, (size_t)sqlite3_column_bytes(statement, at) };
}

str column_blob(sqlite3_stmt *statement, int at) {
	const uint8_t *bytes = sqlite3_column_blob(statement, at);

	return (str){ bytes, (size_t)sqlite3_column_bytes(statement, at) };
}

addr column_addr(sqlite3_stmt *statement, int at) {
	static const enum addr_kind by_size[] = { [4] = ADDR_IP4, [6] = ADDR_MAC, [16] = ADDR_IP6 };
	str bytes = column_blob(statement, at);

	return addr_of(bytes.n < sizeof by_size / sizeof *by_size ? by_size[bytes.n] : ADDR_NONE, bytes);
}

int store_note_row(struct noted_rows *rows, int64_t row) {
	if (rows->count == rows->room) {
		size_t room = rows->room ? 2 * rows->room : 64;
		int64_t *at = realloc(rows->at, room * sizeof *at);

		if (!at)
			return -ENOMEM;
		rows->at = at;
		rows->room = room;
	}
	rows->at[rows->count++] = row;
	return 0;
}

/* Opening */

/* Nothing that stands in a foreign file may act. */
static void distrust(sqlite3 *db) {
	static const int off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
				   SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION };

	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	for (size_t i = 0; i < sizeof off / sizeof *off; i++)
		sqlite3_db_config(db, off[i], 0, NULL);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, ROW_SIZE_MAX);
	sqlite3_busy_timeout(db, BUSY_WAIT_MS);
}

void store_forget_statements(struct store *s) {
	for (size_t i = 0; i < QUERY_COUNT; i++) {
		sqlite3_finalize(s->statements[i]);
		s->statements[i] = NULL;
	}
}

static void close_database(struct store *s) {
	store_forget_statements(s);
	sqlite3_close(s->db);
	s->db = NULL;
}

/* "file:" and the path with all that has a meaning in a URI as %XX; to be freed. NULL without memory. */
static char *uri_of(const char *path) {
	size_t size = 3 * strlen(path) + sizeof "file:?immutable=1";
	char *uri = malloc(size);

	if (!uri)
		return NULL;
	struct text t = { .at = (uint8_t *)uri, .size = size - 1 };
	text_cstr(&t, "file:");
	for (; *path; path++) {
		uint8_t c = (uint8_t)*path;

		if (byte_is_letter(c) || byte_is_digit(c) || c == '/' || c == '.' || c == '-' || c == '_') {
			text_byte(&t, c);
		} else {
			text_byte(&t, '%');
			text_hex(&t, (str){ &c, 1 }, 0);
		}
	}
	text_cstr(&t, "?immutable=1");
	uri[t.used] = 0;
	return uri;
}

/*
 * An estate on read-only storage cannot be opened with a write-ahead log. When
 * no log stands beside it, nobody writes it and it can be read as it is.
 */
static int open_immutable(struct store *s, const char *path) {
	char *uri = uri_of(path);

	if (!uri)
		return -ENOMEM;
	close_database(s);
	int result = sqlite3_open_v2(uri, &s->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
	free(uri);
	if (result != SQLITE_OK)
		return store_error(s, result);
	distrust(s->db);
	return 0;
}

static bool has_log(const char *path) {
	char log[4096];
	struct text t = { .at = (uint8_t *)log, .size = sizeof log - 1 };
	struct stat st;

	text_cstr(&t, path);
	text_cstr(&t, "-wal");
	log[t.used] = 0;
	return t.full || (stat(log, &st) == 0 && st.st_size > 0);
}

char *store_file_name(const char *path) {
	bool is_special = *path == ':' || !strncmp(path, "file:", 5);
	char *name = NULL;

	return asprintf(&name, "%s%s", is_special ? "./" : "", path) < 0 ? NULL : name;
}

static int open_file(struct store *s, const char *path, enum store_mode mode) {
	/*
	 * One thread has the store, and nobody asks how much memory SQLite has: locks
	 * and counters would cost a fifth of the time. Refused, and harmless, when
	 * SQLite runs already.
	 */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	/* SQLite falls back to reading when the file is write-protected. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == STORE_WRITE ? SQLITE_OPEN_CREATE : 0);
	char *name = store_file_name(path);
	int result = name ? sqlite3_open_v2(name, &s->db, flags, NULL) : SQLITE_NOMEM;
	int64_t ignored;

	free(name);
	if (result != SQLITE_OK)
		return store_error(s, result);
	distrust(s->db);
	/* The file is only looked at now. */
	int r = store_number(s, QUERY_USER_VERSION, &ignored);
	bool locked_up = r == -EACCES || r == -EROFS || r == -ENOENT;
	if (locked_up && mode == STORE_READ && !has_log(path))
		r = open_immutable(s, path);
	bool is_read_only = !r && mode == STORE_WRITE && sqlite3_db_readonly(s->db, "main") == 1;
	/* That the file is there, or may be made, was asked before: what cannot be made is its log. */
	return is_read_only || (r == -ENOENT && mode == STORE_WRITE) ? read_only_error(s) : r;
}

/* Makes the tables in a new, empty file. Another process may be doing the same. */
static int make_tables(struct store *s) {
	int64_t application = 0;
	int r = store_run_query(s, QUERY_BEGIN_WRITE);

	if (!r)
		r = store_number(s, QUERY_APPLICATION_ID, &application);
	if (!r && application == 0)
		r = store_run_query(s, QUERY_SCHEMA);
	if (!r)
		r = store_run_query(s, QUERY_COMMIT);
	s->is_new = !r && application == 0;
	return r;
}

/* A file without a single table, made just now or by somebody's slip. */
static int is_empty(struct store *s, bool *ret_empty) {
	sqlite3_stmt *parts = NULL;
	bool row = false;
	int64_t application = 0;
	int r = store_number(s, QUERY_APPLICATION_ID, &application);

	if (!r)
		r = store_statement(s, QUERY_SCHEMA_PARTS, &parts);
	if (!r)
		r = store_step(s, parts, &row);
	if (r)
		return r;
	sqlite3_reset(parts);
	*ret_empty = !row && application == 0;
	return 0;
}

static int prepare(struct store *s, enum store_mode mode, struct complaint *reterr) {
	bool empty = false;
	int r = store_run_query(s, QUERY_SETTINGS);

	if (!r)
		r = is_empty(s, &empty);
	if (!r && empty && mode == STORE_READ) {
		STORE_COMPLAIN(reterr, STR("the file is empty: there is no estate in it yet"));
		return STORE_WRONG;
	}
	if (!r && empty)
		r = make_tables(s);
	if (!r)
		r = store_check(s, mode, reterr);
	if (!r && mode == STORE_READ)
		r = store_run_query(s, QUERY_READ_ONLY);
	if (!r && mode == STORE_WRITE)
		store_write_ahead(s);
	return r;
}

/* May a file be made there? SQLite would say that there is none, which we know. */
static int may_make(const char *path) {
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
	int r = !folder ? -ENOMEM : faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) < 0 ? -errno : 0;

	free(folder);
	return r;
}

int store_open(const char *path, enum store_mode mode, struct store **ret_store, struct complaint *reterr) {
	struct stat st;

	*reterr = (struct complaint){ 0 };
	/* Asked before SQLite is: it tells a missing file from a locked directory. */
	if (stat(path, &st) < 0 && errno != ENOENT)
		return -errno;
	bool is_there = stat(path, &st) == 0;
	if (!is_there && mode == STORE_READ) {
		STORE_COMPLAIN(reterr, STR("there is no such estate; 'birthmark import' and 'birthmark read' make one"));
		return STORE_ABSENT;
	}
	int r = is_there ? 0 : may_make(path);
	if (r)
		return r;
	struct store *s = calloc(1, sizeof *s);
	if (!s)
		return -ENOMEM;
	uint64_t seeds[3];
	sqlite3_randomness(sizeof seeds, seeds);
	s->seed = s->fields.seed = seeds[0];
	known_init(&s->seen.known, seeds[1], seeds[2]);
	r = open_file(s, path, mode);
	if (!r)
		r = prepare(s, mode, reterr);
	/* SQLite itself found it to be no database. */
	if (r == STORE_WRONG && !reterr->what[0])
		STORE_COMPLAIN(reterr, STR("this is not an estate of birthmark, or it is damaged"));
	if (r)
		store_close(s);
	else
		*ret_store = s;
	return r;
}

void store_close(struct store *s) {
	if (!s)
		return;
	if (s->in_run)
		(void)store_run_query(s, QUERY_ROLLBACK);
	close_database(s);
	fields_fini(&s->fields);
	known_fini(&s->seen.known);
	networks_fini(&s->networks);
	met_fini(&s->met);
	free(s->anew.at);
	free(s->later.at);
	evidence_fini(&s->evidence);
	free(s);
}

/* Runs */

static int add_run(struct store *s, const struct store_run *run) {
	bool has_day = run->on != 0 && run->on != DATE_NONE;
	char day[11];
	sqlite3_stmt *add = NULL;
	int r = store_knowledge(s, run, &s->knowledge);

	if (!r)
		r = store_statement(s, QUERY_ADD_RUN, &add);
	if (r)
		return r;
	date_format(has_day ? run->on : date_of_seconds((int64_t)(run->started_us / 1000000)), day);
	bind_text(add, 1, str_of(run->kind));
	bind_text(add, 2, run->what);
	bind_text(add, 3, run->version);
	bind_time(add, 4, run->started_us);
	bind_text(add, 5, str_of(day));
	if (s->knowledge)
		sqlite3_bind_int64(add, 6, s->knowledge);
	else
		sqlite3_bind_null(add, 6);
	r = store_step(s, add, NULL);
	s->run = sqlite3_last_insert_rowid(s->db);
	s->started_us = run->started_us;
	return r;
}

/* The rows of a run's sources follow each other: one process writes at a time. */
static int add_sources(struct store *s, const struct store_run *run) {
	sqlite3_stmt *add = NULL;
	int r = store_statement(s, QUERY_ADD_SOURCE, &add);

	s->source_count = run->source_count ? run->source_count : 1;
	for (size_t i = 0; !r && i < s->source_count; i++) {
		sqlite3_bind_int64(add, 1, s->run);
		bind_text(add, 2, run->source_count ? run->sources[i] : (str){ 0 });
		r = store_step(s, add, NULL);
		if (i == 0)
			s->first_source = sqlite3_last_insert_rowid(s->db);
	}
	return r;
}

static void end_run(struct store *s) {
	(void)store_run_query(s, QUERY_KEYS_HOLD);
	store_write_ahead(s);
	s->in_run = s->indexes_rest = s->is_new = false;
	s->later.count = 0;
}

/*
 * In a run that fills an empty estate each row refers to one that this run
 * just wrote: looking all of them up again would cost a fifth of the time. It
 * can only be said before the transaction.
 */
static int begin_write(struct store *s, size_t device_count) {
	int64_t has_devices = 0;
	int r = store_number(s, QUERY_HAS_DEVICES, &has_devices);

	if (!r && !has_devices)
		r = store_run_query(s, QUERY_KEYS_REST);
	if (!r && !has_devices && s->is_new)
		store_write_straight(s, device_count);
	if (!r)
		r = store_run_query(s, s->is_new ? QUERY_BEGIN_ALONE : QUERY_BEGIN_WRITE);
	if (r)
		end_run(s);
	return r;
}

int store_begin(struct store *s, const struct store_run *run) {
	int64_t has_devices = 0, has_books = 0;
	int r = begin_write(s, run->device_count);

	if (r)
		return r;
	/* From now on this process alone writes; readers see the estate as it was, or wait where there was none. */
	s->in_run = true;
	s->broken = 0;
	/* Names of fields that an earlier run added and then took back are gone. */
	fields_fini(&s->fields);
	networks_fini(&s->networks);
	r = store_number(s, QUERY_HAS_DEVICES, &has_devices);
	s->was_empty = !has_devices;
	met_fini(&s->met);
	/* Rows that an earlier run added and then took back are gone. */
	memset(s->sights, 0, sizeof s->sights);
	memset(s->sources, 0, sizeof s->sources);
	memset(s->judgements, 0, sizeof s->judgements);
	s->anew.count = 0;
	evidence_clear(&s->evidence);
	s->judged_count = 0;
	if (!r && has_devices)
		r = store_number(s, QUERY_HAS_BOOKS, &has_books);
	s->has_books = has_books != 0;
	if (!r)
		r = add_run(s, run);
	if (!r)
		r = add_sources(s, run);
	if (!r)
		r = store_rest_indexes(s, run->device_count);
	if (r) {
		(void)store_run_query(s, QUERY_ROLLBACK);
		end_run(s);
	}
	return r;
}

int store_commit(struct store *s, struct complaint *reterr) {
	if (!s->in_run)
		return -EINVAL;
	int r = store_added_all(s);

	if (!r)
		r = store_run_query(s, QUERY_COMMIT);
	if (r) {
		STORE_COMPLAIN(reterr, STR("the run was taken back, nothing of it is kept: "),
			       str_of(r < 0 ? strerrordesc_np(-r) : "the estate is damaged"));
		/* Their numbers may become those of other names. */
		fields_fini(&s->fields);
		/* SQLite takes some failed transactions back by itself; then this one says so and no more. */
		(void)store_run_query(s, QUERY_ROLLBACK);
	}
	end_run(s);
	return r;
}
