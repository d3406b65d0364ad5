/*
 * What more papers than one say: the numbers, the method, labels and makers,
 * rules, decisions, and what was not seen.
 */
#include "show/paper_inner.h"

enum { DECISIONS_MAX = 512 }; /* in one paper; an estate has dozens, each for many devices */

static void put_number(const struct writer *w, size_t count, enum word name, enum word note) {
	html_raw(w->to, "<div>");
	paper_word(w, "dt", name);
	html_raw(w->to, "<dd class=\"count\">");
	words_number(w->to, w->p->language, count);
	html_raw(w->to, "</dd>");
	paper_word(w, "dd class=\"note\"", note);
	html_raw(w->to, "</div>\n");
}

void paper_numbers(const struct writer *w) {
	const struct tally *t = w->t;

	paper_section(w, "numbers", W_SUMMARY);
	html_raw(w->to, "<dl class=\"numbers\">");
	put_number(w, t->found, W_FOUND, W_FOUND_NOTE);
	put_number(w, t->by_grade[GRADE_CONFIRMED], W_CONFIRMED, W_CONFIRMED_NOTE);
	put_number(w, t->by_grade[GRADE_LIKELY], W_LIKELY, W_LIKELY_NOTE);
	put_number(w, t->by_grade[GRADE_POSSIBLE] + t->by_grade[GRADE_UNKNOWN], W_UNRESOLVED, W_UNRESOLVED_NOTE);
	html_raw(w->to, "</dl>\n");
	SAY(w, "p class=\"lead\"", t->relabelled == 0 ? W_RELABELLED_NONE : t->relabelled == 1 ? W_RELABELLED_ONE : W_RELABELLED_MANY,
	    HOLE_U64("count", t->relabelled));
	paper_section_end(w);
}

static void put_list(const struct writer *w, const enum word *words, size_t count) {
	html_raw(w->to, "<ul>\n");
	for (size_t i = 0; i < count; i++)
		paper_word(w, "li", words[i]);
	html_raw(w->to, "</ul>\n");
}

void paper_method(const struct writer *w) {
	static const enum word words[] = { W_A_METHOD_1, W_A_METHOD_2, W_A_METHOD_3, W_A_METHOD_4, W_A_LIMIT_1, W_A_LIMIT_2,
					   W_A_LIMIT_3, W_A_LIMIT_4 };

	put_list(w, words, sizeof words / sizeof *words);
}

static void put_flow(const struct writer *w, const struct tally_flow *flow) {
	if (flow->brand.n)
		paper_row(w, name_of_brand(w->p->registry, flow->brand));
	else
		paper_row_word(w, W_NO_LABEL);
	if (flow->maker.n)
		paper_cell(w, name_of_company(w->p->registry, flow->maker));
	else
		paper_cell_word(w, W_NO_MAKER);
	paper_cell_number(w, flow->count);
	paper_cell_number(w, flow->confirmed);
	paper_cell_number(w, flow->likely);
	paper_row_end(w);
}

void paper_labels(const struct writer *w) {
	paper_section(w, "labels", W_C_LABELS);
	paper_word(w, "p", W_NOBODYS_INTENT);
	TABLE(w, W_C_LABELS_CAPTION, { W_T_LABEL, false }, { W_T_MAKER, false }, { W_T_DEVICES, true }, { W_T_CONFIRMED, true },
	      { W_T_LIKELY, true });
	for (size_t i = 0; i < w->t->flow_count; i++)
		put_flow(w, &w->t->flows[i]);
	paper_table_end(w);
	if (w->t->more)
		SAY(w, "p", W_C_MORE, HOLE_U64("count", w->t->more));
	paper_section_end(w);
}

/* A law is named by its title and where it stands, both as data/laws has them. */
static void put_law(const struct writer *w, const struct tally_law *row) {
	html_raw(w->to, "<tr><th scope=\"row\">");
	paper_spoken(w, "span", row->law->title, row->law->language);
	paper_spoken(w, "p class=\"under\"", row->law->citation.n ? row->law->citation : row->law->id, row->law->language);
	html_raw(w->to, "</th>");
	if (row->law->from == DATE_NONE) /* a proposal, or a notice */
		paper_cell(w, (str){ 0 });
	else
		paper_cell_day(w, row->law->from);
	html_raw(w->to, "<td>");
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		if (row->by_status[status] == 0)
			continue;
		fprintf(w->to, "<div><span class=\"status s%d\">", status);
		html_cstr(w->to, words_of(w->p->language, word_of_status((enum status)status)));
		html_raw(w->to, "</span> ");
		words_number(w->to, w->p->language, row->by_status[status]);
		html_raw(w->to, "</div>");
	}
	html_raw(w->to, "</td>");
	paper_row_end(w);
}

