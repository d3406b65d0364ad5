#include "cmd/reconcile_compare.h"

#include "base/sentence.h"
#include "base/translate.h"
#include "fact/identifier.h"
#include "show/glyph.h"
#include "show/names.h"
#include "show/shown.h"

struct compare {
	arena *mem;
	const struct registry *r;
	const struct books_side *books;
	const struct wire_side *wire;
	struct finding *at;
	size_t count;
};

static struct finding *add(struct compare *c, enum finding_kind kind, const char *what) {
	struct finding *f = &c->at[c->count];

	if (c->count < FINDINGS_OF_DEVICE_MAX - 1)
		c->count++;
	*f = (struct finding){ .kind = kind, .what = str_of(what), .source = c->books->source, .place = c->books->place };
	return f;
}

/* A sentence, translated already, with its holes filled. */
static void because(struct compare *c, struct finding *f, const char *sentence, const struct hole *holes, size_t count) {
	enum { SENTENCE_MAX = 2048 };
	uint8_t room[SENTENCE_MAX];
	struct text t = TEXT(room);

	sentence_put(&t, translate_tongue(), sentence, holes, count);
	if (f->because_count < FINDING_REASONS_MAX)
		f->because[f->because_count++] = arena_str(c->mem, text_done(&t));
}
#define BECAUSE(c, f, sentence, ...) \
	because((c), (f), (sentence), (const struct hole[]){ __VA_ARGS__ }, \
		sizeof((const struct hole[]){ __VA_ARGS__ }) / sizeof(struct hole))

/* Is it established enough to hold books against it? */
static bool is_established(const struct belief *b) {
	return b->id.n && (b->grade == GRADE_LIKELY || b->grade == GRADE_CONFIRMED);
}

/* One firm, or two of one group. */
static bool is_same_firm(const struct registry *r, str a, str b) {
	const struct company *one = registry_company(r, a), *other = registry_company(r, b);

	return str_eq(a, b) || (one && other && registry_group(r, one) == registry_group(r, other)) || registry_is_kin(r, a, b);
}

/* Is it on record that this maker makes what is sold under the brand? The record's source, or the null slice. */
static str relabel_source(const struct registry *r, str brand, str maker) {
	const struct brand *b = brand.n ? registry_brand(r, brand) : NULL;

	for (size_t i = 0; b && i < b->maker_count; i++)
		if (b->makers[i].maker.n && is_same_firm(r, b->makers[i].maker, maker))
			return b->makers[i].source.n ? b->makers[i].source : b->name;
	return (str){ 0 };
}

/* The brand of a company that sells under its own name. */
static str brand_of(const struct registry *r, str company) {
	const struct brand *b = registry_brand(r, company);

	return b && (str_eq(b->owner, company) || registry_is_own_brand(r, b, company)) ? b->id : (str){ 0 };
}

static size_t fold(str text, uint8_t ret[64]) {
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < 64; i++)
		if (byte_is_letter(text.at[i]) || byte_is_digit(text.at[i]))
			ret[n++] = byte_lower(text.at[i]);
	return n;
}

static size_t least(size_t a, size_t b) {
	return a < b ? a : b;
}

/* How many letters must be put in, left out, changed, or changed places with the next to make one of the other (Damerau). */
static size_t slips(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
	size_t rows[3][65], *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t k = 0; k <= b_size; k++)
		row[k] = k;
	for (size_t i = 1; i <= a_size; i++) {
		size_t *oldest = before;

		before = above;
		above = row;
		row = oldest;
		row[0] = i;
		for (size_t k = 1; k <= b_size; k++) {
			row[k] = least(above[k - 1] + (a[i - 1] != b[k - 1]), 1 + least(above[k], row[k - 1]));
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				row[k] = least(row[k], before[k - 2] + 1);
		}
	}
	return row[b_size];
}

/* "Axsi": of a name of four letters only two that changed places are a slip; one letter more makes another name. */
static bool is_swapped(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
	size_t i = 0;

	while (i < a_size && i < b_size && a[i] == b[i])
		i++;
	return a_size == b_size && i + 1 < a_size && a[i] == b[i + 1] && a[i + 1] == b[i] &&
	       memcmp(a + i + 2, b + i + 2, a_size - i - 2) == 0;
}

/* Is a word of the books this name: within others, or with a slip of the pen? */
static bool is_spelled_like(str text, str name) {
	uint8_t one[64], other[64];
	size_t n = fold(text, one), m = fold(name, other);

	if (m < 3 || n < 3)
		return n == m && slips(one, n, other, m) == 0;
	return str_find((str){ one, n }, (str){ other, m }, 0) < n || (m == 4 && is_swapped(one, n, other, m)) ||
	       (m >= 5 && slips(one, n, other, m) <= (m >= 8 ? 2 : 1));
}

