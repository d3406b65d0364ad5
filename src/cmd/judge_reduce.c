#include "cmd/judge_reduce.h"

#include <errno.h>

static void add_day(struct reducer *r, str word) {
	size_t at = r->day_count;
	date day;

	if (!date_parse(word, &day) || r->day_count == REDUCE_MAX) {
		r->keeps_days = true;
		return;
	}
	for (; at > 0 && r->days[at - 1] > day; at--)
		r->days[at] = r->days[at - 1];
	r->days[at] = day;
	r->day_count++;
}

/* "EUR 5000000"; an amount with a fraction is left to be compared as it is. */
static void add_amount(struct reducer *r, str words) {
	str currency = str_cut(&words, ' ');
	uint64_t value;

	if (!str_u64(words, &value) || r->amount_count == REDUCE_MAX)
		r->keeps_amounts = true;
	else
		r->amounts[r->amount_count++] = (struct amount){ currency, (double)value };
}

static void add_tests(struct reducer *r, const struct test_note *tests, size_t count) {
	for (size_t i = 0; i < count; i++) {
		const struct test_note *t = &tests[i];

		for (size_t k = 0; k < t->values.count; k++) {
			if (str_begins(t->key, STR("acquired-")))
				add_day(r, t->values.at[k]);
			else if (str_eq(t->key, STR("contract-value")))
				add_amount(r, t->values.at[k]);
		}
	}
}

int reducer_open(struct reducer *r, arena mem, const struct knowledge *k, date on) {
	const struct law_page *pages = laws_pages(&mem, &k->laws, &k->trees[DATA_LAWS]);

	*r = (struct reducer){ .on = on };
	if (!pages)
		return -ENOMEM;
	for (size_t i = 0; i < k->laws.count; i++) {
		for (size_t c = 0; c < pages[i].clause_count; c++)
			add_tests(r, pages[i].clauses[c].tests, pages[i].clauses[c].test_count);
		for (size_t e = 0; e < pages[i].exception_count; e++)
			add_tests(r, pages[i].exceptions[e].tests, pages[i].exceptions[e].test_count);
	}
	return 0;
}

/* The last of the laws' days up to this one; the day before all of them when there is none. */
static date reduce_day(const struct reducer *r, date day) {
	date last = DATE_NONE + 1;

	if (day == DATE_NONE || r->keeps_days)
		return day;
	for (size_t i = 0; i < r->day_count && r->days[i] <= day; i++)
		last = r->days[i];
	return last;
}

/* The highest amount of its currency that it reaches; nothing when laws name none. */
static void reduce_amount(const struct reducer *r, struct contract *c) {
	double most = -1;
	bool named = false;

	if (r->keeps_amounts)
		return;
	for (size_t i = 0; i < r->amount_count; i++) {
		if (!str_eq(r->amounts[i].currency, c->currency))
			continue;
		named = true;
		if (c->value >= r->amounts[i].value && r->amounts[i].value > most)
			most = r->amounts[i].value;
	}
	if (!named)
		c->currency = (str){ 0 };
	c->value = c->value < 0 || !named ? -1 : most < 0 ? 0 : most;
}

const struct circumstances *reducer_apply(const struct reducer *r, arena *mem, const struct circumstances *c) {
	struct circumstances *reduced = c ? arena_new(mem, struct circumstances, 1) : NULL;
	struct contract *contract = reduced && c->contract ? arena_new(mem, struct contract, 1) : NULL;

	if (!reduced || (c->contract && !contract))
		return NULL;
	*reduced = *c;
	reduced->acquired = reduce_day(r, c->acquired);
	if (!contract)
		return reduced;
	/* Its last day may be the day of a verdict; of the first it only counts whether it has come. */
	*contract = (struct contract){ .from = c->contract->from <= r->on ? DATE_NONE : r->on + 1, .until = c->contract->until,
				       .value = c->contract->value, .currency = c->contract->currency };
	reduce_amount(r, contract);
	reduced->contract = contract;
	return reduced;
}
