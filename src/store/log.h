#pragma once

/*
 * log: everything that was done to the estate and by whom, each entry chained
 * to the one before by SHA-256, and the decisions that stand in it.
 *
 *     hash = SHA-256( hash of the entry before ‖ number ‖ time ‖ act ‖ who ‖ body )
 *
 * each number as 8 bytes big-endian, each text behind its length, which is such
 * a number; before the first entry the hash is 32 zeros. Entries are
 * never changed; a decision is only superseded. Who can write the file can
 * forge the whole chain: the hash of the last entry, kept elsewhere, is what
 * shows it (store_log_verify() takes it).
 */

#include "base/json_out.h"
#include "fact/circumstances.h"
#include "store/store.h"

enum { LOG_HASH_SIZE = 32 };

struct log_entry {
	uint64_t number; /* 1, 2, 3, without gaps */
	uint64_t made_us;
	str act;  /* "decide", "merge", "split", "site", "contract", "tell", "read", "scan", "judge" */
	str who;
	str body; /* JSON: what was done */
	uint8_t hash[LOG_HASH_SIZE];
};

/*
 * Adds an entry to the open run, kept or taken back with it. `entry->number`
 * and `->hash` are filled; `->made_us` is that of the run when it is 0.
 */
int store_log_add(struct store *s, struct log_entry *entry);

/* Entries in order from number `first` on (0: all); valid during the call; non-zero stops and is returned. */
int store_log_each(struct store *s, uint64_t first, int (*each)(void *context, const struct log_entry *entry),
		   void *context);

struct log_state {
	uint64_t count;  /* of the entries that fit; all of them when none is broken */
	uint8_t hash[LOG_HASH_SIZE]; /* of the last of them */
	uint64_t expected; /* number of the entry with the hash that was noted; 0: none, or nothing was noted */
	uint64_t broken; /* number of the first entry that does not fit, or is missing; 0 when all do */
	struct complaint why; /* then: in a sentence, what does not fit there */
};

/*
 * Follows the chain from the first entry to the last, and holds against it the
 * estate's own count, its decisions and their devices, its books (sites,
 * contracts, what was told, who is part of whom), and a hash that was noted
 * before (`expected`; NULL: none): some entry must have it. 0 when it could be
 * looked at, whether broken or not.
 */
int store_log_verify(struct store *s, const uint8_t *expected, struct log_state *ret_state);

/*
 * For the entry of a run that adds devices: what it brought, as the key
 * "evidence" (store/evidence.h) of the object that is open. 0 or -ENOMEM.
 */
int store_put_evidence(struct store *s, struct json_out *j);

/*
 * After store_log_verify() found the log whole: is the evidence what its
 * entries say, and are all devices there? Fills `broken` and `why` of `state`
 * when not; 0 when it could be looked at.
 */
int store_evidence_verify(struct store *s, struct log_state *state);

/*
 * Records a decision about devices, as one entry. Fills number and made_us of
 * it; the hash of the entry goes to `ret_hash` unless that is NULL.
 * STORE_WRONG with a complaint when it supersedes one that is not there or
 * that was superseded already, when it has no device, one that is not in the
 * estate, or more than one entry can hold.
 */
int store_decide(struct store *s, struct decision *decision, const int64_t *devices, size_t count,
		 uint8_t *ret_hash, struct complaint *reterr);

/* One decision with the rows of its devices, whether it still stands. STORE_ABSENT when there is none. */
int store_decision(struct store *s, arena *mem, uint64_t number, struct decision *ret_decision,
		   const int64_t **ret_devices, size_t *ret_count, uint64_t *ret_superseded_by);
