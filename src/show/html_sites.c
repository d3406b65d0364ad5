/*
 * Where the devices are: sites as circles on a ground of our own, without any
 * tile from elsewhere, and as a table. A circle's area is its number of
 * devices, its dark part those that a rule restricts or prohibits.
 *
 * The projection is the plain one: degrees of longitude are shortened by the
 * cosine of the middle latitude. Within a country nobody sees the difference.
 */
#include <math.h>

#include "show/glyph.h"
#include "show/html.h"
#include "show/places.h"

enum {
	NAMES_DRAWN = 24, /* more names would lie on each other */
	WIDE = 1080, HIGH_MOST = 480, HIGH_LEAST = 220, MARGIN = 70,
	NAME_MAX = 28,    /* bytes */
};
static const double degree_km = 111.2; /* of latitude, on a sphere of the earth's mean radius */
static const double half_turn = 3.14159265358979323846;

struct ground {
	double west, north, shrink, scale; /* shrink: of a degree of longitude; scale: units a degree of latitude */
	double height, width;
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
	double height = fmax(HIGH_LEAST, high * scale + 2 * MARGIN);

	*ret_ground = (struct ground){ .west = west, .north = north, .shrink = shrink, .scale = scale, .height = height,
				       .width = (east - west) * shrink * scale };
	return true;
}

static double radius_of(const struct site_tally *p, size_t most) {
	return 7 + 27 * sqrt((double)p->count / (double)most);
}

/* The dark part is a circle of its own within, so that both areas are numbers of devices. */
static void put_place(FILE *to, const struct site_tally *p, const struct ground *g, size_t most, bool named) {
	double x = (WIDE - g->width) / 2 + (p->site->longitude - g->west) * g->shrink * g->scale;
	double y = MARGIN + (g->north - p->site->latitude) * g->scale;
	double radius = radius_of(p, most);
	str title = p->site->title.n ? p->site->title : p->site->id, head = glyph_head(title, NAME_MAX);
	bool left = x > WIDE * 2 / 3.0;

	fprintf(to, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#86a7bd\" fill-opacity=\".75\" stroke=\"#2f5672\"/>", x, y, radius);
	if (p->met)
		fprintf(to, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#9c2f18\"/>", x, y,
			radius * sqrt((double)p->met / (double)p->count));
	if (named) {
		fprintf(to, "<text x=\"%.1f\" y=\"%.1f\"%s>", left ? x - radius - 8 : x + radius + 8, y + 5,
			left ? " text-anchor=\"end\"" : "");
		html_str(to, head);
		html_raw(to, head.n < title.n ? "\u2026 \u00b7 " : " \u00b7 ");
		html_u64(to, p->count);
		html_raw(to, "</text>");
	}
	html_raw(to, "\n");
}

/* A length of 1, 2 or 5 times a power of ten that is some fifth of the drawing. */
static void put_scale(FILE *to, const struct ground *g) {
	double unit_km = g->scale / degree_km, most = WIDE / 5.0 / unit_km;
	double length = pow(10, floor(log10(most)));

	length *= length * 5 <= most ? 5 : length * 2 <= most ? 2 : 1;
	fprintf(to, "<path d=\"M14 %.0fv6h%.1fv-6\" fill=\"none\" stroke=\"#55606e\"/><text class=\"head\" x=\"20\" y=\"%.0f\">",
		g->height - 22, length * unit_km, g->height - 22);
	html_decimal(to, length >= 1 ? length : length * 1000, 0);
	html_raw(to, length >= 1 ? " km</text>\n" : " m</text>\n");
}

static void put_map(FILE *to, const struct site_tallies *p, const struct ground *g) {
	size_t most = 1, drawn = 0;

	for (size_t i = 0; i < p->count; i++)
		if (is_on_map(&p->at[i]) && p->at[i].count > most)
			most = p->at[i].count;
	fprintf(to, "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" aria-labelledby=\"map-title\"><title id=\"map-title\">A map without streets: a "
		"circle for each site; the table below has the numbers</title>"
		"<rect width=\"%d\" height=\"%.0f\" fill=\"#f6f3ec\"/>"
		"<path d=\"M1052 40v-22m-6 8l6-9l6 9\" fill=\"none\" stroke=\"#55606e\"/><text class=\"head\" x=\"1047\" y=\"56\">N</text>",
		WIDE, g->height, WIDE, g->height);
	put_scale(to, g);
	for (size_t i = 0; i < p->count; i++)
		if (is_on_map(&p->at[i]))
			put_place(to, &p->at[i], g, most, drawn++ < NAMES_DRAWN);
	html_raw(to, "</svg>\n");
}

static void put_row(FILE *to, const struct site_tally *p, str name) {
	html_raw(to, "<tr><th scope=\"row\">");
	html_str(to, name);
	html_raw(to, "</th><td class=\"number\">");
	html_u64(to, p->count);
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, p->confirmed + p->likely);
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, p->count - p->confirmed + p->likely);
	html_raw(to, "</td><td class=\"number\">");
	html_u64(to, p->met);
	html_raw(to, "</td></tr>\n");
}

static void put_table(FILE *to, const struct site_tallies *p) {
	html_raw(to, "<div class=\"wide\" role=\"region\" aria-label=\"Table of sites\" tabindex=\"0\"><table><caption>Devices by site</caption>"
		     "<thead><tr><th scope=\"col\">Site</th><th scope=\"col\" class=\"number\">Devices</th><th scope=\"col\" class=\"number\">"
		     "confirmed or likely</th><th scope=\"col\" class=\"number\">unresolved</th><th scope=\"col\" class=\"number\">"
		     "restricted or prohibited</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < p->count; i++)
		put_row(to, &p->at[i], p->at[i].site->title.n ? p->at[i].site->title : p->at[i].site->id);
	if (p->others.count)
		put_row(to, &p->others, STR("all other sites"));
	put_row(to, &p->none, STR("no site on record"));
	html_raw(to, "</tbody></table></div>\n");
}

static void put_sentence(FILE *to, const struct site_tallies *p) {
	size_t with = 0;

	for (size_t i = 0; i < p->count; i++)
		with += p->at[i].count > 0;
	html_raw(to, "<p>Devices were seen at ");
	html_u64(to, with);
	html_raw(to, " of the ");
	html_u64(to, p->count);
	html_raw(to, " sites on record; for ");
	html_u64(to, p->none.count);
	html_raw(to, " nobody has told the site.</p>\n");
}

void html_sites(FILE *to, const struct report *report) {
	struct site_tallies p;
	struct ground g;

	if (report->site_count == 0)
		return;
	tally_sites(&p, report);
	html_raw(to, "<section aria-labelledby=\"sites\"><h2 id=\"sites\">Sites</h2>\n");
	put_sentence(to, &p);
	if (ground_of(&p, &g)) {
		html_figure(to, "Map of the sites");
		put_map(to, &p, &g);
		html_raw(to, "</div><figcaption>Each circle is a site, its area the number of devices; the dark circle within are those that a rule "
			     "restricts or prohibits. Where cameras hang is sensitive: think before you pass this picture on.</figcaption>"
			     "</figure>\n");
	}
	put_table(to, &p);
	html_raw(to, "</section>\n");
}
