#pragma once

/*
 * The server's end of TLS, between the segments of a connection and its talk.
 */

#include "script.h"

struct tls_session;

/* A new session that shows `certificate`; NULL when there is no memory. `quirk` may make it strange. */
struct tls_session *tls_open(const struct certificate *certificate, enum quirk quirk);
void tls_close(struct tls_session *t); /* NULL is fine */

/* Bytes as they came. False when they are no TLS, or none that we speak. */
bool tls_take(struct tls_session *t, const uint8_t *bytes, size_t size);

/* Up to `size` bytes in the clear. 0: none yet. */
size_t tls_read(struct tls_session *t, uint8_t *ret_bytes, size_t size);

/* Whether the handshake is over. */
bool tls_is_open(const struct tls_session *t);

/* Bytes to be told in secret; tls_end: nothing follows. */
void tls_write(struct tls_session *t, const uint8_t *bytes, size_t size);
void tls_end(struct tls_session *t);

/* What must go out by now: up to `size` bytes of it. 0: nothing. */
size_t tls_out(struct tls_session *t, uint8_t *ret_bytes, size_t size);
