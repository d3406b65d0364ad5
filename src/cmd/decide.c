/*
 * birthmark decide: puts on record what a person or an authority decided about
 * devices of the estate: who, when, why, until when, by which paper.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/translate.h"
#include "cmd/against.h"
#include "cmd/books.h"
#include "cmd/commands.h"
#include "cmd/query.h"
#include "show/names.h"
#include "store/log.h"

enum { TOLD_DEVICES_MAX = 20 /* of which it is told what speaks against a confirmation */ };

struct deciding {
	struct desk *desk;
	const struct decide_options *said;
	struct decision d;
	const int64_t *rows; /* in their order */
	size_t count;
	const int64_t *left; /* devices of the superseded decision that are not among them */
	size_t left_count;
	uint8_t hash[LOG_HASH_SIZE];
};

/* What was said */

enum {
	SAID_LAW = 1, SAID_ACT = 2, SAID_STATUS = 4, SAID_MAKER = 8, SAID_BRAND = 16, SAID_MODEL = 32, SAID_AGAINST = 64,
	SAID_COUNT = 7,
};
static const char *const said_names[SAID_COUNT] = {
	"--law", "--act", "--status", "--maker", "--brand", "--model", "--against",
};

/* By kind: what must be said, and what may be besides. */
static const struct { unsigned must, may; } kinds[DECISION_COUNT] = {
	[DECISION_LICENCE] = { SAID_LAW, SAID_ACT },     [DECISION_WAIVER] = { SAID_LAW, SAID_ACT },
	[DECISION_EXEMPTION] = { SAID_LAW, SAID_ACT },   [DECISION_CASE] = { SAID_LAW | SAID_STATUS, SAID_ACT },
	[DECISION_CONFIRM] = { SAID_MAKER, SAID_BRAND | SAID_MODEL | SAID_AGAINST },
	[DECISION_REJECT] = { SAID_MAKER, 0 },
};

static unsigned what_was_said(const struct options *o) {
	const struct decide_options *said = &o->decide;
	const bool given[SAID_COUNT] = {
		o->law_count > 0, said->act.n > 0, said->status != STATUS_COUNT, said->maker.n > 0, said->brand.n > 0,
		said->model.n > 0, said->against.n > 0,
	};
	unsigned bits = 0;

	for (int i = 0; i < SAID_COUNT; i++)
		bits |= given[i] ? 1u << i : 0;
	return bits;
}

static enum exit_code check_options(const struct options *o, enum decision_kind kind) {
	unsigned said = what_was_said(o);

	for (int i = 0; i < SAID_COUNT; i++) {
		if (kinds[kind].must & ~said & 1u << i)
			return books_wrong("decide", "for '%s' %s has to be given", decision_names[kind], said_names[i]);
		if (said & ~(kinds[kind].must | kinds[kind].may) & 1u << i)
			return books_wrong("decide", "%s does not belong to '%s'", said_names[i], decision_names[kind]);
	}
	if (str_trim(o->decide.by).n == 0 || str_trim(o->decide.why).n == 0)
		return books_wrong("decide", "a decision needs --by NAME and --why TEXT: somebody has to answer for it");
	if (o->law_count > 1)
		return books_wrong("decide", "one decision is about one law");
	return EXIT_DONE;
}

/* Decisions about laws begin today when nothing else is said; what a device is it was always. */
static enum exit_code read_options(const struct options *o, struct decision *d) {
	const struct decide_options *said = &o->decide;
	enum decision_kind kind = decision_by_name(str_of(o->arguments[0]));

	if (kind == DECISION_COUNT)
		return books_wrong("decide", "'%s' is none of licence, waiver, exemption, case, confirm and reject", o->arguments[0]);
	enum exit_code code = check_options(o, kind);
	if (code != EXIT_DONE)
		return code;
	*d = (struct decision){
		.kind = kind, .law = o->law_count ? o->laws[0] : (str){ 0 }, .act = said->act, .maker = said->maker,
		.brand = said->brand, .model = said->model, .status = kind == DECISION_CASE ? said->status : STATUS_CLEAR,
		.from = said->from, .until = said->until, .who = str_trim(said->by), .why = str_trim(said->why),
		.reference = said->reference, .against = str_trim(said->against), .supersedes = said->supersedes,
	};
	if (d->from == DATE_NONE && o->law_count)
		d->from = o->on;
	if (d->from != DATE_NONE && d->until != DATE_NONE && d->until <= d->from)
		return books_wrong("decide", "--until is the first day on which it does not hold any more: it has to be later than "
				   "the first day on which it does");
	if (kind == DECISION_CASE && (d->status == STATUS_UNDETERMINED || d->status == STATUS_NOT_IN_FORCE))
		return books_wrong("decide", "'%s' decides nothing", status_names[d->status]);
	return EXIT_DONE;
}

