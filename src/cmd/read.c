/*
 * birthmark read: packet captures in, the devices in them out, and into the
 * estate.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/file.h"
#include "cell/cell.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/version.h"
#include "fuse/same.h"
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
	if (report.finished_early)
		say_warning(c->desk->o, "%s: %" PRIu64 " conversations were finished early for want of memory", path,
			    report.finished_early);
}

static uint64_t random_number(void) {
	uint64_t number = 0;

	/* Without it the tables are only easier to attack. */
	if (getrandom(&number, sizeof number, 0) < 0)
		number = (uint64_t)getpid();
	return number;
}

static uint64_t now_us(void) {
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static int add_devices(struct store *s, arena *mem, const struct options *o, const struct devices *devices,
		       struct complaint *complaint) {
	size_t count = (size_t)o->argument_count;
	str *sources = arena_new(mem, str, count + 1);

	for (size_t i = 0; sources && i < count; i++)
		sources[i] = str_of(o->arguments[i]);
	if (!sources)
		return -ENOMEM;
	str what = count == 1 ? sources[0] : STR("several captures");
	struct store_run run = {
		.kind = "read", .what = what, .started_us = now_us(), .version = str_of(BIRTHMARK_VERSION),
		.sources = sources, .source_count = count, .on = o->on,
	};
	int r = store_begin(s, &run);
	for (size_t i = 0; !r && i < devices->count; i++) {
		struct device seen = devices->at[i];

		/* Verdicts are of a day and a role; explain and report judge anew. */
		seen.verdicts = (struct verdicts){ 0 };
		r = store_add(s, &seen);
	}
	return r ? r : store_commit(s, complaint);
}

static enum exit_code keep(const struct options *o, arena *mem, const struct devices *devices) {
	struct complaint complaint = { 0 };
	struct store *s = NULL;
	enum exit_code code = estate_open(o->estate, STORE_WRITE, &s);

	if (code == EXIT_DONE) {
		int r = add_devices(s, mem, o, devices, &complaint);
		code = r ? estate_say(o->estate, r, &complaint) : EXIT_DONE;
	}
	store_close(s);
	return code;
}

static void show_all(struct desk *d, const struct devices *devices) {
	struct json_out j = json_out_to(stdout);

	if (!d->o->json)
		show_device_table(stdout, &d->look, devices->at, devices->count, &d->k.registry);
	for (size_t i = 0; d->o->json && i < devices->count; i++) {
		show_device_json(&j, &devices->at[i], &d->k.registry, true);
		json_out_line(&j);
	}
}

static enum exit_code answer(struct reading_captures *c) {
	struct desk *d = c->desk;
	struct devices devices = { 0 };

	if (same_devices(c->same, &devices))
		return say_errno("memory", -ENOMEM);
	int r = desk_think(d, devices.at, devices.count);
	if (r)
		return say_errno("memory", r);
	enum exit_code code = EXIT_DONE;
	for (size_t i = 0; i < devices.count; i++)
		if (think_found(d->o, &devices.at[i]))
			code = EXIT_FOUND;
	if (!d->o->no_estate)
		code = worse(code, keep(d->o, &d->mem, &devices));
	show_all(d, &devices);
	desk_warn(d);
	if (c->full)
		say_warning(d->o, "the captures hold more than is kept at once; read them in parts to have all of it");
	if (devices.observations_dropped)
		say_warning(d->o, "%" PRIu64 " observations over the limit of one address were left out",
			    devices.observations_dropped);
	return code;
}

enum exit_code command_read(const struct options *o) {
	static struct desk desk;
	enum exit_code code = desk_open(&desk, o);
	void *memory = memory_reserve(KEPT_MAX);
	arena mem = arena_over(memory, memory ? KEPT_MAX : 0);

	struct reading_captures c = {
		.listener = { .sink.take = take, .progress = step },
		.desk = &desk, .same = memory ? same_open(&mem, random_number()) : NULL, .code = code,
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
