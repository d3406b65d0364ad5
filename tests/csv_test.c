/*
 * Rows of CSV, as registers have them: a table of documents and what is told
 * of them, then what is hostile.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/doc/csv.h"
#include "table_teller.h"

static uint8_t memory[CSV_MEMORY];
static struct teller teller;
static struct table_dialect dialect;

static str read_all(str bytes) {
	teller_open(&teller);
	dialect = (struct table_dialect){ 0 };
	/* A copy of its own, so that a sanitizer sees a step over its end. */
	uint8_t *copy = malloc(bytes.n ? bytes.n : 1);
	assert_non_null(copy);
	if (bytes.n)
		memcpy(copy, bytes.at, bytes.n);
	assert_int_equal(csv_read(arena_over(memory, sizeof memory), (str){ copy, bytes.n }, &teller.sink, &dialect), 0);
	free(copy);
	return text_done(&teller.told);
}

static void assert_told(str bytes, const char *want, const char *encoding, uint8_t separator, bool decimal_comma) {
	str got = read_all(bytes);

	if (!str_eq(got, str_of(want)))
		print_message("got:\n%.*s\nwant:\n%s\n", STR_ARG(got), want);
	assert_true(str_eq(got, str_of(want)));
	assert_string_equal(dialect.encoding, encoding);
	assert_int_equal(dialect.separator, separator);
	assert_int_equal(dialect.decimal_comma, decimal_comma);
}

