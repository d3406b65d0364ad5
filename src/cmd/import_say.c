/*
 * What is said of an import: complaints with their places, what was
 * understood, and what came of it.
 */
#include <errno.h>
#include <inttypes.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/complaints.h"
#include "cmd/import.h"
#include "show/glyph.h"
#include "show/grid.h"

enum { FIRST_ROWS = 5, VALUE_SHOWN = 60, SENTENCE_ROOM = 1024 };

/* Complaints */

static bool has_cells(const struct import *im, const struct import_sheet *sheet) {
	return im->files[sheet->file].report.kind == DOC_XLSX || sheet->name.n > 0;
}

/* "C17": a column as a workbook calls it. */
static void put_cell(struct text *t, size_t column, uint32_t row) {
	uint8_t letters[8];
	size_t n = 0;

	for (; column && n < sizeof letters; column = (column - 1) / 26)
		letters[n++] = (uint8_t)('A' + (column - 1) % 26);
	while (n)
		text_byte(t, letters[--n]);
	text_u64(t, row);
}

void import_complain(struct import *im, const struct import_sheet *sheet, uint32_t row, size_t column, const char *what,
		     str value) {
	FILE *to = stderr;
	uint8_t place[32], read[SENTENCE_ROOM];

	progress_close(&im->progress);
	if (im->said++ >= IMPORT_SAID_MAX)
		return;
	fputs("birthmark: ", to);
	show_safe(to, str_of(im->files[sheet->file].path));
	if (has_cells(im, sheet)) {
		struct text t = TEXT(place);

		put_cell(&t, column, row);
		SAY_SENTENCE(to, !row ? N_(", sheet {sheet}") : column ? N_(", sheet {sheet}, cell {cell}") : N_(", sheet {sheet}, row {cell}"),
			     HOLE_STR("sheet", sheet->name), HOLE_STR("cell", text_done(&t)));
	} else if (row) {
		fprintf(to, ":%" PRIu32, row);
		if (column)
			fprintf(to, ":%zu", column);
	}
	fputs(": ", to);
	show_safe(to, complaint_read(str_of(what), &TEXT(read)));
	if (value.n) {
		fputs(": '", to);
		show_safe(to, glyph_head(value, VALUE_SHOWN));
		fputs(value.n > VALUE_SHOWN ? "…'" : "'", to);
	}
	fputc('\n', to);
}

void import_said_rest(const struct import *im) {
	uint64_t more = im->said > IMPORT_SAID_MAX ? im->said - IMPORT_SAID_MAX : 0;

	if (!more)
		return;
	fputs("birthmark: ", stderr);
	say_line(stderr, translate_plural("%" PRIu64 " more complaint of this kind was left out",
					  "%" PRIu64 " complaints more of this kind were left out", more), more);
}

/* For people */

static void print_head(const struct import *im, const struct import_sheet *sheet) {
	const struct import_file *f = &im->files[sheet->file];

	show_safe(stdout, str_after(sheet->source, STR("register ").n));
	printf("%s: %s", sheet->hidden ? _(" (hidden)") : "", doc_kind_names[f->report.kind]);
	if (f->report.kind == DOC_CSV)
		say_text(stdout, ", %s, separated by %s", f->report.dialect.encoding,
			 f->report.dialect.separator == '\t' ? _("tabs") : (const char[]){ (char)f->report.dialect.separator, 0 });
	if (sheet->product)
		fputs(", ", stdout);
	show_safe(stdout, sheet->product ? sheet->product->name : (str){ 0 });
	for (const struct import_sheet *above = im->sheets; above < sheet; above++)
		if (str_eq(above->source, sheet->source)) {
			say_text(stdout, ", the table below row %" PRIu32, sheet->heading_row);
			break;
		}
	putchar('\n');
}

static void print_count(uint64_t count, const char *one, const char *many) {
	if (count)
		printf("  %" PRIu64 " %s\n", count, translate_plural(one, many, count));
}

