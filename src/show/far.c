/*
 * The inventory behind the representation of FAR 52.204-24 and 52.204-26. It
 * gives no answer: it lists what there is to look at before somebody signs.
 *
 * What 52.204-24(e) asks to disclose of equipment (text of Nov 2021): the
 * entity that produced it, with its identifiers and whether it is the original
 * manufacturer or a distributor, if known; brand, model number (that of the
 * manufacturer too), description; the use, and what bears on whether it is
 * allowed. What no network shows stays an empty cell, to be filled in.
 */
#include "show/paper_inner.h"

/* The laws of section 889 that bind contractors: the two parts, and the clauses that carry them. */
static const str rules[] = {
	STR_INIT("us-ndaa2019-889a"), STR_INIT("us-ndaa2019-889b"), STR_INIT("us-far-52.204-24-25-26"),
};
static const struct strs rule_ids = { rules, sizeof rules / sizeof *rules };

static bool is_rule(str id) {
	for (size_t i = 0; i < rule_ids.count; i++)
		if (str_eq(rule_ids.at[i], id))
			return true;
	return false;
}

/* What these rules say of the device at the most; NULL when they do not cover it. */
static const struct verdict *verdict_of(const struct device *d) {
	const struct verdict *most = NULL;

	for (size_t i = 0; i < d->verdicts.count; i++) {
		const struct verdict *v = &d->verdicts.at[i];

		if (v->status < STATUS_UNDETERMINED && !v->decision)
			continue;
		if (is_rule(v->law->id) && (!most || v->status > most->status))
			most = v;
	}
	return most;
}

static bool was_asked(const struct writer *w) {
	for (size_t i = 0; i < w->t->law_count; i++)
		if (is_rule(w->t->laws[i].law->id))
			return true;
	return false;
}

static void put_device(const struct writer *w, const struct device *d, const struct verdict *v) {
	const struct identity *id = &d->identity;

	paper_row(w, d->name);
	paper_cell_maker(w, id);
	html_raw(w->to, "<td></td>");
	paper_cell(w, paper_brand(w->p, id));
	paper_cell(w, id->model);
	paper_cell(w, id->original);
	paper_cell_word(w, word_of_class(id->class));
	paper_cell(w, paper_site(w->p->report, d));
	paper_cell_word(w, word_of_status(v->status));
	html_raw(w->to, "<td></td>");
	paper_row_end(w);
}

static void put_list(const struct writer *w) {
	const struct report *report = w->p->report;
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++)
		count += verdict_of(&report->devices[i]) != NULL;
	if (count == 0) {
		paper_word(w, "p", W_FAR_NONE);
		return;
	}
	paper_word(w, "p", W_FAR_LIST_SAYS);
	html_raw(w->to, "<div class=\"broad form\">\n");
	TABLE(w, W_FAR_CAPTION_LIST, { W_T_DEVICE, false }, { W_T_MAKER_SURE, false }, { W_FAR_ENTITY, false },
	      { W_T_LABEL, false }, { W_T_MODEL, false }, { W_T_ORIGINAL, false }, { W_T_KIND, false }, { W_T_SITE, false },
	      { W_T_VERDICT, false }, { W_FAR_USE, false });
	for (size_t i = 0; i < report->count; i++) {
		const struct verdict *v = verdict_of(&report->devices[i]);

		if (v)
			put_device(w, &report->devices[i], v);
	}
	paper_table_end(w);
	html_raw(w->to, "</div>\n");
}

static void put_found(const struct writer *w) {
	paper_section(w, "found", W_FAR_FOUND);
	if (was_asked(w)) {
		SAY(w, "p", W_D_RULES_SAYS, HOLE_DATE("day", w->p->report->on));
		paper_word(w, "p", W_IF_SO);
		paper_rules(w, &rule_ids);
		put_list(w);
	} else {
		paper_word(w, "p", W_FAR_RULES_NONE);
	}
	paper_section_end(w);
}

static bool has_exception(const struct law_page *law, str what) {
	for (size_t i = 0; law && i < law->exception_count; i++)
		if (str_eq(law->exceptions[i].what, what))
			return true;
	return false;
}

/* Rules share exceptions: each is said once, beside all rules that have it. */
static void put_exception(const struct writer *w, size_t first, const struct exception_note *e) {
	enum tongue language = paper_law(w->p, rule_ids.at[first])->note->language;

	for (size_t i = 0; i < first; i++)
		if (has_exception(paper_law(w->p, rule_ids.at[i]), e->what))
			return;
	html_raw(w->to, "<tr><th scope=\"row\">");
	for (size_t i = first; i < rule_ids.count; i++) {
		const struct law_page *law = paper_law(w->p, rule_ids.at[i]);

		if (has_exception(law, e->what))
			paper_spoken(w, "div", law->note->title, law->note->language);
	}
	html_raw(w->to, "</th>");
	paper_spoken(w, "td", e->what, language);
	paper_spoken(w, "td", e->ask, language);
	paper_row_end(w);
}

static void put_exceptions(const struct writer *w) {
	paper_section(w, "exceptions", W_FAR_EXCEPTIONS);
	paper_word(w, "p", W_FAR_EXCEPTIONS_SAYS);
	TABLE(w, W_FAR_EXCEPTIONS_CAPTION, { W_T_RULE, false }, { W_T_EXCEPTION, false }, { W_T_ASK, false });
	for (size_t i = 0; i < rule_ids.count; i++) {
		const struct law_page *law = paper_law(w->p, rule_ids.at[i]);

		for (size_t k = 0; law && k < law->exception_count; k++)
			put_exception(w, i, &law->exceptions[k]);
	}
	paper_table_end(w);
	paper_section_end(w);
}

/* Which paragraph asks what. */
static void put_paragraphs(const struct writer *w) {
	static const enum word paragraphs[] = { W_FAR_26, W_FAR_24, W_FAR_24E, W_FAR_25D };

	paper_section(w, "paragraphs", W_FAR_PARAGRAPHS);
	html_raw(w->to, "<ul>\n");
	for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++)
		paper_word(w, "li", paragraphs[i]);
	html_raw(w->to, "</ul>\n");
	paper_section_end(w);
}

void paper_far(const struct writer *w) {
	paper_section(w, "scope", W_FAR_SCOPE);
	paper_word(w, "p", W_FAR_WHAT);
	SAY(w, "p", W_FAR_SCOPE_SAYS, HOLE_U64("count", w->p->report->count));
	paper_word(w, "p", W_FAR_USED_ALONE);
	paper_word(w, "p", W_FAR_INQUIRY);
	paper_section_end(w);
	put_paragraphs(w);
	paper_numbers(w);
	put_found(w);
	put_exceptions(w);
	paper_decisions(w, &rule_ids);
	paper_coverage(w);
	paper_section(w, "method", W_A_METHOD);
	paper_method(w);
	paper_section_end(w);
	paper_reply(w);
	paper_section(w, "signed", W_FAR_SIGN);
	paper_signs(w);
	paper_section_end(w);
}
