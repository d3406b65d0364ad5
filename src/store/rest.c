/*
 * What rests in a run that fills an empty estate with very many devices:
 * indexes, since to move each at each device takes longer than to make it
 * once, from all (rows that another may be one with are joined then); and the
 * log that is written ahead, since of an estate just made there is nothing to
 * keep, and each page would be written twice: whoever wants to read it waits.
 * A run that is taken back, or killed, leaves all as they were.
 */
#include <errno.h>

#include "store/joined.h"
#include "store/known_by.h"
#include "store/migrate.h"

enum { MANY_DEVICES = 50 * 1000 }; /* fewer are soon written in any way */

/* Where somebody else has the estate open, SQLite refuses, and the log stays. */
void store_write_straight(struct store *s, size_t device_count) {
	if (device_count < MANY_DEVICES)
		return;
	(void)store_run_query(s, QUERY_SORT_IN_FILES);
	(void)store_run_query(s, QUERY_WRITE_STRAIGHT);
}

/* Nothing happens where it is so already. */
void store_write_ahead(struct store *s) {
	(void)store_run_query(s, QUERY_SORT_IN_MEMORY);
	(void)store_run_query(s, QUERY_WRITE_AHEAD);
}

int store_rest_indexes(struct store *s, size_t device_count) {
	if (device_count < MANY_DEVICES)
		return 0;
	int r = store_run_query(s, QUERY_LARGE_CACHE);

	if (!r && s->was_empty)
		r = store_run_query(s, QUERY_REST_INDEXES);
	s->indexes_rest = !r && s->was_empty;
	return r;
}

/* What the row is known by, as store_know_by() had it; of its addresses, those that are looked at. */
static int join_row(struct store *s, int64_t row) {
	struct known_by by = { .perhaps = true };
	struct key keys[ADDRESSES_LOOKED_AT];
	addr addresses[ADDRESSES_LOOKED_AT];
	struct device d = { .addresses = addresses };
	int r = store_is_of_books(s, row, &by.books);

	if (!r)
		r = store_mac_of(s, row, &d.mac);
	if (!r)
		r = known_by_load(s, row, by.identifiers, &by.count);
	if (!r)
		r = known_by_addresses(s, row, keys, &d.address_count);
	for (size_t i = 0; !r && i < d.address_count; i++)
		addresses[i] = keys[i].address;
	return r ? r : store_join(s, &d, &by, row);
}

static int join_all(struct store *s) {
	int r = 0;

	s->wakes = true;
	for (size_t i = 0; !r && i < s->later.count; i++)
		r = join_row(s, s->later.at[i]);
	s->wakes = false;
	s->later.count = 0;
	met_fini(&s->settled);
	return r ? r : store_run_query(s, QUERY_DROP_TOLD_OF_JOINED);
}

static int wake(struct store *s) {
	if (!s->indexes_rest)
		return 0;
	int r = store_make_missing(s, "index");

	s->indexes_rest = false;
	return r ? r : join_all(s);
}

int store_added_all(struct store *s) {
	if (!s->in_run)
		return -EINVAL;
	/* Nothing is met any more, and indexes that are made need memory. */
	met_fini(&s->met);
	s->met.knows_no_more = true;
	s->broken = s->broken ? s->broken : wake(s);
	return s->broken;
}
