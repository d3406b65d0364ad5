/*
 * Workbooks: what stands in the parts of one, a sheet that goes on in
 * another, and folders that take nothing. Read again by libarchive.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "cmd/xlsx.h"

enum { ROWS_OF_EXCEL = 1048576, PART_MAX = 256 * 1024 * 1024 };

static const struct report report = { .title = STR_INIT("Estate <a&b>"), .made = 20000 };

/* The part of a workbook with this name, ending with a NUL; the caller frees it. */
static char *part_of(str book, const char *name) {
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	char *text = NULL;

	archive_read_support_format_zip(a);
	assert_int_equal(archive_read_open_memory(a, book.at, book.n), ARCHIVE_OK);
	while (!text && archive_read_next_header(a, &entry) == ARCHIVE_OK) {
		if (strcmp(archive_entry_pathname(entry), name) != 0)
			continue;
		size_t size = (size_t)archive_entry_size(entry);
		assert_in_range(size, 1, PART_MAX);
		text = malloc(size + 1);
		assert_non_null(text);
		assert_int_equal(archive_read_data(a, text, size), size);
		text[size] = 0;
	}
	archive_read_free(a);
	assert_non_null(text);
	return text;
}

static struct sheet_row row_of(enum sheet_kind kind, const char *first, const char *second) {
	struct sheet_row row = { .sheet = &sheets[kind], .count = sheets[kind].column_count };

	row.cells[0] = (struct sheet_cell){ .is_set = true, .text = str_of(first) };
	row.cells[1] = (struct sheet_cell){ .is_set = true, .text = str_of(second) };
	return row;
}

static char folder[] = "xlsx-XXXXXX", path[64];

static int make_folder(void **state) {
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/book.xlsx", folder);
	return 0;
}

static int remove_folder(void **state) {
	(void)state;
	remove(path);
	return remove(folder);
}

/* The whole workbook; the caller frees its bytes. */
static str written(struct xlsx *x) {
	assert_int_equal(xlsx_write(x), 0);
	xlsx_close(x);
	FILE *from = fopen(path, "rb");
	assert_non_null(from);
	assert_int_equal(fseek(from, 0, SEEK_END), 0);
	long size = ftell(from);
	assert_in_range(size, 1, PART_MAX);
	uint8_t *bytes = malloc((size_t)size);
	assert_non_null(bytes);
	rewind(from);
	assert_int_equal(fread(bytes, 1, (size_t)size, from), size);
	fclose(from);
	return (str){ bytes, (size_t)size };
}

static bool holds(const char *text, const char *what) {
	return strstr(text, what) != NULL;
}

static void texts_are_escaped_and_stay_text(void **state) {
	struct xlsx *x;
	static struct sheet_row row;

	(void)state;
	assert_int_equal(xlsx_open(&x, path, folder, &report), 0);
	row = row_of(SHEET_METHOD, " a<b>&\"c\" ", "=1+1");
	assert_int_equal(xlsx_row(x, &row), 0);
	assert_int_equal(xlsx_row(x, &row), 0);
	str book = written(x);
	char *sheet = part_of(book, "xl/worksheets/sheet6.xml"), *about = part_of(book, "docProps/core.xml");

	assert_true(holds(sheet, "<t xml:space=\"preserve\"> a&lt;b&gt;&amp;\"c\" </t>"));
	assert_true(holds(sheet, "<t>=1+1</t>") && !holds(sheet, "<f>"));
	assert_true(holds(sheet, "<autoFilter ref=\"A1:B3\"/>"));
	assert_true(holds(about, "Estate &lt;a&amp;b&gt;") && holds(about, "2024-10-04T00:00:00Z"));
	free(sheet);
	free(about);
	free((void *)(uintptr_t)book.at);
}

static void the_same_rows_make_the_same_bytes(void **state) {
	str books[2];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct xlsx *x;
		struct sheet_row row = row_of(SHEET_METHOD, "one", "two");

		assert_int_equal(xlsx_open(&x, path, folder, &report), 0);
		assert_int_equal(xlsx_row(x, &row), 0);
		books[i] = written(x);
	}
	assert_true(str_eq(books[0], books[1]));
	free((void *)(uintptr_t)books[0].at);
	free((void *)(uintptr_t)books[1].at);
}

static void a_full_sheet_goes_on(void **state) {
	struct xlsx *x;
	static struct sheet_row row;

	(void)state;
	assert_int_equal(xlsx_open(&x, path, folder, &report), 0);
	row = row_of(SHEET_EVIDENCE, "one", "two");
	for (size_t i = 0; i < ROWS_OF_EXCEL; i++)
		assert_int_equal(xlsx_row(x, &row), 0);
	str book = written(x);
	char *workbook = part_of(book, "xl/workbook.xml"), *first = part_of(book, "xl/worksheets/sheet2.xml");
	char *second = part_of(book, "xl/worksheets/sheet7.xml");

	assert_true(holds(workbook, "<sheet name=\"evidence\"") && holds(workbook, "<sheet name=\"evidence 2\""));
	assert_true(holds(first, "<row r=\"1048576\"") && !holds(first, "<row r=\"1048577\""));
	assert_true(holds(second, "<row r=\"2\"") && !holds(second, "<row r=\"3\"") && holds(second, "</worksheet>"));
	free(workbook);
	free(first);
	free(second);
	free((void *)(uintptr_t)book.at);
}

static void what_cannot_be_written_is_said(void **state) {
	struct xlsx *x;

	(void)state;
	assert_int_equal(xlsx_open(&x, "nowhere/at/all.xlsx", folder, &report), 0);
	assert_true(xlsx_write(x) < 0);
	xlsx_close(x);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_escaped_and_stay_text), cmocka_unit_test(the_same_rows_make_the_same_bytes),
		cmocka_unit_test(a_full_sheet_goes_on), cmocka_unit_test(what_cannot_be_written_is_said),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
