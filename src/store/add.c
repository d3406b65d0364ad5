/*
 * Adding to the estate: which device it is, and what is new of it.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/inner.h"

enum { FIELD_SLOTS_FIRST = 256 };

/* Names of fields */

static struct field_row *field_slot(const struct store *s, str name) {
	for (size_t i = (size_t)str_hash(name, s->seed);; i++) {
		struct field_row *f = &s->fields[i & (s->field_slot_count - 1)];

		if (!f->name || str_eq((str){ (uint8_t *)f->name, f->name_size }, name))
			return f;
	}
}

static int grow_fields(struct store *s) {
	struct field_row *old = s->fields;
	size_t old_count = s->field_slot_count, count = old_count ? 2 * old_count : FIELD_SLOTS_FIRST;
	struct field_row *fields = calloc(count, sizeof *fields);

	if (!fields)
		return -ENOMEM;
	s->fields = fields;
	s->field_slot_count = count;
	for (size_t i = 0; i < old_count; i++)
		if (old[i].name)
			*field_slot(s, (str){ (uint8_t *)old[i].name, old[i].name_size }) = old[i];
	free(old);
	return 0;
}

static int remember_field(struct store *s, str name, int64_t id) {
	if (2 * (s->field_count + 1) > s->field_slot_count && grow_fields(s))
		return -ENOMEM;
	char *copy = malloc(name.n + 1);
	if (!copy)
		return -ENOMEM;
	if (name.n)
		memcpy(copy, name.at, name.n);
	*field_slot(s, name) = (struct field_row){ copy, name.n, id };
	s->field_count++;
	return 0;
}

static int load_fields(struct store *s) {
	sqlite3_stmt *all;
	bool row = true;
	int r = store_statement(s, QUERY_ALL_FIELDS, &all);

	if (!r && !s->field_slot_count)
		r = grow_fields(s);
	while (!r) {
		r = store_step(s, all, &row);
		if (r || !row)
			return r;
		r = remember_field(s, column_text(all, 1), sqlite3_column_int64(all, 0));
	}
	return r;
}

static int field_id(struct store *s, str name, int64_t *ret_id) {
	sqlite3_stmt *add;
	int r = s->field_slot_count ? 0 : load_fields(s);

	if (r)
		return r;
	/* A run asks for the same few hundred names millions of times: none of that reaches SQLite. */
	struct field_row *known = field_slot(s, name);
	if (known->name) {
		*ret_id = known->id;
		return 0;
	}
	r = store_statement(s, QUERY_ADD_FIELD, &add);
	if (r)
		return r;
	bind_text(add, 1, name);
	r = store_step(s, add, NULL);
	if (r)
		return r;
	*ret_id = sqlite3_last_insert_rowid(s->db);
	return remember_field(s, name, *ret_id);
}

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

static int find_by_mac(struct store *s, const struct device *d, int64_t *ret_id) {
	sqlite3_stmt *find;
	int r = store_statement(s, QUERY_DEVICE_BY_MAC, &find);

	if (r)
		return r;
	bind_addr(find, 1, &d->mac);
	return first_id(s, find, ret_id);
}

static int find_by_name(struct store *s, const struct device *d, int64_t *ret_id) {
	sqlite3_stmt *find;
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
		bind_addr(find, 1, &d->addresses[i]);
		r = first_id(s, find, ret_id);
	}
	return r;
}

/*
 * 0 in `ret_id` when it is a new one. A MAC says more than a name, a name more
 * than an address, which tomorrow belongs to another device.
 */
static int find_same(struct store *s, const struct device *d, int64_t *ret_id) {
	int64_t id = 0;
	int r = d->mac.kind == ADDR_NONE ? 0 : find_by_mac(s, d, &id);

	if (!r && !id && d->name.n)
		r = find_by_name(s, d, &id);
	if (!r && !id)
		r = find_by_address(s, d, &id);
	if (!r)
		*ret_id = id;
	return r;
}

/* What is written of it */

static int write_device(struct store *s, const struct device *d, bool is_new, int64_t *id) {
	sqlite3_stmt *write;
	int r = store_statement(s, is_new ? QUERY_ADD_DEVICE : QUERY_TOUCH_DEVICE, &write), at = 1;
	/* What has no time was seen when the run began. */
	uint64_t first_us = d->first_us ? d->first_us : s->started_us, last_us = d->last_us ? d->last_us : s->started_us;

	if (r)
		return r;
	if (is_new)
		bind_text(write, at++, d->name);
	else
		sqlite3_bind_int64(write, at++, *id);
	bind_addr(write, at++, &d->mac);
	bind_time(write, at++, first_us);
	bind_time(write, at++, last_us);
	if (!is_new)
		bind_text(write, at, d->name);
	r = store_step(s, write, NULL);
	if (!r && is_new)
		*id = sqlite3_last_insert_rowid(s->db);
	return r;
}

/* Moves the last-seen time; `ret_known` is false when the device has no such address. */
static int touch_address(struct store *s, int64_t id, const addr *ip, uint64_t last_us, bool *ret_known) {
	sqlite3_stmt *touch;
	int r = store_statement(s, QUERY_TOUCH_ADDRESS, &touch);

	if (r)
		return r;
	sqlite3_bind_int64(touch, 1, id);
	bind_addr(touch, 2, ip);
	bind_time(touch, 3, last_us);
	r = store_step(s, touch, NULL);
	*ret_known = sqlite3_changes(s->db) > 0;
	return r;
}

