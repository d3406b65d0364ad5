/*
 * The examples that laws carry, run as they stand.
 */

#include <errno.h>

#include "law/words.h"

/* A sentence's worth of what came out instead. */
static int disagree(const struct tree *t, const struct law *law, const struct example *e, const struct verdict *v,
		    struct complaint *reterr) {
	char wanted[11] = "no day", got[11] = "no day";

	if (v->status != e->status)
		return TREE_COMPLAIN(t, e->at, reterr, law->note.id, STR(": this comes out as '"),
				     str_of(status_names[v->status]), STR("', not '"),
				     str_of(status_names[e->status]), STR("': "),
				     v->because_count ? v->because[0] : (str){ 0 });
	if (e->by != DATE_NONE)
		date_format(e->by, wanted);
	if (v->by != DATE_NONE)
		date_format(v->by, got);
	return TREE_COMPLAIN(t, e->at, reterr, law->note.id, STR(": the day set is "), str_of(got), STR(", not "),
			     str_of(wanted));
}

static struct circumstances circumstances_of(const struct example *e, struct decision *decision) {
	struct circumstances c = e->circumstances;

	c.contract = e->under_contract ? &e->contract : NULL;
	c.decisions = decision;
	c.decision_count = e->decided;
	return c;
}

static int check_example(arena scratch, const struct court *court, size_t law, const struct example *e,
			 const struct tree *t, struct complaint *reterr) {
	struct decision decision = e->decision;
	struct circumstances c = circumstances_of(e, &decision);

	decision.law = court->laws->at[law].note.id;
	struct verdict v = law_judge(&scratch, court, law, &e->identity, &c);
	if (scratch.full)
		return -ENOMEM;
	if (v.status != e->status || (e->by != DATE_NONE && v.by != e->by))
		return disagree(t, &court->laws->at[law], e, &v, reterr);
	return 0;
}

/* The court of the day before serves when it is the same day. */
static int check_law(arena scratch, const struct loader *l, size_t i) {
	const struct law *law = &l->laws->at[i];
	struct court court = { .on = DATE_NONE };
	arena mem = scratch;

	for (size_t k = 0; k < law->example_count; k++) {
		const struct example *e = &law->examples[k];
		int r = 0;

		if (k == 0 || e->on != court.on) {
			mem = scratch;
			r = court_of_law(&mem, l->laws, l->registry, e->on, law, &court);
		}
		if (!r)
			r = loader_go_on(l, check_example(mem, &court, i, e, l->tree, l->reterr));
		if (r)
			return r;
	}
	return 0;
}

int laws_check(arena mem, const struct laws *laws, const struct tree *t, const struct registry *r,
	       struct complaint *reterr) {
	struct laws copy = *laws;
	struct loader l = { .mem = &mem, .tree = t, .registry = r, .laws = &copy, .reterr = reterr };
	int error = 0;

	for (size_t i = 0; i < laws->count && !error; i++)
		error = check_law(mem, &l, i);
	return error;
}

int laws_check_each(arena mem, const struct tree *t, const struct registry *r, law_hear *hear, void *to,
		    size_t *ret_wrong) {
	struct complaint complaint = { 0 };
	struct laws laws = { 0 };
	size_t wrong = 0;
	struct loader l = { .mem = &mem, .tree = t, .registry = r, .laws = &laws, .reterr = &complaint,
			    .hear = hear, .to = to, .wrong = &wrong };
	int error = laws_load_by(&l);

	for (size_t i = 0; i < laws.count && !error; i++)
		error = check_law(mem, &l, i);
	if (!error)
		*ret_wrong = wrong;
	return error;
}
