/*
 * The sentences of the papers: each is there in each language, with the same
 * holes; numbers and days are written as the language writes them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "holes.h"
#include "show/words.h"

static void each_has_the_same_holes(void **state) {
	(void)state;
	for (int word = 0; word < WORD_COUNT; word++) {
		const char *in_english = words_of(TONGUE_EN, (enum word)word), *in_dutch = words_of(TONGUE_NL, (enum word)word);
		str english[HOLES_MAX], dutch[HOLES_MAX];

		if (!in_english || !in_dutch || !in_english[0] || !in_dutch[0])
			fail_msg("word %d is missing; in English it is %s", word, in_english ? in_english : "missing too");
		size_t count = holes_of(in_english, english);
		if (count != holes_of(in_dutch, dutch))
			fail_msg("not the same holes: %s", in_english);
		for (size_t i = 0; i < count; i++) {
			bool found = false;

			for (size_t k = 0; k < count; k++)
				found = found || str_eq(english[i], dutch[k]);
			assert_true(found);
		}
	}
}

/* What `put` writes; to be freed. */
static char *written(void (*put)(FILE *to)) {
	char *text = NULL;
	size_t size;
	FILE *to = open_memstream(&text, &size);

	assert_non_null(to);
	put(to);
	fclose(to);
	return text;
}

static void put_numbers(FILE *to) {
	static const uint64_t numbers[] = { 0, 999, 1280, 1000000 };

	for (int tongue = 0; tongue < TONGUE_COUNT; tongue++)
		for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
			words_number(to, (enum tongue)tongue, numbers[i]);
			fputc(' ', to);
		}
}

static void numbers_are_grouped(void **state) {
	char *text = written(put_numbers);

	(void)state;
	assert_string_equal(text, "0 999 1,280 1,000,000 0 999 1.280 1.000.000 ");
	free(text);
}

static void put_days(FILE *to) {
	date first = DATE_NONE, last = DATE_NONE;

	assert_true(date_parse(STR("2026-03-01"), &first) && date_parse(STR("2029-12-31"), &last));
	words_day(to, TONGUE_EN, first);
	fputs(", ", to);
	words_day(to, TONGUE_NL, first);
	fputs(", ", to);
	words_day(to, TONGUE_NL, last);
}

static void days_are_written_out(void **state) {
	char *text = written(put_days);

	(void)state;
	assert_string_equal(text, "1 March 2026, 1 maart 2026, 31 december 2029");
	free(text);
}

static void put_sentence(FILE *to) {
	words_put(to, TONGUE_EN, W_REPLACES_SAYS,
		  (const struct hole[]){ HOLE_STR("why", STR("{id} <b>&")), HOLE_STR("id", STR("7")) }, 2);
}

/* A value is text: neither markup nor a hole of its own. */
static void values_are_text(void **state) {
	char *text = written(put_sentence);

	(void)state;
	assert_string_equal(text, "This paper takes the place of the paper with the number 7. What changed, and why: {id} &lt;b&gt;&amp;");
	free(text);
}

static void put_time(FILE *to) {
	words_put(to, TONGUE_NL, W_LAW_FROM, &HOLE_DATE("day", 20000), 1);
	fputs(", ", to);
	words_put_plain(to, TONGUE_NL, W_LAW_FROM, &HOLE_DATE("day", 20000), 1);
	fputs(", ", to);
	words_put(to, TONGUE_NL, W_ESTATE, &HOLE_DATA("name", STR("a<b")), 1);
	fputs(", ", to);
	words_put(to, TONGUE_EN, W_ESTATE, &HOLE_DATA("name", STR("a<b")), 1);
}

/* Machines read the day; whoever hears the page is told what is not in its language. */
static void elements_are_marked(void **state) {
	char *text = written(put_time);

	(void)state;
	assert_string_equal(text, "Van kracht vanaf <time datetime=\"2024-10-04\">4 oktober 2024</time>, Van kracht vanaf 4 oktober 2024, "
		"Apparatenbestand <span lang=\"en\">a&lt;b</span>, Estate a&lt;b");
	free(text);
}

static void put_fraction(FILE *to) {
	for (int tongue = 0; tongue < TONGUE_COUNT; tongue++)
		words_put(to, (enum tongue)tongue, W_RIVAL_LABEL,
			  (const struct hole[]){ HOLE_STR("name", STR("X")), HOLE_FRACTION("confidence", 0.25, 3) }, 2);
}

static void points_are_the_languages(void **state) {
	char *text = written(put_fraction);

	(void)state;
	assert_string_equal(text, "X stays possible as the label (confidence 0.250).X blijft mogelijk als merk (zekerheid 0,250).");
	free(text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_has_the_same_holes),
		cmocka_unit_test(numbers_are_grouped),
		cmocka_unit_test(days_are_written_out),
		cmocka_unit_test(values_are_text),
		cmocka_unit_test(elements_are_marked),
		cmocka_unit_test(points_are_the_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
