/*
 * Is the evidence still what the log says that runs brought (evidence.h)? The
 * sheets that stand in the estate now, and those that splits wrote anew since,
 * are summed up run by run and held against the entries.
 */
#include <errno.h>
#include <stdlib.h>

#include "store/decisions.h"
#include "store/origin.h"

enum { HEX_SIZE = 2 * SHA256_SIZE + 1 };

/* An entry that says what came. */
struct said {
	uint64_t number;
	int64_t run, devices, sheets;
	bool is_lift;  /* of all runs up to that one */
	bool is_split;
	int64_t fields, after;
	char sha256[HEX_SIZE], fields_sha256[HEX_SIZE], runs_sha256[HEX_SIZE];
};

/* A row whose sheets a split wrote anew. */
struct rewritten {
	int64_t device;
	uint64_t number; /* of the entry */
	size_t said;     /* its place */
};

struct holding {
	struct store *s;
	struct said *said; /* those of splits last; otherwise in order of run */
	size_t said_count, said_room, plain_count;
	struct rewritten *rewritten; /* in order of device and number */
	size_t rewritten_count, rewritten_room;
	struct evidence sums;
	struct origins names, runs;
	struct log_state *state;
};

static bool is_broken(const struct holding *h) {
	return h->state->why.what[0];
}

/* What the log says */

static int make_room(void **at, size_t count, size_t *room, size_t x_size) {
	if (count < *room)
		return 0;
	size_t more = *room ? 2 * *room : 64;
	void *moved = realloc(*at, more * x_size);

	if (!moved)
		return -ENOMEM;
	*at = moved;
	*room = more;
	return 0;
}

/* Every row of a query without values goes to `take`. */
static int each_row(struct holding *h, enum named_query query, int (*take)(struct holding *h, sqlite3_stmt *row)) {
	sqlite3_stmt *load;
	bool found = true;
	int r = store_statement(h->s, query, &load);

	while (!r) {
		r = store_step(h->s, load, &found);
		if (r || !found)
			return r;
		r = take(h, load);
		if (r)
			sqlite3_reset(load);
	}
	return r;
}

/* Stays empty, which no hash is, when it is none. */
static void take_hex(sqlite3_stmt *row, int at, char to[HEX_SIZE]) {
	str hex = column_text(row, at);

	if (hex.n == HEX_SIZE - 1)
		memcpy(to, hex.at, hex.n);
}

static int take_said(struct holding *h, sqlite3_stmt *row) {
	void *at = h->said;
	int r = make_room(&at, h->said_count, &h->said_room, sizeof *h->said);

	if (r)
		return r;
	h->said = at;
	str act = column_text(row, 1);
	struct said *said = &h->said[h->said_count++];
	*said = (struct said){
		.number = (uint64_t)sqlite3_column_int64(row, 0), .run = sqlite3_column_int64(row, 2),
		.devices = sqlite3_column_int64(row, 3), .sheets = sqlite3_column_int64(row, 4),
		.fields = sqlite3_column_int64(row, 6), .after = sqlite3_column_int64(row, 8),
		.is_lift = str_eq(act, STR("migrate")), .is_split = str_eq(act, STR("split")),
	};
	take_hex(row, 5, said->sha256);
	take_hex(row, 7, said->fields_sha256);
	take_hex(row, 9, said->runs_sha256);
	h->plain_count += !said->is_split;
	return 0;
}

static size_t said_of_number(const struct holding *h, uint64_t number) {
	size_t i = h->plain_count;

	while (i < h->said_count && h->said[i].number != number)
		i++;
	return i;
}

static int take_rewritten(struct holding *h, sqlite3_stmt *row) {
	void *at = h->rewritten;
	int r = make_room(&at, h->rewritten_count, &h->rewritten_room, sizeof *h->rewritten);

	if (r)
		return r;
	h->rewritten = at;
	struct rewritten w = { sqlite3_column_int64(row, 0), (uint64_t)sqlite3_column_int64(row, 1), 0 };
	w.said = said_of_number(h, w.number);
	if (w.said < h->said_count)
		h->rewritten[h->rewritten_count++] = w;
	return 0;
}

/* Whose is a sheet? */

