/*
 * story_test: what people are told of one device: the decisive first, the
 * same thing once, why it is not surer, what would settle it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json_in.h"
#include "show/show.h"
#include "show/story.h"

enum { MANY = 300 };

static const struct mark_note weak = { .id = STR_INIT("x/weak"), .why = STR_INIT("w"), .source = STR_INIT("s") };
static const struct mark_note sure = { .id = STR_INIT("x/sure"), .why = STR_INIT("w"), .source = STR_INIT("s") };
static const struct company companies[] = {
	{ .id = STR_INIT("axis"), .name = STR_INIT("Axis Communications AB") },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("Hikvision Co., Ltd.") },
};
static const struct brand brands[] = { { .id = STR_INIT("axis"), .name = STR_INIT("Axis"), .owner = STR_INIT("axis") } };
static const struct registry registry = { .companies = companies, .company_count = 2, .brands = brands, .brand_count = 1 };
static const struct law_note laws[] = {
	{ .id = STR_INIT("one"), .title = STR_INIT("One"), .from = DATE_NONE, .until = DATE_NONE },
	{ .id = STR_INIT("two"), .title = STR_INIT("Two"), .from = DATE_NONE, .until = DATE_NONE },
};

static struct obs observations[MANY];
static struct claim claims[MANY];

static struct device device_of(enum grade grade, double confidence) {
	return (struct device){ .name = STR("d"), .identity = {
		.maker = { .id = STR("hikvision"), .confidence = confidence, .grade = grade }, .class = CLASS_CAMERA } };
}

/* `count` hints from one mark, and a proof behind them. */
static struct device device_of_many(size_t count) {
	struct device d = device_of(GRADE_CONFIRMED, 0.999);

	for (size_t i = 0; i < count; i++) {
		observations[i] = (struct obs){ .field = STR("dns.query"), .value = STR("a.example") };
		claims[i] = (struct claim){ &observations[i], &weak, ASPECT_MAKER, STR("hikvision"), STRENGTH_HINT, STR("dns") };
	}
	observations[count - 1].field = STR("sadp.mac");
	claims[count - 1] = (struct claim){ &observations[count - 1], &sure, ASPECT_MAKER, STR("hikvision"), STRENGTH_PROOF,
					    STR("sadp") };
	d.observations = observations;
	d.observation_count = count;
	d.identity.claims = claims;
	d.identity.claim_count = count;
	return d;
}

/* The story as one text without line breaks; the caller frees it. */
static char *told(const struct device *d, const struct track_record *record) {
	struct look look = { .on = 20000, .record = record };
	char *text = NULL, *to;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	assert_non_null(f);
	show_device_story(f, &look, d, &registry, (struct strs){ 0 });
	assert_int_equal(fclose(f), 0);
	to = text;
	for (const char *c = text; *c; c++)
		if ((*c != ' ' && *c != '\n') || (to > text && to[-1] != ' '))
			*to++ = *c == '\n' ? ' ' : *c;
	*to = '\0';
	return text;
}

static size_t count_of(const char *text, const char *what) {
	size_t count = 0;

	for (; (text = strstr(text, what)); text++)
		count++;
	return count;
}

static void the_decisive_comes_first(void **state) {
	struct device d = device_of_many(20);
	char *story = told(&d, NULL);

	(void)state;
	assert_true(strstr(story, "1. From its answer to SADP") != NULL);
	assert_true(strstr(story, "x/sure") < strstr(story, "x/weak"));
	free(story);
}

static void hundreds_stay_readable(void **state) {
	struct device d = device_of_many(MANY);
	char *story = told(&d, NULL);

	(void)state;
	assert_true(strlen(story) < 4000);
	assert_int_equal(count_of(story, "The mark x/weak"), 1);
	assert_true(strstr(story, "and 294 more.") != NULL);
	assert_true(strstr(story, "and 296 more values of dns.query") != NULL);
	free(story);
}

