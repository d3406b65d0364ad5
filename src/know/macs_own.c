/*
 * Reads "28:57:BE/24" and its kin from a user's files, and finds the block
 * around an address: for every size there is, one search.
 */

#include "know/macs_own.h"

#include <errno.h>

#include "know/form.h"
#include "know/registry.h"

#define COMPLAIN(f, node, ...) TREE_COMPLAIN((f)->tree, (node), (f)->reterr, __VA_ARGS__)

static const char *const nobody_names[] = { "no", "yes", "true", NULL };

/* An entry as it is written. */
struct entry {
	str block, company, brand, holder;
	unsigned nobody;
	str source, note;
	enum trust trust;
};

static const struct blank blanks[] = {
	{ "block", BLANK_TEXT, true, offsetof(struct entry, block), NULL, 0 },
	{ "company", BLANK_ID, false, offsetof(struct entry, company), NULL, 0 },
	{ "brand", BLANK_ID, false, offsetof(struct entry, brand), NULL, 0 },
	{ "holder", BLANK_TEXT, false, offsetof(struct entry, holder), NULL, 0 },
	{ "nobody", BLANK_WORD, false, offsetof(struct entry, nobody), nobody_names, 0 },
	{ "source", BLANK_TEXT, true, offsetof(struct entry, source), NULL, 0 },
	{ "trust", BLANK_WORD, false, offsetof(struct entry, trust), trust_names, 0 },
	{ "note", BLANK_TEXT, false, offsetof(struct entry, note), NULL, 0 },
	{ NULL, BLANK_OTHER, false, 0, NULL, 0 },
};

/*
 * The digits of a prefix, with or without : - . between them, and behind a
 * slash its bits; without a slash each digit counts for four. False when it
 * is not written so.
 */
static bool read_block(str text, uint64_t *ret_first, unsigned *ret_bits) {
	str digits = str_cut(&text, '/');
	uint64_t first = 0, bits = 0, count = 0;

	for (size_t i = 0; i < digits.n; i++) {
		int digit = byte_hex(digits.at[i]);

		if (digits.at[i] == ':' || digits.at[i] == '-' || digits.at[i] == '.')
			continue;
		if (digit < 0 || count == MACS_BITS_MAX / 4)
			return false;
		first = first << 4 | (uint64_t)digit;
		count++;
	}
	bits = 4 * count;
	if (text.at && !str_u64(text, &bits))
		return false;
	if (bits < MACS_BITS_MIN || bits > MACS_BITS_MAX || bits > 4 * count)
		return false;
	*ret_first = first << (MACS_BITS_MAX - 4 * count);
	*ret_bits = (unsigned)bits;
	return true;
}

static uint64_t first_of(uint64_t address, unsigned bits) {
	return address >> (MACS_BITS_MAX - bits) << (MACS_BITS_MAX - bits);
}

static int check_block(const struct form *f, const struct tree_node *n, struct mac_block *b) {
	str text = tree_text(f->tree, n);

	if (!read_block(text, &b->first, &b->bits))
		return COMPLAIN(f, n, STR("'"), text, STR("' is no block: 28:57:BE/24, of 12 to 48 bits"));
	if (first_of(b->first, b->bits) != b->first)
		return COMPLAIN(f, n, STR("'"), text, STR("' has digits behind its bits: whether less or more is meant, nobody can tell"));
	/* The two lowest bits of the first byte: a group, and what is made up on the spot. */
	if (b->first >> 40 & 1)
		return COMPLAIN(f, n, STR("'"), text, STR("' are addresses of groups, which nobody holds"));
	if (b->first >> 40 & 2)
		return COMPLAIN(f, n, STR("'"), text, STR("' are locally administered addresses, which nobody holds"));
	return 0;
}

/* A holder whom the registry knows under this name speaks as in the IEEE's lists. */
static struct mac_holder named(const struct registry *r, str name) {
	size_t first = 0;
	struct mac_holder h = macs_owners_named(name, &first) ? macs_of_owner(r, first) : (struct mac_holder){ 0 };

	h.name = name;
	return h;
}

static int find_holder(const struct form *f, const struct tree_node *n, const struct registry *r,
		       const struct entry *e, struct mac_holder *ret) {
	if ((e->company.n > 0) + (e->brand.n > 0) + (e->holder.n > 0) + (e->nobody > 0) != 1)
		return COMPLAIN(f, n, STR("a block needs one of 'company', 'brand', 'holder' and 'nobody: yes'"));
	*ret = e->holder.n ? named(r, e->holder) : (struct mac_holder){ 0 };
	if (e->company.n) {
		ret->company = registry_company(r, e->company);
		if (!ret->company)
			return COMPLAIN(f, tree_get(f->tree, n, STR("company")), STR("there is no company '"), e->company, STR("'"));
		ret->name = ret->company->name;
	}
	if (e->brand.n) {
		ret->brand = registry_brand(r, e->brand);
		if (!ret->brand)
			return COMPLAIN(f, tree_get(f->tree, n, STR("brand")), STR("there is no brand '"), e->brand, STR("'"));
		ret->name = ret->brand->name;
	}
	return 0;
}

