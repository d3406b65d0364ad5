/*
 * birthmark reconcile: what the registers say of each device of the estate
 * against what was seen of it, and what was looked at to see it.
 */
#include <errno.h>

#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/query.h"
#include "cmd/reconcile_compare.h"
#include "cmd/reconcile_joined.h"
#include "know/names.h"
#include "show/names.h"
#include "store/books.h"
#include "store/joined.h"

enum {
	SHOWN_MOST = 20,               /* of each kind, unless --all */
	DEVICE_MEMORY = 64 << 20,      /* one device with all that was ever seen of it */
	NAMES_MOST = 1 << 20,          /* findings: more nobody reads */
};

struct reconciling {
	struct desk *desk;
	struct store *store;
	const struct names *names;
	arena scratch;          /* for one device */
	struct finding *findings;
	size_t count, room;
	struct joined_row *joined;
	size_t joined_count, joined_room;
	struct reconciled all;
	struct coverage *sites; /* the sites, before their networks */
	size_t site_count;
};

/* Findings */

static str keep(struct reconciling *c, str text) {
	return arena_str(&c->desk->mem, text);
}

/* With all texts copied: they stay when the device goes. */
static void add(struct reconciling *c, const struct finding *from, const struct device *d, int64_t row) {
	if (c->count == c->room) {
		size_t room = c->room ? 2 * c->room : 256;
		struct finding *more = room <= NAMES_MOST ? arena_new(&c->desk->mem, struct finding, room) : NULL;

		if (!more)
			return;
		for (size_t i = 0; i < c->count; i++)
			more[i] = c->findings[i];
		c->findings = more;
		c->room = room;
	}
	struct finding *f = &c->findings[c->count++];
	*f = *from;
	f->row = row;
	f->device = keep(c, d->name);
	f->site = keep(c, d->site);
	str *texts[] = { &f->what, &f->books, &f->wire, &f->books_id, &f->wire_id, &f->wire_belief.id, &f->source };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = keep(c, *texts[i]);
	for (size_t i = 0; i < f->because_count; i++)
		f->because[i] = keep(c, f->because[i]);
	c->all.by_kind[f->kind]++;
	c->all.contradicted += f->kind == FINDING_CLAIM && f->standing == CLAIM_CONTRADICTED;
}

/* The two sides */

/* What was observed of a device, told by registers or seen. */
static size_t take_side(const struct device *d, bool of_books, struct obs *ret) {
	size_t count = 0;

	for (size_t i = 0; i < d->observation_count; i++)
		if (obs_is_of_books(&d->observations[i]) == of_books)
			ret[count++] = d->observations[i];
	return count;
}

static struct identity think_of(struct reconciling *c, const struct device *d, const struct obs *observations, size_t count) {
	struct device side = *d;

	side.observations = observations;
	side.observation_count = count;
	think_identity(&c->desk->thinker, &c->scratch, &side);
	return side.identity;
}

static str first_of(const struct obs *observations, size_t count, const char *field) {
	for (size_t i = 0; i < count; i++)
		if (str_eq(observations[i].field, str_of(field)))
			return observations[i].value;
	return (str){ 0 };
}

/* Who is meant: as the marks read it, else by the name. */
static void find_names(struct reconciling *c, const struct identity *identity, struct books_side *b) {
	struct named brand = b->brand.n ? names_find(c->names, b->brand, false) : (struct named){ 0 };
	struct named maker = b->maker.n ? names_find(c->names, b->maker, false) : (struct named){ 0 };

	b->brand_id = brand.brand ? brand.brand->id : identity->brand.grade != GRADE_UNKNOWN ? identity->brand.id : (str){ 0 };
	b->maker_id = maker.company ? maker.company->id : maker.brand ? maker.brand->owner : (str){ 0 };
	/* A register that has one column for both means the label. */
	if (!b->brand.n && maker.brand)
		b->brand_id = maker.brand->id;
	if (brand.company && !b->brand_id.n && !b->maker_id.n)
		b->maker_id = brand.company->id;
}

