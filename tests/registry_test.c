/*
 * The registry: the real data load, wrong data are refused with their place,
 * ownership and MAC blocks answer as documented.
 *
 * usage: registry_test DATA_DIRECTORY
 */

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/yaml.h"
#include "know/macs.h"
#include "know/registry.h"

enum { MEMORY_SIZE = 64 << 20, FILES_MAX = 64 };

static const char *data_directory;

/* One directory of data files, read; files stay mapped while the test runs. */
struct source {
	struct yaml *yaml;
	struct tree tree;
	char *names[FILES_MAX];
	size_t count;
};

struct world {
	void *memory;
	arena mem;
	struct source companies, brands, models, markets;
	struct registry registry;
};

static int by_name(const void *a, const void *b) {
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_file(struct source *s, const char *path) {
	struct complaint c;
	str text;

	assert_int_equal(file_map(path, &text), 0);
	if (yaml_add(s->yaml, str_of(path), text, &c))
		fail_msg("%s:%u:%u: %s", path, c.line, c.column, c.what);
	file_unmap(text);
}

static void open_source(struct source *s, const char *name) {
	char path[4096];
	struct dirent *e;
	DIR *d;

	*s = (struct source){ .yaml = yaml_open() };
	snprintf(path, sizeof path, "%s/%s", data_directory, name);
	d = opendir(path);
	while (d && (e = readdir(d))) {
		if (e->d_name[0] == '.' || !strstr(e->d_name, ".yaml"))
			continue;
		assert_true(s->count < FILES_MAX);
		assert_true(asprintf(&s->names[s->count++], "%s/%s", path, e->d_name) > 0);
	}
	if (d)
		closedir(d);
	else
		assert_true((s->names[s->count++] = strdup(path)) != NULL);
	qsort(s->names, s->count, sizeof *s->names, by_name);
	for (size_t i = 0; i < s->count; i++)
		add_file(s, s->names[i]);
	s->tree = yaml_tree(s->yaml);
}

static void close_source(struct source *s) {
	yaml_close(s->yaml);
	for (size_t i = 0; i < s->count; i++)
		free(s->names[i]);
}

static int set_up(void **state) {
	struct world *w = calloc(1, sizeof *w);
	struct complaint c;

	if (!w || !(w->memory = malloc(MEMORY_SIZE)))
		return -1;
	w->mem = arena_over(w->memory, MEMORY_SIZE);
	open_source(&w->companies, "companies");
	open_source(&w->brands, "brands");
	open_source(&w->models, "models");
	open_source(&w->markets, "markets.yaml");
	if (registry_load(&w->mem, &w->companies.tree, &w->brands.tree, &w->models.tree, &w->registry, &c)) {
		fprintf(stderr, "%.*s:%u:%u: %s\n", STR_ARG(c.file), c.line, c.column, c.what);
		return -1;
	}
	*state = w;
	return 0;
}

static int tear_down(void **state) {
	struct world *w = *state;

	close_source(&w->companies);
	close_source(&w->brands);
	close_source(&w->models);
	close_source(&w->markets);
	free(w->memory);
	free(w);
	return 0;
}

static void the_data_are_there(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;

	assert_true(r->company_count >= 322);
	assert_true(r->brand_count >= 560);
	assert_true(r->pair_count >= 140);
}

static void a_company_says_what_its_file_says(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;
	const struct company *c = registry_company(r, STR("hikvision"));

	assert_non_null(c);
	assert_true(str_eq(c->name, STR("Hangzhou Hikvision Digital Technology Co., Ltd.")));
	assert_true(str_eq(c->country, STR("CN")));
	assert_true(str_eq(c->native, STR("杭州海康威视数字技术股份有限公司")));
	assert_int_equal(c->trust, TRUST_HIGH);
	assert_int_equal(c->owner_count, 3);
	assert_true(c->owners[0].percent > 41.54 && c->owners[0].percent < 41.56);
	assert_true(c->source.n > 0);
	assert_null(registry_company(r, STR("hikvisio")));
	assert_null(registry_company(r, STR("")));
}

static void every_entry_keeps_to_its_order(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;

	for (size_t i = 1; i < r->company_count; i++)
		assert_true(str_cmp(r->companies[i - 1].id, r->companies[i].id) < 0);
	for (size_t i = 1; i < r->brand_count; i++)
		assert_true(str_cmp(r->brands[i - 1].id, r->brands[i].id) < 0);
	for (size_t i = 1; i < r->pair_count; i++)
		assert_true(str_cmp(r->pairs[i - 1].brand, r->pairs[i].brand) <= 0);
}

static void ownership_follows_majorities(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;

	assert_true(registry_owns(r, STR("hikvision"), STR("hikrobot")));
	assert_true(registry_owns(r, STR("sasac"), STR("cethik")));
	/* The CETC group holds 41.55 percent of Hikvision: much, but no majority. */
	assert_false(registry_owns(r, STR("cetc"), STR("hikvision")));
	assert_false(registry_owns(r, STR("hikrobot"), STR("hikvision")));
	assert_false(registry_owns(r, STR("hikvision"), STR("dahua")));
	/* 48 percent of EZVIZ are no majority either, yet Hikvision decides. */
	assert_false(registry_owns(r, STR("hikvision"), STR("ezviz")));
	assert_true(str_eq(registry_group(r, registry_company(r, STR("ezviz")))->id, STR("hikvision")));
}

static void own_brands_are_told_from_relabels(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;
	const struct brand *annke = registry_brand(r, STR("annke"));

	assert_non_null(annke);
	assert_false(registry_is_own_brand(r, annke, STR("hikvision")));
	assert_true(registry_is_own_brand(r, registry_brand(r, STR("hilook")), STR("hikvision")));
	assert_true(registry_is_own_brand(r, registry_brand(r, STR("ezviz")), STR("hikvision")));
	assert_true(registry_is_own_brand(r, registry_brand(r, STR("hilook")), STR("ezviz")));
	assert_true(registry_is_own_brand(r, registry_brand(r, STR("axis")), STR("axis")));
	assert_false(registry_is_own_brand(r, registry_brand(r, STR("axis")), STR("")));
	assert_false(registry_is_own_brand(r, registry_brand(r, STR("lorex")), STR("dahua")));
	assert_true(registry_is_own_brand(r, registry_brand(r, STR("bosch")), STR("bosch")));
}

static void a_pair_is_found_whatever_the_dashes(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;
	const struct model_pair *p = registry_pair(r, STR("lorex"), STR("e893 dd"));

	assert_non_null(p);
	assert_true(str_eq(p->maker, STR("dahua")));
	assert_true(str_eq(p->original, STR("N55DU82")));
	assert_int_equal(p->likeness, LIKENESS_EXACT);
	assert_null(registry_pair(r, STR("amcrest"), STR("E893DD")));
	assert_null(registry_pair(r, STR("lorex"), STR("E893D")));
	assert_null(registry_pair(r, STR("lorex"), STR("")));
}

static void every_pair_finds_itself(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;

	for (size_t i = 0; i < r->pair_count; i++) {
		const struct model_pair *p = registry_pair(r, r->pairs[i].brand, r->pairs[i].model);

		assert_non_null(p);
		assert_true(str_eq(p->brand, r->pairs[i].brand));
		assert_true(p->likeness >= r->pairs[i].likeness);
	}
}

static void blocks_name_their_holders(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;
	addr hikvision = addr_parse(STR("44:19:b6:01:02:03"));

	assert_true(str_eq(macs_holder(r, hikvision).name, STR("Hangzhou Hikvision Digital Technology Co.,Ltd.")));
	assert_true(str_eq(macs_holder(r, hikvision).company->id, STR("hikvision")));
	assert_ptr_equal(macs_holder(r, hikvision).note, &macs_note);
	/* 70:b3:d5 is cut into blocks of 4096, and so is the older 00:50:c2. */
	assert_true(str_eq(macs_holder(r, addr_parse(STR("70:b3:d5:71:9f:ff"))).name, STR("2M Technology")));
	assert_true(str_eq(macs_holder(r, addr_parse(STR("00:50:c2:7d:50:00"))).name, STR("DEUTA-WERKE GmbH")));
	/* 20:85:93 is cut into blocks of 2^20. */
	assert_true(str_eq(macs_holder(r, addr_parse(STR("20:85:93:b0:00:00"))).name, STR("IOG Products LLC")));
}

static void no_holder_is_made_up(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;
	static const char *const none[] = {
		"46:19:b6:01:02:03", /* locally administered, else as Hikvision's */
		"45:19:b6:01:02:03", /* a group */
		"ff:ff:ff:ff:ff:ff", "9c:93:e4:00:00:00", /* a holder who stays private */
		"74:1a:e0:90:00:00", /* likewise, in a small block */
		"192.0.2.1", "::1",
	};

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		addr a = addr_parse(str_of(none[i]));

		assert_int_equal(macs_holder(r, a).name.n, 0);
		assert_null(macs_holder(r, a).company);
		assert_null(macs_holder(r, a).brand);
		assert_null(macs_holder(r, a).note);
	}
	assert_int_equal(macs_holder(r, (addr){ 0 }).name.n, 0);
}

