/*
 * The table of a register: its headings, and what a row says by them.
 */
#include <errno.h>
#include <math.h>

#include "cmd/import.h"
#include "show/glyph.h"

/* Headings */

static enum register_column by_hand(const struct options *o, str heading) {
	const struct import_options *said = &o->import;

	for (size_t i = 0; i < said->column_count; i++)
		if (registers_same_heading(heading, said->headings[i]))
			return said->columns[i];
	return COLUMN_COUNT;
}

/* What the row would be as one of headings, those given by hand first; how many are known, 0 when it cannot be one. */
static size_t columns_of(const struct import *im, const struct table_row *row, enum register_column *columns, str *cells,
			 const struct register_product **ret_product) {
	size_t given = 0;

	for (size_t i = 0; i < row->count; i++)
		cells[i] = row->cells[i].text;
	size_t known = registers_headings(&im->desk->k.registers, cells, row->count, columns, ret_product);
	for (size_t i = 0; i < row->count && im->desk->o->import.column_count; i++) {
		enum register_column column = by_hand(im->desk->o, cells[i]);

		if (column == COLUMN_COUNT)
			continue;
		columns[i] = column;
		given++;
	}
	return known + given;
}

/* At the row of headings: keeps them. */
static int keep_headings(struct import *im, struct import_sheet *sheet, const struct table_row *row,
			 const enum register_column *columns) {
	arena *mem = &im->desk->mem;

	sheet->columns = arena_new(mem, struct import_column, row->count);
	for (size_t i = 0; sheet->columns && i < row->count; i++) {
		str text = str_trim(row->cells[i].text);

		sheet->columns[i] = (struct import_column){ .heading = arena_str(mem, glyph_head(text, IMPORT_NAME_MAX)),
							    .column = text.n ? columns[i] : COLUMN_IGNORED };
	}
	sheet->column_count = row->count;
	sheet->heading_row = row->number;
	return mem->full ? -ENOMEM : 0;
}

int import_decide(struct import *im, struct import_sheet *sheet, const struct table_row *rows, size_t count) {
	enum register_column columns[TABLE_COLUMNS_MAX];
	str cells[TABLE_COLUMNS_MAX];
	const struct register_product *product;
	size_t best = 0, best_known = 0;

	sheet->decided = true;
	for (size_t i = 0; i < count; i++) {
		size_t known = columns_of(im, &rows[i], columns, cells, &product);

		if (known > best_known) {
			best = i;
			best_known = known;
		}
	}
	if (!best_known)
		return 0;
	columns_of(im, &rows[best], columns, cells, &sheet->product);
	sheet->known = true;
	sheet->heading_place = best + 1;
	return keep_headings(im, sheet, &rows[best], columns);
}

/* Rows */

static const str fields[COLUMN_COUNT] = {
	[COLUMN_NAME] = STR_INIT("register.name"), [COLUMN_BRAND] = STR_INIT("register.brand"),
	[COLUMN_MAKER] = STR_INIT("register.maker"), [COLUMN_MODEL] = STR_INIT("register.model"),
	[COLUMN_SERIAL] = STR_INIT("register.serial"), [COLUMN_MAC] = STR_INIT("register.mac"),
	[COLUMN_IP] = STR_INIT("register.ip"), [COLUMN_HOSTNAME] = STR_INIT("register.hostname"),
	[COLUMN_FIRMWARE] = STR_INIT("register.firmware"), [COLUMN_CLASS] = STR_INIT("register.class"),
	[COLUMN_SITE] = STR_INIT("register.site"), [COLUMN_ADDRESS] = STR_INIT("register.address"),
	[COLUMN_COORDINATES] = STR_INIT("register.coordinates"), [COLUMN_CONTRACT] = STR_INIT("register.contract"),
	[COLUMN_CONTRACT_FROM] = STR_INIT("register.contract_from"), [COLUMN_CONTRACT_UNTIL] = STR_INIT("register.contract_until"),
	[COLUMN_SUPPLIER] = STR_INIT("register.supplier"), [COLUMN_PRICE] = STR_INIT("register.price"),
	[COLUMN_ACQUIRED] = STR_INIT("register.acquired"), [COLUMN_MADE_IN] = STR_INIT("register.made_in"),
	[COLUMN_CLAIM] = STR_INIT("register.claim"), [COLUMN_RECORDER] = STR_INIT("register.recorder"),
	[COLUMN_DRIVER] = STR_INIT("register.driver"), [COLUMN_NOTE] = STR_INIT("register.note"),
	[COLUMN_IDENTIFIER] = STR_INIT("register.identifier"),
};

