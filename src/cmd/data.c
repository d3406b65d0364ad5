/*
 * birthmark data check [FOLDER]: are these data files good? Every mark and
 * law is run against its own examples.
 */

#include <errno.h>
#include <string.h>

#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/fields.h"
#include "know/check.h"
#include "know/form.h"
#include "know/macs.h"
#include "sense/questions.h"

static void say_wrong(void *context, const struct complaint *c) {
	(void)context;
	say_complaint(NULL, c);
}

struct listener {
	const struct options *o;
};

static void warn(void *context, const struct complaint *c) {
	const struct listener *l = context;

	say_warning(l->o, "%.*s:%u:%u: %s", STR_ARG(c->file), c->line, c->column, c->what);
}

/* What is written FIELD|FIELD: PATTERN, under `when` or `unless`. */
static size_t check_names(const struct tree *t, const struct fields *f, const struct tree_node *conditions) {
	size_t wrong = 0;

	for (const struct tree_node *n = tree_child(t, conditions); n; n = tree_next(t, n)) {
		for (str names = tree_key(t, n); names.at;) {
			str name = str_trim(str_cut(&names, '|'));
			struct complaint c;

			if (fields_have(f, name) || str_eq(name, MARK_MODEL_FIELD))
				continue;
			TREE_COMPLAIN(t, n, &c, STR("no reader gives '"), name, STR("', and fields.yaml does not list it"));
			say_complaint(NULL, &c);
			wrong++;
		}
	}
	return wrong;
}

/* A mark that waits for a field which nothing gives never speaks, and nobody would notice. */
static int check_fields(const struct knowledge *k, size_t *ret_wrong, struct complaint *reterr) {
	const struct tree *t = &k->trees[DATA_MARKS];
	arena mem = k->mem;
	struct fields f;
	int r = fields_open(&f, &mem, &k->trees[DATA_FIELDS], reterr);

	if (r)
		return r;
	for (size_t i = 0; i < k->marks.count; i++) {
		*ret_wrong += check_names(t, &f, tree_get(t, k->marks.at[i].node, STR("when")));
		*ret_wrong += check_names(t, &f, tree_get(t, k->marks.at[i].node, STR("unless")));
	}
	return 0;
}

/* The table of all that is sent must be whole before anything is. */
static int check_questions(const struct knowledge *k, struct complaint *reterr) {
	arena mem = k->mem;
	struct questions questions;

	return questions_load(&mem, &k->trees[DATA_QUESTIONS], &questions, reterr);
}

/* A decision that names a restriction names one that is known; the room of the dossiers does not know laws. */
static size_t check_decisions(const struct knowledge *k) {
	const struct tree *t = &k->trees[DATA_DOSSIERS];
	const struct tree_node *document;
	size_t wrong = 0;

	for (const struct tree_node *d = form_first(t, &document); d; d = form_next(t, &document, d)) {
		const struct tree_node *one = tree_child(t, tree_get(t, d, str_of(part_names[PART_DECISIONS])));

		for (; one; one = tree_next(t, one)) {
			str law = tree_get_text(t, one, STR("law"));
			struct complaint c;

			if (law.n == 0 || laws_find(&k->laws, law) < k->laws.count)
				continue;
			TREE_COMPLAIN(t, tree_get(t, one, STR("law")), &c, STR("no restriction has the id '"), law, STR("'"));
			say_complaint(NULL, &c);
			wrong++;
		}
	}
	return wrong;
}

/* Likewise the rules that claims of registers speak of. */
static size_t check_claims(const struct knowledge *k) {
	const struct tree *t = &k->trees[DATA_REGISTERS];
	const struct tree_node *document;
	size_t wrong = 0;

	for (const struct tree_node *n = form_first(t, &document); n; n = form_next(t, &document, n)) {
		str law = tree_get_text(t, n, STR("law"));
		struct complaint c;

		if (law.n == 0 || laws_find(&k->laws, law) < k->laws.count)
			continue;
		TREE_COMPLAIN(t, tree_get(t, n, STR("law")), &c, STR("claims cannot speak of '"), law, STR("': no restriction has this id"));
		say_complaint(NULL, &c);
		wrong++;
	}
	return wrong;
}

static void print_counts_json(const struct knowledge *k, const struct marks_tally *tally, bool good) {
	const struct {
		const char *name;
		size_t count;
	} counts[] = {
		{ "companies", k->registry.company_count }, { "brands", k->registry.brand_count },
		{ "pairs", k->registry.pair_count },        { "laws", k->laws.count },
		{ "marks", tally->marks },                  { "examples", tally->examples },
		{ "counters", tally->counters },            { "mac_blocks", macs_block_count() },
		{ "dossiers", k->dossiers.count },
	};
	struct json_out j = json_out_to(stdout);

	json_out_object(&j);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		json_out_key_str(&j, str_of(counts[i].name));
		json_out_u64(&j, counts[i].count);
	}
	json_out_pair_bool(&j, "good", good);
	json_out_object_end(&j);
	json_out_line(&j);
}

