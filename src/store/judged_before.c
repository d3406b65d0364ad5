/*
 * What the estate believed of a device at an earlier time, and all that was
 * ever decided about it.
 */
#include <errno.h>

#include "store/decisions.h"
#include "store/inner.h"

static enum grade grade_by_name(str name) {
	for (int i = 0; i < GRADE_COUNT; i++)
		if (str_eq(name, str_of(grade_names[i])))
			return (enum grade)i;
	return GRADE_UNKNOWN;
}

/* From a row of an older birthmark: how sure it was of the chip is not on record, so it is no more than possible. */
static struct identity take_old_identity(sqlite3_stmt *row, arena *mem) {
	enum device_class class = class_by_name(column_text(row, 6));
	str soc = arena_str(mem, column_text(row, 5));

	return (struct identity){
		.maker = { .id = arena_str(mem, column_text(row, 1)), .grade = grade_by_name(column_text(row, 2)) },
		.brand = { .id = arena_str(mem, column_text(row, 3)), .grade = grade_by_name(column_text(row, 4)) },
		.soc = { .id = soc, .grade = soc.n ? GRADE_POSSIBLE : GRADE_UNKNOWN },
		.class = class == CLASS_COUNT ? CLASS_UNKNOWN : class, .relabelled = column_tri(row, 7),
	};
}

int store_believed(struct store *s, arena *mem, int64_t whole, uint64_t before_us, struct identity *ret_identity) {
	struct identity old = { 0 }, *kept = &old;
	sqlite3_stmt *find;
	bool row = false;
	int r = store_statement(s, QUERY_BELIEVED, &find);

	if (r)
		return r;
	sqlite3_bind_int64(find, 1, whole);
	bind_time(find, 2, before_us);
	r = store_step(s, find, &row);
	if (r || !row)
		return r ? r : STORE_ABSENT;
	int64_t sight = sqlite3_column_int64(find, 0);
	old = take_old_identity(find, mem);
	sqlite3_reset(find);
	if (sight)
		r = store_sight(s, sight, mem, &kept);
	/* Changed by somebody else: what the row itself says is all there is. */
	r = r == STORE_WRONG ? 0 : r;
	if (!r && mem->full)
		r = -ENOMEM;
	if (!r)
		*ret_identity = *kept;
	return r;
}

int store_decided(struct store *s, arena *mem, int64_t whole, const struct decision_once **ret_decisions, size_t *ret_count) {
	enum { COLUMN_LATER = 16, COLUMN_LATER_US, COLUMN_LATER_DAY, COLUMN_COUNT };
	struct decision_once *decisions = NULL;
	size_t count = 0;
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(s, QUERY_DECIDED_EVER, &load);

	if (r)
		return r;
	sqlite3_bind_int64(load, 1, whole);
	while (!r) {
		r = store_step(s, load, &row);
		if (r || !row)
			break;
		if (!decisions)
			decisions = arena_new(mem, struct decision_once, (size_t)sqlite3_column_int64(load, COLUMN_COUNT));
		r = decisions ? store_take_decision(load, mem, &decisions[count].decision) : -ENOMEM;
		if (r)
			break;
		r = store_find_parts(s, mem, whole, &decisions[count].decision);
		if (r)
			break;
		decisions[count].superseded_by = (uint64_t)sqlite3_column_int64(load, COLUMN_LATER);
		decisions[count].superseded_on = column_date(load, COLUMN_LATER_DAY);
		decisions[count++].superseded_us = (uint64_t)sqlite3_column_int64(load, COLUMN_LATER_US);
	}
	sqlite3_reset(load);
	if (!r && mem->full)
		r = -ENOMEM;
	if (!r) {
		*ret_decisions = decisions;
		*ret_count = count;
	}
	return r;
}
