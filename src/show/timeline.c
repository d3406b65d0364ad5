#include "show/timeline.h"

#include "base/translate.h"
#include "show/glyph.h"

enum {
	DAYS_COLUMNS_MIN = 24, /* fewer show nothing that the dates in words do not say better */
	PICTURE_WIDTH_MAX = 100,
	NAME_WIDTH_MAX = 38,
	MARGIN = 2,            /* left of the names, and between names and days */
	MONTHS_AHEAD = 200,    /* days behind the last one, so that what goes on is seen to go on */
	YEAR_DAYS = 365,
	LABEL_COLUMNS = 6,     /* "2019" and a gap */
};

/* The shapes, in UTF-8 and in ASCII; today crosses them. */
struct shapes {
	const char *plain[STRETCH_KINDS], *today[STRETCH_KINDS];
	const char *today_alone, *arrow, *on;
};

static const struct shapes *shapes_of(const struct look *look) {
	static const struct shapes utf8 = {
		.plain = { "─", "┈", "━", "╌", "?" },
		.today = { "┼", "┊", "┿", "┆", "?" },
		.today_alone = "│", .arrow = "▶", .on = "↓",
	};
	static const struct shapes ascii = {
		.plain = { "-", ".", "=", ":", "?" },
		.today = { "+", "|", "#", "|", "?" },
		.today_alone = "|", .arrow = ">", .on = "v",
	};

	return look->ascii ? &ascii : &utf8;
}

/* The first of January of a year. */
static date new_year(int year) {
	char text[11] = { (char)('0' + year / 1000 % 10), (char)('0' + year / 100 % 10), (char)('0' + year / 10 % 10),
			  (char)('0' + year % 10), 0 };
	date d = DATE_NONE;

	date_parse(str_of(text), &d);
	return d;
}

static int year_of(date d) {
	char text[11];
	int year = 0;

	date_format(d, text);
	for (int i = 0; i < 4; i++)
		year = year * 10 + text[i] - '0';
	return year;
}

struct timeline timeline_over(const struct look *look, date first, date last, unsigned names) {
	struct timeline t = { .look = look };
	unsigned width = look->width == 0 || look->width > PICTURE_WIDTH_MAX ? PICTURE_WIDTH_MAX : look->width;

	if (first == DATE_NONE || year_of(first) < 1900 || year_of(last > look->on ? last : look->on) > 2200)
		return t;
	last = last > look->on ? last : look->on;
	t.first = new_year(year_of(first));
	t.end = last + MONTHS_AHEAD;
	t.indent = MARGIN + (names < NAME_WIDTH_MAX ? names : NAME_WIDTH_MAX) + MARGIN;
	if (width >= t.indent + DAYS_COLUMNS_MIN)
		t.columns = width - t.indent;
	return t;
}

/* The day with which a column begins; the one with which it ends is that of the next. */
static date day_at(const struct timeline *t, unsigned column) {
	return t->first + (date)((int64_t)(t->end - t->first) * column / t->columns);
}

static bool is_today(const struct timeline *t, unsigned column) {
	return t->look->on >= day_at(t, column) && t->look->on < day_at(t, column + 1);
}

/* The columns that a year takes decide how many years get their number. */
static int label_step(const struct timeline *t) {
	int64_t years = (t->end - t->first) / YEAR_DAYS + 1, most = t->columns / LABEL_COLUMNS;
	int64_t step = most > 0 ? (years + most - 1) / most : years;

	return step < 1 ? 1 : step == 3 || step == 4 ? 5 : (int)step;
}

/* The year whose number begins in this column; 0 for none. */
static int year_at(const struct timeline *t, unsigned column, int step) {
	int year = year_of(day_at(t, column + 1));
	date begin = new_year(year);

	if (column + 4 > t->columns || year % step != 0)
		return 0;
	return begin >= day_at(t, column) && begin < day_at(t, column + 1) ? year : 0;
}

