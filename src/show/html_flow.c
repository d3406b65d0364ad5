/*
 * The picture "label, real maker, restriction": bands from the names on the
 * boxes to the companies that made them, and on to the gravest verdict of
 * each device, drawn as SVG by hand. A band is as thick as its devices are
 * many, without exception; a full band is confirmed, a hatched one likely, a
 * grey one not established, and that one is never left out. The table beside
 * it says the same.
 */
#include "show/html.h"

enum {
	BANDS_MAX = 3 * FLOW_BANDS_MAX + REST_COUNT, /* with other labels of each maker, and all others */
	FIRST_BANDS = 3, /* of what differs: drawn however thin they are */
	NODES_MAX = BANDS_MAX + 1,
	WIDE = 1080,     /* of the drawing, in its own units */
	BAR = 10,
	TOP_Y = 34, GAP_Y = 10,
	SLOT = 21,       /* every bar has room for its name beside it */
	HIGH = 330,      /* of all devices */
	NAME_MAX = 26,   /* bytes of a name */
	NO_VERDICT = STATUS_COUNT,
};

enum stage { STAGE_LABEL, STAGE_MAKER, STAGE_RULE, STAGE_COUNT };
static const int stage_x[STAGE_COUNT] = { 220, 510, 796 };

/* Who stands at a bar: somebody, nobody that is known, or all others together. */
enum who { WHO_NAMED, WHO_NONE, WHO_REST };

struct node {
	enum who who;
	str id;
	int status;    /* of STAGE_RULE */
	size_t count;
	double y, height, came, went; /* came, went: of the height, by the bands placed so far */
};

struct picture {
	struct tally_flow flows[BANDS_MAX]; /* those of one maker together, so that few bands cross */
	enum who from[BANDS_MAX], into[BANDS_MAX];
	size_t flow_count, device_count;
	bool drawn[TALLY_FLOWS_MAX]; /* the tally's pairs that have a band of their own */
	struct node nodes[STAGE_COUNT][NODES_MAX];
	size_t node_count[STAGE_COUNT];
	double scale, height;
};

/* The colour of each verdict, as html_style() has them. */
static const char *const kinds[STATUS_COUNT + 1] = {
	[STATUS_CLEAR] = "clear", [STATUS_UNDETERMINED] = "open", [STATUS_RESTRICTED] = "care", [STATUS_LICENCE_REQUIRED] = "care",
	[STATUS_PROHIBITED_NEW] = "bad", [STATUS_PROHIBITED] = "bad", [NO_VERDICT] = "none",
};

/* A rule that is not in force covers nothing yet. */
static int status_drawn(int status) {
	return status == STATUS_NOT_IN_FORCE ? STATUS_CLEAR : status;
}

static struct node *node_for(struct picture *p, enum stage stage, enum who who, str id, int status) {
	struct node *nodes = p->nodes[stage];

	for (size_t i = 0; i < p->node_count[stage]; i++)
		if (nodes[i].who == who && nodes[i].status == status && str_eq(nodes[i].id, id))
			return &nodes[i];
	nodes[p->node_count[stage]] = (struct node){ .who = who, .id = id, .status = status };
	return &nodes[p->node_count[stage]++];
}

static struct node *label_of(struct picture *p, size_t flow) {
	return node_for(p, STAGE_LABEL, p->from[flow], p->flows[flow].brand, 0);
}

static struct node *maker_of(struct picture *p, size_t flow) {
	return node_for(p, STAGE_MAKER, p->into[flow], p->flows[flow].maker, 0);
}

static struct node *rule_of(struct picture *p, int status) {
	return node_for(p, STAGE_RULE, WHO_NAMED, (str){ 0 }, status_drawn(status));
}

static void add_to(struct tally_flow *sum, const struct tally_flow *flow) {
	sum->count += flow->count;
	sum->confirmed += flow->confirmed;
	sum->likely += flow->likely;
	sum->relabelled = sum->relabelled || flow->relabelled;
	for (int s = 0; s <= STATUS_COUNT; s++) {
		sum->worst[s] += flow->worst[s];
		sum->worst_confirmed[s] += flow->worst_confirmed[s];
	}
}

