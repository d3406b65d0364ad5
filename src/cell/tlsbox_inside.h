#pragma once

/*
 * tlsbox_inside: what a TLS box does from its first instruction to its last.
 */

#include "cell/tlsbox.h"

/*
 * Runs in the child: gets ready, locks, says so on `keeper`, and answers
 * orders (tlsbox_wire.h) until there are none. Never returns.
 */
_Noreturn void tlsbox_inside(int keeper);

/* tlsbox_open() with another inside, for the test of what a keeper believes. */
int tlsbox_open_with(void (*inside)(int keeper), struct tlsbox **ret_box);
