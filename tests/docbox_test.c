/*
 * Documents in their box: workbooks as programs write them, scans, JSON, what
 * is hostile, and a box that has fallen.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "base/put.h"
#include "base/text.h"
#include "cell/cell.h"
#include "cell/doc_wire.h"
#include "cell/docbox_inside.h"
#include "cell/lock.h"
#include "read/proto.h"

/* Nobody reads anything here. */
const struct proto *const protos[] = { NULL };

enum {
	TOLD_SIZE = 64 * 1024,
	BOOK_SIZE = 128 * 1024 * 1024,
	PARTS = 5000, /* more than an archive may have */
	SECONDS = 60, /* for one document, however hostile; an honest one needs milliseconds */
};

/* Everything as text: "Sheet!2h: a|b" and "! Sheet,2,7 sentence". */
struct teller {
	struct doc_listener listener;
	struct text told;
	uint8_t room[TOLD_SIZE];
	struct doc_report report;
	struct complaint why;
	int answer;
};

static struct teller teller;

static int tell_row(struct table_sink *sink, const struct table_row *row) {
	struct teller *t = (struct teller *)sink;

	if (row->sheet.n) {
		text_str(&t->told, row->sheet);
		text_byte(&t->told, '!');
	}
	text_u64(&t->told, row->number);
	text_cstr(&t->told, row->hidden ? "h:" : ":");
	for (size_t i = 0; i < row->count; i++) {
		text_byte(&t->told, i ? '|' : ' ');
		text_byte(&t->told, (uint8_t)"\0#@?!"[row->cells[i].kind]);
		t->told.used -= row->cells[i].kind == TABLE_TEXT;
		text_str(&t->told, row->cells[i].text);
	}
	text_byte(&t->told, '\n');
	return 0;
}

static int tell_complaint(struct table_sink *sink, const struct complaint *c) {
	struct teller *t = (struct teller *)sink;

	text_cstr(&t->told, "! ");
	text_str(&t->told, c->file);
	text_byte(&t->told, ',');
	text_u64(&t->told, c->line);
	text_byte(&t->told, ',');
	text_u64(&t->told, c->column);
	text_byte(&t->told, ' ');
	text_cstr(&t->told, c->what);
	text_byte(&t->told, '\n');
	return 0;
}

static int read_with(void (*inside)(str, int), str document) {
	teller = (struct teller){ .listener = { .sink = { tell_row, tell_complaint } } };
	teller.told = TEXT(teller.room);
	teller.answer = docbox_read_with(inside, SECONDS, document, &teller.listener, &teller.report, &teller.why);
	return teller.answer;
}

static int read_document(str document) {
	return read_with(docbox_inside, document);
}

static void assert_told(const char *want) {
	str got = text_done(&teller.told);

	if (!str_eq(got, str_of(want)))
		print_message("got:\n%.*s\nwhy: %s\nwant:\n%s\n", STR_ARG(got), teller.why.what, want);
	assert_true(str_eq(got, str_of(want)));
}

static void assert_has(const char *part) {
	str got = text_done(&teller.told);
	bool has = str_find(got, str_of(part), 0) < got.n;

	if (!has)
		print_message("got:\n%.2000s\nwhy: %s\nwant: %s\n", (const char *)got.at, teller.why.what, part);
	assert_true(has);
}

static void assert_why(int answer, const char *part) {
	str why = str_of(teller.why.what);
	bool has = *part ? str_find(why, str_of(part), 0) < why.n : answer || why.n == 0;

	if (teller.answer != answer || !has)
		print_message("got: %d %s\nwant: %d %s\n", teller.answer, teller.why.what, answer, part);
	assert_int_equal(teller.answer, answer);
	assert_true(has);
}

/* Workbooks */

struct book {
	struct archive *archive;
	uint8_t *bytes;
	size_t size;
};

static void book_begin(struct book *b) {
	b->bytes = malloc(BOOK_SIZE);
	b->archive = archive_write_new();
	assert_non_null(b->bytes);
	assert_int_equal(archive_write_set_format_zip(b->archive), ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(b->archive, b->bytes, BOOK_SIZE, &b->size), ARCHIVE_OK);
}

