/*
 * What people told of a device and decided about it, as the laws want it.
 */
#include <errno.h>

#include "store/books.h"
#include "store/decisions.h"
#include "store/inner.h"

date column_date(sqlite3_stmt *row, int at) {
	date day;

	return date_parse(column_text(row, at), &day) ? day : DATE_NONE;
}

struct contract column_contract(sqlite3_stmt *row, int at, arena *mem) {
	return (struct contract){
		.id = arena_str(mem, column_text(row, at)), .title = arena_str(mem, column_text(row, at + 1)),
		.supplier = arena_str(mem, column_text(row, at + 2)),
		.from = column_date(row, at + 3), .until = column_date(row, at + 4),
		.value = sqlite3_column_type(row, at + 5) == SQLITE_NULL ? -1 : sqlite3_column_double(row, at + 5),
		.currency = arena_str(mem, column_text(row, at + 6)),
	};
}

/* "huawei quectel": as many words as there are blanks, and one. */
static int take_components(arena *mem, str words, struct strs *ret_components) {
	size_t count = words.n ? 1 : 0;

	for (size_t i = 0; i < words.n; i++)
		count += words.at[i] == ' ';
	if (count > BOOKS_COMPONENTS_MAX)
		return STORE_WRONG;
	str *at = arena_new(mem, str, count);
	words = arena_str(mem, words);
	if (!at || mem->full)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		at[i] = str_cut(&words, ' ');
	*ret_components = (struct strs){ at, count };
	return 0;
}

/* A row of `told_of`: fills what no row before it said. */
static int take_told(sqlite3_stmt *row, arena *mem, struct circumstances *c) {
	bool has_components = sqlite3_column_type(row, 3) != SQLITE_NULL || sqlite3_column_int(row, 4);

	if (!c->made_in.n)
		c->made_in = arena_str(mem, column_text(row, 0));
	if (!c->kind.n)
		c->kind = arena_str(mem, column_text(row, 1));
	if (c->acquired == DATE_NONE)
		c->acquired = column_date(row, 2);
	if (!c->contract && sqlite3_column_type(row, 5) != SQLITE_NULL) {
		struct contract *contract = arena_new(mem, struct contract, 1);

		if (!contract)
			return -ENOMEM;
		*contract = column_contract(row, 5, mem);
		c->contract = contract;
	}
	if (has_components && !c->components.count && !c->components_whole) {
		c->components_whole = sqlite3_column_int(row, 4);
		return take_components(mem, column_text(row, 3), &c->components);
	}
	return 0;
}

static int load_told(struct store *s, arena *mem, int64_t whole, struct circumstances *c) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_TOLD_OF, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, whole);
	while (!r) {
		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		r = take_told(load, mem, c);
	}
	sqlite3_reset(load);
	return r;
}

/* Names of devices can be long, and many. */
enum { PART_SIZE_MAX = 200 };

static str head_of(str text) {
	size_t n = text.n < PART_SIZE_MAX ? text.n : PART_SIZE_MAX;

	/* No character is cut in two. */
	while (n < text.n && n > 0 && (text.at[n] & 0xc0) == 0x80)
		n--;
	return (str){ text.at, n };
}

int store_find_parts(struct store *s, arena *mem, int64_t whole, struct decision *d) {
	sqlite3_stmt *find;
	bool row = false;
	int r;

	/* Who looked at a part saw what the whole is. */
	if (d->kind > DECISION_CASE)
		return 0;
	r = store_statement(s, QUERY_PARTS_DECIDED, &find);
	if (r)
		return r;
	sqlite3_bind_int64(find, 1, whole);
	sqlite3_bind_int64(find, 2, (int64_t)d->number);
	r = store_step(s, find, &row);
	if (r || !row)
		return r;
	d->part = arena_str(mem, head_of(column_text(find, 0)));
	d->is_partial = sqlite3_column_int(find, 1);
	sqlite3_reset(find);
	return mem->full ? -ENOMEM : 0;
}

/* The last column of each row says how many there are. */
static int load_decisions(struct store *s, arena *mem, int64_t whole, struct circumstances *c) {
	enum { COLUMN_COUNT = 16 };
	struct decision *decisions = NULL;
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_DECISIONS_OF, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, whole);
	while (!r) {
		r = store_step(s, load, &row);
		if (r || !row)
			return r;
		size_t count = (size_t)sqlite3_column_int64(load, COLUMN_COUNT);
		if (!decisions)
			c->decisions = decisions = arena_new(mem, struct decision, count);
		r = decisions ? store_take_decision(load, mem, &decisions[c->decision_count]) : -ENOMEM;
		if (!r)
			r = store_find_parts(s, mem, whole, &decisions[c->decision_count++]);
	}
	sqlite3_reset(load);
	return r;
}

/* NULL when nothing is known. */
static int keep(arena *mem, const struct circumstances *c, const struct circumstances **ret_circumstances) {
	bool has_any = c->made_in.n || c->kind.n || c->acquired != DATE_NONE || c->contract || c->components.count ||
		       c->components_whole || c->decision_count;
	struct circumstances *kept = has_any ? arena_new(mem, struct circumstances, 1) : NULL;

	if (mem->full || (has_any && !kept))
		return -ENOMEM;
	if (has_any)
		*kept = *c;
	*ret_circumstances = kept;
	return 0;
}

int store_circumstances(struct store *s, arena *mem, int64_t whole, const struct circumstances **ret_circumstances) {
	struct circumstances c = CIRCUMSTANCES_NONE;
	int r = load_told(s, mem, whole, &c);

	if (!r)
		r = load_decisions(s, mem, whole, &c);
	return r ? r : keep(mem, &c, ret_circumstances);
}

int store_told_row(sqlite3_stmt *row, arena *mem, const struct circumstances **ret_circumstances) {
	struct circumstances c = CIRCUMSTANCES_NONE;
	int r = take_told(row, mem, &c);

	return r ? r : keep(mem, &c, ret_circumstances);
}
