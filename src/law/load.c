/*
 * Laws from data/laws, in the form of doc/laws.md.
 *
 * A document is a list; an entry with `role` is a role, one with `law` a law.
 * Roles are gathered first, so that files may come in any order.
 */

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "law/words.h"

typedef int load_one(const struct loader *l, const struct tree_node *map, void *ret_one);

/* An array of things that load_each() made. */
struct many {
	const void *at;
	size_t count;
};

/* Loads each map of a list by `one` into an array of things of `size` bytes. */
static int load_each(const struct loader *l, const struct tree_node *map, const char *key, bool needed,
		     load_one *one, size_t size, struct many *ret_many) {
	const struct tree_node *node;
	size_t count, i = 0;
	int r = words_maps(l, map, key, needed, &node, &count);

	if (r || count == 0)
		return r;
	uint8_t *array = arena_take(l->mem, size, count, _Alignof(max_align_t));
	if (!array)
		return -ENOMEM;
	for (; node; node = tree_next(l->tree, node), i++)
		if ((r = one(l, node, array + i * size)))
			return r;
	*ret_many = (struct many){ array, count };
	return 0;
}

/* What a test's values must be. */
static word_check *const value_checks[TEST_COUNT] = {
	[TEST_MAKER] = word_is_company, [TEST_MAKER_COUNTRY] = word_is_country,
	[TEST_OWNER_COUNTRY] = word_is_country, [TEST_MADE_IN] = word_is_country,
	[TEST_MADE_OUTSIDE] = word_is_country, [TEST_SOC] = word_is_company,
	[TEST_BRAND_COUNTRY] = word_is_country,
};

static int load_test(const struct loader *l, const struct tree_node *when, enum test_kind kind, struct clause *c) {
	const struct tree_node *node = tree_get(l->tree, when, str_of(test_keys[kind]));
	word_check *check = value_checks[kind];
	struct law_test *test = &c->tests[c->test_count];

	if (!node)
		return 0;
	*test = (struct law_test){ .kind = kind };
	c->test_count++;
	return words_list(l, node, check, check == word_is_company ? "company" : "country", &test->values);
}

static int load_when(const struct loader *l, const struct tree_node *map, struct clause *c) {
	static const char *const keys[] = { "maker", "affiliates", "maker-country", "owner-country",
					    "made-in", "made-outside", "soc", "brand-country", NULL };
	const struct tree_node *when = tree_get(l->tree, map, STR("when"));
	double affiliates = 0;
	bool firms = false;
	int r = 0;

	if (!when)
		return 0;
	if (when->kind != TREE_MAP)
		return COMPLAIN(l, when, STR("'when' must be made of keys and values"));
	if ((r = tree_only(l->tree, when, keys, l->reterr)) ||
	    (r = words_percent(l, when, "affiliates", &affiliates)))
		return r;
	for (int kind = 0; kind < TEST_COUNT; kind++)
		if ((r = load_test(l, when, (enum test_kind)kind, c)))
			return r;
	for (size_t i = 0; i < c->test_count; i++) {
		bool of_firms = value_checks[c->tests[i].kind] == word_is_company;

		c->tests[i].affiliates = of_firms ? affiliates : 0;
		firms |= of_firms;
	}
	if (affiliates > 0 && !firms)
		return COMPLAIN(l, tree_get(l->tree, when, STR("affiliates")),
				STR("'affiliates' needs a 'maker' or 'soc' beside it"));
	return 0;
}

/* `unknown: pass` or `ask`, which is the rule. */
static int load_unknown(const struct loader *l, const struct tree_node *map, struct clause *c) {
	str word = STR("ask");
	int r = words_text(l, map, "unknown", false, &word);

	if (r)
		return r;
	c->pass_unknown = str_eq(word, STR("pass"));
	if (!c->pass_unknown && !str_eq(word, STR("ask")))
		return COMPLAIN(l, tree_get(l->tree, map, STR("unknown")), STR("'"), word,
				STR("' is neither 'ask' nor 'pass'"));
	return 0;
}

