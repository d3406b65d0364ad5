#include "store/part.h"

#include <errno.h>
#include <stdlib.h>

#include "base/put.h"

enum side { STAYS, GOES, BOTH };

/* A sheet that is being filled. */
struct pile {
	uint8_t last_us[8 * STORE_OBSERVATIONS_MAX], room[SHEET_SIZE_MAX];
	struct text packed;
	uint32_t count;
};

struct parting {
	struct store *s;
	const struct part *part;
	int64_t taken;          /* the new device */
	int64_t sheet_count;    /* that it has */
	uint64_t kept_count;    /* observations and addresses that stay */
	struct parted got;
	struct pile stays, goes, copies;
};

static void pile_clear(struct pile *p) {
	p->packed = TEXT(p->room);
	p->count = 0;
}

/* False when it is full. */
static bool pile_add(struct pile *p, uint64_t field, const struct obs *o, uint64_t last_us) {
	if (p->count == STORE_OBSERVATIONS_MAX || !sheet_pack(&p->packed, field, o))
		return false;
	put_be(p->last_us + 8 * (size_t)p->count++, last_us, 8);
	return true;
}

/* A statement with the row of a device and a number, which gives a row or not. */
static int ask(struct store *s, enum named_query query, int64_t row, int64_t number, sqlite3_stmt **ret_row, bool *ret_found) {
	int r = store_statement(s, query, ret_row);

	if (r)
		return r;
	sqlite3_bind_int64(*ret_row, 1, row);
	sqlite3_bind_int64(*ret_row, 2, number);
	return store_step(s, *ret_row, ret_found);
}

static enum side share_by_time(const struct part *p, uint64_t first_us, uint64_t last_us) {
	return first_us >= p->since_us ? GOES : last_us >= p->since_us ? BOTH : STAYS;
}

/* Sheets */

static int write_pile(struct parting *p, const struct pile *pile, int64_t source) {
	sqlite3_stmt *add;
	int r = pile->count ? store_statement(p->s, QUERY_ADD_SHEET, &add) : 0;

	if (r || !pile->count)
		return r;
	sqlite3_bind_int64(add, 1, p->taken);
	sqlite3_bind_int64(add, 2, p->sheet_count++);
	sqlite3_bind_int64(add, 3, source);
	sqlite3_bind_int64(add, 4, pile->count);
	bind_blob(add, 5, (str){ pile->last_us, 8 * (size_t)pile->count });
	bind_blob(add, 6, text_done(&pile->packed));
	return store_step(p->s, add, NULL);
}

/* Where it was seen again is not on record: the source of this run has no name. */
static int copy(struct parting *p, uint64_t field, struct obs o, uint64_t last_us) {
	o.time_us = last_us;
	o.source = 0;
	o.offset = 0;
	if (pile_add(&p->copies, field, &o, last_us))
		return 0;
	int r = write_pile(p, &p->copies, p->s->first_source);
	pile_clear(&p->copies);
	return r ? r : pile_add(&p->copies, field, &o, last_us) ? 0 : STORE_WRONG;
}

static int share_one(struct parting *p, uint64_t field, const struct obs *o, uint64_t last_us) {
	enum side side = STAYS;

	if (p->got.observation_count == STORE_OBSERVATIONS_MAX)
		side = STAYS;
	else if (p->part->ip.kind != ADDR_NONE)
		side = addr_eq(o->who, p->part->ip) ? GOES : STAYS;
	else
		side = share_by_time(p->part, o->time_us, last_us);
	p->got.observation_count += side != STAYS;
	p->kept_count += side != GOES;
	if (side == GOES)
		return pile_add(&p->goes, field, o, last_us) ? 0 : STORE_WRONG;
	/* Of the time between nothing is known: it was seen at its first moment. */
	if (!pile_add(&p->stays, field, o, side == BOTH ? o->time_us : last_us))
		return STORE_WRONG;
	return side == BOTH ? copy(p, field, *o, last_us) : 0;
}

/* Deals out a sheet: columns source, count, last_us, packed. */
static int deal_out(struct parting *p, sqlite3_stmt *sheet) {
	int64_t count = sqlite3_column_int64(sheet, 1);
	cur times = cur_over(column_blob(sheet, 2)), in = cur_over(column_blob(sheet, 3));
	struct obs o;
	uint64_t field;
	int r = 0;

	if (count < 1 || count > STORE_OBSERVATIONS_MAX || cur_left(&times) != 8 * (size_t)count)
		return STORE_WRONG;
	pile_clear(&p->stays);
	pile_clear(&p->goes);
	for (int64_t i = 0; !r && i < count; i++)
		r = sheet_unpack(&in, &field, &o) ? share_one(p, field, &o, cur_be64(&times)) : STORE_WRONG;
	return r ? r : write_pile(p, &p->goes, sqlite3_column_int64(sheet, 0));
}

