#include "cmd/audit_kept.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/judge.h"
#include "cmd/judge_count.h"
#include "store/query.h"

struct holding {
	struct counter counter;
	struct progress progress;
	size_t done;
};

static int hold(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct holding *h = context;

	(void)counter_take(&h->counter, d, mem, ret_answer);
	judge_progress(&h->progress, ++h->done);
	return 0;
}

static int pass_over(struct desk *desk, struct store *s, struct held_kept *held) {
	struct holding h = { .done = 0 };
	struct held_kept counts = { 0 };
	const struct judge_pass pass = { .each = hold, .context = &h, .knowledge = desk->k.hash, .held = &counts };
	void *scratch = memory_reserve(JUDGE_SCRATCH), *memory = memory_reserve(COUNTER_MEMORY);
	size_t total = 0;
	int r = scratch && memory ? counter_open(&h.counter, &desk->mem, memory, &desk->thinker) : -ENOMEM;

	if (!r)
		r = store_device_count(s, &total);
	progress_open(&h.progress, stderr, desk->o->quiet, _("holding"), total);
	if (!r)
		r = store_judge(s, arena_over(scratch, JUDGE_SCRATCH), &pass);
	progress_close(&h.progress);
	memory_release(scratch, JUDGE_SCRATCH);
	memory_release(memory, COUNTER_MEMORY);
	if (!r)
		*held = counts;
	return r;
}

enum exit_code audit_kept(const struct options *o, struct store *s, struct held_kept *ret_held) {
	static struct desk desk;
	struct options then = *o;
	date judged = DATE_NONE;
	int r = store_last_judged(s, &judged);

	if (r && r != STORE_ABSENT)
		return estate_say(o->estate, r, &(struct complaint){ 0 });
	then.on = r ? o->today : judged;
	enum exit_code code = desk_open(&desk, &then);
	if (code == EXIT_DONE) {
		r = pass_over(&desk, s, ret_held);
		code = r ? estate_say(o->estate, r, &(struct complaint){ 0 }) : EXIT_DONE;
	}
	desk_close(&desk);
	return code;
}