/* Headings of one kind, one behind another. */
static void print_headings(const struct import_sheet *sheet, enum register_column column, const char *what) {
	size_t count = 0;

	for (size_t i = 0; i < sheet->column_count; i++) {
		if (sheet->columns[i].column != column || (sheet->columns[i].heading.n == 0 && sheet->columns[i].sample_count == 0))
			continue;
		fputs(count++ ? ", " : translate(what), stdout);
		if (sheet->columns[i].heading.n == 0)
			say_text(stdout, "column %zu, without a heading", i + 1);
		show_safe(stdout, sheet->columns[i].heading);
		for (size_t k = 0; column == COLUMN_UNKNOWN && k < sheet->columns[i].sample_count; k++) {
			fputs(k ? ", " : _(" (such as "), stdout);
			show_safe(stdout, sheet->columns[i].samples[k]);
		}
		if (column == COLUMN_UNKNOWN && sheet->columns[i].sample_count)
			putchar(')');
	}
	if (count)
		putchar('\n');
}

/* Cells that were merged before an export leave blanks: whether they say what stands above only people know. */
static void print_merged(const struct import_sheet *sheet) {
	for (size_t i = 0; i < sheet->column_count; i++) {
		const struct import_column *c = &sheet->columns[i];

		if (!import_looks_merged(c))
			continue;
		say_line(stdout, "  %.*s: %" PRIu64 " cells are blank below %" PRIu64 " that are not, as merged cells leave them; "
				 "with --fill '%.*s' each says what stands above it",
			 STR_ARG(c->heading), c->blank_below, c->told, STR_ARG(c->heading));
	}
}

static void print_sheet(const struct import *im, const struct import_sheet *sheet) {
	print_head(im, sheet);
	if (!sheet->known) {
		say_line(stdout, "  not understood: no headings are known in its first 30 rows");
		return;
	}
	if (!sheet->rows)
		say_line(stdout, "  no row tells of a device");
	print_count(sheet->rows, "row tells of a device", "rows tell of devices");
	print_count(sheet->empty, "empty row left out", "empty rows left out");
	print_count(sheet->repeated, "row left out that repeats the headings", "rows left out that repeat the headings");
	print_count(sheet->totals, "row left out that adds up others", "rows left out that add up others");
	print_count(sheet->silent, "row left out that names no device", "rows left out that name no device");
	print_count(sheet->wrong, "row with a cell that was not understood", "rows with cells that were not understood");
	print_count(sheet->secrets, "text cut or left out that had a password or spoke of one",
		    "texts cut or left out that had a password or spoke of one");
	print_count(sheet->filled, "blank cell says what stands above it, by --fill", "blank cells say what stands above them, by --fill");
	print_count(sheet->from_rd, "place told in metres of the Dutch grid (RD), kept in degrees",
		    "places told in metres of the Dutch grid (RD), kept in degrees");
	print_merged(sheet);
	print_headings(sheet, COLUMN_SECRET, "  dropped before anything is kept: ");
	print_headings(sheet, COLUMN_UNKNOWN, "  columns not understood, and not kept: ");
}

static void print_same(const struct import *im) {
	size_t rows = same_rows_count(im->same), devices = same_rows_device_count(im->same);

	say_text(stdout, translate_plural("%zu device", "%zu devices", devices), devices);
	if (rows > devices)
		say_text(stdout, translate_plural("; %zu row is about a device that another row had told of",
						  "; %zu rows are about a device that another row had told of", rows - devices),
			 rows - devices);
	putchar('\n');
	if (same_rows_shared_mac_count(im->same))
		say_line(stdout, "MAC addresses that stand at several devices, and so find none: %zu", same_rows_shared_mac_count(im->same));
}

static void print_kept(const struct import *im, const struct import_kept *kept) {
	print_same(im);
	say_text(stdout, "into the estate %s: ", im->desk->o->estate);
	say_text(stdout, translate_plural("%" PRIu64 " new device", "%" PRIu64 " new devices", kept->fresh), kept->fresh);
	say_text(stdout, translate_plural(", %" PRIu64 " known", ", %" PRIu64 " known", kept->devices - kept->fresh),
		 kept->devices - kept->fresh);
	say_text(stdout, translate_plural("; %" PRIu64 " new site", "; %" PRIu64 " new sites", kept->sites), kept->sites);
	say_line(stdout, translate_plural(", %" PRIu64 " new contract", ", %" PRIu64 " new contracts", kept->contracts), kept->contracts);
	if (kept->told_anew)
		say_line(stdout, translate_plural("%" PRIu64 " device has another site, contract or day of purchase on record now: the register was "
						  "corrected",
						  "%" PRIu64 " devices have another site, contract or day of purchase on record now: the register "
						  "was corrected", kept->told_anew), kept->told_anew);
	if (kept->moved)
		say_line(stdout, translate_plural("%" PRIu64 " device stands at another site here than on record, which stays: "
						  "'birthmark tell' changes it",
						  "%" PRIu64 " devices stand at another site here than on record, which stays: "
						  "'birthmark tell' changes it", kept->moved), kept->moved);
	if (kept->gone)
		say_line(stdout, translate_plural("%" PRIu64 " device of an earlier import of the same register is not in this one, and stays "
						  "on record",
						  "%" PRIu64 " devices of an earlier import of the same register are not in this one, and stay "
						  "on record", kept->gone), kept->gone);
}

