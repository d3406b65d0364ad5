/*
 * The report as tables and in the forms made for programs: cells that no
 * spreadsheet takes for formulas, rows that fit their columns, JSON that is
 * JSON whatever devices say. jansson reads it back.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "show/sheets.h"

#define HOSTILE "=cmd|'/C calc'!A0\"]]>,;=1\r\n\x01\xff\xc3(\xe2\x80\xae end"

static uint8_t scratch_room[1 << 16];

static arena scratch(void) {
	return arena_over(scratch_room, sizeof scratch_room);
}

static void assert_cell(str in, const char *want) {
	uint8_t room[4 * SHEET_TEXT_MAX + 8];
	struct text t = TEXT(room);

	sheet_text(&t, in);
	assert_int_equal(t.used, strlen(want));
	assert_memory_equal(room, want, t.used);
}

static void no_cell_is_a_formula(void **state) {
	(void)state;
	assert_cell(STR(""), "");
	assert_cell(STR("DS-2CD2022WD-I"), "DS-2CD2022WD-I");
	assert_cell(STR("a=b+c-d@e"), "a=b+c-d@e");
	assert_cell(STR("=1+1"), "'=1+1");
	assert_cell(STR("+31 20 1234"), "'+31 20 1234");
	assert_cell(STR("-1"), "'-1");
	assert_cell(STR("@SUM(1)"), "'@SUM(1)");
	assert_cell(STR("\t=1"), "'\\x09=1");
	assert_cell(STR("\r=1"), "'\\x0d=1");
	assert_cell(STR("  =1"), "'  =1");
	assert_cell(STR("\n=1"), "'\\x0a=1");
	assert_cell(STR("\uff1d1"), "'\uff1d1");
	assert_cell(STR("\uff201"), "'\uff201");
	assert_cell(STR("x;=1;y; -2"), "x;'=1;y;' -2");
	assert_cell(STR("caf\u00e9 中文"), "caf\u00e9 中文");
	assert_cell(STR("a\x01" "b\xff\u202e"), "a\\x01b\\xff\\xe2\\x80\\xae");
	assert_cell((str){ (const uint8_t *)"a\0b", 3 }, "a\\x00b");
}

static void long_texts_are_cut(void **state) {
	static uint8_t bytes[SHEET_TEXT_MAX + 100], room[4 * SHEET_TEXT_MAX + 8];
	struct text t = TEXT(room);

	(void)state;
	memset(bytes, 0xff, sizeof bytes);
	sheet_text(&t, (str){ bytes, sizeof bytes });
	assert_int_equal(t.used, 4 * SHEET_TEXT_MAX + 3);
	assert_false(t.full);
	assert_true(t.used < 32767);
	assert_true(str_ends(text_done(&t), STR("...")));
}

/* A device of which everything is hostile, with one verdict of each status and a decision. */
static struct obs seen = { .field = STR_INIT(HOSTILE), .value = STR_INIT(HOSTILE), .time_us = 1, .source = 7 };
static struct mark_note mark = { .id = STR_INIT(HOSTILE), .why = STR_INIT(HOSTILE), .source = STR_INIT(HOSTILE) };
static struct law_note laws[2] = {
	{ .id = STR_INIT("us-ndaa2019-889b"), .title = STR_INIT(HOSTILE), .jurisdiction = STR_INIT(HOSTILE),
	  .citation = STR_INIT(HOSTILE), .scope = STR_INIT(HOSTILE), .from = DATE_NONE, .until = DATE_NONE },
	{ .id = STR_INIT(HOSTILE), .title = STR_INIT(HOSTILE), .from = DATE_NONE, .until = DATE_NONE },
};
static struct verdict verdicts[STATUS_COUNT];
static struct claim claims[1];
static struct contract contract = {
	.id = STR_INIT(HOSTILE), .title = STR_INIT(HOSTILE), .supplier = STR_INIT(HOSTILE), .from = DATE_NONE, .until = 1,
	.value = -1, .currency = STR_INIT("EUR"),
};
static struct decision decision = {
	.number = 3, .kind = DECISION_CASE, .law = STR_INIT(HOSTILE), .from = DATE_NONE, .until = DATE_NONE,
	.who = STR_INIT(HOSTILE), .why = STR_INIT(HOSTILE), .made_us = UINT64_MAX,
};
static struct circumstances circumstances;
static struct registry nobody;

