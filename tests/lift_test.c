/*
 * Estates of an older birthmark, copies of an estate, and a look at all of it.
 */
#include "store_stage.h"

#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/books.h"
#include "store/log.h"
#include "store/queries.h"
#include "store/query.h"

/* Version 1 */

static void run_sql(const char *path, const char *sql) {
	sqlite3 *db = NULL;
	char *why = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s", why);
	sqlite3_close(db);
}

static const char rows_of_1[] =
	"PRAGMA foreign_keys = ON; BEGIN;"
	"INSERT INTO run VALUES (1, 'read', 'a.pcap', '0.1.0', 1000000, '1970-01-01'), (2, 'read', 'b.pcap', '0.1.0', 2000000, '1970-01-01');"
	"INSERT INTO source VALUES (1, 1, 'a.pcap'), (2, 2, 'b.pcap');"
	"INSERT INTO field VALUES (1, 'http.server');"
	"INSERT INTO device VALUES (1, 'camera', x'2857be000007', 10, 20), (2, '192.0.2.8', NULL, 10, 10);"
	"INSERT INTO address VALUES (1, 0, x'c0000207', 10, 20), (2, 0, x'c0000208', 10, 10);"
	/* field 1, source 0, time 10, offset 17, no address, 5 bytes */
	"INSERT INTO sheet VALUES (1, 0, 1, 1, x'000000000000000A', x'01000A1100056E67696E78');"
	"INSERT INTO identity VALUES (1, 1, 'hikvision', 0.998, 'confirmed', 'abus', 0.9, 'likely', 'TVIP', NULL, 'camera', NULL, NULL, 1);"
	"INSERT INTO identity VALUES (1, 2, 'dahua', 0.9, 'likely', NULL, 0, 'unknown', NULL, NULL, 'camera', NULL, NULL, NULL);"
	"INSERT INTO verdict VALUES (1, 'us-a', 1, 'prohibited', NULL), (1, 'us-b', 1, 'restricted', '2027-01-01'), (1, 'us-a', 2, 'clear', NULL);"
	"COMMIT;";

static void make_1(struct bench *b) {
	run_sql(b->path, "PRAGMA journal_mode = WAL");
	run_sql(b->path, queries[QUERY_SCHEMA_1]);
	run_sql(b->path, rows_of_1);
}

static void reading_says_what_lifts_it(void **state) {
	struct bench *b = *state;

	make_1(b);
	assert_int_equal(store_open(b->path, STORE_READ, &b->store, &b->why), STORE_WRONG);
	assert_string_equal(b->why.what, "the estate was written by an older birthmark; 'birthmark judge' brings it up to date");
	assert_int_equal(ask(b->path, "PRAGMA user_version"), 1);
}

static int keep_entry(void *context, const struct log_entry *entry) {
	struct bench *b = context;
	str *said = b->memory;

	said[0] = arena_str(&b->mem, entry->act);
	said[1] = arena_str(&b->mem, entry->body);
	return 0;
}

