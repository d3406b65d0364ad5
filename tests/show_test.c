/*
 * What people and programs are shown: exact JSON lines, tables that never
 * leave their width, a report that is well formed whatever devices say.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <expat.h>

#include "base/json_in.h"
#include "base/utf8.h"
#include "show/glyph.h"
#include "show/cards.h"
#include "show/show.h"
#include "show/timeline.h"

#define HOSTILE "\033[2J</script><script>alert('x')</script>\"&\xff\xc3(\xe2\x80\xae\n\tend"

static const struct owner hikvision_owners[] = {
	{ .id = { (const uint8_t *)"cetc", 4 }, .percent = 51.5, .as_of = DATE_NONE, .from = DATE_NONE,
	  .until = DATE_NONE, .trust = TRUST_HIGH },
};

static struct company companies[2];
static struct brand brands[2];
static struct registry registry;
static struct mark_note app_webs, mac_block, hostile_mark;
static struct law_note law_889, law_hostile;
static const str binding[] = { STR_INIT("us-federal-agency"), STR_INIT("us-federal-contractor") };
static struct obs observations[4];
static struct claim claims[5];
static struct rival rivals[1];
static struct verdict verdict_list[2];
static addr addresses[1];

static void set_knowledge(void) {
	companies[0] = (struct company){ .id = STR("dahua"), .name = STR("Zhejiang Dahua Technology Co., Ltd."),
					 .native = STR("浙江大华技术股份有限公司"), .country = STR("CN") };
	companies[1] = (struct company){ .id = STR("hikvision"),
					 .name = STR("Hangzhou Hikvision Digital Technology Co., Ltd."),
					 .country = STR("CN"), .owners = hikvision_owners, .owner_count = 1 };
	brands[0] = (struct brand){ .id = STR("annke"), .name = STR("ANNKE") };
	brands[1] = (struct brand){ .id = STR("hikvision"), .name = STR("Hikvision"), .owner = STR("hikvision") };
	registry = (struct registry){ .companies = companies, .company_count = 2, .brands = brands, .brand_count = 2 };
	app_webs = (struct mark_note){ .id = STR("hikvision/app-webs"), .why = STR("its own web server"),
				       .source = STR("https://example.org/app-webs") };
	mac_block = (struct mark_note){ .id = STR("mac/block"), .why = STR("the IEEE gave it"), .source = STR("IEEE") };
	hostile_mark = (struct mark_note){ .id = STR("x/" HOSTILE), .why = STR(HOSTILE), .source = STR(HOSTILE) };
	law_889 = (struct law_note){ .id = STR("us-ndaa2019-889b"), .title = STR("NDAA 2019, section 889(a)(1)(B)"),
				     .jurisdiction = STR("US"), .citation = STR("Pub. L. 115-232"),
				     .roles = { binding, 2 }, .from = 18487, .until = DATE_NONE };
	law_hostile = (struct law_note){ .id = STR(HOSTILE), .title = STR(HOSTILE), .jurisdiction = STR(HOSTILE),
					 .authority = STR(HOSTILE), .citation = STR(HOSTILE), .scope = STR(HOSTILE),
					 .from = DATE_NONE, .until = DATE_NONE };
}

/* A relabelled camera with two marks on one observation. */
static struct device full_device(void) {
	set_knowledge();
	observations[0] = (struct obs){ .field = STR("mac"), .value = STR("28:57:be:00:00:00"),
					.time_us = 1718007062000000, .offset = 120 };
	observations[1] = (struct obs){ .field = STR("http.server"), .value = STR("App-webs/"),
					.time_us = 1718007063000000, .offset = 4096 };
	claims[0] = (struct claim){ &observations[0], &mac_block, ASPECT_MAKER, STR("hikvision"), STRENGTH_FAIR,
				    STR("mac") };
	claims[1] = (struct claim){ &observations[1], &app_webs, ASPECT_MAKER, STR("hikvision"), STRENGTH_STRONG,
				    STR("http") };
	claims[2] = (struct claim){ &observations[1], &app_webs, ASPECT_CLASS, STR("camera"), STRENGTH_FAIR,
				    STR("http") };
	rivals[0] = (struct rival){ ASPECT_MAKER, STR("dahua"), 0.001 };
	verdict_list[0] = (struct verdict){ .law = &law_889, .status = STATUS_PROHIBITED, .by = DATE_NONE,
					    .because = { STR("Section 889 names the maker."), STR("It is in force.") },
					    .because_count = 2 };
	addresses[0] = addr_parse(STR("192.0.2.7"));
	return (struct device){
		.name = STR("front-door"), .mac = addr_parse(STR("28:57:be:00:00:00")), .addresses = addresses,
		.address_count = 1, .observations = observations, .observation_count = 2,
		.identity = { .maker = { .id = STR("hikvision"), .confidence = 0.998, .grade = GRADE_CONFIRMED },
			      .brand = { .id = STR("annke"), .confidence = 0.97, .grade = GRADE_LIKELY }, .model = STR("I51DL"),
			      .original = STR("DS-2CD2155FWD-I"), .class = CLASS_CAMERA, .firmware = STR("V5.5.0"),
			      .relabelled = TRI_TRUE, .rivals = rivals, .rival_count = 1, .claims = claims,
			      .claim_count = 3 },
		.verdicts = { verdict_list, 1 },
	};
}

