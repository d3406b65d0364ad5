#include "cmd/laws_check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/translate.h"
#include "show/prose.h"

enum {
	FILE_MAX = 1 << 20,   /* bytes of one file; the largest of ours has under 40 KiB */
	COMPLAINTS_MAX = 200, /* that are said; who has more begins with these */
};

struct complaints {
	struct complaint at[COMPLAINTS_MAX];
	size_t count, more;
};

static void hear(void *to, const struct complaint *c) {
	struct complaints *all = to;

	if (all->count == COMPLAINTS_MAX)
		all->more++;
	else
		all->at[all->count++] = *c;
}

static int by_place(const void *a, const void *b) {
	const struct complaint *first = a, *second = b;
	int order = str_cmp(first->file, second->file);

	if (!order)
		order = (first->line > second->line) - (first->line < second->line);
	return order ? order : (first->column > second->column) - (first->column < second->column);
}

/* A file that is no YAML at all is told of, and the others are still read. */
static int read_file(struct bench *b, const char *path, struct complaints *heard) {
	struct complaint c = { .file = str_of(path), .line = 1, .column = 1 };
	struct yaml *alone;
	str text;
	int r = file_map(path, &text);

	if (r)
		return r;
	alone = yaml_open();
	r = alone ? 0 : -ENOMEM;
	if (!r && text.n > FILE_MAX) {
		complaint_say(&c, (const str[]){ STR("a file of laws has at most 1 MiB") }, 1);
		r = TREE_WRONG;
	}
	if (!r)
		r = yaml_add(alone, str_of(path), text, &c);
	yaml_close(alone);
	if (!r)
		r = yaml_add(b->yaml, str_of(path), text, &c);
	file_unmap(text);
	if (r == TREE_WRONG)
		hear(heard, &c);
	return r < 0 ? r : 0;
}

static enum exit_code read_files(struct bench *b, struct complaints *heard) {
	const struct options *o = b->desk->o;

	b->yaml = yaml_open();
	if (!b->yaml)
		return say_errno("memory", -ENOMEM);
	for (int i = 1; i < o->argument_count; i++) {
		int r = read_file(b, o->arguments[i], heard);

		if (r)
			return say_errno(o->arguments[i], r);
	}
	b->own = yaml_tree(b->yaml);
	int r = tree_join(&b->desk->mem, &b->desk->k.trees[DATA_LAWS], &b->own, &b->all);
	return r ? say_errno("memory", r) : EXIT_DONE;
}

static void put_line(struct json_out *j, const char *kind, const struct complaint *c) {
	json_out_object(j);
	json_out_pair(j, "kind", str_of(kind));
	json_out_pair(j, "file", c->file);
	json_out_pair_u64(j, "line", c->line);
	json_out_pair_u64(j, "column", c->column);
	json_out_pair(j, "what", str_of(c->what));
	json_out_object_end(j);
	json_out_line(j);
}

static enum exit_code say_all(const struct options *o, struct complaints *heard) {
	struct json_out j = json_out_to(stdout);
	size_t all = heard->count + heard->more;

	qsort(heard->at, heard->count, sizeof *heard->at, by_place);
	for (size_t i = 0; i < heard->count; i++) {
		if (o->json)
			put_line(&j, "complaint", &heard->at[i]);
		else
			say_complaint(NULL, &heard->at[i]);
	}
	if (heard->more)
		say_warning(o, "%zu more are not said", heard->more);
	if (!o->json && !o->quiet) {
		fputs("birthmark: ", stderr);
		say_line(stderr, translate_plural("%zu thing is wrong", "%zu things are wrong", all), all);
	}
	return EXIT_BAD_DATA;
}

/* "FILE:LINE:COLUMN: what" */
static void say_advice(struct prose *p, const struct complaint *c) {
	uint8_t room[48];
	struct text place = TEXT(room);

	prose_whole(p, c->file);
	text_cstr(&place, ":");
	text_u64(&place, c->line);
	text_cstr(&place, ":");
	text_u64(&place, c->column);
	text_cstr(&place, ": ");
	prose_str(p, text_done(&place));
	prose_str(p, str_of(c->what));
	prose_end(p);
}

