/*
 * Packing on one side, distrust on the other: order, sizes, kinds and
 * characters are checked before the listener hears of anything.
 */
#include "cell/doc_wire.h"

#include "base/cur.h"
#include "base/put.h"
#include "cell/lock.h"
#include "read/doc/clean.h"

enum { ERRNO_MAX = 4095 }; /* the kernel's own limit, MAX_ERRNO */

static size_t seal(uint8_t *frame, uint8_t type, const uint8_t *end) {
	size_t size = (size_t)(end - frame);

	frame[0] = type;
	put_be(frame + 1, size - FRAME_HEAD_SIZE, 4);
	return size;
}

/* Names and sentences quote the document: control bytes would reach a terminal. */
static uint8_t *put_words(uint8_t *to, str words) {
	for (size_t i = 0; i < words.n; i++)
		*to++ = words.at[i] < 0x20 || words.at[i] == 0x7f ? '?' : words.at[i];
	return to;
}

size_t doc_pack_sheet(uint8_t *to, str name) {
	return seal(to, DOC_FRAME_SHEET, put_words(to + FRAME_HEAD_SIZE, clean_cut(name, DOC_NAME_MAX)));
}

size_t doc_pack_row(uint8_t *to, const struct table_row *row) {
	uint8_t *at = put_be(put_be(put_be(to + FRAME_HEAD_SIZE, row->number, 4), row->hidden, 1), row->count, 2);

	for (size_t i = 0; i < row->count; i++) {
		const struct table_cell *cell = &row->cells[i];

		at[0] = (uint8_t)cell->kind;
		at[1] = (uint8_t)(cell->text.n >> 8);
		at[2] = (uint8_t)cell->text.n;
		at = put_str(at + 3, cell->text);
	}
	return seal(to, DOC_FRAME_ROW, at);
}

static uint8_t *put_complaint(uint8_t *to, const struct complaint *c) {
	str sheet = clean_cut(c->file, DOC_NAME_MAX);

	to = put_words(put_be(to, sheet.n, 2), sheet);
	to = put_be(put_be(put_be(to, c->line, 4), c->column, 4), c->offset, 8);
	/* A sentence that was cut to fit may end inside of a character. */
	str what = str_of(c->what);
	while (what.n && clean_count(what).broken)
		what.n--;
	return put_words(to, what);
}

size_t doc_pack_complaint(uint8_t *to, const struct complaint *c) {
	return seal(to, DOC_FRAME_COMPLAINT, put_complaint(to + FRAME_HEAD_SIZE, c));
}

size_t doc_pack_progress(uint8_t *to, uint64_t bytes_done) {
	return seal(to, DOC_FRAME_PROGRESS, put_be(to + FRAME_HEAD_SIZE, bytes_done, 8));
}

/* Names of encodings stay constants on both sides. */
static uint8_t encoding_number(const char *name) {
	uint8_t i = 0;

	while (name && i < ENCODING_COUNT && strcmp(encoding_names[i], name) != 0)
		i++;
	return name ? i : ENCODING_COUNT;
}

size_t doc_pack_done(uint8_t *to, enum frame_result result, int error, const struct doc_report *report,
		     const struct complaint *c) {
	uint8_t *at = put_be(put_be(to + FRAME_HEAD_SIZE, result, 1), (uint32_t)error, 4);

	*at++ = (uint8_t)report->kind;
	*at++ = encoding_number(report->dialect.encoding);
	*at++ = report->dialect.separator;
	*at++ = report->dialect.decimal_comma;
	at = put_be(put_be(at, report->sheets, 8), report->complaints, 8);
	return seal(to, DOC_FRAME_DONE, put_complaint(at, c));
}

#define SAY(a, ...) \
	complaint_say(&(a)->why, (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* A lie is told by its place, never by its bytes. */
static int lied(struct doc_answer *a, str how) {
	a->why = (struct complaint){ 0 };
	SAY(a, STR("the document box's answer was malformed: "), how);
	return CELL_LIED;
}

static bool is_text(str s) {
	return !clean_is_due(s) || clean_count(s).broken == 0;
}

static bool is_words(str s) {
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] < 0x20 || s.at[i] == 0x7f)
			return false;
	return is_text(s);
}

static int take_sheet(struct doc_answer *a, cur *in) {
	str name = cur_rest(in);

	if (name.n > DOC_NAME_MAX || !is_words(name))
		return lied(a, STR("a sheet"));
	a->sheet_size = name.n;
	put_str(a->sheet, name);
	return 0;
}

static bool unpack_cells(struct doc_answer *a, cur *in, size_t count) {
	size_t size = 0;

	for (size_t i = 0; i < count; i++) {
		uint8_t kind = cur_u8(in);
		str text = cur_take(in, cur_be16(in));

		size += text.n;
		if (kind > TABLE_ERROR || text.n > TABLE_CELL_MAX || size > TABLE_ROW_MAX || !is_text(text))
			return false;
		a->cells[i] = (struct table_cell){ text, kind };
	}
	return !in->bad && !cur_left(in);
}

