/*
 * The log: its chain, and what the estate keeps beside it so that an entry
 * that is taken away is missed.
 */
#include "store/log.h"

#include <errno.h>

#include "base/sha256.h"
#include "store/decisions.h"

/* The chain */

/* As the head of log.h has it. */
int store_hash_entry(const uint8_t before[LOG_HASH_SIZE], const struct log_entry *e, uint8_t ret_hash[LOG_HASH_SIZE]) {
	struct sha256 sum;

	sha256_open(&sum);
	sha256_bytes(&sum, (str){ before, LOG_HASH_SIZE });
	sha256_number(&sum, e->number);
	sha256_number(&sum, e->made_us);
	sha256_text(&sum, e->act);
	sha256_text(&sum, e->who);
	sha256_text(&sum, e->body);
	return sha256_close(&sum, ret_hash);
}

/* A hash of another size is none of ours: it reads as zeros, which no entry has. */
static void take_hash(sqlite3_stmt *row, int at, uint8_t hash[LOG_HASH_SIZE]) {
	str bytes = column_blob(row, at);

	memset(hash, 0, LOG_HASH_SIZE);
	if (bytes.n == LOG_HASH_SIZE)
		memcpy(hash, bytes.at, LOG_HASH_SIZE);
}

/* A number that is not above zero was never ours. */
static uint64_t take_number(sqlite3_stmt *row, int at) {
	int64_t number = sqlite3_column_int64(row, at);

	return number > 0 ? (uint64_t)number : 0;
}

int store_load_seal(struct store *s, struct seal *ret_seal) {
	sqlite3_stmt *load;
	bool row = false;
	int64_t given = 0;
	int r = store_number(s, QUERY_LOG_GIVEN, &given);

	if (!r)
		r = store_statement(s, QUERY_SEAL, &load);
	if (!r)
		r = store_step(s, load, &row);
	if (r)
		return r;
	*ret_seal = (struct seal){ .given = given > 0 ? (uint64_t)given : 0 };
	if (row) {
		ret_seal->count = take_number(load, 0);
		take_hash(load, 1, ret_seal->hash);
	}
	sqlite3_reset(load);
	return 0;
}

static int put_entry(struct store *s, const struct log_entry *e) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_LOG, &add);

	if (r)
		return r;
	sqlite3_bind_int64(add, 1, (int64_t)e->number);
	bind_time(add, 2, e->made_us);
	bind_text(add, 3, e->act);
	bind_text(add, 4, e->who);
	bind_text(add, 5, e->body);
	bind_blob(add, 6, (str){ e->hash, LOG_HASH_SIZE });
	return store_step(s, add, NULL);
}

static int put_seal(struct store *s, const struct log_entry *last) {
	sqlite3_stmt *put;
	int r = store_statement(s, QUERY_PUT_SEAL, &put);

	if (r)
		return r;
	sqlite3_bind_int64(put, 1, (int64_t)last->number);
	bind_blob(put, 2, (str){ last->hash, LOG_HASH_SIZE });
	return store_step(s, put, NULL);
}

static int add(struct store *s, struct log_entry *e) {
	struct seal seal;
	int r = store_load_seal(s, &seal);

	if (r)
		return r;
	/* Where entries were taken away, the gap stays: their numbers never come again. */
	e->number = 1 + (seal.given > seal.count ? seal.given : seal.count);
	if (e->number > INT64_MAX)
		return STORE_WRONG; /* nobody counted so far */
	if (!e->made_us)
		e->made_us = s->started_us;
	if (e->made_us > INT64_MAX)
		e->made_us = INT64_MAX;
	r = store_hash_entry(seal.hash, e, e->hash);
	if (!r)
		r = put_entry(s, e);
	return r ? r : put_seal(s, e);
}

int store_log_add(struct store *s, struct log_entry *entry) {
	if (!s->in_run)
		return -EINVAL;
	if (!s->broken)
		s->broken = add(s, entry);
	return s->broken;
}

static void take_entry(sqlite3_stmt *row, struct log_entry *ret_entry) {
	*ret_entry = (struct log_entry){
		.number = take_number(row, 0), .made_us = take_number(row, 1),
		.act = column_text(row, 2), .who = column_text(row, 3), .body = column_text(row, 4),
	};
	take_hash(row, 5, ret_entry->hash);
}

int store_log_each(struct store *s, uint64_t first, int (*each)(void *context, const struct log_entry *entry),
		   void *context) {
	sqlite3_stmt *all;
	bool row = true;
	int r = store_statement(s, QUERY_LOG_ENTRIES, &all);

	if (r)
		return r;
	/* Numbers below 1 are not ours; who looks at all of them sees those too. */
	sqlite3_bind_int64(all, 1, first == 0 ? INT64_MIN : first > INT64_MAX ? INT64_MAX : (int64_t)first);
	while (!r) {
		struct log_entry entry;

		r = store_step(s, all, &row);
		if (r || !row)
			return r;
		take_entry(all, &entry);
		r = each(context, &entry);
	}
	sqlite3_reset(all);
	return r;
}