void timeline_axis(FILE *to, const struct timeline *t) {
	const struct shapes *shapes = shapes_of(t->look);
	int step = t->columns ? label_step(t) : 0;

	if (t->columns == 0)
		return;
	unsigned blanks = t->indent; /* owed before the next mark: none stand at the end of the line */
	for (unsigned column = 0; column < t->columns;) {
		int year = year_at(t, column, step);
		bool today = is_today(t, column), crowded = column > 0 && is_today(t, column - 1);

		for (unsigned i = 0; i < 4 && year; i++)
			crowded |= is_today(t, column + i);
		if (!today && (!year || crowded)) {
			blanks++;
			column++;
			continue;
		}
		fprintf(to, "%*s", (int)blanks, "");
		blanks = 0;
		if (today)
			fputs(shapes->on, to);
		else
			fprintf(to, "%d", year);
		column += today ? 1 : 4;
	}
	fputc('\n', to);
}

/* The stretch that lies on top in these days; NULL for none. */
static const struct stretch *stretch_over(const struct stretch *stretches, size_t count, date from, date until) {
	const struct stretch *top = NULL;

	for (size_t i = 0; i < count; i++)
		if ((stretches[i].from == DATE_NONE || stretches[i].from < until) &&
		    (stretches[i].until == DATE_NONE || stretches[i].until > from))
			top = &stretches[i];
	return top;
}

static void put_name(FILE *to, const struct timeline *t, str name) {
	unsigned room = t->indent - 2 * MARGIN, used = 0;

	fprintf(to, "%*s", MARGIN, "");
	while (name.n > 0) {
		struct glyph g = glyph_next(&name);

		if (used + g.width > room)
			break;
		glyph_write(to, g);
		used += g.width;
	}
	fprintf(to, "%*s", (int)(room - used + MARGIN), "");
}

void timeline_bar(FILE *to, const struct timeline *t, str name, const struct stretch *stretches, size_t count,
		  enum tone tone) {
	const struct shapes *shapes = shapes_of(t->look);

	if (t->columns == 0)
		return;
	put_name(to, t, name);
	tone_print(to, t->look, tone);
	unsigned blanks = 0;
	for (unsigned column = 0; column < t->columns; column++) {
		const struct stretch *top = stretch_over(stretches, count, day_at(t, column), day_at(t, column + 1));
		bool today = is_today(t, column), last = column + 1 == t->columns;

		if (!top && !today) {
			blanks++;
			continue;
		}
		fprintf(to, "%*s", (int)blanks, "");
		blanks = 0;
		if (!top)
			fputs(shapes->today_alone, to);
		else if (last && top->until == DATE_NONE)
			fputs(shapes->arrow, to);
		else
			fputs(today ? shapes->today[top->kind] : shapes->plain[top->kind], to);
	}
	tone_print(to, t->look, TONE_PLAIN);
	fputc('\n', to);
}

void timeline_legend(struct prose *p, const struct timeline *t, unsigned kinds) {
	static const char *const meanings[STRETCH_KINDS] = {
		[STRETCH_KNOWN] = N_("known of those days"), [STRETCH_AHEAD] = N_("announced"), [STRETCH_HOLDS] = N_("in force"),
		[STRETCH_PAUSED] = N_("suspended"), [STRETCH_UNSURE] = N_("not known whether it is in force"),
	};
	const struct shapes *shapes = shapes_of(t->look);

	if (t->columns == 0)
		return;
	for (int kind = 0; kind < STRETCH_KINDS; kind++) {
		if (!(kinds >> kind & 1))
			continue;
		prose_cstr(p, shapes->plain[kind]);
		prose_cstr(p, shapes->plain[kind]);
		prose_cstr(p, " ");
		prose_cstr(p, translate(meanings[kind]));
		prose_cstr(p, "; ");
	}
	prose_cstr(p, shapes->on);
	prose_cstr(p, " ");
	prose_date(p, t->look->on);
	prose_end(p);
}
