/*
 * birthmark devices: the devices of the estate that fit a query.
 */

#include <errno.h>

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/query.h"
#include "show/names.h"
#include "show/phrase.h"
#include "show/shown.h"
#include "show/story.h"

enum {
	BATCH_ROWS = 1000,       /* a table is printed in parts of so many rows: memory does not grow with the estate */
	COUNTED_MAX = 10000,     /* behind a page: who wants to know of more asks with --count */
	TEXT_MAX = 4096,         /* bytes of a text that a table takes */
	BATCH_MEMORY = BATCH_ROWS * 7 * (TEXT_MAX + 1), /* ceiling for their texts; little of it is ever touched */
};

struct listing {
	struct desk *desk;
	struct json_out out;
	struct found_device *rows;
	size_t row_count;
	arena memory, scratch; /* scratch: what the rows of this part take of the memory */
	uint64_t shown;
	uint64_t by_grade[GRADE_COUNT], by_worst[STATUS_COUNT], unjudged, relabelled;
	date judged_on; /* no verdict is older; DATE_NONE: there is none */
};

/* JSON */

static void put_known(struct json_out *j, str id, str name, enum grade grade) {
	json_out_pair_or_null(j, "id", id);
	json_out_pair_or_null(j, "name", name);
	json_out_pair(j, "grade", str_of(grade_names[grade]));
}

static void put_makers(struct json_out *j, const struct found_device *d, const struct registry *r) {
	const struct company *c = registry_company(r, d->maker);

	json_out_key(j, "maker");
	json_out_object(j);
	put_known(j, d->maker, d->maker.n ? name_of_company(r, d->maker) : d->maker, d->maker_grade);
	json_out_pair_or_null(j, "country", c ? c->country : (str){ 0 });
	json_out_object_end(j);
	json_out_key(j, "brand");
	json_out_object(j);
	put_known(j, d->brand, d->brand.n ? name_of_brand(r, d->brand) : d->brand, d->brand_grade);
	json_out_object_end(j);
}

static void put_model(struct json_out *j, const struct found_device *d) {
	json_out_key(j, "model");
	if (!d->model.n && !d->original.n) {
		json_out_null(j);
		return;
	}
	json_out_object(j);
	json_out_pair_or_null(j, "value", d->model);
	json_out_pair_or_null(j, "original", d->original);
	json_out_object_end(j);
}

static void put_kind(struct json_out *j, const struct found_device *d) {
	json_out_pair(j, "class", str_of(class_names[d->class]));
	json_out_key(j, "relabelled");
	if (d->relabelled == TRI_UNKNOWN)
		json_out_null(j);
	else
		json_out_bool(j, d->relabelled == TRI_TRUE);
}

static str address_text(addr a, struct text *room) {
	room->used = 0;
	if (a.kind != ADDR_NONE)
		addr_format(room, a);
	return text_done(room);
}

static str time_text(uint64_t time_us, struct text *room) {
	room->used = 0;
	story_time(room, time_us);
	return text_done(room);
}

/* Keys that `read --json` has, too, mean the same. */
static void put_device(struct json_out *j, const struct found_device *d, const struct registry *r) {
	uint8_t bytes[64];
	struct text room = TEXT(bytes);

	json_out_object(j);
	json_out_pair(j, "device", d->name);
	json_out_pair_u64(j, "row", (uint64_t)d->row);
	json_out_pair_or_null(j, "mac", address_text(d->mac, &room));
	json_out_pair_or_null(j, "address", address_text(d->ip, &room));
	put_makers(j, d, r);
	put_model(j, d);
	put_kind(j, d);
	json_out_pair_or_null(j, "site", d->site);
	json_out_pair_or_null(j, "contract", d->contract);
	json_out_pair_or_null(j, "worst", d->judged ? str_of(status_names[d->worst]) : (str){ 0 });
	json_out_pair_or_null(j, "first_seen", time_text(d->first_us, &room));
	json_out_pair_or_null(j, "last_seen", time_text(d->last_us, &room));
	json_out_pair_or_null(j, "in_books_since", time_text(d->books_us, &room));
	json_out_object_end(j);
	json_out_line(j);
}

/* The table */

enum { FOUND_NAME, FOUND_MAKER, FOUND_LABEL, FOUND_MODEL, FOUND_CLASS, FOUND_SITE, FOUND_VERDICT, FOUND_SEEN };

static const struct column columns[] = {
	[FOUND_NAME] = { N_("DEVICE"), 17, 0 },     [FOUND_MAKER] = { N_("MADE BY"), 16, 0 }, [FOUND_LABEL] = { N_("LABEL"), 8, 2 },
	[FOUND_MODEL] = { N_("MODEL"), 10, 4 },     [FOUND_CLASS] = { N_("CLASS"), 6, 3 },    [FOUND_SITE] = { N_("SITE"), 6, 1 },
	[FOUND_VERDICT] = { N_("WORST"), 20, 0 }, [FOUND_SEEN] = { N_("SEEN"), 10, 5 },
};

