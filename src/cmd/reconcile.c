/*
 * birthmark reconcile: what the registers say of each device of the estate
 * against what was seen of it, and what was looked at to see it.
 */
#include <errno.h>

#include "base/sentence.h"
#include "base/translate.h"
#include "cmd/commands.h"
#include "cmd/desk.h"
#include "cmd/estate.h"
#include "cmd/query.h"
#include "cmd/reconcile_compare.h"
#include "cmd/reconcile_found.h"
#include "cmd/reconcile_joined.h"
#include "cmd/reconcile_near.h"
#include "cmd/reconcile_said.h"
#include "cmd/reconcile_seen.h"
#include "know/names.h"
#include "show/glyph.h"
#include "show/names.h"
#include "store/books.h"
#include "store/joined.h"

enum {
	SHOWN_MOST = 20,               /* of each kind, unless --all */
	DEVICE_MEMORY = 64 << 20,      /* one device with all that was ever seen of it */
	CLAIMS_MAX = 8,                /* of one row: each is a column of its own */
	ROWS_OF_DEVICE_MAX = 32,       /* of registers about one device: what those behind say was said before, or is chaos */
	FINDINGS_ALL_MAX = 2 * ROWS_OF_DEVICE_MAX * FINDINGS_OF_DEVICE_MAX, /* about one device */
};

struct reconciling {
	struct desk *desk;
	struct store *store;
	const struct names *names;
	arena scratch;          /* for one device */
	const struct finding *findings[FINDINGS_ALL_MAX]; /* of the device at work */
	size_t count;
	struct reconciled all;
	struct found found;
	struct near_macs unknown; /* of devices that no register has: for slips of the pen in MACs */
	bool knows_unknown;
};

/* Findings */

static int add(struct reconciling *c, const struct finding *from, const struct device *d, int64_t row) {
	struct finding *f = c->count < FINDINGS_ALL_MAX ? arena_new(&c->scratch, struct finding, 1) : NULL;

	if (!f)
		return c->scratch.full ? -ENOMEM : 0;
	*f = *from;
	f->row = row;
	f->device = d->name;
	f->site = d->site;
	c->findings[c->count++] = f;
	return found_add(&c->found, f);
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

/* What a row says in one of its columns. That a thing is "a camera" says nothing of whose it is. */
static str first_of(struct reconciling *c, const struct obs *observations, size_t count, const char *field) {
	const struct registers *known = &c->desk->k.registers;

	for (size_t i = 0; i < count; i++)
		if (str_eq(observations[i].field, str_of(field)) && !registers_is(known, WORDS_KIND, observations[i].value))
			return observations[i].value;
	return (str){ 0 };
}

static struct strs macs_of(struct reconciling *c, const struct obs *observations, size_t count) {
	str *macs = arena_new(&c->scratch, str, count);
	size_t n = 0;

	for (size_t i = 0; macs && i < count; i++)
		if (str_eq(observations[i].field, STR("register.mac")) || str_eq(observations[i].field, STR("register.other_mac")))
			macs[n++] = observations[i].value;
	return (struct strs){ macs, n };
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
		.maker = first_of(c, observations, count, "register.maker"), .brand = first_of(c, observations, count, "register.brand"),
		.model = first_of(c, observations, count, "register.model"), .macs = macs_of(c, observations, count),
		.serial = first_of(c, observations, count, "register.serial"),
		.made_in = first_of(c, observations, count, "register.made_in"),
		.place = observations[0].offset,
	};

	b.country = reconcile_country(&c->desk->k.registers, b.made_in);
	(void)store_source(c->store, &c->scratch, observations[0].source, &b.source);
	find_names(c, identity, &b);
	for (size_t i = 0; i < identity->claim_count && !b.block_maker.n; i++)
		if (identity->claims[i].aspect == ASPECT_MAKER && str_eq(identity->claims[i].seen->field, STR("register.mac"))) {
			b.block_mac = identity->claims[i].seen->value;
			b.block_maker = identity->claims[i].value;
		}
	return b;
}

static struct books_side side_of(struct reconciling *c, const struct device *d, const struct obs *books, size_t count) {
	struct identity said = think_of(c, d, books, count);

	return books_of(c, &said, books, count);
}

/* Slips of the pen */

static int take_unknown(void *context, int64_t whole, addr mac) {
	struct reconciling *c = context;

	near_macs_add(&c->desk->mem, &c->unknown, mac, whole);
	return c->desk->mem.full ? -ENOMEM : 0;
}

