#pragma once

/*
 * messages: single messages, such as the answers to our own questions.
 *
 * For each, an order goes to the cell through its socket; the bytes lie at
 * the start of the memory that it shares with its keeper:
 *
 *     W K address[16] K address[16] FF TT AA UUUUUUUU SSSS
 *
 * W: enum message_kind; from whom and to whom, K their kinds; the ports from, to,
 * asked; the time; the size. Big-endian, a letter a byte. Pure: no system calls, no memory
 * from one message to the next.
 */

#include "cell/cell.h"
#include "read/proto.h"

enum {
	MESSAGE_ORDER_SIZE = 1 + 2 * 17 + 3 * 2 + 8 + 4,
	MESSAGE_RAW_MAX = 1024, /* of a message that nobody can read is kept: marks look at its beginning */
};

void message_order_pack(uint8_t to[MESSAGE_ORDER_SIZE], const struct cell_message *m);

/* `room` is where its bytes lie. False when the order is malformed. */
bool message_order_unpack(cur order, str room, struct cell_message *ret_message);

struct messages {
	struct obs_sink *out;
	struct obs_sink counter; /* what readers tell comes in here */
	struct reading reading;
	enum message_end end; /* of the last message */
	uint64_t told_count; /* of the last message; never above CELL_MESSAGE_OBSERVATIONS_MAX */
};

void messages_init(struct messages *m, struct obs_sink *out);

/* Tells what is in a message. 0, or the sink's negative answer. */
int messages_read(struct messages *m, const struct cell_message *message);