/* Every holder is found by its own name; names of holders hold no other's place. */
static void holders_are_found_by_name(void **state) {
	(void)state;
	assert_true(macs_owner_count() > 10000);
	for (size_t i = 0; i < macs_owner_count(); i++) {
		size_t first = 0, count = macs_owners_named(macs_owner_name(i), &first);

		assert_true(count > 0 && first <= i && i < first + count);
	}
	size_t first = 7;
	assert_int_equal(macs_owners_named(STR("nobody has this name"), &first), 0);
	assert_int_equal(first, 7);
	assert_true(macs_owners_named(STR("hangzhou HIKVISION digital technology co., ltd"), &first) > 0);
}

static void tell(void *context, const struct complaint *c) {
	(void)context;
	print_message("# %.*s:%u: %s\n", STR_ARG(c->file), c->line, c->what);
}

/* A holder is renamed now and then; what our data call it must follow. */
static void every_mac_name_holds_a_block(void **state) {
	const struct world *w = *state;

	/* Debian's lists alone lack the names of the last years (tools/macs.py). */
	if (str_find(macs_note.source, STR("oui-data"), 0) == macs_note.source.n) {
		print_message("# built without the newest list: not tested\n");
		return;
	}
	assert_int_equal(macs_unknown_names(&w->companies.tree, tell, NULL), 0);
	assert_int_equal(macs_unknown_names(&w->brands.tree, tell, NULL), 0);
}

