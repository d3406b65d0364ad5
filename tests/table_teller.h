#pragma once

/*
 * table_teller: a sink of rows that writes down all it is told, for the tests
 * of readers of tables: rows "1: a|#2|?yes", complaints "!2,3 sentence".
 */

#include "base/text.h"
#include "read/doc/table.h"

enum { TOLD_SIZE = 4096 };

struct teller {
	struct table_sink sink;
	struct text told;
	uint8_t room[TOLD_SIZE];
	size_t row_count, complaint_count, longest_cell, widest_row;
};

static inline int tell_row(struct table_sink *sink, const struct table_row *row) {
	struct teller *t = (struct teller *)sink;

	t->row_count++;
	if (row->count > t->widest_row)
		t->widest_row = row->count;
	text_u64(&t->told, row->number);
	text_byte(&t->told, ':');
	for (size_t i = 0; i < row->count; i++) {
		if (row->cells[i].text.n > t->longest_cell)
			t->longest_cell = row->cells[i].text.n;
		text_byte(&t->told, i ? '|' : ' ');
		if (row->cells[i].kind != TABLE_TEXT)
			text_byte(&t->told, row->cells[i].kind == TABLE_NUMBER ? '#' : '?');
		text_str(&t->told, row->cells[i].text);
	}
	text_byte(&t->told, '\n');
	return 0;
}

static inline int tell_complaint(struct table_sink *sink, const struct complaint *c) {
	struct teller *t = (struct teller *)sink;

	t->complaint_count++;
	text_byte(&t->told, '!');
	text_u64(&t->told, c->line);
	text_byte(&t->told, ',');
	text_u64(&t->told, c->column);
	text_byte(&t->told, ' ');
	text_cstr(&t->told, c->what);
	text_byte(&t->told, '\n');
	return 0;
}

/* Wants no row; what it answers must come back. */
enum { STOPPED = -7 };

static inline int stop_row(struct table_sink *sink, const struct table_row *row) {
	(void)sink;
	(void)row;
	return STOPPED;
}

/* Nothing told yet. */
static inline void teller_open(struct teller *t) {
	*t = (struct teller){ .sink = { tell_row, tell_complaint } };
	t->told = TEXT(t->room);
}
