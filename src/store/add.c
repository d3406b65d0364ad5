/*
 * Adding to the estate: which device it is, and what is new of it.
 */
#include <errno.h>
#include <math.h>

#include "store/inner.h"

/* Which device it is */

/* The id in the first row of a statement whose values are bound; 0 when there is none. */
static int first_id(struct store *s, sqlite3_stmt *statement, int64_t *ret_id) {
	bool row = false;
	int r = store_step(s, statement, &row);

	if (r)
		return r;
	*ret_id = row ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_reset(statement);
	return 0;
}

static bool may_be_there(const struct store *s, uint64_t hash) {
	return !s->was_empty || met_perhaps(&s->met, hash);
}

static int find_by_mac(struct store *s, const struct device *d, int64_t *ret_id) {
	sqlite3_stmt *find;

	if (d->mac.kind == ADDR_NONE || !may_be_there(s, addr_hash(d->mac, s->seed)))
		return 0;
	int r = store_statement(s, QUERY_DEVICE_BY_MAC, &find);
	if (r)
		return r;
	bind_addr(find, 1, &d->mac);
	return first_id(s, find, ret_id);
}

static int find_by_name(struct store *s, const struct device *d, int64_t *ret_id) {
	sqlite3_stmt *find;

	if (!d->name.n || !may_be_there(s, str_hash(d->name, s->seed)))
		return 0;
	int r = store_statement(s, QUERY_SAME_DEVICE_BY_NAME, &find);
	if (r)
		return r;
	bind_text(find, 1, d->name);
	bind_addr(find, 2, &d->mac);
	return first_id(s, find, ret_id);
}

static int find_by_address(struct store *s, const struct device *d, int64_t *ret_id) {
	sqlite3_stmt *find;
	int r = store_statement(s, QUERY_SAME_DEVICE_BY_IP, &find);

	for (size_t i = 0; !r && !*ret_id && i < d->address_count; i++) {
		if (!may_be_there(s, addr_hash(d->addresses[i], s->seed)))
			continue;
		bind_addr(find, 1, &d->addresses[i]);
		r = first_id(s, find, ret_id);
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
 * 0 in `ret_id` when it is a new one. A MAC says more than a name, a name more
 * than an address, which tomorrow belongs to another device.
 */
static int find_same(struct store *s, const struct device *d, int64_t *ret_id) {
	int64_t id = 0;
	int r = find_by_mac(s, d, &id);

	if (!r && !id)
		r = find_by_name(s, d, &id);
	if (!r && !id)
		r = find_by_address(s, d, &id);
	if (!r)
		*ret_id = id;
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

static int add_device(struct store *s, const struct device *d, int64_t *ret_id) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_DEVICE, &add);

	if (r)
		return r;
	bind_text(add, 1, d->name);
	bind_addr(add, 2, &d->mac);
	bind_time(add, 3, first_us_of(s, d));
	bind_time(add, 4, last_us_of(s, d));
	r = store_step(s, add, NULL);
	*ret_id = sqlite3_last_insert_rowid(s->db);
	return r;
}

/* Two statements: naming the name and the MAC moves their indexes, even where they stay the same. */
static int touch_device(struct store *s, const struct device *d, int64_t id) {
	sqlite3_stmt *touch, *give;
	int r = store_statement(s, QUERY_TOUCH_DEVICE, &touch);

	if (r)
		return r;
	sqlite3_bind_int64(touch, 1, id);
	bind_time(touch, 2, first_us_of(s, d));
	bind_time(touch, 3, last_us_of(s, d));
	r = store_step(s, touch, NULL);
	if (r || d->mac.kind == ADDR_NONE)
		return r;
	r = store_statement(s, QUERY_GIVE_MAC, &give);
	if (r)
		return r;
	sqlite3_bind_int64(give, 1, id);
	bind_addr(give, 2, &d->mac);
	bind_text(give, 3, d->name);
	return store_step(s, give, NULL);
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

/* Is the same as in the last row: to a thousandth, which is all that is shown? */
static bool belief_is_same(sqlite3_stmt *last, int at, const struct belief *b) {
	return str_eq(column_text(last, at), b->id) &&
	       fabs(sqlite3_column_double(last, at + 1) - b->confidence) < 0.0005 &&
	       str_eq(column_text(last, at + 2), str_of(grade_names[b->grade]));
}

static bool identity_is_same(sqlite3_stmt *last, const struct identity *i) {
	int type = sqlite3_column_type(last, 11);
	enum tri relabelled = type == SQLITE_NULL ? TRI_UNKNOWN : sqlite3_column_int(last, 11) ? TRI_TRUE : TRI_FALSE;

	return belief_is_same(last, 0, &i->maker) && belief_is_same(last, 3, &i->brand) &&
	       str_eq(column_text(last, 6), i->model) && str_eq(column_text(last, 7), i->original) &&
	       str_eq(column_text(last, 8), str_of(class_names[i->class])) &&
	       str_eq(column_text(last, 9), i->soc.id) && str_eq(column_text(last, 10), i->firmware) &&
	       relabelled == i->relabelled;
}

static int last_is_same(struct store *s, int64_t id, const struct identity *i, bool *ret_same) {
	sqlite3_stmt *last;
	bool row = false;
	int r = store_statement(s, QUERY_LAST_IDENTITY, &last);

	if (r)
		return r;
	sqlite3_bind_int64(last, 1, id);
	r = store_step(s, last, &row);
	if (r)
		return r;
	*ret_same = row && identity_is_same(last, i);
	sqlite3_reset(last);
	return 0;
}

static void bind_belief(sqlite3_stmt *add, int at, const struct belief *b) {
	bind_text_or_null(add, at, b->id);
	sqlite3_bind_double(add, at + 1, b->confidence);
	bind_text(add, at + 2, str_of(grade_names[b->grade]));
}

/* A device that came twice in one run is what it was the second time. */
static int drop_identity(struct store *s, int64_t id) {
	sqlite3_stmt *drop;
	int r = store_statement(s, QUERY_DROP_IDENTITY, &drop);

	if (r)
		return r;
	sqlite3_bind_int64(drop, 1, id);
	sqlite3_bind_int64(drop, 2, s->run);
	return store_step(s, drop, NULL);
}

static int add_identity(struct store *s, const struct identity *i, int64_t id) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_IDENTITY, &add);

	if (r)
		return r;
	bind_belief(add, 1, &i->maker);
	bind_belief(add, 4, &i->brand);
	bind_text_or_null(add, 7, i->model);
	bind_text_or_null(add, 8, i->original);
	bind_text(add, 9, str_of(class_names[i->class]));
	bind_text_or_null(add, 10, i->soc.id);
	bind_text_or_null(add, 11, i->firmware);
	if (i->relabelled == TRI_UNKNOWN)
		sqlite3_bind_null(add, 12);
	else
		sqlite3_bind_int(add, 12, i->relabelled == TRI_TRUE);
	sqlite3_bind_int64(add, 13, id);
	sqlite3_bind_int64(add, 14, s->run);
	return store_step(s, add, NULL);
}