static void a_block_of_a_relabeller_tells_the_brand_only(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;
	size_t lorex = 0;
	bool seen = false;

	assert_int_equal(macs_owners_named(STR("Lorex Technology Inc."), &lorex), 1);
	assert_int_equal(r->mac_companies[lorex], 0);
	for (size_t i = 0; i < r->brand_count; i++)
		if (r->mac_brands[lorex] == i + 1)
			seen = str_eq(r->brands[i].id, STR("lorex"));
	assert_true(seen);
}

/* Modules sit in everybody's devices: their blocks must accuse nobody. */
static void makers_of_modules_have_no_blocks(void **state) {
	const struct registry *r = &((struct world *)*state)->registry;
	static const char *const modules[] = {
		"realtek", "mediatek", "tuya", "quectel", "altobeam", "ssv", "qualcomm", "ti", "nxp", "ingenic",
		"rockchip", "allwinner", "espressif", "sercomm", "alphanetworks",
	};

	for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
		const struct company *c = registry_company(r, str_of(modules[i]));

		assert_non_null(c);
		assert_int_equal(c->mac_names.count, 0);
	}
}

static void markets_are_less_than_whole(void **state) {
	struct world *w = *state;
	struct markets m;
	struct complaint c;

	if (registry_load_markets(&w->mem, &w->markets.tree, &w->registry, &m, &c))
		fail_msg("%u:%u: %s", c.line, c.column, c.what);
	assert_non_null(markets_find(&m, STR("world")));
	assert_null(markets_find(&m, STR("moon")));
	for (size_t i = 0; i < m.count; i++)
		assert_true(m.at[i].rest > 0.05 && m.at[i].rest < 1);
	assert_true(market_share_of(&m.at[0], STR("hikvision")) > 0.1);
	assert_true(market_share_of(&m.at[0], STR("nuctech")) < 0);
}

