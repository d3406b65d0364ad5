#include "store/evidence.h"

#include <errno.h>
#include <stdlib.h>

#include "store/inner.h"
#include "store/log.h"
#include "store/origin.h"

static bool make_room(void **at, size_t count, size_t *room, size_t x_size) {
	if (count < *room)
		return true;
	size_t more = *room ? 2 * *room : 64;
	void *moved = realloc(*at, more * x_size);

	if (!moved)
		return false;
	*at = moved;
	*room = more;
	return true;
}

void evidence_clear(struct evidence *e) {
	free(e->added.at);
	free(e->moved.at);
	free(e->rows.at);
	e->added = e->moved = (struct leaves){ 0 };
	e->rows = (struct evidence_rows){ 0 };
}

void evidence_fini(struct evidence *e) {
	uint8_t ignored[SHA256_SIZE];

	if (e->summing)
		(void)sha256_close(&e->sum, ignored);
	evidence_clear(e);
	*e = (struct evidence){ 0 };
}

int leaves_add(struct leaves *l, struct evidence *e, int64_t of, const struct sheet_row *sheet) {
	void *at = l->at;

	if (!make_room(&at, l->count, &l->room, sizeof *l->at))
		return -ENOMEM;
	l->at = at;
	if (!e->summing)
		sha256_open(&e->sum);
	e->summing = true;
	struct leaf *leaf = &l->at[l->count++];
	*leaf = (struct leaf){ .of = of, .device = sheet->device, .number = sheet->number };
	sha256_number(&e->sum, (uint64_t)sheet->device);
	sha256_number(&e->sum, (uint64_t)sheet->number);
	sha256_number(&e->sum, (uint64_t)sheet->source);
	sha256_number(&e->sum, (uint64_t)sheet->count);
	sha256_text(&e->sum, sheet->packed);
	return sha256_next(&e->sum, leaf->hash);
}

int evidence_add(struct evidence *e, const struct sheet_row *sheet) {
	return leaves_add(&e->added, e, 0, sheet);
}

static int compare_leaves(const void *a, const void *b) {
	const struct leaf *x = a, *y = b;

	if (x->of != y->of)
		return x->of < y->of ? -1 : 1;
	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* A first run has them in order already. */
void leaves_sort(struct leaves *l) {
	size_t i = 1;

	while (i < l->count && compare_leaves(&l->at[i - 1], &l->at[i]) <= 0)
		i++;
	if (i < l->count)
		qsort(l->at, l->count, sizeof *l->at, compare_leaves);
}

int leaves_sum(const struct leaf *leaves, size_t count, uint8_t ret_hash[SHA256_SIZE]) {
	struct sha256 sum;

	sha256_open(&sum);
	for (size_t i = 0; i < count; i++)
		sha256_bytes(&sum, (str){ leaves[i].hash, SHA256_SIZE });
	return sha256_close(&sum, ret_hash);
}

/* Splits */

/* All sheets of a row, with the runs that added them. */
static int add_sheets_of(struct store *s, int64_t row, struct leaves *to) {
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(s, QUERY_EVIDENCE_OF, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	while (!r) {
		r = store_step(s, load, &found);
		if (r || !found)
			return r;
		const struct sheet_row sheet = {
			row, sqlite3_column_int64(load, 0), sqlite3_column_int64(load, 1), sqlite3_column_int64(load, 3),
			column_blob(load, 4),
		};
		r = leaves_add(to, &s->evidence, sqlite3_column_int64(load, 2), &sheet);
	}
	sqlite3_reset(load);
	return r;
}

int evidence_before(struct store *s, int64_t row) {
	return add_sheets_of(s, row, &s->evidence.moved);
}

int evidence_after(struct store *s, int64_t row) {
	struct evidence_rows *rows = &s->evidence.rows;
	size_t first = s->evidence.added.count;
	void *at = rows->at;

	if (!make_room(&at, rows->count, &rows->room, sizeof *rows->at))
		return -ENOMEM;
	rows->at = at;
	rows->at[rows->count++] = row;
	int r = add_sheets_of(s, row, &s->evidence.added);
	for (size_t i = first; i < s->evidence.added.count; i++)
		s->evidence.added.at[i].of = 0;
	return r;
}

/* The body of an entry */

static void put_hash(struct json_out *j, const uint8_t hash[SHA256_SIZE]) {
	uint8_t room[2 * SHA256_SIZE];
	struct text t = TEXT(room);

	text_hex(&t, (str){ hash, SHA256_SIZE }, 0);
	json_out_pair(j, "sha256", text_done(&t));
}

static void put_number(struct json_out *j, const char *key, int64_t number) {
	json_out_key_str(j, str_of(key));
	json_out_u64(j, (uint64_t)number);
}

static void put_moved(struct json_out *j, const struct evidence *e) {
	json_out_key(j, "rows");
	json_out_array(j);
	for (size_t i = 0; i < e->rows.count; i++)
		json_out_u64(j, (uint64_t)e->rows.at[i]);
	json_out_array_end(j);
	json_out_key(j, "moved");
	json_out_array(j);
	for (size_t i = 0; i < e->moved.count && !j->text.full; i++) {
		const struct leaf *leaf = &e->moved.at[i];

		json_out_object(j);
		put_number(j, "row", leaf->device);
		put_number(j, "number", leaf->number);
		put_number(j, "run", leaf->of);
		put_hash(j, leaf->hash);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

/* What the sheets refer to. */

static int put_fields(struct store *s, struct json_out *j) {
	static const uint8_t none[SHA256_SIZE] = { 0 };
	struct origins names = { 0 };
	int r = origins_names(s, &names);

	if (r)
		return r;
	json_out_key(j, "fields");
	json_out_object(j);
	put_number(j, "count", (int64_t)names.count);
	put_hash(j, names.count ? names.at[names.count - 1].hash : none);
	json_out_object_end(j);
	origins_fini(&names);
	return 0;
}

static int put_runs(struct store *s, struct json_out *j) {
	uint8_t hash[SHA256_SIZE];
	struct origins runs = { 0 };
	int64_t after = 0;
	int r = store_number(s, QUERY_EVIDENCE_UNTIL, &after);

	if (!r)
		r = origins_runs(s, after, &runs);
	if (!r)
		r = origins_sum(&runs, after, s->run, hash);
	origins_fini(&runs);
	if (r)
		return r;
	json_out_key(j, "runs");
	json_out_object(j);
	put_number(j, "after", after);
	put_hash(j, hash);
	json_out_object_end(j);
	return 0;
}

int store_put_evidence(struct store *s, struct json_out *j) {
	struct evidence *e = &s->evidence;
	uint8_t hash[SHA256_SIZE];
	int64_t devices = 0;
	int r = store_number(s, QUERY_DEVICES_MADE, &devices);

	leaves_sort(&e->added);
	if (!r)
		r = leaves_sum(e->added.at, e->added.count, hash);
	if (r)
		return r;
	json_out_key(j, "evidence");
	json_out_object(j);
	put_number(j, "run", s->run);
	put_number(j, "devices", devices);
	put_number(j, "sheets", (int64_t)e->added.count);
	put_hash(j, hash);
	r = put_fields(s, j);
	if (!r)
		r = put_runs(s, j);
	if (e->rows.count)
		put_moved(j, e);
	json_out_object_end(j);
	evidence_clear(e);
	return r;
}
