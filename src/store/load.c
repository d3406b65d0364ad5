/*
 * A device as the estate gives it back: the evidence of its own row first,
 * then that of the rows that were merged into it.
 */
#include <errno.h>
#include <string.h>

#include "store/inner.h"
#include "store/query.h"

/* What is being filled. */
struct load {
	struct store *s;
	arena *mem;
	bool has_parts;  /* then several rows may have the same */
	bool has_readings; /* then several registers may say the same */
	bool is_part;    /* the row at work is one */
	uint32_t part;   /* the number of the row at work */
	addr *addresses;
	bool *are_of_books;      /* of each address: does none but a register say it? */
	bool *are_books, is_books; /* of each row, and of that at work: is it one of a register? */
	size_t address_count, address_room;
	struct obs *observations;
	struct told_when *told_when; /* of each observation */
	size_t observation_count, observation_room;
	struct obs *superseded;  /* set aside, in the order in which they came */
	size_t superseded_count;
};

/* What an observation does not say itself. */
struct told_when {
	uint64_t field, last_us;
	uint32_t part;
	uint32_t source; /* its number among the registers; NO_REGISTER */
	bool is_superseded;
};

/* A number of a foreign file, as a count that memory is taken for: more than `most` we would not have written. */
static int take_count(sqlite3_stmt *row, int at, size_t most, size_t *ret_count) {
	int64_t number = sqlite3_column_int64(row, at);

	if (number < 0 || (uint64_t)number > most)
		return STORE_WRONG;
	*ret_count = (size_t)number;
	return 0;
}

/* Addresses and observations */

static bool has_address(const struct load *l, addr a) {
	for (size_t i = 0; i < l->address_count; i++)
		if (addr_eq(l->addresses[i], a)) {
			l->are_of_books[i] = l->are_of_books[i] && l->is_books;
			return true;
		}
	return false;
}

/* No more than were counted: others add rows meanwhile. */
static int load_addresses(struct load *l, int64_t id) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(l->s, QUERY_DEVICE_ADDRESSES, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, id);
	while (l->address_count < l->address_room) {
		r = store_step(l->s, load, &row);
		if (r || !row)
			return r;
		addr a = column_addr(load, 0);
		if (l->has_parts && has_address(l, a))
			continue;
		l->are_of_books[l->address_count] = l->is_books;
		l->addresses[l->address_count++] = a;
	}
	sqlite3_reset(load);
	return 0;
}

/* Several rows of one device may have seen the same. */
static int is_known(struct load *l, uint64_t field, str value, bool *ret_known) {
	struct known_entry *e = known_entry(&l->s->seen.known, (int64_t)field, value);

	if (!e)
		return -ENOMEM;
	*ret_known = e->number >= 0;
	e->number = 0;
	return 0;
}

static int load_one(struct load *l, uint64_t field, struct obs o, uint64_t first_source, uint64_t last_us) {
	bool known = false;
	int r = store_field_name(l->s, field, &o.field);

	/* What registers say is held against one another first. */
	if (!r && l->has_parts && !obs_is_of_books(&o))
		r = is_known(l, field, o.value, &known);
	if (r || known || l->observation_count == l->observation_room)
		return r;
	o.field = arena_str(l->mem, o.field);
	o.value = arena_str(l->mem, o.value);
	o.source = (uint32_t)(first_source + o.source);
	l->told_when[l->observation_count] = (struct told_when){ .field = field, .last_us = last_us, .part = l->part };
	l->observations[l->observation_count++] = o;
	return 0;
}

/* One row of device_sheets, which must hold as many as it says. */
static int load_sheet(struct load *l, sqlite3_stmt *sheet) {
	uint64_t first_source = (uint64_t)sqlite3_column_int64(sheet, 0), field;
	cur in = cur_over(column_blob(sheet, 2)), times = cur_over(column_blob(sheet, 3));
	struct obs o;
	size_t count = 0;
	int r = take_count(sheet, 1, STORE_OBSERVATIONS_MAX, &count);

	if (!r && (!count || cur_left(&times) != 8 * count))
		return STORE_WRONG;
	for (size_t i = 0; !r && i < count; i++)
		r = sheet_unpack(&in, &field, &o) ? load_one(l, field, o, first_source, cur_be64(&times)) : STORE_WRONG;
	if (r)
		return r;
	/* Asked once: a full arena stays full. */
	return l->mem->full ? -ENOMEM : cur_left(&in) ? STORE_WRONG : 0;
}

