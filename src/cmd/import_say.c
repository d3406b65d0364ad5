/*
 * What is said of an import: complaints with their places, what was
 * understood, and what came of it.
 */
#include <errno.h>
#include <inttypes.h>

#include "base/file.h"
#include "cmd/import.h"
#include "show/glyph.h"
#include "show/grid.h"

enum { FIRST_ROWS = 5, VALUE_SHOWN = 60 };

/* Complaints */

static bool has_cells(const struct import *im, const struct import_sheet *sheet) {
	return im->files[sheet->file].report.kind == DOC_XLSX || sheet->name.n > 0;
}

/* "C17": a column as a workbook calls it. */
static void say_cell(FILE *to, size_t column, uint32_t row) {
	char letters[8];
	size_t n = 0;

	for (; column && n < sizeof letters; column = (column - 1) / 26)
		letters[n++] = (char)('A' + (column - 1) % 26);
	while (n)
		fputc(letters[--n], to);
	fprintf(to, "%" PRIu32, row);
}

void import_complain(struct import *im, const struct import_sheet *sheet, uint32_t row, size_t column, const char *what,
		     str value) {
	FILE *to = stderr;

	progress_close(&im->progress);
	if (im->said++ >= IMPORT_SAID_MAX)
		return;
	fputs("birthmark: ", to);
	show_safe(to, str_of(im->files[sheet->file].path));
	if (has_cells(im, sheet)) {
		fputs(", sheet ", to);
		show_safe(to, sheet->name);
		if (row)
			fputs(column ? ", cell " : ", row ", to);
		if (row)
			say_cell(to, column, row);
	} else if (row) {
		fprintf(to, ":%" PRIu32, row);
		if (column)
			fprintf(to, ":%zu", column);
	}
	fputs(": ", to);
	fputs(what, to);
	if (value.n) {
		fputs(": '", to);
		show_safe(to, glyph_head(value, VALUE_SHOWN));
		fputs(value.n > VALUE_SHOWN ? "…'" : "'", to);
	}
	fputc('\n', to);
}

void import_said_rest(const struct import *im) {
	if (im->said > IMPORT_SAID_MAX)
		fprintf(stderr, "birthmark: %" PRIu64 " complaints more of this kind were left out\n", im->said - IMPORT_SAID_MAX);
}

/* For people */

static void print_head(const struct import *im, const struct import_sheet *sheet) {
	const struct import_file *f = &im->files[sheet->file];

	show_safe(stdout, str_after(sheet->source, STR("register ").n));
	printf("%s: %s", sheet->hidden ? " (hidden)" : "", doc_kind_names[f->report.kind]);
	if (f->report.kind == DOC_CSV)
		printf(", %s, separated by %s", f->report.dialect.encoding,
		       f->report.dialect.separator == '\t' ? "tabs" : (const char[]){ (char)f->report.dialect.separator, 0 });
	if (sheet->product)
		fputs(", ", stdout);
	show_safe(stdout, sheet->product ? sheet->product->name : (str){ 0 });
	putchar('\n');
}

static void print_count(uint64_t count, const char *one, const char *many) {
	if (count)
		printf("  %" PRIu64 " %s\n", count, count == 1 ? one : many);
}

/* Headings of one kind, one behind another. */
static void print_headings(const struct import_sheet *sheet, enum register_column column, const char *what) {
	size_t count = 0;

	for (size_t i = 0; i < sheet->column_count; i++) {
		if (sheet->columns[i].column != column || sheet->columns[i].heading.n == 0)
			continue;
		fputs(count++ ? ", " : what, stdout);
		show_safe(stdout, sheet->columns[i].heading);
		for (size_t k = 0; column == COLUMN_UNKNOWN && k < sheet->columns[i].sample_count; k++) {
			fputs(k ? ", " : " (such as ", stdout);
			show_safe(stdout, sheet->columns[i].samples[k]);
		}
		if (column == COLUMN_UNKNOWN && sheet->columns[i].sample_count)
			putchar(')');
	}
	if (count)
		putchar('\n');
}