static struct device hostile_device(void) {
	claims[0] = (struct claim){ &seen, &mark, ASPECT_MAKER, STR(HOSTILE), STRENGTH_HINT, STR("name") };
	for (int s = 0; s < STATUS_COUNT; s++)
		verdicts[s] = (struct verdict){ .law = &laws[s % 2], .status = (enum status)s, .by = DATE_NONE,
						.because = { STR(HOSTILE) }, .because_count = 1 };
	circumstances = (struct circumstances){ .made_in = STR(HOSTILE), .kind = STR(HOSTILE), .acquired = DATE_NONE,
						.contract = &contract, .decisions = &decision, .decision_count = 1 };
	return (struct device){
		.name = STR(HOSTILE), .site = STR(HOSTILE), .observations = &seen, .observation_count = 1,
		.circumstances = &circumstances, .first_us = 1, .last_us = UINT64_MAX,
		.identity = { .maker = { .id = STR(HOSTILE), .confidence = 1, .grade = GRADE_CONFIRMED },
			      .brand = { .id = STR(HOSTILE), .confidence = 0.5, .grade = GRADE_POSSIBLE }, .model = STR(HOSTILE),
			      .original = STR(HOSTILE), .firmware = STR(HOSTILE), .claims = claims, .claim_count = 1 },
		.verdicts = { verdicts, STATUS_COUNT },
	};
}

static struct report report_of(const struct device *devices, size_t count) {
	static struct site sites[1];
	static const str roles[] = { STR_INIT(HOSTILE) };

	sites[0] = (struct site){ .id = STR(HOSTILE), .title = STR(HOSTILE), .latitude = -0.001, .longitude = 179.999 };
	return (struct report){
		.title = STR(HOSTILE), .on = 20000, .made = 20000, .version = STR("1"), .devices = devices, .count = count,
		.roles = { roles, 1 }, .sites = sites, .site_count = 1, .contracts = &contract, .contract_count = 1,
	};
}

static int look_at_row(void *context, const struct sheet_row *row) {
	size_t *rows = context;

	assert_int_equal(row->count, row->sheet->column_count);
	assert_false(row->text.full);
	for (size_t i = 0; i < row->count; i++) {
		str text = row->cells[i].text;

		for (size_t k = 0; k < text.n; k++)
			assert_true(text.at[k] >= ' ');
		if (text.n)
			assert_null(strchr("=+-@\t\r", text.at[0]));
	}
	++*rows;
	return 0;
}

/* As the program does it: one device after the other, then the rest. */
static int rows_of(enum sheet_kind wanted, const struct report *report, sheet_take_row *take, void *context) {
	static struct sheet_making m;
	arena mem = scratch();
	int r = 0;

	sheets_open(&m, report, &nobody, &mem, take, context);
	for (int kind = 0; kind < SHEET_COUNT; kind++)
		m.wanted[kind] = kind == (int)wanted;
	for (size_t i = 0; !r && i < report->count; i++)
		r = sheets_device(&m, &report->devices[i]);
	return r ? r : sheets_rest(&m);
}

static void rows_fit_their_columns(void **state) {
	/* A device, its evidence, a verdict of each status that asks for something, a contract, a decision. */
	static const size_t want[SHEET_METHOD] = { 1, 1, STATUS_COUNT - STATUS_UNDETERMINED, 1, 1 };
	const struct device d = hostile_device();
	const struct report report = report_of(&d, 1), empty = { .on = 20000, .made = 20000 };

	(void)state;
	for (int kind = 0; kind < SHEET_COUNT; kind++) {
		size_t rows = 0, none = 0;

		assert_int_equal(rows_of((enum sheet_kind)kind, &report, look_at_row, &rows), 0);
		assert_int_equal(rows_of((enum sheet_kind)kind, &empty, look_at_row, &none), 0);
		if (kind < SHEET_METHOD) {
			assert_int_equal(rows, want[kind]);
			assert_int_equal(none, 0);
		}
		for (size_t i = 0; i < sheets[kind].column_count; i++)
			assert_true(sheets[kind].columns[i].what[0] && sheets[kind].column_count <= SHEET_COLUMNS_MAX);
	}
}