/* A label that nobody has on record: is it the maker's name, however it is spelled? */
static bool is_named(const struct compare *c, str text, str maker) {
	return !c->books->brand_id.n && !c->books->maker_id.n &&
	       (is_spelled_like(text, name_of_company_short(c->r, maker)) || is_spelled_like(text, maker));
}

static str said(const struct books_side *b) {
	return b->maker.n && !b->brand.n ? b->maker : b->brand;
}

/* The label that the books mean; what is not on record may be the one that was seen, spelled in another way. */
static str label_of(const struct compare *c) {
	str seen = c->wire->identity->brand.id;

	if (c->books->brand_id.n || c->books->maker_id.n)
		return c->books->brand_id;
	return seen.n && is_spelled_like(said(c->books), name_of_brand(c->r, seen)) ? seen : (str){ 0 };
}

/* Do books and wire agree on who made it? The books may name the maker or, which is the same to them, the label. */
static bool agrees(const struct compare *c, str maker) {
	const struct books_side *books = c->books;
	str label = label_of(c);
	const struct brand *b = label.n ? registry_brand(c->r, label) : NULL;

	if (books->maker_id.n && is_same_firm(c->r, books->maker_id, maker))
		return true;
	if (b && (registry_is_own_brand(c->r, b, maker) || (b->owner.n && is_same_firm(c->r, b->owner, maker))))
		return true;
	return !said(books).n || is_named(c, said(books), maker);
}

static void compare_maker(struct compare *c) {
	const struct belief *maker = &c->wire->identity->maker;
	str brand = label_of(c).n ? label_of(c) : brand_of(c->r, c->books->maker_id);
	str source;

	if (!is_established(maker) || agrees(c, maker->id))
		return;
	source = relabel_source(c->r, brand, maker->id);
	struct finding *f = add(c, source.at ? FINDING_RELABELLED : FINDING_DIFFERENT, "maker");
	f->books = said(c->books);
	f->books_id = brand.n ? brand : c->books->maker_id;
	f->wire = name_of_company(c->r, maker->id);
	f->wire_id = maker->id;
	f->wire_belief = *maker;
	if (source.at)
		BECAUSE(c, f, _("It is on record that what is sold as {label} was made by {maker}, at least in part ({source})."),
			HOLE_STR("label", name_of_brand(c->r, brand)), HOLE_STR("maker", name_of_company_short(c->r, maker->id)),
			HOLE_STR("source", source));
	else
		BECAUSE(c, f, _("No record says that what is sold as {label} is made by {maker}."), HOLE_STR("label", f->books),
			HOLE_STR("maker", name_of_company_short(c->r, maker->id)));
}

static void compare_brand(struct compare *c) {
	const struct belief *brand = &c->wire->identity->brand;
	const struct brand *seen = is_established(brand) ? registry_brand(c->r, brand->id) : NULL;

	if (!seen || !c->books->brand_id.n || str_eq(brand->id, c->books->brand_id))
		return;
	/* The maker's own name shows through on what others sell: that is told as the maker. */
	if (is_established(&c->wire->identity->maker) && registry_is_own_brand(c->r, seen, c->wire->identity->maker.id))
		return;
	struct finding *f = add(c, FINDING_DIFFERENT, "brand");
	f->books = c->books->brand;
	f->books_id = c->books->brand_id;
	f->wire = seen->name;
	f->wire_id = brand->id;
	f->wire_belief = *brand;
}

/* "a4:cf:…" and "A4CF…" are the same model or MAC: letters and digits alone count, and a longer model may say more. */
static bool is_same_model(str a, str b) {
	uint8_t one[64], other[64];
	str x = { one, fold(a, one) }, y = { other, fold(b, other) };

	/* Registers put the brand before the model, and devices the variant behind it. */
	return str_eq(x, y) || (x.n >= 4 && str_find(y, x, 0) < y.n) || (y.n >= 4 && str_find(x, y, 0) < x.n);
}

static void compare_model(struct compare *c) {
	const struct identity *id = c->wire->identity;

	if (!c->books->model.n || (!id->model.n && !id->original.n) || is_same_model(c->books->model, id->model) ||
	    (id->original.n && is_same_model(c->books->model, id->original)))
		return;
	struct finding *f = add(c, FINDING_DIFFERENT, "model");
	f->books = c->books->model;
	f->wire = id->model.n ? id->model : id->original;
}

