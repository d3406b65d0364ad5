/*
 * Laws from data/laws, in the form of doc/laws.md.
 *
 * A document is a list; an entry with `role` is a role, one with `kind` a kind
 * of device, one with `law` a law. Laws come last, so that files may come in
 * any order.
 */

#include <errno.h>

#include "law/words.h"

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
	if (condition_is_empty(&c->when))
		return COMPLAIN(l, map, STR("this clause would cover every device: it needs 'when' or 'class'"));
	if (c->by != DATE_NONE && c->in_force.from != DATE_NONE && c->by < c->in_force.from)
		return COMPLAIN(l, tree_get(l->tree, map, STR("by")), STR("'by' lies before 'from'"));
	return 0;
}

static int load_clause(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "clause", "when", "class", "makes", "status", "by", "by-contract", "from",
					    "until", "unknown", "because", WORDS_TONGUES, NULL };
	static const char *const said[] = { "because", NULL };
	struct clause *c = ret_one;
	int r;

	if ((r = tree_only(l->tree, map, keys, l->reterr)) ||
	    (r = words_text(l, map, "clause", true, &c->id)) ||
	    (r = when_load(l, map, &c->when)) ||
	    (r = words_classes(l, map, "makes", &c->makes)) ||
	    (r = words_status(l, map, &c->status)) ||
	    (r = words_date(l, map, "by", false, &c->by)) ||
	    (r = words_yes(l, map, "by-contract", &c->by_contract)) ||
	    (r = words_span(l, map, &c->in_force)) ||
	    (r = load_unknown(l, map, c)) ||
	    (r = words_tongues(l, map, said)) ||
	    (r = words_said(l, map, "because", true, &c->because)))
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
	static const char *const keys[] = { "from", "until", "ask", WORDS_TONGUES, NULL };
	static const char *const said[] = { "ask", NULL };
	struct doubt *doubt = ret_one;
	int r = tree_only(l->tree, map, keys, l->reterr);

	if (!r)
		r = words_span(l, map, &doubt->days);
	if (!r && doubt->days.from == DATE_NONE)
		r = COMPLAIN(l, map, STR("'from' is missing here"));
	if (!r)
		r = words_tongues(l, map, said);
	return r ? r : words_said(l, map, "ask", true, &doubt->ask);
}

static int load_exception(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "what", "ask", "when", "class", "clauses", "from", "until", "because", WORDS_TONGUES,
					    NULL };
	static const char *const said[] = { "what", "ask", "because", NULL };
	const struct tree_node *clauses = tree_get(l->tree, map, STR("clauses"));
	struct exception *e = ret_one;
	int r;

	if ((r = tree_only(l->tree, map, keys, l->reterr)) ||
	    (r = words_tongues(l, map, said)) ||
	    (r = words_said(l, map, "what", true, &e->what)) ||
	    (r = words_said(l, map, "ask", true, &e->ask)) ||
	    (r = when_load(l, map, &e->when)) ||
	    (r = words_span(l, map, &e->in_force)) ||
	    (r = words_said(l, map, "because", false, &e->because)) ||
	    (r = clauses ? words_list(l, clauses, NULL, "clause", &e->clauses) : 0))
		return r;
	e->tested = !condition_is_empty(&e->when);
	if (e->because.in[TONGUE_EN].n && !e->tested)
		return COMPLAIN(l, tree_get(l->tree, map, STR("because")), STR("'because' needs 'when' or 'class' beside it"));
	return 0;
}

/* Changes are for people; only their form is checked. */
static int load_change(const struct loader *l, const struct tree_node *map, void *ret_one) {
	static const char *const keys[] = { "on", "what", WORDS_TONGUES, NULL };
	static const char *const said[] = { "what", NULL };
	struct said *what = ret_one;
	date on;
	int r = tree_only(l->tree, map, keys, l->reterr);

	if (!r)
		r = words_date(l, map, "on", true, &on);
	if (!r)
		r = words_tongues(l, map, said);
	return r ? r : words_said(l, map, "what", true, what);
}

static int load_trust(const struct loader *l, const struct tree_node *map, enum trust *ret_trust) {
	static const char *const names[] = { "hint", "low", "medium", "high" };
	str word;
	int r = words_text(l, map, "trust", true, &word);

	if (r)
		return r;
	for (int i = TRUST_HINT; i <= TRUST_HIGH; i++) {
		if (str_is(word, names[i])) {
			*ret_trust = (enum trust)i;
			return 0;
		}
	}
	return COMPLAIN(l, tree_get(l->tree, map, STR("trust")), STR("'"), word,
			STR("' is none of high, medium, low, hint"));
}

