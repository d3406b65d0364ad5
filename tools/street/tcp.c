/*
 * Connections of the street's devices.
 */

#include "tcp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "talk.h"
#include "tls.h"

enum {
	RESEND_MS = 200,       /* the least of Linux */
	ASKED_RESEND_MS = 1000,
	ASKED_TRIES = 4, TRIES = 8, REPEATS = 3,
	GONE_MS = 1000, IDLE_MS = 600000, CLOSING_MS = 30000,
	OUT_MAX = 8 << 20,
	MSS_DEFAULT = 536, MSS_FOUR = 1460, MSS_SIX = 1440,
	WINDOW = 64240,
};

/* ---- Finding and keeping */

static struct conn **bucket(struct tcp *tcp, const struct device *d, uint16_t here, uint16_t there, const struct ip *peer) {
	uint64_t h = (uint64_t)(uintptr_t)d ^ (uint64_t)here << 48 ^ (uint64_t)there << 16;

	h = (h ^ get32(peer->bytes + peer->size - 4)) * 0x9e3779b97f4a7c15u;
	return &tcp->buckets[h >> 48 & (CONN_BUCKETS - 1)];
}

static struct conn *find(struct tcp *tcp, const struct device *d, const struct segment *s, const struct path *path) {
	struct conn *c = *bucket(tcp, d, s->to_port, s->from_port, &path->to);

	while (c && (c->device != d || c->here != s->to_port || c->there != s->from_port ||
		     memcmp(&c->path.to, &path->to, sizeof path->to) != 0))
		c = c->next;
	return c;
}

static struct conn *take_free(struct tcp *tcp) {
	struct conn *c = tcp->free;

	if (tcp->count == CONNS_MAX) {
		tcp->ledger->crowded++;
		return NULL;
	}
	if (c)
		tcp->free = c->next;
	else if (!(c = malloc(sizeof *c)))
		return NULL;
	tcp->count++;
	return c;
}

static void stop_counting(struct conn *c) {
	if (c->is_counted)
		c->device->open_count--;
	c->is_counted = false;
}

/* What only an open connection needs. */
static void let_go(struct conn *c) {
	stop_counting(c);
	tls_close(c->tls);
	free(c->out);
	free(c->in);
	c->tls = NULL;
	c->out = c->in = NULL;
	c->out_size = c->out_room = c->in_size = 0;
}

static void drop(struct conn *c) {
	struct conn **at = bucket(c->tcp, c->device, c->here, c->there, &c->path.to);

	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
	timer_stop(&c->timer);
	let_go(c);
	c->next = c->tcp->free;
	c->tcp->free = c;
	c->tcp->count--;
}

/* ---- Sending */

static void send_segment(struct conn *c, uint8_t flags, uint32_t number, const uint8_t *bytes, size_t size) {
	struct segment s = { .from_port = c->here, .to_port = c->there, .window = WINDOW, .number = number,
			     .acknowledged = c->received, .flags = flags, .payload = bytes, .payload_size = size };

	packet_send_tcp(c->tcp->link, &c->path, &s);
	c->owes_ack = false;
}

/* One timer serves for what must be sent again and for the talk's next turn. */
static void set_timer(struct conn *c) {
	uint64_t due = c->resend_ms;

	if (c->turn_ms && (!due || c->turn_ms < due))
		due = c->turn_ms;
	if (due)
		timer_set(c->tcp->timers, &c->timer, due);
	else
		timer_stop(&c->timer);
}

static uint64_t now(const struct conn *c) {
	return c->tcp->timers->now_ms;
}

/* What is on the way is waited for from when the last of it was acknowledged; silence and a closing without answer end too. */
static void watch(struct conn *c) {
	bool is_waiting = c->out_size || c->sent != c->una;

	if (!is_waiting)
		c->resend_ms = now(c) + (c->end_sent ? CLOSING_MS : IDLE_MS);
	else if (!c->is_watched)
		c->resend_ms = now(c) + ((uint64_t)RESEND_MS << c->tries);
	c->is_watched = is_waiting;
	set_timer(c);
}

