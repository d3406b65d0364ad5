/*
 * Dossiers from data/dossiers. A dossier is about people who can be hurt by
 * it: what is not sourced, or says more than its source, does not get in.
 */
#include "know/dossiers.h"

#include <errno.h>

#include "know/form.h"
#include "know/registry.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

#define FIELD(kind, key, needed, type, field) { key, kind, needed, offsetof(struct type, field), NULL, 0 }
#define WORD(key, needed, type, field, words) { key, BLANK_WORD, needed, offsetof(struct type, field), words, 0 }
#define OTHER(key, needed) { key, BLANK_OTHER, needed, 0, NULL, 0 }
#define END { NULL, BLANK_OTHER, false, 0, NULL, 0 }

/* What every statement has: whoever reads it must be able to check it. */
#define SOURCED(what_needed, by_needed) \
	FIELD(BLANK_TEXT, "what", what_needed, statement, what), FIELD(BLANK_TEXT, "by", by_needed, statement, by), \
	FIELD(BLANK_DATE, "on", false, statement, on), FIELD(BLANK_TEXT, "source", true, statement, source), \
	WORD("trust", true, statement, trust, trust_names), FIELD(BLANK_TEXT, "note", false, statement, note)

static const struct blank dossier_blanks[] = {
	FIELD(BLANK_ID, "dossier", true, dossier, company),
	FIELD(BLANK_TEXT, "read", true, dossier, read),
	FIELD(BLANK_DATE, "read-until", true, dossier, read_until),
	OTHER("former-names", false), OTHER("allegations", false), OTHER("answers", false), OTHER("decisions", false),
	OTHER("claims", false), OTHER("questions", false), END,
};

static const struct blank allegation_blanks[] = {
	FIELD(BLANK_ID, "id", true, statement, id), WORD("about", true, statement, about, matter_names),
	SOURCED(true, true), END,
};

static const struct blank answer_blanks[] = {
	FIELD(BLANK_TEXTS, "to", false, statement, to), SOURCED(true, false), END,
};

static const struct blank decision_blanks[] = {
	FIELD(BLANK_TEXT, "law", false, statement, law), SOURCED(false, true), END,
};

static const struct blank claim_blanks[] = { SOURCED(true, false), END };

static const struct blank name_blanks[] = {
	FIELD(BLANK_TEXT, "name", true, former_name, name), FIELD(BLANK_TEXT, "until", false, former_name, until),
	FIELD(BLANK_TEXT, "source", true, former_name, source), WORD("trust", true, former_name, trust, trust_names), END,
};

static const struct blank question_blanks[] = {
	WORD("step", true, open_question, step, step_names), FIELD(BLANK_TEXT, "ask", true, open_question, ask),
	FIELD(BLANK_TEXT, "because", true, open_question, because), END,
};

static const struct {
	const struct blank *blanks;
	const char *one;
} parts[PART_COUNT] = {
	[PART_ALLEGATIONS] = { allegation_blanks, "an allegation" }, [PART_ANSWERS] = { answer_blanks, "an answer" },
	[PART_DECISIONS] = { decision_blanks, "a decision" }, [PART_CLAIMS] = { claim_blanks, "a claim" },
};

/* Said of a deed they say what somebody meant by it, or judge it, which no source can show and a dossier must not do. */
static const char *const verdict_words[] = {
	"deliberately", "intentionally", "knowingly", "maliciously", "criminally", "shamelessly", "obviously", "so-called",
	"spy camera", "spies on", NULL,
};

static bool has_word(str text, str word) {
	for (size_t i = 0; i + word.n <= text.n; i++)
		if (str_eq_nocase((str){ text.at + i, word.n }, word))
			return true;
	return false;
}

static int check_neutral(const struct form *f, const struct tree_node *n) {
	const struct tree_node *what = tree_get(f->tree, n, STR("what"));

	for (size_t i = 0; what && verdict_words[i]; i++)
		if (has_word(tree_text(f->tree, what), str_of(verdict_words[i])))
			return COMPLAIN(f, what, STR("'"), str_of(verdict_words[i]),
					STR("' judges: say what was said or done, and by whom, not what somebody meant"));
	return 0;
}

static int check_statement(const struct form *f, const struct tree_node *n, enum dossier_part part,
			   const struct statement *s, const struct dossier *d) {
	if (part == PART_DECISIONS && s->law.n == 0 && s->what.n == 0)
		return COMPLAIN(f, n, STR("a decision needs 'law' or 'what'"));
	if (s->on != DATE_NONE && s->on > d->read_until)
		return COMPLAIN(f, tree_get(f->tree, n, STR("on")), STR("this day comes after 'read-until'"));
	return check_neutral(f, n);
}

static bool earlier(const void *all, uint32_t a, uint32_t b) {
	const struct statement *s = all;

	return s[a].on != DATE_NONE && (s[b].on == DATE_NONE || s[a].on < s[b].on);
}

/* By their days, whatever order the file has them in. */
static int put_in_order(const struct form *f, struct statement *at, size_t count, struct statements *ret) {
	uint32_t *order = form_order(f->mem, count, earlier, at);
	struct statement *sorted = arena_new(f->mem, struct statement, count);

	if (!order || !sorted)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++)
		sorted[i] = at[order[i]];
	*ret = (struct statements){ sorted, count };
	return 0;
}

enum { STATEMENTS_MAX = 512 }; /* of one kind in one dossier: each is looked up among the others; ours have under ten */

