/*
 * Orders and answers of a TLS box. The keeper's distrust is here: the box may
 * have been taken over by what it was given to read.
 */
#include "cell/tlsbox_wire.h"

#include <errno.h>

#include "base/cur.h"
#include "base/put.h"

enum { FLAG_OPEN = 1, FLAG_OVER = 2, FLAGS = 3 };

size_t tlsbox_order_pack(uint8_t *to, const struct tlsbox_order *o) {
	uint8_t *at = put_be(put_be(to, o->verb, 1), o->slot, 2);

	at = put_be(put_be(at, o->came.n, 4), o->words.n, 4);
	return (size_t)(put_str(put_str(at, o->came), o->words) - to);
}

int tlsbox_order_unpack(str bytes, struct tlsbox_order *ret_order) {
	cur in = cur_over(bytes);
	struct tlsbox_order o = { .verb = cur_u8(&in) };
	o.slot = cur_be16(&in);
	size_t came_size = cur_be32(&in), words_size = cur_be32(&in);

	if (in.bad)
		return 0;
	if (o.verb < TLSBOX_BEGIN || o.verb > TLSBOX_END || o.slot >= TLSBOX_SLOTS || came_size > TLSBOX_TURN_MAX ||
	    words_size > TLSBOX_TURN_MAX)
		return -EBADMSG;
	o.came = cur_take(&in, came_size);
	o.words = cur_take(&in, words_size);
	if (in.bad)
		return 0;
	/* The next order comes when this one is answered. */
	if (cur_left(&in))
		return -EBADMSG;
	*ret_order = o;
	return 1;
}

size_t tlsbox_answer_pack(uint8_t *to, const struct tls_turn *t) {
	size_t size = 1 + 3 * 4 + t->to_send.n + t->heard.n + t->certificate.n;
	uint8_t *at = put_be(put_be(to, FRAME_TURN, 1), size, 4);

	at = put_be(at, (t->is_open ? FLAG_OPEN : 0u) | (t->is_over ? FLAG_OVER : 0u), 1);
	at = put_be(put_be(put_be(at, t->to_send.n, 4), t->heard.n, 4), t->certificate.n, 4);
	put_str(put_str(put_str(at, t->to_send), t->heard), t->certificate);
	return FRAME_HEAD_SIZE + size;
}

/* Can this be said of such a conversation, after such an order? */
static bool is_likely(const struct tls_turn *turn, enum tlsbox_verb verb, const struct tlsbox_talk *t) {
	if (turn->to_send.n > TLSBOX_SENDS_MAX || turn->heard.n > TLSBOX_HEARD_TURN_MAX ||
	    turn->certificate.n > TLSBOX_CERTIFICATE_MAX)
		return false;
	if (verb == TLSBOX_END)
		return !turn->to_send.n && !turn->heard.n && !turn->certificate.n && !turn->is_open && !turn->is_over;
	/* Before the peer has said anything there is nothing to know. */
	if (verb == TLSBOX_BEGIN)
		return !turn->heard.n && !turn->certificate.n && !turn->is_open;
	return (turn->is_open || (!t->is_open && !turn->heard.n)) && !(turn->certificate.n && t->has_certificate) &&
	       turn->heard.n <= TLSBOX_HEARD_MAX - t->heard_size;
}

bool tlsbox_answer_unpack(str payload, enum tlsbox_verb verb, struct tlsbox_talk *t, struct tls_turn *ret_turn) {
	cur in = cur_over(payload);
	uint8_t flags = cur_u8(&in);
	size_t send_size = cur_be32(&in), heard_size = cur_be32(&in), certificate_size = cur_be32(&in);
	struct tls_turn turn = { .is_open = flags & FLAG_OPEN, .is_over = flags & FLAG_OVER };

	turn.to_send = cur_take(&in, send_size);
	turn.heard = cur_take(&in, heard_size);
	turn.certificate = cur_take(&in, certificate_size);
	if (in.bad || cur_left(&in) || flags & ~FLAGS || !is_likely(&turn, verb, t))
		return false;
	*t = (struct tlsbox_talk){
		.is_busy = verb != TLSBOX_END, .is_open = turn.is_open, .is_over = turn.is_over,
		.has_certificate = t->has_certificate || turn.certificate.n,
		.heard_size = t->heard_size + turn.heard.n,
	};
	if (verb == TLSBOX_END)
		*t = (struct tlsbox_talk){ 0 };
	*ret_turn = turn;
	return true;
}