static int stop_at_once(void *context, const struct sheet_row *row) {
	(void)row;
	++*(size_t *)context;
	return -7;
}

static void who_takes_rows_may_stop(void **state) {
	struct device devices[2] = { hostile_device(), hostile_device() };
	const struct report report = report_of(devices, 2);

	(void)state;
	for (int kind = 0; kind < SHEET_COUNT; kind++) {
		size_t rows = 0;

		assert_int_equal(rows_of((enum sheet_kind)kind, &report, stop_at_once, &rows), -7);
		assert_int_equal(rows, 1);
	}
}

/* What `write` prints; the caller frees it. */
static char *printed(void (*write)(FILE *to, const struct report *report), const struct report *report) {
	char *at = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&at, &size);

	assert_non_null(to);
	write(to, report);
	fclose(to);
	return at;
}

static void write_csv(FILE *to, const struct report *report) {
	show_csv_head(to);
	assert_int_equal(rows_of(SHEET_DEVICES, report, show_csv_row, to), 0);
}

static void write_jsonl(FILE *to, const struct report *report) {
	struct json_out j = json_out_to(to);

	for (size_t i = 0; i < report->count; i++) {
		show_device_story_json(&j, &report->devices[i], &nobody, report->sources);
		json_out_line(&j);
	}
}

static void write_cyclonedx(FILE *to, const struct report *report) {
	show_report_cyclonedx(to, report, &nobody, (str){ 0 });
}

static void write_geojson(FILE *to, const struct report *report) {
	assert_int_equal(show_report_geojson(to, report, &nobody, &(struct geojson_options){ .precision = 2 }, scratch()), 0);
}

static void csv_keeps_its_lines(void **state) {
	const struct device d = hostile_device();
	const struct report report = report_of(&d, 1);
	char *text = printed(write_csv, &report);
	size_t lines = 0, quotes = 0;

	(void)state;
	for (const char *at = text; *at; at++) {
		quotes += *at == '"';
		lines += *at == '\n';
		assert_true(*at != '\n' || at[-1] == '\r');
	}
	assert_int_equal(lines, 2);
	assert_int_equal(quotes % 2, 0);
	assert_non_null(strstr(text, "\"'=cmd|'/C calc'!A0\"\"]]>,;'=1\\x0d\\x0a\\x01\\xff\\xc3(\\xe2\\x80\\xae end\""));
	free(text);
}

static void hostile_devices_stay_json(void **state) {
	static void (*const writers[])(FILE *to, const struct report *report) = { write_jsonl, write_cyclonedx, write_geojson };
	struct device devices[2] = { hostile_device(), { .name = STR("nothing is known") } };
	const struct report report = report_of(devices, 2);

	(void)state;
	for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
		char *text = printed(writers[i], &report);
		json_error_t error;
		json_t *json = json_loads(text, JSON_REJECT_DUPLICATES | (i ? 0 : JSON_DISABLE_EOF_CHECK), &error);

		if (!json)
			fail_msg("%zu: %s at %d: %.200s", i, error.text, error.position, text);
		json_decref(json);
		free(text);
	}
}

/* -0.001 is no -0, and what lies just before the day line may come to lie on it. */
static void coordinates_are_rounded(void **state) {
	const struct device d = hostile_device();
	const struct report report = report_of(&d, 1);
	char *text = printed(write_geojson, &report);

	(void)state;
	assert_non_null(strstr(text, "\"coordinates\": [180, 0]"));
	free(text);
}

static void geojson_needs_memory(void **state) {
	const struct device d = hostile_device();
	const struct report report = report_of(&d, 1);
	char *at = NULL;
	size_t size = 0;
	FILE *to = open_memstream(&at, &size);

	(void)state;
	assert_int_not_equal(show_report_geojson(to, &report, &nobody, &(struct geojson_options){ 0 }, (arena){ 0 }), 0);
	fclose(to);
	free(at);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_cell_is_a_formula), cmocka_unit_test(long_texts_are_cut),
		cmocka_unit_test(rows_fit_their_columns), cmocka_unit_test(who_takes_rows_may_stop),
		cmocka_unit_test(csv_keeps_its_lines), cmocka_unit_test(hostile_devices_stay_json),
		cmocka_unit_test(coordinates_are_rounded), cmocka_unit_test(geojson_needs_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
