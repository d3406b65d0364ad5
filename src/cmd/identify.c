/*
 * birthmark identify: recorded answers of devices in, identities out. One
 * JSON line a device, in order (design, 5.1).
 */

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cell/cell.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/fields.h"
#include "sense/source.h"

enum { DEVICE_OBSERVATIONS_MAX = 4096 }; /* of one device; more are dropped with a warning; real ones have under 200 */

struct identifying {
	struct cell_listener listener;
	struct desk *desk;
	struct fields fields;
	const char *file;
	enum exit_code code;
	arena scratch;           /* of the record at work */
	struct device device;
	struct obs *observations;
	size_t observation_count, observation_room;
	uint64_t unknown_fields, dropped;
	struct device *kept;     /* all, for the table; in the desk's memory */
	size_t kept_count, kept_room;
	struct json_out out;
};

static struct identifying *of(struct cell_listener *l) {
	return (struct identifying *)l;
}

/* JSON goes out line by line and its memory is used again; a table needs them all. */
static int begin_record(struct cell_listener *l, str device, uint64_t line) {
	struct identifying *i = of(l);

	(void)line;
	i->scratch = i->desk->mem;
	i->device = (struct device){ .name = arena_str(&i->scratch, device) };
	i->observations = NULL;
	i->observation_count = i->observation_room = 0;
	return i->device.name.at ? 0 : -ENOMEM;
}

static bool make_room(struct identifying *i) {
	if (i->observation_count < i->observation_room)
		return true;
	size_t room = i->observation_room ? 2 * i->observation_room : 32;
	struct obs *more = arena_new(&i->scratch, struct obs, room);
	for (size_t k = 0; more && k < i->observation_count; k++)
		more[k] = i->observations[k];
	i->observations = more;
	i->observation_room = room;
	return more != NULL;
}

static int take(struct obs_sink *sink, const struct obs *obs) {
	struct identifying *i = (struct identifying *)sink;

	if (i->observation_count == DEVICE_OBSERVATIONS_MAX) {
		i->dropped++;
		return 0;
	}
	if (!make_room(i))
		return -ENOMEM;
	struct obs *kept = &i->observations[i->observation_count++];
	*kept = *obs;
	kept->field = arena_str(&i->scratch, obs->field);
	kept->value = arena_str(&i->scratch, obs->value);
	i->unknown_fields += !fields_have(&i->fields, kept->field);
	return kept->field.at && kept->value.at ? 0 : -ENOMEM;
}

static int keep(struct identifying *i) {
	struct desk *d = i->desk;

	d->mem = i->scratch;
	if (i->kept_count == i->kept_room) {
		size_t room = i->kept_room ? 2 * i->kept_room : 256;
		struct device *more = arena_new(&d->mem, struct device, room);

		if (!more)
			return -ENOMEM;
		for (size_t k = 0; k < i->kept_count; k++)
			more[k] = i->kept[k];
		i->kept = more;
		i->kept_room = room;
	}
	i->kept[i->kept_count++] = i->device;
	return 0;
}

static int end_record(struct cell_listener *l) {
	struct identifying *i = of(l);

	i->device.observations = i->observations;
	i->device.observation_count = i->observation_count;
	think(&i->desk->thinker, &i->scratch, &i->device);
	if (i->scratch.full)
		return -ENOMEM;
	if (think_found(i->desk->o, &i->device))
		i->code = worse(i->code, EXIT_FOUND);
	if (!i->desk->o->json)
		return keep(i);
	show_device_json(&i->out, &i->device, &i->desk->k.registry, false);
	json_out_line(&i->out);
	/* Nobody reads on: no reason to think on. What it was is said at the end. */
	return ferror(stdout) ? -EPIPE : 0;
}

static int complain(struct cell_listener *l, const struct complaint *c) {
	struct identifying *i = of(l);

	fflush(stdout);
	say_complaint(i->file, c);
	i->code = worse(i->code, EXIT_BAD_DATA);
	return 0;
}

static void read_file(struct identifying *i, const char *path) {
	struct cell_report report = { 0 };
	struct complaint c = { 0 };
	struct source source;

	i->file = !strcmp(path, "-") ? "standard input" : path;
	int r = source_open(&source, path, SOURCE_STREAM, &c);
	if (!r) {
		r = cell_read_records(source.bytes, source.fd, &i->listener, &report, &c);
		source_close(&source);
	}
	if (r == -EPIPE)
		i->code = worse(i->code, EXIT_IO);
	else if (r < 0)
		i->code = worse(i->code, say_errno(i->file, r));
	else if (r > 0) {
		say_complaint(i->file, &c);
		i->code = worse(i->code, r == CELL_BROKE_RULE || r == CELL_LIED || r == CELL_DEAD ? EXIT_BUG : EXIT_BAD_DATA);
	}
}

enum exit_code command_identify(const struct options *o) {
	static struct desk desk;
	static char dash[] = "-", *standard_input[] = { dash };
	enum exit_code code = desk_open(&desk, o);
	struct complaint c = { 0 };

	struct identifying i = {
		.listener = { .sink.take = take, .record = begin_record, .record_end = end_record, .complain = complain },
		.desk = &desk, .code = code, .out = json_out_to(stdout),
	};
	if (code == EXIT_DONE && fields_open(&i.fields, &desk.mem, &desk.k.trees[DATA_FIELDS], &c)) {
		say_complaint(NULL, &c);
		i.code = EXIT_BAD_DATA;
	}
	if (i.code == EXIT_DONE) {
		char **files = o->argument_count ? o->arguments : standard_input;

		for (int k = 0; k < (o->argument_count ? o->argument_count : 1); k++)
			read_file(&i, files[k]);
		if (!o->json)
			show_device_table(stdout, &desk.look, i.kept, i.kept_count, &desk.k.registry);
		if (i.unknown_fields)
			say_warning(o, "%" PRIu64 " observations have a field that nobody knows; they are kept as evidence",
				    i.unknown_fields);
		desk_warn(&desk);
		if (i.dropped)
			say_warning(o, "%" PRIu64 " observations over the limit of a record were left out", i.dropped);
	}
	desk_close(&desk);
	return say_done(i.code);
}
