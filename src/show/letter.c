/*
 * Letters to suppliers, one for each of whom devices are under contract: what
 * is known, and how much of it was seen, which rules are looked at, what is
 * asked, until when; and the form in which they answer. Each begins on a page of its own. A contract that
 * names no supplier has a letter of its own.
 */
#include "show/paper_inner.h"

enum {
	LINES_MAX = 256,   /* kinds of device in one letter; the others are counted */
	ANSWER_DAYS = 30,  /* after the letter was made */
};

/* Devices that are the same to a supplier. */
struct line {
	const struct identity *identity; /* of the first of them */
	str model; /* of its spellings the one with the most capitals in front */
	size_t count, seen; /* all; those that do not stand in the books alone */
};

static bool is_under(const struct device *d, const struct contract *c) {
	return d->circumstances && d->circumstances->contract && str_eq(d->circumstances->contract->id, c->id);
}

static bool is_same_supplier(const struct contract *a, const struct contract *b) {
	return a == b || (a->supplier.n && str_eq(a->supplier, b->supplier));
}

/* Is it under a contract of the supplier of `c`? */
static bool is_from(const struct report *report, const struct device *d, const struct contract *c) {
	for (size_t i = 0; d->circumstances && d->circumstances->contract && i < report->contract_count; i++)
		if (is_same_supplier(&report->contracts[i], c) && is_under(d, &report->contracts[i]))
			return true;
	return false;
}

static bool looks_alike(const struct identity *a, const struct identity *b) {
	return str_eq(a->maker.id, b->maker.id) && likelihood_of(&a->maker) == likelihood_of(&b->maker) &&
	       str_eq(a->brand.id, b->brand.id) && str_eq_nocase(a->model, b->model) && a->class == b->class;
}

struct lines {
	struct line at[LINES_MAX];
	size_t count;
	size_t devices, seen, more; /* all of the supplier; those that were seen; those that found no line */
};

static void collect_one(struct lines *lines, const struct device *d) {
	size_t at = 0;
	bool seen = paper_was_seen(d);

	lines->devices++;
	lines->seen += seen;
	while (at < lines->count && !looks_alike(lines->at[at].identity, &d->identity))
		at++;
	if (at == LINES_MAX) {
		lines->more++;
		return;
	}
	if (at == lines->count)
		lines->at[lines->count++] = (struct line){ .identity = &d->identity, .model = d->identity.model };
	if (str_cmp(d->identity.model, lines->at[at].model) < 0)
		lines->at[at].model = d->identity.model;
	lines->at[at].count++;
	lines->at[at].seen += seen;
}

static void collect(const struct report *report, const struct contract *c, struct lines *ret_lines) {
	ret_lines->count = ret_lines->devices = ret_lines->seen = ret_lines->more = 0;
	for (size_t i = 0; i < report->count; i++)
		if (is_from(report, &report->devices[i], c))
			collect_one(ret_lines, &report->devices[i]);
}

static void put_seen(const struct writer *w, const struct lines *lines) {
	paper_word(w, "h3 class=\"minor\"", W_LETTER_SEEN);
	paper_word(w, "p", W_LETTER_SEEN_SAYS);
	TABLE(w, W_LETTER_SEEN_CAPTION, { W_T_LABEL, false }, { W_T_MODEL, false }, { W_T_KIND, false }, { W_T_MAKER, false },
	      { W_T_LIKELIHOOD, false }, { W_T_DEVICES, true }, { W_T_OF_THEM_SEEN, true });
	for (size_t i = 0; i < lines->count; i++) {
		const struct identity *id = lines->at[i].identity;

		paper_row(w, paper_brand(w->p, id));
		paper_cell(w, lines->at[i].model);
		paper_cell_word(w, word_of_class(id->class));
		paper_cell(w, paper_maker(w->p, id));
		paper_cell_word(w, word_of_likelihood(likelihood_of(&id->maker)));
		paper_cell_number(w, lines->at[i].count);
		paper_cell_number(w, lines->at[i].seen);
		paper_row_end(w);
	}
	paper_table_end(w);
	if (lines->more)
		SAY(w, "p", W_LETTER_MORE, HOLE_U64("count", lines->more));
}