/* `state` stands where nobody is bound: not yet, or not at all. */
static int load_state(const struct loader *l, const struct tree_node *map, struct law *law) {
	str state = { 0 };
	int r = words_text(l, map, "state", false, &state);

	if (r)
		return r;
	law->proposed = str_eq(state, STR("proposed"));
	law->notice = str_eq(state, STR("notice"));
	if (state.n && !law->proposed && !law->notice)
		return COMPLAIN(l, tree_get(l->tree, map, STR("state")), STR("'state' can only be 'proposed' or 'notice'"));
	return 0;
}

/* Laws that bind need a first day. */
static int load_days(const struct loader *l, const struct tree_node *map, struct law *law) {
	struct span in_force = { 0 };
	int r;

	if ((r = words_span(l, map, &in_force)) || (r = words_date(l, map, "announced", false, &law->announced)))
		return r;
	if (in_force.from == DATE_NONE && !law->proposed && !law->notice)
		return COMPLAIN(l, map, STR("'from' is missing here"));
	if (law->announced != DATE_NONE && in_force.from != DATE_NONE && in_force.from < law->announced)
		return COMPLAIN(l, tree_get(l->tree, map, STR("from")), STR("'from' lies before 'announced'"));
	law->note.from = in_force.from;
	law->note.until = in_force.until;
	return 0;
}

/* The list under `key`, which may only be left out where nobody is bound. */
static int load_bound(const struct loader *l, const struct tree_node *map, const char *key, bool needed, word_check *check,
		      const char *kind, struct strs *ret_list) {
	return needed || tree_get(l->tree, map, str_of(key)) ? words_list_at(l, map, key, check, kind, ret_list) : 0;
}

/* As ids are (design, 5.2): people type them, and `law:a,b` in a query would be two. */
static int check_id(const struct loader *l, const struct tree_node *map, str id) {
	bool good = id.n && id.at[0] != '-' && id.at[0] != '.';

	for (size_t i = 0; i < id.n && good; i++)
		good = (id.at[i] >= 'a' && id.at[i] <= 'z') || byte_is_digit(id.at[i]) || id.at[i] == '-' || id.at[i] == '.';
	return good ? 0 : COMPLAIN(l, tree_get(l->tree, map, STR("law")),
				   STR("the id of a law is made of small letters, digits, dashes and dots, as in nl-zeedorp-2026"));
}

/* What a note says in words, in all languages. */
struct note_said {
	struct said title, authority, citation, scope;
};

static void speak(struct law_note *note, const struct note_said *said, enum tongue language) {
	note->title = said->title.in[language];
	note->authority = said->authority.in[language];
	note->citation = said->citation.in[language];
	note->scope = said->scope.in[language];
	note->language = language;
}

/* The note in every language that the law speaks: what is no text for people is the same in all. */
static int speak_all(const struct loader *l, const struct note_said *said, struct law *law) {
	speak(&law->note, said, TONGUE_EN);
	for (int t = TONGUE_EN + 1; t < TONGUE_COUNT; t++) {
		struct law_note *note;

		if (!(l->speaks >> t & 1))
			continue;
		note = arena_new(l->mem, struct law_note, 1);
		if (!note)
			return -ENOMEM;
		*note = law->note;
		speak(note, said, (enum tongue)t);
		law->spoken[t] = note;
	}
	return 0;
}