/* Was the address seen as one of the device's own, in whatever protocol? */
static bool was_seen(const struct wire_side *wire, addr mac) {
	for (size_t i = 0; i < wire->observation_count; i++)
		if (addr_eq(addr_parse(wire->observations[i].value), mac))
			return true;
	return addr_eq(wire->mac, mac);
}

/* A recorder has several network cards: one that was seen is enough. */
static void compare_mac(struct compare *c) {
	size_t known = 0;

	for (size_t i = 0; i < c->books->macs.count; i++) {
		addr mac = addr_parse(c->books->macs.at[i]);

		if (mac.kind == ADDR_MAC && was_seen(c->wire, mac))
			return;
		known += mac.kind == ADDR_MAC;
	}
	if (!known || c->wire->mac.kind != ADDR_MAC)
		return;
	struct finding *f = add(c, FINDING_DIFFERENT, "mac");
	f->books = c->books->macs.at[0];
	f->wire = addr_text(c->mem, c->wire->mac);
}

/* What was seen, and how sure that is, as a sentence beside a claim. */
static void say_seen(struct compare *c, struct finding *f) {
	const struct belief *maker = &c->wire->identity->maker;
	const struct company *company = registry_company(c->r, maker->id);

	f->wire_belief = *maker;
	if (!is_established(maker)) {
		f->wire = str_of(_("maker not established"));
		because(c, f, _("What was seen does not establish who made the device."), NULL, 0);
		return;
	}
	f->wire = name_of_company(c->r, maker->id);
	f->wire_id = maker->id;
	if (company && company->country.n)
		BECAUSE(c, f, _("What was seen says that the maker is {maker}, of {country} ({grade})."), HOLE_STR("maker", f->wire),
			HOLE_STR("country", shown_country(company->country)),
			HOLE_STR("grade", str_of(shown_grade(maker->grade))));
	else
		BECAUSE(c, f, _("What was seen says that the maker is {maker} ({grade})."), HOLE_STR("maker", f->wire),
			HOLE_STR("grade", str_of(shown_grade(maker->grade))));
}

/* The cell as it stands: it may be "Made in China, designed in Taiwan". */
static str made_in_text(struct compare *c) {
	uint8_t room[512];
	struct text t = TEXT(room);

	sentence_put(&t, translate_tongue(), _("country of origin: {cell}"), &HOLE_STR("cell", glyph_head(c->books->made_in, 200)), 1);
	return arena_str(c->mem, text_done(&t));
}

/* A network shows who made a device, and never where: only another maker takes the ground from a claim of origin. */
static void compare_origin(struct compare *c) {
	const struct belief *maker = &c->wire->identity->maker;
	const struct company *company = is_established(maker) ? registry_company(c->r, maker->id) : NULL;
	str meant = c->books->country;

	if (!c->books->made_in.n || (company && (agrees(c, maker->id) || (meant.n && str_eq(meant, company->country)))))
		return;
	struct finding *f = add(c, FINDING_CLAIM, "origin");
	f->books = made_in_text(c);
	f->standing = company && meant.n ? CLAIM_DOES_NOT_FIT : CLAIM_NOT_SUPPORTED;
	say_seen(c, f);
	if (!meant.n)
		because(c, f, _("The claim does not name one country that is known here."), NULL, 0);
	if (company)
		BECAUSE(c, f, _("The claim was made of a product of {label}; where this device was manufactured, nothing that was seen tells."),
			HOLE_STR("label", said(c->books)));
	else
		because(c, f, _("Where a device was manufactured, a network does not tell."), NULL, 0);
}

static void compare_claim(struct compare *c, const struct claim_told *claim) {
	const struct verdict *v = claim->verdict;
	/* A rule that will hold nothing against it once it is in force holds nothing against it now. */
	enum status status = !v ? STATUS_UNDETERMINED : v->status == STATUS_NOT_IN_FORCE ? claim->then : v->status;
	bool prohibited = v && (v->status == STATUS_PROHIBITED || v->status == STATUS_PROHIBITED_NEW);
	bool established = is_established(&c->wire->identity->maker);

	if (v && established && status == STATUS_CLEAR)
		return;
	struct finding *f = add(c, FINDING_CLAIM, "compliance");
	f->books = claim->text;
	f->standing = prohibited ? CLAIM_CONTRADICTED : CLAIM_NOT_SUPPORTED;
	say_seen(c, f);
	if (v)
		BECAUSE(c, f, _("The rule {law} says of it: {status}."), HOLE_STR("law", v->law->id),
			HOLE_STR("status", str_of(shown_status(v->status))));
	else
		because(c, f, _("The claim names no rule that is on record here, so nothing that was seen can bear it out."), NULL, 0);
}