/* The list under `key`; none when it does not stand there. */
static int list_at(const struct form *f, const struct tree_node *entry, const char *key,
		   const struct tree_node **ret_first, size_t *ret_count) {
	const struct tree_node *list = tree_get(f->tree, entry, str_of(key));

	if (list && list->kind != TREE_LIST)
		return COMPLAIN(f, list, STR("'"), str_of(key), STR("' needs a list of maps"));
	*ret_first = tree_child(f->tree, list);
	*ret_count = tree_child_count(f->tree, list);
	if (*ret_count > STATEMENTS_MAX)
		return COMPLAIN(f, list, STR("more than 512 entries stand here"));
	return 0;
}

static int read_part(const struct form *f, const struct tree_node *entry, enum dossier_part part, struct dossier *d) {
	const struct tree_node *n;
	size_t count = 0, i = 0;
	int r = list_at(f, entry, part_names[part], &n, &count);

	if (r || count == 0)
		return r;
	struct statement *at = arena_new(f->mem, struct statement, count);
	if (!at)
		return -ENOMEM;
	for (; n; n = tree_next(f->tree, n), i++) {
		at[i] = (struct statement){ .on = DATE_NONE };
		if ((r = form_fill(f, n, parts[part].one, parts[part].blanks, &at[i])) ||
		    (r = check_statement(f, n, part, &at[i], d)))
			return r;
		at[i].when = tree_get_text(f->tree, n, STR("on"));
	}
	return put_in_order(f, at, count, &d->parts[part]);
}

static const struct tree_node *with_id(const struct tree *t, const struct tree_node *first,
				       const struct tree_node *end, str id) {
	const struct tree_node *n = first;

	while (n != end && !str_eq(tree_get_text(t, n, STR("id")), id))
		n = tree_next(t, n);
	return n;
}

/* Whom an answer answers must stand there, and once. */
static int check_ids(const struct form *f, const struct tree_node *entry) {
	const struct tree *t = f->tree;
	const struct tree_node *first = tree_child(t, tree_get(t, entry, STR("allegations")));
	const struct tree_node *answer = tree_child(t, tree_get(t, entry, STR("answers")));

	for (const struct tree_node *n = first; n; n = tree_next(t, n))
		if (with_id(t, first, n, tree_get_text(t, n, STR("id"))) != n)
			return COMPLAIN(f, n, STR("two allegations of this dossier have this id"));
	for (; answer; answer = tree_next(t, answer)) {
		const struct tree_node *to = tree_child(t, tree_get(t, answer, STR("to")));

		for (; to; to = tree_next(t, to))
			if (!with_id(t, first, NULL, tree_text(t, to)))
				return COMPLAIN(f, to, STR("there is no allegation '"), tree_text(t, to), STR("' in this dossier"));
	}
	return 0;
}

static int read_names(const struct form *f, const struct tree_node *entry, struct dossier *d) {
	const struct tree_node *n;
	size_t count = 0, i = 0;
	int r = list_at(f, entry, "former-names", &n, &count);
	struct former_name *at = arena_new(f->mem, struct former_name, count);

	if (r || !at)
		return r ? r : -ENOMEM;
	for (; n && !r; n = tree_next(f->tree, n))
		r = form_fill(f, n, "a former name", name_blanks, &at[i++]);
	d->former_names = at;
	d->former_name_count = count;
	return r;
}

static int read_questions(const struct form *f, const struct tree_node *entry, struct dossier *d) {
	const struct tree_node *n;
	size_t count = 0, i = 0;
	int r = list_at(f, entry, "questions", &n, &count);
	struct open_question *at = arena_new(f->mem, struct open_question, count);

	if (r || !at)
		return r ? r : -ENOMEM;
	for (; n && !r; n = tree_next(f->tree, n))
		r = form_fill(f, n, "a question", question_blanks, &at[i++]);
	d->questions = (struct asked){ at, count };
	return r;
}

static int read_dossier(const struct form *f, const struct tree_node *entry, const struct registry *r,
			struct dossier *d) {
	int error = form_fill(f, entry, "a dossier", dossier_blanks, d);

	if (!error && !registry_company(r, d->company))
		error = COMPLAIN(f, tree_get(f->tree, entry, STR("dossier")), STR("no company has the id '"), d->company,
				 STR("'"));
	for (int part = 0; part < PART_COUNT && !error; part++)
		error = read_part(f, entry, (enum dossier_part)part, d);
	if (!error)
		error = check_ids(f, entry);
	if (!error)
		error = read_names(f, entry, d);
	return error ? error : read_questions(f, entry, d);
}

static bool company_before(const void *all, uint32_t a, uint32_t b) {
	const struct dossier *d = all;

	return str_cmp(d[a].company, d[b].company) < 0;
}

int dossiers_load(arena *mem, const struct tree *t, const struct registry *r, struct dossiers *ret_dossiers,
		  struct complaint *reterr) {
	struct form form = { mem, t, reterr }, *f = &form;
	const struct tree_node *document;
	size_t count = 0, i = 0;
	int error = form_count(f, &count);

	if (error)
		return error;
	struct dossier *at = arena_new(mem, struct dossier, count), *sorted = arena_new(mem, struct dossier, count);
	const struct tree_node **nodes = arena_new(mem, const struct tree_node *, count);
	if (!at || !sorted || !nodes)
		return -ENOMEM;
	for (const struct tree_node *n = form_first(t, &document); n; n = form_next(t, &document, n)) {
		error = read_dossier(f, n, r, &at[i]);
		if (error)
			return error;
		nodes[i++] = n;
	}
	uint32_t *order = form_order(mem, count, company_before, at);
	if (!order)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		sorted[i] = at[order[i]];
		if (i && str_eq(sorted[i - 1].company, sorted[i].company))
			return COMPLAIN(f, nodes[order[i]], STR("this company has a dossier already"));
	}
	*ret_dossiers = (struct dossiers){ sorted, count };
	return 0;
}
