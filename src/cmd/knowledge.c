#include "cmd/knowledge.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cmd/image.h"
#include "cmd/version.h"
#include "know/macs.h"
#include "know/registry.h"

static const char *const data_names[DATA_KINDS] = {
	[DATA_COMPANIES] = "companies", [DATA_BRANDS] = "brands", [DATA_MODELS] = "models", [DATA_MACS] = "macs",
	[DATA_MARKS] = "marks", [DATA_LAWS] = "laws", [DATA_WEIGHTS] = "weights", [DATA_MARKETS] = "markets",
	[DATA_FIELDS] = "fields", [DATA_DOSSIERS] = "dossiers", [DATA_REGISTERS] = "registers",
	[DATA_QUESTIONS] = "questions",
};

static const struct tree *const images[DATA_KINDS] = {
	[DATA_COMPANIES] = &image_companies, [DATA_BRANDS] = &image_brands, [DATA_MODELS] = &image_models,
	[DATA_MACS] = &image_macs, [DATA_MARKS] = &image_marks, [DATA_LAWS] = &image_laws, [DATA_WEIGHTS] = &image_weights,
	[DATA_MARKETS] = &image_markets, [DATA_FIELDS] = &image_fields,
	[DATA_DOSSIERS] = &image_dossiers, [DATA_REGISTERS] = &image_registers, [DATA_QUESTIONS] = &image_questions,
};

static int is_yaml(const struct dirent *entry) {
	return entry->d_name[0] != '.' && str_ends(str_of(entry->d_name), STR(".yaml"));
}