static int check_clause(const struct loader *l, const struct tree_node *map, const struct clause *c) {
	const struct tree_node *status = tree_get(l->tree, map, STR("status"));

	if (c->status == STATUS_CLEAR || c->status == STATUS_NOT_IN_FORCE)
		return COMPLAIN(l, status, STR("a clause says what is forbidden or asked, not what is '"),
				str_of(status_names[c->status]), STR("'"));
	if (c->test_count == 0 && c->classes == (1u << CLASS_COUNT) - 1)
		return COMPLAIN(l, map, STR("this clause would cover every device: it needs 'when' or 'class'"));
	if (c->by != DATE_NONE && c->in_force.from != DATE_NONE && c->by < c->in_force.from)
		return COMPLAIN(l, tree_get(l->tree, map, STR("by")), STR("'by' lies before 'from'"));
	return 0;
}

static int load_clause(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "clause", "when", "class", "makes", "status", "by", "from",
					    "until", "unknown", "because", NULL };
	struct clause *c = ret_one;
	int r;

	if ((r = tree_only(l->tree, map, keys, l->reterr)) ||
	    (r = words_text(l, map, "clause", true, &c->id)) ||
	    (r = load_when(l, map, c)) ||
	    (r = words_classes(l, map, "class", &c->classes)) ||
	    (r = words_classes(l, map, "makes", &c->makes)) ||
	    (r = words_status(l, map, &c->status)) ||
	    (r = words_date(l, map, "by", false, &c->by)) ||
	    (r = words_span(l, map, &c->in_force)) ||
	    (r = load_unknown(l, map, c)) ||
	    (r = words_text(l, map, "because", true, &c->because)))
		return r;
	return check_clause(l, map, c);
}

static int load_suspended(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "from", "until", "source", NULL };
	struct span *s = ret_one;
	str source;
	int r = tree_only(l->tree, map, keys, l->reterr);

	if (!r)
		r = words_text(l, map, "source", false, &source);
	if (!r)
		r = words_span(l, map, s);
	if (!r && s->from == DATE_NONE)
		r = COMPLAIN(l, map, STR("'from' is missing here"));
	return r;
}

static int load_unsure(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "from", "until", "ask", NULL };
	struct span *s = ret_one;
	int r = tree_only(l->tree, map, keys, l->reterr);

	if (!r)
		r = words_span(l, map, s);
	if (!r && s->from == DATE_NONE)
		r = COMPLAIN(l, map, STR("'from' is missing here"));
	if (!r)
		r = words_text(l, map, "ask", true, &s->ask);
	return r;
}

static int load_exception(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "what", "ask", NULL };
	struct exception *e = ret_one;
	int r = tree_only(l->tree, map, keys, l->reterr);

	if (!r)
		r = words_text(l, map, "what", true, &e->what);
	if (!r)
		r = words_text(l, map, "ask", true, &e->ask);
	return r;
}

/* Changes are for people; only their form is checked. */
static int load_change(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "on", "what", NULL };
	str *what = ret_one;
	date on;
	int r = tree_only(l->tree, map, keys, l->reterr);

	if (!r)
		r = words_date(l, map, "on", true, &on);
	if (!r)
		r = words_text(l, map, "what", true, what);
	return r;
}

/* One word of the map that `check` must know, if it stands there. */
static int load_word(const struct loader *l, const struct tree_node *map, const char *key, word_check *check,
		     str *ret_word) {
	int r = words_text(l, map, key, false, ret_word);

	if (!r && ret_word->n && !check(l, *ret_word))
		r = COMPLAIN(l, tree_get(l->tree, map, str_of(key)), STR("'"), *ret_word, STR("' is no "),
			     check == word_is_company ? STR("company") : check == word_is_brand ? STR("brand") : STR("country"),
			     STR(" that is known"));
	return r;
}

