/* Data files of a stranger: YAML, marks and their patterns, dossiers, and laws of which all complaints are heard. */

#include <stdlib.h>

#include "base/file.h"
#include "base/yaml.h"
#include "know/dossiers.h"
#include "know/match.h"
#include "law/law.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everybody whom a file can name in a few bytes. */
static const struct company firms[] = {
	{ .id = STR_INIT("a"), .name = STR_INIT("A"), .country = STR_INIT("CN") },
	{ .id = STR_INIT("b"), .name = STR_INIT("B"), .country = STR_INIT("NL") },
};

static void hear(void *to, const struct complaint *c) {
	size_t *heard = to;

	*heard += c->what[0] != 0;
}

static void try_laws_and_dossiers(arena mem, const struct tree *t) {
	const struct registry r = { .companies = firms, .company_count = 2 };
	struct complaint c = { 0 };
	struct dossiers dossiers;
	size_t heard = 0, wrong = 0;

	if (dossiers_load(&mem, t, &r, &dossiers, &c) == 0)
		for (size_t i = 0; i < dossiers.count; i++)
			diligence_questions(&mem, &(struct diligence){ &firms[0], &dossiers.at[i], NULL, 20000 });
	if (laws_check_each(mem, t, &r, hear, &heard, &wrong) == 0 && heard != wrong)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	enum { ROOM = 64 << 20 };
	static void *memory;
	static const struct registry nobody;
	static const struct registers no_words;
	struct complaint c = { 0 };
	struct yaml *y = yaml_open();
	struct marks marks;

	if (!memory)
		memory = memory_reserve(ROOM);
	if (!memory || !y)
		abort();
	arena mem = arena_over(memory, ROOM);
	if (yaml_add(y, STR("fuzz"), (str){ data, size }, &c) == 0) {
		struct tree t = yaml_tree(y);

		try_laws_and_dossiers(mem, &t);
		if (marks_load(&mem, &t, &nobody, &marks, &c) == 0) {
			struct obs seen = { .field = STR("x"), .value = { data, size } };
			struct matcher *m = match_open(&mem, &marks, &nobody, &no_words);
			struct matching *w = m ? matching_open(&mem, m) : NULL;

			if (w)
				match_device(m, w, &mem, &seen, 1);
		}
	}
	yaml_close(y);
	return 0;
}
