#pragma once

/*
 * secret: lets talk speak TLS through a box (cell/tlsbox.h). A box that falls
 * costs the conversations in it; the next one goes on.
 */

#include "cmd/say.h"
#include "cell/tlsbox.h"
#include "sense/talk.h"

struct secret {
	struct talk_secrecy secrecy;
	struct tlsbox *box;        /* opened with the first conversation */
	struct progress *progress; /* closed before anything is said */
	unsigned boxes_lost;
	enum exit_code code;       /* of what went wrong so far */
};

void secret_open(struct secret *s, struct progress *progress);
void secret_close(struct secret *s);