/* `times` times the middle. */
static void book_part(struct book *b, const char *name, const char *begin, const char *middle, size_t times, const char *end) {
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (int64_t)(strlen(begin) + strlen(middle) * times + strlen(end)));
	archive_entry_set_filetype(entry, AE_IFREG);
	assert_int_equal(archive_write_header(b->archive, entry), ARCHIVE_OK);
	archive_write_data(b->archive, begin, strlen(begin));
	for (size_t i = 0; i < times; i++)
		archive_write_data(b->archive, middle, strlen(middle));
	archive_write_data(b->archive, end, strlen(end));
	archive_entry_free(entry);
}

static str book_end(struct book *b) {
	assert_int_equal(archive_write_free(b->archive), ARCHIVE_OK);
	return (str){ b->bytes, b->size };
}

#define RELATION(id, type, target) "<Relationship Id='" id "' Type='http://schemas/" type "' Target='" target "'/>"

/* All but the sheets: two of them, the second hidden. */
static void book_frame(struct book *b) {
	book_begin(b);
	book_part(b, "_rels/.rels", "<Relationships>" RELATION("r", "officeDocument", "xl/workbook.xml") "</Relationships>", "", 0, "");
	book_part(b, "xl/workbook.xml",
		  "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='Camera&apos;s' sheetId='9' r:id='r1'/>"
		  "<x:sheet name='Old' sheetId='2' state='hidden' r:id='r2'/></x:sheets></x:workbook>",
		  "", 0, "");
	book_part(b, "xl/_rels/workbook.xml.rels",
		  "<Relationships>" RELATION("r1", "worksheet", "worksheets/sheet1.xml") RELATION("r2", "worksheet", "/xl/worksheets/sheet2.xml")
			  RELATION("r3", "sharedStrings", "sharedStrings.xml") RELATION("r4", "styles", "styles.xml") "</Relationships>",
		  "", 0, "");
}

#define SHEET(rows) "<worksheet><dimension ref='A1:XFD2147483648'/><sheetData>" rows "</sheetData></worksheet>"
#define SMALL_SHEET SHEET("<row r='1'><c r='A1'><v>1</v></c></row>")

static int read_sheet(const char *begin, const char *middle, size_t times, const char *end) {
	struct book b;

	book_frame(&b);
	book_part(&b, "xl/worksheets/sheet1.xml", begin, middle, times, end);
	book_part(&b, "xl/worksheets/sheet2.xml", SMALL_SHEET, "", 0, "");
	int r = read_document(book_end(&b));
	free(b.bytes);
	return r;
}

static void test_cells(void **state) {
	struct book b;

	(void)state;
	book_frame(&b);
	book_part(&b, "xl/sharedStrings.xml",
		  "<sst><si><t>Naam</t></si><si><r><t>Mo</t></r><r><t xml:space='preserve'>del </t></r><rPh><t>no</t></rPh></si>"
		  "<si><t>a_x000D_b_x005F_</t></si></sst>",
		  "", 0, "");
	book_part(&b, "xl/styles.xml",
		  "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='000000'/><numFmt numFmtId='165' formatCode='[$-413]d mmmm yyyy;@'/>"
		  "<numFmt numFmtId='166' formatCode='0.00&quot;day&quot;'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
		  "<xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/></cellXfs></styleSheet>",
		  "", 0, "");
	book_part(&b, "xl/worksheets/sheet1.xml",
		  SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='D1' t='s'><v>2</v></c></row>"
			"<row><c><v>0.10000000000000001</v></c><c s='1'><v>45000.75</v></c><c s='2'><v>7</v></c><c s='3'><v>1</v></c>"
			"<c s='1'><v>60</v></c><c s='4'><v>45000</v></c></row>"
			"<row r='7' hidden='1'><c r='B7' t='b'><v>1</v></c><c r='C7' t='e'><v>#N/A</v></c><c r='D7' t='str'><f>X</f><v>kept</v></c>"
			"<c t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c><c><v>1.2345678901234568E+17</v></c>"
			"<c t='d'><v>2024-05-01T10:00:00</v></c></row>"
			"<row r='8'><c r='A8'/><c r='B8' t='s'><v/></c></row>"
			"<row r='9'><c r='A9'><f>B9</f></c><c r='B9' t='s'><v>99</v></c><c r='C9'><v>1</v></c></row>"),
		  "", 0, "");
	book_part(&b, "xl/worksheets/sheet2.xml",
		  "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Site</t></is></c><c r='B1'><v>1</v></c></row>"
		  "<row r='2'><c r='B2'><v>2</v></c></row><row r='3'><c r='A3'/><c r='B3'><v>3</v></c></row><row r='4'><c r='A4'/></row>"
		  "<row r='6'><c r='B6'><v>4</v></c></row></sheetData><mergeCells><mergeCell ref='A1:A5'/><mergeCell ref='B1:C1'/>"
		  "<mergeCell ref='B6:B2147483648'/></mergeCells></worksheet>",
		  "", 0, "");
	assert_int_equal(read_document(book_end(&b)), 0);
	free(b.bytes);
	assert_told("Camera's!1: Naam|Model ||a\rb_\n"
		    "Camera's!2: #0.1|@2023-03-15|#000007|@1900-01-01|#60|#45000\n"
		    "Camera's!7h: |?yes|!#N/A|kept|inline|#123456789012345680|@2024-05-01\n"
		    "! Camera's,9,2 B9: its text is not among those that the workbook shares; so with others\n"
		    "Camera's!9: ||#1\n"
		    "! Camera's,9,1 A9: 1 formula has no kept value, this the first: open the workbook in a spreadsheet program and save it\n"
		    "Old!1h: Site|#1\nOld!2h: Site|#2\nOld!3h: Site|#3\nOld!6h: |#4\n");
	assert_int_equal(teller.report.kind, DOC_XLSX);
	assert_int_equal(teller.report.sheets, 2);
	assert_int_equal(teller.report.rows, 8);
	assert_int_equal(teller.report.complaints, 2);
}