/* What is known */

static bool has_word(const struct strs *words, str word) {
	for (size_t i = 0; i < words->count; i++)
		if (str_eq(words->at[i], word))
			return true;
	return false;
}

static bool can_license(const struct law_page *page) {
	for (size_t i = 0; i < page->clause_count; i++)
		if (page->clauses[i].status == STATUS_LICENCE_REQUIRED)
			return true;
	return false;
}

static enum exit_code check_law(struct deciding *d) {
	struct knowledge *k = &d->desk->k;
	size_t law = laws_find(&k->laws, d->d.law);
	const struct law_page *pages = laws_pages(&d->desk->mem, &k->laws, &k->trees[DATA_LAWS]);

	if (!pages)
		return say_errno("memory", -ENOMEM);
	if (law == k->laws.count)
		return books_wrong("decide", "there is no law '%.*s'", STR_ARG(d->d.law));
	const struct law_page *page = &pages[law];
	if (d->d.act.n && !has_word(&page->note->acts, d->d.act))
		return books_wrong("decide", "'%.*s' says nothing about the act '%.*s'", STR_ARG(d->d.law), STR_ARG(d->d.act));
	if (d->d.kind == DECISION_LICENCE && !can_license(page))
		return books_wrong("decide", "'%.*s' knows no licence: nothing in it is allowed by one", STR_ARG(d->d.law));
	if (d->d.kind == DECISION_EXEMPTION && page->exception_count == 0)
		say_warning(d->desk->o, "no exception of '%.*s' is on record here", STR_ARG(d->d.law));
	return EXIT_DONE;
}

static enum exit_code check_maker(const struct deciding *d) {
	const struct registry *r = &d->desk->k.registry;

	if (!registry_company(r, d->d.maker))
		return books_wrong("decide", "no company has the id '%.*s'; `birthmark companies` finds ids by names",
				   STR_ARG(d->d.maker));
	if (d->d.brand.n && !registry_brand(r, d->d.brand))
		return books_wrong("decide", "no brand has the id '%.*s'; `birthmark brands` finds ids by names",
				   STR_ARG(d->d.brand));
	return EXIT_DONE;
}

/* What is thought of them */

struct opinions {
	size_t clear;    /* devices of which the law says `clear` as it is */
	size_t believed; /* devices that are believed to be of the maker */
};

static void form_opinion(struct deciding *d, const struct device *device, size_t number, struct opinions *ret_opinions) {
	const struct verdicts *v = &device->verdicts;

	if (d->d.kind == DECISION_CONFIRM && number < TOLD_DEVICES_MAX && !d->desk->o->quiet)
		against_tell(d->desk, device, d->d.maker);
	ret_opinions->believed += str_eq(device->identity.maker.id, d->d.maker);
	for (size_t i = 0; i < v->count; i++)
		ret_opinions->clear += str_eq(v->at[i].law->id, d->d.law) && v->at[i].status == STATUS_CLEAR;
}

static enum exit_code think_of_them(struct deciding *d, struct store *s, struct opinions *ret_opinions) {
	for (size_t i = 0; i < d->count; i++) {
		/* A copy: each device takes the place of the one before. */
		arena mem = d->desk->mem;
		struct device device = { 0 };
		int r = store_load(s, &mem, d->rows[i], &device);

		if (r)
			return estate_say(d->desk->o->estate, r, &(struct complaint){ 0 });
		think(&d->desk->thinker, &mem, &device);
		if (mem.full)
			return say_errno("memory", -ENOMEM);
		form_opinion(d, &device, i, ret_opinions);
	}
	return EXIT_DONE;
}

