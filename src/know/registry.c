/*
 * Three tables are read the same way: every entry by its form into one array,
 * the array put into order, and only then, when all ids are known, what the
 * entries say of each other is checked. The order of files and entries does
 * therefore not matter.
 */

#include "know/registry.h"

#include <errno.h>
#include <string.h>

#include "know/form.h"
#include "know/macs.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

static const char *const answer_names[] = { "no", "yes", NULL };
static const char *const control_names[] = { "unstated", "yes", NULL };
const char *const trust_names[] = { "hint", "low", "medium", "high", NULL };
static const char *const share_names[] = { "unknown", "formerly", "some", "most", "all", NULL };
static const char *const likeness_names[] = { "claimed", "platform", "variant", "alias", "inferred", "exact", NULL };

/*
 * The forms. What people can check, they must be able to: whatever makes a
 * statement about somebody needs its source, and how far it can be believed.
 * data/.../schema.json says the same to editors.
 */
static const struct blank owner_blanks[] = {
	FIELD(BLANK_ID, "owner", true, owner, id),
	NUMBER("percent", false, owner, percent, 100),
	FIELD(BLANK_DATE, "as-of", false, owner, as_of),
	FIELD(BLANK_DATE, "from", false, owner, from),
	FIELD(BLANK_DATE, "until", false, owner, until),
	WORD("control", false, owner, control, control_names),
	WORD("trust", true, owner, trust, trust_names),
	FIELD(BLANK_TEXT, "note", false, owner, note),
	END,
};

static const struct blank company_blanks[] = {
	FIELD(BLANK_ID, "company", true, company, id),
	FIELD(BLANK_TEXT, "name", true, company, name),
	FIELD(BLANK_TEXT, "native", false, company, native),
	FIELD(BLANK_TEXTS, "aliases", false, company, aliases),
	WORD("common-word", false, company, common_word, answer_names),
	FIELD(BLANK_COUNTRY, "country", true, company, country),
	FIELD(BLANK_TEXT, "role", false, company, role),
	WORD("class", false, company, class, class_names),
	OTHER("owners", false),
	FIELD(BLANK_TEXTS, "formerly", false, company, formerly),
	FIELD(BLANK_TEXTS, "mac-names", false, company, mac_names),
	FIELD(BLANK_TEXTS, "unsure", false, company, unsure),
	FIELD(BLANK_TEXT, "source", true, company, source),
	WORD("trust", true, company, trust, trust_names),
	FIELD(BLANK_TEXT, "note", false, company, note),
	END,
};

static const struct blank maker_blanks[] = {
	FIELD(BLANK_ID, "maker", false, brand_maker, maker),
	WORD("share", true, brand_maker, share, share_names),
	FIELD(BLANK_DATE, "from", false, brand_maker, from),
	FIELD(BLANK_DATE, "until", false, brand_maker, until),
	FIELD(BLANK_DATE, "as-of", false, brand_maker, as_of),
	FIELD(BLANK_TEXT, "models", false, brand_maker, models),
	FIELD(BLANK_TEXT, "relation", true, brand_maker, relation),
	WORD("trust", true, brand_maker, trust, trust_names),
	FIELD(BLANK_TEXT, "source", true, brand_maker, source),
	FIELD(BLANK_TEXT, "note", false, brand_maker, note),
	END,
};

static const struct blank brand_blanks[] = {
	FIELD(BLANK_ID, "brand", true, brand, id),
	FIELD(BLANK_TEXT, "name", true, brand, name),
	FIELD(BLANK_TEXTS, "aliases", false, brand, aliases),
	WORD("common-word", false, brand, common_word, answer_names),
	FIELD(BLANK_ID, "owner", false, brand, owner),
	FIELD(BLANK_TEXTS, "mac-names", false, brand, mac_names),
	OTHER("makers", false),
	WORD("trust", true, brand, trust, trust_names),
	END,
};

