/*
 * The books: sites, contracts, what is told of devices, and which devices are
 * one.
 */
#include "store_stage.h"

#include <errno.h>
#include <math.h>

#include "store/books.h"
#include "store/log.h"

#define WHO STR("A. Jansen")

static const struct site north = { .id = STR_INIT("noord"), .title = STR_INIT("North"), .latitude = 52.4, .longitude = -4.9123456 };

static void end(struct bench *b) {
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

static int64_t row_of(struct bench *b, const char *what) {
	int64_t row = 0;

	assert_int_equal(store_row(b->store, str_of(what), &row, &b->why), 0);
	return row;
}

static int put_site_with(struct bench *b, const char *id, const char *const *networks, size_t count) {
	str texts[8];
	struct site site = { .id = str_of(id), .title = str_of(id), .latitude = (double)NAN, .longitude = (double)NAN,
			     .networks = { texts, count } };

	for (size_t i = 0; i < count; i++)
		texts[i] = str_of(networks[i]);
	return store_put_site(b->store, &site, WHO, &b->why);
}

/* A whole change, and what came of it. */
static void put_site(struct bench *b, const char *id, const char *network) {
	assert_int_equal(begin(b, 100), 0);
	assert_int_equal(put_site_with(b, id, &network, network ? 1 : 0), 0);
	end(b);
}

static void assert_site(struct bench *b, const char *device, const char *site) {
	struct device d;

	assert_int_equal(find(b, device, &d), 0);
	assert_str(d.site, site);
}

static int keep_body(void *context, const struct log_entry *entry) {
	struct bench *b = context;
	str *bodies = (str *)b->memory;

	bodies[entry->number] = arena_str(&b->mem, entry->body);
	return 0;
}

/* The body of an entry. */
static str body_of(struct bench *b, uint64_t number) {
	str *bodies = arena_new(&b->mem, str, 64);
	void *memory = b->memory;

	b->memory = bodies;
	assert_int_equal(store_log_each(b->store, number, keep_body, b), 0);
	b->memory = memory;
	return bodies[number];
}

static void sites_are_kept(void **state) {
	static const char *const networks[] = { "10.4.0.0/16", "2001:db8::/32" };
	struct bench *b = *state;
	const struct site *sites = NULL;
	size_t count = 0;

	open_for(b, STORE_WRITE);
	assert_int_equal(store_sites(b->store, &b->mem, (str){ 0 }, &sites, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(begin(b, 1), 0);
	assert_int_equal(put_site_with(b, "zuid", networks, 2), 0);
	assert_int_equal(store_put_site(b->store, &north, WHO, &b->why), 0);
	end(b);
	assert_int_equal(store_sites(b->store, &b->mem, (str){ 0 }, &sites, &count), 0);
	assert_int_equal(count, 2);
	assert_str(sites[0].id, "noord");
	assert_true(sites[0].latitude > 52.39 && sites[0].longitude < -4.91);
	assert_int_equal(sites[0].networks.count, 0);
	assert_str(sites[1].id, "zuid");
	assert_true(isnan(sites[1].latitude));
	assert_int_equal(sites[1].networks.count, 2);
	assert_str(sites[1].networks.at[1], "2001:db8::/32");
	assert_str(body_of(b, 2), "{\"site\": \"noord\", \"before\": null, \"now\": {\"title\": \"North\", "
				  "\"latitude\": 52.4000000, \"longitude\": -4.9123456, \"networks\": []}}");
	assert_int_equal(begin(b, 2), 0);
	assert_int_equal(put_site_with(b, "zuid", networks, 1), 0);
	end(b);
	assert_int_equal(store_sites(b->store, &b->mem, (str){ 0 }, &sites, &count), 0);
	assert_int_equal(count, 2);
	assert_int_equal(sites[1].networks.count, 1);
	assert_int_equal(store_sites(b->store, &b->mem, STR("zuid"), &sites, &count), 0);
	assert_int_equal(count, 1);
	assert_str(sites[0].id, "zuid");
	assert_int_equal(store_sites(b->store, &b->mem, STR("oost"), &sites, &count), 0);
	assert_int_equal(count, 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM log WHERE act = 'site' AND who = 'A. Jansen'"), 3);
}

static void bad_sites_are_refused(void **state) {
	static const struct { const char *id, *network, *why; } bad[] = {
		{ "Noord", NULL, "an id has up to 64 lower-case letters, digits, '-' and '.', and begins with a letter or digit: Noord" },
		{ "-x", NULL, "an id has up to 64 lower-case letters, digits, '-' and '.', and begins with a letter or digit: -x" },
		{ "", NULL, "an id has up to 64 lower-case letters, digits, '-' and '.', and begins with a letter or digit: " },
		{ "a", "10.4.0.1/16", "10.4.0.1/16 has bits behind its prefix; the network is 10.4.0.0/16" },
		{ "a", "10.4.0.0/33", "this is no network: 10.4.0.0/33; one is written like 10.4.0.0/16 or 2001:db8::/32" },
		{ "a", "10.4.0.0/", "this is no network: 10.4.0.0/; one is written like 10.4.0.0/16 or 2001:db8::/32" },
		{ "a", "28:57:be:00:00:07", "this is no network: 28:57:be:00:00:07; one is written like 10.4.0.0/16 or 2001:db8::/32" },
		{ "a", "10.5.0.0/16", "the network 10.5.0.0/16 belongs to the site b" },
		{ "a", "0.0.0.0/0", "0.0.0.0/0 is every address there is, and no network of one site" },
		{ "a", "::/0", "::/0 is every address there is, and no network of one site" },
	};
	struct bench *b = *state;
	struct site lost = north;

	open_for(b, STORE_WRITE);
	assert_int_equal(put_site_with(b, "b", NULL, 0), -EINVAL);
	put_site(b, "b", "10.5.0.0/16");
	assert_int_equal(begin(b, 1), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(put_site_with(b, bad[i].id, &bad[i].network, bad[i].network ? 1 : 0), STORE_WRONG);
		assert_string_equal(b->why.what, bad[i].why);
	}
	lost.longitude = (double)NAN;
	assert_int_equal(store_put_site(b->store, &lost, WHO, &b->why), STORE_WRONG);
	lost.longitude = 181;
	assert_int_equal(store_put_site(b->store, &lost, WHO, &b->why), STORE_WRONG);
	end(b);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM site"), 1);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM log WHERE act = 'site'"), 1);
}

static void a_device_is_where_its_address_is(void **state) {
	struct bench *b = *state;
	struct sample s;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "door", "28:57:be:00:00:07", "10.4.0.7", NULL, 10), 1);
	assert_site(b, "door", "");
	put_site(b, "noord", "10.4.0.0/16");
	put_site(b, "hall", "10.4.9.0/24");
	assert_site(b, "door", "noord");
	/* The narrower network is the one that is meant, and the address seen last decides. */
	add_run_of(b, sample(&s, "door", "28:57:be:00:00:07", "10.4.9.1", NULL, 20), 2);
	assert_site(b, "door", "hall");
	add_run_of(b, sample(&s, "door", "28:57:be:00:00:07", "192.0.2.1", NULL, 30), 3);
	assert_site(b, "door", "hall");
	add_run_of(b, sample(&s, "six", NULL, "2001:db8::1", NULL, 30), 4);
	put_site(b, "zes", "2001:db8::/48");
	assert_site(b, "six", "zes");
	put_site(b, "hall", NULL);
	assert_site(b, "door", "noord");
	put_site(b, "noord", "10.5.0.0/16");
	assert_site(b, "door", "");
	/* An address whose bytes begin as those of a network of the other kind. */
	put_site(b, "wide", "32.1.13.184/32");
	assert_site(b, "six", "zes");
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE site IS NOT NULL"), 1);
}

