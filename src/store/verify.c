/*
 * Does the log still say what it said, and do the tables that are made of it?
 */
#include <errno.h>
#include <stdlib.h>

#include "store/decisions.h"
#include "store/paper.h"

enum {
	NAME_SIZE_MAX = 200,  /* bytes of a name that an entry has (decisions.c) */
	LABEL_SIZE_MAX = 6 * NAME_SIZE_MAX + 2, /* each as a sequence of six */
};

static bool is_wrong(const struct complaint *why) {
	return why->what[0];
}

/* Decisions */

static void hold_texts(const struct paper *p, sqlite3_stmt *row, struct complaint *why) {
	for (int i = 0; i < PAPER_TEXTS && !is_wrong(why); i++)
		if (!str_eq(p->texts[i], column_text(row, i)))
			STORE_COMPLAIN(why, STR("the table of decisions has another '"), str_of(paper_keys[i]), STR("' than the entry"));
}

/* The row of a decision says what its entry says. */
static void hold_row(const struct log_entry *e, const struct paper *p, sqlite3_stmt *row, struct complaint *why) {
	hold_texts(p, row, why);
	if (is_wrong(why))
		return;
	if (sqlite3_column_int64(row, COLUMN_SUPERSEDES) != (int64_t)p->supersedes)
		STORE_COMPLAIN(why, STR("the table of decisions has another 'supersedes' than the entry"));
	else if (!str_eq(e->who, column_text(row, COLUMN_WHO)))
		STORE_COMPLAIN(why, STR("the table of decisions names somebody else than the entry"));
	else if (sqlite3_column_int64(row, COLUMN_MADE) != (int64_t)e->made_us)
		STORE_COMPLAIN(why, STR("the table of decisions has another time than the entry"));
}

/* As an entry has it, cut and with what is no UTF-8 replaced. */
static str label_of(const struct paper_device *d, struct text *in) {
	struct json_out j = json_out_over(in->at, in->size);

	json_out_text(&j, (str){ d->name.at, d->name.n < NAME_SIZE_MAX ? d->name.n : NAME_SIZE_MAX });
	return json_out_done(&j);
}

/* Without a MAC it is its name that says which it is; with its first MAC it may get another name. */
static bool has_name(const struct paper_device *d, sqlite3_stmt *label) {
	uint8_t rooms[2][LABEL_SIZE_MAX];
	struct text said = TEXT(rooms[0]), stands = TEXT(rooms[1]);
	const struct paper_device row = { .name = column_text(label, 0) };

	return d->mac.kind != ADDR_NONE || column_addr(label, 1).kind != ADDR_NONE ||
	       str_eq(label_of(d, &said), label_of(&row, &stands));
}

/* The device that an entry names is still the one: a MAC that was known stays. */
static int hold_device(struct store *s, const struct paper_device *d, struct complaint *why) {
	struct number_text n;
	sqlite3_stmt *load;
	bool row = false;
	int r = store_row_of(s, QUERY_DEVICE_LABEL, d->row, &load, &row);

	if (r)
		return r;
	if (!row)
		STORE_COMPLAIN(why, STR("its device in row "), number_text((uint64_t)d->row, &n), STR(" is not in the estate any more"));
	else if (d->mac.kind != ADDR_NONE && !addr_eq(d->mac, column_addr(load, 1)))
		STORE_COMPLAIN(why, STR("the device in row "), number_text((uint64_t)d->row, &n), STR(" has another MAC than the entry says"));
	else if (!has_name(d, load))
		STORE_COMPLAIN(why, STR("the device in row "), number_text((uint64_t)d->row, &n), STR(" has another name than the entry says"));
	sqlite3_reset(load);
	return 0;
}

/* Both in the order of their rows, side by side. */
static int hold_devices(struct store *s, struct json_in *in, arena *mem, sqlite3_stmt *rows, struct complaint *why) {
	struct number_text n;
	struct paper_device d = { 0 };

	for (bool row = true;;) {
		int r = store_step(s, rows, &row);
		if (r)
			return r;
		if (!paper_read_device(in, mem, &d)) {
			STORE_COMPLAIN(why, STR("its devices cannot be read"));
			return 0;
		}
		if (!row && !d.row)
			return 0;
		int64_t stands = row ? sqlite3_column_int64(rows, 0) : INT64_MAX;
		if (!d.row || stands < d.row)
			STORE_COMPLAIN(why, STR("the estate has it stand for the device in row "), number_text((uint64_t)stands, &n),
			      STR(", the entry does not"));
		else if (stands > d.row)
			STORE_COMPLAIN(why, STR("the entry names the device in row "), number_text((uint64_t)d.row, &n),
			      STR(", the estate does not have it stand for that one"));
		r = is_wrong(why) ? 0 : hold_device(s, &d, why);
		if (r || is_wrong(why))
			return r;
	}
}