static int load_identity(const struct loader *l, const struct tree_node *map, struct identity *identity) {
	str class = STR("unknown"), grade = STR("confirmed");
	int r;

	if ((r = load_word(l, map, "maker", word_is_company, &identity->maker.id)) ||
	    (r = load_word(l, map, "soc", word_is_company, &identity->soc.id)) ||
	    (r = load_word(l, map, "brand", word_is_brand, &identity->brand.id)) ||
	    (r = words_text(l, map, "class", false, &class)) || (r = words_text(l, map, "grade", false, &grade)))
		return r;
	identity->class = class_by_name(class);
	if (identity->class == CLASS_COUNT)
		return COMPLAIN(l, tree_get(l->tree, map, STR("class")), STR("'"), class,
				STR("' is no class that is known"));
	identity->soc.grade = identity->soc.id.n ? GRADE_LIKELY : GRADE_UNKNOWN;
	identity->brand.grade = identity->brand.id.n ? GRADE_LIKELY : GRADE_UNKNOWN;
	if (identity->maker.id.n == 0)
		return 0;
	for (int g = 0; g < GRADE_COUNT; g++)
		if (str_eq(grade, str_of(grade_names[g])))
			identity->maker.grade = (enum grade)g;
	if (identity->maker.grade == GRADE_UNKNOWN)
		return COMPLAIN(l, tree_get(l->tree, map, STR("grade")), STR("'"), grade,
				STR("' is none of confirmed, likely, possible"));
	return 0;
}

static int load_example(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "maker", "grade", "brand", "class", "soc", "made-in",
					    "on", "status", "by", "note", NULL };
	struct example *e = ret_one;
	str note;
	int r;

	e->at = map;
	if ((r = tree_only(l->tree, map, keys, l->reterr)) ||
	    (r = load_identity(l, map, &e->identity)) ||
	    (r = load_word(l, map, "made-in", word_is_country, &e->made_in)) ||
	    (r = words_date(l, map, "on", true, &e->on)) ||
	    (r = words_date(l, map, "by", false, &e->by)) ||
	    (r = words_text(l, map, "note", false, &note)))
		return r;
	return words_status(l, map, &e->status);
}

/* An example shows the law biting, a counter-example shows it holding still. */
static int check_biting(const struct loader *l, const struct example *e, size_t count, bool want) {
	for (size_t i = 0; i < count; i++) {
		bool bites = e[i].status >= STATUS_RESTRICTED;
		bool still = e[i].status == STATUS_CLEAR || e[i].status == STATUS_NOT_IN_FORCE;

		if (want && still)
			return COMPLAIN(l, e[i].at, STR("an example must show a device that the law touches"));
		if (!want && bites)
			return COMPLAIN(l, e[i].at, STR("a counter-example must show a device that the law leaves alone"));
	}
	return 0;
}

static int load_examples(const struct loader *l, const struct tree_node *map, struct law *law) {
	struct many examples = { 0 }, counters = { 0 };
	size_t size = sizeof(struct example);
	int r;

	if ((r = load_each(l, map, "examples", true, load_example, size, &examples)) ||
	    (r = load_each(l, map, "counters", true, load_example, size, &counters)) ||
	    (r = law->proposed ? 0 : check_biting(l, examples.at, examples.count, true)) ||
	    (r = check_biting(l, counters.at, counters.count, false)))
		return r;
	struct example *all = arena_new(l->mem, struct example, examples.count + counters.count);
	if (!all)
		return -ENOMEM;
	memcpy(all, examples.at, examples.count * size);
	memcpy(all + examples.count, counters.at, counters.count * size);
	law->examples = all;
	law->example_count = examples.count + counters.count;
	return 0;
}

static int load_trust(const struct loader *l, const struct tree_node *map, enum trust *ret_trust) {
	static const char *const names[] = { "hint", "low", "medium", "high" };
	str word;
	int r = words_text(l, map, "trust", true, &word);

	if (r)
		return r;
	for (int i = TRUST_HINT; i <= TRUST_HIGH; i++) {
		if (str_eq(word, str_of(names[i]))) {
			*ret_trust = (enum trust)i;
			return 0;
		}
	}
	return COMPLAIN(l, tree_get(l->tree, map, STR("trust")), STR("'"), word,
			STR("' is none of high, medium, low, hint"));
}

