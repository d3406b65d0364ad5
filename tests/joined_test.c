/*
 * Rows of registers and the devices that they are about.
 */
#include "store_stage.h"

#include <sqlite3.h>
#include <unistd.h>

#include "store/books.h"
#include "store/joined.h"
#include "store/log.h"
#include "store/query.h"

#define DAY_US ((uint64_t)86400 * 1000000)
#define SEEN_US (20000 * DAY_US) /* 2024-10-04 */

/* A device on the wire, or a row of a register, in a few words; NULLs are left out. */
struct said {
	const char *name, *mac, *serial, *uuid, *ip;
	bool books;
	uint64_t time_us; /* 0: SEEN_US */
};

struct made {
	struct device device;
	addr address;
	struct obs observations[4];
};

static struct device *make(struct made *m, const struct said *said) {
	uint64_t time_us = said->time_us ? said->time_us : SEEN_US;
	const struct obs all[] = {
		{ .field = said->books ? STR("register.model") : STR("tcp.port"), .value = STR("80"), .time_us = time_us, .offset = 17 },
		{ .field = said->books ? STR("register.serial") : STR("onvif.serial_number"), .value = str_of(said->serial) },
		{ .field = said->books ? STR("register.uuid") : STR("sadp.uuid"), .value = str_of(said->uuid) },
	};

	*m = (struct made){ .device = { .name = str_of(said->name), .first_us = time_us, .last_us = time_us,
					.addresses = &m->address, .address_count = said->ip != NULL,
					.observations = m->observations, .identity.class = CLASS_UNKNOWN } };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].value.n)
			m->observations[m->device.observation_count++] = all[i];
	if (said->mac)
		m->device.mac = addr_parse(str_of(said->mac));
	if (said->ip)
		m->address = addr_parse(str_of(said->ip));
	return &m->device;
}

/* Each in a run of its own, in this order. */
static void add(struct bench *b, const struct said *said, size_t count) {
	struct made m;

	open_for(b, STORE_WRITE);
	for (size_t i = 0; i < count; i++)
		add_run_of(b, make(&m, &said[i]), SEEN_US);
}
#define ADD(b, ...) \
	add((b), (const struct said[]){ __VA_ARGS__ }, sizeof((const struct said[]){ __VA_ARGS__ }) / sizeof(struct said))

/* The row of the device of which the row with this name is a part. */
static int64_t whole_of(struct bench *b, const char *name) {
	char sql[256];

	snprintf(sql, sizeof sql, "SELECT coalesce(merged_into, id) FROM device WHERE name = '%s'", name);
	return ask(b->path, sql);
}

static bool is_one(struct bench *b, const char *name, const char *other) {
	return whole_of(b, name) == whole_of(b, other);
}

#define MAC_A "44:19:b6:00:00:0a"
#define MAC_B "44:19:b6:00:00:0b"
#define SERIAL "DS-7608 2019 0815 421"
#define WIRE(...) { .name = "wire", __VA_ARGS__ }
#define BOOK(...) { .name = "book", .books = true, __VA_ARGS__ }

