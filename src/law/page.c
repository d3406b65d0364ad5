/*
 * A law as people read it, from what was loaded and from its tree.
 */

#include <string.h>

#include "law/form.h"

struct writer {
	arena *mem;
	const struct tree *tree;
	const struct laws *laws;
	enum tongue language; /* in which the law at hand speaks */
};

static date later(date a, date b) {
	return a > b ? a : b; /* DATE_NONE comes before all days */
}

static date earlier(date a, date b) {
	return a == DATE_NONE || (b != DATE_NONE && b < a) ? b : a;
}

static const struct test_note *note_tests(const struct writer *w, const struct condition *c) {
	struct test_note *notes = arena_new(w->mem, struct test_note, c->test_count);

	for (size_t i = 0; notes && i < c->test_count; i++) {
		const struct law_test *t = &c->tests[i];

		notes[i] = (struct test_note){ str_of(test_keys[t->kind]), t->values, t->firms ? t->firms->percent : 0 };
	}
	return notes;
}

static void note_clauses(const struct writer *w, const struct law *law, struct law_page *page) {
	struct clause_note *notes = arena_new(w->mem, struct clause_note, law->clause_count);

	for (size_t i = 0; notes && i < law->clause_count; i++) {
		const struct clause *c = &law->clauses[i];

		notes[i] = (struct clause_note){
			.id = c->id, .tests = note_tests(w, &c->when), .test_count = c->when.test_count,
			.classes = c->when.classes, .status = c->status, .by = c->by, .by_contract = c->by_contract,
			.because = said_in(&c->because, w->language),
			.days = { .from = later(law->note.from, c->in_force.from),
				  .until = earlier(law->note.until, c->in_force.until) },
		};
		if (!notes[i].tests)
			notes[i].test_count = 0;
	}
	page->clauses = notes;
	page->clause_count = notes ? law->clause_count : 0;
}

/* The loader has looked at their form. */
static void note_changes(const struct writer *w, const struct law *law, struct law_page *page) {
	const struct tree_node *list = tree_get(w->tree, law->at, STR("changes"));
	size_t count = list ? tree_child_count(w->tree, list) : 0;
	struct change_note *notes = arena_new(w->mem, struct change_note, count);

	if (!notes || count == 0)
		return;
	for (const struct tree_node *n = tree_child(w->tree, list); n; n = tree_next(w->tree, n)) {
		struct change_note *note = &notes[page->change_count++];

		const struct tree_node *in = w->language == TONGUE_EN ? n : tree_get(w->tree, n, str_of(tongue_names[w->language]));

		*note = (struct change_note){ .on = DATE_NONE, .what = tree_get_text(w->tree, in, STR("what")) };
		date_parse(tree_get_text(w->tree, n, STR("on")), &note->on);
	}
	page->changes = notes;
}

static void note_exceptions(const struct writer *w, const struct law *law, struct law_page *page) {
	struct exception_note *notes = arena_new(w->mem, struct exception_note, law->exception_count);

	for (size_t i = 0; notes && i < law->exception_count; i++) {
		const struct exception *e = &law->exceptions[i];

		notes[i] = (struct exception_note){
			.what = said_in(&e->what, w->language), .ask = said_in(&e->ask, w->language),
			.tested = e->tested, .tests = note_tests(w, &e->when), .test_count = e->when.test_count,
			.classes = e->when.classes, .clauses = e->clauses,
			.days = e->in_force, .because = said_in(&e->because, w->language),
		};
		if (!notes[i].tests)
			notes[i].test_count = 0;
	}
	page->exceptions = notes;
	page->exception_count = notes ? law->exception_count : 0;
}

enum { PARTS_MAX = 16 };

/* A list as its first entries; one text as itself. */
static size_t add_value(const struct writer *w, const struct tree_node *value, str *parts) {
	const struct tree_node *one = value->kind == TREE_LIST ? tree_child(w->tree, value) : value;
	size_t count = 0;

	for (; one && count < PARTS_MAX; one = value->kind == TREE_LIST ? tree_next(w->tree, one) : NULL) {
		parts[count++] = STR(" ");
		parts[count++] = tree_text(w->tree, one);
	}
	return count;
}