/* A row while it is read. */
struct reading {
	struct import *im;
	struct import_sheet *sheet;
	const struct table_row *from;
	struct import_row *row;
	arena *mem;
	size_t at; /* the cell at work */
	bool says, wrong;
};

static void observe(struct reading *r, str field, str value) {
	struct import_row *row = r->row;

	if (value.n == 0 || row->observation_count == IMPORT_OBSERVATIONS_MAX)
		return;
	row->observations[row->observation_count++] = (struct obs){
		.field = field, .value = value, .time_us = r->im->as_of_us, .offset = r->from->number,
		.source = (uint32_t)(r->sheet - r->im->sheets),
	};
}

static void not_understood(struct reading *r, const char *what, str value) {
	if (r->says)
		import_complain(r->im, r->sheet, r->from->number, r->at + 1, what, value);
	r->wrong = true;
}

static str keep_text(struct reading *r, const struct text *t) {
	return arena_str(r->mem, text_done(t));
}

static str address_text(struct reading *r, addr a) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	addr_format(&t, a);
	return keep_text(r, &t);
}

static bool was_seen(const struct reading *r) {
	return r->sheet->product && r->sheet->product->seen;
}

static void take_macs(struct reading *r, str text) {
	addr macs[CELL_ADDRESSES_MAX];
	bool wrong;
	size_t count = cell_macs(text, macs, &wrong);

	if (wrong)
		not_understood(r, "this is no MAC address", text);
	for (size_t i = 0; i < count; i++)
		observe(r, was_seen(r) ? STR("mac") : fields[COLUMN_MAC], address_text(r, macs[i]));
	if (count && r->row->mac.kind == ADDR_NONE)
		r->row->mac = macs[0];
}

/* A name of a host has a letter, and nothing but what such names are made of (RFC 1123, 2.1). */
static bool is_host(str text) {
	bool letter = false;

	for (size_t i = 0; i < text.n; i++) {
		uint8_t c = text.at[i];

		letter = letter || byte_is_letter(c);
		if (!byte_is_letter(c) && !byte_is_digit(c) && c != '-' && c != '.' && c != '_')
			return false;
	}
	return letter;
}

static void take_text(struct reading *r, enum register_column column, str text) {
	observe(r, fields[column], text);
	if (r->row->texts[column].n == 0)
		r->row->texts[column] = text;
}

static void take_ips(struct reading *r, str text) {
	struct import_row *row = r->row;
	addr ips[CELL_ADDRESSES_MAX];
	str rest;
	size_t count = cell_ips(text, ips, &rest);

	for (size_t i = 0; i < count; i++) {
		observe(r, fields[COLUMN_IP], address_text(r, ips[i]));
		if (row->address_count < CELL_ADDRESSES_MAX)
			row->addresses[row->address_count++] = ips[i];
	}
	if (count && row->ip.kind == ADDR_NONE)
		row->ip = ips[0];
	if (count == 0 && is_host(text))
		take_text(r, COLUMN_HOSTNAME, text);
	else if (rest.n && count == 0)
		not_understood(r, "this is no IP address", text);
}

