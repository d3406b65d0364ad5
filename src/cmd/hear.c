#include "cmd/hear.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/found.h"
#include "cmd/resume.h"
#include "sense/neighbours.h"

enum {
	KEPT_MAX = 72 << 20,   /* what is kept of all answers: some hundred thousand devices' */
	CELLS_LOST_MAX = 16,   /* cells that fall because of messages before the scan is given up: something is wrong */
};

static struct hearing *of(struct obs_sink *sink) {
	return ((struct hearing_reader *)sink)->hearing;
}

void hear_again(struct hearing *h, const struct obs *obs) {
	if (h->talk)
		talk_place(h->talk, obs->who, obs->field, obs->value);
	if (!h->full && same_take(h->same, obs))
		h->full = true;
}

static int take(struct obs_sink *sink, const struct obs *obs) {
	struct hearing *h = of(sink);

	if (h->resume)
		resume_obs(h->resume, obs);
	hear_again(h, obs);
	return 0;
}

/* Only of who answered: the kernel also knows with whom other programs spoke, and who is excluded. */
static int take_neighbour(struct obs_sink *sink, const struct obs *obs) {
	return same_knows(of(sink)->same, addr_parse(obs->value)) ? take(sink, obs) : 0;
}

void hear_together(cpu_set_t *ret_before) {
	int here = sched_getcpu();
	cpu_set_t one;

	CPU_ZERO(ret_before);
	CPU_ZERO(&one);
	if (here < 0 || here >= CPU_SETSIZE || sched_getaffinity(0, sizeof *ret_before, ret_before))
		return;
	CPU_SET((size_t)here, &one);
	(void)sched_setaffinity(0, sizeof one, &one);
}

void hear_anywhere(const cpu_set_t *before) {
	if (CPU_COUNT(before))
		(void)sched_setaffinity(0, sizeof *before, before);
}

enum exit_code hear_open(struct hearing *h, struct desk *desk, struct progress *progress) {
	*h = (struct hearing){ .desk = desk, .progress = progress };
	h->reader = (struct hearing_reader){ .listener.sink.take = take, .hearing = h };
	h->neighbours = (struct hearing_reader){ .listener.sink.take = take_neighbour, .hearing = h };
	h->memory = memory_reserve(KEPT_MAX);
	h->scratch = memory_reserve(HEAR_SCRATCH_SIZE);
	h->settled = arena_new(&desk->mem, struct settled, HEAR_SETTLED_MAX);
	arena mem = arena_over(h->memory, h->memory ? KEPT_MAX : 0);
	arena *kept = arena_new(&desk->mem, arena, 1);
	if (kept)
		*kept = mem;
	h->same = h->memory && kept ? same_open(kept, found_random()) : NULL;
	if (!h->same || !h->scratch || !h->settled)
		h->code = say_errno("memory", -ENOMEM);
	else
		same_were_asked(h->same);
	return h->code;
}

void hear_no_more(struct hearing *h) {
	cell_close(h->cell);
	h->cell = NULL;
}

void hear_close(struct hearing *h) {
	hear_no_more(h);
	if (h->memory)
		memory_release(h->memory, KEPT_MAX);
	if (h->scratch)
		memory_release(h->scratch, HEAR_SCRATCH_SIZE);
}

int hear_message(struct hearing *h, const struct cell_message *m, enum message_end *ret_end) {
	struct complaint complaint = { 0 };
	int r = h->cell ? 0 : cell_messages_open(&h->cell);

	*ret_end = MESSAGE_CUT;
	if (!r)
		r = cell_read_message(h->cell, m, &h->reader.listener, &complaint);
	if (!r)
		*ret_end = cell_message_end(h->cell);
	if (r <= 0)
		return r;
	progress_close(h->progress);
	say_complaint(_("an answer"), &complaint);
	h->code = worse(h->code, EXIT_BUG);
	cell_close(h->cell);
	h->cell = NULL;
	return ++h->cells_lost < CELLS_LOST_MAX ? 0 : -EBADMSG;
}

void hear_found(struct hearing *h, addr who, addr mac, uint64_t time_us) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	if (mac.kind != ADDR_MAC)
		return;
	addr_format(&t, who);
	take(&h->reader.listener.sink, &(struct obs){ .who = mac, .field = STR("arp.ip"), .value = text_done(&t), .time_us = time_us });
}

void hear_open_port(struct hearing *h, addr who, uint16_t port, uint64_t time_us) {
	uint8_t room[8];
	struct text t = TEXT(room);

	if (!port)
		return;
	text_u64(&t, port);
	take(&h->reader.listener.sink, &(struct obs){ .who = who, .field = STR("tcp.port"), .value = text_done(&t), .time_us = time_us });
}

/* Thinks of what one address showed; what its MAC says beside it only adds to that. */
static bool is_confirmed(struct hearing *h, addr who) {
	struct obs observations[SAME_PER_THING_MAX];
	arena scratch = arena_over(h->scratch, HEAR_SCRATCH_SIZE);
	struct device d = { .observations = observations };

	d.observation_count = same_glance(h->same, who, observations, SAME_PER_THING_MAX);
	if (!d.observation_count)
		return false;
	think_identity(&h->desk->thinker, &scratch, &d);
	return d.identity.maker.grade == GRADE_CONFIRMED;
}

bool hear_is_settled(struct hearing *h, addr who) {
	size_t count = same_count(h->same, who);
	struct settled *s = &h->settled[addr_hash(who, 0) & (HEAR_SETTLED_MAX - 1)];

	if (addr_eq(s->who, who) && s->count == count)
		return s->is_settled;
	*s = (struct settled){ .who = who, .count = count, .is_settled = is_confirmed(h, who) };
	return s->is_settled;
}

int hear_neighbours(struct hearing *h) {
	return neighbours_tell(&h->neighbours.listener.sink, found_now_us());
}
