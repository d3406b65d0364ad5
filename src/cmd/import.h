#pragma once

/*
 * import: a register on its way into the estate. Every document is read twice:
 * first to see what its columns are, which rows are about one device and which
 * sites and contracts there are; then to keep the rows, one at a time.
 */

#include "cell/docbox.h"
#include "cmd/desk.h"
#include "cmd/import_cell.h"
#include "cmd/import_same.h"
#include "sense/source.h"
#include "store/books.h"

enum {
	IMPORT_TABLE_LEAST = 3,    /* headings that are known, by which a further table of a sheet begins */
	IMPORT_LOOK_ROWS = 30,     /* among which the row of headings stands: titles and logos come first */
	IMPORT_SHEETS_MAX = 1024,  /* of all files together */
	IMPORT_BOOKS_MAX = 1 << 16, /* sites, and contracts; a land has fewer places with cameras */
	IMPORT_OBSERVATIONS_MAX = 96, /* of one row: a known heading may stand there more than once */
	IMPORT_ABOUT_MAX = 512,  /* observations of one device, of all rows about it; what is over is left out */
	IMPORT_NAME_MAX = 250,     /* bytes of a device's name */
	IMPORT_ROW_MEMORY = 4 << 20, /* one row's cells, cleaned: TABLE_ROW_MAX and what is made of it */
	IMPORT_SAMPLES = 2,
	IMPORT_ABOVE_MAX = 1024,   /* bytes of a text that --fill takes down: names of sites and contracts */
	IMPORT_SAID_MAX = 20,      /* complaints that are told; the others are counted */
};

struct import_column {
	str heading;
	enum register_column column;
	str samples[IMPORT_SAMPLES]; /* no secrets */
	size_t sample_count;
	/* Of columns that name what many devices share: how its cells stand, in the first reading. */
	uint64_t told, blank_below, repeated; /* repeated: it is the text above once more */
	uint64_t last_hash;
	bool begins_blank;
	/* --fill: a blank cell says what stands above it. */
	bool is_filled;
	uint8_t *above;          /* IMPORT_ABOVE_MAX bytes */
	size_t above_size;
};

/* A table: a sheet of a workbook, or a whole file; a further one begins where other headings stand below it. */
struct import_sheet {
	uint32_t file;           /* which of the files, from 0 */
	str name;                /* empty where there are none */
	str source;              /* "register FILE, sheet NAME": where the observations are from */
	uint32_t number;         /* of this source in the run */
	bool hidden, decided, known; /* known: it has a row of headings */
	uint32_t heading_row;    /* its number in the document */
	uint64_t heading_place;  /* which of the sheet's rows it is, from 1: numbers may repeat, as in JSON lines */
	uint64_t passed;         /* rows of the sheet that were read so far; in its first table */
	struct import_column *columns;
	size_t column_count;
	uint64_t can_say;        /* of a register that the estate has: bits of what its columns can say, as in `silent` of a row */
	const struct register_product *product; /* NULL: none that is known whole */
	uint64_t rows;           /* that tell of a device */
	uint64_t empty, repeated, totals, silent; /* left out: silent ones tell of no device */
	uint64_t wrong;          /* rows with a cell that was not understood */
	uint64_t secrets;        /* texts left out or cut because they spoke of passwords */
	uint64_t filled;         /* blank cells that --fill gave what stands above them */
	uint64_t from_rd;        /* places told in metres of the Dutch grid */
};

struct import_file {
	const char *path;
	str name, place;         /* that the register has in the estate; and what says there where it lies: import_name.c */
	bool is_nameless;        /* nothing says which register it is: no later reading takes its place */
	struct source source;
	bool is_on_record;       /* the estate has an older reading of it */
	bool is_open, is_good;   /* good: worth reading again */
	struct doc_report report;
};

/* A site or a contract that rows name. */
struct import_book {
	str id, title, supplier;
	date from, until;        /* of contracts */
	double latitude, longitude; /* of sites: sums over `points` rows */
	size_t points;
	struct contract contract; /* as the estate has it, or as it will have it */
	bool is_on_record;
	int64_t row;             /* in the estate, while rows go in */
};

struct import_books {
	struct import_book *at;
	uint32_t *slots;         /* 1 + place in `at`, by hash of the id */
	size_t count;
};

/* What a row says, cleaned. Texts lie in the row's cells or its memory. */
struct import_row {
	uint32_t number;         /* in its document */
	struct obs observations[IMPORT_OBSERVATIONS_MAX];
	size_t observation_count;
	addr mac, ip;            /* the first of each */
	addr other_macs[SAME_OTHER_MACS];
	size_t other_mac_count;
	addr addresses[CELL_ADDRESSES_MAX];
	size_t address_count;
	str texts[COLUMN_COUNT]; /* the first of each column; without MACs, addresses and days */
	date acquired, contract_from, contract_until; /* DATE_NONE when not told */
	double latitude, longitude; /* NAN when not told */
	bool was_seen;           /* a program saw it on the network: no row of any books is about it */
	uint64_t seen_us;        /* when; 0: not told */
	uint64_t time_us;        /* when what it says was true, as far as anybody knows */
	uint64_t silent;         /* what its sheet has columns for, and it does not say: bits by column, and IMPORT_OTHER_MAC */
	struct import_metres { double metres, degrees; } x, y; /* what the column can mean; NAN where it cannot, or is not told */
};

struct import {
	struct desk *desk;
	struct import_file *files;
	size_t file_count, file; /* `file`: the one at work */
	struct import_sheet *sheets;
	size_t sheet_count;
	struct same_rows *same;
	struct import_books sites, contracts;
	uint64_t as_of_us;       /* when the registers were true, as far as anybody knows */
	uint64_t said;           /* complaints so far */
	enum exit_code code;
	void *row_memory, *look_memory;
	struct import_row row;
	struct progress progress;
};

