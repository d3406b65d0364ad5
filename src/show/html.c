/*
 * The report: one page that needs nothing but itself. No script may run in it
 * and nothing may be fetched: the policy in its head says so to the browser,
 * should a value ever slip through.
 */
#include "show/html.h"

#include "show/glyph.h"
#include "show/html_numbers.h"

void html_status(struct pen pen, enum status status) {
	fprintf(pen.to, "<span class=\"status s%d\">", (int)status);
	pen_text(pen, word_of_status(status));
	html_raw(pen.to, "</span>");
}

void html_picture(struct pen pen, int wide, double high, const char *id, enum word title) {
	fprintf(pen.to, "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" aria-labelledby=\"%s\"><title id=\"%s\">", wide, high, id, id);
	pen_text(pen, title);
	html_raw(pen.to, "</title>");
}

void html_drawn_name(struct pen pen, str name, size_t most) {
	str head = glyph_head(name, most);

	html_str(pen.to, head);
	html_raw(pen.to, head.n < name.n ? "\u2026" : "");
}

void html_drawn_count(struct pen pen, uint64_t count) {
	html_raw(pen.to, " \u00b7 ");
	pen_number(pen, count);
}

static void put_title(const struct page *p) {
	uint8_t room[512];
	struct text name = TEXT(room);
	struct hole hole = HOLE_STR("name", p->report->estate);

	sentence_put(&name, p->pen.language, words_of(p->pen.language, W_ESTATE), &hole, 1);
	html_raw(p->pen.to, "<title>");
	words_put_plain(p->pen.to, p->pen.language, W_PAGE_TITLE, &HOLE_STR("name", text_done(&name)), 1);
	html_raw(p->pen.to, "</title>\n");
}

static void put_link(const struct page *p, const char *anchor, enum word word) {
	fprintf(p->pen.to, "<li><a href=\"#%s\">", anchor);
	pen_text(p->pen, word);
	html_raw(p->pen.to, "</a></li>");
}

static void put_nav(const struct page *p) {
	const struct report *report = p->report;

	html_raw(p->pen.to, "<nav aria-label=\"");
	pen_text(p->pen, W_NAV);
	html_raw(p->pen.to, "\"><ul>");
	put_link(p, "summary", W_SUMMARY);
	put_link(p, "labels", W_C_LABELS);
	if (p->tally->video_count)
		put_link(p, "shares", W_SHARES);
	if (p->tally->due_count)
		put_link(p, "dues", W_E_DUES);
	if (report->site_count)
		put_link(p, "sites", W_T_SITES);
	put_link(p, "rules", W_LAWS);
	put_link(p, "devices", report->counts ? W_BRIEF_DEVICES : W_T_DEVICES);
	if (report->count && !report->counts)
		put_link(p, "details", W_DETAILS);
	put_link(p, "method", W_A_METHOD);
	put_link(p, "traces", W_N_TITLE);
	html_raw(p->pen.to, "</ul></nav>\n");
}

static void put_day_and_roles(const struct page *p) {
	const struct report *report = p->report;
	uint8_t room[1024];
	struct text roles = TEXT(room);

	for (size_t i = 0; i < report->roles.count; i++) {
		text_cstr(&roles, i ? ", " : "");
		text_str(&roles, report->roles.at[i]);
	}
	PEN_SAY(p->pen, "p class=\"under\"", report->roles.count ? W_ON_FOR_ROLES : W_ON_FOR_ALL, HOLE_DATE("day", report->on),
		HOLE_STR("roles", text_done(&roles)));
	PEN_SAY(p->pen, "p class=\"under\"", W_MADE, HOLE_DATE("day", report->made), HOLE_STR("version", report->version));
}