static void writing_lifts_it(void **state) {
	static const char *const truths[] = {
		"SELECT count(*) = 2 FROM run WHERE knowledge IS NULL",
		"SELECT count(*) = 2 FROM device WHERE merged_into IS NULL AND site IS NULL",
		"SELECT count(*) = 2 FROM identity WHERE device = 1",
		"SELECT relabelled = 1 AND original IS NULL AND brand = 'abus' FROM identity WHERE run = 1",
		"SELECT count(*) = 2 FROM now WHERE knowledge IS NULL AND judgement IS NULL",
		"SELECT count(*) = 2 FROM judged WHERE device = 1",
		"SELECT count(*) = 2 FROM verdict JOIN judged USING (judgement) WHERE run = 1",
		"SELECT count(*) = 1 FROM verdict JOIN judged USING (judgement) WHERE run = 2 AND law = 'us-b' AND by_day = '2027-01-01'",
		"SELECT worst = 6 FROM judgement JOIN judged ON judgement = judgement.id WHERE run = 1",
		"SELECT count(*) = 0 FROM pragma_foreign_key_check",
		"SELECT count(*) = 0 FROM sqlite_schema WHERE type = 'table' AND name GLOB '*_1'",
		"SELECT user_version = 2 FROM pragma_user_version",
	};
	struct bench *b = *state;
	struct sample s;
	struct device d;
	str *said;

	make_1(b);
	open_for(b, STORE_WRITE);
	for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
		if (ask(b->path, truths[i]) != 1)
			fail_msg("not so: %s", truths[i]);
	assert_int_equal(find(b, "192.0.2.7", &d), 0);
	assert_str(d.name, "camera");
	assert_str(d.observations[0].value, "nginx");
	assert_int_equal(d.observations[0].offset, 17);
	said = arena_new(&b->mem, str, 2);
	void *memory = b->memory;
	b->memory = said;
	assert_int_equal(store_log_each(b->store, 0, keep_entry, b), 0);
	b->memory = memory;
	assert_str(said[0], "migrate");
	assert_true(str_begins(said[1], STR("{\"from\": 1, \"to\": 2, \"devices\": 2, \"evidence\": {\"run\": 2, ")));
	struct log_state log = { 0 };
	assert_int_equal(store_evidence_verify(b->store, &log), 0);
	assert_string_equal(log.why.what, "");
	add_run_of(b, sample(&s, "camera", "28:57:be:00:00:07", "192.0.2.7", "App-webs/", 30), 3000000);
	open_for(b, STORE_READ);
	assert_int_equal(find(b, "camera", &d), 0);
	assert_int_equal(d.observation_count, 3);
	assert_int_equal(store_verify(b->store, &b->why), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM log WHERE act = 'migrate'"), 1);
}

/* What is not to the letter, or does not fit together, stays as it is. */
static void bad_old_estates_are_refused(void **state) {
	static const struct { const char *sql, *why; } bad[] = {
		{ "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM device; END", "the estate's tables are not as birthmark makes them" },
		{ "CREATE VIEW device_1 AS SELECT 1", "the estate's tables are not as birthmark makes them" },
		{ "ALTER TABLE device ADD COLUMN x TEXT", "the estate's tables are not as birthmark makes them" },
		{ "UPDATE verdict SET status = 'hanged'", "the estate is of an older birthmark, and what stands in it does not fit together" },
		{ "PRAGMA foreign_keys = OFF; UPDATE sheet SET device = 9", "the estate is of an older birthmark, and what stands in it does not fit together" },
		{ "PRAGMA user_version = 0", "this is a database, but not an estate of birthmark" },
		{ "PRAGMA user_version = 2", "the estate's tables are not as birthmark makes them" },
	};
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		make_1(b);
		run_sql(b->path, bad[i].sql);
		assert_int_equal(store_open(b->path, STORE_WRITE, &b->store, &b->why), STORE_WRONG);
		assert_string_equal(b->why.what, bad[i].why);
		assert_int_equal(ask(b->path, "SELECT count(*) FROM sqlite_schema WHERE name = 'log'"), 0);
		assert_int_equal(ask(b->path, "SELECT count(*) FROM verdict"), 3);
		assert_int_equal(unlink(b->path), 0);
	}
}

