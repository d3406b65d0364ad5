/*
 * birthmark import: asset registers in, what they say of devices into the
 * estate.
 *
 * A row is evidence of what was bought: it names a label and a model, and only
 * through them a maker. What a register says of addresses somebody typed in.
 */
#include "cmd/import.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>

#include "base/file.h"
#include "base/near.h"
#include "base/translate.h"
#include "cell/cell.h"
#include "cmd/commands.h"
#include "cmd/found.h"
#include "fact/identifier.h"
#include "read/doc/rows.h"
#include "show/glyph.h"

/* Of the rows that are kept while the headings are looked for. */
enum { LOOK_MEMORY = 16 << 20 };

/* Sites and contracts */

static int open_books(struct import_books *b, arena *mem) {
	b->at = (struct import_book *)(void *)arena_take(mem, sizeof *b->at, IMPORT_BOOKS_MAX, _Alignof(struct import_book));
	b->slots = arena_new(mem, uint32_t, 2 * IMPORT_BOOKS_MAX);
	return b->at && b->slots ? 0 : -ENOMEM;
}

/* Where this id stands, or would stand. */
static uint32_t *slot_of(const struct import_books *books, str id) {
	size_t at = str_hash(id, 0) & (2 * IMPORT_BOOKS_MAX - 1);

	while (books->slots[at] && !str_eq(books->at[books->slots[at] - 1].id, id))
		at = (at + 1) & (2 * IMPORT_BOOKS_MAX - 1);
	return &books->slots[at];
}

struct import_book *import_book_by_id(const struct import_books *books, str id) {
	uint32_t place = *slot_of(books, id);

	return place ? &books->at[place - 1] : NULL;
}

struct import_book *import_book(struct import *im, struct import_books *books, str text, bool adds) {
	uint8_t room[CELL_ID_MAX];
	arena scratch = arena_over(room, sizeof room);
	str id = cell_id(&scratch, text);
	struct import_book *known = import_book_by_id(books, id);

	if (known || !adds || books->count == IMPORT_BOOKS_MAX)
		return known;
	struct import_book *book = &books->at[books->count++];
	arena *mem = &im->desk->mem;
	*book = (struct import_book){ .id = arena_str(mem, id), .title = arena_str(mem, glyph_head(text, BOOKS_TITLE_MAX)),
				      .from = DATE_NONE, .until = DATE_NONE };
	*slot_of(books, book->id) = (uint32_t)books->count;
	return book;
}

str import_site_text(const struct import_row *row) {
	return row->texts[COLUMN_SITE].n ? row->texts[COLUMN_SITE] : row->texts[COLUMN_ADDRESS];
}

static void note_site(struct import *im, const struct import_row *row) {
	str text = import_site_text(row);
	struct import_book *site = text.n ? import_book(im, &im->sites, text, true) : NULL;

	if (!site || isnan(row->latitude) || isnan(row->longitude))
		return;
	site->latitude += row->latitude;
	site->longitude += row->longitude;
	site->points++;
}

static void note_contract(struct import *im, const struct import_row *row) {
	str text = row->texts[COLUMN_CONTRACT];
	struct import_book *contract = text.n ? import_book(im, &im->contracts, text, true) : NULL;

	if (!contract)
		return;
	if (!contract->supplier.n && row->texts[COLUMN_SUPPLIER].n)
		contract->supplier = arena_str(&im->desk->mem, glyph_head(row->texts[COLUMN_SUPPLIER], BOOKS_TITLE_MAX));
	contract->from = contract->from == DATE_NONE ? row->contract_from : contract->from;
	/* A register names the last day; the estate the one behind it. */
	if (contract->until == DATE_NONE && row->contract_until != DATE_NONE)
		contract->until = row->contract_until + 1;
}

/* Which rows are one device */

/* Empty where it tells no device from others: "zie sticker", "00000000", what a spreadsheet has rounded, the model once more. */
static str own_serial(const struct import_row *row, struct identifier *identifier) {
	struct identifier model;

	if (!identifier_of_serial(row->texts[COLUMN_SERIAL], identifier))
		return (str){ 0 };
	if (identifier_of_serial(row->texts[COLUMN_MODEL], &model) && str_eq(identifier_text(&model), identifier_text(identifier)))
		return (str){ 0 };
	return identifier_text(identifier);
}

/* What was seen and what stands in books never mix: the estate joins them, and keeps why. The MAC is still in its key. */
static struct same_keys keys_of_seen(struct same_keys keys) {
	const uint64_t seen = UINT64_C(1) << 56;

