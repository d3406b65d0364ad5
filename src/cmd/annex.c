#include "cmd/annex.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "cmd/report_formats.h"

enum exit_code annex_check(const struct options *o) {
	const struct paper_options *p = &o->paper;
	bool is_annex = p->wanted && p->kind == PAPER_ANNEX;
	const char *wrong =
		!p->wanted && (p->is_public || p->is_confidential || p->replaces.n || o->decide.why.n) ?
			N_("--public, --confidential, --replaces and --why are of --document") :
		p->wanted && (o->json || o->report.has_format) ? N_("--document is a form of its own: without --json and --format") :
		p->is_public && p->is_confidential ? N_("--public and --confidential exclude each other") :
		p->is_public && !is_annex ?
			N_("only council-annex can be public: the others name devices and places") :
		(p->replaces.n > 0) != (o->decide.why.n > 0) ?
			N_("--replaces and --why go together: a correction says what changed") : NULL;

	return wrong ? say_usage("report", "%s", translate(wrong)) : EXIT_DONE;
}

const struct market *annex_market(const struct options *o, const struct markets *markets) {
	str id = STR("world");

	for (size_t i = 0; i < o->role_count; i++)
		if (str_begins(o->roles[i], STR("nl-")))
			id = STR("nl-public");
	for (size_t i = 0; i < markets->count; i++)
		if (str_eq(markets->at[i].id, id))
			return &markets->at[i];
	return NULL;
}

static void print_main(FILE *to, const void *paper) {
	show_paper_main(to, paper);
}

/* The number is over all that the paper says, so that it is written twice: once to be counted, once to be read. */
static int number_of(const struct paper *p, struct text *ret_number) {
	uint8_t digest[SHA256_SIZE];
	int r = sha256_printed(print_main, p, digest);

	if (!r)
		text_hex(ret_number, (str){ digest, sizeof digest }, 0);
	return r;
}

static enum exit_code put_file(const char *path, const struct paper *p, str number) {
	struct file_new file;
	int r = file_create(&file, path);

	if (r)
		return report_failed(path, r, false);
	show_paper(file.to, p, number);
	r = file_commit(&file);
	return r ? report_failed(path, r, true) : EXIT_DONE;
}

static enum exit_code put_paper(const struct options *o, const struct paper *p) {
	uint8_t room[2 * SHA256_SIZE], name[64];
	struct text number = TEXT(room), path_text = TEXT(name);

	text_cstr(&path_text, paper_names[p->kind]);
	text_cstr(&path_text, ".html");
	text_byte(&path_text, 0);
	const char *path = o->output ? o->output : (const char *)name;
	int r = number_of(p, &number);
	if (r)
		return say_errno(path, r);
	if (!strcmp(path, "-")) {
		show_paper(stdout, p, text_done(&number));
		return EXIT_DONE;
	}
	enum exit_code code = put_file(path, p, text_done(&number));
	if (code == EXIT_DONE && !o->quiet) {
		size_t count = p->report->count;

		say_line(stderr, p->is_open ? translate_plural("%s: %zu device, public, number %.*s",
							       "%s: %zu devices, public, number %.*s", count) :
					      translate_plural("%s: %zu device, confidential, number %.*s",
							       "%s: %zu devices, confidential, number %.*s", count),
			 path, count, STR_ARG(text_done(&number)));
	}
	return code;
}

enum exit_code annex_put(struct desk *d, const struct report *report) {
	const struct options *o = d->o;
	const struct law_page *laws = laws_pages_in(&d->mem, &d->k.laws, &d->k.trees[DATA_LAWS], o->tongue);

	if (!laws)
		return say_errno(paper_names[o->paper.kind], -ENOMEM);
	const struct paper p = {
		.kind = o->paper.kind, .language = o->tongue,
		.is_open = o->paper.kind == PAPER_ANNEX && !o->paper.is_confidential,
		.replaces = o->paper.replaces, .why = o->decide.why, .report = report, .registry = &d->k.registry,
		.laws = laws, .law_count = d->k.laws.count,
	};
	return put_paper(o, &p);
}