/* The file of what is written, but not yet part of the estate, may not grow beyond this: the process ends in the middle. */
static int lift_in_child(struct bench *b, rlim_t size_max, bool dies) {
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		const struct rlimit limit = { size_max, size_max };
		struct store *s = NULL;

		signal(SIGXFSZ, dies ? SIG_DFL : SIG_IGN);
		_exit(setrlimit(RLIMIT_FSIZE, &limit) < 0 ? 77 : store_open(b->path, STORE_WRITE, &s, &b->why) < 0 ? 1 : 2);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void a_sudden_end_lifts_nothing(void **state) {
	struct bench *b = *state;
	int dead = 0;

	make_1(b);
	run_sql(b->path, "WITH RECURSIVE n (i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
			 "INSERT INTO device SELECT i, 'device ' || i, NULL, i, i FROM n");
	for (rlim_t size = 40000; size < 3000000; size += 700001) {
		int r = lift_in_child(b, size, size % 2 == 0);

		dead += r == 128 + SIGXFSZ || r == 1;
		if (r == 77)
			return;
		assert_int_not_equal(r, 2);
		assert_int_equal(ask(b->path, "PRAGMA user_version"), 1);
		assert_int_equal(ask(b->path, "SELECT count(*) FROM device"), 30000);
		assert_int_equal(ask(b->path, "SELECT count(*) FROM sqlite_schema WHERE name IN ('log', 'device_1')"), 0);
		assert_int_equal(ask(b->path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
	}
	assert_true(dead > 2);
	open_for(b, STORE_WRITE);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now"), 30000);
}

/* Copies */

struct heard {
	size_t calls, done, all;
};

static void hear(void *context, size_t done, size_t all) {
	struct heard *h = context;

	*h = (struct heard){ h->calls + 1, done, all };
}

static const char *copy_path(struct bench *b) {
	static char path[300];

	snprintf(path, sizeof path, "%s/copy", b->directory);
	return path;
}

static size_t count_files(const char *directory, const char *prefix) {
	DIR *folder = opendir(directory);
	size_t count = 0;

	assert_non_null(folder);
	for (struct dirent *e = readdir(folder); e; e = readdir(folder))
		count += strncmp(e->d_name, prefix, strlen(prefix)) == 0;
	closedir(folder);
	return count;
}

/* A run of another process is open, and its rows are in none of it. */
static void a_copy_while_another_writes(void **state) {
	struct bench *b = *state;
	struct store *reader = NULL, *copy = NULL;
	struct heard heard = { 0 };
	struct sample s;
	struct device d;
	size_t count = 0;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "camera", "28:57:be:00:00:07", "192.0.2.7", "nginx", 10), 1);
	assert_int_equal(store_open(b->path, STORE_READ, &reader, &b->why), 0);
	assert_int_equal(begin(b, 2), 0);
	for (int i = 0; i < 20000; i++) {
		char name[32];

		snprintf(name, sizeof name, "device-%d", i);
		assert_int_equal(store_add(b->store, sample(&s, name, NULL, NULL, "nginx", 10)), 0);
	}
	assert_int_equal(store_backup(b->store, copy_path(b), NULL, NULL, &b->why), -EBUSY);
	assert_int_equal(store_backup(reader, copy_path(b), hear, &heard, &b->why), 0);
	assert_true(heard.calls > 0 && heard.done == heard.all && heard.all > 10);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	store_close(reader);
	assert_int_equal(store_open(copy_path(b), STORE_WRITE, &copy, &b->why), 0);
	assert_int_equal(store_device_count(copy, &count), 0);
	assert_int_equal(count, 1);
	assert_int_equal(store_find(copy, &b->mem, STR("camera"), &d, &b->why), 0);
	assert_int_equal(store_verify(copy, &b->why), 0);
	store_close(copy);
	/* It never takes another file's place. */
	assert_int_equal(store_backup(b->store, copy_path(b), NULL, NULL, &b->why), -EEXIST);
	assert_string_equal(b->why.what, "there is a file of this name; a copy never takes its place");
	assert_int_equal(ask(copy_path(b), "SELECT count(*) FROM device"), 1);
	assert_int_equal(count_files(b->directory, "copy"), 1);
	assert_int_equal(unlink(copy_path(b)), 0);
}

/* The writer commits between two steps: the copy is of the moment when it began, and does not begin again. */
struct meddler {
	struct bench *b;
	int calls;
};

static void meddle(void *context, size_t done, size_t all) {
	struct meddler *m = context;
	struct sample s;
	char name[32];

	(void)done;
	(void)all;
	snprintf(name, sizeof name, "late-%d", m->calls++);
	add_run_of(m->b, sample(&s, name, NULL, NULL, NULL, 10), 5);
}

static void a_copy_is_of_one_moment(void **state) {
	struct bench *b = *state;
	struct meddler m = { .b = b };
	struct store *reader = NULL;
	struct sample s;
	static uint8_t value[60000];

	open_for(b, STORE_WRITE);
	assert_int_equal(begin(b, 1), 0);
	for (int i = 0; i < 400; i++) {
		char name[32];

		snprintf(name, sizeof name, "device-%d", i);
		sample(&s, name, NULL, NULL, "x", 10);
		s.observations[1].value = (str){ value, sizeof value };
		assert_int_equal(store_add(b->store, &s.device), 0);
	}
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(store_open(b->path, STORE_READ, &reader, &b->why), 0);
	assert_int_equal(store_backup(reader, copy_path(b), meddle, &m, &b->why), 0);
	assert_true(m.calls > 1 && m.calls < 10);
	store_close(reader);
	assert_int_equal(ask(copy_path(b), "SELECT count(*) FROM device"), 400);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device"), 400 + m.calls);
	assert_int_equal(unlink(copy_path(b)), 0);
}

static int copy_in_child(struct bench *b, const char *to, rlim_t size_max) {
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		const struct rlimit limit = { size_max, size_max };

		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) < 0)
			_exit(77);
		_exit(store_backup(b->store, to, NULL, NULL, &b->why) < 0 ? 1 : 0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void a_copy_that_fails_leaves_nothing(void **state) {
	struct bench *b = *state;
	struct sample s;

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, "camera", NULL, NULL, NULL, 10), 1);
	open_for(b, STORE_READ);
	int r = copy_in_child(b, copy_path(b), 8192);
	assert_true(r == 1 || r == 77);
	assert_int_equal(count_files(b->directory, "copy"), 0);
	assert_int_equal(store_backup(b->store, "/nowhere/at/all", NULL, NULL, &b->why), -ENOENT);
}