	keys.mac = keys.mac ? keys.mac | seen : 0;
	keys.serial = keys.serial ? keys.serial ^ seen : 0;
	keys.place = keys.place ? keys.place ^ seen : 0;
	keys.name = keys.name ? keys.name ^ seen : 0;
	for (size_t i = 0; i < SAME_OTHER_MACS; i++)
		keys.other_macs[i] = keys.other_macs[i] ? keys.other_macs[i] | seen : 0;
	return keys;
}

struct same_keys import_keys(const struct import *im, const struct import_row *row) {
	struct identifier identifier;
	const struct same_rows *s = im->same;
	str name = row->texts[COLUMN_NAME], serial = own_serial(row, &identifier), site = import_site_text(row);
	uint8_t ip[ADDR_TEXT_MAX];
	struct text t = TEXT(ip);

	/* What has no other name is told apart by its number in the register, or its address. */
	if (!name.n)
		name = row->texts[COLUMN_HOSTNAME].n ? row->texts[COLUMN_HOSTNAME] : row->texts[COLUMN_IDENTIFIER];
	if (!name.n && row->ip.kind != ADDR_NONE && row->mac.kind == ADDR_NONE) {
		addr_format(&t, row->ip);
		name = text_done(&t);
	}
	struct same_keys keys = {
		.mac = same_key_of_mac(row->mac),
		.serial = serial.n ? same_key(s, serial, (str){ 0 }) : 0,
		.place = name.n ? same_key(s, name, site) : 0, .name = name.n ? same_key(s, name, (str){ 0 }) : 0,
	};
	for (size_t i = 0; i < row->other_mac_count; i++)
		keys.other_macs[i] = same_key_of_mac(row->other_macs[i]);
	return row->was_seen ? keys_of_seen(keys) : keys;
}

/* The first reading */

struct looking {
	struct doc_listener listener;
	struct import *im;
	struct import_sheet *sheet; /* whose headings are being looked for; NULL: none */
	struct table_row rows[IMPORT_LOOK_ROWS];
	size_t row_count;
	arena mem;
	int failed;
};

static struct import_sheet *add_sheet(struct import *im, str name, bool hidden) {
	if (im->sheet_count == IMPORT_SHEETS_MAX)
		return NULL;
	struct import_sheet *sheet = &im->sheets[im->sheet_count++];
	*sheet = (struct import_sheet){
		.file = (uint32_t)im->file, .name = arena_str(&im->desk->mem, name), .hidden = hidden,
	};
	import_name_sheet(im, sheet);
	return sheet;
}

static bool is_wanted(const struct import *im, const struct table_row *row) {
	const char *wanted = im->desk->o->import.sheet;

	return !wanted || str_eq(row->sheet, str_of(wanted));
}

/* The sheet a row belongs to; NULL when it is one that is left out. */
static struct import_sheet *sheet_of(const struct import *im, const struct table_row *row) {
	for (size_t i = im->sheet_count; i > 0; i--)
		if (im->sheets[i - 1].file == im->file && str_eq(im->sheets[i - 1].name, row->sheet))
			return &im->sheets[i - 1];
	return NULL;
}

/* The first table of the sheet that a row is of; NULL when it is left out. */
static struct import_sheet *first_table_of(struct import *im, const struct table_row *row) {
	for (size_t i = 0; i < im->sheet_count; i++)
		if (im->sheets[i].file == im->file && str_eq(im->sheets[i].name, row->sheet))
			return &im->sheets[i];
	return NULL;
}

struct import_sheet *import_next_row(struct import *im, const struct table_row *row) {
	struct import_sheet *first = first_table_of(im, row), *sheet = first;

	if (!first || ++first->passed <= first->heading_place || !first->known)
		return NULL;
	for (struct import_sheet *later = first + 1; later < im->sheets + im->sheet_count; later++)
		if (later->file == first->file && str_eq(later->name, first->name) && later->heading_place <= first->passed)
			sheet = later;
	if (first->passed == sheet->heading_place)
		return NULL;
	if (first->passed == sheet->heading_place + 1)
		import_begin_rows(sheet);
	return sheet;
}

static void count_row(struct import_sheet *sheet, enum import_kind kind) {
	uint64_t *const counts[] = {
		[ROW_DEVICE] = &sheet->rows, [ROW_EMPTY] = &sheet->empty, [ROW_REPEATED] = &sheet->repeated,
		[ROW_TOTAL] = &sheet->totals, [ROW_SILENT] = &sheet->silent,
	};

	++*counts[kind];
}