/* The rules that say something of a device of the supplier; they do not repeat who is thought to have made it. */
static void put_rules(const struct writer *w, const struct contract *c) {
	const struct report *report = w->p->report;
	bool any = false;

	paper_word(w, "h3 class=\"minor\"", W_LETTER_RULES);
	for (size_t k = 0; k < w->t->law_count; k++) {
		const struct law_note *law = w->t->laws[k].law;
		bool met = false;

		for (size_t i = 0; i < report->count && !met; i++)
			for (size_t v = 0; is_from(report, &report->devices[i], c) && v < report->devices[i].verdicts.count; v++)
				met = met || (report->devices[i].verdicts.at[v].law == law &&
					      report->devices[i].verdicts.at[v].status >= STATUS_RESTRICTED);
		if (!met)
			continue;
		if (!any)
			SAY(w, "p", W_LETTER_RULES_SAYS, HOLE_DATE("day", report->on));
		html_raw(w->to, any ? "" : "<ul>\n");
		any = true;
		html_raw(w->to, "<li>");
		paper_spoken(w, "span", law->title, law->language);
		html_raw(w->to, law->citation.n ? ". " : "");
		paper_spoken(w, "span class=\"under\"", law->citation, law->language);
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

/* Is there a line before this one with the same label and model, of which something else differs? */
static bool was_asked(const struct writer *w, const struct lines *lines, size_t line) {
	for (size_t i = 0; i < line; i++)
		if (str_eq_nocase(lines->at[i].model, lines->at[line].model) &&
		    str_eq(paper_brand(w->p, lines->at[i].identity), paper_brand(w->p, lines->at[line].identity)))
			return true;
	return false;
}

static void put_form(const struct writer *w, const struct lines *lines) {
	paper_word(w, "h3 class=\"minor\"", W_LETTER_FORM);
	html_raw(w->to, "<div class=\"form\">");
	TABLE(w, W_LETTER_FORM_CAPTION, { W_T_LABEL, false }, { W_T_MODEL, false }, { W_T_DESIGNED, false },
	      { W_T_FIRMWARE, false }, { W_T_COUNTRY, false }, { W_T_CHIP, false });
	for (size_t i = 0; i < lines->count; i++) {
		if (was_asked(w, lines, i))
			continue;
		paper_row(w, paper_brand(w->p, lines->at[i].identity));
		paper_cell(w, lines->at[i].model);
		html_raw(w->to, "<td></td><td></td><td></td><td></td>");
		paper_row_end(w);
	}
	paper_table_end(w);
	html_raw(w->to, "</div>\n");
	paper_signs(w);
}

static bool has_devices(const struct report *report, const struct contract *c) {
	for (size_t i = 0; i < report->count; i++)
		if (is_under(&report->devices[i], c))
			return true;
	return false;
}

static void put_contract(const struct writer *w, const struct contract *c, enum word word) {
	words_put(w->to, w->p->language, word,
		  (const struct hole[]){ HOLE_STR("id", c->id), HOLE_STR("title", c->title.n ? c->title : c->id) }, 2);
}

/* What it is about: a contract, or several that are named below the heading. */
static void put_subject(const struct writer *w, const struct contract *c, size_t number, size_t *ret_contracts) {
	const struct report *report = w->p->report;
	const struct contract *one = c;
	size_t count = 0;

	for (size_t i = 0; i < report->contract_count; i++) {
		if (is_same_supplier(&report->contracts[i], c) && has_devices(report, &report->contracts[i])) {
			one = &report->contracts[i];
			count++;
		}
	}
	fprintf(w->to, "<h2 id=\"letter-%zu\">", number);
	put_contract(w, one, count > 1 ? W_LETTER_SUBJECT_MANY : W_LETTER_SUBJECT);
	html_raw(w->to, count > 1 ? "</h2>\n<ul>\n" : "</h2>\n");
	for (size_t i = 0; count > 1 && i < report->contract_count; i++) {
		if (!is_same_supplier(&report->contracts[i], c) || !has_devices(report, &report->contracts[i]))
			continue;
		html_raw(w->to, "<li>");
		put_contract(w, &report->contracts[i], W_LETTER_CONTRACT);
		html_raw(w->to, "</li>\n");
	}
	html_raw(w->to, count > 1 ? "</ul>\n" : "");
	*ret_contracts = count;
}

/* Whether there was anything to write about. */
static bool put_letter(const struct writer *w, const struct contract *c, size_t number) {
	struct lines lines;
	size_t contracts;

	collect(w->p->report, c, &lines);
	if (lines.devices == 0)
		return false;
	fprintf(w->to, "<section class=\"letter\" aria-labelledby=\"letter-%zu\">", number);
	if (c->supplier.n)
		SAY(w, "p", W_LETTER_TO, HOLE_STR("supplier", c->supplier));
	else
		paper_word(w, "p", W_LETTER_TO_UNKNOWN);
	html_raw(w->to, "<p>");
	words_day(w->to, w->p->language, w->p->report->made);
	html_raw(w->to, "</p>\n");
	put_subject(w, c, number, &contracts);
	paper_word(w, "p", W_LETTER_DEAR);
	SAY(w, "p", contracts > 1 ? W_LETTER_WHY_MANY : lines.devices == 1 ? W_LETTER_WHY_ONE : W_LETTER_WHY,
	    HOLE_U64("count", lines.devices));
	SAY(w, "p", W_LETTER_BOOKS, HOLE_U64("seen", lines.seen), HOLE_U64("told", lines.devices - lines.seen));
	put_seen(w, &lines);
	put_rules(w, c);
	put_asks(w);
	put_form(w, &lines);
	paper_section_end(w);
	return true;
}

/* Was it written to the supplier of this contract before? */
static bool had_letter(const struct report *report, size_t contract) {
	for (size_t i = 0; i < contract; i++)
		if (is_same_supplier(&report->contracts[i], &report->contracts[contract]))
			return true;
	return false;
}

void paper_letters(const struct writer *w) {
	const struct report *report = w->p->report;
	size_t letters = 0, without = 0;

	for (size_t i = 0; i < report->count; i++)
		without += !report->devices[i].circumstances || !report->devices[i].circumstances->contract;
	for (size_t i = 0; i < report->contract_count; i++) {
		const struct writer letter = { .to = w->to, .p = w->p, .t = w->t, .of = report->contracts[i].id };

		if (had_letter(report, i))
			continue;
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
