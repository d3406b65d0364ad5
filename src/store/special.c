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