/* Another table below one of the same sheet. Its rows of headings say what stands below them, passwords too. */
static int begin_table(struct import *im, const struct import_sheet *above, const struct table_row *row) {
	struct import_sheet *sheet = add_sheet(im, above->name, above->hidden);

	if (!sheet) {
		import_complain(im, above, row->number, 0, "the headings of another table stand here, and there are too many tables: "
				"what stands below is read as what stands above", (str){ 0 });
		return 0;
	}
	int r = import_decide(im, sheet, row, 1);
	sheet->heading_place = first_table_of(im, row)->passed;
	import_begin_rows(sheet);
	return r;
}

/* One below the headings of the table at work in its sheet. */
static int look_at_row(struct import *im, const struct table_row *row) {
	struct import_sheet *sheet = sheet_of(im, row);

	first_table_of(im, row)->passed++;
	if (import_is_other_table(im, sheet, row))
		return begin_table(im, sheet, row);
	arena mem = arena_over(im->row_memory, IMPORT_ROW_MEMORY);
	enum import_kind kind = import_read_row(im, sheet, row, &mem, true);

	count_row(sheet, kind);
	if (kind == ROW_SILENT)
		import_complain(im, sheet, row->number, 0, "this row names no device: neither name, number, address, model nor label",
				(str){ 0 });
	if (kind != ROW_DEVICE)
		return 0;
	note_site(im, &im->row);
	note_contract(im, &im->row);
	struct same_keys keys = import_keys(im, &im->row);
	return im->desk->mem.full ? -ENOMEM : same_rows_add(im->same, &keys);
}

/* The headings are found, or there are none: what stands below them is looked at. */
static int decide(struct looking *l) {
	struct import_sheet *sheet = l->sheet;
	int r = import_decide(l->im, sheet, l->rows, l->row_count);

	sheet->passed = sheet->heading_place;
	for (size_t i = 0; !r && sheet->known && i < l->row_count; i++)
		if (i >= sheet->heading_place)
			r = look_at_row(l->im, &l->rows[i]);
	l->sheet = NULL;
	l->row_count = 0;
	return r;
}

/* A copy that stays until the headings are found. */
static int keep_row(struct looking *l, const struct table_row *row) {
	struct table_cell *cells = arena_new(&l->mem, struct table_cell, row->count);

	for (size_t i = 0; cells && i < row->count; i++)
		cells[i] = (struct table_cell){ arena_str(&l->mem, row->cells[i].text), row->cells[i].kind };
	if (l->mem.full)
		return -ENOMEM;
	l->rows[l->row_count] = *row;
	l->rows[l->row_count].sheet = l->sheet->name;
	l->rows[l->row_count++].cells = cells;
	return l->row_count == IMPORT_LOOK_ROWS ? decide(l) : 0;
}

static int look(struct table_sink *sink, const struct table_row *row) {
	struct looking *l = (struct looking *)sink;
	struct import *im = l->im;
	struct import_sheet *sheet = sheet_of(im, row);
	int r = 0;

	if (!is_wanted(im, row))
		return 0;
	if (l->sheet && l->sheet != sheet)
		r = decide(l);
	if (!r && !sheet) {
		sheet = add_sheet(im, row->sheet, row->hidden);
		l->sheet = sheet;
		l->mem = arena_over(im->look_memory, LOOK_MEMORY);
	}
	if (!r && sheet && l->sheet == sheet)
		r = keep_row(l, row);
	else if (!r && sheet && sheet->known)
		r = look_at_row(im, row);
	l->failed = r;
	return r ? -ECANCELED : 0;
}

/* What the document box says of the document itself: something of it is lost. In a workbook the sentence begins with the cell. */
static int hear_complaint(struct table_sink *sink, const struct complaint *c) {
	struct looking *l = (struct looking *)sink;
	struct import_sheet nameless = { .file = (uint32_t)l->im->file, .name = c->file };
	uint8_t room[ROWS_NAME_MAX];
	size_t name_size = rows_name(room, c->column ? c->column - 1 : (size_t)ROWS_WHOLE, c->line).n;
	bool is_named = c->file.n && c->line && strncmp(c->what, (const char *)room, name_size) == 0 && c->what[name_size] == ':';

	import_complain(l->im, &nameless, c->line, c->column, c->what + (is_named ? name_size + 2 : 0), (str){ 0 });
	l->im->code = worse(l->im->code, EXIT_BAD_DATA);
	return 0;
}

static void step(struct doc_listener *l, uint64_t bytes_done) {
	struct looking *looking = (struct looking *)l;

	progress_step(&looking->im->progress, bytes_done);
}

