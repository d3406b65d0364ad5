/*
 * Counting by site, in memory of fixed size.
 */
#include "show/places.h"

#include "show/names.h"

static struct site_tally *tally_of(struct site_tallies *t, str id) {
	size_t from = 0, to = t->count;

	if (id.n == 0)
		return &t->none;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		int order = str_cmp(t->at[middle].site->id, id);

		if (order == 0)
			return &t->at[middle];
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return &t->others;
}

void tally_sites(struct site_tallies *t, const struct report *report) {
	*t = (struct site_tallies){ .count = report->site_count < SITE_TALLIES_MAX ? report->site_count : SITE_TALLIES_MAX };
	for (size_t i = 0; i < t->count; i++)
		t->at[i].site = &report->sites[i];
	for (size_t i = 0; i < report->count; i++) {
		const struct device *d = &report->devices[i];
		const struct verdict *worst = device_worst(d);
		struct site_tally *site = tally_of(t, d->site);

		site->count++;
		site->confirmed += d->identity.maker.grade == GRADE_CONFIRMED;
		site->likely += d->identity.maker.grade == GRADE_LIKELY;
		site->met += worst && worst->status >= STATUS_RESTRICTED;
	}
}
