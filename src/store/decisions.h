#pragma once

/*
 * decisions: what the files about the log share. Of the store alone.
 */

#include "store/inner.h"
#include "store/log.h"

/* A number in a sentence, in room of the caller's. */
struct number_text {
	uint8_t room[20];
};
static inline str number_text(uint64_t number, struct number_text *in) {
	struct text t = TEXT(in->room);

	text_u64(&t, number);
	return text_done(&t);
}

/* Columns of the query `decision_row` behind the texts of a paper (paper.h). */
enum decision_column { COLUMN_SUPERSEDES = 12, COLUMN_NUMBER, COLUMN_WHO, COLUMN_MADE };

/* The row of a decision, by the query `decision_row`; the caller resets it. STORE_ABSENT when there is none. */
int store_find_decision(struct store *s, uint64_t number, sqlite3_stmt **ret_row);

/*
 * The decision in a row whose columns are those of `decision_row`, in that
 * order. Text is copied to `mem`. STORE_WRONG for one that is none of ours,
 * -ENOMEM.
 */
int store_take_decision(sqlite3_stmt *row, arena *mem, struct decision *ret_decision);

/*
 * circumstances.c: of decisions about a whole, which were made about some of
 * its parts alone (decision.part, .is_partial). Devices of one row are left as
 * they are.
 */
int store_find_parts(struct store *s, arena *mem, int64_t whole, struct decision *d);

/* log.c: the hash of an entry behind the one with this hash (zeros: behind none). 0 or -ENOMEM. */
int store_hash_entry(const uint8_t before[LOG_HASH_SIZE], const struct log_entry *e, uint8_t ret_hash[LOG_HASH_SIZE]);

/* log.c: what the estate keeps of the end of its log; all zero before the first entry. */
struct seal {
	uint64_t count;
	uint8_t hash[LOG_HASH_SIZE];
	uint64_t given; /* the highest number that was ever given: SQLite counts it, and never back */
};
int store_load_seal(struct store *s, struct seal *ret_seal);