static struct device empty_device(void) {
	set_knowledge();
	return (struct device){ .name = STR("nobody"), .identity = { .maker = { .confidence = 0.12 },
								       .class = CLASS_UNKNOWN } };
}

/* Everything a device or a data file can say is hostile. */
static struct device hostile_device(void) {
	struct device d = full_device();

	observations[2] = (struct obs){ .field = STR("http." HOSTILE), .value = STR(HOSTILE) };
	claims[3] = (struct claim){ &observations[2], &hostile_mark, ASPECT_MODEL, STR(HOSTILE), STRENGTH_HINT,
				    STR("name") };
	verdict_list[1] = (struct verdict){ .law = &law_hostile, .status = STATUS_UNDETERMINED, .by = 18487,
					    .because = { STR(HOSTILE) }, .because_count = 1 };
	d.name = STR("门口 " HOSTILE);
	d.observation_count = 3;
	d.identity.claim_count = 4;
	d.identity.model = STR(HOSTILE);
	d.identity.original = STR("摄像机网络高清半球型摄像机网络高清半球型摄像机");
	d.identity.soc.id = d.identity.firmware = STR(HOSTILE);
	d.identity.brand.id = STR(HOSTILE);
	d.verdicts.count = 2;
	return d;
}

/* What `f` writes; the caller frees it. */
struct printed {
	char *at;
	size_t size;
	FILE *to;
};

static void print_open(struct printed *p) {
	p->to = open_memstream(&p->at, &p->size);
	assert_non_null(p->to);
}

static str print_done(struct printed *p) {
	assert_int_equal(fclose(p->to), 0);
	return (str){ (const uint8_t *)p->at, p->size };
}

static void device_line(struct printed *p, const struct device *d, bool in_capture) {
	print_open(p);
	struct json_out j = json_out_to(p->to);
	show_device_json(&j, d, &registry, in_capture);
	json_out_line(&j);
	print_done(p);
}

static void json_of_a_full_device(void **state) {
	struct device d = full_device();
	struct printed p;

	(void)state;
	device_line(&p, &d, false);
	assert_string_equal(p.at,
		"{\"device\": \"front-door\", \"maker\": {\"id\": \"hikvision\", "
		"\"name\": \"Hangzhou Hikvision Digital Technology Co., Ltd.\", \"country\": \"CN\", "
		"\"confidence\": 0.998, \"grade\": \"confirmed\"}, "
		"\"brand\": {\"id\": \"annke\", \"name\": \"ANNKE\", \"confidence\": 0.97, \"grade\": \"likely\"}, "
		"\"model\": {\"value\": \"I51DL\", \"original\": \"DS-2CD2155FWD-I\"}, \"class\": \"camera\", "
		"\"soc\": null, \"firmware\": \"V5.5.0\", \"relabelled\": true, "
		"\"rivals\": [{\"aspect\": \"maker\", \"id\": \"dahua\", \"confidence\": 0.001}], "
		"\"evidence\": [{\"field\": \"mac\", \"value\": \"28:57:be:00:00:00\", \"mark\": \"mac/block\", "
		"\"says\": {\"maker\": \"hikvision\"}, \"strength\": \"fair\"}, "
		"{\"field\": \"http.server\", \"value\": \"App-webs/\", \"mark\": \"hikvision/app-webs\", "
		"\"says\": {\"maker\": \"hikvision\", \"class\": \"camera\"}, \"strength\": \"strong\"}], "
		"\"verdicts\": [{\"law\": \"us-ndaa2019-889b\", \"status\": \"prohibited\", "
		"\"because\": [\"Section 889 names the maker.\", \"It is in force.\"]}]}\n");
	free(p.at);
}

