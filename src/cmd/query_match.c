#include "cmd/query_match.h"

#include "show/names.h"

enum {
	STATUS_ANY = (1u << STATUS_COUNT) - 1,
	STATUS_HARD = STATUS_ANY & ~(1u << STATUS_CLEAR), /* a verdict with words: what is clear has no row in the estate */
	STATUS_SAYS = STATUS_HARD & ~(1u << STATUS_NOT_IN_FORCE),
};

static bool has(struct strs values, str value) {
	for (size_t i = 0; i < values.count; i++)
		if (str_eq(values.at[i], value))
			return true;
	return false;
}

/* Belief */

static bool is_relabelled_so(const struct query_term *t, enum tri relabelled) {
	static const char *const words[] = { [TRI_UNKNOWN] = "unknown", [TRI_FALSE] = "no", [TRI_TRUE] = "yes" };

	return has(t->values, str_of(words[relabelled]));
}

static bool believes(const struct query_term *t, const struct identity *id) {
	if (t->key == KEY_GRADE)
		return query_names_asked(t, grade_names, GRADE_COUNT) >> id->maker.grade & 1;
	if (t->key == KEY_RELABELLED)
		return is_relabelled_so(t, id->relabelled);
	return has(t->values, t->key == KEY_MAKER ? id->maker.id : t->key == KEY_BRAND ? id->brand.id :
			      t->key == KEY_SOC ? id->soc.id : str_of(class_names[id->class]));
}

bool query_match_belief(const struct query *query, const struct identity *id) {
	for (size_t i = 0; i < query->term_count; i++) {
		const struct query_term *t = &query->terms[i];

		if (query_is_of_belief(t->key) && believes(t, id) == (t->operator == QUERY_IS_NOT))
			return false;
	}
	return true;
}

/* Law */

static bool has_term(const struct query *q, enum query_key key) {
	for (size_t i = 0; i < q->term_count; i++)
		if (q->terms[i].key == key)
			return true;
	return false;
}

/* Does it meet the days, and is it of no law that is left out? */
static bool may_count(const struct query *q, const struct verdict *v) {
	for (size_t i = 0; i < q->term_count; i++) {
		const struct query_term *t = &q->terms[i];
		date from, until;

		if (t->key == KEY_LAW && t->operator == QUERY_IS_NOT && has(t->values, v->law->id))
			return false;
		if (t->key != KEY_DUE && t->key != KEY_ALLOWED)
			continue;
		if (v->by == DATE_NONE || verdict_is_lent(v) != (t->key == KEY_ALLOWED) || !query_days(t, &from, &until) ||
		    v->by < from || v->by >= until)
			return false;
	}
	return true;
}

/* Is there a verdict with one of these statuses, by one of these laws (NULL: any) and all that goes with it? */
static bool is_met(const struct query *q, const struct verdicts *all, unsigned statuses, const struct query_term *laws) {
	for (size_t i = 0; i < all->count; i++) {
		const struct verdict *v = &all->at[i];

		if ((statuses >> v->status & 1) && (!laws || has(laws->values, v->law->id)) && may_count(q, v))
			return true;
	}
	return false;
}

/* As put_verdict() of store/query_terms.c has it. */
static bool verdict_holds(const struct query *q, const struct verdicts *all, const struct query_term *t,
			  const struct query_term *laws) {
	unsigned asked = query_names_asked(t, status_names, STATUS_COUNT), rows = asked & STATUS_HARD;
	bool below = t->operator == QUERY_LESS || t->operator == QUERY_LESS_OR_IS, judged = all->count > 0;

	if (has_term(q, KEY_DUE) || has_term(q, KEY_ALLOWED))
		return is_met(q, all, rows, laws);
	if (!judged)
		return has(t->values, (str){ 0 });
	if (below)
		return asked && !is_met(q, all, STATUS_HARD & ~asked, laws);
	return is_met(q, all, rows, laws) || (asked != rows && !is_met(q, all, STATUS_SAYS, laws));
}

/* With each of the laws that it has to meet as well. */
static bool verdicts_hold(const struct query *q, const struct verdicts *all, const struct query_term *t) {
	bool alone = true, turned = t->operator == QUERY_IS_NOT;

	for (size_t i = 0; i < q->term_count; i++) {
		if (q->terms[i].key != KEY_LAW || q->terms[i].operator != QUERY_IS)
			continue;
		alone = false;
		if (verdict_holds(q, all, t, &q->terms[i]) == turned)
			return false;
	}
	return !alone || verdict_holds(q, all, t, NULL) != turned;
}

/* A law by itself, beside no verdict. */
static bool law_holds(const struct verdicts *all, const struct query_term *t) {
	const struct query none = { .term_count = 0 };

	return is_met(&none, all, STATUS_SAYS, t) != (t->operator == QUERY_IS_NOT);
}

/* What is not in force makes nothing graver; the statuses stand in their order. */
static bool worst_holds(const struct verdicts *all, const struct query_term *t) {
	unsigned worst = STATUS_CLEAR;

	for (size_t i = 0; i < all->count; i++)
		if (all->at[i].status > worst && all->at[i].status != STATUS_NOT_IN_FORCE)
			worst = all->at[i].status;
	bool holds = all->count ? query_names_asked(t, status_names, STATUS_COUNT) >> worst & 1 : has(t->values, (str){ 0 });
	return holds != (t->operator == QUERY_IS_NOT);
}

bool query_match_law(const struct query *q, const struct verdicts *all) {
	bool has_verdict = has_term(q, KEY_VERDICT);

	for (size_t i = 0; i < q->term_count; i++) {
		const struct query_term *t = &q->terms[i];

		if ((t->key == KEY_VERDICT && !verdicts_hold(q, all, t)) || (t->key == KEY_WORST && !worst_holds(all, t)) ||
		    (t->key == KEY_LAW && !has_verdict && !law_holds(all, t)))
			return false;
	}
	return true;
}

bool query_asks_law(const struct query *q) {
	for (size_t i = 0; i < q->term_count; i++)
		if (query_is_of_law(q->terms[i].key))
			return true;
	return false;
}
