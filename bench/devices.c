/*
 * Makes an estate of many devices, with what was observed of each and what
 * follows from it, but without verdicts: what `birthmark judge` is measured
 * with. The devices show what the examples of data/marks show, beside what
 * every device shows; the same every time.
 *
 * usage: bench-devices DEVICES FILE [anew]
 *
 * With `anew` their identities count as thought of with other knowledge.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cmd/think.h"
#include "cmd/version.h"
#include "store/store.h"

enum {
	MEMORY_SIZE = 256 << 20,
	OBSERVATIONS_MAX = 32,
	RUN_SIZE = 50000,    /* devices a run: a city reads its captures one by one */
	SEEN_US_APART = 1000,
};

static const uint64_t START_US = 1764547200000000; /* 2025-12-01 */

struct dice {
	uint64_t state;
};

/* splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
static uint64_t roll(struct dice *d) {
	uint64_t z = d->state += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

struct maker {
	struct knowledge k;
	struct thinker thinker;
	struct thoughts thoughts;
	struct store *s;
	arena mem;
	struct dice dice;
	uint64_t number; /* of the device, from 0 */
	bool anew;
};

struct observed {
	struct obs at[OBSERVATIONS_MAX];
	size_t count;
};

static void see(struct observed *o, str field, str value, uint64_t time_us) {
	if (o->count < OBSERVATIONS_MAX)
		o->at[o->count++] = (struct obs){ .field = field, .value = value, .time_us = time_us, .offset = time_us % 1000000 };
}

/* One example of one mark: a few marks are met often, most are rare. */
static void see_example(struct maker *m, struct observed *o, uint64_t time_us) {
	const struct tree *t = &m->k.trees[DATA_MARKS];
	double at = (double)(roll(&m->dice) >> 11) * 0x1p-53;
	const struct mark *mark = &m->k.marks.at[(size_t)(at * at * at * (double)m->k.marks.count)];
	const struct tree_node *examples = tree_get(t, mark->node, STR("examples"));
	size_t skip = examples ? roll(&m->dice) % (tree_child_count(t, examples) + 1) : 0;
	const struct tree_node *example = examples ? tree_child(t, examples) : NULL;

	while (skip-- && example && tree_next(t, example))
		example = tree_next(t, example);
	for (const struct tree_node *n = example ? tree_child(t, example) : NULL; n; n = tree_next(t, n))
		if (n->kind == TREE_TEXT)
			see(o, tree_key(t, n), tree_text(t, n), time_us);
}

static int make_device(struct maker *m) {
	arena mem = m->mem;
	uint64_t time_us = START_US + m->number * SEEN_US_APART;
	struct observed seen = { .count = 0 };
	char host[32], mac[18];
	uint32_t low = (uint32_t)m->number;

	/* An address of nobody's block: bit 1 of the first byte says so. */
	snprintf(mac, sizeof mac, "02:00:%02x:%02x:%02x:%02x", low >> 24, low >> 16 & 255, low >> 8 & 255, low & 255);
	snprintf(host, sizeof host, "cam-%07u", low);
	see(&seen, STR("mac"), str_of(mac), time_us);
	see(&seen, STR("dhcp.hostname"), str_of(host), time_us);
	see(&seen, STR("tcp.port"), STR("80"), time_us);
	see(&seen, STR("tcp.port"), STR("554"), time_us);
	see_example(m, &seen, time_us);
	const uint8_t bytes[4] = { 10, (uint8_t)(low >> 16), (uint8_t)(low >> 8), (uint8_t)low };
	const addr ip = addr_of(ADDR_IP4, (str){ bytes, sizeof bytes });
	struct device d = { .name = str_of(mac), .mac = addr_parse(str_of(mac)), .addresses = &ip, .address_count = 1,
			    .observations = seen.at, .observation_count = seen.count, .first_us = time_us, .last_us = time_us };
	think_identity(&m->thinker, &mem, &d);
	m->number++;
	return mem.full ? -1 : store_add(m->s, &d);
}

static int make_run(struct maker *m, uint64_t count) {
	static const str source = STR_INIT("bench.pcap");
	struct complaint c = { 0 };
	const struct store_run run = { .kind = "read", .what = source, .started_us = START_US + m->number * SEEN_US_APART,
				       .version = STR(BIRTHMARK_VERSION), .sources = &source, .source_count = 1,
				       .knowledge = m->anew ? NULL : m->k.hash };
	int r = store_begin(m->s, &run);

	while (!r && count--)
		r = make_device(m);
	return r ? r : store_commit(m->s, &c);
}

static int fail(const char *what) {
	fprintf(stderr, "bench-devices: %s\n", what);
	return EXIT_FAILURE;
}

int main(int argc, char *argv[]) {
	static struct maker m;
	struct options o = { .on = date_of_seconds((int64_t)(START_US / 1000000)), .fail_on = STATUS_COUNT };
	struct complaint c = { 0 };
	void *memory = memory_reserve(MEMORY_SIZE), *thoughts = memory_reserve(THOUGHTS_MEMORY);
	uint64_t count = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;

	if (!count || !memory || !thoughts)
		return fail("usage: bench-devices DEVICES FILE [anew]");
	m = (struct maker){ .mem = arena_over(memory, MEMORY_SIZE), .dice = { 1 }, .anew = argc > 3 && !strcmp(argv[3], "anew") };
	if (knowledge_open(&m.k, DATA_ON_IMAGE, NULL, &c) ||
	    think_open(&m.thinker, &m.mem, &m.thoughts, arena_over(thoughts, THOUGHTS_MEMORY), &m.k, &o, &c))
		return fail(c.what);
	if (store_open(argv[2], STORE_WRITE, &m.s, &c))
		return fail(c.what);
	while (m.number < count)
		if (make_run(&m, count - m.number < RUN_SIZE ? count - m.number : RUN_SIZE))
			return fail("the estate cannot be written");
	store_close(m.s);
	knowledge_close(&m.k);
	memory_release(memory, MEMORY_SIZE);
	memory_release(thoughts, THOUGHTS_MEMORY);
	return EXIT_SUCCESS;
}