/* The last split before entry `before` that wrote the sheets of the device anew, those of this run among them. */
static bool find_split(const struct holding *h, int64_t device, int64_t run, uint64_t before, size_t *ret_said) {
	size_t low = 0, high = h->rewritten_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct rewritten *w = &h->rewritten[middle];

		if (w->device < device || (w->device == device && w->number < before))
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || h->rewritten[low - 1].device != device || h->said[h->rewritten[low - 1].said].run < run)
		return false;
	*ret_said = h->rewritten[low - 1].said;
	return true;
}

/* The entry of the run, else that of the lift after it. */
static bool find_run(const struct holding *h, int64_t run, size_t *ret_said) {
	size_t low = 0, high = h->plain_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (h->said[middle].run < run)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < h->plain_count && h->said[low].run == run) {
		*ret_said = low;
		return true;
	}
	while (low < h->plain_count && !h->said[low].is_lift)
		low++;
	*ret_said = low;
	return low < h->plain_count;
}

/* False with the sentence when no entry brought it. */
static bool find_said(struct holding *h, int64_t device, int64_t run, uint64_t before, size_t *ret_said) {
	struct number_text a, b;

	if (find_split(h, device, run, before, ret_said) || find_run(h, run, ret_said))
		return true;
	if (!is_broken(h))
		STORE_COMPLAIN(&h->state->why, STR("no entry says what run "), number_text((uint64_t)run, &a),
			       STR(" brought, and the estate has evidence of it, of the device in row "),
			       number_text((uint64_t)device, &b));
	h->state->broken = h->state->count + 1;
	return false;
}

static int take_sheet(struct holding *h, sqlite3_stmt *row) {
	const struct sheet_row sheet = {
		sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), sqlite3_column_int64(row, 2),
		sqlite3_column_int64(row, 4), column_blob(row, 5),
	};
	size_t said = 0;

	if (!find_said(h, sheet.device, sqlite3_column_int64(row, 3), UINT64_MAX, &said))
		return 1;
	return leaves_add(&h->sums.added, &h->sums, (int64_t)said, &sheet);
}

/* One that a split wrote anew; its hash is that of before. */
static int take_moved(struct holding *h, sqlite3_stmt *row) {
	const struct sheet_row sheet = { sqlite3_column_int64(row, 1), sqlite3_column_int64(row, 2), 0, 0, { 0 } };
	str hash = column_text(row, 4);
	size_t said = 0;

	if (!find_said(h, sheet.device, sqlite3_column_int64(row, 3), (uint64_t)sqlite3_column_int64(row, 0), &said))
		return 1;
	int r = leaves_add(&h->sums.added, &h->sums, (int64_t)said, &sheet);
	if (r)
		return r;
	uint8_t *to = h->sums.added.at[h->sums.added.count - 1].hash;
	for (size_t i = 0; i < SHA256_SIZE && 2 * i + 1 < hash.n; i++)
		to[i] = (uint8_t)((unsigned)byte_hex(hash.at[2 * i]) << 4 | (unsigned)byte_hex(hash.at[2 * i + 1]));
	return 0;
}

/* Holding */

static bool is_hash(const uint8_t hash[SHA256_SIZE], const char *said) {
	uint8_t room[2 * SHA256_SIZE];
	struct text hex = TEXT(room);

	text_hex(&hex, (str){ hash, SHA256_SIZE }, 0);
	return str_eq(text_done(&hex), str_of(said));
}

/* The first entry that does not fit is named: is this one before it? Then it is, and what was complained of is forgotten. */
static bool breaks_first(struct holding *h, uint64_t number) {
	if (h->state->broken && h->state->broken <= number)
		return false;
	h->state->why = (struct complaint){ 0 };
	h->state->broken = number;
	return true;
}

/* Of one entry; `leaves` are its own. */
static int hold_said(struct holding *h, const struct said *said, const struct leaf *leaves, size_t count) {
	struct number_text a, b, c;
	uint8_t hash[SHA256_SIZE];
	int r = leaves_sum(leaves, count, hash);

	if (r || (said->sheets == (int64_t)count && is_hash(hash, said->sha256)) || !breaks_first(h, said->number))
		return r;
	if (said->sheets != (int64_t)count)
		STORE_COMPLAIN(&h->state->why, STR("it says that run "), number_text((uint64_t)said->run, &a), STR(" brought "),
			       number_text((uint64_t)said->sheets, &b), STR(" sheets of evidence, and the estate has "),
			       number_text(count, &c));
	else
		STORE_COMPLAIN(&h->state->why, STR("the evidence that run "), number_text((uint64_t)said->run, &a),
			       STR(" brought was changed, or hangs on other devices: it does not have the hash of the entry"));
	return 0;
}

