/*
 * The table of a register: its row of headings, and which column each is.
 */
#include <errno.h>

#include "cmd/import.h"
#include "show/glyph.h"

static enum register_column by_hand(const struct import *im, str heading) {
	const struct import_options *said = &im->desk->o->import;

	/* Passwords stay nobody's business, whatever somebody typed. */
	if (registers_speaks_of_secrets(&im->desk->k.registers, heading))
		return COLUMN_COUNT;
	for (size_t i = 0; i < said->column_count; i++)
		if (registers_same_heading(heading, said->headings[i]))
			return said->columns[i];
	return COLUMN_COUNT;
}

/* What the row would be as one of headings, those given by hand first; how many are known, 0 when it cannot be one. */
static size_t columns_of(const struct import *im, const struct table_row *row, enum register_column *columns, str *cells,
			 const struct register_product **ret_product) {
	size_t given = 0;

	for (size_t i = 0; i < row->count; i++)
		cells[i] = row->cells[i].text;
	size_t known = registers_headings(&im->desk->k.registers, cells, row->count, columns, ret_product);
	for (size_t i = 0; i < row->count && im->desk->o->import.column_count; i++) {
		enum register_column column = by_hand(im, cells[i]);

		if (column == COLUMN_COUNT)
			continue;
		columns[i] = column;
		given++;
	}
	return known + given;
}

static bool is_among(const str *names, size_t count, str heading) {
	for (size_t i = 0; i < count; i++)
		if (registers_same_heading(names[i], heading))
			return true;
	return false;
}

/* At the row of headings: keeps them. What stands below none is listed, for nobody knows what it is. */
static int keep_headings(struct import *im, struct import_sheet *sheet, const struct table_row *row,
			 const enum register_column *columns) {
	arena *mem = &im->desk->mem;

	sheet->columns = arena_new(mem, struct import_column, row->count);
	for (size_t i = 0; sheet->columns && i < row->count; i++) {
		str text = str_trim(row->cells[i].text);
		struct import_column *c = &sheet->columns[i];

		*c = (struct import_column){ .heading = arena_str(mem, glyph_head(text, IMPORT_NAME_MAX)),
					     .column = text.n ? columns[i] : COLUMN_UNKNOWN };
		c->is_filled = text.n && is_among(im->desk->o->import.fill, im->desk->o->import.fill_count, text);
		c->above = c->is_filled ? arena_bytes(mem, IMPORT_ABOVE_MAX) : NULL;
	}
	sheet->column_count = row->count;
	sheet->heading_row = row->number;
	return mem->full ? -ENOMEM : 0;
}

/* Do the texts below a heading say of what kind things are, "camera", "dome", and nothing else? */
static bool says_kinds(const struct import *im, const struct table_row *rows, size_t count, size_t column) {
	const struct registers *known = &im->desk->k.registers;
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		str text = column < rows[i].count ? str_trim(rows[i].cells[column].text) : (str){ 0 };

		if (!text.n || registers_is(known, WORDS_NOTHING, text))
			continue;
		if (!registers_is(known, WORDS_KIND, text))
			return false;
		any = true;
	}
	return any;
}

static bool is_by_heading(const struct import *im, const struct import_column *c, enum register_column column) {
	return c->column == column && by_hand(im, c->heading) == COLUMN_COUNT;
}

/*
 * "Type", "Gerätetyp", "Camera type": a model to one and a kind of device to
 * another. Where only kinds stand below what was taken for the model, they are
 * no models, and what was taken for the kind beside it may be.
 */
static void tell_models_from_kinds(const struct import *im, struct import_sheet *sheet, const struct table_row *rows,
				   size_t count) {
	bool has_models = false;

	for (size_t i = 0; i < sheet->column_count; i++) {
		struct import_column *c = &sheet->columns[i];

		if (is_by_heading(im, c, COLUMN_MODEL) && says_kinds(im, rows, count, i))
			c->column = COLUMN_CLASS;
		else if (c->column == COLUMN_MODEL)
			has_models = true;
	}
	for (size_t i = 0; i < sheet->column_count && !has_models; i++) {
		struct import_column *c = &sheet->columns[i];

		has_models = is_by_heading(im, c, COLUMN_CLASS) && !says_kinds(im, rows, count, i) &&
			     registers_may_mean(&im->desk->k.registers, c->heading, COLUMN_MODEL);
		c->column = has_models ? COLUMN_MODEL : c->column;
	}
}

static size_t filled_cells(const struct table_row *row) {
	size_t filled = 0;

	for (size_t i = 0; i < row->count; i++)
		filled += str_trim(row->cells[i].text).n > 0;
	return filled;
}

static bool are_headings(const struct table_row *row, size_t known) {
	return known >= IMPORT_TABLE_LEAST && 3 * known >= 2 * filled_cells(row);
}

/* A row that knows more headings is those of the table, unless rows of another table stand above it. */
static bool is_of_next_table(const struct table_row *rows, size_t best, size_t best_known, size_t at) {
	bool has_rows = false;

	for (size_t i = best + 1; i < at; i++)
		has_rows = has_rows || filled_cells(&rows[i]) > 1;
	return best_known && has_rows && are_headings(&rows[best], best_known);
}

int import_decide(struct import *im, struct import_sheet *sheet, const struct table_row *rows, size_t count) {
	enum register_column columns[TABLE_COLUMNS_MAX];
	str cells[TABLE_COLUMNS_MAX];
	const struct register_product *product;
	size_t best = 0, best_known = 0;

	sheet->decided = true;
	for (size_t i = 0; i < count; i++) {
		size_t known = columns_of(im, &rows[i], columns, cells, &product);

		if (known > best_known && !is_of_next_table(rows, best, best_known, i)) {
			best = i;
			best_known = known;
		}
	}
	if (!best_known)
		return 0;
	columns_of(im, &rows[best], columns, cells, &sheet->product);
	sheet->known = true;
	sheet->heading_place = best + 1;
	int r = keep_headings(im, sheet, &rows[best], columns);
	if (!r && !sheet->product)
		tell_models_from_kinds(im, sheet, rows + best + 1, count - best - 1);
	return r;
}

/* Nearly all rows of devices have digits in many cells, and headings hardly any: looking words up takes longer. */
static bool may_be_headings(const struct table_row *row) {
	size_t filled = 0, with_digits = 0;

	for (size_t i = 0; i < row->count; i++) {
		str text = str_trim(row->cells[i].text);
		size_t n = 0;

		while (n < text.n && !byte_is_digit(text.at[n]))
			n++;
		filled += text.n > 0;
		with_digits += n < text.n;
	}
	return filled >= IMPORT_TABLE_LEAST && 4 * with_digits <= filled;
}

bool import_is_other_table(const struct import *im, const struct import_sheet *sheet, const struct table_row *row) {
	enum register_column columns[TABLE_COLUMNS_MAX];
	str cells[TABLE_COLUMNS_MAX];
	const struct register_product *product;

	if (sheet->product || !may_be_headings(row) || import_is_heading_again(sheet, row))
		return false;
	return are_headings(row, columns_of(im, row, columns, cells, &product));
}
