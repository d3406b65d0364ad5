#include "cmd/think.h"

#include <errno.h>

#include "fuse/weigh.h"

static int complain(struct complaint *reterr, const char *what, str word) {
	*reterr = (struct complaint){ 0 };
	complaint_say(reterr, (const str[]){ str_of(what), STR(" '"), word, STR("'") }, 4);
	return THINK_WRONG;
}

static bool is_asked_for(const struct options *o, const struct laws *laws, size_t law) {
	bool by_id = o->law_count == 0, by_role = o->role_count == 0;

	for (size_t i = 0; i < o->law_count; i++)
		by_id = by_id || str_eq(law_note(laws, law)->id, o->laws[i]);
	for (size_t i = 0; i < o->role_count; i++)
		by_role = by_role || law_binds(laws, law, o->roles[i]);
	return by_id && by_role;
}

int think_open(struct thinker *t, arena *mem, const struct knowledge *k, const struct options *o,
	       struct complaint *reterr) {
	*t = (struct thinker){ .k = k, .on = o->on, .matching = matching_open(mem, k->matcher) };
	if (!t->matching)
		return -ENOMEM;
	for (size_t i = 0; i < o->law_count; i++)
		if (laws_find(&k->laws, o->laws[i]) == k->laws.count)
			return complain(reterr, "there is no law", o->laws[i]);
	for (size_t i = 0; i < o->role_count; i++) {
		size_t bound = 0;

		for (size_t law = 0; law < k->laws.count; law++)
			bound += law_binds(&k->laws, law, o->roles[i]);
		if (bound == 0)
			return complain(reterr, "no law binds the role", o->roles[i]);
	}
	for (size_t law = 0; law < k->laws.count && t->law_count < OPTIONS_LAWS_MAX; law++)
		if (is_asked_for(o, &k->laws, law))
			t->laws[t->law_count++] = law;
	return 0;
}

void think(struct thinker *t, arena *mem, struct device *d) {
	struct claims claims = match_device(t->k->matcher, t->matching, mem, d->observations, d->observation_count);
	struct verdict *verdicts = arena_new(mem, struct verdict, t->law_count + 1);

	d->identity = weigh(mem, &t->k->weights, &t->k->registry, claims.at, claims.count);
	d->verdicts = (struct verdicts){ 0 };
	if (!verdicts)
		return;
	for (size_t i = 0; i < t->law_count; i++)
		verdicts[i] = law_judge(mem, &t->k->laws, t->laws[i], &t->k->registry, &d->identity, t->on);
	d->verdicts = (struct verdicts){ verdicts, t->law_count };
}

bool think_found(const struct options *o, const struct device *d) {
	if (o->fail_on == STATUS_COUNT)
		return false;
	for (size_t i = 0; i < d->verdicts.count; i++)
		if (d->verdicts.at[i].status == o->fail_on)
			return true;
	return false;
}
