/*
 * What is kept of a device's identity and verdicts: history where it changed,
 * and how it stands now.
 */
#include "store/judged.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/inner.h"

/* Identity: its history */

/* Is the same as in the last row: to a thousandth, which is all that is shown? */
static bool belief_is_same(sqlite3_stmt *last, int at, const struct belief *b) {
	return str_eq(column_text(last, at), b->id) &&
	       fabs(sqlite3_column_double(last, at + 1) - b->confidence) < 0.0005 &&
	       str_eq(column_text(last, at + 2), str_of(grade_names[b->grade]));
}

enum tri column_tri(sqlite3_stmt *row, int at) {
	return sqlite3_column_type(row, at) == SQLITE_NULL ? TRI_UNKNOWN : sqlite3_column_int(row, at) ? TRI_TRUE : TRI_FALSE;
}

void bind_tri(sqlite3_stmt *statement, int at, enum tri answer) {
	if (answer == TRI_UNKNOWN)
		sqlite3_bind_null(statement, at);
	else
		sqlite3_bind_int(statement, at, answer == TRI_TRUE);
}

static bool identity_is_same(sqlite3_stmt *last, const struct identity *i) {
	return belief_is_same(last, 0, &i->maker) && belief_is_same(last, 3, &i->brand) &&
	       str_eq(column_text(last, 6), i->model) && str_eq(column_text(last, 7), i->original) &&
	       str_eq(column_text(last, 8), str_of(class_names[i->class])) &&
	       str_eq(column_text(last, 9), i->soc.id) && str_eq(column_text(last, 10), i->firmware) &&
	       column_tri(last, 11) == i->relabelled;
}

