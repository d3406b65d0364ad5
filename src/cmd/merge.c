/*
 * birthmark merge and split: devices that were wrongly told apart, or taken as
 * one. Both can be undone by the other.
 */

#include <errno.h>
#include <inttypes.h>

#include "base/translate.h"
#include "cmd/books.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/split_told.h"
#include "show/shown.h"

/* How a device is called now, in `mem`. */
static int name_of(struct store *s, arena *mem, int64_t row, str *ret_name) {
	struct device d;
	int r = store_load(s, mem, row, &d);

	if (!r)
		*ret_name = d.name;
	return r;
}

/* Merging */

/* The rows of all arguments; what is wrong was said. */
static enum exit_code find_rows(struct desk *d, struct store *s, int64_t *rows) {
	for (int i = 0; i < d->o->argument_count; i++) {
		struct complaint c = { 0 };
		int r = store_row(s, str_of(d->o->arguments[i]), &rows[i], &c);

		if (r)
			return estate_say(d->o->estate, r, &c);
		for (int k = 0; k < i; k++)
			if (rows[k] == rows[i])
				return books_wrong("merge", "'%s' and '%s' are one device already", d->o->arguments[k],
						   d->o->arguments[i]);
	}
	return EXIT_DONE;
}

static void say_merged(const struct options *o, str name, int64_t row, size_t count) {
	struct json_out j = json_out_to(stdout);

	if (!o->json) {
		say_line(stdout, "%zu devices are one now: %.*s (#%" PRId64 ")", count, STR_ARG(name), row);
		return;
	}
	json_out_object(&j);
	json_out_pair(&j, "device", name);
	json_out_pair_u64(&j, "row", (uint64_t)row);
	json_out_pair_u64(&j, "merged", count - 1);
	json_out_object_end(&j);
	json_out_line(&j);
}

/* What holds for more than it was said of */

/* A warning, from a sentence for say_sentence(). */
#define WARN(sentence, ...) \
	do { \
		fputs("birthmark merge: ", stderr); \
		SAY_SENTENCE(stderr, sentence, __VA_ARGS__); \
		fputc('\n', stderr); \
	} while (0)

/* One of the facts that are told, as the whole and as one of its former devices have it; empty: not known. */
struct fact {
	const char *name;
	str whole, before;
};

enum { FACT_COUNT = 6, FACT_ROOM = 512 };

static str components_text(const struct circumstances *c, struct text *room) {
	for (size_t i = 0; i < c->components.count; i++) {
		text_cstr(room, i ? " " : "");
		text_str(room, c->components.at[i]);
	}
	return text_done(room);
}

static void warn_facts(const struct device *whole, const struct device *before) {
	const struct circumstances none = CIRCUMSTANCES_NONE;
	const struct circumstances *w = whole->circumstances ? whole->circumstances : &none;
	const struct circumstances *b = before->circumstances ? before->circumstances : &none;
	uint8_t rooms[2][FACT_ROOM];
	struct text texts[2] = { TEXT(rooms[0]), TEXT(rooms[1]) };
	char days[2][11];
	const struct fact facts[FACT_COUNT] = {
		{ "site", whole->site, before->site },
		{ "contract", w->contract ? w->contract->id : (str){ 0 }, b->contract ? b->contract->id : (str){ 0 } },
		{ "made-in", w->made_in, b->made_in },
		{ "kind", w->kind, b->kind },
		{ "acquired", date_text(w->acquired, days[0]), date_text(b->acquired, days[1]) },
		{ "component", components_text(w, &texts[0]), components_text(b, &texts[1]) },
	};

	for (size_t i = 0; i < FACT_COUNT; i++)
		if (facts[i].whole.n && !facts[i].before.n)
			WARN(N_("{fact} {value}, which was not told of '{part}', holds for all of '{whole}'"),
			     HOLE_STR("fact", str_of(facts[i].name)), HOLE_STR("value", facts[i].whole),
			     HOLE_STR("part", before->name), HOLE_STR("whole", whole->name));
		else if (!str_eq(facts[i].whole, facts[i].before))
			WARN(N_("{fact} {value}, told of '{part}', does not count any more: it is {now} for all of '{whole}'"),
			     HOLE_STR("fact", str_of(facts[i].name)), HOLE_STR("value", facts[i].before),
			     HOLE_STR("part", before->name), HOLE_STR("now", facts[i].whole), HOLE_STR("whole", whole->name));
}