static void say_failure(struct import *im, const struct import_file *f, int r, const struct complaint *c) {
	if (r == SAME_FULL)
		say_complaint(f->path, &(struct complaint){ .what = N_("more than 4,194,304 rows tell of devices: "
								    "import the register in parts") });
	else if (r > 0)
		say_complaint(f->path, c);
	im->code = worse(im->code, r < 0					  ? say_errno(f->path, r)
				   : r == CELL_INPUT_BAD || r == SAME_FULL ? EXIT_BAD_DATA
									   : EXIT_BUG);
}

/* A file without a row of headings is no register that anybody could take in. */
static void check_known(struct import *im, const struct import_file *f, bool is_whole) {
	bool known = false, any = false;

	for (size_t i = 0; i < im->sheet_count; i++) {
		any = any || im->sheets[i].file == im->file;
		known = known || (im->sheets[i].file == im->file && im->sheets[i].known);
	}
	/* Of what could not be read at all, that was said. */
	if (known || (!any && !is_whole))
		return;
	if (any)
		say_complaint(f->path, &(struct complaint){ .what = N_("no headings are known in its first 30 rows: "
								    "say which column is what, --column HEADING=COLUMN") });
	else if (im->desk->o->import.sheet)
		say_complaint(f->path, &(struct complaint){ .what = N_("it has no sheet of this name") });
	else
		say_complaint(f->path, &(struct complaint){ .what = N_("it has no rows") });
	im->code = worse(im->code, EXIT_BAD_DATA);
}

static void look_at_file(struct import *im, struct import_file *f) {
	struct looking *l = arena_new(&im->desk->mem, struct looking, 1);
	struct complaint c = { 0 };
	int r = l ? source_open(&f->source, f->path, SOURCE_MAPPED, &c) : -ENOMEM;

	if (r) {
		say_failure(im, f, r == SOURCE_COMPRESSED ? CELL_INPUT_BAD : r, &c);
		return;
	}
	f->is_open = true;
	l->listener = (struct doc_listener){ { look, hear_complaint }, step };
	l->im = im;
	progress_open(&im->progress, stderr, im->desk->o->quiet, f->path, f->source.bytes.n);
	r = docbox_read(f->source.bytes, &l->listener, &f->report, &c);
	progress_close(&im->progress);
	if (r == -ECANCELED)
		r = l->failed;
	/* Of a damaged document, what was read is good. */
	int later = (r == 0 || r == CELL_INPUT_BAD) && l->sheet ? decide(l) : 0;
	r = r ? r : later;
	if (r)
		say_failure(im, f, r, &c);
	if (!r || r == CELL_INPUT_BAD)
		check_known(im, f, !r);
	f->is_good = !r || r == CELL_INPUT_BAD;
}

int import_read_again(struct import *im, struct import_file *f, struct doc_listener *l) {
	struct doc_report report;
	struct complaint c = { 0 };

	im->file = (size_t)(f - im->files);
	for (size_t i = 0; i < im->sheet_count; i++)
		im->sheets[i].passed = 0;
	progress_open(&im->progress, stderr, im->desk->o->quiet, f->path, f->source.bytes.n);
	int r = docbox_read(f->source.bytes, l, &report, &c);
	progress_close(&im->progress);
	return r == CELL_INPUT_BAD ? 0 : r; /* it was said the first time */
}

/* The command */

static int open_import(struct import *im, struct desk *d) {
	const struct options *o = d->o;

	*im = (struct import){
		.desk = d, .file_count = (size_t)o->argument_count, .row_memory = memory_reserve(IMPORT_ROW_MEMORY),
		.look_memory = memory_reserve(LOOK_MEMORY), .same = same_rows_open(found_random()),
	};
	im->files = arena_new(&d->mem, struct import_file, im->file_count);
	im->sheets = arena_new(&d->mem, struct import_sheet, IMPORT_SHEETS_MAX);
	if (!im->row_memory || !im->look_memory || !im->same || !im->files || !im->sheets || open_books(&im->sites, &d->mem) ||
	    open_books(&im->contracts, &d->mem))
		return -ENOMEM;
	for (size_t i = 0; i < im->file_count; i++)
		im->files[i] = (struct import_file){ .path = o->arguments[i], .source = { .fd = -1 } };
	import_name_files(im);
	im->as_of_us = found_now_us(); /* until the estate is asked for the time of a day that is over: import_keep.c */
	return 0;
}

