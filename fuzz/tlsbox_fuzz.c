/* A TLS box that has fallen: whatever it answers, its keeper stays upright. And orders that are none. */

#include <stdlib.h>

#include "cell/tlsbox_wire.h"

static volatile uint8_t touched;

static void touch(str s) {
	for (size_t i = 0; i < s.n; i++)
		touched = s.at[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct tlsbox_order order;
	str all = { data, size };

	for (enum tlsbox_verb verb = TLSBOX_BEGIN; verb <= TLSBOX_END; verb++) {
		struct tlsbox_talk talk = { .is_busy = true };
		struct tls_turn turn;

		/* Twice, so that what is remembered counts. */
		for (int i = 0; i < 2; i++) {
			if (!tlsbox_answer_unpack(all, verb, &talk, &turn))
				continue;
			touch(turn.to_send);
			touch(turn.heard);
			touch(turn.certificate);
			if (talk.heard_size > TLSBOX_HEARD_MAX || (turn.heard.n && !talk.is_open))
				abort();
		}
	}
	if (tlsbox_order_unpack(all, &order) == 1) {
		touch(order.came);
		touch(order.words);
		if (order.slot >= TLSBOX_SLOTS)
			abort();
	}
	return 0;
}