/* "maker hikvision, class camera": what the example says of the device, as it is written. */
static str device_of(const struct writer *w, const struct tree_node *example) {
	static const char *const keys[] = { "maker", "grade", "brand", "class", "kind", "soc", "components", "made-in",
					    "acquired", "contract-until", "contract-value", "decision" };
	str parts[(PARTS_MAX + 2) * sizeof keys / sizeof *keys];
	size_t count = 0;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct tree_node *value = tree_get(w->tree, example, str_of(keys[i]));

		if (!value)
			continue;
		if (count)
			parts[count++] = STR(", ");
		parts[count++] = str_of(keys[i]);
		count += add_value(w, value, &parts[count]);
	}
	return arena_join(w->mem, parts, count);
}

static void note_examples(const struct writer *w, const struct law *law, struct law_page *page) {
	struct example_note *notes = arena_new(w->mem, struct example_note, law->example_count);

	for (size_t i = 0; notes && i < law->example_count; i++) {
		const struct example *e = &law->examples[i];

		notes[i] = (struct example_note){ device_of(w, e->at), e->on, e->by, e->status,
						  tree_get_text(w->tree, e->at, STR("note")) };
	}
	page->examples = notes;
	page->example_count = notes ? law->example_count : 0;
}

/* "nl-municipality:utrecht" means what "nl-municipality" means. */
static str role_means(const struct laws *laws, str role, enum tongue language) {
	str rest = role;
	str base = str_cut(&rest, ':');

	for (size_t i = 0; i < laws->role_count; i++)
		if (str_eq(laws->roles[i].id, base) || str_eq(laws->roles[i].id, role))
			return said_in(&laws->roles[i].means, language);
	return (str){ 0 };
}

static void note_roles(const struct writer *w, const struct law *law, enum tongue language, struct law_page *page) {
	str *means = arena_new(w->mem, str, law->note.roles.count);

	for (size_t i = 0; means && i < law->note.roles.count; i++)
		means[i] = role_means(w->laws, law->note.roles.at[i], language);
	page->means = (struct strs){ means, means ? law->note.roles.count : 0 };
}

static void note_doubts(const struct writer *w, const struct law *law, struct law_page *page) {
	struct span *notes = arena_new(w->mem, struct span, law->unsure_count);

	for (size_t i = 0; notes && i < law->unsure_count; i++) {
		notes[i] = law->unsure[i].days;
		notes[i].ask = said_in(&law->unsure[i].ask, w->language);
	}
	page->unsure = notes;
	page->unsure_count = notes ? law->unsure_count : 0;
}

const struct law_page *laws_pages(arena *mem, const struct laws *laws, const struct tree *t) {
	return laws_pages_in(mem, laws, t, TONGUE_EN);
}

const struct law_page *laws_pages_in(arena *mem, const struct laws *laws, const struct tree *t, enum tongue language) {
	struct writer w = { mem, t, laws, TONGUE_EN };
	struct law_page *pages = arena_new(mem, struct law_page, laws->count + 1);

	for (size_t i = 0; pages && i < laws->count; i++) {
		const struct law *law = &laws->at[i];

		const struct law_note *note = law_note_in(laws, i, language);

		w.language = note->language;
		pages[i] = (struct law_page){
			.note = note, .announced = law->announced, .trust = law->trust,
			.proposed = law->proposed, .notice = law->notice,
			.suspended = law->suspended, .suspended_count = law->suspended_count,
		};
		note_doubts(&w, law, &pages[i]);
		note_clauses(&w, law, &pages[i]);
		note_changes(&w, law, &pages[i]);
		note_exceptions(&w, law, &pages[i]);
		note_examples(&w, law, &pages[i]);
		note_roles(&w, law, language, &pages[i]);
	}
	return mem->full ? NULL : pages;
}
