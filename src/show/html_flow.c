/*
 * The picture "label, real maker": bands from the names on the boxes to the
 * companies that made them, drawn as SVG by hand. A band's thickness is its
 * number of devices; a full band is confirmed, a hatched one likely, a grey
 * one not established. The table beside it says the same.
 */
#include "show/glyph.h"
#include "show/html.h"

enum {
	BANDS_MAX = FLOW_BANDS_MAX,
	WIDE = 960,      /* of the drawing, in its own units */
	LEFT_X = 250, RIGHT_X = 640, BAR = 10,
	TOP_Y = 34, GAP_Y = 12, LEAST = 20, /* a bar has at least the height of its name */
	HIGH = 260,      /* what all bars share by number */
	NAME_MAX = 30,   /* columns */
};

/* One bar: a label on the left or a maker on the right. */
struct bar {
	str id;
	size_t count;
	double y, height, used; /* used: of the height, by the bands placed so far */
};

struct picture {
	const struct tally_flow *flows[BANDS_MAX]; /* those of one maker together, so that few bands cross */
	double from_y[BANDS_MAX], into_y[BANDS_MAX], from_height[BANDS_MAX], into_height[BANDS_MAX]; /* by flow */
	size_t flow_count, device_count;
	struct bar left[BANDS_MAX], right[BANDS_MAX];
	size_t left_count, right_count;
	double height;
};

static struct bar *bar_for(struct bar *bars, size_t *count, str id) {
	for (size_t i = 0; i < *count; i++)
		if (str_eq(bars[i].id, id))
			return &bars[i];
	bars[*count] = (struct bar){ .id = id };
	return &bars[(*count)++];
}

/* Gives every bar its place; returns where the last one ends. */
static double place_bars(struct bar *bars, size_t count, size_t devices) {
	double y = TOP_Y;

	for (size_t i = 0; i < count; i++) {
		double height = HIGH * (double)bars[i].count / (double)devices;

		bars[i].y = y;
		bars[i].height = height < LEAST ? LEAST : height;
		y += bars[i].height + GAP_Y;
	}
	return y;
}

static void add_flows_of(struct picture *p, const struct tally *t, size_t shown, str maker) {
	for (size_t i = 0; i < p->right_count; i++)
		if (str_eq(p->right[i].id, maker))
			return;
	for (size_t i = 0; i < shown; i++) {
		const struct tally_flow *flow = &t->flows[i];

		if (!str_eq(flow->maker, maker))
			continue;
		p->flows[p->flow_count++] = flow;
		bar_for(p->left, &p->left_count, flow->brand)->count += flow->count;
		bar_for(p->right, &p->right_count, flow->maker)->count += flow->count;
		p->device_count += flow->count;
	}
}

static void move_unnamed_last(struct bar *bars, size_t count) {
	for (size_t i = 0; i + 1 < count; i++) {
		struct bar moving = bars[i];

		if (moving.id.n == 0) {
			bars[i] = bars[i + 1];
			bars[i + 1] = moving;
		}
	}
}

static struct picture picture_of(const struct tally *t) {
	size_t shown = t->flow_count < BANDS_MAX ? t->flow_count : BANDS_MAX;
	struct picture p = { 0 };
	double left, right;

	/* Makers with a label first; what is not established, and what has no label, stands last. */
	for (size_t i = 0; i < shown; i++)
		if (t->flows[i].maker.n > 0 && t->flows[i].brand.n > 0)
			add_flows_of(&p, t, shown, t->flows[i].maker);
	for (size_t i = 0; i < shown; i++)
		if (t->flows[i].maker.n > 0)
			add_flows_of(&p, t, shown, t->flows[i].maker);
	add_flows_of(&p, t, shown, (str){ 0 });
	move_unnamed_last(p.left, p.left_count);
	left = place_bars(p.left, p.left_count, p.device_count);
	right = place_bars(p.right, p.right_count, p.device_count);
	p.height = left > right ? left : right;
	return p;
}

