/*
 * The first picture of the report, of estates with more labels and makers than
 * a picture can show: nobody falls out of it, and what is not established stays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "show/html.h"
#include "show/html_numbers.h"

enum { DEVICES = 700 };

static struct device devices[DEVICES];
static char names[DEVICES][16];
static struct law_note law = { .id = STR_INIT("x"), .title = STR_INIT("X") };
static struct verdict verdict = { .law = &law, .status = STATUS_PROHIBITED, .by = DATE_NONE };

/* Device i has label i % labels; every tenth has no maker, every fifth is relabelled and prohibited. */
static void make_devices(size_t labels) {
	for (size_t i = 0; i < DEVICES; i++) {
		struct identity *id = &devices[i].identity;

		devices[i] = (struct device){ 0 };
		snprintf(names[i], sizeof names[i], "b%zu", i % labels);
		id->brand = (struct belief){ .id = str_of(names[i]), .confidence = 0.99, .grade = GRADE_CONFIRMED };
		if (i % 10 != 3)
			id->maker = (struct belief){ .id = str_of(names[i]), .confidence = 0.9,
						     .grade = i % 2 ? GRADE_CONFIRMED : GRADE_LIKELY };
		if (i % 5 == 0) {
			id->relabelled = TRI_TRUE;
			devices[i].verdicts = (struct verdicts){ &verdict, 1 };
		}
	}
}

static char *picture_of(struct tally *t) {
	char *text = NULL;
	size_t size;
	FILE *to = open_memstream(&text, &size);

	assert_non_null(to);
	tally_devices(t, devices, DEVICES);
	html_flow_picture(&(struct page){ .pen = { to, TONGUE_EN }, .tally = t });
	fclose(to);
	return text;
}

/* The sum of all numbers behind names, and the number behind this name. */
static size_t sum_of(const char *picture, const char *name, size_t *ret_named) {
	size_t sum = 0;

	*ret_named = 0;
	for (const char *at = picture; (at = strstr(at, " \u00b7 ")) != NULL; at++) {
		size_t count = strtoul(at + strlen(" \u00b7 "), NULL, 10);

		sum += count;
		if ((size_t)(at - picture) > strlen(name) && !strncmp(at - strlen(name), name, strlen(name)))
			*ret_named = count;
	}
	return sum;
}

static void check_with(size_t labels) {
	static struct tally t;
	size_t none = 0, others = 0;

	make_devices(labels);
	char *picture = picture_of(&t);
	assert_int_equal(sum_of(picture, "not established", &none), 3 * DEVICES);
	assert_int_equal(none, DEVICES / 10);
	sum_of(picture, "other or no label", &others);
	assert_int_equal(others > 0, t.flow_count > FLOW_BANDS_MAX);
	assert_null(strstr(picture, "nan"));
	free(picture);
}

static void few_labels(void **state) {
	(void)state;
	check_with(1);
	check_with(7);
}

static void many_labels(void **state) {
	(void)state;
	check_with(40);
	check_with(100);
}

/* More pairs than are counted one by one. */
static void labels_without_end(void **state) {
	(void)state;
	check_with(DEVICES);
}

/* Who sells under so many labels that not each has a band still has a bar with all of it. */
static void one_maker(void **state) {
	static struct tally t;
	size_t made = 0;

	(void)state;
	make_devices(40);
	for (size_t i = 0; i < DEVICES; i++)
		if (devices[i].identity.maker.id.n)
			devices[i].identity.maker.id = STR("maker");
	char *picture = picture_of(&t);
	sum_of(picture, ">maker", &made);
	assert_int_equal(made, DEVICES - DEVICES / 10);
	assert_null(strstr(picture, "other makers"));
	free(picture);
}

/* What has no row of its own in the tables of commands has its number, and a command that has it among others. */
static void beyond_the_tables(void **state) {
	static struct tally t;
	static const struct report report = { .asked = STR_INIT(" --as nl-police"), .on = 20000, .made = 20000 };
	const struct site_tallies sites = { 0 };
	const struct registry registry = { 0 };
	char *text = NULL;
	size_t size;
	FILE *to = open_memstream(&text, &size);

	(void)state;
	assert_non_null(to);
	make_devices(20);
	tally_devices(&t, devices, DEVICES);
	t.dues[0] = (struct tally_due){ .law = &law, .by = 20100, .count = 1 };
	t.due_count = 1;
	for (int round = 0; round < 2; round++) {
		rewind(to);
		html_numbers((struct pen){ to, TONGUE_EN }, &report, &t, &sites, &registry, NUMBERED_PAGE);
		fflush(to);
		assert_int_equal(strstr(text, ">41<") != NULL, round);
		assert_int_equal(strstr(text, ">1,043<") != NULL, round);
		assert_int_equal(strstr(text, "<code>birthmark report --json --as nl-police</code>") != NULL, round);
		t.more = 41;
		t.more_dues = 1043;
	}
	fclose(to);
	free(text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(beyond_the_tables),
		cmocka_unit_test(few_labels),
		cmocka_unit_test(many_labels),
		cmocka_unit_test(labels_without_end),
		cmocka_unit_test(one_maker),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
