#pragma once

/*
 * books: what people tell the estate of its devices: sites, contracts,
 * circumstances, and which devices are one. Every change is an entry of the
 * log (store/log.h) in the same transaction; what was is read from there.
 *
 * All functions return as in store.h; the ones that write need an open run.
 */

#include "fact/circumstances.h"
#include "store/store.h"

struct site {
	str id;      /* "noord": in queries and on command lines */
	str title;
	double latitude, longitude; /* degrees, WGS 84; NAN when not known */
	struct strs networks; /* "10.4.0.0/16": a device that had an address in one of them is there, when nothing else was said */
};

enum {
	SITE_NETWORKS_MAX = 256,
	BOOKS_ID_MAX = 64,          /* bytes of a site's or a contract's id */
	BOOKS_TITLE_MAX = 1000,     /* bytes of any other text that is told */
	BOOKS_COMPONENTS_MAX = 256, /* companies on one bill of materials */
};

/* Adds it, or gives the one with this id these values. STORE_WRONG with a complaint for a malformed id or network. */
int store_put_site(struct store *s, const struct site *site, str who, struct complaint *reterr);
int store_put_contract(struct store *s, const struct contract *contract, str who, struct complaint *reterr);

/* All of them, sorted by id, in `mem`. */
int store_sites(struct store *s, arena *mem, const struct site **ret_sites, size_t *ret_count);
int store_contracts(struct store *s, arena *mem, const struct contract **ret_contracts, size_t *ret_count);

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
};

/* Of several devices at once, one entry of the log. STORE_WRONG when site or contract is not known. */
int store_tell(struct store *s, const int64_t *devices, size_t count, const struct telling *telling, struct complaint *reterr);

/*
 * Takes devices that were told apart as one: all evidence of `others` is
 * evidence of `device` from now on. Their own rows stay, so that store_part()
 * can undo it.
 */
int store_merge(struct store *s, int64_t device, const int64_t *others, size_t count, str who, str why,
		struct complaint *reterr);

/* What store_part() takes off a device; one of them is given. */
struct part {
	str name;        /* a device that was merged into it, by its own name */
	addr ip;         /* this address, and what was observed of it where that is on record */
	uint64_t since_us; /* all that was observed from then on; 0: not by time */
};

/* Splits one device in two. `ret_device` is the row of the one that was taken off. STORE_ABSENT when nothing would be. */
int store_part(struct store *s, int64_t device, const struct part *part, str who, str why, int64_t *ret_device,
	       struct complaint *reterr);

/* The row number of the device that is meant, as store_find() finds it; of the one it was merged into. */
int store_row(struct store *s, str what, int64_t *ret_row, struct complaint *reterr);
