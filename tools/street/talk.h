#pragma once

/*
 * What a device says on a connection: it plays the script, as its quirk has it.
 */

#include "tcp.h"

/* The connection stands. */
void talk_open(struct conn *c);

/* Bytes came, as they stood in the segments. */
void talk_take(struct conn *c, const uint8_t *bytes, size_t size);

/* The time that was asked for with conn_turn has come. */
void talk_turn(struct conn *c);