static bool has_decision(const struct device *d, uint64_t number) {
	for (size_t i = 0; d->circumstances && i < d->circumstances->decision_count; i++)
		if (d->circumstances->decisions[i].number == number)
			return true;
	return false;
}

static void warn_decisions(const struct device *whole, const struct device *before, size_t count, date today) {
	const struct circumstances *c = whole->circumstances;

	for (size_t i = 0; c && i < c->decision_count; i++) {
		const struct decision *d = &c->decisions[i];
		size_t held = 0;

		for (size_t k = 0; k < count; k++)
			held += has_decision(&before[k], d->number);
		if ((held == count && !d->is_partial) || (d->until != DATE_NONE && d->until <= today))
			continue;
		WARN(d->is_partial ? d->law.n ? N_("decision {number} ({kind}, {law}) was made about a part only and permits "
						   "nothing for the rest of '{whole}'") :
					     N_("decision {number} ({kind}) was made about a part only and permits nothing for "
						"the rest of '{whole}'") :
		     d->law.n ? N_("decision {number} ({kind}, {law}) holds for all of '{whole}'") :
				N_("decision {number} ({kind}) holds for all of '{whole}'"),
		     HOLE_NTH("number", d->number), HOLE_STR("kind", str_of(shown_decision(d->kind))), HOLE_STR("law", d->law),
		     HOLE_STR("whole", whole->name));
	}
}

/* `before`: the devices that are one now. */
static int warn_of_merge(struct store *s, arena mem, int64_t row, const struct device *before, size_t count, date today) {
	struct device whole;
	int r = store_load(s, &mem, row, &whole);

	if (r)
		return r;
	for (size_t i = 0; i < count; i++)
		warn_facts(&whole, &before[i]);
	warn_decisions(&whole, before, count, today);
	return 0;
}

static enum exit_code merge(struct desk *d) {
	const struct options *o = d->o;
	size_t count = (size_t)o->argument_count;
	struct complaint c = { 0 };
	struct store *s = NULL;
	str name = { 0 };
	int64_t *rows = arena_new(&d->mem, int64_t, count);
	struct device *before = arena_new(&d->mem, struct device, count);
	enum exit_code code = rows && before ? books_open(d, "merge", false, &s) : say_errno("memory", -ENOMEM);

	if (code == EXIT_DONE)
		code = find_rows(d, s, rows);
	if (code != EXIT_DONE) {
		store_close(s);
		return code;
	}
	int r = 0;
	for (size_t i = 0; !r && i < count; i++)
		r = store_load(s, &d->mem, rows[i], &before[i]);
	if (!r)
		r = store_merge(s, rows[0], rows + 1, count - 1, str_trim(o->decide.by), str_trim(o->decide.why), &c);
	if (!r)
		r = books_think(d, s, rows, 1);
	if (!r)
		r = name_of(s, &d->mem, rows[0], &name);
	if (!r && !o->quiet)
		r = warn_of_merge(s, d->mem, rows[0], before, count, o->today);
	code = books_close(o, s, r, &c);
	if (code == EXIT_DONE)
		say_merged(o, name, rows[0], count);
	return code;
}

/* Splitting */

static enum exit_code read_part(const struct options *o, struct part *ret_part) {
	const struct books_options *said = &o->books;
	int given = (said->part.n > 0) + (said->address.kind != ADDR_NONE) + (said->since != DATE_NONE);

