/*
 * Decisions: entries of the log, which are what counts, copied from there into
 * tables in which they are looked up.
 */
#include "store/decisions.h"

#include <errno.h>
#include <stdlib.h>

#include "store/paper.h"

enum {
	/* The estate takes 4 MiB in a row: fifty thousand devices in one decision. */
	BODY_SIZE_MAX = 4 * 1024 * 1024 - 64 * 1024,
	NAME_SIZE_MAX = 200, /* bytes of a device's name, so that hostile ones do not fill the log */
};

/* STORE_ABSENT when there is no such device. */
static int write_device(struct store *s, struct json_out *j, int64_t id) {
	sqlite3_stmt *load;
	bool row = false;
	int r = store_row_of(s, QUERY_DEVICE_LABEL, id, &load, &row);

	if (r || !row)
		return r ? r : STORE_ABSENT;
	struct paper_device device = { id, column_text(load, 0), column_addr(load, 1) };
	device.name.n = device.name.n < NAME_SIZE_MAX ? device.name.n : NAME_SIZE_MAX;
	paper_device(j, &device);
	sqlite3_reset(load);
	return 0;
}

static int write_body(struct store *s, struct json_out *j, const struct paper *p, const int64_t *rows, size_t count) {
	int r = 0;

	paper_open(j, p);
	for (size_t i = 0; !r && i < count && !j->text.full; i++)
		r = write_device(s, j, rows[i]);
	paper_close(j);
	return r;
}

/* Deciding */

static int is_superseded(struct store *s, uint64_t number, uint64_t *ret_by) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_row_of(s, QUERY_SUPERSEDED_BY, (int64_t)number, &find, &row);

	if (r)
		return r;
	*ret_by = row ? (uint64_t)sqlite3_column_int64(find, 0) : 0;
	sqlite3_reset(find);
	return 0;
}

int store_find_decision(struct store *s, uint64_t number, sqlite3_stmt **ret_row) {
	bool row = false;
	int r = store_statement(s, QUERY_DECISION_ROW, ret_row);

	if (r)
		return r;
	sqlite3_bind_int64(*ret_row, 1, number > INT64_MAX ? 0 : (int64_t)number);
	r = store_step(s, *ret_row, &row);
	return r || row ? r : STORE_ABSENT;
}

static int check_superseded(struct store *s, uint64_t number, struct complaint *reterr) {
	struct number_text a, b;
	sqlite3_stmt *row;
	uint64_t by = 0;

	if (!number)
		return 0;
	int r = store_find_decision(s, number, &row);
	if (r == STORE_ABSENT) {
		STORE_COMPLAIN(reterr, STR("there is no decision "), number_text(number, &a), STR(" that could be superseded"));
		return STORE_WRONG;
	}
	if (r)
		return r;
	sqlite3_reset(row);
	r = is_superseded(s, number, &by);
	if (r || !by)
		return r;
	STORE_COMPLAIN(reterr, STR("decision "), number_text(number, &a), STR(" was superseded already, by "), number_text(by, &b));
	return STORE_WRONG;
}

static int put_row(struct store *s, const struct log_entry *e, const struct paper *p) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_DECISION, &add);

	if (r)
		return r;
	for (int i = 0; i < PAPER_TEXTS; i++)
		bind_text_or_null(add, i + 1, p->texts[i]);
	if (p->supersedes)
		sqlite3_bind_int64(add, COLUMN_SUPERSEDES + 1, (int64_t)p->supersedes);
	else
		sqlite3_bind_null(add, COLUMN_SUPERSEDES + 1);
	sqlite3_bind_int64(add, COLUMN_NUMBER + 1, (int64_t)e->number);
	bind_text(add, COLUMN_WHO + 1, e->who);
	bind_time(add, COLUMN_MADE + 1, e->made_us);
	return store_step(s, add, NULL);
}

static int put_devices(struct store *s, uint64_t number, const int64_t *rows, size_t count) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_DECIDED, &add);

	for (size_t i = 0; !r && i < count; i++) {
		sqlite3_bind_int64(add, 1, (int64_t)number);
		sqlite3_bind_int64(add, 2, rows[i]);
		r = store_step(s, add, NULL);
	}
	return r;
}

/* What it means for a device is found out with the next judging. */
static int touch_devices(struct store *s, uint64_t number) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_DECIDED_DEVICES, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, (int64_t)number);
	for (;;) {
		int64_t whole = 0;

		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		r = store_whole(s, sqlite3_column_int64(load, 0), &whole);
		if (!r)
			r = store_think_anew(s, whole);
		if (r)
			break;
	}
	sqlite3_reset(load);
	return r;
}

/* The entry, and the tables from what the entry says: what is looked up can be nothing else than what is on record. */
static int put_decision(struct store *s, struct log_entry *e, const int64_t *rows, size_t count) {
	uint8_t *room = malloc(e->body.n);
	struct json_in in = json_in_over(e->body);
	struct paper p;

	if (!room)
		return -ENOMEM;
	arena mem = arena_over(room, e->body.n);
	int r = paper_read(&in, &mem, &p) ? store_log_add(s, e) : STORE_WRONG;
	if (!r)
		r = put_row(s, e, &p);
	if (!r)
		r = put_devices(s, e->number, rows, count);
	if (!r)
		r = touch_devices(s, e->number);
	if (!r && p.supersedes)
		r = touch_devices(s, p.supersedes);
	free(room);
	return r;
}

