/*
 * Writes data files as C tables, so that the program starts with everything
 * known and no YAML to read. usage: pack OUTPUT.c NAME=FOLDER… , where a
 * FOLDER's *.yaml become the tree `image_NAME`; a single file will do too.
 * `image_hash` is the SHA-256 over birthmark's version, and the names and the bytes of all these files.
 */

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/yaml.h"
#include "cmd/version.h"

static int by_name(const struct dirent **a, const struct dirent **b) {
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_yaml(const struct dirent *entry) {
	return entry->d_name[0] != '.' && str_ends(str_of(entry->d_name), STR(".yaml"));
}

static int add_file(struct yaml *y, struct sha256 *sum, const char *path, const char *name) {
	struct complaint c = { 0 };
	str text;
	int r = file_map(path, &text);

	if (r)
		return fprintf(stderr, "%s: %s\n", path, strerror(-r)), 1;
	sha256_text(sum, str_of(name));
	sha256_text(sum, text);
	r = yaml_add(y, str_of(name), text, &c);
	if (r == TREE_WRONG)
		fprintf(stderr, "%s:%u:%u: %s\n", path, c.line, c.column, c.what);
	file_unmap(text);
	return r;
}

/* Names are kept as "marks/axis.yaml", whatever folder they were built from; `mem` keeps them for the tree. */
static int add_folder(struct yaml *y, struct sha256 *sum, arena *mem, const char *name, const char *folder) {
	struct dirent **entries;
	int count = scandir(folder, &entries, is_yaml, by_name), r = 0;

	if (count < 0 && errno == ENOTDIR)
		return add_file(y, sum, folder, strrchr(folder, '/') ? strrchr(folder, '/') + 1 : folder);
	if (count < 0)
		return fprintf(stderr, "%s: %s\n", folder, strerror(errno)), 1;
	for (int i = 0; i < count; i++) {
		str entry = str_of(entries[i]->d_name);
		str path = arena_join(mem, (const str[]){ str_of(folder), STR("/"), entry }, 3);
		str kept = arena_join(mem, (const str[]){ str_of(name), STR("/"), entry }, 3);

		/* A joined text ends with a NUL. */
		if (!r)
			r = path.at && kept.at ? add_file(y, sum, (const char *)path.at, (const char *)kept.at) : 1;
		free(entries[i]);
	}
	free(entries);
	return r;
}

static void write_pool(FILE *out, const char *name, const struct tree *t) {
	fprintf(out, "static const unsigned char pool_%s[] = {", name);
	for (uint32_t i = 0; i < t->pool_size; i++)
		fprintf(out, "%s%u,", i % 32 ? "" : "\n", t->pool[i]);
	fprintf(out, "\n0};\n");
}

static void write_tree(FILE *out, const char *name, const struct tree *t) {
	write_pool(out, name, t);
	fprintf(out, "static const struct tree_node nodes_%s[] = {\n", name);
	for (uint32_t i = 0; i < t->node_count; i++) {
		const struct tree_node *n = &t->nodes[i];
		fprintf(out, "{%u,%u,%u,%u,%u,%u,%u,%u,%u,%u},\n", n->kind, n->file, n->line, n->column, n->text,
			n->text_size, n->key, n->key_size, n->child, n->next);
	}
	fprintf(out, "};\nstatic const str files_%s[] = {\n", name);
	for (uint32_t i = 0; i < t->file_count; i++)
		fprintf(out, "{ (const uint8_t *)\"%.*s\", %zu },\n", STR_ARG(t->files[i]), t->files[i].n);
	fprintf(out, "{ 0 }};\nconst struct tree image_%s = { nodes_%s, %u, pool_%s, %u, files_%s, %u };\n\n", name,
		name, t->node_count, name, t->pool_size, name, t->file_count);
}

static int write_image(FILE *out, struct sha256 *sum, char *argument) {
	static uint8_t room[256 * 1024]; /* names of some thousand files */
	arena mem = arena_over(room, sizeof room);
	char *folder = strchr(argument, '=');
	struct yaml *y = yaml_open();
	int r = 1;

	if (y && folder) {
		*folder++ = 0;
		r = add_folder(y, sum, &mem, argument, folder);
	}
	if (!r) {
		struct tree t = yaml_tree(y);
		write_tree(out, argument, &t);
	}
	yaml_close(y);
	return r;
}

static int write_hash(FILE *out, struct sha256 *sum) {
	uint8_t digest[SHA256_SIZE];
	int r = sha256_close(sum, digest);

	fprintf(out, "const uint8_t image_hash[%d] = { ", SHA256_SIZE);
	for (size_t i = 0; !r && i < sizeof digest; i++)
		fprintf(out, "%u, ", digest[i]);
	fprintf(out, "};\n");
	return r;
}

int main(int argc, char *argv[]) {
	struct file_new out;
	struct sha256 sum;

	if (argc < 3)
		return fprintf(stderr, "usage: pack OUTPUT.c NAME=FOLDER…\n"), 2;
	if (file_create(&out, argv[1]))
		return fprintf(stderr, "%s: cannot be written\n", argv[1]), 1;
	fprintf(out.to, "#include \"cmd/image.h\"\n\n");
	sha256_open(&sum);
	sha256_text(&sum, STR(BIRTHMARK_VERSION));
	for (int i = 2; i < argc; i++) {
		if (write_image(out.to, &sum, argv[i])) {
			file_abandon(&out);
			return 1;
		}
	}
	if (write_hash(out.to, &sum)) {
		file_abandon(&out);
		return 1;
	}
	return file_commit(&out) != 0;
}
