/*
 * birthmark explain: the story of one device of the estate, or what stands
 * behind a number: the devices that fit a query. Evidence comes from the
 * estate; identity and verdicts are thought anew, as of --on.
 */

#include <errno.h>

#include "base/file.h"
#include "cmd/asked.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/number.h"
#include "cmd/reconcile_joined.h"
#include "store/books.h"
#include "store/judged.h"

enum {
	SHOWN_MAX = 20,     /* devices of a number that are listed without --all */
	PART_ROWS = 500,    /* with --all a table is printed in parts: memory does not grow with the estate */
	PART_MEMORY = 4 << 20, /* for their texts */
	HANDLE_MAX = 64,    /* bytes of a name that somebody types again; a longer one is called by its MAC */
	SCRATCH = 64 << 20, /* one device with all that was ever seen of it */
};

/* Which registers have it, and how that is known. */
static int load_joined(struct desk *d, struct store *s, const char *name, const struct device *device, struct joined_row **ret_rows,
		       size_t *ret_count) {
	struct complaint unused = { 0 };
	int64_t row = 0;
	int r = store_row(s, str_of(name), &row, &unused);

	return r ? r : reconcile_joined(s, &d->mem, row, device->name, ret_rows, ret_count);
}

static enum exit_code tell_device(struct desk *d, struct store *s, const char *name) {
	struct complaint c = { 0 };
	struct device device = { 0 };
	struct joined_row *joined = NULL;
	size_t joined_count = 0;
	int r = store_find(s, &d->mem, str_of(name), &device, &c);

	if (r)
		return estate_say(d->o->estate, r, &c);
	r = load_joined(d, s, name, &device, &joined, &joined_count);
	if (r)
		return estate_say(d->o->estate, r, &c);
	think(&d->thinker, &d->mem, &device);
	struct strs sources = estate_sources(s, &d->mem, &device, 1);
	if (d->o->json) {
		struct json_out j = json_out_to(stdout);

		show_explained_json(&j, &device, &d->k.registry, sources, joined, joined_count);
		json_out_line(&j);
	} else {
		show_device_story(stdout, &d->look, &device, &d->k.registry, sources);
		show_joined(stdout, &d->look, joined, joined_count);
	}
	return think_found(d->o, &device) ? EXIT_FOUND : EXIT_DONE;
}

/* A number */

struct listing {
	struct desk *desk;
	struct store *s;
	struct number_found found;
	struct strs laws; /* that the query or the options name: their verdict is told; none: the gravest of all */
	struct json_out out;
	str example; /* what the first that is listed is called by, so that it is found again */
};

/* The words of the query, as they were typed. */
static int arguments_of(struct desk *d, struct strs *ret_words) {
	str *words = arena_new(&d->mem, str, (size_t)d->o->argument_count + 1);

	for (int i = 0; words && i < d->o->argument_count; i++)
		words[i] = str_of(d->o->arguments[i]);
	*ret_words = (struct strs){ words, (size_t)d->o->argument_count };
	return words ? 0 : -ENOMEM;
}

/* A law that a term asks for is the one whose verdict is wanted. */
static void name_laws(struct listing *l, const struct query *q) {
	l->laws = (struct strs){ l->desk->o->laws, l->desk->o->law_count };
	for (size_t i = 0; i < q->term_count; i++)
		if (q->terms[i].key == KEY_LAW && q->terms[i].operator == QUERY_IS)
			l->laws = q->terms[i].values;
}

static int put_device(void *context, struct judged_device *d, arena *mem, struct judged_answer *ret_answer) {
	struct listing *l = context;

	(void)ret_answer;
	think(&l->desk->thinker, mem, &d->device);
	show_number_device_json(&l->out, &d->device, &l->desk->k.registry, estate_sources(l->s, mem, &d->device, 1), l->laws);
	json_out_line(&l->out);
	return 0;
}

/* All of them, one at a time. */
static int put_lines(struct listing *l) {
	const struct judge_pass pass = { .each = put_device, .context = l, .knowledge = l->desk->k.hash, .rows = l->found.rows,
					 .row_count = l->found.number.count, .anew = true };

	l->out = json_out_to(stdout);
	show_number_json(&l->out, &l->found.number, &l->desk->k.registry);
	json_out_line(&l->out);
	if (l->found.number.count == 0)
		return 0;
	void *memory = memory_reserve(SCRATCH);
	int r = memory ? store_judge(l->s, arena_over(memory, SCRATCH), &pass) : -ENOMEM;
	memory_release(memory, SCRATCH);
	return r;
}

static int list_row(struct listing *l, arena *texts, int64_t row, struct number_row *ret_row) {
	arena mem = l->desk->mem;
	struct device d;
	int r = store_load(l->s, &mem, row, &d);

	if (r)
		return r;
	think(&l->desk->thinker, &mem, &d);
	*ret_row = number_row_of(texts, l->desk->o->tongue, &d, &l->desk->k.registry, estate_sources(l->s, &mem, &d, 1), l->laws);
	return mem.full || texts->full ? -ENOMEM : 0;
}