static void close_import(struct import *im) {
	for (size_t i = 0; im->files && i < im->file_count; i++)
		if (im->files[i].is_open)
			source_close(&im->files[i].source);
	same_rows_close(im->same);
	if (im->row_memory)
		memory_release(im->row_memory, IMPORT_ROW_MEMORY);
	if (im->look_memory)
		memory_release(im->look_memory, LOOK_MEMORY);
}

static bool has_heading(const struct import *im, str heading) {
	for (size_t i = 0; i < im->sheet_count; i++)
		for (size_t k = 0; k < im->sheets[i].column_count; k++)
			if (registers_same_heading(im->sheets[i].columns[k].heading, heading))
				return true;
	return false;
}

/* The heading that may have been meant; empty when there is none. */
static str nearest_heading(const struct import *im, str typed) {
	struct near near;

	near_open(&near, typed);
	for (size_t i = 0; i < im->sheet_count; i++)
		for (size_t k = 0; k < im->sheets[i].column_count; k++)
			near_meet(&near, im->sheets[i].columns[k].heading, im->sheets[i].columns[k].heading);
	return near.count ? near.at[0].name : (str){ 0 };
}

/* A column that somebody named, and that there is nowhere, was misspelled. True when none was. */
static bool check_named(struct import *im, const char *option, const str *headings, size_t count) {
	bool all = true;

	for (size_t i = 0; i < count; i++) {
		if (has_heading(im, headings[i]))
			continue;
		str near = nearest_heading(im, headings[i]);

		all = false;
		fputs("birthmark: ", stderr);
		if (near.n)
			say_line(stderr, "%s: no register has a column with the heading '%.*s'; did you mean '%.*s'?", option,
				 STR_ARG(headings[i]), STR_ARG(near));
		else
			say_line(stderr, "%s: no register has a column with the heading '%.*s'", option, STR_ARG(headings[i]));
		im->code = worse(im->code, EXIT_BAD_DATA);
	}
	return all;
}

static bool has_known_sheet(const struct import *im) {
	for (size_t i = 0; i < im->sheet_count; i++)
		if (im->sheets[i].known)
			return true;
	return false;
}

static void work(struct import *im) {
	const struct import_options *said = &im->desk->o->import;
	struct import_kept kept = { 0 };
	uint64_t wrong = 0;

	for (im->file = 0; im->file < im->file_count; im->file++)
		look_at_file(im, &im->files[im->file]);
	bool is_meant = check_named(im, "--column", said->headings, said->column_count);
	is_meant = check_named(im, "--fill", said->fill, said->fill_count) && is_meant;
	for (size_t i = 0; i < im->sheet_count; i++)
		wrong += im->sheets[i].wrong + im->sheets[i].silent;
	if (wrong)
		im->code = worse(im->code, EXIT_BAD_DATA);
	if (im->desk->mem.full)
		im->code = worse(im->code, say_errno("memory", -ENOMEM));
	else if (im->desk->o->decide.dry_run)
		import_say_dry(im);
	else if (!is_meant)
		say_line(stderr, "Nothing was imported.");
	else {
		/* What was understood is said as well where no row tells of a device; the estate is not touched then. */
		enum exit_code code = same_rows_count(im->same) ? import_keep(im, &kept) : EXIT_DONE;

		im->code = worse(im->code, code);
		if (code == EXIT_DONE && has_known_sheet(im))
			import_say(im, &kept);
	}
	import_said_rest(im);
}

/* --register says of one file which register it is; it stands in the estate, and is shown. */
static enum exit_code check_name(const struct import *im) {
	const struct import_options *said = &im->desk->o->import;

	if (!said->is_called.at)
		return EXIT_DONE;
	if (im->file_count > 1)
		return say_usage("import", "%s", _("--register: it is the name of one register; import one file at a time"));
	if (!import_may_be_called(im, said->is_called))
		return say_usage("import", "%s", _("--register: a name has 1 to 250 bytes, and no password in it"));
	return EXIT_DONE;
}

enum exit_code import_registers(const struct options *o) {
	static struct desk desk;
	static struct import im;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE && o->import.as_of != DATE_NONE && (o->import.as_of > o->today || o->import.as_of < 0))
		code = say_usage("import", "%s", _("--as-of: the books are of a day from 1970 on, and of none that is still to come"));
	if (code == EXIT_DONE && open_import(&im, &desk))
		code = say_errno("memory", -ENOMEM);
	if (code == EXIT_DONE)
		code = check_name(&im);
	if (code == EXIT_DONE) {
		work(&im);
		code = im.code;
	}
	close_import(&im);
	desk_warn(&desk);
	desk_close(&desk);
	return say_done(code);
}