static int add_address(struct store *s, int64_t id, int64_t number, const addr *ip, uint64_t first_us,
		       uint64_t last_us) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_ADDRESS, &add);

	if (r)
		return r;
	sqlite3_bind_int64(add, 1, id);
	sqlite3_bind_int64(add, 2, number);
	bind_addr(add, 3, ip);
	bind_time(add, 4, first_us);
	bind_time(add, 5, last_us);
	return store_step(s, add, NULL);
}

static int count_addresses(struct store *s, int64_t id, int64_t *ret_count) {
	sqlite3_stmt *count;
	int r = store_statement(s, QUERY_ADDRESS_COUNT, &count);

	if (r)
		return r;
	sqlite3_bind_int64(count, 1, id);
	return first_id(s, count, ret_count);
}

static int write_addresses(struct store *s, const struct device *d, bool is_new, int64_t id) {
	uint64_t first_us = d->first_us ? d->first_us : s->started_us, last_us = d->last_us ? d->last_us : s->started_us;
	int64_t number = 0;
	int r = is_new || !d->address_count ? 0 : count_addresses(s, id, &number);

	for (size_t i = 0; !r && i < d->address_count && number < STORE_ADDRESSES_MAX; i++) {
		const addr *ip = &d->addresses[i];
		bool known = false;

		if (!is_new)
			r = touch_address(s, id, ip, last_us, &known);
		if (!r && !known)
			r = add_address(s, id, number++, ip, first_us, last_us);
	}
	return r;
}

/* Fills s->known with what the device has. */
static int load_known(struct store *s, int64_t id, int64_t *ret_next) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_KNOWN_OBSERVATIONS, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, id);
	for (;;) {
		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		struct known_entry *e = known_entry(&s->known, sqlite3_column_int64(load, 1), column_blob(load, 2));
		if (!e)
			return -ENOMEM;
		e->number = sqlite3_column_int64(load, 0);
		e->last_us = sqlite3_column_int64(load, 3);
		*ret_next = e->number + 1;
	}
}

/* A capture that is read a second time changes nothing and writes nothing. */
static int touch_observation(struct store *s, int64_t id, struct known_entry *e, uint64_t last_us) {
	sqlite3_stmt *touch;

	if (last_us <= (uint64_t)e->last_us || last_us > INT64_MAX)
		return 0;
	int r = store_statement(s, QUERY_TOUCH_OBSERVATION, &touch);
	if (r)
		return r;
	e->last_us = (int64_t)last_us;
	sqlite3_bind_int64(touch, 1, id);
	sqlite3_bind_int64(touch, 2, e->number);
	sqlite3_bind_int64(touch, 3, e->last_us);
	return store_step(s, touch, NULL);
}

static int add_observation(struct store *s, int64_t id, int64_t number, int64_t field, const struct obs *o,
			   uint64_t time_us) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_OBSERVATION, &add);

	if (r)
		return r;
	sqlite3_bind_int64(add, 1, id);
	sqlite3_bind_int64(add, 2, number);
	sqlite3_bind_int64(add, 3, field);
	bind_blob(add, 4, o->value);
	bind_addr(add, 5, &o->who);
	sqlite3_bind_int64(add, 6, s->first_source + (o->source < s->source_count ? o->source : 0));
	/* SQLite has no unsigned numbers: an offset goes and comes back as its 64 bits. */
	sqlite3_bind_int64(add, 7, (int64_t)o->offset);
	bind_time(add, 8, time_us);
	return store_step(s, add, NULL);
}

static int write_observations(struct store *s, const struct device *d, bool is_new, int64_t id) {
	int64_t next = 0, field = 0;

	known_clear(&s->known);
	int r = is_new ? 0 : load_known(s, id, &next);
	for (size_t i = 0; !r && i < d->observation_count; i++) {
		const struct obs *o = &d->observations[i];
		uint64_t time_us = o->time_us ? o->time_us : d->last_us ? d->last_us : s->started_us;

		r = field_id(s, o->field, &field);
		if (r)
			break;
		struct known_entry *e = known_entry(&s->known, field, o->value);
		if (!e)
			return -ENOMEM;
		if (e->number >= 0) {
			r = touch_observation(s, id, e, time_us);
		} else if (next < STORE_OBSERVATIONS_MAX) {
			r = add_observation(s, id, next, field, o, time_us);
			e->number = next++;
			e->last_us = time_us > INT64_MAX ? INT64_MAX : (int64_t)time_us;
		}
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
	       str_eq(column_text(last, 9), i->soc) && str_eq(column_text(last, 10), i->firmware) &&
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

static int write_identity(struct store *s, const struct identity *i, bool is_new, int64_t id) {
	sqlite3_stmt *add;
	bool same = false;
	int r = is_new ? 0 : last_is_same(s, id, i, &same);

	if (r || same)
		return r;
	r = store_statement(s, QUERY_ADD_IDENTITY, &add);
	if (r)
		return r;
	bind_belief(add, 1, &i->maker);
	bind_belief(add, 4, &i->brand);
	bind_text_or_null(add, 7, i->model);
	bind_text_or_null(add, 8, i->original);
	bind_text(add, 9, str_of(class_names[i->class]));
	bind_text_or_null(add, 10, i->soc);
	bind_text_or_null(add, 11, i->firmware);
	if (i->relabelled == TRI_UNKNOWN)
		sqlite3_bind_null(add, 12);
	else
		sqlite3_bind_int(add, 12, i->relabelled == TRI_TRUE);
	sqlite3_bind_int64(add, 13, id);
	sqlite3_bind_int64(add, 14, s->run);
	return store_step(s, add, NULL);
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
		r = write_device(s, d, is_new, &id);
	if (!r)
		r = write_addresses(s, d, is_new, id);
	if (!r)
		r = write_observations(s, d, is_new, id);
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