/* Names that are said to be UTF-8, as LibreOffice says of all: libarchive asks libc about character sets. */
static void test_utf8_names(void **state) {
	static const str heads[] = { STR_INIT("PK\3\4"), STR_INIT("PK\1\2") };
	struct book b;

	(void)state;
	book_frame(&b);
	book_part(&b, "xl/worksheets/sheet1.xml", SMALL_SHEET, "", 0, "");
	book_part(&b, "xl/worksheets/sheet2.xml", SMALL_SHEET, "", 0, "");
	book_part(&b, "\xc3\xa9\xff", "", "", 0, "");
	str whole = book_end(&b);
	for (size_t i = 0; i < 2; i++)
		for (size_t at = 0; (at = str_find(whole, heads[i], at)) < whole.n; at += 4)
			b.bytes[at + 7 + 2 * i] |= 1 << 3;
	assert_int_equal(read_document(whole), 0);
	free(b.bytes);
	assert_told("Camera's!1: #1\nOld!1h: #1\n");
}

/* The system of 1904, other names of parts, backslashes; and what is no workbook. */
static void test_other_names(void **state) {
	struct book b;

	(void)state;
	book_begin(&b);
	book_part(&b, "_rels/.rels", "<Relationships>" RELATION("r", "officeDocument", "/book/main.xml") "</Relationships>", "", 0, "");
	book_part(&b, "book\\main.xml", "<workbook><workbookPr date1904='true'/><sheets><sheet name='S' r:id='q'/></sheets></workbook>", "", 0, "");
	book_part(&b, "book/_rels/main.xml.rels",
		  "<Relationships>" RELATION("q", "worksheet", "../other/S.XML") RELATION("t", "styles", "t.xml") "</Relationships>", "", 0, "");
	book_part(&b, "Other/s.xml", SHEET("<row><c s='0'><v>43538</v></c></row>"), "", 0, "");
	book_part(&b, "book/t.xml", "<styleSheet><cellXfs><xf numFmtId='22'/></cellXfs></styleSheet>", "", 0, "");
	assert_int_equal(read_document(book_end(&b)), 0);
	free(b.bytes);
	assert_told("S!1: @2023-03-15\n");
	book_begin(&b);
	book_part(&b, "content.xml", "<x/>", "", 0, "");
	read_document(book_end(&b));
	free(b.bytes);
	assert_why(CELL_INPUT_BAD, "OpenDocument");
	book_begin(&b);
	book_part(&b, "readme.txt", "x", "", 0, "");
	read_document(book_end(&b));
	free(b.bytes);
	assert_why(CELL_INPUT_BAD, "has no workbook");
}

/* What another sheet says is read whatever the first one does. */
#define NEXT_SHEET "Old!1h: #1\n"