/* Looking at all of it */

/* A name is changed in the table, but not in its index: each page by itself is sound. */
static void all_is_looked_at(void **state) {
	static const char needle[] = "tampered-with";
	struct bench *b = *state;
	struct sample s;
	uint8_t page[4096];

	open_for(b, STORE_WRITE);
	add_run_of(b, sample(&s, needle, NULL, NULL, NULL, 10), 1);
	assert_int_equal(store_verify(b->store, &b->why), 0);
	store_close(b->store);
	b->store = NULL;
	int64_t number = ask(b->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'device'");
	int fd = open(b->path, O_RDWR);
	assert_int_equal(pread(fd, page, sizeof page, (number - 1) * 4096), sizeof page);
	uint8_t *name = memmem(page, sizeof page, needle, sizeof needle - 1);
	assert_non_null(name);
	name[0] = 'T';
	assert_int_equal(pwrite(fd, page, sizeof page, (number - 1) * 4096), sizeof page);
	close(fd);
	open_for(b, STORE_READ);
	assert_int_equal(store_verify(b->store, &b->why), STORE_WRONG);
	assert_true(str_begins(str_of(b->why.what), STR("the estate is damaged: ")));
}

/* Bytes that a hostile hand changed */

static uint32_t next_number(uint32_t *state) {
	*state = *state * 1664525 + 1013904223; /* Knuth, and good enough here */
	return *state >> 8;
}

static void change_bytes(const char *path, uint32_t *state) {
	int fd = open(path, O_RDWR);
	off_t size = lseek(fd, 0, SEEK_END);

	for (uint32_t i = 0; i < 1 + *state % 5; i++) {
		uint8_t byte = (uint8_t)next_number(state);
		off_t at = (off_t)next_number(state) % size;

		/* The heads of pages are where it matters most. */
		at = next_number(state) % 3 ? at : at / 4096 * 4096 + at % 64;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	close(fd);
}

static int count_device(void *context, const struct device *device) {
	*(size_t *)context += device->observation_count;
	return 0;
}

/* All that reads and writes; what it answers is anybody's guess. */
static void use(struct bench *b, struct store *s) {
	const struct telling t = { .what = TOLD_KIND, .who = STR("A"), .is = { .kind = STR("router") } };
	const int64_t row = 1, other = 2;
	struct log_state state;
	struct sample one;
	size_t count = 0;

	(void)store_each(s, b->mem, count_device, &count);
	(void)store_log_verify(s, NULL, &state);
	(void)store_verify(s, &b->why);
	if (begin(&(struct bench){ .store = s }, 9))
		return;
	(void)store_tell(s, &row, 1, &t, &b->why);
	(void)store_merge(s, 1, &other, 1, STR("A"), STR("x"), &b->why);
	(void)store_part(s, 1, &(struct part){ .since_us = 15 }, STR("A"), STR("x"), &(int64_t){ 0 }, &b->why);
	(void)store_add(s, sample(&one, "new", NULL, "192.0.2.8", "x", 30));
	(void)store_commit(s, &b->why);
}

static void changed_bytes_break_nothing(void **state) {
	struct bench *b = *state;
	size_t opened = 0, refused = 0;
	uint32_t seed = 1;

	for (int i = 0; i < 60; i++) {
		struct store *s = NULL;
		struct sample one;

		if (i % 2) {
			make_1(b);
		} else {
			open_for(b, STORE_WRITE);
			add_run_of(b, sample(&one, "a", "28:57:be:00:00:07", "192.0.2.7", "nginx", 10), 1);
			add_run_of(b, sample(&one, "b", NULL, "192.0.2.8", "nginx", 20), 1);
			store_close(b->store);
			b->store = NULL;
		}
		change_bytes(b->path, &seed);
		int r = store_open(b->path, i % 3 ? STORE_WRITE : STORE_READ, &s, &b->why);
		assert_true(r <= STORE_WRONG);
		opened += r == 0;
		refused += r != 0;
		if (!r)
			use(b, s);
		store_close(s);
		assert_int_equal(unlink(b->path), 0);
	}
	assert_true(opened > 3 && refused > 10);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(reading_says_what_lifts_it), CASE(writing_lifts_it), CASE(bad_old_estates_are_refused),
		CASE(a_sudden_end_lifts_nothing), CASE(a_copy_while_another_writes), CASE(a_copy_is_of_one_moment),
		CASE(a_copy_that_fails_leaves_nothing), CASE(all_is_looked_at), CASE(changed_bytes_break_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