/* A row that nobody saw beside a device that nobody has: perhaps somebody mistyped. It is a hint, and joins nothing. */
static int hint_at_slip(struct reconciling *c, addr mac, struct finding *f) {
	uint8_t room[512];
	struct text t = TEXT(room);
	str name = { 0 };
	int r = 0;

	if (!c->knows_unknown)
		r = store_each_seen_alone(c->store, take_unknown, c);
	if (!c->knows_unknown)
		near_macs_sort(&c->unknown);
	c->knows_unknown = true;
	const struct near_mac *near = r ? NULL : near_macs_find(&c->unknown, mac);
	if (!near || f->because_count == FINDING_REASONS_MAX)
		return r;
	r = store_name(c->store, &c->scratch, near->row, &name);
	const struct hole hole = HOLE_STR("device", name);
	sentence_put(&t, translate_tongue(),
		     _("Its MAC differs in one digit from that of {device}, which was seen and stands in no register."), &hole, 1);
	f->because[f->because_count++] = arena_str(&c->scratch, text_done(&t));
	return r;
}

/* One device */

/* "ACME X200", as the register writes it. */
static str label_of(struct reconciling *c, const struct books_side *b) {
	str label = b->brand.n ? b->brand : b->maker;

	return arena_join(&c->scratch, (const str[]){ label, label.n && b->model.n ? STR(" ") : STR(""), b->model }, 3);
}

static str torn_text(struct reconciling *c, const struct torn *torn) {
	static const char *const sentences[IDENTIFIER_COUNT] = {
		[IDENTIFIER_MAC] = N_("By its MAC {value} it is {device}."),
		[IDENTIFIER_SERIAL] = N_("By its serial number {value} it is {device}."),
		[IDENTIFIER_UUID] = N_("By its UUID {value} it is {device}."),
		[IDENTIFIER_ADDRESS] = N_("By its address {value} it is {device}."),
	};
	const struct hole holes[] = { HOLE_STR("value", identifier_text(&torn->by)), HOLE_STR("device", torn->name) };
	uint8_t room[512];
	struct text t = TEXT(room);

	sentence_put(&t, translate_tongue(), translate(sentences[torn->by.kind]), holes, sizeof holes / sizeof *holes);
	return arena_str(&c->scratch, text_done(&t));
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
		f.because[f.because_count++] = str_of(_("Somebody took it off a device that it was taken for."));
	for (size_t i = 0; i < count && f.because_count < FINDING_REASONS_MAX; i++)
		f.because[f.because_count++] = torn_text(c, &torn[i]);
	f.kind = count ? FINDING_TORN : FINDING_ONLY_BOOKS;
	if (!count && d->mac.kind == ADDR_MAC && found_is_shown(&c->found, FINDING_ONLY_BOOKS))
		r = hint_at_slip(c, d->mac, &f);
	return r ? r : add(c, &f, d, row);
}

static int take_only_wire(struct reconciling *c, const struct device *d, int64_t row, const struct identity *wire) {
	const struct finding f = {
		.kind = FINDING_ONLY_WIRE,
		.wire = wire->maker.id.n ? name_of_company(&c->desk->k.registry, wire->maker.id) : wire->maker.id,
		.wire_id = wire->maker.id, .wire_belief = wire->maker,
	};

	return add(c, &f, d, row);
}

/* By what the rows of registers were found to be this device. */
static int take_joined(struct reconciling *c, const struct device *d, int64_t row) {
	struct joined_row *rows;
	size_t count = 0;
	int r = reconcile_joined(c->store, &c->scratch, row, d->name, &rows, &count);

	for (size_t i = 0; !r && i < count; i++) {
		c->all.by_identifier[rows[i].kind]++;
		if (c->found.json)
			show_row_joined_json(c->found.json, &rows[i]);
	}
	return r;
}

/* Behind the reasons: what was seen, and in which file, so that anybody can look. */
static int add_evidence(struct reconciling *c, const struct identity *identity, struct finding *f) {
	enum aspect aspect = str_eq(f->what, STR("brand")) ? ASPECT_BRAND : ASPECT_MAKER;
	const struct claim *claim = reconcile_strongest(identity, aspect, f->wire_id);
	uint8_t room[1024];
	struct text t = TEXT(room);
	str file = { 0 };

	if (str_eq(f->what, STR("model")))
		claim = reconcile_strongest(identity, ASPECT_MODEL, f->wire);
	if (!claim || f->because_count == FINDING_REASONS_MAX)
		return 0;
	int r = store_source(c->store, &c->scratch, claim->seen->source, &file);
	const struct hole holes[] = { HOLE_STR("field", claim->seen->field), HOLE_STR("value", glyph_head(claim->seen->value, 120)),
				      HOLE_STR("file", file.n ? file : str_of(_("a scan"))) };
	sentence_put(&t, translate_tongue(), _("Seen in {file}: {field} says '{value}'."), holes, sizeof holes / sizeof *holes);
	f->because[f->because_count++] = arena_str(&c->scratch, text_done(&t));
	return r;
}