/*
 * What a register says now is what its newest reading says: an observation is
 * superseded when the same register says something else of the device in the
 * same field, and said it last in a later reading. What two registers said
 * alike in one row was once on record as the first one's only: where several
 * tell of a row it only gives way to what was first said later, too, and not
 * to a cell that is blank now.
 */

struct reading {
	uint32_t source, name; /* name: its place among the registers' names */
};

struct register_sources {
	struct reading *at;
	size_t count;
	str *names;          /* each register once, however often it was read */
	size_t name_count;
	bool *are_several;   /* by number of the row: does more than one register tell of it? */
};

enum { NO_REGISTER = INT32_MAX }; /* more than there are observations */

static size_t source_at(const struct register_sources *r, uint32_t source) {
	size_t at = 0;

	while (at < r->count && r->at[at].source != source)
		at++;
	return at;
}

/* From which register each observation is; and which rows have several, not only several readings of one. */
static int note_several(struct load *l, struct register_sources *r) {
	uint32_t *first = arena_new(l->mem, uint32_t, l->part + 1);

	r->are_several = arena_new(l->mem, bool, l->part + 1);
	if (!first || !r->are_several)
		return -ENOMEM;
	for (size_t i = 0, at = 0; i < l->observation_count; i++) {
		uint32_t part = l->told_when[i].part;

		/* What stands beside one another is mostly of one reading. */
		if (at == r->count || r->at[at].source != l->observations[i].source)
			at = source_at(r, l->observations[i].source);
		l->told_when[i].source = at == r->count ? NO_REGISTER : r->at[at].name;
		if (at == r->count)
			continue;
		r->are_several[part] = r->are_several[part] || (first[part] && first[part] - 1 != r->at[at].name);
		first[part] = first[part] ? first[part] : r->at[at].name + 1;
	}
	return 0;
}

/* The name of a source, which is kept once. */
static int find_name(struct load *l, struct register_sources *r, uint32_t source, uint32_t *ret_name) {
	const arena before = *l->mem;
	str name;
	uint32_t at = 0;
	int e = store_source(l->s, l->mem, source, &name);

	if (e)
		return e == STORE_ABSENT ? STORE_WRONG : e;
	while (at < r->name_count && !str_eq(r->names[at], name))
		at++;
	if (at < r->name_count)
		*l->mem = before;
	else
		r->names[r->name_count++] = name;
	*ret_name = at;
	return 0;
}

/* Does what registers say come from more than one reading? Mostly it does not. */
static bool has_readings(const struct load *l) {
	const struct obs *first = NULL;

	for (size_t i = 0; i < l->observation_count; i++) {
		const struct obs *o = &l->observations[i];

		if (!obs_is_of_books(o))
			continue;
		if (first && first->source != o->source)
			return true;
		first = o;
	}
	return false;
}

/* None where all that registers say is from one reading. */
static int find_registers(struct load *l, struct register_sources *ret) {
	int r = 0;

	*ret = (struct register_sources){ 0 };
	if (!has_readings(l))
		return 0;
	ret->at = arena_new(l->mem, struct reading, l->observation_count);
	if (!ret->at)
		return -ENOMEM;
	for (size_t i = 0; i < l->observation_count; i++) {
		uint32_t source = l->observations[i].source;

		if (obs_is_of_books(&l->observations[i]) && (!ret->count || ret->at[ret->count - 1].source != source) &&
		    source_at(ret, source) == ret->count)
			ret->at[ret->count++].source = source;
	}
	if (ret->count < 2)
		return 0;
	ret->names = arena_new(l->mem, str, ret->count);
	for (size_t i = 0; !r && ret->names && i < ret->count; i++)
		r = find_name(l, ret, ret->at[i].source, &ret->at[i].name);
	return !ret->names ? -ENOMEM : r ? r : note_several(l, ret);
}

