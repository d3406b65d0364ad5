/*
 * birthmark report: the whole estate, judged as of --on, in the form of --format.
 */

#include <errno.h>
#include <time.h>

#include "base/file.h"
#include "cmd/annex.h"
#include "cmd/asked.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/report_formats.h"
#include "cmd/say.h"
#include "cmd/summary.h"
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
	struct counts *counts; /* of a summary, which gathers no devices; else NULL */
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
	kept->superseded_count = 0;
	think(&g->desk->thinker, mem, kept);
	g->found = g->found || think_found(g->desk->o, kept);
	g->count++;
	return mem->full ? -ENOMEM : 0;
}

static int take(void *context, const struct device *d) {
	struct gathering *g = context;

	return g->count < g->room ? keep_device(g, d) : 0;
}

enum {
	DEVICE_MEMORY = 64 << 20, /* one device with all that was ever seen of it */
	COUNT_MEMORY = 64 << 20,  /* ceiling for what sheets count: contracts and decisions; a quarter of what there is */
};

static int gather_devices(struct gathering *g, struct store *s) {
	void *scratch = memory_reserve(DEVICE_MEMORY);

	g->devices = arena_new(&g->desk->mem, struct device, g->room + 1);
	int r = g->devices && scratch ? store_each(s, arena_over(scratch, DEVICE_MEMORY), take, g) : -ENOMEM;
	memory_release(scratch, DEVICE_MEMORY);
	g->sources = estate_sources(s, &g->desk->mem, g->devices, g->count);
	return r;
}

/* Nobody opens a page with the evidence of very many devices; who wants it all the same says --each. */
static bool is_summary(const struct options *o, size_t count) {
	if (o->json || o->paper.wanted || o->report.format != FORMAT_HTML)
		return false;
	return o->report.summary || (count > SUMMARY_FROM && !o->report.each);
}

static int count_devices(struct gathering *g, struct store *s) {
	static struct counts counts;
	const struct options *o = g->desk->o;
	const struct report report = { .sites = g->sites, .site_count = g->site_count, .count = g->room };
	unsigned statuses = 0;

	if (!o->report.summary && !o->quiet) {
		fputs("birthmark report: ", stderr);
		say_line(stderr, "of more than %d devices the page is a summary; the devices stand in --format xlsx and csv, "
				 "`birthmark explain` has their evidence, and --each puts all of it into the page", SUMMARY_FROM);
	}
	int r = summary_count(g->desk, s, &report, &counts, &statuses);
	if (r)
		return r;
	g->counts = &counts;
	g->count = counts.tally.found;
	g->found = o->fail_on != STATUS_COUNT && (statuses >> o->fail_on & 1);
	return 0;
}

static int gather(struct gathering *g, struct store *s) {
	arena *mem = &g->desk->mem;
	int r = store_device_count(s, &g->room);

	if (!r)
		r = store_sites(s, mem, (str){ 0 }, &g->sites, &g->site_count);
	if (!r && report_is_streamed(g->desk->o))
		r = store_sources(s, mem, &g->sources);
	else if (!r)
		r = is_summary(g->desk->o, g->room) ? count_devices(g, s) : gather_devices(g, s);
	if (!r)
		r = store_contracts(s, mem, (str){ 0 }, &g->contracts, &g->contract_count);
	return r ? r : store_scopes(s, mem, &g->scopes);
}

/* One at a time, for forms that want no more */

struct streaming {
	struct gathering *g;
	struct store *s;
	int (*take)(void *to, const struct device *d);
	void *to;
};

static int think_and_take(void *context, const struct device *given) {
	struct streaming *s = context;
	arena mem = s->g->desk->mem;
	struct device d = *given;

	think(&s->g->desk->thinker, &mem, &d);
	s->g->found = s->g->found || think_found(s->g->desk->o, &d);
	return mem.full ? -ENOMEM : s->take(s->to, &d);
}

static int each_device(void *context, int (*each)(void *to, const struct device *d), void *to) {
	struct streaming *s = context;
	void *scratch = memory_reserve(DEVICE_MEMORY);

	s->take = each;
	s->to = to;
	int r = scratch ? store_each(s->s, arena_over(scratch, DEVICE_MEMORY), think_and_take, s) : -ENOMEM;
	memory_release(scratch, DEVICE_MEMORY);
	return r;
}

/* What is counted stays; what a device needs goes with it. */
static arena cut_for_counts(struct desk *d) {
	size_t quarter = (size_t)(d->mem.end - d->mem.at) / 4;

	return desk_cut(d, quarter < COUNT_MEMORY ? quarter : COUNT_MEMORY);
}

static enum exit_code put_form(struct gathering *g, struct store *s, const struct report *report) {
	const struct options *o = g->desk->o;
	struct streaming streaming = { .g = g, .s = s };
	const struct device_source source = { each_device, &streaming };
	arena scratch = report_is_streamed(o) ? cut_for_counts(g->desk) : g->desk->mem;
	int failed = 0;
	enum exit_code code = report_put(o, report, &g->desk->k.registry, scratch, &source, &failed);

	return failed ? estate_say(o->estate, failed, &(struct complaint){ 0 }) : code;
}

static enum exit_code put_report(struct gathering *g, struct store *s) {
	const struct options *o = g->desk->o;
	str title = arena_join(&g->desk->mem, (const str[]){ STR("Estate "), str_of(o->estate) }, 2);
	struct report report = {
		.title = title, .estate = asked_file_name(str_of(o->estate)), .language = o->tongue, .on = o->on,
		.made = date_of_seconds(time(NULL)), .version = str_of(BIRTHMARK_VERSION),
		.roles = { o->roles, o->role_count }, .sources = g->sources, .scopes = g->scopes,
		.sites = g->sites, .site_count = g->site_count, .contracts = g->contracts, .contract_count = g->contract_count,
		.market = annex_market(o, &g->desk->k.markets), .devices = g->devices, .count = g->count,
		.counts = g->counts, .asked = asked_of(o, &g->desk->mem),
	};

	return o->paper.wanted ? annex_put(g->desk, &report) : put_form(g, s, &report);
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
		code = r ? estate_say(o->estate, r, &(struct complaint){ 0 }) : put_report(&g, s);
	}
	if (code == EXIT_DONE && g.found)
		code = EXIT_FOUND;
	store_close(s);
	desk_close(&desk);
	return say_done(code);
}