static struct books_side books_of(struct reconciling *c, const struct identity *identity, const struct obs *observations,
				  size_t count) {
	struct books_side b = {
		.maker = first_of(observations, count, "register.maker"), .brand = first_of(observations, count, "register.brand"),
		.model = first_of(observations, count, "register.model"), .mac = first_of(observations, count, "register.mac"),
		.made_in = first_of(observations, count, "register.made_in"),
		.claim = first_of(observations, count, "register.claim"), .place = observations[0].offset,
	};

	(void)store_source(c->store, &c->scratch, observations[0].source, &b.source);
	find_names(c, identity, &b);
	return b;
}

/* The rule that a claim speaks of. */
static const struct verdict *verdict_of_claim(const struct device *d, str claim) {
	static const struct { str word, law; } rules[] = {
		{ STR_INIT("ndaa"), STR_INIT("us-ndaa2019-889a") }, { STR_INIT("889"), STR_INIT("us-ndaa2019-889a") },
		{ STR_INIT("fcc"), STR_INIT("us-fcc-covered") },
	};

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		if (str_find_nocase(claim, rules[i].word, 0) == claim.n)
			continue;
		for (size_t k = 0; k < d->verdicts.count; k++)
			if (str_begins(d->verdicts.at[k].law->id, rules[i].law))
				return &d->verdicts.at[k];
	}
	return NULL;
}

/* One device */

/* "ACME X200", as the register writes it. */
static str label_of(struct reconciling *c, const struct books_side *b) {
	str label = b->brand.n ? b->brand : b->maker;

	return arena_join(&c->scratch, (const str[]){ label, label.n && b->model.n ? STR(" ") : STR(""), b->model }, 3);
}

/* A row that nothing was found for: because it names several devices, or none. */
static int take_only_books(struct reconciling *c, const struct device *d, int64_t row, const struct books_side *b) {
	struct finding f = { .kind = FINDING_ONLY_BOOKS, .books = label_of(c, b), .books_id = b->brand_id, .source = b->source,
			     .place = b->place };
	struct torn torn[TORN_MAX];
	size_t count = 0;
	bool undone = false;
	int r = store_torn(c->store, &c->scratch, row, torn, &count, &undone);

	if (r)
		return r;
	if (undone)
		f.because[f.because_count++] = STR("Somebody took it off a device that it was taken for.");
	for (size_t i = 0; i < count && f.because_count < FINDING_REASONS_MAX; i++)
		f.because[f.because_count++] = arena_join(&c->scratch, (const str[]){
			STR("By its "), torn[i].by.kind == IDENTIFIER_MAC ? STR("MAC ") : torn[i].by.kind == IDENTIFIER_UUID ?
			STR("UUID ") : STR("serial number "), identifier_text(&torn[i].by), STR(" it is "), torn[i].name, STR(".") }, 6);
	f.kind = count ? FINDING_TORN : FINDING_ONLY_BOOKS;
	add(c, &f, d, row);
	/* It is in the books alone in either case. */
	c->all.by_kind[FINDING_ONLY_BOOKS] += count > 0;
	return 0;
}

static void take_only_wire(struct reconciling *c, const struct device *d, int64_t row, const struct identity *wire) {
	const struct finding f = {
		.kind = FINDING_ONLY_WIRE,
		.wire = wire->maker.id.n ? name_of_company(&c->desk->k.registry, wire->maker.id) : wire->maker.id,
		.wire_id = wire->maker.id, .wire_belief = wire->maker,
	};

	add(c, &f, d, row);
}

/* By what the rows of registers were found to be this device. */
static int take_joined(struct reconciling *c, const struct device *d, int64_t row) {
	struct joined_row *rows;
	size_t count = 0;
	int r = reconcile_joined(c->store, &c->scratch, row, d->name, &rows, &count);

	for (size_t i = 0; !r && i < count; i++) {
		if (c->joined_count == c->joined_room) {
			size_t room = c->joined_room ? 2 * c->joined_room : 256;
			struct joined_row *more = arena_new(&c->desk->mem, struct joined_row, room);

			if (!more)
				return -ENOMEM;
			for (size_t k = 0; k < c->joined_count; k++)
				more[k] = c->joined[k];
			c->joined = more;
			c->joined_room = room;
		}
		struct joined_row *kept = &c->joined[c->joined_count++];
		*kept = rows[i];
		str *texts[] = { &kept->device, &kept->name, &kept->source, &kept->value };
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			*texts[k] = keep(c, *texts[k]);
	}
	return r;
}

