#include "store_stage.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MEMORY_SIZE = 4 * 1024 * 1024 };

int set_up(void **state) {
	struct bench *b = calloc(1, sizeof *b);

	assert_non_null(b);
	/* Where temporary files go everybody may go: some tests give their rights away. */
	const char *temporary = getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir;
	assert_true(snprintf(b->directory, sizeof b->directory, "%s/estate.XXXXXX", temporary) < (int)sizeof b->directory);
	assert_non_null(mkdtemp(b->directory));
	assert_int_equal(chmod(b->directory, 0755), 0);
	snprintf(b->path, sizeof b->path, "%s/a b%%c.db", b->directory);
	b->memory = malloc(MEMORY_SIZE);
	assert_non_null(b->memory);
	b->mem = arena_over(b->memory, MEMORY_SIZE);
	*state = b;
	return 0;
}

int tear_down(void **state) {
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	struct bench *b = *state;
	char name[320];

	store_close(b->store);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(name, sizeof name, "%s%s", b->path, endings[i]);
		unlink(name);
	}
	rmdir(b->directory);
	free(b->memory);
	free(b);
	return 0;
}

void open_for(struct bench *b, enum store_mode mode) {
	store_close(b->store);
	b->store = NULL;
	assert_int_equal(store_open(b->path, mode, &b->store, &b->why), 0);
}

int begin(struct bench *b, uint64_t started_us) {
	static const str sources[] = { { (const uint8_t *)"one.pcap", 8 }, { (const uint8_t *)"two.pcap", 8 } };
	const struct store_run run = { .kind = "read", .what = STR("one.pcap two.pcap"), .started_us = started_us,
				       .version = STR("0.1.0"), .sources = sources, .source_count = 2 };

	return store_begin(b->store, &run);
}

int64_t ask(const char *path, const char *sql) {
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	int64_t number = -1;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	int result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		number = sqlite3_column_int64(statement, 0);
	else
		assert_int_equal(result, SQLITE_DONE);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return number;
}

struct device *sample(struct sample *s, const char *name, const char *mac, const char *ip, const char *server,
		      uint64_t time_us) {
	*s = (struct sample){
		.device = { .name = str_of(name), .first_us = time_us, .last_us = time_us,
			    .addresses = &s->address, .address_count = ip != NULL,
			    .observations = s->observations, .observation_count = server ? 2 : 1,
			    .identity.class = CLASS_UNKNOWN },
		.observations = { { .field = STR("tcp.port"), .value = STR("80"), .time_us = time_us, .offset = 17, .source = 1 },
				  { .field = STR("http.server"), .value = str_of(server), .time_us = time_us } },
	};
	if (mac)
		s->device.mac = addr_parse(str_of(mac));
	if (ip)
		s->address = addr_parse(str_of(ip));
	return &s->device;
}

void add_run_of(struct bench *b, const struct device *device, uint64_t started_us) {
	assert_int_equal(begin(b, started_us), 0);
	assert_int_equal(store_add(b->store, device), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
}

int find(struct bench *b, const char *what, struct device *ret_device) {
	return store_find(b->store, &b->mem, str_of(what), ret_device, &b->why);
}

size_t device_count(struct bench *b) {
	size_t count = 0;

	assert_int_equal(store_device_count(b->store, &count), 0);
	return count;
}