static void print_sheet(const struct import *im, const struct import_sheet *sheet) {
	print_head(im, sheet);
	if (!sheet->known) {
		puts("  not understood: no headings are known in its first 30 rows");
		return;
	}
	print_count(sheet->rows, "row tells of a device", "rows tell of devices");
	print_count(sheet->empty, "empty row left out", "empty rows left out");
	print_count(sheet->repeated, "row left out that repeats the headings", "rows left out that repeat the headings");
	print_count(sheet->totals, "row left out that adds up others", "rows left out that add up others");
	print_count(sheet->silent, "row left out that names no device", "rows left out that name no device");
	print_count(sheet->wrong, "row with a cell that was not understood", "rows with cells that were not understood");
	print_count(sheet->secrets, "text cut or left out that had a password or spoke of one",
		    "texts cut or left out that had a password or spoke of one");
	print_headings(sheet, COLUMN_SECRET, "  dropped before anything is kept: ");
	print_headings(sheet, COLUMN_UNKNOWN, "  columns not understood, and not kept: ");
}

static void print_same(const struct import *im) {
	size_t rows = same_rows_count(im->same), devices = same_rows_device_count(im->same);

	printf("%zu %s", devices, devices == 1 ? "device" : "devices");
	if (rows > devices)
		printf("; %zu %s about a device that another row had told of", rows - devices, rows - devices == 1 ? "row is" : "rows are");
	putchar('\n');
	if (same_rows_shared_mac_count(im->same))
		printf("MAC addresses that stand at several devices, and so find none: %zu\n", same_rows_shared_mac_count(im->same));
}

static void print_kept(const struct import *im, const struct import_kept *kept) {
	print_same(im);
	printf("into the estate %s: %" PRIu64 " new %s, %" PRIu64 " known; %" PRIu64 " new %s, %" PRIu64 " new %s\n", im->desk->o->estate,
	       kept->fresh, kept->fresh == 1 ? "device" : "devices", kept->devices - kept->fresh, kept->sites,
	       kept->sites == 1 ? "site" : "sites", kept->contracts, kept->contracts == 1 ? "contract" : "contracts");
}

/* The mapping, as a table */

static const struct column columns[] = { { "HEADING", 12, 0 }, { "COLUMN", 10, 0 }, { "SAMPLES", 20, 1 } };

static void mapping_cell(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct import_column *c = (const struct import_column *)g->rows + row;

	if (column == 0) {
		cell_add(ret_cell, c->heading);
	} else if (column == 1) {
		cell_add(ret_cell, str_of(register_column_names[c->column]));
		ret_cell->tone = c->column == COLUMN_UNKNOWN ? TONE_CARE : c->column == COLUMN_SECRET ? TONE_BAD : TONE_PLAIN;
	} else {
		for (size_t i = 0; i < c->sample_count; i++) {
			cell_add(ret_cell, i ? STR(", ") : STR(""));
			cell_add(ret_cell, c->samples[i]);
		}
		if (c->column == COLUMN_SECRET)
			cell_add(ret_cell, STR("dropped"));
	}
}

static void print_mapping(const struct import *im, const struct import_sheet *sheet) {
	const struct grid g = {
		.columns = columns, .column_count = sizeof columns / sizeof *columns, .rows = sheet->columns,
		.row_count = sheet->column_count, .cell = mapping_cell,
	};

	if (sheet->known)
		grid_print(stdout, &im->desk->look, &g);
}

/* JSON */

static void put_count(struct json_out *j, str key, uint64_t count) {
	json_out_key_str(j, key);
	json_out_u64(j, count);
}

static void put_columns(struct json_out *j, const struct import_sheet *sheet) {
	json_out_key(j, "columns");
	json_out_array(j);
	for (size_t i = 0; i < sheet->column_count; i++) {
		const struct import_column *c = &sheet->columns[i];

		json_out_object(j);
		json_out_pair(j, "heading", c->heading);
		json_out_pair(j, "column", str_of(register_column_names[c->column]));
		json_out_key(j, "samples");
		json_out_array(j);
		for (size_t k = 0; k < c->sample_count; k++)
			json_out_text(j, c->samples[k]);
		json_out_array_end(j);
		json_out_object_end(j);
	}
	json_out_array_end(j);
}

