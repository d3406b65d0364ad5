#include "sense/sweep_turns.h"

#include "sense/scatter.h"

void sweep_turns_open(struct sweep_turns *t, uint64_t count, uint64_t rounds) {
	*t = (struct sweep_turns){ .count = count, .rounds = count ? rounds : 0 };
}

bool sweep_turns_over(const struct sweep_turns *t) {
	return t->position >= t->count * t->rounds;
}

uint64_t sweep_turns_round(const struct sweep_turns *t) {
	return t->position / t->count;
}

uint64_t sweep_turns_index(const struct sweep_turns *t) {
	return t->position % t->count;
}

size_t sweep_turns_port(const struct sweep_turns *t, size_t port_count) {
	return (size_t)((sweep_turns_round(t) + scatter_mix(sweep_turns_index(t)) % port_count) % port_count);
}

static size_t part_of(const struct sweep_turns *t) {
	uint64_t index = sweep_turns_index(t);

	return (size_t)(t->count <= SWEEP_PARTS ? index : index / (t->count / SWEEP_PARTS + 1));
}

/* Who was stopped may have sent to any of them a moment ago. */
static void forget_round(struct sweep_turns *t, uint64_t now_us) {
	for (size_t i = 0; i < SWEEP_PARTS; i++)
		t->passed_us[0][i] = t->passed_us[1][i] = now_us;
	t->is_resumed = false;
}

uint64_t sweep_turns_wait(struct sweep_turns *t, uint64_t gap_us, uint64_t now_us) {
	if (t->is_resumed)
		forget_round(t, now_us);
	uint64_t passed = t->passed_us[(sweep_turns_round(t) + 1) % 2][part_of(t)];
	return passed && now_us - passed < gap_us ? passed + gap_us - now_us : 0;
}

void sweep_turns_next(struct sweep_turns *t, bool is_sent, uint64_t now_us) {
	if (is_sent)
		t->passed_us[sweep_turns_round(t) % 2][part_of(t)] = now_us;
	t->position++;
}

void sweep_turns_settle(struct sweep_turns *t, uint64_t now_us) {
	if (now_us - t->marked_us < SWEEP_SETTLE_US)
		return;
	t->settled = t->marked;
	t->marked = t->position;
	t->marked_us = now_us;
}

uint64_t sweep_turns_settled(const struct sweep_turns *t) {
	return t->settled;
}

void sweep_turns_go_on(struct sweep_turns *t, uint64_t position) {
	uint64_t all = t->count * t->rounds;

	t->position = t->settled = t->marked = position < all ? position : all;
	t->is_resumed = position > 0;
}