enum { IMPORT_OTHER_MAC = COLUMN_COUNT }; /* the bit of register.other_mac */

/* import_silent.c: what a register says no more. Of a sheet: what its columns can say; of a row: what of it does not. */
uint64_t import_can_say(const struct import_sheet *sheet);
uint64_t import_silent(const struct import_sheet *sheet, const struct import_row *row);

/* As observations with empty values, behind those of a device, which has room for them. How many. */
size_t import_put_silent(uint64_t silent, const struct obs *like, struct obs *to);

/* import_table.c: what a row says by its headings. */
extern const str import_fields[COLUMN_COUNT]; /* "register.name", …; empty where a column has none of its own */

/* import_headings.c: finds the row of headings among the rows. 0, or -ENOMEM. */
int import_decide(struct import *im, struct import_sheet *sheet, const struct table_row *rows, size_t count);

/* Is a row below the headings the row of headings of another table? Not where it repeats its own. */
bool import_is_other_table(const struct import *im, const struct import_sheet *sheet, const struct table_row *row);
bool import_is_heading_again(const struct import_sheet *sheet, const struct table_row *row);

enum import_kind { ROW_DEVICE, ROW_EMPTY, ROW_REPEATED, ROW_TOTAL, ROW_SILENT };

/* Before the first row below the headings is read, in each reading: nothing stands above it. */
void import_begin_rows(struct import_sheet *sheet);

/* Does the column look as if cells had been merged before an export: blank below its texts, and none of them repeated? */
bool import_looks_merged(const struct import_column *c);

/*
 * Reads one row below the headings into `im->row`; with `says`, what is not
 * understood is complained of and counted in the sheet. `mem` keeps what had
 * to be written anew.
 */
enum import_kind import_read_row(struct import *im, struct import_sheet *sheet, const struct table_row *row, arena *mem,
				 bool says);

/* import_device.c: the device that a row is about. */

/* What one row, or all rows that are about one device, say of it. */
struct import_about {
	str name;
	uint32_t first;          /* the number of the first row about it */
	struct obs *observations;
	size_t observation_count, room;
	addr addresses[CELL_ADDRESSES_MAX];
	size_t address_count;
	date acquired;
	struct import_book *site, *contract; /* NULL: not told */
	uint64_t silent;         /* what none of its rows says, as in import_row */
	uint64_t first_us, last_us; /* of its rows */
};

/* What `im->row` says, the row with this number among all; it points into the row and `mem`. */
struct import_about import_about_row(struct import *im, const struct import_sheet *sheet, uint32_t number, arena *mem);

/* Adds what another row about the same device says; in `mem`, to which `about` then belongs wholly. */
void import_about_more(struct import_about *about, const struct import_about *more, arena *mem);

/* The device, with what the register tells of it, not yet thought of; it points into `about` and `mem`. */
void import_device(struct import *im, const struct import_about *about, arena *mem, struct device *ret_device);

/* import_keep.c: all rows into the estate. */
struct import_kept {
	uint64_t devices, fresh; /* rows of the estate that were touched, and that were not there before */
	uint64_t sites, contracts, told; /* that are new; devices of which something was told */
	uint64_t told_anew;      /* devices of which it says otherwise than when it was read before, and that is on record now */
	uint64_t moved;          /* devices for which the register names another site than is on record: that one stays */
	uint64_t gone;           /* devices of an earlier import of the same registers that are in this one no more: they stay */
};
enum exit_code import_keep(struct import *im, struct import_kept *ret_kept);

/* import.c: registers in, as the options say; `arguments` are the files. */
enum exit_code import_registers(const struct options *o);

/*
 * import_name.c: what registers are called in the estate: as people say, else
 * by the end of their path, so much of it that no other one is called so. A
 * file that the estate read before has the name that it has there. A pipe, and
 * a file whose name has a password, has a number of its own: "file 2".
 */
void import_name_files(struct import *im);

/* Can people call a register so? It is no password, and not too long. */
bool import_may_be_called(const struct import *im, str name);

/* Fills `source` by the name of its file. */
void import_name_sheet(struct import *im, struct import_sheet *sheet);

/* Asks an estate for the names that it has for these files, and names files and sheets by them. 0, or as store.h has it. */
int import_name_as_known(struct import *im, struct store *s);

/* import.c: reads a file again, for another listener. As docbox_read(), which complained of what is damaged the first time. */
int import_read_again(struct import *im, struct import_file *f, struct doc_listener *l);

/* The sheet of a row below the headings, when the document is read again; NULL for any other row. */
struct import_sheet *import_next_row(struct import *im, const struct table_row *row);

/* The place of a text among sites or contracts, added when `adds`; NULL when there is none, or no room for more. */
struct import_book *import_book(struct import *im, struct import_books *books, str text, bool adds);

/* NULL when none has this id. */
struct import_book *import_book_by_id(const struct import_books *books, str id);

/* What the sites of a row are called: the site, else the address. */
str import_site_text(const struct import_row *row);

/* The keys of a row. */
struct same_keys import_keys(const struct import *im, const struct import_row *row);

/* import_say.c */

/* Complains of a cell, with file, sheet and cell or line; `column` from 1, 0 for the whole row. Only the first some are told. */
void import_complain(struct import *im, const struct import_sheet *sheet, uint32_t row, size_t column, const char *what, str value);

/* How many complaints more there were. */
void import_said_rest(const struct import *im);

/* What was understood and kept, for people or as JSON. */
void import_say(const struct import *im, const struct import_kept *kept);

/* The same of a dry run: which heading is which column, and what the first rows would become. */
void import_say_dry(struct import *im);