/* Head and top of the page. The policy forbids everything but the style that stands in the page. */
static void put_head(const struct page *p) {
	FILE *to = p->pen.to;

	fprintf(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
		"base-uri 'none'; form-action 'none'\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		"<meta name=\"referrer\" content=\"no-referrer\"/>\n", tongue_names[p->pen.language]);
	put_title(p);
	html_style(to);
	html_raw(to, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
	pen_text(p->pen, W_SKIP);
	html_raw(to, "</a>\n<header>\n");
	PEN_SAY(p->pen, "h1", W_ESTATE, HOLE_STR("name", p->report->estate));
	put_day_and_roles(p);
	put_nav(p);
	html_raw(to, "</header>\n<main id=\"main\">\n");
}

/* Name, number and note; the number is drawn first and read second. */
static void put_number(struct pen pen, size_t count, enum word name, enum word note) {
	html_raw(pen.to, "<div>");
	pen_word(pen, "dt", name);
	html_raw(pen.to, "<dd class=\"count\">");
	pen_number(pen, count);
	html_raw(pen.to, "</dd>");
	pen_word(pen, "dd class=\"note\"", note);
	html_raw(pen.to, "</div>\n");
}

/* How many devices meet a rule; those for which a fact is missing are counted apart. */
static size_t touched_count(const struct tally *t) {
	size_t count = 0;

	for (int status = STATUS_RESTRICTED; status < STATUS_COUNT; status++)
		count += t->by_worst[status];
	return count;
}

/* "One …", "Twelve …": the language has a sentence for one, and one for more. */
static void put_counted(struct pen pen, const char *element, size_t count, enum word none, enum word one, enum word many) {
	PEN_SAY(pen, element, count == 0 ? none : count == 1 ? one : many, HOLE_U64("count", count));
}

static void put_by_gravest(struct pen pen, const struct tally *t) {
	pen_word(pen, "h3 class=\"minor\"", W_BY_GRAVEST);
	html_raw(pen.to, "<ul class=\"gravest\">");
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		if (t->by_worst[status] == 0)
			continue;
		html_raw(pen.to, "<li>");
		html_status(pen, (enum status)status);
		html_raw(pen.to, " <b>");
		pen_number(pen, t->by_worst[status]);
		html_raw(pen.to, "</b></li>");
	}
	html_raw(pen.to, "</ul>\n");
}

static void put_summary(const struct page *p) {
	const struct tally *t = p->tally;
	struct pen pen = p->pen;

	pen_section(pen, "summary", W_SUMMARY);
	html_raw(pen.to, "<dl class=\"numbers\">");
	put_number(pen, t->found, W_FOUND, W_FOUND_NOTE);
	put_number(pen, t->by_grade[GRADE_CONFIRMED], W_CONFIRMED, W_CONFIRMED_NOTE);
	put_number(pen, t->by_grade[GRADE_LIKELY], W_LIKELY, W_LIKELY_NOTE);
	put_number(pen, t->by_grade[GRADE_POSSIBLE] + t->by_grade[GRADE_UNKNOWN], W_UNRESOLVED, W_UNRESOLVED_NOTE);
	html_raw(pen.to, "</dl>\n");
	put_counted(pen, "p class=\"lead\"", t->relabelled, W_RELABELLED_NONE, W_RELABELLED_ONE, W_RELABELLED_MANY);
	if (t->unjudged < t->found) {
		put_counted(pen, "p class=\"lead\"", touched_count(t), W_TOUCHED_NONE, W_TOUCHED_ONE, W_TOUCHED_MANY);
		if (t->by_worst[STATUS_UNDETERMINED])
			put_counted(pen, "p", t->by_worst[STATUS_UNDETERMINED], W_MISSING_ONE, W_MISSING_ONE, W_MISSING_MANY);
		put_by_gravest(pen, t);
	}
	pen_section_end(pen);
}

static void put_flow_row(const struct page *p, const struct tally_flow *flow) {
	struct pen pen = p->pen;

	if (flow->brand.n)
		pen_row(pen, name_of_brand(p->registry, flow->brand));
	else
		pen_row_word(pen, W_NO_LABEL);
	html_raw(pen.to, flow->maker.n ? "<td>" : "<td class=\"none\">");
	html_str(pen.to, flow->maker.n ? name_of_company(p->registry, flow->maker) : str_of(words_of(pen.language, W_NO_MAKER)));
	if (flow->relabelled) {
		html_raw(pen.to, " ");
		pen_word(pen, "span class=\"differs\"", W_RELABELLED);
	}
	html_raw(pen.to, "</td>");
	pen_cell_number(pen, flow->count);
	pen_cell_number(pen, flow->confirmed);
	pen_cell_number(pen, flow->likely);
	pen_cell_number(pen, tally_flow_met(flow));
	pen_row_end(pen);
}

/* A picture needs a sentence: what is to be seen in it. */
static void put_flow_sentence(const struct page *p) {
	const struct tally_flow *top = &p->tally->flows[0]; /* relabelled pairs come first */

	if (p->tally->flow_count == 0)
		pen_word(p->pen, "p", W_NO_DEVICE);
	else if (top->relabelled && top->maker.n)
		PEN_SAY(p->pen, "p", top->count == 1 ? W_FLOW_ONE : W_FLOW_MANY,
			HOLE_STR("label", top->brand.n ? name_of_brand(p->registry, top->brand) :
							 str_of(words_of(p->pen.language, W_NO_LABEL))),
			HOLE_STR("maker", name_of_company(p->registry, top->maker)), HOLE_U64("count", top->count));
	else
		pen_word(p->pen, "p", W_RELABELLED_NONE);
}

