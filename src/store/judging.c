/*
 * Going through the estate to judge it: a million devices in blocks of rows,
 * so that nothing is read where something is written.
 */
#include <errno.h>

#include "store/inner.h"
#include "store/query.h"
#include "store/special.h"

enum {
	BLOCK_COUNT = 4096,
	SIGHTS_MAX = 8192,  /* kept in memory, by row; a power of two */
	SITES_MAX = 1024,   /* likewise */
};

struct now_row {
	int64_t device, sight, knowledge, judgement, site; /* 0: none */
};

struct judging {
	struct store *s;
	const struct judge_pass *pass;
	int64_t knowledge;       /* row of what the pass knows; -1: the estate never heard of it */
	struct now_row block[BLOCK_COUNT];
	size_t block_count;
	struct special special;  /* beside a pass over all devices; of rows that were asked for each is looked up */
	struct { int64_t row; struct identity *identity; } sights[SIGHTS_MAX];
	struct { int64_t row; str name; } sites[SITES_MAX];
	arena kept;              /* for the sights and sites */
};

/* Rows, block by block */

static struct now_row column_now(sqlite3_stmt *row) {
	return (struct now_row){ sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1), sqlite3_column_int64(row, 2),
				 sqlite3_column_int64(row, 3), sqlite3_column_int64(row, 4) };
}

/* The rows behind `after`; an empty block at the end. */
static int load_block(struct judging *j, int64_t after) {
	sqlite3_stmt *load;
	bool row = true;
	int r = store_statement(j->s, j->pass->sites ? QUERY_NOW_BLOCK_SITES : QUERY_NOW_BLOCK, &load);

	if (r)
		return r;
	j->block_count = 0;
	sqlite3_bind_int64(load, 1, after);
	sqlite3_bind_int64(load, 2, BLOCK_COUNT);
	while (j->block_count < BLOCK_COUNT) {
		r = store_step(j->s, load, &row);
		if (r || !row)
			return r;
		j->block[j->block_count++] = column_now(load);
	}
	sqlite3_reset(load);
	return 0;
}

/* One row that was asked for; STORE_ABSENT when it is none that stands for a device. */
static int load_one(struct judging *j, int64_t device) {
	sqlite3_stmt *load;
	bool row = false;
	int r = store_row_of(j->s, QUERY_NOW_OF, device, &load, &row);

	if (r || !row)
		return r ? r : STORE_ABSENT;
	j->block[0] = column_now(load);
	sqlite3_reset(load);
	return 0;
}

/* Circumstances */

static bool was_looked_at(const struct circumstances *c) {
	for (size_t i = 0; c && i < c->decision_count; i++)
		if (c->decisions[i].kind == DECISION_CONFIRM || c->decisions[i].kind == DECISION_REJECT)
			return true;
	return false;
}

/* Sights */

/* A grade or a class of a foreign file may be any number or word. */
static enum grade column_grade(sqlite3_stmt *row, int at) {
	int64_t grade = sqlite3_column_int64(row, at);

	return grade >= 0 && grade < GRADE_COUNT ? (enum grade)grade : GRADE_UNKNOWN;
}

/* What laws look at in an identity, so that law_sight_of() finds it there again. */
struct sight_room {
	struct identity identity;
	struct claim claim;
	struct obs seen;
	struct mark_note mark;
	struct rival rival;
};

static struct identity *take_sight(sqlite3_stmt *row, arena *mem) {
	struct sight_room *room = arena_new(mem, struct sight_room, 1);

	if (!room)
		return NULL;
	enum device_class class = class_by_name(column_text(row, 7));
	str maker = arena_str(mem, column_text(row, 0));

	room->seen.field = arena_str(mem, column_text(row, 9));
	room->mark.id = arena_str(mem, column_text(row, 10));
	room->claim = (struct claim){ .seen = &room->seen, .mark = &room->mark, .aspect = ASPECT_MAKER, .value = maker };
	room->rival = (struct rival){ .aspect = ASPECT_SOC, .id = arena_str(mem, column_text(row, 6)) };
	room->identity = (struct identity){
		.maker = { .id = maker, .grade = column_grade(row, 1) },
		.brand = { .id = arena_str(mem, column_text(row, 2)), .grade = column_grade(row, 3) },
		.soc = { .id = arena_str(mem, column_text(row, 4)), .grade = column_grade(row, 5) },
		.class = class == CLASS_COUNT ? CLASS_UNKNOWN : class, .relabelled = column_tri(row, 8),
		.claims = &room->claim, .claim_count = room->mark.id.n ? 1 : 0,
		.rivals = &room->rival, .rival_count = room->rival.id.n ? 1 : 0,
	};
	return mem->full ? NULL : &room->identity;
}

int store_sight(struct store *s, int64_t row, arena *mem, struct identity **ret_identity) {
	sqlite3_stmt *load;
	bool there = false;
	int r = store_row_of(s, QUERY_SIGHT, row, &load, &there);

	if (r || !there)
		return r ? r : STORE_WRONG;
	struct identity *identity = take_sight(load, mem);
	r = identity ? store_sight_fits(identity, column_blob(load, 11)) : -ENOMEM;
	sqlite3_reset(load);
	if (!r)
		*ret_identity = identity;
	return r;
}

