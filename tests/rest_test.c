/*
 * Runs of very many devices into an empty estate: they go straight into its
 * tables, and leave nothing when they end before their time.
 */

#include "store_stage.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	VERY_MANY = 1 << 20, /* devices that a run announces; it need not have so many */
	COUNT = 20000,
	CACHE_SIZE = 48 << 20, /* bytes that a run keeps to itself before it writes */
	TEXT_SIZE = 2 * CACHE_SIZE / COUNT / 2, /* bytes of each of a device's two texts */
};

/* 20,000 devices with texts that together are twice as large as the cache. 0, or the step that went wrong. */
static int add_many(struct store *s, size_t device_count) {
	const struct store_run run = { .kind = "import", .what = STR("a.csv"), .started_us = 1, .version = STR("0.1.0"),
				       .device_count = device_count };
	uint8_t value[TEXT_SIZE];
	int r = store_begin(s, &run);

	for (uint32_t i = 0; !r && i < COUNT; i++) {
		const addr ip = { .kind = ADDR_IP4, .bytes = { 10, (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i } };
		char name[32];

		snprintf(name, sizeof name, "device-%u", i * 2654435761u);
		memset(value, 'a' + (int)(i % 26), sizeof value);
		memcpy(value, name, strlen(name));
		const struct obs observations[] = {
			{ .field = STR("http.server"), .value = { value, sizeof value } },
			{ .field = STR("http.title"), .value = { value, sizeof value } },
		};
		const struct device d = {
			.name = str_of(name), .addresses = &ip, .address_count = 1, .identity.class = CLASS_UNKNOWN,
			.mac = { .kind = ADDR_MAC, .bytes = { 2, 0, 0, ip.bytes[1], ip.bytes[2], ip.bytes[3] } },
			.observations = observations, .observation_count = 2,
		};
		r = store_add(s, &d);
	}
	return r;
}

static bool is_ahead(struct bench *b) {
	return ask(b->path, "SELECT journal_mode = 'wal' FROM pragma_journal_mode") == 1;
}

static off_t size_of(struct bench *b, const char *ending) {
	char name[320];
	struct stat st;

	snprintf(name, sizeof name, "%s%s", b->path, ending);
	return stat(name, &st) == 0 ? st.st_size : 0;
}

static void all_are_there(struct bench *b) {
	assert_int_equal(device_count(b), COUNT);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	assert_int_equal(ask(b->path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
	assert_true(is_ahead(b));
}

static void many_are_all_there(void **state) {
	struct bench *b = *state;

	open_for(b, STORE_WRITE);
	assert_int_equal(add_many(b->store, 0), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	all_are_there(b);
}

/* Of an estate that is made just now there is nothing to read; who comes in the middle would stop the writer. */
static void very_many_go_straight(void **state) {
	struct bench *b = *state;
	sqlite3 *reader = NULL;

	open_for(b, STORE_WRITE);
	assert_int_equal(add_many(b->store, VERY_MANY), 0);
	assert_int_equal(size_of(b, "-wal"), 0);
	assert_true(size_of(b, "") > CACHE_SIZE / 2);
	assert_int_equal(sqlite3_open(b->path, &reader), SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader, "SELECT count(*) FROM device", NULL, NULL, NULL), SQLITE_BUSY);
	assert_int_equal(sqlite3_close(reader), SQLITE_OK);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	all_are_there(b);
}

static void what_is_taken_back_leaves_nothing(void **state) {
	struct bench *b = *state;

	open_for(b, STORE_WRITE);
	assert_int_equal(add_many(b->store, VERY_MANY), 0);
	open_for(b, STORE_WRITE);
	assert_int_equal(device_count(b), 0);
	assert_true(is_ahead(b));
	assert_int_equal(add_many(b->store, VERY_MANY), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	all_are_there(b);
}

static void who_is_killed_leaves_nothing(void **state) {
	struct bench *b = *state;
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (store_open(b->path, STORE_WRITE, &b->store, &b->why) == 0 && add_many(b->store, VERY_MANY) == 0)
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_true(size_of(b, "") > CACHE_SIZE / 2);
	open_for(b, STORE_READ);
	assert_int_equal(device_count(b), 0);
	open_for(b, STORE_WRITE);
	assert_true(is_ahead(b));
	assert_int_equal(ask(b->path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
	assert_int_equal(add_many(b->store, VERY_MANY), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	all_are_there(b);
}

/* An estate that was there before may have sites and contracts, and readers of them. */
static void an_older_estate_keeps_its_log(void **state) {
	struct bench *b = *state;

	open_for(b, STORE_WRITE);
	open_for(b, STORE_WRITE);
	assert_int_equal(add_many(b->store, VERY_MANY), 0);
	assert_true(size_of(b, "-wal") > CACHE_SIZE / 2);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device"), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	all_are_there(b);
}

/* Somebody who reads sees the estate as it was, all the while. */
static void a_reader_is_not_disturbed(void **state) {
	struct bench *b = *state;
	sqlite3 *reader = NULL;

	open_for(b, STORE_WRITE);
	assert_int_equal(sqlite3_open(b->path, &reader), SQLITE_OK);
	assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM device", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(add_many(b->store, VERY_MANY), 0);
	assert_true(size_of(b, "-wal") > CACHE_SIZE / 2);
	assert_int_equal(sqlite3_exec(reader, "SELECT count(*) FROM device; COMMIT", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(reader), SQLITE_OK);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	all_are_there(b);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(many_are_all_there), CASE(very_many_go_straight), CASE(what_is_taken_back_leaves_nothing),
		CASE(who_is_killed_leaves_nothing), CASE(an_older_estate_keeps_its_log),
		CASE(a_reader_is_not_disturbed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
