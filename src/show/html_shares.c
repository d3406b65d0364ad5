/*
 * Whose cameras and recorders they are, beside the market: the estate's share
 * of each real maker as a bar, the market's as a line below it.
 */
#include <math.h>

#include "show/html.h"

enum {
	ROWS_MAX = HTML_SHARES_MAX,
	WIDE = 1080, BARS_X = 250, BARS_WIDE = 680, ROW = 38, TOP_Y = 30,
	NAME_MAX = 30,   /* bytes */
};

static const double longest_least = 0.05; /* of a share: less is no picture of shares any more */

struct part {
	str maker;        /* empty: see `name` */
	enum word name;
	size_t count, confirmed;
	double market;    /* 0 to 1; negative: not on record */
};

struct shares {
	struct part at[ROWS_MAX + 2]; /* and all others, and those not established */
	size_t count, all;
	double longest; /* the greatest share of any bar: it is drawn over the whole width */
};

static double market_of(const struct market *m, str maker) {
	for (size_t i = 0; m && i < m->share_count; i++)
		if (str_eq(m->shares[i].maker, maker))
			return m->shares[i].share;
	return -1;
}

static void add(struct part *s, const struct tally_share *more) {
	s->count += more->count;
	s->confirmed += more->confirmed;
}

static struct shares shares_of(const struct page *p) {
	const struct tally *t = p->tally;
	struct part others = { .name = W_OTHER_MAKERS, .market = -1 }, unknown = { .name = W_NO_MAKER, .market = -1 };
	struct shares s = { .all = t->video_count };

	for (size_t i = 0; i < t->share_count && i < ROWS_MAX; i++)
		s.at[s.count++] = (struct part){ .maker = t->shares[i].maker, .count = t->shares[i].count,
						 .confirmed = t->shares[i].confirmed,
						 .market = market_of(p->report->market, t->shares[i].maker) };
	for (size_t i = ROWS_MAX; i < t->share_count; i++)
		add(&others, &t->shares[i]);
	add(&others, &t->other_shares);
	add(&unknown, &t->no_share);
	if (others.count)
		s.at[s.count++] = others;
	s.at[s.count++] = unknown; /* always shown, and last */
	s.longest = longest_least;
	for (size_t i = 0; i < s.count; i++)
		s.longest = fmax(s.longest, fmax(s.at[i].market, (double)s.at[i].count / (double)s.all));
	return s;
}

static str name_of(const struct page *p, const struct part *s) {
	return s->maker.n ? name_of_company_short(p->registry, s->maker) : str_of(words_of(p->pen.language, s->name));
}

/* A small share keeps a digit behind the point. */
static unsigned digits_of(double share) {
	return share > 0 && share < 0.1 ? 1 : 0;
}

static void put_percent(struct pen pen, double share) {
	pen_decimal(pen, share * 100, digits_of(share));
	html_raw(pen.to, "%");
}

static void put_bar(const struct page *p, const struct shares *shares, const struct part *s, int y) {
	FILE *to = p->pen.to;
	double full = BARS_WIDE / shares->longest, unit = full / (double)shares->all;
	double sure = unit * (double)s->confirmed, whole = unit * (double)s->count, market = s->market * full;

	fprintf(to, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", BARS_X - 12, y + 15);
	html_drawn_name(p->pen, name_of(p, s), NAME_MAX);
	html_raw(to, "</text>");
	if (sure > 0)
		fprintf(to, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" class=\"k-share\"/>", BARS_X, y + 2, sure);
	if (whole > sure)
		fprintf(to, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"16\" class=\"%s\"/>", BARS_X + sure, y + 2, whole - sure,
			s->maker.n || s->confirmed ? "k-share h" : "k-none");
	if (s->market >= 0)
		fprintf(to, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"5\" class=\"k-differs\"/>", BARS_X, y + 21, market);
	fprintf(to, "<text x=\"%.1f\" y=\"%d\">", BARS_X + (whole > market ? whole : market) + 10, y + 16);
	pen_number(p->pen, s->count);
	html_raw(to, " \u00b7 ");
	put_percent(p->pen, (double)s->count / (double)shares->all);
	html_raw(to, "</text>\n");
}

static void put_picture(const struct page *p, const struct shares *s) {
	FILE *to = p->pen.to;

	html_picture(p->pen, WIDE, TOP_Y + ROW * (int)s->count, "share-title", W_SHARES_TITLE);
	html_raw(to, "<defs>");
	html_hatch(to, "share");
	fprintf(to, "</defs><text class=\"head\" x=\"%d\" y=\"16\" text-anchor=\"end\">", BARS_X - 12);
	pen_text(p->pen, W_FLOW_MAKER);
	fprintf(to, "</text><text class=\"head\" x=\"%d\" y=\"16\">", BARS_X);
	pen_text(p->pen, W_SHARES_HEAD);
	html_raw(to, "</text>\n");
	for (size_t i = 0; i < s->count; i++)
		put_bar(p, s, &s->at[i], TOP_Y + ROW * (int)i);
	html_raw(to, "</svg>\n");
}

static void put_row(const struct page *p, const struct part *s, size_t all) {
	struct pen pen = p->pen;

	pen_row(pen, name_of(p, s));
	pen_cell_number(pen, s->count);
	pen_cell_number(pen, s->confirmed);
	html_raw(pen.to, "<td class=\"number\">");
	put_percent(pen, (double)s->count / (double)all);
	html_raw(pen.to, "</td><td class=\"number\">");
	if (s->market >= 0)
		put_percent(pen, s->market);
	else
		html_raw(pen.to, "\u2013");
	html_raw(pen.to, "</td>");
	pen_row_end(pen);
}

static void put_sentence(const struct page *p, const struct shares *s) {
	const struct part *top = &s->at[0];
	double share = (double)top->count / (double)s->all;

	if (!top->maker.n) {
		pen_word(p->pen, "p", W_SHARES_NONE);
		return;
	}
	PEN_SAY(p->pen, "p", W_SHARES_TOP, HOLE_STR("maker", name_of_company(p->registry, top->maker)), HOLE_U64("count", top->count),
		HOLE_U64("all", s->all), HOLE_FRACTION("share", share * 100, digits_of(share)));
	if (top->market < 0)
		return;
	str market = p->report->market->name[p->pen.language];
	PEN_SAY(p->pen, "p", W_SHARES_MARKET, HOLE_FRACTION("share", top->market * 100, digits_of(top->market)),
		market.n ? HOLE_STR("market", market) : HOLE_DATA("market", p->report->market->name[TONGUE_EN]));
}

void html_shares(const struct page *p) {
	struct pen pen = p->pen;

	if (!p->tally->video_count)
		return;
	struct shares s = shares_of(p);
	pen_section(pen, "shares", W_SHARES);
	put_sentence(p, &s);
	pen_figure(pen, W_SHARES_PICTURE);
	put_picture(p, &s);
	pen_caption(pen, W_SHARES_CAPTION);
	if (p->report->market) {
		html_raw(pen.to, " ");
		pen_text(pen, W_SHARES_CAPTION_MARKET);
	}
	html_raw(pen.to, "</figcaption></figure>\n");
	PEN_TABLE(pen, W_SHARES_TABLE, { W_T_MAKER, false }, { W_T_DEVICES, true }, { W_T_CONFIRMED, true }, { W_T_SHARE, true },
		  { W_T_MARKET, true });
	for (size_t i = 0; i < s.count; i++)
		put_row(p, &s.at[i], s.all);
	pen_table_end(pen);
	pen_section_end(pen);
}