static void one_is_said_in_the_singular(void **state) {
	struct device d = device_of_many(1);
	char *story = told(&d, NULL);

	(void)state;
	assert_true(strstr(story, "One observation speaks for it. None speaks against it. It is a proof.") != NULL);
	free(story);
}

static void the_record_is_of_the_word(void **state) {
	struct track_record record = { .devices = STR("ten devices") };
	struct device d = device_of(GRADE_LIKELY, 0.9);

	(void)state;
	record.named[LIKELIHOOD_LIKELY] = 8;
	record.right[LIKELIHOOD_LIKELY] = 7;
	char *story = told(&d, &record);
	assert_true(strstr(story, "tested on ten devices. It said \"likely\" of 8 of them, and named the maker rightly for 7.") != NULL);
	assert_true(strstr(story, "among 100 devices of which as much is known, about 10 would be of other makers") != NULL);
	free(story);
	d.identity.maker.confidence = 0.96;
	story = told(&d, &record);
	assert_null(strstr(story, "ten devices"));
	free(story);
}

static void each_doubt_has_its_reason(void **state) {
	struct weighed none = { 0 }, enough = { .kinds = 2 };
	struct device likely = device_of(GRADE_LIKELY, 0.9), possible = device_of(GRADE_POSSIBLE, 0.5);

	(void)state;
	assert_int_equal(story_of_limit(&(struct identity){ .maker.grade = GRADE_CONFIRMED }, &none), WORD_COUNT);
	assert_int_equal(story_of_limit(&likely.identity, &none), W_LIMIT_PROOF);
	assert_int_equal(story_of_limit(&likely.identity, &enough), W_LIMIT_CONFIDENCE);
	assert_int_equal(story_of_limit(&possible.identity, &none), W_LIMIT_LOW);
	likely.identity.maker.contested = possible.identity.maker.contested = true;
	assert_int_equal(story_of_limit(&likely.identity, &enough), W_LIMIT_CONTESTED);
	assert_int_equal(story_of_limit(&possible.identity, &none), W_LIMIT_RIVAL);
	assert_int_equal(story_of_limit(&(struct identity){ 0 }, &none), W_LIMIT_NONE);
}

static void the_next_step_is_one_that_was_not_taken(void **state) {
	struct device d = device_of(GRADE_LIKELY, 0.9);
	enum word steps[STORY_STEPS_MAX];
	struct obs seen = { .field = STR("sadp.mac") };

	(void)state;
	assert_true(story_steps(&d, steps, STORY_STEPS_MAX) >= 3);
	assert_int_equal(steps[0], W_STEP_HIKVISION);
	d.observations = &seen;
	d.observation_count = 1;
	assert_true(story_steps(&d, steps, STORY_STEPS_MAX) >= 3);
	assert_int_not_equal(steps[0], W_STEP_HIKVISION);
	d.identity.maker.contested = true;
	story_steps(&d, steps, STORY_STEPS_MAX);
	assert_int_equal(steps[0], W_STEP_TWO);
	d.identity.maker.grade = GRADE_CONFIRMED;
	assert_int_equal(story_steps(&d, steps, STORY_STEPS_MAX), 1);
	assert_int_equal(steps[0], W_STEP_DONE);
}

static void a_printer_is_asked_no_camera_question(void **state) {
	struct device d = device_of(GRADE_POSSIBLE, 0.5);
	enum word steps[STORY_STEPS_MAX];

	(void)state;
	d.identity.class = CLASS_PRINTER;
	assert_int_equal(story_steps(&d, steps, STORY_STEPS_MAX), 1);
	assert_int_equal(steps[0], W_STEP_PLATE);
}

