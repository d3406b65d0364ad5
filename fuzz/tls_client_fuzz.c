/*
 * A hostile server of TLS: bytes straight to our end, without a box around
 * it, in pieces whose size the last byte says. So the cases of the tls reader
 * are seeds: hellos and certificates in the clear.
 */

#include <stdlib.h>

#include "base/cur.h"
#include "cell/tls_client.h"

static volatile uint8_t touched;

static void touch(str s) {
	for (size_t i = 0; i < s.n; i++)
		touched = s.at[i];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static struct tls_client *client;
	cur in = cur_over((str){ data, size });
	size_t heard_size = 0;

	if (!client && tls_client_open(&client))
		abort();
	struct tls_turn turn = tls_client_begin(client, 0);
	size_t piece = size ? 1u + data[size - 1] * 128u : 0; /* at most TLSBOX_TURN_MAX */
	while (!turn.is_over && cur_left(&in)) {
		size_t left = cur_left(&in);

		turn = tls_client_turn(client, 0, cur_take(&in, piece < left ? piece : left), turn.is_open ? STR("GET /") : (str){ 0 });
		touch(turn.to_send);
		touch(turn.heard);
		touch(turn.certificate);
		heard_size += turn.heard.n;
		if (turn.to_send.n > TLSBOX_SENDS_MAX || turn.certificate.n > TLSBOX_CERTIFICATE_MAX ||
		    heard_size > TLSBOX_HEARD_MAX || (turn.heard.n && !turn.is_open))
			abort();
	}
	tls_client_end(client, 0);
	return 0;
}
