#include "cmd/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "show/sheets.h"

enum {
	ROWS_MAX = LXW_ROW_MAX, /* 1,048,576: what Excel opens, the header among them */
	NAME_MAX_BYTES = 32,
	CELL_BYTES = 4 * SHEET_TEXT_MAX + 16,
};

struct book {
	lxw_workbook *workbook;
	lxw_format *head, *day, *time, *text;
	lxw_worksheet *worksheet;
	const struct sheet *sheet;
	unsigned part; /* of the sheet, from 1 */
	lxw_row_t row;
	lxw_error error;
	off_t written; /* bytes of all sheets so far */
	char cell[CELL_BYTES]; /* the library wants a NUL */
};

static void note(struct book *b, lxw_error error) {
	if (!b->error)
		b->error = error;
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
static lxw_format *column_format(const struct book *b, enum sheet_type type) {
	return type == SHEET_DAY ? b->day : type == SHEET_TIME ? b->time : b->text;
}

static void add_worksheet(struct book *b) {
	const struct sheet *sheet = b->sheet;
	char name[NAME_MAX_BYTES];

	b->part++;
	snprintf(name, sizeof name, b->part > 1 ? "%s %u" : "%s", sheet->name, b->part);
	b->worksheet = workbook_add_worksheet(b->workbook, name);
	b->row = 1;
	if (!b->worksheet) {
		note(b, LXW_ERROR_CREATING_TMPFILE);
		return;
	}
	for (size_t i = 0; i < sheet->column_count; i++) {
		const struct sheet_column *column = &sheet->columns[i];

		worksheet_set_column(b->worksheet, (lxw_col_t)i, (lxw_col_t)i, column->width, column_format(b, column->type));
		note(b, worksheet_write_string(b->worksheet, 0, (lxw_col_t)i, column->name, b->head));
	}
	worksheet_freeze_panes(b->worksheet, 1, 1);
	worksheet_set_landscape(b->worksheet);
	worksheet_fit_to_pages(b->worksheet, 1, 0);
	worksheet_repeat_rows(b->worksheet, 0, 0);
}

/* The filter covers what was written; a disk that was full shows here. */
static void end_worksheet(struct book *b) {
	if (!b->worksheet)
		return;
	worksheet_autofilter(b->worksheet, 0, 0, b->row > 1 ? b->row - 1 : 1, (lxw_col_t)(b->sheet->column_count - 1));
	if (!b->worksheet->optimize_tmpfile)
		return;
	if (fflush(b->worksheet->optimize_tmpfile) || ferror(b->worksheet->optimize_tmpfile))
		note(b, LXW_ERROR_READING_TMPFILE);
	b->written += ftello(b->worksheet->optimize_tmpfile);
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

static void write_text(struct book *b, lxw_col_t at, str text) {
	size_t size = text.n < CELL_BYTES ? text.n : CELL_BYTES - 1;

	memcpy(b->cell, text.at, size);
	b->cell[size] = 0;
	note(b, worksheet_write_string(b->worksheet, b->row, at, b->cell, b->text));
}

/* Days of a date value count from 1970, those of Excel from 1899-12-30; it has no days before March 1900. */
static void write_moment(struct book *b, lxw_col_t at, double days, lxw_format *format) {
	const double epoch = 25569, least = 61;
	char day[11];

	if (days + epoch >= least) {
		note(b, worksheet_write_number(b->worksheet, b->row, at, days + epoch, format));
		return;
	}
	date_format((date)days, day);
	write_text(b, at, str_of(day));
}

static void write_cell(struct book *b, lxw_col_t at, enum sheet_type type, const struct sheet_cell *cell) {
	switch (type) {
	case SHEET_TEXT:
		write_text(b, at, cell->text);
		break;
	case SHEET_NUMBER:
		note(b, worksheet_write_number(b->worksheet, b->row, at, cell->number, b->text));
		break;
	case SHEET_DAY:
		write_moment(b, at, cell->day, b->day);
		break;
	case SHEET_TIME:
		write_moment(b, at, (double)(cell->time_us / 1000000) / 86400, b->time);
		break;
	}
}

static int take_row(void *context, const struct sheet_row *row) {
	struct book *b = context;

	if (b->row >= ROWS_MAX) {
		end_worksheet(b);
		add_worksheet(b);
	}
	for (size_t i = 0; b->worksheet && i < row->count; i++)
		if (row->cells[i].is_set)
			write_cell(b, (lxw_col_t)i, b->sheet->columns[i].type, &row->cells[i]);
	b->row++;
	return errno_of(b->error);
}

static int write_sheets(struct book *b, const struct report *report, const struct registry *r, arena scratch) {
	int error = errno_of(b->error);

	for (int kind = 0; !error && kind < SHEET_COUNT; kind++) {
		b->sheet = &sheets[kind];
		b->part = 0;
		add_worksheet(b);
		error = errno_of(b->error);
		if (!error)
			error = sheet_each((enum sheet_kind)kind, report, r, scratch, take_row, b);
		end_worksheet(b);
	}
	return error ? error : errno_of(b->error);
}

static void set_properties(struct book *b, const struct report *report, arena scratch) {
	lxw_doc_properties properties = {
		.title = arena_cstr(&scratch, report->title), .author = "birthmark",
		.subject = "Who made the devices, and what the rules say of them",
		.created = (time_t)report->made * 86400,
	};

	note(b, workbook_set_properties(b->workbook, &properties));
}

static void set_formats(struct book *b) {
	b->head = format_of(b->workbook, NULL);
	b->text = format_of(b->workbook, NULL);
	b->day = format_of(b->workbook, "yyyy-mm-dd");
	b->time = format_of(b->workbook, "yyyy-mm-dd hh:mm:ss");
	if (b->head)
		format_set_bold(b->head);
	if (!b->head || !b->text || !b->day || !b->time)
		note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
}

int xlsx_write(const char *path, const char *folder, const struct report *report, const struct registry *r, arena scratch) {
	char *room = strdup(folder);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = room };
	struct book *b = arena_new(&scratch, struct book, 1);
	int error = -ENOMEM;

	if (room && b)
		b->workbook = workbook_new_opt(path, &options);
	if (b && b->workbook) {
		set_formats(b);
		set_properties(b, report, scratch);
		error = write_sheets(b, report, r, scratch);
		if (!error)
			error = find_room(folder, b->written);
		int closed = errno_of(workbook_close(b->workbook));
		error = error ? error : closed;
	}
	free(room);
	return error;
}
