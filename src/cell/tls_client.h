#pragma once

/*
 * tls_client: our end of many TLS conversations, over bytes in memory, with
 * OpenSSL. It runs inside a TLS box (tlsbox.h), and in its fuzzer.
 *
 * Nothing of a conversation but OpenSSL's own state outlives a turn: bytes
 * that came are read where they lie, and what is said goes where it is sent
 * from. So a hostile peer can fill no memory by waiting.
 */

#include "cell/tlsbox.h"

struct tls_client;

/*
 * 0 or a negative errno. It has tried itself once in every version and needs
 * no file any more. It is there until the process ends.
 */
int tls_client_open(struct tls_client **ret_client);

/*
 * As tlsbox_begin() and tlsbox_turn(), of which the keeper has made sure that
 * they fit: a slot below TLSBOX_SLOTS, texts up to TLSBOX_TURN_MAX. One that
 * cannot be, like a turn of a free slot, gives an answer that is over.
 */
struct tls_turn tls_client_begin(struct tls_client *c, unsigned slot);
struct tls_turn tls_client_turn(struct tls_client *c, unsigned slot, str came, str words);
void tls_client_end(struct tls_client *c, unsigned slot);
