#include "cmd/books_list.h"

#include <errno.h>
#include <stdlib.h>

#include "base/translate.h"

static int compare(const void *name, const void *held) {
	return str_cmp(*(const str *)name, ((const struct held_devices *)held)->name);
}

static int take_count(void *context, const struct held_devices *held) {
	const struct book_list *l = context;
	struct held_devices *mine = bsearch(&held->name, l->held, l->count, sizeof *l->held, compare);

	/* One that is not listed came meanwhile. */
	if (mine) {
		mine->devices = held->devices;
		mine->prohibited = held->prohibited;
	}
	return 0;
}

/* One alone is found by its index. */
static int count_one(struct store *s, enum query_key key, struct held_devices *held) {
	const str status = str_of(status_names[STATUS_PROHIBITED]);
	const struct query_term terms[] = {
		{ key, QUERY_IS, { &held->name, 1 } }, { KEY_VERDICT, QUERY_IS, { &status, 1 } },
	};
	struct complaint unused;
	int r = store_query_count(s, &(struct query){ .terms = terms, .term_count = 1 }, &held->devices, &unused);

	return r ? r : store_query_count(s, &(struct query){ .terms = terms, .term_count = 2 }, &held->prohibited, &unused);
}

static int count_held(struct store *s, enum query_key key, struct book_list *l) {
	if (l->count == 1)
		return count_one(s, key, l->held);
	return l->count ? store_query_held(s, key, take_count, l) : 0;
}

static int load(struct store *s, const struct books_kind *kind, str id, struct book_list *l) {
	arena *mem = &l->desk->mem;
	bool sites = kind->key == KEY_SITE;
	int r = sites ? store_sites(s, mem, id, &l->sites, &l->count) : store_contracts(s, mem, id, &l->contracts, &l->count);

	l->held = arena_new(mem, struct held_devices, r ? 0 : l->count);
	if (r || !l->held)
		return r ? r : -ENOMEM;
	for (size_t i = 0; i < l->count; i++)
		l->held[i].name = sites ? l->sites[i].id : l->contracts[i].id;
	return count_held(s, kind->key, l);
}

static void print(const struct book_list *l, const struct books_kind *kind) {
	const struct grid g = {
		.columns = kind->columns, .column_count = kind->column_count, .rows = l, .row_count = l->count, .cell = kind->cell,
	};
	struct json_out j = json_out_to(stdout);

	for (size_t i = 0; l->desk->o->json && i < l->count; i++)
		kind->line(&j, l, i);
	if (!l->desk->o->json && l->count)
		grid_print(stdout, &l->desk->look, &g);
	else if (!l->desk->o->json)
		say_line(stdout, "%s", translate(kind->none));
}

static enum exit_code list(struct desk *d, const struct books_kind *kind, str id) {
	struct book_list l = { .desk = d };
	struct store *s = NULL;
	enum exit_code code = estate_open(d->o->estate, STORE_READ, &s);

	if (code != EXIT_DONE)
		return code;
	int r = load(s, kind, id, &l);
	if (r)
		code = estate_say(d->o->estate, r, &(struct complaint){ 0 });
	else
		print(&l, kind);
	store_close(s);
	return code;
}

static enum exit_code list_or_put(struct desk *d, const struct books_kind *kind) {
	const struct options *o = d->o;
	str verb = o->argument_count ? str_of(o->arguments[0]) : STR("list"), id = { 0 };
	enum exit_code code = EXIT_DONE;

	if (str_eq(verb, STR("put")) && o->argument_count == 2) {
		id = str_of(o->arguments[1]);
		code = books_said(o, kind->name, false);
		if (code == EXIT_DONE)
			code = kind->put(d, id);
	} else if (!str_eq(verb, STR("list")) || o->argument_count > 1) {
		code = books_wrong(kind->name, "usage is: birthmark %s list, or birthmark %s put ID --title TEXT --by NAME", kind->name,
				   kind->name);
	}
	return code == EXIT_DONE ? list(d, kind, id) : code;
}

enum exit_code books_run(const struct options *o, const struct books_kind *kind) {
	static struct desk desk;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE)
		code = list_or_put(&desk, kind);
	desk_close(&desk);
	return say_done(code);
}