/* The first that differ, and besides them the largest. */
static bool is_drawn(const struct tally *t, size_t flow) {
	size_t larger = 0;

	if (t->flow_count <= FLOW_BANDS_MAX || flow < FIRST_BANDS)
		return true;
	for (size_t i = FIRST_BANDS; i < t->flow_count; i++)
		larger += t->flows[i].count > t->flows[flow].count || (t->flows[i].count == t->flows[flow].count && i < flow);
	return larger < FLOW_BANDS_MAX - FIRST_BANDS;
}

static void add_flow(struct picture *p, const struct tally_flow *flow, enum who from, enum who into) {
	if (flow->count == 0)
		return;
	p->from[p->flow_count] = from;
	p->into[p->flow_count] = into;
	p->flows[p->flow_count++] = *flow;
	p->device_count += flow->count;
}

/* A bar has all devices of its maker: those under labels of few devices come together. */
static void add_other_labels_of(struct picture *p, const struct tally *t, str maker) {
	struct tally_flow agree = { .maker = maker }, differ = { .maker = maker };

	for (size_t i = 0; i < t->flow_count; i++)
		if (!p->drawn[i] && str_eq(t->flows[i].maker, maker))
			add_to(t->flows[i].relabelled ? &differ : &agree, &t->flows[i]);
	add_flow(p, &differ, WHO_REST, WHO_NAMED);
	add_flow(p, &agree, WHO_REST, WHO_NAMED);
}

static bool has_bar(const struct picture *p, const struct tally *t, str maker) {
	for (size_t i = 0; i < t->flow_count; i++)
		if (p->drawn[i] && maker.n > 0 && str_eq(t->flows[i].maker, maker))
			return true;
	return false;
}

static void add_flows_of(struct picture *p, const struct tally *t, str maker) {
	for (size_t i = 0; i < p->flow_count; i++)
		if (p->into[i] != WHO_REST && str_eq(p->flows[i].maker, maker))
			return;
	for (size_t i = 0; i < t->flow_count; i++) {
		const struct tally_flow *flow = &t->flows[i];

		if (str_eq(flow->maker, maker) && p->drawn[i])
			add_flow(p, flow, flow->brand.n ? WHO_NAMED : WHO_NONE, maker.n ? WHO_NAMED : WHO_NONE);
	}
	if (maker.n > 0)
		add_other_labels_of(p, t, maker);
}

static enum tally_rest rest_of(const struct tally_flow *flow) {
	return flow->maker.n == 0 ? REST_NO_MAKER : flow->relabelled ? REST_DIFFERS : REST_AGREES;
}

/* Makers with a label first; then all others together; what is not established stands last. */
static void add_flows(struct picture *p, const struct tally *t) {
	struct tally_flow rest[REST_COUNT] = { t->rest[REST_AGREES], t->rest[REST_NO_MAKER], t->rest[REST_DIFFERS] };

	for (size_t i = 0; i < t->flow_count; i++)
		p->drawn[i] = is_drawn(t, i);
	for (size_t i = 0; i < t->flow_count; i++)
		if (!p->drawn[i] && !has_bar(p, t, t->flows[i].maker))
			add_to(&rest[rest_of(&t->flows[i])], &t->flows[i]);
	for (size_t i = 0; i < t->flow_count; i++)
		if (t->flows[i].maker.n > 0 && t->flows[i].brand.n > 0 && p->drawn[i])
			add_flows_of(p, t, t->flows[i].maker);
	for (size_t i = 0; i < t->flow_count; i++)
		if (t->flows[i].maker.n > 0 && p->drawn[i])
			add_flows_of(p, t, t->flows[i].maker);
	add_flow(p, &rest[REST_DIFFERS], WHO_REST, WHO_REST);
	add_flow(p, &rest[REST_AGREES], WHO_REST, WHO_REST);
	add_flows_of(p, t, (str){ 0 });
	add_flow(p, &rest[REST_NO_MAKER], WHO_REST, WHO_NONE);
}

/* A bar stands in the middle of its slot, which has room for its name. */
static double slot_of(const struct node *n) {
	return n->height < SLOT ? SLOT : n->height;
}

static double place_nodes(struct node *nodes, size_t count, double scale) {
	double y = TOP_Y;

	for (size_t i = 0; i < count; i++) {
		nodes[i].height = scale * (double)nodes[i].count;
		nodes[i].y = y + (slot_of(&nodes[i]) - nodes[i].height) / 2;
		y += slot_of(&nodes[i]) + GAP_Y;
	}
	return y;
}

