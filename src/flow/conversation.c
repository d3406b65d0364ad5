/*
 * The memory of TCP: conversations, and the heads of their directions.
 *
 * Conversations lie in sets of sixteen by hash. When a set is full, one goes:
 * first what is done, then what never spoke (a scan's half-open ones), then
 * what was silent longest. Heads come from a list; when it or the chunks run
 * out, the longest silent of the next few, going round, is finished.
 */

#include "flow/state.h"

enum {
	IDLE_S = 60,      /* a direction that stops for so long has said what it had to say */
	SAMPLE = 16,      /* heads looked at to find one that was silent long */
	ROOM_TRIES = 64,
};

bool conversations_init(struct conversations *c, arena *mem, size_t size, uint32_t head_count) {
	const size_t set_size = CONVERSATION_WAYS * (sizeof(struct conversation) + sizeof(uint32_t));
	size_t set_count = 1;

	while (set_count * 2 * set_size <= size)
		set_count *= 2;
	c->set_mask = (uint32_t)(set_count - 1);
	c->tags = arena_take(mem, CONVERSATION_WAYS * sizeof(uint32_t), set_count, 64);
	c->all = flow_take_raw(mem, CONVERSATION_WAYS * sizeof(struct conversation) * set_count);
	c->heads = arena_new(mem, struct head, head_count);
	if (!c->tags || !c->all || !c->heads)
		return false;
	c->head_count = head_count;
	for (uint32_t i = head_count; i > 0; i--) {
		c->heads[i - 1].next_free = c->free_head;
		c->free_head = i;
	}
	return true;
}

addr conversation_addr(const struct conversation *c, unsigned side) {
	return ip_addr(&(struct ip_head){ .is_ip6 = c->is_ip6 }, c->addresses[side]);
}

/* ---- heads ---- */

/* How long ago; never negative, for captures may go back in time. */
static uint32_t silence_s(const struct flow *f, uint32_t last_s) {
	return f->now_s > last_s ? f->now_s - last_s : 0;
}

static struct side *head_side(struct flow *f, const struct head *h) {
	return &f->tcp.all[h->conversation].sides[h->side];
}

struct range head_run(const struct flow *f, const struct head *h) {
	const struct side *side = &f->tcp.all[h->conversation].sides[h->side];
	struct range run = h->window.range_count ? h->window.ranges[0] : (struct range){ 0 };

	if (side->has_start && run.from != side->start - h->base)
		return (struct range){ 0 };
	if (run.to - run.from > FLOW_HEAD_MAX)
		run.to = run.from + FLOW_HEAD_MAX;
	return run;
}

void head_drop(struct flow *f, struct head *h) {
	struct side *side = head_side(f, h);
	uint32_t number = side->head;

	window_clear(&f->pool, &h->window);
	side->phase = PHASE_DONE;
	side->head = 0;
	*h = (struct head){ .next_free = f->tcp.free_head };
	f->tcp.free_head = number;
}

void head_finish(struct flow *f, struct head *h) {
	const struct conversation *c = &f->tcp.all[h->conversation];
	struct range run = head_run(f, h);

	if (run.from < run.to) {
		flow_speaker(f, conversation_addr(c, h->side), conversation_addr(c, !h->side));
		f->rx.time_us = h->time_us;
		f->rx.offset = h->offset;
		str bytes = window_bytes(&f->pool, &h->window, run, f->head_room);
		route_hand(f, LANE_TCP, c->sides[c->server].port, cur_over(bytes));
	}
	head_drop(f, h);
}

/* The longest silent of the next few; NULL when none of them is in use. */
static struct head *head_sample(struct flow *f, const struct head *keep) {
	struct conversations *t = &f->tcp;
	struct head *found = NULL;

	for (unsigned i = 0; i < SAMPLE; i++) {
		t->hand = t->hand + 1 < t->head_count ? t->hand + 1 : 0;
		struct head *h = &t->heads[t->hand];
		if (h->in_use && h != keep && (!found || silence_s(f, h->last_s) > silence_s(f, found->last_s)))
			found = h;
	}
	return found;
}

bool heads_make_room(struct flow *f, const struct head *keep) {
	for (unsigned i = 0; i < ROOM_TRIES; i++) {
		struct head *h = head_sample(f, keep);
		if (h) {
			f->counts.finished_early++;
			head_finish(f, h);
			return true;
		}
	}
	return false;
}

struct head *head_begin(struct flow *f, struct conversation *c, unsigned side, uint32_t base) {
	struct conversations *t = &f->tcp;

	if (!t->free_head)
		heads_make_room(f, NULL);
	uint32_t number = t->free_head;
	struct head *h = &t->heads[number - 1];
	t->free_head = h->next_free;
	*h = (struct head){ .time_us = f->now_us,
			    .offset = f->offset,
			    .conversation = (uint32_t)(c - t->all),
			    .last_s = f->now_s,
			    .base = base,
			    .end = WINDOW_UNKNOWN,
			    .side = (uint8_t)side,
			    .in_use = true };
	c->sides[side].head = number;
	c->sides[side].phase = PHASE_HEARING;
	return h;
}

