#include "show/sheets_inner.h"

#include "base/utf8.h"
#include "show/glyph.h"

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

/* How many bytes at its beginning need no second look: printable ASCII. Most texts are nothing else. */
static size_t plain_size(str s) {
	size_t n = 0;

	while (n < s.n && s.at[n] >= ' ' && s.at[n] <= '~' && s.at[n] != ';')
		n++;
	return n;
}

void sheet_text(struct text *t, str s) {
	str head = glyph_head(s, SHEET_TEXT_MAX);
	bool is_cut = head.n < s.n;

	if (begins_formula(head))
		text_byte(t, '\'');
	while (head.n > 0) {
		size_t plain = plain_size(head);

		text_str(t, (str){ head.at, plain });
		head = str_after(head, plain);
		if (!head.n)
			break;
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

void sheet_begin(struct sheet_making *m, enum sheet_kind kind) {
	m->row.sheet = &sheets[kind];
	m->row.count = 0;
	m->row.text = TEXT(m->row.room);
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

void sheets_open(struct sheet_making *m, const struct report *report, const struct registry *r, arena *mem,
		 sheet_take_row *take, void *context) {
	*m = (struct sheet_making){ .report = report, .r = r, .mem = mem, .take = take, .context = context };
	for (int kind = 0; kind < SHEET_COUNT; kind++)
		m->wanted[kind] = true;
}

int sheets_device(struct sheet_making *m, const struct device *d) {
	static int (*const each[])(struct sheet_making *m, const struct device *d) = {
		[SHEET_DEVICES] = sheet_of_device, [SHEET_EVIDENCE] = sheet_of_evidence, [SHEET_VERDICTS] = sheet_of_verdicts,
	};
	int r = m->wanted[SHEET_CONTRACTS] || m->wanted[SHEET_DECISIONS] ? sheet_count(m, d) : 0;

	for (size_t kind = 0; !r && kind < sizeof each / sizeof *each; kind++)
		if (m->wanted[kind])
			r = each[kind](m, d);
	return r;
}

int sheets_rest(struct sheet_making *m) {
	int r = m->wanted[SHEET_CONTRACTS] ? sheet_contracts(m) : 0;

	if (!r && m->wanted[SHEET_DECISIONS])
		r = sheet_decisions(m);
	return r || !m->wanted[SHEET_METHOD] ? r : sheet_method(m);
}
