/*
 * Counting without memory of its own: laws and flows lie in arrays of fixed
 * size. A flow is found by looking through all of them, which is cheap while
 * they are few: a city has dozens of brands, not thousands.
 */
#include "show/tally.h"

#include <string.h>

#include "show/names.h"

/* The law's row; NULL when there is no room for one more law. */
static struct tally_law *law_row(struct tally *t, const struct law_note *law, size_t guess) {
	/* Every device is judged by the same laws in the same order, so the guess is nearly always right. */
	if (guess < t->law_count && t->laws[guess].law == law)
		return &t->laws[guess];
	for (size_t i = 0; i < t->law_count; i++)
		if (str_eq(t->laws[i].law->id, law->id))
			return &t->laws[i];
	if (t->law_count == TALLY_LAWS_MAX)
		return NULL;
	t->laws[t->law_count].law = law;
	return &t->laws[t->law_count++];
}

static struct tally_flow *flow_for(struct tally *t, str brand, str maker, bool relabelled, size_t times) {
	for (size_t i = 0; i < t->flow_count; i++)
		if (str_eq(t->flows[i].brand, brand) && str_eq(t->flows[i].maker, maker))
			return &t->flows[i];
	if (t->flow_count == TALLY_FLOWS_MAX) {
		t->more += times;
		return &t->rest[maker.n == 0 ? REST_NO_MAKER : relabelled ? REST_DIFFERS : REST_AGREES];
	}
	t->flows[t->flow_count] = (struct tally_flow){ .brand = brand, .maker = maker };
	return &t->flows[t->flow_count++];
}

static void count_flow(struct tally *t, const struct identity *id, const struct verdict *worst, size_t times) {
	/* What is only possible counts as not established, here as in the four numbers. */
	bool known = id->maker.grade >= GRADE_LIKELY;
	struct tally_flow *flow = flow_for(t, id->brand.grade != GRADE_UNKNOWN ? id->brand.id : (str){ 0 },
					   known ? id->maker.id : (str){ 0 }, id->relabelled == TRI_TRUE, times);
	size_t status = worst ? (size_t)worst->status : STATUS_COUNT;
	size_t confirmed = id->maker.grade == GRADE_CONFIRMED ? times : 0;

	flow->count += times;
	flow->confirmed += confirmed;
	flow->likely += id->maker.grade == GRADE_LIKELY ? times : 0;
	flow->relabelled = flow->relabelled || id->relabelled == TRI_TRUE;
	flow->worst[status] += times;
	flow->worst_confirmed[status] += confirmed;
}

static struct tally_share *share_for(struct tally *t, const struct belief *maker) {
	if (maker->grade < GRADE_LIKELY)
		return &t->no_share;
	for (size_t i = 0; i < t->share_count; i++)
		if (str_eq(t->shares[i].maker, maker->id))
			return &t->shares[i];
	if (t->share_count == TALLY_SHARES_MAX)
		return &t->other_shares;
	t->shares[t->share_count].maker = maker->id;
	return &t->shares[t->share_count++];
}

static void count_share(struct tally *t, const struct identity *id, size_t times) {
	struct tally_share *share;

	if (!class_is_video(id->class))
		return;
	share = share_for(t, &id->maker);
	share->count += times;
	share->confirmed += id->maker.grade == GRADE_CONFIRMED ? times : 0;
	t->video_count += times;
}

static int due_order(const struct tally_due *x, const struct tally_due *y) {
	if (x->by != y->by)
		return x->by < y->by ? -1 : 1;
	return str_cmp(x->law->id, y->law->id) ? str_cmp(x->law->id, y->law->id) : (int)x->kind - (int)y->kind;
}

/*
 * Always sorted; a day that does not fit any more gives way to an earlier one,
 * for good. So those that stay are counted whole, in whatever order they come.
 */
static void count_due(struct tally *t, const struct verdict *v, size_t times) {
	const struct tally_due due = { v->law, v->by, times, verdict_day_kind(v) };
	size_t at = t->due_count;

	if (v->by == DATE_NONE || v->status < STATUS_RESTRICTED)
		return;
	while (at > 0 && due_order(&due, &t->dues[at - 1]) < 0)
		at--;
	if (at > 0 && due_order(&due, &t->dues[at - 1]) == 0) {
		t->dues[at - 1].count += times;
		return;
	}
	if (at == TALLY_DUES_MAX) {
		t->more_dues += times;
		return;
	}
	if (t->due_count == TALLY_DUES_MAX)
		t->more_dues += t->dues[--t->due_count].count;
	for (size_t i = t->due_count++; i > at; i--)
		t->dues[i] = t->dues[i - 1];
	t->dues[at] = due;
}

size_t tally_flow_met(const struct tally_flow *flow) {
	size_t met = 0;

	for (int status = STATUS_RESTRICTED; status < STATUS_COUNT; status++)
		met += flow->worst[status];
	return met;
}

static int rank_of(const struct tally_flow *f) {
	return !f->relabelled ? 2 : tally_flow_met(f) == 0 ? 1 : 0;
}

/* "The label says one thing, and the maker is listed" is the top of the page. */
static bool comes_before(const struct tally_flow *a, const struct tally_flow *b) {
	if (rank_of(a) != rank_of(b))
		return rank_of(a) < rank_of(b);
	if (a->count != b->count)
		return a->count > b->count;
	return str_cmp(a->brand, b->brand) ? str_cmp(a->brand, b->brand) < 0 : str_cmp(a->maker, b->maker) < 0;
}

static void sort_flows(struct tally *t) {
	for (size_t i = 1; i < t->flow_count; i++) {
		struct tally_flow moving = t->flows[i];
		size_t to = i;

		for (; to > 0 && comes_before(&moving, &t->flows[to - 1]); to--)
			t->flows[to] = t->flows[to - 1];
		t->flows[to] = moving;
	}
}

static bool share_comes_before(const struct tally_share *a, const struct tally_share *b) {
	return a->count != b->count ? a->count > b->count : str_cmp(a->maker, b->maker) < 0;
}

static void sort_shares(struct tally *t) {
	for (size_t i = 1; i < t->share_count; i++) {
		struct tally_share moving = t->shares[i];
		size_t to = i;

		for (; to > 0 && share_comes_before(&moving, &t->shares[to - 1]); to--)
			t->shares[to] = t->shares[to - 1];
		t->shares[to] = moving;
	}
}

void tally_open(struct tally *t) {
	memset(t, 0, sizeof *t);
}

void tally_add(struct tally *t, const struct device *d, size_t times) {
	const struct verdict *worst = device_worst(d);

	t->found += times;
	t->by_grade[d->identity.maker.grade] += times;
	t->relabelled += d->identity.relabelled == TRI_TRUE ? times : 0;
	if (worst)
		t->by_worst[worst->status] += times;
	else
		t->unjudged += times;
	for (size_t k = 0; k < d->verdicts.count; k++) {
		struct tally_law *row = law_row(t, d->verdicts.at[k].law, k);

		if (row)
			row->by_status[d->verdicts.at[k].status] += times;
		count_due(t, &d->verdicts.at[k], times);
	}
	count_flow(t, &d->identity, worst, times);
	count_share(t, &d->identity, times);
}

void tally_close(struct tally *t) {
	sort_flows(t);
	sort_shares(t);
}

void tally_devices(struct tally *t, const struct device *devices, size_t count) {
	tally_open(t);
	for (size_t i = 0; i < count; i++)
		tally_add(t, &devices[i], 1);
	tally_close(t);
}