static void print_counts(const struct knowledge *k, const struct marks_tally *tally) {
	say_line(stdout, "%zu companies, %zu dossiers, %zu brands, %zu pairs of models, %zu laws", k->registry.company_count,
	       k->dossiers.count, k->registry.brand_count, k->registry.pair_count, k->laws.count);
	say_line(stdout, "%zu marks, %zu examples and %zu counter-examples, each run against every mark", tally->marks,
	       tally->examples, tally->counters);
	say_line(stdout, "%zu MAC blocks: %.*s", macs_block_count(), STR_ARG(macs_note.source));
}

static void print_remembered_statements(const struct dossier *d) {
	for (int part = 0; part < PART_COUNT; part++)
		for (size_t i = 0; i < d->parts[part].count; i++)
			if (d->parts[part].at[i].trust == TRUST_HINT)
				say_line(stdout, "dossier %.*s: %.*s", STR_ARG(d->company), STR_ARG(d->parts[part].at[i].what));
}

/* What rests on memory alone is at most a hint, and people should know which it is. */
static void print_hints(const struct knowledge *k) {
	arena mem = k->mem;
	const struct law_page *pages = laws_pages(&mem, &k->laws, &k->trees[DATA_LAWS]);

	for (size_t i = 0; pages && i < k->laws.count; i++)
		if (pages[i].trust == TRUST_HINT)
			say_line(stdout, "law %.*s: %.*s", STR_ARG(pages[i].note->id), STR_ARG(pages[i].note->sources.at[0]));
	for (size_t i = 0; i < k->dossiers.count; i++)
		print_remembered_statements(&k->dossiers.at[i]);

	for (size_t i = 0; i < k->registry.company_count; i++)
		if (k->registry.companies[i].trust == TRUST_HINT)
			say_line(stdout, "company %.*s: %.*s", STR_ARG(k->registry.companies[i].id),
			       STR_ARG(k->registry.companies[i].source));
	for (size_t i = 0; i < k->registry.brand_count; i++)
		if (k->registry.brands[i].trust == TRUST_HINT)
			say_line(stdout, "brand %.*s", STR_ARG(k->registry.brands[i].id));
	for (size_t i = 0; i < k->marks.count; i++)
		if (k->marks.at[i].note.trust == TRUST_HINT)
			say_line(stdout, "mark %.*s: %.*s", STR_ARG(k->marks.at[i].note.id), STR_ARG(k->marks.at[i].note.source));
}

static enum exit_code check(const struct knowledge *k, const struct options *o) {
	struct complaint c = { 0 };
	struct listener listener = { o };
	struct marks_tally tally = marks_check(k->mem, k->matcher, &k->marks, &k->trees[DATA_MARKS], &k->registry,
					       say_wrong, NULL);

	if (tally.wrong == SIZE_MAX)
		return say_errno("memory", -ENOMEM);
	int r = laws_check(k->mem, &k->laws, &k->trees[DATA_LAWS], &k->registry, &c);
	if (!r)
		r = check_fields(k, &tally.wrong, &c);
	if (!r)
		r = check_questions(k, &c);
	if (r == TREE_WRONG)
		say_complaint(NULL, &c);
	macs_unknown_names(&k->trees[DATA_COMPANIES], warn, &listener);
	macs_unknown_names(&k->trees[DATA_BRANDS], warn, &listener);
	if (r < 0)
		return say_errno("memory", -ENOMEM);
	tally.wrong += check_decisions(k) + check_claims(k);
	bool good = r == 0 && tally.wrong == 0;
	if (o->json)
		print_counts_json(k, &tally, good);
	else
		print_counts(k, &tally);
	if (o->strict && !o->json)
		print_hints(k);
	return good ? EXIT_DONE : EXIT_BAD_DATA;
}

enum exit_code command_data(const struct options *o) {
	static struct knowledge k;
	struct complaint c = { 0 };
	const char *folder = o->argument_count > 1 ? o->arguments[1] : o->data;

	if (strcmp(o->arguments[0], "check") != 0) {
		fputs("birthmark data: ", stderr);
		say_line(stderr, "the only thing to do with data is `check`, not '%s'", o->arguments[0]);
		return EXIT_BAD_USAGE;
	}
	int r = knowledge_open(&k, o->alone && folder ? DATA_ALONE : DATA_ON_IMAGE, folder, &c);
	if (r == TREE_WRONG)
		say_complaint(NULL, &c);
	enum exit_code code = EXIT_BAD_DATA;
	if (r <= 0)
		code = r ? say_errno(k.path[0] ? k.path : N_("the data"), r) : check(&k, o);
	knowledge_close(&k);
	return say_done(code);
}