static void test_hostile_sheets(void **state) {
	(void)state;
	/* The billion laughs. */
	assert_int_equal(read_sheet("<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>" SHEET("<row><c t='str'><v>&b;</v></c></row>"), "", 0, ""), 0);
	assert_told("! Camera's,1,0 row 1: the sheet cannot be read further than here: it declares a document type of its own, "
		    "with which entities could grow without end\n" NEXT_SHEET);
	/* Rows and columns that no sheet has. */
	assert_int_equal(read_sheet(SHEET("<row r='2147483647'><c r='A2147483647'><v>1</v></c></row><row r='5'><c r='XFE5'><v>1</v></c>"
					  "<c r='XFD5'><v>2</v></c><c r='B5'><v>3</v></c></row>"),
				    "", 0, ""), 0);
	assert_told("! Camera's,2147483647,0 row 2147483647: no sheet has more than 1,048,576 rows: rows numbered beyond that are left out\n"
		    "! Camera's,5,16385 XFE5: no sheet has more than 16,384 columns: this cell and others beyond are left out\n"
		    "! Camera's,5,16384 XFD5: there are more than 1,024 columns: what stands here and right of it is left out\n"
		    "Camera's!5: |#3\n" NEXT_SHEET);
	/* 16,384 columns of numbers. */
	assert_int_equal(read_sheet("<worksheet><sheetData><row>", "<c><v>1</v></c>", 16384, "</row></sheetData></worksheet>"), 0);
	assert_has("! Camera's,1,1025 AMK1: there are more than 1,024 columns");
	assert_has(NEXT_SHEET);
	/* A cell of 20 MiB, a tag of 20 MiB, elements in one another. */
	assert_int_equal(read_sheet("<worksheet><sheetData><row r='7'><c r='B7' t='str'><v>", "xxxxxxxxxxxxxxxxxxxx", 1 << 20,
				    "</v></c></row></sheetData></worksheet>"), 0);
	assert_has("it unpacks to more than 200 times its size");
	assert_has("! Camera's,7,2 B7: ");
	assert_has(NEXT_SHEET);
	assert_int_equal(read_sheet("<worksheet><sheetData><row r='7'><c r='B7' t='str'><v>", "xxxxxxxxxxxxxxxxxxxx", 1 << 16,
				    "</v></c></row></sheetData></worksheet>"), 0);
	assert_has("! Camera's,7,2 B7: the cell has more than 32 KiB: the rest of it is left out");
	assert_int_equal(read_sheet("<worksheet><sheetData><row r='7'><c r='B7' t='", "xxxxxxxxxxxxxxxxxxxx", 1 << 18, "'/></row></sheetData></worksheet>"), 0);
	assert_has("one tag or comment has more than 1 MiB");
	assert_int_equal(read_sheet("<worksheet>", "<a>", 1 << 16, ""), 0);
	assert_has("elements stand in one another more than 64 deep");
	/* Broken UTF-8, broken XML: what stood before is told. */
	assert_int_equal(read_sheet("<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='B2' t='str'><v>\xc3(</v></c></row>",
				    "", 0, ""), 0);
	assert_told("Camera's!1: #1\n! Camera's,2,2 B2: the sheet cannot be read further than here: not well-formed (invalid token)\n" NEXT_SHEET);
	/* A million merges. */
	assert_int_equal(read_sheet("<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>", "<mergeCell ref='A1:A9'/>", 70000,
				    "</mergeCells></worksheet>"), 0);
	assert_has("more than 65,536 cells are merged");
}

/* A part is missing, or there are too many, or all unpack to too much. */
static void test_hostile_archives(void **state) {
	struct book b;
	char name[64];

	(void)state;
	book_frame(&b);
	book_part(&b, "xl/worksheets/sheet2.xml", SMALL_SHEET, "", 0, "");
	assert_int_equal(read_document(book_end(&b)), 0);
	free(b.bytes);
	assert_told("! Camera's,0,0 the sheet's part is not in the archive\n" NEXT_SHEET);
	book_frame(&b);
	for (int i = 0; i < PARTS; i++) {
		(void)snprintf(name, sizeof name, "p%d", i);
		book_part(&b, name, "", "", 0, "");
	}
	read_document(book_end(&b));
	free(b.bytes);
	assert_why(CELL_INPUT_BAD, "more than 4,096 parts");
	assert_told("");
}

