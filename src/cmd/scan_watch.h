#pragma once

/*
 * scan_watch: what must stay true while a scan runs. That somebody allows it:
 * a scope file may end at midnight. And that this machine is where it was: an
 * address that is no longer its own may be another's, in whose name it would
 * ask; and who is asked through a link that is down is not absent.
 */

#include "cmd/options.h"
#include "sense/links.h"
#include "sense/scope.h"

struct scan_watch {
	const struct scope *scope;
	struct link_address links[LINKS_MAX]; /* on which targets are */
	size_t link_count;
	uint64_t next_us;
};

void scan_watch_open(struct scan_watch *w, const struct scope *scope, const struct link_address *links, size_t count);

/* Is it time to look? Once a second, of walk_now_us(). */
bool scan_watch_is_due(struct scan_watch *w, uint64_t now_us);

/* EXIT_DONE; else it was said why nothing more may be asked. */
enum exit_code scan_watch_look(const struct scan_watch *w);
