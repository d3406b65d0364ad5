/*
 * flow: its memory, its sinks, and the way from a packet to the layers.
 *
 * Observations pass a filter that knows (address, field, value) by hash, so
 * that each is told once an hour; whole messages pass another, so that a
 * reader is not even asked about what is only repeated. The hour is that of
 * the capture: a packet from another hour makes all of it news again.
 */

#include "flow/state.h"

const struct field flow_fields[] = {
	[FIELD_LINK_IP] = { "link.ip", "an IP address that it used on this very link" },
	[FIELD_TCP_PORT] = { "tcp.port", "a TCP port on which it listens" },
	{ 0 },
};

enum { FLOW_MEMORY_MIN = 4 << 20 };

static const uint64_t HOUR_US = 3600ull * 1000000, SECOND_US = 1000000;

static int filter_take(struct obs_sink *sink, const struct obs *obs) {
	struct flow *f = (struct flow *)sink;
	uint64_t hash = mix_bytes((str){ obs->who.bytes, 16 }, obs->who.kind);

	hash = mix_bytes(obs->value, mix_bytes(obs->field, hash));
	if (!flow_is_news(f, hash))
		return 0;
	return f->out->take(f->out, obs);
}

static int nobody_take(struct obs_sink *sink, const struct obs *obs) {
	(void)sink;
	(void)obs;
	return 0;
}

void *flow_take_raw(arena *mem, size_t size) {
	size_t pad = (size_t)(-(uintptr_t)mem->at) & 63;

	if (mem->full || (size_t)(mem->end - mem->at) < pad || (size_t)(mem->end - mem->at) - pad < size)
		return NULL;
	void *at = mem->at + pad;
	mem->at += pad + size;
	return at;
}

/* How `size` is shared out: a table gets its part, what remains becomes chunks, nearly half of all. */
static bool flow_tables(struct flow *f, arena *mem, size_t size) {
	uint32_t head_count = (uint32_t)(size / 16 / sizeof(struct head));

	if (!routes_init(&f->routes, mem) || !seen_init(&f->told, mem, size / 8) ||
	    !seen_init(&f->heard, mem, size / 32) || !conversations_init(&f->tcp, mem, size / 10 * 3, head_count))
		return false;
	f->datagrams = arena_new(mem, struct datagram, FRAGMENT_SETS * FRAGMENT_WAYS);
	f->questions = arena_new(mem, struct question, QUESTIONS);
	f->head_room = flow_take_raw(mem, WINDOW_SIZE);
	f->datagram_room = flow_take_raw(mem, WINDOW_SIZE);
	if (!f->datagrams || !f->questions || !f->head_room || !f->datagram_room)
		return false;
	f->pool.chunk_count = (uint32_t)((size_t)(mem->end - mem->at - 64) / CHUNK_SIZE);
	f->pool.memory = flow_take_raw(mem, (size_t)f->pool.chunk_count * CHUNK_SIZE);
	return f->pool.memory != NULL;
}

struct flow *flow_open(arena *mem, size_t size, struct obs_sink *out) {
	arena mine = *mem;

	if (size < FLOW_MEMORY_MIN || (size_t)(mem->end - mem->at) < FLOW_MEMORY_MIN)
		return NULL;
	if ((size_t)(mine.end - mine.at) > size)
		mine.end = mine.at + size;
	size = (size_t)(mine.end - mine.at);
	struct flow *f = arena_take(&mine, sizeof *f, 1, 64);
	if (!f || !flow_tables(f, &mine, size))
		return NULL;
	f->filter.take = filter_take;
	f->nobody.take = nobody_take;
	f->out = out;
	f->rx.out = &f->filter;
	mem->at = mine.at;
	return f;
}

int flow_packet(struct flow *f, const struct packet *packet) {
	if (f->rx.fatal)
		return f->rx.fatal;
	f->counts.packets++;
	f->counts.bytes += packet->frame.n;
	f->offset = packet->offset;
	if (f->now_us != packet->time_us) {
		f->now_us = packet->time_us;
		f->now_s = (uint32_t)(f->now_us / SECOND_US);
		f->hour = (uint32_t)(f->now_us / HOUR_US);
	}
	f->mac = (str){ 0 };
	link_take(f, packet->link_type, packet->frame);
	/* One head every eight packets goes round in 170,000 packets: a second or two of a full link. */
	if ((f->counts.packets & 7) == 0)
		heads_sweep(f);
	return f->rx.fatal;
}

int flow_end(struct flow *f) {
	heads_end(f);
	fragment_end(f);
	return f->rx.fatal;
}

struct flow_counts flow_counts(const struct flow *f) {
	return f->counts;
}

const struct reading *flow_reading(const struct flow *f) {
	return &f->rx;
}

void flow_speaker(struct flow *f, addr who, addr to) {
	f->rx.who = who;
	f->rx.to = to;
	f->rx.time_us = f->now_us;
	f->rx.offset = f->offset;
}

void flow_message(struct flow *f, enum lane lane, uint32_t key, addr who, addr to, str message) {
	uint64_t hash = mix((uint64_t)lane << 32 | key, (uint64_t)who.kind << 8 | to.kind);

	hash = mix_bytes((str){ to.bytes, 16 }, mix_bytes((str){ who.bytes, 16 }, hash));
	if (seen_count(&f->heard, mix_bytes(message, hash), f->hour) > 0)
		return;
	flow_speaker(f, who, to);
	route_hand(f, lane, key, cur_over(message));
}

bool flow_is_news(struct flow *f, uint64_t hash) {
	return seen_count(&f->told, hash, f->hour) == 0;
}

void flow_tell(struct flow *f, addr who, const struct field *field, str value) {
	flow_speaker(f, who, (addr){ 0 });
	tell(&f->rx, field, value);
}

addr flow_mac(const struct flow *f) {
	addr mac = addr_of(ADDR_MAC, f->mac);

	return addr_is_station(mac) ? mac : (addr){ 0 };
}
