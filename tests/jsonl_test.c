/*
 * Exports as JSON: a table of documents and what is told of them, then what
 * is hostile.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/doc/jsonl.h"
#include "table_teller.h"

static uint8_t memory[JSONL_MEMORY];
static struct teller teller;
static struct complaint why;

static int read_all(str bytes) {
	teller_open(&teller);
	why = (struct complaint){ 0 };
	/* A copy of its own, so that a sanitizer sees a step over its end. */
	uint8_t *copy = malloc(bytes.n ? bytes.n : 1);
	assert_non_null(copy);
	if (bytes.n)
		memcpy(copy, bytes.at, bytes.n);
	int r = jsonl_read(arena_over(memory, sizeof memory), (str){ copy, bytes.n }, &teller.sink, &why);
	free(copy);
	assert_true(teller.longest_cell <= TABLE_CELL_MAX && teller.widest_row <= TABLE_COLUMNS_MAX);
	return r;
}

#define NO_OBJECT "what begins on this line is no whole JSON object\n"

static void test_table(void **state) {
	static const struct {
		str bytes;
		const char *want;
		int answer;
	} cases[] = {
		{ STR_INIT(""), "", 0 },
		{ STR_INIT("{}"), "", 0 },
		{ STR_INIT("{\"a\":1,\"b\":\"x\"}\n{\"b\":null,\"a\":-2.5}\n"), "1: a|b\n1: #1|x\n2: #-2.5\n", 0 },
		/* Keys that appear later are known from the first row on. */
		{ STR_INIT("{\"a\":1}\n\n{\"c\":{\"d\":{\"e\":true}}}"), "1: a|c.d.e\n1: #1\n3: |?yes\n", 0 },
		/* Spread over lines, commas between. */
		{ STR_INIT("{\n\"a\":1\n},\n{\n\"a\":2}"), "1: a\n1: #1\n4: #2\n", 0 },
		{ STR_INIT("{\"t\":[\"x\",\"y\"],\"g\":[{\"n\":\"p\",\"i\":1},{\"n\":\"q\",\"i\":2}],\"e\":[]}"), "1: t|g.n|g.i\n1: x, y|p, q|1, 2\n", 0 },
		{ STR_INIT("{\"k\\u00e9\":\"\\u20ac\\n\",\"b\":\"\xc3(\"}"), "1: k\xc3\xa9|b\n1: \xe2\x82\xac\n|\xef\xbf\xbd(\n", 0 },
		{ STR_INIT("\xef\xbb\xbf[{\"a\":1}, 7, {\"a\":2}]"),
		  "1: a\n1: #1\n!1,0 this element, and perhaps others, is no object: it is left out\n1: #2\n", 0 },
		{ STR_INIT("[]"), "", 0 },
		/* A line that is an array before objects: it is the line that is wrong, not they. */
		{ STR_INIT("[\"x\",[]]\n{\"a\":1}\n"), "1: a\n!1,0 " NO_OBJECT "2: #1\n", 0 },
		{ STR_INIT("{\"count\":2,\"next\":null,\n\"results\":[\n{\"a\":{\"b\":1}},\n{\"a\":null}]}"), "1: a.b|a\n3: #1\n", 0 },
		{ STR_INIT("{\"total\":1,\"rows\":[{\"a\":1}"), "1: a\n1: #1\n", JSONL_BAD },
		/* A list in a row is not the list of rows. */
		{ STR_INIT("{\"data\":[{\"a\":1}]}\n{\"data\":[{\"a\":2}]}"), "1: data.a\n1: #1\n2: #2\n", 0 },
		{ STR_INIT("{\"a\":1}\n{\"a\":\n{\"a\":3}\nx\n{\"a\":4}\n"), "1: a\n1: #1\n!2,0 " NO_OBJECT "3: #3\n!4,0 " NO_OBJECT "5: #4\n", 0 },
		{ STR_INIT("{\"a\":\"x\n{\"a\":2}\n"), "1: a\n!1,0 " NO_OBJECT "2: #2\n", 0 },
		{ STR_INIT("[{\"a\":1},{\"a\"}]"), "1: a\n1: #1\n", JSONL_BAD },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int r = read_all(cases[i].bytes);
		str got = text_done(&teller.told);

		if (!str_eq(got, str_of(cases[i].want)))
			print_message("case %zu, got:\n%.*s\nwant:\n%s\n", i, STR_ARG(got), cases[i].want);
		assert_true(str_eq(got, str_of(cases[i].want)));
		assert_int_equal(r, cases[i].answer);
		assert_true(!r || (*why.what && why.line));
	}
}

/* `begin`, `times` times the middle, `end`. */
static int read_long(const char *begin, const char *middle, size_t times, const char *end) {
	size_t size = strlen(begin) + strlen(middle) * times + strlen(end), used = strlen(begin);
	char *bytes = malloc(size);

	assert_non_null(bytes);
	memcpy(bytes, begin, used);
	for (size_t i = 0; i < times; i++, used += strlen(middle))
		memcpy(bytes + used, middle, strlen(middle));
	memcpy(bytes + used, end, strlen(end));
	int r = read_all((str){ (const uint8_t *)bytes, size });
	free(bytes);
	return r;
}

static void assert_counts(int r, size_t rows, size_t complaints) {
	assert_int_equal(r, 0);
	assert_int_equal(teller.row_count, rows);
	assert_int_equal(teller.complaint_count, complaints);
}

static void test_hostile(void **state) {
	enum { MILLIONS = 4 * 1000 * 1000 };
	static char keys[5000 * 12];
	size_t used = 0;

	(void)state;
	assert_counts(read_long("{\"a\":\"", "x", MILLIONS, "\",\"b\":1}"), 2, 1);
	assert_counts(read_long("{\"a\":\"", "\\u0041", MILLIONS, "\",\"b\":1}"), 2, 1);
	assert_counts(read_long("{\"a\":\"", "\xc3(", MILLIONS, "\",\"b\":1}"), 2, 1);
	assert_counts(read_long("{\"a\":[", "1,", MILLIONS, "1],\"b\":1}"), 2, 1);
	/* Two lists that grow by turns. */
	assert_counts(read_long("{\"a\":[", "{\"x\":1,\"y\":2},", MILLIONS / 4, "{\"x\":1}]}"), 2, 1);
	assert_counts(read_long("{\"a\":", "[", MILLIONS, "}\n{\"b\":1}"), 2, 1);
	assert_counts(read_long("{\"a\":1}\n", "{\"a\":[\n", MILLIONS / 8, "\n"), 2, MILLIONS / 8);
	assert_counts(read_long("", "x", MILLIONS, ""), 0, 1);
	assert_counts(read_long("{\"", "k", MILLIONS, "\":1}"), 2, 0);
	for (size_t i = 0; i < 5000; i++)
		used += (size_t)snprintf(keys + used, sizeof keys - used, "%s\"k%zu\":1", i ? "," : "", i);
	assert_counts(read_long("{", keys, 1, "}"), 2, 1);
	assert_int_equal(teller.widest_row, TABLE_COLUMNS_MAX);
}

/* Who stops is obeyed. */
static void test_stop(void **state) {
	struct table_sink sink = { stop_row, tell_complaint };

	(void)state;
	assert_int_equal(jsonl_read(arena_over(memory, sizeof memory), STR("{\"a\":1}"), &sink, &why), STOPPED);
	assert_int_equal(jsonl_read(arena_over(memory, 100), STR("{\"a\":1}"), &sink, &why), -12);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table), cmocka_unit_test(test_hostile), cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