static int tell(struct bench *b, const char *device, const struct telling *telling) {
	int64_t row = row_of(b, device);

	return store_tell(b->store, &row, 1, telling, &b->why);
}

static void contracts_are_kept(void **state) {
	struct contract c = { .id = STR("c-2021.17"), .title = STR("Cameras"), .supplier = STR("Vendor BV"), .from = 18628,
			      .until = DATE_NONE, .value = 5000000, .currency = STR("EUR") };
	struct bench *b = *state;
	const struct contract *contracts = NULL;
	size_t count = 0;

	open_for(b, STORE_WRITE);
	assert_int_equal(begin(b, 1), 0);
	assert_int_equal(store_put_contract(b->store, &c, WHO, &b->why), 0);
	c.until = c.from;
	assert_int_equal(store_put_contract(b->store, &c, WHO, &b->why), STORE_WRONG);
	assert_string_equal(b->why.what, "the contract would end before it begins");
	c.until = DATE_NONE;
	c.currency = STR("eur");
	assert_int_equal(store_put_contract(b->store, &c, WHO, &b->why), STORE_WRONG);
	c.currency = (str){ 0 };
	assert_int_equal(store_put_contract(b->store, &c, WHO, &b->why), STORE_WRONG);
	assert_string_equal(b->why.what, "a value needs its currency");
	c = (struct contract){ .id = STR("a"), .from = DATE_NONE, .until = 20000, .value = -1 };
	assert_int_equal(store_put_contract(b->store, &c, WHO, &b->why), 0);
	end(b);
	assert_int_equal(store_contracts(b->store, &b->mem, (str){ 0 }, &contracts, &count), 0);
	assert_int_equal(count, 2);
	assert_str(contracts[0].id, "a");
	assert_true(contracts[0].value < 0 && contracts[0].until == 20000 && contracts[0].from == DATE_NONE);
	assert_str(contracts[1].currency, "EUR");
	assert_int_equal(contracts[1].from, 18628);
	assert_int_equal(store_contracts(b->store, &b->mem, STR("a"), &contracts, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(contracts[0].until, 20000);
	assert_str(body_of(b, 1), "{\"contract\": \"c-2021.17\", \"before\": null, \"now\": {\"title\": \"Cameras\", \"supplier\": "
				  "\"Vendor BV\", \"from\": \"2021-01-01\", \"until\": null, \"value\": 5000000, \"currency\": \"EUR\"}}");
}

static void what_is_told_comes_back(void **state) {
	static const str parts[] = { STR_INIT("huawei"), STR_INIT("quectel") };
	const struct contract c = { .id = STR("c1"), .from = DATE_NONE, .until = DATE_NONE, .value = -1 };
	struct telling t = { .what = TOLD_SITE | TOLD_CONTRACT | TOLD_MADE_IN | TOLD_KIND | TOLD_ACQUIRED | TOLD_COMPONENTS,
			     .site = STR("noord"), .contract = STR("c1"), .who = WHO, .why = STR("from the invoice"),
			     .is = { .made_in = STR("CN"), .kind = STR("router"), .acquired = 19000,
				     .components = { parts, 2 }, .components_whole = true } };
	struct bench *b = *state;
	struct sample s;
	struct device d;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "door", NULL, "10.4.0.7", NULL, 10), 1);
	assert_int_equal(find(b, "door", &d), 0);
	assert_null(d.circumstances);
	assert_int_equal(begin(b, 2), 0);
	assert_int_equal(store_put_site(b->store, &north, WHO, &b->why), 0);
	assert_int_equal(tell(b, "door", &t), STORE_WRONG);
	assert_string_equal(b->why.what, "there is no contract with this id: c1");
	assert_int_equal(store_put_contract(b->store, &c, WHO, &b->why), 0);
	assert_int_equal(tell(b, "door", &t), 0);
	end(b);
	assert_int_equal(find(b, "door", &d), 0);
	assert_str(d.site, "noord");
	assert_str(d.circumstances->made_in, "CN");
	assert_str(d.circumstances->kind, "router");
	assert_int_equal(d.circumstances->acquired, 19000);
	assert_str(d.circumstances->contract->id, "c1");
	assert_int_equal(d.circumstances->components.count, 2);
	assert_str(d.circumstances->components.at[1], "quectel");
	assert_true(d.circumstances->components_whole);
	assert_int_equal(begin(b, 3), 0);
	t = (struct telling){ .what = TOLD_SITE | TOLD_CONTRACT | TOLD_KIND, .who = WHO, .why = STR("no"),
			      .is = { .kind = STR("modem") } };
	assert_int_equal(tell(b, "door", &t), 0);
	end(b);
	assert_int_equal(find(b, "door", &d), 0);
	assert_str(d.site, "");
	assert_null(d.circumstances->contract);
	assert_str(d.circumstances->kind, "modem");
	assert_str(d.circumstances->made_in, "CN");
	assert_str(body_of(b, 4), "{\"now\": {\"site\": null, \"contract\": null, \"kind\": \"modem\"}, \"why\": \"no\", \"devices\": "
				  "[{\"row\": 1, \"name\": \"door\", \"mac\": null, \"before\": {\"site\": \"noord\", \"contract\": "
				  "\"c1\", \"kind\": \"router\"}}]}");
}

