/*
 * The table of a register: what a row says by its headings.
 */
#include <math.h>

#include "cmd/found.h"
#include "cmd/import.h"
#include "fact/identifier.h"
#include "show/glyph.h"

const str import_fields[COLUMN_COUNT] = {
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

static bool was_seen(const struct reading *r) {
	return r->sheet->product && r->sheet->product->seen;
}

/* "nmap.ip": what a program saw on the network stands in no books. */
static str seen_field(struct reading *r, str field) {
	static const str of_books = STR_INIT("register");

	return arena_join(r->mem, (const str[]){ r->sheet->product->id, str_after(field, of_books.n) }, 2);
}

static void observe(struct reading *r, str field, str value) {
	struct import_row *row = r->row;

	if (value.n == 0 || row->observation_count == IMPORT_OBSERVATIONS_MAX)
		return;
	if (was_seen(r) && str_begins(field, STR("register.")))
		field = seen_field(r, field);
	row->observations[row->observation_count++] = (struct obs){
		.field = field, .value = value, .offset = r->from->number, .source = r->sheet->number,
	};
}

static void not_understood(struct reading *r, const char *what, str value) {
	bool secret = value.n && registers_has_secret(&r->im->desk->k.registers, value, true);

	if (r->says)
		import_complain(r->im, r->sheet, r->from->number, r->at + 1, what, secret ? (str){ 0 } : value);
	r->sheet->secrets += secret && r->says;
	r->wrong = true;
}

static str keep_text(struct reading *r, const struct text *t) {
	return arena_str(r->mem, text_done(t));
}

static void take_macs(struct reading *r, str text) {
	addr macs[CELL_ADDRESSES_MAX];
	bool wrong;
	size_t count = cell_macs(text, macs, &wrong);

	if (wrong)
		not_understood(r, "this is no MAC address", text);
	for (size_t i = 0; i < count; i++)
		observe(r, was_seen(r) ? STR("mac") : import_fields[COLUMN_MAC], addr_text(r->mem, macs[i]));
	for (size_t i = 0; i < count; i++) {
		if (r->row->mac.kind == ADDR_NONE)
			r->row->mac = macs[i];
		else if (!addr_eq(macs[i], r->row->mac) && r->row->other_mac_count < SAME_OTHER_MACS)
			r->row->other_macs[r->row->other_mac_count++] = macs[i];
	}
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
	observe(r, import_fields[column], text);
	if (r->row->texts[column].n == 0)
		r->row->texts[column] = text;
}

static void take_ips(struct reading *r, str text) {
	struct import_row *row = r->row;
	addr ips[CELL_ADDRESSES_MAX];
	str rest;
	size_t count = cell_ips(text, ips, &rest);

	for (size_t i = 0; i < count; i++) {
		observe(r, import_fields[COLUMN_IP], addr_text(r->mem, ips[i]));
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
	observe(r, import_fields[column], arena_str(r->mem, str_of(day)));
	if (*to == DATE_NONE)
		*to = found;
}

/* Both in one cell, in degrees or in metres of the Dutch grid. */
static bool take_place(struct reading *r, str text) {
	struct import_row *row = r->row;
	double x, y;

	if (cell_coordinates(text, &row->latitude, &row->longitude))
		return true;
	bool good = cell_rd_pair(text, &x, &y) && cell_rd(x, y, &row->latitude, &row->longitude);
	r->sheet->from_rd += good && r->says;
	return good;
}

/* One of two that only together say what they are. */
static bool take_metres(struct import_metres *to, double most_degrees, str text) {
	*to = (struct import_metres){ NAN, NAN };
	bool metres = cell_metres(text, &to->metres), degrees = cell_degrees(text, most_degrees, &to->degrees);

	to->metres = metres ? to->metres : NAN;
	return metres || degrees;
}

static void take_degrees(struct reading *r, enum register_column column, str text) {
	struct import_row *row = r->row;
	bool good = false;

	if (column == COLUMN_COORDINATES)
		good = take_place(r, text);
	else if (column == COLUMN_X || column == COLUMN_Y)
		good = take_metres(column == COLUMN_X ? &row->x : &row->y, column == COLUMN_X ? 180 : 90, text);
	else if (column == COLUMN_LATITUDE)
		good = cell_degrees(text, 90, &row->latitude);
	else
		good = cell_degrees(text, 180, &row->longitude);
	if (!good)
		not_understood(r, "these are no degrees of latitude or longitude", text);
}

/* Two columns, x and y: in metres of the Dutch grid, else in degrees. */
static void join_metres(struct reading *r) {
	struct import_row *row = r->row;
	bool any = !isnan(row->x.metres) || !isnan(row->x.degrees) || !isnan(row->y.metres) || !isnan(row->y.degrees);

	if (!any || !isnan(row->latitude) || !isnan(row->longitude))
		return;
	if (cell_rd(row->x.metres, row->y.metres, &row->latitude, &row->longitude)) {
		r->sheet->from_rd += r->says;
	} else if (!isnan(row->x.degrees) && !isnan(row->y.degrees)) {
		row->longitude = row->x.degrees;
		row->latitude = row->y.degrees;
	} else {
		for (r->at = 0; r->at + 1 < r->sheet->column_count && r->sheet->columns[r->at].column != COLUMN_X;)
			r->at++;
		not_understood(r, "x and y are neither metres of the Dutch grid (RD) nor degrees", (str){ 0 });
	}
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
	observe(r, import_fields[COLUMN_COORDINATES], keep_text(r, &t));
}

/* What was paid, as contracts have it: "EUR 1234.50". */
static void take_price(struct reading *r, str text) {
	bool is_number = r->at < r->from->count && r->from->cells[r->at].kind == TABLE_NUMBER;
	uint8_t room[48];
	struct text t = TEXT(room);
	const char *currency;
	double amount;
	enum { CENTS = 2 };

	if (!cell_amount(text, is_number, &amount, &currency)) {
		not_understood(r, "this is no amount of money", text);
		return;
	}
	if (!currency)
		currency = cell_currency_of_heading(r->sheet->columns[r->at].heading);
	text_cstr(&t, currency ? currency : "");
	text_cstr(&t, currency ? " " : "");
	text_decimal(&t, amount, CENTS);
	take_text(r, COLUMN_PRICE, keep_text(r, &t));
}

/* Remarks: a short word such as "pw" is enough for them to be left out. */
static bool is_remark(enum register_column c) {
	return c == COLUMN_NOTE || c == COLUMN_CLAIM || c == COLUMN_UNKNOWN;
}

static bool is_free_text(enum register_column c) {
	return is_remark(c) || c == COLUMN_NAME || c == COLUMN_DRIVER || c == COLUMN_IDENTIFIER || c == COLUMN_ADDRESS ||
	       c == COLUMN_SITE;
}

/* What is kept as it stands, if it stands there in one of the ways in which secrets do. */
static bool may_have_secret(enum register_column c, str text) {
	if (is_free_text(c))
		return true;
	if (c == COLUMN_MAC || c == COLUMN_IP || c == COLUMN_PRICE || (c >= COLUMN_LATITUDE && c <= COLUMN_Y))
		return str_find(text, STR("://"), 0) < text.n;
	for (size_t i = 0; i < text.n; i++)
		if (strchr(" :=/@", text.at[i]))
			return true;
	return false;
}

/* Without passwords: of URLs what is one, of texts that speak of some all. */
static str without_secrets(struct reading *r, enum register_column column, str text, bool *ret_had_any) {
	enum { LEAST = 4 }; /* bytes: "pw x" */

	*ret_had_any = false;
	if (!may_have_secret(column, text))
		return text;
	text = cell_without_login(r->mem, text, ret_had_any);
	if (text.n >= LEAST && registers_has_secret(&r->im->desk->k.registers, text, is_remark(column))) {
		*ret_had_any = true;
		return (str){ 0 };
	}
	return text;
}

/* Of what stands in books, the time of the books counts: a register that is read again takes the place of its older reading. */
static void take_seen(struct reading *r, str text) {
	const uint64_t least = 631152000; /* 1990: there was nothing of the kind to see */
	enum { SECOND_US = 1000000 };
	uint64_t seconds;

	if (!was_seen(r))
		return;
	if (str_u64(text, &seconds) && seconds >= least && seconds <= found_now_us() / SECOND_US)
		r->row->seen_us = seconds * SECOND_US;
	else
		not_understood(r, "nothing was seen at this time: it is before 1990, or has not come yet", text);
}

/* Whoever says of which day it all is knows better than the clock of whatever saw it. */
static void date_row(struct reading *r) {
	struct import_row *row = r->row;
	bool is_told = r->im->desk->o->import.as_of != DATE_NONE;

	row->time_us = row->seen_us && !is_told ? row->seen_us : r->im->as_of_us;
	for (size_t i = 0; i < row->observation_count; i++)
		row->observations[i].time_us = row->time_us;
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

static bool is_of_word(uint8_t c) {
	return byte_is_letter(c) || byte_is_digit(c) || c >= 0x80;
}

/* "JA, zie brief", "NDAA compliant": it says yes in some word, and denies or doubts in none. */
static bool claims_something(const struct registers *known, str text) {
	enum { LETTERS_LEAST = 2 }; /* "x" and "v" say yes where they stand alone */
	bool says_yes = false;

	while (text.n) {
		size_t n = 0;

		while (n < text.n && is_of_word(text.at[n]))
			n++;
		const str word = { text.at, n };
		if (n && registers_is(known, WORDS_DENIAL, word))
			return false;
		says_yes = says_yes || (n >= LETTERS_LEAST && registers_is(known, WORDS_YES, word));
		text = str_after(text, n < text.n ? n + 1 : n);
	}
	return says_yes;
}

/*
 * "NDAA-conform: ja": what stands under such a heading is a claim only together with it. What
 * cannot be read as a yes is a remark: an honest "no" must not be held against the books.
 */
static void take_claim(struct reading *r, str text) {
	const struct registers *known = &r->im->desk->k.registers;
	bool yes = registers_is(known, WORDS_YES, text) || (!registers_is(known, WORDS_NO, text) && claims_something(known, text));
	str heading = r->sheet->columns[r->at].heading;

	text = arena_join(r->mem, (const str[]){ heading, STR(": "), text }, 3);
	take_text(r, yes ? COLUMN_CLAIM : COLUMN_NOTE, text);
}

/* A long number in a cell of a spreadsheet: what was left of it says nothing of this device. */
static void take_serial(struct reading *r, str text) {
	if (identifier_is_rounded(text))
		not_understood(r, "a spreadsheet has rounded this number: format the column as text", text);
	else
		take_text(r, COLUMN_SERIAL, text);
}

static void take_cell(struct reading *r, enum register_column column, str text) {
	struct import_row *row = r->row;
	bool had_any = false;

	text = without_secrets(r, column, text, &had_any);
	r->sheet->secrets += had_any && r->says;
	if (text.n == 0)
		return;
	switch ((int)column) {
	case COLUMN_MAC: take_macs(r, text); break;
	case COLUMN_IP: take_ips(r, text); break;
	case COLUMN_ADDRESS: take_address(r, text); break;
	case COLUMN_LATITUDE: case COLUMN_LONGITUDE: case COLUMN_COORDINATES: case COLUMN_X: case COLUMN_Y:
		take_degrees(r, column, text);
		break;
	case COLUMN_SERIAL: take_serial(r, text); break;
	case COLUMN_SEEN: take_seen(r, text); break;
	case COLUMN_PRICE: take_price(r, text); break;
	case COLUMN_CLAIM: take_claim(r, text); break;
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
	text = without_secrets(r, COLUMN_UNKNOWN, text, &had_any);
	if (text.n)
		c->samples[c->sample_count++] = arena_str(mem, glyph_head(text, 40));
}

/* "✓", which has neither letter nor digit. */
static bool is_tick(str text) {
	static const str ticks[] = { STR_INIT("\xe2\x9c\x93"), STR_INIT("\xe2\x9c\x94"), STR_INIT("\xe2\x88\x9a"), STR_INIT("\xe2\x98\x91") };

	for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++)
		if (str_eq(text, ticks[i]))
			return true;
	return false;
}

static bool is_nothing(const struct reading *r, const struct table_cell *cell, str text) {
	return text.n == 0 || registers_is(&r->im->desk->k.registers, WORDS_NOTHING, text) || (cell->kind == TABLE_ERROR);
}

/* Names of what many devices share, which people write once for all of them. */
static bool is_shared(enum register_column c) {
	return c == COLUMN_SITE || c == COLUMN_ADDRESS || c == COLUMN_CONTRACT || c == COLUMN_CONTRACT_FROM ||
	       c == COLUMN_CONTRACT_UNTIL || c == COLUMN_SUPPLIER || c == COLUMN_RECORDER || c == COLUMN_ACQUIRED;
}

/* How the cells of such a column stand below one another. */
static void note_cell(struct import_column *c, str text) {
	uint64_t hash = text.n ? str_hash(text, 0) : 0;

	if (text.n == 0) {
		c->begins_blank = c->begins_blank || c->told == 0;
		c->blank_below += c->told > 0;
		return;
	}
	c->repeated += c->told && hash == c->last_hash;
	c->last_hash = hash;
	c->told++;
}

bool import_looks_merged(const struct import_column *c) {
	return is_shared(c->column) && !c->is_filled && c->told && !c->begins_blank && !c->repeated && c->blank_below >= c->told;
}

void import_begin_rows(struct import_sheet *sheet) {
	for (size_t i = 0; i < sheet->column_count; i++)
		sheet->columns[i].above_size = 0;
}

/* What a cell of a column says that is filled: its own text, else the one above. */
static str filled(struct reading *r, struct import_column *c, str text) {
	if (text.n == 0) {
		r->sheet->filled += c->above_size && r->says;
		return arena_str(r->mem, (str){ c->above, c->above_size });
	}
	c->above_size = text.n <= IMPORT_ABOVE_MAX ? text.n : 0;
	if (c->above_size)
		memcpy(c->above, text.at, text.n);
	return text;
}

static void take_cells(struct reading *r) {
	const struct table_cell blank = { 0 };
	size_t count = r->from->count > r->sheet->column_count ? r->from->count : r->sheet->column_count;

	for (r->at = 0; r->at < count; r->at++) {
		const struct table_cell *cell = r->at < r->from->count ? &r->from->cells[r->at] : &blank;
		struct import_column *c = r->at < r->sheet->column_count ? &r->sheet->columns[r->at] : NULL;
		str text = str_trim(cell->text);

		if (c && c->column == COLUMN_CLAIM && is_tick(text))
			text = STR("yes");
		else if (is_nothing(r, cell, text))
			text.n = 0;
		if (c && r->says && is_shared(c->column))
			note_cell(c, text);
		if (c && c->is_filled)
			text = filled(r, c, text);
		if (text.n == 0)
			continue;
		if (!c) {
			not_understood(r, "no heading stands over this cell", (str){ 0 });
			continue;
		}
		if (r->says)
			take_sample(r, c, text);
		if (c->column != COLUMN_SECRET && c->column != COLUMN_IGNORED && c->column != COLUMN_UNKNOWN)
			take_cell(r, c->column, text);
	}
}

/* Kinds of rows */

bool import_is_heading_again(const struct import_sheet *sheet, const struct table_row *row) {
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
	if (import_is_heading_again(sheet, row))
		return ROW_REPEATED;
	im->row = (struct import_row){ .number = row->number, .was_seen = was_seen(&r), .acquired = DATE_NONE,
				       .contract_from = DATE_NONE, .contract_until = DATE_NONE, .latitude = NAN, .longitude = NAN,
				       .x = { NAN, NAN }, .y = { NAN, NAN } };
	take_cells(&r);
	join_metres(&r);
	observe_place(&r);
	date_row(&r);
	sheet->wrong += r.wrong && says;
	if (im->row.observation_count == 0 && !r.wrong)
		return ROW_EMPTY;
	if (is_total(im, &im->row, first))
		return ROW_TOTAL;
	im->row.silent = import_silent(sheet, &im->row);
	return tells_of_device(&im->row) ? ROW_DEVICE : ROW_SILENT;
}