static const struct blank pair_blanks[] = {
	OTHER("pair", true),
	OTHER("original", true),
	WORD("likeness", true, model_pair, likeness, likeness_names),
	FIELD(BLANK_TEXT, "relation", true, model_pair, relation),
	WORD("trust", true, model_pair, trust, trust_names),
	FIELD(BLANK_TEXT, "source", true, model_pair, source),
	FIELD(BLANK_TEXT, "note", false, model_pair, note),
	END,
};

/* Both halves of a pair go into the one struct. */
static const struct blank sold_blanks[] = {
	FIELD(BLANK_ID, "brand", true, model_pair, brand),
	FIELD(BLANK_TEXT, "model", true, model_pair, model),
	END,
};

static const struct blank original_blanks[] = {
	FIELD(BLANK_ID, "maker", true, model_pair, maker),
	FIELD(BLANK_TEXT, "model", false, model_pair, original),
	END,
};

/* What the owners hold together on a day. */
static double held_on(const struct owner *owners, size_t count, date on) {
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += owner_holds(&owners[i], on) && owners[i].percent > 0 ? owners[i].percent : 0;
	return sum;
}

static bool at_once(const struct owner *a, const struct owner *b) {
	date from = a->from > b->from ? a->from : b->from; /* DATE_NONE comes before all days */

	return owner_holds(a, from) && owner_holds(b, from);
}

/*
 * The last of the owners stands at `n`: is he another one, and is there that
 * much left for him? Most is held on a day on which somebody's holding begins.
 */
static int check_sum(const struct form *f, const struct tree_node *n, const struct owner *owners, size_t count) {
	const struct owner *last = &owners[count - 1];

	if (last->from != DATE_NONE && last->until != DATE_NONE && last->until <= last->from)
		return COMPLAIN(f, n, STR("this owner's 'until' does not lie behind 'from'"));
	for (size_t i = 0; i < count; i++) {
		if (!at_once(&owners[i], last))
			continue;
		if (i + 1 < count && str_eq(owners[i].id, last->id))
			return COMPLAIN(f, n, STR("'"), last->id, STR("' is an owner here twice"));
		date begins = owners[i].from > last->from ? owners[i].from : last->from;
		/* Percentages of several reports, each rounded, may go over by their last digits. */
		if (held_on(owners, count, begins) >= 100.5)
			return COMPLAIN(f, n, STR("with this owner more than the whole is owned"));
	}
	return 0;
}

static int read_owners(const struct form *f, const struct tree_node *entry, struct company *c) {
	const struct tree_node *list;
	struct owner *owners;
	size_t count = 0, i = 0;
	int r = form_list(f, entry, "owners", &list, &count);

	if (r)
		return r;
	owners = arena_new(f->mem, struct owner, count);
	if (!owners)
		return -ENOMEM;
	for (const struct tree_node *n = tree_child(f->tree, list); n; n = tree_next(f->tree, n), i++) {
		/* Zero percent is a statement, silence is not: it must stay apart. */
		owners[i] = (struct owner){ .percent = -1, .as_of = DATE_NONE, .from = DATE_NONE, .until = DATE_NONE };
		r = form_fill(f, n, "an owner", owner_blanks, &owners[i]);
		if (!r)
			r = check_sum(f, n, owners, i + 1);
		if (r)
			return r;
	}
	c->owners = owners;
	c->owner_count = count;
	return 0;
}

static int read_company(const struct form *f, const struct tree_node *entry, void *to) {
	struct company c = { .class = CLASS_UNKNOWN };
	int r = form_fill(f, entry, "a company", company_blanks, &c);

	if (!r)
		r = read_owners(f, entry, &c);
	if (!r)
		*(struct company *)to = c;
	return r;
}

/* Everything under the brand, at all times. */
static bool makes_all(const struct brand_maker *m) {
	return m->share == SHARE_ALL && m->from == DATE_NONE && m->until == DATE_NONE && m->as_of == DATE_NONE &&
	       m->models.n == 0;
}