/* `state: proposed` stands where nobody is bound yet; all other laws need a first day. */
static int load_days(const struct loader *l, const struct tree_node *map, struct law *law) {
	struct span in_force = { 0 };
	str state = { 0 };
	int r = words_text(l, map, "state", false, &state);

	if (r)
		return r;
	if (state.n && !str_eq(state, STR("proposed")))
		return COMPLAIN(l, tree_get(l->tree, map, STR("state")), STR("'state' can only be 'proposed'"));
	law->proposed = state.n != 0;
	if ((r = words_span(l, map, &in_force)) || (r = words_date(l, map, "announced", false, &law->announced)))
		return r;
	if (in_force.from == DATE_NONE && !law->proposed)
		return COMPLAIN(l, map, STR("'from' is missing here"));
	if (law->announced != DATE_NONE && in_force.from != DATE_NONE && in_force.from < law->announced)
		return COMPLAIN(l, tree_get(l->tree, map, STR("from")), STR("'from' lies before 'announced'"));
	law->note.from = in_force.from;
	law->note.until = in_force.until;
	return 0;
}

static int load_note(const struct loader *l, const struct tree_node *map, struct law_note *note) {
	int r;

	if ((r = words_text(l, map, "law", true, &note->id)) ||
	    (r = words_text(l, map, "title", true, &note->title)) ||
	    (r = words_text(l, map, "jurisdiction", true, &note->jurisdiction)) ||
	    (r = words_text(l, map, "authority", true, &note->authority)) ||
	    (r = words_text(l, map, "citation", true, &note->citation)) ||
	    (r = words_text(l, map, "scope", true, &note->scope)) ||
	    (r = words_list_at(l, map, "roles", word_is_role, "role", &note->roles)) ||
	    (r = words_list_at(l, map, "acts", word_is_act, "act", &note->acts)))
		return r;
	return words_list_at(l, map, "sources", NULL, "source", &note->sources);
}

/* A verdict cites its clause by the id. */
static int check_clause_ids(const struct loader *l, const struct tree_node *map) {
	const struct tree_node *first = tree_child(l->tree, tree_get(l->tree, map, STR("clauses")));

	for (const struct tree_node *n = first; n; n = tree_next(l->tree, n))
		for (const struct tree_node *before = first; before != n; before = tree_next(l->tree, before))
			if (str_eq(tree_get_text(l->tree, n, STR("clause")), tree_get_text(l->tree, before, STR("clause"))))
				return COMPLAIN(l, n, STR("two clauses of this law have this id"));
	return 0;
}

static int load_parts(const struct loader *l, const struct tree_node *map, struct law *law) {
	struct many suspended = { 0 }, unsure = { 0 }, changes = { 0 }, clauses = { 0 }, exceptions = { 0 };
	int r;

	if ((r = load_each(l, map, "suspended", false, load_suspended, sizeof(struct span), &suspended)) ||
	    (r = load_each(l, map, "unsure", false, load_unsure, sizeof(struct span), &unsure)) ||
	    (r = load_each(l, map, "changes", false, load_change, sizeof(str), &changes)) ||
	    (r = load_each(l, map, "clauses", true, load_clause, sizeof(struct clause), &clauses)) ||
	    (r = load_each(l, map, "exceptions", false, load_exception, sizeof(struct exception), &exceptions)))
		return r;
	law->suspended = suspended.at;
	law->suspended_count = suspended.count;
	law->unsure = unsure.at;
	law->unsure_count = unsure.count;
	law->clauses = clauses.at;
	law->clause_count = clauses.count;
	law->exceptions = exceptions.at;
	law->exception_count = exceptions.count;
	r = check_clause_ids(l, map);
	return r ? r : load_examples(l, map, law);
}