static int take_row(struct doc_answer *a, cur *in) {
	uint32_t number = cur_be32(in);
	uint8_t is_hidden = cur_u8(in);
	uint16_t count = cur_be16(in);

	if (in->bad || number == 0 || is_hidden > 1 || count > TABLE_COLUMNS_MAX || !unpack_cells(a, in, count))
		return lied(a, STR("a row"));
	const struct table_row row = {
		.sheet = { a->sheet, a->sheet_size },
		.number = number,
		.cells = a->cells,
		.count = count,
		.hidden = is_hidden,
	};
	a->report.rows++;
	return a->listener->sink.row(&a->listener->sink, &row);
}

/* `ret_c->file` lies in what came. */
static bool unpack_complaint(cur *in, struct complaint *ret_c) {
	str sheet = cur_take(in, cur_be16(in));

	*ret_c = (struct complaint){ .file = sheet, .line = cur_be32(in) };
	ret_c->column = cur_be32(in);
	ret_c->offset = cur_be64(in);
	str what = cur_rest(in);
	if (in->bad || sheet.n > DOC_NAME_MAX || what.n >= sizeof ret_c->what || !is_words(sheet) || !is_words(what))
		return false;
	put_str((uint8_t *)ret_c->what, what);
	return true;
}

static int take_complaint(struct doc_answer *a, cur *in) {
	struct complaint c;

	if (!unpack_complaint(in, &c) || !*c.what)
		return lied(a, STR("a complaint"));
	a->report.complaints++;
	return a->listener->sink.complain(&a->listener->sink, &c);
}

static int take_progress(struct doc_answer *a, cur *in) {
	uint64_t bytes_done = cur_be64(in);

	if (in->bad || cur_left(in) || bytes_done > a->size)
		return lied(a, STR("a word of progress"));
	if (a->listener->progress)
		a->listener->progress(a->listener, bytes_done);
	return 0;
}

static int take_done(struct doc_answer *a, cur *in) {
	uint8_t result = cur_u8(in);
	uint32_t error = cur_be32(in);
	uint8_t kind = cur_u8(in), encoding = cur_u8(in), separator = cur_u8(in), decimal_comma = cur_u8(in);
	uint64_t sheets = cur_be64(in), complaints = cur_be64(in);

	if (!unpack_complaint(in, &a->why) || result > RESULT_FAILED || error > ERRNO_MAX || kind > DOC_UNKNOWN ||
	    encoding > ENCODING_COUNT || decimal_comma > 1 || sheets > TABLE_SHEETS_MAX || complaints < a->report.complaints ||
	    (result == RESULT_FAILED) != (error != 0) || (result == RESULT_BAD && !*a->why.what))
		return lied(a, STR("its last word"));
	/* The sheet's name lies in a buffer that ends with the box; the sentence has it as well. */
	a->why.file = (str){ 0 };
	a->report.kind = kind;
	a->report.dialect = (struct table_dialect){
		encoding < ENCODING_COUNT ? encoding_names[encoding] : NULL, separator, decimal_comma,
	};
	a->report.sheets = sheets;
	a->report.complaints = complaints;
	a->input_bad = result == RESULT_BAD;
	a->done = true;
	return -(int)error;
}

static int take_rule(struct doc_answer *a, cur *in) {
	uint32_t call = cur_be32(in);
	uint8_t room[64];
	struct text name = TEXT(room);

	if (in->bad || cur_left(in))
		return lied(a, STR("a broken rule"));
	cell_call_name(&name, call);
	SAY(a, STR("reading the document tried the system call '"), text_done(&name), STR("', which is not allowed"));
	return CELL_BROKE_RULE;
}

static int take(struct doc_answer *a, uint8_t type, str payload) {
	static const struct {
		uint8_t type;
		int (*take)(struct doc_answer *a, cur *in);
	} kinds[] = {
		{ DOC_FRAME_ROW, take_row },           { DOC_FRAME_SHEET, take_sheet }, { DOC_FRAME_COMPLAINT, take_complaint },
		{ DOC_FRAME_PROGRESS, take_progress }, { DOC_FRAME_DONE, take_done },   { FRAME_RULE, take_rule },
	};
	cur in = cur_over(payload);

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].type == type && !a->done)
			return kinds[i].take(a, &in);
	return lied(a, a->done ? STR("a word after the last") : STR("an unknown frame"));
}

int doc_answer_take(struct doc_answer *a, str bytes, size_t *ret_taken) {
	cur in = cur_over(bytes);
	int r = 0;

	*ret_taken = 0;
	while (!r) {
		uint8_t type = cur_u8(&in);
		uint32_t size = cur_be32(&in);

		if (!in.bad && size > DOC_ROW_FRAME_MAX - FRAME_HEAD_SIZE)
			return lied(a, STR("a frame that is too long"));
		str payload = cur_take(&in, size);
		if (in.bad)
			break;
		r = take(a, type, payload);
		*ret_taken += FRAME_HEAD_SIZE + size;
	}
	return r;
}
