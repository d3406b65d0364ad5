/*
 * Which devices are one: rows of the table of devices hang on the one that
 * stands for all of them, and can be taken off again.
 */
#include <errno.h>

#include "store/books.h"
#include "store/entry.h"
#include "store/log.h"
#include "store/part.h"

int store_change(struct store *s, enum named_query query, int64_t row, int64_t number) {
	sqlite3_stmt *change;
	int r = store_statement(s, query, &change);

	if (r)
		return r;
	sqlite3_bind_int64(change, 1, row);
	if (sqlite3_bind_parameter_count(change) > 1)
		sqlite3_bind_int64(change, 2, number);
	return store_step(s, change, NULL);
}

int store_renew(struct store *s, int64_t whole) {
	int r = store_change(s, QUERY_WHOLE_TIMES, whole, 0);

	if (!r)
		r = store_settle(s, whole);
	return r ? r : store_think_anew(s, whole);
}

/* Merging */

struct merging {
	int64_t whole;
	struct rows others; /* the rows of all of them */
	str who, why;
};

static bool has_row(const struct rows *rows, int64_t row) {
	for (size_t i = 0; i < rows->count; i++)
		if (rows->id[i] == row)
			return true;
	return false;
}

/* All rows of one of the others. */
static int take_other(struct store *s, struct merging *m, int64_t other, struct complaint *reterr) {
	struct rows rows = { 0 };
	int64_t whole = 0;
	int r = store_whole(s, other, &whole);

	if (!r && whole == m->whole) {
		STORE_COMPLAIN(reterr, STR("these are one device already"));
		return STORE_WRONG;
	}
	if (!r)
		r = store_rows(s, whole, &rows);
	for (size_t i = 0; !r && i < rows.count; i++) {
		if (has_row(&m->others, rows.id[i]))
			continue;
		if (m->others.count == STORE_PARTS_MAX) {
			STORE_COMPLAIN(reterr, STR("a device has at most 256 parts"));
			return STORE_WRONG;
		}
		m->others.id[m->others.count++] = rows.id[i];
	}
	return r;
}

static int entry_put_rows(struct store *s, struct entry *e, const struct rows *rows) {
	int r = 0;

	json_out_array(&e->j);
	for (size_t i = 0; !r && i < rows->count; i++) {
		int64_t before = 0;

		json_out_object(&e->j);
		r = entry_put_device(s, e, rows->id[i]);
		if (!r)
			r = store_whole(s, rows->id[i], &before);
		json_out_key(&e->j, "part-of");
		if (before == rows->id[i])
			json_out_null(&e->j);
		else
			json_out_u64(&e->j, (uint64_t)before);
		json_out_object_end(&e->j);
	}
	json_out_array_end(&e->j);
	return r;
}

static int write_merge(struct store *s, void *what, struct complaint *reterr) {
	const struct merging *m = what;
	struct rows all = { 0 };
	struct entry e;
	int r = entry_open(&e);

	if (r)
		return r;
	r = entry_put_device(s, &e, m->whole);
	json_out_key(&e.j, "parts");
	if (!r)
		r = entry_put_rows(s, &e, &m->others);
	entry_put(&e, "why", m->why);
	for (size_t i = 0; !r && i < m->others.count; i++) {
		r = store_change(s, QUERY_MERGE, m->others.id[i], m->whole);
		if (!r)
			r = store_forget_now(s, m->others.id[i]);
	}
	if (!r)
		r = store_renew(s, m->whole);
	r = entry_close(s, &e, "merge", m->who, r);
	if (r)
		return r;
	r = store_rows(s, m->whole, &all);
	if (r == STORE_WRONG)
		STORE_COMPLAIN(reterr, STR("a device has at most 256 parts"));
	return r;
}