static void bad_tellings_are_refused(void **state) {
	static const str odd[] = { STR_INIT("two words") };
	static const int64_t nobody[] = { 99 };
	const struct { struct telling t; const char *why; } bad[] = {
		{ { .what = 0 }, "nothing was told" },
		{ { .what = TOLD_SITE, .site = STR("nowhere") }, "there is no site with this id: nowhere" },
		{ { .what = TOLD_MADE_IN, .is = { .made_in = STR("China") } },
		  "no country has the code 'China' (ISO 3166: two capital letters, such as CN); did you mean CN (China)?" },
		{ { .what = TOLD_KIND, .is = { .kind = STR("a b") } },
		  "an id has up to 64 lower-case letters, digits, '-' and '.', and begins with a letter or digit: a b" },
		{ { .what = TOLD_COMPONENTS, .is = { .components = { odd, 1 } } },
		  "an id has up to 64 lower-case letters, digits, '-' and '.', and begins with a letter or digit: two words" },
	};
	const struct telling good = { .what = TOLD_MADE_IN, .is = { .made_in = STR("CN") }, .who = WHO };
	struct bench *b = *state;
	struct sample s;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "door", NULL, "10.4.0.7", NULL, 10), 1);
	assert_int_equal(begin(b, 2), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(tell(b, "door", &bad[i].t), STORE_WRONG);
		assert_string_equal(b->why.what, bad[i].why);
	}
	/* It is taken back with what it had done, and the run goes on. */
	assert_int_equal(store_tell(b->store, nobody, 1, &good, &b->why), STORE_ABSENT);
	assert_int_equal(tell(b, "door", &good), 0);
	end(b);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM log WHERE act = 'tell'"), 1);
}