/* Several registers may say the same of it: it is told once. */
static bool is_told(const struct reconciling *c, const struct finding *f) {
	for (size_t i = 0; i < c->count; i++) {
		const struct finding *other = c->findings[i];

		if (other->kind == f->kind && str_eq(other->what, f->what) && str_eq_nocase(other->books, f->books))
			return true;
	}
	return false;
}

/* What a law that is not in force yet will say of the device on its first day. */
static enum status status_then(struct reconciling *c, const struct device *d, const struct verdict *v) {
	struct court court = c->desk->thinker.court;

	if (!v || v->status != STATUS_NOT_IN_FORCE || v->law->from == DATE_NONE || v->law->from <= court.on)
		return STATUS_NOT_IN_FORCE;
	court.on = v->law->from;
	return law_judge(&c->scratch, &court, laws_find(court.laws, v->law->id), &d->identity, d->circumstances).status;
}

/* The claims of a row, each with the verdict of the rule that it names. How many. */
static size_t take_claims(struct reconciling *c, struct device *d, const struct identity *wire, const struct obs *books,
			  size_t count, struct claim_told ret[CLAIMS_MAX]) {
	size_t n = 0;

	for (size_t i = 0; i < count && n < CLAIMS_MAX; i++)
		if (str_eq(books[i].field, STR("register.claim")))
			ret[n++].text = books[i].value;
	if (!n)
		return 0;
	d->identity = *wire;
	d->verdicts = think_judge(&c->desk->thinker, &c->scratch, d).verdicts;
	for (size_t i = 0; i < n; i++) {
		ret[i].verdict = reconcile_verdict_of(&c->desk->k.registers, d, ret[i].text);
		ret[i].then = status_then(c, d, ret[i].verdict);
	}
	return n;
}

/* What one row of a register says, against what was seen. */
static int compare_row(struct reconciling *c, struct device *d, int64_t row, struct wire_side *wire, const struct obs *books,
		       size_t count) {
	struct finding found[FINDINGS_OF_DEVICE_MAX];
	struct claim_told claims[CLAIMS_MAX];
	struct books_side b = side_of(c, d, books, count);
	int r = 0;

	b.claims = claims;
	b.claim_count = take_claims(c, d, wire->identity, books, count, claims);
	size_t found_count = reconcile_compare(&c->scratch, &c->desk->k.registry, &b, wire, found);
	for (size_t i = 0; !r && i < found_count; i++) {
		if (is_told(c, &found[i]))
			continue;
		r = add_evidence(c, wire->identity, &found[i]);
		if (!r)
			r = add(c, &found[i], d, row);
	}
	return r;
}

static bool is_same_row(const struct obs *a, const struct obs *b) {
	return a->source == b->source && a->offset == b->offset;
}

/* Row by row of the registers: each may be wrong in its own way. */
static int take_both(struct reconciling *c, struct device *d, int64_t row, const struct obs *books, size_t count,
		     struct wire_side *wire) {
	struct obs *left = arena_new(&c->scratch, struct obs, 2 * count), *of_row = left ? left + count : NULL;
	int r = left ? 0 : -ENOMEM;

	c->all.both++;
	if (left)
		memcpy(left, books, count * sizeof *left);
	for (size_t rows = 0; !r && count && rows < ROWS_OF_DEVICE_MAX; rows++) {
		size_t mine = 0, rest = 0;

		for (size_t i = 0; i < count; i++) {
			if (mine == 0 || is_same_row(&left[i], &of_row[0]))
				of_row[mine++] = left[i];
			else
				left[rest++] = left[i];
		}
		count = rest;
		r = compare_row(c, d, row, wire, of_row, mine);
	}
	return r ? r : take_joined(c, d, row);
}

/* Was it told that what was seen names another maker? Then the block of a MAC says it once more. */
static bool is_maker_told(const struct reconciling *c) {
	for (size_t i = 0; i < c->count; i++)
		if (c->findings[i]->kind == FINDING_DIFFERENT && str_eq(c->findings[i]->what, STR("maker")))
			return true;
	return false;
}

/* Does one of the row stand before it? */
static bool is_behind(const struct obs *books, size_t at) {
	for (size_t i = 0; i < at; i++)
		if (is_same_row(&books[i], &books[at]))
			return true;
	return false;
}

/*
 * The rows of registers about one device, each against itself and the first
 * that has a label or a serial number. `whole`: what all of them say together,
 * where that was thought of; where they are one, that is what it says.
 */
