/*
 * A paper from its first to its last line, and the pieces of which all are made.
 */
#include "show/paper_inner.h"

const char *const paper_names[PAPER_COUNT] = { "council-annex", "far-52.204", "supplier-letter" };

static enum word title_of(const struct paper *p) {
	if (p->kind == PAPER_ANNEX)
		return p->is_open ? W_ANNEX_TITLE : W_ANNEX_TITLE_CLOSED;
	return p->kind == PAPER_FAR ? W_FAR_TITLE : W_LETTER_TITLE;
}

/* Pieces: the pen's, with what the writer knows */

static struct pen pen_of(const struct writer *w) {
	return (struct pen){ w->to, w->p->language };
}

void paper_say(const struct writer *w, const char *element, enum word word, const struct hole *holes, size_t count) {
	pen_say(pen_of(w), element, word, holes, count);
}

void paper_word(const struct writer *w, const char *element, enum word word) {
	paper_say(w, element, word, NULL, 0);
}

void paper_section(const struct writer *w, const char *id, enum word heading) {
	const char *level = w->inner ? "h3" : "h2";

	fprintf(w->to, "<section aria-labelledby=\"%s\"><%s id=\"%s\">", id, level, id);
	if (w->letter)
		fprintf(w->to, "%c. ", w->letter);
	pen_text(pen_of(w), heading);
	fprintf(w->to, "</%s>\n", level);
}

void paper_section_end(const struct writer *w) {
	pen_section_end(pen_of(w));
}

void paper_table(const struct writer *w, enum word caption, const struct heading *headings, size_t count) {
	pen_table(pen_of(w), caption, w->of, headings, count);
}

void paper_table_end(const struct writer *w) {
	pen_table_end(pen_of(w));
}

void paper_row(const struct writer *w, str head) {
	pen_row(pen_of(w), head);
}

void paper_row_word(const struct writer *w, enum word head) {
	pen_row_word(pen_of(w), head);
}

void paper_row_end(const struct writer *w) {
	pen_row_end(pen_of(w));
}

void paper_cell(const struct writer *w, str text) {
	pen_cell(pen_of(w), text);
}

void paper_cell_word(const struct writer *w, enum word word) {
	pen_cell_word(pen_of(w), word);
}

void paper_cell_number(const struct writer *w, size_t number) {
	pen_cell_number(pen_of(w), number);
}

void paper_cell_day(const struct writer *w, date d) {
	pen_cell_day(pen_of(w), d);
}

void paper_spoken(const struct writer *w, const char *element, str text, enum tongue language) {
	pen_spoken(pen_of(w), element, text, language);
}

void paper_signs(const struct writer *w) {
	static const enum word lines[] = { W_SIGN_NAME, W_SIGN_DAY, W_SIGN_HAND };

	html_raw(w->to, "<table class=\"signs\"><tbody>\n");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		paper_row_word(w, lines[i]);
		html_raw(w->to, "<td></td>");
		paper_row_end(w);
	}
	html_raw(w->to, "</tbody></table>\n");
}

const struct law_page *paper_law(const struct paper *p, str id) {
	for (size_t i = 0; i < p->law_count; i++)
		if (str_eq(p->laws[i].note->id, id))
			return &p->laws[i];
	return NULL;
}

str paper_brand(const struct paper *p, const struct identity *id) {
	return id->brand.grade != GRADE_UNKNOWN && id->brand.id.n ? name_of_brand(p->registry, id->brand.id) :
								    str_of(words_of(p->language, W_NO_LABEL));
}

str paper_maker(const struct paper *p, const struct identity *id) {
	return id->maker.grade >= GRADE_LIKELY ? name_of_company(p->registry, id->maker.id) :
						 str_of(words_of(p->language, W_NO_MAKER));
}

str paper_site(const struct report *report, const struct device *d) {
	for (size_t i = 0; i < report->site_count; i++)
		if (str_eq(report->sites[i].id, d->site))
			return report->sites[i].title.n ? report->sites[i].title : d->site;
	return d->site;
}

void paper_cell_maker(const struct writer *w, const struct identity *id) {
	html_raw(w->to, "<td>");
	html_str(w->to, paper_maker(w->p, id));
	paper_word(w, "div class=\"under\"", word_of_likelihood(likelihood_of(&id->maker)));
	html_raw(w->to, "</td>");
}

/* The page */

static void put_roles(const struct writer *w) {
	const struct report *report = w->p->report;
	uint8_t room[1024];
	struct text t = TEXT(room);

	for (size_t i = 0; i < report->roles.count; i++) {
		text_cstr(&t, i ? ", " : "");
		text_str(&t, report->roles.at[i]);
	}
	if (report->roles.count)
		SAY(w, "p class=\"under\"", W_ON_FOR_ROLES, HOLE_DATE("day", report->on), HOLE_STR("roles", text_done(&t)));
	else
		SAY(w, "p class=\"under\"", W_ON_FOR_ALL, HOLE_DATE("day", report->on));
}

static void put_correction(const struct writer *w) {
	if (w->p->replaces.n == 0)
		return;
	paper_section(w, "correction", W_REPLACES);
	SAY(w, "p", W_REPLACES_SAYS, HOLE_STR("id", w->p->replaces), HOLE_STR("why", w->p->why));
	paper_section_end(w);
}

void paper_reply(const struct writer *w) {
	paper_section(w, "reply", W_REPLY);
	paper_word(w, "p", W_REPLY_SAYS);
	paper_word(w, "p", W_NOBODYS_INTENT);
	paper_word(w, "p", W_NOT_ADVICE);
	paper_section_end(w);
}

void show_paper_main(FILE *to, const struct paper *p) {
	static void (*const write[PAPER_COUNT])(const struct writer *) = { paper_annex, paper_far, paper_letters };
	struct tally t;
	const struct writer w = { .to = to, .p = p, .t = &t };

	tally_devices(&t, p->report->devices, p->report->count);
	html_raw(to, "<main id=\"main\">\n");
	paper_word(&w, "h1", title_of(p));
	put_roles(&w);
	SAY(&w, "p class=\"under\"", W_MADE, HOLE_DATE("day", p->report->made), HOLE_STR("version", p->report->version));
	paper_word(&w, "p class=\"marked\"", p->is_open ? W_IS_PUBLIC : p->kind == PAPER_LETTER ? W_IS_LETTERS : W_IS_CONFIDENTIAL);
	put_correction(&w);
	write[p->kind](&w);
	html_raw(to, "</main>\n");
}

void show_paper(FILE *to, const struct paper *p, str number) {
	const struct writer w = { .to = to, .p = p };

	fprintf(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
		"base-uri 'none'; form-action 'none'\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		"<meta name=\"referrer\" content=\"no-referrer\"/>\n", tongue_names[p->language]);
	paper_word(&w, "title", title_of(p));
	html_style(to);
	html_raw(to, "</head>\n<body class=\"paper\">\n<a class=\"skip\" href=\"#main\">");
	html_cstr(to, words_of(p->language, W_SKIP));
	html_raw(to, "</a>\n");
	show_paper_main(to, p);
	html_raw(to, "<footer>");
	SAY(&w, "p", W_NUMBER_IS, HOLE_STR("id", number));
	paper_word(&w, "p", W_NUMBER_CHECK);
	html_raw(to, "</footer>\n</body>\n</html>\n");
}
