/*
 * birthmark report: the whole estate, judged as of --on, in the form of --format.
 */

#include <errno.h>
#include <time.h>

#include "base/file.h"
#include "cmd/annex.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/report_formats.h"
#include "cmd/version.h"
#include "store/books.h"

struct gathering {
	struct desk *desk;
	struct device *devices;
	size_t count, room;
	struct strs sources, scopes;
	const struct site *sites;
	size_t site_count;
	const struct contract *contracts;
	size_t contract_count;
	bool found;
};

/* A device of the store is valid during the call only. */
static int keep_device(struct gathering *g, const struct device *d) {
	arena *mem = &g->desk->mem;
	struct device *kept = &g->devices[g->count];
	struct obs *observations = arena_new(mem, struct obs, d->observation_count + 1);
	addr *addresses = arena_new(mem, addr, d->address_count + 1);

	if (!observations || !addresses)
		return -ENOMEM;
	*kept = *d;
	kept->name = arena_str(mem, d->name);
	kept->site = arena_str(mem, d->site);
	kept->circumstances = d->circumstances ? circumstances_keep(mem, d->circumstances) : NULL;
	for (size_t i = 0; i < d->address_count; i++)
		addresses[i] = d->addresses[i];
	for (size_t i = 0; i < d->observation_count; i++) {
		observations[i] = d->observations[i];
		observations[i].field = arena_str(mem, d->observations[i].field);
		observations[i].value = arena_str(mem, d->observations[i].value);
	}
	kept->addresses = addresses;
	kept->observations = observations;
	think(&g->desk->thinker, mem, kept);
	g->found = g->found || think_found(g->desk->o, kept);
	g->count++;
	return mem->full ? -ENOMEM : 0;
}

static int take(void *context, const struct device *d) {
	struct gathering *g = context;

	return g->count < g->room ? keep_device(g, d) : 0;
}

static int gather(struct gathering *g, struct store *s) {
	size_t count;
	enum { SCRATCH = 64 << 20 }; /* one device with all that was ever seen of it */
	int r = store_device_count(s, &count);

	if (r)
		return r;
	g->devices = arena_new(&g->desk->mem, struct device, count + 1);
	void *scratch = memory_reserve(SCRATCH);
	g->room = count;
	r = g->devices && scratch ? store_each(s, arena_over(scratch, SCRATCH), take, g) : -ENOMEM;
	memory_release(scratch, SCRATCH);
	g->sources = estate_sources(s, &g->desk->mem, g->devices, g->count);
	if (!r)
		r = store_sites(s, &g->desk->mem, &g->sites, &g->site_count);
	if (!r)
		r = store_contracts(s, &g->desk->mem, &g->contracts, &g->contract_count);
	return r ? r : store_scopes(s, &g->desk->mem, &g->scopes);
}

static enum exit_code put_report(const struct gathering *g) {
	const struct options *o = g->desk->o;
	str title = arena_join(&g->desk->mem, (const str[]){ STR("Estate "), str_of(o->estate) }, 2);
	struct report report = {
		.title = title, .on = o->on, .made = date_of_seconds(time(NULL)), .version = str_of(BIRTHMARK_VERSION),
		.roles = { o->roles, o->role_count }, .sources = g->sources, .scopes = g->scopes,
		.sites = g->sites, .site_count = g->site_count, .contracts = g->contracts, .contract_count = g->contract_count,
		.market = annex_market(o, &g->desk->k.markets), .devices = g->devices, .count = g->count,
	};

	if (o->paper.wanted)
		return annex_put(g->desk, &report);
	return report_put(o, &report, &g->desk->k.registry, g->desk->mem);
}

enum exit_code command_report(const struct options *o) {
	static struct desk desk;
	struct store *s = NULL;
	enum exit_code code = report_check(o);

	if (code == EXIT_DONE)
		code = annex_check(o);
	if (code != EXIT_DONE)
		return code;
	code = desk_open(&desk, o);
	struct gathering g = { .desk = &desk };

	if (code == EXIT_DONE)
		code = estate_open(o->estate, STORE_READ, &s);
	if (code == EXIT_DONE) {
		int r = gather(&g, s);
		code = r ? estate_say(o->estate, r, &(struct complaint){ 0 }) : put_report(&g);
	}
	if (code == EXIT_DONE && g.found)
		code = EXIT_FOUND;
	store_close(s);
	desk_close(&desk);
	return say_done(code);
}