/* A slip in the id of a law or a company shows here; it is not wrong to decide what changes nothing today. */
static void warn_of_nothing(const struct deciding *d, const struct opinions *opinions) {
	const struct options *o = d->desk->o;

	if (d->d.kind == DECISION_REJECT && opinions->believed == 0)
		say_warning(o, "nothing changes now: none of the devices is believed to be made by '%.*s'", STR_ARG(d->d.maker));
	if (d->d.law.n && d->d.kind != DECISION_CASE && opinions->clear == d->count)
		say_warning(o, "nothing changes now: '%.*s' is clear of every device", STR_ARG(d->d.law));
	if (d->d.kind == DECISION_CONFIRM && d->count > TOLD_DEVICES_MAX)
		say_warning(o, translate_plural("of %zu more device it is not listed what speaks against it",
						"of %zu more devices it is not listed what speaks against it",
						d->count - TOLD_DEVICES_MAX), d->count - TOLD_DEVICES_MAX);
}

static int compare_rows(const void *a, const void *b) {
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The row of the device into which this one may have been merged meanwhile; itself when it cannot be told. */
static int64_t whole_of(struct store *s, int64_t row) {
	struct complaint unused = { 0 };
	uint8_t room[24];
	struct text name = TEXT(room);
	int64_t whole = row;

	text_byte(&name, '#');
	text_u64(&name, (uint64_t)row);
	(void)store_row(s, text_done(&name), &whole, &unused);
	return whole;
}

/* Devices of the superseded decision that are not among those of this one. */
static enum exit_code find_left(struct deciding *d, struct store *s, const int64_t *before, size_t count) {
	int64_t *left = arena_new(&d->desk->mem, int64_t, count);

	if (!left)
		return say_errno("memory", -ENOMEM);
	for (size_t i = 0; i < count; i++) {
		int64_t row = whole_of(s, before[i]);

		if (!bsearch(&row, d->rows, d->count, sizeof *d->rows, compare_rows))
			left[d->left_count++] = row;
	}
	d->left = left;
	if (d->left_count)
		say_warning(d->desk->o, translate_plural(
			    "decision %" PRIu64 " stood for %zu more device, for which nothing is decided any more",
			    "decision %" PRIu64 " stood for %zu more devices, for which nothing is decided any more",
			    d->left_count), d->d.supersedes, d->left_count);
	return EXIT_DONE;
}

static enum exit_code check_superseded(struct deciding *d, struct store *s) {
	struct decision before;
	const int64_t *devices;
	size_t count = 0;
	uint64_t by = 0;

	if (!d->d.supersedes)
		return EXIT_DONE;
	int r = store_decision(s, &d->desk->mem, d->d.supersedes, &before, &devices, &count, &by);
	if (r == STORE_ABSENT)
		return books_wrong("decide", "there is no decision %" PRIu64 " that could be superseded", d->d.supersedes);
	if (r)
		return estate_say(d->desk->o->estate, r, &(struct complaint){ 0 });
	if (by)
		return books_wrong("decide", "decision %" PRIu64 " was superseded already, by %" PRIu64, d->d.supersedes, by);
	return find_left(d, s, devices, count);
}

/* All that is looked at before anything is written. */
static enum exit_code look(struct deciding *d) {
	struct opinions opinions = { 0 };
	struct store *s = NULL;
	const struct options *o = d->desk->o;
	enum exit_code code = d->d.law.n ? check_law(d) : check_maker(d);

	if (code == EXIT_DONE)
		code = estate_open(o->estate, STORE_READ, &s);
	if (code == EXIT_DONE)
		code = query_devices(o, "decide", &d->desk->mem, &d->desk->k, s, 1, &d->rows, &d->count);
	if (code == EXIT_DONE)
		code = check_superseded(d, s);
	if (code == EXIT_DONE)
		code = think_of_them(d, s, &opinions);
	store_close(s);
	if (code != EXIT_DONE)
		return code;
	warn_of_nothing(d, &opinions);
	if (d->d.kind == DECISION_CONFIRM && !d->d.against.n)
		return books_wrong("decide", "a confirmation needs --against TEXT: which evidence against it was looked for, "
				   "and what was found");
	return EXIT_DONE;
}

/* Recording */

/* What the estate says of the devices agrees with it at once; of those, too, that the superseded one was about. */
static int think_anew(struct deciding *d, struct store *s) {
	int r = books_think(d->desk, s, d->rows, d->count);

	return r ? r : books_think(d->desk, s, d->left, d->left_count);
}

static enum exit_code record(struct deciding *d) {
	struct complaint complaint = { 0 };
	struct store *s = NULL;
	enum exit_code code = books_open(d->desk, "decide", false, &s);

	if (code != EXIT_DONE)
		return code;
	int r = store_decide(s, &d->d, d->rows, d->count, d->hash, &complaint);
	if (!r)
		r = think_anew(d, s);
	/* On the disk before anybody is told: a receipt is kept for years. */
	return books_close(d->desk->o, s, r, &complaint);
}

/* The receipt */

static void put_hash(struct text *t, const struct deciding *d) {
	text_hex(t, (str){ d->hash, LOG_HASH_SIZE }, 0);
}

static void show_json(const struct deciding *d) {
	uint8_t room[2 * LOG_HASH_SIZE];
	struct text hash = TEXT(room);
	struct json_out j = json_out_to(stdout);
	bool recorded = d->d.number > 0;

	if (recorded)
		put_hash(&hash, d);
	json_out_object(&j);
	json_out_pair_u64_or_null(&j, "decision", d->d.number);
	json_out_pair(&j, "kind", str_of(decision_names[d->d.kind]));
	json_out_pair_or_null(&j, "hash", text_done(&hash));
	json_out_pair_u64(&j, "devices", d->count);
	json_out_pair_bool(&j, "recorded", recorded);
	json_out_object_end(&j);
	json_out_line(&j);
}

/* Phrases between commas, each whole. */
static void show_what(const struct deciding *d) {
	static const char *const what[DECISION_COUNT] = {
		[DECISION_LICENCE] = N_("licence under {what}"),   [DECISION_WAIVER] = N_("waiver under {what}"),
		[DECISION_EXEMPTION] = N_("exemption under {what}"), [DECISION_CASE] = N_("case decided under {what}"),
		[DECISION_CONFIRM] = N_("confirmation of {what}"), [DECISION_REJECT] = N_("rejection of {what}"),
	};
	const struct decision *decision = &d->d;
	str of = decision->law.n ? decision->law : name_of_company(&d->desk->k.registry, decision->maker);
	char day[11];

	SAY_SENTENCE(stdout, what[decision->kind], HOLE_STR("what", of));
	if (decision->act.n)
		say_text(stdout, ", for the act %.*s", STR_ARG(decision->act));
	say_text(stdout, translate_plural(", for %zu device", ", for %zu devices", d->count), d->count);
	if (decision->from != DATE_NONE) {
		date_format(decision->from, day);
		say_text(stdout, ", from %s", day);
	}
	if (decision->until != DATE_NONE) {
		date_format(decision->until, day);
		say_text(stdout, ", until the day before %s", day);
	}
	putchar('\n');
}

static void show_text(const struct deciding *d) {
	uint8_t room[2 * LOG_HASH_SIZE];
	struct text hash = TEXT(room);

	if (!d->d.number) {
		say_text(stdout, "nothing is recorded; this would be: ");
		show_what(d);
		return;
	}
	put_hash(&hash, d);
	say_text(stdout, "decision %" PRIu64 ": ", d->d.number);
	show_what(d);
	say_line(stdout, "hash %.*s", STR_ARG(text_done(&hash)));
	say_line(stdout, "Keep number and hash outside of the estate: `birthmark audit verify --expect HASH` then shows whether "
			 "anything up to here was changed.");
}

static enum exit_code decide(struct deciding *d) {
	enum exit_code code = look(d);

	if (code == EXIT_DONE && !d->said->dry_run)
		code = record(d);
	if (code != EXIT_DONE)
		return code;
	if (d->desk->o->json)
		show_json(d);
	else
		show_text(d);
	return EXIT_DONE;
}

enum exit_code command_decide(const struct options *o) {
	static struct desk desk;
	struct deciding d = { .desk = &desk, .said = &o->decide };
	enum exit_code code = read_options(o, &d.d);
	struct options all = *o;

	if (code != EXIT_DONE)
		return code;
	/* The devices are judged by every law, not by the one that it is about alone. */
	all.law_count = 0;
	code = desk_open(&desk, &all);
	if (code == EXIT_DONE)
		code = decide(&d);
	desk_close(&desk);
	return say_done(code);
}
