/*
 * Whose cameras and recorders they are, beside the market: the estate's share
 * of each real maker as a bar, the market's as a line below it.
 */
#include "show/glyph.h"
#include "show/html.h"

enum {
	MAKERS_MAX = 96, /* counted; data/markets names some twenty, an estate seldom more */
	ROWS_MAX = 10,   /* drawn and in the table; the rest together */
	WIDE = 1080, BARS_X = 250, BARS_WIDE = 680, ROW = 38, TOP_Y = 30,
	NAME_MAX = 30,   /* bytes */
};

struct part {
	str maker; /* empty: see `name` */
	const char *name;
	size_t count, confirmed;
	double market; /* 0 to 1; negative: not on record */
};

struct shares {
	struct part at[MAKERS_MAX];
	size_t count, all;
	struct part others, unknown;
};

static double market_of(const struct market *m, str maker) {
	for (size_t i = 0; m && i < m->share_count; i++)
		if (str_eq(m->shares[i].maker, maker))
			return m->shares[i].share;
	return -1;
}

static struct part *share_for(struct shares *s, const struct market *m, str maker) {
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->at[i].maker, maker))
			return &s->at[i];
	if (s->count == MAKERS_MAX)
		return &s->others;
	s->at[s->count] = (struct part){ .maker = maker, .market = market_of(m, maker) };
	return &s->at[s->count++];
}

static void add(struct part *s, const struct part *more) {
	s->count += more->count;
	s->confirmed += more->confirmed;
}

static void sort_shares(struct shares *s) {
	for (size_t i = 1; i < s->count; i++) {
		struct part moving = s->at[i];
		size_t to = i;

		for (; to > 0 && s->at[to - 1].count < moving.count; to--)
			s->at[to] = s->at[to - 1];
		s->at[to] = moving;
	}
}

static void count_shares(struct shares *s, const struct report *report) {
	*s = (struct shares){ .others = { .name = "other makers", .market = -1 },
			      .unknown = { .name = "not established", .market = -1 } };
	for (size_t i = 0; i < report->count; i++) {
		const struct identity *id = &report->devices[i].identity;

		if (!class_is_video(id->class))
			continue;
		struct part *to = id->maker.grade < GRADE_LIKELY ? &s->unknown : share_for(s, report->market, id->maker.id);
		to->count++;
		to->confirmed += id->maker.grade == GRADE_CONFIRMED;
		s->all++;
	}
	sort_shares(s);
	for (; s->count > ROWS_MAX; s->count--)
		add(&s->others, &s->at[s->count - 1]);
	if (s->others.count)
		s->at[s->count++] = s->others;
	s->at[s->count++] = s->unknown; /* always shown, and last */
}

static str name_of(const struct part *s, const struct registry *r) {
	return s->name ? str_of(s->name) : name_of_company_short(r, s->maker);
}

static void put_percent(FILE *to, double share) {
	html_decimal(to, share * 100, share > 0 && share < 0.1 ? 1 : 0);
	html_raw(to, " %");
}

