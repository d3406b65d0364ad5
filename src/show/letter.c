/*
 * Letters to suppliers, one a contract that devices are under: what was seen,
 * which rules are looked at, what is asked, until when; and the form in which
 * they answer. Each begins on a page of its own.
 */
#include "show/paper_inner.h"

enum {
	LINES_MAX = 256,   /* kinds of device in one letter; the others are counted */
	ANSWER_DAYS = 30,  /* after the letter was made */
};

/* Devices that are the same to a supplier. */
struct line {
	const struct identity *identity; /* of the first of them */
	size_t count;
};

static bool is_under(const struct device *d, const struct contract *c) {
	return d->circumstances && d->circumstances->contract && str_eq(d->circumstances->contract->id, c->id);
}

static bool looks_alike(const struct identity *a, const struct identity *b) {
	return str_eq(a->maker.id, b->maker.id) && likelihood_of(&a->maker) == likelihood_of(&b->maker) &&
	       str_eq(a->brand.id, b->brand.id) && str_eq(a->model, b->model) && a->class == b->class;
}

/* How many devices are under the contract; those that found no line in `more`. */
static size_t collect(const struct report *report, const struct contract *c, struct line *lines, size_t *line_count, size_t *more) {
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++) {
		const struct device *d = &report->devices[i];
		size_t at = 0;

		if (!is_under(d, c))
			continue;
		count++;
		while (at < *line_count && !looks_alike(lines[at].identity, &d->identity))
			at++;
		if (at == LINES_MAX) {
			++*more;
			continue;
		}
		if (at == *line_count)
			lines[(*line_count)++] = (struct line){ .identity = &d->identity };
		lines[at].count++;
	}
	return count;
}

static void put_seen(const struct writer *w, const struct line *lines, size_t line_count, size_t more) {
	paper_word(w, "h3 class=\"minor\"", W_LETTER_SEEN);
	paper_word(w, "p", W_LETTER_SEEN_SAYS);
	TABLE(w, W_LETTER_SEEN_CAPTION, { W_T_LABEL, false }, { W_T_MODEL, false }, { W_T_KIND, false }, { W_T_MAKER, false },
	      { W_T_LIKELIHOOD, false }, { W_T_DEVICES, true });
	for (size_t i = 0; i < line_count; i++) {
		const struct identity *id = lines[i].identity;

		paper_row(w, paper_brand(w->p, id));
		paper_cell(w, id->model);
		paper_cell_word(w, word_of_class(id->class));
		paper_cell(w, paper_maker(w->p, id));
		paper_cell_word(w, word_of_likelihood(&id->maker));
		paper_cell_number(w, lines[i].count);
		paper_row_end(w);
	}
	paper_table_end(w);
	if (more)
		SAY(w, "p", W_LETTER_MORE, HOLE_U64("count", more));
}

/* The rules that say something of a device under the contract; they do not repeat who is thought to have made it. */
static void put_rules(const struct writer *w, const struct contract *c) {
	const struct report *report = w->p->report;
	bool any = false;

	paper_word(w, "h3 class=\"minor\"", W_LETTER_RULES);
	for (size_t k = 0; k < w->t->law_count; k++) {
		const struct law_note *law = w->t->laws[k].law;
		bool met = false;

		for (size_t i = 0; i < report->count && !met; i++)
			for (size_t v = 0; is_under(&report->devices[i], c) && v < report->devices[i].verdicts.count; v++)
				met = met || (report->devices[i].verdicts.at[v].law == law &&
					      report->devices[i].verdicts.at[v].status >= STATUS_RESTRICTED);
		if (!met)
			continue;
		if (!any)
			SAY(w, "p", W_LETTER_RULES_SAYS, HOLE_DATE("day", report->on));
		html_raw(w->to, any ? "" : "<ul>\n");
		any = true;
		html_raw(w->to, "<li>");
		paper_english(w, "span", law->title);
		html_raw(w->to, law->citation.n ? ". " : "");
		paper_english(w, "span class=\"under\"", law->citation);
		html_raw(w->to, "</li>\n");
	}
	if (any)
		html_raw(w->to, "</ul>\n");
	else
		SAY(w, "p", W_LETTER_RULES_NONE, HOLE_DATE("day", report->on));
}