static bool supersedes(const struct load *l, const struct register_sources *r, size_t later, size_t earlier) {
	const struct obs *a = &l->observations[earlier], *b = &l->observations[later];
	const struct told_when *when_a = &l->told_when[earlier], *when_b = &l->told_when[later];

	return when_b->field == when_a->field && when_b->last_us > when_a->last_us && when_a->source != NO_REGISTER &&
	       when_a->source == when_b->source &&
	       !str_eq(a->value, b->value) &&
	       (!(r->are_several[when_a->part] || r->are_several[when_b->part]) || (b->value.n && b->time_us > a->time_us));
}

static bool is_blank(const struct obs *o) {
	return !o->value.n && obs_is_of_books(o);
}

static bool is_said(const struct obs *observations, size_t count, addr a) {
	for (size_t i = 0; i < count; i++)
		if (str_eq(observations[i].field, STR("register.ip")) && addr_eq(addr_parse(observations[i].value), a))
			return true;
	return false;
}

/* An address that only a register said, and says no more, is none of the device now. */
static void leave_out_addresses(struct load *l) {
	size_t kept = 0;

	for (size_t i = 0; i < l->address_count; i++)
		if (!l->are_of_books[i] || !is_said(l->superseded, l->superseded_count, l->addresses[i]) ||
		    is_said(l->observations, l->observation_count, l->addresses[i]))
			l->addresses[kept++] = l->addresses[i];
	l->address_count = kept;
}

static bool is_alike(const struct obs *a, const struct obs *b) {
	return str_eq(a->field, b->field) && str_eq(a->value, b->value);
}

/* Of one that is superseded: does another register say it still, or was another one's set aside? */
static bool is_told_of(const struct load *l, size_t at) {
	bool is = false;

	for (size_t i = 0; i < l->observation_count && !is; i++)
		is = !l->told_when[i].is_superseded && is_alike(&l->observations[i], &l->observations[at]);
	for (size_t i = 0; i < l->superseded_count && !is; i++)
		is = is_alike(&l->superseded[i], &l->observations[at]);
	return is;
}

static int take_aside(struct load *l, size_t count) {
	size_t kept = 0;

	l->superseded = arena_new(l->mem, struct obs, count);
	if (!l->superseded)
		return -ENOMEM;
	for (size_t i = 0; i < l->observation_count; i++) {
		if (l->told_when[i].is_superseded) {
			if (!is_told_of(l, i))
				l->superseded[l->superseded_count++] = l->observations[i];
			continue;
		}
		l->told_when[kept] = l->told_when[i];
		l->observations[kept++] = l->observations[i];
	}
	l->observation_count = kept;
	leave_out_addresses(l);
	return 0;
}

/* A cell that is blank has done its work once what stood in it is set aside: it is no observation of anything. */
static void leave_out_blank(struct load *l) {
	size_t kept = 0, superseded = 0;

	for (size_t i = 0; i < l->observation_count; i++) {
		if (is_blank(&l->observations[i]))
			continue;
		l->told_when[kept] = l->told_when[i];
		l->observations[kept++] = l->observations[i];
	}
	for (size_t i = 0; i < l->superseded_count; i++)
		if (!is_blank(&l->superseded[i]))
			l->superseded[superseded++] = l->superseded[i];
	l->observation_count = kept;
	l->superseded_count = superseded;
}

/* Takes those that are superseded out of the observations. */
static int set_aside(struct load *l) {
	struct register_sources registers;
	size_t count = 0;
	int r = find_registers(l, &registers);

	l->has_readings = !r && registers.count > 1;
	for (size_t i = 0; !r && registers.count > 1 && i < l->observation_count; i++) {
		bool *is = &l->told_when[i].is_superseded;

		for (size_t k = 0; k < l->observation_count && !*is && obs_is_of_books(&l->observations[i]); k++)
			*is = supersedes(l, &registers, k, i);
		count += *is;
	}
	if (count)
		r = take_aside(l, count);
	if (!r)
		leave_out_blank(l);
	return r;
}

