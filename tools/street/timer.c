/*
 * A hashed timing wheel; what is due in a later round stays where it stands.
 */

#include "timer.h"

#include <stddef.h>
#include <time.h>

static uint64_t clock_ms(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void timers_init(struct timers *t) {
	t->now_ms = clock_ms();
	for (size_t i = 0; i < TIMER_SLOTS; i++)
		t->slots[i].next = t->slots[i].before = &t->slots[i];
}

void timer_stop(struct timer *t) {
	if (!t->next)
		return;
	t->next->before = t->before;
	t->before->next = t->next;
	t->next = t->before = NULL;
}

void timer_set(struct timers *all, struct timer *t, uint64_t due_ms) {
	/* This millisecond's slot has been passed already. */
	uint64_t due = due_ms > all->now_ms ? due_ms : all->now_ms + 1;
	struct timer *head = &all->slots[due % TIMER_SLOTS];

	timer_stop(t);
	t->due_ms = due;
	t->next = head;
	t->before = head->before;
	head->before->next = t;
	head->before = t;
}

static void run_slot(struct timers *t, uint64_t ms) {
	struct timer *head = &t->slots[ms % TIMER_SLOTS], due = { &due, &due, 0, NULL };

	/* Out of the wheel first: what fires may stop or set any other. */
	for (struct timer *at = head->next, *next; at != head; at = next) {
		next = at->next;
		if (at->due_ms > ms)
			continue;
		timer_stop(at);
		at->next = &due;
		at->before = due.before;
		due.before->next = at;
		due.before = at;
	}
	while (due.next != &due) {
		struct timer *at = due.next;

		timer_stop(at);
		at->fire(t, at);
	}
}

void timers_run(struct timers *t) {
	uint64_t now = clock_ms(), ms = t->now_ms + 1;

	if (now >= ms + TIMER_SLOTS)
		ms = now - TIMER_SLOTS + 1; /* one round sees them all */
	for (; ms <= now; ms++) {
		t->now_ms = ms;
		run_slot(t, ms);
	}
}

int timers_sleep_ms(const struct timers *t, int most) {
	for (int ms = 1; ms < most && ms < TIMER_SLOTS; ms++) {
		const struct timer *head = &t->slots[(t->now_ms + (uint64_t)ms) % TIMER_SLOTS];

		for (const struct timer *at = head->next; at != head; at = at->next)
			if (at->due_ms <= t->now_ms + (uint64_t)ms)
				return ms;
	}
	return most;
}
