#pragma once

/*
 * joined: rows of registers become one with the device that they are about.
 *
 * A row of a register (one with observations "register.*") has a row of its
 * own in the table of devices, so that what the books say and what the wire
 * shows never mix. It is made a part of the device that it is about, by the
 * surest that both say: the MAC, a serial number, a UUID, or else an address
 * in its time. Rows that are about one device hang together also where nobody
 * saw it. What is decided follows from all that is on record, whatever came
 * first: nothing is joined where two identifiers of a row say two devices, or
 * where an identifier stands at two devices.
 */

#include "fact/identifier.h"
#include "store/store.h"

/* Why a row of a register was taken to be a device: both have this. */
struct joining {
	int64_t row;         /* of the register's row in the table of devices; a part of the whole */
	str name;            /* that it has there */
	bool is_joined;      /* by its evidence; false: it is the whole itself, or somebody merged it */
	bool is_books;
	struct identifier by; /* where `is_joined`; a MAC and an address as text */
	str source;          /* name of the register; empty when not known */
	uint64_t place;      /* in it: its row; 0 when not known */
};

/* The rows that make up a whole, its own first, in `mem`. */
int store_joinings(struct store *s, arena *mem, int64_t whole, const struct joining **ret_joinings, size_t *ret_count);

/* What a row says of which device, where that is not one and the same. */
struct torn {
	struct identifier by;
	int64_t whole;
	str name;
};
enum { TORN_MAX = 8 };

/*
 * Why a row of a register was joined with nothing seen: its identifiers say
 * several devices. 0 and no torn where it is not so. `ret_undone`: somebody
 * took it off a device again.
 */
int store_torn(struct store *s, arena *mem, int64_t row, struct torn ret_torn[TORN_MAX], size_t *ret_count, bool *ret_undone);

/* All devices with a MAC that were seen and that no register has; non-zero stops and is returned. */
int store_each_seen_alone(struct store *s, int (*each)(void *context, int64_t whole, addr mac), void *context);

/* The name of a row, for people; untouched when there is no such row. */
int store_name(struct store *s, arena *mem, int64_t row, str *ret_name);

/* Before the name of a register in a source that says where it lies, and from which nothing was observed. */
#define SOURCE_OF_PLACE "place of register "

/* One run that brought evidence, and one of its files. */
struct run_source {
	int64_t run;
	str kind, name;
	uint64_t started_us;
};
int store_each_source(struct store *s, int (*each)(void *context, const struct run_source *source), void *context);

/*
 * By which kinds of runs anything of a network, or of a site, was seen, as
 * bits: 1 read, 2 scan, 4 import, as a register can be the list of a program
 * that saw devices.
 */
int store_network_means(struct store *s, str network, unsigned *ret_by);
int store_site_means(struct store *s, str site, unsigned *ret_by);

/*
 * The time at which the open run reads books of a day that is over: within
 * it, and behind every reading of books of that day that is on record. Of two
 * readings of one day the later one is a correction.
 */
int store_time_of_books(struct store *s, date day, uint64_t *ret_time_us);

/* Of how many devices a register ("register FILE") told in an earlier import, and none since this time. */
int store_devices_gone(struct store *s, str source, uint64_t since_us, uint64_t *ret_count);

/* Who told site, contract and day of purchase of a row last: 1 + their place among those asked for; 0: nobody of them. */
enum { TELLERS_ROWS_MAX = 1 << 26 }; /* rows of devices; behind them, nobody is known to have told anything */
struct tellers {
	uint16_t of[3];
};

/*
 * Fills `tellers`, of TELLERS_ROWS_MAX rows that are zero, by the number of the
 * row, from the log. Those asked for are registers ("register FILE"), whoever
 * imported them.
 */
int store_tellers(struct store *s, const str *names, size_t count, struct tellers *tellers);

/* What a register tells of a device. Empty, or DATE_NONE: nothing of the kind; where `blank` has its bit, it had a place for it. */
struct told_now {
	str site, contract;
	date acquired;
	unsigned blank; /* bits of enum told */
};

/*
 * What is on record of a whole otherwise than a register tells it now: bits of
 * enum told. With `tellers`, only what `teller` was the last to tell.
 */
int store_told_otherwise(struct store *s, int64_t whole, const struct told_now *now, const struct tellers *tellers,
			 uint16_t teller, unsigned *ret_told);

/* Is the device on record at another site, and not at this one? `whole` is its row. */
int store_site_is_other(struct store *s, int64_t whole, str site, bool *ret_other);

/* Of all devices of a site: how many were seen, and when the last of them; how many stand in the books alone. */
int store_site_seen(struct store *s, str site, uint64_t *ret_devices, uint64_t *ret_only_books, uint64_t *ret_last_us);

/* How many devices were seen with an address in a network ("10.4.0.0/16"), and when the last of them; registers do not count. */
int store_network_seen(struct store *s, str network, uint64_t *ret_devices, uint64_t *ret_last_us);
