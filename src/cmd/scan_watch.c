#include "cmd/scan_watch.h"

#include <stdio.h>

#include "base/date.h"
#include "cmd/found.h"
#include "cmd/say.h"

enum { LOOK_US = 1000 * 1000 };

/* Of a link-local address the kernel itself minds the link: nothing is sent for it by other ways. */
void scan_watch_open(struct scan_watch *w, const struct scope *scope, const struct link_address *links, size_t count) {
	*w = (struct scan_watch){ .scope = scope };
	for (size_t i = 0; i < count; i++) {
		struct range net = range_block(links[i].own, links[i].prefix);

		if (!addr_is_link_local(links[i].own) && ranges_meet(scope_ranges(scope), net))
			w->links[w->link_count++] = links[i];
	}
}

bool scan_watch_is_due(struct scan_watch *w, uint64_t now_us) {
	if (now_us < w->next_us)
		return false;
	w->next_us = now_us + LOOK_US;
	return true;
}

static bool is_allowed_today(const struct scope_paper *paper) {
	return !paper || paper->until == DATE_NONE || date_of_seconds((int64_t)(found_now_us() / 1000000)) <= paper->until;
}

enum exit_code scan_watch_look(const struct scan_watch *w) {
	const struct scope_paper *paper = scope_paper(w->scope);
	const struct link_address *lost = links_lost(w->links, w->link_count);
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);
	char day[11];

	if (!is_allowed_today(paper)) {
		date_format(paper->until, day);
		fputs("birthmark scan: ", stderr);
		say_line(stderr, "the authority of %.*s ended on %s: nothing more is asked", STR_ARG(paper->authorised_by), day);
		return EXIT_NO_PERMISSION;
	}
	if (!lost)
		return EXIT_DONE;
	addr_format(&t, lost->own);
	fputs("birthmark scan: ", stderr);
	say_line(stderr, "%s is down, or no longer has the address %.*s: nothing more is asked", lost->name, STR_ARG(text_done(&t)));
	return EXIT_IO;
}
