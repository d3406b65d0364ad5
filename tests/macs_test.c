/*
 * MAC blocks: the newest list with the oldest blocks beside it, and a user's
 * own list on top. What a user's list is refused for is in refuse_test.c.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/yaml.h"
#include "know/macs.h"
#include "know/match.h"
#include "know/registry.h"

enum { MEMORY = 16 << 20 };

#define END_OF_COMPANY "  country: NL\n  source: s\n  trust: high\n"

static const char companies[] =
	"- company: hikvision\n  name: Hikvision\n  mac-names: [\"Hangzhou Hikvision Digital Technology Co.,Ltd.\"]\n" END_OF_COMPANY
	"- company: axis\n  name: Axis\n  class: camera\n  mac-names: [Axis Communications AB, Nobody At All]\n" END_OF_COMPANY;
static const char brands[] = "- brand: annke\n  name: ANNKE\n  trust: high\n";

static const char own_blocks[] =
	"- block: 28:57:BE/24\n  company: axis\n  source: the stock list of 2026\n"
	"- block: \"2857BE1\"\n  brand: annke\n  source: three cameras opened\n  note: they were relabelled\n  trust: low\n"
	"- block: 28-57-be-12-34-56\n  nobody: true\n  source: a bench\n"
	"- block: 00.69.6/20\n  holder: Somebody & Sons\n  source: s\n"
	"- block: 9C:93:E4/24\n  holder: AXIS communications ab\n  source: s\n";

struct world {
	void *memory;
	arena mem;
	struct yaml *yaml[4];
	struct tree companies;
	struct registry r;
};

static struct tree read_text(struct world *w, int number, const char *name, const char *text) {
	struct complaint c;

	w->yaml[number] = yaml_open();
	assert_non_null(w->yaml[number]);
	if (yaml_add(w->yaml[number], str_of(name), str_of(text), &c))
		fail_msg("%s:%u: %s", name, c.line, c.what);
	return yaml_tree(w->yaml[number]);
}

static int set_up(void **state) {
	static struct world w;
	struct tree b, none;
	struct complaint c = { .what = "no memory" };

	w = (struct world){ .memory = malloc(MEMORY) };
	assert_non_null(w.memory);
	w.mem = arena_over(w.memory, MEMORY);
	w.companies = read_text(&w, 0, "companies.yaml", companies);
	b = read_text(&w, 1, "brands.yaml", brands);
	none = read_text(&w, 2, "models.yaml", "");
	if (registry_load(&w.mem, &w.companies, &b, &none, &w.r, &c))
		fail_msg("%u: %s", c.line, c.what);
	*state = &w;
	return 0;
}

static int tear_down(void **state) {
	struct world *w = *state;

	for (int i = 0; i < 4; i++)
		yaml_close(w->yaml[i]);
	free(w->memory);
	return 0;
}

static void load_own(struct world *w) {
	struct tree t = read_text(w, 3, "macs.yaml", own_blocks);
	struct complaint c = { .what = "no memory" };

	if (macs_load(&w->mem, &t, &w->r, &c))
		fail_msg("%u: %s", c.line, c.what);
}

static struct mac_holder holder_of(const struct world *w, const char *mac) {
	return macs_holder(&w->r, addr_parse(str_of(mac)));
}

static void assert_holder(const struct world *w, const char *mac, const char *name, const char *source) {
	struct mac_holder h = holder_of(w, mac);

	if (!str_eq(h.name, str_of(name)))
		fail_msg("%s: '%.*s' holds it, not '%s'", mac, STR_ARG(h.name), name);
	if (*name && !str_eq(h.note->source, str_of(source)))
		fail_msg("%s: the source is '%.*s'", mac, STR_ARG(h.note->source));
}

/* Where npm's list was not there at build time, Debian's does alone (tools/macs.py). */
static bool has_newest(void) {
	bool has = str_find(macs_note.source, STR("oui-data"), 0) < macs_note.source.n;

	if (!has)
		print_message("# built without the newest list: not tested\n");
	return has;
}

/* Each source has something that the other lacks, and of two that differ the newer one counts. */
static void lists_are_joined(void **state) {
	struct world *w = *state;
	str source = macs_note.source;

	if (!has_newest())
		return;
	assert_true(str_eq(holder_of(w, "00:bc:99:00:00:01").company->id, STR("hikvision")));    /* only in the newest */
	assert_true(str_eq(holder_of(w, "00:50:c2:7d:50:00").name, STR("DEUTA-WERKE GmbH")));   /* IAB: only in the old */
	assert_true(str_eq(holder_of(w, "0c:b7:71:00:00:00").name, STR("Commscope")));          /* ARRIS before */
	assert_int_equal(holder_of(w, "7c:8a:c0:00:00:00").name.n, 0);                          /* given back since */
	assert_int_equal(holder_of(w, "08:00:30:00:00:00").name.n, 0);                          /* three at once */
	assert_true(macs_block_count() > 57000);
	/* Both lists and their days, for whoever must cite them. */
	assert_true(str_find(source, STR("oui-data 2."), 0) < source.n);
	assert_true(str_find(source, STR(" of 202"), 0) < source.n);
	assert_true(str_find(source, STR("ieee-data of 20"), 0) < source.n);
}