/* One entry of the log has room for some thousands. */
static void many_are_told_at_once(void **state) {
	enum { COUNT = 40000 };
	const struct telling t = { .what = TOLD_ACQUIRED | TOLD_MADE_IN | TOLD_KIND, .who = WHO,
				   .is = { .made_in = STR("CN"), .acquired = 19000 } };
	static int64_t rows[COUNT];
	struct bench *b = *state;
	struct sample s;

	open_for(b, STORE_WRITE);
	assert_int_equal(begin(b, 1), 0);
	for (int i = 0; i < COUNT; i++) {
		char name[32];

		snprintf(name, sizeof name, "camera-%d", i);
		assert_int_equal(store_add(b->store, sample(&s, name, NULL, NULL, NULL, 10)), 0);
		rows[i] = i + 1;
	}
	assert_int_equal(store_tell(b->store, rows, COUNT, &t, &b->why), 0);
	end(b);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM told WHERE made_in = 'CN' AND acquired = '2022-01-08'"), COUNT);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM log WHERE act = 'tell'"), 3);
	assert_int_equal(ask(b->path, "SELECT sum(json_array_length(body, '$.devices')) FROM log WHERE act = 'tell'"), COUNT);
}

/* Merging */

static int merge(struct bench *b, const char *device, const char *other) {
	int64_t row = row_of(b, other);

	return store_merge(b->store, row_of(b, device), &row, 1, WHO, STR("one plug"), &b->why);
}