static int load_law(const struct loader *l, const struct tree_node *map, struct law *law) {
	static const char *const keys[] = {
		"law", "title", "jurisdiction", "authority", "citation", "announced", "from", "until", "state",
		"suspended", "unsure", "changes", "roles", "acts", "scope", "clauses", "exceptions", "sources",
		"trust", "examples", "counters", NULL };
	int r;

	law->at = map;
	if ((r = tree_only(l->tree, map, keys, l->reterr)) || (r = load_note(l, map, &law->note)) ||
	    (r = load_days(l, map, law)) || (r = load_trust(l, map, &law->trust)))
		return r;
	return load_parts(l, map, law);
}

/* Keeps `laws` sorted by id while it grows. */
static int insert_law(const struct loader *l, const struct law *law) {
	struct laws *laws = l->laws;
	size_t i = laws->count;

	if (laws_find(laws, law->note.id) < laws->count)
		return COMPLAIN(l, law->at, STR("a law with the id '"), law->note.id, STR("' stands elsewhere already"));
	for (; i > 0 && str_cmp(laws->at[i - 1].note.id, law->note.id) > 0; i--)
		laws->at[i] = laws->at[i - 1];
	laws->at[i] = *law;
	laws->count++;
	return 0;
}

static int insert_role(const struct loader *l, struct role_note *roles, const struct tree_node *map) {
	static const char *const keys[] = { "role", "means", "named", NULL };
	struct role_note role = { 0 };
	str named = STR("no");
	size_t i = l->laws->role_count;
	int r;

	if ((r = tree_only(l->tree, map, keys, l->reterr)) || (r = words_text(l, map, "role", true, &role.id)) ||
	    (r = words_text(l, map, "means", true, &role.means)) ||
	    (r = words_text(l, map, "named", false, &named)))
		return r;
	role.named = str_eq(named, STR("yes"));
	if (!role.named && !str_eq(named, STR("no")))
		return COMPLAIN(l, tree_get(l->tree, map, STR("named")), STR("'named' is yes or no"));
	for (; i > 0 && str_cmp(roles[i - 1].id, role.id) >= 0; i--) {
		if (str_eq(roles[i - 1].id, role.id))
			return COMPLAIN(l, map, STR("the role '"), role.id, STR("' stands elsewhere already"));
		roles[i] = roles[i - 1];
	}
	roles[i] = role;
	l->laws->role_count++;
	return 0;
}

/* Visits all entries of all documents; roles and laws by turns, as `want_roles` says. */
static int load_entries(const struct loader *l, struct role_note *roles, bool want_roles) {
	const struct tree *t = l->tree;
	int r = 0;

	for (const struct tree_node *doc = tree_child(t, tree_root(t)); doc && !r; doc = tree_next(t, doc)) {
		if (doc->kind != TREE_LIST)
			return COMPLAIN(l, doc, STR("a file of laws is a list: each law begins with '- law:'"));
		for (const struct tree_node *n = tree_child(t, doc); n && !r; n = tree_next(t, n)) {
			bool role = tree_get(t, n, STR("role")) != NULL;
			struct law law = { 0 };

			if (!role && !tree_get(t, n, STR("law")))
				return COMPLAIN(l, n, STR("this is neither a law nor a role"));
			if (role != want_roles)
				continue;
			r = role ? insert_role(l, roles, n) : load_law(l, n, &law);
			if (!r && !role)
				r = insert_law(l, &law);
		}
	}
	return r;
}

int laws_load(arena *mem, const struct tree *t, const struct registry *r, struct laws *ret_laws,
	      struct complaint *reterr) {
	struct laws laws = { 0 };
	struct loader l = { .mem = mem, .tree = t, .registry = r, .laws = &laws, .reterr = reterr };
	size_t room = 1;
	int error;

	for (const struct tree_node *doc = tree_child(t, tree_root(t)); doc; doc = tree_next(t, doc))
		room += tree_child_count(t, doc);
	struct role_note *roles = arena_new(mem, struct role_note, room);
	laws.at = arena_new(mem, struct law, room);
	if (!roles || !laws.at)
		return -ENOMEM;
	laws.roles = roles;
	error = load_entries(&l, roles, true);
	if (!error)
		error = load_entries(&l, roles, false);
	if (!error)
		*ret_laws = laws;
	return error;
}