/* Bit 1 of the first byte, flipped: what a phone or a virtual machine makes up for itself. */
static void made_up_addresses_name_nobody(void **state) {
	struct world *w = *state;
	static const char *const real[] = { "28:57:be:00:00:01", "ac:cc:8e:00:00:01", "00:bc:99:12:34:56", "00:50:c2:7d:50:00" };

	load_own(w);
	if (!has_newest())
		return;
	for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
		addr mac = addr_parse(str_of(real[i]));

		assert_true(macs_holder(&w->r, mac).name.n > 0);
		for (uint8_t bits = 1; bits <= 3; bits++) {
			addr flipped = mac;

			flipped.bytes[0] = mac.bytes[0] | bits;
			assert_int_equal(macs_holder(&w->r, flipped).name.n, 0);
			assert_null(macs_holder(&w->r, flipped).company);
			assert_null(macs_holder(&w->r, flipped).note);
		}
	}
	assert_int_equal(holder_of(w, "00:00:00:00:00:00").name.n, 0);
	assert_int_equal(holder_of(w, "00:00:00:12:34:56").name.n, 0); /* Xerox's of 1980, and what a blank record holds */
	assert_int_equal(holder_of(w, "02:60:8c:00:00:01").name.n, 0); /* 3Com's, from before the bit had its meaning */
}

static void the_smallest_block_counts(void **state) {
	struct world *w = *state;

	assert_true(str_eq(holder_of(w, "28:57:be:00:00:01").company->id, STR("hikvision")));
	load_own(w);
	assert_holder(w, "28:57:be:00:00:01", "Axis", "the stock list of 2026"); /* of one size the user's */
	assert_holder(w, "28:57:be:1f:ff:ff", "ANNKE", "three cameras opened");
	assert_holder(w, "28:57:be:20:00:00", "Axis", "the stock list of 2026");
	assert_holder(w, "28:57:be:12:34:56", "", "");
	assert_holder(w, "28:57:be:12:34:57", "ANNKE", "three cameras opened");
	/* 00:69:67 is cut into blocks of 2^20, of which the IEEE keeps the last: there the user's larger one serves. */
	assert_holder(w, "00:69:67:f0:00:00", "Somebody & Sons", "s");
	assert_ptr_equal(holder_of(w, "00:69:67:00:00:00").note, &macs_note);
	assert_ptr_equal(holder_of(w, "44:19:b6:00:00:00").note, &macs_note);
}

static void own_blocks_say_whom_they_mean(void **state) {
	struct world *w = *state;

	load_own(w);
	struct mac_holder company = holder_of(w, "28:57:be:00:00:01"), brand = holder_of(w, "28:57:be:10:00:01");
	struct mac_holder text = holder_of(w, "00:69:67:f0:00:00"), known = holder_of(w, "9c:93:e4:00:00:00");

	assert_true(str_eq(company.company->id, STR("axis")) && !company.brand);
	assert_true(str_eq(company.note->id, STR("mac/28:57:BE/24")) && company.note->trust == TRUST_HIGH);
	assert_true(str_eq(brand.brand->id, STR("annke")) && !brand.company);
	assert_true(str_eq(brand.note->why, STR("they were relabelled")) && brand.note->trust == TRUST_LOW);
	assert_true(!text.company && !text.brand);
	/* A holder's name that the registry knows speaks for the same company as in the IEEE's lists. */
	assert_true(str_eq(known.company->id, STR("axis")));
	assert_true(str_eq(known.note->source, STR("s")));
}

/* The story of a device must cite the list that spoke. */
static void claims_cite_the_list_that_spoke(void **state) {
	struct world *w = *state;
	struct yaml *y = yaml_open();
	struct tree none = yaml_tree(y);
	struct registers no_words = { 0 };
	struct marks marks = { 0 };
	struct complaint c;
	struct obs seen[] = {
		{ .field = STR("mac"), .value = STR("44:19:b6:00:00:01") }, { .field = STR("mac"), .value = STR("28:57:be:00:00:01") },
		{ .field = STR("mac"), .value = STR("28:57:be:12:34:56") }, { .field = STR("mac"), .value = STR("2a:57:be:00:00:01") },
	};

	load_own(w);
	assert_int_equal(marks_load(&w->mem, &none, &w->r, &marks, &c), 0);
	struct matcher *m = match_open(&w->mem, &marks, &w->r, &no_words);
	struct claims claims = match_device(m, matching_open(&w->mem, m), &w->mem, seen, sizeof seen / sizeof *seen);
	assert_int_equal(claims.count, 3);
	assert_true(str_eq(claims.at[0].value, STR("hikvision")));
	assert_ptr_equal(claims.at[0].mark, &macs_note);
	assert_true(claims.at[1].aspect == ASPECT_MAKER && str_eq(claims.at[1].value, STR("axis")));
	assert_true(str_eq(claims.at[1].mark->source, STR("the stock list of 2026")));
	assert_true(claims.at[2].aspect == ASPECT_CLASS && str_eq(claims.at[2].kind, STR("mac")));
	yaml_close(y);
}

static void keep(void *context, const struct complaint *c) {
	*(struct complaint *)context = *c;
}

static void names_without_a_block_are_told(void **state) {
	struct world *w = *state;
	struct complaint c = { 0 };

	assert_int_equal(macs_unknown_names(&w->companies, keep, &c), 1);
	assert_string_equal(c.what, "'Nobody At All' holds no MAC block");
	assert_int_equal(c.line, 10);
	assert_true(str_eq(c.file, STR("companies.yaml")));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(lists_are_joined), CASE(made_up_addresses_name_nobody), CASE(the_smallest_block_counts),
		CASE(own_blocks_say_whom_they_mean), CASE(claims_cite_the_list_that_spoke), CASE(names_without_a_block_are_told),
	};

	return cmocka_run_group_tests_name("macs", tests, NULL, NULL);
}
