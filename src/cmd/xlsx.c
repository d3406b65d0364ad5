/*
 * A cell in the library's own words. Sheets are written into files of their
 * own as rows come (its mode of constant memory), so that they may come in any
 * order of the sheets.
 */
#include "cmd/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
	ROWS_MAX = LXW_ROW_MAX, /* 1,048,576: what Excel opens, the header among them */
	NAME_MAX_BYTES = 32,
	CELL_BYTES = 4 * SHEET_TEXT_MAX + 16,
	DAYS_TO_1970 = 25569, /* days of a date value count from 1970, those of Excel from 1899-12-30 … */
	DAY_LEAST = 61,       /* … and it has none before March 1900 */
};

/* A sheet of the report, in the worksheet in which it is being written. */
struct page {
	lxw_worksheet *worksheet;
	unsigned number; /* of those of the same kind, from 1 */
	lxw_row_t row;
};

struct xlsx {
	lxw_workbook *workbook;
	lxw_format *head, *day, *time, *text;
	struct page pages[SHEET_COUNT];
	lxw_error error; /* the first */
	off_t written; /* bytes of all worksheets that have ended */
	char *folder;
	char cell[CELL_BYTES]; /* the library wants a NUL */
};

static void note(struct xlsx *x, lxw_error error) {
	if (!x->error)
		x->error = error;
}

static int errno_of(lxw_error error) {
	switch ((int)error) {
	case LXW_NO_ERROR: return 0;
	case LXW_ERROR_MEMORY_MALLOC_FAILED: return -ENOMEM;
	case LXW_ERROR_CREATING_XLSX_FILE:
	case LXW_ERROR_CREATING_TMPFILE: return -EACCES;
	default: return -EIO;
	}
}

static lxw_format *format_of(lxw_workbook *workbook, const char *number) {
	lxw_format *format = workbook_add_format(workbook);

	if (!format)
		return NULL;
	format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (number)
		format_set_num_format(format, number);
	return format;
}

/* How a column looks, its cells and the empty ones below. */
static lxw_format *column_format(const struct xlsx *x, enum sheet_type type) {
	return type == SHEET_DAY ? x->day : type == SHEET_TIME ? x->time : x->text;
}

/* Worksheets */

static void begin_worksheet(struct xlsx *x, enum sheet_kind kind) {
	const struct sheet *sheet = &sheets[kind];
	struct page *page = &x->pages[kind];
	char name[NAME_MAX_BYTES];

	page->number++;
	snprintf(name, sizeof name, page->number > 1 ? "%s %u" : "%s", sheet->name, page->number);
	page->worksheet = workbook_add_worksheet(x->workbook, name);
	page->row = 1;
	if (!page->worksheet) {
		note(x, LXW_ERROR_CREATING_TMPFILE);
		return;
	}
	for (size_t i = 0; i < sheet->column_count; i++) {
		const struct sheet_column *column = &sheet->columns[i];

		worksheet_set_column(page->worksheet, (lxw_col_t)i, (lxw_col_t)i, column->width, column_format(x, column->type));
		note(x, worksheet_write_string(page->worksheet, 0, (lxw_col_t)i, column->name, x->head));
	}
	worksheet_freeze_panes(page->worksheet, 1, 1);
	worksheet_set_landscape(page->worksheet);
	worksheet_fit_to_pages(page->worksheet, 1, 0);
	worksheet_repeat_rows(page->worksheet, 0, 0);
}

/* The filter covers what was written; a disk that was full shows here. */
static void end_worksheet(struct xlsx *x, enum sheet_kind kind) {
	struct page *page = &x->pages[kind];
	FILE *rows = page->worksheet ? page->worksheet->optimize_tmpfile : NULL;

	if (!page->worksheet)
		return;
	worksheet_autofilter(page->worksheet, 0, 0, page->row > 1 ? page->row - 1 : 1, (lxw_col_t)(sheets[kind].column_count - 1));
	if (!rows)
		return;
	if (fflush(rows) || ferror(rows))
		note(x, LXW_ERROR_READING_TMPFILE);
	x->written += ftello(rows);
}

/*
 * The library copies each sheet once more before it packs it, and does not
 * notice when the disk is full then: the workbook would be there and broken.
 * So the room is asked for beforehand. 0, or a negative errno.
 */
static int find_room(const char *folder, off_t written) {
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	int r = 0;

	if (fd < 0) /* a file system that has no files without a name */
		return 0;
	if (written > 0)
		r = posix_fallocate(fd, 0, written + written / 4);
	close(fd);
	return r == EFBIG ? -ENOSPC : -r;
}