static void json_of_a_device_in_a_capture(void **state) {
	struct device d = empty_device();
	struct printed p;

	(void)state;
	d.mac = addr_parse(STR("28:57:be:00:00:01"));
	addresses[0] = addr_parse(STR("192.0.2.7"));
	d.addresses = addresses;
	d.address_count = 1;
	device_line(&p, &d, true);
	assert_string_equal(p.at,
		"{\"device\": \"nobody\", \"mac\": \"28:57:be:00:00:01\", \"addresses\": [\"192.0.2.7\"], "
		"\"maker\": {\"id\": null, \"name\": null, \"country\": null, \"confidence\": 0.12, "
		"\"grade\": \"unknown\"}, "
		"\"brand\": {\"id\": null, \"name\": null, \"confidence\": 0, \"grade\": \"unknown\"}, "
		"\"model\": null, \"class\": \"unknown\", \"soc\": null, \"firmware\": null, \"relabelled\": null, "
		"\"rivals\": [], \"evidence\": [], \"verdicts\": []}\n");
	free(p.at);
}

/* A maker whose grade is unknown is not named, even when a belief stands behind it. */
static void json_hides_the_name_of_an_unknown_maker(void **state) {
	struct device d = empty_device();
	struct printed p;

	(void)state;
	d.identity.maker.id = STR("hikvision");
	device_line(&p, &d, false);
	assert_null(strstr(p.at, "hikvision"));
	free(p.at);
}

static void assert_is_json_line(str line) {
	struct json_in j = json_in_over(line);
	enum json_token token = json_in_next(&j);

	assert_int_equal(token, JSON_IN_OBJECT);
	assert_true(json_in_skip(&j, token));
	assert_int_equal(line.at[line.n - 1], '\n');
	assert_null(memchr(line.at, '\n', line.n - 1));
	assert_null(memchr(line.at, 033, line.n));
	for (str rest = line; rest.n > 0; rest = str_after(rest, utf8_unpack(rest, NULL)))
		assert_int_not_equal(utf8_unpack(rest, NULL), 0);
}

static void json_of_hostile_bytes_is_json(void **state) {
	struct device d = hostile_device();
	struct printed p;

	(void)state;
	device_line(&p, &d, true);
	assert_is_json_line((str){ (const uint8_t *)p.at, p.size });
	free(p.at);
}

static void json_cuts_long_values_between_characters(void **state) {
	struct device d = full_device();
	static char value[600];
	struct printed p;

	(void)state;
	memset(value, 'a', sizeof value);
	memcpy(value + 510, "\xe4\xb8\xad", 3); /* bytes 510 to 512: one too far */
	observations[1].value = (str){ (const uint8_t *)value, sizeof value };
	device_line(&p, &d, false);
	value[510] = '\0';
	const char *from = strstr(p.at, "\"aaa");
	assert_non_null(from);
	assert_memory_equal(from + 1, value, 510);
	assert_memory_equal(from + 511, "\", \"mark\"", 9);
	assert_is_json_line((str){ (const uint8_t *)p.at, p.size });
	free(p.at);
}

/* No line is wider than `width`; no byte could steer a terminal. */
static void assert_fits(str printed, unsigned width) {
	while (printed.n > 0) {
		str line = str_cut(&printed, '\n');

		for (size_t i = 0; i < line.n; i++)
			assert_true(line.at[i] >= 0x20 && line.at[i] != 0x7f);
		if (glyph_columns(line, 10000) > width)
			fail_msg("width %u: %.*s", width, STR_ARG(line));
	}
}

