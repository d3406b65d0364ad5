/*
 * Adding to the estate: which device it is, and what is new of it.
 */
#include <errno.h>

#include "store/inner.h"

/* Which device it is */

/* Of the first row of a statement whose values are bound; zeros when there is none. */
static int first_place(struct store *s, sqlite3_stmt *statement, struct place *ret_place) {
	bool row = false;
	int r = store_step(s, statement, &row);

	if (r || !row)
		return r;
	*ret_place = (struct place){ sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1) };
	sqlite3_reset(statement);
	return 0;
}

static bool may_be_there(const struct store *s, uint64_t hash) {
	return !s->was_empty || met_before(&s->met, hash);
}

static int find_by_mac(struct store *s, const struct device *d, struct place *ret_place) {
	sqlite3_stmt *find;

	if (d->mac.kind == ADDR_NONE || !may_be_there(s, addr_hash(d->mac, s->seed)))
		return 0;
	int r = store_statement(s, QUERY_SAME_DEVICE_BY_MAC, &find);
	if (r)
		return r;
	bind_addr(find, 1, &d->mac);
	return first_place(s, find, ret_place);
}

static int find_by_name(struct store *s, const struct device *d, struct place *ret_place) {
	sqlite3_stmt *find;

	if (!d->name.n || !may_be_there(s, str_hash(d->name, s->seed)))
		return 0;
	int r = store_statement(s, QUERY_SAME_DEVICE_BY_NAME, &find);
	if (r)
		return r;
	bind_text(find, 1, d->name);
	bind_addr(find, 2, &d->mac);
	return first_place(s, find, ret_place);
}

static int find_by_address(struct store *s, const struct device *d, struct place *ret_place) {
	sqlite3_stmt *find;
	int r = store_statement(s, QUERY_SAME_DEVICE_BY_IP, &find);

	for (size_t i = 0; !r && !ret_place->id && i < d->address_count; i++) {
		if (!may_be_there(s, addr_hash(d->addresses[i], s->seed)))
			continue;
		bind_addr(find, 1, &d->addresses[i]);
		bind_addr(find, 2, &d->mac);
		r = first_place(s, find, ret_place);
	}
	return r;
}

/* So that what comes later in this run looks it up. */
static void meet(struct store *s, const struct device *d) {
	if (!s->was_empty)
		return;
	met_add(&s->met, addr_hash(d->mac, s->seed));
	met_add(&s->met, str_hash(d->name, s->seed));
	for (size_t i = 0; i < d->address_count; i++)
		met_add(&s->met, addr_hash(d->addresses[i], s->seed));
}

/*
 * Zeros when it is a new one. A MAC says more than a name, a name more than an
 * address, which tomorrow belongs to another device.
 */
static int find_same(struct store *s, const struct device *d, struct place *ret_place) {
	struct place place = { 0 };
	int r = find_by_mac(s, d, &place);

	if (!r && !place.id)
		r = find_by_name(s, d, &place);
	if (!r && !place.id)
		r = find_by_address(s, d, &place);
	if (!r)
		*ret_place = place;
	meet(s, d);
	return r;
}

/* What is written of it */

/* What has no time was seen when the run began. */
static uint64_t first_us_of(const struct store *s, const struct device *d) {
	return d->first_us ? d->first_us : s->started_us;
}

static uint64_t last_us_of(const struct store *s, const struct device *d) {
	return d->last_us ? d->last_us : s->started_us;
}

static int add_device(struct store *s, const struct device *d, bool books, struct place *ret_place) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_DEVICE, &add);

	if (r)
		return r;
	bind_text(add, 1, d->name);
	bind_addr(add, 2, &d->mac);
	bind_time(add, 3, first_us_of(s, d));
	bind_time(add, 4, last_us_of(s, d));
	sqlite3_bind_int64(add, 5, books);
	r = store_step(s, add, NULL);
	ret_place->id = ret_place->whole = sqlite3_last_insert_rowid(s->db);
	return r;
}

static int touch_times(struct store *s, const struct device *d, int64_t id) {
	sqlite3_stmt *touch;
	int r = store_statement(s, QUERY_TOUCH_DEVICE, &touch);

	if (r)
		return r;
	sqlite3_bind_int64(touch, 1, id);
	bind_time(touch, 2, first_us_of(s, d));
	bind_time(touch, 3, last_us_of(s, d));
	return store_step(s, touch, NULL);
}

/* A statement of its own: naming the name and the MAC moves their indexes, even where they stay the same. */
static int touch_device(struct store *s, const struct device *d, bool books, struct place place) {
	sqlite3_stmt *give;
	int r = touch_times(s, d, place.id);

	/* That it stands in a register is no sight of it. */
	if (!r && place.whole != place.id && !books)
		r = touch_times(s, d, place.whole);
	if (r || d->mac.kind == ADDR_NONE)
		return r;
	r = store_statement(s, QUERY_GIVE_MAC, &give);
	if (r)
		return r;
	sqlite3_bind_int64(give, 1, place.id);
	bind_addr(give, 2, &d->mac);
	bind_text(give, 3, d->name);
	r = store_step(s, give, NULL);
	s->is_known_by_more = s->is_known_by_more || sqlite3_changes(s->db) > 0;
	return r;
}

