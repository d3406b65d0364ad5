#include "store/origin.h"

#include <errno.h>
#include <stdlib.h>

#include "store/inner.h"

void origins_fini(struct origins *o) {
	free(o->at);
	*o = (struct origins){ 0 };
}

static struct origin *next(struct origins *o, int64_t id) {
	if (o->count == o->room) {
		size_t room = o->room ? 2 * o->room : 64;
		struct origin *at = realloc(o->at, room * sizeof *at);

		if (!at)
			return NULL;
		o->at = at;
		o->room = room;
	}
	o->at[o->count] = (struct origin){ .id = id };
	return &o->at[o->count++];
}

/* One hash more, over what `sum` holds. */
static int close_one(struct origins *o, int64_t id, struct sha256 *sum) {
	struct origin *origin = next(o, id);

	return origin ? sha256_next(sum, origin->hash) : -ENOMEM;
}

/* Names */

static int add_names(struct origins *o, struct store *s, sqlite3_stmt *names, struct sha256 *sum) {
	static const uint8_t none[SHA256_SIZE] = { 0 };
	bool row = true;
	int r = 0;

	while (!r) {
		r = store_step(s, names, &row);
		if (r || !row || sqlite3_column_int64(names, 0) != (int64_t)o->count + 1)
			return r;
		sha256_bytes(sum, (str){ o->count ? o->at[o->count - 1].hash : none, SHA256_SIZE });
		sha256_text(sum, column_text(names, 1));
		r = close_one(o, (int64_t)o->count + 1, sum);
	}
	return r;
}

int origins_names(struct store *s, struct origins *ret) {
	struct origins o = { 0 };
	struct sha256 sum;
	uint8_t ignored[SHA256_SIZE];
	sqlite3_stmt *names;
	int r = store_statement(s, QUERY_MORE_FIELDS, &names);

	if (r)
		return r;
	sqlite3_bind_int64(names, 1, 0);
	sha256_open(&sum);
	r = add_names(&o, s, names, &sum);
	sqlite3_reset(names);
	(void)sha256_close(&sum, ignored);
	if (r)
		origins_fini(&o);
	else
		*ret = o;
	return r;
}

/* Runs */

static void add_run(struct sha256 *sum, sqlite3_stmt *run) {
	sha256_number(sum, (uint64_t)sqlite3_column_int64(run, 0));
	for (int i = 1; i <= 3; i++)
		sha256_text(sum, column_text(run, i));
	sha256_number(sum, (uint64_t)sqlite3_column_int64(run, 4));
	sha256_text(sum, column_text(run, 5));
	sha256_text(sum, column_blob(run, 6));
	sha256_text(sum, column_text(run, 7));
}

/* Both go back side by side. A source out of its order stays before them all, so that no hash fits. */
static int add_sources(struct store *s, int64_t run, sqlite3_stmt *sources, bool *there, struct sha256 *sum) {
	int r = 0;

	while (!r && *there && sqlite3_column_int64(sources, 0) == run) {
		sha256_number(sum, (uint64_t)sqlite3_column_int64(sources, 1));
		sha256_text(sum, column_text(sources, 2));
		r = store_step(s, sources, there);
	}
	return r;
}

static int add_runs(struct origins *o, struct store *s, sqlite3_stmt *runs, sqlite3_stmt *sources, struct sha256 *sum) {
	bool row = true, there = true;
	int r = store_step(s, sources, &there);

	while (!r) {
		r = store_step(s, runs, &row);
		if (r || !row)
			break;
		int64_t id = sqlite3_column_int64(runs, 0);
		add_run(sum, runs);
		r = add_sources(s, id, sources, &there, sum);
		if (!r)
			r = close_one(o, id, sum);
	}
	return r;
}

int origins_runs(struct store *s, int64_t after, struct origins *ret) {
	struct origins o = { 0 };
	struct sha256 sum;
	uint8_t ignored[SHA256_SIZE];
	sqlite3_stmt *runs, *sources;
	int r = store_statement(s, QUERY_ORIGIN_RUNS, &runs);

	if (!r)
		r = store_statement(s, QUERY_ORIGIN_SOURCES, &sources);
	if (r)
		return r;
	sqlite3_bind_int64(runs, 1, after);
	sha256_open(&sum);
	r = add_runs(&o, s, runs, sources, &sum);
	sqlite3_reset(runs);
	sqlite3_reset(sources);
	(void)sha256_close(&sum, ignored);
	if (r)
		origins_fini(&o);
	else
		*ret = o;
	return r;
}

int origins_sum(const struct origins *runs, int64_t after, int64_t last, uint8_t ret_hash[SHA256_SIZE]) {
	size_t low = 0, high = runs->count;
	struct sha256 sum;

	/* They go down: the first that is not behind the last. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (runs->at[middle].id > last)
			low = middle + 1;
		else
			high = middle;
	}
	sha256_open(&sum);
	for (; low < runs->count && runs->at[low].id > after; low++)
		sha256_bytes(&sum, (str){ runs->at[low].hash, SHA256_SIZE });
	return sha256_close(&sum, ret_hash);
}