#define RELABELLED_SIGN "\u2260 " /* not equal to, as in the table of `read` */

static void cell_maker(const struct registry *r, const struct found_device *d, struct cell *c) {
	if (d->maker_grade == GRADE_UNKNOWN || d->maker.n == 0) {
		cell_add(c, str_of(_("not known")));
		c->tone = TONE_FAINT;
		return;
	}
	cell_add(c, name_of_company_short(r, d->maker));
	/* A name alone would read like an accusation. */
	cell_add(c, d->maker_grade == GRADE_POSSIBLE ? STR("? (") : STR(" ("));
	cell_add(c, str_of(shown_grade(d->maker_grade)));
	cell_add(c, STR(")"));
	c->tone = tone_of_grade(d->maker_grade);
}

static void cell_label(const struct registry *r, const struct found_device *d, struct cell *c) {
	if (d->relabelled == TRI_TRUE) {
		cell_add(c, STR(RELABELLED_SIGN));
		c->tone = TONE_CARE;
	}
	cell_add(c, d->brand.n ? name_of_brand(r, d->brand) : STR("-"));
}

static void cell_model(const struct found_device *d, struct cell *c) {
	cell_add(c, d->model.n ? d->model : d->original.n ? d->original : STR("-"));
	if (d->model.n && d->original.n && !str_eq(d->model, d->original)) {
		cell_add(c, STR(" = "));
		cell_add(c, d->original);
	}
}

static void cell_seen(const struct found_device *d, struct cell *c) {
	if (!d->last_us) {
		cell_add(c, STR("-"));
		return;
	}
	struct text room = TEXT(c->room);
	str time = time_text(d->last_us, &room);
	enum { DAY_SIZE = 10 };
	cell_add(c, (str){ time.at, time.n < DAY_SIZE ? time.n : DAY_SIZE });
}

static void cell_of(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct found_device *d = (const struct found_device *)g->rows + row;

	switch (column) {
	case FOUND_NAME: cell_add(ret_cell, d->name); break;
	case FOUND_MAKER: cell_maker(g->registry, d, ret_cell); break;
	case FOUND_LABEL: cell_label(g->registry, d, ret_cell); break;
	case FOUND_MODEL: cell_model(d, ret_cell); break;
	case FOUND_CLASS: cell_add(ret_cell, d->class == CLASS_UNKNOWN ? STR("-") : str_of(shown_class(d->class))); break;
	case FOUND_SITE: cell_add(ret_cell, d->site.n ? d->site : STR("-")); break;
	case FOUND_SEEN: cell_seen(d, ret_cell); break;
	default:
		cell_add(ret_cell, d->judged ? str_of(shown_status(d->worst)) : str_of(_("not judged")));
		ret_cell->tone = d->judged ? tone_of_status(d->worst) : TONE_FAINT;
		break;
	}
}

static void print_part(struct listing *l) {
	struct grid g = {
		.columns = columns, .column_count = sizeof columns / sizeof *columns, .rows = l->rows,
		.row_count = l->row_count, .registry = &l->desk->k.registry, .cell = cell_of,
	};

	if (l->row_count)
		grid_print(stdout, &l->desk->look, &g);
	l->row_count = 0;
	l->scratch = l->memory;
}

/* A text that outlives the row it came in. */
static void keep(struct listing *l, str *text) {
	if (text->n > TEXT_MAX)
		text->n = TEXT_MAX;
	*text = arena_str(&l->scratch, *text);
}

static int add_row(struct listing *l, const struct found_device *found) {
	struct found_device *d = &l->rows[l->row_count];

	*d = *found;
	str *texts[] = { &d->name, &d->maker, &d->brand, &d->site, &d->contract, &d->model, &d->original };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		keep(l, texts[i]);
	if (l->scratch.full)
		return -ENOMEM;
	if (++l->row_count == BATCH_ROWS)
		print_part(l);
	return 0;
}

static int take(void *context, const struct found_device *given) {
	struct found_device whole = *given, *found = &whole;
	struct listing *l = context;

	/* As in the table of `read`: what is not in force asks for nothing. */
	if (whole.worst == STATUS_NOT_IN_FORCE)
		whole.worst = STATUS_CLEAR;

	l->shown++;
	l->by_grade[found->maker_grade]++;
	l->by_worst[found->worst] += found->judged;
	l->unjudged += !found->judged;
	l->relabelled += found->relabelled == TRI_TRUE;
	if (!l->desk->o->json)
		return add_row(l, found);
	put_device(&l->out, found, &l->desk->k.registry);
	return 0;
}

/* The line that sums up */