/* Sheets that unpack to 12 MiB each, below the size from which the ratio of one counts. */
static void test_many_bombs(void **state) {
	enum { SHEETS = 20, BLANKS = 1024 * 1024 };
	static char sheets[SHEETS * 64], relations[SHEETS * 128], blanks[BLANKS + 1];
	size_t sheets_used = 0, relations_used = 0;
	struct book b;
	char name[64];

	(void)state;
	memset(blanks, ' ', BLANKS);
	book_begin(&b);
	for (int i = 0; i < SHEETS; i++) {
		sheets_used += (size_t)snprintf(sheets + sheets_used, sizeof sheets - sheets_used, "<sheet name='S%d' r:id='r%d'/>", i, i);
		relations_used += (size_t)snprintf(relations + relations_used, sizeof relations - relations_used,
						   "<Relationship Id='r%d' Type='x/worksheet' Target='s%d.xml'/>", i, i);
		(void)snprintf(name, sizeof name, "xl/s%d.xml", i);
		book_part(&b, name, "<worksheet><sheetData><row><c><v>1</v></c></row>", blanks, 12, "</sheetData></worksheet>");
	}
	book_part(&b, "xl/workbook.xml", "<workbook><sheets>", sheets, 1, "</sheets></workbook>");
	book_part(&b, "xl/_rels/workbook.xml.rels", "<Relationships>", relations, 1, "</Relationships>");
	read_document(book_end(&b));
	free(b.bytes);
	assert_why(CELL_INPUT_BAD, "all parts together unpack");
	assert_has("S0!1: #1\n");
	assert_true(teller.report.sheets < SHEETS);
}

/* Cut anywhere, it is told what stands before; and never is anything but a clear answer given. */
static void test_cut_archives(void **state) {
	struct book b;

	(void)state;
	book_frame(&b);
	book_part(&b, "xl/worksheets/sheet1.xml", SMALL_SHEET, "", 0, "");
	book_part(&b, "xl/worksheets/sheet2.xml", "<worksheet><sheetData>", "<row><c t='str'><v>some text</v></c></row>", 2000, "</sheetData></worksheet>");
	str whole = book_end(&b);
	for (size_t size = 4; size < whole.n; size += 97) {
		int r = read_document((str){ whole.at, size });

		assert_int_equal(r, CELL_INPUT_BAD);
		assert_true(*teller.why.what);
	}
	/* Without its directory the sheets are there. */
	read_document((str){ whole.at, whole.n - 600 });
	assert_has("Camera's!1: #1\n");
	/* A byte that is not what it was, anywhere. */
	for (size_t at = 0; at < whole.n; at += 61) {
		uint8_t was = b.bytes[at];

		b.bytes[at] ^= 0x55;
		int r = read_document(whole);
		assert_true(r == 0 || r == CELL_INPUT_BAD);
		b.bytes[at] = was;
	}
	free(b.bytes);
}

/* More shared texts than memory. Stored, not packed: no bomb by its ratio. */
static void test_memory(void **state) {
	enum { TEXT_SIZE = 30000, TEXTS = 4000 };
	struct rusage used;
	struct book b;
	char *text = malloc(TEXT_SIZE + 1);

	(void)state;
	assert_non_null(text);
	memset(text, 'x', TEXT_SIZE);
	memcpy(text, "<si><t>", 7);
	memcpy(text + TEXT_SIZE - 9, "</t></si>", 10);
	book_frame(&b);
	book_part(&b, "xl/worksheets/sheet1.xml", SHEET("<row><c t='s'><v>1</v></c><c t='s'><v>3999</v></c></row>"), "", 0, "");
	book_part(&b, "xl/worksheets/sheet2.xml", SMALL_SHEET, "", 0, "");
	assert_int_equal(archive_write_zip_set_compression_store(b.archive), ARCHIVE_OK);
	book_part(&b, "xl/sharedStrings.xml", "<sst>", text, TEXTS, "</sst>");
	free(text);
	assert_int_equal(read_document(book_end(&b)), 0);
	free(b.bytes);
	assert_has("! ,0,0 the workbook shares more than 112 MiB of texts");
	assert_has("! Camera's,1,2 B1: its text is not among those");
	assert_has(NEXT_SHEET);
	if (CELL_SANITIZED)
		return;
	assert_int_equal(getrusage(RUSAGE_CHILDREN, &used), 0);
	/* With its program and the document itself, in KiB. */
	assert_true(used.ru_maxrss < (DOCBOX_MEMORY + BOOK_SIZE) / 1024);
}