static int load_note(const struct loader *l, const struct tree_node *map, bool binds, struct note_said *said,
		     struct law_note *note) {
	static const char *const keys[] = { "title", "authority", "citation", "scope", NULL };
	int r;

	if ((r = words_text(l, map, "law", true, &note->id)) || (r = check_id(l, map, note->id)) ||
	    (r = words_tongues(l, map, keys)) ||
	    (r = words_said(l, map, "title", true, &said->title)) ||
	    (r = words_text(l, map, "jurisdiction", true, &note->jurisdiction)) ||
	    (r = words_said(l, map, "authority", true, &said->authority)) ||
	    (r = words_said(l, map, "citation", true, &said->citation)) ||
	    (r = words_said(l, map, "scope", true, &said->scope)) ||
	    (r = load_bound(l, map, "roles", binds, word_is_role, "role", &note->roles)) ||
	    (r = load_bound(l, map, "acts", binds, word_is_act, "act", &note->acts)))
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

/* An exception may name the clauses that it takes away. */
static int check_exceptions(const struct loader *l, const struct tree_node *map, const struct law *law) {
	const struct tree_node *n = tree_child(l->tree, tree_get(l->tree, map, STR("exceptions")));

	for (size_t i = 0; i < law->exception_count; i++, n = tree_next(l->tree, n)) {
		struct strs named = law->exceptions[i].clauses;

		for (size_t k = 0; k < named.count; k++) {
			size_t c = 0;

			while (c < law->clause_count && !str_eq(law->clauses[c].id, named.at[k]))
				c++;
			if (c == law->clause_count)
				return COMPLAIN(l, tree_get(l->tree, n, STR("clauses")), STR("this law has no clause '"),
						named.at[k], STR("'"));
		}
	}
	return 0;
}

/* A list of the law, of which one wrong entry may be heard and the next be looked at all the same. */
static int load_list(const struct loader *l, const struct tree_node *map, const char *key, bool needed, load_one *one,
		     size_t size, struct many *ret_many) {
	return loader_go_on(l, words_each(l, map, key, needed, one, size, ret_many));
}

static int load_parts(const struct loader *l, const struct tree_node *map, struct law *law) {
	struct many suspended = { 0 }, unsure = { 0 }, changes = { 0 }, clauses = { 0 }, exceptions = { 0 };
	size_t heard = loader_heard(l);
	int r;

	if ((r = load_list(l, map, "suspended", false, load_suspended, sizeof(struct span), &suspended)) ||
	    (r = load_list(l, map, "unsure", false, load_unsure, sizeof(struct doubt), &unsure)) ||
	    (r = load_list(l, map, "changes", false, load_change, sizeof(struct said), &changes)) ||
	    (r = load_list(l, map, "clauses", !law->notice, load_clause, sizeof(struct clause), &clauses)) ||
	    (r = load_list(l, map, "exceptions", false, load_exception, sizeof(struct exception), &exceptions)))
		return r;
	law->suspended = suspended.at;
	law->suspended_count = suspended.count;
	law->unsure = unsure.at;
	law->unsure_count = unsure.count;
	law->clauses = clauses.at;
	law->clause_count = clauses.count;
	law->exceptions = exceptions.at;
	law->exception_count = exceptions.count;
	if (loader_heard(l) == heard && ((r = loader_go_on(l, check_clause_ids(l, map))) ||
					 (r = loader_go_on(l, check_exceptions(l, map, law)))))
		return r;
	return examples_load(l, map, law);
}

static int load_law(const struct loader *l, const struct tree_node *map, struct law *law) {
	static const char *const keys[] = {
		"law", "title", "jurisdiction", "authority", "citation", "announced", "from", "until", "state",
		"suspended", "unsure", "changes", "roles", "acts", "scope", "clauses", "exceptions", "sources",
		"trust", "examples", "counters", WORDS_TONGUES, NULL };
	struct note_said said = { 0 };
	struct loader own = *l;
	int r;

	law->at = map;
	own.speaks = words_spoken(l, map);
	if ((r = loader_go_on(l, tree_only(l->tree, map, keys, l->reterr))) ||
	    (r = loader_go_on(l, load_state(l, map, law))) ||
	    (r = loader_go_on(l, load_note(&own, map, !law->notice, &said, &law->note))) ||
	    (r = loader_go_on(l, load_days(l, map, law))) ||
	    (r = loader_go_on(l, load_trust(l, map, &law->trust))) ||
	    (r = speak_all(&own, &said, law)))
		return r;
	return load_parts(&own, map, law);
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

/* What is loaded before the laws, sorted by id while it grows. */
struct tables {
	struct role_note *roles;
	struct kind_note *kinds;
};

/* What a role or a kind means, in the languages in which it is said. */
static int load_means(const struct loader *l, const struct tree_node *map, struct said *ret_means) {
	static const char *const keys[] = { "means", NULL };
	struct loader own = *l;
	int r;

	own.speaks = words_spoken(l, map);
	r = words_tongues(&own, map, keys);
	return r ? r : words_said(&own, map, "means", true, ret_means);
}

static int insert_role(const struct loader *l, struct role_note *roles, const struct tree_node *map) {
	static const char *const keys[] = { "role", "means", "named", WORDS_TONGUES, NULL };
	struct role_note role = { 0 };
	size_t i = l->laws->role_count;
	int r;

	if ((r = tree_only(l->tree, map, keys, l->reterr)) || (r = words_text(l, map, "role", true, &role.id)) ||
	    (r = load_means(l, map, &role.means)) ||
	    (r = words_yes(l, map, "named", &role.named)))
		return r;
	for (; i > 0 && str_cmp(roles[i - 1].id, role.id) >= 0; i--) {
		if (str_eq(roles[i - 1].id, role.id))
			return COMPLAIN(l, map, STR("the role '"), role.id, STR("' stands elsewhere already"));
		roles[i] = roles[i - 1];
	}
	roles[i] = role;
	l->laws->role_count++;
	return 0;
}

static int insert_kind(const struct loader *l, struct kind_note *kinds, const struct tree_node *map) {
	static const char *const keys[] = { "kind", "means", "class", WORDS_TONGUES, NULL };
	struct kind_note kind = { 0 };
	size_t i = l->laws->kind_count;
	int r;

	if ((r = tree_only(l->tree, map, keys, l->reterr)) || (r = words_text(l, map, "kind", true, &kind.id)) ||
	    (r = load_means(l, map, &kind.means)) ||
	    (r = words_classes(l, map, "class", &kind.classes)))
		return r;
	for (; i > 0 && str_cmp(kinds[i - 1].id, kind.id) >= 0; i--) {
		if (str_eq(kinds[i - 1].id, kind.id))
			return COMPLAIN(l, map, STR("the kind '"), kind.id, STR("' stands elsewhere already"));
		kinds[i] = kinds[i - 1];
	}
	kinds[i] = kind;
	l->laws->kind_count++;
	return 0;
}

/* A law of which anything is wrong is not there. */
static int insert_loaded(const struct loader *l, const struct tree_node *map) {
	size_t heard = loader_heard(l);
	struct law law = { 0 };
	int r = load_law(l, map, &law);

	return r || loader_heard(l) > heard ? r : insert_law(l, &law);
}

/* One entry, in the first round or, when it is a law, in the second. */
static int load_entry(const struct loader *l, const struct tables *tables, const struct tree_node *n, bool first) {
	if (tree_get(l->tree, n, STR("law")))
		return first ? 0 : insert_loaded(l, n);
	if (!first)
		return 0;
	if (tree_get(l->tree, n, STR("role")))
		return insert_role(l, tables->roles, n);
	if (tree_get(l->tree, n, STR("kind")))
		return insert_kind(l, tables->kinds, n);
	return COMPLAIN(l, n, STR("this is neither a law nor a role nor a kind"));
}

int loader_go_on(const struct loader *l, int r) {
	if (r != TREE_WRONG || !l->hear)
		return r;
	l->hear(l->to, l->reterr);
	*l->reterr = (struct complaint){ 0 };
	++*l->wrong;
	return 0;
}

size_t loader_heard(const struct loader *l) {
	return l->wrong ? *l->wrong : 0;
}

static int load_entries(const struct loader *l, const struct tables *tables, bool first) {
	const struct tree *t = l->tree;
	int r = 0;

	for (const struct tree_node *doc = tree_child(t, tree_root(t)); doc && !r; doc = tree_next(t, doc)) {
		if (doc->kind != TREE_LIST && first)
			r = loader_go_on(l, COMPLAIN(l, doc, STR("a file of laws is a list: each law begins with '- law:'")));
		if (doc->kind != TREE_LIST)
			continue;
		for (const struct tree_node *n = tree_child(t, doc); n && !r; n = tree_next(t, n))
			r = loader_go_on(l, load_entry(l, tables, n, first));
	}
	return r;
}

int laws_load_by(struct loader *l) {
	const struct tree *t = l->tree;
	size_t room = 1;
	int r;

	for (const struct tree_node *doc = tree_child(t, tree_root(t)); doc; doc = tree_next(t, doc))
		room += tree_child_count(t, doc);
	struct tables tables = { arena_new(l->mem, struct role_note, room), arena_new(l->mem, struct kind_note, room) };
	l->laws->at = arena_new(l->mem, struct law, room);
	if (!tables.roles || !tables.kinds || !l->laws->at)
		return -ENOMEM;
	l->laws->roles = tables.roles;
	l->laws->kinds = tables.kinds;
	r = load_entries(l, &tables, true);
	return r ? r : load_entries(l, &tables, false);
}

int laws_load(arena *mem, const struct tree *t, const struct registry *r, struct laws *ret_laws,
	      struct complaint *reterr) {
	struct laws laws = { 0 };
	struct loader l = { .mem = mem, .tree = t, .registry = r, .laws = &laws, .reterr = reterr };
	int error = laws_load_by(&l);

	if (!error)
		*ret_laws = laws;
	return error;
}