/* Does it stand for this device alone, and can it be typed? */
static bool is_handle(struct store *s, str word, int64_t row) {
	struct complaint unused = { 0 };
	int64_t found = 0;

	for (size_t i = 0; i < word.n; i++)
		if (word.at[i] < ' ' || word.at[i] >= 0x7f)
			return false;
	return word.n && word.n <= HANDLE_MAX && word.at[0] != '-' && store_row(s, word, &found, &unused) == 0 && found == row;
}

/* What to call a device by in a command: its name, else its MAC, else its row. */
static str handle_of(struct listing *l, arena *mem, const struct number_row *shown, int64_t row) {
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);
	struct device d = { 0 };
	arena scratch = l->desk->mem;

	if (is_handle(l->s, shown->name, row))
		return arena_str(mem, shown->name);
	if (store_load(l->s, &scratch, row, &d) == 0 && d.mac.kind != ADDR_NONE)
		addr_format(&t, d.mac);
	if (!is_handle(l->s, text_done(&t), row)) {
		t.used = 0;
		text_cstr(&t, "#");
		text_u64(&t, (uint64_t)row);
	}
	return arena_str(mem, text_done(&t));
}

/* A part of the table: the rows from `from` up to `to`. */
static int list_part(struct listing *l, arena texts, size_t from, size_t to, struct number_row *rows) {
	int r = 0;

	for (size_t i = from; !r && i < to; i++)
		r = list_row(l, &texts, l->found.rows[i], &rows[i - from]);
	if (r)
		return r;
	show_number_rows(stdout, &l->desk->look, rows, to - from);
	if (from == 0)
		l->example = handle_of(l, &l->desk->mem, &rows[0], l->found.rows[0]);
	return 0;
}

static int list_people(struct listing *l) {
	size_t count = l->found.number.count, most = l->desk->o->decide.all || count < SHOWN_MAX ? count : SHOWN_MAX;
	struct number_row *rows = arena_new(&l->desk->mem, struct number_row, PART_ROWS);
	arena texts = desk_cut(l->desk, PART_MEMORY);
	int r = rows ? 0 : -ENOMEM;

	if (r)
		return r;
	show_number(stdout, &l->desk->look, &l->found.number, &l->desk->k.registry);
	for (size_t from = 0; !r && from < most; from += PART_ROWS)
		r = list_part(l, texts, from, most - from < PART_ROWS ? most : from + PART_ROWS, rows);
	if (!r)
		show_number_end(stdout, &l->desk->look, count - most, l->example, asked_again(l->desk->o, &l->desk->mem));
	return r;
}

static enum exit_code tell_number(struct desk *d, struct store *s, const struct query *query) {
	static struct listing l;
	struct complaint c = { 0 };

	l = (struct listing){ .desk = d, .s = s };
	name_laws(&l, query);
	int r = number_find(d, s, query, &l.found, &c);
	if (!r)
		r = arguments_of(d, &l.found.number.query);
	if (!r)
		r = d->o->json ? put_lines(&l) : list_people(&l);
	if (r)
		return query_say(d->o, r, &c);
	desk_warn(d);
	return l.found.found ? EXIT_FOUND : EXIT_DONE;
}

/* A word by itself is a device, whatever else it could ask for; a query has more words, a key or a network. */
static bool is_name(const struct options *o, const struct query *q) {
	const struct query_term *t = q->terms;
	str word = str_trim(str_of(o->arguments[0]));

	return o->argument_count == 1 && q->term_count == 1 && t->values.count == 1 && str_eq(t->values.at[0], word) &&
	       (t->key != KEY_IP || str_find(word, STR("/"), 0) == word.n);
}

static enum exit_code tell(struct desk *d, struct store *s) {
	struct complaint unused = { 0 };
	struct query query;
	int64_t row;

	/* Names of devices may look like a query; one that is there is meant. */
	if (d->o->argument_count == 1 && store_row(s, str_of(d->o->arguments[0]), &row, &unused) == 0)
		return tell_device(d, s, d->o->arguments[0]);
	enum exit_code code = query_of(d->o, &d->mem, &d->k, 0, &query);
	if (code != EXIT_DONE)
		return code;
	return is_name(d->o, &query) ? tell_device(d, s, d->o->arguments[0]) : tell_number(d, s, &query);
}

enum exit_code command_explain(const struct options *o) {
	static struct desk desk;
	struct store *s = NULL;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE)
		code = estate_open(o->estate, STORE_READ, &s);
	if (code == EXIT_DONE)
		code = tell(&desk, s);
	store_close(s);
	desk_close(&desk);
	return say_done(code);
}