/* Other kinds */

static void test_kinds(void **state) {
	static const struct {
		str bytes;
		enum doc_kind kind;
		int answer;
		const char *told, *why;
	} cases[] = {
		{ STR_INIT("a;b\n1;2\n"), DOC_CSV, 0, "1: a|b\n2: 1|2\n", "" },
		{ STR_INIT("[Site];[Camera]\nx;y\n"), DOC_CSV, 0, "1: [Site]|[Camera]\n2: x|y\n", "" },
		{ STR_INIT("{\"a\":{\"b\":1}}\n{\"c\":true}\n"), DOC_JSONL, 0, "1: a.b|c\n1: #1\n2: |?yes\n", "" },
		{ STR_INIT("\xff\xfe[\0{\0\"\0a\0\"\0:\0" "2\0}\0]\0"), DOC_JSONL, 0, "1: a\n1: #2\n", "" },
		{ STR_INIT("[{\"a\":1},\n{\"a\":"), DOC_JSONL, CELL_INPUT_BAD, "1: a\n1: #1\n", "cut short here" },
		{ STR_INIT("<?xml version='1.0'?><!DOCTYPE nmaprun><nmaprun start='15'><host starttime='16' endtime='17'>"
			   "<address addr='10.0.0.1' addrtype='ipv4'/><address addr='44:19:B6:00:00:01' addrtype='mac' vendor='H &amp; C'/><ports><port protocol='tcp' portid='80'>"
			   "<state state='open'/><service name='http' product='x' version='1'/></port><port protocol='tcp' portid='81'>"
			   "<state state='closed'/></port></ports></host>\n<host><status state='down'/><address addr='10.0.0.2' addrtype='ipv4'/></host>"
			   "<host><status state='up'/><address addr='fe80::1' addrtype='ipv6'/></host></nmaprun>"),
		  DOC_NMAP_XML, 0,
		  "1: address|mac|vendor|hostname|seen|port|protocol|service|product|version\n"
		  "1: 10.0.0.1|44:19:B6:00:00:01|H & C||17|80|tcp|http|x|1\n2: fe80::1||||15|||||\n", "" },
		{ STR_INIT("<nmaprun>\n<host><status state='up'/><address addr='10.0.0.1' addrtype='ipv4'/></host>\n<host"), DOC_NMAP_XML, CELL_INPUT_BAD,
		  "1: address|mac|vendor|hostname|seen|port|protocol|service|product|version\n2: 10.0.0.1|||||||||\n", "cannot be read further" },
		{ STR_INIT("<!DOCTYPE nmaprun [<!ENTITY a 'b'>]><nmaprun>&a;</nmaprun>"), DOC_NMAP_XML, CELL_INPUT_BAD,
		  "1: address|mac|vendor|hostname|seen|port|protocol|service|product|version\n", "document type of its own" },
		{ STR_INIT(""), DOC_UNKNOWN, CELL_INPUT_BAD, "", "empty" },
		{ STR_INIT(" \n"), DOC_UNKNOWN, CELL_INPUT_BAD, "", "empty" },
		{ STR_INIT("%PDF-1.7"), DOC_UNKNOWN, CELL_INPUT_BAD, "", "PDF" },
		{ STR_INIT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), DOC_UNKNOWN, CELL_INPUT_BAD, "", ".xls" },
		{ STR_INIT("<html><table><tr>"), DOC_UNKNOWN, CELL_INPUT_BAD, "", "HTML" },
		{ STR_INIT("\x01\x02\x03\x04\x7f" "ELF\x01"), DOC_UNKNOWN, CELL_INPUT_BAD, "", "no kind of document" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		read_document(cases[i].bytes);
		assert_told(cases[i].told);
		assert_why(cases[i].answer, cases[i].why);
		assert_int_equal(teller.report.kind, cases[i].kind);
	}
}