static int last_is_same(struct store *s, int64_t id, const struct identity *i, bool *ret_same) {
	sqlite3_stmt *last;
	bool row = false;
	int r = store_row_of(s, QUERY_LAST_IDENTITY, id, &last, &row);

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

/* A device that came twice in one run is what it was the second time: the row of this run is replaced. */
static int add_identity(struct store *s, const struct identity *i, int64_t id, int64_t sight) {
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
	bind_tri(add, 12, i->relabelled);
	sqlite3_bind_int64(add, 13, id);
	sqlite3_bind_int64(add, 14, s->run);
	sqlite3_bind_int64(add, 15, sight);
	s->judged_count++;
	return store_step(s, add, NULL);
}

static int write_identity(struct store *s, const struct identity *i, bool is_new, int64_t id, int64_t sight) {
	bool same = false;
	int r = is_new ? 0 : last_is_same(s, id, i, &same);

	return r || same ? r : add_identity(s, i, id, sight);
}

/* How it stands now */

struct now_row {
	int64_t sight, knowledge, judgement; /* 0: none */
	bool there;
	bool same_names; /* are model and original those of the identity? */
};

static int load_now(struct store *s, int64_t id, const struct identity *i, struct now_row *ret_now) {
	sqlite3_stmt *load;
	bool row = false;
	int r = store_row_of(s, QUERY_NOW, id, &load, &row);

	if (r || !row)
		return r;
	*ret_now = (struct now_row){
		sqlite3_column_int64(load, 0), sqlite3_column_int64(load, 1), sqlite3_column_int64(load, 2), true,
		str_eq(column_text(load, 3), i->model) && str_eq(column_text(load, 4), i->original),
	};
	sqlite3_reset(load);
	return 0;
}

int store_same_names(struct store *s, int64_t id, const struct identity *i, bool *ret_same) {
	struct now_row now = { 0 };
	int r = load_now(s, id, i, &now);

	if (!r)
		*ret_same = now.there && now.same_names;
	return r;
}

static void bind_row_or_null(sqlite3_stmt *statement, int at, int64_t row) {
	if (row)
		sqlite3_bind_int64(statement, at, row);
	else
		sqlite3_bind_null(statement, at);
}

static int put_now(struct store *s, int64_t id, const struct now_row *now, const struct identity *i) {
	sqlite3_stmt *put;
	int r = store_statement(s, now->there ? QUERY_CHANGE_NOW : QUERY_ADD_NOW, &put);

	if (r)
		return r;
	sqlite3_bind_int64(put, 1, id);
	sqlite3_bind_int64(put, 2, now->sight);
	bind_row_or_null(put, 3, now->knowledge);
	bind_row_or_null(put, 4, now->judgement);
	bind_text_or_null(put, 5, i->model);
	bind_text_or_null(put, 6, i->original);
	s->judged_count++;
	return store_step(s, put, NULL);
}

int store_add_judged(struct store *s, int64_t id, int64_t judgement) {
	sqlite3_stmt *add;
	int r = store_statement(s, QUERY_ADD_JUDGED, &add);

	if (r)
		return r;
	sqlite3_bind_int64(add, 1, id);
	sqlite3_bind_int64(add, 2, s->run);
	sqlite3_bind_int64(add, 3, judgement);
	s->judged_count++;
	return store_step(s, add, NULL);
}

uint64_t store_judged_count(const struct store *s) {
	return s->judged_count;
}

/* The verdicts that stay: of a device that laws would see otherwise now, nobody knows any. */
static int64_t judgement_that_stays(const struct now_row *before, int64_t sight) {
	return before->sight == sight ? before->judgement : 0;
}

/* Not all columns at once: each that is named moves its index, even where it stays the same. */
int store_change_judgement(struct store *s, int64_t id, int64_t judgement) {
	sqlite3_stmt *change;
	int r = store_add_judged(s, id, judgement);

	if (!r)
		r = store_statement(s, QUERY_CHANGE_JUDGEMENT, &change);
	if (r)
		return r;
	sqlite3_bind_int64(change, 1, id);
	sqlite3_bind_int64(change, 2, judgement);
	bind_row_or_null(change, 3, s->knowledge);
	return store_step(s, change, NULL);
}

static int change_knowledge(struct store *s, int64_t id) {
	sqlite3_stmt *change;
	int r = store_statement(s, QUERY_CHANGE_KNOWLEDGE, &change);

	if (r)
		return r;
	sqlite3_bind_int64(change, 1, id);
	bind_row_or_null(change, 2, s->knowledge);
	s->judged_count++;
	return store_step(s, change, NULL);
}

int store_keep_identity(struct store *s, const struct device *d, bool is_new, int64_t id, int64_t judgement) {
	struct now_row before = { 0 };
	int64_t sight = 0;
	int r = store_put_sight(s, &d->identity, &sight);

	if (!r)
		r = write_identity(s, &d->identity, is_new, id, sight);
	if (!r && !is_new)
		r = load_now(s, id, &d->identity, &before);
	if (r)
		return r;
	const struct now_row now = { sight, s->knowledge, judgement ? judgement : judgement_that_stays(&before, sight),
				     before.there, true };
	if (before.there && before.same_names && before.sight == sight) {
		if (now.judgement != before.judgement)
			return store_change_judgement(s, id, now.judgement);
		return before.knowledge == now.knowledge ? 0 : change_knowledge(s, id);
	}
	if (judgement && judgement != before.judgement)
		r = store_add_judged(s, id, judgement);
	return r ? r : put_now(s, id, &now, &d->identity);
}

int store_find_judgement(struct store *s, const struct judged_answer *answer, int64_t *ret_row) {
	int64_t row = answer->noted ? *answer->noted : 0;
	int r = !row && answer->verdicts ? store_put_judgement(s, answer->verdicts, &row) : 0;

	if (!r && answer->noted)
		*answer->noted = row;
	if (!r)
		*ret_row = row;
	return r;
}

int store_keep_judged(struct store *s, const struct device *d, const struct judged_answer *answer, bool is_new, int64_t id) {
	int64_t judgement = 0;
	int r = store_find_judgement(s, answer, &judgement);

	return r ? r : store_keep_identity(s, d, is_new, id, judgement);
}

int store_think_anew(struct store *s, int64_t id) {
	static const struct identity nothing = { .class = CLASS_UNKNOWN };
	int r = store_note_row(&s->anew, id);
	int64_t sight = 0;

	if (!r)
		r = store_run_on(s, QUERY_MAKE_STALE, id);
	if (r || sqlite3_changes64(s->db))
		return r;
	r = store_put_sight(s, &nothing, &sight);
	return r ? r : put_now(s, id, &(struct now_row){ .sight = sight }, &nothing);
}

int store_forget_now(struct store *s, int64_t id) {
	return store_run_on(s, QUERY_FORGET_NOW, id);
}

int store_is_plain(struct store *s, int64_t id, bool *ret_plain) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_row_of(s, QUERY_IS_MORE_THAN_PLAIN, id, &find, &row);

	if (r)
		return r;
	*ret_plain = !row;
	sqlite3_reset(find);
	return 0;
}
