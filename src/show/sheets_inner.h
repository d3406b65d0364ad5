#pragma once

/* sheets_inner: what the files that make the sheets share. */

#include "show/sheets.h"

/* A row: begun, its cells in the order of the columns, taken. */
void sheet_begin(struct sheet_making *m, enum sheet_kind kind);
void sheet_put(struct sheet_row *row, str s);
void sheet_put_word(struct sheet_row *row, const char *word);
void sheet_put_number(struct sheet_row *row, double number, bool is_set);
void sheet_put_day(struct sheet_row *row, date day);     /* DATE_NONE: nothing */
void sheet_put_time(struct sheet_row *row, uint64_t time_us); /* 0: nothing */

static inline int sheet_take(struct sheet_making *m) {
	return m->take(m->context, &m->row);
}

/* Each makes the rows of one sheet that are about one device. */
int sheet_of_device(struct sheet_making *m, const struct device *d);
int sheet_of_evidence(struct sheet_making *m, const struct device *d);
int sheet_of_verdicts(struct sheet_making *m, const struct device *d);

/* Counts its contract and its decisions, for the rows of these two sheets. 0 or -ENOMEM. */
int sheet_count(struct sheet_making *m, const struct device *d);

/* Each makes all rows of one sheet. */
int sheet_contracts(struct sheet_making *m);
int sheet_decisions(struct sheet_making *m);
int sheet_method(struct sheet_making *m);
