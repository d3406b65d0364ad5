#pragma once

/*
 * docbox_inside: what a document box does from its first instruction to its last.
 */

#include "cell/docbox.h"

/* Runs in the child: gets ready, locks, reads, and answers in frames (doc_wire.h) on `keeper`. Never returns. */
_Noreturn void docbox_inside(str document, int keeper);

/* docbox_read() with another inside, and another patience, for the test of what a keeper believes. */
int docbox_read_with(void (*inside)(str document, int keeper), unsigned seconds, str document, struct doc_listener *l,
		     struct doc_report *ret_report, struct complaint *reterr);
