/*
 * A workbook written and read, whole and cut short, and told to nobody.
 */
#include "cell/doc_rehearsal.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cell/doc_job.h"

enum { BOOK_SIZE = 64 * 1024, SORTED_COUNT = 65536 };

static const struct {
	const char *name, *text;
} parts[] = {
	{ "_rels/.rels", "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>" },
	{ "xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r'/></sheets></workbook>" },
	{ "xl/_rels/workbook.xml.rels",
	  "<Relationships><Relationship Id='r' Type='x/worksheet' Target='s.xml'/>"
	  "<Relationship Id='t' Type='x/styles' Target='t.xml'/></Relationships>" },
	{ "xl/t.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>" },
	{ "xl/s.xml",
	  "<worksheet><sheetData><row><c t='inlineStr'><is><t>\xc3\xa9</t></is></c><c><v>1.10000000000000001</v></c>"
	  "<c s='1'><v>45000.5</v></c></row></sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells></worksheet>" },
	/* A name that is not ASCII. */
	{ "xl/\xc3\xa9.xml", "<broken" },
};

static int write_part(struct archive *a, size_t i) {
	struct archive_entry *entry = archive_entry_new();
	size_t size = strlen(parts[i].text);
	int r = -ENOMEM;

	if (entry) {
		archive_entry_set_pathname(entry, parts[i].name);
		archive_entry_set_size(entry, (int64_t)size);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_mtime(entry, 1, 0);
		/* Warns of the name that is not ASCII. */
		bool is_good = archive_write_header(a, entry) >= ARCHIVE_WARN && archive_write_data(a, parts[i].text, size) >= 0;
		r = is_good ? 0 : -EPROTO;
	}
	archive_entry_free(entry);
	return r;
}

static int write_book(uint8_t *to, size_t *ret_size) {
	struct archive *a = archive_write_new();
	bool is_open = a && archive_write_set_format_zip(a) == ARCHIVE_OK &&
		       archive_write_open_memory(a, to, BOOK_SIZE, ret_size) == ARCHIVE_OK;
	int r = is_open ? 0 : -ENOMEM;

	for (size_t i = 0; !r && i < sizeof parts / sizeof *parts; i++)
		r = write_part(a, i);
	if (a && archive_write_free(a) != ARCHIVE_OK && !r)
		r = -EPROTO;
	return r;
}

static int count_row(struct table_sink *sink, const struct table_row *row) {
	(void)sink;
	return row->count == 3 ? 0 : -EPROTO;
}

static int drop(struct table_sink *sink, const struct complaint *c) {
	(void)sink;
	(void)c;
	return 0;
}

static int pass(struct doc_job *job, uint64_t bytes_done) {
	(void)job;
	(void)bytes_done;
	return 0;
}

static int read_book(str bytes) {
	struct table_sink sink = { count_row, drop };
	struct doc_job job = { .bytes = bytes, .sink = &sink, .progress = pass };

	return doc_xlsx(&job);
}

static int by_byte(const void *a, const void *b) {
	const uint8_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Asked to sort much, glibc's qsort() wants to know once how much memory the machine has. */
static int sort_much(void) {
	uint64_t *numbers = calloc(SORTED_COUNT, sizeof *numbers);

	if (!numbers)
		return -ENOMEM;
	qsort(numbers, SORTED_COUNT, sizeof *numbers, by_byte);
	free(numbers);
	return 0;
}

/*
 * Says of all names that they are UTF-8 (flag 11 of APPNOTE 4.4.4), as
 * LibreOffice does: then libarchive asks libc for a character set.
 */
static void mark_utf8(uint8_t *book, size_t size) {
	static const struct {
		str begins;
		size_t flags_at;
	} heads[] = { { STR_INIT("PK\3\4"), 6 }, { STR_INIT("PK\1\2"), 8 } };
	const str all = { book, size };

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		for (size_t at = 0; (at = str_find(all, heads[i].begins, at)) + heads[i].flags_at + 1 < size; at += 4)
			book[at + heads[i].flags_at + 1] |= 1 << 3;
}

/* Whole; without the directory at its end; cut in the middle of a part. */
static int read_pieces(str book) {
	int r = read_book(book) == 0 ? 0 : -EPROTO;

	for (size_t cut = 20; !r && cut < book.n; cut += 50)
		if (read_book((str){ book.at, book.n - cut }) < 0)
			r = -EPROTO;
	return r;
}

int doc_rehearse(void) {
	uint8_t *book = malloc(BOOK_SIZE);
	size_t size = 0;
	int r = book ? write_book(book, &size) : -ENOMEM;

	/* Numbers have points and names are bytes, whatever the user's language; no day is looked up in a table of time zones. */
	(void)setlocale(LC_ALL, "C");
	(void)setenv("TZ", "UTC0", 1);
	tzset();
	if (!r)
		r = read_pieces((str){ book, size });
	if (!r) {
		mark_utf8(book, size);
		r = read_pieces((str){ book, size });
	}
	free(book);
	return r ? r : sort_much();
}
