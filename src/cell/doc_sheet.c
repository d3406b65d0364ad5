/*
 * A sheet from its first row to its last; what it says about its own size is
 * not listened to.
 */
#include "cell/doc_sheet.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "read/doc/clean.h"

static struct doc_sheet *of(struct doc_xml *x) {
	return (struct doc_sheet *)x;
}

static void say(struct doc_sheet *s, size_t column, str what) {
	int r = rows_complain(s->rows, column, what);

	if (!s->xml.error)
		s->xml.error = r;
}

static void say_once(struct doc_sheet *s, bool *said, size_t column, str what) {
	if (!*said)
		say(s, column, what);
	*said = true;
}

static void open_row(struct doc_sheet *s, const char *const *attributes) {
	str ref = doc_xml_attribute(attributes, STR("r"));
	uint64_t number = (uint64_t)s->row + 1;

	if (ref.n && !str_u64(ref, &number))
		number = UINT32_MAX;
	s->row_is_beyond = number == 0 || number > DOC_ROWS_MAX;
	s->row = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
	rows_begin(s->rows, s->row);
	s->in_row = !s->row_is_beyond;
	s->column = UINT32_MAX;
	s->texts_size = 0;
	if (s->row_is_beyond)
		say_once(s, &s->said_beyond_row, (size_t)ROWS_WHOLE,
			 STR("no sheet has more than 1,048,576 rows: rows numbered beyond that are left out"));
	s->rows->row_is_hidden = doc_xml_is_yes(doc_xml_attribute(attributes, STR("hidden")));
}

static void close_row(struct doc_sheet *s) {
	int r = s->merges ? doc_merges_fill(s->merges, s->rows) : 0;

	if (!r)
		r = rows_end(s->rows);
	if (r)
		s->xml.error = r;
	s->in_row = false;
}

static enum doc_cell_type type_of(str t) {
	static const struct {
		str name;
		enum doc_cell_type type;
	} types[] = {
		{ STR_INIT("s"), CELL_SHARED },  { STR_INIT("str"), CELL_TEXT },  { STR_INIT("inlineStr"), CELL_TEXT },
		{ STR_INIT("b"), CELL_YES_NO },  { STR_INIT("e"), CELL_ERROR },   { STR_INIT("d"), CELL_DATE },
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_eq(types[i].name, t))
			return types[i].type;
	return CELL_NUMBER;
}

static void open_cell(struct doc_sheet *s, const char *const *attributes) {
	uint64_t style;
	uint32_t row;

	s->in_cell = true;
	s->in_value = s->in_inline = s->in_phonetic = s->in_text = s->has_formula = false;
	s->value_size = 0;
	s->column++;
	s->type = CELL_NUMBER;
	s->style = STYLE_PLAIN;
	for (; *attributes; attributes += 2) {
		str value = str_of(attributes[1]), ref = value;

		if (strcmp(attributes[0], "r") == 0)
			(void)doc_cell_name(&ref, &s->column, &row);
		else if (strcmp(attributes[0], "t") == 0)
			s->type = type_of(value);
		else if (strcmp(attributes[0], "s") == 0 && str_u64(value, &style) && s->styles && style < s->styles->count)
			s->style = s->styles->of_cell[style];
	}
}

/* A copy that stays until the row ends. What finds no room is cut: the row is too long by then. */
static str stay(struct doc_sheet *s, str text) {
	str room = { s->texts + s->texts_size, sizeof s->texts - s->texts_size };

	text = clean_cut(text, room.n);
	if (text.n)
		memcpy(s->texts + s->texts_size, text.at, text.n);
	return (str){ room.at, text.n };
}

static void put(struct doc_sheet *s, str text, enum table_kind kind) {
	str kept = stay(s, text);
	int r = rows_put(s->rows, s->column, kept, kind);

	if (r)
		s->xml.error = r;
	if (s->column < TABLE_COLUMNS_MAX && s->rows->cells[s->column].text.n)
		s->texts_size += s->rows->cells[s->column].text.n;
}

static void put_shared(struct doc_sheet *s, str value) {
	uint64_t number;
	str text;

	if (!str_u64(str_trim(value), &number) || !s->strings || !doc_strings_get(s->strings, number, &text)) {
		say_once(s, &s->said_no_string, s->column, STR("its text is not among those that the workbook shares; so with others"));
		return;
	}
	int r = rows_put(s->rows, s->column, text, TABLE_TEXT);
	if (r)
		s->xml.error = r;
}