static void unnamed_last(struct node *nodes, size_t count) {
	for (size_t pass = 0; pass < 2; pass++) {
		enum who last = pass ? WHO_NONE : WHO_REST;

		for (size_t i = 0; i + 1 < count; i++) {
			struct node moving = nodes[i];

			if (moving.who == last) {
				nodes[i] = nodes[i + 1];
				nodes[i + 1] = moving;
			}
		}
	}
}

static struct picture picture_of(const struct tally *t) {
	struct picture p = { 0 };

	add_flows(&p, t);
	/* The gravest stands on top. */
	for (int s = STATUS_COUNT - 1; s >= 0; s--)
		for (size_t i = 0; i < p.flow_count; i++)
			if (p.flows[i].worst[s])
				rule_of(&p, s)->count += p.flows[i].worst[s];
	for (size_t i = 0; i < p.flow_count; i++) {
		label_of(&p, i)->count += p.flows[i].count;
		maker_of(&p, i)->count += p.flows[i].count;
		if (p.flows[i].worst[NO_VERDICT])
			rule_of(&p, NO_VERDICT)->count += p.flows[i].worst[NO_VERDICT];
	}
	node_for(&p, STAGE_MAKER, WHO_NONE, (str){ 0 }, 0); /* shown also where it is nobody */
	unnamed_last(p.nodes[STAGE_LABEL], p.node_count[STAGE_LABEL]);
	p.scale = p.device_count ? HIGH / (double)p.device_count : 0;
	for (size_t c = 0; c < STAGE_COUNT; c++) {
		double height = place_nodes(p.nodes[c], p.node_count[c], p.scale);

		p.height = height > p.height ? height : p.height;
	}
	return p;
}

static str name_of_node(const struct page *page, enum stage stage, const struct node *n) {
	enum word word;

	if (stage == STAGE_RULE)
		word = n->status == NO_VERDICT ? W_S_NOT_JUDGED : word_of_status((enum status)n->status);
	else if (n->who == WHO_REST)
		word = stage == STAGE_LABEL ? W_OTHER_LABELS : W_OTHER_MAKERS;
	else if (n->who == WHO_NONE)
		word = stage == STAGE_LABEL ? W_NO_LABEL : W_NO_MAKER;
	else
		return stage == STAGE_LABEL ? name_of_brand(page->registry, n->id) : name_of_company_short(page->registry, n->id);
	return str_of(words_of(page->pen.language, word));
}

static void put_node(const struct page *page, enum stage stage, const struct node *n) {
	FILE *to = page->pen.to;
	int x = stage_x[stage];
	str name = name_of_node(page, stage, n);

	fprintf(to, "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" class=\"%s\"/>", x, n->y, BAR,
		n->height < 1.5 ? 1.5 : n->height, n->who == WHO_NAMED ? "bar" : "bar unnamed");
	fprintf(to, "<text x=\"%d\" y=\"%.1f\"%s>", stage == STAGE_LABEL ? x - 10 : x + BAR + 10, n->y + n->height / 2 + 5,
		stage == STAGE_LABEL ? " text-anchor=\"end\"" : "");
	html_drawn_name(page->pen, name, stage == STAGE_RULE ? name.n : NAME_MAX);
	html_drawn_count(page->pen, n->count);
	html_raw(to, "</text>\n");
}

/* From the right of one bar to the left of another; both know how much of them is taken already. */
static void put_band(FILE *to, const struct picture *p, enum stage stage, struct node *from, struct node *into, size_t count,
		     const char *kind, bool likely) {
	double high = p->scale * (double)count;
	double y1 = from->y + from->went, y2 = into->y + into->came;
	int x1 = stage_x[stage] + BAR, x2 = stage_x[stage + 1], middle = (x1 + x2) / 2;

	if (count == 0)
		return;
	from->went += high;
	into->came += high;
	if (high < 0.7) /* what is there is seen */
		high = 0.7;
	fprintf(to, "<path d=\"M%d %.1fC%d %.1f %d %.1f %d %.1fV%.1fC%d %.1f %d %.1f %d %.1fZ\" class=\"k-%s%s\"/>\n", x1, y1,
		middle, y1, middle, y2, x2, y2, y2 + high, middle, y2 + high, middle, y1 + high, x1, y1 + high, kind,
		likely ? " h" : "");
}