static void tables_keep_their_width(void **state) {
	struct device devices[3] = { full_device(), empty_device() };

	(void)state;
	devices[2] = hostile_device();
	for (unsigned width = 40; width <= 200; width++) {
		struct look look = { .width = width };
		struct printed p;

		print_open(&p);
		show_device_table(p.to, &look, devices, 3, &registry);
		assert_fits(print_done(&p), width);
		free(p.at);
	}
}

/* A law with every kind of day, and what it says of a company that its owner brings under it. */
static const struct span law_pauses[] = { { .from = 20100, .until = 20200 } };
static const struct span law_doubts[] = { { .from = 20200, .until = DATE_NONE, .ask = { (const uint8_t *)"is it?", 6 } } };
static const struct change_note law_changes[] = { { .on = 18500, .what = { (const uint8_t *)HOSTILE, sizeof HOSTILE - 1 } } };
static str law_firms[] = { { (const uint8_t *)"dahua", 5 } };
static const struct test_note law_tests[] = {
	{ .key = { (const uint8_t *)"maker", 5 }, .values = { law_firms, 1 }, .affiliates = 50 },
};
static const struct clause_note law_clauses[] = {
	{ .id = { (const uint8_t *)"video-maker", 11 }, .tests = law_tests, .test_count = 1, .classes = 1,
	  .status = STATUS_PROHIBITED, .days = { .from = 18487, .until = DATE_NONE }, .by = 21000 },
};

static struct law_page full_page(const struct law_note *note) {
	return (struct law_page){
		.note = note, .announced = 18000, .trust = TRUST_HIGH, .suspended = law_pauses, .suspended_count = 1,
		.unsure = law_doubts, .unsure_count = 1, .changes = law_changes, .change_count = 1,
		.clauses = law_clauses, .clause_count = 1,
	};
}

static void print_lists(FILE *to, const struct look *look) {
	struct law_page pages[] = { full_page(&law_889), full_page(&law_hostile) };
	struct restriction one = { .law = &pages[1], .clause = law_clauses, .reach = REACH_OWNED, .through = STR(HOSTILE) };
	struct restrictions met[] = { { &one, 1 }, { &one, 1 } };
	struct touched_device touched_one = { STR(HOSTILE), STR(HOSTILE), STR(HOSTILE), STR(HOSTILE), STATUS_PROHIBITED };
	struct touched touched = { .file = STR(HOSTILE), .law = STR(HOSTILE), .judged_on = 20000,
				   .counts = { [STATUS_PROHIBITED] = 7 },
				   .devices = &touched_one, .device_count = 1 };
	struct law_card laws[] = { { &pages[0], { { 0 } }, NULL }, { &pages[1], { STR(HOSTILE) }, &touched } };
	str hostile = STR(HOSTILE);
	struct statement said = { .id = hostile, .to = { &hostile, 1 }, .law = hostile, .what = hostile, .by = hostile,
				  .when = STR("2023-05"), .source = hostile, .note = hostile };
	struct former_name former = { hostile, hostile, hostile, TRUST_HINT };
	struct open_question question = { STEP_ASSESS, hostile, hostile, hostile };
	struct dossier dossier = { .company = hostile, .read = hostile, .former_names = &former, .former_name_count = 1,
				   .parts = { { &said, 1 }, { &said, 1 }, { &said, 1 }, { &said, 1 } } };
	struct company_card firms[] = {
		{ .company = &companies[0], .found = { STR("大华") }, .reading = STR("dà huá") },
		{ .company = &companies[1], .restrictions = met[0], .mark_count = 1, .mac_block_count = 2,
		  .dossier = &dossier, .asked = { &question, 1 } },
	};
	struct brand_card labels[] = { { &brands[0], { STR(HOSTILE) }, met }, { &brands[1], { { 0 } }, met } };
	str lines[] = { STR(HOSTILE) };
	struct mark_card mark = { .note = &hostile_mark, .strength = STRENGTH_STRONG, .when = STR(HOSTILE),
				  .claim = STR("maker: hikvision"), .examples = { lines, 1 } };

	show_law_table(to, look, laws, 2);
	show_company_table(to, look, firms, 2);
	show_brand_table(to, look, labels, 2);
	show_mark_table(to, look, &mark, 1);
	show_law_card(to, look, &laws[1], &registry);
	show_company_card(to, look, &firms[0], &registry);
	show_company_card(to, look, &firms[1], &registry);
	show_brand_card(to, look, &labels[0], &registry);
	show_mark_card(to, look, &mark);
}

