#include "show/sheets_inner.h"

#include "base/utf8.h"
#include "show/glyph.h"

enum { TEXT_ESCAPED_MAX = 4 * SHEET_TEXT_MAX }; /* a byte becomes at most \xNN */

/* Signs with which a formula begins, in their full-width forms too (U+FF1D, FF0B, FF0D, FF20). */
static bool begins_formula(str s) {
	uint32_t code = 0;

	while (s.n > 0 && (s.at[0] == ' ' || s.at[0] == '\n'))
		s = str_after(s, 1);
	if (!s.n || !utf8_unpack(s, &code))
		return false;
	return code == '=' || code == '+' || code == '-' || code == '@' || code == '\t' || code == '\r' ||
	       code == 0xff1d || code == 0xff0b || code == 0xff0d || code == 0xff20;
}

void sheet_text(struct text *t, str s) {
	str head = glyph_head(s, SHEET_TEXT_MAX);
	bool is_cut = head.n < s.n;

	if (begins_formula(head))
		text_byte(t, '\'');
	while (head.n > 0) {
		struct glyph g = glyph_next(&head);

		if (g.shown) {
			text_str(t, g.bytes);
			/* Where `;` parts columns, as in a Dutch Excel, what follows it may begin a cell. */
			if (g.bytes.at[0] == ';' && begins_formula(head))
				text_byte(t, '\'');
			continue;
		}
		for (size_t i = 0; i < g.bytes.n; i++) {
			text_cstr(t, "\\x");
			text_hex(t, (str){ g.bytes.at + i, 1 }, 0);
		}
	}
	if (is_cut)
		text_cstr(t, "...");
}

static struct sheet_cell *next_cell(struct sheet_row *row) {
	struct sheet_cell *cell = &row->cells[row->count++];

	*cell = (struct sheet_cell){ .day = DATE_NONE };
	return cell;
}

void sheet_begin(struct sheet_row *row) {
	row->count = 0;
	row->text = TEXT(row->room);
}

void sheet_put(struct sheet_row *row, str s) {
	struct sheet_cell *cell = next_cell(row);
	size_t from = row->text.used;

	sheet_text(&row->text, s);
	cell->text = (str){ row->room + from, row->text.used - from };
	cell->is_set = cell->text.n > 0;
}

void sheet_put_word(struct sheet_row *row, const char *word) {
	sheet_put(row, str_of(word));
}

void sheet_put_number(struct sheet_row *row, double number, bool is_set) {
	struct sheet_cell *cell = next_cell(row);

	cell->number = number;
	cell->is_set = is_set;
}

void sheet_put_day(struct sheet_row *row, date day) {
	struct sheet_cell *cell = next_cell(row);

	cell->day = day;
	cell->is_set = day != DATE_NONE;
}

void sheet_put_time(struct sheet_row *row, uint64_t time_us) {
	const uint64_t last = 253402300799; /* 9999-12-31, beyond which no calendar here goes */
	struct sheet_cell *cell = next_cell(row);

	cell->time_us = time_us;
	cell->is_set = time_us > 0 && time_us / 1000000 <= last;
}

int sheet_each(enum sheet_kind kind, const struct report *report, const struct registry *r, arena scratch,
	       int (*take)(void *context, const struct sheet_row *row), void *context) {
	static int (*const each[SHEET_COUNT])(struct sheet_making *m) = {
		[SHEET_DEVICES] = sheet_devices, [SHEET_EVIDENCE] = sheet_evidence, [SHEET_VERDICTS] = sheet_verdicts,
		[SHEET_CONTRACTS] = sheet_contracts, [SHEET_DECISIONS] = sheet_decisions, [SHEET_METHOD] = sheet_method,
	};
	struct sheet_row row = { .sheet = &sheets[kind] };
	struct sheet_making m = { .report = report, .r = r, .scratch = scratch, .row = &row, .take = take, .context = context };

	return each[kind](&m);
}