/* A million broken rows: so many sentences, and the count of all. */
static void test_many_complaints(void **state) {
	enum { ROWS = 5000 };
	uint8_t *bytes = malloc(ROWS * 5);

	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i < ROWS; i++)
		memcpy(bytes + i * 5, "a,\xc3\xa9\n", 5);
	for (size_t i = 0; i < ROWS; i += 3)
		bytes[i * 5 + 3] = 'x';
	assert_int_equal(read_document((str){ bytes, ROWS * 5 }), 0);
	free(bytes);
	assert_int_equal(teller.report.rows, ROWS);
	assert_int_equal(teller.report.complaints, (ROWS + 2) / 3);
}

/* Who stops is obeyed, and the box does not live on. */
static int stop(struct table_sink *sink, const struct table_row *row) {
	(void)sink;
	(void)row;
	return -EDOM;
}

static void test_stop(void **state) {
	struct doc_listener l = { .sink = { stop, tell_complaint } };
	struct doc_report report = { 0 };
	struct complaint why = { 0 };

	(void)state;
	assert_int_equal(docbox_read(STR("a,b\n1,2\n"), &l, &report, &why), -EDOM);
}

/* A box that has fallen */

static void open_a_file(str document, int keeper) {
	(void)document;
	if (cell_lock_heap(keeper) == 0)
		(void)!open("/etc/passwd", O_RDONLY);
}

static void end_itself(str document, int keeper) {
	(void)document;
	(void)keeper;
	(void)signal(SIGSEGV, SIG_DFL);
	(void)raise(SIGSEGV);
}

static void say_and_end(int keeper, const void *frame, size_t size) {
	(void)!write(keeper, frame, size);
	_exit(0);
}

static void lie(str document, int keeper) {
	uint8_t frame[DOC_SMALL_FRAME_MAX];

	if (str_eq(document, STR("kind")))
		say_and_end(keeper, "\x63\0\0\0\0", 5);
	if (str_eq(document, STR("size")))
		say_and_end(keeper, "\x41\xff\0\0\0", 5);
	if (str_eq(document, STR("row 0")))
		say_and_end(keeper, "\x41\0\0\0\x07\0\0\0\0\0\0\0", 12);
	if (str_eq(document, STR("cells")))
		say_and_end(keeper, "\x41\0\0\0\x07\0\0\0\1\0\0\1", 12);
	if (str_eq(document, STR("utf-8")))
		say_and_end(keeper, "\x41\0\0\0\x0b\0\0\0\1\0\0\1\0\0\1\xff", 16);
	if (str_eq(document, STR("escape"))) {
		size_t n = doc_pack_sheet(frame, STR("a"));

		frame[n - 1] = 0x1b;
		say_and_end(keeper, frame, n);
	}
	if (str_eq(document, STR("done"))) {
		size_t n = doc_pack_done(frame, RESULT_FAILED, 0, &(struct doc_report){ 0 }, &(struct complaint){ 0 });

		say_and_end(keeper, frame, n);
	}
	if (str_eq(document, STR("progress")))
		say_and_end(keeper, frame, doc_pack_progress(frame, 1000));
	_exit(0);
}

static void sleep_on(str document, int keeper) {
	(void)document;
	(void)keeper;
	for (;;)
		pause();
}

static void test_fallen(void **state) {
	static const char *const lies[] = { "kind", "size", "row 0", "cells", "utf-8", "escape", "done", "progress" };

	(void)state;
	if (!CELL_SANITIZED) {
		read_with(open_a_file, STR("x"));
		assert_why(CELL_BROKE_RULE, "'openat', which is not allowed");
		read_with(end_itself, STR("x"));
		assert_why(CELL_DEAD, "signal SIGSEGV");
	}
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		read_with(lie, str_of(lies[i]));
		assert_why(CELL_LIED, "malformed");
		assert_told("");
	}
	read_with(lie, STR("nothing"));
	assert_why(CELL_DEAD, "without its last word");
	teller.answer = docbox_read_with(sleep_on, 1, STR("x"), &teller.listener, &teller.report, &teller.why);
	assert_why(CELL_DEAD, "took too long");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),          cmocka_unit_test(test_utf8_names),
		cmocka_unit_test(test_other_names),    cmocka_unit_test(test_hostile_sheets),
		cmocka_unit_test(test_hostile_archives), cmocka_unit_test(test_many_bombs),
		cmocka_unit_test(test_cut_archives),   cmocka_unit_test(test_memory),
		cmocka_unit_test(test_kinds),          cmocka_unit_test(test_many_complaints),
		cmocka_unit_test(test_stop),           cmocka_unit_test(test_fallen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