static int rewrite_sheet(struct parting *p, int64_t row, int64_t number, int64_t new_number) {
	sqlite3_stmt *write;
	int r = store_statement(p->s, p->stays.count ? QUERY_REWRITE_SHEET : QUERY_DROP_SHEET, &write);

	if (r)
		return r;
	sqlite3_bind_int64(write, 1, row);
	sqlite3_bind_int64(write, 2, number);
	if (p->stays.count) {
		sqlite3_bind_int64(write, 3, new_number);
		sqlite3_bind_int64(write, 4, p->stays.count);
		bind_blob(write, 5, (str){ p->stays.last_us, 8 * (size_t)p->stays.count });
		bind_blob(write, 6, text_done(&p->stays.packed));
	}
	return store_step(p->s, write, NULL);
}

/* The numbers of those that stay close up: they are always 0, 1, 2. */
static int part_sheets(struct parting *p, int64_t row) {
	for (int64_t number = 0, kept = 0;; number++) {
		sqlite3_stmt *sheet;
		bool found = false;
		int r = ask(p->s, QUERY_SHEET, row, number, &sheet, &found);

		if (r || !found)
			return r;
		r = deal_out(p, sheet);
		sqlite3_reset(sheet);
		if (!r)
			r = rewrite_sheet(p, row, number, kept);
		if (r)
			return r;
		kept += p->stays.count > 0;
	}
}

/* Addresses */

static int add_address(struct parting *p, addr ip, uint64_t first_us, uint64_t last_us) {
	sqlite3_stmt *add;
	int r = store_statement(p->s, QUERY_ADD_ADDRESS, &add);

	if (r)
		return r;
	sqlite3_bind_int64(add, 1, p->taken);
	sqlite3_bind_int64(add, 2, (int64_t)p->got.address_count++);
	bind_addr(add, 3, &ip);
	bind_time(add, 4, first_us);
	bind_time(add, 5, last_us);
	return store_step(p->s, add, NULL);
}

static int rewrite_address(struct parting *p, int64_t row, int64_t number, int64_t new_number, uint64_t last_us) {
	sqlite3_stmt *write;
	int r = store_statement(p->s, new_number < 0 ? QUERY_DROP_ADDRESS : QUERY_REWRITE_ADDRESS, &write);

	if (r)
		return r;
	sqlite3_bind_int64(write, 1, row);
	sqlite3_bind_int64(write, 2, number);
	if (new_number >= 0) {
		sqlite3_bind_int64(write, 3, new_number);
		bind_time(write, 4, last_us);
	}
	return store_step(p->s, write, NULL);
}

static int part_addresses(struct parting *p, int64_t row) {
	for (int64_t number = 0, kept = 0;; number++) {
		sqlite3_stmt *address;
		bool found = false;
		int r = ask(p->s, QUERY_ADDRESS, row, number, &address, &found);

		if (r || !found)
			return r;
		addr ip = column_addr(address, 0);
		uint64_t first_us = (uint64_t)sqlite3_column_int64(address, 1);
		uint64_t last_us = (uint64_t)sqlite3_column_int64(address, 2);
		sqlite3_reset(address);
		enum side side = p->part->ip.kind == ADDR_NONE ? share_by_time(p->part, first_us, last_us) :
				   addr_eq(ip, p->part->ip) ? GOES : STAYS;
		if (p->got.address_count == STORE_ADDRESSES_MAX)
			side = STAYS;
		if (side != STAYS)
			r = add_address(p, ip, side == GOES ? first_us : last_us, last_us);
		p->kept_count += side != GOES;
		if (!r)
			r = rewrite_address(p, row, number, side == GOES ? -1 : kept, side == BOTH ? first_us : last_us);
		if (r)
			return r;
		kept += side != GOES;
	}
}

/* When it was seen */

struct times {
	uint64_t first_us, last_us;
};

static void times_add(struct times *t, uint64_t first_us, uint64_t last_us) {
	if (first_us && (!t->first_us || first_us < t->first_us))
		t->first_us = first_us;
	if (last_us > t->last_us)
		t->last_us = last_us;
}

