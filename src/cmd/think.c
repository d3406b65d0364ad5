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

int think_open(struct thinker *t, arena *mem, arena thoughts, const struct knowledge *k, const struct options *o,
	       struct complaint *reterr) {
	*t = (struct thinker){ .k = k, .on = o->on, .memory = thoughts, .matching = matching_open(mem, k->matcher) };
	t->thoughts = arena_new(mem, struct thought, THOUGHTS_MAX);
	if (!t->matching || !t->thoughts)
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
	t->laws = arena_new(mem, size_t, k->laws.count + 1);
	if (!t->laws)
		return -ENOMEM;
	for (size_t law = 0; law < k->laws.count; law++)
		if (is_asked_for(o, &k->laws, law))
			t->laws[t->law_count++] = law;
	/* A gate that judges by nothing would let everything through. */
	if (t->law_count == 0 && (o->law_count || o->role_count))
		return complain(reterr, "none of the laws asked for binds the role", o->role_count ? o->roles[0] : (str){ 0 });
	return 0;
}

static const struct verdict *judge(struct thinker *t, arena *mem, const struct identity *identity) {
	struct verdict *verdicts = arena_new(mem, struct verdict, t->law_count + 1);

	for (size_t i = 0; verdicts && i < t->law_count; i++)
		verdicts[i] = law_judge(mem, &t->k->laws, t->laws[i], &t->k->registry, identity, t->on);
	return mem->full ? NULL : verdicts;
}

/* The place of this sight: taken by it, or empty. */
static struct thought *find_thought(struct thinker *t, const struct law_sight *sight) {
	size_t place = law_sight_hash(sight) & (THOUGHTS_MAX - 1);

	while (t->thoughts[place].verdicts && !law_sight_eq(&t->thoughts[place].sight, sight))
		place = (place + 1) & (THOUGHTS_MAX - 1);
	return &t->thoughts[place];
}

/* Judges once for all of this sight; NULL when there is no room for another thought. */
static const struct verdict *think_once(struct thinker *t, const struct identity *identity) {
	struct law_sight sight = law_sight_of(identity);
	struct thought *at = find_thought(t, &sight);

	if (at->verdicts)
		return at->verdicts;
	if (t->thought_count == THOUGHTS_MAX / 2 || t->memory.full)
		return NULL;
	/* The other slices are the knowledge's and live as long. */
	sight.soc = arena_str(&t->memory, sight.soc);
	sight.field = arena_str(&t->memory, sight.field);
	const struct verdict *verdicts = judge(t, &t->memory, identity);
	if (verdicts) {
		*at = (struct thought){ sight, verdicts };
		t->thought_count++;
	}
	return verdicts;
}

void think(struct thinker *t, arena *mem, struct device *d) {
	struct claims claims = match_device(t->k->matcher, t->matching, mem, d->observations, d->observation_count);

	t->cut_count += claims.cut;
	d->identity = weigh(mem, &t->k->weights, &t->k->registry, claims.at, claims.count);
	const struct verdict *verdicts = think_once(t, &d->identity);
	if (!verdicts)
		verdicts = judge(t, mem, &d->identity);
	d->verdicts = (struct verdicts){ verdicts, verdicts ? t->law_count : 0 };
}

bool think_found(const struct options *o, const struct device *d) {
	if (o->fail_on == STATUS_COUNT)
		return false;
	for (size_t i = 0; i < d->verdicts.count; i++)
		if (d->verdicts.at[i].status == o->fail_on)
			return true;
	return false;
}
