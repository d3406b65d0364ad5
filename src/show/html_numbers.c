/*
 * The commands behind the numbers. What is counted here is what show/tally.h
 * and show/places.h count; a command asks for the same devices by the terms of
 * cmd/query.h, and tests/trace_test.py runs all of them.
 */
#include "show/html_numbers.h"

#include "show/html.h"
#include "show/word_of.h"

/* What all rows need. */
struct rows {
	struct pen pen;
	const struct report *report;
	const struct registry *registry;
};

/* Terms of a query: with `<` or `>` the shell must not see them. */
#define KNOWN "'grade>=likely'"
#define UNKNOWN "grade:unresolved"
#define MET "'worst>=restricted'"
#define EVERY "'grade>=unknown'"

static void put_command(const struct rows *rows, const str *parts, size_t count) {
	html_raw(rows->pen.to, "<code>birthmark explain");
	for (size_t i = 0; i < count; i++)
		html_str(rows->pen.to, parts[i]);
	html_str(rows->pen.to, rows->report->asked);
	html_raw(rows->pen.to, "</code>");
}

/* The number and its command, behind what is counted; ends the row. */
static void put_number(const struct rows *rows, size_t number, const str *parts, size_t count) {
	pen_cell_number(rows->pen, number);
	html_raw(rows->pen.to, "<td>");
	put_command(rows, parts, count);
	html_raw(rows->pen.to, "</td>");
	pen_row_end(rows->pen);
}
#define NUMBER(rows, number, ...) \
	put_number((rows), (number), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

static void row_said(const struct rows *rows, enum word word, const struct hole *holes, size_t count) {
	html_raw(rows->pen.to, "<tr>");
	pen_say(rows->pen, "th scope=\"row\"", word, holes, count);
}
#define ROW(rows, word, ...) \
	row_said((rows), (word), (const struct hole[]){ __VA_ARGS__ }, \
		 sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole))

static void begin(const struct rows *rows, enum word caption) {
	PEN_TABLE(rows->pen, caption, { W_N_T_WHAT, false }, { W_T_DEVICES, true }, { W_N_T_COMMAND, false });
}

static void put_word_row(const struct rows *rows, enum word word, size_t number, const char *query) {
	pen_row_word(rows->pen, word);
	NUMBER(rows, number, STR(" "), str_of(query));
}

static str said(const struct rows *rows, enum word word) {
	return str_of(words_of(rows->pen.language, word));
}

/* The summary */

static void put_worst(const struct rows *rows, enum status status, size_t count) {
	if (!count)
		return;
	ROW(rows, W_N_WORST, HOLE_STR("status", said(rows, word_of_status(status))));
	NUMBER(rows, count, STR(" worst:"), str_of(status_names[status]));
}

static void put_summary(const struct rows *rows, const struct tally *t) {
	size_t met = 0;

	for (int status = STATUS_RESTRICTED; status < STATUS_COUNT; status++)
		met += t->by_worst[status];
	begin(rows, W_N_C_SUMMARY);
	put_word_row(rows, W_FOUND, t->found, EVERY);
	put_word_row(rows, W_CONFIRMED, t->by_grade[GRADE_CONFIRMED], "grade:confirmed");
	put_word_row(rows, W_LIKELY, t->by_grade[GRADE_LIKELY], "grade:likely");
	put_word_row(rows, W_UNRESOLVED, t->by_grade[GRADE_POSSIBLE] + t->by_grade[GRADE_UNKNOWN], UNKNOWN);
	put_word_row(rows, W_N_RELABELLED, t->relabelled, "relabelled:yes");
	if (t->unjudged < t->found) {
		put_word_row(rows, W_N_MET, met, MET);
		for (int status = STATUS_COUNT - 1; status >= STATUS_UNDETERMINED; status--)
			put_worst(rows, (enum status)status, t->by_worst[status]);
		/* Neither covers it. */
		put_worst(rows, STATUS_CLEAR, t->by_worst[STATUS_CLEAR] + t->by_worst[STATUS_NOT_IN_FORCE]);
	}
	pen_table_end(rows->pen);
}

/* What is beyond a table's last row is too much for one query: it stands among all devices, as programs get them. */
static void put_others(const struct rows *rows, enum word word, size_t count) {
	if (!count)
		return;
	pen_row_word(rows->pen, word);
	pen_cell_number(rows->pen, count);
	html_raw(rows->pen.to, "<td><code>birthmark report --json");
	html_str(rows->pen.to, rows->report->asked);
	html_raw(rows->pen.to, "</code></td>");
	pen_row_end(rows->pen);
}

