/*
 * Finding the devices behind a number: a million of them in one pass, with
 * what laws say of each sight remembered as one bit.
 */
#include <errno.h>

#include "base/file.h"
#include "cmd/judge_reduce.h"
#include "cmd/number.h"
#include "cmd/query_match.h"
#include "store/judged.h"

enum {
	SIGHTS_MAX = 1 << 15,      /* that are remembered; devices of others are judged one by one */
	PLACES = 2 * SIGHTS_MAX,
	SIGHTS_MEMORY = 128 << 20, /* ceiling, reserved and not taken */
	SCRATCH = 64 << 20,        /* one device with all that was ever seen of it */
};

/* What the laws say of a sight: all that is wanted of it. */
struct judged_sight {
	struct law_sight sight; /* with reduced circumstances */
	bool fits;
	unsigned statuses;      /* bit n: some verdict has status n */
};

struct hunt {
	struct desk *desk;
	const struct query *query;
	struct number_found *found;
	struct reducer reducer;
	struct judged_sight **places; /* by hash of the sight; NULL: an empty one */
	size_t sight_count;
	arena memory;                 /* for the sights */
	bool judges;
	int64_t *rows;
	size_t room;
	unsigned statuses;
};

/* The terms that the estate itself can answer, or those that must be thought of. */
static int split(arena *mem, const struct query *q, struct query *ret_stored) {
	struct query_term *terms = arena_new(mem, struct query_term, q->term_count + 1);

	if (!terms)
		return -ENOMEM;
	*ret_stored = *q;
	ret_stored->terms = terms;
	ret_stored->term_count = 0;
	for (size_t i = 0; i < q->term_count; i++)
		if (!query_is_of_belief(q->terms[i].key) && !query_is_of_law(q->terms[i].key))
			terms[ret_stored->term_count++] = q->terms[i];
	return 0;
}

/* Judging, once a sight */

static struct judged_sight judge(struct hunt *f, arena *mem, const struct law_sight *sight, const struct device *d) {
	struct verdicts verdicts = think_judge_once(&f->desk->thinker, mem, d);
	struct judged_sight judged = { .sight = *sight, .fits = query_match_law(f->query, &verdicts) };

	for (size_t i = 0; i < verdicts.count; i++)
		judged.statuses |= 1u << verdicts.at[i].status;
	return judged;
}

static void remember(struct hunt *f, struct judged_sight **place, const struct judged_sight *judged) {
	if (f->sight_count == SIGHTS_MAX || f->memory.full)
		return;
	struct judged_sight *kept = arena_new(&f->memory, struct judged_sight, 1);
	struct law_sight sight = law_sight_keep(&f->memory, &judged->sight);

	if (f->memory.full)
		return;
	*kept = *judged;
	kept->sight = sight;
	*place = kept;
	f->sight_count++;
}

static struct judged_sight judge_once(struct hunt *f, arena *mem, const struct law_sight *sight, const struct device *d) {
	size_t at = law_sight_hash(sight) & (PLACES - 1);

	while (f->places[at] && !law_sight_eq(&f->places[at]->sight, sight))
		at = (at + 1) & (PLACES - 1);
	if (f->places[at])
		return *f->places[at];
	struct judged_sight judged = judge(f, mem, sight, d);
	if (!mem->full)
		remember(f, &f->places[at], &judged);
	return judged;
}

/* One device */

static int look(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct hunt *f = context;

	(void)ret_answer;
	if (d->whole)
		think_identity(&f->desk->thinker, mem, &d->device);
	if (!query_match_belief(f->query, &d->device.identity))
		return 0;
	struct law_sight sight = law_sight_of(&d->device.identity, reducer_apply(&f->reducer, mem, d->device.circumstances));
	if (f->judges) {
		struct judged_sight judged = judge_once(f, mem, &sight, &d->device);

		if (!judged.fits)
			return 0;
		f->statuses |= judged.statuses;
	}
	/* One that came between counting and asking is left for the next time. */
	if (f->found->number.count == f->room)
		return 0;
	f->rows[f->found->number.count] = d->row;
	number_add(&f->found->number, &d->device.identity, sight.field, sight.decision != 0);
	return 0;
}

/* The rows of what the estate can answer; NULL: all of them. */
static int ask_estate(struct hunt *f, struct store *s, const int64_t **ret_rows, struct complaint *reterr) {
	arena *mem = &f->desk->mem;
	struct query stored;
	int r = split(mem, f->query, &stored);

	*ret_rows = NULL;
	if (!r && stored.term_count)
		return query_rows(s, mem, &stored, ret_rows, &f->room, reterr);
	return r ? r : store_device_count(s, &f->room);
}

static int walk(struct hunt *f, struct store *s, const int64_t *rows) {
	const struct judge_pass pass = { .each = look, .context = f, .knowledge = f->desk->k.hash, .rows = rows,
					 .row_count = rows ? f->room : 0 };
	void *memory = memory_reserve(SCRATCH), *sights = memory_reserve(SIGHTS_MEMORY);
	int r = -ENOMEM;

	if (memory && sights) {
		f->memory = arena_over(sights, SIGHTS_MEMORY);
		r = store_judge(s, arena_over(memory, SCRATCH), &pass);
	}
	memory_release(sights, SIGHTS_MEMORY);
	memory_release(memory, SCRATCH);
	return r;
}

int number_find(struct desk *d, struct store *s, const struct query *query, struct number_found *ret_found,
		struct complaint *reterr) {
	struct hunt f = { .desk = d, .query = query, .found = ret_found,
			     .judges = query_asks_law(query) || d->o->fail_on != STATUS_COUNT };
	const int64_t *rows;
	int r = reducer_open(&f.reducer, d->mem, &d->k, d->o->on);

	if (!r)
		r = ask_estate(&f, s, &rows, reterr);
	if (r)
		return r;
	*ret_found = (struct number_found){ .number = { .on = d->o->on, .roles = { d->o->roles, d->o->role_count },
							.laws = { d->o->laws, d->o->law_count } } };
	f.rows = arena_new(&d->mem, int64_t, f.room + 1);
	f.places = arena_new(&d->mem, struct judged_sight *, PLACES);
	if (!f.rows || !f.places)
		return -ENOMEM;
	/* No row fits, which is not the same as all of them. */
	r = rows && f.room == 0 ? 0 : walk(&f, s, rows);
	ret_found->rows = f.rows;
	ret_found->found = d->o->fail_on != STATUS_COUNT && (f.statuses >> d->o->fail_on & 1);
	number_rules(query, &ret_found->number);
	return r;
}
