#pragma once

/*
 * tls_rehearsal: everything that TLS will need, done once.
 *
 * OpenSSL looks for much of what it uses when it is first used. Behind the
 * lock it would look in vain, so a client speaks to a server of its own in
 * each version and with each kind of key, and is told nonsense, before.
 */

struct tls_client;

/* 0 or a negative errno: -EPROTO when not even one conversation worked. All slots must be free, and are again. */
int tls_rehearse(struct tls_client *c);
