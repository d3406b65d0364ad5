#pragma once

/*
 * sweep_turns: whose turn it is in a sweep, and when.
 *
 * All addresses have their turn in each round, in the order of the scope. The
 * turn number `index` of the round `round` is the position round * count +
 * index, which is all that must be kept to go on later.
 *
 * Between two turns of one address lies at least the time that is asked for,
 * however unevenly the rounds went: they are cut into parts, and no address is
 * asked before so long after the end of its part in the round before.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SWEEP_PARTS = 64,
	SWEEP_SETTLE_US = 3000000, /* an answer that has not come by then is not coming */
};

struct sweep_turns {
	uint64_t count, rounds;
	uint64_t position;
	uint64_t passed_us[2][SWEEP_PARTS]; /* when something was last sent in the part: in this round, and the one before */
	bool is_resumed;                    /* and nothing is known of the round before */
	uint64_t settled, marked, marked_us;
};

void sweep_turns_open(struct sweep_turns *t, uint64_t count, uint64_t rounds);
bool sweep_turns_over(const struct sweep_turns *t);

/* Of the turn that is on; not when all are over. */
uint64_t sweep_turns_round(const struct sweep_turns *t);
uint64_t sweep_turns_index(const struct sweep_turns *t);

/*
 * Which of `port_count` ports it is in this round: each address has each of
 * them once in so many rounds, and neighbours in the order have different ones.
 */
size_t sweep_turns_port(const struct sweep_turns *t, size_t port_count);

/* How long until the address may be sent something, when `gap_us` must lie between two packets to it. */
uint64_t sweep_turns_wait(struct sweep_turns *t, uint64_t gap_us, uint64_t now_us);

/* The next turn; `is_sent`: something was sent in this one. */
void sweep_turns_next(struct sweep_turns *t, bool is_sent, uint64_t now_us);

/* To be called now and then: moves up what sweep_turns_settled() tells. */
void sweep_turns_settle(struct sweep_turns *t, uint64_t now_us);

/* Up to here answers came, or are not coming: who goes on there leaves none out. */
uint64_t sweep_turns_settled(const struct sweep_turns *t);

void sweep_turns_go_on(struct sweep_turns *t, uint64_t position);