static bool has(const struct strs *ids, str id) {
	for (size_t i = 0; ids && i < ids->count; i++)
		if (str_eq(ids->at[i], id))
			return true;
	return !ids;
}

void paper_rules(const struct writer *w, const struct strs *laws) {
	TABLE(w, W_D_CAPTION, { W_T_RULE, false }, { W_T_VERSION, false }, { W_T_VERDICTS, false });
	for (size_t i = 0; i < w->t->law_count; i++)
		if (has(laws, w->t->laws[i].law->id))
			put_law(w, &w->t->laws[i]);
	paper_table_end(w);
}

/* Does it say more of some device than that it is not covered? */
static bool speaks(const struct tally_law *row) {
	for (int status = STATUS_UNDETERMINED; status < STATUS_COUNT; status++)
		if (row->by_status[status])
			return true;
	return false;
}

/* Exceptions that only people can tell, as questions. */
static void put_questions(const struct writer *w, const struct law_page *law) {
	for (size_t i = 0; i < law->exception_count; i++) {
		const struct exception_note *e = &law->exceptions[i];

		html_raw(w->to, "<dd>");
		paper_spoken(w, "span", e->what, law->note->language);
		html_raw(w->to, " ");
		paper_word(w, "span class=\"under\"", W_D_ASK);
		html_raw(w->to, " ");
		paper_spoken(w, "span", e->ask, law->note->language);
		html_raw(w->to, "</dd>\n");
	}
}

void paper_rules_say(const struct writer *w) {
	bool any = false;

	for (size_t i = 0; i < w->t->law_count; i++) {
		const struct law_page *law = paper_law(w->p, w->t->laws[i].law->id);

		if (!law || !speaks(&w->t->laws[i]))
			continue;
		if (!any) {
			paper_section(w, "rules-say", W_D_SAY);
			paper_word(w, "p", W_D_SAY_OWN_WORDS);
			html_raw(w->to, "<dl class=\"words\">\n");
		}
		any = true;
		paper_spoken(w, "dt", law->note->title, law->note->language);
		paper_spoken(w, "dd", law->note->scope, law->note->language);
		put_questions(w, law);
	}
	if (any) {
		html_raw(w->to, "</dl>\n");
		paper_section_end(w);
	}
}

/* Decisions */

struct decided {
	const struct decision *at;
	size_t devices;
};

/* Each decision once, by number: one can be about many devices. */
static size_t collect(const struct writer *w, const struct strs *laws, struct decided *decided) {
	const struct report *report = w->p->report;
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++) {
		const struct circumstances *c = report->devices[i].circumstances;

		for (size_t k = 0; c && k < c->decision_count; k++) {
			const struct decision *d = &c->decisions[k];
			size_t at = count;

			if (!has(laws, d->law) || !decision_holds(d, report->on))
				continue;
			while (at > 0 && decided[at - 1].at->number > d->number)
				at--;
			if (at > 0 && decided[at - 1].at->number == d->number) {
				decided[at - 1].devices++;
			} else if (count < DECISIONS_MAX) {
				for (size_t m = count++; m > at; m--)
					decided[m] = decided[m - 1];
				decided[at] = (struct decided){ d, 1 };
			}
		}
	}
	return count;
}

size_t paper_decision_count(const struct writer *w) {
	struct decided decided[DECISIONS_MAX];

	return collect(w, NULL, decided);
}

static void put_span(const struct writer *w, const struct decision *d) {
	html_raw(w->to, "<td>");
	if (d->from == DATE_NONE)
		html_raw(w->to, "\u2013");
	else
		words_day(w->to, w->p->language, d->from);
	html_raw(w->to, " \u2192 ");
	if (d->until == DATE_NONE)
		html_cstr(w->to, words_of(w->p->language, W_OPEN_END));
	else
		words_day(w->to, w->p->language, d->until - 1);
	html_raw(w->to, "</td>");
}

static void put_decision(const struct writer *w, const struct decided *d) {
	const struct law_page *law = paper_law(w->p, d->at->law);
	uint8_t room[32];
	struct text t = TEXT(room);

	text_cstr(&t, "#");
	text_u64(&t, d->at->number);
	paper_row(w, text_done(&t));
	paper_cell_word(w, word_of_decision(d->at->kind));
	if (law)
		paper_spoken(w, "td", law->note->title, law->note->language);
	else
		paper_cell(w, d->at->law);
	put_span(w, d->at);
	if (!w->p->is_open) {
		paper_cell(w, d->at->who);
		paper_cell(w, d->at->why);
	}
	paper_cell_number(w, d->devices);
	paper_row_end(w);
}

