/*
 * birthmark explain: the story of one device of the estate. Evidence comes
 * from the estate; identity and verdicts are thought anew, as of --on.
 */

#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/reconcile_joined.h"
#include "store/books.h"

/* Behind the story: which registers have it, and how that is known. */
static int tell_joined(struct desk *d, struct store *s, const char *name, const struct device *device) {
	struct complaint unused = { 0 };
	struct joined_row *rows;
	size_t count = 0;
	int64_t row = 0;
	int r = store_row(s, str_of(name), &row, &unused);

	if (!r)
		r = reconcile_joined(s, &d->mem, row, device->name, &rows, &count);
	if (!r)
		show_joined(stdout, &d->look, rows, count);
	return r;
}

static enum exit_code tell(struct desk *d, struct store *s, const char *name) {
	struct complaint c = { 0 };
	struct device device = { 0 };
	int r = store_find(s, &d->mem, str_of(name), &device, &c);

	if (r)
		return estate_say(d->o->estate, r, &c);
	think(&d->thinker, &d->mem, &device);
	struct strs sources = estate_sources(s, &d->mem, &device, 1);
	if (d->o->json) {
		struct json_out j = json_out_to(stdout);

		show_device_story_json(&j, &device, &d->k.registry, sources);
		json_out_line(&j);
	} else {
		show_device_story_from(stdout, &d->look, &device, &d->k.registry, sources);
		r = tell_joined(d, s, name, &device);
		if (r)
			return estate_say(d->o->estate, r, &c);
	}
	return think_found(d->o, &device) ? EXIT_FOUND : EXIT_DONE;
}

enum exit_code command_explain(const struct options *o) {
	static struct desk desk;
	struct store *s = NULL;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE)
		code = estate_open(o->estate, STORE_READ, &s);
	if (code == EXIT_DONE)
		code = tell(&desk, s, o->arguments[0]);
	store_close(s);
	desk_close(&desk);
	return say_done(code);
}
