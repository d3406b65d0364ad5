#pragma once

/* sheets_inner: what the files that make the sheets share. */

#include "show/sheets.h"

/* One sheet in the making. */
struct sheet_making {
	const struct report *report;
	const struct registry *r;
	arena scratch;
	struct sheet_row *row;
	int (*take)(void *context, const struct sheet_row *row);
	void *context;
};

/* A row: begun, its cells in the order of the columns, taken. */
void sheet_begin(struct sheet_row *row);
void sheet_put(struct sheet_row *row, str s);
void sheet_put_word(struct sheet_row *row, const char *word);
void sheet_put_number(struct sheet_row *row, double number, bool is_set);
void sheet_put_day(struct sheet_row *row, date day);     /* DATE_NONE: nothing */
void sheet_put_time(struct sheet_row *row, uint64_t time_us); /* 0: nothing */

static inline int sheet_take(struct sheet_making *m) {
	return m->take(m->context, m->row);
}

/* Each makes all rows of one sheet; as sheet_each(). */
int sheet_devices(struct sheet_making *m);
int sheet_evidence(struct sheet_making *m);
int sheet_verdicts(struct sheet_making *m);
int sheet_contracts(struct sheet_making *m);
int sheet_decisions(struct sheet_making *m);
int sheet_method(struct sheet_making *m);
