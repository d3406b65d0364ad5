/*
 * birthmark marks: what tells a maker, and why.
 */

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/lists.h"
#include "show/cards.h"

enum { WRITTEN_PARTS_MAX = 96 }; /* of one map: more conditions than a mark may have fit */

static const struct mark *hit_mark(const struct list *l, size_t hit) {
	return &l->desk->k.marks.at[l->search.hits[hit].index];
}

static str hit_id(const struct list *l, size_t hit) {
	return hit_mark(l, hit)->note.id;
}

/* "http.server: App-webs/{}, rtsp.realm: …", as it stands in the data. */
static str as_written(arena *mem, const struct tree *t, const struct tree_node *map) {
	str parts[WRITTEN_PARTS_MAX];
	size_t count = 0;

	for (const struct tree_node *n = tree_child(t, map); n && count + 4 < WRITTEN_PARTS_MAX; n = tree_next(t, n)) {
		if (count)
			parts[count++] = STR(", ");
		parts[count++] = tree_key(t, n);
		parts[count++] = STR(": ");
		if (n->kind == TREE_TEXT)
			parts[count++] = tree_text(t, n);
		for (const struct tree_node *p = tree_child(t, n); p && count + 3 < WRITTEN_PARTS_MAX; p = tree_next(t, p)) {
			parts[count++] = tree_text(t, p);
			if (p->next)
				parts[count++] = STR(" | ");
		}
	}
	return arena_join(mem, parts, count);
}

/* What stands under `key`, a line each; none when nothing does. */
static struct strs all_written(arena *mem, const struct tree *t, const struct tree_node *list) {
	size_t count = 0, most = list ? tree_child_count(t, list) : 0;
	str *at = arena_new(mem, str, most);

	for (const struct tree_node *n = list && at ? tree_child(t, list) : NULL; n; n = tree_next(t, n))
		at[count++] = as_written(mem, t, n);
	return (struct strs){ at, count };
}

static struct mark_card card_of(struct list *l, const struct mark *m, str as) {
	const struct tree *t = &l->desk->k.trees[DATA_MARKS];
	const struct tree_node *unless = tree_get(t, m->node, STR("unless"));
	arena *mem = &l->desk->mem;

	return (struct mark_card){
		.note = &m->note, .found = { as }, .strength = m->strength,
		.when = as_written(mem, t, tree_get(t, m->node, STR("when"))),
		.unless = unless ? as_written(mem, t, unless) : (str){ 0 },
		.claim = as_written(mem, t, tree_get(t, m->node, STR("claim"))),
		.examples = all_written(mem, t, tree_get(t, m->node, STR("examples"))),
		.counters = all_written(mem, t, tree_get(t, m->node, STR("counters"))),
	};
}

/* By its id, what it looks at, what it says; and by any name of the firm or label that it speaks of. */
static bool find(struct list *l) {
	const struct marks *marks = &l->desk->k.marks;
	const struct tree *t = &l->desk->k.trees[DATA_MARKS];
	struct search *s = &l->search;

	if (!search_open(s, &l->desk->mem, list_argument(l), marks->count))
		return false;
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *m = &marks->at[i];
		arena scratch = l->desk->mem;

		search_begin(s, i);
		search_id(s, m->note.id);
		search_text(s, as_written(&scratch, t, tree_get(t, m->node, STR("claim"))));
		search_text(s, as_written(&scratch, t, tree_get(t, m->node, STR("when"))));
		for (size_t k = 0; k < m->saying_count; k++) {
			if (m->sayings[k].aspect == ASPECT_MAKER || m->sayings[k].aspect == ASPECT_SOC)
				list_about_company(l, m->sayings[k].value, (str){ 0 });
		}
		search_about(s, m->note.why);
		search_end(s);
	}
	return true;
}

static bool lines(struct list *l) {
	for (size_t i = 0; i < l->search.hit_count; i++) {
		arena kept = l->desk->mem; /* a line at a time */
		struct mark_card one = card_of(l, hit_mark(l, i), l->search.hits[i].as);

		if (l->desk->mem.full)
			return false;
		show_mark_json(&l->out, &one);
		json_out_line(&l->out);
		l->desk->mem = kept;
	}
	return true;
}

static bool table(struct list *l) {
	struct mark_card *cards = arena_new(&l->desk->mem, struct mark_card, l->search.hit_count);

	for (size_t i = 0; cards && i < l->search.hit_count; i++)
		cards[i] = card_of(l, hit_mark(l, i), l->search.hits[i].as);
	if (l->desk->mem.full)
		return false;
	show_mark_table(stdout, &l->desk->look, cards, l->search.hit_count);
	return true;
}

static bool card(struct list *l) {
	struct mark_card one = card_of(l, hit_mark(l, 0), l->search.hits[0].as);

	if (!l->desk->mem.full)
		show_mark_card(stdout, &l->desk->look, &one);
	return !l->desk->mem.full;
}

enum exit_code command_marks(const struct options *o) {
	static const struct list_kind kind = {
		.things = "marks", .find = find, .lines = lines, .table = table, .card = card, .id = hit_id,
		.none = N_("no mark is called '{name}'"), .may_mean = N_("'{name}' may mean {count} marks: give the id of one"),
		.one_found = N_("{count} mark. One in full: birthmark marks show ID"),
		.many_found = N_("{count} marks. One in full: birthmark marks show ID"),
		.and_more = N_(" and {count} more marks"),
	};

	return list_run(o, &kind);
}