static void put_bar(FILE *to, const struct part *s, size_t all, int y, const struct registry *r) {
	double unit = (double)BARS_WIDE / (double)all;
	double sure = unit * (double)s->confirmed, whole = unit * (double)s->count;
	str name = name_of(s, r), head = glyph_head(name, NAME_MAX);

	fprintf(to, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", BARS_X - 12, y + 15);
	html_str(to, head);
	html_raw(to, head.n < name.n ? "\u2026</text>" : "</text>");
	fprintf(to, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"#2f5672\"/>", BARS_X, y + 2, sure);
	fprintf(to, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>", BARS_X + sure, y + 2, whole - sure,
		s->maker.n || s->confirmed ? "url(#hatch-share)" : "#c9ccd0");
	if (s->market >= 0)
		fprintf(to, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"5\" fill=\"#d3a04a\"/>", BARS_X, y + 21,
			s->market * BARS_WIDE);
	fprintf(to, "<text x=\"%.1f\" y=\"%d\">", BARS_X + (whole > s->market * BARS_WIDE ? whole : s->market * BARS_WIDE) + 10, y + 16);
	html_u64(to, s->count);
	html_raw(to, " \u00b7 ");
	put_percent(to, (double)s->count / (double)all);
	html_raw(to, "</text>\n");
}

static void put_picture(FILE *to, const struct shares *s, const struct registry *r) {
	fprintf(to, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"share-title\"><title id=\"share-title\">Bars: how much "
		"of the cameras and recorders each maker made, here and in the market; the table below has the numbers</title><defs>"
		"<pattern id=\"hatch-share\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
		"<rect width=\"7\" height=\"7\" fill=\"#dbe6ee\"/><rect width=\"3\" height=\"7\" fill=\"#2f5672\"/></pattern></defs>",
		WIDE, TOP_Y + ROW * (int)s->count);
	fprintf(to, "<text class=\"head\" x=\"%d\" y=\"16\" text-anchor=\"end\">really made by</text>"
		"<text class=\"head\" x=\"%d\" y=\"16\">share of the cameras and recorders</text>\n", BARS_X - 12, BARS_X);
	for (size_t i = 0; i < s->count; i++)
		put_bar(to, &s->at[i], s->all, TOP_Y + ROW * (int)i, r);
	html_raw(to, "</svg>\n");
}

static void put_row(FILE *to, const struct part *s, size_t all, const struct registry *r) {
	html_raw(to, "<tr><th scope=\"row\">");
	html_str(to, name_of(s, r));
	html_raw(to, "</th><td class=\"number\">");
	html_u64(to, s->count);
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, s->confirmed);
	html_raw(to, "</td><td class=\"number\">");
	put_percent(to, (double)s->count / (double)all);
	html_raw(to, "</td><td class=\"number\">");
	if (s->market >= 0)
		put_percent(to, s->market);
	else
		html_raw(to, "\u2013");
	html_raw(to, "</td></tr>\n");
}

static void put_sentence(FILE *to, const struct shares *s, const struct market *m, const struct registry *r) {
	const struct part *top = &s->at[0];

	html_raw(to, "<p>");
	if (top->maker.n) {
		html_raw(to, "Nobody that is known made more of the cameras and recorders than ");
		html_str(to, name_of_company(r, top->maker));
		html_raw(to, ": ");
		html_u64(to, top->count);
		html_raw(to, " of ");
		html_u64(to, s->all);
		html_raw(to, ", ");
		put_percent(to, (double)top->count / (double)s->all);
		if (top->market >= 0) {
			html_raw(to, "; its share of ");
			html_str(to, m->name);
			html_raw(to, " is thought to be about ");
			put_percent(to, top->market);
		}
		html_raw(to, ".");
	} else {
		html_raw(to, "Of no camera or recorder is the maker established.");
	}
	html_raw(to, "</p>\n");
}

bool html_has_shares(const struct report *report) {
	for (size_t i = 0; i < report->count; i++)
		if (class_is_video(report->devices[i].identity.class))
			return true;
	return false;
}

void html_shares(FILE *to, const struct report *report, const struct registry *r) {
	struct shares s;

	if (!html_has_shares(report))
		return;
	count_shares(&s, report);
	html_raw(to, "<section aria-labelledby=\"shares\"><h2 id=\"shares\">Makers, here and in the market</h2>\n");
	put_sentence(to, &s, report->market, r);
	html_figure(to, "Picture of makers and their shares");
	put_picture(to, &s, r);
	html_raw(to, "</div><figcaption>Full bars: confirmed. Hatched: likely. Grey: maker not established.");
	html_raw(to, report->market ? " The ochre line below a bar is the maker\u2019s share of the market: an estimate, whose sources stand in "
				      "data/markets.yaml." : "");
	html_raw(to, "</figcaption></figure>\n<div class=\"wide\" role=\"region\" aria-label=\"Table of makers\" tabindex=\"0\"><table>"
		     "<caption>Cameras and recorders by real maker</caption><thead><tr><th scope=\"col\">Real maker</th>"
		     "<th scope=\"col\" class=\"number\">Devices</th><th scope=\"col\" class=\"number\">of them confirmed</th>"
		     "<th scope=\"col\" class=\"number\">Share here</th><th scope=\"col\" class=\"number\">Share of the market</th>"
		     "</tr></thead><tbody>\n");
	for (size_t i = 0; i < s.count; i++)
		put_row(to, &s.at[i], s.all, r);
	html_raw(to, "</tbody></table></div>\n</section>\n");
}
