#include "cmd/reconcile_seen.h"

#include <errno.h>

#include "store/books.h"
#include "store/joined.h"

/* All of the site, whichever devices were asked for: what was looked at does not depend on that. */
static int load_site(struct store *s, const struct site *site, struct coverage *ret) {
	*ret = (struct coverage){ .site = site->id, .title = site->title };
	int r = store_site_seen(s, ret->site, &ret->seen, &ret->only_books, &ret->last_us);

	return r ? r : store_site_means(s, ret->site, &ret->by);
}

static int load_network(struct store *s, str site, str name, struct coverage *ret) {
	*ret = (struct coverage){ .site = site, .network = name };
	int r = store_network_seen(s, name, &ret->seen, &ret->last_us);

	return r ? r : store_network_means(s, name, &ret->by);
}

/* The sites, before their networks. */
static int load_coverage(struct store *s, arena *mem, str wanted, struct reconciled *all) {
	const struct site *sites;
	size_t count = 0, room = 0;
	int r = store_sites(s, mem, wanted, &sites, &count);

	for (size_t i = 0; !r && i < count; i++)
		room += 1 + sites[i].networks.count;
	struct coverage *coverage = r ? NULL : arena_new(mem, struct coverage, room + 1);
	if (!coverage)
		return r ? r : -ENOMEM;
	all->coverage = coverage;
	for (size_t i = 0; !r && i < count; i++)
		r = load_site(s, &sites[i], &coverage[all->coverage_count++]);
	for (size_t i = 0; !r && i < count; i++)
		for (size_t n = 0; !r && n < sites[i].networks.count; n++)
			r = load_network(s, sites[i].id, sites[i].networks.at[n], &coverage[all->coverage_count++]);
	return r;
}

enum { MEANS_MAX = 4096 };

struct gathering {
	arena *mem;
	struct means *at;
	size_t count;
	int64_t run;
};

static int take_source(void *context, const struct run_source *source) {
	struct gathering *g = context;

	if (str_begins(source->name, STR(SOURCE_OF_PLACE)))
		return 0;
	if (g->count && g->run == source->run) {
		g->at[g->count - 1].count++;
		return 0;
	}
	if (g->count == MEANS_MAX)
		return 0;
	g->run = source->run;
	g->at[g->count++] = (struct means){ .kind = arena_str(g->mem, source->kind), .name = arena_str(g->mem, source->name),
					    .started_us = source->started_us, .count = source->name.n > 0 };
	return 0;
}

int reconcile_seen(struct store *s, arena *mem, str site, struct reconciled *all) {
	struct gathering g = { .mem = mem, .at = arena_new(mem, struct means, MEANS_MAX) };
	int r = g.at ? load_coverage(s, mem, site, all) : -ENOMEM;

	if (!r)
		r = store_each_source(s, take_source, &g);
	all->means = g.at;
	all->means_count = g.count;
	return r;
}
