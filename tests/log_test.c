/* The log: its chain, decisions as its entries, and what is found when somebody changes the file. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <unistd.h>

#include "store/books.h"
#include "store/log.h"

enum { MEMORY_SIZE = 1024 * 1024, MADE_US = 1790000000 };

struct bench {
	char directory[256], path[288];
	struct store *store;
	arena mem;
	void *memory;
	struct complaint why;
};

static int set_up(void **state) {
	struct bench *b = calloc(1, sizeof *b);
	const char *temporary = getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir;

	assert_non_null(b);
	assert_true(snprintf(b->directory, sizeof b->directory, "%s/log.XXXXXX", temporary) < (int)sizeof b->directory);
	assert_non_null(mkdtemp(b->directory));
	snprintf(b->path, sizeof b->path, "%s/estate.db", b->directory);
	b->memory = malloc(MEMORY_SIZE);
	assert_non_null(b->memory);
	b->mem = arena_over(b->memory, MEMORY_SIZE);
	assert_int_equal(store_open(b->path, STORE_WRITE, &b->store, &b->why), 0);
	*state = b;
	return 0;
}

static void remove_estate(struct bench *b) {
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	char name[320];

	store_close(b->store);
	b->store = NULL;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(name, sizeof name, "%s%s", b->path, endings[i]);
		unlink(name);
	}
}

static int tear_down(void **state) {
	struct bench *b = *state;

	remove_estate(b);
	rmdir(b->directory);
	free(b->memory);
	free(b);
	return 0;
}

/* Does something to the file past the store. */
static void do_sql(struct bench *b, const char *sql) {
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void begin(struct bench *b) {
	const struct store_run run = { .kind = "decide", .what = STR("a test"), .started_us = MADE_US, .version = STR("0.1.0") };

	assert_int_equal(store_begin(b->store, &run), 0);
}

static void add(struct bench *b, const char *act, const char *body, struct log_entry *ret_entry) {
	*ret_entry = (struct log_entry){ .act = str_of(act), .who = STR("J. Bakker"), .body = str_of(body) };
	assert_int_equal(store_log_add(b->store, ret_entry), 0);
}

static struct decision waiver(void) {
	return (struct decision){ .kind = DECISION_WAIVER, .law = STR("us-x"), .act = STR("use"), .from = 20000,
				  .until = 20365, .who = STR("A \"b\"\n\xc3\xa9"), .why = STR("no other camera fits"),
				  .reference = STR("W-7") };
}

/*
 * 1: a site. 2: a waiver for the devices 1 and 2. 3: another for the device
 * 1, in the place of 2. 4: a contract.
 */
static void fill(struct bench *b, struct log_entry entries[4]) {
	static const int64_t devices[] = { 2, 1, 2 };
	struct decision d = waiver();

	do_sql(b, "INSERT INTO device (id, name, mac, first_us, last_us) VALUES (1, 'one', x'00005e005301', 1, 1),"
		  "(2, 'two \"\"', NULL, 1, 1), (3, 'three', NULL, 1, 1)");
	begin(b);
	add(b, "site", "{}", &entries[0]);
	assert_int_equal(store_decide(b->store, &d, devices, 3, entries[1].hash, &b->why), 0);
	assert_int_equal(d.number, 2);
	assert_int_equal(d.made_us, MADE_US);
	d.supersedes = 2;
	d.until = DATE_NONE;
	assert_int_equal(store_decide(b->store, &d, devices + 1, 1, entries[2].hash, &b->why), 0);
	add(b, "contract", "{\"id\": \"c\"}", &entries[3]);
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

/* The chain */

static void sum_number(EVP_MD_CTX *sum, uint64_t number) {
	uint8_t bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(number >> (56 - 8 * i));
	EVP_DigestUpdate(sum, bytes, 8);
}

/* The hash as log.h describes it, made by other hands. */
static void make_hash(const uint8_t before[32], uint64_t number, uint64_t made_us, const char *const texts[3], uint8_t to[32]) {
	EVP_MD_CTX *sum = EVP_MD_CTX_new();

	EVP_DigestInit_ex(sum, EVP_sha256(), NULL);
	EVP_DigestUpdate(sum, before, 32);
	sum_number(sum, number);
	sum_number(sum, made_us);
	for (int i = 0; i < 3; i++) {
		sum_number(sum, strlen(texts[i]));
		EVP_DigestUpdate(sum, texts[i], strlen(texts[i]));
	}
	EVP_DigestFinal_ex(sum, to, NULL);
	EVP_MD_CTX_free(sum);
}

static void each_hash_covers_the_one_before(void **state) {
	static const uint8_t nothing[32];
	struct bench *b = *state;
	struct log_entry first, second;
	uint8_t hash[32];

	begin(b);
	add(b, "site", "{}", &first);
	second = (struct log_entry){ .made_us = 77, .act = STR("tell"), .who = STR("K"), .body = STR("[1]") };
	assert_int_equal(store_log_add(b->store, &second), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(first.number, 1);
	assert_int_equal(second.number, 2);
	make_hash(nothing, 1, MADE_US, (const char *const[]){ "site", "J. Bakker", "{}" }, hash);
	assert_memory_equal(hash, first.hash, 32);
	make_hash(hash, 2, 77, (const char *const[]){ "tell", "K", "[1]" }, hash);
	assert_memory_equal(hash, second.hash, 32);
}

struct heard {
	uint64_t count, stop_at;
	char acts[64];
};

static int hear(void *context, const struct log_entry *e) {
	struct heard *h = context;

	h->count++;
	strncat(h->acts, (const char *)e->act.at, e->act.n);
	return e->number == h->stop_at ? 9 : 0;
}

static void entries_come_in_their_order(void **state) {
	struct bench *b = *state;
	struct log_entry entries[4];
	struct heard h = { 0 };

	fill(b, entries);
	assert_int_equal(store_log_each(b->store, 2, hear, &h), 0);
	assert_string_equal(h.acts, "decidedecidecontract");
	h = (struct heard){ .stop_at = 3 };
	assert_int_equal(store_log_each(b->store, 0, hear, &h), 9);
	assert_int_equal(h.count, 3);
}

static void an_entry_is_taken_back_with_its_run(void **state) {
	struct bench *b = *state;
	struct log_entry e;
	struct log_state l;

	assert_int_equal(store_log_add(b->store, &(struct log_entry){ .act = STR("tell") }), -EINVAL);
	begin(b);
	add(b, "tell", "{}", &e);
	store_close(b->store);
	assert_int_equal(store_open(b->path, STORE_WRITE, &b->store, &b->why), 0);
	assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
	assert_int_equal(l.count, 0);
	assert_int_equal(l.broken, 0);
	begin(b);
	add(b, "tell", "{}", &e);
	assert_int_equal(e.number, 1);
}

/* Decisions */

static void a_decision_comes_back_as_it_was(void **state) {
	struct bench *b = *state;
	struct log_entry entries[4];
	struct decision d, w = waiver();
	const int64_t *devices;
	size_t count;
	uint64_t by;

	fill(b, entries);
	assert_int_equal(store_decision(b->store, &b->mem, 2, &d, &devices, &count, &by), 0);
	assert_int_equal(d.number, 2);
	assert_int_equal(d.kind, DECISION_WAIVER);
	assert_true(str_eq(d.law, w.law) && str_eq(d.act, w.act) && str_eq(d.who, w.who) && str_eq(d.why, w.why));
	assert_true(str_eq(d.reference, w.reference) && !d.maker.n && !d.against.n);
	assert_int_equal(d.from, w.from);
	assert_int_equal(d.until, w.until);
	assert_int_equal(d.made_us, MADE_US);
	assert_int_equal(d.supersedes, 0);
	assert_int_equal(by, 3);
	assert_int_equal(count, 2);
	assert_int_equal(devices[0], 1);
	assert_int_equal(devices[1], 2);
	assert_int_equal(store_decision(b->store, &b->mem, 3, &d, &devices, &count, &by), 0);
	assert_int_equal(d.until, DATE_NONE);
	assert_int_equal(by, 0);
	assert_int_equal(store_decision(b->store, &b->mem, 4, &d, &devices, &count, &by), STORE_ABSENT);
	arena small = arena_over(b->memory, 64);
	assert_int_equal(store_decision(b->store, &small, 2, &d, &devices, &count, &by), -ENOMEM);
}

static void what_cannot_be_decided_is_refused(void **state) {
	static const int64_t devices[] = { 1, 99 };
	struct bench *b = *state;
	struct log_entry entries[4];
	struct log_state l;
	struct decision d = waiver();

	assert_int_equal(store_decide(b->store, &d, devices, 1, NULL, &b->why), -EINVAL);
	fill(b, entries);
	begin(b);
	assert_int_equal(store_decide(b->store, &d, devices, 0, NULL, &b->why), STORE_WRONG);
	assert_int_equal(store_decide(b->store, &d, devices, 2, NULL, &b->why), STORE_WRONG);
	assert_non_null(strstr(b->why.what, "not in the estate"));
	d.supersedes = 2;
	assert_int_equal(store_decide(b->store, &d, devices, 1, NULL, &b->why), STORE_WRONG);
	assert_string_equal(b->why.what, "decision 2 was superseded already, by 3");
	d.supersedes = 4;
	assert_int_equal(store_decide(b->store, &d, devices, 1, NULL, &b->why), STORE_WRONG);
	assert_string_equal(b->why.what, "there is no decision 4 that could be superseded");
	d.supersedes = 0;
	d.why = (str){ 0 };
	assert_int_equal(store_decide(b->store, &d, devices, 1, NULL, &b->why), STORE_WRONG);
	/* None of them spoilt the run, and none left a trace. */
	d = waiver();
	assert_int_equal(store_decide(b->store, &d, devices, 1, NULL, &b->why), 0);
	assert_int_equal(d.number, 5);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
	assert_int_equal(l.broken, 0);
	assert_int_equal(l.count, 5);
}

static void superseded_is_what_follows(void **state) {
	/* Of each device: how many hold on some day, and the end of the first. */
	static const int64_t devices[] = { 1, 2 };
	struct bench *b = *state;
	struct log_entry entries[4];
	struct decision d = waiver();
	struct device one, two;

	fill(b, entries); /* 3 supersedes 2 from its first day on, for the device 1 alone */
	begin(b);
	d.from = 20000;
	d.until = 20365;
	assert_int_equal(store_decide(b->store, &d, devices, 2, NULL, &b->why), 0);
	d.supersedes = d.number;
	d.from = 20300;
	d.until = 20500;
	assert_int_equal(store_decide(b->store, &d, devices, 2, NULL, &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(store_find(b->store, &b->mem, STR("#1"), &one, &b->why), 0);
	const struct circumstances *c = one.circumstances;
	assert_int_equal(c->decision_count, 4);
	assert_int_equal(c->decisions[0].number, 2);
	assert_false(decision_holds(&c->decisions[0], 20000));
	assert_true(decision_holds(&c->decisions[1], 20000));
	assert_int_equal(c->decisions[2].until, 20300);
	assert_int_equal(c->decisions[3].until, 20500);
	/* One that follows begins before the one that it follows: neither of those two holds then. */
	begin(b);
	d.supersedes = d.number;
	d.from = 20200;
	assert_int_equal(store_decide(b->store, &d, devices, 1, NULL, &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(store_find(b->store, &b->mem, STR("#1"), &one, &b->why), 0);
	c = one.circumstances;
	assert_int_equal(c->decisions[2].until, 20200);
	assert_int_equal(c->decisions[3].until, 20200);
	/* Without a first day it holds on all days; where it does not speak of the device, from the day on which it was made. */
	begin(b);
	d.supersedes = d.number;
	d.from = DATE_NONE;
	assert_int_equal(store_decide(b->store, &d, devices, 1, NULL, &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(store_find(b->store, &b->mem, STR("#1"), &one, &b->why), 0);
	assert_int_equal(one.circumstances->decision_count, 3);
	assert_int_equal(one.circumstances->decisions[2].number, d.number);
	assert_int_equal(store_find(b->store, &b->mem, STR("#2"), &two, &b->why), 0);
	assert_int_equal(two.circumstances->decision_count, 3);
	assert_int_equal(two.circumstances->decisions[1].until, MADE_US / 1000000 / 86400);
}

/* Verifying */

static void a_noted_hash_is_found_though_the_log_went_on(void **state) {
	static const uint8_t nobodys[LOG_HASH_SIZE] = { 1 };
	struct bench *b = *state;
	struct log_entry entries[4];
	struct log_state l;

	fill(b, entries);
	assert_int_equal(store_log_verify(b->store, entries[1].hash, &l), 0);
	assert_int_equal(l.broken, 0);
	assert_int_equal(l.count, 4);
	assert_int_equal(l.expected, 2);
	assert_memory_equal(l.hash, entries[3].hash, LOG_HASH_SIZE);
	assert_int_equal(store_log_verify(b->store, nobodys, &l), 0);
	assert_int_equal(l.broken, 5);
	assert_non_null(strstr(l.why.what, "was noted"));
}

static void what_was_changed_is_found(void **state) {
	/* What somebody does to the file, the entry that is named, and a word of the reason. */
	static const struct { const char *sql; uint64_t broken; const char *word; } cases[] = {
		{ "UPDATE log SET body = '{ }' WHERE number = 1", 1, "hash" },
		{ "UPDATE log SET who = 'K' WHERE number = 2", 2, "hash" },
		{ "UPDATE log SET made_us = made_us + 1 WHERE number = 4", 4, "hash" },
		{ "UPDATE log SET hash = x'00' WHERE number = 3", 3, "hash" },
		{ "UPDATE log SET number = 9 WHERE number = 1; UPDATE log SET number = 1 WHERE number = 4;"
		  "UPDATE log SET number = 4 WHERE number = 9", 1, "hash" },
		{ "UPDATE log SET body = (SELECT body FROM log WHERE number = 1), hash = (SELECT hash FROM log WHERE number = 1)"
		  "WHERE number = 4", 4, "hash" },
		{ "DELETE FROM log WHERE number = 3", 3, "missing" },
		{ "DELETE FROM log WHERE number = 1", 1, "missing" },
		{ "INSERT INTO log SELECT -1, made_us, act, who, body, hash FROM log WHERE number = 1", 1, "number 0" },
		{ "DELETE FROM log WHERE number = 4", 4, "the seal counts 4" },
		{ "DELETE FROM log; DELETE FROM decided; DELETE FROM decision", 1, "the seal counts 4" },
		{ "DELETE FROM log WHERE number = 4;"
		  "UPDATE seal SET count = 3, hash = (SELECT hash FROM log WHERE number = 3)", 4, "numbers up to 4" },
		{ "UPDATE seal SET count = 3", 4, "not counted" },
		{ "UPDATE sqlite_sequence SET seq = 2 WHERE name = 'log'", 3, "not counted" },
		{ "UPDATE seal SET hash = zeroblob(32)", 4, "seal has another hash" },
		{ "DELETE FROM seal", 1, "not counted" },
		{ "UPDATE decision SET until_day = NULL WHERE number = 2", 2, "'until'" },
		{ "UPDATE decision SET law = 'us-y' WHERE number = 3", 3, "'law'" },
		{ "UPDATE decision SET supersedes = NULL WHERE number = 3", 3, "'supersedes'" },
		{ "UPDATE decision SET who = 'K' WHERE number = 3", 3, "somebody else" },
		{ "UPDATE decision SET made_us = 5 WHERE number = 3", 3, "time" },
		{ "DELETE FROM decision WHERE number = 2", 2, "does not have" },
		{ "INSERT INTO decision SELECT 4, kind, law, act, maker, brand, model, status, from_day, until_day, who, why,"
		  "reference, against, made_us, NULL FROM decision WHERE number = 2", 4, "the entry is none" },
		{ "INSERT INTO decision SELECT 7, kind, law, act, maker, brand, model, status, from_day, until_day, who, why,"
		  "reference, against, made_us, NULL FROM decision WHERE number = 2", 7, "no such entry" },
		{ "INSERT INTO decided VALUES (1, 1)", 1, "as if it were" },
		{ "INSERT INTO decided VALUES (8, 1)", 8, "no such entry" },
		{ "UPDATE decided SET device = 3 WHERE decision = 2 AND device = 2", 2, "row 2" },
		{ "UPDATE decided SET device = 2 WHERE decision = 3", 3, "row 1" },
		{ "INSERT INTO decided VALUES (3, 3)", 3, "row 3" },
		{ "DELETE FROM decided WHERE decision = 3", 3, "row 1" },
		{ "UPDATE device SET mac = x'00005e005302' WHERE id = 1", 2, "another MAC" },
		{ "UPDATE device SET name = 'one' WHERE id = 2", 2, "another name" },
		{ "DELETE FROM device WHERE id = 2", 2, "row 2 is not in the estate" },
	};
	struct bench *b = *state;
	struct log_entry entries[4];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct log_state l = { 0 };

		remove_estate(b);
		assert_int_equal(store_open(b->path, STORE_WRITE, &b->store, &b->why), 0);
		fill(b, entries);
		store_close(b->store);
		b->store = NULL;
		do_sql(b, cases[i].sql);
		assert_int_equal(store_open(b->path, STORE_READ, &b->store, &b->why), 0);
		assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
		if (l.broken != cases[i].broken || !strstr(l.why.what, cases[i].word))
			fail_msg("%s: entry %d, %s", cases[i].sql, (int)l.broken, l.why.what);
	}
}

/* 5: the site "noord". 6: the contract "c-1". 7: both told of the devices 1 and 3, and more. 8: 3 is a part of 2. */
static void keep_books(struct bench *b) {
	static const int64_t devices[] = { 1, 3 }, part = 3;
	static const str networks[] = { STR_INIT("10.4.0.0/16"), STR_INIT("10.3.0.0/16") }, inside = STR_INIT("hisilicon");
	const struct site site = { STR("noord"), STR("Noord"), 52.1234567, -4.5, { networks, 2 } };
	const struct contract contract = { .id = STR("c-1"), .title = STR("Cameras"), .from = DATE_NONE, .until = 20000,
					   .value = 1200000.5, .currency = STR("EUR") };
	struct telling told = { .what = TOLD_SITE | TOLD_CONTRACT | TOLD_MADE_IN | TOLD_ACQUIRED | TOLD_COMPONENTS,
				.site = STR("noord"), .contract = STR("c-1"), .is = CIRCUMSTANCES_NONE,
				.who = STR("K"), .why = STR("the plate says so") };

	told.is.made_in = STR("CN");
	told.is.acquired = 19000;
	told.is.components = (struct strs){ &inside, 1 };
	begin(b);
	assert_int_equal(store_put_site(b->store, &site, STR("K"), &b->why), 0);
	assert_int_equal(store_put_contract(b->store, &contract, STR("K"), &b->why), 0);
	assert_int_equal(store_tell(b->store, devices, 2, &told, &b->why), 0);
	assert_int_equal(store_merge(b->store, 2, &part, 1, STR("K"), STR("one cable"), &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

static void the_books_hang_on_their_entries(void **state) {
	static const struct { const char *sql; uint64_t broken; const char *word; } cases[] = {
		{ "", 0, "" },
		{ "UPDATE site SET title = 'South'", 5, "'title' of the site noord" },
		{ "UPDATE site SET longitude = 4.5", 5, "'longitude'" },
		{ "DELETE FROM network WHERE prefix = '10.3.0.0/16'", 5, "'networks'" },
		{ "UPDATE contract SET value = 1200000", 6, "'value' of the contract c-1" },
		{ "UPDATE contract SET value = 1200000.501", 6, "'value' of the contract c-1" },
		{ "UPDATE contract SET until_day = NULL", 6, "'until'" },
		{ "INSERT INTO contract (name, title) VALUES ('zz', '')", 9, "'id' of the contract zz" },
		{ "INSERT INTO site (name, title) VALUES ('zz', '')", 9, "'id' of the site zz" },
		{ "INSERT INTO site (id, name, title) VALUES (9, 'zz', ''); UPDATE device SET site = 9 WHERE id = 1;"
		  "DELETE FROM site WHERE id = 9", 9, "device in row 1 stands at another site" },
		{ "UPDATE device SET site = NULL WHERE id = 1", 9, "stands at another site" },
		{ "UPDATE device SET site = 1 WHERE id = 3", 9, "stands at another site" },
		{ "UPDATE told SET acquired = '2026-01-01' WHERE device = 3", 7, "'acquired' of the device 3" },
		{ "UPDATE told SET made_in = NULL WHERE device = 1", 7, "'made-in' of the device 1" },
		{ "UPDATE told SET components = 'axis' WHERE device = 1", 7, "'components'" },
		{ "UPDATE told SET components_whole = 1 WHERE device = 1", 7, "'components-whole'" },
		{ "UPDATE told SET site = NULL WHERE device = 1", 7, "'site'" },
		{ "DELETE FROM told WHERE device = 1", 7, "of the device 1" },
		{ "UPDATE device SET merged_into = 1 WHERE id = 3", 8, "'part-of' of the device 3" },
		{ "UPDATE device SET merged_into = NULL", 8, "'part-of'" },
		{ "UPDATE device SET merged_into = 2 WHERE id = 1", 9, "no entry says" },
		{ "INSERT INTO contract (name, title) VALUES ('c-2', 'x')", 9, "'id' of the contract c-2" },
		{ "INSERT INTO told (device, kind, components_whole) VALUES (2, 'modem', 0)", 9, "'kind' of the device 2" },
	};
	struct bench *b = *state;
	struct log_entry entries[4];

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct log_state l = { 0 };

		remove_estate(b);
		assert_int_equal(store_open(b->path, STORE_WRITE, &b->store, &b->why), 0);
		fill(b, entries);
		keep_books(b);
		do_sql(b, cases[i].sql);
		assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
		if (l.broken != cases[i].broken || !strstr(l.why.what, cases[i].word))
			fail_msg("%s: entry %d, %s", cases[i].sql, (int)l.broken, l.why.what);
	}
}

/* All that the file itself holds was made to fit: nothing but the hash that was noted elsewhere shows it. */
static void a_forged_end_is_shown_by_what_was_noted(void **state) {
	struct bench *b = *state;
	struct log_entry entries[4];
	struct log_state l;

	fill(b, entries);
	do_sql(b, "DELETE FROM log WHERE number = 4;"
		  "UPDATE seal SET count = 3, hash = (SELECT hash FROM log WHERE number = 3);"
		  "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'log'");
	assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
	assert_int_equal(l.broken, 0);
	assert_int_equal(store_log_verify(b->store, entries[3].hash, &l), 0);
	assert_int_equal(l.broken, 4);
}

/* After the last entry was taken away the log goes on, and the gap stays. */
static void a_gap_does_not_close_again(void **state) {
	struct bench *b = *state;
	struct log_entry entries[4], e;
	struct log_state l;

	fill(b, entries);
	do_sql(b, "DELETE FROM log WHERE number = 4;"
		  "UPDATE seal SET count = 3, hash = (SELECT hash FROM log WHERE number = 3)");
	begin(b);
	add(b, "tell", "{}", &e);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(e.number, 5);
	assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
	assert_int_equal(l.broken, 4);
}

/* Whoever writes the file can hash what they like: what is no decision must not be taken for one. */
static void a_body_that_is_none_is_named(void **state) {
	static const char *const bodies[] = {
		"", "{", "[]", "null", "{}", "{\"devices\": []}", "{\"devices\": 7}", "{\"kind\": 7, \"devices\": []}",
		"{\"devices\": [{\"row\": 0}]}", "{\"devices\": [{\"row\": -1}]}", "{\"devices\": [{\"row\": 99999999999999999999}]}",
		"{\"devices\": [[[[[[", "{\"supersedes\": 1e9, \"devices\": []}", "{\"kind\": \"\\u", "{\"who\": \"K\", \"devices\": []}",
		"{\"devices\": [{\"row\": 1, \"name\": \"one\", \"mac\": null}", "{\"devices\": [{\"row\": 1, \"x\": 2}]}",
	};
	struct bench *b = *state;

	begin(b);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct log_entry e;
		struct log_state l = { 0 };

		begin(b);
		add(b, "decide", bodies[i], &e);
		assert_int_equal(store_commit(b->store, &b->why), 0);
		do_sql(b, "INSERT INTO decision (number, kind, who, why, made_us) VALUES (1, 'waiver', 'K', 'w', 1790000000)");
		assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
		assert_int_equal(l.broken, 1);
		do_sql(b, "DELETE FROM decision; DELETE FROM log; DELETE FROM seal; DELETE FROM sqlite_sequence");
	}
}

/* Whatever an entry about the books holds, it is looked at and no more. */
static void entries_of_any_form_are_looked_at(void **state) {
	static const char *const bodies[] = {
		"{", "7", "[]", "{\"site\": {\"x\": 1}, \"now\": \"no\"}", "{\"devices\": \"no\", \"now\": {\"site\": 1}}",
		"{\"devices\": [1, \"a\", null, [2]], \"now\": [1]}", "{\"parts\": [\"{\"], \"row\": {}}", "{\"taken-off\": 3}",
	};
	static const char *const acts[] = { "site", "contract", "tell", "merge", "split" };
	struct bench *b = *state;
	struct log_entry e;
	struct log_state l;

	begin(b);
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		for (size_t k = 0; k < sizeof acts / sizeof *acts; k++)
			add(b, acts[k], bodies[i], &e);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
	assert_int_equal(l.count, e.number);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_hash_covers_the_one_before, set_up, tear_down),
		cmocka_unit_test_setup_teardown(entries_come_in_their_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_entry_is_taken_back_with_its_run, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_decision_comes_back_as_it_was, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_decided_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(superseded_is_what_follows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_noted_hash_is_found_though_the_log_went_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_changed_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_books_hang_on_their_entries, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_forged_end_is_shown_by_what_was_noted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_gap_does_not_close_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_body_that_is_none_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(entries_of_any_form_are_looked_at, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