static int take_both(struct reconciling *c, struct device *d, int64_t row, const struct books_side *b,
		     const struct identity *identity) {
	struct finding found[FINDINGS_OF_DEVICE_MAX];
	struct wire_side wire = { .identity = identity, .mac = d->mac };

	c->all.both++;
	if (b->claim.n) {
		d->identity = *identity;
		d->verdicts = think_judge(&c->desk->thinker, &c->scratch, d).verdicts;
		wire.claimed = verdict_of_claim(d, b->claim);
	}
	size_t count = reconcile_compare(&c->scratch, &c->desk->k.registry, b, &wire, found);
	for (size_t i = 0; i < count; i++)
		add(c, &found[i], d, row);
	return take_joined(c, d, row);
}

static void count_site(struct reconciling *c, const struct device *d, bool seen) {
	for (size_t i = 0; i < c->site_count; i++) {
		if (!str_eq(c->sites[i].site, d->site))
			continue;
		c->sites[i].seen += seen;
		c->sites[i].only_books += !seen;
		if (seen && d->last_us > c->sites[i].last_us)
			c->sites[i].last_us = d->last_us;
		return;
	}
	c->all.nowhere++;
}

static int take_device(struct reconciling *c, int64_t row) {
	struct device d;
	int r = store_load(c->store, &c->scratch, row, &d);
	struct obs *observations = r ? NULL : arena_new(&c->scratch, struct obs, d.observation_count + 1);

	if (r || !observations)
		return r ? r : -ENOMEM;
	size_t books_count = take_side(&d, true, observations), wire_count = d.observation_count - books_count;
	struct books_side b = { 0 };
	if (books_count) {
		struct identity said = think_of(c, &d, observations, books_count);
		b = books_of(c, &said, observations, books_count);
	}
	c->all.devices++;
	count_site(c, &d, wire_count > 0);
	if (!wire_count)
		return take_only_books(c, &d, row, &b);
	(void)take_side(&d, false, observations + books_count);
	struct identity wire = think_of(c, &d, observations + books_count, wire_count);
	if (books_count)
		r = take_both(c, &d, row, &b, &wire);
	else
		take_only_wire(c, &d, row, &wire);
	return !r && c->scratch.full ? -ENOMEM : r;
}

/* What was looked at */

static int load_sites(struct reconciling *c) {
	arena *mem = &c->desk->mem;
	str wanted = c->desk->o->books.site;
	const struct site *sites;
	size_t count = 0, all = 0;
	int r = store_sites(c->store, mem, &sites, &count);

	for (size_t i = 0; !r && i < count; i++)
		all += 1 + sites[i].networks.count;
	c->sites = r ? NULL : arena_new(mem, struct coverage, all + 1);
	if (!c->sites)
		return r ? r : -ENOMEM;
	for (size_t i = 0; i < count; i++)
		if (!wanted.n || str_eq(wanted, sites[i].id))
			c->sites[c->site_count++] = (struct coverage){ .site = sites[i].id, .title = sites[i].title };
	c->all.coverage_count = c->site_count;
	for (size_t i = 0; i < count; i++)
		for (size_t n = 0; n < sites[i].networks.count; n++) {
			struct coverage *network = &c->sites[c->all.coverage_count];

			if (wanted.n && !str_eq(wanted, sites[i].id))
				break;
			*network = (struct coverage){ .site = sites[i].id, .network = sites[i].networks.at[n] };
			r = r ? r : store_network_seen(c->store, network->network, &network->seen, &network->last_us);
			c->all.coverage_count++;
		}
	c->all.coverage = c->sites;
	return r;
}

