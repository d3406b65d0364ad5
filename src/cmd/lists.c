/*
 * birthmark laws, companies, brands, marks: the knowledge, to browse and to
 * search by a part of any name.
 */

#include <errno.h>

#include "cmd/commands.h"
#include "cmd/desk.h"

static bool holds(str text, str search) {
	return str_find_nocase(text, search, 0) < text.n;
}

static bool any_holds(const struct strs *texts, str search) {
	for (size_t i = 0; i < texts->count; i++)
		if (holds(texts->at[i], search))
			return true;
	return false;
}

/* What is common to the four lists: the rows that fit, as pointers in `rows`. */
struct list {
	struct desk *desk;
	str search; /* empty: all */
	const void **rows;
	size_t row_count;
	struct json_out out;
};

static bool list_begin(struct list *l, size_t most) {
	const struct options *o = l->desk->o;

	l->search = o->argument_count ? str_of(o->arguments[0]) : (str){ 0 };
	l->rows = arena_new(&l->desk->mem, const void *, most + 1);
	l->out = json_out_to(stdout);
	return l->rows != NULL;
}

static bool list_laws(struct list *l) {
	const struct laws *laws = &l->desk->k.laws;

	if (!list_begin(l, laws->count))
		return false;
	for (size_t i = 0; i < laws->count; i++) {
		const struct law_note *n = law_note(laws, i);
		if (!l->search.n || holds(n->id, l->search) || holds(n->title, l->search) ||
		    holds(n->jurisdiction, l->search) || holds(n->authority, l->search) || any_holds(&n->roles, l->search))
			l->rows[l->row_count++] = n;
	}
	for (size_t i = 0; l->desk->o->json && i < l->row_count; i++) {
		show_law_json(&l->out, l->rows[i]);
		json_out_line(&l->out);
	}
	if (!l->desk->o->json)
		show_law_table(stdout, &l->desk->look, (const struct law_note *const *)l->rows, l->row_count);
	return true;
}

static bool list_companies(struct list *l) {
	const struct registry *r = &l->desk->k.registry;

	if (!list_begin(l, r->company_count))
		return false;
	for (size_t i = 0; i < r->company_count; i++) {
		const struct company *c = &r->companies[i];
		if (!l->search.n || holds(c->id, l->search) || holds(c->name, l->search) || holds(c->native, l->search) ||
		    any_holds(&c->aliases, l->search))
			l->rows[l->row_count++] = c;
	}
	for (size_t i = 0; l->desk->o->json && i < l->row_count; i++) {
		show_company_json(&l->out, l->rows[i]);
		json_out_line(&l->out);
	}
	if (!l->desk->o->json)
		show_company_table(stdout, &l->desk->look, (const struct company *const *)l->rows, l->row_count);
	return true;
}

static bool list_brands(struct list *l) {
	const struct registry *r = &l->desk->k.registry;

	if (!list_begin(l, r->brand_count))
		return false;
	for (size_t i = 0; i < r->brand_count; i++) {
		const struct brand *b = &r->brands[i];
		if (!l->search.n || holds(b->id, l->search) || holds(b->name, l->search) || any_holds(&b->aliases, l->search))
			l->rows[l->row_count++] = b;
	}
	for (size_t i = 0; l->desk->o->json && i < l->row_count; i++) {
		show_brand_json(&l->out, l->rows[i]);
		json_out_line(&l->out);
	}
	if (!l->desk->o->json)
		show_brand_table(stdout, &l->desk->look, (const struct brand *const *)l->rows, l->row_count);
	return true;
}

/* "http.server: App-webs/{}, rtsp.realm: …", as it stands in the data. */
static str as_written(arena *mem, const struct tree *t, const struct tree_node *map) {
	str parts[96];
	size_t count = 0;

	for (const struct tree_node *n = tree_child(t, map); n && count + 4 < 96; n = tree_next(t, n)) {
		if (count)
			parts[count++] = STR(", ");
		parts[count++] = tree_key(t, n);
		parts[count++] = STR(": ");
		if (n->kind == TREE_TEXT)
			parts[count++] = tree_text(t, n);
		for (const struct tree_node *p = tree_child(t, n); p && count + 3 < 96; p = tree_next(t, p)) {
			parts[count++] = tree_text(t, p);
			if (p->next)
				parts[count++] = STR(" | ");
		}
	}
	return arena_join(mem, parts, count);
}

static bool list_marks(struct list *l) {
	const struct marks *marks = &l->desk->k.marks;
	const struct tree *t = &l->desk->k.trees[DATA_MARKS];
	arena *mem = &l->desk->mem;
	struct mark_row *rows = arena_new(mem, struct mark_row, marks->count + 1);

	if (!rows || !list_begin(l, 0))
		return false;
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *m = &marks->at[i];
		struct mark_row row = { &m->note, as_written(mem, t, tree_get(t, m->node, STR("when"))),
					as_written(mem, t, tree_get(t, m->node, STR("claim"))),
					strength_names[m->strength] };
		if (!l->search.n || holds(m->note.id, l->search) || holds(row.when, l->search) || holds(row.claim, l->search))
			rows[l->row_count++] = row;
	}
	for (size_t i = 0; l->desk->o->json && i < l->row_count; i++) {
		show_mark_json(&l->out, rows[i].note, rows[i].when, rows[i].claim, rows[i].strength);
		json_out_line(&l->out);
	}
	if (!l->desk->o->json)
		show_mark_table(stdout, &l->desk->look, rows, l->row_count);
	return true;
}

static enum exit_code run(const struct options *o, bool (*list)(struct list *l)) {
	static struct desk desk;
	enum exit_code code = desk_open(&desk, o);
	struct list l = { .desk = &desk };

	if (code == EXIT_DONE && !list(&l))
		code = say_errno("memory", -ENOMEM);
	desk_close(&desk);
	return say_done(code);
}

enum exit_code command_laws(const struct options *o) {
	return run(o, list_laws);
}

enum exit_code command_companies(const struct options *o) {
	return run(o, list_companies);
}

enum exit_code command_brands(const struct options *o) {
	return run(o, list_brands);
}

enum exit_code command_marks(const struct options *o) {
	return run(o, list_marks);
}