/* What is worth a second look, behind the card of its law. */
static void show_advice(const struct desk *d, const struct complaints *advice) {
	struct json_out j = json_out_to(stdout);
	struct prose p = prose_to(stdout, &d->look, 80);

	if (!d->o->json)
		prose_head(&p, _("Worth a second look"));
	p.indent = p.hang = 2;
	for (size_t i = 0; i < advice->count; i++) {
		if (d->o->json)
			put_line(&j, "warning", &advice->at[i]);
		else
			say_advice(&p, &advice->at[i]);
	}
	if (!d->o->json && advice->count == 0)
		prose_cstr(&p, _("Nothing."));
	prose_end(&p);
}

static void put_good(struct json_out *j, const struct law_page *page, str file) {
	json_out_object(j);
	json_out_pair(j, "kind", STR("law"));
	json_out_pair(j, "file", file);
	json_out_pair(j, "id", page->note->id);
	json_out_pair_u64(j, "examples", page->example_count);
	json_out_object_end(j);
	json_out_line(j);
}

/* A law that is right: what it does in words, and what is worth a second look. */
static int show_law(struct bench *b, const struct tree_node *entry, bool first) {
	size_t law = laws_find(&b->laws, tree_get_text(&b->own, entry, STR("law")));
	const struct law_page *page = &b->pages[law];
	struct json_out j = json_out_to(stdout);
	static struct complaints advice;

	advice.count = advice.more = 0;
	int r = advise_on_law(b, entry, law, hear, &advice);
	if (r)
		return r;
	qsort(advice.at, advice.count, sizeof *advice.at, by_place);
	if (b->desk->o->json) {
		put_good(&j, page, b->own.files[entry->file]);
	} else {
		if (!first)
			putchar('\n');
		show_law_card(stdout, &b->desk->look, &(struct law_card){ page, { { 0 } }, NULL }, &b->desk->k.registry);
	}
	show_advice(b->desk, &advice);
	return 0;
}

/* Every law of the author's files; nobody's but his. */
static enum exit_code show_laws(struct bench *b) {
	struct complaint c = { 0 };
	const struct tree *t = &b->own;
	size_t laws = 0, examples = 0;
	int r = laws_load(&b->desk->mem, &b->all, &b->desk->k.registry, &b->laws, &c);

	b->pages = r ? NULL : laws_pages(&b->desk->mem, &b->laws, &b->all);
	if (!b->pages)
		return say_errno("memory", -ENOMEM);
	for (const struct tree_node *d = tree_child(t, tree_root(t)); d; d = tree_next(t, d)) {
		for (const struct tree_node *n = tree_child(t, d); n && !r; n = tree_next(t, n)) {
			if (!tree_get(t, n, STR("law")))
				continue;
			r = show_law(b, n, laws++ == 0);
			examples += b->pages[laws_find(&b->laws, tree_get_text(t, n, STR("law")))].example_count;
		}
	}
	if (r)
		return say_errno("memory", r);
	if (laws == 0)
		say_warning(b->desk->o, "no law stands in what is to be checked");
	else if (!b->desk->o->json) {
		putchar('\n');
		say_line(stdout, translate_plural(
				 "Nothing is wrong: %zu law, and %zu examples, which were run and come out as they say.",
				 "Nothing is wrong: %zu laws, and %zu examples, which were run and come out as they say.", laws),
			 laws, examples);
	}
	return EXIT_DONE;
}

static enum exit_code check(struct bench *b) {
	static struct complaints heard;
	enum exit_code code = read_files(b, &heard);
	size_t wrong = 0;

	if (code != EXIT_DONE)
		return code;
	int r = laws_check_each(b->desk->mem, &b->all, &b->desk->k.registry, hear, &heard, &wrong);
	if (r)
		return say_errno("memory", r);
	return heard.count ? say_all(b->desk->o, &heard) : show_laws(b);
}

enum exit_code laws_check_files(const struct options *o) {
	static struct desk desk;
	struct bench bench = { .desk = &desk };

	if (o->argument_count < 2) {
		fputs("birthmark laws: ", stderr);
		say_line(stderr, "which file is to be checked? usage: birthmark laws check FILE…");
		return EXIT_BAD_USAGE;
	}
	enum exit_code code = desk_open(&desk, o);
	if (code == EXIT_DONE)
		code = check(&bench);
	yaml_close(bench.yaml);
	desk_close(&desk);
	return say_done(code);
}