/* One device of the wire, one row of the books: are they one? */
static const struct {
	const char *what;
	struct said wire, book;
	bool one;
	const char *by; /* of the joining, in SQL */
} pairs[] = {
	{ "the same MAC", WIRE(.mac = MAC_A), BOOK(.mac = MAC_A), true, "kind = 0 AND value = '" MAC_A "'" },
	{ "other MACs", WIRE(.mac = MAC_A), BOOK(.mac = MAC_B), false, NULL },
	{ "the same serial number, written in another way", WIRE(.mac = MAC_A, .serial = SERIAL),
	  BOOK(.serial = "ds7608-20190815.421"), true, "kind = 1 AND value = 'DS760820190815421'" },
	{ "a MAC is surer than a serial number", WIRE(.mac = MAC_A, .serial = SERIAL), BOOK(.mac = MAC_A, .serial = SERIAL), true,
	  "kind = 0" },
	{ "the same serial number beside a slip in the MAC", WIRE(.mac = MAC_A, .serial = SERIAL),
	  BOOK(.mac = MAC_B, .serial = SERIAL), true, "kind = 1" },
	{ "a serial number that is too short", WIRE(.mac = MAC_A, .serial = "A1234"), BOOK(.serial = "A1234"), false, NULL },
	{ "a serial number of zeros", WIRE(.mac = MAC_A, .serial = "0000000000"), BOOK(.serial = "0000000000"), false, NULL },
	{ "a serial number that counts up", WIRE(.mac = MAC_A, .serial = "1234567890"), BOOK(.serial = "1234567890"), false, NULL },
	{ "a serial number that is a word", WIRE(.mac = MAC_A, .serial = "Unknown-00"), BOOK(.serial = "Unknown-00"), false, NULL },
	{ "a serial number that is the MAC", WIRE(.mac = "ac:cc:8e:00:10:2f"), BOOK(.serial = "ACCC8E00102F"), true,
	  "kind = 0 AND value = 'ac:cc:8e:00:10:2f'" },
	{ "a MAC that the device tells as its serial number alone", WIRE(.ip = "192.0.2.7", .serial = "ACCC8E00102F"),
	  BOOK(.mac = "ac:cc:8e:00:10:2f"), true, "kind = 1" },
	{ "the same UUID", WIRE(.mac = MAC_A, .uuid = "13A888A9-F1B1-4020-AE9F-05607682D23B"),
	  BOOK(.uuid = "{13a888a9f1b14020ae9f05607682d23b}"), true, "kind = 2" },
	{ "half a UUID", WIRE(.mac = MAC_A, .uuid = "13A888A9-F1B1"), BOOK(.uuid = "13A888A9-F1B1"), false, NULL },
	{ "the same address", WIRE(.mac = MAC_A, .ip = "192.0.2.7"), BOOK(.ip = "192.0.2.7"), true, "kind = 3 AND value = '192.0.2.7'" },
	{ "the same address at another MAC", WIRE(.mac = MAC_A, .ip = "192.0.2.7"), BOOK(.mac = MAC_B, .ip = "192.0.2.7"), false, NULL },
	{ "the same address at another serial number", WIRE(.mac = MAC_A, .ip = "192.0.2.7", .serial = "C42424242"),
	  BOOK(.ip = "192.0.2.7", .serial = "C24242421"), false, NULL },
	{ "the same address, and the device tells no serial number", WIRE(.mac = MAC_A, .ip = "192.0.2.7"),
	  BOOK(.ip = "192.0.2.7", .serial = "C24242421"), true, "kind = 3" },
	{ "the same address, a year later", WIRE(.mac = MAC_A, .ip = "192.0.2.7"),
	  BOOK(.ip = "192.0.2.7", .time_us = SEEN_US + 365 * DAY_US), true, "kind = 3" },
	{ "the same address, ten years later", WIRE(.mac = MAC_A, .ip = "192.0.2.7"),
	  BOOK(.ip = "192.0.2.7", .time_us = SEEN_US + 3650 * DAY_US), false, NULL },
	{ "the same name", WIRE(.mac = MAC_A), { .name = "wire", .books = true }, false, NULL },
};

static void pairs_are_one_or_not_whichever_comes_first(void **state) {
	struct bench *b = *state;

	for (size_t i = 0; i < 2 * (sizeof pairs / sizeof *pairs); i++) {
		size_t n = i / 2;
		const struct said said[] = { i % 2 ? pairs[n].wire : pairs[n].book, i % 2 ? pairs[n].book : pairs[n].wire };
		char sql[256];

		add(b, said, 2);
		if ((device_count(b) == 1) != pairs[n].one)
			fail_msg("%s%s", pairs[n].what, i % 2 ? "" : ", the books first");
		snprintf(sql, sizeof sql, "SELECT count(*) FROM joined WHERE undone = 0 AND %s", pairs[n].one ? pairs[n].by : "TRUE");
		if (ask(b->path, sql) != pairs[n].one)
			fail_msg("%s: the reason", pairs[n].what);
		store_close(b->store);
		b->store = NULL;
		unlink(b->path);
	}
}

static void what_several_have_joins_nothing(void **state) {
	struct bench *b = *state;

	ADD(b, BOOK(.serial = SERIAL), { .name = "a", .mac = MAC_A, .serial = SERIAL });
	assert_true(is_one(b, "book", "a"));
	/* The second device with it shows that it says nothing: what was joined comes apart again. */
	ADD(b, { .name = "b", .mac = MAC_B, .serial = SERIAL });
	assert_false(is_one(b, "book", "a"));
	assert_false(is_one(b, "book", "b"));
	assert_int_equal(ask(b->path, "SELECT count(*) FROM joined"), 0);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM now"), 3);
}

