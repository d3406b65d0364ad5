#include "know/literals.h"

#include <string.h>

/*
 * Nodes are made breadth first: the children of a node stand behind one
 * another, and all that is shorter stands before it. Then they are laid out
 * anew, for most lead one way on for many bytes. The first nodes,
 * where most bytes of most values are looked at, and those with more than a
 * few children have a row in which every symbol leads on at once, with the
 * falls to shorter suffixes already taken.
 */
enum {
	ROOT,
	ROWS_FIRST = 512, ROWS_FEW = 16, /* one in ROWS_FEW nodes has a row by being first */
	CHILDREN_FEW = 2,
	TEXTS_FEW = 16, /* are sorted without counting them by symbol */
};

/* Where one is: a node's number, or where its row begins, and whether some text ends there. */
typedef uint32_t place;
static const place PLACE_HAS_ROW = 1u << 31, PLACE_ENDS = 1u << 30, PLACE_NUMBER = PLACE_ENDS - 1;

/* Symbols are small numbers given to the bytes that stand in some text; 0 is every other byte, and the end of a text. */
enum { SYMBOL_NONE, SYMBOL_START, SYMBOL_END, SYMBOL_BYTES, SYMBOLS_MAX = SYMBOL_BYTES + 256 };

struct node {
	uint32_t first_child;
	uint16_t child_count;
	uint16_t symbol; /* by which one comes here */
	place self, fail; /* fail: the longest proper suffix that is a node too */
	uint32_t ending; /* 0 for none */
	/* Of the first child, whom most ways lead to; SYMBOLS_MAX when there is none. */
	uint32_t next_symbol;
	place next;
};

/* Texts that end at a node: a range of the order, and the next shorter ones that end there too. */
struct ending {
	uint32_t first, count, shorter;
};

struct literals {
	uint16_t symbols[256]; /* by byte; capitals have that of their small letter */
	uint32_t symbol_count;
	struct node *nodes;
	uint32_t node_count;
	struct ending *endings; /* from 1 */
	uint32_t ending_count;
	place *rows; /* of each the places by symbol, and the node's ending */
	place start; /* of a value */
};

/* What a node stands for while nodes are made: texts of the order that begin alike, so many symbols long. */
struct prefix {
	uint32_t first, count, symbol_count;
};

struct builder {
	struct literals *l;
	const struct literal *texts;
	uint32_t *order, *spare;
	struct prefix *prefixes; /* by node */
};

static uint16_t symbol_at(const struct builder *b, const struct literal *text, size_t at) {
	if (text->at_start && at-- == 0)
		return SYMBOL_START;
	if (at < text->low.n)
		return b->l->symbols[text->low.at[at]];
	return at == text->low.n && text->at_end ? SYMBOL_END : SYMBOL_NONE;
}

static void number_symbols(struct literals *l, const struct literal *texts, uint32_t count) {
	l->symbol_count = SYMBOL_BYTES;
	for (uint32_t i = 0; i < count; i++)
		for (size_t k = 0; k < texts[i].low.n; k++)
			if (!l->symbols[texts[i].low.at[k]])
				l->symbols[texts[i].low.at[k]] = (uint16_t)l->symbol_count++;
	for (unsigned c = 'A'; c <= 'Z'; c++)
		l->symbols[c] = l->symbols[byte_lower((uint8_t)c)];
}

/* The next symbol of the text that stands at this place of a node's texts. */
static uint16_t symbol_of(const struct builder *b, struct prefix p, uint32_t i) {
	return symbol_at(b, &b->texts[b->order[p.first + i]], p.symbol_count);
}

/* Each is moved to its place: most nodes have a few texts, and there are some hundred symbols to count by. */
static void sort_few(struct builder *b, struct prefix p) {
	uint32_t *order = b->order + p.first;

	for (uint32_t i = 1; i < p.count; i++) {
		uint32_t text = order[i], at = i;
		uint16_t symbol = symbol_of(b, p, i);

		for (; at > 0 && symbol_of(b, p, at - 1) > symbol; at--)
			order[at] = order[at - 1];
		order[at] = text;
	}
}

static void sort_many(struct builder *b, struct prefix p) {
	uint32_t *order = b->order + p.first, ends[SYMBOLS_MAX] = { 0 }, at = 0;

	for (uint32_t i = 0; i < p.count; i++)
		ends[symbol_at(b, &b->texts[order[i]], p.symbol_count)]++;
	for (uint32_t s = 0; s < b->l->symbol_count; s++) {
		uint32_t count = ends[s];

		ends[s] = at;
		at += count;
	}
	for (uint32_t i = 0; i < p.count; i++)
		b->spare[ends[symbol_at(b, &b->texts[order[i]], p.symbol_count)]++] = order[i];
	memcpy(order, b->spare, p.count * sizeof *order);
}

