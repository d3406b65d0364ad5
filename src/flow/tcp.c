/*
 * TCP, RFC 9293: the first FLOW_HEAD_MAX bytes of each direction, in order.
 *
 *     SSSS DDDD SSSSSSSS AAAAAAAA  ports, sequence, acknowledgement
 *     OF WWWW CCCC UUUU options…   O header in words, F flags: FIN 1 SYN 2 RST 4 ACK 10
 *
 * Sequence numbers wrap, so only differences are looked at. Where the SYN is
 * missing, the first data seen stands SLACK bytes into the window: what comes
 * before it may still arrive. Nothing is kept of a direction whose first
 * bytes no reader knows, nor after its head was handed over: a stream that
 * runs on costs a look-up.
 */

#include "flow/state.h"

enum {
	HEAD_SIZE = 20,
	DECIDE_SIZE = 16,    /* bytes in order from which a reader can tell */
	DECIDE_SEGMENTS = 4, /* with no SYN: so many segments may bring earlier bytes first */
	FAR = 1 << 24,       /* beyond the window by this much is no stream that ran on, but nonsense */
};

/* Only private addresses: a web server out there is no device of this network. */
static void tell_port(struct flow *f, struct conversation *c) {
	uint8_t room[8];
	struct text t = TEXT(room);
	addr server = conversation_addr(c, c->server);

	c->port_is_told = true;
	if (!addr_is_private(server))
		return;
	text_u64(&t, c->sides[c->server].port);
	flow_tell(f, server, &flow_fields[FIELD_TCP_PORT], text_done(&t));
}

static void take_syn(struct flow *f, struct conversation *c, unsigned side_number, const struct segment *s) {
	struct side *side = &c->sides[side_number];
	uint32_t start = s->sequence + 1;
	bool is_answer = s->flags & TCP_ACK;

	/* Another start: the ports are used again. The same: it was sent twice. */
	if (side->has_start ? side->start != start : side->phase == PHASE_DONE)
		conversation_restart(f, c);
	if (side->phase == PHASE_HEARING && !side->has_start) {
		/* The SYN came late: it must fit before what is there. */
		const struct head *h = head_of(f, side);
		if (h->window.range_count == 0 || start - h->base > h->window.ranges[0].from ||
		    start - h->base > SLACK)
			conversation_restart(f, c);
	}
	side->has_start = true;
	side->start = start;
	c->server = (uint8_t)(is_answer ? side_number : !side_number);
	c->server_is_sure = true;
	if (is_answer && !c->port_is_told)
		tell_port(f, c);
}

/* Where in the window the head is full. */
static uint32_t limit_of(const struct side *side, const struct head *h) {
	return side->has_start ? side->start - h->base + FLOW_HEAD_MAX : WINDOW_SIZE;
}

static void put(struct flow *f, struct head *h, uint32_t from, str bytes) {
	enum window_end end = window_put(&f->pool, &h->window, from, bytes);

	for (unsigned i = 0; i < WINDOW_CHUNKS && end == WINDOW_NO_ROOM; i++) {
		if (!heads_make_room(f, h) && !fragments_make_room(f, NULL))
			return;
		end = window_put(&f->pool, &h->window, from, bytes);
	}
}

/* True when the head is still open. */
static bool decide(struct flow *f, const struct conversation *c, const struct side *side, struct head *h) {
	struct range run = head_run(f, h);

	if (h->is_wanted || run.to - run.from < DECIDE_SIZE ||
	    (!side->has_start && h->segment_count < DECIDE_SEGMENTS))
		return true;
	flow_speaker(f, conversation_addr(c, h->side), conversation_addr(c, !h->side));
	str bytes = window_bytes(&f->pool, &h->window, run, f->head_room);
	h->is_wanted = route_wants(f, c->sides[c->server].port, bytes);
	if (!h->is_wanted)
		head_drop(f, h);
	return h->in_use;
}

/* Hands the head over when nothing more can come. */
static void finish_if_whole(struct flow *f, const struct side *side, struct head *h) {
	uint32_t limit = limit_of(side, h), whole = h->end < limit ? h->end : limit;
	struct range run = head_run(f, h);

	if (run.from < run.to && run.to >= whole)
		head_finish(f, h);
	else if (h->end != WINDOW_UNKNOWN && h->window.range_count == 0)
		head_drop(f, h);
}

