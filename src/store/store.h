#pragma once

/*
 * store: the estate, kept in one SQLite file.
 *
 * Devices, their addresses and everything that was observed of them, run by
 * run; identities and verdicts as they were at each run, never overwritten.
 * All SQL stands in src/store/queries.sql as named queries.
 */

#include "base/arena.h"
#include "base/complaint.h"
#include "fact/device.h"

struct store;

enum store_mode { STORE_READ, STORE_WRITE /* made when it is not there */ };

enum {
	STORE_WRONG = 1, /* not an estate, damaged, or of a newer or older birthmark: `reterr` says */
	STORE_ABSENT,    /* there is no such file (STORE_READ), or no such device */
	STORE_UNCLEAR,   /* the name fits more than one device: `reterr` lists some */
};

/*
 * All functions: 0; a negative errno (-EROFS, -ENOSPC, -EACCES, -EIO, -EBUSY
 * when another process holds the file); or an answer above, with the sentence
 * in `reterr` where there is one.
 */
int store_open(const char *path, enum store_mode mode, struct store **ret_store, struct complaint *reterr);
void store_close(struct store *s); /* what was not committed is rolled back */

/*
 * What store_open() believes. Always: that the tables are those that birthmark
 * makes, to the letter, without triggers or views. That every page is sound:
 * of files up to 32 MiB, of files of another owner, and of estates of an older
 * birthmark, which it lifts to this one's version with STORE_WRITE and refuses
 * with STORE_READ. Of a larger file of one's own that would take seconds: a
 * damaged page is then found when it is read, as STORE_WRONG. store_verify()
 * looks at all pages and indexes of any file, at all that refers to something
 * else, and unpacks all evidence; it needs no run.
 */
int store_verify(struct store *s, struct complaint *reterr);

/*
 * Copies the estate, as it is at this moment, to a new file, while others may
 * write. The file has its name only when it is whole; `progress` (NULL: none)
 * hears of pages. -EEXIST when there is such a file, -EBUSY within a run.
 */
int store_backup(struct store *s, const char *path, void (*progress)(void *context, size_t done, size_t all),
		 void *context, struct complaint *reterr);

/* A run is one transaction: all of it is kept or nothing. */
struct store_run {
	const char *kind; /* "read" */
	str what;         /* the files it read, for people */
	uint64_t started_us;
	str version;      /* of birthmark */
	const str *sources; /* their names, by `obs.source`; may be NULL */
	size_t source_count;
	date on;          /* the day of the verdicts; 0 or DATE_NONE: the day of `started_us` */
	size_t device_count; /* about how many it will add, each once; then it calls store_added_all(). 0: nobody knows */
	const uint8_t *knowledge; /* KNOWLEDGE_HASH_SIZE bytes (store/judged.h): with what it thinks; NULL: not told */
};
int store_begin(struct store *s, const struct store_run *run);
int store_commit(struct store *s, struct complaint *reterr);

/*
 * Adds what a run saw of one device: the one with the same MAC, else the same
 * name, else one without MAC that has one of its addresses, else a new one. Of
 * a device that was merged into another (store/books.h), its own row.
 * Observations that are known only move their last-seen time. The identity
 * and the verdicts are appended when they differ from the last ones; where
 * more is on record of the device than this run saw, they are left to
 * store_judge() (store/judged.h), which thinks of all of it. Strings
 * are copied. A failure takes the whole run back: store_commit() repeats it.
 */
enum {
	/* Of one device. A device that shows new values without end must not fill the disk. */
	STORE_OBSERVATIONS_MAX = 16 * 1024,
	STORE_ADDRESSES_MAX = 1024, /* IPv6 privacy addresses change daily: some years of them */
	STORE_PARTS_MAX = 256,      /* devices merged into one by hand */
};
int store_add(struct store *s, const struct device *device);

/* The row of what the last store_add() added or touched, be it a part of another device; and was it not there before? */
int64_t store_added(const struct store *s, bool *ret_is_new);

/* All devices of the run were added: what more it does finds them joined with those they are one with. */
int store_added_all(struct store *s);

/*
 * Finds a device by name, MAC, address, row ("#17"), or a part of a name that
 * only one device has; of one that was merged into another, the whole. Filled:
 * name, mac, site, circumstances, first and last, and the addresses and
 * observations of the whole and then of its parts, each once, up to the
 * maxima above; identity and verdicts are for the caller to think anew. In
 * `mem`; -ENOMEM when it is too small. `obs.source` is for store_source().
 */
int store_find(struct store *s, arena *mem, str what, struct device *ret_device, struct complaint *reterr);

/* The same for all devices, in order of name; `each` gets one at a time, valid during the call; non-zero stops and is returned. */
int store_each(struct store *s, arena scratch, int (*each)(void *context, const struct device *device),
	       void *context);

/*
 * The same for the wholes of these rows alone, which rise, whoever writes
 * meanwhile. What people told and decided is read along with them: for very
 * many that is much quicker than asking for each. One that was merged into
 * another since its row was found is left out. In `mem`, which is empty again
 * for the next one.
 */
int store_each_of(struct store *s, arena scratch, const int64_t *rows, size_t count,
		  int (*each)(void *context, int64_t row, struct device *device, arena *mem), void *context);

int store_device_count(struct store *s, size_t *ret_count);

/*
 * What allowed the scans that fed this estate: the names of sources that begin
 * with STORE_SCOPE, at most 100. 0, -ENOMEM or as elsewhere.
 */
#define STORE_SCOPE "scope file "
int store_scopes(struct store *s, arena *mem, struct strs *ret_scopes);

/*
 * The file in which an observation was first seen, `source` being that of an
 * observation that came from this store. STORE_ABSENT when it is not known.
 */
int store_source(struct store *s, arena *mem, uint32_t source, str *ret_name);

/* All of them, by number, at most STORE_SOURCES_MAX; empty where there is none. 0, -ENOMEM or as elsewhere. */
enum { STORE_SOURCES_MAX = 1 << 20 }; /* a capture a minute for two years */
int store_sources(struct store *s, arena *mem, struct strs *ret_sources);
