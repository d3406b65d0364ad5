/*
 * Lifting an estate of an older birthmark to the tables of this one, in one
 * transaction. What did not change stays where it is; what did is made anew
 * beside its old self, filled, and takes its place.
 *
 * Version 1 to 2: devices may be parts of others and be at sites; runs know
 * with what they thought; verdicts hang on judgements, which many devices
 * share; `now` says how each stands. Nothing is thought here, so every device
 * waits to be thought of anew.
 */
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "store/entry.h"
#include "store/log.h"
#include "store/migrate.h"

enum { LAWS_MAX = 1024 }; /* of one device, in one run */

/* The text is our own: it comes from the schema that this program makes. */
static int make_part(struct store *s, str name, str sql) {
	int64_t there = 0;
	int r = store_named_row(s, QUERY_SCHEMA_PART, name, &there);

	return r || there ? r : store_error(s, sqlite3_exec(s->db, (const char *)sql.at, NULL, NULL, NULL));
}

int store_make_missing(struct store *s, const char *type) {
	sqlite3 *model = store_model(QUERY_SCHEMA);
	sqlite3_stmt *parts = NULL;
	int r = model && sqlite3_prepare_v2(model, queries[QUERY_SCHEMA_PARTS], -1, &parts, NULL) == SQLITE_OK ? 0 : -ENOMEM;

	while (!r && sqlite3_step(parts) == SQLITE_ROW)
		if (str_eq(column_text(parts, 0), str_of(type)))
			r = make_part(s, column_text(parts, 1), column_text(parts, 2));
	sqlite3_finalize(parts);
	sqlite3_close(model);
	return r;
}

/* Verdicts */

struct old_verdicts {
	struct law_note laws[LAWS_MAX];
	struct verdict verdicts[LAWS_MAX];
	size_t count;
};

static int take_old_verdict(sqlite3_stmt *row, arena *mem, struct old_verdicts *old) {
	enum status status = status_by_name(column_text(row, 1));

	if (old->count == LAWS_MAX || status == STATUS_COUNT)
		return STORE_WRONG;
	struct law_note *law = &old->laws[old->count];
	law->id = arena_str(mem, column_text(row, 0));
	old->verdicts[old->count++] = (struct verdict){ .law = law, .status = status, .by = column_date(row, 2) };
	return mem->full ? STORE_WRONG : 0;
}

/* What all laws had said of a device after a run: of each its last word. */
static int lift_judgement(struct store *s, int64_t device, int64_t run, arena mem, struct old_verdicts *old) {
	sqlite3_stmt *load;
	bool row = true;
	int64_t judgement = 0;
	int r = store_statement(s, QUERY_VERDICTS_1, &load);

	if (r)
		return r;
	old->count = 0;
	sqlite3_bind_int64(load, 1, device);
	sqlite3_bind_int64(load, 2, run);
	while (!r) {
		r = store_step(s, load, &row);
		if (r || !row)
			break;
		r = take_old_verdict(load, &mem, old);
	}
	sqlite3_reset(load);
	if (!r)
		r = store_put_judgement(s, &(struct verdicts){ old->verdicts, old->count }, &judgement);
	s->run = run;
	return r ? r : store_add_judged(s, device, judgement);
}

static int lift_verdicts(struct store *s) {
	enum { IDS_SIZE = 64 * LAWS_MAX };
	struct old_verdicts *old = calloc(1, sizeof *old);
	void *ids = malloc(IDS_SIZE);
	sqlite3_stmt *runs;
	bool row = true;
	int r = old && ids ? store_statement(s, QUERY_JUDGED_1, &runs) : -ENOMEM;

	while (!r) {
		r = store_step(s, runs, &row);
		if (r || !row)
			break;
		r = lift_judgement(s, sqlite3_column_int64(runs, 0), sqlite3_column_int64(runs, 1),
				   arena_over(ids, IDS_SIZE), old);
		if (r)
			sqlite3_reset(runs);
	}
	free(ids);
	free(old);
	return r;
}

/* Devices */