static void loading_is_quick(void **state) {
	struct world *w = *state;
	struct timespec a, b;
	struct registry again;
	struct complaint c;
	double best = 1e9;

	for (int i = 0; i < 5; i++) {
		arena mem = w->mem;

		clock_gettime(CLOCK_MONOTONIC, &a);
		assert_int_equal(registry_load(&mem, &w->companies.tree, &w->brands.tree, &w->models.tree, &again, &c), 0);
		clock_gettime(CLOCK_MONOTONIC, &b);
		double ms = (double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6;
		best = ms < best ? ms : best;
	}
	print_message("# loading takes %.2f ms\n", best);
	/* All of the start has 30 ms; sanitizers make it ten times slower. */
	assert_true(best < 100);
}

#define MAKER "- company: a\n  name: A\n  country: NL\n  source: s\n  trust: low\n"
#define BRAND "- brand: b\n  name: B\n  trust: low\n"
#define PAIR_END "  likeness: exact\n  relation: same\n  trust: low\n  source: s\n"

/* One of each table, at its reading and at what is checked when all are read; every kind of bad data is in refuse.t. */
static const struct wrong {
	const char *companies, *brands, *models;
	unsigned line, column;
	const char *says; /* a part of the sentence */
} wrongs[] = {
	{ "- company: a\n  nmae: A\n", "", "", 2, 9, "'nmae' is not a key" },
	{ MAKER MAKER, "", "", 6, 3, "twice" },
	{ MAKER "  owners: [{ owner: a, percent: 60, trust: low }]\n", "", "", 6, 11, "circle" },
	{ MAKER, "- brand: b\n  name: B\n  trust: low\n  owner: z\n", "", 4, 10, "no company 'z'" },
	{ MAKER, BRAND "  makers: [{ share: half }]\n", "", 4, 21, "none of the words" },
	{ MAKER, BRAND, "- pair: x\n  original: { maker: a }\n" PAIR_END, 1, 9, "must be a map" },
	{ MAKER, BRAND, "- pair: { brand: z, model: M }\n  original: { maker: a }\n" PAIR_END, 1, 18, "no brand 'z'" },
};

static struct tree tree_of(struct yaml *y, const char *name, const char *text) {
	struct complaint c;

	assert_int_equal(yaml_add(y, str_of(name), str_of(text), &c), 0);
	return yaml_tree(y);
}

static void check_wrong(const struct wrong *w, arena mem) {
	struct yaml *y[3] = { yaml_open(), yaml_open(), yaml_open() };
	struct tree companies = tree_of(y[0], "c.yaml", w->companies), brands = tree_of(y[1], "b.yaml", w->brands);
	struct tree models = tree_of(y[2], "m.yaml", w->models);
	struct registry r = { .company_count = 77 };
	struct complaint c = { 0 };
	const char *file = *w->models ? "m.yaml" : *w->brands ? "b.yaml" : "c.yaml";

	assert_int_equal(registry_load(&mem, &companies, &brands, &models, &r, &c), TREE_WRONG);
	if (!strstr(c.what, w->says) || c.line != w->line || c.column != w->column || !str_eq(c.file, str_of(file)))
		fail_msg("expected %s:%u:%u: …%s…, got %.*s:%u:%u: %s", file, w->line, w->column, w->says,
			 STR_ARG(c.file), c.line, c.column, c.what);
	assert_int_equal(r.company_count, 77);
	for (int i = 0; i < 3; i++)
		yaml_close(y[i]);
}

static void wrong_data_are_refused_with_their_place(void **state) {
	struct world *w = *state;

	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++)
		check_wrong(&wrongs[i], w->mem);
}

static void wrong_markets_are_refused(void **state) {
	struct world *w = *state;
	static const struct wrong markets[] = {
		{ "- market: m\n  name: M\n  shares:\n    - { maker: axis, share: 0.6, trust: low, source: s }\n"
		  "    - { maker: bosch, share: 0.5, trust: low, source: s }\n", "", "", 5, 7, "more than whole" },
		{ "- market: m\n  name: M\n  shares:\n    - { maker: z, share: 0.6, trust: low, source: s }\n", "", "", 4, 16, "no company" },
		{ "- market: m\n  name: M\n  shares:\n    - { maker: axis, share: 6 }\n", "", "", 4, 29, "from 0 to 1" },
		{ "- market: m\n  name: M\n", "", "", 1, 3, "needs 'shares'" },
	};

	for (size_t i = 0; i < sizeof markets / sizeof *markets; i++) {
		struct yaml *y = yaml_open();
		struct tree t = tree_of(y, "x.yaml", markets[i].companies);
		struct markets m = { .count = 77 };
		struct complaint c = { 0 };
		arena mem = w->mem;

		assert_int_equal(registry_load_markets(&mem, &t, &w->registry, &m, &c), TREE_WRONG);
		if (!strstr(c.what, markets[i].says) || c.line != markets[i].line || c.column != markets[i].column)
			fail_msg("expected %u:%u: %s, got %u:%u: %s", markets[i].line, markets[i].column,
				 markets[i].says, c.line, c.column, c.what);
		assert_int_equal(m.count, 77);
		yaml_close(y);
	}
}

static void a_full_arena_is_said_so(void **state) {
	struct world *w = *state;
	struct registry r = { .company_count = 77 };
	struct complaint c;

	for (size_t size = 0; size < 200000; size += 4999) {
		arena small = arena_over(w->mem.at, size);

		assert_true(registry_load(&small, &w->companies.tree, &w->brands.tree, &w->models.tree, &r, &c) < 0);
		assert_int_equal(r.company_count, 77);
	}
}

