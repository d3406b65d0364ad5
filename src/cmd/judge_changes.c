/*
 * birthmark judge --changes: what changes for the estate between two days, and
 * why: by law and cause, then device by device.
 */
#include <errno.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/estate.h"
#include "cmd/judge.h"
#include "cmd/judge_between.h"
#include "show/judged.h"
#include "store/query.h"

enum { SHOWN_MAX = 5 }; /* devices of each group that are named without --all */

/* Devices whose verdict of one law changes alike. */
struct group {
	struct change change; /* of the first of them */
	size_t count, kept;
	struct named *first, *last;
	struct group *next;
};

struct named {
	str device;
	struct change change;
	struct named *next;
};

struct changing {
	struct desk *desk;
	struct store *s;
	struct between between;
	struct group *groups; /* in the order in which they came */
	size_t device_count, changed_count;
	int64_t last_changed;
	unsigned statuses;    /* bit n: some verdict has status n afterwards */
	struct progress progress;
	struct json_out json;
};

static bool is_alike(const struct change *a, const struct change *b) {
	/* The head tells the days of those whose status stays. */
	bool same_days = a->before != a->after || (a->before_by == b->before_by && a->after_by == b->after_by);

	return str_eq(a->law->id, b->law->id) && a->cause == b->cause && a->was_known == b->was_known &&
	       a->before == b->before && a->after == b->after && same_days;
}

static struct group *group_of(struct changing *c, const struct change *change) {
	struct group **at = &c->groups;

	while (*at && !is_alike(&(*at)->change, change))
		at = &(*at)->next;
	if (!*at) {
		*at = arena_new(&c->desk->mem, struct group, 1);
		if (*at)
			(*at)->change = *change;
	}
	return *at;
}

/* A copy that lives as long as the desk. */
static void keep_reasons(arena *mem, struct change *change) {
	for (size_t i = 0; i < change->because_count; i++)
		change->because[i] = arena_str(mem, change->because[i]);
}

static int name_of(struct changing *c, int64_t row, arena mem, arena *to, str *ret_name) {
	struct device d;
	int r = store_load(c->s, &mem, row, &d);

	if (r)
		return r;
	*ret_name = arena_str(to, d.name);
	return to->full ? -ENOMEM : 0;
}

static int keep(struct changing *c, int64_t row, const struct change *change, arena scratch) {
	arena *mem = &c->desk->mem;
	struct group *g = group_of(c, change);

	if (!g)
		return -ENOMEM;
	g->count++;
	if (g->kept == SHOWN_MAX && !c->desk->o->decide.all)
		return 0;
	struct named *n = arena_new(mem, struct named, 1);
	if (!n)
		return -ENOMEM;
	n->change = *change;
	/* Only the first sentence is shown of a device. */
	n->change.because_count = n->change.because_count ? 1 : 0;
	keep_reasons(mem, &n->change);
	int r = name_of(c, row, scratch, mem, &n->device);
	*(g->last ? &g->last->next : &g->first) = n;
	g->last = n;
	g->kept++;
	return r;
}

struct hand {
	struct changing *c;
	arena *mem;
};

static int take_change(void *context, const struct judged_device *d, const struct change *change) {
	struct hand *h = context;
	struct changing *c = h->c;

	c->changed_count += c->last_changed != d->row;
	c->last_changed = d->row;
	c->statuses |= 1u << change->after;
	if (!c->desk->o->json)
		return keep(c, d->row, change, *h->mem);
	arena mem = *h->mem;
	str name;
	int r = name_of(c, d->row, mem, &mem, &name);
	if (r)
		return r;
	show_change_json(&c->json, name, change);
	json_out_line(&c->json);
	return 0;
}

static int take_device(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct changing *c = context;
	struct hand hand = { c, mem };

	(void)ret_answer;
	judge_progress(&c->progress, ++c->device_count);
	return between_tell(&c->between, d, mem, take_change, &hand);
}

static int go_through(struct changing *c, const struct asked_rows *rows) {
	const struct judge_pass pass = { .each = take_device, .context = c, .knowledge = c->desk->k.hash, .rows = rows->at,
					 .row_count = rows->count };
	void *memory = memory_reserve(JUDGE_SCRATCH);
	size_t total = rows->count;
	int r = rows->at ? 0 : store_device_count(c->s, &total);

	progress_open(&c->progress, stderr, c->desk->o->quiet, _("judging"), total);
	if (!r)
		r = memory ? store_judge(c->s, arena_over(memory, JUDGE_SCRATCH), &pass) : -ENOMEM;
	progress_close(&c->progress);
	memory_release(memory, JUDGE_SCRATCH);
	return r;
}

/* Below 0: `a` comes first. What is strictest afterwards, then by law, cause and what it was. */
static int order_of(const struct change *a, const struct change *b) {
	int law = str_cmp(a->law->id, b->law->id);

	if (a->after != b->after)
		return a->after > b->after ? -1 : 1;
	if (law)
		return law;
	return a->cause != b->cause ? (int)a->cause - (int)b->cause : (int)a->before - (int)b->before;
}

/* Some hundred groups. */
static struct group *take_first(struct group **groups) {
	struct group **best = groups;

	for (struct group **at = groups; *at; at = &(*at)->next)
		if (order_of(&(*at)->change, &(*best)->change) < 0)
			best = at;
	struct group *first = *best;
	*best = first->next;
	return first;
}

static void show_groups(struct changing *c) {
	const struct options *o = c->desk->o;
	const struct look *look = &c->desk->look;

	show_changes_sum(stdout, look, o->judge.from, o->judge.to, c->device_count, c->changed_count);
	while (c->groups) {
		const struct group *g = take_first(&c->groups);

		show_change_head(stdout, look, &g->change, g->count);
		for (const struct named *n = g->first; n; n = n->next)
			show_change_device(stdout, look, n->device, &n->change);
		show_judged_more(stdout, look, g->count - g->kept);
	}
}

enum exit_code judge_changes(struct desk *d, struct store *s, const struct asked_rows *rows) {
	static struct changing c;
	struct complaint complaint = { 0 };

	c = (struct changing){ .desk = d, .s = s, .json = json_out_to(stdout) };
	int r = between_open(&c.between, &d->mem, &d->k, s, d->o, &complaint);
	if (!r)
		r = go_through(&c, rows);
	between_close(&c.between);
	if (r)
		return estate_say(d->o->estate, r, &complaint);
	if (!d->o->json)
		show_groups(&c);
	return d->o->fail_on != STATUS_COUNT && (c.statuses >> d->o->fail_on & 1) ? EXIT_FOUND : EXIT_DONE;
}