static int lift_now(struct store *s) {
	sqlite3_stmt *all;
	bool row = true;
	int r = store_statement(s, QUERY_ALL_ROWS, &all);

	while (!r) {
		r = store_step(s, all, &row);
		if (r || !row)
			return r;
		r = store_think_anew(s, sqlite3_column_int64(all, 0));
		if (!r)
			r = store_know_anew(s, sqlite3_column_int64(all, 0));
		if (r)
			sqlite3_reset(all);
	}
	return r;
}

static int add_sheets(struct store *s) {
	sqlite3_stmt *all;
	bool row = true;
	int r = store_statement(s, QUERY_EVIDENCE_ALL, &all);

	while (!r) {
		r = store_step(s, all, &row);
		if (r || !row)
			return r;
		const struct sheet_row sheet = {
			sqlite3_column_int64(all, 0), sqlite3_column_int64(all, 1), sqlite3_column_int64(all, 2),
			sqlite3_column_int64(all, 4), column_blob(all, 5),
		};
		r = evidence_add(&s->evidence, &sheet);
		if (r)
			sqlite3_reset(all);
	}
	return r;
}

/* The older birthmark wrote nothing down: from here on its evidence stays as it was found. */
static int write_down(struct store *s, int64_t from) {
	size_t count = 0;
	struct entry e;
	int r = store_device_count(s, &count);

	if (!r)
		r = store_number(s, QUERY_LAST_RUN, &s->run);
	if (!r)
		r = add_sheets(s);
	if (!r)
		r = entry_open(&e);
	if (r)
		return r;
	json_out_pair_u64(&e.j, "from", (uint64_t)from);
	json_out_pair_u64(&e.j, "to", STORE_VERSION);
	json_out_pair_u64(&e.j, "devices", count);
	r = store_put_evidence(s, &e.j);
	return entry_close(s, &e, "migrate", STR("birthmark"), r);
}

/* A file that says it is older may be anybody's: what refers to what is held against the tables. */
static int check_references(struct store *s) {
	sqlite3_stmt *check;
	bool row = false;
	int r = store_statement(s, QUERY_FOREIGN_KEY_CHECK, &check);

	if (!r)
		r = store_step(s, check, &row);
	if (r)
		return r;
	sqlite3_reset(check);
	return row ? STORE_WRONG : 0;
}

static int lift_1(struct store *s) {
	int r = store_run_query(s, QUERY_LIFT_1_ASIDE);

	if (!r)
		r = store_make_missing(s, "table");
	if (!r)
		r = store_run_query(s, QUERY_LIFT_1_FILL);
	if (!r)
		r = store_make_missing(s, "index");
	if (!r)
		r = lift_verdicts(s);
	if (!r)
		r = lift_now(s);
	return r ? r : store_run_query(s, QUERY_LIFT_1_DROP);
}

/* Another process may have done it while this one waited for its turn. */
static int lift(struct store *s) {
	struct timespec now = { 0 };
	int64_t version = 0;
	int r = store_number(s, QUERY_USER_VERSION, &version);

	if (r || version != 1)
		return r;
	(void)clock_gettime(CLOCK_REALTIME, &now);
	s->started_us = (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
	s->in_run = true;
	s->broken = 0;
	r = lift_1(s);
	if (!r)
		r = check_references(s);
	return r ? r : write_down(s, version);
}

int store_lift(struct store *s, struct complaint *reterr) {
	int r = store_run_query(s, QUERY_LIFT_BEGIN);

	if (!r)
		r = lift(s);
	if (!r)
		r = store_run_query(s, QUERY_COMMIT);
	if (r)
		(void)store_run_query(s, QUERY_ROLLBACK);
	s->in_run = false;
	/* What was prepared speaks of tables that are gone. */
	store_forget_statements(s);
	if (r == STORE_WRONG)
		STORE_COMPLAIN(reterr, STR("the estate is of an older birthmark, and what stands in it does not fit together"));
	return r ? r : store_run_query(s, QUERY_LIFT_END);
}