static bool has_room(const arena *kept) {
	enum { ROOM_FOR_ONE = 16 * 1024 };

	return kept->end - kept->at > ROOM_FOR_ONE;
}

/* From memory, where it stays as long as there is room for another. */
static int find_sight(struct judging *j, int64_t row, arena *mem, struct identity *ret_identity) {
	struct identity *identity = j->sights[row & (SIGHTS_MAX - 1)].identity;
	int r = 0;

	if (!identity || j->sights[row & (SIGHTS_MAX - 1)].row != row) {
		bool stays = !identity && has_room(&j->kept);

		r = store_sight(j->s, row, stays ? &j->kept : mem, &identity);
		if (!r && stays) {
			j->sights[row & (SIGHTS_MAX - 1)].row = row;
			j->sights[row & (SIGHTS_MAX - 1)].identity = identity;
		}
	}
	if (!r)
		*ret_identity = *identity;
	return r;
}

/* Sites */

static int load_site(struct store *s, int64_t row, arena *mem, str *ret_name) {
	sqlite3_stmt *load;
	bool there = false;
	int r = store_row_of(s, QUERY_SITE_NAME, row, &load, &there);

	if (r || !there)
		return r ? r : STORE_WRONG;
	*ret_name = arena_str(mem, column_text(load, 0));
	sqlite3_reset(load);
	return mem->full ? -ENOMEM : 0;
}

static int find_site(struct judging *j, int64_t row, arena *mem, str *ret_name) {
	size_t at = (size_t)row & (SITES_MAX - 1);
	int r = 0;

	*ret_name = (str){ 0 };
	if (!row)
		return 0;
	if (j->sites[at].row == row) {
		*ret_name = j->sites[at].name;
		return 0;
	}
	bool stays = !j->sites[at].row && has_room(&j->kept);
	r = load_site(j->s, row, stays ? &j->kept : mem, ret_name);
	if (!r && stays) {
		j->sites[at].row = row;
		j->sites[at].name = *ret_name;
	}
	return r;
}

/* One device */

static int load_whole(struct judging *j, const struct now_row *now, bool special, arena *mem, struct device *d) {
	if (special || j->pass->anew)
		return store_load_whole(j->s, mem, now->device, d);
	d->identity.class = CLASS_UNKNOWN;
	return store_load_observations(j->s, mem, now->device, d);
}

/* A device that was asked for may be special; it is looked up all the same. */
static int load_circumstances(struct judging *j, const struct now_row *now, arena *mem, struct judged_device *d) {
	bool asked = !j->special.s;
	int r = asked ? 0 : special_move(&j->special, now->device);

	d->special = asked || (!r && special_is(&j->special));
	if (r || now->knowledge != j->knowledge || j->pass->anew || j->pass->held)
		return r;
	return asked ? store_circumstances(j->s, mem, now->device, &d->device.circumstances)
		     : special_circumstances(&j->special, mem, &d->device.circumstances);
}

/* As it was kept; when that cannot be believed it comes whole, to be thought of anew. */
static int load_kept(struct judging *j, const struct now_row *now, arena *mem, struct judged_device *d) {
	int r = find_sight(j, now->sight, mem, &d->device.identity);

	if (r != STORE_WRONG)
		return r;
	d->whole = true;
	j->s->distrusted++;
	return load_whole(j, now, d->special, mem, &d->device);
}

static int prepare(struct judging *j, const struct now_row *now, arena *mem, struct judged_device *d) {
	bool fresh = now->knowledge == j->knowledge && !j->pass->anew && !j->pass->held;

	*d = (struct judged_device){ .row = now->device };
	int r = load_circumstances(j, now, mem, d);
	d->whole = !fresh || was_looked_at(d->device.circumstances);
	if (!r)
		r = d->whole ? load_whole(j, now, d->special, mem, &d->device) : load_kept(j, now, mem, d);
	return r || !j->pass->sites ? r : find_site(j, now->site, mem, &d->device.site);
}

/* Is what is kept of it what was thought of it just now? */
static int hold_one(struct judging *j, const struct now_row *now, const struct judged_device *d,
		    const struct judged_answer *answer, arena *mem) {
	struct held_kept *held = j->pass->held;
	struct identity kept;
	bool same = false;
	int64_t judgement = 0;
	int r = store_look_for_judgement(j->s, answer, &judgement);

	if (!r)
		r = store_same_names(j->s, now->device, &d->device.identity, &same);
	if (!r)
		r = find_sight(j, now->sight, mem, &kept);
	same = !r && same && store_same_sight(&kept, &d->device.identity);
	if (r && r != STORE_WRONG)
		return r;
	/* What somebody confirmed or rejected may hold on some days alone; nobody believes what is kept of it. */
	bool wrong = !same && !was_looked_at(d->device.circumstances);
	held->count++;
	held->first_wrong = wrong && !held->wrong ? now->device : held->first_wrong;
	held->wrong += wrong;
	held->judged_otherwise += !wrong && (!same || (now->judgement && now->judgement != judgement));
	return 0;
}

