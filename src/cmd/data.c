/*
 * birthmark data check [FOLDER]: are these data files good? Every mark and
 * law is run against its own examples.
 */

#include <errno.h>
#include <string.h>

#include "cmd/commands.h"
#include "cmd/desk.h"
#include "know/check.h"

static void say_wrong(void *context, const struct complaint *c) {
	(void)context;
	say_complaint(NULL, c);
}

static void print_counts_json(const struct knowledge *k, const struct marks_tally *tally, bool good) {
	const struct {
		const char *name;
		size_t count;
	} counts[] = {
		{ "companies", k->registry.company_count }, { "brands", k->registry.brand_count },
		{ "pairs", k->registry.pair_count },        { "laws", k->laws.count },
		{ "marks", tally->marks },                  { "examples", tally->examples },
		{ "counters", tally->counters },
	};
	struct json_out j = json_out_to(stdout);

	json_out_object(&j);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		json_out_key(&j, counts[i].name);
		json_out_u64(&j, counts[i].count);
	}
	json_out_key(&j, "good");
	json_out_bool(&j, good);
	json_out_object_end(&j);
	json_out_line(&j);
}

static void print_counts(const struct knowledge *k, const struct marks_tally *tally) {
	printf("%zu companies, %zu brands, %zu pairs of models, %zu laws\n", k->registry.company_count,
	       k->registry.brand_count, k->registry.pair_count, k->laws.count);
	printf("%zu marks, %zu examples and %zu counter-examples, each run against every mark\n", tally->marks,
	       tally->examples, tally->counters);
}

/* What rests on memory alone is at most a hint, and people should know which it is. */
static void print_hints(const struct knowledge *k) {
	for (size_t i = 0; i < k->registry.company_count; i++)
		if (k->registry.companies[i].trust == TRUST_HINT)
			printf("company %.*s: %.*s\n", STR_ARG(k->registry.companies[i].id),
			       STR_ARG(k->registry.companies[i].source));
	for (size_t i = 0; i < k->registry.brand_count; i++)
		if (k->registry.brands[i].trust == TRUST_HINT)
			printf("brand %.*s\n", STR_ARG(k->registry.brands[i].id));
	for (size_t i = 0; i < k->marks.count; i++)
		if (k->marks.at[i].note.trust == TRUST_HINT)
			printf("mark %.*s: %.*s\n", STR_ARG(k->marks.at[i].note.id), STR_ARG(k->marks.at[i].note.source));
}

static enum exit_code check(const struct knowledge *k, const struct options *o) {
	struct complaint c = { 0 };
	struct marks_tally tally = marks_check(k->mem, k->matcher, &k->marks, &k->trees[DATA_MARKS], &k->registry,
					       say_wrong, NULL);
	int r = laws_check(k->mem, &k->laws, &k->trees[DATA_LAWS], &k->registry, &c);

	if (r == TREE_WRONG)
		say_complaint(NULL, &c);
	if (r < 0 || tally.wrong == SIZE_MAX)
		return say_errno("memory", -ENOMEM);
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
		fprintf(stderr, "birthmark data: the only thing to do with data is `check`, not '%s'\n", o->arguments[0]);
		return EXIT_BAD_USAGE;
	}
	int r = knowledge_open(&k, o->alone && folder ? DATA_ALONE : DATA_ON_IMAGE, folder, &c);
	if (r == TREE_WRONG)
		say_complaint(NULL, &c);
	enum exit_code code = EXIT_BAD_DATA;
	if (r <= 0)
		code = r ? say_errno(folder ? folder : "the data", r) : check(&k, o);
	knowledge_close(&k);
	return say_done(code);
}
