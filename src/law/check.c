/*
 * The examples that laws carry, run as they stand.
 */

#include <errno.h>

#include "law/form.h"

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

static int check_example(arena scratch, const struct law *law, const struct example *e, const struct tree *t,
			 const struct registry *r, struct complaint *reterr) {
	struct subject s = { .registry = r, .identity = &e->identity, .made_in = e->made_in, .on = e->on };
	struct verdict v = law_judge_subject(&scratch, law, &s);

	if (scratch.full)
		return -ENOMEM;
	if (v.status != e->status || (e->by != DATE_NONE && v.by != e->by))
		return disagree(t, law, e, &v, reterr);
	return 0;
}

int laws_check(arena mem, const struct laws *laws, const struct tree *t, const struct registry *r,
	       struct complaint *reterr) {
	for (size_t i = 0; i < laws->count; i++) {
		const struct law *law = &laws->at[i];

		for (size_t k = 0; k < law->example_count; k++) {
			int error = check_example(mem, law, &law->examples[k], t, r, reterr);

			if (error)
				return error;
		}
	}
	return 0;
}
