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
 *
 * Functions return 0, a negative errno (-EINVAL and its like for a caller's
 * mistake, which harms nothing), or CELL_DEAD, CELL_BROKE_RULE or CELL_LIED
 * (cell.h). After those the box is dead with all its conversations:
 * tlsbox_why() tells why; close it and open another.
 */

#include "base/complaint.h"
#include "base/str.h"

enum {
	TLSBOX_SLOTS = 1024,                 /* conversations at a time */
	TLSBOX_TURN_MAX = 32 * 1024,         /* bytes that came, and bytes of words, in one turn */
	TLSBOX_SENDS_MAX = 64 * 1024,        /* bytes to be sent after one turn: words, and answers of the handshake */
	TLSBOX_HEARD_TURN_MAX = 48 * 1024,   /* heard in one turn: of what came, and of a record (16 KiB) begun before */
	TLSBOX_HEARD_MAX = 256 * 1024,       /* of one conversation; one that says more is ended */
	TLSBOX_CAME_MAX = 512 * 1024,        /* of one conversation, encrypted: who sends this much says little in it */
	TLSBOX_CERTIFICATE_MAX = 64 * 1024,  /* with all above it; the largest chains of real devices have 10 KiB */
	TLSBOX_TURN_MS = 2000,               /* a handshake step needs some milliseconds */
	TLSBOX_OPEN_MS = 10 * 1000,          /* a box tries everything once before it is locked: some 30 milliseconds */
};

struct tlsbox;

/*
 * 0 or a negative errno. It dies with the thread that opened it, which must
 * be the main one. Closed by tlsbox_close(), NULL allowed.
 */
int tlsbox_open(struct tlsbox **ret_box);
void tlsbox_close(struct tlsbox *b);

struct tls_turn {
	str to_send;      /* to be sent as it is; may be empty */
	str heard;        /* what the peer said in clear in this turn */
	str certificate;  /* the one it shows as its own, DER (RFC 5280) as it came, once; the handshake may still fail */
	bool is_open;     /* the handshake is done: words may be given */
	bool is_over;     /* the peer ended it, or it failed: no further turn, but to_send and heard count */
};

/* A conversation begins: slot 0 to TLSBOX_SLOTS - 1, free (else -EBUSY). The first thing to send comes back. */
int tlsbox_begin(struct tlsbox *b, unsigned slot, struct tls_turn *ret_turn);

/*
 * One turn: `came` from the peer, or empty; `words` to be said in clear, or
 * empty; only once it is open. Bytes of the answer are valid until the next
 * call.
 */
int tlsbox_turn(struct tlsbox *b, unsigned slot, str came, str words, struct tls_turn *ret_turn);

/* The slot is free again. */
int tlsbox_end(struct tlsbox *b, unsigned slot);

/* How a dead box ended, as a sentence; empty while it lives. */
const struct complaint *tlsbox_why(const struct tlsbox *b);