static void lists_and_cards_keep_their_width(void **state) {
	(void)state;
	set_knowledge();
	for (unsigned width = 40; width <= 200; width += 4) {
		struct look look = { .width = width, .on = 20300 };
		struct printed p;

		print_open(&p);
		print_lists(p.to, &look);
		assert_fits(print_done(&p), width);
		free(p.at);
	}
}

static void lines_are_ascii_when_asked(void **state) {
	struct look look = { .width = 80, .on = 20300, .ascii = true };
	struct timeline t;
	struct stretch days = { 18000, DATE_NONE, STRETCH_HOLDS };
	struct printed p;

	(void)state;
	set_knowledge();
	print_open(&p);
	t = timeline_over(&look, 18000, DATE_NONE, 10);
	timeline_axis(p.to, &t);
	timeline_bar(p.to, &t, STR("a law"), &days, 1, TONE_PLAIN);
	show_ownership(p.to, &look, &companies[1], &registry);
	str out = print_done(&p);
	for (size_t i = 0; i < out.n; i++)
		assert_true(out.at[i] < 0x80);
	assert_true(str_find(out, STR("=#=>"), 0) == out.n);
	assert_true(str_find(out, STR("==#"), 0) < out.n);
	free(p.at);
}

/* Each holds the next, and the last the first: no line comes twice on a path, and it ends. */
static void owners_in_a_circle_end(void **state) {
	static const struct owner rings[3] = {
		{ .id = { (const uint8_t *)"b", 1 }, .percent = 60, .as_of = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE,
		  .trust = TRUST_HIGH },
		{ .id = { (const uint8_t *)"c", 1 }, .percent = 60, .as_of = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE,
		  .trust = TRUST_HIGH },
		{ .id = { (const uint8_t *)"a", 1 }, .percent = 60, .as_of = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE,
		  .trust = TRUST_HIGH },
	};
	struct company ring[3] = {
		{ .id = STR("a"), .name = STR("Firm A"), .owners = &rings[0], .owner_count = 1 },
		{ .id = STR("b"), .name = STR("Firm B"), .owners = &rings[1], .owner_count = 1 },
		{ .id = STR("c"), .name = STR("Firm C"), .owners = &rings[2], .owner_count = 1 },
	};
	struct registry r = { .companies = ring, .company_count = 3 };
	struct look look = { .width = 80 };
	struct printed p;

	(void)state;
	print_open(&p);
	show_ownership(p.to, &look, &ring[0], &r);
	assert_string_equal((const char *)print_done(&p).at,
		"     \u250c\u2500 Firm C (c): 60 %; trust high\n"
		"  \u250c\u2500 Firm B (b): 60 %; trust high\n"
		"  \u25cf Firm A (a)\n"
		"  \u2514\u2500 Firm C (c): 60 %; trust high\n"
		"     \u2514\u2500 Firm B (b): 60 %; trust high\n");
	free(p.at);
}

static void stories_keep_their_width(void **state) {
	struct device d = hostile_device();

	(void)state;
	for (unsigned width = 40; width <= 100; width++) {
		struct look look = { .width = width, .on = 20000 };
		struct printed p;

		print_open(&p);
		show_device_story(p.to, &look, &d, &registry, (struct strs){ 0 });
		assert_fits(print_done(&p), width);
		free(p.at);
	}
}

static void assert_story_has(const char *story, const char *const *words) {
	for (; *words; words++)
		if (!strstr(story, *words))
			fail_msg("the story lacks: %s\n%s", *words, story);
}

static void story_goes_down_to_the_bytes(void **state) {
	static const char *const words[] = {
		"Confirmed: made by Hangzhou Hikvision", "China", "0.998", "ANNKE", "relabelled product", "at byte 4096",
		"08:11:03 UTC", "hikvision/app-webs", "https://example.org/app-webs", "Dahua", "0.001",
		"Pub. L. 115-232", "Section 889 names the maker.", "http.server = App-webs/", NULL,
	};
	struct device d = full_device();
	struct look look = { .on = 20000 };
	struct printed p;

	(void)state;
	print_open(&p);
	show_device_story(p.to, &look, &d, &registry, (struct strs){ 0 });
	print_done(&p);
	assert_story_has(p.at, words);
	free(p.at);
}