static void a_drone_is_asked_for_its_serial_number(void **state) {
	struct device d = device_of(GRADE_LIKELY, 0.9);
	enum word steps[STORY_STEPS_MAX];
	struct obs seen = { .field = STR("remoteid.version"), .value = STR("2") };

	(void)state;
	d.identity.class = CLASS_DRONE;
	d.observations = &seen;
	d.observation_count = 1;
	story_steps(&d, steps, STORY_STEPS_MAX);
	assert_int_equal(steps[0], W_STEP_DRONE);
	seen = (struct obs){ .field = STR("remoteid.basic_id"), .value = STR("4") };
	story_steps(&d, steps, STORY_STEPS_MAX);
	assert_int_equal(steps[0], W_STEP_DRONE);
	seen.value = STR("1 1581F5FKD229A00ABCDE");
	story_steps(&d, steps, STORY_STEPS_MAX);
	assert_int_not_equal(steps[0], W_STEP_DRONE);
}

static void a_makers_own_label_is_no_rival(void **state) {
	const struct rival own = { ASPECT_BRAND, STR("axis"), 0.1 }, other = { ASPECT_MAKER, STR("hikvision"), 0.1 };
	struct device d = device_of(GRADE_LIKELY, 0.9);

	(void)state;
	d.identity.maker.id = STR("axis");
	d.identity.rivals = &own;
	d.identity.rival_count = 1;
	char *story = told(&d, NULL);
	assert_non_null(strstr(story, "Nothing on record names another maker or label."));
	free(story);
	d.identity.rivals = &other;
	story = told(&d, NULL);
	assert_non_null(strstr(story, "Hikvision Co., Ltd. stays possible"));
	free(story);
}

static void what_all_rules_rest_on_is_told_once(void **state) {
	struct verdict verdicts[2];
	struct device d = device_of(GRADE_CONFIRMED, 0.999);

	(void)state;
	for (size_t i = 0; i < 2; i++)
		verdicts[i] = (struct verdict){ .law = &laws[i], .status = STATUS_PROHIBITED, .by = DATE_NONE, .because_count = 2,
						.because = { i ? STR("Clause two.") : STR("Clause one."), STR("The maker is so.") } };
	d.verdicts = (struct verdicts){ verdicts, 2 };
	char *story = told(&d, NULL);
	assert_int_equal(count_of(story, "The maker is so."), 1);
	assert_int_equal(count_of(story, "It rests on what is said of the device above."), 2);
	assert_non_null(strstr(story, "prohibited 2"));
	assert_true(strstr(story, "The maker is so.") < strstr(story, "Clause one."));
	free(story);
	d.verdicts.count = 1;
	story = told(&d, NULL);
	assert_null(strstr(story, "It rests on"));
	assert_non_null(strstr(story, "The maker is so."));
	free(story);
}

static void programs_get_all_of_it(void **state) {
	struct device d = device_of_many(MANY);
	char *line = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&line, &size);
	const str names[] = { STR("a.pcap") };

	(void)state;
	assert_non_null(f);
	struct json_out j = json_out_to(f);
	show_device_story_json(&j, &d, &registry, (struct strs){ names, 1 });
	json_out_line(&j);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(count_of(line, "\"file\": \"a.pcap\""), MANY);
	assert_int_equal(count_of(line, "\"would_settle_it\": [\""), 1);
	assert_int_equal(count_of(line, "\"not_surer_because\": null"), 1);
	free(line);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_decisive_comes_first),
		cmocka_unit_test(hundreds_stay_readable),
		cmocka_unit_test(one_is_said_in_the_singular),
		cmocka_unit_test(the_record_is_of_the_word),
		cmocka_unit_test(each_doubt_has_its_reason),
		cmocka_unit_test(the_next_step_is_one_that_was_not_taken),
		cmocka_unit_test(a_printer_is_asked_no_camera_question),
		cmocka_unit_test(a_drone_is_asked_for_its_serial_number),
		cmocka_unit_test(a_makers_own_label_is_no_rival),
		cmocka_unit_test(what_all_rules_rest_on_is_told_once),
		cmocka_unit_test(programs_get_all_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