/* What Excel, databases and people write. */
static void test_table(void **state) {
	static const struct {
		str bytes;
		const char *want;
		uint8_t separator;
		bool decimal_comma;
	} cases[] = {
		{ STR_INIT(""), "", ',', false },
		{ STR_INIT("\n\n"), "", ',', false },
		{ STR_INIT("a"), "1: a\n", ',', false },
		{ STR_INIT("a,b\n1,2\n"), "1: a|b\n2: 1|2\n", ',', false },
		{ STR_INIT("a;b\r\n1;2"), "1: a|b\n2: 1|2\n", ';', true },
		{ STR_INIT("a;b\r1;2\r"), "1: a|b\n2: 1|2\n", ';', true },
		{ STR_INIT("a\tb\n\n1\t2\n"), "1: a|b\n3: 1|2\n", '\t', false },
		{ STR_INIT("a|b|c\n1|2|3\n"), "1: a|b|c\n2: 1|2|3\n", '|', false },
		{ STR_INIT("a|b\n1|2\n"), "1: a|b\n2: 1|2\n", '|', false },
		/* Cells with commas, rows of unequal length, lists between bars. */
		{ STR_INIT("a;b;c\n1;x, y\n1;x, y\n1;2;x, y\n1;2;x, y\n"), "1: a|b|c\n2: 1|x, y\n3: 1|x, y\n4: 1|2|x, y\n5: 1|2|x, y\n", ';', true },
		{ STR_INIT("a,b,c\n1,x|y|z|u,3\n1,x|y|z|u,3\n"), "1: a|b|c\n2: 1|x|y|z|u|3\n3: 1|x|y|z|u|3\n", ',', false },
		{ STR_INIT("Cameras\n\na;b;c\n1;2;3\n"), "1: Cameras\n3: a|b|c\n4: 1|2|3\n", ';', true },
		{ STR_INIT("sep=;\na;b,c\n"), "2: a|b,c\n", ';', true },
		{ STR_INIT("\"sep=,\"\r\na,b;c\r\n"), "2: a|b;c\n", ',', false },
		{ STR_INIT("sep=^\na^b\n"), "2: a|b\n", '^', false },
		{ STR_INIT("prijs;plaats\n3,50;a, b\n2,25;c\n"), "1: prijs|plaats\n2: 3,50|a, b\n3: 2,25|c\n", ';', true },
		{ STR_INIT("price;fw\n3.5;1.2.3\n2.25;5.4\n"), "1: price|fw\n2: 3.5|1.2.3\n3: 2.25|5.4\n", ';', false },
		{ STR_INIT("x;fw\n1.234,5;5.4\n2;5.5\n3;5.6\n"), "1: x|fw\n2: 1.234,5|5.4\n3: 2|5.5\n4: 3|5.6\n", ';', true },
		{ STR_INIT("a,b\n\"x, \"\"y\"\"\nz\",2\n3,4\n"), "1: a|b\n2: x, \"y\"\nz|2\n4: 3|4\n", ',', false },
		{ STR_INIT("a,b\n\"x\" y,\"\"\n\"\",q\n"), "1: a|b\n2: x y|\n3: |q\n", ',', false },
		{ STR_INIT("a,b\n19\" rack,2\n"), "1: a|b\n2: 19\" rack|2\n", ',', false },
		{ STR_INIT("a,b\n \"x\",2\n"), "1: a|b\n2:  \"x\"|2\n", ',', false },
		{ STR_INIT("a,b\r\n\"x\r\ny\",2\r\n"), "1: a|b\n2: x\r\ny|2\n", ',', false },
		{ STR_INIT("a,b,c\n1\n1,2,3,4\n,,\n"), "1: a|b|c\n2: 1\n3: 1|2|3|4\n", ',', false },
		{ STR_INIT("a,b\n=\"007\",\"=\"\"08\"\"\"\n"), "1: a|b\n2: 007|08\n", ',', false },
		{ STR_INIT("a,b\n\"x\n\"\"\",2\n\"y"), "1: a|b\n2: x\n\"|2\n!4,1 the quote that begins here never ends: it is read as text\n4: \"y\n",
		  ',', false },
		{ STR_INIT("a,\"b\n1,2\n"), "!1,2 the quote that begins here never ends: it is read as text\n1: a|\"b\n2: 1|2\n", ',', false },
		{ STR_INIT("\xef\xbb\xbf" "a,\xc3\xa9\n"), "1: a|\xc3\xa9\n", ',', false },
		{ STR_INIT("a,\xc3\xa9\nb,\xc3(\nc,\xe2\x82\xac\n"),
		  "1: a|\xc3\xa9\n!2,0 bytes that are no text: U+FFFD stands in their place\n2: b|\xef\xbf\xbd(\n3: c|\xe2\x82\xac\n", ',', false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_told(cases[i].bytes, cases[i].want, "UTF-8", cases[i].separator, cases[i].decimal_comma);
}

static void test_encodings(void **state) {
	(void)state;
	assert_told(STR("naam;prijs\nCaf\xe9;\x80 3\n"), "1: naam|prijs\n2: Caf\xc3\xa9|\xe2\x82\xac 3\n", "windows-1252", ';', true);
	assert_told(STR("naam;x\nCaf\xe9 \x81;3\n"),
		    "1: naam|x\n!2,0 bytes that are no text: U+FFFD stands in their place\n2: Caf\xc3\xa9 \xef\xbf\xbd|3\n", "windows-1252",
		    ';', true);
	assert_told(STR("\xff\xfe" "a\0;\0\xe9\0\r\0\n\0" "b\0;\0=\xd8\x80\xde\n\0"), "1: a|\xc3\xa9\n2: b|\xf0\x9f\x9a\x80\n", "UTF-16LE", ';',
		    true);
	assert_told(STR("\xfe\xff\0a\0\t\0b\0\n"), "1: a|b\n", "UTF-16BE", '\t', false);
	assert_told(STR("a\0,\0b\0\n\0c\0,\0d\0\n\0"), "1: a|b\n2: c|d\n", "UTF-16LE", ',', false);
	assert_told(STR("\0a\0,\0b\0\n\0c\0,\0d\0\n"), "1: a|b\n2: c|d\n", "UTF-16BE", ',', false);
	/* Half a pair, and half a unit. */
	assert_told(STR("\xff\xfe" "a\0,\0=\xd8\n\0" "b"),
		    "!1,0 bytes that are no text: U+FFFD stands in their place\n1: a|\xef\xbf\xbd\n"
		    "!2,0 bytes that are no text: U+FFFD stands in their place\n2: \xef\xbf\xbd\n",
		    "UTF-16LE", ',', false);
	/* The accent that tells windows-1252 stands behind the first 64 KiB. */
	static uint8_t late[100 * 1000];
	for (size_t i = 0; i < sizeof late; i++)
		late[i] = i % 10 == 9 ? '\n' : i % 10 == 4 ? ';' : 'a';
	late[sizeof late - 3] = 0xe9;
	read_all((str){ late, sizeof late });
	assert_string_equal(dialect.encoding, "windows-1252");
	assert_int_equal(teller.row_count, 10 * 1000);
	assert_int_equal(teller.complaint_count, 0);
}

/* UTF-16 goes through a window: rows must not be lost where it moves, nor pairs torn. */
static void test_window(void **state) {
	enum { ROWS = 100 * 1000 };
	uint8_t *wide = malloc(ROWS * 40);
	size_t used = 0;

	(void)state;
	assert_non_null(wide);
	for (size_t i = 0; i < ROWS; i++) {
		static const uint8_t row[] = "\"\0x\0=\xd8\x80\xde\"\0;\0y\0\n\0";

		memcpy(wide + used, row, sizeof row - 1);
		used += sizeof row - 1;
	}
	read_all((str){ wide, used });
	assert_string_equal(dialect.encoding, "UTF-16LE");
	assert_int_equal(teller.row_count, ROWS);
	assert_int_equal(teller.complaint_count, 0);
	assert_int_equal(teller.longest_cell, 5);
	assert_int_equal(teller.widest_row, 2);
	free(wide);
}

static uint8_t *filled(size_t size, uint8_t byte) {
	uint8_t *bytes = malloc(size);

	assert_non_null(bytes);
	return memset(bytes, byte, size);
}

/* Each hostile document: what is told of it, how many rows, how many complaints, and the first of them. */
static void assert_hostile(str bytes, size_t rows, size_t complaints, const char *begins) {
	str told = read_all(bytes);
	size_t at = str_find(told, STR("!"), 0);

	assert_int_equal(teller.row_count, rows);
	assert_int_equal(teller.complaint_count, complaints);
	assert_true(!begins || str_begins(str_after(told, at), str_of(begins)) || teller.told.full);
	assert_true(teller.longest_cell <= TABLE_CELL_MAX && teller.widest_row <= TABLE_COLUMNS_MAX);
}

static void test_hostile(void **state) {
	enum { SIZE = 20 * 1024 * 1024 };
	uint8_t *bytes = filled(SIZE, 'x');

	(void)state;
	/* A line without end. */
	assert_hostile((str){ bytes, SIZE }, 1, 1, "!1,1 the cell has more than 32 KiB");
	memcpy(bytes, "a,b\n", 4);
	assert_hostile((str){ bytes, SIZE }, 2, 1, NULL);
	/* A quote without end, at the start of twenty MiB. */
	bytes[4] = '"';
	assert_hostile((str){ bytes, SIZE }, 2, 2, NULL);
	/* Ten million columns. */
	memset(bytes, ',', SIZE);
	bytes[SIZE - 1] = 'x';
	assert_hostile((str){ bytes, SIZE }, 0, 0, NULL);
	for (size_t i = 0; i < SIZE; i += 2)
		bytes[i] = 'x';
	assert_hostile((str){ bytes, SIZE }, 1, 1, "!1,1025 there are more than 1,024 columns");
	/* A row of many large cells. */
	for (size_t i = 0; i < SIZE; i++)
		bytes[i] = i % 30000 == 29999 ? ',' : 'x';
	assert_hostile((str){ bytes, SIZE }, 1, 1, "!1,9 the row has more than 256 KiB");
	/* Nothing but quotes, nothing but NULs, nothing but broken bytes. */
	memset(bytes, '"', SIZE);
	assert_hostile((str){ bytes, SIZE }, 1, 2, "!1,1 the quote that begins here never ends");
	memset(bytes, 0, SIZE);
	assert_hostile((str){ bytes, SIZE }, 1, 2, "!1,1 the cell has more than 32 KiB");
	memset(bytes, 0x81, SIZE);
	assert_hostile((str){ bytes, SIZE }, 1, 2, "!1,1 the cell has more than 32 KiB");
	/* Each a large quoted cell of broken bytes, with doubled quotes. */
	memset(bytes, 0x81, SIZE);
	for (size_t i = 0; i + 100000 <= SIZE; i += 100000) {
		bytes[i] = bytes[i + 2] = bytes[i + 3] = bytes[i + 99998] = '"';
		bytes[i + 99999] = ',';
	}
	read_all((str){ bytes, SIZE });
	assert_int_equal(teller.row_count, 1);
	free(bytes);
}

/* Who stops is obeyed. */
static void test_stop(void **state) {
	struct table_sink sink = { stop_row, tell_complaint };

	(void)state;
	assert_int_equal(csv_read(arena_over(memory, sizeof memory), STR("a,b\n1,2\n"), &sink, &dialect), STOPPED);
	assert_int_equal(csv_read(arena_over(memory, 100), STR("a,b\n1,2\n"), &sink, &dialect), -12);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),   cmocka_unit_test(test_encodings), cmocka_unit_test(test_window),
		cmocka_unit_test(test_hostile), cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
