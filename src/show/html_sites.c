/*
 * Where the devices are: sites as circles on a ground of our own, without any
 * tile from elsewhere, and as a table. A circle's area is its number of
 * devices, its dark part those that a rule restricts or prohibits.
 *
 * The projection is the plain one: degrees of longitude are shortened by the
 * cosine of the middle latitude. Within a country nobody sees the difference.
 */
#include <math.h>

#include "show/html.h"

enum {
	NAMES_DRAWN = 24, /* more names would lie on each other */
	WIDE = 1080, HIGH_MOST = 480, HIGH_LEAST = 220, MARGIN = 70,
	NAME_MAX = 28,    /* bytes */
	LINE = 18,        /* of text */
};
static const double degree_km = 111.2; /* of latitude, on a sphere of the earth's mean radius */
static const double half_turn = 3.14159265358979323846;

struct ground {
	double west, north, shrink, scale; /* shrink: of a degree of longitude; scale: units a degree of latitude */
	double height, width, top; /* top: of the northernmost site */
};

static bool is_on_map(const struct site_tally *p) {
	return p->site && p->count > 0 && !isnan(p->site->latitude) && !isnan(p->site->longitude);
}

/* Fits all sites into the drawing; false when none is to be drawn. */
static bool ground_of(const struct site_tallies *p, struct ground *ret_ground) {
	double west = 180, east = -180, south = 90, north = -90;

	for (size_t i = 0; i < p->count; i++) {
		if (!is_on_map(&p->at[i]))
			continue;
		west = fmin(west, p->at[i].site->longitude);
		east = fmax(east, p->at[i].site->longitude);
		south = fmin(south, p->at[i].site->latitude);
		north = fmax(north, p->at[i].site->latitude);
	}
	if (west > east)
		return false;
	double shrink = fmax(0.01, cos((south + north) / 2 * half_turn / 180));
	/* A single site, or sites in a row, still need a ground: about a kilometre. */
	double wide = fmax((east - west) * shrink, 0.01), high = fmax(north - south, 0.01);
	double scale = fmin((WIDE - 2 * MARGIN) / wide, (HIGH_MOST - 2 * MARGIN) / high);
	double high_drawn = (north - south) * scale, height = fmax(HIGH_LEAST, high_drawn + 2 * MARGIN);

	*ret_ground = (struct ground){ .west = west, .north = north, .shrink = shrink, .scale = scale, .height = height,
				       .width = (east - west) * shrink * scale, .top = (height - high_drawn) / 2 };
	return true;
}

static double radius_of(const struct site_tally *p, size_t most) {
	return 6 + 22 * sqrt((double)p->count / (double)most);
}

static double x_of(const struct site_tally *p, const struct ground *g) {
	return (WIDE - g->width) / 2 + (p->site->longitude - g->west) * g->shrink * g->scale;
}

static double y_of(const struct site_tally *p, const struct ground *g) {
	return g->top + (g->north - p->site->latitude) * g->scale;
}

static str title_of(const struct site_tally *p) {
	return p->site->title.n ? p->site->title : p->site->id;
}

/* The dark part is a circle of its own within, so that both areas are numbers of devices. */
static void put_place(FILE *to, const struct site_tally *p, const struct ground *g, size_t most) {
	double x = x_of(p, g), y = y_of(p, g), radius = radius_of(p, most);

	fprintf(to, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"k-same site\"/>", x, y, radius);
	if (p->met)
		fprintf(to, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"l-bad\"/>", x, y,
			radius * sqrt((double)p->met / (double)p->count));
	html_raw(to, "\n");
}

/* A name and where it stands; `end`: it ends there, for there is no room behind the circle. */
struct label {
	const struct site_tally *of;
	double x, y, left, right;
	bool end;
};

static struct label label_of(const struct site_tally *p, const struct ground *g, size_t most) {
	double x = x_of(p, g), radius = radius_of(p, most) + 8;
	/* A letter is some eight units wide, and a number follows. */
	double wide = 8.0 * ((double)(title_of(p).n < NAME_MAX ? title_of(p).n : NAME_MAX) + 7);
	bool end = x > WIDE * 2 / 3.0;
	double at = end ? x - radius : x + radius;

	return (struct label){ p, at, y_of(p, g), end ? at - wide : at, end ? at : at + wide, end };
}

static bool lies_on_another(const struct label *labels, size_t count, const struct label *l) {
	for (size_t i = 0; i < count; i++)
		if (fabs(labels[i].y - l->y) < LINE && labels[i].left < l->right && l->left < labels[i].right)
			return true;
	return false;
}

static bool comes_before(const struct site_tally *a, const struct site_tally *b) {
	return a->count != b->count ? a->count > b->count : a < b;
}