static int read_makers(const struct form *f, const struct tree_node *entry, struct brand *b) {
	const struct tree_node *list;
	struct brand_maker *makers;
	size_t count = 0, i = 0, wholes = 0;
	int r = form_list(f, entry, "makers", &list, &count);

	if (r)
		return r;
	makers = arena_new(f->mem, struct brand_maker, count);
	if (!makers)
		return -ENOMEM;
	for (const struct tree_node *n = tree_child(f->tree, list); n; n = tree_next(f->tree, n), i++) {
		struct brand_maker *m = &makers[i];

		*m = (struct brand_maker){ .from = DATE_NONE, .until = DATE_NONE, .as_of = DATE_NONE };
		r = form_fill(f, n, "a maker", maker_blanks, m);
		if (r)
			return r;
		if (m->from != DATE_NONE && m->until != DATE_NONE && m->until < m->from)
			return COMPLAIN(f, n, STR("'until' lies before 'from'"));
		wholes += makes_all(m);
		if (wholes > 1)
			return COMPLAIN(f, n, STR("two makers cannot both make all of it: tell the years, or the models"));
	}
	b->makers = makers;
	b->maker_count = count;
	return 0;
}

static int read_brand(const struct form *f, const struct tree_node *entry, void *to) {
	struct brand b = { 0 };
	int r = form_fill(f, entry, "a brand", brand_blanks, &b);

	if (!r)
		r = read_makers(f, entry, &b);
	if (!r)
		*(struct brand *)to = b;
	return r;
}

static int read_pair(const struct form *f, const struct tree_node *entry, void *to) {
	struct model_pair p = { 0 };
	int r = form_fill(f, entry, "a pair", pair_blanks, &p);

	if (!r)
		r = form_fill(f, tree_get(f->tree, entry, STR("pair")), "'pair'", sold_blanks, &p);
	if (!r)
		r = form_fill(f, tree_get(f->tree, entry, STR("original")), "'original'", original_blanks, &p);
	if (r)
		return r;
	p.key = model_key_of(p.model);
	if (p.key.n == 0)
		return COMPLAIN(f, entry, STR("'"), p.model,
				STR("' cannot be compared: without dashes it has no bytes, or over 64"));
	*(struct model_pair *)to = p;
	return 0;
}

static bool company_before(const void *all, uint32_t a, uint32_t b) {
	const struct company *c = all;
	return str_cmp(c[a].id, c[b].id) < 0;
}

static bool brand_before(const void *all, uint32_t a, uint32_t b) {
	const struct brand *c = all;
	return str_cmp(c[a].id, c[b].id) < 0;
}

static bool pair_before(const void *all, uint32_t a, uint32_t b) {
	const struct model_pair *p = all;
	int order = str_cmp(p[a].brand, p[b].brand);

	if (!order)
		order = str_cmp((str){ p[a].key.at, p[a].key.n }, (str){ p[b].key.at, p[b].key.n });
	return order < 0;
}

/* What the three kinds of entry differ in. */
struct shape {
	size_t size, align;
	int (*read)(const struct form *f, const struct tree_node *entry, void *to);
	bool (*before)(const void *all, uint32_t a, uint32_t b);
	const char *twice; /* the complaint about two that are equal; NULL when that is allowed */
};

static const struct shape company_shape = {
	sizeof(struct company), _Alignof(struct company), read_company, company_before,
	"this company stands here twice",
};
static const struct shape brand_shape = {
	sizeof(struct brand), _Alignof(struct brand), read_brand, brand_before,
	"this brand stands here twice",
};
static const struct shape pair_shape = {
	sizeof(struct model_pair), _Alignof(struct model_pair), read_pair, pair_before, NULL,
};

/* Entries of one kind in their order, and beside each the place where it was read. */
struct table {
	uint8_t *at;
	const struct tree_node **nodes;
	size_t count;
};

/*
 * Sorting moves numbers, not entries; the entries are copied once, to where
 * they stay. Equal ones keep their order, so the complaint about a double
 * names the second one.
 */
