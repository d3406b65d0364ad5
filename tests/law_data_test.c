/*
 * Loads data/companies, data/brands and data/laws as they stand and runs the
 * examples of every law. Writes TAP.
 *
 * usage: law_data_test DATA_DIRECTORY
 */

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/yaml.h"
#include "know/registry.h"
#include "law/law.h"

enum { FILES_MAX = 128, PATH_MAX_HERE = 512, MEMORY = 64 << 20 };

static char paths[FILES_MAX][PATH_MAX_HERE];
static int path_count;

static void stop(const char *where, const struct complaint *c) {
	printf("Bail out! %s: %.*s:%u:%u: %s\n", where, STR_ARG(c->file), c->line, c->column, c->what);
	exit(1);
}

static int is_yaml(const struct dirent *entry) {
	const char *dot = strrchr(entry->d_name, '.');

	return dot && !strcmp(dot, ".yaml");
}

/* All YAML files of one directory, by name. */
static struct tree tree_of(struct yaml *y, const char *data, const char *directory) {
	char folder[PATH_MAX_HERE / 2];
	struct dirent **entries;

	snprintf(folder, sizeof folder, "%s/%s", data, directory);
	int count = scandir(folder, &entries, is_yaml, alphasort);
	for (int i = 0; i < count && path_count < FILES_MAX; i++) {
		struct complaint c = { 0 };
		char *path = paths[path_count++];
		str text;

		snprintf(path, PATH_MAX_HERE, "%s/%.250s", folder, entries[i]->d_name);
		if (file_map(path, &text) || yaml_add(y, str_of(path), text, &c))
			stop(path, &c);
		file_unmap(text);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return yaml_tree(y);
}

int main(int argc, char **argv) {
	static const char *const directories[] = { "companies", "brands", "models", "laws" };
	struct yaml *yamls[4];
	struct tree trees[4];
	struct complaint c = { 0 };
	struct registry registry;
	struct laws laws;

	if (argc != 2)
		return 2;
	for (int i = 0; i < 4; i++) {
		yamls[i] = yaml_open();
		trees[i] = tree_of(yamls[i], argv[1], directories[i]);
	}
	void *memory = memory_reserve(MEMORY);
	arena mem = arena_over(memory, MEMORY);
	if (registry_load(&mem, &trees[0], &trees[1], &trees[2], &registry, &c))
		stop("registry", &c);
	if (laws_load(&mem, &trees[3], &registry, &laws, &c))
		stop("laws", &c);
	int wrong = laws_check(mem, &laws, &trees[3], &registry, &c);
	printf("1..2\n%s 1 - at least 82 laws: %zu\n", laws.count >= 82 ? "ok" : "not ok", laws.count);
	printf("%s 2 - every example of every law\n", wrong ? "not ok" : "ok");
	if (wrong)
		printf("# %.*s:%u: %s\n", STR_ARG(c.file), c.line, c.what);
	for (int i = 0; i < 4; i++)
		yaml_close(yamls[i]);
	memory_release(memory, MEMORY);
	return wrong != 0;
}
