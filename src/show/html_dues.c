/*
 * Deadlines: the days that rules and decisions set, as a line in time for
 * each, and as a table.
 */
#include "show/html.h"

enum {
	ROWS_MAX = 14, /* drawn; the table has all */
	WIDE = 1080, AXIS_X = 470, AXIS_WIDE = 350, ROW = 30, TOP_Y = 44,
	TITLE_MAX = 66, /* bytes */
	YEAR = 365,     /* days, near enough for an axis */
	YEARS_MAX = 15, /* of the axis: a later day stands at its end */
	TICKS_MAX = 8,
};

/* Where a day stands; one that has passed stands at the beginning. */
static double x_of(date d, date on, date last) {
	double days = d > last ? (double)(last - on) : d > on ? (double)(d - on) : 0;

	return AXIS_X + AXIS_WIDE * days / (double)(last - on);
}

static void put_line(const struct page *p, const struct tally_due *due, date last, int y) {
	FILE *to = p->pen.to;
	date on = p->report->on;
	double x = x_of(due->by, on, last);
	const char *kind = due->by <= on ? "l-bad" : due->kind == DAY_GONE ? "l-care" : "l-calm";
	const struct law_note *law = due->law;
	static const char *const dashes[DAY_KIND_COUNT] = {
		[DAY_GONE] = "", [DAY_LENT] = " stroke-dasharray=\"7 4\"", [DAY_CONDITION] = " stroke-dasharray=\"2 4\"",
	};

	fprintf(to, "<text x=\"0\" y=\"%d\"%s>", y + 5, law->language == p->pen.language ? "" : " lang=\"en\"");
	html_drawn_name(p->pen, law->title, TITLE_MAX);
	fprintf(to, "</text><line x1=\"%d\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" class=\"%s\"%s/>", AXIS_X, y, x, y, kind,
		dashes[due->kind]);
	fprintf(to, "<circle cx=\"%.1f\" cy=\"%d\" r=\"6\" class=\"%s\"/><text x=\"%.1f\" y=\"%d\">", x, y, kind, x + 13, y + 5);
	words_day(to, p->pen.language, due->by);
	html_drawn_count(p->pen, due->count);
	if (due->by <= on) {
		html_raw(to, " \u00b7 ");
		pen_text(p->pen, W_E_PASSED);
	}
	html_raw(to, "</text>\n");
}

/* The first day of a year; `offset` years after that of `d`. */
static date new_year(date d, int offset) {
	char day[11];
	int year = 0;
	date first = DATE_NONE;

	date_format(d, day);
	for (size_t i = 0; i < 4; i++)
		year = year * 10 + (day[i] - '0');
	year += offset;
	for (size_t i = 4; i > 0; year /= 10)
		day[--i] = (char)('0' + year % 10);
	date_parse((str){ (const uint8_t *)day, 4 }, &first);
	return first;
}

/* A line with its number where a year begins, TICKS_MAX of them or fewer. */
static void put_axis(const struct page *p, date last, int height) {
	FILE *to = p->pen.to;
	date on = p->report->on;
	int step = (last - on) / YEAR / TICKS_MAX + 1;

	fprintf(to, "<text class=\"head\" x=\"%d\" y=\"16\" text-anchor=\"end\">", AXIS_X - 12);
	words_put_plain(to, p->pen.language, W_DUES_AXIS, &HOLE_DATE("day", on), 1);
	fprintf(to, "</text><line x1=\"%d\" y1=\"26\" x2=\"%d\" y2=\"%d\" class=\"axis\"/>", AXIS_X, AXIS_X, height);
	for (int year = 1; new_year(on, year) <= last; year += step) {
		date first = new_year(on, year);
		double x = x_of(first, on, last);
		char day[11];

		if (first == DATE_NONE)
			break;
		date_format(first, day);
		fprintf(to, "<line x1=\"%.1f\" y1=\"26\" x2=\"%.1f\" y2=\"%d\" class=\"axis\"/>"
			"<text class=\"head\" x=\"%.1f\" y=\"16\" text-anchor=\"middle\">%.4s</text>", x, x, height, x, day);
	}
	html_raw(to, "\n");
}

static void put_picture(const struct page *p) {
	const struct tally *t = p->tally;
	size_t shown = t->due_count < ROWS_MAX ? t->due_count : ROWS_MAX;
	int height = TOP_Y + ROW * (int)shown;
	date on = p->report->on, last = t->dues[shown - 1].by > on + YEAR ? t->dues[shown - 1].by : on + YEAR;

	if (last > on + YEARS_MAX * YEAR)
		last = on + YEARS_MAX * YEAR;
	html_picture(p->pen, WIDE, height, "due-title", W_DUES_TITLE);
	put_axis(p, last, height - 8);
	for (size_t i = 0; i < shown; i++)
		put_line(p, &t->dues[i], last, TOP_Y + ROW * (int)i + 8);
	html_raw(p->pen.to, "</svg>\n");
}

static void put_row(const struct page *p, const struct tally_due *due) {
	struct pen pen = p->pen;
	date on = p->report->on;

	html_raw(pen.to, "<tr><th scope=\"row\">");
	pen_day(pen, due->by);
	html_raw(pen.to, "</th><td class=\"number\">");
	if (due->by > on)
		pen_number(pen, (uint64_t)(due->by - on));
	else
		pen_text(pen, W_E_PASSED);
	html_raw(pen.to, "</td>");
	pen_spoken(pen, "td", due->law->title, due->law->language);
	pen_cell_word(pen, word_of_day_kind(due->kind));
	pen_cell_number(pen, due->count);
	pen_row_end(pen);
}

static void put_sentence(const struct page *p) {
	const struct tally *t = p->tally;
	date on = p->report->on;
	size_t next = 0;

	while (next < t->due_count && t->dues[next].by <= on)
		next++;
	if (next < t->due_count)
		PEN_SAY(p->pen, "p", W_DUES_NEXT, HOLE_DATE("day", t->dues[next].by),
			HOLE_U64("days", (uint64_t)(t->dues[next].by - on)), HOLE_U64("count", t->dues[next].count));
	else
		pen_word(p->pen, "p", W_DUES_PASSED);
}

void html_dues(const struct page *p) {
	const struct tally *t = p->tally;
	struct pen pen = p->pen;

	if (t->due_count == 0)
		return;
	pen_section(pen, "dues", W_E_DUES);
	put_sentence(p);
	pen_figure(pen, W_DUES_PICTURE);
	put_picture(p);
	pen_caption(pen, W_DUES_CAPTION);
	if (t->due_count > ROWS_MAX) {
		html_raw(pen.to, " ");
		pen_text(pen, W_DUES_FIRST);
	}
	html_raw(pen.to, "</figcaption></figure>\n");
	PEN_TABLE(pen, W_E_CAPTION, { W_T_DAY, false }, { W_T_DAYS_LEFT, true }, { W_T_RULE, false }, { W_T_ENDS, false },
		  { W_T_DEVICES, true });
	for (size_t i = 0; i < t->due_count; i++)
		put_row(p, &t->dues[i]);
	pen_table_end(pen);
	if (t->more_dues > 0)
		PEN_SAY(pen, "p", W_DUES_MORE, HOLE_U64("count", t->more_dues));
	pen_section_end(pen);
}