void heads_sweep(struct flow *f) {
	struct conversations *t = &f->tcp;

	t->hand = t->hand + 1 < t->head_count ? t->hand + 1 : 0;
	struct head *h = &t->heads[t->hand];
	if (h->in_use && silence_s(f, h->last_s) > IDLE_S)
		head_finish(f, h);
}

void heads_end(struct flow *f) {
	for (uint32_t i = 0; i < f->tcp.head_count; i++)
		if (f->tcp.heads[i].in_use)
			head_finish(f, &f->tcp.heads[i]);
}

/* ---- conversations ---- */

void conversation_finish(struct flow *f, struct conversation *c) {
	for (unsigned side = 0; side < 2; side++) {
		if (c->sides[side].phase == PHASE_HEARING)
			head_finish(f, head_of(f, &c->sides[side]));
		c->sides[side].phase = PHASE_DONE;
	}
}

/*
 * Without a handshake: a port that readers know, else the lower one, listens.
 * That is sure enough to be told when the other is one that systems give to
 * clients (from 32768, Linux; from 49152, RFC 6335, section 6).
 */
static void guess_server(const struct flow *f, struct conversation *c) {
	uint16_t first = c->sides[0].port, second = c->sides[1].port;
	bool first_known = first && route_find(&f->routes, LANE_TCP, first);
	bool second_known = second && route_find(&f->routes, LANE_TCP, second);
	enum { CLIENTS_FIRST = 32768 };

	c->server = first_known != second_known ? second_known : second < first;
	c->server_is_sure = first_known != second_known || (first < CLIENTS_FIRST) != (second < CLIENTS_FIRST);
}

void conversation_restart(struct flow *f, struct conversation *c) {
	conversation_finish(f, c);
	f->counts.conversations++;
	for (unsigned side = 0; side < 2; side++) {
		c->sides[side].phase = PHASE_FRESH;
		c->sides[side].has_start = false;
	}
	c->port_is_told = false;
	guess_server(f, c);
}

/* How gladly this one is given up. */
static uint64_t boredom(const struct flow *f, const struct conversation *c) {
	bool hearing = c->sides[0].phase == PHASE_HEARING || c->sides[1].phase == PHASE_HEARING;
	bool done = c->sides[0].phase == PHASE_DONE && c->sides[1].phase == PHASE_DONE;
	uint64_t rank = done ? 2 : hearing ? 0 : 1;

	return rank << 32 | silence_s(f, c->last_s);
}

static uint32_t place_for_new(struct flow *f, const uint32_t *tags, uint32_t first) {
	uint32_t best = 0;

	for (uint32_t i = 0; i < CONVERSATION_WAYS; i++) {
		if (!tags[i])
			return i;
		if (boredom(f, &f->tcp.all[first + i]) > boredom(f, &f->tcp.all[first + best]))
			best = i;
	}
	struct conversation *c = &f->tcp.all[first + best];
	if (boredom(f, c) >> 32 == 0)
		f->counts.finished_early++;
	conversation_finish(f, c);
	return best;
}

static bool side_is(const struct conversation *c, unsigned side, const uint64_t address[2], uint16_t port) {
	return c->addresses[side][0] == address[0] && c->addresses[side][1] == address[1] &&
	       c->sides[side].port == port;
}

static struct conversation *conversation_begin(struct flow *f, const struct ip_head *ip, uint16_t from_port,
					       uint16_t to_port, unsigned side, struct conversation *c) {
	*c = (struct conversation){ .is_ip6 = ip->is_ip6, .last_s = f->now_s };
	memcpy(c->addresses[side], ip->from, sizeof ip->from);
	memcpy(c->addresses[!side], ip->to, sizeof ip->to);
	c->sides[side].port = from_port;
	c->sides[!side].port = to_port;
	guess_server(f, c);
	f->counts.conversations++;
	return c;
}

struct conversation *conversation_find(struct flow *f, const struct ip_head *ip, uint16_t from_port,
				       uint16_t to_port, bool begin, unsigned *ret_side) {
	uint64_t from = mix(mix(ip->from[0], ip->from[1]), from_port), to = mix(mix(ip->to[0], ip->to[1]), to_port);
	unsigned side = from > to; /* any order will do, if it is always the same */
	uint64_t hash = mix(side ? to : from, side ? from : to);
	uint32_t set = (uint32_t)(hash & f->tcp.set_mask) * CONVERSATION_WAYS, tag = (uint32_t)(hash >> 32) | 1;
	uint32_t *tags = f->tcp.tags + set;

	for (uint32_t i = 0; i < CONVERSATION_WAYS; i++) {
		struct conversation *c = &f->tcp.all[set + i];
		if (tags[i] == tag && c->is_ip6 == ip->is_ip6 && side_is(c, side, ip->from, from_port) &&
		    side_is(c, !side, ip->to, to_port)) {
			*ret_side = side;
			return c;
		}
	}
	if (!begin)
		return NULL;
	uint32_t place = place_for_new(f, tags, set);
	tags[place] = tag;
	*ret_side = side;
	return conversation_begin(f, ip, from_port, to_port, side, &f->tcp.all[set + place]);
}
