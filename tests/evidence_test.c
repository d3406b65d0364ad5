/* What runs brought, held against what the log says of it; and damage that only a look at everything finds. */

#include "store_stage.h"

#include <errno.h>
#include <sqlite3.h>

#include "store/books.h"
#include "store/log.h"

static void do_sql(struct bench *b, const char *sql) {
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

/* The run that is open ends with its entry, as `read` does it. */
static void end_read(struct bench *b) {
	uint8_t room[1024];
	struct json_out j = json_out_over(room, sizeof room);

	json_out_object(&j);
	assert_int_equal(store_put_evidence(b->store, &j), 0);
	json_out_object_end(&j);
	struct log_entry e = { .act = STR("read"), .who = STR("A"), .body = json_out_done(&j) };
	assert_int_equal(store_log_add(b->store, &e), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

static void read_one(struct bench *b, const char *name, const char *mac, const char *ip, const char *server, uint64_t time_us) {
	struct sample s;

	assert_int_equal(store_add(b->store, sample(&s, name, mac, ip, server, time_us)), 0);
}

static void split(struct bench *b, uint64_t since_us, uint64_t started_us) {
	int64_t taken;

	assert_int_equal(begin(b, started_us), 0);
	assert_int_equal(store_part(b->store, 1, &(struct part){ .since_us = since_us }, STR("A"), STR("another one"), &taken, &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

/* Entries 1 and 2: runs that saw devices, 2 the first of them again. 3: it is split. 4: seen again. 5: split again. */
static void fill(struct bench *b) {
	open_for(b, STORE_WRITE);
	assert_int_equal(begin(b, 100), 0);
	read_one(b, "one", "28:57:be:00:00:01", "192.0.2.1", "App-webs/", 100);
	read_one(b, "two", NULL, "192.0.2.2", "Boa", 100);
	end_read(b);
	assert_int_equal(begin(b, 300), 0);
	read_one(b, "three", "28:57:be:00:00:03", "192.0.2.3", "x", 300);
	read_one(b, "one", "28:57:be:00:00:01", "192.0.2.1", "lighttpd", 300);
	read_one(b, "one", "28:57:be:00:00:01", "192.0.2.9", "nginx", 310);
	end_read(b);
	split(b, 200, 400);
	assert_int_equal(begin(b, 500), 0);
	read_one(b, "one", "28:57:be:00:00:01", "192.0.2.1", "again", 500);
	end_read(b);
	split(b, 450, 600);
}

static void start_again(struct bench *b) {
	static const char *const endings[] = { "", "-wal", "-shm" };
	char name[320];

	store_close(b->store);
	b->store = NULL;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(name, sizeof name, "%s%s", b->path, endings[i]);
		remove(name);
	}
	fill(b);
}

static struct log_state verified(struct bench *b) {
	struct log_state l = { 0 };

	assert_int_equal(store_log_verify(b->store, NULL, &l), 0);
	if (!l.broken)
		assert_int_equal(store_evidence_verify(b->store, &l), 0);
	return l;
}

static void what_runs_brought_is_held(void **state) {
	static const struct { const char *sql; uint64_t broken; const char *word; } cases[] = {
		{ "", 0, "" },
		{ "UPDATE sheet SET last_us = zeroblob(length(last_us))", 0, "" },
		{ "UPDATE sheet SET packed = CAST(packed || x'00' AS BLOB) WHERE device = 2", 1, "was changed" },
		{ "UPDATE sheet SET packed = CAST(packed || x'00' AS BLOB) WHERE device = 3", 2, "was changed" },
		{ "UPDATE sheet SET packed = CAST(packed || x'00' AS BLOB) WHERE device = 1", 5, "was changed" },
		{ "UPDATE sheet SET packed = CAST(packed || x'00' AS BLOB) WHERE device = 4", 3, "was changed" },
		{ "UPDATE sheet SET count = 3 - count WHERE device = 2", 1, "was changed" },
		{ "UPDATE sheet SET source = source + 1 WHERE device = 2", 1, "was changed" },
		{ "UPDATE sheet SET device = -1 WHERE device = 2; UPDATE sheet SET device = 2 WHERE device = 3;"
		  "UPDATE sheet SET device = 3 WHERE device = -1", 1, "was changed" },
		{ "DELETE FROM sheet WHERE device = 2", 1, "brought 2 sheets of evidence, and the estate has 1" },
		{ "DELETE FROM sheet WHERE device = 3", 2, "sheets of evidence" },
		{ "INSERT INTO sheet SELECT device, 1, source, count, last_us, packed FROM sheet WHERE device = 3", 2, "sheets" },
		{ "INSERT INTO run VALUES (99, 'read', 'x', '0', 1, '2026-01-01', NULL); INSERT INTO source VALUES (99, 99, 'x');"
		  "INSERT INTO sheet SELECT device, 1, 99, count, last_us, packed FROM sheet WHERE device = 3", 6, "what run 99" },
		{ "DELETE FROM sheet WHERE device = 3; DELETE FROM address WHERE device = 3; DELETE FROM identity WHERE device = 3;"
		  "DELETE FROM now WHERE device = 3; DELETE FROM device WHERE id = 3", 2, "sheets" },
		{ "INSERT INTO device (name, first_us, last_us) VALUES ('four', 1, 1)", 6, "devices were ever made" },
		{ "UPDATE field SET name = 'zz' WHERE id = 1", 1, "names of fields" },
		{ "UPDATE field SET name = 'zz' WHERE id = (SELECT max(id) FROM field)", 1, "names of fields" },
		/* Two that were swapped. */
		{ "UPDATE field SET name = 'zz' WHERE name = 'tcp.port'; UPDATE field SET name = 'tcp.port' WHERE name = 'http.server';"
		  "UPDATE field SET name = 'http.server' WHERE name = 'zz'", 1, "names of fields" },
		{ "INSERT INTO field (id, name) SELECT max(id) + 1, 'zz' FROM field", 6, "names that no run brought" },
		{ "UPDATE run SET started_us = 7 WHERE id = 1", 1, "stands of run 1" },
		{ "UPDATE run SET what = 'zz' WHERE id = 2", 2, "stands of run 2" },
		{ "UPDATE run SET judged_on = '2020-01-01' WHERE id = 3", 3, "stands of run 3" },
		{ "UPDATE run SET kind = 'scan' WHERE id = 4", 4, "stands of run 4" },
		{ "UPDATE run SET version = 'zz' WHERE id = 1", 1, "stands of run 1" },
		{ "UPDATE source SET name = 'zz' WHERE run = 2", 2, "stands of run 2" },
		{ "INSERT INTO source (run, name) VALUES (2, 'zz')", 1, "stands of run" },
		{ "INSERT INTO run VALUES (99, 'read', 'x', '0', 1, '2026-01-01', NULL)", 0, "" },
	};
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		start_again(b);
		do_sql(b, cases[i].sql);
		struct log_state l = verified(b);
		if (l.broken != cases[i].broken || !strstr(l.why.what, cases[i].word))
			fail_msg("%s: entry %d, %s", cases[i].sql, (int)l.broken, l.why.what);
	}
}

/* One of which nothing was observed is missed too. */
static void a_device_without_evidence_is_missed(void **state) {
	struct bench *b = *state;
	struct device bare = { .name = STR("bare"), .first_us = 1, .last_us = 1 };

	open_for(b, STORE_WRITE);
	assert_int_equal(begin(b, 100), 0);
	assert_int_equal(store_add(b->store, &bare), 0);
	read_one(b, "two", NULL, "192.0.2.2", "Boa", 100);
	end_read(b);
	assert_int_equal(verified(b).broken, 0);
	do_sql(b, "DELETE FROM identity WHERE device = 1; DELETE FROM now WHERE device = 1; DELETE FROM device WHERE id = 1");
	struct log_state l = verified(b);
	assert_int_equal(l.broken, 2);
	assert_non_null(strstr(l.why.what, "2 devices were ever made"));
}

/* A split that is taken back leaves nothing for the entry of the run. */
static void what_failed_is_not_counted(void **state) {
	struct bench *b = *state;
	int64_t taken;

	fill(b);
	assert_int_equal(begin(b, 700), 0);
	read_one(b, "six", "28:57:be:00:00:06", NULL, "x", 700);
	assert_int_equal(store_part(b->store, 3, &(struct part){ .since_us = 1 }, STR("A"), STR("x"), &taken, &b->why), STORE_WRONG);
	end_read(b);
	assert_int_equal(verified(b).broken, 0);
}

static void damage_is_found(void **state) {
	static const struct { const char *sql, *word; } cases[] = {
		{ "UPDATE sheet SET packed = zeroblob(100) WHERE device = 2", "device in row 2 cannot be read" },
		{ "UPDATE sheet SET count = count - 1, last_us = substr(last_us, 9) WHERE device = 2", "device in row 2 cannot be read" },
		{ "UPDATE sheet SET last_us = x'00' WHERE device = 3", "device in row 3 cannot be read" },
		{ "DELETE FROM field WHERE id = (SELECT max(id) FROM field)", "cannot be read" },
		{ "UPDATE now SET sight = 999999 WHERE device = 1", "'now' refers to one of 'sight'" },
		{ "DELETE FROM source", "refers to one of 'source'" },
	};
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		start_again(b);
		assert_int_equal(store_verify(b->store, &b->why), 0);
		do_sql(b, cases[i].sql);
		open_for(b, STORE_READ);
		assert_int_equal(store_verify(b->store, &b->why), STORE_WRONG);
		if (!strstr(b->why.what, cases[i].word))
			fail_msg("%s: %s", cases[i].sql, b->why.what);
	}
}

/* Whatever an entry of a split holds, it is looked at and no more. */
static void entries_of_any_form_are_looked_at(void **state) {
	static const char *const bodies[] = {
		"{", "{\"evidence\": 3}", "{\"evidence\": {}}", "{\"evidence\": {\"rows\": 7, \"moved\": \"x\"}}",
		"{\"evidence\": {\"run\": \"x\", \"sheets\": -1, \"sha256\": [], \"rows\": [null, \"a\", -5, {}], \"moved\": [1, {}]}}",
		"{\"evidence\": {\"run\": 1, \"rows\": [1, 1, 2], \"moved\": [{\"row\": 1, \"number\": 0, \"run\": 1, \"sha256\": \"zz\"}]}}",
	};
	static const char *const acts[] = { "read", "split", "migrate" };
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		for (size_t k = 0; k < sizeof acts / sizeof *acts; k++) {
			struct log_entry e = { .act = str_of(acts[k]), .who = STR("A"), .body = str_of(bodies[i]) };
			struct log_state l = { 0 };

			start_again(b);
			assert_int_equal(begin(b, 900), 0);
			assert_int_equal(store_log_add(b->store, &e), 0);
			assert_int_equal(store_commit(b->store, &b->why), 0);
			assert_int_equal(store_evidence_verify(b->store, &l), 0);
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(what_runs_brought_is_held),
		CASE(a_device_without_evidence_is_missed),
		CASE(what_failed_is_not_counted),
		CASE(damage_is_found),
		CASE(entries_of_any_form_are_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