void paper_decisions(const struct writer *w, const struct strs *laws) {
	struct decided decided[DECISIONS_MAX];
	size_t count = collect(w, laws, decided);

	paper_section(w, "decisions", W_H_DECISIONS);
	if (count == 0) {
		paper_word(w, "p", W_H_DECISIONS_NONE);
		paper_section_end(w);
		return;
	}
	if (w->p->is_open)
		TABLE(w, W_H_CAPTION, { W_T_NUMBER, false }, { W_T_DECISION, false }, { W_T_RULE, false },
		      { W_T_FROM_UNTIL, false }, { W_T_DEVICES, true });
	else
		TABLE(w, W_H_CAPTION, { W_T_NUMBER, false }, { W_T_DECISION, false }, { W_T_RULE, false },
		      { W_T_FROM_UNTIL, false }, { W_T_BY, false }, { W_T_WHY, false }, { W_T_DEVICES, true });
	for (size_t i = 0; i < count; i++)
		put_decision(w, &decided[i]);
	paper_table_end(w);
	paper_section_end(w);
}

/* Coverage */

static date day_of(uint64_t time_us) {
	return date_of_seconds((int64_t)(time_us / 1000000));
}

bool paper_was_seen(const struct device *d) {
	for (size_t i = 0; i < d->observation_count; i++)
		if (!str_begins(d->observations[i].field, STR("register.")))
			return true;
	return false;
}

size_t paper_tally_seen(struct site_tallies *ret_seen, const struct report *report) {
	size_t told = 0;

	sites_open(ret_seen, report->sites, report->site_count);
	for (size_t i = 0; i < report->count; i++) {
		const struct device *d = &report->devices[i];

		if (paper_was_seen(d))
			sites_add(ret_seen, d->site, d->identity.maker.grade, NULL);
		else
			told++;
	}
	return told;
}

/* What people told has no file. */
size_t paper_source_count(const struct report *report) {
	size_t count = 0;

	for (size_t i = 0; i < report->sources.count; i++)
		count += report->sources.at[i].n > 0;
	return count;
}

static void put_seen(const struct writer *w) {
	const struct report *report = w->p->report;
	uint64_t first = 0, last = 0;

	for (size_t i = 0; i < report->count; i++) {
		const struct device *d = &report->devices[i];

		if (!paper_was_seen(d))
			continue;
		if (d->first_us && (first == 0 || d->first_us < first))
			first = d->first_us;
		if (d->last_us > last)
			last = d->last_us;
	}
	if (first)
		SAY(w, "p", W_G_SEEN, HOLE_U64("sources", paper_source_count(report)), HOLE_DATE("first", day_of(first)),
		    HOLE_DATE("last", day_of(last)));
	else
		SAY(w, "p", W_G_SEEN_UNDATED, HOLE_U64("sources", paper_source_count(report)));
}

void paper_coverage(const struct writer *w) {
	const struct report *report = w->p->report;
	struct site_tallies sites, on_wire;
	size_t seen = 0, unresolved = w->t->by_grade[GRADE_POSSIBLE] + w->t->by_grade[GRADE_UNKNOWN];

	tally_sites(&sites, report);
	size_t told = paper_tally_seen(&on_wire, report);
	for (size_t i = 0; i < on_wire.count; i++)
		seen += on_wire.at[i].count > 0;
	paper_section(w, "coverage", W_G_COVERAGE);
	put_seen(w);
	if (report->site_count)
		SAY(w, "p", W_G_SITES, HOLE_U64("seen", seen), HOLE_U64("sites", report->site_count));
	else
		paper_word(w, "p", W_G_NO_SITES);
	if (told)
		SAY(w, "p", W_G_BOOKS_ALONE, HOLE_U64("count", told));
	SAY(w, "p", W_G_NO_SITE, HOLE_U64("count", sites.none.count));
	SAY(w, "p", unresolved ? W_G_UNRESOLVED : W_G_RESOLVED, HOLE_U64("count", unresolved));
	if (!w->p->is_open && paper_source_count(report)) {
		paper_word(w, w->inner ? "h4" : "h3 class=\"minor\"", W_G_SOURCES);
		html_raw(w->to, "<ul>");
		for (size_t i = 0; i < report->sources.count; i++)
			if (report->sources.at[i].n)
				html_element(w->to, "li", report->sources.at[i]);
		html_raw(w->to, "</ul>\n");
	}
	paper_section_end(w);
}
