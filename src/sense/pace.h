#pragma once

/*
 * pace: when the next packet may leave.
 *
 * A token bucket in whole numbers, on microseconds that are handed in (of
 * CLOCK_MONOTONIC): there is no clock in here, so that a test can play years
 * in a moment. Sleeping for a delay that is computed anew from what was
 * achieved is how other scanners lost their limit (zmap #475, #903).
 */

#include <stdint.h>

enum {
	PACE_RATE_MAX = 1000 * 1000,   /* packets a second: more than one process can send; sums stay below 2^64 */
	PACE_BURST_MAX = 1000 * 1000,
	PACE_SLOWEST = 64,             /* trouble slows to this part of the rate and no further: it always goes on */
	PACE_RECOVER_S = 10,           /* seconds from nothing to the set rate: a tenth of it a second */
};

struct pace {
	uint64_t set_rate;   /* millionths of a packet a second */
	uint64_t low_rate;   /* the rate at `slowed_us`; equal to the set rate when all is well */
	uint64_t rate;       /* now */
	uint64_t slowed_us;
	uint64_t credit, credit_max; /* 10^-12 of a packet: rate times microseconds */
	uint64_t debt;       /* of what left without asking; paid before anything may leave */
	uint64_t at_us;      /* up to when credit was given */
};

/*
 * `burst` packets may leave at once after a pause. In any second at most rate
 * + burst leave. A rate outside 0.000001 to PACE_RATE_MAX, or no number,
 * becomes the nearest of the two (no number: the slower), a burst the nearest
 * of 1 to PACE_BURST_MAX.
 */
void pace_open(struct pace *p, double packets_a_second, unsigned burst, uint64_t now_us);

/*
 * 0: one packet may leave now and is counted. Else how many microseconds to
 * wait before asking again; nothing was counted. A clock that goes back gives
 * nothing and takes nothing.
 */
uint64_t pace_wait(struct pace *p, uint64_t now_us);

/* How long to wait until so many may leave at once, at most the burst; nothing is counted. */
uint64_t pace_delay(struct pace *p, unsigned packets, uint64_t now_us);

/* pace_wait() for several that belong together: all or none. */
uint64_t pace_wait_for(struct pace *p, unsigned packets, uint64_t now_us);

/*
 * So many packets leave, or left, without having asked: those that the kernel
 * sends for us, such as acknowledgements. What leaves next waits for them.
 */
void pace_charge(struct pace *p, unsigned packets);

/* So many were counted and will not leave. */
void pace_give_back(struct pace *p, unsigned packets);

/*
 * There was trouble: answers came late or not at all. Halves the rate. Call it
 * once for each time that you judge by, not for each packet that was lost.
 * From then on the rate comes back by itself, by a tenth of the set rate a
 * second, never above the set rate.
 */
void pace_slower(struct pace *p, uint64_t now_us);

/* How many microseconds one packet takes to earn when all is well. */
uint64_t pace_interval(const struct pace *p);

/* Packets a second, as they would leave now; for showing. */
double pace_rate(const struct pace *p, uint64_t now_us);
