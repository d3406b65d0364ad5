#pragma once

/*
 * sheets: the report as tables, for spreadsheets: what each column holds, and
 * the rows one after the other. CSV writes the first sheet, XLSX all of them.
 *
 * Texts come from hostile devices. In a cell they are printable UTF-8, bytes
 * that are none as \xNN, and nothing that a spreadsheet takes for a formula:
 * such a text has an apostrophe before it, which is how people write it
 * themselves (OWASP, "CSV injection").
 */

#include "show/show.h"

enum sheet_kind {
	SHEET_DEVICES, SHEET_EVIDENCE, SHEET_VERDICTS, SHEET_CONTRACTS, SHEET_DECISIONS, SHEET_METHOD, SHEET_COUNT,
};

enum sheet_type { SHEET_TEXT, SHEET_NUMBER, SHEET_DAY, SHEET_TIME };

struct sheet_column {
	const char *name; /* "maker_country": stable */
	enum sheet_type type;
	unsigned width;   /* characters that are good to have */
	const char *what; /* for people, without a full stop */
};

struct sheet {
	const char *name; /* "devices" */
	const struct sheet_column *columns;
	size_t column_count;
};

extern const struct sheet sheets[SHEET_COUNT];

struct sheet_cell {
	bool is_set;
	str text;         /* SHEET_TEXT */
	double number;    /* SHEET_NUMBER */
	date day;         /* SHEET_DAY */
	uint64_t time_us; /* SHEET_TIME: since 1970-01-01 UTC */
};

enum {
	SHEET_COLUMNS_MAX = 40,
	SHEET_TEXT_MAX = 8000, /* bytes of one text; escaped they fit the 32,767 characters that a cell of Excel holds */
	SHEET_ROOM = 256 * 1024, /* for all texts of a row */
};

struct sheet_row {
	const struct sheet *sheet;
	struct sheet_cell cells[SHEET_COLUMNS_MAX];
	size_t count;
	struct text text;
	uint8_t room[SHEET_ROOM];
};

/* A text as a cell has it, at most SHEET_TEXT_MAX bytes of it; a cut one ends with three dots. */
void sheet_text(struct text *t, str s);

/* Takes a row, which is valid during the call; non-zero stops and is returned. */
typedef int sheet_take_row(void *context, const struct sheet_row *row);

/* A decision and how many devices it is about. */
struct sheet_decided {
	const struct decision *decision;
	size_t devices;
};

/* All sheets in the making: of devices that come one at a time, so that there may be very many. */
struct sheet_making {
	const struct report *report; /* its devices are not looked at */
	const struct registry *r;
	arena *mem;             /* keeps what is counted: contracts and decisions, not devices */
	sheet_take_row *take;
	void *context;
	bool wanted[SHEET_COUNT]; /* sheets: those that are not are not made */
	size_t *contracts;      /* how many devices each has, in the order of the report's; NULL while none came */
	struct sheet_decided *decided; /* by number */
	size_t decided_count, decided_room;
	struct sheet_row row;
};

/* All sheets are wanted. */
void sheets_open(struct sheet_making *m, const struct report *report, const struct registry *r, arena *mem,
		 sheet_take_row *take, void *context);

/* The rows about this device in the sheets of devices, evidence and verdicts. As `take`, or -ENOMEM. */
int sheets_device(struct sheet_making *m, const struct device *d);

/* After all devices: all rows of the other sheets. */
int sheets_rest(struct sheet_making *m);

/*
 * CSV as RFC 4180 has it, in UTF-8 behind a byte order mark, by which Excel
 * knows it: the first line, and a row of the sheet of devices; the context is
 * a FILE.
 */
void show_csv_head(FILE *to);
sheet_take_row show_csv_row;
