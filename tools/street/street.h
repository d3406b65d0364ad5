#pragma once

/*
 * The street as a whole: the link, the script, the connections and the ledger.
 */

#include "tcp.h"

enum { EXCLUDED_MAX = 1024 };

struct prefix {
	struct ip ip;
	size_t bits;
};

struct street {
	struct link link;
	struct script script;
	struct timers timers;
	struct tcp tcp;
	struct street_ledger ledger;
	bool is_routed;
	struct ip router;
	uint8_t router_mac[6];
	struct prefix excluded[EXCLUDED_MAX];
	size_t excluded_count;
};

/* Whether an address is on the list of those that nothing may be sent to. */
bool street_excludes(const struct street *s, const uint8_t *address, size_t size);

/* A frame that the scanner sent: it is counted, and whoever it is for answers. */
void street_take(struct street *s, const struct frame *f);
