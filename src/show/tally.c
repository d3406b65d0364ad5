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

static void count_flow(struct tally *t, const struct identity *id) {
	/* What is only possible counts as not established, here as in the four numbers. */
	bool known = id->maker.grade >= GRADE_LIKELY;
	str brand = id->brand.grade != GRADE_UNKNOWN ? id->brand.id : (str){ 0 };
	str maker = known ? id->maker.id : (str){ 0 };
	struct tally_flow *flow = NULL;

	for (size_t i = 0; i < t->flow_count && !flow; i++)
		if (str_eq(t->flows[i].brand, brand) && str_eq(t->flows[i].maker, maker))
			flow = &t->flows[i];
	if (!flow && t->flow_count == TALLY_FLOWS_MAX) {
		t->more++;
		return;
	}
	if (!flow) {
		flow = &t->flows[t->flow_count++];
		*flow = (struct tally_flow){ .brand = brand, .maker = maker };
	}
	flow->count++;
	flow->confirmed += id->maker.grade == GRADE_CONFIRMED;
	flow->likely += id->maker.grade == GRADE_LIKELY;
	flow->relabelled = flow->relabelled || id->relabelled == TRI_TRUE;
}

/* Relabelled pairs first, then by number: "label says one thing, maker is another" is the top of the page. */
static bool comes_before(const struct tally_flow *a, const struct tally_flow *b) {
	if (a->relabelled != b->relabelled)
		return a->relabelled;
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
		}
		count_flow(t, &d->identity);
	}
	sort_flows(t);
}
