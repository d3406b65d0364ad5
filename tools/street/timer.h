#pragma once

/*
 * Things to do later, by the millisecond: a wheel of four seconds.
 */

#include <stdbool.h>
#include <stdint.h>

struct timers;

/* Part of whatever waits. */
struct timer {
	struct timer *next, *before; /* both NULL: not waiting */
	uint64_t due_ms;
	void (*fire)(struct timers *timers, struct timer *t);
};

enum { TIMER_SLOTS = 4096 };

struct timers {
	struct timer slots[TIMER_SLOTS]; /* heads of rings */
	uint64_t now_ms;                 /* monotonic */
};

void timers_init(struct timers *t);

/* Lets `t` fire once at `due_ms`, or at once if that is past; it may wait already. */
void timer_set(struct timers *all, struct timer *t, uint64_t due_ms);
void timer_stop(struct timer *t);

/* Takes the clock; fires what is due, earliest millisecond first. */
void timers_run(struct timers *t);

/* How long nothing is due, at most `most`: for poll(2). */
int timers_sleep_ms(const struct timers *t, int most);