static void put_bars(FILE *to, struct bar *bars, size_t count, bool on_the_right, const struct registry *r) {
	int x = on_the_right ? RIGHT_X : LEFT_X;

	for (size_t i = 0; i < count; i++) {
		const struct bar *b = &bars[i];
		str name = b->id.n == 0 ? (on_the_right ? STR("not established") : STR("no label seen"))
			   : on_the_right ? name_of_company_short(r, b->id) : name_of_brand(r, b->id);

		fprintf(to, "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>", x, b->y, BAR, b->height,
			b->id.n ? "#1c2530" : "#8d939b");
		fprintf(to, "<text x=\"%d\" y=\"%.1f\"%s>", on_the_right ? x + BAR + 12 : x - 12, b->y + b->height / 2 + 5,
			on_the_right ? "" : " text-anchor=\"end\"");
		str head = glyph_head(name, NAME_MAX);
		html_str(to, head);
		if (head.n < name.n)
			html_raw(to, "\u2026");
		html_raw(to, " \u00b7 ");
		html_u64(to, b->count);
		html_raw(to, "</text>\n");
	}
}

static const char *paint_of(const struct tally_flow *flow) {
	if (flow->maker.n == 0)
		return "#c9ccd0";
	if (flow->relabelled)
		return flow->confirmed >= flow->likely ? "#d3a04a" : "url(#hatch-differs)";
	return flow->confirmed >= flow->likely ? "#86a7bd" : "url(#hatch-same)";
}

static void place_band(struct picture *p, size_t i) {
	const struct tally_flow *flow = p->flows[i];
	struct bar *from = bar_for(p->left, &p->left_count, flow->brand);
	struct bar *into = bar_for(p->right, &p->right_count, flow->maker);

	p->from_height[i] = from->height * (double)flow->count / (double)from->count;
	p->into_height[i] = into->height * (double)flow->count / (double)into->count;
	p->from_y[i] = from->y + from->used;
	p->into_y[i] = into->y + into->used;
	from->used += p->from_height[i];
	into->used += p->into_height[i];
}

static void put_band(FILE *to, const struct picture *p, size_t i) {
	double y1 = p->from_y[i], y2 = p->into_y[i], high1 = p->from_height[i], high2 = p->into_height[i];
	int x1 = LEFT_X + BAR, x2 = RIGHT_X, middle = (x1 + x2) / 2;

	fprintf(to, "<path d=\"M%d %.1fC%d %.1f %d %.1f %d %.1fV%.1fC%d %.1f %d %.1f %d %.1fZ\" fill=\"%s\"/>\n", x1, y1,
		middle, y1, middle, y2, x2, y2, y2 + high2, middle, y2 + high2, middle, y1 + high1, x1, y1 + high1,
		paint_of(p->flows[i]));
}

static void put_hatch(FILE *to, const char *id, const char *light, const char *dark) {
	fprintf(to, "<pattern id=\"%s\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
		"patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\" fill=\"%s\"/>"
		"<rect width=\"3\" height=\"7\" fill=\"%s\"/></pattern>", id, light, dark);
}

void html_flow_picture(FILE *to, const struct tally *t, const struct registry *r) {
	struct picture p = picture_of(t);

	if (p.device_count == 0)
		return;
	fprintf(to, "<svg viewBox=\"0 0 %d %.0f\" role=\"img\" aria-labelledby=\"flow-title\">"
		"<title id=\"flow-title\">Bands from the label on each device to the company that made it; "
		"the table below has the numbers</title><defs>", WIDE, p.height);
	put_hatch(to, "hatch-differs", "#f4e4c3", "#d3a04a");
	put_hatch(to, "hatch-same", "#dbe6ee", "#86a7bd");
	fprintf(to, "</defs><text class=\"head\" x=\"%d\" y=\"16\" text-anchor=\"end\">the label says</text>"
		"<text class=\"head\" x=\"%d\" y=\"16\">really made by</text>\n", LEFT_X + BAR, RIGHT_X);
	for (size_t i = 0; i < p.flow_count; i++)
		place_band(&p, i);
	/* The last ones first: what is established lies on top of what is not. */
	for (size_t i = p.flow_count; i > 0; i--)
		put_band(to, &p, i - 1);
	put_bars(to, p.left, p.left_count, false, r);
	put_bars(to, p.right, p.right_count, true, r);
	html_raw(to, "</svg>\n");
}
