#include "cmd/summary.h"

#include <errno.h>
#include <inttypes.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/judge.h"
#include "cmd/judge_count.h"

struct summing {
	struct desk *desk;
	struct counter counter;
	struct counts *counts;
	struct progress progress;
	size_t done, anew; /* anew: of these it was thought once more */
};

static void add_sight(void *context, const struct device *d, size_t uses) {
	struct summing *s = context;

	tally_add(&s->counts->tally, d, uses);
}

/* The ids of a device are gone with it; those of the tally stay. */
static void add_alone(struct summing *s, struct device d) {
	arena *mem = &s->desk->mem;

	d.identity.maker.id = arena_str(mem, d.identity.maker.id);
	d.identity.brand.id = arena_str(mem, d.identity.brand.id);
	tally_add(&s->counts->tally, &d, 1);
}

static int count_device(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct summing *s = context;
	enum status worst = counter_take(&s->counter, d, mem, ret_answer);

	sites_add(&s->counts->sites, d->device.site, d->device.identity.maker.grade, &worst);
	if (!ret_answer->noted)
		add_alone(s, d->device);
	s->anew += d->whole;
	judge_progress(&s->progress, ++s->done);
	return s->desk->mem.full ? -ENOMEM : 0;
}

static int pass_over(struct summing *s, struct store *store) {
	const struct judge_pass pass = { .each = count_device, .context = s, .knowledge = s->desk->k.hash, .sites = true };
	void *scratch = memory_reserve(JUDGE_SCRATCH);
	int r = scratch ? store_judge(store, arena_over(scratch, JUDGE_SCRATCH), &pass) : -ENOMEM;

	memory_release(scratch, JUDGE_SCRATCH);
	return r;
}

/* The counter's memory holds ids that the tally points to: what is counted moves out of it. */
static void keep_ids(struct tally *t, arena *mem) {
	for (size_t i = 0; i < t->flow_count; i++) {
		t->flows[i].brand = arena_str(mem, t->flows[i].brand);
		t->flows[i].maker = arena_str(mem, t->flows[i].maker);
	}
	for (size_t i = 0; i < t->share_count; i++)
		t->shares[i].maker = arena_str(mem, t->shares[i].maker);
}

static int sum_up(struct summing *s, arena *mem) {
	int r = counter_each(&s->counter, *mem, add_sight, s);

	if (r)
		return r;
	tally_close(&s->counts->tally);
	keep_ids(&s->counts->tally, mem);
	return mem->full ? -ENOMEM : 0;
}

int summary_count(struct desk *d, struct store *store, const struct report *report, struct counts *ret_counts,
		  unsigned *ret_statuses) {
	static struct summing s;
	void *memory = memory_reserve(COUNTER_MEMORY);
	int r = memory ? 0 : -ENOMEM;

	s = (struct summing){ .desk = d, .counts = ret_counts };
	tally_open(&ret_counts->tally);
	sites_open(&ret_counts->sites, report->sites, report->site_count);
	if (!r)
		r = counter_open(&s.counter, &d->mem, memory, &d->thinker);
	progress_open(&s.progress, stderr, d->o->quiet, _("counting"), report->count);
	if (!r)
		r = pass_over(&s, store);
	progress_close(&s.progress);
	if (!r)
		r = sum_up(&s, &d->mem);
	if (!r)
		*ret_statuses = counter_close(&s.counter);
	memory_release(memory, COUNTER_MEMORY);
	if (!r && s.anew > SUMMARY_FROM)
		say_warning(d->o, "%zu devices were thought of anew, with what birthmark knows today; `birthmark judge` keeps "
			    "that, and the next summary takes seconds", s.anew);
	return r;
}