static int write_identity(struct store *s, const struct identity *i, bool is_new, int64_t id) {
	bool same = false;
	int r = is_new ? 0 : last_is_same(s, id, i, &same);

	if (!r && !is_new && !same)
		r = drop_identity(s, id);
	return r || same ? r : add_identity(s, i, id);
}

/* A law that never said anything but "clear" has no row. */
static int verdict_is_same(struct store *s, int64_t id, const struct verdict *v, str by, bool *ret_same) {
	sqlite3_stmt *last;
	bool row = false;
	int r = store_statement(s, QUERY_LAST_VERDICT, &last);

	if (r)
		return r;
	sqlite3_bind_int64(last, 1, id);
	bind_text(last, 2, v->law->id);
	r = store_step(s, last, &row);
	if (r)
		return r;
	*ret_same = row ? str_eq(column_text(last, 0), str_of(status_names[v->status])) && str_eq(column_text(last, 1), by) :
			  v->status == STATUS_CLEAR;
	sqlite3_reset(last);
	return 0;
}

static int write_verdict(struct store *s, const struct verdict *v, bool is_new, int64_t id) {
	sqlite3_stmt *add;
	char day[11] = "";
	bool same = v->status == STATUS_CLEAR;

	/* Comparing days as text is comparing them as days: YYYY-MM-DD. */
	if (v->by != DATE_NONE)
		date_format(v->by, day);
	int r = is_new ? 0 : verdict_is_same(s, id, v, str_of(day), &same);
	if (r || same)
		return r;
	r = store_statement(s, QUERY_ADD_VERDICT, &add);
	if (r)
		return r;
	bind_text(add, 1, str_of(status_names[v->status]));
	bind_text_or_null(add, 2, str_of(day));
	sqlite3_bind_int64(add, 3, id);
	bind_text(add, 4, v->law->id);
	sqlite3_bind_int64(add, 5, s->run);
	return store_step(s, add, NULL);
}

static int add(struct store *s, const struct device *d) {
	int64_t id = 0;
	int r = find_same(s, d, &id);
	/* Of a new device nothing is known, so nothing is looked up: the first run is the long one. */
	bool is_new = id == 0;

	if (!r)
		r = is_new ? add_device(s, d, &id) : touch_device(s, d, id);
	if (!r)
		r = write_addresses(s, d, is_new, id);
	if (!r)
		r = store_add_observations(s, d, is_new, id);
	if (!r)
		r = write_identity(s, &d->identity, is_new, id);
	for (size_t i = 0; !r && i < d->verdicts.count; i++)
		r = write_verdict(s, &d->verdicts.at[i], is_new, id);
	return r;
}

int store_add(struct store *s, const struct device *device) {
	if (!s->in_run)
		return -EINVAL;
	/* After a failure a run cannot be whole any more, so the rest of it is not even tried. */
	if (!s->broken)
		s->broken = add(s, device);
	return s->broken;
}