static int sort_table(const struct form *f, const struct shape *s, struct table *t) {
	uint32_t *order = form_order(f->mem, t->count, s->before, t->at);
	uint8_t *sorted = arena_take(f->mem, s->size, t->count, s->align);
	const struct tree_node **nodes = arena_new(f->mem, const struct tree_node *, t->count);

	if (!order || !sorted || !nodes)
		return -ENOMEM;
	for (size_t i = 0; i < t->count; i++) {
		if (s->twice && i && !s->before(t->at, order[i - 1], order[i]))
			return COMPLAIN(f, t->nodes[order[i]], str_of(s->twice));
		memcpy(sorted + i * s->size, t->at + order[i] * s->size, s->size);
		nodes[i] = t->nodes[order[i]];
	}
	t->at = sorted;
	t->nodes = nodes;
	return 0;
}

static int read_table(const struct form *f, const struct shape *s, struct table *ret) {
	const struct tree_node *document;
	struct table t = { 0 };
	size_t i = 0;
	int r = form_count(f, &t.count);

	if (r)
		return r;
	t.at = arena_take(f->mem, s->size, t.count, s->align);
	t.nodes = arena_new(f->mem, const struct tree_node *, t.count);
	if (!t.at || !t.nodes)
		return -ENOMEM;
	for (const struct tree_node *n = form_first(f->tree, &document); n; n = form_next(f->tree, &document, n)) {
		r = s->read(f, n, t.at + i * s->size);
		if (r)
			return r;
		t.nodes[i++] = n;
	}
	r = sort_table(f, s, &t);
	if (!r)
		*ret = t;
	return r;
}

static int check_formerly(const struct form *f, const struct registry *r, const struct tree_node *entry) {
	const struct tree_node *list = tree_get(f->tree, entry, STR("formerly"));

	for (const struct tree_node *n = tree_child(f->tree, list); n; n = tree_next(f->tree, n)) {
		int bad = form_company(f, r, n);
		if (bad)
			return bad;
	}
	return 0;
}

/*
 * Owners exist, and nobody sits above himself by majorities: the laws walk
 * up these chains, and a circle in them is always a slip.
 */
static int check_owners(const struct form *f, const struct registry *r, const struct table *t) {
	for (size_t i = 0; i < t->count; i++) {
		const struct tree_node *list = tree_get(f->tree, t->nodes[i], STR("owners"));

		for (const struct tree_node *n = tree_child(f->tree, list); n; n = tree_next(f->tree, n)) {
			int bad = form_company(f, r, tree_get(f->tree, n, STR("owner")));
			if (bad)
				return bad;
		}
		if (registry_owns(r, r->companies[i].id, r->companies[i].id))
			return COMPLAIN(f, list, STR("'"), r->companies[i].id, STR("' owns itself, in a circle"));
		int bad = check_formerly(f, r, t->nodes[i]);
		if (bad)
			return bad;
	}
	return 0;
}

static int check_brands(const struct form *f, const struct registry *r, const struct table *t) {
	for (size_t i = 0; i < t->count; i++) {
		const struct tree_node *list = tree_get(f->tree, t->nodes[i], STR("makers"));
		int bad = form_company(f, r, tree_get(f->tree, t->nodes[i], STR("owner")));

		for (const struct tree_node *n = tree_child(f->tree, list); n && !bad; n = tree_next(f->tree, n))
			bad = form_company(f, r, tree_get(f->tree, n, STR("maker")));
		if (bad)
			return bad;
	}
	return 0;
}

static int check_pairs(const struct form *f, const struct registry *r, const struct table *t) {
	for (size_t i = 0; i < t->count; i++) {
		const struct tree_node *sold = tree_get(f->tree, t->nodes[i], STR("pair"));
		const struct tree_node *original = tree_get(f->tree, t->nodes[i], STR("original"));
		const struct tree_node *brand = tree_get(f->tree, sold, STR("brand"));
		int bad = form_company(f, r, tree_get(f->tree, original, STR("maker")));

		if (bad)
			return bad;
		if (!registry_brand(r, tree_text(f->tree, brand)))
			return COMPLAIN(f, brand, STR("there is no brand '"), tree_text(f->tree, brand), STR("'"));
	}
	return 0;
}

/*
 * Writes `number` beside every holder of MAC blocks whom the entry's
 * `mac-names` name. A name that the IEEE's lists do not have is no fault:
 * the lists of another day may have it.
 */