/* Of what several rows or registers say alike, the first stays. */
static int leave_out_repeated(struct load *l) {
	size_t kept = 0;
	int r = 0;

	if (!l->has_parts && !l->has_readings)
		return 0;
	if (!l->has_parts)
		known_clear(&l->s->seen.known);
	for (size_t i = 0; !r && i < l->observation_count; i++) {
		bool known = false;

		if (obs_is_of_books(&l->observations[i]))
			r = is_known(l, l->told_when[i].field, l->observations[i].value, &known);
		if (known)
			continue;
		l->told_when[kept] = l->told_when[i];
		l->observations[kept++] = l->observations[i];
	}
	if (!r)
		l->observation_count = kept;
	return r;
}

/* Behind the others, as far as there is room: for all that were counted there is. */
static void put_observations(const struct load *l, struct device *d) {
	size_t room = l->observation_room - l->observation_count;

	d->observations = l->observations;
	d->observation_count = l->observation_count;
	d->superseded_count = l->superseded_count < room ? l->superseded_count : room;
	if (d->superseded_count)
		memcpy(l->observations + l->observation_count, l->superseded, d->superseded_count * sizeof *l->superseded);
}

static int load_observations(struct load *l, int64_t id) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(l->s, QUERY_DEVICE_SHEETS, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, id);
	while (!r && l->observation_count < l->observation_room) {
		r = store_step(l->s, load, &row);
		if (r || !row)
			return r;
		r = load_sheet(l, load);
	}
	sqlite3_reset(load);
	return r;
}

/* The whole */

static size_t smaller(size_t a, size_t b) {
	return a < b ? a : b;
}

/* What stands in one row of devices; how much evidence hangs on it is added up in `l`. */
static int load_head(struct load *l, int64_t id, struct device *ret_head) {
	sqlite3_stmt *load;
	bool row = false;
	size_t address_count = 0, observation_count = 0;
	int r = store_row_of(l->s, QUERY_DEVICE, id, &load, &row);

	if (r || !row)
		return r ? r : STORE_ABSENT;
	uint64_t first_us = (uint64_t)sqlite3_column_int64(load, 2), last_us = (uint64_t)sqlite3_column_int64(load, 3);
	bool books = sqlite3_column_int64(load, 7);
	l->is_part = sqlite3_column_type(load, 8) != SQLITE_NULL;
	*ret_head = (struct device){
		.name = arena_str(l->mem, column_text(load, 0)), .mac = column_addr(load, 1),
		.first_us = books ? 0 : first_us, .last_us = books ? 0 : last_us, .books_us = books ? first_us : 0,
		.identity.class = CLASS_UNKNOWN, .site = arena_str(l->mem, column_text(load, 6)),
	};
	r = take_count(load, 4, STORE_ADDRESSES_MAX, &address_count);
	if (!r)
		r = take_count(load, 5, STORE_OBSERVATIONS_MAX, &observation_count);
	l->address_room = smaller(l->address_room + address_count, STORE_ADDRESSES_MAX);
	l->observation_room = smaller(l->observation_room + observation_count, STORE_OBSERVATIONS_MAX);
	sqlite3_reset(load);
	return r;
}

/* What a register told is no sight: where the whole's own row is one, the parts that were seen say when. */
static void add_times(struct device *d, const struct device *part) {
	if (part->books_us)
		return;
	if (d->first_us == 0 || (part->first_us && part->first_us < d->first_us))
		d->first_us = part->first_us;
	if (part->last_us > d->last_us)
		d->last_us = part->last_us;
	d->books_us = 0;
}

/* The name is the whole's; the MAC that of the first row that has one. */
static int load_heads(struct load *l, const struct rows *rows, struct device *ret_device) {
	int r = load_head(l, rows->id[0], ret_device);
	bool books = !r && ret_device->books_us;

	/* Only where the row was asked for as a whole, and merged by somebody since. */
	if (!r && l->is_part)
		return STORE_ABSENT;
	l->are_books = arena_new(l->mem, bool, rows->count);
	if (!l->are_books)
		return -ENOMEM;
	l->are_books[0] = books;

	for (size_t i = 1; !r && i < rows->count; i++) {
		struct device part;

		r = load_head(l, rows->id[i], &part);
		l->are_books[i] = !r && part.books_us;
		if (!r && ret_device->mac.kind == ADDR_NONE)
			ret_device->mac = part.mac;
		if (!r && books)
			add_times(ret_device, &part);
	}
	return r;
}