/* Two sides of one camera: a web server that has a MAC, and an address that answered elsewhere. */
static void two_sides(struct bench *b) {
	struct sample s;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "wired", "28:57:be:00:00:07", "192.0.2.7", "App-webs/", 50), 1);
	add_run_of(b, sample(&s, "wireless", "28:57:be:00:00:08", "192.0.2.8", "nginx", 40), 2);
}

static void merge_both(struct bench *b, uint64_t started_us) {
	assert_int_equal(begin(b, started_us), 0);
	assert_int_equal(merge(b, "wired", "wireless"), 0);
	end(b);
}

static void assert_whole(struct bench *b) {
	static const char *const ways[] = { "wired", "wireless", "28:57:be:00:00:08", "192.0.2.8", "wirele", "#2" };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct device d;

		assert_int_equal(find(b, ways[i], &d), 0);
		assert_str(d.name, "wired");
		assert_int_equal(d.mac.bytes[5], 7);
		assert_int_equal(d.address_count, 2);
		assert_int_equal(d.addresses[1].bytes[3], 8);
		/* tcp.port was seen of both, and stands there once. */
		assert_int_equal(d.observation_count, 3);
		assert_str(d.observations[1].value, "App-webs/");
		assert_str(d.observations[2].value, "nginx");
		assert_int_equal(d.first_us, 40);
		assert_int_equal(d.last_us, 50);
	}
	assert_int_equal(device_count(b), 1);
}

static int name_each(void *context, const struct device *device) {
	strncat(context, (const char *)device->name.at, device->name.n);
	return 0;
}

static void merged_devices_are_one(void **state) {
	struct bench *b = *state;
	struct sample s;
	struct device d;
	char names[64] = "";

	two_sides(b);
	merge_both(b, 3);
	assert_whole(b);
	assert_int_equal(store_each(b->store, b->mem, name_each, names), 0);
	assert_string_equal(names, "wired");
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now"), 1);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now WHERE device = 1 AND knowledge IS NULL"), 1);
	assert_str(body_of(b, 1), "{\"row\": 1, \"name\": \"wired\", \"mac\": \"28:57:be:00:00:07\", \"parts\": [{\"row\": 2, "
				  "\"name\": \"wireless\", \"mac\": \"28:57:be:00:00:08\", \"part-of\": null}], \"why\": \"one plug\"}");
	/* What comes later of a part goes to its own row, and is of the whole. */
	add_run_of(b, sample(&s, "wireless", "28:57:be:00:00:08", "192.0.2.9", "lighttpd", 60), 4);
	assert_int_equal(find(b, "wired", &d), 0);
	assert_int_equal(d.address_count, 3);
	assert_int_equal(d.observation_count, 4);
	assert_int_equal(d.last_us, 60);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE id = 1 AND last_us = 60"), 1);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM address WHERE device = 2"), 2);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now"), 1);
}

static void what_is_told_of_parts_is_told_of_the_whole(void **state) {
	struct telling t = { .what = TOLD_MADE_IN | TOLD_KIND, .who = WHO, .is = { .made_in = STR("CN"), .kind = STR("modem") } };
	struct bench *b = *state;
	struct device d;

	two_sides(b);
	put_site(b, "noord", "192.0.2.8/32");
	assert_int_equal(begin(b, 3), 0);
	assert_int_equal(tell(b, "wireless", &t), 0);
	t = (struct telling){ .what = TOLD_KIND, .who = WHO, .is = { .kind = STR("router") } };
	assert_int_equal(tell(b, "wired", &t), 0);
	assert_int_equal(merge(b, "wired", "wireless"), 0);
	end(b);
	assert_int_equal(find(b, "wired", &d), 0);
	assert_str(d.circumstances->kind, "router");
	assert_str(d.circumstances->made_in, "CN");
	assert_str(d.site, "noord");
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE site IS NOT NULL"), 1);
}