/* The mapping, as a table */

static const struct column columns[] = { { N_("HEADING"), 12, 0 }, { N_("COLUMN"), 10, 0 }, { N_("SAMPLES"), 20, 1 } };

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
			cell_add(ret_cell, str_of(_("dropped")));
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
		json_out_pair_bool(j, "looks_merged", import_looks_merged(c));
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
	json_out_pair_or_null(j, "sheet", sheet->name);
	json_out_pair_or_null(j, "register", im->desk->o->decide.dry_run ? (str){ 0 } : f->name);
	json_out_pair_bool(j, "read_before", f->is_on_record);
	json_out_pair_bool(j, "hidden", sheet->hidden);
	json_out_pair(j, "kind", str_of(doc_kind_names[f->report.kind]));
	json_out_pair_or_null(j, "encoding", is_csv ? str_of(f->report.dialect.encoding) : (str){ 0 });
	json_out_key(j, "separator");
	json_out_text_or_null(j, is_csv ? (str){ &separator, 1 } : (str){ 0 });
	json_out_pair_or_null(j, "product", sheet->product ? sheet->product->id : (str){ 0 });
	json_out_pair_u64(j, "heading_row", sheet->heading_row);
	json_out_pair_u64(j, "rows", sheet->rows);
	json_out_pair_u64(j, "empty", sheet->empty);
	json_out_pair_u64(j, "repeated_headings", sheet->repeated);
	json_out_pair_u64(j, "totals", sheet->totals);
	json_out_pair_u64(j, "without_device", sheet->silent);
	json_out_pair_u64(j, "wrong", sheet->wrong);
	json_out_pair_u64(j, "secrets_dropped", sheet->secrets);
	json_out_pair_u64(j, "filled", sheet->filled);
	json_out_pair_u64(j, "from_rd", sheet->from_rd);
	put_columns(j, sheet);
	json_out_object_end(j);
	json_out_line(j);
}

static void put_kept(struct json_out *j, const struct import *im, const struct import_kept *kept) {
	json_out_object(j);
	json_out_pair_u64(j, "rows", same_rows_count(im->same));
	json_out_pair_u64(j, "devices", same_rows_device_count(im->same));
	json_out_pair_u64(j, "duplicates", same_rows_count(im->same) - same_rows_device_count(im->same));
	json_out_pair_u64(j, "macs_at_several_devices", same_rows_shared_mac_count(im->same));
	json_out_pair_u64(j, "new", kept->fresh);
	json_out_pair_u64(j, "known", kept->devices - kept->fresh);
	json_out_pair_u64(j, "new_sites", kept->sites);
	json_out_pair_u64(j, "new_contracts", kept->contracts);
	json_out_pair_u64(j, "told", kept->told);
	json_out_pair_u64(j, "told_anew", kept->told_anew);
	json_out_pair_u64(j, "sites_kept", kept->moved);
	json_out_pair_u64(j, "devices_gone", kept->gone);
	json_out_object_end(j);
	json_out_line(j);
}

/* To people: what nobody can know again. */
static void print_nameless(const struct import *im) {
	for (size_t i = 0; i < im->file_count; i++) {
		const struct import_file *f = &im->files[i];

		if (f->is_good && f->is_nameless)
			say_line(stdout, "%s is the register '%.*s' now, and no later reading takes its place: --register NAME says which one it is",
				 f->path, STR_ARG(f->name));
	}
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
	else if (same_rows_count(im->same)) {
		print_kept(im, kept);
		print_nameless(im);
	} else
		say_line(stdout, "nothing was kept: no row tells of a device");
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
	import_device(im, about, mem, &f->devices[f->count]);
	think(&im->desk->thinker, mem, &f->devices[f->count++]);
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
		putchar('\n');
		say_line(stdout, "what the first rows would become:");
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
		say_line(stdout, "nothing was kept: this was a dry run");
}