static void two_identifiers_of_two_devices_join_nothing_and_are_told(void **state) {
	struct bench *b = *state;
	struct torn torn[TORN_MAX];
	size_t count = 0;
	bool undone = true;

	ADD(b, { .name = "a", .mac = MAC_A }, { .name = "b", .mac = MAC_B, .serial = SERIAL }, BOOK(.mac = MAC_A, .serial = SERIAL));
	assert_int_equal(device_count(b), 3);
	assert_int_equal(store_torn(b->store, &b->mem, whole_of(b, "book"), torn, &count, &undone), 0);
	assert_int_equal(count, 2);
	assert_false(undone);
	assert_int_equal(torn[0].by.kind, IDENTIFIER_MAC);
	assert_str(torn[0].name, "a");
	assert_int_equal(torn[1].by.kind, IDENTIFIER_SERIAL);
	assert_str(torn[1].name, "b");
}

static void rows_of_registers_hang_together_with_nothing_seen(void **state) {
	struct bench *b = *state;

	ADD(b, BOOK(.mac = MAC_A), { .name = "other", .books = true, .mac = MAC_A, .serial = SERIAL },
	    { .name = "third", .books = true, .serial = SERIAL });
	assert_int_equal(device_count(b), 1);
	/* And all of them go with the first that is seen. */
	ADD(b, { .name = "wire", .mac = MAC_A });
	assert_int_equal(device_count(b), 1);
	assert_int_equal(whole_of(b, "third"), 4);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM joined WHERE whole = 4"), 3);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE merged_into IN (SELECT id FROM device WHERE merged_into > 0)"), 0);
}

static void an_address_is_whose_it_was_then(void **state) {
	static const struct said in_march = { .name = "march", .books = true, .ip = "192.0.2.7", .time_us = SEEN_US + 90 * DAY_US };
	struct bench *b = *state;

	ADD(b, { .name = "a", .mac = MAC_A, .ip = "192.0.2.7", .time_us = SEEN_US },
	    { .name = "b", .mac = MAC_B, .ip = "192.0.2.7", .time_us = SEEN_US + 180 * DAY_US },
	    BOOK(.ip = "192.0.2.7", .time_us = SEEN_US + 182 * DAY_US));
	assert_true(is_one(b, "book", "b"));
	/* A second row with the address: one of the two is out of date, and nobody can tell which. */
	add(b, &in_march, 1);
	assert_false(is_one(b, "book", "b"));
	assert_false(is_one(b, "march", "a"));
	assert_false(is_one(b, "march", "b"));
}

static void a_device_that_changed_its_address_keeps_its_row(void **state) {
	struct bench *b = *state;

	ADD(b, { .name = "a", .mac = MAC_A, .ip = "192.0.2.7" }, BOOK(.mac = MAC_A, .ip = "192.0.2.7"),
	    { .name = "a", .mac = MAC_A, .ip = "192.0.2.99", .time_us = SEEN_US + 9 * DAY_US },
	    { .name = "b", .mac = MAC_B, .ip = "192.0.2.7", .time_us = SEEN_US + 9 * DAY_US });
	assert_true(is_one(b, "book", "a"));
	assert_int_equal(device_count(b), 2);
}

static void the_same_row_of_a_register_comes_again(void **state) {
	struct bench *b = *state;

	for (int i = 0; i < 2; i++)
		ADD(b, BOOK(.mac = MAC_A), { .name = "hall", .books = true, .serial = SERIAL },
		    { .name = "hall", .books = true, .ip = "192.0.2.8" }, { .name = "hall", .books = true });
	assert_int_equal(device_count(b), 4);
	/* The word of a register is no sight of it. */
	ADD(b, { .name = "a", .mac = MAC_A, .time_us = SEEN_US - DAY_US });
	assert_int_equal(ask(b->path, "SELECT last_us FROM device WHERE name = 'a'"), (int64_t)(SEEN_US - DAY_US));
}

static void what_the_wire_shows_never_goes_into_a_row_of_the_books(void **state) {
	struct bench *b = *state;

	ADD(b, BOOK(.ip = "192.0.2.7", .time_us = SEEN_US + 9000 * DAY_US), { .name = "book", .ip = "192.0.2.7" });
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE books = 1"), 1);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE books = 0 AND name = 'book'"), 1);
	assert_int_equal(device_count(b), 2);
}