static int compare_books(struct reconciling *c, const struct device *d, int64_t row, const struct obs *books, size_t count,
			 const struct books_side *whole) {
	struct finding found[FINDINGS_OF_DEVICE_MAX];
	struct books_side label = { 0 }, serial = { 0 };
	bool has_label = false, has_serial = false;
	struct obs *of_row = arena_new(&c->scratch, struct obs, count + 1);
	int r = of_row ? 0 : -ENOMEM;

	for (size_t i = 0, rows = 0; !r && i < count && rows < ROWS_OF_DEVICE_MAX; i++) {
		size_t mine = 0;

		/* Observations of a row need not stand beside each other: it is taken where its first one stands. */
		if (is_behind(books, i))
			continue;
		for (size_t k = i; k < count; k++)
			if (is_same_row(&books[k], &books[i]))
				of_row[mine++] = books[k];
		rows++;
		struct books_side b = whole && mine == count ? *whole : side_of(c, d, of_row, mine);
		size_t found_count = reconcile_compare_books(&c->scratch, &c->desk->k.registry, has_label ? &label : NULL,
							     has_serial ? &serial : NULL, &b, found);
		for (size_t k = 0; !r && k < found_count; k++)
			if (!is_told(c, &found[k]) && !(is_maker_told(c) && str_eq(found[k].what, STR("maker"))))
				r = add(c, &found[k], d, row);
		if (!has_label && (b.brand.n || b.maker.n)) {
			has_label = true;
			label = b;
		}
		if (!has_serial && b.serial.n) {
			has_serial = true;
			serial = b;
		}
	}
	return r;
}

static int take_device(void *context, int64_t row, struct device *d, arena *mem) {
	struct reconciling *c = context;
	struct obs *observations = arena_new(mem, struct obs, d->observation_count + 1);
	int r = 0;

	if (!observations)
		return -ENOMEM;
	size_t books_count = take_side(d, true, observations), wire_count = d->observation_count - books_count;
	c->scratch = *mem;
	c->count = 0;
	c->all.devices++;
	c->all.nowhere += d->site.n == 0;
	if (!wire_count) {
		struct books_side b = side_of(c, d, observations, books_count);

		r = take_only_books(c, d, row, &b);
		return r ? r : compare_books(c, d, row, observations, books_count, &b);
	}
	(void)take_side(d, false, observations + books_count);
	struct identity identity = think_of(c, d, observations + books_count, wire_count);
	struct wire_side wire = { .identity = &identity, .mac = d->mac, .observations = observations + books_count,
				  .observation_count = wire_count };
	if (books_count)
		r = take_both(c, d, row, observations, books_count, &wire);
	if (!r && books_count)
		r = compare_books(c, d, row, observations, books_count, NULL);
	if (!r && !books_count)
		r = take_only_wire(c, d, row, &identity);
	return !r && c->scratch.full ? -ENOMEM : r;
}

/* Doing it */

static bool is_found(const struct options *o, const struct reconciled *all) {
	return o->reconcile.fail_on != FINDING_COUNT && all->by_kind[o->reconcile.fail_on] > 0;
}

static enum exit_code show_all(struct reconciling *c) {
	if (c->found.json)
		show_reconciled_json(c->found.json, &c->all);
	else
		show_reconciled(stdout, &c->desk->look, &c->all, c->found.most);
	return is_found(c->desk->o, &c->all) ? EXIT_FOUND : EXIT_DONE;
}

static int take_devices(struct reconciling *c, const struct query *query, struct complaint *reterr) {
	const int64_t *rows;
	size_t count = 0;
	int r = query_rows(c->store, &c->desk->mem, query, &rows, &count, reterr);

	if (!r && !count && query->term_count)
		say_warning(c->desk->o, "%s", _("no device of the estate fits"));
	if (!r)
		r = reconcile_seen(c->store, &c->desk->mem, c->desk->o->books.site, &c->all);
	if (!r)
		r = store_each_of(c->store, c->scratch, rows, count, take_device, c);
	if (!r)
		r = found_finish(&c->found);
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
	struct json_out j = json_out_to(stdout);
	c->found = (struct found){ .look = &c->desk->look, .json = o->json ? &j : NULL, .most = o->decide.all ? 0 : SHOWN_MOST,
				   .all = &c->all };
	c->names = names_open(&c->desk->mem, &c->desk->k.registry);
	int r = c->names ? take_devices(c, &query, &complaint) : -ENOMEM;
	code = r ? query_say(o, r, &complaint) : show_all(c);
	found_close(&c->found);
	store_close(c->store);
	return code;
}

enum exit_code command_reconcile(const struct options *o) {
	static struct desk desk;
	enum exit_code code = desk_open(&desk, o);

	if (code == EXIT_DONE) {
		struct reconciling c = { .desk = &desk };

		/* Reasons are sentences in both, and machines read English. */
		if (o->json)
			translate_into(TONGUE_EN);
		code = reconcile(&c);
	}
	desk_close(&desk);
	return say_done(code);
}