static void take_day(struct reading *r, enum register_column column, str text, date *to) {
	char day[11];
	date found;

	if (!cell_date(&r->im->desk->k.registers, text, &found)) {
		not_understood(r, "this is no day", text);
		return;
	}
	date_format(found, day);
	observe(r, fields[column], arena_str(r->mem, str_of(day)));
	if (*to == DATE_NONE)
		*to = found;
}

static void take_degrees(struct reading *r, enum register_column column, str text) {
	struct import_row *row = r->row;
	bool good = false;

	if (column == COLUMN_COORDINATES)
		good = cell_coordinates(text, &row->latitude, &row->longitude);
	else if (column == COLUMN_LATITUDE)
		good = cell_degrees(text, 90, &row->latitude);
	else
		good = cell_degrees(text, 180, &row->longitude);
	if (!good)
		not_understood(r, "these are no degrees of latitude or longitude", text);
}

static void observe_place(struct reading *r) {
	const struct import_row *row = r->row;
	uint8_t room[64];
	struct text t = TEXT(room);
	enum { DIGITS = 6 }; /* a tenth of a metre */

	if (isnan(row->latitude) || isnan(row->longitude))
		return;
	text_cstr(&t, row->latitude < 0 ? "-" : "");
	text_decimal(&t, fabs(row->latitude), DIGITS);
	text_cstr(&t, row->longitude < 0 ? ", -" : ", ");
	text_decimal(&t, fabs(row->longitude), DIGITS);
	observe(r, fields[COLUMN_COORDINATES], keep_text(r, &t));
}

/* Without passwords: of URLs what is one, of texts that speak of some all. */
static str without_secrets(struct reading *r, str text, bool *ret_had_any) {
	text = cell_without_login(r->mem, text, ret_had_any);
	if (text.n > 6 && registers_speaks_of_secrets(&r->im->desk->k.registers, text)) {
		*ret_had_any = true;
		return (str){ 0 };
	}
	return text;
}

static bool is_free_text(enum register_column c) {
	return c == COLUMN_NOTE || c == COLUMN_NAME || c == COLUMN_CLAIM || c == COLUMN_DRIVER || c == COLUMN_UNKNOWN ||
	       c == COLUMN_IDENTIFIER || c == COLUMN_ADDRESS || c == COLUMN_SITE;
}

static void take_address(struct reading *r, str text) {
	addr ips[CELL_ADDRESSES_MAX];
	str rest;

	/* "Address" is a street to one and a number on the network to another. */
	if (cell_ips(text, ips, &rest) && rest.n == 0)
		take_ips(r, text);
	else
		take_text(r, COLUMN_ADDRESS, text);
}

static void take_cell(struct reading *r, enum register_column column, str text) {
	struct import_row *row = r->row;
	bool had_any = false;

	if (is_free_text(column) || str_find(text, STR("://"), 0) < text.n)
		text = without_secrets(r, text, &had_any);
	r->sheet->secrets += had_any && r->says;
	if (text.n == 0)
		return;
	switch ((int)column) {
	case COLUMN_MAC: take_macs(r, text); break;
	case COLUMN_IP: take_ips(r, text); break;
	case COLUMN_ADDRESS: take_address(r, text); break;
	case COLUMN_LATITUDE: case COLUMN_LONGITUDE: case COLUMN_COORDINATES: take_degrees(r, column, text); break;
	case COLUMN_ACQUIRED: take_day(r, column, text, &row->acquired); break;
	case COLUMN_CONTRACT_FROM: take_day(r, column, text, &row->contract_from); break;
	case COLUMN_CONTRACT_UNTIL: take_day(r, column, text, &row->contract_until); break;
	default: take_text(r, column, text); break;
	}
}