#define OTHER(id) "- company: " id "\n  name: " id "\n  country: NL\n  source: s\n  trust: low\n"
#define OWNERS MAKER "  owners:\n" \
	"    - { owner: b, percent: 100, until: 2020, trust: high }\n" \
	"    - { owner: c, percent: 40, from: 2020, trust: high }\n" \
	"    - { owner: b, percent: 60, from: 2020, until: 2022-03-01, trust: high }\n"
#define OTHERS OTHER("b") OTHER("c") OTHER("d")

/* What a table of companies alone comes to; `*y` and `mem` keep it. */
static int load_companies(struct yaml **y, arena *mem, const char *text, struct registry *ret, struct complaint *reterr) {
	static const struct tree_node root = { .kind = TREE_LIST };
	const struct tree none = { .nodes = &root, .node_count = 1 };

	*y = yaml_open();
	struct tree companies = tree_of(*y, "c.yaml", text);
	return registry_load(mem, &companies, &none, &none, ret, reterr);
}

static void assert_group(const struct registry *r, const char *day, const char *want) {
	date on = DATE_NONE;

	assert_true(date_parse(str_of(day), &on));
	assert_true(str_eq(registry_group_on(r, registry_company(r, STR("a")), on)->id, str_of(want)));
}

/* One owner after another: what each holds counts on its own days alone. */
static void owners_come_and_go(void **state) {
	static const char *const wrongs_of_time[][2] = {
		{ OWNERS "    - { owner: c, percent: 60, from: 2022-03-01, trust: high }\n" OTHERS, "'c' is an owner here twice" },
		{ OWNERS "    - { owner: d, percent: 5, from: 2021, until: 2022, trust: high }\n" OTHERS, "more than the whole" },
	};
	struct world *w = *state;
	struct registry r;
	struct complaint c = { 0 };
	struct yaml *y;
	arena mem = w->mem;

	assert_int_equal(0, load_companies(&y, &mem, OWNERS
		"    - { owner: d, percent: 60, from: 2022-03-01, trust: high }\n" OTHERS, &r, &c));
	assert_group(&r, "2019-12-31", "b");
	assert_group(&r, "2022-02-28", "b");
	assert_group(&r, "2022-03-01", "d");
	assert_true(str_eq(registry_group(&r, registry_company(&r, STR("a")))->id, STR("d")));
	assert_true(registry_owns(&r, STR("d"), STR("a")));
	assert_false(registry_owns(&r, STR("b"), STR("a")));
	yaml_close(y);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(TREE_WRONG, load_companies(&y, &mem, wrongs_of_time[i][0], &r, &c));
		assert_non_null(strstr(c.what, wrongs_of_time[i][1]));
		yaml_close(y);
	}
}

static void nothing_at_all_is_a_registry(void **state) {
	struct world *w = *state;
	struct yaml *y = yaml_open();
	struct tree none = yaml_tree(y);
	struct registry r;
	struct complaint c;
	arena mem = w->mem;

	assert_int_equal(registry_load(&mem, &none, &none, &none, &r, &c), 0);
	assert_int_equal(r.company_count, 0);
	assert_null(registry_company(&r, STR("hikvision")));
	assert_null(registry_pair(&r, STR("lorex"), STR("E893DD")));
	yaml_close(y);
}

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_data_are_there),
		cmocka_unit_test(a_company_says_what_its_file_says),
		cmocka_unit_test(every_entry_keeps_to_its_order),
		cmocka_unit_test(ownership_follows_majorities),
		cmocka_unit_test(own_brands_are_told_from_relabels),
		cmocka_unit_test(a_pair_is_found_whatever_the_dashes),
		cmocka_unit_test(every_pair_finds_itself),
		cmocka_unit_test(blocks_name_their_holders),
		cmocka_unit_test(no_holder_is_made_up),
		cmocka_unit_test(holders_are_found_by_name),
		cmocka_unit_test(every_mac_name_holds_a_block),
		cmocka_unit_test(a_block_of_a_relabeller_tells_the_brand_only),
		cmocka_unit_test(makers_of_modules_have_no_blocks),
		cmocka_unit_test(markets_are_less_than_whole),
		cmocka_unit_test(loading_is_quick),
		cmocka_unit_test(wrong_data_are_refused_with_their_place),
		cmocka_unit_test(wrong_markets_are_refused),
		cmocka_unit_test(a_full_arena_is_said_so),
		cmocka_unit_test(owners_come_and_go),
		cmocka_unit_test(nothing_at_all_is_a_registry),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: registry_test DATA_DIRECTORY\n");
		return 2;
	}
	data_directory = argv[1];
	return cmocka_run_group_tests_name("registry", tests, set_up, tear_down);
}