/* A date as ISO 8601 has it: the day stands first. */
static void put_date(struct doc_sheet *s, str value) {
	str day = { value.at, value.n < 10 ? value.n : 10 };
	date d;

	if (day.n == 10 && date_parse(day, &d))
		put(s, day, TABLE_DATE);
	else
		put(s, value, TABLE_TEXT);
}

static void put_number(struct doc_sheet *s, str value) {
	struct doc_number number;

	doc_number(&number, str_trim(value), s->style, s->since_1904);
	put(s, number.text, number.is_date ? TABLE_DATE : TABLE_NUMBER);
}

static void put_value(struct doc_sheet *s, str value) {
	switch (s->type) {
	case CELL_SHARED: put_shared(s, value); break;
	case CELL_TEXT: put(s, (str){ value.at, doc_strings_unescape(s->value, value.n) }, TABLE_TEXT); break;
	case CELL_YES_NO: put(s, doc_xml_is_yes(str_trim(value)) ? STR("yes") : STR("no"), TABLE_YES_NO); break;
	case CELL_ERROR: put(s, value, TABLE_ERROR); break;
	case CELL_DATE: put_date(s, str_trim(value)); break;
	case CELL_NUMBER: put_number(s, value); break;
	}
}

static void close_cell(struct doc_sheet *s) {
	s->in_cell = false;
	if (s->value_size && s->column >= DOC_COLUMNS_MAX)
		say_once(s, &s->said_beyond_column, s->column, STR("no sheet has more than 16,384 columns: this cell and others beyond are left out"));
	else if (s->value_size)
		put_value(s, (str){ s->value, s->value_size });
	else if (s->has_formula && s->uncounted++ == 0) {
		s->first_column = s->column;
		s->first_row = s->row;
	}
}

static void open_element(struct doc_xml *x, str name, const char *const *attributes) {
	struct doc_sheet *s = of(x);

	if (!s->in_cell) {
		if (str_eq(name, STR("c")) && s->in_row)
			open_cell(s, attributes);
		else if (str_eq(name, STR("row")))
			open_row(s, attributes);
	} else if (str_eq(name, STR("v"))) {
		s->in_value = true;
	} else if (str_eq(name, STR("f"))) {
		s->has_formula = true;
	} else if (str_eq(name, STR("is"))) {
		s->in_inline = true;
	} else if (str_eq(name, STR("rPh"))) {
		s->in_phonetic = true;
	} else if (str_eq(name, STR("t"))) {
		s->in_text = s->in_inline && !s->in_phonetic;
	}
}

static void close_element(struct doc_xml *x, str name) {
	struct doc_sheet *s = of(x);

	if (str_eq(name, STR("c")) && s->in_cell)
		close_cell(s);
	else if (str_eq(name, STR("row")) && s->in_row && !s->in_cell)
		close_row(s);
	else if (str_eq(name, STR("v")))
		s->in_value = false;
	else if (str_eq(name, STR("is")))
		s->in_inline = false;
	else if (str_eq(name, STR("rPh")))
		s->in_phonetic = false;
	else if (str_eq(name, STR("t")))
		s->in_text = false;
	else if (str_eq(name, STR("sheetData")))
		x->is_enough = true;
}

static void take_text(struct doc_xml *x, str text) {
	struct doc_sheet *s = of(x);

	if (!s->in_value && !s->in_text)
		return;
	/* A byte more than a cell may have is kept, so that the cell is known to be too long. */
	text = clean_cut(text, sizeof s->value - s->value_size);
	memcpy(s->value + s->value_size, text.at, text.n);
	s->value_size += text.n;
}

/* The first one by name; how many there are. */
static void tell_formulas(struct doc_sheet *s) {
	uint8_t room[160];
	struct text t = TEXT(room);

	if (!s->uncounted)
		return;
	text_u64(&t, s->uncounted);
	text_cstr(&t, s->uncounted == 1 ? " formula has" : " formulas have");
	text_cstr(&t, " no kept value, this the first: open the workbook in a spreadsheet program and save it");
	rows_begin(s->rows, s->first_row);
	say(s, s->first_column, text_done(&t));
}

void doc_sheet_begin(struct doc_sheet *s) {
	memset(s, 0, offsetof(struct doc_sheet, value));
	s->column = UINT32_MAX;
}

int doc_sheet_read(struct doc_sheet *s) {
	s->xml.open = open_element;
	s->xml.close = close_element;
	s->xml.text = take_text;
	s->rows->names_cells = true;
	rows_begin(s->rows, 1);
	int r = doc_xml_read(&s->xml);
	if (r < 0)
		return r;
	tell_formulas(s);
	return s->xml.error ? s->xml.error : r;
}
