#include "cmd/split_told.h"

#include <errno.h>

#include "cmd/import_cell.h"
#include "store/query.h"

/* What a device is told to be, in the words of its registers. */
struct row_facts {
	str site, contract; /* ids; empty: nothing */
	date acquired;      /* DATE_NONE: nothing */
};

static str id_of(arena *mem, const struct device *d, const char *field) {
	for (size_t i = 0; i < d->observation_count; i++)
		if (str_eq(d->observations[i].field, str_of(field)))
			return cell_id(mem, d->observations[i].value);
	return (str){ 0 };
}

/* As import made it of the row. */
static struct row_facts said_by(arena *mem, const struct device *d) {
	struct row_facts s = { .site = id_of(mem, d, "register.site"), .contract = id_of(mem, d, "register.contract"), .acquired = DATE_NONE };

	if (!s.site.n)
		s.site = id_of(mem, d, "register.address");
	for (size_t i = 0; i < d->observation_count && s.acquired == DATE_NONE; i++)
		if (!str_eq(d->observations[i].field, STR("register.acquired")) || !date_parse(d->observations[i].value, &s.acquired))
			s.acquired = DATE_NONE;
	return s;
}

/* Which facts of the whole the row says, and nothing that stays says. */
static unsigned facts_of_row(const struct device *whole, const struct row_facts *row, const struct row_facts *rest) {
	const struct circumstances none = CIRCUMSTANCES_NONE, *c = whole->circumstances ? whole->circumstances : &none;
	str contract = c->contract ? c->contract->id : (str){ 0 };
	bool site = row->site.n && str_eq(row->site, whole->site) && !str_eq(row->site, rest->site);
	bool has_contract = row->contract.n && str_eq(row->contract, contract) && !str_eq(row->contract, rest->contract);
	bool acquired = row->acquired != DATE_NONE && row->acquired == c->acquired && row->acquired != rest->acquired;

	return (unsigned)((site ? TOLD_SITE : 0) | (has_contract ? TOLD_CONTRACT : 0) | (acquired ? TOLD_ACQUIRED : 0));
}

int split_told(struct desk *d, struct store *s, const int64_t rows[2], unsigned *ret_moved, struct complaint *reterr) {
	const struct decide_options *by = &d->o->decide;
	struct telling telling = { .is = CIRCUMSTANCES_NONE, .who = str_trim(by->by), .why = str_trim(by->why) };
	unsigned told = 0, told_already = 0;
	struct device whole, row;
	int64_t unused;
	int r = store_load(s, &d->mem, rows[0], &whole);

	if (!r)
		r = store_load(s, &d->mem, rows[1], &row);
	if (!r)
		r = store_told(s, rows[0], &told, &unused);
	if (!r)
		r = store_told(s, rows[1], &told_already, &unused);
	if (r)
		return r;
	const struct row_facts of_row = said_by(&d->mem, &row), of_rest = said_by(&d->mem, &whole);
	telling.what = facts_of_row(&whole, &of_row, &of_rest) & told;
	*ret_moved = telling.what;
	if (!telling.what)
		return d->mem.full ? -ENOMEM : 0;
	r = store_tell(s, &rows[0], 1, &telling, reterr);
	telling.what &= ~told_already;
	telling.site = of_row.site;
	telling.contract = of_row.contract;
	telling.is.acquired = of_row.acquired;
	return r || !telling.what ? r : store_tell(s, &rows[1], 1, &telling, reterr);
}