/* The largest that comes behind `last`; NULL when there is none. */
static const struct site_tally *next_place(const struct site_tallies *p, const struct site_tally *last) {
	const struct site_tally *next = NULL;

	for (size_t i = 0; i < p->count; i++)
		if (is_on_map(&p->at[i]) && (!last || comes_before(last, &p->at[i])) && (!next || comes_before(&p->at[i], next)))
			next = &p->at[i];
	return next;
}

/* The largest sites are named first; a name that would lie on another is left to the table. */
static void put_names(struct pen pen, const struct site_tallies *p, const struct ground *g, size_t most) {
	struct label labels[NAMES_DRAWN];
	size_t count = 0;

	for (const struct site_tally *at = next_place(p, NULL); at && count < NAMES_DRAWN; at = next_place(p, at)) {
		struct label l = label_of(at, g, most);

		if (lies_on_another(labels, count, &l))
			continue;
		labels[count++] = l;
		fprintf(pen.to, "<text x=\"%.1f\" y=\"%.1f\"%s>", l.x, l.y + 5, l.end ? " text-anchor=\"end\"" : "");
		html_drawn_name(pen, title_of(at), NAME_MAX);
		html_drawn_count(pen, at->count);
		html_raw(pen.to, "</text>\n");
	}
}

/* A length of 1, 2 or 5 times a power of ten that is some fifth of the drawing. */
static void put_scale(FILE *to, const struct ground *g) {
	double unit_km = g->scale / degree_km, most = WIDE / 5.0 / unit_km;
	double length = pow(10, floor(log10(most)));

	length *= length * 5 <= most ? 5 : length * 2 <= most ? 2 : 1;
	fprintf(to, "<path d=\"M14 %.0fv6h%.1fv-6\" class=\"l-line\"/><text class=\"head\" x=\"20\" y=\"%.0f\">",
		g->height - 22, length * unit_km, g->height - 22);
	html_decimal(to, length >= 1 ? length : length * 1000, 0); /* a round number: alike in all languages */
	html_raw(to, length >= 1 ? " km</text>\n" : " m</text>\n");
}

static void put_map(const struct page *page, const struct ground *g) {
	const struct site_tallies *p = page->sites;
	FILE *to = page->pen.to;
	size_t most = 1;

	for (size_t i = 0; i < p->count; i++)
		if (is_on_map(&p->at[i]) && p->at[i].count > most)
			most = p->at[i].count;
	html_picture(page->pen, WIDE, g->height, "map-title", W_SITES_TITLE);
	fprintf(to, "<rect width=\"%d\" height=\"%.0f\" class=\"ground\"/>"
		"<path d=\"M1052 40v-22m-6 8l6-9l6 9\" class=\"l-line\"/><text class=\"head\" x=\"1047\" y=\"56\">N</text>", WIDE, g->height);
	put_scale(to, g);
	for (size_t i = 0; i < p->count; i++)
		if (is_on_map(&p->at[i]))
			put_place(to, &p->at[i], g, most);
	put_names(page->pen, p, g, most);
	html_raw(to, "</svg>\n");
}

static void put_numbers(struct pen pen, const struct site_tally *p) {
	pen_cell_number(pen, p->count);
	pen_cell_number(pen, p->confirmed + p->likely);
	pen_cell_number(pen, p->count - p->confirmed - p->likely);
	pen_cell_number(pen, p->met);
	pen_row_end(pen);
}

static void put_table(struct pen pen, const struct site_tallies *p) {
	PEN_TABLE(pen, W_B_CAPTION_SITES, { W_T_SITE, false }, { W_T_DEVICES, true }, { W_T_ESTABLISHED, true },
		  { W_T_UNRESOLVED, true }, { W_T_MET, true });
	for (size_t i = 0; i < p->count; i++) {
		pen_row(pen, title_of(&p->at[i]));
		put_numbers(pen, &p->at[i]);
	}
	if (p->others.count) {
		pen_row_word(pen, W_SITES_OTHERS);
		put_numbers(pen, &p->others);
	}
	pen_row_word(pen, W_B_NO_SITE);
	put_numbers(pen, &p->none);
	pen_table_end(pen);
}

void html_sites(const struct page *page) {
	const struct site_tallies *p = page->sites;
	struct pen pen = page->pen;
	struct ground g;
	size_t seen = 0;

	if (p->count == 0)
		return;
	for (size_t i = 0; i < p->count; i++)
		seen += p->at[i].count > 0;
	pen_section(pen, "sites", W_T_SITES);
	PEN_SAY(pen, "p", W_SITES_KNOWN, HOLE_U64("seen", seen), HOLE_U64("sites", page->report->site_count));
	PEN_SAY(pen, "p", W_G_NO_SITE, HOLE_U64("count", p->none.count));
	if (ground_of(p, &g)) {
		pen_figure(pen, W_SITES_PICTURE);
		put_map(page, &g);
		pen_caption(pen, W_SITES_CAPTION);
		html_raw(pen.to, "</figcaption></figure>\n");
	}
	put_table(pen, p);
	pen_section_end(pen);
}