static void add_child(struct builder *b, struct node *parent, uint16_t symbol, struct prefix p) {
	uint32_t child = b->l->node_count++;

	if (parent->child_count++ == 0)
		parent->first_child = child;
	b->l->nodes[child].symbol = symbol;
	b->prefixes[child] = p;
}

static void add_ending(struct literals *l, struct node *n, uint32_t first, uint32_t count) {
	l->endings[++l->ending_count] = (struct ending){ first, count, 0 };
	n->ending = l->ending_count;
}

/* A beginning that many share. */
static bool goes_one_way(const struct builder *b, struct prefix p) {
	for (uint32_t i = 1; i < p.count; i++)
		if (symbol_of(b, p, i) != symbol_of(b, p, 0))
			return false;
	return true;
}

/* Sorts the texts of a node by their next symbol: first those that end here, then those of each child. */
static void sort_prefix(struct builder *b, struct prefix p) {
	if (p.count <= TEXTS_FEW)
		sort_few(b, p);
	else if (!goes_one_way(b, p))
		sort_many(b, p);
}

/* Makes the children of a node, and notes the texts that end there. */
static void grow(struct builder *b, uint32_t node) {
	struct node *n = &b->l->nodes[node];
	struct prefix p = b->prefixes[node];

	sort_prefix(b, p);
	for (uint32_t i = 0, end; i < p.count; i = end) {
		uint16_t symbol = symbol_of(b, p, i);

		for (end = i + 1; end < p.count && symbol_of(b, p, end) == symbol; end++)
			;
		if (symbol == SYMBOL_NONE)
			add_ending(b->l, n, p.first + i, end - i);
		else
			add_child(b, n, symbol, (struct prefix){ p.first + i, end - i, p.symbol_count + 1 });
	}
}

/* The place after `symbol`, falling back to shorter suffixes. */
static inline place go(const struct literals *l, place at, uint16_t symbol) {
	while (!(at & PLACE_HAS_ROW)) {
		const struct node *n = &l->nodes[at & PLACE_NUMBER];

		if (n->next_symbol == symbol)
			return n->next;
		for (uint32_t i = 1; i < n->child_count; i++)
			if (l->nodes[n->first_child + i].symbol == symbol)
				return l->nodes[n->first_child + i].self;
		at = n->fail;
	}
	return l->rows[(at & PLACE_NUMBER) + symbol];
}

static uint32_t ending_at(const struct literals *l, place at) {
	uint32_t number = at & PLACE_NUMBER;

	return at & PLACE_HAS_ROW ? l->rows[number + l->symbol_count] : l->nodes[number].ending;
}

/* Gives each child of a node its links; all shorter nodes have theirs. */
static void link_children(struct literals *l, uint32_t node) {
	struct node *n = &l->nodes[node];

	for (uint32_t i = 0; i < n->child_count; i++) {
		struct node *child = &l->nodes[n->first_child + i];

		child->fail = node == ROOT ? n->self : go(l, n->fail, child->symbol);
		if (child->ending)
			l->endings[child->ending].shorter = ending_at(l, child->fail);
		else
			child->ending = ending_at(l, child->fail);
		if (child->ending)
			child->self |= PLACE_ENDS;
		if (child->self & PLACE_HAS_ROW)
			l->rows[(child->self & PLACE_NUMBER) + l->symbol_count] = child->ending;
	}
	n->next_symbol = n->child_count ? l->nodes[n->first_child].symbol : SYMBOLS_MAX;
	n->next = n->child_count ? l->nodes[n->first_child].self : 0;
}

static void lay_row(struct literals *l, uint32_t node) {
	const struct node *n = &l->nodes[node];
	place *row = &l->rows[n->self & PLACE_NUMBER];

	/* Of the first nodes the suffix has a row too: it is shorter, so it stands before them. */
	if (node != ROOT && n->fail & PLACE_HAS_ROW)
		memcpy(row, &l->rows[n->fail & PLACE_NUMBER], l->symbol_count * sizeof *row);
	else
		for (uint32_t s = 0; s < l->symbol_count; s++)
			row[s] = node == ROOT ? n->self : go(l, n->fail, (uint16_t)s);
	for (uint32_t i = 0; i < n->child_count; i++)
		row[l->nodes[n->first_child + i].symbol] = l->nodes[n->first_child + i].self;
}

/*
 * Lays the nodes out so that a node's children, and theirs, follow it in
 * memory. Gives the new numbers by the old ones; NULL when `mem` is full.
 */
