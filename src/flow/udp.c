/*
 * UDP, RFC 768: SSSS DDDD LLLL CCCC, source and destination port, length
 * with this header, check sum; then the message.
 *
 * A message goes to the readers of its destination port, else to those of its
 * source port (an answer), else it may answer a question that was put to
 * everybody. Readers that take any port see the first messages of a pair.
 */

#include "flow/state.h"

enum {
	HEAD_SIZE = 8,
	PAIR_MESSAGES = 4, /* a stream does not become another protocol after them */
};

static uint64_t asker_hash(const uint64_t address[2], uint16_t port) {
	return mix(mix(address[0], address[1]), port);
}

static bool is_for_everybody(const struct ip_head *ip) {
	if (ip->is_ip6)
		return ip->to[0] >> 56 == 0xff;
	/* A net's own broadcast address nearly always ends so; its mask cannot be known. */
	return ip->to[0] >> 28 == 14 || (ip->to[0] & 0xff) == 0xff;
}

static void remember_question(struct flow *f, const struct ip_head *ip, uint16_t from_port,
			      uint16_t to_port) {
	uint64_t hash = asker_hash(ip->from, from_port);

	f->questions[hash % QUESTIONS] =
		(struct question){ (uint32_t)(hash >> 32), to_port, (uint16_t)f->now_s };
}

/* The port that was asked, 0 when nothing was. */
static uint16_t find_question(const struct flow *f, const struct ip_head *ip, uint16_t to_port) {
	uint64_t hash = asker_hash(ip->to, to_port);
	const struct question *q = &f->questions[hash % QUESTIONS];
	bool is_live = (uint16_t)(f->now_s - q->time_s) <= QUESTION_LIVES_S;

	return q->tag == hash >> 32 && is_live ? q->key : 0;
}

/* The ports by which readers are found, best first; 0 for none. */
static void find_keys(struct flow *f, const struct ip_head *ip, uint16_t from_port, uint16_t to_port,
		      uint16_t ret_keys[2]) {
	bool to_known = to_port && route_find(&f->routes, LANE_UDP, to_port);
	bool from_known = from_port && route_find(&f->routes, LANE_UDP, from_port);

	ret_keys[0] = ret_keys[1] = 0;
	if (to_known && !from_known && is_for_everybody(ip))
		remember_question(f, ip, from_port, to_port);
	if (to_known) {
		ret_keys[0] = to_port;
		ret_keys[1] = from_known && from_port != to_port ? from_port : 0;
	} else {
		ret_keys[0] = from_known ? from_port : find_question(f, ip, to_port);
	}
}

/* A message that is only repeated tells nothing new: its readers are spared for an hour. */
static bool is_heard(struct flow *f, const struct ip_head *ip, uint16_t from_port, uint16_t to_port,
		     str message) {
	uint64_t hash = mix(mix(ip->from[0], ip->from[1]), mix(ip->to[0], ip->to[1]));

	hash = mix(hash, (uint64_t)from_port << 16 | to_port);
	return seen_count(&f->heard, mix_bytes(message, hash), f->hour) > 0;
}

/* Counted in the same table; the addresses change places, so that no message has such a hash. */
static bool is_new_pair(struct flow *f, const struct ip_head *ip, uint16_t from_port, uint16_t to_port) {
	uint64_t hash = mix(mix(ip->to[0], ip->to[1]), mix(ip->from[0], ip->from[1]));

	return seen_count(&f->heard, mix(hash, (uint64_t)to_port << 16 | from_port), f->hour) < PAIR_MESSAGES;
}

/* Who sent it: before it has an address of its own, a device is its MAC. */
static addr sender_of(const struct flow *f, const struct ip_head *ip) {
	return ip->from[0] | ip->from[1] ? ip_addr(ip, ip->from) : flow_mac(f);
}

void udp_take(struct flow *f, const struct ip_head *ip, cur in) {
	uint16_t from_port = cur_be16(&in), to_port = cur_be16(&in), size = cur_be16(&in), keys[2];

	cur_be16(&in);
	str message = cur_rest(&in);
	if (in.bad || (size && size < HEAD_SIZE)) {
		f->counts.not_understood++;
		return;
	}
	/* Behind it may be padding; zero is a jumbogram or a card's work. */
	if (size && message.n > (size_t)size - HEAD_SIZE)
		message.n = (size_t)size - HEAD_SIZE;
	if (message.n == 0)
		return;
	find_keys(f, ip, from_port, to_port, keys);
	bool any = route_find(&f->routes, LANE_UDP, KEY_ANY) != NULL;
	if (keys[0] ? is_heard(f, ip, from_port, to_port, message) :
		      !any || !is_new_pair(f, ip, from_port, to_port))
		return;
	flow_speaker(f, sender_of(f, ip), ip_addr(ip, ip->to));
	/* The readers of any port come once, and last. */
	enum read_end end = READ_NOT_MINE;
	for (unsigned i = 0; i < 2 && keys[i] && end == READ_NOT_MINE; i++)
		end = route_hand_only(f, LANE_UDP, keys[i], cur_over(message));
	if (end == READ_NOT_MINE && any)
		route_hand_only(f, LANE_UDP, KEY_ANY, cur_over(message));
}
