/*
 * Adding observations: what is new goes onto fresh sheets, what is known only
 * moves its last-seen time.
 */
#include <errno.h>
#include <string.h>

#include "store/inner.h"

/* Names of fields */

/* Those that are in the file and not yet here: all at first, later what other runs added. */
static int load_fields(struct store *s) {
	sqlite3_stmt *more;
	bool row = true;
	int r = store_statement(s, QUERY_MORE_FIELDS, &more);

	if (r)
		return r;
	sqlite3_bind_int64(more, 1, (int64_t)s->fields.count);
	for (;;) {
		r = store_step(s, more, &row);
		if (r || !row)
			return r;
		if (sqlite3_column_int64(more, 0) != (int64_t)s->fields.count + 1)
			return STORE_WRONG;
		if (!fields_add(&s->fields, column_text(more, 1)))
			return -ENOMEM;
	}
}

int store_field_name(struct store *s, uint64_t number, str *ret_name) {
	int r = number > s->fields.count ? load_fields(s) : 0;

	if (r)
		return r;
	str name = fields_name(&s->fields, number);
	if (!name.at || name.n > OBS_FIELD_MAX)
		return STORE_WRONG;
	*ret_name = name;
	return 0;
}

/* A run asks for the same few hundred names a million times: none of that reaches SQLite. */
static int field_number(struct store *s, str name, uint32_t *ret_number) {
	sqlite3_stmt *add;
	int r = s->fields.count ? 0 : load_fields(s);

	if (r)
		return r;
	*ret_number = fields_number(&s->fields, name);
	if (*ret_number)
		return 0;
	r = store_statement(s, QUERY_ADD_FIELD, &add);
	if (r)
		return r;
	sqlite3_bind_int64(add, 1, (int64_t)s->fields.count + 1);
	bind_text(add, 2, name);
	r = store_step(s, add, NULL);
	if (r)
		return r;
	if (!fields_add(&s->fields, name))
		return -ENOMEM;
	*ret_number = (uint32_t)s->fields.count;
	return 0;
}

/* Last-seen times */

static uint64_t last_us(const struct seen *seen, uint32_t number) {
	cur in = cur_over((str){ seen->last_us + 8 * (size_t)number, 8 });

	return cur_be64(&in);
}

static void set_last_us(struct seen *seen, uint32_t number, uint64_t time_us) {
	for (size_t i = 0; i < 8; i++)
		seen->last_us[8 * (size_t)number + i] = (uint8_t)(time_us >> (56 - 8 * i));
}

static uint32_t sheet_begin(const struct seen *seen, uint32_t sheet) {
	return sheet ? seen->sheets[sheet - 1].end : 0;
}

/* The times of one sheet. */
static str sheet_times(const struct seen *seen, uint32_t sheet, uint32_t end) {
	uint32_t begin = sheet_begin(seen, sheet);

	return (str){ seen->last_us + 8 * (size_t)begin, 8 * (size_t)(end - begin) };
}

/* What the device has */

static uint64_t *field_bits(struct seen *seen, uint64_t field) {
	return &seen->fields[field / 64 % (sizeof seen->fields / sizeof *seen->fields)];
}

static uint64_t field_bit(uint64_t field) {
	return UINT64_C(1) << field % 64;
}

/* Of the name of a source; a number that nobody has is no name. */
static int source_hash(struct store *s, int64_t source, uint64_t *ret_hash) {
	struct kept_source *kept = &s->sources[(uint64_t)source % SOURCES_KEPT_MAX];
	sqlite3_stmt *find;
	bool found = false;

	if (!source || kept->id != source) {
		int r = store_row_of(s, QUERY_SOURCE_NAME, source, &find, &found);

		if (r)
			return r;
		*kept = (struct kept_source){ source, str_hash(found ? column_text(find, 0) : (str){ 0 }, s->seed) };
		sqlite3_reset(find);
	}
	*ret_hash = kept->hash;
	return 0;
}

/*
 * What was seen is the same whoever saw it. What registers say is each one's
 * own, also where they say it alike: one of them may stop saying it.
 */
static int find_entry(struct store *s, uint64_t field, const struct obs *o, int64_t source, struct known_entry **ret_entry) {
	struct obs named = *o;
	uint64_t register_hash = 0;
	int r = store_field_name(s, field, &named.field);

	if (!r && obs_is_of_books(&named))
		r = source_hash(s, source, &register_hash);
	if (r)
		return r;
	*ret_entry = known_entry(&s->seen.known, (int64_t)(field ^ register_hash), o->value);
	return *ret_entry ? 0 : -ENOMEM;
}

/* One row of known_sheets. A foreign file may hold anything. */
static int know_sheet(struct store *s, sqlite3_stmt *row) {
	struct seen *seen = &s->seen;
	int64_t first_source = sqlite3_column_int64(row, 3);
	int64_t count = sqlite3_column_int64(row, 0);
	cur times = cur_over(column_blob(row, 1)), in = cur_over(column_blob(row, 2));
	struct obs o;
	uint64_t field;

	if (count < 1 || count > STORE_OBSERVATIONS_MAX - (int64_t)seen->count ||
	    cur_left(&times) != 8 * (size_t)count)
		return STORE_WRONG;
	for (int64_t i = 0; i < count; i++) {
		if (!sheet_unpack(&in, &field, &o))
			return STORE_WRONG;
		struct known_entry *e;
		int r = find_entry(s, field, &o, first_source + o.source, &e);
		if (r)
			return r;
		e->number = seen->count;
		e->sheet = seen->sheet_count;
		uint64_t time_us = cur_be64(&times);
		set_last_us(seen, seen->count++, time_us);
		seen->newest_us = time_us > seen->newest_us ? time_us : seen->newest_us;
		*field_bits(seen, field) |= field_bit(field);
	}
	seen->sheets[seen->sheet_count].touched = false;
	seen->sheets[seen->sheet_count++].end = seen->count;
	return 0;
}

