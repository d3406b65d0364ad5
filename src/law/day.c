/*
 * The day that a rule sets for a device, and the sentences about it.
 */
#include "law/judging.h"

/* Did the contract over it end while the clause stood? One that was over before had no part in it. */
static bool ended_under(const struct clause *c, const struct law *law, const struct subject *s) {
	const struct contract *k = s->circumstances->contract;
	date from = c->in_force.from != DATE_NONE ? c->in_force.from : law->note.from;

	return k && k->until != DATE_NONE && s->court->on >= k->until && (from == DATE_NONE || k->until > from);
}

/*
 * Where the end of the contract is the day, it stays the day once it is past:
 * nobody is given more time because the device outlived its contract.
 */
static date contract_day(const struct clause *c, const struct law *law, const struct subject *s) {
	date end = !c->by_contract ? DATE_NONE :
		   ended_under(c, law, s) ? s->circumstances->contract->until : subject_contract_end(s);

	return end != DATE_NONE && (c->by == DATE_NONE || end < c->by) ? end : DATE_NONE;
}

date clause_day(const struct clause *c, const struct law *law, const struct subject *s) {
	date end = contract_day(c, law, s);

	return end != DATE_NONE ? end : c->by;
}

void say_day(struct judging *j, const struct clause *c) {
	date end = contract_day(c, j->law, j->subject);

	if (end != DATE_NONE && j->subject->court->on >= end) {
		SAY(j, R_DAY_WAS_OF_CONTRACT, HOLE_DATE("day", end));
		if (c->by != DATE_NONE)
			SAY(j, R_DAY_LAST, HOLE_DATE("day", c->by));
	} else if (end != DATE_NONE) {
		SAY(j, R_DAY_OF_CONTRACT, HOLE_DATE("day", end));
	} else if (c->by != DATE_NONE) {
		SAY(j, R_DAY, HOLE_DATE("day", c->by));
	}
	if (c->by_contract && end == DATE_NONE && subject_contract_end(j->subject) == DATE_NONE)
		SAY_PLAIN(j, R_DAY_NO_CONTRACT);
}