static void put_asks(const struct writer *w) {
	static const enum word asks[] = { W_LETTER_ASK_1, W_LETTER_ASK_2, W_LETTER_ASK_3 };

	paper_word(w, "h3 class=\"minor\"", W_LETTER_ASK);
	html_raw(w->to, "<ol>\n");
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		paper_word(w, "li", asks[i]);
	html_raw(w->to, "</ol>\n");
	SAY(w, "p", W_LETTER_BY, HOLE_DATE("day", w->p->report->made + ANSWER_DAYS));
	paper_word(w, "p", W_NOBODYS_INTENT);
	paper_word(w, "p", W_LETTER_YOURS);
	paper_signs(w);
}

static void put_form(const struct writer *w, const struct line *lines, size_t line_count) {
	paper_word(w, "h3 class=\"minor\"", W_LETTER_FORM);
	html_raw(w->to, "<div class=\"form\">");
	TABLE(w, W_LETTER_FORM_CAPTION, { W_T_LABEL, false }, { W_T_MODEL, false }, { W_T_DESIGNED, false },
	      { W_T_FIRMWARE, false }, { W_T_COUNTRY, false }, { W_T_CHIP, false });
	for (size_t i = 0; i < line_count; i++) {
		paper_row(w, paper_brand(w->p, lines[i].identity));
		paper_cell(w, lines[i].identity->model);
		html_raw(w->to, "<td></td><td></td><td></td><td></td>");
		paper_row_end(w);
	}
	paper_table_end(w);
	html_raw(w->to, "</div>\n");
	paper_signs(w);
}

/* Whether there was anything to write about. */
static bool put_letter(const struct writer *w, const struct contract *c, size_t number) {
	struct line lines[LINES_MAX];
	size_t line_count = 0, more = 0;
	size_t count = collect(w->p->report, c, lines, &line_count, &more);

	if (count == 0)
		return false;
	fprintf(w->to, "<section class=\"letter\" aria-labelledby=\"letter-%zu\">", number);
	if (c->supplier.n)
		SAY(w, "p", W_LETTER_TO, HOLE_STR("supplier", c->supplier));
	else
		paper_word(w, "p", W_LETTER_TO_UNKNOWN);
	html_raw(w->to, "<p>");
	words_day(w->to, w->p->language, w->p->report->made);
	fprintf(w->to, "</p>\n<h2 id=\"letter-%zu\">", number);
	words_put(w->to, w->p->language, W_LETTER_SUBJECT,
		  (const struct hole[]){ HOLE_STR("id", c->id), HOLE_STR("title", c->title.n ? c->title : c->id) }, 2);
	html_raw(w->to, "</h2>\n");
	paper_word(w, "p", W_LETTER_DEAR);
	SAY(w, "p", count == 1 ? W_LETTER_WHY_ONE : W_LETTER_WHY, HOLE_U64("count", count));
	put_seen(w, lines, line_count, more);
	put_rules(w, c);
	put_asks(w);
	put_form(w, lines, line_count);
	paper_section_end(w);
	return true;
}

void paper_letters(const struct writer *w) {
	const struct report *report = w->p->report;
	size_t letters = 0, without = 0;

	for (size_t i = 0; i < report->count; i++)
		without += !report->devices[i].circumstances || !report->devices[i].circumstances->contract;
	for (size_t i = 0; i < report->contract_count; i++) {
		const struct writer letter = { .to = w->to, .p = w->p, .t = w->t, .of = report->contracts[i].id };

		letters += put_letter(&letter, &report->contracts[i], i + 1);
	}
	if (letters == 0)
		paper_word(w, "p", W_LETTER_NONE);
	html_raw(w->to, "<div class=\"letter\">\n");
	if (without)
		SAY(w, "p", W_LETTER_UNDER_NONE, HOLE_U64("count", without));
	paper_reply(w);
	html_raw(w->to, "</div>\n");
}