static void a_joining_that_was_taken_back_stays_so(void **state) {
	static const struct said again = BOOK(.mac = MAC_A, .serial = SERIAL);
	const struct part part = { .name = STR("book") };
	struct bench *b = *state;
	const struct joining *joinings;
	struct torn torn[TORN_MAX];
	size_t count = 0;
	int64_t taken = 0;
	bool undone = false;
	struct log_state log;

	ADD(b, { .name = "a", .mac = MAC_A }, BOOK(.mac = MAC_A));
	assert_int_equal(store_joinings(b->store, &b->mem, whole_of(b, "a"), &joinings, &count), 0);
	assert_int_equal(count, 2);
	assert_false(joinings[0].is_joined);
	assert_true(joinings[1].is_joined && joinings[1].is_books);
	assert_str(identifier_text(&joinings[1].by), MAC_A);
	assert_str(joinings[1].source, "one.pcap");
	assert_int_equal(joinings[1].place, 17);
	assert_int_equal(begin(b, SEEN_US), 0);
	assert_int_equal(store_part(b->store, 1, &part, STR("Ada"), STR("another camera"), &taken, &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(taken, 2);
	assert_false(is_one(b, "book", "a"));
	add(b, &again, 1);
	ADD(b, { .name = "a", .mac = MAC_A, .serial = SERIAL });
	assert_false(is_one(b, "book", "a"));
	assert_int_equal(store_torn(b->store, &b->mem, 2, torn, &count, &undone), 0);
	assert_true(undone);
	assert_int_equal(store_log_verify(b->store, NULL, &log), 0);
	assert_int_equal(log.broken, 0);
}

static void a_persons_word_is_not_touched(void **state) {
	static const struct said more[] = { { .name = "b", .mac = MAC_B, .serial = SERIAL }, BOOK(.serial = SERIAL) };
	struct bench *b = *state;
	int64_t other = 2;
	struct log_state log;

	ADD(b, { .name = "a", .mac = MAC_A }, BOOK(.serial = SERIAL));
	assert_int_equal(begin(b, SEEN_US), 0);
	assert_int_equal(store_merge(b->store, 1, &other, 1, STR("Ada"), STR("I looked"), &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	add(b, more, 2);
	assert_true(is_one(b, "book", "a"));
	assert_int_equal(store_log_verify(b->store, NULL, &log), 0);
	assert_int_equal(log.broken, 0);
}

/* Many in one pass */

struct passing {
	struct bench *b;
	size_t count, told;
	uint64_t rows; /* bits */
};

static int check_one(void *context, int64_t row, struct device *d, arena *mem) {
	struct passing *p = context;
	struct device alone;

	assert_true(mem->end > mem->at);
	assert_int_equal(store_load(p->b->store, &p->b->mem, row, &alone), 0);
	assert_true(str_eq(d->name, alone.name) && str_eq(d->site, alone.site) && addr_eq(d->mac, alone.mac));
	assert_int_equal(d->address_count, alone.address_count);
	assert_int_equal(d->observation_count, alone.observation_count);
	for (size_t i = 0; i < d->observation_count; i++)
		assert_true(str_eq(d->observations[i].value, alone.observations[i].value));
	assert_int_equal(d->circumstances != NULL, alone.circumstances != NULL);
	if (d->circumstances) {
		assert_true(str_eq(d->circumstances->made_in, alone.circumstances->made_in));
		p->told++;
	}
	p->count++;
	p->rows |= UINT64_C(1) << row;
	return p->rows >> 60 ? 77 : 0;
}

static void a_pass_gives_each_as_asking_for_it_does(void **state) {
	static const int64_t rows[] = { 1, 2, 3, 4, 5 };
	struct bench *b = *state;
	struct passing p = { .b = b };
	struct telling telling = { .what = TOLD_MADE_IN, .is = CIRCUMSTANCES_NONE, .who = STR("Ada"), .why = STR("the plate") };
	void *memory = malloc(1 << 20);

	/* The row of the books is a part of the first: as if somebody had merged it after its row was found. */
	ADD(b, { .name = "a", .mac = MAC_A, .ip = "192.0.2.1" }, BOOK(.mac = MAC_A, .serial = SERIAL), { .name = "b", .mac = MAC_B },
	    { .name = "c", .mac = "44:19:b6:00:00:0c" }, { .name = "alone", .books = true, .serial = "C10000021" });
	telling.is.made_in = STR("TW");
	assert_int_equal(begin(b, SEEN_US), 0);
	assert_int_equal(store_tell(b->store, (const int64_t[]){ 2, 4 }, 2, &telling, &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_non_null(memory);
	assert_int_equal(store_each_of(b->store, arena_over(memory, 1 << 20), rows, 5, check_one, &p), 0);
	assert_int_equal(p.rows, 1 << 1 | 1 << 3 | 1 << 4 | 1 << 5);
	assert_int_equal(p.told, 2);
	p.rows = UINT64_C(1) << 60;
	assert_int_equal(store_each_of(b->store, arena_over(memory, 1 << 20), rows, 5, check_one, &p), 77);
	assert_int_equal(begin(b, SEEN_US), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	free(memory);
}

/* Whatever comes first */

enum { THINGS_MAX = 12 };

static uint64_t random_from(uint64_t *state) {
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* Devices have a MAC each; all else may be missing, or be the same as another's. */
static void draw(uint64_t *state, struct said *said, size_t count) {
	static const char *const macs[] = { MAC_A, MAC_B, "44:19:b6:00:00:0c", "44:19:b6:00:00:0d" };
	static const char *const serials[] = { NULL, NULL, "C10000021", "C10000032", "C10000043", "4419B600000A" };
	static const char *const uuids[] = { NULL, NULL, NULL, "13A888A9-F1B1-4020-AE9F-05607682D23B" };
	static const char *const ips[] = { NULL, "192.0.2.1", "192.0.2.2", "192.0.2.3" };
	static const char *const names[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11" };
	size_t seen = 1 + random_from(state) % 4;

	for (size_t i = 0; i < count; i++)
		said[i] = (struct said){
			.name = names[i], .mac = i < seen ? macs[i] : random_from(state) % 3 ? NULL : macs[random_from(state) % 4],
			.serial = serials[random_from(state) % 6], .uuid = uuids[random_from(state) % 4],
			.ip = ips[random_from(state) % 4], .books = i >= seen,
			.time_us = SEEN_US + random_from(state) % 100 * DAY_US,
		};
}

/* For each the least number of one that it is one with. */
static void ask_groups(struct bench *b, size_t count, size_t ret_groups[THINGS_MAX]) {
	char name[8];
	int64_t wholes[THINGS_MAX];

	for (size_t i = 0; i < count; i++) {
		snprintf(name, sizeof name, "%zu", i);
		wholes[i] = whole_of(b, name);
		for (ret_groups[i] = 0; wholes[ret_groups[i]] != wholes[i];)
			ret_groups[i]++;
	}
}

static void shuffle(uint64_t *state, struct said *said, size_t count) {
	for (size_t i = count; i > 1; i--) {
		size_t k = random_from(state) % i;
		struct said moved = said[i - 1];

		said[i - 1] = said[k];
		said[k] = moved;
	}
}

static void any_order_gives_the_same(void **state) {
	struct bench *b = *state;
	uint64_t chance = 815;
	size_t joined = 0;

	for (int round = 0; round < 20; round++) {
		size_t groups[2][THINGS_MAX], count = 4 + random_from(&chance) % (THINGS_MAX - 4);
		struct said said[THINGS_MAX];

		draw(&chance, said, count);
		for (int order = 0; order < 3; order++) {
			struct made m;

			open_for(b, STORE_WRITE);
			assert_int_equal(begin(b, SEEN_US), 0);
			for (size_t i = 0; i < count; i++) {
				assert_int_equal(store_add(b->store, make(&m, &said[i])), 0);
				/* Sometimes another run, or the same thing once more. */
				if (random_from(&chance) % 4 == 0)
					assert_int_equal(store_add(b->store, make(&m, &said[random_from(&chance) % (i + 1)])), 0);
				if (random_from(&chance) % 8)
					continue;
				assert_int_equal(store_commit(b->store, &b->why), 0);
				assert_int_equal(begin(b, SEEN_US), 0);
			}
			assert_int_equal(store_commit(b->store, &b->why), 0);
			ask_groups(b, count, groups[order > 0]);
			if (order && memcmp(groups[0], groups[1], count * sizeof **groups) != 0)
				fail_msg("round %d, order %d", round, order);
			assert_int_equal(ask(b->path, "SELECT count(*) FROM device WHERE merged_into IN "
				"(SELECT id FROM device WHERE merged_into IS NOT NULL)"), 0);
			assert_int_equal(ask(b->path, "SELECT count(*) FROM device LEFT JOIN now ON now.device = device.id "
				"WHERE (now.device IS NULL) <> (merged_into IS NOT NULL)"), 0);
			joined += (size_t)ask(b->path, "SELECT count(*) FROM joined");
			store_close(b->store);
			b->store = NULL;
			unlink(b->path);
			shuffle(&chance, said, count);
		}
	}
	/* Else the property says nothing. */
	assert_in_range(joined, 60, 2000);
}

static void crowds_of_one_serial_number_end(void **state) {
	struct bench *b = *state;
	struct made m;
	char name[16];

	open_for(b, STORE_WRITE);
	assert_int_equal(begin(b, SEEN_US), 0);
	for (int i = 0; i < 2000; i++) {
		snprintf(name, sizeof name, "%d", i);
		assert_int_equal(store_add(b->store, make(&m, &(struct said){ .name = name, .books = true, .serial = "C424242421" })), 0);
	}
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_int_equal(device_count(b), 2000);
}

/* A run that says that it adds very many devices lets indexes rest, and joins and tells when all are there. */
static void a_run_of_very_many_joins_and_tells_at_its_end(void **state) {
	struct bench *b = *state;
	const struct said said[] = {
		{ .name = "seen", .mac = MAC_A, .serial = SERIAL }, { .name = "same", .books = true, .mac = MAC_A, .serial = SERIAL },
		{ .name = "alone", .books = true, .mac = MAC_B },
	};
	const struct store_run run = { .kind = "import", .what = STR("a.csv"), .started_us = SEEN_US, .version = STR("0.1.0"),
				       .device_count = 1 << 20 };
	const struct told_early early = { .acquired = 17000 };
	struct telling telling = { .what = TOLD_ACQUIRED, .is = CIRCUMSTANCES_NONE, .who = STR("me"), .is_early = true };
	struct log_state log;
	struct made m;
	int64_t rows[3];

	open_for(b, STORE_WRITE);
	assert_int_equal(store_begin(b->store, &run), 0);
	for (size_t i = 0; i < 3; i++) {
		bool is_new = false, is_early = false;

		assert_int_equal(store_add(b->store, make(&m, &said[i])), 0);
		rows[i] = store_added(b->store, &is_new);
		assert_true(is_new);
		assert_int_equal(store_tell_early(b->store, rows[i], &early, &is_early), 0);
		assert_true(is_early);
	}
	assert_int_equal(store_added_all(b->store), 0);
	telling.is.acquired = early.acquired;
	assert_int_equal(store_tell(b->store, rows, 3, &telling, &b->why), 0);
	assert_int_equal(store_commit(b->store, &b->why), 0);
	assert_true(is_one(b, "seen", "same"));
	assert_false(is_one(b, "seen", "alone"));
	assert_int_equal(ask(b->path, "SELECT count(*) FROM told WHERE acquired = '2016-07-18'"), 2);
	assert_int_equal(ask(b->path, "SELECT count(*) FROM sqlite_schema WHERE name = 'device_by_name'"), 1);
	assert_int_equal(store_log_verify(b->store, NULL, &log), 0);
	assert_int_equal(log.broken, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		CASE(pairs_are_one_or_not_whichever_comes_first),
		CASE(what_several_have_joins_nothing),
		CASE(two_identifiers_of_two_devices_join_nothing_and_are_told),
		CASE(rows_of_registers_hang_together_with_nothing_seen),
		CASE(an_address_is_whose_it_was_then),
		CASE(a_device_that_changed_its_address_keeps_its_row),
		CASE(the_same_row_of_a_register_comes_again),
		CASE(what_the_wire_shows_never_goes_into_a_row_of_the_books),
		CASE(a_joining_that_was_taken_back_stays_so),
		CASE(a_persons_word_is_not_touched),
		CASE(a_pass_gives_each_as_asking_for_it_does),
		CASE(any_order_gives_the_same),
		CASE(crowds_of_one_serial_number_end),
		CASE(a_run_of_very_many_joins_and_tells_at_its_end),
	};

	return cmocka_run_group_tests_name("joined", tests, NULL, NULL);
}
