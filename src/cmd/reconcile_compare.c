#include "cmd/reconcile_compare.h"

#include "show/names.h"

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

static void because(struct compare *c, struct finding *f, const str *parts, size_t count) {
	if (f->because_count < FINDING_REASONS_MAX)
		f->because[f->because_count++] = arena_join(c->mem, parts, count);
}
#define BECAUSE(c, f, ...) because((c), (f), (const str[]){ __VA_ARGS__ }, sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* Is it established enough to hold books against it? */
static bool is_established(const struct belief *b) {
	return b->id.n && (b->grade == GRADE_LIKELY || b->grade == GRADE_CONFIRMED);
}

static str grade_text(const struct belief *b) {
	return str_of(grade_names[b->grade]);
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

/* How many letters must be put in, left out or changed to make one of the other. */
static size_t slips(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
	size_t row[65];

	for (size_t k = 0; k <= b_size; k++)
		row[k] = k;
	for (size_t i = 1; i <= a_size; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t k = 1; k <= b_size; k++) {
			size_t changed = corner + (a[i - 1] != b[k - 1]), shorter = 1 + (row[k] < row[k - 1] ? row[k] : row[k - 1]);

			corner = row[k];
			row[k] = changed < shorter ? changed : shorter;
		}
	}
	return row[b_size];
}

/* Is a word of the books this name: within others, or with a slip of the pen? */
static bool is_spelled_like(str text, str name) {
	uint8_t one[64], other[64];
	size_t n = fold(text, one), m = fold(name, other);

	if (m < 3 || n < 3)
		return n == m && slips(one, n, other, m) == 0;
	return str_find((str){ one, n }, (str){ other, m }, 0) < n || (m >= 5 && slips(one, n, other, m) <= (m >= 8 ? 2 : 1));
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
		BECAUSE(c, f, STR("It is on record that what is sold as "), name_of_brand(c->r, brand), STR(" was made by "),
			name_of_company_short(c->r, maker->id), STR(", at least in part ("), source, STR(")."));
	else
		BECAUSE(c, f, STR("No record says that what is sold as "), f->books, STR(" is made by "),
			name_of_company_short(c->r, maker->id), STR("."));
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

bool reconcile_is_same_model(str a, str b) {
	uint8_t one[64], other[64];
	str x = { one, fold(a, one) }, y = { other, fold(b, other) };

	/* Registers put the brand before the model, and devices the variant behind it. */
	return str_eq(x, y) || (x.n >= 4 && str_find(y, x, 0) < y.n) || (y.n >= 4 && str_find(x, y, 0) < x.n);
}

static void compare_model(struct compare *c) {
	const struct identity *id = c->wire->identity;

	if (!c->books->model.n || (!id->model.n && !id->original.n) || reconcile_is_same_model(c->books->model, id->model) ||
	    (id->original.n && reconcile_is_same_model(c->books->model, id->original)))
		return;
	struct finding *f = add(c, FINDING_DIFFERENT, "model");
	f->books = c->books->model;
	f->wire = id->model.n ? id->model : id->original;
}

static void compare_mac(struct compare *c) {
	addr mac = addr_parse(c->books->mac);
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);

	if (mac.kind != ADDR_MAC || c->wire->mac.kind != ADDR_MAC || addr_eq(mac, c->wire->mac))
		return;
	struct finding *f = add(c, FINDING_DIFFERENT, "mac");
	addr_format(&t, c->wire->mac);
	f->books = c->books->mac;
	f->wire = arena_str(c->mem, text_done(&t));
}

/* What was seen, and how sure that is, as a sentence beside a claim. */
static void say_seen(struct compare *c, struct finding *f) {
	const struct belief *maker = &c->wire->identity->maker;
	const struct company *company = registry_company(c->r, maker->id);

	f->wire_belief = *maker;
	if (!is_established(maker)) {
		f->wire = STR("maker not established");
		BECAUSE(c, f, STR("What was seen does not establish who made the device."));
		return;
	}
	f->wire = name_of_company(c->r, maker->id);
	f->wire_id = maker->id;
	BECAUSE(c, f, STR("What was seen says that the maker is "), f->wire,
		company && company->country.n ? STR(", of ") : STR(""),
		company && company->country.n ? name_of_country(company->country) : STR(""), STR(" ("), grade_text(maker), STR(")."));
}

/* Does a register's word for a country mean this one? */
static bool is_country(str text, str code) {
	static const str china[] = { STR_INIT("china"), STR_INIT("chine"), STR_INIT("prc"), STR_INIT("p.r.c") };

	if (str_eq_nocase(text, code) || str_eq_nocase(text, name_of_country(code)))
		return true;
	for (size_t i = 0; str_eq(code, STR("CN")) && i < sizeof china / sizeof *china; i++)
		if (str_find_nocase(text, china[i], 0) < text.n)
			return true;
	return false;
}

/* A network shows who made a device, and never where: only another maker takes the ground from a claim of origin. */
static void compare_origin(struct compare *c) {
	const struct belief *maker = &c->wire->identity->maker;
	const struct company *company = is_established(maker) ? registry_company(c->r, maker->id) : NULL;

	if (!c->books->made_in.n || (company && (agrees(c, maker->id) || is_country(c->books->made_in, company->country))))
		return;
	struct finding *f = add(c, FINDING_CLAIM, "origin");
	f->books = arena_join(c->mem, (const str[]){ STR("made in "), c->books->made_in }, 2);
	f->standing = company ? CLAIM_CONTRADICTED : CLAIM_NOT_SUPPORTED;
	say_seen(c, f);
	if (company)
		BECAUSE(c, f, STR("The claim was made of a product of "), said(c->books),
			STR("; where this device was manufactured, nothing that was seen tells."));
	else
		BECAUSE(c, f, STR("Where a device was manufactured, a network does not tell."));
}

static void compare_claim(struct compare *c) {
	const struct verdict *v = c->wire->claimed;
	bool prohibited = v && (v->status == STATUS_PROHIBITED || v->status == STATUS_PROHIBITED_NEW);
	bool established = is_established(&c->wire->identity->maker);

	if (!c->books->claim.n || (v && established && v->status == STATUS_CLEAR))
		return;
	struct finding *f = add(c, FINDING_CLAIM, "compliance");
	f->books = c->books->claim;
	f->standing = prohibited ? CLAIM_CONTRADICTED : CLAIM_NOT_SUPPORTED;
	say_seen(c, f);
	if (v)
		BECAUSE(c, f, STR("The rule "), v->law->id, STR(" says of it: "), str_of(status_names[v->status]), STR("."));
	else
		BECAUSE(c, f, STR("The claim names no rule that is on record here, so nothing that was seen can bear it out."));
}

size_t reconcile_compare(arena *mem, const struct registry *r, const struct books_side *books, const struct wire_side *wire,
			 struct finding ret[FINDINGS_OF_DEVICE_MAX]) {
	struct compare c = { mem, r, books, wire, ret, 0 };

	compare_maker(&c);
	compare_brand(&c);
	compare_model(&c);
	compare_mac(&c);
	compare_origin(&c);
	compare_claim(&c);
	return c.count;
}