static void put_label_bands(FILE *to, struct picture *p, size_t i) {
	const struct tally_flow *f = &p->flows[i];
	struct node *from = label_of(p, i), *into = maker_of(p, i);
	const char *kind = f->relabelled ? "differs" : "same";

	put_band(to, p, STAGE_LABEL, from, into, f->confirmed, kind, false);
	put_band(to, p, STAGE_LABEL, from, into, f->likely, kind, true);
	put_band(to, p, STAGE_LABEL, from, into, f->count - f->confirmed - f->likely, "none", false);
}

/* All of one maker and one verdict together: first those that are confirmed. */
static void put_rule_bands(FILE *to, struct picture *p, struct node *from, int status) {
	size_t confirmed = 0, likely = 0, unknown = 0;

	for (size_t i = 0; i < p->flow_count; i++) {
		const struct tally_flow *f = &p->flows[i];

		for (int s = 0; maker_of(p, i) == from && s <= STATUS_COUNT; s++) {
			if (status_drawn(s) != status)
				continue;
			confirmed += f->worst_confirmed[s];
			likely += from->who == WHO_NONE ? 0 : f->worst[s] - f->worst_confirmed[s];
			unknown += from->who == WHO_NONE ? f->worst[s] - f->worst_confirmed[s] : 0;
		}
	}
	if (confirmed + likely + unknown == 0)
		return;
	put_band(to, p, STAGE_MAKER, from, rule_of(p, status), confirmed, kinds[status], false);
	put_band(to, p, STAGE_MAKER, from, rule_of(p, status), likely, kinds[status], true);
	put_band(to, p, STAGE_MAKER, from, rule_of(p, status), unknown, "none", false);
}

void html_hatch(FILE *to, const char *kind) {
	fprintf(to, "<pattern id=\"hatch-%s\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" "
		"patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\" class=\"pale-%s\"/>"
		"<rect width=\"3\" height=\"7\" class=\"k-%s\"/></pattern>", kind, kind, kind);
}

static void put_heading(const struct page *page, enum stage stage, enum word word) {
	fprintf(page->pen.to, "<text class=\"head\" x=\"%d\" y=\"16\"%s>", stage_x[stage] + (stage == STAGE_LABEL ? BAR : 0),
		stage == STAGE_LABEL ? " text-anchor=\"end\"" : "");
	pen_text(page->pen, word);
	html_raw(page->pen.to, "</text>");
}

static void put_head(const struct page *page, const struct picture *p) {
	static const char *const hatched[] = { "differs", "same", "bad", "care", "open", "clear" };

	html_picture(page->pen, WIDE, p->height, "flow-title", W_FLOW_TITLE);
	html_raw(page->pen.to, "<defs>");
	for (size_t i = 0; i < sizeof hatched / sizeof *hatched; i++)
		html_hatch(page->pen.to, hatched[i]);
	html_raw(page->pen.to, "</defs>");
	put_heading(page, STAGE_LABEL, W_FLOW_LABEL);
	put_heading(page, STAGE_MAKER, W_FLOW_MAKER);
	put_heading(page, STAGE_RULE, W_FLOW_RULE);
	html_raw(page->pen.to, "\n");
}

void html_flow_picture(const struct page *page) {
	struct picture p = picture_of(page->tally);
	FILE *to = page->pen.to;

	if (p.device_count == 0)
		return;
	put_head(page, &p);
	for (size_t i = 0; i < p.flow_count; i++)
		put_label_bands(to, &p, i);
	for (size_t k = 0; k < p.node_count[STAGE_RULE]; k++)
		for (size_t i = 0; i < p.node_count[STAGE_MAKER]; i++)
			put_rule_bands(to, &p, &p.nodes[STAGE_MAKER][i], p.nodes[STAGE_RULE][k].status);
	for (size_t c = 0; c < STAGE_COUNT; c++)
		for (size_t i = 0; i < p.node_count[c]; i++)
			put_node(page, (enum stage)c, &p.nodes[c][i]);
	html_raw(to, "</svg>\n");
}
