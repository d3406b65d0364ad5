/*
 * Questions for devices: which way they are looked for, and their rows.
 */
#include "store/query.h"

#include <errno.h>

#include "store/asking.h"

/* Putting together */

void asking_put(struct asking *a, enum named_query fragment) {
	sqlite3_str_appendall(a->sql, queries[fragment]);
}

static struct bound *next_bound(struct asking *a) {
	if (a->bound_count == a->bound_room) {
		size_t room = a->bound_room ? 2 * a->bound_room : 64;
		struct bound *more = sqlite3_realloc64(a->bound, room * sizeof *more);

		if (!more) {
			a->full = true;
			return NULL;
		}
		a->bound = more;
		a->bound_room = room;
	}
	a->bound[a->bound_count] = (struct bound){ 0 };
	return &a->bound[a->bound_count++];
}

void asking_number(struct asking *a, int64_t number) {
	struct bound *b = next_bound(a);

	if (b)
		*b = (struct bound){ .kind = BOUND_NUMBER, .number = number };
}

void asking_text(struct asking *a, str text) {
	struct bound *b = next_bound(a);

	if (b)
		*b = (struct bound){ .kind = BOUND_TEXT, .text = text };
}

void asking_bytes(struct asking *a, const uint8_t *bytes, size_t size) {
	struct bound *b = next_bound(a);

	if (!b || size > sizeof b->bytes)
		return;
	b->kind = BOUND_BYTES;
	b->size = size;
	memcpy(b->bytes, bytes, size);
}

struct kept {
	struct kept *next;
	uint8_t text[];
};

uint8_t *asking_keep(struct asking *a, str text) {
	struct kept *kept = sqlite3_malloc64(sizeof *kept + text.n + 1);

	if (!kept) {
		a->full = true;
		return NULL;
	}
	kept->next = a->kept;
	a->kept = kept;
	if (text.n)
		memcpy(kept->text, text.at, text.n);
	return kept->text;
}

static void bind_all(const struct asking *a, sqlite3_stmt *statement) {
	for (size_t i = 0; i < a->bound_count; i++) {
		const struct bound *b = &a->bound[i];

		if (b->kind == BOUND_NUMBER)
			sqlite3_bind_int64(statement, (int)i + 1, b->number);
		else if (b->kind == BOUND_TEXT)
			bind_text(statement, (int)i + 1, b->text);
		else
			bind_blob(statement, (int)i + 1, (str){ b->bytes, b->size });
	}
}

void asking_again(struct asking *a) {
	while (a->kept) {
		struct kept *next = a->kept->next;

		sqlite3_free(a->kept);
		a->kept = next;
	}
	a->bound_count = 0;
	sqlite3_str_reset(a->sql);
}

static void asking_close(struct asking *a) {
	asking_again(a);
	sqlite3_free(a->bound);
	sqlite3_free(sqlite3_str_finish(a->sql));
	if (a->begins)
		(void)store_run_query(a->s, QUERY_COMMIT);
}

/* The statement of what was put together. The caller finalizes it. */
static int prepare(struct asking *a, sqlite3_stmt **ret_statement) {
	int result;

	if (a->full || sqlite3_str_errcode(a->sql) == SQLITE_NOMEM)
		return -ENOMEM;
	result = sqlite3_prepare_v2(a->s->db, sqlite3_str_value(a->sql), -1, ret_statement, NULL);
	if (result != SQLITE_OK) {
		int r = store_error(a->s, result);

		if (r == STORE_WRONG)
			ASKING_COMPLAIN(a, STR("the query is too long"));
		return r;
	}
	bind_all(a, *ret_statement);
	return 0;
}

/* Asking */

int asking_number_of(struct asking *a, uint64_t *ret_number) {
	sqlite3_stmt *statement = NULL;
	int r = prepare(a, &statement);

	if (!r) {
		int result = sqlite3_step(statement);

		r = store_error(a->s, result);
		if (result == SQLITE_ROW)
			*ret_number = (uint64_t)sqlite3_column_int64(statement, 0);
	}
	sqlite3_finalize(statement);
	return r;
}

/* What stands in a foreign file need not be one of ours. */
static unsigned column_below(sqlite3_stmt *row, int at, unsigned end, unsigned otherwise) {
	int64_t number = sqlite3_column_int64(row, at);

	return number >= 0 && number < (int64_t)end ? (unsigned)number : otherwise;
}