static int hold_decision(struct store *s, const struct log_entry *e, sqlite3_stmt *row, sqlite3_stmt *devices,
			 struct complaint *why) {
	/* Not more than the file's rows can have, and seldom touched: only escapes need it. */
	uint8_t *room = malloc(e->body.n + 1);
	struct json_in in = json_in_over(e->body);
	struct paper p;
	int r = 0;

	if (!room)
		return -ENOMEM;
	arena mem = arena_over(room, e->body.n + 1);
	if (!paper_read(&in, &mem, &p))
		STORE_COMPLAIN(why, STR("it is a decision, but cannot be read as one"));
	else
		hold_row(e, &p, row, why);
	if (!is_wrong(why))
		r = hold_devices(s, &in, &mem, devices, why);
	free(room);
	return r;
}

/* An entry that is a decision has its row and its devices, any other has none. */
static int hold_tables(struct store *s, const struct log_entry *e, struct complaint *why) {
	bool is_decision = str_eq(e->act, STR("decide")), has_device = false;
	sqlite3_stmt *row, *devices;
	int r = store_statement(s, QUERY_DECIDED_DEVICES, &devices);

	if (r)
		return r;
	r = store_find_decision(s, e->number, &row);
	if (r && r != STORE_ABSENT)
		return r;
	bool has_row = !r;
	sqlite3_bind_int64(devices, 1, (int64_t)e->number);
	if (is_decision && has_row) {
		r = hold_decision(s, e, row, devices, why);
	} else if (is_decision || has_row) {
		r = 0;
		STORE_COMPLAIN(why, is_decision ? STR("it is a decision that the table of decisions does not have")
				       : STR("the table of decisions has one of this number, but the entry is none"));
	} else {
		r = store_step(s, devices, &has_device);
		if (!r && has_device)
			STORE_COMPLAIN(why, STR("devices stand under it as if it were a decision"));
	}
	sqlite3_reset(devices);
	sqlite3_reset(row);
	return r;
}

/* The chain */

static bool is_hash(const uint8_t *a, const uint8_t *b) {
	return memcmp(a, b, LOG_HASH_SIZE) == 0;
}

struct walk {
	struct store *store;
	const uint8_t *expected;
	struct log_state state;
};

/* Non-zero ends the walk: 1 when the entry does not fit. */
static int hold_entry(void *context, const struct log_entry *e) {
	struct walk *w = context;
	struct log_state *state = &w->state;
	struct number_text n;
	uint8_t hash[LOG_HASH_SIZE];
	uint64_t number = state->count + 1;
	int r = store_hash_entry(state->hash, e, hash);

	if (r)
		return r;
	if (e->number != number)
		STORE_COMPLAIN(&state->why, STR("it is missing: the next one has the number "), number_text(e->number, &n));
	else if (!is_hash(hash, e->hash))
		STORE_COMPLAIN(&state->why, STR("its hash was not made of what stands there, or not behind the entry before"));
	else
		r = hold_tables(w->store, e, &state->why);
	if (is_wrong(&state->why))
		state->broken = number;
	if (r || state->broken)
		return r ? r : 1;
	state->count = number;
	memcpy(state->hash, hash, LOG_HASH_SIZE);
	if (w->expected && is_hash(hash, w->expected))
		state->expected = number;
	return 0;
}

static void break_at(struct log_state *state, uint64_t number) {
	if (is_wrong(&state->why))
		state->broken = number;
}

/* What the estate keeps beside the log, once all entries fit. */
static void hold_seal(const struct seal *seal, struct log_state *state) {
	struct number_text n;

	if (seal->count > state->count)
		STORE_COMPLAIN(&state->why, STR("it is missing: the seal counts "), number_text(seal->count, &n), STR(" entries"));
	else if (seal->given > state->count)
		STORE_COMPLAIN(&state->why, STR("it is missing: numbers up to "), number_text(seal->given, &n), STR(" were given"));
	break_at(state, state->count + 1);
	if (state->broken)
		return;
	uint64_t least = seal->count < seal->given ? seal->count : seal->given;
	if (least < state->count) {
		STORE_COMPLAIN(&state->why, STR("the estate has not counted it: it was written by somebody else"));
		break_at(state, least + 1);
	} else if (!is_hash(seal->hash, state->hash)) {
		STORE_COMPLAIN(&state->why, STR("it is the last one, and the seal has another hash"));
		break_at(state, state->count);
	}
}

