#pragma once

/*
 * books: what people tell the estate of its devices: sites, contracts,
 * circumstances, and which devices are one. Every change is an entry of the
 * log (store/log.h) in the same transaction; what was is read from there.
 *
 * All functions return as in store.h; the ones that write need an open run
 * (-EINVAL). One that fails is taken back by itself, and the run goes on where
 * the machine still lets it: store_commit() says whether it did.
 */

#include "fact/circumstances.h"
#include "fact/site.h"
#include "store/store.h"

enum {
	SITE_NETWORKS_MAX = 256,
	BOOKS_ID_MAX = 64,          /* bytes of a site's or a contract's id */
	BOOKS_TITLE_MAX = 1000,     /* bytes of any other text that is told */
	BOOKS_COMPONENTS_MAX = 256, /* companies on one bill of materials */
};

/*
 * Adds it, or gives the one with this id these values. STORE_WRONG with a
 * complaint for a malformed id, a value that cannot be, or a network that is
 * another site's. A device nobody told a site of is where its address is: the
 * one seen last that lies in any network, the narrowest that it lies in.
 */
int store_put_site(struct store *s, const struct site *site, str who, struct complaint *reterr);
int store_put_contract(struct store *s, const struct contract *contract, str who, struct complaint *reterr);

/* The one with this id; of an empty id, all of them, sorted by id. In `mem`. */
int store_sites(struct store *s, arena *mem, str id, const struct site **ret_sites, size_t *ret_count);
int store_contracts(struct store *s, arena *mem, str id, const struct contract **ret_contracts, size_t *ret_count);

/* Which of the fields below are meant; the others stay as they are. */
enum told {
	TOLD_SITE = 1, TOLD_CONTRACT = 2, TOLD_MADE_IN = 4, TOLD_KIND = 8, TOLD_ACQUIRED = 16, TOLD_COMPONENTS = 32,
};

/* What is told of a device; an empty site or contract takes it off again. */
struct telling {
	unsigned what; /* bits of enum told */
	str site, contract; /* ids */
	struct circumstances is;
	str who, why;
	bool is_early; /* store_tell_early() put it on record already: only the log does not say so yet */
};

/*
 * Of several devices at once: one entry of the log, or one for each ten
 * thousand or so. STORE_WRONG when site or contract is not known, or for a
 * value that cannot be; STORE_ABSENT for a row that is not there.
 */
int store_tell(struct store *s, const int64_t *devices, size_t count, const struct telling *telling, struct complaint *reterr);

/* The row of a site (TOLD_SITE) or a contract (TOLD_CONTRACT); 0 when there is none with this id. */
int store_book_row(struct store *s, enum told which, str id, int64_t *ret_row);

/* What is told of a device while it is added. */
struct told_early {
	int64_t site, contract; /* store_book_row(); 0: nothing is told of it */
	date acquired;          /* DATE_NONE: likewise */
};

/*
 * For a run into an empty estate that said how many devices it adds
 * (store_begin()): what is told of the new device that was just added goes on
 * record while its row is at hand; going back to each of a million rows takes
 * a fifth of the time. `ret_early`: was it put? Then store_tell() must follow
 * with `is_early`, behind store_added_all(). False where no run is that long.
 */
int store_tell_early(struct store *s, int64_t device, const struct told_early *told, bool *ret_early);

/* What is on record of a row or of the whole that it is part of: bits of enum told; and the row of that whole. */
int store_told(struct store *s, int64_t row, unsigned *ret_told, int64_t *ret_whole);

/*
 * Takes devices that were told apart as one: all evidence of `others`, and all
 * that was told of them and decided about them, is of `device` from now on;
 * where both were told something else, its own holds. Their rows stay, and what
 * is seen of them later goes there, so that store_part() can undo it. At most
 * STORE_PARTS_MAX.
 */
int store_merge(struct store *s, int64_t device, const int64_t *others, size_t count, str who, str why,
		struct complaint *reterr);

/* What store_part() takes off a device; one of them is given. */
struct part {
	str name;        /* a device that was merged into it, by its own name or MAC, or "#" and its row */
	addr ip;         /* this address, and what was observed of it where that is on record */
	uint64_t since_us; /* all that was observed from then on; 0: not by time */
};

/*
 * Splits one device in two. `ret_device` is the row of the one that was taken
 * off. What was seen before and after `since_us` belongs to both. No evidence
 * is lost: store_merge() gives it all back. What was told and decided stays
 * with the row of which it was. STORE_ABSENT when nothing would be taken off,
 * STORE_WRONG when nothing would stay.
 */
int store_part(struct store *s, int64_t device, const struct part *part, str who, str why, int64_t *ret_device,
	       struct complaint *reterr);

/* The row number of the device that is meant, as store_find() finds it; of the one it was merged into. */
int store_row(struct store *s, str what, int64_t *ret_row, struct complaint *reterr);
