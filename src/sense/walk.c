#include "sense/walk.h"

#include <errno.h>
#include <poll.h>
#include <time.h>

enum {
	STEP_US = 100 * 1000,    /* between two looks at the clock, at most */
	NAP_US = 200,            /* at least: shorter sleeps cost more than they bring; paces allow for it */
	TRIES_AT_ONCE = 1024,    /* addresses given to talk, or passed over, before others get their turn */
	STOPPED_US = 3000 * 1000, /* a person waits: conversations have so long to end */
};

enum stage { STAGE_ALL, STAGE_EACH, STAGE_QUIET };

struct walking {
	const struct walk_wish *w;
	struct walk_report *report;
	enum stage stage;
	uint64_t now_us, next_step_us, stage_until_us, stopped_us;
	uint64_t tried;  /* given to talk; what became of the last of them is not known yet */
	bool secret_held;
};

uint64_t walk_now_us(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void sooner(uint64_t *wait_us, uint64_t than_us) {
	if (than_us < *wait_us)
		*wait_us = than_us;
}

/* Sleeps until something came or `wait_us` is over, then takes what came. */
static int listen_for(const struct walking *k, uint64_t wait_us) {
	const struct walk_wish *w = k->w;
	struct pollfd polled[3] = {
		{ .fd = asker_fd(w->asker), .events = POLLIN },
		{ .fd = w->sweep ? sweep_fd(w->sweep) : -1, .events = POLLIN },
		{ .fd = w->talk ? talk_fd(w->talk) : -1, .events = POLLIN },
	};
	const struct timespec nap = { .tv_sec = (time_t)(wait_us / 1000000), .tv_nsec = (long)(wait_us % 1000000 * 1000) };
	int n = ppoll(polled, 3, &nap, NULL), r = 0;

	if (n < 0 && errno != EINTR)
		return -errno;
	if (n > 0 && polled[0].revents)
		r = asker_take(w->asker);
	if (!r && n > 0 && polled[1].revents)
		r = sweep_take(w->sweep);
	return r;
}

/* Gives talk the addresses that no sweep can find. */
static int try_each(struct walking *k, uint64_t *wait_us) {
	const struct walk_wish *w = k->w;
	uint64_t count = w->talk ? scope_count(w->scope) : 0;

	for (int i = 0; i < TRIES_AT_ONCE && k->tried < count && talk_wants_more(w->talk); i++) {
		struct talk_found guess = { .is_guess = true, .position = k->tried };
		addr who = scope_at(w->scope, k->tried++);

		guess.interface = link_of(w->links, w->link_count, who);
		int r = w->sweep && sweep_serves(w->sweep, who) ? 0 : talk_add(w->talk, who, &guess);

		if (r && r != -ENOMEM)
			return r;
	}
	if (k->tried < count && talk_wants_more(w->talk))
		*wait_us = 0;
	return 0;
}

static bool is_tried(const struct walking *k) {
	return !k->w->talk || k->tried == scope_count(k->w->scope);
}

static void begin_each(struct walking *k) {
	k->stage = STAGE_EACH;
	k->secret_held = true;
	k->stage_until_us = k->now_us + k->w->quiet_us;
	k->report->all_asked = true;
}

/* Everybody together. */
static int step_all(struct walking *k, uint64_t *wait_us) {
	uint64_t wait = 0;

	asker_step(k->w->asker, k->now_us, &wait);
	if (wait != UINT64_MAX) {
		sooner(wait_us, wait);
		k->stage_until_us = k->now_us + k->w->breath_us;
	} else if (k->now_us >= k->stage_until_us) {
		begin_each(k);
		*wait_us = 0;
	}
	return 0;
}

static int step_talk(struct walking *k, uint64_t *wait_us) {
	uint64_t wait = UINT64_MAX;
	int r = k->w->talk ? talk_step(k->w->talk, k->now_us, &wait) : 0;

	sooner(wait_us, wait);
	return r;
}

/* One by one: who is spoken with goes before who is looked for. */
static int step_each(struct walking *k, uint64_t *wait_us) {
	const struct walk_wish *w = k->w;
	uint64_t wait = 0;
	int r = try_each(k, wait_us);

	if (!r)
		r = step_talk(k, wait_us);
	if (!r && w->sweep && !sweep_is_sent(w->sweep)) {
		r = sweep_send(w->sweep, k->now_us, &wait);
		sooner(wait_us, wait);
		k->stage_until_us = k->now_us + w->quiet_us;
		return r;
	}
	if (k->secret_held && w->talk)
		talk_hold_secret(w->talk, k->secret_held = false);
	if (!r && is_tried(k) && (!w->talk || talk_is_idle(w->talk)))
		k->stage = STAGE_QUIET;
	return r;
}

/* Late answers still come, and whoever sends one is talked with. */
static int step_quiet(struct walking *k, uint64_t *wait_us) {
	int r = step_talk(k, wait_us);

	if (!r && k->w->talk && !talk_is_idle(k->w->talk))
		k->stage = STAGE_EACH;
	return r;
}

static bool is_over(const struct walking *k) {
	if (k->report->stopped)
		return k->now_us >= k->stopped_us + STOPPED_US || !k->w->talk || talk_is_idle(k->w->talk);
	return k->stage == STAGE_QUIET && k->now_us >= k->stage_until_us;
}

static void look_for_stop(struct walking *k) {
	if (k->report->stopped || !k->w->stop || !*k->w->stop)
		return;
	k->report->stopped = true;
	k->stopped_us = k->now_us;
	if (k->w->talk)
		talk_finish(k->w->talk);
}

static int tell_step(struct walking *k) {
	k->report->tried = k->w->talk ? talk_guessed(k->w->talk, k->tried) : k->tried;
	k->next_step_us = k->now_us + STEP_US;
	return k->w->listener->step(k->w->listener, k->report, k->now_us);
}

int walk_run(const struct walk_wish *w, struct walk_report *ret_report) {
	static int (*const steps[])(struct walking *k, uint64_t *wait_us) = {
		[STAGE_ALL] = step_all, [STAGE_EACH] = step_each, [STAGE_QUIET] = step_quiet,
	};
	struct walking k = { .w = w, .report = ret_report, .now_us = walk_now_us(), .tried = w->tried };
	int r = 0;

	*ret_report = (struct walk_report){ .tried = w->tried };
	k.stage_until_us = k.now_us + w->quiet_us;
	if (w->all_asked || asker_tally(w->asker).to_send == 0)
		begin_each(&k);
	while (!r && !is_over(&k)) {
		uint64_t wait = STEP_US;

		look_for_stop(&k);
		r = k.report->stopped ? step_talk(&k, &wait) : steps[k.stage](&k, &wait);
		if (!r)
			r = listen_for(&k, wait && wait < NAP_US ? NAP_US : wait);
		k.now_us = walk_now_us();
		if (!r && k.now_us >= k.next_step_us)
			r = tell_step(&k);
	}
	return r ? r : tell_step(&k);
}
