/*
 * birthmark site: the places where devices are.
 */

#include <math.h>

#include "base/translate.h"
#include "cmd/books_list.h"
#include "cmd/commands.h"
#include "show/names.h"

/* The table */

enum { SITE_ID, SITE_TITLE, SITE_NETWORKS, SITE_DEVICES, SITE_PROHIBITED };

static const struct column columns[] = {
	[SITE_ID] = { N_("SITE"), 8, 0 },       [SITE_TITLE] = { N_("TITLE"), 12, 1 }, [SITE_NETWORKS] = { N_("NETWORKS"), 12, 2 },
	[SITE_DEVICES] = { N_("DEVICES"), 7, 0 }, [SITE_PROHIBITED] = { N_("PROHIBITED"), 10, 0 },
};

static void cell_networks(const struct site *s, struct cell *c) {
	for (size_t i = 0; i < s->networks.count && i < 2; i++) {
		cell_add(c, i ? STR(", ") : STR(""));
		cell_add(c, s->networks.at[i]);
	}
	if (s->networks.count == 0)
		cell_add(c, STR("-"));
	if (s->networks.count > 2)
		cell_add(c, STR(", …"));
}

static void cell_of(const struct grid *g, size_t row, unsigned column, struct cell *ret_cell) {
	const struct book_list *l = g->rows;
	const struct site *s = &l->sites[row];
	const struct held_devices *held = &l->held[row];

	switch (column) {
	case SITE_ID: cell_add(ret_cell, s->id); break;
	case SITE_TITLE: cell_add(ret_cell, s->title); break;
	case SITE_NETWORKS: cell_networks(s, ret_cell); break;
	case SITE_DEVICES: cell_add_u64(ret_cell, held->devices); break;
	default:
		cell_add_u64(ret_cell, held->prohibited);
		ret_cell->tone = held->prohibited ? TONE_BAD : TONE_PLAIN;
		break;
	}
}

/* JSON */

static void put_degrees(struct json_out *j, double degrees) {
	enum { DIGITS = 6 }; /* a tenth of a metre */

	if (isnan(degrees))
		json_out_null(j);
	else
		json_out_decimal(j, degrees, DIGITS);
}

static void put_line(struct json_out *j, const struct book_list *l, size_t at) {
	const struct site *s = &l->sites[at];

	json_out_object(j);
	json_out_pair(j, "site", s->id);
	json_out_pair(j, "title", s->title);
	json_out_key(j, "networks");
	json_out_texts(j, s->networks.at, s->networks.count);
	json_out_key(j, "latitude");
	put_degrees(j, s->latitude);
	json_out_key(j, "longitude");
	put_degrees(j, s->longitude);
	json_out_pair_u64(j, "devices", l->held[at].devices);
	json_out_pair_u64(j, "prohibited", l->held[at].prohibited);
	json_out_object_end(j);
	json_out_line(j);
}

/* Putting */

/* What is on record of this id; what is not given stays as it is. */
static int read_options(const struct options *o, struct store *s, arena *mem, str id, struct site *ret_site) {
	const struct books_options *said = &o->books;
	const struct site *known = NULL;
	size_t count = 0;
	int r = store_sites(s, mem, id, &known, &count);

	*ret_site = id.n && count ? *known : (struct site){ .id = id, .latitude = NAN, .longitude = NAN };
	if (said->title.n)
		ret_site->title = said->title;
	if (said->network_count)
		ret_site->networks = (struct strs){ said->networks, said->network_count };
	/* "--network ''": none any more. */
	if (said->network_count == 1 && said->networks[0].n == 0)
		ret_site->networks.count = 0;
	if (!isnan(said->latitude))
		ret_site->latitude = said->latitude;
	if (!isnan(said->longitude))
		ret_site->longitude = said->longitude;
	return r;
}

static enum exit_code put(struct desk *d, str id) {
	const struct options *o = d->o;
	struct complaint c = { 0 };
	struct store *s = NULL;
	struct site site;
	enum exit_code code = books_open(d, "site", true, &s);

	if (code != EXIT_DONE)
		return code;
	int r = read_options(o, s, &d->mem, id, &site);
	if (!r && (site.title.n == 0 || isnan(site.latitude) != isnan(site.longitude))) {
		store_close(s);
		return site.title.n ? books_wrong("site", "--latitude and --longitude belong together") :
				      books_wrong("site", "--title TEXT is missing: what people call the site");
	}
	if (!r)
		r = store_put_site(s, &site, str_trim(o->decide.by), &c);
	return books_close(o, s, r, &c);
}

enum exit_code command_site(const struct options *o) {
	static const struct books_kind kind = {
		.name = "site", .none = N_("No site is on record. `birthmark site put ID --title TEXT --by NAME` adds one."),
		.key = KEY_SITE, .columns = columns, .column_count = sizeof columns / sizeof *columns,
		.cell = cell_of, .line = put_line, .put = put,
	};

	return books_run(o, &kind);
}