static int read_entry(const struct form *f, const struct registry *r, const struct tree_node *n, struct mac_block *b) {
	struct entry e = { .trust = TRUST_HIGH };
	int bad = form_fill(f, n, "a block", blanks, &e);

	if (!bad)
		bad = check_block(f, tree_get(f->tree, n, STR("block")), b);
	if (!bad)
		bad = find_holder(f, n, r, &e, &b->holder);
	if (bad)
		return bad;
	b->note = (struct mark_note){
		.id = arena_join(f->mem, (const str[]){ STR("mac/"), e.block }, 2),
		.why = e.note.n ? e.note : STR("the address lies in a block that a list of your own gives to this holder"),
		.source = e.source,
		.trust = e.trust,
	};
	return b->note.id.at ? 0 : -ENOMEM;
}

static bool comes_before(const void *all, uint32_t a, uint32_t b) {
	const struct mac_block *at = all;

	return at[a].first != at[b].first ? at[a].first < at[b].first : at[a].bits < at[b].bits;
}

/* Into their order; of two that are equal the second is refused. */
static int sort_blocks(const struct form *f, const struct mac_block *blocks, const struct tree_node **nodes,
		       size_t count, struct macs_own *ret) {
	uint32_t *order = form_order(f->mem, count, comes_before, blocks);
	struct mac_block *sorted = arena_new(f->mem, struct mac_block, count);

	if (!order || !sorted)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		if (i && !comes_before(blocks, order[i - 1], order[i]))
			return COMPLAIN(f, nodes[order[i]], STR("this block stands here twice"));
		sorted[i] = blocks[order[i]];
		ret->sizes |= UINT64_C(1) << sorted[i].bits;
		if (sorted[i].holder.name.n)
			sorted[i].holder.note = &sorted[i].note;
	}
	ret->at = sorted;
	ret->count = count;
	return 0;
}

int macs_load(arena *mem, const struct tree *t, struct registry *r, struct complaint *reterr) {
	struct form f = { mem, t, reterr };
	const struct tree_node *document;
	size_t count = 0, i = 0;
	int bad = form_count(&f, &count);

	if (bad)
		return bad;
	struct macs_own *own = arena_new(mem, struct macs_own, 1);
	struct mac_block *blocks = arena_new(mem, struct mac_block, count);
	const struct tree_node **nodes = arena_new(mem, const struct tree_node *, count);
	if (!own || !blocks || !nodes)
		return -ENOMEM;
	for (const struct tree_node *n = form_first(t, &document); n; n = form_next(t, &document, n), i++) {
		nodes[i] = n;
		bad = read_entry(&f, r, n, &blocks[i]);
		if (bad)
			return bad;
	}
	bad = sort_blocks(&f, blocks, nodes, count, own);
	if (!bad)
		r->macs = own;
	return bad;
}

static const struct mac_block *find(const struct macs_own *own, uint64_t first, unsigned bits) {
	size_t low = 0, high = own->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct mac_block *b = &own->at[middle];

		if (b->first < first || (b->first == first && b->bits < bits))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == own->count || own->at[low].first != first || own->at[low].bits != bits)
		return NULL;
	return &own->at[low];
}

const struct mac_block *macs_own_find(const struct macs_own *own, uint64_t address) {
	const struct mac_block *found = NULL;

	for (unsigned bits = MACS_BITS_MAX; bits >= MACS_BITS_MIN && !found; bits--)
		if (own->sizes >> bits & 1)
			found = find(own, first_of(address, bits), bits);
	return found;
}

size_t macs_unknown_names(const struct tree *t, void (*each)(void *context, const struct complaint *c), void *context) {
	const struct tree_node *document;
	size_t count = 0, first;

	for (const struct tree_node *n = form_first(t, &document); n; n = form_next(t, &document, n)) {
		const struct tree_node *names = tree_get(t, n, STR("mac-names"));

		for (const struct tree_node *name = tree_child(t, names); name; name = tree_next(t, name)) {
			struct complaint c = { 0 };

			if (macs_owners_named(tree_text(t, name), &first))
				continue;
			TREE_COMPLAIN(t, name, &c, STR("'"), tree_text(t, name), STR("' holds no MAC block"));
			each(context, &c);
			count++;
		}
	}
	return count;
}
