/*
 * The report: one page that needs nothing but itself. No script may run in it
 * and nothing may be fetched: the policy in its head says so to the browser,
 * should a value ever slip through.
 */
#include "show/html.h"

void html_status(FILE *to, enum status status) {
	fprintf(to, "<span class=\"status s%d\">", (int)status);
	html_cstr(to, name_of_status(status));
	html_raw(to, "</span>");
}

void html_grade(FILE *to, enum grade grade) {
	html_cstr(to, grade_names[grade]);
}

/* Head and top of the page. The policy forbids everything but the style that stands in the page. */
static void put_head(FILE *to, const struct report *report, const struct tally *t) {
	html_raw(to, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
		     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
		     "base-uri 'none'; form-action 'none'\"/>\n"
		     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
		     "<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>");
	html_str(to, report->title);
	html_raw(to, " \u2014 who made our devices</title>\n");
	html_style(to);
	html_raw(to, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header>\n<h1>");
	html_str(to, report->title);
	html_raw(to, "</h1>\n<p class=\"under\">Judged by the rules as they stood on ");
	html_date(to, report->on);
	if (report->roles.count > 0) {
		html_raw(to, " for ");
		for (size_t i = 0; i < report->roles.count; i++) {
			html_raw(to, i ? ", " : "");
			html_str(to, report->roles.at[i]);
		}
	} else {
		html_raw(to, ", all rules that are known, each saying whom it binds");
	}
	html_raw(to, ". Made on ");
	html_date(to, report->made);
	html_raw(to, " by birthmark ");
	html_str(to, report->version);
	html_raw(to, ".</p>\n<nav aria-label=\"On this page\"><ul><li><a href=\"#summary\">Summary</a></li>"
		     "<li><a href=\"#labels\">Label and real maker</a></li>");
	html_raw(to, html_has_shares(report) ? "<li><a href=\"#shares\">Makers and market</a></li>" : "");
	html_raw(to, t->due_count ? "<li><a href=\"#dues\">Deadlines</a></li>" : "");
	html_raw(to, report->site_count ? "<li><a href=\"#sites\">Sites</a></li>" : "");
	html_raw(to, "<li><a href=\"#rules\">Rules</a></li><li><a href=\"#devices\">Devices</a></li>");
	html_raw(to, report->count ? "<li><a href=\"#details\">Evidence</a></li>" : "");
	html_raw(to, "<li><a href=\"#method\">Method and limits</a></li></ul></nav>\n</header>\n<main id=\"main\">\n");
}

/* Name, number and note; the number is drawn first and read second. */
static void put_number(FILE *to, size_t count, const char *name, const char *note) {
	html_raw(to, "<div><dt>");
	html_cstr(to, name);
	html_raw(to, "</dt><dd class=\"count\">");
	html_u64(to, count);
	html_raw(to, "</dd><dd class=\"note\">");
	html_cstr(to, note);
	html_raw(to, "</dd></div>\n");
}

static void put_share(FILE *to, size_t count, const char *one, const char *many) {
	html_u64(to, count);
	html_raw(to, count == 1 ? one : many);
}

/* How many devices meet a rule; those for which a fact is missing are counted apart. */
static size_t touched_count(const struct tally *t) {
	size_t count = 0;

	for (int status = STATUS_RESTRICTED; status < STATUS_COUNT; status++)
		count += t->by_worst[status];
	return count;
}

static void put_touched(FILE *to, const struct tally *t) {
	size_t touched = touched_count(t), none = t->by_worst[STATUS_CLEAR] + t->by_worst[STATUS_NOT_IN_FORCE];
	bool first = true;

	if (t->unjudged == t->found)
		return;
	put_share(to, touched, " device meets at least one rule", " devices meet at least one rule");
	for (int status = STATUS_COUNT - 1; status >= STATUS_RESTRICTED; status--) {
		if (t->by_worst[status] == 0)
			continue;
		html_raw(to, first ? ", counted by the gravest verdict of each: " : ", ");
		html_u64(to, t->by_worst[status]);
		html_raw(to, " ");
		html_cstr(to, name_of_status((enum status)status));
		first = false;
	}
	html_raw(to, ". ");
	if (t->by_worst[STATUS_UNDETERMINED] > 0) {
		html_raw(to, "For ");
		put_share(to, t->by_worst[STATUS_UNDETERMINED], " a fact is missing; its reasons name it. ",
			  " a fact is missing; their reasons name it. ");
	}
	put_share(to, none, " is covered by none.", " are covered by none.");
}

static void put_summary(FILE *to, const struct tally *t) {
	html_raw(to, "<section aria-labelledby=\"summary\"><h2 id=\"summary\">Summary</h2>\n<dl class=\"numbers\">");
	put_number(to, t->found, "found", "devices seen, or told of by a register");
	put_number(to, t->by_grade[GRADE_CONFIRMED], "confirmed", "maker known by proof or by independent witnesses");
	put_number(to, t->by_grade[GRADE_LIKELY], "likely", "strong evidence for one maker, no proof");
	put_number(to, t->by_grade[GRADE_POSSIBLE] + t->by_grade[GRADE_UNKNOWN], "unresolved", "maker not established");
	html_raw(to, "</dl>\n<p class=\"lead\">");
	put_share(to, t->relabelled, " device was made by another company than its label says. ",
		  " devices were made by another company than their label says. ");
	put_touched(to, t);
	html_raw(to, "</p>\n</section>\n");
}

static void put_flow_row(FILE *to, const struct tally_flow *flow, const struct registry *r) {
	html_raw(to, "<tr><th scope=\"row\">");
	html_str(to, flow->brand.n ? name_of_brand(r, flow->brand) : STR("no label seen"));
	html_raw(to, flow->maker.n ? "</th><td>" : "</th><td class=\"none\">");
	html_str(to, flow->maker.n ? name_of_company(r, flow->maker) : STR("not established"));
	if (flow->relabelled)
		html_raw(to, " <span class=\"differs\">relabelled</span>");
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, flow->count);
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, flow->confirmed);
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, flow->likely);
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, tally_flow_met(flow));
	html_raw(to, "</td></tr>\n");
}

