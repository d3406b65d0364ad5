#pragma once

/*
 * csv_dialect: what a text of rows is written in, found out from itself.
 */

#include "read/doc/clean.h"
#include "read/doc/table.h"

struct csv_dialect {
	enum encoding encoding;
	size_t skip;         /* bytes of a byte order mark */
	bool is_broken;      /* it has bytes that are no text in its encoding */
};

/* From all of it: a name with an accent may stand in the last row alone. */
struct csv_dialect csv_encoding(str bytes);

/* The byte that ends lines in UTF-8 or windows-1252: LF, or CR where there is no LF, as Macs once wrote. */
uint8_t csv_line_end(str sample);

/*
 * `sep=;` in the first line, which Excel obeys: the separator, and in
 * `ret_size` the line's size without its end. 0 when there is no such line.
 */
uint8_t csv_separator_line(str sample, uint8_t line_end, size_t *ret_size);

/*
 * The byte that divides most: of ';', tab, ',' and '|' the one of which most
 * stand in rows that have equally many. ',' when there is none.
 */
uint8_t csv_separator(str sample, uint8_t line_end);

/* Numbers with comma and with point, for csv_decimal_comma(). */
struct csv_numbers {
	uint32_t commas, points;
};
void csv_count_number(struct csv_numbers *n, str cell);
bool csv_decimal_comma(const struct csv_numbers *n, uint8_t separator);