/* As much as the peer's window lets, then the end. */
static void push(struct conn *c) {
	size_t on_the_way = c->sent - c->una - (c->end_sent ? 1 : 0);

	while (!c->end_sent && on_the_way < c->out_size && on_the_way < c->window) {
		size_t size = c->out_size - on_the_way;

		size = size < c->mss ? size : c->mss;
		size = size < c->window - on_the_way ? size : c->window - on_the_way;
		send_segment(c, TCP_ACK | TCP_PSH, c->sent, c->out + on_the_way, size);
		c->sent += (uint32_t)size;
		on_the_way += size;
	}
	if (c->end_wanted && !c->end_sent && on_the_way == c->out_size) {
		send_segment(c, TCP_ACK | TCP_FIN, c->sent++, NULL, 0);
		c->end_sent = true;
		stop_counting(c);
	}
	if (c->owes_ack)
		send_segment(c, TCP_ACK, c->sent, NULL, 0);
	watch(c);
}

void conn_write(struct conn *c, const uint8_t *bytes, size_t size) {
	if (c->end_wanted || size > OUT_MAX - c->out_size)
		return;
	if (c->out_size + size > c->out_room) {
		size_t room = 2 * (c->out_size + size);
		uint8_t *out = realloc(c->out, room);

		if (!out)
			return;
		c->out = out;
		c->out_room = room;
	}
	memcpy(c->out + c->out_size, bytes, size);
	c->out_size += size;
}

void conn_end(struct conn *c) {
	c->end_wanted = true;
}

void conn_turn(struct conn *c, uint64_t after_ms) {
	c->turn_ms = now(c) + after_ms;
}

/* The talk may still hold the connection, so it goes by its timer. */
static void end_at_once(struct conn *c) {
	let_go(c);
	c->state = CONN_GONE;
	c->turn_ms = 0;
	c->resend_ms = now(c) + GONE_MS;
	set_timer(c);
}

void conn_reset(struct conn *c) {
	push(c);
	send_segment(c, TCP_RST | TCP_ACK, c->sent, NULL, 0);
	end_at_once(c);
}

/* ---- Time */

static void send_again(struct conn *c) {
	bool is_waiting = c->out_size || c->sent != c->una;

	if (!is_waiting || c->tries >= TRIES) {
		send_segment(c, TCP_RST | TCP_ACK, c->sent, NULL, 0);
		drop(c);
		return;
	}
	c->tries++;
	c->is_watched = false;
	if (c->out_size && c->window == 0) {
		/* A closed window is asked with one byte: RFC 9293, 3.8.6.1. */
		send_segment(c, TCP_ACK | TCP_PSH, c->una, c->out, 1);
		if (c->sent == c->una)
			c->sent++;
	} else {
		c->sent = c->recover = c->una;
		c->end_sent = false;
	}
	push(c);
}

static void fire(struct timers *timers, struct timer *t) {
	struct conn *c = (struct conn *)t;

	if (c->state == CONN_GONE || (c->state == CONN_ASKED && ++c->tries > ASKED_TRIES)) {
		drop(c);
	} else if (c->state == CONN_ASKED) {
		send_segment(c, TCP_SYN | TCP_ACK, c->first, NULL, 0);
		c->resend_ms = timers->now_ms + ((uint64_t)ASKED_RESEND_MS << c->tries);
		set_timer(c);
	} else if (c->turn_ms && c->turn_ms <= timers->now_ms) {
		c->turn_ms = 0;
		talk_turn(c);
		if (c->state == CONN_OPEN)
			push(c);
	} else if (c->resend_ms <= timers->now_ms) {
		send_again(c);
	} else {
		set_timer(c);
	}
}

/* ---- Receiving */