void html_figure(FILE *to, const char *label) {
	html_raw(to, "<figure><div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
	html_cstr(to, label);
	html_raw(to, "\">\n");
}

/* A picture needs a sentence: what is to be seen in it. */
static void put_flow_sentence(FILE *to, const struct tally *t, const struct registry *r) {
	const struct tally_flow *top = &t->flows[0]; /* relabelled pairs come first */

	html_raw(to, "<p>");
	if (t->flow_count == 0) {
		html_raw(to, "No device was found.");
	} else if (top->relabelled && top->maker.n) {
		html_raw(to, "The most frequent pair that differs: the label says ");
		html_str(to, top->brand.n ? name_of_brand(r, top->brand) : STR("nothing"));
		html_raw(to, ", the maker is ");
		html_str(to, name_of_company(r, top->maker));
		html_raw(to, " (");
		put_share(to, top->count, " device).", " devices).");
	} else {
		html_raw(to, "No label was found that names another than the maker.");
	}
	html_raw(to, "</p>\n");
}

void html_flows(FILE *to, const struct tally *t, const struct registry *r) {
	html_raw(to, "<section aria-labelledby=\"labels\"><h2 id=\"labels\">Label and real maker</h2>\n");
	put_flow_sentence(to, t, r);
	if (t->flow_count == 0) {
		html_raw(to, "</section>\n");
		return;
	}
	html_figure(to, "Picture of labels, makers and verdicts");
	html_flow_picture(to, t, r);
	html_raw(to, "</div><figcaption>Left what the label says, in the middle who really made it, right the gravest verdict, which holds if "
		     "the device is what the evidence says. Ochre bands: relabelled. Blue bands: label and maker agree, or no label was "
		     "seen. Full: confirmed. Hatched: likely. Grey: maker not established.");
	if (t->flow_count > FLOW_BANDS_MAX)
		html_raw(to, " Pairs of few devices are drawn together.");
	html_raw(to, "</figcaption></figure>\n"
		     "<div class=\"wide\" role=\"region\" aria-label=\"Table of labels and makers\" tabindex=\"0\">"
		     "<table><caption>The same in numbers of devices</caption><thead><tr><th scope=\"col\">Label</th>"
		     "<th scope=\"col\">Real maker</th><th scope=\"col\" class=\"number\">Devices</th>"
		     "<th scope=\"col\" class=\"number\">of them confirmed</th><th scope=\"col\" class=\"number\">likely</th>"
		     "<th scope=\"col\" class=\"number\">restricted or prohibited</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < t->flow_count; i++)
		put_flow_row(to, &t->flows[i], r);
	html_raw(to, "</tbody></table></div>\n");
	if (t->more > 0) {
		html_raw(to, "<p>");
		put_share(to, t->more, " more device has", " more devices have");
		html_raw(to, " a pair that is not in this table; the list of devices has them all.</p>\n");
	}
	html_raw(to, "</section>\n");
}

/* Whom a rule binds stands beside its counts, so that nobody takes a foreign rule for his own. */
static void put_law_row(FILE *to, const struct tally_law *row) {
	const struct law_note *law = row->law;

	html_raw(to, "<tr><th scope=\"row\">");
	html_str(to, law->title);
	html_raw(to, "<p class=\"under\">");
	html_str(to, law->citation.n ? law->citation : law->id);
	if (law->from != DATE_NONE) {
		html_raw(to, " \u00b7 from ");
		html_date(to, law->from);
	}
	html_raw(to, "</p></th><td>");
	html_str(to, law->scope.n ? law->scope : law->jurisdiction);
	for (size_t i = 0; i < law->roles.count; i++) {
		html_raw(to, i ? ", " : "<p class=\"under\">For: ");
		html_str(to, law->roles.at[i]);
	}
	html_raw(to, law->roles.count ? "</p></td><td>" : "</td><td>");
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		if (row->by_status[status] == 0)
			continue;
		html_raw(to, "<div>");
		html_status(to, (enum status)status);
		html_raw(to, " ");
		html_u64(to, row->by_status[status]);
		html_raw(to, "</div>");
	}
	html_raw(to, "</td></tr>\n");
}

void html_laws(FILE *to, const struct tally *t) {
	html_raw(to, "<section aria-labelledby=\"rules\"><h2 id=\"rules\">What the rules say</h2>\n");
	if (t->law_count == 0) {
		html_raw(to, "<p>No rule was asked.</p></section>\n");
		return;
	}
	html_raw(to, "<p>A rule can bind some and leave others alone: read whom it binds before the numbers. The verdicts hold if each device "
		     "is what the evidence says.</p>\n<div class=\"wide\" role=\"region\" aria-label=\"Table of rules\" tabindex=\"0\"><table><caption>Devices by rule and verdict</caption><thead><tr>"
		     "<th scope=\"col\">Rule</th><th scope=\"col\">What and whom it binds</th>"
		     "<th scope=\"col\">Devices</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < t->law_count; i++)
		put_law_row(to, &t->laws[i]);
	html_raw(to, "</tbody></table></div></section>\n");
}

void show_report_html(FILE *to, const struct report *report, const struct registry *r) {
	struct tally t;

	tally_devices(&t, report->devices, report->count);
	put_head(to, report, &t);
	put_summary(to, &t);
	html_flows(to, &t, r);
	html_shares(to, report, r);
	html_dues(to, &t, report->on);
	html_sites(to, report);
	html_laws(to, &t);
	html_devices(to, report, r);
	html_method(to, report->scopes);
	html_raw(to, "</main>\n<footer><p>Made by birthmark ");
	html_str(to, report->version);
	html_raw(to, ". Whoever is named here and disagrees can ask for the evidence: each line says where it was seen.</p></footer>\n"
		     "</body>\n</html>\n");
}