/* Cells */

static void write_text(struct xlsx *x, const struct page *page, lxw_col_t at, str text) {
	size_t size = text.n < CELL_BYTES ? text.n : CELL_BYTES - 1;

	if (size)
		memcpy(x->cell, text.at, size);
	x->cell[size] = 0;
	note(x, worksheet_write_string(page->worksheet, page->row, at, x->cell, x->text));
}

static void write_moment(struct xlsx *x, const struct page *page, lxw_col_t at, double days, lxw_format *format) {
	char day[11];

	if (days + DAYS_TO_1970 >= DAY_LEAST) {
		note(x, worksheet_write_number(page->worksheet, page->row, at, days + DAYS_TO_1970, format));
		return;
	}
	date_format((date)days, day);
	write_text(x, page, at, str_of(day));
}

static void write_cell(struct xlsx *x, const struct page *page, lxw_col_t at, enum sheet_type type, const struct sheet_cell *cell) {
	switch (type) {
	case SHEET_TEXT:
		write_text(x, page, at, cell->text);
		break;
	case SHEET_NUMBER:
		note(x, worksheet_write_number(page->worksheet, page->row, at, cell->number, x->text));
		break;
	case SHEET_DAY:
		write_moment(x, page, at, cell->day, x->day);
		break;
	case SHEET_TIME:
		write_moment(x, page, at, (double)(cell->time_us / 1000000) / 86400, x->time);
		break;
	}
}

int xlsx_row(void *xlsx, const struct sheet_row *row) {
	struct xlsx *x = xlsx;
	enum sheet_kind kind = (enum sheet_kind)(row->sheet - sheets);
	struct page *page = &x->pages[kind];

	if (page->row >= ROWS_MAX) {
		end_worksheet(x, kind);
		begin_worksheet(x, kind);
	}
	for (size_t i = 0; page->worksheet && i < row->count; i++)
		if (row->cells[i].is_set)
			write_cell(x, page, (lxw_col_t)i, row->sheet->columns[i].type, &row->cells[i]);
	page->row++;
	return errno_of(x->error);
}

/* The workbook */

static void set_properties(struct xlsx *x, const struct report *report) {
	struct text title = { .at = (uint8_t *)x->cell, .size = sizeof x->cell - 1 };

	sheet_text(&title, report->title);
	x->cell[title.used] = 0;
	lxw_doc_properties properties = {
		.title = x->cell, .author = "birthmark", .subject = "Who made the devices, and what the rules say of them",
		.created = (time_t)report->made * 86400,
	};

	note(x, workbook_set_properties(x->workbook, &properties));
}

static void set_formats(struct xlsx *x) {
	x->head = format_of(x->workbook, NULL);
	x->text = format_of(x->workbook, NULL);
	x->day = format_of(x->workbook, "yyyy-mm-dd");
	x->time = format_of(x->workbook, "yyyy-mm-dd hh:mm:ss");
	if (x->head)
		format_set_bold(x->head);
	if (!x->head || !x->text || !x->day || !x->time)
		note(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

int xlsx_open(struct xlsx **ret_xlsx, const char *path, const char *folder, const struct report *report) {
	struct xlsx *x = calloc(1, sizeof *x);
	int r;

	if (!x)
		return -ENOMEM;
	x->folder = strdup(folder);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = x->folder };
	x->workbook = x->folder ? workbook_new_opt(path, &options) : NULL;
	if (!x->workbook) {
		xlsx_close(x);
		return -ENOMEM;
	}
	set_formats(x);
	set_properties(x, report);
	for (int kind = 0; !x->error && kind < SHEET_COUNT; kind++)
		begin_worksheet(x, (enum sheet_kind)kind);
	r = errno_of(x->error);
	if (r)
		xlsx_close(x);
	else
		*ret_xlsx = x;
	return r;
}

int xlsx_write(struct xlsx *x) {
	for (int kind = 0; kind < SHEET_COUNT; kind++)
		end_worksheet(x, (enum sheet_kind)kind);
	int r = errno_of(x->error);

	if (!r)
		r = find_room(x->folder, x->written);
	if (!r) {
		r = errno_of(workbook_close(x->workbook));
		x->workbook = NULL;
	}
	return r;
}

void xlsx_close(struct xlsx *x) {
	if (!x)
		return;
	if (x->workbook)
		lxw_workbook_free(x->workbook);
	free(x->folder);
	free(x);
}
