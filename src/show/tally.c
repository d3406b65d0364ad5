/*
 * Counting without memory of its own: laws and flows lie in arrays of fixed
 * size. A flow is found by looking through all of them, which is cheap while
 * they are few: a city has dozens of brands, not thousands.
 */
#include "show/tally.h"

#include <stdlib.h>
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

static struct tally_flow *flow_for(struct tally *t, str brand, str maker) {
	for (size_t i = 0; i < t->flow_count; i++)
		if (str_eq(t->flows[i].brand, brand) && str_eq(t->flows[i].maker, maker))
			return &t->flows[i];
	if (t->flow_count == TALLY_FLOWS_MAX) {
		t->more++;
		return &t->rest[maker.n ? 0 : 1];
	}
	t->flows[t->flow_count] = (struct tally_flow){ .brand = brand, .maker = maker };
	return &t->flows[t->flow_count++];
}

static void count_flow(struct tally *t, const struct identity *id, const struct verdict *worst) {
	/* What is only possible counts as not established, here as in the four numbers. */
	bool known = id->maker.grade >= GRADE_LIKELY;
	struct tally_flow *flow = flow_for(t, id->brand.grade != GRADE_UNKNOWN ? id->brand.id : (str){ 0 },
					   known ? id->maker.id : (str){ 0 });
	size_t status = worst ? (size_t)worst->status : STATUS_COUNT;

	flow->count++;
	flow->confirmed += id->maker.grade == GRADE_CONFIRMED;
	flow->likely += id->maker.grade == GRADE_LIKELY;
	flow->relabelled = flow->relabelled || id->relabelled == TRI_TRUE;
	flow->worst[status]++;
	flow->worst_confirmed[status] += id->maker.grade == GRADE_CONFIRMED;
}

static void count_due(struct tally *t, const struct verdict *v) {
	bool lent = verdict_is_lent(v);

	if (v->by == DATE_NONE || v->status < STATUS_RESTRICTED)
		return;
	for (size_t i = 0; i < t->due_count; i++) {
		if (t->dues[i].law == v->law && t->dues[i].by == v->by && t->dues[i].lent == lent) {
			t->dues[i].count++;
			return;
		}
	}
	if (t->due_count < TALLY_DUES_MAX)
		t->dues[t->due_count++] = (struct tally_due){ v->law, v->by, 1, lent };
	else
		t->more_dues++;
}

static int due_order(const void *a, const void *b) {
	const struct tally_due *x = a, *y = b;

	if (x->by != y->by)
		return x->by < y->by ? -1 : 1;
	return str_cmp(x->law->id, y->law->id) ? str_cmp(x->law->id, y->law->id) : (int)x->lent - (int)y->lent;
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
	return str_cmp(a->brand, b->brand) < 0;
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

void tally_devices(struct tally *t, const struct device *devices, size_t count) {
	memset(t, 0, sizeof *t);
	t->found = count;
	for (size_t i = 0; i < count; i++) {
		const struct device *d = &devices[i];
		const struct verdict *worst = device_worst(d);

		t->by_grade[d->identity.maker.grade]++;
		t->relabelled += d->identity.relabelled == TRI_TRUE;
		if (worst)
			t->by_worst[worst->status]++;
		else
			t->unjudged++;
		for (size_t k = 0; k < d->verdicts.count; k++) {
			struct tally_law *row = law_row(t, d->verdicts.at[k].law, k);

			if (row)
				row->by_status[d->verdicts.at[k].status]++;
			count_due(t, &d->verdicts.at[k]);
		}
		count_flow(t, &d->identity, worst);
	}
	sort_flows(t);
	qsort(t->dues, t->due_count, sizeof t->dues[0], due_order);
}
