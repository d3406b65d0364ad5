#include "know/check.h"

struct checking {
	const struct matcher *m;
	struct matching *w;
	const struct marks *marks;
	const struct tree *t;
	const struct registry *r;
	marks_wrong *wrong;
	void *context;
	struct marks_tally tally;
};

static void report(struct checking *c, const struct complaint *complaint) {
	c->tally.wrong++;
	c->wrong(c->context, complaint);
}

/* The observations of `{ FIELD: value, … }`; a list of values is one field seen several times. */
static size_t read_sample(const struct checking *c, arena *mem, const struct tree_node *sample, struct obs **ret_obs) {
	size_t room = 0, count = 0;

	for (const struct tree_node *n = tree_child(c->t, sample); n; n = tree_next(c->t, n))
		room += n->kind == TREE_LIST ? tree_child_count(c->t, n) : 1;
	struct obs *observations = arena_new(mem, struct obs, room + 1);
	if (!observations)
		return 0;
	for (const struct tree_node *n = tree_child(c->t, sample); n; n = tree_next(c->t, n)) {
		const struct tree_node *value = n->kind == TREE_LIST ? tree_child(c->t, n) : n;

		for (; value; value = n->kind == TREE_LIST ? tree_next(c->t, value) : NULL)
			observations[count++] =
				(struct obs){ .field = tree_key(c->t, n), .value = tree_text(c->t, value) };
	}
	*ret_obs = observations;
	return count;
}

struct sought {
	size_t mark;
	bool found;
};

static void see_mark(void *context, size_t mark) {
	struct sought *s = context;

	s->found = s->found || s->mark == mark;
}

static bool fits(struct checking *c, arena mem, size_t mark, const struct obs *observations, size_t count) {
	struct sought s = { mark, false };

	match_marks(c->m, c->w, mem, observations, count, see_mark, &s);
	return s.found;
}

static str maker_of(const struct mark *mark) {
	for (size_t i = 0; i < mark->saying_count; i++)
		if (mark->sayings[i].aspect == ASPECT_MAKER)
			return mark->sayings[i].value;
	return (str){ 0 };
}

static bool same_group(const struct registry *r, str a, str b) {
	const struct company *left = registry_company(r, a), *right = registry_company(r, b);

	return left && right && registry_group(r, left) == registry_group(r, right);
}

/* Another mark must not give this example to another maker. */
static void check_others(struct checking *c, arena *mem, const struct mark *mark, const struct tree_node *sample,
			 const struct obs *observations, size_t count) {
	str maker = maker_of(mark);
	struct claims claims = match_device(c->m, c->w, mem, observations, count);
	struct complaint complaint;

	for (size_t i = 0; maker.n && i < claims.count; i++) {
		const struct claim *claim = &claims.at[i];

		if (claim->aspect != ASPECT_MAKER || claim->strength == STRENGTH_HINT ||
		    str_eq(claim->kind, STR("mac")) || same_group(c->r, claim->value, maker))
			continue;
		TREE_COMPLAIN(c->t, sample, &complaint, STR("this example of "), mark->note.id, STR(" is given to "),
			      claim->value, STR(" by "), claim->mark->id);
		report(c, &complaint);
		return;
	}
}

static void check_sample(struct checking *c, arena mem, size_t number, const struct tree_node *sample, bool counter) {
	const struct mark *mark = &c->marks->at[number];
	struct obs *observations = NULL;
	size_t count = read_sample(c, &mem, sample, &observations);
	struct complaint complaint;

	if (count == 0)
		return;
	if (fits(c, mem, number, observations, count) == counter) {
		str what = counter ? STR("this counter-example fits ") : STR("this example does not fit ");

		TREE_COMPLAIN(c->t, sample, &complaint, what, mark->note.id);
		report(c, &complaint);
	} else if (!counter) {
		check_others(c, &mem, mark, sample, observations, count);
	}
}

struct marks_tally marks_check(arena mem, const struct matcher *m, const struct marks *marks, const struct tree *t,
			       const struct registry *r, marks_wrong *wrong, void *context) {
	struct checking c = { m, matching_open(&mem, m), marks, t, r, wrong, context, { .marks = marks->count } };

	if (!c.w)
		return (struct marks_tally){ .wrong = SIZE_MAX };
	for (size_t i = 0; i < marks->count; i++) {
		const struct tree_node *examples = tree_get(t, marks->at[i].node, STR("examples"));
		const struct tree_node *counters = tree_get(t, marks->at[i].node, STR("counters"));

		for (const struct tree_node *n = tree_child(t, examples); n; n = tree_next(t, n), c.tally.examples++)
			check_sample(&c, mem, i, n, false);
		for (const struct tree_node *n = tree_child(t, counters); n; n = tree_next(t, n), c.tally.counters++)
			check_sample(&c, mem, i, n, true);
	}
	return c.tally;
}
