/*
 * birthmark tell: what a person knows of devices and no network shows.
 */

#include <errno.h>

#include "base/translate.h"
#include "cmd/books.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/query.h"

/* Looked up in the knowledge; the store looks at the rest. */
static enum exit_code check_knowledge(const struct options *o, const struct knowledge *k) {
	const struct books_options *said = &o->books;

	if (said->kind.n && !laws_kind(&k->laws, said->kind))
		return books_wrong("tell", "there is no kind '%.*s'; `birthmark devices kind:%.*s` says what may be meant",
				   STR_ARG(said->kind), STR_ARG(said->kind));
	for (size_t i = 0; i < said->component_count; i++) {
		str id = said->components[i];

		if (id.n && !registry_company(&k->registry, id))
			return books_wrong("tell", "no company has the id '%.*s'; `birthmark companies` finds ids by names",
					   STR_ARG(id));
	}
	return EXIT_DONE;
}

/* The two letters as they are kept. */
static str country_code(str said, char room[2]) {
	if (said.n != 2)
		return said; /* the store complains, or takes it off */
	for (int i = 0; i < 2; i++)
		room[i] = (char)(byte_is_letter(said.at[i]) ? byte_lower(said.at[i]) - 32 : said.at[i]);
	return (str){ (const uint8_t *)room, 2 };
}

static enum exit_code read_options(const struct options *o, arena *mem, struct telling *ret_telling) {
	const struct books_options *said = &o->books;
	struct telling t = { .site = said->site, .contract = said->contract, .is = CIRCUMSTANCES_NONE,
			     .who = str_trim(o->decide.by), .why = str_trim(o->decide.why) };
	char *country = arena_new(mem, char, 2);
	str *components = arena_new(mem, str, said->component_count);
	size_t count = 0;

	if (!country || !components)
		return say_errno("memory", -ENOMEM);
	if (said->acquired.n && (said->acquired.n != 10 || !date_parse(said->acquired, &t.is.acquired)))
		return books_wrong("tell", "--acquired is a day like 2026-11-21, not '%.*s'", STR_ARG(said->acquired));
	if (t.is.acquired != DATE_NONE && t.is.acquired > o->today)
		return books_wrong("tell", "--acquired %.*s is still to come: it is the day on which the device was bought",
				   STR_ARG(said->acquired));
	for (size_t i = 0; i < said->component_count; i++)
		if (said->components[i].n)
			components[count++] = said->components[i];
	t.is.made_in = country_code(said->made_in, country);
	t.is.kind = said->kind;
	t.is.components = (struct strs){ components, count };
	t.is.components_whole = said->whole;
	if (said->whole && !said->component_count)
		return books_wrong("tell", "--whole says that the components are all there are: name them, or give --component ''");
	t.what = (unsigned)((said->site.at ? TOLD_SITE : 0) | (said->contract.at ? TOLD_CONTRACT : 0) |
			    (said->made_in.at ? TOLD_MADE_IN : 0) | (said->kind.at ? TOLD_KIND : 0) |
			    (said->acquired.at ? TOLD_ACQUIRED : 0) | (said->component_count ? TOLD_COMPONENTS : 0));
	if (!t.what)
		return books_wrong("tell", "nothing is told: give --site, --contract, --made-in, --kind, --acquired or --component");
	*ret_telling = t;
	return EXIT_DONE;
}

static void answer(const struct options *o, size_t count) {
	struct json_out j = json_out_to(stdout);

	if (!o->json) {
		say_line(stdout, translate_plural("told of %zu device", "told of %zu devices", count), count);
		return;
	}
	json_out_object(&j);
	json_out_pair_u64(&j, "devices", count);
	json_out_object_end(&j);
	json_out_line(&j);
}

static enum exit_code tell(struct desk *d) {
	const struct options *o = d->o;
	struct complaint c = { 0 };
	struct store *s = NULL;
	struct telling telling;
	const int64_t *rows;
	size_t count = 0;
	enum exit_code code = read_options(o, &d->mem, &telling);

	if (code == EXIT_DONE)
		code = check_knowledge(o, &d->k);
	if (code == EXIT_DONE)
		code = books_open(d, "tell", false, &s);
	if (code != EXIT_DONE)
		return code;
	code = query_devices(o, "tell", &d->mem, &d->k, s, 0, &rows, &count);
	if (code != EXIT_DONE) {
		store_close(s);
		return code;
	}
	int r = store_tell(s, rows, count, &telling, &c);
	if (!r)
		r = books_think(d, s, rows, count);
	code = books_close(o, s, r, &c);
	if (code == EXIT_DONE)
		answer(o, count);
	return code;
}

enum exit_code command_tell(const struct options *o) {
	static struct desk desk;
	enum exit_code code = books_said(o, "tell", false);

	if (code != EXIT_DONE)
		return code;
	code = desk_open(&desk, o);
	if (code == EXIT_DONE)
		code = tell(&desk);
	desk_close(&desk);
	return say_done(code);
}