/* Fills s->addresses with those that the device has. */
static int load_addresses(struct store *s, int64_t id) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_KNOWN_ADDRESSES, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, id);
	for (;;) {
		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		/* The numbers are 0, 1, 2: rows are never taken away. */
		if (s->address_count == STORE_ADDRESSES_MAX || sqlite3_column_int64(load, 0) != (int64_t)s->address_count)
			break;
		s->addresses[s->address_count++] = (struct address_row){
			column_addr(load, 1), (uint64_t)sqlite3_column_int64(load, 2),
		};
	}
	sqlite3_reset(load);
	return STORE_WRONG;
}

static int touch_address(struct store *s, int64_t id, size_t number, uint64_t last_us) {
	sqlite3_stmt *touch;

	if (last_us <= s->addresses[number].last_us)
		return 0;
	int r = store_statement(s, QUERY_TOUCH_ADDRESS, &touch);
	if (r)
		return r;
	s->addresses[number].last_us = last_us;
	sqlite3_bind_int64(touch, 1, id);
	sqlite3_bind_int64(touch, 2, (int64_t)number);
	bind_time(touch, 3, last_us);
	return store_step(s, touch, NULL);
}

static int add_address(struct store *s, int64_t id, const addr *ip, uint64_t first_us, uint64_t last_us) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_ADDRESS, &add);

	if (r)
		return r;
	sqlite3_bind_int64(add, 1, id);
	sqlite3_bind_int64(add, 2, (int64_t)s->address_count);
	bind_addr(add, 3, ip);
	bind_time(add, 4, first_us);
	bind_time(add, 5, last_us);
	s->addresses[s->address_count++] = (struct address_row){ *ip, last_us };
	s->is_known_by_more = true;
	return store_step(s, add, NULL);
}

static int write_addresses(struct store *s, const struct device *d, bool is_new, int64_t id) {
	s->address_count = 0;
	int r = is_new || !d->address_count ? 0 : load_addresses(s, id);

	for (size_t i = 0; !r && i < d->address_count; i++) {
		const addr *ip = &d->addresses[i];
		size_t number = 0;

		while (number < s->address_count && !addr_eq(s->addresses[number].ip, *ip))
			number++;
		if (number < s->address_count)
			r = touch_address(s, id, number, last_us_of(s, d));
		else if (number < STORE_ADDRESSES_MAX)
			r = add_address(s, id, ip, first_us_of(s, d), last_us_of(s, d));
	}
	return r;
}

/*
 * What came was thought of what this run saw. Where more is on record, of this
 * device, of others that are merged with it, or by people's word, it is
 * thought anew, when this run saw anything that was not known.
 */
static int write_judged(struct store *s, const struct device *d, const struct judged_answer *answer, bool is_new, bool books,
			const struct place *place) {
	bool is_all = is_new || (place->id == place->whole && s->seen.count <= d->observation_count);
	bool is_plain = is_new;
	int r = is_new || !is_all ? 0 : store_is_plain(s, place->id, &is_plain);

	if (!r && is_all && is_plain)
		return store_keep_judged(s, d, answer, is_new, place->id);
	/* What a register says again, after it said something else, counts again. */
	bool is_other = s->seen.count > s->seen.known_count || (books && s->seen.again);
	return !r && is_other ? store_think_anew(s, place->whole) : r;
}

/* An address that it has now may be one of a site's. */
static int settle(struct store *s, const struct device *d, int64_t whole) {
	bool has_networks = false;
	int r = d->address_count ? store_has_networks(s, &has_networks) : 0;

	return !r && has_networks ? store_settle(s, whole) : r;
}

static int add(struct store *s, const struct device *d, const struct judged_answer *answer) {
	struct place place = { 0 };
	struct known_by by;

	store_know_by(s, d, &by);
	int r = by.books ? store_find_entry(s, d, &by, &place) : find_same(s, d, &place);
	/* Of a new device nothing is known, so nothing is looked up: the first run is the long one. */
	bool is_new = place.id == 0;

	s->added_is_new = s->is_known_by_more = is_new;
	if (!r)
		r = is_new ? add_device(s, d, by.books, &place) : touch_device(s, d, by.books, place);
	if (!r)
		r = write_addresses(s, d, is_new, place.id);
	if (!r)
		r = store_add_observations(s, d, is_new, place.id);
	if (!r)
		r = settle(s, d, place.whole);
	if (!r)
		r = write_judged(s, d, answer, is_new, by.books, &place);
	if (!r)
		r = store_join(s, d, &by, place.id);
	s->added = place.id;
	if (r || !by.books)
		return r;
	/* A row of a register may hang on another device now, of which something was told. */
	r = store_whole(s, place.id, &s->added);
	s->added_is_new = is_new && s->added == place.id;
	return r;
}

int64_t store_added(const struct store *s, bool *ret_is_new) {
	*ret_is_new = s->added_is_new;
	return s->added;
}

int store_add_answered(struct store *s, const struct device *device, const struct judged_answer *answer) {
	if (!s->in_run)
		return -EINVAL;
	/* After a failure a run cannot be whole any more, so the rest of it is not even tried. */
	if (!s->broken)
		s->broken = add(s, device, answer);
	return s->broken;
}

int store_add(struct store *s, const struct device *device) {
	const struct judged_answer answer = { .verdicts = device->verdicts.count ? &device->verdicts : NULL };

	return store_add_answered(s, device, &answer);
}