size_t reconcile_compare(arena *mem, const struct registry *r, const struct books_side *books, const struct wire_side *wire,
			 struct finding ret[FINDINGS_OF_DEVICE_MAX]) {
	struct compare c = { mem, r, books, wire, ret, 0 };

	compare_maker(&c);
	compare_brand(&c);
	compare_model(&c);
	compare_mac(&c);
	compare_origin(&c);
	for (size_t i = 0; i < books->claim_count; i++)
		compare_claim(&c, &books->claims[i]);
	return c.count;
}

/* Whose the label of a row is, as far as anybody knows. */
static str owner_of(const struct registry *r, const struct books_side *b) {
	const struct brand *brand = b->brand_id.n ? registry_brand(r, b->brand_id) : NULL;

	return b->maker_id.n || !brand ? b->maker_id : brand->owner;
}

/* Does the label fit the company: it is its own, or it is on record that the company makes what is sold under it? */
static bool is_explained(const struct compare *c, str company) {
	str brand = label_of(c).n ? label_of(c) : brand_of(c->r, c->books->maker_id);

	return agrees(c, company) || relabel_source(c->r, brand, company).at;
}

static void compare_block(struct compare *c) {
	const struct books_side *b = c->books;

	/* A label that nobody has on record may be anybody's. */
	if (!b->block_maker.n || !(b->brand_id.n || b->maker_id.n) || is_explained(c, b->block_maker))
		return;
	struct finding *f = add(c, FINDING_INCONSISTENT, "maker");
	f->books = said(b);
	f->books_id = b->brand_id.n ? b->brand_id : b->maker_id;
	BECAUSE(c, f, _("Its MAC address {mac} is out of a block of {maker}, and no record says that {maker} makes what is sold as {label}."),
		HOLE_STR("mac", b->block_mac), HOLE_STR("maker", name_of_company_short(c->r, b->block_maker)), HOLE_STR("label", said(b)));
}

static void compare_labels(struct compare *c, const struct books_side *first) {
	struct compare other = *c;
	str owner = owner_of(c->r, c->books), first_owner = owner_of(c->r, first);

	other.books = first;
	if (!said(c->books).n || is_spelled_like(said(c->books), said(first)) || is_spelled_like(said(first), said(c->books)) ||
	    (c->books->brand_id.n && str_eq(c->books->brand_id, first->brand_id)) || (owner.n && is_explained(&other, owner)) ||
	    (first_owner.n && is_explained(c, first_owner)))
		return;
	struct finding *f = add(c, FINDING_INCONSISTENT, "brand");
	f->books = said(c->books);
	f->books_id = c->books->brand_id.n ? c->books->brand_id : c->books->maker_id;
	BECAUSE(c, f, _("Row {row} of {register} says {label} of the same device."), HOLE_U64("row", first->place),
		HOLE_STR("register", first->source), HOLE_STR("label", said(first)));
}

/* Two that can each tell a device from others: then one of the rows is about another device, or was mistyped. */
static void compare_serials(struct compare *c, const struct books_side *first) {
	struct identifier mine, other;

	if (!identifier_of_serial(c->books->serial, &mine) || !identifier_of_serial(first->serial, &other) ||
	    str_eq(identifier_text(&mine), identifier_text(&other)))
		return;
	struct finding *f = add(c, FINDING_INCONSISTENT, "serial");
	f->books = c->books->serial;
	BECAUSE(c, f, _("Row {row} of {register} has the serial number {serial} for the same device."), HOLE_U64("row", first->place),
		HOLE_STR("register", first->source), HOLE_STR("serial", first->serial));
}

size_t reconcile_compare_books(arena *mem, const struct registry *r, const struct books_side *label,
			       const struct books_side *serial, const struct books_side *books,
			       struct finding ret[FINDINGS_OF_DEVICE_MAX]) {
	static const struct identity nothing_seen;
	static const struct wire_side wire = { .identity = &nothing_seen };
	struct compare c = { mem, r, books, &wire, ret, 0 };

	compare_block(&c);
	if (label)
		compare_labels(&c, label);
	if (serial)
		compare_serials(&c, serial);
	return c.count;
}

const struct claim *reconcile_strongest(const struct identity *identity, enum aspect aspect, str value) {
	const struct claim *best = NULL;

	for (size_t i = 0; value.n && i < identity->claim_count; i++) {
		const struct claim *claim = &identity->claims[i];

		if (claim->aspect != aspect || !claim->seen || !str_eq(claim->value, value))
			continue;
		best = best && best->strength >= claim->strength ? best : claim;
	}
	return best;
}
