/*
 * What is allowed in a law and yet likely a slip of its author.
 *
 * Whether the examples would notice a slip is found by making one: a clause is
 * left out and the examples are run again. If all still come out, none of them
 * meets that clause.
 */
#include <errno.h>
#include <string.h>

#include "cmd/laws_check.h"

enum {
	LONG_AGO_DAYS = 25 * 365,
	FAR_AHEAD_DAYS = 5 * 365,
	LEFT_OUT_MAX = 64, /* clauses and exceptions that are left out one by one; no law of ours has half of that */
	ALL_CLASSES = (1 << CLASS_COUNT) - 1,
};

struct advisor {
	const struct bench *b;
	const struct law_page *page;
	const struct tree_node *entry; /* in b->own */
	advice_hear *hear;
	void *to;
};

static void advise(const struct advisor *a, const struct tree_node *n, const str *parts, size_t count) {
	struct complaint c;

	tree_complain(&a->b->own, n ? n : a->entry, &c, parts, count);
	a->hear(a->to, &c);
}

#define ADVISE(a, node, ...) \
	advise((a), (node), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static const struct tree_node *at(const struct advisor *a, const char *key) {
	return tree_get(&a->b->own, a->entry, str_of(key));
}

static size_t count_at(const struct advisor *a, const char *key) {
	return tree_child_count(&a->b->own, at(a, key));
}

/* "US-LA" begins "us-la-…", and so does its country alone. */
static void advise_on_id(const struct advisor *a) {
	str id = a->page->note->id, where = a->page->note->jurisdiction, country = where;

	country.n = country.n > 2 ? 2 : country.n;
	bool begins = id.n > country.n && str_eq_nocase((str){ id.at, country.n }, country) && id.at[country.n] == '-';
	if (!begins)
		ADVISE(a, at(a, "law"), STR("the id does not begin with its jurisdiction, '"), where,
		       STR("': laws are then hard to find, and another may take the name"));
}

static void advise_on_sources(const struct advisor *a) {
	if (a->page->trust == TRUST_HIGH && a->page->note->sources.count < 2)
		ADVISE(a, at(a, "trust"), STR("trust is high and rests on one source: is that the text of the decision itself?"));
}

/* Where its readers have a language of their own that laws can be said in. */
static void advise_on_language(const struct advisor *a) {
	static const struct { const char *jurisdiction; enum tongue language; } readers[] = { { "NL", TONGUE_NL } };

	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		str language = str_of(tongue_names[readers[i].language]);

		if (str_eq(a->page->note->jurisdiction, str_of(readers[i].jurisdiction)) &&
		    !at(a, tongue_names[readers[i].language]))
			ADVISE(a, at(a, "title"), STR("it is not said in '"), language,
			       STR("': whom it binds read it in English in their reports"));
	}
}

static void advise_on_days(const struct advisor *a) {
	date from = a->page->note->from, today = a->b->desk->o->on;

	if (from == DATE_NONE)
		return;
	if (from < today - LONG_AGO_DAYS)
		ADVISE(a, at(a, "from"), STR("'from' lies more than 25 years back"));
	if (from > today + FAR_AHEAD_DAYS)
		ADVISE(a, at(a, "from"), STR("'from' lies more than five years ahead"));
}

static bool is_of_country(const struct test_note *test) {
	return str_eq(test->key, STR("maker-country")) || str_eq(test->key, STR("owner-country")) ||
	       str_eq(test->key, STR("brand-country")) || str_eq(test->key, STR("made-in")) ||
	       str_eq(test->key, STR("made-outside"));
}

static void advise_on_width(const struct advisor *a) {
	const struct tree_node *n = tree_child(&a->b->own, at(a, "clauses"));

	for (size_t i = 0; n && i < a->page->clause_count; i++, n = tree_next(&a->b->own, n)) {
		const struct clause_note *c = &a->page->clauses[i];
		bool countries = c->test_count > 0;

		for (size_t k = 0; k < c->test_count; k++)
			countries &= is_of_country(&c->tests[k]);
		if (countries && c->classes == ALL_CLASSES)
			ADVISE(a, n, STR("the clause '"), c->id,
			       STR("' names a country and no class: it covers phones, printers and lamps of every maker there"));
	}
}

/* What the examples and counter-examples show, taken together. */
struct shown {
	bool day_before, first_day, other_class, other_maker;
};

static void look_at_example(const struct advisor *a, const struct tree_node *n, uint32_t covered, struct shown *shown) {
	const struct tree *t = &a->b->own;
	enum device_class class = class_by_name(tree_get_text(t, n, STR("class")));
	bool left_alone = str_eq(tree_get_text(t, n, STR("status")), str_of(status_names[STATUS_CLEAR]));
	bool within = class < CLASS_COUNT && covered >> class & 1;
	date on = DATE_NONE;

	date_parse(tree_get_text(t, n, STR("on")), &on);
	shown->day_before |= on == a->page->note->from - 1;
	shown->first_day |= on == a->page->note->from;
	shown->other_class |= class < CLASS_COUNT && class != CLASS_UNKNOWN && left_alone && !within;
	shown->other_maker |= left_alone && within && tree_get_text(t, n, STR("maker")).n > 0;
}

static struct shown look_at_examples(const struct advisor *a, uint32_t covered) {
	static const char *const keys[] = { "examples", "counters" };
	struct shown shown = { 0 };

	for (size_t i = 0; i < 2; i++)
		for (const struct tree_node *n = tree_child(&a->b->own, at(a, keys[i])); n; n = tree_next(&a->b->own, n))
			look_at_example(a, n, covered, &shown);
	return shown;
}

