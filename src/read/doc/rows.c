/*
 * Limits in one place, for all kinds of documents.
 */
#include "read/doc/rows.h"

#include "base/text.h"
#include "read/doc/clean.h"

enum { LETTERS = 26 };

struct rows *rows_open(arena *mem, struct table_sink *sink) {
	struct rows *r = arena_new(mem, struct rows, 1);
	struct table_cell *cells = arena_new(mem, struct table_cell, TABLE_COLUMNS_MAX);

	if (!r || !cells)
		return NULL;
	*r = (struct rows){ .sink = sink, .cells = cells };
	return r;
}

void rows_begin(struct rows *r, uint32_t number) {
	r->number = number;
	r->row_is_hidden = r->has_text = r->was_too_wide = r->was_too_long = false;
	r->count = r->size = 0;
}

str rows_name(uint8_t *room, size_t column, uint32_t number) {
	struct text t = { .at = room, .size = ROWS_NAME_MAX };
	uint8_t letters[8];
	size_t used = 0;

	if (column == (size_t)ROWS_WHOLE)
		text_str(&t, STR("row "));
	else
		/* Letters count without a nought: Z is followed by AA. */
		for (size_t left = column + 1; left && used < sizeof letters; left = (left - 1) / LETTERS)
			letters[used++] = (uint8_t)('A' + (left - 1) % LETTERS);
	while (used)
		text_byte(&t, letters[--used]);
	text_u64(&t, number);
	return text_done(&t);
}

int rows_complain(struct rows *r, size_t column, str what) {
	struct complaint c = { .file = r->sheet, .line = r->number };
	uint8_t room[ROWS_NAME_MAX];
	str name = rows_name(room, column, r->number);

	if (column != (size_t)ROWS_WHOLE)
		c.column = (unsigned)column + 1;
	if (r->names_cells)
		complaint_say(&c, (const str[]){ name, STR(": "), what }, 3);
	else
		complaint_say(&c, &what, 1);
	r->complaints++;
	return r->sink->complain(r->sink, &c);
}

static int too_wide(struct rows *r, size_t column) {
	if (r->was_too_wide)
		return 0;
	r->was_too_wide = true;
	return rows_complain(r, column, STR("there are more than 1,024 columns: what stands here and right of it is left out"));
}

static int too_long(struct rows *r, size_t column) {
	if (r->was_too_long)
		return 0;
	r->was_too_long = true;
	return rows_complain(r, column, STR("the row has more than 256 KiB: what stands here and right of it is left out"));
}

int rows_put(struct rows *r, size_t column, str text, enum table_kind kind) {
	int error = 0;

	if (column >= TABLE_COLUMNS_MAX)
		return text.n ? too_wide(r, column) : 0;
	if (text.n > TABLE_CELL_MAX) {
		error = rows_complain(r, column, STR("the cell has more than 32 KiB: the rest of it is left out"));
		text = clean_cut(text, TABLE_CELL_MAX);
	}
	if (!error && r->size + text.n > TABLE_ROW_MAX) {
		error = too_long(r, column);
		text.n = 0;
	}
	while (r->count <= column)
		r->cells[r->count++] = (struct table_cell){ 0 };
	/* Cells of a workbook may come twice. */
	r->size += text.n - r->cells[column].text.n;
	r->cells[column] = (struct table_cell){ text, kind };
	r->has_text |= text.n > 0;
	return error;
}

void rows_settle(struct rows *r, size_t column, arena before, arena *scratch) {
	str *kept = column < r->count ? &r->cells[column].text : &(str){ 0 };
	bool was_built = scratch->at != before.at && kept->n && kept->at >= before.at && kept->at < before.end;

	*scratch = before;
	if (was_built)
		kept->at = memmove(arena_bytes(scratch, kept->n), kept->at, kept->n);
}

int rows_end(struct rows *r) {
	const struct table_row row = {
		.sheet = r->sheet,
		.number = r->number,
		.cells = r->cells,
		.count = r->count,
		.hidden = r->is_hidden || r->row_is_hidden,
	};

	if (!r->has_text)
		return 0;
	r->told++;
	return r->sink->row(r->sink, &row);
}
