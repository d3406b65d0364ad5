#pragma once

/*
 * tlsbox: the encryption of HTTPS, done in a locked process of its own.
 *
 * A TLS handshake reads hostile bytes (certificates above all) with a large
 * library. So OpenSSL runs where there is no socket, no file and nothing to
 * steal: the owner of the sockets passes on what came, unread, and gets what
 * is to be sent and what was said in clear. Nobody's certificate is verified:
 * a camera's is its own. No client certificate, no session kept.
 *
 * Old devices speak old TLS: 1.0 to 1.3 are spoken, with ciphers that a
 * browser would refuse; nothing secret is ever sent.
 */

#include "base/complaint.h"
#include "base/str.h"

enum {
	TLSBOX_SLOTS = 1024,            /* conversations at a time */
	TLSBOX_TURN_MAX = 32 * 1024,    /* bytes given, and bytes gotten, in one turn */
	TLSBOX_HEARD_MAX = 256 * 1024,  /* of one conversation; one that says more is ended */
	TLSBOX_TURN_MS = 2000,          /* a handshake step needs some milliseconds */
};

struct tlsbox;

/* 0 or a negative errno. Closed by tlsbox_close(), NULL allowed. */
int tlsbox_open(struct tlsbox **ret_box);
void tlsbox_close(struct tlsbox *b);

struct tls_turn {
	str to_send;      /* to be sent as it is; may be empty */
	str heard;        /* what the peer said in clear in this turn */
	str certificate;  /* its own certificate as DER (RFC 5280), once, in the turn in which it became known */
	bool is_open;     /* the handshake is done: words may be given */
	bool is_over;     /* the peer ended it, or it failed: no further turn */
};

/* A conversation begins: slot 0 to TLSBOX_SLOTS - 1, free. The first thing to send comes back. */
int tlsbox_begin(struct tlsbox *b, unsigned slot, struct tls_turn *ret_turn);

/*
 * One turn: `came` from the peer, or empty; `words` to be said in clear, or
 * empty; only once it is open. Bytes of the answer are valid until the next
 * call. 0; a negative errno; or CELL_DEAD and its like (cell.h), after which
 * the box is dead with all its conversations: close it and open another.
 */
int tlsbox_turn(struct tlsbox *b, unsigned slot, str came, str words, struct tls_turn *ret_turn);

/* The slot is free again. */
int tlsbox_end(struct tlsbox *b, unsigned slot);