/* Label and real maker: a sentence, the picture, and its table. */
static void put_flows(const struct page *p) {
	const struct tally *t = p->tally;
	struct pen pen = p->pen;

	pen_section(pen, "labels", W_C_LABELS);
	put_flow_sentence(p);
	if (t->flow_count == 0) {
		pen_section_end(pen);
		return;
	}
	pen_figure(pen, W_FLOW_PICTURE);
	html_flow_picture(p);
	pen_caption(pen, W_FLOW_CAPTION);
	if (t->flow_count > FLOW_BANDS_MAX) {
		html_raw(pen.to, " ");
		pen_text(pen, W_FLOW_TOGETHER);
	}
	html_raw(pen.to, "</figcaption></figure>\n");
	PEN_TABLE(pen, W_C_LABELS_CAPTION, { W_T_LABEL, false }, { W_T_MAKER, false }, { W_T_DEVICES, true },
		  { W_T_CONFIRMED, true }, { W_T_LIKELY, true }, { W_T_MET, true });
	for (size_t i = 0; i < t->flow_count; i++)
		put_flow_row(p, &t->flows[i]);
	pen_table_end(pen);
	if (t->more > 0)
		PEN_SAY(pen, "p", W_C_MORE, HOLE_U64("count", t->more));
	pen_section_end(pen);
}

/* Whom a rule binds stands beside its counts, so that nobody takes a foreign rule for his own. */
static void put_law_row(struct pen pen, const struct tally_law *row) {
	const struct law_note *law = row->law;
	uint8_t room[1024];
	struct text roles = TEXT(room);

	html_raw(pen.to, "<tr><th scope=\"row\">");
	pen_spoken(pen, "span", law->title, law->language);
	pen_spoken(pen, "p class=\"under\"", law->citation.n ? law->citation : law->id, law->language);
	if (law->from != DATE_NONE)
		PEN_SAY(pen, "p class=\"under\"", W_LAW_FROM, HOLE_DATE("day", law->from));
	html_raw(pen.to, "</th><td>");
	pen_spoken(pen, "span", law->scope.n ? law->scope : law->jurisdiction, law->language);
	for (size_t i = 0; i < law->roles.count; i++) {
		text_cstr(&roles, i ? ", " : "");
		text_str(&roles, law->roles.at[i]);
	}
	if (law->roles.count)
		PEN_SAY(pen, "p class=\"under\"", W_LAW_FOR, HOLE_STR("roles", text_done(&roles)));
	html_raw(pen.to, "</td><td>");
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		if (row->by_status[status] == 0)
			continue;
		html_raw(pen.to, "<div>");
		html_status(pen, (enum status)status);
		html_raw(pen.to, " ");
		pen_number(pen, row->by_status[status]);
		html_raw(pen.to, "</div>");
	}
	html_raw(pen.to, "</td></tr>\n");
}

/* The rules, what they bind, and how many devices each of them meets. */
static void put_laws(const struct page *p) {
	pen_section(p->pen, "rules", W_LAWS);
	if (p->tally->law_count == 0) {
		pen_word(p->pen, "p", W_D_RULES_NONE);
		pen_section_end(p->pen);
		return;
	}
	pen_word(p->pen, "p", W_LAWS_SAYS);
	PEN_TABLE(p->pen, W_LAWS_TABLE, { W_T_RULE, false }, { W_T_BINDS, false }, { W_T_VERDICTS, false });
	for (size_t i = 0; i < p->tally->law_count; i++)
		put_law_row(p->pen, &p->tally->laws[i]);
	pen_table_end(p->pen);
	pen_section_end(p->pen);
}

static void put_page(const struct page *p) {
	put_head(p);
	put_summary(p);
	put_flows(p);
	html_shares(p);
	html_dues(p);
	html_sites(p);
	put_laws(p);
	if (p->report->counts)
		html_elsewhere(p);
	else
		html_devices(p);
	html_method(p);
	html_numbers(p->pen, p->report, p->tally, p->sites, p->registry, NUMBERED_PAGE);
	html_raw(p->pen.to, "</main>\n<footer>");
	PEN_SAY(p->pen, "p", W_MADE, HOLE_DATE("day", p->report->made), HOLE_STR("version", p->report->version));
	pen_word(p->pen, "p", W_FOOTER);
	html_raw(p->pen.to, "</footer>\n</body>\n</html>\n");
}

void show_report_html(FILE *to, const struct report *report, const struct registry *r) {
	struct counts own;
	const struct counts *counts = report->counts;

	if (!counts) {
		tally_devices(&own.tally, report->devices, report->count);
		tally_sites(&own.sites, report);
		counts = &own;
	}
	put_page(&(struct page){ .pen = { to, report->language }, .report = report, .registry = r, .tally = &counts->tally,
				 .sites = &counts->sites });
}
