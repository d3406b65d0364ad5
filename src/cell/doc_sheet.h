#pragma once

/*
 * doc_sheet: the rows of one sheet of a workbook (ECMA-376 part 1, 18.3).
 *
 *     <row r="7"><c r="B7" t="s" s="3"><f>…</f><v>12</v></c>…
 *
 * t: how `v` is meant: s a shared string, str a text, b, e, d, n (also when
 * there is none); inlineStr has its text in <is> instead.
 */

#include "cell/doc_merges.h"
#include "cell/doc_strings.h"
#include "cell/doc_styles.h"

enum doc_cell_type { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_YES_NO, CELL_ERROR, CELL_DATE };

struct doc_sheet {
	struct doc_xml xml;   /* its `read` is set by whoever has the bytes */
	struct rows *rows;
	const struct doc_strings *strings;
	const struct doc_styles *styles;
	struct doc_merges *merges;
	bool since_1904;
	/* The cell at hand. */
	bool in_row, in_cell, in_value, in_inline, in_phonetic, in_text, has_formula;
	bool row_is_beyond;   /* no sheet has so many rows: its cells are passed over */
	uint32_t row, column; /* column from 0 */
	enum doc_cell_type type;
	uint8_t style;
	size_t value_size;
	/* Said once a sheet. */
	bool said_beyond_row, said_no_string, said_beyond_column;
	uint64_t uncounted;   /* formulas without a kept value */
	uint32_t first_column, first_row; /* of them */
	size_t texts_size;
	/* What follows needs not be nothing when a sheet begins. */
	uint8_t value[TABLE_CELL_MAX + 1];
	uint8_t texts[TABLE_ROW_MAX + 2 * TABLE_CELL_MAX]; /* of the row at hand, that lie nowhere else */
};

/* A sheet begins: all is as it was before the first. */
void doc_sheet_begin(struct doc_sheet *s);

/* Reads `xml`: as doc_xml_read(). Where it stopped: `row` and `column`. */
int doc_sheet_read(struct doc_sheet *s);