static void bad_mergers_are_refused(void **state) {
	struct bench *b = *state;
	struct sample s;
	int64_t row = 99;

	two_sides(b);
	add_run_of(b, sample(&s, "third", NULL, NULL, NULL, 10), 3);
	assert_int_equal(begin(b, 4), 0);
	assert_int_equal(merge(b, "wired", "wired"), STORE_WRONG);
	assert_string_equal(b->why.what, "these are one device already");
	assert_int_equal(store_merge(b->store, 1, &row, 1, WHO, STR("x"), &b->why), STORE_ABSENT);
	assert_int_equal(store_merge(b->store, 1, &row, 0, WHO, STR("x"), &b->why), STORE_WRONG);
	/* A whole that becomes a part brings its parts, and no part has parts. */
	assert_int_equal(merge(b, "wireless", "third"), 0);
	assert_int_equal(merge(b, "wired", "third"), 0);
	assert_int_equal(merge(b, "wired", "wireless"), STORE_WRONG);
	end(b);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE merged_into = 1"), 2);
	assert_int_equal(device_count(b), 1);
}

static void a_whole_has_a_maximum_of_parts(void **state) {
	struct bench *b = *state;
	struct sample s;
	static int64_t rows[STORE_PARTS_MAX + 1];

	open_for(b, STORE_WRITE);
	assert_int_equal(begin(b, 1), 0);
	for (int i = 0; i <= STORE_PARTS_MAX + 1; i++) {
		char name[32];

		snprintf(name, sizeof name, "camera-%d", i);
		assert_int_equal(store_add(b->store, sample(&s, name, NULL, NULL, NULL, 10)), 0);
		if (i)
			rows[i - 1] = i + 1;
	}
	assert_int_equal(store_merge(b->store, 1, rows, STORE_PARTS_MAX + 1, WHO, STR("x"), &b->why), STORE_WRONG);
	assert_string_equal(b->why.what, "a device has at most 256 parts");
	assert_int_equal(store_merge(b->store, 1, rows, STORE_PARTS_MAX, WHO, STR("x"), &b->why), 0);
	assert_int_equal(store_merge(b->store, 1, rows + STORE_PARTS_MAX, 1, WHO, STR("x"), &b->why), STORE_WRONG);
	assert_string_equal(b->why.what, "a device has at most 256 parts");
	end(b);
	assert_int_equal(device_count(b), 2);
}

/* An address that was merged by hand may be another's tomorrow: the MAC that comes with it then stays by itself. */
static void a_mac_joins_no_merged_address(void **state) {
	struct bench *b = *state;
	struct sample s;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "wired", "28:57:be:00:00:07", "192.0.2.7", NULL, 10), 1);
	add_run_of(b, sample(&s, "192.0.2.8", NULL, "192.0.2.8", NULL, 10), 2);
	assert_int_equal(begin(b, 3), 0);
	assert_int_equal(merge(b, "wired", "192.0.2.8"), 0);
	end(b);
	add_run_of(b, sample(&s, "00:40:8c:00:00:01", "00:40:8c:00:00:01", "192.0.2.8", NULL, 20), 4);
	assert_int_equal(device_count(b), 2);
	add_run_of(b, sample(&s, "192.0.2.8", NULL, "192.0.2.8", NULL, 30), 5);
	assert_int_equal(device_count(b), 2);
}

/* Splitting */

static int part(struct bench *b, const char *device, struct part by) {
	int64_t row = 0;

	return store_part(b->store, row_of(b, device), &by, WHO, STR("two plugs"), &row, &b->why);
}