static struct found_device take_found(sqlite3_stmt *row, int64_t id) {
	enum device_class class = class_by_name(column_text(row, 4));
	uint64_t first_us = (uint64_t)sqlite3_column_int64(row, 14), last_us = (uint64_t)sqlite3_column_int64(row, 15);
	bool books = sqlite3_column_int64(row, 16);

	return (struct found_device){
		.row = id,
		.name = column_text(row, 0),
		.maker = column_text(row, 1),
		.maker_grade = (enum grade)column_below(row, 2, GRADE_COUNT, GRADE_UNKNOWN),
		.brand = column_text(row, 3),
		.class = class == CLASS_COUNT ? CLASS_UNKNOWN : class,
		.relabelled = column_tri(row, 5),
		.model = column_text(row, 6),
		.original = column_text(row, 7),
		.brand_grade = (enum grade)column_below(row, 8, GRADE_COUNT, GRADE_UNKNOWN),
		.judged = sqlite3_column_type(row, 9) != SQLITE_NULL,
		.worst = (enum status)column_below(row, 9, STATUS_COUNT, STATUS_CLEAR),
		.site = column_text(row, 10),
		.contract = column_text(row, 11),
		.mac = column_addr(row, 12),
		.ip = column_addr(row, 13),
		.first_us = books ? 0 : first_us,
		.last_us = books ? 0 : last_us,
		.books_us = books ? first_us : 0,
	};
}

typedef int found_each(void *context, const struct found_device *found);

static int give(struct asking *a, int64_t id, found_each *each, void *context) {
	sqlite3_stmt *load = NULL;
	bool row = false;
	int r = store_row_of(a->s, QUERY_FOUND_DEVICE, id, &load, &row);

	if (r || !row)
		return r;
	struct found_device found = take_found(load, id);
	r = each(context, &found);
	sqlite3_reset(load);
	return r;
}

static int give_rows(struct asking *a, found_each *each, void *context) {
	sqlite3_stmt *rows = NULL;
	bool row = true;
	int r = prepare(a, &rows);

	while (!r && row) {
		r = store_step(a->s, rows, &row);
		if (!r && row)
			r = give(a, sqlite3_column_int64(rows, 0), each, context);
	}
	sqlite3_finalize(rows);
	return r;
}

/* Everything of one question is as it was at one moment, whoever writes meanwhile. */
static int asking_open(struct asking *a, struct store *s, const struct query *query, struct complaint *reterr) {
	*reterr = (struct complaint){ 0 };
	*a = (struct asking){ .s = s, .query = query, .complaint = reterr, .sql = sqlite3_str_new(s->db),
			      .begins = sqlite3_get_autocommit(s->db) != 0 };
	int r = a->begins ? store_run_query(s, QUERY_BEGIN_READ) : 0;

	return r ? r : asking_check(a);
}

int store_query(struct store *s, const struct query *query, found_each *each, void *context, struct complaint *reterr) {
	struct asking a;
	int r = asking_open(&a, s, query, reterr);

	if (!r)
		r = asking_plan_rows(&a);
	if (!r)
		r = give_rows(&a, each, context);
	asking_close(&a);
	return r;
}

int store_query_count(struct store *s, const struct query *query, uint64_t *ret_count, struct complaint *reterr) {
	struct asking a;
	int r = asking_open(&a, s, query, reterr);

	if (!r)
		r = asking_plan_count(&a);
	if (!r)
		r = asking_number_of(&a, ret_count);
	asking_close(&a);
	return r;
}

int store_query_held(struct store *s, enum query_key key, int (*each)(void *context, const struct held_devices *held),
		     void *context) {
	sqlite3_stmt *all = NULL;
	bool row = true;
	int r = store_statement(s, key == KEY_SITE ? QUERY_FOUND_BY_SITE : QUERY_FOUND_BY_CONTRACT, &all);

	if (r)
		return r;
	bind_text(all, 1, str_of(status_names[STATUS_PROHIBITED]));
	while (!r && row) {
		r = store_step(s, all, &row);
		if (r || !row)
			break;
		const struct held_devices held = {
			.name = column_text(all, 0),
			.devices = (uint64_t)sqlite3_column_int64(all, 1),
			.prohibited = (uint64_t)sqlite3_column_int64(all, 2),
		};
		r = each(context, &held);
	}
	sqlite3_reset(all);
	return r;
}
