/*
 * Which questions there are to ask at which ports, and what comes next of them
 * for a device.
 */
#include "sense/talk_inner.h"

static bool is_mine(const struct question *q) {
	return q->listen_only ? false : q->way == WAY_UDP ? q->unicast : true;
}

static uint8_t port_bit(struct talk *t, uint16_t port) {
	for (size_t i = 0; i < t->port_count; i++)
		if (t->ports[i] == port)
			return (uint8_t)i;
	if (t->port_count == TALK_PORTS_MAX)
		return TALK_PORTS_MAX;
	t->ports[t->port_count] = port;
	return (uint8_t)t->port_count++;
}

uint32_t talk_ask_of(const struct talk *t, const struct question *q, uint16_t port) {
	for (uint32_t i = 0; i < t->ask_count; i++)
		if (t->asks[i].question == q && t->asks[i].port == port)
			return i;
	return NO_ASK;
}

static bool add_ask(struct talk *t, const struct question *q, uint16_t port) {
	uint8_t bit = q->way == WAY_UDP ? 0 : port_bit(t, port);

	if (t->ask_count == TALK_ASKS_MAX || bit == TALK_PORTS_MAX)
		return false;
	t->asks[t->ask_count++] = (struct ask){ q, port, bit, q->after ? talk_ask_of(t, q->after, port) : NO_ASK };
	return true;
}

bool talk_make_asks(struct talk *t) {
	for (int way = WAY_UDP; way < WAY_COUNT; way++) {
		for (size_t i = 0; i < t->w.questions->count; i++) {
			const struct question *q = &t->w.questions->at[i];

			if ((int)q->way != way || !is_mine(q) || (way == WAY_TLS && !t->w.secrecy))
				continue;
			if (way == WAY_UDP && !add_ask(t, q, q->port))
				return false;
			for (size_t k = 0; way != WAY_UDP && k < q->port_count; k++)
				if (!add_ask(t, q, q->ports[k]))
					return false;
		}
	}
	return true;
}

size_t talk_ports(const struct questions *questions, uint16_t ret_ports[TALK_PORTS_MAX]) {
	size_t count = 0;

	for (size_t i = 0; i < questions->count; i++) {
		const struct question *q = &questions->at[i];

		for (size_t k = 0; q->way != WAY_UDP && k < q->port_count; k++) {
			size_t known = 0;
			while (known < count && ret_ports[known] != q->ports[k])
				known++;
			if (known == count && count < TALK_PORTS_MAX)
				ret_ports[count++] = q->ports[k];
		}
	}
	return count;
}

static bool may_ask(const struct talk *t, const struct peer *d, uint32_t i) {
	const struct ask *a = &t->asks[i];

	if (has(d->asked, i) || (a->question->after && (a->after == NO_ASK || !has(d->answered, a->after))))
		return false;
	if (a->question->way == WAY_UDP)
		return !a->question->community || t->w.has_community;
	if (a->question->way == WAY_TLS && t->hold_secret)
		return false;
	return d->open >> a->port_bit & 1 || (d->all_ports && !(d->closed >> a->port_bit & 1));
}

uint32_t talk_next_at(const struct talk *t, const struct peer *d, uint32_t last) {
	const struct ask *a = &t->asks[last];

	for (uint32_t i = 0; i < t->ask_count; i++)
		if (t->asks[i].port == a->port && t->asks[i].question->way == a->question->way && !t->asks[i].question->greeting &&
		    may_ask(t, d, i))
			return i;
	return NO_ASK;
}

bool talk_next_of(const struct talk *t, const struct peer *d, uint32_t *ret_ask, unsigned *ret_url) {
	for (uint32_t i = 0; i < t->ask_count; i++) {
		if (t->asks[i].question->way == WAY_TLS)
			break;
		if (may_ask(t, d, i)) {
			*ret_ask = i;
			return true;
		}
	}
	*ret_ask = NO_ASK;
	for (*ret_url = 0; *ret_url < d->url_count; ++*ret_url)
		if (!d->urls[*ret_url].asked && (d->urls[*ret_url].question->way != WAY_TLS || !t->hold_secret))
			return true;
	for (uint32_t i = 0; i < t->ask_count; i++) {
		if (t->asks[i].question->way == WAY_TLS && may_ask(t, d, i)) {
			*ret_ask = i;
			return true;
		}
	}
	return false;
}
