#include "cmd/books.h"

#include <errno.h>
#include <stdarg.h>

#include "base/file.h"
#include "base/translate.h"
#include "cmd/found.h"
#include "cmd/version.h"
#include "store/judged.h"

enum exit_code books_wrong(const char *command, const char *format, ...) {
	char text[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, translate(format), arguments);
	va_end(arguments);
	fprintf(stderr, "birthmark %s: ", command);
	show_safe(stderr, str_of(text));
	fputc('\n', stderr);
	return EXIT_BAD_USAGE;
}

enum exit_code books_said(const struct options *o, const char *command, bool why) {
	if (str_trim(o->decide.by).n == 0)
		return books_wrong(command, "--by NAME is missing: who says so goes on record");
	if (why && str_trim(o->decide.why).n == 0)
		return books_wrong(command, "--why TEXT is missing: the reason goes on record");
	return EXIT_DONE;
}

enum exit_code books_open(const struct desk *d, const char *command, bool makes_it, struct store **ret_store) {
	const struct options *o = d->o;
	const struct store_run run = {
		.kind = command, .what = str_of(command), .started_us = found_now_us(),
		.version = str_of(BIRTHMARK_VERSION), .on = o->today, .knowledge = d->k.hash,
	};
	struct store *s = NULL;
	enum exit_code code = EXIT_DONE;

	*ret_store = NULL;
	if (!makes_it) {
		/* Opened for writing, a file that is not there would be made. */
		code = estate_open(o->estate, STORE_READ, &s);
		store_close(s);
		s = NULL;
	}
	if (code == EXIT_DONE)
		code = estate_open(o->estate, STORE_WRITE, &s);
	if (code != EXIT_DONE)
		return code;
	int r = store_begin(s, &run);
	if (r) {
		store_close(s);
		return estate_say(o->estate, r, &(struct complaint){ 0 });
	}
	*ret_store = s;
	return EXIT_DONE;
}

enum exit_code books_close(const struct options *o, struct store *s, int r, struct complaint *c) {
	/* What was told cannot be: the estate is as it was. */
	bool refused = r == STORE_WRONG && c->what[0];

	if (!r && s)
		r = store_commit(s, c);
	store_close(s);
	if (refused) {
		say_complaint("", c);
		return EXIT_BAD_USAGE;
	}
	return r ? estate_say(o->estate, r, c) : EXIT_DONE;
}

static int think_of(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct desk *desk = context;
	bool keeps = desk->thinker.has_all_laws && desk->o->on == desk->o->today;

	if (d->whole)
		think(&desk->thinker, mem, &d->device);
	else
		d->device.verdicts = think_judge(&desk->thinker, mem, &d->device).verdicts;
	/* Verdicts are kept where they are all there are, of the day on which they are kept. */
	*ret_answer = (struct judged_answer){ .verdicts = keeps ? &d->device.verdicts : NULL };
	return mem->full ? -ENOMEM : 0;
}

int books_think(struct desk *d, struct store *s, const int64_t *rows, size_t count) {
	enum { SCRATCH = 64 << 20 }; /* one device with all that was ever seen of it */
	const struct judge_pass pass = { .each = think_of, .context = d, .knowledge = d->k.hash, .rows = rows,
					 .row_count = count, .write = true };
	void *memory = count ? memory_reserve(SCRATCH) : NULL;

	if (!memory)
		return count ? -ENOMEM : 0;
	int r = store_judge(s, arena_over(memory, SCRATCH), &pass);
	memory_release(memory, SCRATCH);
	return r;
}