static int bind_macs(const struct form *f, const struct tree_node *entry, size_t number, uint16_t *holders) {
	const struct tree_node *names = tree_get(f->tree, entry, STR("mac-names"));

	for (const struct tree_node *n = tree_child(f->tree, names); n; n = tree_next(f->tree, n)) {
		size_t first = 0, count = macs_owners_named(tree_text(f->tree, n), &first);

		for (size_t i = first; i < first + count; i++) {
			if (holders[i] && holders[i] != number)
				return COMPLAIN(f, n, STR("'"), tree_text(f->tree, n),
						STR("' holds MAC blocks for another entry already"));
			holders[i] = (uint16_t)number;
		}
	}
	return 0;
}

static int bind_all_macs(const struct form *f, const struct table *t, const uint16_t **ret_holders) {
	uint16_t *holders = arena_new(f->mem, uint16_t, macs_owner_count());
	int r = 0;

	if (!holders)
		return -ENOMEM;
	if (t->count > UINT16_MAX - 1)
		return COMPLAIN(f, t->nodes[UINT16_MAX - 1], STR("more entries than 16 bits can number"));
	for (size_t i = 0; i < t->count && !r; i++)
		r = bind_macs(f, t->nodes[i], i + 1, holders);
	if (!r)
		*ret_holders = holders;
	return r;
}

static int hash_ids(arena *mem, struct registry *r) {
	size_t most = r->company_count > r->brand_count ? r->company_count : r->brand_count, room = 64;

	while (room < 4 * most)
		room *= 2;
	uint32_t *companies = arena_new(mem, uint32_t, room), *brands = arena_new(mem, uint32_t, room);
	if (!companies || !brands)
		return -ENOMEM;
	r->slot_mask = room - 1;
	for (size_t i = 0; i < r->company_count; i++) {
		size_t slot = registry_slot(r, r->companies[i].id);

		while (companies[slot])
			slot = (slot + 1) & r->slot_mask;
		companies[slot] = (uint32_t)(i + 1);
	}
	for (size_t i = 0; i < r->brand_count; i++) {
		size_t slot = registry_slot(r, r->brands[i].id);

		while (brands[slot])
			slot = (slot + 1) & r->slot_mask;
		brands[slot] = (uint32_t)(i + 1);
	}
	r->company_slots = companies;
	r->brand_slots = brands;
	return 0;
}

/* Every claim about a maker asks who stands above it. */
static int find_tops(arena *mem, struct registry *r) {
	uint32_t *tops = arena_new(mem, uint32_t, r->company_count + 1);

	if (!tops)
		return -ENOMEM;
	for (size_t i = 0; i < r->company_count; i++)
		tops[i] = (uint32_t)(registry_group(r, &r->companies[i]) - r->companies);
	r->tops = tops;
	return 0;
}

int registry_load(arena *mem, const struct tree *companies, const struct tree *brands, const struct tree *models,
		  struct registry *ret, struct complaint *reterr) {
	struct form company_form = { mem, companies, reterr };
	struct form brand_form = { mem, brands, reterr };
	struct form pair_form = { mem, models, reterr };
	struct table c, b, p;
	int r = read_table(&company_form, &company_shape, &c);

	if (!r)
		r = read_table(&brand_form, &brand_shape, &b);
	if (!r)
		r = read_table(&pair_form, &pair_shape, &p);
	if (r)
		return r;
	struct registry all = {
		.companies = (const void *)c.at, .company_count = c.count,
		.brands = (const void *)b.at, .brand_count = b.count,
		.pairs = (const void *)p.at, .pair_count = p.count,
	};
	r = hash_ids(mem, &all);
	if (!r)
		r = check_owners(&company_form, &all, &c);
	if (!r)
		r = check_brands(&brand_form, &all, &b);
	if (!r)
		r = check_pairs(&pair_form, &all, &p);
	if (!r)
		r = bind_all_macs(&company_form, &c, &all.mac_companies);
	if (!r)
		r = bind_all_macs(&brand_form, &b, &all.mac_brands);
	if (!r)
		r = find_tops(mem, &all);
	if (!r)
		*ret = all;
	return r;
}