static int compare_rows(const void *a, const void *b) {
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t sort_rows(int64_t *rows, size_t count) {
	size_t kept = 0;

	if (count)
		qsort(rows, count, sizeof *rows, compare_rows);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || rows[kept - 1] != rows[i])
			rows[kept++] = rows[i];
	return kept;
}

/* A decision about a whole is about all that is on record of it now, and about nothing that is added to it later. */
static int add_rows_of(struct store *s, struct noted_rows *rows, int64_t device) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_ROWS_WITH_EVIDENCE, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, device);
	for (;;) {
		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		r = store_note_row(rows, sqlite3_column_int64(load, 0));
		if (r)
			break;
	}
	sqlite3_reset(load);
	return r;
}

static int decide(struct store *s, struct decision *d, int64_t *rows, size_t count, uint8_t *room, uint8_t *ret_hash,
		  struct complaint *reterr) {
	char days[2][11];
	struct paper p = paper_of(d, days);
	struct json_out j = json_out_over(room, BODY_SIZE_MAX);

	count = sort_rows(rows, count);
	int r = write_body(s, &j, &p, rows, count);

	if (r == STORE_ABSENT)
		STORE_COMPLAIN(reterr, STR("a device of the decision is not in the estate"));
	if (r)
		return r == STORE_ABSENT ? STORE_WRONG : r;
	if (j.text.full) {
		STORE_COMPLAIN(reterr, STR("these are too many devices for one decision; some fifty thousand fit"));
		return STORE_WRONG;
	}
	struct log_entry e = { .made_us = d->made_us, .act = STR("decide"), .who = d->who, .body = json_out_done(&j) };
	r = s->broken = put_decision(s, &e, rows, count);
	if (r)
		return r;
	d->number = e.number;
	d->made_us = e.made_us;
	if (ret_hash)
		memcpy(ret_hash, e.hash, LOG_HASH_SIZE);
	return 0;
}

int store_decide(struct store *s, struct decision *decision, const int64_t *devices, size_t count,
		 uint8_t *ret_hash, struct complaint *reterr) {
	if (!s->in_run)
		return -EINVAL;
	int r = s->broken ? s->broken : check_superseded(s, decision->supersedes, reterr);
	if (r)
		return r;
	if (count == 0 || decision->who.n == 0 || decision->why.n == 0 || decision->kind >= DECISION_COUNT) {
		STORE_COMPLAIN(reterr, STR("a decision needs a device, somebody who made it, and a reason"));
		return STORE_WRONG;
	}
	struct noted_rows rows = { 0 };
	uint8_t *room = malloc(BODY_SIZE_MAX);
	r = room ? 0 : -ENOMEM;
	for (size_t i = 0; !r && i < count; i++)
		r = decision->kind <= DECISION_CASE ? add_rows_of(s, &rows, devices[i]) : store_note_row(&rows, devices[i]);
	if (!r)
		r = decide(s, decision, rows.at, rows.count, room, ret_hash, reterr);
	free(room);
	free(rows.at);
	return r;
}

/* Giving them back */

int store_take_decision(sqlite3_stmt *row, arena *mem, struct decision *ret_decision) {
	struct paper p = { 0 };
	struct decision d;

	for (int i = 0; i < PAPER_TEXTS; i++)
		p.texts[i] = arena_str(mem, column_text(row, i));
	p.supersedes = (uint64_t)sqlite3_column_int64(row, COLUMN_SUPERSEDES);
	str who = arena_str(mem, column_text(row, COLUMN_WHO));
	if (mem->full)
		return -ENOMEM;
	if (!paper_decision(&p, &d))
		return STORE_WRONG;
	d.who = who;
	d.number = (uint64_t)sqlite3_column_int64(row, COLUMN_NUMBER);
	d.made_us = (uint64_t)sqlite3_column_int64(row, COLUMN_MADE);
	*ret_decision = d;
	return 0;
}

static int load_devices(struct store *s, arena *mem, uint64_t number, const int64_t **ret_devices, size_t *ret_count) {
	sqlite3_stmt *load;
	bool row = true;
	int64_t *rows = NULL;
	size_t count = 0;
	int r = store_statement(s, QUERY_DECIDED_DEVICES, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, (int64_t)number);
	for (;;) {
		r = store_step(s, load, &row);
		if (r || !row)
			break;
		/* They stand behind one another: nobody else takes from `mem` meanwhile. */
		int64_t *next = arena_new(mem, int64_t, 1);
		if (!next) {
			sqlite3_reset(load);
			return -ENOMEM;
		}
		*next = sqlite3_column_int64(load, 0);
		rows = rows ? rows : next;
		count++;
	}
	if (r)
		return r;
	*ret_devices = rows;
	*ret_count = count;
	return 0;
}

int store_decision(struct store *s, arena *mem, uint64_t number, struct decision *ret_decision,
		   const int64_t **ret_devices, size_t *ret_count, uint64_t *ret_superseded_by) {
	struct decision d;
	const int64_t *devices = NULL;
	size_t count = 0;
	uint64_t by = 0;
	sqlite3_stmt *row;
	int r = store_find_decision(s, number, &row);

	if (!r) {
		r = store_take_decision(row, mem, &d);
		sqlite3_reset(row);
	}
	if (!r)
		r = load_devices(s, mem, number, &devices, &count);
	if (!r)
		r = is_superseded(s, number, &by);
	if (r)
		return r;
	*ret_decision = d;
	*ret_devices = devices;
	*ret_count = count;
	*ret_superseded_by = by;
	return 0;
}