/* Labels and makers */

static void put_flow(const struct rows *rows, const struct tally_flow *flow) {
	ROW(rows, W_N_FLOW,
	    HOLE_STR("label", flow->brand.n ? name_of_brand(rows->registry, flow->brand) : said(rows, W_NO_LABEL)),
	    HOLE_STR("maker", flow->maker.n ? name_of_company(rows->registry, flow->maker) : said(rows, W_NO_MAKER)));
	if (flow->maker.n)
		NUMBER(rows, flow->count, STR(" label:"), flow->brand.n ? flow->brand : STR("none"), STR(" maker:"), flow->maker,
		       STR(" " KNOWN));
	else
		NUMBER(rows, flow->count, STR(" label:"), flow->brand.n ? flow->brand : STR("none"), STR(" " UNKNOWN));
}

static void put_flows(const struct rows *rows, const struct tally *t) {
	begin(rows, W_N_C_FLOWS);
	for (size_t i = 0; i < t->flow_count; i++)
		put_flow(rows, &t->flows[i]);
	put_others(rows, W_N_OTHER_PAIRS, t->more);
	pen_table_end(rows->pen);
}

/* Makers of cameras and recorders */

static void put_video(const struct rows *rows) {
	bool first = true;

	html_raw(rows->pen.to, "<code>birthmark explain class:");
	for (int class = 0; class < CLASS_COUNT; class++) {
		if (!class_is_video((enum device_class)class))
			continue;
		html_raw(rows->pen.to, first ? "" : ",");
		html_cstr(rows->pen.to, class_names[class]);
		first = false;
	}
}

/* Of one maker, of all but the first, or (NULL) of none that is established. */
static void put_share(const struct rows *rows, size_t count, const struct tally_share *makers, size_t maker_count, bool others) {
	pen_cell_number(rows->pen, count);
	html_raw(rows->pen.to, "<td>");
	put_video(rows);
	html_raw(rows->pen.to, makers ? others ? " maker!=" : " maker:" : "");
	for (size_t i = 0; i < maker_count; i++) {
		html_raw(rows->pen.to, i ? "," : "");
		html_str(rows->pen.to, makers[i].maker);
	}
	html_cstr(rows->pen.to, makers ? " " KNOWN : " " UNKNOWN);
	html_str(rows->pen.to, rows->report->asked);
	html_raw(rows->pen.to, "</code></td>");
	pen_row_end(rows->pen);
}

static void put_shares(const struct rows *rows, const struct tally *t) {
	size_t shown = t->share_count < HTML_SHARES_MAX ? t->share_count : HTML_SHARES_MAX, others = t->other_shares.count;

	if (!t->video_count)
		return;
	begin(rows, W_N_C_SHARES);
	for (size_t i = 0; i < t->share_count; i++) {
		others += i < shown ? 0 : t->shares[i].count;
		if (i >= shown)
			continue;
		pen_row(rows->pen, name_of_company(rows->registry, t->shares[i].maker));
		put_share(rows, t->shares[i].count, &t->shares[i], 1, false);
	}
	if (others) {
		pen_row_word(rows->pen, W_N_OTHER_MAKERS);
		put_share(rows, others, t->shares, shown, true);
	}
	pen_row_word(rows->pen, W_NO_MAKER);
	put_share(rows, t->no_share.count, NULL, 0, false);
	pen_table_end(rows->pen);
}

/* Deadlines, sites, rules */

static void put_dues(const struct rows *rows, const struct tally *t) {
	static const enum word words[DAY_KIND_COUNT] = {
		[DAY_GONE] = W_N_DUE, [DAY_LENT] = W_N_LENT, [DAY_CONDITION] = W_N_CONDITION,
	};
	char day[11];

	if (!t->due_count)
		return;
	begin(rows, W_N_C_DUES);
	for (size_t i = 0; i < t->due_count; i++) {
		const struct tally_due *due = &t->dues[i];

		date_format(due->by, day);
		ROW(rows, words[due->kind], HOLE_DATE("day", due->by), HOLE_STR("law", due->law->id));
		NUMBER(rows, due->count, STR(" law:"), due->law->id, due->kind == DAY_LENT ? STR(" allowed:") : STR(" due:"), str_of(day));
	}
	put_others(rows, W_N_OTHER_DAYS, t->more_dues);
	pen_table_end(rows->pen);
}

static void put_site(const struct rows *rows, const struct site_tally *s) {
	if (s->site)
		pen_row(rows->pen, s->site->title.n ? s->site->title : s->site->id);
	else
		pen_row_word(rows->pen, W_B_NO_SITE);
	NUMBER(rows, s->count, STR(" site:"), s->site ? s->site->id : STR("none"));
}