static int load_known(struct store *s, int64_t id) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_KNOWN_SHEETS, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, id);
	while (!r) {
		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		r = know_sheet(s, load);
	}
	sqlite3_reset(load);
	return r;
}

/* What is written */

/* Writes the sheet that is being filled and begins the next one. */
static int write_sheet(struct store *s, int64_t id) {
	struct seen *seen = &s->seen;
	uint32_t begin = sheet_begin(seen, seen->sheet_count);
	sqlite3_stmt *add;

	if (begin == seen->count)
		return 0;
	const struct sheet_row sheet = { id, seen->sheet_count, s->first_source, seen->count - begin, text_done(&seen->fresh) };
	int r = evidence_add(&s->evidence, &sheet);
	if (!r)
		r = store_statement(s, QUERY_ADD_SHEET, &add);
	if (r)
		return r;
	sqlite3_bind_int64(add, 1, id);
	sqlite3_bind_int64(add, 2, seen->sheet_count);
	sqlite3_bind_int64(add, 3, s->first_source);
	sqlite3_bind_int64(add, 4, seen->count - begin);
	bind_blob(add, 5, sheet_times(seen, seen->sheet_count, seen->count));
	bind_blob(add, 6, text_done(&seen->fresh));
	seen->sheets[seen->sheet_count].touched = false;
	seen->sheets[seen->sheet_count++].end = seen->count;
	r = store_step(s, add, NULL);
	seen->fresh.used = 0;
	return r;
}

/* Nothing is written for a capture that is read a second time: no time moves. */
static int touch_sheets(struct store *s, int64_t id) {
	struct seen *seen = &s->seen;
	sqlite3_stmt *touch;
	int r = 0;

	for (uint32_t i = 0; !r && i < seen->sheet_count; i++) {
		if (!seen->sheets[i].touched)
			continue;
		r = store_statement(s, QUERY_TOUCH_SHEET, &touch);
		if (r)
			return r;
		sqlite3_bind_int64(touch, 1, id);
		sqlite3_bind_int64(touch, 2, i);
		bind_blob(touch, 3, sheet_times(seen, i, seen->sheets[i].end));
		r = store_step(s, touch, NULL);
	}
	return r;
}

static int add_fresh(struct store *s, int64_t id, uint32_t field, const struct obs *o, struct known_entry *e) {
	struct seen *seen = &s->seen;

	if (!sheet_pack(&seen->fresh, field, o)) {
		int r = write_sheet(s, id);
		if (r)
			return r;
		/* Longer than OBS_VALUE_MAX: no observation is. */
		if (!sheet_pack(&seen->fresh, field, o))
			return -EMSGSIZE;
	}
	e->number = seen->count;
	e->sheet = seen->sheet_count;
	set_last_us(seen, seen->count++, o->time_us);
	return 0;
}

/* Not `any`: only where something is on record of this field. */
static int add_one(struct store *s, bool any, int64_t id, const struct obs *o) {
	struct seen *seen = &s->seen;
	uint32_t field = 0;
	int r = field_number(s, o->field, &field);

	if (r)
		return r;
	if (!any && !(*field_bits(seen, field) & field_bit(field)))
		return 0;
	struct known_entry *e;
	r = find_entry(s, field, o, s->first_source + o->source, &e);
	if (r)
		return r;
	if (e->number < 0)
		return seen->count < STORE_OBSERVATIONS_MAX ? add_fresh(s, id, field, o, e) : 0;
	if (o->time_us > last_us(seen, (uint32_t)e->number)) {
		seen->again = seen->again || last_us(seen, (uint32_t)e->number) < seen->newest_us;
		set_last_us(seen, (uint32_t)e->number, o->time_us);
		seen->sheets[e->sheet].touched = true;
	}
	return 0;
}

int store_add_observations(struct store *s, const struct device *d, bool is_new, int64_t id) {
	struct seen *seen = &s->seen;

	known_clear(&seen->known);
	seen->count = seen->sheet_count = 0;
	memset(seen->fields, 0, sizeof seen->fields);
	seen->newest_us = 0;
	seen->again = false;
	seen->fresh = TEXT(seen->room);
	int r = is_new ? 0 : load_known(s, id);
	seen->known_count = seen->count;
	for (size_t i = 0; !r && i < d->observation_count + d->blank_count; i++) {
		struct obs o = d->observations[i];

		o.time_us = o.time_us ? o.time_us : d->last_us ? d->last_us : s->started_us;
		/* As bind_time() does: no time of an estate is beyond what SQL can tell. */
		o.time_us = o.time_us > INT64_MAX ? INT64_MAX : o.time_us;
		o.source = o.source < s->source_count ? o.source : 0;
		/* Blank is worth keeping where something was said; and a new row may be an old one under another name. */
		r = add_one(s, is_new || i < d->observation_count, id, &o);
	}
	if (!r)
		r = write_sheet(s, id);
	return r ? r : touch_sheets(s, id);
}