/* Eighty rules and an unknown maker are one piece of news. */
static void story_tells_the_same_doubt_once(void **state) {
	struct device d = empty_device();
	struct look look = { .on = 20000 };
	struct printed p;

	(void)state;
	for (size_t i = 0; i < 2; i++)
		verdict_list[i] = (struct verdict){ .law = i ? &law_hostile : &law_889, .status = STATUS_UNDETERMINED,
						    .by = DATE_NONE, .because = { STR("Nobody knows the maker.") },
						    .because_count = 1 };
	d.verdicts = (struct verdicts){ verdict_list, 2 };
	print_open(&p);
	show_device_story(p.to, &look, &d, &registry, (struct strs){ 0 });
	print_done(&p);
	const char *once = strstr(p.at, "Nobody knows the maker.");
	assert_non_null(once);
	assert_null(strstr(once + 1, "Nobody knows the maker."));
	assert_non_null(strstr(p.at, "a fact is missing under 2 rules"));
	free(p.at);
}

static void story_names_the_file(void **state) {
	const str names[] = { STR("street.pcap") };
	struct device d = full_device();
	struct look look = { .on = 20000 };
	struct printed p;

	(void)state;
	print_open(&p);
	show_device_story(p.to, &look, &d, &registry, (struct strs){ names, 1 });
	print_done(&p);
	/* A line may break between any two words. */
	char *to = p.at;
	for (const char *c = p.at; *c; c++)
		if ((*c != ' ' && *c != '\n') || (to > p.at && to[-1] != ' '))
			*to++ = *c == '\n' ? ' ' : *c;
	*to = '\0';
	assert_non_null(strstr(p.at, "at byte 4096 of street.pcap"));
	free(p.at);
}

static void certainty_is_never_claimed(void **state) {
	struct device d = full_device();
	struct look look = { .on = 20000 };
	struct printed p;

	(void)state;
	d.identity.maker.confidence = 1;
	print_open(&p);
	show_device_story(p.to, &look, &d, &registry, (struct strs){ 0 });
	print_done(&p);
	assert_non_null(strstr(p.at, "confidence 0.999)"));
	assert_null(strstr(p.at, "1.000"));
	free(p.at);
}

static void table_without_terminal_cuts_nothing(void **state) {
	struct device d = full_device();
	struct look look = { 0 };
	struct printed p;

	(void)state;
	print_open(&p);
	show_device_table(p.to, &look, &d, 1, &registry);
	print_done(&p);
	assert_string_equal(p.at,
		"DEVICE      MADE BY    HOW SURE   LABEL    MODEL                    CLASS   VERDICT\n"
		"front-door  Hikvision  confirmed  \u2260 ANNKE  I51DL = DS-2CD2155FWD-I  camera  "
		"prohibited: us-ndaa2019-889b\n"
		"\n"
		"\u2260 relabelled: the label names another than the maker.\n"
		"1 device found; its maker: 1 confirmed. 1 relabelled. Worst verdict: prohibited 1.\n");
	free(p.at);
}

static void colours_come_only_when_asked(void **state) {
	struct device d = full_device();
	struct look look = { .width = 80, .colours = true };
	struct printed p;

	(void)state;
	print_open(&p);
	show_device_table(p.to, &look, &d, 1, &registry);
	print_done(&p);
	assert_non_null(strstr(p.at, "\033[31mprohibited"));
	free(p.at);
}

static void widths_of_characters(void **state) {
	(void)state;
	assert_int_equal(glyph_columns(STR("abc"), 99), 3);
	assert_int_equal(glyph_columns(STR("中文"), 99), 4);
	assert_int_equal(glyph_columns(STR("e\u0301"), 99), 1);
	assert_int_equal(glyph_columns(STR("\033"), 99), 4);
	assert_int_equal(glyph_columns(STR("\xff"), 99), 4);
	assert_int_equal(glyph_columns(STR("\u202e"), 99), 12);
	assert_int_equal(glyph_columns(STR("한글"), 99), 4);
}

static struct report report_of(const struct device *devices, size_t count) {
	return (struct report){ .title = STR("Estate " HOSTILE), .estate = STR(HOSTILE), .on = 20000, .made = 20000, .version = STR("0.1.0"),
				.devices = devices, .count = count };
}