/* The first bytes of a direction: is it worth a head? NULL when not. */
static struct head *begin_hearing(struct flow *f, struct conversation *c, unsigned side_number,
				  const struct segment *s) {
	struct side *side = &c->sides[side_number];
	uint32_t from = s->sequence - side->start;

	/* Neither in the head nor a segment that may reach into it: the beginning was lost. */
	if (side->has_start && from >= FLOW_HEAD_MAX && from < -(uint32_t)FLOW_HEAD_MAX)
		return NULL;
	/* A keep-alive repeats the byte before, or invents one. */
	if (!side->has_start && s->payload.n == 1)
		return NULL;
	bool is_asked = side->has_start && from == 0 && s->payload.n >= DECIDE_SIZE;
	if (is_asked) {
		flow_speaker(f, conversation_addr(c, side_number), conversation_addr(c, !side_number));
		if (!route_wants(f, c->sides[c->server].port, s->payload)) {
			side->phase = PHASE_DONE;
			return NULL;
		}
	}
	struct head *h = head_begin(f, c, side_number, side->has_start ? side->start : s->sequence - SLACK);
	h->is_wanted = is_asked;
	return h;
}

static void take_data(struct flow *f, struct conversation *c, unsigned side_number, const struct segment *s) {
	struct side *side = &c->sides[side_number];
	struct head *h = side->phase == PHASE_HEARING ? head_of(f, side) : begin_hearing(f, c, side_number, s);
	str bytes = s->payload;

	if (!h)
		return;
	uint32_t from = s->sequence - h->base, limit = limit_of(side, h);
	if (from >= -(uint32_t)FAR) {
		/* It begins before the window: only what reaches in counts. */
		bytes = str_after(bytes, (uint32_t)-from);
		from = 0;
	} else if (from >= limit) {
		/* The stream ran on: the holes will not be filled any more. */
		if (from - limit < FAR)
			head_finish(f, h);
		return;
	}
	if (!side->has_start && bytes.n == 1)
		return;
	if (s->flags & TCP_FIN && from + bytes.n < limit)
		h->end = from + (uint32_t)bytes.n;
	if (bytes.n > limit - from)
		bytes.n = limit - from;
	h->last_s = f->now_s;
	h->segment_count = h->segment_count < UINT8_MAX ? h->segment_count + 1 : UINT8_MAX;
	put(f, h, from, bytes);
	if (decide(f, c, side, h))
		finish_if_whole(f, side, h);
}

/* A FIN without data says where the direction ends. */
static void take_fin(struct flow *f, struct side *side, const struct segment *s) {
	if (side->phase == PHASE_FRESH && (!side->has_start || s->sequence == side->start))
		side->phase = PHASE_DONE;
	if (side->phase != PHASE_HEARING)
		return;
	struct head *h = head_of(f, side);
	uint32_t end = s->sequence - h->base;
	if (end <= limit_of(side, h))
		h->end = end;
	finish_if_whole(f, side, h);
}

void tcp_take(struct flow *f, const struct ip_head *ip, cur in) {
	uint16_t from_port = cur_be16(&in), to_port = cur_be16(&in);
	struct segment s = { .sequence = cur_be32(&in) };
	unsigned side;

	cur_take(&in, 4);
	size_t head_size = (size_t)(cur_u8(&in) >> 4) * 4;
	s.flags = cur_u8(&in);
	cur_take(&in, 6);
	cur_take(&in, head_size - HEAD_SIZE);
	s.payload = cur_rest(&in);
	if (in.bad) {
		f->counts.not_understood++;
		return;
	}
	/* An acknowledgement alone says nothing. */
	if (s.payload.n == 0 && !(s.flags & (TCP_SYN | TCP_FIN | TCP_RST)))
		return;
	bool begin = s.payload.n || s.flags & TCP_SYN;
	struct conversation *c = conversation_find(f, ip, from_port, to_port, begin, &side);
	if (!c)
		return;
	c->last_s = f->now_s;
	if (s.flags & TCP_SYN) {
		take_syn(f, c, side, &s);
		s.sequence++;
	}
	if (s.payload.n && !c->port_is_told && c->server_is_sure && side == c->server)
		tell_port(f, c);
	if (s.payload.n && c->sides[side].phase != PHASE_DONE)
		take_data(f, c, side, &s);
	else if (s.flags & TCP_FIN && !s.payload.n)
		take_fin(f, &c->sides[side], &s);
	if (s.flags & TCP_RST)
		conversation_finish(f, c);
}