static void put_sheet(struct json_out *j, const struct import *im, const struct import_sheet *sheet) {
	const struct import_file *f = &im->files[sheet->file];
	const uint8_t separator = f->report.dialect.separator;
	bool is_csv = f->report.kind == DOC_CSV;

	json_out_object(j);
	json_out_pair(j, "file", str_of(f->path));
	json_out_key(j, "sheet");
	json_out_text_or_null(j, sheet->name);
	json_out_key(j, "hidden");
	json_out_bool(j, sheet->hidden);
	json_out_pair(j, "kind", str_of(doc_kind_names[f->report.kind]));
	json_out_key(j, "encoding");
	json_out_text_or_null(j, is_csv ? str_of(f->report.dialect.encoding) : (str){ 0 });
	json_out_key(j, "separator");
	json_out_text_or_null(j, is_csv ? (str){ &separator, 1 } : (str){ 0 });
	json_out_key(j, "product");
	json_out_text_or_null(j, sheet->product ? sheet->product->id : (str){ 0 });
	put_count(j, STR("heading_row"), sheet->heading_row);
	put_count(j, STR("rows"), sheet->rows);
	put_count(j, STR("empty"), sheet->empty);
	put_count(j, STR("repeated_headings"), sheet->repeated);
	put_count(j, STR("totals"), sheet->totals);
	put_count(j, STR("without_device"), sheet->silent);
	put_count(j, STR("wrong"), sheet->wrong);
	put_count(j, STR("secrets_dropped"), sheet->secrets);
	put_columns(j, sheet);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_kept(struct json_out *j, const struct import *im, const struct import_kept *kept) {
	json_out_object(j);
	put_count(j, STR("rows"), same_rows_count(im->same));
	put_count(j, STR("devices"), same_rows_device_count(im->same));
	put_count(j, STR("duplicates"), same_rows_count(im->same) - same_rows_device_count(im->same));
	put_count(j, STR("macs_at_several_devices"), same_rows_shared_mac_count(im->same));
	put_count(j, STR("new"), kept->fresh);
	put_count(j, STR("known"), kept->devices - kept->fresh);
	put_count(j, STR("new_sites"), kept->sites);
	put_count(j, STR("new_contracts"), kept->contracts);
	put_count(j, STR("told"), kept->told);
	json_out_object_end(j);
	json_out_line(j);
}

void import_say(const struct import *im, const struct import_kept *kept) {
	struct json_out j = json_out_to(stdout);

	for (size_t i = 0; i < im->sheet_count; i++) {
		if (im->desk->o->json)
			put_sheet(&j, im, &im->sheets[i]);
		else
			print_sheet(im, &im->sheets[i]);
	}
	if (im->desk->o->json)
		put_kept(&j, im, kept);
	else
		print_kept(im, kept);
}

/* A dry run */

/* The first rows, read once more. */
struct first_rows {
	struct doc_listener listener;
	struct import *im;
	struct device devices[FIRST_ROWS];
	uint32_t count, next;
};

static int take_first(struct table_sink *sink, const struct table_row *from) {
	struct first_rows *f = (struct first_rows *)sink;
	struct import *im = f->im;
	struct import_sheet *sheet = import_next_row(im, from);
	arena *mem = &im->desk->mem;

	if (!sheet || import_read_row(im, sheet, from, mem, false) != ROW_DEVICE)
		return 0;
	const struct import_about row = import_about_row(im, sheet, f->next, mem);
	if (row.first != f->next++)
		return 0; /* a row about a device that is shown already */
	struct import_about *about = arena_new(mem, struct import_about, 1);
	if (!about)
		return -ENOMEM;
	about->acquired = DATE_NONE;
	import_about_more(about, &row, mem);
	import_device(im, about, mem, &f->devices[f->count++]);
	return mem->full ? -ENOMEM : f->count == FIRST_ROWS ? -ECANCELED : 0;
}

static int hear_nothing(struct table_sink *sink, const struct complaint *c) {
	(void)sink;
	(void)c;
	return 0;
}

/* What a run of the same would make of the first rows. */
static void show_first(struct import *im) {
	struct first_rows f = { .listener = { { take_first, hear_nothing }, NULL }, .im = im };
	struct json_out j = json_out_to(stdout);
	const struct registry *r = &im->desk->k.registry;

	for (size_t i = 0; i < im->file_count && f.count < FIRST_ROWS; i++)
		if (im->files[i].is_good)
			(void)import_read_again(im, &im->files[i], &f.listener);
	if (!im->desk->o->json && f.count) {
		printf("\nwhat the first rows would become:\n");
		show_device_table(stdout, &im->desk->look, f.devices, f.count, r);
	}
	for (uint32_t i = 0; im->desk->o->json && i < f.count; i++) {
		show_device_json(&j, &f.devices[i], r, true);
		json_out_line(&j);
	}
}

void import_say_dry(struct import *im) {
	struct json_out j = json_out_to(stdout);
	bool json = im->desk->o->json;

	for (size_t i = 0; i < im->sheet_count; i++) {
		if (json) {
			put_sheet(&j, im, &im->sheets[i]);
			continue;
		}
		print_sheet(im, &im->sheets[i]);
		print_mapping(im, &im->sheets[i]);
	}
	if (!json)
		print_same(im);
	show_first(im);
	if (!json)
		puts("nothing was kept: this was a dry run");
}