static int load_evidence(struct load *l, const struct rows *rows, struct device *d) {
	int r = 0;

	l->addresses = arena_new(l->mem, addr, l->address_room);
	l->are_of_books = arena_new(l->mem, bool, l->address_room);
	l->observations = arena_new(l->mem, struct obs, l->observation_room);
	l->told_when = arena_new(l->mem, struct told_when, l->observation_room);
	if (!l->addresses || !l->are_of_books || !l->observations || !l->told_when)
		return -ENOMEM;
	if (l->has_parts)
		known_clear(&l->s->seen.known);
	for (l->part = 0; !r && l->part < rows->count; l->part++) {
		l->is_books = l->are_books[l->part];
		r = load_addresses(l, rows->id[l->part]);
		if (!r)
			r = load_observations(l, rows->id[l->part]);
	}
	if (!r)
		r = set_aside(l);
	if (!r)
		r = leave_out_repeated(l);
	d->addresses = l->addresses;
	d->address_count = l->address_count;
	put_observations(l, d);
	return r;
}

/* Room for so many observations more; what is there moves into it. */
static int make_room(struct load *l, size_t count) {
	if (count <= l->observation_room - l->observation_count)
		return 0;
	if (count > STORE_OBSERVATIONS_MAX - l->observation_count)
		return STORE_WRONG;
	struct obs *at = arena_new(l->mem, struct obs, l->observation_count + count);
	struct told_when *when = arena_new(l->mem, struct told_when, l->observation_count + count);
	if (!at || !when)
		return -ENOMEM;
	if (l->observation_count) {
		memcpy(at, l->observations, l->observation_count * sizeof *at);
		memcpy(when, l->told_when, l->observation_count * sizeof *when);
	}
	l->observations = at;
	l->told_when = when;
	l->observation_room = l->observation_count + count;
	return 0;
}

int store_load_observations(struct store *s, arena *mem, int64_t row, struct device *d) {
	struct load l = { .s = s, .mem = mem };
	sqlite3_stmt *load;
	bool there = true;
	size_t count = 0;
	int r = store_statement(s, QUERY_DEVICE_SHEETS, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	while (!r) {
		r = store_step(s, load, &there);
		if (r || !there)
			break;
		r = take_count(load, 1, STORE_OBSERVATIONS_MAX, &count);
		if (!r)
			r = make_room(&l, count);
		if (!r)
			r = load_sheet(&l, load);
	}
	sqlite3_reset(load);
	if (!r)
		r = set_aside(&l);
	if (!r)
		r = leave_out_repeated(&l);
	put_observations(&l, d);
	return r;
}

int store_load_rows(struct store *s, arena *mem, const struct rows *rows, struct device *ret_device) {
	struct load l = { .s = s, .mem = mem, .has_parts = rows->count > 1 };
	struct device d = { 0 };
	int r = load_heads(&l, rows, &d);

	if (!r)
		r = load_evidence(&l, rows, &d);
	if (!r)
		*ret_device = d;
	return r;
}

int store_load_whole(struct store *s, arena *mem, int64_t whole, struct device *ret_device) {
	struct device d;
	struct rows rows;
	int r = store_rows(s, whole, &rows);

	if (!r)
		r = store_load_rows(s, mem, &rows, &d);
	if (!r)
		r = store_circumstances(s, mem, whole, &d.circumstances);
	if (!r)
		*ret_device = d;
	return r;
}

int store_load(struct store *s, arena *mem, int64_t row, struct device *ret_device) {
	int64_t whole = 0;
	int r = store_whole(s, row, &whole);

	return r ? r : store_load_whole(s, mem, whole, ret_device);
}