static const uint32_t *lay_out(struct literals *l, arena *mem) {
	uint32_t *numbers = arena_new(mem, uint32_t, l->node_count), used = 1;
	arena scratch = *mem;
	struct node *old = arena_new(&scratch, struct node, l->node_count);

	if (!numbers || !old)
		return NULL;
	memcpy(old, l->nodes, l->node_count * sizeof *old);
	for (uint32_t i = 0; i < l->node_count; i++)
		for (uint32_t k = i; old[k].child_count && !numbers[old[k].first_child]; k = old[k].first_child)
			for (uint32_t c = 0; c < old[k].child_count; c++)
				numbers[old[k].first_child + c] = used++;
	for (uint32_t i = 0; i < l->node_count; i++) {
		l->nodes[numbers[i]] = old[i];
		l->nodes[numbers[i]].first_child = numbers[old[i].first_child];
	}
	return numbers;
}

static bool link_all(struct literals *l, arena *mem) {
	size_t row_size = l->symbol_count + 1, used = 0;
	const uint32_t *numbers = lay_out(l, mem);

	for (uint32_t i = 0; numbers && i < l->node_count; i++) {
		struct node *n = &l->nodes[numbers[i]];
		bool is_first = i < ROWS_FIRST && i <= l->node_count / ROWS_FEW;
		bool has_row = is_first || n->child_count > CHILDREN_FEW;

		n->self = has_row ? (place)used | PLACE_HAS_ROW : numbers[i];
		used += has_row ? row_size : 0;
	}
	l->rows = numbers && used <= PLACE_NUMBER ? arena_new(mem, place, used) : NULL;
	for (uint32_t i = 0; l->rows && i < l->node_count; i++) {
		link_children(l, numbers[i]);
		if (l->nodes[numbers[i]].self & PLACE_HAS_ROW)
			lay_row(l, numbers[i]);
	}
	return l->rows;
}

static bool grow_all(struct literals *l, arena *mem, const struct literal *texts, uint32_t count, uint32_t *order) {
	size_t most = 1; /* nodes there can be: the root, and one for every symbol */

	for (uint32_t i = 0; i < count; i++) {
		most += texts[i].low.n + texts[i].at_start + texts[i].at_end;
		order[i] = i;
	}
	l->endings = arena_new(mem, struct ending, (size_t)count + 1);
	l->nodes = most <= PLACE_NUMBER ? arena_new(mem, struct node, most) : NULL;
	arena scratch = *mem;
	struct builder b = { l, texts, order, arena_new(&scratch, uint32_t, (size_t)count + 1),
			     arena_new(&scratch, struct prefix, most) };
	if (!l->endings || !l->nodes || !b.spare || !b.prefixes)
		return false;
	b.prefixes[ROOT] = (struct prefix){ 0, count, 0 };
	l->node_count = 1;
	for (uint32_t i = 0; i < l->node_count; i++)
		grow(&b, i);
	/* Beginnings that texts share make it fewer; what is left over is given back. */
	mem->at = (uint8_t *)(l->nodes + l->node_count);
	return true;
}

struct literals *literals_open(arena *mem, const struct literal *texts, uint32_t count, uint32_t *ret_order) {
	struct literals *l = arena_new(mem, struct literals, 1);

	if (!l)
		return NULL;
	number_symbols(l, texts, count);
	if (!grow_all(l, mem, texts, count, ret_order) || !link_all(l, mem))
		return NULL;
	l->start = go(l, l->nodes[ROOT].self, SYMBOL_START);
	return l;
}

struct literals_search {
	uint64_t turn;    /* one for each value; 64 bits, for 32 are used up within hours */
	uint64_t told[];  /* by ending: the turn in which it was told */
};

struct literals_search *literals_search_open(arena *mem, uint32_t most) {
	/* No more than one ending a text; they are counted from 1. */
	size_t size = sizeof(struct literals_search) + ((size_t)most + 1) * sizeof(uint64_t);

	return arena_take(mem, 1, size, _Alignof(struct literals_search));
}

/* What was told before has had its shorter ones told with it. */
static void tell(const struct literals *l, struct literals_search *s, uint32_t ending, literals_found *found,
		 void *context) {
	for (; ending && s->told[ending] != s->turn; ending = l->endings[ending].shorter) {
		const struct ending *e = &l->endings[ending];

		s->told[ending] = s->turn;
		found(context, e->first, e->count);
	}
}

void literals_find(const struct literals *l, struct literals_search *s, str value, literals_found *found,
		   void *context) {
	place at = l->start;

	s->turn++;
	tell(l, s, ending_at(l, at), found, context);
	for (size_t i = 0; i < value.n; i++) {
		at = go(l, at, l->symbols[value.at[i]]);
		if (at & PLACE_ENDS)
			tell(l, s, ending_at(l, at), found, context);
	}
	tell(l, s, ending_at(l, go(l, at, SYMBOL_END)), found, context);
}
