/*
 * A workbook: its texts and formats first, then sheet by sheet, each twice:
 * for what is merged, then for its rows.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/text.h"
#include "cell/doc_book.h"
#include "cell/doc_sheet.h"

enum { ROWS_MEMORY = 64 * 1024 }; /* for rows_open() */

struct xlsx {
	struct doc_job *job;
	struct doc_book book;
	struct doc_strings strings;
	struct doc_styles styles;
	struct doc_merges merges;
	struct doc_sheet sheet;
	struct rows *rows;
	struct table_sink sink;  /* between the sheets and the job's, for progress */
	const struct doc_reading *reading;
	uint8_t rows_memory[ROWS_MEMORY];
};

static int take_row(struct table_sink *sink, const struct table_row *row) {
	struct xlsx *x = (struct xlsx *)((uint8_t *)sink - offsetof(struct xlsx, sink));
	int r = x->job->sink->row(x->job->sink, row);

	return r ? r : x->job->progress(x->job, doc_part_place(x->reading));
}

static int take_complaint(struct table_sink *sink, const struct complaint *c) {
	struct xlsx *x = (struct xlsx *)((uint8_t *)sink - offsetof(struct xlsx, sink));

	return x->job->sink->complain(x->job->sink, c);
}

/* About the workbook, or about a sheet as a whole. */
static int complain(struct xlsx *x, const char *sheet, const str *parts, size_t count) {
	struct complaint c = { .file = str_of(sheet) };

	complaint_say(&c, parts, count);
	return x->job->sink->complain(x->job->sink, &c);
}

#define COMPLAIN(x, sheet, ...) \
	complain((x), (sheet), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static const char *why_of(const struct doc_xml *xml, int r) {
	return xml->why ? xml->why : r == DOC_XML_CUT ? "the archive is damaged" : "it is damaged";
}

static int strings_read(struct xlsx *x) {
	return doc_strings_read(&x->strings);
}

static int styles_read(struct xlsx *x) {
	return doc_styles_read(&x->styles);
}

static int merges_read(struct xlsx *x) {
	return doc_merges_read(&x->merges);
}

static int sheet_read(struct xlsx *x) {
	return doc_sheet_read(&x->sheet);
}

/*
 * Reads a part with one of the above. Those that are damaged give a positive
 * answer of doc_xml_read(), and in `ret_why` a sentence.
 */
static int read_part(struct xlsx *x, struct doc_part *part, struct doc_xml *xml, int (*read)(struct xlsx *x), char ret_why[160]) {
	struct doc_reading reading;
	int r = doc_part_open(&reading, &x->book.zip, part);

	if (r)
		return r;
	doc_part_feed(&reading, xml);
	x->reading = &reading;
	r = read(x);
	if (r > 0) {
		struct text t = { .at = (uint8_t *)ret_why, .size = 159 };

		text_cstr(&t, why_of(xml, r));
		ret_why[t.used] = 0;
	}
	x->reading = NULL;
	doc_part_close(&reading);
	return r;
}

static int read_strings(struct xlsx *x) {
	struct doc_part *part = doc_book_part(&x->book, STR("sharedStrings"));
	char why[160];
	int r = part ? read_part(x, part, &x->strings.xml, strings_read, why) : 0;

	if (r > 0)
		r = COMPLAIN(x, NULL, STR("the workbook's shared texts are damaged: "), str_of(why));
	if (!r && x->strings.is_full)
		r = COMPLAIN(x, NULL, STR("the workbook shares more than 112 MiB of texts: those beyond are left out"));
	return r;
}

static int read_styles(struct xlsx *x) {
	struct doc_part *part = doc_book_part(&x->book, STR("styles"));
	char why[160];
	int r = part ? read_part(x, part, &x->styles.xml, styles_read, why) : 0;

	if (r > 0)
		r = COMPLAIN(x, NULL, STR("the workbook's formats are damaged, so dates may be told as numbers: "), str_of(why));
	return r;
}

/* A damage names the last cell that was begun before it. */
static int say_damage(struct xlsx *x, const char *why) {
	uint8_t room[160];
	struct text t = TEXT(room);
	size_t column = x->sheet.column < DOC_COLUMNS_MAX ? x->sheet.column : (size_t)ROWS_WHOLE;

	text_cstr(&t, "the sheet cannot be read further than here: ");
	text_cstr(&t, why);
	rows_begin(x->rows, x->sheet.row ? x->sheet.row : 1);
	return rows_complain(x->rows, column, text_done(&t));
}

static int read_rows(struct xlsx *x, struct doc_part *part, const struct doc_book_sheet *sheet) {
	char why[160];

	x->rows->sheet = str_of(sheet->name);
	x->rows->is_hidden = sheet->is_hidden;
	doc_sheet_begin(&x->sheet);
	x->sheet.rows = x->rows;
	x->sheet.strings = &x->strings;
	x->sheet.styles = &x->styles;
	x->sheet.merges = &x->merges;
	x->sheet.since_1904 = x->book.since_1904;
	int r = read_part(x, part, &x->sheet.xml, sheet_read, why);
	return r > 0 ? say_damage(x, why) : r;
}

static int read_sheet(struct xlsx *x, const struct doc_book_sheet *sheet) {
	struct doc_part *part = doc_book_sheet_part(&x->book, sheet);
	char why[160];

	if (!part)
		return COMPLAIN(x, sheet->name, STR("the sheet's part is not in the archive"));
	x->merges = (struct doc_merges){ 0 };
	/* What is wrong with it shows again when its rows are read. */
	int r = read_part(x, part, &x->merges.xml, merges_read, why);
	if (r >= 0 && x->merges.has_more)
		r = COMPLAIN(x, sheet->name, STR("more than 65,536 cells are merged: the rest are told as they stand"));
	if (r >= 0)
		r = read_rows(x, part, sheet);
	doc_merges_close(&x->merges);
	return r;
}

static int read_sheets(struct xlsx *x) {
	int r = read_styles(x);

	if (!r)
		r = read_strings(x);
	for (size_t i = 0; !r && i < x->book.sheet_count && !x->book.zip.is_bomb; i++) {
		x->job->report.sheets++;
		r = read_sheet(x, &x->book.sheets[i]);
	}
	if (!r && x->book.has_more)
		r = COMPLAIN(x, NULL, STR("the workbook has more than 256 sheets: the rest are left out"));
	if (r)
		return r;
	return *x->book.zip.why ? DOC_SAY_BAD(x->job, str_of(x->book.zip.why)) : 0;
}

int doc_xlsx(struct doc_job *job) {
	struct xlsx *x = calloc(1, sizeof *x);

	if (!x)
		return -ENOMEM;
	x->job = job;
	x->sink = (struct table_sink){ take_row, take_complaint };
	arena mem = arena_over(x->rows_memory, sizeof x->rows_memory);
	x->rows = rows_open(&mem, &x->sink);
	int r = x->rows ? doc_book_open(&x->book, job) : -ENOMEM;
	if (!r)
		r = read_sheets(x);
	doc_strings_close(&x->strings);
	doc_book_close(&x->book);
	free(x);
	return r;
}
