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

void sites_open(struct site_tallies *t, const struct site *sites, size_t count) {
	*t = (struct site_tallies){ .count = count < SITE_TALLIES_MAX ? count : SITE_TALLIES_MAX };
	for (size_t i = 0; i < t->count; i++)
		t->at[i].site = &sites[i];
}

void sites_add(struct site_tallies *t, str site, enum grade maker, const enum status *worst) {
	struct site_tally *to = tally_of(t, site);

	to->count++;
	to->confirmed += maker == GRADE_CONFIRMED;
	to->likely += maker == GRADE_LIKELY;
	to->met += worst && *worst >= STATUS_RESTRICTED;
}

void tally_sites(struct site_tallies *t, const struct report *report) {
	sites_open(t, report->sites, report->site_count);
	for (size_t i = 0; i < report->count; i++) {
		const struct device *d = &report->devices[i];
		const struct verdict *worst = device_worst(d);

		sites_add(t, d->site, d->identity.maker.grade, worst ? &worst->status : NULL);
	}
}