static void a_part_is_taken_off(void **state) {
	static const char *const names[] = { "wireless", "28:57:be:00:00:08", "#2" };
	struct bench *b = *state;
	struct device d;

	two_sides(b);
	for (size_t i = 0; i < 3; i++) {
		merge_both(b, 3);
		assert_int_equal(begin(b, 4), 0);
		assert_int_equal(part(b, "wired", (struct part){ .name = STR("nobody") }), STORE_ABSENT);
		assert_string_equal(b->why.what, "nothing of the device is that, so nothing is taken off");
		assert_int_equal(part(b, "wired", (struct part){ .name = str_of(names[i]) }), 0);
		end(b);
		assert_int_equal(device_count(b), 2);
		assert_int_equal(find(b, "wireless", &d), 0);
		assert_int_equal(d.observation_count, 2);
		assert_int_equal(d.last_us, 40);
		assert_int_equal(find(b, "wired", &d), 0);
		assert_int_equal(d.address_count, 1);
		assert_int_equal(d.first_us, 50);
		assert_int_equal(ask(b->path, "SELECT count(*) FROM now WHERE knowledge IS NULL"), 2);
	}
	assert_str(body_of(b, 2), "{\"row\": 1, \"name\": \"wired\", \"mac\": \"28:57:be:00:00:07\", \"part\": \"wireless\", \"why\": "
				  "\"two plugs\", \"taken-off\": {\"row\": 2, \"name\": \"wireless\", \"mac\": \"28:57:be:00:00:08\"}}");
}

/* A device behind one MAC that answers for two addresses. */
static void two_addresses(struct bench *b) {
	addr ips[] = { addr_parse(STR("192.0.2.7")), addr_parse(STR("192.0.2.8")) };
	struct obs observations[] = {
		{ .who = ips[0], .field = STR("http.server"), .value = STR("App-webs/"), .time_us = 10, .offset = 1, .source = 1 },
		{ .who = ips[1], .field = STR("http.server"), .value = STR("nginx"), .time_us = 20, .offset = 2, .source = 1 },
		{ .who = ips[1], .field = STR("http.title"), .value = STR("Hello"), .time_us = 30, .offset = 3 },
	};
	const struct device d = { .name = STR("proxy"), .mac = addr_parse(STR("28:57:be:00:00:07")), .addresses = ips, .address_count = 2,
				  .observations = observations, .observation_count = 3, .first_us = 10, .last_us = 30,
				  .identity.class = CLASS_UNKNOWN };

	open_for(b, STORE_WRITE);
	add_run_of(b, &d, 1);
}

static void an_address_is_taken_off(void **state) {
	struct bench *b = *state;
	struct device d;
	str name;

	two_addresses(b);
	assert_int_equal(begin(b, 100), 0);
	assert_int_equal(part(b, "proxy", (struct part){ .ip = addr_parse(STR("192.0.2.9")) }), STORE_ABSENT);
	assert_int_equal(part(b, "proxy", (struct part){ .ip = addr_parse(STR("192.0.2.8")) }), 0);
	end(b);
	assert_int_equal(device_count(b), 2);
	assert_int_equal(find(b, "192.0.2.8", &d), 0);
	assert_str(d.name, "192.0.2.8");
	assert_int_equal(d.mac.kind, ADDR_NONE);
	assert_int_equal(d.observation_count, 2);
	assert_str(d.observations[0].value, "nginx");
	assert_int_equal(d.observations[0].offset, 2);
	assert_int_equal(store_source(b->store, &b->mem, d.observations[0].source, &name), 0);
	assert_str(name, "two.pcap");
	assert_int_equal(store_source(b->store, &b->mem, d.observations[1].source, &name), 0);
	assert_str(name, "one.pcap");
	assert_int_equal(d.first_us, 10); /* of the address, which came with the device */
	assert_int_equal(find(b, "proxy", &d), 0);
	assert_int_equal(d.address_count, 1);
	assert_int_equal(d.observation_count, 1);
	/* Both take in what is new, and merged they are what they were. */
	two_addresses(b);
	assert_int_equal(begin(b, 101), 0);
	assert_int_equal(merge(b, "proxy", "#2"), 0);
	end(b);
	assert_int_equal(find(b, "proxy", &d), 0);
	assert_int_equal(d.address_count, 2);
	assert_int_equal(d.observation_count, 3);
}