	if (given != 1)
		return books_wrong("split", "one of --part, --address and --since says what is taken off");
	if (said->since != DATE_NONE && said->since <= 0)
		return books_wrong("split", "--since is a day after 1970-01-01");
	*ret_part = (struct part){ .name = said->part, .ip = said->address };
	if (said->since != DATE_NONE)
		ret_part->since_us = (uint64_t)said->since * 86400 * 1000000;
	return EXIT_DONE;
}

static void say_split(const struct options *o, const int64_t rows[2], const str names[2]) {
	struct json_out j = json_out_to(stdout);

	if (!o->json) {
		say_line(stdout, "two devices now: %.*s (#%" PRId64 ") and %.*s (#%" PRId64 ")", STR_ARG(names[0]), rows[0],
			 STR_ARG(names[1]), rows[1]);
		return;
	}
	json_out_object(&j);
	json_out_pair(&j, "device", names[0]);
	json_out_pair_u64(&j, "row", (uint64_t)rows[0]);
	json_out_pair(&j, "taken_off", names[1]);
	json_out_pair_u64(&j, "taken_off_row", (uint64_t)rows[1]);
	json_out_object_end(&j);
	json_out_line(&j);
}

static void say_moved(unsigned moved, str part) {
	static const struct { unsigned what; const char *sentence; } sentences[] = {
		{ TOLD_SITE, N_("birthmark split: the site goes with '{part}', whose register tells it") },
		{ TOLD_CONTRACT, N_("birthmark split: the contract goes with '{part}', whose register tells it") },
		{ TOLD_ACQUIRED, N_("birthmark split: the day of purchase goes with '{part}', whose register tells it") },
	};

	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
		if (!(moved & sentences[i].what))
			continue;
		SAY_SENTENCE(stderr, sentences[i].sentence, HOLE_STR("part", part));
		fputc('\n', stderr);
	}
}

static int split_in(struct desk *d, struct store *s, const struct part *part, int64_t rows[2], str names[2],
		    unsigned *ret_moved, struct complaint *c) {
	const struct decide_options *said = &d->o->decide;
	int r = store_row(s, str_of(d->o->arguments[0]), &rows[0], c);

	if (!r)
		r = store_part(s, rows[0], part, str_trim(said->by), str_trim(said->why), &rows[1], c);
	if (!r)
		r = split_told(d, s, rows, ret_moved, c);
	if (!r)
		r = books_think(d, s, rows, 2);
	for (int i = 0; !r && i < 2; i++)
		r = name_of(s, &d->mem, rows[i], &names[i]);
	return r;
}

static enum exit_code split(struct desk *d) {
	struct complaint c = { 0 };
	struct store *s = NULL;
	struct part part;
	int64_t rows[2];
	str names[2];
	unsigned moved = 0;
	enum exit_code code = read_part(d->o, &part);

	if (code == EXIT_DONE)
		code = books_open(d, "split", false, &s);
	if (code != EXIT_DONE)
		return code;
	int r = split_in(d, s, &part, rows, names, &moved, &c);
	if (r == STORE_ABSENT && !c.what[0])
		complaint_say(&c, (const str[]){ str_of(_("nothing of this device would be taken off")) }, 1);
	code = books_close(d->o, s, r, &c);
	if (code == EXIT_DONE) {
		say_split(d->o, rows, names);
		say_moved(d->o->quiet ? 0 : moved, names[1]);
	}
	return code;
}

/* Both */

static enum exit_code run(const struct options *o, const char *command, enum exit_code (*work)(struct desk *d)) {
	static struct desk desk;
	enum exit_code code = books_said(o, command, true);

	if (code != EXIT_DONE)
		return code;
	code = desk_open(&desk, o);
	if (code == EXIT_DONE)
		code = work(&desk);
	desk_close(&desk);
	return say_done(code);
}

enum exit_code command_merge(const struct options *o) {
	return run(o, "merge", merge);
}

enum exit_code command_split(const struct options *o) {
	return run(o, "split", split);
}