/* RFC 9293, 3.5.2: what an answer to a segment for nobody looks like. */
static void refuse(struct tcp *tcp, const struct path *path, const struct segment *s) {
	struct segment rst = { .from_port = s->to_port, .to_port = s->from_port, .flags = TCP_RST, .number = s->acknowledged };

	if (s->flags & TCP_RST)
		return;
	if (!(s->flags & TCP_ACK)) {
		rst.number = 0;
		rst.flags = TCP_RST | TCP_ACK;
		rst.acknowledged = s->number + (uint32_t)s->payload_size;
		rst.acknowledged += (s->flags & TCP_SYN ? 1u : 0) + (s->flags & TCP_FIN ? 1u : 0);
	}
	packet_send_tcp(tcp->link, path, &rst);
}

static const struct tcp_port *port_of(const struct device *d, uint16_t number) {
	for (size_t i = 0; i < d->tcp_count; i++)
		if (d->tcp[i].port == number)
			return &d->tcp[i];
	return NULL;
}

static uint16_t mss_of(const struct segment *s, const struct path *path) {
	uint16_t own = path->from.size == 4 ? MSS_FOUR : MSS_SIX, told = s->mss ? s->mss : MSS_DEFAULT;

	return told < own ? told : own;
}

static void greet(struct tcp *tcp, struct device *d, const struct tcp_port *port, const struct path *path,
		  const struct segment *s) {
	struct conn *c = take_free(tcp);

	if (!c)
		return;
	uint32_t first = (uint32_t)random();
	*c = (struct conn){ .timer.fire = fire, .tcp = tcp, .device = d, .port = port, .path = *path, .here = s->to_port,
			    .there = s->from_port, .first = first, .una = first + 1, .sent = first + 1, .recover = first + 1,
			    .received = s->number + 1, .window = s->window, .mss = mss_of(s, path) };
	struct conn **at = bucket(tcp, d, c->here, c->there, &path->to);
	c->next = *at;
	*at = c;
	send_segment(c, TCP_SYN | TCP_ACK, c->first, NULL, 0);
	c->resend_ms = now(c) + ASKED_RESEND_MS;
	set_timer(c);
}