enum { MEANS_MAX = 4096 };

struct gathering {
	struct reconciling *c;
	struct means *at;
	size_t count;
	int64_t run;
};

static int take_source(void *context, const struct run_source *source) {
	struct gathering *g = context;

	if (g->count && g->run == source->run) {
		g->at[g->count - 1].count++;
		return 0;
	}
	if (g->count == MEANS_MAX)
		return 0;
	g->run = source->run;
	g->at[g->count++] = (struct means){ .kind = keep(g->c, source->kind), .name = keep(g->c, source->name),
					    .started_us = source->started_us, .count = source->name.n > 0 };
	return 0;
}

static int load_means(struct reconciling *c) {
	struct gathering g = { .c = c, .at = arena_new(&c->desk->mem, struct means, MEANS_MAX) };
	int r = g.at ? store_each_source(c->store, take_source, &g) : -ENOMEM;

	c->all.means = g.at;
	c->all.means_count = g.count;
	return r;
}

/* Doing it */

static bool is_found(const struct options *o, const struct reconciled *all) {
	return o->reconcile.fail_on != FINDING_COUNT && all->by_kind[o->reconcile.fail_on] > 0;
}

static enum exit_code show_all(struct reconciling *c) {
	struct json_out j = json_out_to(stdout);

	c->all.findings = (struct findings){ c->findings, c->count };
	c->all.joined = c->joined;
	c->all.joined_count = c->joined_count;
	if (c->desk->o->json)
		show_reconciled_json(&j, &c->all);
	else
		show_reconciled(stdout, &c->desk->look, &c->all, c->desk->o->decide.all ? 0 : SHOWN_MOST);
	return is_found(c->desk->o, &c->all) ? EXIT_FOUND : EXIT_DONE;
}

static int take_devices(struct reconciling *c, const struct query *query, struct complaint *reterr) {
	const int64_t *rows;
	size_t count = 0;
	int r = query_rows(c->store, &c->desk->mem, query, &rows, &count, reterr);

	if (!r)
		r = load_sites(c);
	if (!r)
		r = load_means(c);
	for (size_t i = 0; !r && i < count; i++) {
		arena whole = c->scratch;

		r = take_device(c, rows[i]);
		c->scratch = whole;
	}
	return !r && c->desk->mem.full ? -ENOMEM : r;
}

static enum exit_code with_site(struct reconciling *c, struct query *query) {
	struct query_term *terms = arena_new(&c->desk->mem, struct query_term, query->term_count + 1);

	if (!terms)
		return say_errno("memory", -ENOMEM);
	for (size_t i = 0; i < query->term_count; i++)
		terms[i] = query->terms[i];
	if (c->desk->o->books.site.at)
		terms[query->term_count++] = (struct query_term){ KEY_SITE, QUERY_IS, { &c->desk->o->books.site, 1 } };
	query->terms = terms;
	query->order = ORDER_ROW;
	return EXIT_DONE;
}

static enum exit_code reconcile(struct reconciling *c) {
	const struct options *o = c->desk->o;
	struct complaint complaint = { 0 };
	struct query query;
	enum exit_code code = query_of(o, &c->desk->mem, &c->desk->k, 0, &query);

	if (code == EXIT_DONE)
		code = with_site(c, &query);
	if (code == EXIT_DONE)
		code = estate_open(o->estate, STORE_READ, &c->store);
	if (code != EXIT_DONE)
		return code;
	c->scratch = desk_cut(c->desk, DEVICE_MEMORY);
	c->names = names_open(&c->desk->mem, &c->desk->k.registry);
	int r = c->names ? take_devices(c, &query, &complaint) : -ENOMEM;
	code = r ? query_say(o, r, &complaint) : show_all(c);
	store_close(c->store);
	return code;
}

enum exit_code command_reconcile(const struct options *o) {
	static struct desk desk;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE) {
		struct reconciling c = { .desk = &desk };

		code = reconcile(&c);
	}
	desk_close(&desk);
	return say_done(code);
}