/* One name and address, and behind it another device since moment 50. */
static void what_came_later_is_taken_off(void **state) {
	struct bench *b = *state;
	struct sample s;
	struct device d;
	str name;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "door", NULL, "192.0.2.7", "App-webs/", 10), 1);
	add_run_of(b, sample(&s, "door", NULL, "192.0.2.7", "nginx", 60), 2);
	assert_int_equal(begin(b, 100), 0);
	assert_int_equal(part(b, "door", (struct part){ .since_us = 61 }), STORE_ABSENT);
	assert_int_equal(part(b, "door", (struct part){ .since_us = 5 }), STORE_WRONG);
	assert_string_equal(b->why.what, "nothing would stay of the device: all that is known of it is that");
	assert_int_equal(part(b, "door", (struct part){ .since_us = 50 }), 0);
	end(b);
	assert_int_equal(find(b, "door", &d), STORE_UNCLEAR);
	assert_string_equal(b->why.what, "more than one device fits: door #1, door #2");
	assert_int_equal(find(b, "#1", &d), 0);
	assert_int_equal(d.observation_count, 2);
	assert_str(d.observations[1].value, "App-webs/");
	assert_int_equal(d.last_us, 10);
	/* The port was seen before and after: of the second time nobody wrote down where. */
	assert_int_equal(find(b, "#2", &d), 0);
	assert_int_equal(d.address_count, 1);
	assert_int_equal(d.observation_count, 2);
	assert_int_equal(d.first_us, 60);
	assert_str(d.observations[0].value, "nginx");
	assert_str(d.observations[1].value, "80");
	assert_int_equal(d.observations[1].time_us, 60);
	assert_int_equal(store_source(b->store, &b->mem, d.observations[0].source, &name), 0);
	assert_str(name, "one.pcap");
	/* The address means who had it last, and so does the name. */
	assert_int_equal(row_of(b, "192.0.2.7"), 2);
	add_run_of(b, sample(&s, "door", NULL, "192.0.2.7", "lighttpd", 70), 3);
	assert_int_equal(find(b, "#2", &d), 0);
	assert_int_equal(d.observation_count, 3);
}

/* A device whose own row loses everything: what stays is of its part. */
static void a_part_may_be_all_that_stays(void **state) {
	struct bench *b = *state;
	struct device d;

	two_sides(b);
	merge_both(b, 3);
	assert_int_equal(begin(b, 4), 0);
	assert_int_equal(part(b, "wired", (struct part){ .since_us = 45 }), 0);
	end(b);
	assert_int_equal(find(b, "#1", &d), 0);
	assert_int_equal(d.address_count, 1);
	assert_int_equal(d.observation_count, 2);
	assert_int_equal(d.first_us, 40);
	assert_int_equal(d.last_us, 40);
	assert_int_equal(find(b, "#3", &d), 0);
	assert_str(d.name, "wired");
	assert_int_equal(d.first_us, 50);
	assert_int_equal(d.observation_count, 2);
	assert_int_equal(begin(b, 5), 0);
	assert_int_equal(merge(b, "#1", "#3"), 0);
	end(b);
	/* All is there again, in the order of its rows. */
	assert_int_equal(find(b, "192.0.2.7", &d), 0);
	assert_int_equal(d.address_count, 2);
	assert_int_equal(d.observation_count, 3);
	assert_int_equal(d.first_us, 40);
	assert_int_equal(d.last_us, 50);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(sites_are_kept), CASE(bad_sites_are_refused), CASE(a_device_is_where_its_address_is), CASE(contracts_are_kept),
		CASE(what_is_told_comes_back), CASE(bad_tellings_are_refused), CASE(many_are_told_at_once),
		CASE(merged_devices_are_one), CASE(what_is_told_of_parts_is_told_of_the_whole), CASE(bad_mergers_are_refused),
		CASE(a_whole_has_a_maximum_of_parts), CASE(a_mac_joins_no_merged_address), CASE(a_part_is_taken_off),
		CASE(an_address_is_taken_off), CASE(what_came_later_is_taken_off), CASE(a_part_may_be_all_that_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
