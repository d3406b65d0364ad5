/*
 * What is on record of devices beside what was seen of them: what people
 * told, what was decided, which others are a part of them. In a pass over the
 * estate it is read beside the devices, in the same order: asking for each
 * device would take longer than judging it.
 */
#include "store/special.h"

enum { TOLD_DEVICE = 12 }; /* its column */

static int next(struct store *s, struct special_rows *rows) {
	bool row = false;
	int r = store_step(s, rows->rows, &row);

	if (!r)
		rows->device = row ? sqlite3_column_int64(rows->rows, rows->column) : INT64_MAX;
	return r;
}

static int open_rows(struct store *s, enum named_query query, int column, struct special_rows *ret_rows) {
	*ret_rows = (struct special_rows){ .column = column };
	int r = store_statement(s, query, &ret_rows->rows);

	return r ? r : next(s, ret_rows);
}

int special_open(struct special *special, struct store *s) {
	*special = (struct special){ .s = s };
	int r = open_rows(s, QUERY_TOLD_IN_ORDER, TOLD_DEVICE, &special->told);

	if (!r)
		r = open_rows(s, QUERY_DECIDED_IN_ORDER, 0, &special->decided);
	return r ? r : open_rows(s, QUERY_WHOLES_IN_ORDER, 0, &special->wholes);
}

void special_close(struct special *special) {
	struct special_rows *const all[] = { &special->told, &special->decided, &special->wholes };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i]->rows)
			sqlite3_reset(all[i]->rows);
}

static int move_to(struct store *s, struct special_rows *rows, int64_t device, bool *ret_here) {
	int r = 0;

	while (!r && rows->device < device)
		r = next(s, rows);
	if (!r)
		*ret_here = rows->device == device;
	return r;
}

int special_move(struct special *special, int64_t device) {
	int r = move_to(special->s, &special->told, device, &special->is_told);

	if (!r)
		r = move_to(special->s, &special->decided, device, &special->is_decided);
	if (!r)
		r = move_to(special->s, &special->wholes, device, &special->has_parts);
	special->device = device;
	return r;
}

bool special_is(const struct special *special) {
	return special->is_told || special->is_decided || special->has_parts;
}

int special_circumstances(struct special *special, arena *mem, const struct circumstances **ret_circumstances) {
	if (special->is_decided || special->has_parts)
		return store_circumstances(special->s, mem, special->device, ret_circumstances);
	return special->is_told ? store_told_row(special->told.rows, mem, ret_circumstances) : 0;
}

/* One of many, with what is read beside them. */
static int load_next(struct special *special, arena *mem, int64_t row, struct device *ret_device) {
	struct rows rows;
	int r = special_move(special, row);

	if (r)
		return r;
	if (special->has_parts) {
		r = store_rows(special->s, row, &rows);
	} else {
		rows.id[0] = row;
		rows.count = 1;
	}
	if (!r)
		r = store_load_rows(special->s, mem, &rows, ret_device);
	return r ? r : special_circumstances(special, mem, &ret_device->circumstances);
}

static int each_of(struct store *s, arena scratch, const int64_t *rows, size_t count,
		   int (*each)(void *context, int64_t row, struct device *device, arena *mem), void *context) {
	struct special special;
	int r = special_open(&special, s);

	for (size_t i = 0; !r && i < count; i++) {
		arena mem = scratch;
		struct device d;

		r = load_next(&special, &mem, rows[i], &d);
		if (!r)
			r = each(context, rows[i], &d, &mem);
		else if (r == STORE_ABSENT)
			r = 0;
	}
	special_close(&special);
	return r;
}

int store_each_of(struct store *s, arena scratch, const int64_t *rows, size_t count,
		  int (*each)(void *context, int64_t row, struct device *device, arena *mem), void *context) {
	bool begins = !s->in_run;
	/* One transaction: all devices as they are at one moment, and the file is locked once instead of for each statement. */
	int r = begins ? store_run_query(s, QUERY_BEGIN_READ) : 0;

	if (r)
		return r;
	r = each_of(s, scratch, rows, count, each, context);
	if (begins)
		(void)store_run_query(s, QUERY_COMMIT);
	return r;
}
