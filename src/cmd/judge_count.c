#include "cmd/judge_count.h"

#include <errno.h>

#include "show/names.h"

enum { PLACES = 2 * BRIEFS_MAX };

int counter_open(struct counter *c, arena *mem, void *memory, struct thinker *thinker) {
	*c = (struct counter){ .thinker = thinker, .memory = arena_over(memory, COUNTER_MEMORY) };
	c->briefs = arena_new(mem, struct brief *, PLACES);
	c->laws = arena_new(mem, struct law_count, thinker->law_count + 1);
	if (!c->briefs || !c->laws)
		return -ENOMEM;
	for (size_t i = 0; i < thinker->law_count; i++) {
		c->laws[i].law = law_note_in(&thinker->k->laws, thinker->laws[i], thinker->court.language);
		for (int s = 0; s < STATUS_COUNT; s++)
			c->laws[i].first_by[s] = DATE_NONE;
	}
	return reducer_open(&c->reducer, *mem, thinker->k, thinker->court.on);
}

static void count(struct law_count *law, enum status status, date by, size_t times) {
	law->by_status[status] += times;
	if (by != DATE_NONE && (law->first_by[status] == DATE_NONE || by < law->first_by[status]))
		law->first_by[status] = by;
}

/* The brief of this sight, or the empty place where it belongs. */
static struct brief **place_of(const struct counter *c, const struct law_sight *sight) {
	size_t at = law_sight_hash(sight) & (PLACES - 1);

	while (c->briefs[at] && !law_sight_eq(&c->briefs[at]->sight, sight))
		at = (at + 1) & (PLACES - 1);
	return &c->briefs[at];
}

static enum status worst_of(const struct device *d) {
	const struct verdict *worst = device_worst(d);

	return worst ? worst->status : STATUS_CLEAR;
}

/* NULL without room for one more. */
static struct brief *remember(struct counter *c, const struct law_sight *sight, const struct device *d) {
	if (c->brief_count == BRIEFS_MAX || c->memory.full)
		return NULL;
	struct brief *b = arena_new(&c->memory, struct brief, 1);
	uint8_t *statuses = arena_new(&c->memory, uint8_t, d->verdicts.count + 1);
	date *by = arena_new(&c->memory, date, d->verdicts.count + 1);
	bool *decided = arena_new(&c->memory, bool, d->verdicts.count + 1);
	struct law_sight kept = law_sight_keep(&c->memory, sight);

	if (c->memory.full)
		return NULL;
	for (size_t i = 0; i < d->verdicts.count; i++) {
		statuses[i] = (uint8_t)d->verdicts.at[i].status;
		by[i] = d->verdicts.at[i].by;
		decided[i] = d->verdicts.at[i].decision != 0;
	}
	*b = (struct brief){ .sight = kept, .worst = worst_of(d), .statuses = statuses, .by = by, .decided = decided };
	c->brief_count++;
	return b;
}

enum status counter_take(struct counter *c, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	if (d->whole)
		think_identity(c->thinker, mem, &d->device);
	struct law_sight sight = law_sight_of(&d->device.identity, reducer_apply(&c->reducer, mem, d->device.circumstances));
	struct brief **place = place_of(c, &sight);

	if (!*place) {
		d->device.verdicts = think_judge_once(c->thinker, mem, &d->device);
		*place = remember(c, &sight, &d->device);
	}
	if (*place) {
		(*place)->uses++;
		*ret_answer = (struct judged_answer){ &d->device.verdicts, &(*place)->noted };
		return (*place)->worst;
	}
	for (size_t i = 0; i < d->device.verdicts.count; i++)
		count(&c->laws[i], d->device.verdicts.at[i].status, d->device.verdicts.at[i].by, 1);
	*ret_answer = (struct judged_answer){ .verdicts = &d->device.verdicts };
	return worst_of(&d->device);
}

static struct identity identity_of(const struct law_sight *s) {
	return (struct identity){ .maker = { .id = s->maker, .grade = s->maker_grade },
				  .brand = { .id = s->brand, .grade = s->brand_grade },
				  .soc = { .id = s->soc, .grade = s->soc_grade }, .class = s->class,
				  .relabelled = s->relabelled, .decision = s->decision };
}

int counter_each(const struct counter *c, arena mem, counted *take, void *context) {
	size_t law_count = c->thinker->law_count;
	struct verdict *verdicts = arena_new(&mem, struct verdict, law_count + 1);

	if (!verdicts)
		return -ENOMEM;
	for (size_t k = 0; k < PLACES; k++) {
		const struct brief *b = c->briefs[k];

		if (!b)
			continue;
		for (size_t i = 0; i < law_count; i++)
			verdicts[i] = (struct verdict){ .law = c->laws[i].law, .status = (enum status)b->statuses[i],
							.by = b->by[i], .decision = b->decided[i] };
		const struct device d = { .identity = identity_of(&b->sight), .verdicts = { verdicts, law_count } };
		take(context, &d, b->uses);
	}
	return 0;
}

unsigned counter_close(struct counter *c) {
	unsigned statuses = 0;

	for (size_t k = 0; k < PLACES; k++)
		for (size_t i = 0; c->briefs[k] && i < c->thinker->law_count; i++)
			count(&c->laws[i], (enum status)c->briefs[k]->statuses[i], c->briefs[k]->by[i], c->briefs[k]->uses);
	for (size_t i = 0; i < c->thinker->law_count; i++)
		for (int s = 0; s < STATUS_COUNT; s++)
			statuses |= (unsigned)(c->laws[i].by_status[s] > 0) << s;
	return statuses;
}