int store_merge(struct store *s, int64_t device, const int64_t *others, size_t count, str who, str why,
		struct complaint *reterr) {
	struct merging m = { .who = who, .why = why };
	int r = store_check_text("reason", why, reterr);

	if (!r)
		r = store_whole(s, device, &m.whole);
	for (size_t i = 0; !r && i < count; i++)
		r = take_other(s, &m, others[i], reterr);
	if (!r && !m.others.count) {
		STORE_COMPLAIN(reterr, STR("to merge it takes two devices"));
		r = STORE_WRONG;
	}
	return r ? r : store_write(s, write_merge, &m, reterr);
}

/* Splitting */

struct splitting {
	const struct part *part;
	int64_t whole, taken;
	struct parted parted;
	str who, why;
};

/* A part by its own name, MAC or row; 0 when there is none. */
static int find_part(struct store *s, struct splitting *p) {
	str name = p->part->name;
	addr mac = addr_parse(name);
	uint64_t row = 0;
	bool found = false;
	sqlite3_stmt *find;
	int r = store_statement(s, QUERY_PART_BY_NAME, &find);

	if (r)
		return r;
	if (str_begins(name, STR("#")))
		(void)str_u64(str_after(name, 1), &row);
	sqlite3_bind_int64(find, 1, p->whole);
	bind_text(find, 2, name);
	bind_addr(find, 3, &mac);
	sqlite3_bind_int64(find, 4, row > INT64_MAX ? 0 : (int64_t)row);
	r = store_step(s, find, &found);
	if (r || !found)
		return r ? r : STORE_ABSENT;
	p->taken = sqlite3_column_int64(find, 0);
	sqlite3_reset(find);
	return 0;
}

/* A row that hangs on the whole takes its evidence with it. */
static int take_off(struct store *s, struct splitting *p) {
	int r = find_part(s, p);

	if (!r)
		r = store_change(s, QUERY_UNMERGE, p->taken, 0);
	if (!r)
		r = store_undo_joining(s, p->taken);
	/* Those of the whole's row were those of all its parts. */
	return r ? r : store_own_times(s, p->whole);
}

static void entry_put_part(struct entry *e, const struct splitting *p) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text ip = TEXT(room);

	addr_format(&ip, p->part->ip);
	if (p->part->name.n)
		entry_put(e, "part", p->part->name);
	else if (p->part->ip.kind != ADDR_NONE)
		entry_put(e, "ip", text_done(&ip));
	else {
		json_out_pair_u64(&e->j, "since-us", p->part->since_us);
	}
	if (!p->part->name.n) {
		json_out_pair_u64(&e->j, "addresses", p->parted.address_count);
		json_out_pair_u64(&e->j, "observations", p->parted.observation_count);
	}
	entry_put(e, "why", p->why);
}

static int write_split(struct store *s, void *what, struct complaint *reterr) {
	struct splitting *p = what;
	struct entry e;
	int r = p->part->name.n ? take_off(s, p) : store_part_evidence(s, p->whole, p->part, &p->taken, &p->parted, reterr);

	if (!r)
		r = store_renew(s, p->whole);
	if (!r)
		r = store_renew(s, p->taken);
	if (!r)
		r = entry_open(&e);
	if (r)
		return r;
	r = entry_put_device(s, &e, p->whole);
	entry_put_part(&e, p);
	json_out_key(&e.j, "taken-off");
	json_out_object(&e.j);
	if (!r)
		r = entry_put_device(s, &e, p->taken);
	json_out_object_end(&e.j);
	if (!r && !p->part->name.n)
		r = store_put_evidence(s, &e.j);
	return entry_close(s, &e, "split", p->who, r);
}

int store_part(struct store *s, int64_t device, const struct part *part, str who, str why, int64_t *ret_device,
	       struct complaint *reterr) {
	struct splitting p = { .part = part, .who = who, .why = why };
	int r = store_check_text("reason", why, reterr);

	if (!r)
		r = store_whole(s, device, &p.whole);
	if (!r)
		r = store_write(s, write_split, &p, reterr);
	if (r == STORE_ABSENT && !reterr->what[0])
		STORE_COMPLAIN(reterr, STR("nothing of the device is that, so nothing is taken off"));
	if (!r)
		*ret_device = p.taken;
	return r;
}
