/*
 * Messages: the order in both directions, and which readers see a message.
 */
#include "cell/messages.h"

#include <stddef.h>

#include "base/put.h"
#include "read/part/secret.h"

static uint8_t *put_addr(uint8_t *to, addr a) {
	*to++ = a.kind;
	return put_str(to, (str){ a.bytes, sizeof a.bytes });
}

void message_order_pack(uint8_t to[MESSAGE_ORDER_SIZE], const struct cell_message *m) {
	to = put_be(to, m->kind, 1);
	to = put_addr(put_addr(to, m->who), m->to);
	to = put_be(put_be(put_be(to, m->from_port, 2), m->to_port, 2), m->asked_port, 2);
	put_be(put_be(to, m->time_us, 8), m->bytes.n, 4);
}

/* ADDR_NONE when there is no such kind. */
static addr take_addr(cur *in) {
	enum addr_kind kind = cur_u8(in);
	str bytes = cur_take(in, 16);

	return kind > ADDR_IP6 || in->bad ? (addr){ 0 } : addr_of(kind, (str){ bytes.at, addr_size(kind) });
}

bool message_order_unpack(cur in, str room, struct cell_message *ret_message) {
	struct cell_message m = { .kind = cur_u8(&in) };

	m.who = take_addr(&in);
	m.to = take_addr(&in);
	m.from_port = cur_be16(&in);
	m.to_port = cur_be16(&in);
	m.asked_port = cur_be16(&in);
	m.time_us = cur_be64(&in);
	m.bytes = (str){ room.at, cur_be32(&in) };
	if (in.bad || cur_left(&in) || m.kind > MESSAGE_CERTIFICATE || m.bytes.n > room.n)
		return false;
	*ret_message = m;
	return true;
}

/* More than the maximum is dropped here, so that hostile bytes cannot make an honest cell a liar. */
static int count(struct obs_sink *sink, const struct obs *obs) {
	struct messages *m = (struct messages *)((uint8_t *)sink - offsetof(struct messages, counter));

	if (m->told_count == CELL_MESSAGE_OBSERVATIONS_MAX)
		return 0;
	m->told_count++;
	return m->out->take(m->out, obs);
}

void messages_init(struct messages *m, struct obs_sink *out) {
	*m = (struct messages){ .out = out, .counter.take = count };
}

/*
 * An answer comes from the port of the service, from any port as long as it
 * was asked there, or to a port of its own. A TCP direction has but the
 * listener's: ours is a number that the kernel drew. Behind a port of HTTPS
 * nobody is hooked, so what was said in clear there is known by its bytes.
 */
static enum read_end read_by_kind(struct reading *rx, const struct cell_message *message) {
	const uint32_t keys[] = { message->from_port, message->asked_port, message->to_port };
	cur bytes = cur_over(message->bytes);

	if (message->kind == MESSAGE_CERTIFICATE)
		return hand_on(rx, LANE_CERTIFICATE, KEY_ANY, bytes);
	return message->kind == MESSAGE_TCP ? hand_on(rx, LANE_TCP, keys[0], bytes) : hand_on_first(rx, LANE_UDP, keys, 3, bytes);
}

static int tell_raw(struct messages *m, const struct cell_message *message) {
	uint8_t name_room[32], room[MESSAGE_RAW_MAX];
	struct text name = TEXT(name_room), value = TEXT(room);

	text_cstr(&name, message->kind == MESSAGE_TCP ? "tcp." : "udp.");
	text_u64(&name, message->asked_port ? message->asked_port : message->from_port);
	text_cstr(&name, ".raw");
	secret_put_raw(&value, message->bytes);
	if (!value.used)
		return 0;
	return count(&m->counter, &(struct obs){ .who = message->who, .field = text_done(&name), .value = text_done(&value),
						 .time_us = message->time_us });
}

int messages_read(struct messages *m, const struct cell_message *message) {
	m->told_count = 0;
	m->reading = (struct reading){
		.out = &m->counter, .who = message->who, .to = message->to, .time_us = message->time_us,
		.was_asked = message->kind == MESSAGE_TCP,
	};
	enum read_end end = read_by_kind(&m->reading, message);
	m->end = end != READ_DONE ? MESSAGE_CUT : m->reading.stays ? MESSAGE_STAYS : MESSAGE_WHOLE;
	/* Who took it, if only to find it broken, knows what in it is secret. */
	if (end == READ_NOT_MINE && !m->reading.fatal && message->kind != MESSAGE_CERTIFICATE)
		return tell_raw(m, message);
	return m->reading.fatal;
}
