#pragma once

/*
 * tlsbox_wire: what a TLS box and its keeper say to each other. One order,
 * one answer.
 *
 *     order:   V TT CCCC WWWW came[C] words[W]
 *     answer:  a frame (frame.h) of type FRAME_TURN with
 *              F SSSS HHHH CCCC to_send[S] heard[H] certificate[C]
 *
 * V: enum tlsbox_verb; TT: the slot; F: flags. Big-endian, a letter a byte.
 * The first answer, empty, comes unasked: the box is locked and ready. A
 * broken rule is a FRAME_RULE. Pure: no system calls, no memory.
 */

#include "cell/frame.h"
#include "cell/tlsbox.h"

enum tlsbox_verb { TLSBOX_BEGIN = 1, TLSBOX_TURN, TLSBOX_END };

enum {
	TLSBOX_ORDER_HEAD = 1 + 2 + 2 * 4,
	TLSBOX_ORDER_MAX = TLSBOX_ORDER_HEAD + 2 * TLSBOX_TURN_MAX,
	TLSBOX_ANSWER_HEAD = FRAME_HEAD_SIZE + 1 + 3 * 4,
	TLSBOX_ANSWER_MAX = TLSBOX_ANSWER_HEAD + TLSBOX_SENDS_MAX + TLSBOX_HEARD_TURN_MAX + TLSBOX_CERTIFICATE_MAX,
};

struct tlsbox_order {
	enum tlsbox_verb verb;
	unsigned slot;
	str came, words;
};

/* Bytes written; `to` has TLSBOX_ORDER_MAX. Neither text is longer than TLSBOX_TURN_MAX. */
size_t tlsbox_order_pack(uint8_t *to, const struct tlsbox_order *order);

/*
 * The order at the start of `bytes`: 1, or 0 when more of it must come first,
 * or -EBADMSG when it is none.
 */
int tlsbox_order_unpack(str bytes, struct tlsbox_order *ret_order);

/* Bytes written; `to` has TLSBOX_ANSWER_MAX. */
size_t tlsbox_answer_pack(uint8_t *to, const struct tls_turn *turn);

/* A conversation as its keeper knows it. */
struct tlsbox_talk {
	bool is_busy, is_open, is_over;
	bool has_certificate; /* it was told */
	size_t heard_size;
};

/*
 * Believes what FRAME_TURN holds as an answer to `verb`, and remembers it in
 * `t`. False when no honest box says that; then `t` is as it was.
 */
bool tlsbox_answer_unpack(str payload, enum tlsbox_verb verb, struct tlsbox_talk *t, struct tls_turn *ret_turn);
