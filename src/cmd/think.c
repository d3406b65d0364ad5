#include "cmd/think.h"

#include <errno.h>

#include "base/sentence.h"
#include "base/translate.h"
#include "fuse/decided.h"
#include "fuse/weigh.h"
#include "show/show.h"

/* `sentence` has a hole {word}. */
static int complain(struct complaint *reterr, const char *sentence, str word) {
	struct text t = { .at = (uint8_t *)reterr->what, .size = sizeof reterr->what - 1 };

	*reterr = (struct complaint){ 0 };
	sentence_put(&t, translate_tongue(), translate(sentence), &HOLE_STR("word", word), 1);
	reterr->what[t.used] = 0;
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

static int check_words(const struct knowledge *k, const struct options *o, struct complaint *reterr) {
	for (size_t i = 0; i < o->law_count; i++)
		if (laws_find(&k->laws, o->laws[i]) == k->laws.count)
			return complain(reterr, N_("there is no law '{word}'"), o->laws[i]);
	for (size_t i = 0; i < o->role_count; i++) {
		size_t bound = 0;

		for (size_t law = 0; law < k->laws.count; law++)
			bound += law_binds(&k->laws, law, o->roles[i]);
		if (bound == 0)
			return complain(reterr, N_("no law binds the role '{word}'"), o->roles[i]);
	}
	return 0;
}

/* Verdicts speak to people in their language; what machines read is English. */
static enum tongue language_of(const struct options *o) {
	return o->json || o->report.format != FORMAT_HTML ? TONGUE_EN : o->tongue;
}

int think_open(struct thinker *t, arena *mem, struct thoughts *thoughts, arena memory, const struct knowledge *k,
	       const struct options *o, struct complaint *reterr) {
	size_t *laws = arena_new(mem, size_t, k->laws.count + 1);

	*thoughts = (struct thoughts){ .memory = memory, .adding = PTHREAD_MUTEX_INITIALIZER };
	thoughts->at = arena_new(mem, _Atomic(const struct thought *), THOUGHTS_MAX);
	*t = (struct thinker){ .k = k, .thoughts = thoughts, .laws = laws, .has_all_laws = !o->law_count && !o->role_count,
			       .matching = matching_open(mem, k->matcher) };
	if (!t->matching || !thoughts->at || !laws || law_court(mem, &k->laws, &k->registry, o->on, &t->court))
		return -ENOMEM;
	t->court.language = language_of(o);
	int r = check_words(k, o, reterr);
	if (r)
		return r;
	for (size_t law = 0; law < k->laws.count; law++)
		if (is_asked_for(o, &k->laws, law))
			laws[t->law_count++] = law;
	/* A gate that judges by nothing would let everything through. */
	if (t->law_count == 0 && (o->law_count || o->role_count))
		return complain(reterr, N_("none of the laws asked for binds the role '{word}'"), o->role_count ? o->roles[0] : (str){ 0 });
	return 0;
}

int think_beside(struct thinker *t, arena *mem, const struct thinker *first) {
	*t = *first;
	t->cut_count = 0;
	t->matching = matching_open(mem, t->k->matcher);
	return t->matching ? 0 : -ENOMEM;
}

static struct judgement judge(const struct thinker *t, arena *mem, const struct device *d) {
	struct verdict *verdicts = arena_unset(mem, struct verdict, t->law_count + 1);
	struct judgement j = { 0 };

	if (verdicts)
		law_judge_all(mem, &t->court, t->laws, t->law_count, &d->identity, d->circumstances, verdicts);
	for (size_t i = 0; verdicts && i < t->law_count; i++)
		j.statuses |= 1u << verdicts[i].status;
	if (!mem->full)
		j.verdicts = (struct verdicts){ verdicts, t->law_count };
	return j;
}

/* Judges with `scratch` and keeps nothing but what was written. */
static struct judgement judge_json(const struct thinker *t, arena *mem, arena scratch, const struct device *d) {
	struct judgement j = judge(t, &scratch, d);
	struct json_out out = json_out_over(mem->at, (size_t)(mem->end - mem->at));

	show_verdicts_json(&out, &j.verdicts);
	j.json = json_out_done(&out);
	mem->full = mem->full || scratch.full || out.text.full;
	mem->at += mem->full ? 0 : j.json.n;
	j.verdicts = (struct verdicts){ 0 };
	return j;
}

/* NULL when nobody thought of this sight yet. */
static const struct thought *recall(const struct thoughts *all, const struct law_sight *sight) {
	size_t place = law_sight_hash(sight) & (THOUGHTS_MAX - 1);
	const struct thought *at;

	while ((at = atomic_load_explicit(&all->at[place], memory_order_acquire)) && !law_sight_eq(&at->sight, sight))
		place = (place + 1) & (THOUGHTS_MAX - 1);
	return at;
}

static void publish(struct thoughts *all, const struct thought *thought) {
	size_t place = law_sight_hash(&thought->sight) & (THOUGHTS_MAX - 1);

	while (atomic_load_explicit(&all->at[place], memory_order_relaxed))
		place = (place + 1) & (THOUGHTS_MAX - 1);
	atomic_store_explicit(&all->at[place], thought, memory_order_release);
	all->count++;
}

/* A new thought for this sight; NULL when there is no room for one. */
static const struct thought *make_thought(struct thinker *t, arena scratch, const struct law_sight *sight,
					  const struct device *d, bool as_json) {
	struct thoughts *all = t->thoughts;

	if (all->count == THOUGHTS_MAX / 2 || all->memory.full)
		return NULL;
	struct thought *made = arena_new(&all->memory, struct thought, 1);
	struct law_sight kept = law_sight_keep(&all->memory, sight);
	struct judgement j = as_json ? judge_json(t, &all->memory, scratch, d) : judge(t, &all->memory, d);
	if (!made || all->memory.full)
		return NULL;
	j.lasts = true;
	*made = (struct thought){ kept, j };
	publish(all, made);
	return made;
}

/* Judges once for all of this sight. */
static struct judgement judge_once(struct thinker *t, arena *mem, const struct device *d, bool as_json) {
	struct law_sight sight = law_sight_of(&d->identity, d->circumstances);
	const struct thought *known = recall(t->thoughts, &sight);

	if (!known) {
		pthread_mutex_lock(&t->thoughts->adding);
		/* Somebody else may have had it meanwhile. */
		known = recall(t->thoughts, &sight);
		if (!known)
			known = make_thought(t, *mem, &sight, d, as_json);
		pthread_mutex_unlock(&t->thoughts->adding);
	}
	if (known)
		return known->judgement;
	if (!as_json)
		return judge(t, mem, d);
	arena front = { mem->at, mem->at + (mem->end - mem->at) / 2, mem->full };
	struct judgement j = judge_json(t, &front, (arena){ front.end, mem->end, mem->full }, d);
	*mem = (arena){ front.at, mem->end, front.full };
	return j;
}

void think_identity(struct thinker *t, arena *mem, struct device *d) {
	struct claims claims = match_device(t->k->matcher, t->matching, mem, d->observations, d->observation_count);

	t->cut_count += claims.cut;
	d->identity = weigh(mem, &t->k->weights, &t->k->registry, claims.at, claims.count);
	if (d->circumstances)
		weigh_decided(mem, &d->identity, &t->k->registry, d->circumstances, t->court.on);
}

struct judgement think_judge(struct thinker *t, arena *mem, const struct device *d) {
	return judge_once(t, mem, d, false);
}

struct verdicts think_judge_once(const struct thinker *t, arena *mem, const struct device *d) {
	return judge(t, mem, d).verdicts;
}

void think(struct thinker *t, arena *mem, struct device *d) {
	think_identity(t, mem, d);
	d->verdicts = think_judge(t, mem, d).verdicts;
}

struct judgement think_json(struct thinker *t, arena *mem, struct device *d) {
	think_identity(t, mem, d);
	d->verdicts = (struct verdicts){ 0 };
	return judge_once(t, mem, d, true);
}

bool think_found(const struct options *o, const struct device *d) {
	if (o->fail_on == STATUS_COUNT)
		return false;
	for (size_t i = 0; i < d->verdicts.count; i++)
		if (d->verdicts.at[i].status == o->fail_on)
			return true;
	return false;
}

bool think_found_json(const struct options *o, const struct judgement *j) {
	return o->fail_on != STATUS_COUNT && (j->statuses >> o->fail_on & 1);
}