static void advise_on_examples(const struct advisor *a) {
	const struct tree_node *counters = at(a, "counters");
	uint32_t covered = 0;
	bool makers = false;

	for (size_t i = 0; i < a->page->clause_count; i++) {
		covered |= a->page->clauses[i].classes;
		makers |= a->page->clauses[i].test_count > 0;
	}
	struct shown shown = look_at_examples(a, covered);
	if (!shown.first_day)
		ADVISE(a, at(a, "examples"), STR("no example is of the first day on which it holds"));
	if (!shown.day_before)
		ADVISE(a, counters, STR("no counter-example is of the day before it holds: a slip in 'from' would not be noticed"));
	if (!shown.other_class && covered != ALL_CLASSES)
		ADVISE(a, counters, STR("no counter-example shows a device of a kind that is not meant"));
	if (!shown.other_maker && makers)
		ADVISE(a, counters, STR("no counter-example shows a maker that is not meant"));
}

/* Takes a node out of the list it stands in. */
static void unlink_node(struct tree_node *nodes, uint32_t count, uint32_t gone) {
	for (uint32_t i = 0; i < count; i++) {
		if (nodes[i].child == gone)
			nodes[i].child = nodes[gone].next;
		if (nodes[i].next == gone)
			nodes[i].next = nodes[gone].next;
	}
}

/* NULL when `mem` is full. */
static struct tree_node *copy_nodes(arena *mem, const struct tree *t) {
	struct tree_node *nodes = arena_new(mem, struct tree_node, t->node_count);

	if (nodes)
		memcpy(nodes, t->nodes, t->node_count * sizeof *nodes);
	return nodes;
}

static bool has_law(const struct tree *t, const struct tree_node *document) {
	for (const struct tree_node *n = tree_child(t, document); n; n = tree_next(t, n))
		if (tree_get(t, n, STR("law")))
			return true;
	return false;
}

/* All that laws need, and of laws the author's alone: the others have been run. */
static struct tree without_ours(arena *mem, const struct bench *b) {
	struct tree_node *nodes = copy_nodes(mem, &b->all);
	uint32_t ours = b->all.file_count - b->own.file_count;
	struct tree t = b->all;

	t.nodes = nodes;
	if (!nodes)
		return t;
	for (const struct tree_node *d = tree_child(&b->all, tree_root(&b->all)); d; d = tree_next(&b->all, d))
		if (d->file < ours && has_law(&b->all, d))
			unlink_node(nodes, t.node_count, (uint32_t)(d - b->all.nodes));
	return t;
}

static void hear_nothing(void *to, const struct complaint *c) {
	(void)to;
	(void)c;
}

/* Do all examples still come out when this is left out? Negative errno, or yes or no. */
static int is_missed_by_nobody(arena mem, const struct advisor *a, const struct tree *rest, const struct tree_node *own) {
	/* tree_join() put ours before the author's, and of node 0 there is one. */
	uint32_t gone = a->b->all.node_count - a->b->own.node_count + (uint32_t)(own - a->b->own.nodes);
	struct tree_node *nodes = copy_nodes(&mem, rest);
	struct tree t = *rest;
	size_t wrong = 0;

	if (!nodes)
		return -ENOMEM;
	unlink_node(nodes, t.node_count, gone);
	t.nodes = nodes;
	int r = laws_check_each(mem, &t, &a->b->desk->k.registry, hear_nothing, NULL, &wrong);
	return r ? r : wrong == 0;
}

static int advise_on_each(const struct advisor *a, arena mem, const struct tree *rest, const char *key) {
	const struct tree *t = &a->b->own;
	bool exceptions = !strcmp(key, "exceptions");
	size_t i = 0;

	for (const struct tree_node *n = tree_child(t, at(a, key)); n && i < LEFT_OUT_MAX; n = tree_next(t, n), i++) {
		/* A list that is left empty would be refused: it goes with its only entry. */
		const struct tree_node *gone = count_at(a, key) == 1 ? at(a, key) : n;
		int same = exceptions && !a->page->exceptions[i].tested ? 0 : is_missed_by_nobody(mem, a, rest, gone);

		if (same < 0)
			return same;
		if (same && exceptions)
			ADVISE(a, n, STR("no example meets this exception: without it all would come out as before"));
		else if (same)
			ADVISE(a, n, STR("no example meets the clause '"), a->page->clauses[i].id,
			       STR("': without it all would come out as before"));
	}
	return 0;
}

/* A law that binds nobody has nothing that examples could show; one with a single clause has an example of it. */
static int advise_on_what_is_met(const struct advisor *a) {
	arena mem = a->b->desk->mem;
	struct tree rest = without_ours(&mem, a->b);
	int r = 0;

	if (!rest.nodes)
		return -ENOMEM;
	if (count_at(a, "clauses") > 1)
		r = advise_on_each(a, mem, &rest, "clauses");
	return r ? r : advise_on_each(a, mem, &rest, "exceptions");
}

int advise_on_law(const struct bench *b, const struct tree_node *entry, size_t law, advice_hear *hear, void *to) {
	struct advisor a = { b, &b->pages[law], entry, hear, to };

	advise_on_id(&a);
	advise_on_sources(&a);
	advise_on_language(&a);
	advise_on_days(&a);
	if (a.page->notice || a.page->proposed)
		return 0;
	advise_on_width(&a);
	advise_on_examples(&a);
	return advise_on_what_is_met(&a);
}
