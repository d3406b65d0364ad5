/*
 * The sheet of devices as CSV (RFC 4180): commas, CR LF, a quote in a text
 * doubled. Every text is quoted, so that no sign in it parts columns.
 */
#include <string.h>

#include "show/sheets.h"
#include "show/story.h"

static void put_quoted(FILE *to, str s) {
	const uint8_t *quote;

	fputc('"', to);
	while (s.n && (quote = memchr(s.at, '"', s.n))) {
		size_t size = (size_t)(quote - s.at) + 1;

		fwrite(s.at, 1, size, to);
		fputc('"', to);
		s = str_after(s, size);
	}
	fwrite(s.at, 1, s.n, to);
	fputc('"', to);
}

static void put_cell(FILE *to, enum sheet_type type, const struct sheet_cell *cell) {
	uint8_t room[48];
	struct text t = TEXT(room);
	char day[11];

	switch (type) {
	case SHEET_TEXT:
		put_quoted(to, cell->text);
		break;
	case SHEET_NUMBER:
		fprintf(to, "%.15g", cell->number);
		break;
	case SHEET_DAY:
		date_format(cell->day, day);
		fputs(day, to);
		break;
	case SHEET_TIME:
		/* Without the " UTC" behind it, which no spreadsheet takes for a part of a time. */
		story_time(&t, cell->time_us);
		t.used -= t.used > 4 ? 4 : 0;
		fprintf(to, "%.*s", STR_ARG(text_done(&t)));
		break;
	}
}

int show_csv_row(void *context, const struct sheet_row *row) {
	FILE *to = context;

	for (size_t i = 0; i < row->count; i++) {
		fputs(i ? "," : "", to);
		if (row->cells[i].is_set)
			put_cell(to, row->sheet->columns[i].type, &row->cells[i]);
	}
	fputs("\r\n", to);
	return 0;
}

void show_csv_head(FILE *to) {
	const struct sheet *sheet = &sheets[SHEET_DEVICES];

	fputs("\xef\xbb\xbf", to);
	for (size_t i = 0; i < sheet->column_count; i++)
		fprintf(to, "%s%s", i ? "," : "", sheet->columns[i].name);
	fputs("\r\n", to);
}