static int judge_one(struct judging *j, const struct now_row *now, arena mem) {
	struct judged_device d;
	struct judged_answer answer = { 0 };
	int64_t judgement = 0;

	if (j->pass->held && now->knowledge != j->knowledge) {
		j->pass->held->stale++;
		return 0;
	}
	int r = prepare(j, now, &mem, &d);

	if (!r)
		r = j->pass->each(j->pass->context, &d, &mem, &answer);
	if (!r && mem.full)
		r = -ENOMEM;
	if (!r && j->pass->held)
		return hold_one(j, now, &d, &answer, &mem);
	if (r || !j->pass->write)
		return r;
	r = store_find_judgement(j->s, &answer, &judgement);
	if (!r && d.whole)
		return store_keep_identity(j->s, &d.device, false, now->device, judgement);
	return r || !judgement || judgement == now->judgement ? r : store_change_judgement(j->s, now->device, judgement);
}

static int judge_rows(struct judging *j, const int64_t *rows, size_t count, arena mem) {
	int r = 0;

	for (size_t i = 0; !r && i < count; i++) {
		r = load_one(j, rows[i]);
		if (!r)
			r = judge_one(j, &j->block[0], mem);
	}
	return r;
}

static int judge_all(struct judging *j, arena mem) {
	int r = special_open(&j->special, j->s);

	if (!r)
		r = load_block(j, INT64_MIN);
	while (!r && j->block_count) {
		int64_t last = j->block[j->block_count - 1].device;

		for (size_t i = 0; !r && i < j->block_count; i++)
			r = judge_one(j, &j->block[i], mem);
		if (!r)
			r = load_block(j, last);
	}
	special_close(&j->special);
	return r;
}

/* The number of the row, or -1: what is kept was thought of with something else. */
static int find_knowledge(struct store *s, const uint8_t *hash, int64_t *ret_row) {
	sqlite3_stmt *find;
	bool row = false;
	int r = store_statement(s, QUERY_KNOWLEDGE_BY_HASH, &find);

	if (r)
		return r;
	bind_blob(find, 1, (str){ hash, hash ? KNOWLEDGE_HASH_SIZE : 0 });
	r = store_step(s, find, &row);
	if (r)
		return r;
	*ret_row = row ? sqlite3_column_int64(find, 0) : -1;
	sqlite3_reset(find);
	return 0;
}

static int hold_row(struct judging *j, enum named_query query, int64_t row, arena mem) {
	struct identity *ignored;

	return query == QUERY_ALL_JUDGEMENTS ? store_judgement_fits(j->s, row) : store_sight(j->s, row, &mem, &ignored);
}

/* What is kept once for many devices, by its own keys. */
static int hold_rows(struct judging *j, enum named_query query, arena mem) {
	sqlite3_stmt *all;
	bool row = true;
	int r = store_statement(j->s, query, &all);

	while (!r) {
		r = store_step(j->s, all, &row);
		if (r || !row)
			return r;
		r = hold_row(j, query, sqlite3_column_int64(all, 0), mem);
		j->pass->held->wrong_rows += r == STORE_WRONG;
		r = r == STORE_WRONG ? 0 : r;
	}
	sqlite3_reset(all);
	return r;
}

static int judge(struct store *s, arena scratch, const struct judge_pass *pass) {
	struct judging *j = arena_new(&scratch, struct judging, 1);

	if (!j)
		return -ENOMEM;
	size_t room = (size_t)(scratch.end - scratch.at) / 2;
	j->s = s;
	j->pass = pass;
	j->kept = (arena){ scratch.at, scratch.at + room, false };
	scratch.at += room;
	int r = find_knowledge(s, pass->knowledge, &j->knowledge);
	if (!r && pass->held)
		r = hold_rows(j, QUERY_ALL_SIGHTS, scratch);
	if (!r && pass->held)
		r = hold_rows(j, QUERY_ALL_JUDGEMENTS, scratch);
	if (r)
		return r;
	if (pass->touched)
		return judge_rows(j, s->anew.at, s->anew.count, scratch);
	return pass->rows ? judge_rows(j, pass->rows, pass->row_count, scratch) : judge_all(j, scratch);
}

uint64_t store_distrusted(const struct store *s) {
	return s->distrusted;
}

int store_judge(struct store *s, arena scratch, const struct judge_pass *pass) {
	int r;

	if (pass->write) {
		if (!s->in_run)
			return -EINVAL;
		/* As with store_add(): after a failure the run cannot be whole any more. */
		s->broken = s->broken ? s->broken : judge(s, scratch, pass);
		return s->broken;
	}
	r = s->in_run ? 0 : store_run_query(s, QUERY_BEGIN_READ);
	if (r)
		return r;
	r = judge(s, scratch, pass);
	if (!s->in_run)
		(void)store_run_query(s, QUERY_COMMIT);
	return r;
}