static int times_of_sheet(sqlite3_stmt *sheet, struct times *t) {
	cur times = cur_over(column_blob(sheet, 1)), in = cur_over(column_blob(sheet, 2));
	struct obs o;
	uint64_t field;

	while (cur_left(&in)) {
		if (!sheet_unpack(&in, &field, &o))
			return STORE_WRONG;
		times_add(t, o.time_us, cur_be64(&times));
	}
	return times.bad ? STORE_WRONG : 0;
}

static int times_of_addresses(struct store *s, int64_t row, struct times *t) {
	sqlite3_stmt *load;
	bool found = false;
	int r = store_row_of(s, QUERY_ADDRESS_TIMES, row, &load, &found);

	if (!r && found)
		times_add(t, (uint64_t)sqlite3_column_int64(load, 0), (uint64_t)sqlite3_column_int64(load, 1));
	sqlite3_reset(load);
	return r;
}

static int set_times(struct store *s, int64_t row, struct times t) {
	sqlite3_stmt *set;
	int r = store_statement(s, QUERY_SET_TIMES, &set);

	if (r)
		return r;
	sqlite3_bind_int64(set, 1, row);
	bind_time(set, 2, t.first_us);
	bind_time(set, 3, t.last_us);
	return store_step(s, set, NULL);
}

int store_own_times(struct store *s, int64_t row) {
	struct times t = { 0 };
	sqlite3_stmt *load;
	bool found = true;
	int r = times_of_addresses(s, row, &t);

	if (!r)
		r = store_statement(s, QUERY_KNOWN_SHEETS, &load);
	if (r)
		return r;
	sqlite3_bind_int64(load, 1, row);
	while (!r && found) {
		r = store_step(s, load, &found);
		if (!r && found)
			r = times_of_sheet(load, &t);
	}
	sqlite3_reset(load);
	return r || !t.last_us ? r : set_times(s, row, t);
}

/* The new device is known by its address; what was replaced goes on under its name. */
static int add_device(struct parting *p, int64_t whole) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text ip = TEXT(room);
	sqlite3_stmt *add;
	int r = store_statement(p->s, QUERY_ADD_DEVICE_LIKE, &add);

	if (r)
		return r;
	addr_format(&ip, p->part->ip);
	sqlite3_bind_int64(add, 1, whole);
	bind_text_or_null(add, 2, p->part->ip.kind == ADDR_NONE ? (str){ 0 } : text_done(&ip));
	r = store_step(p->s, add, NULL);
	p->taken = sqlite3_last_insert_rowid(p->s->db);
	return r;
}

/* A row of which nothing is left was never seen by itself. */
static int part_row(struct parting *p, int64_t row) {
	uint64_t before = p->got.address_count + p->got.observation_count;
	int r = part_addresses(p, row);

	if (!r)
		r = part_sheets(p, row);
	if (r || p->got.address_count + p->got.observation_count == before)
		return r;
	r = set_times(p->s, row, (struct times){ 0 });
	return r ? r : store_own_times(p->s, row);
}

static int part_rows(struct parting *p, const struct rows *rows) {
	int r = add_device(p, rows->id[0]);

	pile_clear(&p->copies);
	for (size_t i = 0; !r && i < rows->count; i++) {
		bool books = false;

		/* What a register says of it is taken off by its name, or not at all. */
		r = i ? store_is_of_books(p->s, rows->id[i], &books) : 0;
		if (!r && !books)
			r = evidence_before(p->s, rows->id[i]);
		if (!r && !books)
			r = part_row(p, rows->id[i]);
		if (!r && !books)
			r = evidence_after(p->s, rows->id[i]);
		if (!r && !books)
			r = store_know_anew(p->s, rows->id[i]);
	}
	if (!r)
		r = write_pile(p, &p->copies, p->s->first_source);
	if (!r)
		r = evidence_after(p->s, p->taken);
	if (!r)
		r = store_know_anew(p->s, p->taken);
	return r ? r : store_own_times(p->s, p->taken);
}

int store_part_evidence(struct store *s, int64_t whole, const struct part *part, int64_t *ret_device,
			struct parted *ret_parted, struct complaint *reterr) {
	struct parting *p = calloc(1, sizeof *p);
	struct rows rows;
	int r = p ? store_rows(s, whole, &rows) : -ENOMEM;

	if (!r) {
		p->s = s;
		p->part = part;
		r = part_rows(p, &rows);
	}
	if (!r && !p->got.address_count && !p->got.observation_count)
		r = STORE_ABSENT;
	if (!r && !p->kept_count) {
		STORE_COMPLAIN(reterr, STR("nothing would stay of the device: all that is known of it is that"));
		r = STORE_WRONG;
	}
	if (!r) {
		*ret_device = p->taken;
		*ret_parted = p->got;
	}
	free(p);
	return r;
}
