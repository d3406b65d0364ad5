/*
 * birthmark read: packet captures in, the devices in them out, and into the
 * estate.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "cell/cell.h"
#include "cmd/commands.h"
#include "cmd/found.h"
#include "sense/source.h"

/* Ceiling for what is kept of all captures together: with the cell's state it stays under 128 MiB. */
enum { KEPT_MAX = 72 << 20 };

struct reading_captures {
	struct cell_listener listener;
	struct desk *desk;
	struct same *same;
	uint32_t source; /* number of the capture at work */
	bool full;       /* the ceiling was reached: said once */
	bool began;      /* any capture could be opened and was one */
	struct progress progress;
	enum exit_code code;
};

static int take(struct obs_sink *sink, const struct obs *obs) {
	struct reading_captures *c = (struct reading_captures *)sink;
	struct obs copy = *obs;

	copy.source = c->source;
	if (!c->full && same_take(c->same, &copy))
		c->full = true;
	return 0;
}

static void step(struct cell_listener *l, uint64_t bytes_done) {
	struct reading_captures *c = (struct reading_captures *)l;

	progress_step(&c->progress, bytes_done);
}

/* What the capture holds that nobody could read is no absence. */
static void tell_losses(struct reading_captures *c, const char *path, const struct cell_report *r) {
	const struct options *o = c->desk->o;

	if (r->unread)
		say_warning(o, translate_plural("%s: %" PRIu64 " of %" PRIu64 " packets is of link type %" PRIu64 ", which is not read",
						"%s: %" PRIu64 " of %" PRIu64 " packets are of link type %" PRIu64 ", which is not read",
						r->unread), path, r->unread, r->packets, r->unread_type);
	if (r->unread && r->unread == r->packets)
		c->code = worse(c->code, EXIT_BAD_DATA);
	if (r->not_understood)
		say_warning(o, translate_plural("%s: %" PRIu64 " of %" PRIu64 " packets is cut short or malformed",
						"%s: %" PRIu64 " of %" PRIu64 " packets are cut short or malformed",
						r->not_understood), path, r->not_understood, r->packets);
	if (r->finished_early)
		say_warning(o, translate_plural("%s: %" PRIu64 " conversation was finished early for want of memory",
						"%s: %" PRIu64 " conversations were finished early for want of memory",
						r->finished_early), path, r->finished_early);
}

static void read_capture(struct reading_captures *c, const char *path) {
	struct cell_report report = { 0 };
	struct complaint complaint = { 0 };
	struct source source;

	int r = source_open(&source, path, SOURCE_MAPPED, &complaint);
	if (r == 0) {
		progress_open(&c->progress, stderr, c->desk->o->quiet, path, source.bytes.n);
		r = cell_read_capture(source.bytes, &c->listener, &report, &complaint);
		progress_close(&c->progress);
		source_close(&source);
	}
	c->began = c->began || r == 0 || report.packets > 0;
	if (r < 0)
		c->code = worse(c->code, say_errno(path, r));
	if (r > 0) {
		say_complaint(path, &complaint);
		c->code = worse(c->code, r == CELL_INPUT_BAD || r == SOURCE_COMPRESSED ? EXIT_BAD_DATA : EXIT_BUG);
	}
	tell_losses(c, path, &report);
}

static enum exit_code answer(struct reading_captures *c) {
	const struct options *o = c->desk->o;
	size_t count = (size_t)o->argument_count;
	str *sources = arena_new(&c->desk->mem, str, count + 1);

	for (size_t i = 0; sources && i < count; i++)
		sources[i] = str_of(o->arguments[i]);
	if (!sources)
		return say_errno("memory", -ENOMEM);
	enum exit_code code = found_answer(c->desk, c->same, &(struct found_run){ "read", sources, count }, NULL);
	if (c->full)
		say_warning(o, "the captures hold more than is kept at once; read them in parts to have all of it");
	return code;
}

enum exit_code command_read(const struct options *o) {
	static struct desk desk;
	enum exit_code code = desk_open(&desk, o);
	void *memory = memory_reserve(KEPT_MAX);
	arena mem = arena_over(memory, memory ? KEPT_MAX : 0);

	struct reading_captures c = {
		.listener = { .sink.take = take, .progress = step },
		.desk = &desk, .same = memory ? same_open(&mem, found_random()) : NULL, .code = code,
	};
	if (code == EXIT_DONE && !c.same)
		c.code = say_errno("memory", -ENOMEM);
	if (c.code == EXIT_DONE) {
		for (int i = 0; i < o->argument_count; i++, c.source++)
			read_capture(&c, o->arguments[i]);
		if (c.began)
			c.code = worse(c.code, answer(&c));
	}
	memory_release(memory, KEPT_MAX);
	desk_close(&desk);
	return say_done(c.code);
}
