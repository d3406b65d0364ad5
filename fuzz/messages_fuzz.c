/*
 * Answers from hostile devices, from any port to any: an order as it comes
 * through the socket, then the message, and every reader behind it.
 */

#include <stdlib.h>

#include "cell/messages.h"

static int drop(struct obs_sink *sink, const struct obs *obs) {
	(void)sink;
	if (obs->field.n == 0 || obs->field.n > OBS_FIELD_MAX || obs->value.n > OBS_VALUE_MAX)
		abort();
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct obs_sink sink = { drop };
	struct messages m;
	struct cell_message message;
	uint8_t order[MESSAGE_ORDER_SIZE];
	str all = { data, size };

	if (size < sizeof order)
		return 0;
	str bytes = str_after(all, sizeof order);
	messages_init(&m, &sink);
	/* As the order has it, its size included; then with all the bytes there are, so that few are wasted. */
	if (message_order_unpack(cur_over((str){ data, sizeof order }), bytes, &message)) {
		messages_read(&m, &message);
		message_order_pack(order, &message);
		if (!message_order_unpack(cur_over((str){ order, sizeof order }), bytes, &message))
			abort();
	}
	message = (struct cell_message){
		.from_port = (uint16_t)(data[35] << 8 | data[36]), .to_port = (uint16_t)(data[37] << 8 | data[38]),
		.kind = data[0] % (MESSAGE_CERTIFICATE + 1), .bytes = bytes,
	};
	messages_read(&m, &message);
	if (m.told_count > CELL_MESSAGE_OBSERVATIONS_MAX)
		abort();
	return 0;
}
