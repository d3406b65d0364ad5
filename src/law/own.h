#pragma once

/*
 * own: who holds shares in whom on a day, and who is thereby owned by firms
 * that are named.
 */

#include "base/arena.h"
#include "fact/company.h"

/* One owner's share of one company. */
struct holding {
	uint32_t company;
	int64_t share; /* in millionths of a percent; negative when not known */
};

/* All holdings of a day, by owner. Shares are whole numbers, so that the order of owners does not matter. */
struct holdings {
	size_t company_count;
	const uint32_t *first;  /* by owner: where what it holds begins in `at`; company_count + 1 of them */
	const struct holding *at;
	const int64_t *rest;    /* by company: the part that nobody is on record for */
};

/* 0, or -ENOMEM when `mem` is full. An owner who is not in the registry counts as on record and no more. */
int holdings_on(arena *mem, const struct registry *r, date on, struct holdings *ret_holdings);

/*
 * Which companies are one of `firms`, or does what such companies hold of
 * them come to `percent` or more? A firm that is so owned counts as one of
 * the firms when its own holdings are looked at. 0 percent asks for the firms
 * themselves only. Fills enum tri for each company into `ret_answers`, which
 * has room for all.
 *
 * Shares that are not on record, and those that were only remembered, give
 * TRI_UNKNOWN, but only where a firm that is, or may be, owned is among the
 * owners: silence about the others is no suspicion.
 *
 * One more owner never takes TRI_TRUE away. It turns TRI_UNKNOWN into
 * TRI_FALSE only when its share is known and fills the gap that made the doubt,
 * and when it is free itself, TRI_FALSE, once it stands there.
 *
 * 0, or -ENOMEM when `scratch` is too small for 20 bytes a company.
 */
int holdings_reach(arena scratch, const struct holdings *h, struct strs firms, const struct registry *r, double percent,
		   uint8_t *ret_answers);