/* The first some values of a column, so that people see what was understood. Secrets are not even looked at. */
static void take_sample(struct reading *r, struct import_column *c, str text) {
	arena *mem = &r->im->desk->mem;
	bool had_any;

	if (c->sample_count == IMPORT_SAMPLES || c->column == COLUMN_SECRET ||
	    (c->sample_count && str_eq(c->samples[0], glyph_head(text, 40))))
		return;
	text = without_secrets(r, text, &had_any);
	if (text.n)
		c->samples[c->sample_count++] = arena_str(mem, glyph_head(text, 40));
}

static bool is_nothing(const struct reading *r, const struct table_cell *cell, str text) {
	return text.n == 0 || registers_is(&r->im->desk->k.registers, WORDS_NOTHING, text) || (cell->kind == TABLE_ERROR);
}

static void take_cells(struct reading *r) {
	for (r->at = 0; r->at < r->from->count; r->at++) {
		const struct table_cell *cell = &r->from->cells[r->at];
		str text = str_trim(cell->text);

		if (is_nothing(r, cell, text))
			continue;
		if (r->at >= r->sheet->column_count) {
			not_understood(r, "no heading stands over this cell", (str){ 0 });
			continue;
		}
		struct import_column *c = &r->sheet->columns[r->at];
		if (r->says)
			take_sample(r, c, text);
		if (c->column != COLUMN_SECRET && c->column != COLUMN_IGNORED && c->column != COLUMN_UNKNOWN)
			take_cell(r, c->column, text);
	}
}

/* Kinds of rows */

static bool is_heading_again(const struct import_sheet *sheet, const struct table_row *row) {
	size_t same = 0;

	for (size_t i = 0; i < row->count; i++) {
		str text = str_trim(row->cells[i].text);

		if (text.n == 0)
			continue;
		if (i >= sheet->column_count || !str_eq(text, sheet->columns[i].heading))
			return false;
		same++;
	}
	return same >= 2;
}

static str first_text(const struct table_row *row) {
	for (size_t i = 0; i < row->count; i++)
		if (str_trim(row->cells[i].text).n)
			return str_trim(row->cells[i].text);
	return (str){ 0 };
}

/* "Totaal", "Total: 1280", "Totaal aantal camera's": it begins with such a word, and no device has been told of. */
static bool is_total(const struct import *im, const struct import_row *row, str first) {
	size_t n = 0;

	if (row->mac.kind != ADDR_NONE || row->ip.kind != ADDR_NONE || row->texts[COLUMN_SERIAL].n)
		return false;
	while (n < first.n && first.at[n] != ' ' && first.at[n] != ':')
		n++;
	return registers_is(&im->desk->k.registers, WORDS_TOTAL, (str){ first.at, n });
}

static bool tells_of_device(const struct import_row *row) {
	bool any = row->mac.kind != ADDR_NONE || row->ip.kind != ADDR_NONE || row->texts[COLUMN_IDENTIFIER].n;

	for (int i = COLUMN_NAME; i <= COLUMN_HOSTNAME; i++)
		any = any || row->texts[i].n;
	return any;
}

enum import_kind import_read_row(struct import *im, struct import_sheet *sheet, const struct table_row *row, arena *mem,
				 bool says) {
	struct reading r = { .im = im, .sheet = sheet, .from = row, .row = &im->row, .mem = mem, .says = says };
	str first = first_text(row);

	if (first.n == 0)
		return ROW_EMPTY;
	if (is_heading_again(sheet, row))
		return ROW_REPEATED;
	im->row = (struct import_row){ .number = row->number, .acquired = DATE_NONE, .contract_from = DATE_NONE,
				       .contract_until = DATE_NONE, .latitude = NAN, .longitude = NAN };
	take_cells(&r);
	observe_place(&r);
	sheet->wrong += r.wrong && says;
	if (im->row.observation_count == 0 && !r.wrong)
		return ROW_EMPTY;
	if (is_total(im, &im->row, first))
		return ROW_TOTAL;
	return tells_of_device(&im->row) ? ROW_DEVICE : ROW_SILENT;
}