static void put_total(struct prose *p, const struct listing *l, uint64_t total) {
	/* Nobody counted further. */
	bool more = total > l->shown && total > COUNTED_MAX;
	uint64_t count = more ? total - 1 : total;

	PROSE_FILL(p, more ? _("The first {shown} of more than {count} devices") :
		   total > l->shown ? translate_plural("The first {shown} of {count} device", "The first {shown} of {count} devices", count) :
				      translate_plural("{count} device", "{count} devices", count),
		   PROSE_NUMBER("shown", l->shown), PROSE_NUMBER("count", count));
}

static void sum_up(struct listing *l, uint64_t total) {
	struct prose p = prose_to(stdout, &l->desk->look, UINT32_MAX);
	bool first = true;

	if (l->shown)
		prose_gap(&p);
	put_total(&p, l, total);
	if (l->shown) {
		prose_cstr(&p, _("; makers: "));
		for (int g = GRADE_COUNT - 1; g >= 0; g--)
			phrase_count(&p, l->by_grade[g], shown_grade((enum grade)g), &first);
		/* A device is judged with all others, or when something is learned of it. */
		PROSE_FILL(&p, l->judged_on == DATE_NONE ? _("; {count} relabelled; worst verdicts: ") :
			       l->judged_on == l->desk->o->today ? _("; {count} relabelled; worst verdicts (as of {day}): ") :
								   _("; {count} relabelled; worst verdicts (as of {day} or later): "),
			   PROSE_NUMBER("count", l->relabelled), PROSE_DAY("day", l->judged_on));
		first = true;
		for (int s = STATUS_COUNT - 1; s >= 0; s--)
			phrase_verdicts(&p, l->by_worst[s], shown_status((enum status)s), &first);
		phrase_verdicts(&p, l->unjudged, _("not judged"), &first);
	}
	prose_cstr(&p, ".");
	prose_end(&p);
}

/* Doing it */

static int list(struct listing *l, struct store *s, const struct query *query, struct complaint *c) {
	uint64_t total;
	int r = store_query(s, query, take, l, c);

	total = l->shown;
	if (r || l->desk->o->json)
		return r;
	if (query->limit && l->shown == query->limit) {
		struct query counted = *query;

		counted.limit = COUNTED_MAX + 1 > l->shown ? COUNTED_MAX + 1 : l->shown + 1;
		r = store_query_count(s, &counted, &total, c);
	}
	print_part(l);
	if (!r)
		sum_up(l, total);
	return r;
}

static int tell_count(struct listing *l, struct store *s, const struct query *query, struct complaint *c) {
	uint64_t count = 0;
	int r = store_query_count(s, query, &count, c);

	if (r)
		return r;
	if (!l->desk->o->json) {
		printf("%llu\n", (unsigned long long)count);
		return 0;
	}
	json_out_object(&l->out);
	json_out_pair_u64(&l->out, "count", count);
	json_out_object_end(&l->out);
	json_out_line(&l->out);
	return 0;
}

static bool asks_verdicts(const struct query *query) {
	for (size_t i = 0; i < query->term_count; i++)
		if (query_is_of_law(query->terms[i].key))
			return true;
	return false;
}

/* Who asks for devices by verdicts of an earlier day must know it, also when none is found. */
static int tell_age(struct listing *l, struct store *s, const struct query *query) {
	const struct options *o = l->desk->o;
	char day[11];
	int r = store_last_judged(s, &l->judged_on);

	if (r == STORE_ABSENT)
		return 0;
	if (r || l->judged_on == o->today || o->quiet || !asks_verdicts(query))
		return r;
	date_format(l->judged_on, day);
	fputs("birthmark devices: ", stderr);
	say_line(stderr, "verdicts as of %s or later; `birthmark judge` judges all by the law of today", day);
	return 0;
}

static enum exit_code devices(struct listing *l) {
	const struct options *o = l->desk->o;
	struct complaint c = { 0 };
	struct store *s = NULL;
	struct query query;
	enum exit_code code = query_of(o, &l->desk->mem, &l->desk->k, 0, &query);

	if (code == EXIT_DONE)
		code = estate_open(o->estate, STORE_READ, &s);
	if (code != EXIT_DONE)
		return code;
	query.limit = o->books.limit;
	l->rows = arena_new(&l->desk->mem, struct found_device, BATCH_ROWS);
	l->memory = l->scratch = desk_cut(l->desk, BATCH_MEMORY);
	int r = l->rows ? tell_age(l, s, &query) : -ENOMEM;
	if (!r)
		r = (o->books.count ? tell_count : list)(l, s, &query, &c);
	store_close(s);
	return r ? query_say(o, r, &c) : EXIT_DONE;
}

enum exit_code command_devices(const struct options *o) {
	static struct desk desk;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE) {
		struct listing l = { .desk = &desk, .out = json_out_to(stdout), .judged_on = DATE_NONE };

		code = devices(&l);
	}
	desk_close(&desk);
	return say_done(code);
}
