/*
 * Deadlines: the days that rules and decisions set, as a line in time for
 * each, and as a table.
 */
#include "show/glyph.h"
#include "show/html.h"

enum {
	ROWS_MAX = 14, /* drawn; the table has all */
	WIDE = 1080, AXIS_X = 440, AXIS_WIDE = 400, ROW = 30, TOP_Y = 44,
	TITLE_MAX = 54, /* bytes */
	YEAR = 365,     /* days, near enough for an axis */
	YEARS_MAX = 15, /* of the axis: a later day stands at its end */
};

static void put_count(FILE *to, size_t count) {
	html_u64(to, count);
	html_raw(to, count == 1 ? " device" : " devices");
}

/* Where a day stands; one that has passed stands at the beginning. */
static double x_of(date d, date on, date last) {
	double days = d > last ? (double)(last - on) : d > on ? (double)(d - on) : 0;

	return AXIS_X + AXIS_WIDE * days / (double)(last - on);
}

static void put_line(FILE *to, const struct tally_due *due, date on, date last, int y) {
	double x = x_of(due->by, on, last);
	const char *paint = due->by <= on ? "#9c2f18" : due->lent ? "#2f5672" : "#7d5200";
	str head = glyph_head(due->law->title, TITLE_MAX);

	fprintf(to, "<text x=\"0\" y=\"%d\">", y + 5);
	html_str(to, head);
	html_raw(to, head.n < due->law->title.n ? "\u2026</text>" : "</text>");
	fprintf(to, "<line x1=\"%d\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"4\"%s/>", AXIS_X, y, x, y, paint,
		due->lent ? " stroke-dasharray=\"7 4\"" : "");
	fprintf(to, "<circle cx=\"%.1f\" cy=\"%d\" r=\"6\" fill=\"%s\"/><text x=\"%.1f\" y=\"%d\">", x, y, paint, x + 13, y + 5);
	html_date(to, due->by);
	html_raw(to, " \u00b7 ");
	html_u64(to, due->count);
	html_raw(to, due->by <= on ? " \u00b7 has passed</text>\n" : "</text>\n");
}

/* A tick for each year from the day of judging, at most ten. */
static void put_axis(FILE *to, date on, date last, int height) {
	int years = (last - on) / YEAR, step = years / 8 + 1;

	fprintf(to, "<text class=\"head\" x=\"%d\" y=\"16\">days after the day of judging, ", AXIS_X);
	html_date(to, on);
	html_raw(to, "</text>");
	for (int year = 0; year <= years; year += step) {
		double x = x_of(on + year * YEAR, on, last);

		fprintf(to, "<line x1=\"%.1f\" y1=\"26\" x2=\"%.1f\" y2=\"%d\" stroke=\"#dfdbd1\"/>", x, x, height);
	}
	html_raw(to, "\n");
}

static void put_picture(FILE *to, const struct tally *t, date on) {
	size_t shown = t->due_count < ROWS_MAX ? t->due_count : ROWS_MAX;
	int height = TOP_Y + ROW * (int)shown;
	date last = t->dues[shown - 1].by > on + YEAR ? t->dues[shown - 1].by : on + YEAR;

	if (last > on + YEARS_MAX * YEAR)
		last = on + YEARS_MAX * YEAR;
	fprintf(to, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"due-title\"><title id=\"due-title\">Lines in time: the day "
		"that each rule or decision sets; the table below has the same days</title>", WIDE, height);
	put_axis(to, on, last, height - 8);
	for (size_t i = 0; i < shown; i++)
		put_line(to, &t->dues[i], on, last, TOP_Y + ROW * (int)i + 8);
	html_raw(to, "</svg>\n");
}

static void put_row(FILE *to, const struct tally_due *due, date on) {
	html_raw(to, "<tr><th scope=\"row\">");
	html_date(to, due->by);
	html_raw(to, "</th><td class=\"number\">");
	if (due->by > on)
		html_u64(to, (uint64_t)(due->by - on));
	else
		html_raw(to, "has passed");
	html_raw(to, "</td><td>");
	html_str(to, due->law->title);
	html_raw(to, due->lent ? "</td><td>a decision ends that allows it until then" : "</td><td>it must be gone by then");
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, due->count);
	html_raw(to, "</td></tr>\n");
}

static void put_sentence(FILE *to, const struct tally *t, date on) {
	size_t next = 0;

	while (next < t->due_count && t->dues[next].by <= on)
		next++;
	html_raw(to, "<p>");
	if (next < t->due_count) {
		html_raw(to, "The next day is ");
		html_date(to, t->dues[next].by);
		html_raw(to, ", in ");
		html_u64(to, (uint64_t)(t->dues[next].by - on));
		html_raw(to, " days, and concerns ");
		put_count(to, t->dues[next].count);
		html_raw(to, ".");
	} else {
		html_raw(to, "Every day that a rule set has passed.");
	}
	html_raw(to, "</p>\n");
}

void html_dues(FILE *to, const struct tally *t, date on) {
	if (t->due_count == 0)
		return;
	html_raw(to, "<section aria-labelledby=\"dues\"><h2 id=\"dues\">Deadlines</h2>\n");
	put_sentence(to, t, on);
	html_figure(to, "Picture of deadlines");
	put_picture(to, t, on);
	html_raw(to, "</div><figcaption>Full lines end on the day by which a device must be gone, broken lines on the day on which a decision "
		     "ends that allows it. Behind each day stands the number of devices.");
	html_raw(to, t->due_count > ROWS_MAX ? " Only the first days of the table are drawn." : "");
	html_raw(to, "</figcaption></figure>\n<div class=\"wide\" role=\"region\" aria-label=\"Table of deadlines\" tabindex=\"0\"><table>"
		     "<caption>Days set by rules and decisions</caption><thead><tr><th scope=\"col\">Day</th>"
		     "<th scope=\"col\" class=\"number\">Days left</th><th scope=\"col\">Rule</th><th scope=\"col\">What ends</th>"
		     "<th scope=\"col\" class=\"number\">Devices</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < t->due_count; i++)
		put_row(to, &t->dues[i], on);
	html_raw(to, "</tbody></table></div>\n");
	if (t->more_dues > 0) {
		html_raw(to, "<p>");
		html_u64(to, t->more_dues);
		html_raw(to, " more verdicts with other days are in the list of devices.</p>\n");
	}
	html_raw(to, "</section>\n");
}