static int by_name(const struct dirent **a, const struct dirent **b) {
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Adds the file at work. Its name lives as long as the knowledge: complaints carry it. */
static int add_file(struct knowledge *k, enum data_kind kind, struct complaint *reterr) {
	str text, name = arena_str(&k->mem, str_of(k->path));
	int r = file_map(k->path, &text);

	if (r)
		return r;
	/* Not its path: the same data thinks the same wherever it lies. */
	sha256_text(&k->sum, str_of(data_names[kind]));
	sha256_text(&k->sum, text);
	r = name.at ? yaml_add(k->yaml[kind], name, text, reterr) : -ENOMEM;
	file_unmap(text);
	return r;
}

/* Adds the file FOLDER/KIND.yaml and the files of FOLDER/KIND; what is not there adds nothing. */
static int add_kind(struct knowledge *k, enum data_kind kind, const char *folder, struct complaint *reterr) {
	struct dirent **entries;
	int r, count;

	if (snprintf(k->path, sizeof k->path, "%s/%s.yaml", folder, data_names[kind]) >= (int)sizeof k->path)
		return -ENAMETOOLONG;
	r = add_file(k, kind, reterr);
	if (r && r != -ENOENT)
		return r;
	k->path[strlen(k->path) - strlen(".yaml")] = 0;
	count = scandir(k->path, &entries, is_yaml, by_name);
	if (count < 0)
		return errno == ENOENT ? 0 : -errno;
	r = 0;
	for (int i = 0; i < count; i++) {
		if (!r)
			r = snprintf(k->path, sizeof k->path, "%s/%s/%s", folder, data_names[kind], entries[i]->d_name) <
					    (int)sizeof k->path
				    ? add_file(k, kind, reterr)
				    : -ENAMETOOLONG;
		free(entries[i]);
	}
	free(entries);
	return r;
}

/* The weights are one map and are replaced; everything else is added to. */
static int lay_tree(struct knowledge *k, enum data_kind kind, enum data_base base) {
	struct tree user = yaml_tree(k->yaml[kind]);
	bool single = kind == DATA_WEIGHTS || kind == DATA_MARKETS;
	bool empty = user.node_count <= 1;

	if (empty && (base == DATA_ON_IMAGE || single)) {
		k->trees[kind] = *images[kind];
		return 0;
	}
	if (base == DATA_ALONE || single) {
		k->trees[kind] = user;
		return 0;
	}
	return tree_join(&k->mem, images[kind], &user, &k->trees[kind]);
}

/* The kind with this file's name; DATA_KINDS for none. */
static enum data_kind kind_of(str file) {
	int kind = 0;

	file.n -= strlen(".yaml");
	while (kind < DATA_KINDS && !str_eq(file, str_of(data_names[kind])))
		kind++;
	return (enum data_kind)kind;
}

/* A file whose name is misspelt must not be passed over in silence. */
static int check_names(struct knowledge *k, const char *folder, struct complaint *reterr) {
	struct dirent **entries;
	int count, r = 0;

	snprintf(k->path, sizeof k->path, "%s", folder);
	count = scandir(folder, &entries, is_yaml, by_name);
	if (count < 0)
		return -errno;
	for (int i = 0; i < count; i++) {
		if (!r && kind_of(str_of(entries[i]->d_name)) == DATA_KINDS) {
			*reterr = (struct complaint){ .line = 1, .column = 1 };
			reterr->file = arena_join(&k->mem, (const str[]){ str_of(folder), STR("/"), str_of(entries[i]->d_name) }, 3);
			complaint_say(reterr, (const str[]){ STR("no kind of data has this name: companies, brands, models, macs, marks, "
								 "laws, dossiers, registers, weights, markets, fields") }, 1);
			r = TREE_WRONG;
		}
		free(entries[i]);
	}
	free(entries);
	return r;
}

/* What is sent to other people's devices is not for a file that somebody was handed to decide. */
static int check_questions(const struct knowledge *k, struct complaint *reterr) {
	struct tree user = yaml_tree(k->yaml[DATA_QUESTIONS]);
	const struct tree_node *file = tree_child(&user, tree_root(&user));

	if (!file)
		return 0;
	return TREE_COMPLAIN(&user, file, reterr,
			     STR("what is sent is the program's own alone: a folder of data may neither add questions nor change them"));
}

static int read_folder(struct knowledge *k, enum data_base base, const char *folder, struct complaint *reterr) {
	int wrong = check_names(k, folder, reterr);

	if (wrong)
		return wrong;
	for (int kind = 0; kind < DATA_KINDS; kind++) {
		k->yaml[kind] = yaml_open();
		int r = k->yaml[kind] ? add_kind(k, (enum data_kind)kind, folder, reterr) : -ENOMEM;
		if (!r && kind == DATA_QUESTIONS && base == DATA_ON_IMAGE)
			r = check_questions(k, reterr);
		if (!r)
			r = lay_tree(k, (enum data_kind)kind, base);
		if (r)
			return r;
	}
	return 0;
}

static int add_folder(struct knowledge *k, enum data_base base, const char *folder, struct complaint *reterr) {
	sha256_open(&k->sum);
	sha256_text(&k->sum, STR(BIRTHMARK_VERSION));
	if (base == DATA_ON_IMAGE)
		sha256_bytes(&k->sum, (str){ image_hash, sizeof image_hash });
	int r = read_folder(k, base, folder, reterr), hashed = sha256_close(&k->sum, k->hash);
	if (!r)
		k->path[0] = 0;
	return r ? r : hashed;
}

static int understand(struct knowledge *k, struct complaint *reterr) {
	const struct tree *t = k->trees;
	int r = registry_load(&k->mem, &t[DATA_COMPANIES], &t[DATA_BRANDS], &t[DATA_MODELS], &k->registry, reterr);

	if (!r)
		r = macs_load(&k->mem, &t[DATA_MACS], &k->registry, reterr);
	if (!r)
		r = marks_load(&k->mem, &t[DATA_MARKS], &k->registry, &k->marks, reterr);
	if (!r)
		r = laws_load(&k->mem, &t[DATA_LAWS], &k->registry, &k->laws, reterr);
	if (!r)
		r = dossiers_load(&k->mem, &t[DATA_DOSSIERS], &k->registry, &k->dossiers, reterr);
	if (!r)
		r = registers_load(&k->mem, &t[DATA_REGISTERS], &k->registers, reterr);
	if (!r)
		r = registry_load_markets(&k->mem, &t[DATA_MARKETS], &k->registry, &k->markets, reterr);
	if (!r)
		r = weights_load(&t[DATA_WEIGHTS], markets_find(&k->markets, STR("world")), &k->weights, reterr);
	if (r)
		return r;
	k->matcher = match_open(&k->mem, &k->marks, &k->registry, &k->registers);
	return k->matcher ? 0 : -ENOMEM;
}

int knowledge_open(struct knowledge *k, enum data_base base, const char *folder, struct complaint *reterr) {
	int r = 0;

	*k = (struct knowledge){ .memory = memory_reserve(KNOWLEDGE_MAX) };
	if (!k->memory)
		return -ENOMEM;
	memory_large_pages(k->memory, KNOWLEDGE_MAX);
	k->mem = arena_over(k->memory, KNOWLEDGE_MAX);
	for (int kind = 0; kind < DATA_KINDS; kind++)
		k->trees[kind] = *images[kind];
	memcpy(k->hash, image_hash, sizeof k->hash);
	if (folder)
		r = add_folder(k, base, folder, reterr);
	return r ? r : understand(k, reterr);
}

void knowledge_close(struct knowledge *k) {
	for (int kind = 0; kind < DATA_KINDS; kind++)
		yaml_close(k->yaml[kind]);
	memory_release(k->memory, KNOWLEDGE_MAX);
	*k = (struct knowledge){ 0 };
}