/* The names that fields had by then. */
static bool names_fit(const struct holding *h, const struct said *said) {
	static const uint8_t none[SHA256_SIZE] = { 0 };

	return said->fields >= 0 && said->fields <= (int64_t)h->names.count &&
	       is_hash(said->fields ? h->names.at[said->fields - 1].hash : none, said->fields_sha256);
}

/* What the sheets refer to. */
static int hold_origin(struct holding *h, const struct said *said) {
	struct number_text n;
	uint8_t hash[SHA256_SIZE];
	int r = origins_sum(&h->runs, said->after, said->run, hash);

	if (r || (names_fit(h, said) && is_hash(hash, said->runs_sha256)) || !breaks_first(h, said->number))
		return r;
	if (!names_fit(h, said))
		STORE_COMPLAIN(&h->state->why, STR("the names of fields are not those of run "), number_text((uint64_t)said->run, &n),
			       STR(": its evidence would say something else"));
	else
		STORE_COMPLAIN(&h->state->why, STR("what stands of run "), number_text((uint64_t)said->run, &n),
			       STR(", or of one before it that no entry told of, was changed: when it began, of what day it was, its sources"));
	return 0;
}

static int hold_origins(struct holding *h) {
	int64_t named = 0;
	int r = origins_names(h->s, &h->names);

	if (!r)
		r = origins_runs(h->s, 0, &h->runs);
	for (size_t i = 0; !r && i < h->said_count; i++) {
		r = hold_origin(h, &h->said[i]);
		named = h->said[i].fields > named ? h->said[i].fields : named;
	}
	if (r || is_broken(h) || (int64_t)h->names.count <= named)
		return r;
	STORE_COMPLAIN(&h->state->why, STR("fields have names that no run brought"));
	h->state->broken = h->state->count + 1;
	return 0;
}

static int hold_sheets(struct holding *h) {
	const struct leaves *all = &h->sums.added;
	size_t at = 0;
	int r = 0;

	leaves_sort(&h->sums.added);
	for (size_t i = 0; !r && i < h->said_count; i++) {
		size_t first = at;

		while (at < all->count && all->at[at].of == (int64_t)i)
			at++;
		r = hold_said(h, &h->said[i], all->at + first, at - first);
	}
	return r;
}

/* Rows of devices are numbered from 1, and never taken away. */
static int hold_devices(struct holding *h) {
	struct number_text a, b;
	int64_t devices = 0, last = 0, made = 0;
	int r = store_number(h->s, QUERY_DEVICE_ROWS, &devices);

	if (!r)
		r = store_number(h->s, QUERY_DEVICES_MADE, &last);
	for (size_t i = 0; i < h->said_count; i++)
		made = h->said[i].devices > made ? h->said[i].devices : made;
	if (r || is_broken(h) || (devices == made && last == made))
		return r;
	STORE_COMPLAIN(&h->state->why, STR("the log says that "), number_text((uint64_t)made, &a),
		       STR(" devices were ever made, parts and rows of registers counted, and the estate has "),
		       number_text((uint64_t)devices, &b), last > made ? STR(", and rows beyond") : STR(""));
	h->state->broken = h->state->count + 1;
	return 0;
}

static int hold(struct holding *h) {
	int r = each_row(h, QUERY_EVIDENCE_ENTRIES, take_said);

	if (!r)
		r = each_row(h, QUERY_EVIDENCE_ROWS, take_rewritten);
	if (!r)
		r = each_row(h, QUERY_EVIDENCE_MOVED, take_moved);
	if (!r)
		r = each_row(h, QUERY_EVIDENCE_ALL, take_sheet);
	/* 1: it is broken already. */
	if (r == 1 && is_broken(h))
		return 0;
	if (!r)
		r = hold_sheets(h);
	if (!r)
		r = hold_origins(h);
	return r ? r : hold_devices(h);
}

int store_evidence_verify(struct store *s, struct log_state *state) {
	struct holding h = { .s = s, .state = state };
	bool alone = sqlite3_get_autocommit(s->db);
	int r = alone ? store_run_query(s, QUERY_BEGIN_READ) : 0;

	if (!r)
		r = hold(&h);
	if (alone)
		(void)store_run_query(s, QUERY_COMMIT);
	evidence_fini(&h.sums);
	origins_fini(&h.names);
	origins_fini(&h.runs);
	free(h.said);
	free(h.rewritten);
	return r;
}