static int hold_strays(struct store *s, struct log_state *state) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_row_of(s, QUERY_STRAY_DECISION, (int64_t)state->count, &find, &row);

	if (r || !row)
		return r;
	int64_t number = sqlite3_column_int64(find, 0);
	STORE_COMPLAIN(&state->why, STR("the estate has a decision of this number, the log has no such entry"));
	/* Nobody numbers from below 1; somebody may have. */
	break_at(state, number > 0 ? (uint64_t)number : state->count + 1);
	sqlite3_reset(find);
	return 0;
}

/* The books, which hang on the entries that changed them last. */
static int hold_books(struct store *s, struct log_state *state) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_statement(s, QUERY_BOOKS_DIFFER, &find);

	if (!r)
		r = store_step(s, find, &row);
	if (r || !row)
		return r;
	int64_t number = sqlite3_column_int64(find, 0);
	STORE_COMPLAIN(&state->why, number ? STR("the estate has another '") : STR("no entry says what the estate has as '"),
		       column_text(find, 3), STR("' of the "), column_text(find, 1), STR(" "), column_text(find, 2));
	break_at(state, number > 0 ? (uint64_t)number : state->count + 1);
	sqlite3_reset(find);
	return 0;
}

/* Where each device stands follows from what was told and from the networks of the sites; a part stands nowhere. */
static int hold_place(struct store *s, sqlite3_stmt *device, struct log_state *state) {
	int64_t site = 0;
	bool is_part = sqlite3_column_type(device, 1) != SQLITE_NULL;
	int r = is_part ? 0 : store_place(s, sqlite3_column_int64(device, 0), &site);

	if (!r && site != sqlite3_column_int64(device, 2))
		STORE_COMPLAIN(&state->why, STR("the device in row "), column_text(device, 0),
			       STR(" stands at another site than what was told of it and the networks of the sites say"));
	return r;
}

static int hold_places(struct store *s, struct log_state *state) {
	sqlite3_stmt *all;
	bool row = true;
	int r = store_statement(s, QUERY_DEVICE_PLACES, &all);

	/* Those of another moment. */
	networks_fini(&s->networks);
	while (!r && !is_wrong(&state->why)) {
		r = store_step(s, all, &row);
		if (r || !row)
			return r;
		r = hold_place(s, all, state);
	}
	sqlite3_reset(all);
	break_at(state, state->count + 1);
	return r;
}

static int verify(struct store *s, struct walk *w) {
	struct log_state *state = &w->state;
	struct seal seal;
	int r = store_log_each(s, 0, hold_entry, w);

	if (r == 1 && state->broken)
		return 0;
	if (!r)
		r = store_load_seal(s, &seal);
	if (r)
		return r;
	hold_seal(&seal, state);
	if (!state->broken)
		r = hold_strays(s, state);
	if (!r && !state->broken)
		r = hold_books(s, state);
	if (!r && !state->broken)
		r = hold_places(s, state);
	if (!r && !state->broken && w->expected && !state->expected) {
		STORE_COMPLAIN(&state->why, STR("no entry has the hash that was noted: entries were taken away or written anew"));
		break_at(state, state->count + 1);
	}
	return r;
}

int store_log_verify(struct store *s, const uint8_t *expected, struct log_state *ret_state) {
	struct walk w = { .store = s, .expected = expected };
	/* One moment: somebody may be writing meanwhile. */
	bool alone = sqlite3_get_autocommit(s->db);
	int r = alone ? store_run_query(s, QUERY_SORT_IN_FILES) : 0;

	if (!r && alone)
		r = store_run_query(s, QUERY_BEGIN_READ);
	if (!r)
		r = verify(s, &w);
	if (alone) {
		(void)store_run_query(s, QUERY_COMMIT);
		(void)store_run_query(s, QUERY_SORT_IN_MEMORY);
	}
	if (!r)
		*ret_state = w.state;
	return r;
}