static void report_is_well_formed(void **state) {
	struct device devices[3] = { full_device(), empty_device() };
	struct printed p;

	(void)state;
	devices[2] = hostile_device();
	struct report report = report_of(devices, 3);
	print_open(&p);
	show_report_html(p.to, &report, &registry);
	str page = print_done(&p);
	XML_Parser parser = XML_ParserCreate("UTF-8");
	if (XML_Parse(parser, p.at, (int)p.size, 1) != XML_STATUS_OK)
		fail_msg("line %lu: %s", XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
	assert_int_equal(str_find(page, STR("<script"), 0), page.n);
	assert_int_equal(str_find(page, STR("</script>"), 0), page.n);
	assert_int_equal(str_find(page, STR("\033"), 0), page.n);
	assert_int_equal(str_find(page, STR("\u202e"), 0), page.n);
	assert_true(str_find(page, STR("Content-Security-Policy"), 0) < page.n);
	free(p.at);
}

static void report_of_nothing_is_well_formed(void **state) {
	struct report report = report_of(NULL, 0);
	struct printed p;

	(void)state;
	set_knowledge();
	print_open(&p);
	show_report_html(p.to, &report, &registry);
	print_done(&p);
	XML_Parser parser = XML_ParserCreate("UTF-8");
	assert_int_equal(XML_Parse(parser, p.at, (int)p.size, 1), XML_STATUS_OK);
	XML_ParserFree(parser);
	free(p.at);
}

static void json_of_the_data(void **state) {
	struct printed p;

	(void)state;
	set_knowledge();
	print_open(&p);
	struct json_out j = json_out_to(p.to);
	struct law_page page = full_page(&law_889);
	show_law_json(&j, &(struct law_card){ .page = &page }, 20300);
	json_out_line(&j);
	print_done(&p);
	assert_memory_equal(p.at, "{\"id\": \"us-ndaa2019-889b\", \"title\": \"NDAA 2019, section 889(a)(1)(B)\", "
		"\"jurisdiction\": \"US\", \"from\": \"2020-08-13\", \"until\": null, "
		"\"roles\": [\"us-federal-agency\", \"us-federal-contractor\"], \"sources\": []", 197);
	assert_is_json_line((str){ (const uint8_t *)p.at, p.size });
	free(p.at);
	print_open(&p);
	j = json_out_to(p.to);
	struct restriction met = { .law = &page, .clause = law_clauses, .reach = REACH_NAMED, .sure = true };
	struct company_card firm = { .company = &companies[1], .restrictions = { &met, 1 } };
	show_company_json(&j, &firm, &registry);
	json_out_line(&j);
	assert_is_json_line(print_done(&p));
	free(p.at);
	print_open(&p);
	j = json_out_to(p.to);
	show_brand_json(&j, &(struct brand_card){ .brand = &brands[1] });
	json_out_line(&j);
	assert_is_json_line(print_done(&p));
	free(p.at);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_of_a_full_device),
		cmocka_unit_test(json_of_a_device_in_a_capture),
		cmocka_unit_test(json_hides_the_name_of_an_unknown_maker),
		cmocka_unit_test(json_of_hostile_bytes_is_json),
		cmocka_unit_test(json_cuts_long_values_between_characters),
		cmocka_unit_test(json_of_the_data),
		cmocka_unit_test(widths_of_characters),
		cmocka_unit_test(table_without_terminal_cuts_nothing),
		cmocka_unit_test(tables_keep_their_width),
		cmocka_unit_test(lists_and_cards_keep_their_width),
		cmocka_unit_test(lines_are_ascii_when_asked),
		cmocka_unit_test(owners_in_a_circle_end),
		cmocka_unit_test(colours_come_only_when_asked),
		cmocka_unit_test(story_goes_down_to_the_bytes),
		cmocka_unit_test(stories_keep_their_width),
		cmocka_unit_test(story_tells_the_same_doubt_once),
		cmocka_unit_test(story_names_the_file),
		cmocka_unit_test(certainty_is_never_claimed),
		cmocka_unit_test(report_is_well_formed),
		cmocka_unit_test(report_of_nothing_is_well_formed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