static void put_sites(const struct rows *rows, const struct site_tallies *sites) {
	if (!sites->count)
		return;
	begin(rows, W_N_C_SITES);
	for (size_t i = 0; i < sites->count; i++)
		put_site(rows, &sites->at[i]);
	put_site(rows, &sites->none);
	pen_table_end(rows->pen);
}

static void put_law(const struct rows *rows, const struct tally_law *law) {
	for (int status = STATUS_COUNT - 1; status >= 0; status--) {
		if (!law->by_status[status])
			continue;
		ROW(rows, W_N_RULE, HOLE_STR("law", law->law->id),
		    HOLE_STR("status", said(rows, word_of_status((enum status)status))));
		/* In a query, what is not in force is clear as well. */
		NUMBER(rows, law->by_status[status], STR(" law:"), law->law->id, STR(" verdict:"), str_of(status_names[status]),
		       status == STATUS_CLEAR ? STR(" verdict!=not-in-force") : STR(""));
	}
}

static void put_laws(const struct rows *rows, const struct tally *t) {
	if (!t->law_count)
		return;
	begin(rows, W_N_C_RULES);
	for (size_t i = 0; i < t->law_count; i++)
		put_law(rows, &t->laws[i]);
	pen_table_end(rows->pen);
}

/* What papers count besides */

static void put_kinds(const struct rows *rows) {
	size_t kinds[CLASS_COUNT] = { 0 };

	for (size_t i = 0; i < rows->report->count; i++)
		kinds[rows->report->devices[i].identity.class]++;
	begin(rows, W_N_C_KINDS);
	for (int class = 0; class < CLASS_COUNT; class++) {
		if (!kinds[class])
			continue;
		pen_row_word(rows->pen, word_of_class((enum device_class)class));
		NUMBER(rows, kinds[class], STR(" class:"), str_of(class_names[class]));
	}
	pen_table_end(rows->pen);
}

static size_t count_of_contract(const struct report *report, str id) {
	size_t count = 0;

	for (size_t i = 0; i < report->count; i++) {
		const struct circumstances *c = report->devices[i].circumstances;

		count += c && c->contract && str_eq(c->contract->id, id);
	}
	return count;
}

static void put_contracts(const struct rows *rows) {
	if (!rows->report->contract_count)
		return;
	begin(rows, W_N_C_CONTRACTS);
	for (size_t i = 0; i < rows->report->contract_count; i++) {
		const struct contract *c = &rows->report->contracts[i];

		pen_row(rows->pen, c->title.n ? c->title : c->id);
		NUMBER(rows, count_of_contract(rows->report, c->id), STR(" contract:"), c->id);
	}
	pen_table_end(rows->pen);
}

/* All of it */

static void put_words(const struct rows *rows, const struct tally *t) {
	static const char *const parts[] = { "grade:confirmed", "grade:likely", UNKNOWN, MET };

	pen_word(rows->pen, "p", W_N_SAYS);
	PEN_SAY(rows->pen, "p", W_N_SUM, HOLE_U64("found", t->found), HOLE_U64("confirmed", t->by_grade[GRADE_CONFIRMED]),
		HOLE_U64("likely", t->by_grade[GRADE_LIKELY]),
		HOLE_U64("unresolved", t->by_grade[GRADE_POSSIBLE] + t->by_grade[GRADE_UNKNOWN]));
	pen_word(rows->pen, "p", W_N_PARTS);
	html_raw(rows->pen.to, "<ul>");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		html_raw(rows->pen.to, "<li><code>");
		html_cstr(rows->pen.to, parts[i]);
		html_raw(rows->pen.to, "</code></li>");
	}
	html_raw(rows->pen.to, "</ul>\n");
}

void html_numbers(struct pen pen, const struct report *report, const struct tally *t, const struct site_tallies *sites,
		  const struct registry *r, enum numbered numbered) {
	const struct rows rows = { pen, report, r };

	pen_section(pen, "traces", W_N_TITLE);
	put_words(&rows, t);
	put_summary(&rows, t);
	put_flows(&rows, t);
	if (numbered == NUMBERED_PAGE)
		put_shares(&rows, t);
	put_dues(&rows, t);
	put_sites(&rows, sites);
	put_laws(&rows, t);
	if (numbered == NUMBERED_PAPER && !report->counts) {
		put_kinds(&rows);
		put_contracts(&rows);
	}
	pen_section_end(pen);
}
