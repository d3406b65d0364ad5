#pragma once

/*
 * pace: when the next packet may leave, for all together and for each host.
 *
 * A token bucket in whole numbers, on microseconds that are handed in (of
 * CLOCK_MONOTONIC): there is no clock in here, so that a test can play years
 * in a moment. Sleeping for a delay that is computed anew from what was
 * achieved is how other scanners lost their limit (zmap #475, #903).
 */

#include "base/arena.h"
#include "fact/addr.h"

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

/*
 * There was trouble: answers came late or not at all. Halves the rate. Call it
 * once for each time that you judge by, not for each packet that was lost.
 * From then on the rate comes back by itself, by a tenth of the set rate a
 * second, never above the set rate.
 */
void pace_slower(struct pace *p, uint64_t now_us);

/* Packets a second, as they would leave now; for showing. */
double pace_rate(const struct pace *p, uint64_t now_us);

/*
 * One entry for each host that was asked a moment ago, in sets of a few. A
 * host's place is given to another only when its time is over and nothing is
 * under way there; until then others wait. IPv4 and the same as IPv4-mapped
 * IPv6 are one host.
 */
enum {
	PACE_HOST_WAYS = 8, /* entries in a set: with half of all in use, one set in twenty is full */
	PACE_HOSTS_MAX = 1 << 20,
};

/* The host has something under way; asking again helps only after pace_hosts_done(). */
#define PACE_BUSY UINT64_MAX

struct pace_host {
	uint64_t free_us; /* when the next packet may be sent there */
	addr host;
	bool is_busy;
};

struct pace_hosts {
	struct pace_host *at;
	size_t set_count;    /* a power of two */
	uint64_t spacing_us; /* between two packets to one host */
	uint64_t seed;
};

/*
 * At most `per_second` packets a second to each host, evenly spaced, with a
 * twentieth to spare: the network may bring two packets closer together than
 * they left. 0 stands for 1, and for `host_count`, hosts that are remembered
 * at once (32 bytes each, in `mem`), too. `seed` is any number. 0 or -ENOMEM.
 */
int pace_hosts_open(arena *mem, struct pace_hosts *h, unsigned per_second, size_t host_count, uint64_t seed);

/*
 * 0: a packet may leave to `host` now; nothing is counted yet, so that
 * pace_wait() can be asked after it. Else microseconds to wait, or PACE_BUSY.
 */
uint64_t pace_hosts_wait(const struct pace_hosts *h, addr host, uint64_t now_us);

/*
 * A packet leaves to `host` now, which is busy until pace_hosts_done(). False,
 * and it must not be sent, when pace_hosts_wait() would not be 0.
 */
bool pace_hosts_take(struct pace_hosts *h, addr host, uint64_t now_us);

/* What was under way is answered or given up. Harmless for a host that has nothing under way. */
void pace_hosts_done(struct pace_hosts *h, addr host);