static void take_first(struct tcp *tcp, struct device *d, const struct path *path, const struct segment *s) {
	const struct tcp_port *port = port_of(d, s->to_port);
	bool is_syn = (s->flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN;

	if (d->quirk == QUIRK_RST)
		refuse(tcp, path, s);
	else if (is_syn && port && d->quirk == QUIRK_ONE && d->open_count) {
		d->ledger.violations++;
		refuse(tcp, path, s);
	} else if (is_syn && port)
		greet(tcp, d, port, path, s);
	else if (!d->is_filtered || port)
		refuse(tcp, path, s);
}

/* The last step of the handshake. False when the connection is no more. */
static bool establish(struct conn *c, const struct packet *p) {
	struct device *d = c->device;

	if (d->quirk == QUIRK_ONE && d->open_count) {
		d->ledger.violations++;
		send_segment(c, TCP_RST, c->una, NULL, 0);
		drop(c);
		return false;
	}
	c->state = CONN_OPEN;
	c->tries = 0;
	c->is_counted = true;
	d->ledger.opened++;
	if (++d->open_count > d->ledger.most_open)
		d->ledger.most_open = d->open_count;
	c->heard = ledger_hear(&d->ledger, 't', c->here, p->time_us);
	talk_open(c);
	return true;
}

/* The oldest segment once more: RFC 5681, 3.2, and for the next hole in the same flight RFC 6582. */
static void send_oldest(struct conn *c) {
	if (c->out_size)
		send_segment(c, TCP_ACK | TCP_PSH, c->una, c->out, c->out_size < c->mss ? c->out_size : c->mss);
}

static void take_repeat(struct conn *c, const struct segment *s) {
	if (s->payload_size || s->flags & TCP_FIN || c->sent == c->una || ++c->repeats != REPEATS)
		return;
	c->recover = c->sent;
	send_oldest(c);
}

static void take_ack(struct conn *c, const struct segment *s) {
	uint32_t acked = s->acknowledged - c->una, on_the_way = c->sent - c->una;

	c->window = s->window;
	if (acked == 0)
		take_repeat(c, s);
	if (acked == 0 || acked > on_the_way)
		return;
	size_t bytes = acked < c->out_size ? acked : c->out_size;
	if (bytes < c->out_size)
		memmove(c->out, c->out + bytes, c->out_size - bytes);
	c->out_size -= bytes;
	c->una = s->acknowledged;
	c->tries = c->repeats = 0;
	c->is_watched = false;
	if (c->recover - c->una <= c->sent - c->una && c->recover != c->una)
		send_oldest(c);
	else
		c->recover = c->una;
}

/* What is new of the payload; a peer's end is taken when all before it has come. */
static void take_payload(struct conn *c, const struct segment *s) {
	uint32_t known = c->received - s->number; /* bytes of it that came before */

	if (s->payload_size || s->flags & TCP_FIN)
		c->owes_ack = true;
	if (known > s->payload_size)
		return; /* of the future, or all of it old */
	size_t size = s->payload_size - known;
	if (c->peer_ended)
		return;
	c->received += (uint32_t)size;
	if (size)
		talk_take(c, s->payload + known, size);
	if (s->flags & TCP_FIN && c->state == CONN_OPEN) {
		c->received++;
		c->peer_ended = true;
		stop_counting(c);
		c->turn_ms = 0;
		conn_end(c);
	}
}

static void take_open(struct conn *c, const struct segment *s) {
	if (c->state != CONN_OPEN)
		return; /* the talk ended it before a word came */
	take_ack(c, s);
	take_payload(c, s);
	if (c->state != CONN_OPEN)
		return; /* the talk reset it */
	push(c);
	if (c->peer_ended && c->end_sent && c->una == c->sent)
		end_at_once(c);
}

/* A SYN for a connection that is there: the same again, or a new one where the old has ended. */
static void take_syn(struct conn *c, const struct segment *s) {
	struct tcp *tcp = c->tcp;

	if (c->state == CONN_ASKED && s->number + 1 == c->received) {
		send_segment(c, TCP_SYN | TCP_ACK, c->first, NULL, 0);
	} else if (c->state == CONN_OPEN) {
		send_segment(c, TCP_ACK, c->sent, NULL, 0); /* RFC 5961, 4 */
	} else {
		struct device *d = c->device;
		struct path path = c->path;

		drop(c);
		take_first(tcp, d, &path, s);
	}
}

static void take_known(struct conn *c, const struct segment *s, const struct packet *p) {
	if (s->flags & TCP_RST) {
		if (s->number - c->received <= WINDOW)
			drop(c);
	} else if (s->flags & TCP_SYN) {
		take_syn(c, s);
	} else if (c->state == CONN_GONE) {
		if (s->payload_size || s->flags & TCP_FIN)
			send_segment(c, TCP_ACK, c->sent, NULL, 0);
	} else if (!(s->flags & TCP_ACK)) {
		return;
	} else if (c->state == CONN_ASKED && s->acknowledged != c->una) {
		refuse(c->tcp, &c->path, s);
	} else if (c->state == CONN_OPEN || establish(c, p)) {
		take_open(c, s);
	}
}

void tcp_take(struct tcp *tcp, struct device *d, const struct packet *p) {
	const uint8_t *mac = p->to_mac; /* whoever was called by it, the router or the device, answers by it */
	struct segment s;

	if (!segment_parse(p, &s))
		return;
	struct path path = path_back(p, mac);
	struct conn *c = find(tcp, d, &s, &path);
	if (c)
		take_known(c, &s, p);
	else
		take_first(tcp, d, &path, &s);
}
