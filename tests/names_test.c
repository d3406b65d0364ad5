/* Who goes by a name. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "know/names.h"

enum { MEMORY = 1 << 20 };

static const str dahua_blocks = STR_INIT("Zhejiang Dahua Technology Co., Ltd.");
static const str siqura_aliases[] = { STR_INIT("TKH Security"), STR_INIT("Optelecom") };
static const str night_owl_alias = STR_INIT("Night Owl");
static const str costar_alias = STR_INIT("Costar");
static const struct brand_maker by_dahua = { .maker = STR_INIT("dahua"), .share = SHARE_ALL };
static const struct brand_maker by_group = { .maker = STR_INIT("costar-group"), .share = SHARE_ALL };
static const struct brand_maker by_technologies = { .maker = STR_INIT("costar-technologies"), .share = SHARE_ALL };

/* By id, as the registry keeps them. */
static const struct company companies[] = {
	{ .id = STR_INIT("bank"), .name = STR_INIT("Investing Bank AG"), .class = CLASS_UNKNOWN },
	{ .id = STR_INIT("carrier"), .name = STR_INIT("Carrier Global Corporation"), .common_word = ANSWER_YES,
	  .aliases = { &night_owl_alias, 1 } },
	{ .id = STR_INIT("costar-group"), .name = STR_INIT("Costar Group Co., Ltd."), .aliases = { &costar_alias, 1 } },
	{ .id = STR_INIT("costar-technologies"), .name = STR_INIT("Costar Technologies, Inc."), .aliases = { &costar_alias, 1 } },
	{ .id = STR_INIT("dahua"), .name = STR_INIT("Zhejiang Dahua Technology Co., Ltd."), .native = STR_INIT("浙江大华"),
	  .mac_names = { &dahua_blocks, 1 } },
	{ .id = STR_INIT("siqura"), .name = STR_INIT("Siqura B.V."), .class = CLASS_CAMERA, .aliases = { siqura_aliases, 2 } },
};
static const struct brand brands[] = {
	{ .id = STR_INIT("carrier"), .name = STR_INIT("Carrier"), .common_word = ANSWER_YES },
	{ .id = STR_INIT("dahua"), .name = STR_INIT("Dahua"), .makers = &by_dahua, .maker_count = 1 },
	{ .id = STR_INIT("group-label"), .name = STR_INIT("Group Label"), .makers = &by_group, .maker_count = 1 },
	{ .id = STR_INIT("lts"), .name = STR_INIT("LTS") },
	{ .id = STR_INIT("night-owl"), .name = STR_INIT("Night Owl") },
	{ .id = STR_INIT("technologies-label"), .name = STR_INIT("Technologies Label"), .makers = &by_technologies, .maker_count = 1 },
};
static const struct registry registry = {
	.companies = companies, .company_count = sizeof companies / sizeof *companies,
	.brands = brands, .brand_count = sizeof brands / sizeof *brands,
};

static struct named find(const char *text, bool is_loose) {
	static uint8_t memory[MEMORY];
	arena mem = arena_over(memory, sizeof memory);
	const struct names *names = names_open(&mem, &registry);

	assert_non_null(names);
	return names_find(names, str_of(text), is_loose);
}

static const char *who(struct named found) {
	return found.brand ? (const char *)found.brand->id.at : found.company ? (const char *)found.company->id.at : "nobody";
}

static void goes_by(const char *text, const char *whom) {
	assert_string_equal(who(find(text, false)), whom);
}

static void spelling_does_not_matter(void **state) {
	(void)state;
	goes_by("Dahua", "dahua");
	goes_by("DAHUA", "dahua");
	goes_by("  night-OWL ", "night-owl");
	goes_by("NightOwl", "night-owl");
	goes_by("浙江大华", "dahua");
}

static void the_form_of_a_firm_may_be_left_out(void **state) {
	(void)state;
	goes_by("Zhejiang Dahua Technology Co., Ltd.", "dahua");
	goes_by("ZHEJIANG DAHUA TECHNOLOGY CO.,LTD", "dahua");
	goes_by("Zhejiang Dahua Technology", "dahua");
	goes_by("Siqura", "siqura");
	goes_by("Siqura BV", "siqura");
}

static void whole_words_at_the_head_count(void **state) {
	(void)state;
	goes_by("Dahua IPC-HFW", "dahua");
	goes_by("dahua-1F006E4P", "dahua");
	goes_by("Dahuas", "nobody");
	goes_by("my Dahua", "nobody");
	goes_by("", "nobody");
	goes_by("...", "nobody");
}

static void short_names_and_ordinary_words_count_alone(void **state) {
	(void)state;
	goes_by("LTS", "lts");
	goes_by("lts.", "lts");
	goes_by("LTS release 22.04", "nobody");
	goes_by("Carrier", "carrier");
	goes_by("carrier lost on eth0", "nobody");
}

/* In free text a word is a word. */
static void free_text_names_by_long_names_only(void **state) {
	(void)state;
	assert_string_equal(who(find("LTS", true)), "nobody");
	assert_string_equal(who(find("Carrier", true)), "nobody");
	/* A label's name is none because another name of its company is one. */
	assert_string_equal(who(find("Night Owl DVR", true)), "night-owl");
	assert_string_equal(who(find("Dahua IPC", true)), "dahua");
	assert_string_equal(who(find("Dahua", true)), "dahua");
}

static void who_makes_no_devices_is_no_maker(void **state) {
	(void)state;
	goes_by("Investing Bank AG", "nobody");
}

/* The trap of the two Costars: a name that two firms go by names nobody, their full names do. */
static void a_shared_name_names_nobody(void **state) {
	(void)state;
	goes_by("Costar", "nobody");
	goes_by("Costar Group Co., Ltd.", "costar-group");
	goes_by("Costar Technologies", "costar-technologies");
}

static void a_long_text_is_read_to_its_head_only(void **state) {
	static char text[1 << 16];

	(void)state;
	for (size_t i = 0; i + 1 < sizeof text; i++)
		text[i] = i % 2 ? ' ' : 'd';
	goes_by(text, "nobody");
}

static void beyond(const char *text, const char *rest) {
	static uint8_t memory[MEMORY];
	arena mem = arena_over(memory, sizeof memory);
	const struct names *names = names_open(&mem, &registry);

	assert_non_null(names);
	assert_true(str_eq(names_beyond(names, str_of(text)), str_of(rest)));
}

static void the_number_stands_behind_the_name(void **state) {
	(void)state;
	beyond("Dahua IPC-HDW1230S", "IPC-HDW1230S");
	beyond("NIGHT OWL  NVR 8 ", "NVR 8");
	beyond("Dahua", "");
	beyond("Dahua-IPC", "");
	beyond("Carrier DS-2CD2143G0-I", "");
	beyond("IPC-HDW1230S Dahua", "");
	beyond("", "");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spelling_does_not_matter),
		cmocka_unit_test(the_form_of_a_firm_may_be_left_out),
		cmocka_unit_test(whole_words_at_the_head_count),
		cmocka_unit_test(short_names_and_ordinary_words_count_alone),
		cmocka_unit_test(free_text_names_by_long_names_only),
		cmocka_unit_test(who_makes_no_devices_is_no_maker),
		cmocka_unit_test(a_shared_name_names_nobody),
		cmocka_unit_test(the_number_stands_behind_the_name),
		cmocka_unit_test(a_long_text_is_read_to_its_head_only),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
