#pragma once

/*
 * evidence: what was read is too much for the log, so the entry of the run
 * that brought it says how many sheets (sheet.h) these are, and SHA-256 over
 * them. As the key "evidence" of its body:
 *
 *     run      row of the run
 *     devices  how many devices the estate had ever made by then
 *     sheets   how many sheets the run added
 *     sha256   over the hashes of these, in order of device and number, as hex
 *     fields   count: how many fields have a name by now, sha256: over these (origin.h)
 *     runs     after: the last run of which an entry said so before, sha256: over
 *              those since (origin.h)
 *
 * The hash of a sheet is SHA-256 over device, number, source, count and the
 * length of what is packed, each as 8 bytes big-endian, and what is packed.
 * A field is a number there; what it means is its name.
 * Nothing of a sheet but its times ever changes. The one act that writes
 * sheets anew, a split, says more:
 *
 *     rows     the rows whose sheets it wrote: all sheets of these are its own
 *     moved    each sheet that they had before: row, number, run, sha256
 *
 * so that the sheets of each earlier run can still be added up.
 */

#include "base/json_out.h"
#include "base/sha256.h"
#include "store/sheet.h"

struct store;

struct leaf {
	int64_t of;  /* row of the run that added it; where it is held against the log: place of an entry */
	int64_t device, number;
	uint8_t hash[SHA256_SIZE];
};

/* What the open run did to sheets since an entry said so last. */
struct evidence {
	struct leaves { struct leaf *at; size_t count, room; } added, moved;
	struct evidence_rows { int64_t *at; size_t count, room; } rows;
	struct sha256 sum; /* for one sheet after the other */
	bool summing;
};
void evidence_clear(struct evidence *e);
void evidence_fini(struct evidence *e);

struct sheet_row {
	int64_t device, number, source, count;
	str packed;
};

/* A sheet that this run writes. -ENOMEM. */
int evidence_add(struct evidence *e, const struct sheet_row *sheet);

/* The sheets of a row are going to be written anew, and were. */
int evidence_before(struct store *s, int64_t row);
int evidence_after(struct store *s, int64_t row);

/* One more; the hash is of `sheet`, summed with `e`. */
int leaves_add(struct leaves *l, struct evidence *e, int64_t of, const struct sheet_row *sheet);

/* In order of what they are of, device and number. */
void leaves_sort(struct leaves *l);

/* SHA-256 over the hashes of some of them. -ENOMEM. */
int leaves_sum(const struct leaf *leaves, size_t count, uint8_t ret_hash[SHA256_SIZE]);
