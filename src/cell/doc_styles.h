#pragma once

/*
 * doc_styles: how a workbook shows its numbers (ECMA-376 part 1, 18.8): which
 * are dates, and which have leading noughts.
 */

#include "cell/doc_xml.h"

enum { DOC_STYLES_MAX = 65536 }; /* of cells, and numbers of formats; Excel itself has fewer */

enum {
	STYLE_PLAIN = 0,
	STYLE_DATE = 1, /* otherwise: so many digits, at least 2: the format is "000000" */
};

struct doc_styles {
	struct doc_xml xml;     /* its `read` is set by whoever has the bytes */
	bool in_cells;
	size_t count;
	uint8_t of_cell[DOC_STYLES_MAX];
	uint8_t of_format[DOC_STYLES_MAX];
};

/* As doc_xml_read(). */
int doc_styles_read(struct doc_styles *s);

/* What stands in a cell: text of a number, as a person sees it. */
struct doc_number {
	uint8_t room[64];
	str text;
	bool is_date;
};

/*
 * `raw` as the file has it, in a cell of this style. Dates are days since
 * 1899-12-30 or, `since_1904`, 1904-01-01; their time of day is dropped. What is no number stays as it is.
 */
void doc_number(struct doc_number *n, str raw, uint8_t style, bool since_1904);
