/*
 * birthmark backup: a copy of the estate, made while it is in use.
 */

#include <errno.h>

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/estate.h"
#include "show/show.h"

enum { PAGE_SIZE = 4096 /* bytes; SQLite's own, which estates keep */ };

static void step(void *context, size_t done, size_t all) {
	struct progress *p = context;

	p->total = (uint64_t)all * PAGE_SIZE;
	progress_step(p, (uint64_t)done * PAGE_SIZE);
}

static void answer(const struct options *o) {
	struct json_out j = json_out_to(stdout);

	if (!o->json) {
		say_line(stdout, "copied to %s", o->arguments[0]);
		return;
	}
	json_out_object(&j);
	json_out_pair(&j, "estate", str_of(o->estate));
	json_out_pair(&j, "backup", str_of(o->arguments[0]));
	json_out_object_end(&j);
	json_out_line(&j);
}

enum exit_code command_backup(const struct options *o) {
	struct complaint c = { 0 };
	struct progress progress;
	struct store *s = NULL;
	enum exit_code code = estate_open(o->estate, STORE_READ, &s);

	if (code != EXIT_DONE)
		return code;
	progress_open(&progress, stderr, o->quiet, _("copying"), 0);
	int r = store_backup(s, o->arguments[0], step, &progress, &c);
	progress_close(&progress);
	store_close(s);
	if (r == -EEXIST) {
		if (!c.what[0])
			complaint_say(&c, (const str[]){ str_of(_("there is such a file already")) }, 1);
		say_complaint(o->arguments[0], &c);
		return EXIT_NO_CREATE;
	}
	if (r > 0)
		return estate_say(o->estate, r, &c);
	if (r) {
		enum exit_code why = say_errno(o->arguments[0], r);

		/* What cannot be found, or may not be written, is the copy. */
		return why == EXIT_IO ? why : EXIT_NO_CREATE;
	}
	answer(o);
	return say_done(EXIT_DONE);
}
