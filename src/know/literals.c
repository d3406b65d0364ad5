#include "know/literals.h"

#include <string.h>

/*
 * The texts come sorted, so that nodes are made in the order of a walk from each to its first child: most lead one
 * way on for many bytes, and such a way lies in one piece. Links to shorter suffixes are made the shorter nodes first.
 * The first nodes, where most bytes of most values are looked at, and those with more than two children have a row
 * in which every symbol leads on at once, with the falls to shorter suffixes already taken.
 */
enum {
	ROOT,
	ROWS_FIRST = 512, ROWS_FEW = 16, /* one in ROWS_FEW nodes has a row by being first */
	CHILDREN_FEW = 2,
};

/* Where one is: the number of a way, or where a row begins, and whether some text ends there. */
typedef uint32_t place;
static const place PLACE_HAS_ROW = 1u << 31, PLACE_ENDS = 1u << 30, PLACE_NUMBER = PLACE_ENDS - 1;

/*
 * Symbols are small numbers given to the bytes that stand in some text; 0 is every other byte, and the end of a text.
 * Capitals have that of their small letter, so that 230 are needed for bytes at most.
 */
enum { SYMBOL_NONE, SYMBOL_START, SYMBOL_END, SYMBOL_BYTES, SYMBOL_NOWHERE = UINT8_MAX };

/* How it goes on from a node without a row. Small, for there are very many. */
struct way {
	uint8_t symbols[CHILDREN_FEW]; /* SYMBOL_NOWHERE where there is no such child */
	place next[CHILDREN_FEW];
	place fail; /* the longest proper suffix that is a node too */
};

/* Texts that end at a node: a range of them, and the next shorter ones that end there too. */
struct ending {
	uint32_t first, count, shorter;
};

struct literals {
	uint8_t symbols[256]; /* by byte */
	uint32_t symbol_count;
	struct way *ways;
	uint32_t *way_endings; /* by way */
	struct ending *endings; /* from 1 */
	uint32_t ending_count;
	place *rows; /* of each the places by symbol, and the node's ending */
	place start; /* of a value */
};

/* While nodes are made. The first child of a node stands behind it. */
struct node {
	uint32_t depth, child_count;
	uint32_t sibling; /* 0 for none */
	uint32_t ending; /* 0 for none */
	place self, fail;
	uint8_t symbol; /* by which one comes here */
};

struct builder {
	struct literals *l;
	struct node *nodes;
	uint32_t node_count;
	uint32_t *path; /* the nodes of the text at work, by depth */
	uint32_t *order; /* the nodes, those nearest to the root first */
};

int literal_cmp(const struct literal *a, const struct literal *b) {
	int order = a->at_start == b->at_start ? str_cmp(a->low, b->low) : b->at_start - a->at_start;

	return order ? order : a->at_end - b->at_end;
}

static uint32_t symbol_count(const struct literal *text) {
	return (uint32_t)(text->low.n + text->at_start + text->at_end);
}

static uint8_t symbol_at(const struct literals *l, const struct literal *text, size_t at) {
	if (text->at_start && at-- == 0)
		return SYMBOL_START;
	return at < text->low.n ? l->symbols[text->low.at[at]] : SYMBOL_END;
}

static void number_symbols(struct literals *l, const struct literal *texts, uint32_t count) {
	l->symbol_count = SYMBOL_BYTES;
	for (uint32_t i = 0; i < count; i++) {
		for (size_t k = 0; k < texts[i].low.n; k++) {
			uint8_t *symbol = &l->symbols[byte_lower(texts[i].low.at[k])];

			if (!*symbol)
				*symbol = (uint8_t)l->symbol_count++;
		}
	}
	for (unsigned c = 'A'; c <= 'Z'; c++)
		l->symbols[c] = l->symbols[byte_lower((uint8_t)c)];
}

/* How many of its first symbols a text has in common with the one before it. */
static uint32_t shared_count(const struct literals *l, const struct literal *text, const struct literal *before) {
	uint32_t most = symbol_count(text), other = symbol_count(before), n = 0;

	most = other < most ? other : most;
	while (n < most && symbol_at(l, text, n) == symbol_at(l, before, n))
		n++;
	return n;
}

static uint32_t add_node(struct builder *b, uint32_t parent, uint32_t last_child, uint8_t symbol) {
	uint32_t number = b->node_count++;

	b->nodes[number] = (struct node){ .depth = b->nodes[parent].depth + 1, .symbol = symbol };
	b->nodes[parent].child_count++;
	if (last_child)
		b->nodes[last_child].sibling = number;
	return number;
}

/* The nodes of a text beyond those that it shares with the one before it, and its end. */
static void grow(struct builder *b, const struct literal *text, uint32_t number, uint32_t shared, uint32_t before_count) {
	struct literals *l = b->l;
	uint32_t count = symbol_count(text), last_child = shared < before_count ? b->path[shared + 1] : 0;

	for (uint32_t i = shared; i < count; i++, last_child = 0)
		b->path[i + 1] = add_node(b, b->path[i], last_child, symbol_at(l, text, i));
	struct node *end = &b->nodes[b->path[count]];
	if (!end->ending) {
		l->endings[++l->ending_count] = (struct ending){ number, 0, 0 };
		end->ending = l->ending_count;
	}
	l->endings[end->ending].count++;
}

/* The place after `symbol`, falling back to shorter suffixes. */
static inline place go(const struct literals *l, place at, uint8_t symbol) {
	while (!(at & PLACE_HAS_ROW)) {
		const struct way *w = &l->ways[at & PLACE_NUMBER];

		for (int i = 0; i < CHILDREN_FEW; i++)
			if (w->symbols[i] == symbol)
				return w->next[i];
		at = w->fail;
	}
	return l->rows[(at & PLACE_NUMBER) + symbol];
}

static uint32_t ending_at(const struct literals *l, place at) {
	uint32_t number = at & PLACE_NUMBER;

	return at & PLACE_HAS_ROW ? l->rows[number + l->symbol_count] : l->way_endings[number];
}

static void set_ending(struct literals *l, const struct node *n) {
	uint32_t at = n->self & PLACE_NUMBER;

	*(n->self & PLACE_HAS_ROW ? &l->rows[at + l->symbol_count] : &l->way_endings[at]) = n->ending;
}

/* Gives a node its fall and its ending; all shorter nodes have theirs, and ways on. */
static void link_node(struct literals *l, struct node *n, const struct node *parent) {
	n->fail = parent->depth == 0 ? parent->self : go(l, parent->fail, n->symbol);
	if (n->ending)
		l->endings[n->ending].shorter = ending_at(l, n->fail);
	else
		n->ending = ending_at(l, n->fail);
	if (n->ending)
		n->self |= PLACE_ENDS;
	set_ending(l, n);
}

static void lay_row(struct literals *l, const struct node *n) {
	place *row = &l->rows[n->self & PLACE_NUMBER];

	/* Of the first nodes the suffix has a row too: it is shorter, so it stands before them. */
	if (n->depth && n->fail & PLACE_HAS_ROW)
		memcpy(row, &l->rows[n->fail & PLACE_NUMBER], l->symbol_count * sizeof *row);
	else
		for (uint32_t s = 0; s < l->symbol_count; s++)
			row[s] = n->depth ? go(l, n->fail, (uint8_t)s) : n->self;
}

/* Links the children of a node that has its own links, and says how it goes on from it. */
static void lay_node(struct builder *b, uint32_t number) {
	struct literals *l = b->l;
	struct node *n = &b->nodes[number];
	uint32_t child = n->child_count ? number + 1 : 0, at = n->self & PLACE_NUMBER;
	bool has_row = n->self & PLACE_HAS_ROW;

	if (has_row)
		lay_row(l, n);
	else
		l->ways[at] = (struct way){ { SYMBOL_NOWHERE, SYMBOL_NOWHERE }, { 0 }, n->fail };
	for (uint32_t i = 0; child; i++, child = b->nodes[child].sibling) {
		struct node *c = &b->nodes[child];

		link_node(l, c, n);
		if (has_row) {
			l->rows[at + c->symbol] = c->self;
		} else {
			l->ways[at].symbols[i] = c->symbol;
			l->ways[at].next[i] = c->self;
		}
	}
}

/* By counting: there are as many nodes as a text may be long, or more. */
static bool order_nodes(struct builder *b, arena *mem, uint32_t longest) {
	uint32_t *ends = arena_new(mem, uint32_t, (size_t)longest + 2);

	b->order = arena_unset(mem, uint32_t, b->node_count);
	if (!ends || !b->order)
		return false;
	for (uint32_t i = 0; i < b->node_count; i++)
		ends[b->nodes[i].depth + 1]++;
	for (uint32_t depth = 1; depth <= longest; depth++)
		ends[depth] += ends[depth - 1];
	for (uint32_t i = 0; i < b->node_count; i++)
		b->order[ends[b->nodes[i].depth]++] = i;
	return true;
}

/* Who has a row, and where. */
static bool place_nodes(struct builder *b, arena *mem) {
	struct literals *l = b->l;
	size_t row_size = l->symbol_count + 1, rows_size = 0;
	uint32_t way_count = 0;

	for (uint32_t i = 0; i < b->node_count && i < ROWS_FIRST && i <= b->node_count / ROWS_FEW; i++)
		b->nodes[b->order[i]].self = PLACE_HAS_ROW;
	for (uint32_t i = 0; i < b->node_count; i++) {
		struct node *n = &b->nodes[i];

		if (!n->self && n->child_count <= CHILDREN_FEW) {
			n->self = way_count++;
			continue;
		}
		n->self = (place)rows_size | PLACE_HAS_ROW;
		rows_size += row_size;
		if (rows_size > PLACE_NUMBER)
			return false;
	}
	l->rows = arena_unset(mem, place, rows_size);
	l->ways = arena_unset(mem, struct way, way_count);
	l->way_endings = arena_unset(mem, uint32_t, way_count);
	return l->rows && l->ways && l->way_endings;
}

static bool grow_all(struct builder *b, arena *mem, arena *scratch, const struct literal *texts, uint32_t count) {
	uint32_t longest = 0, shared = 0;
	size_t most = 1; /* nodes there can be: the root, and one for every symbol */

	for (uint32_t i = 0; i < count; i++) {
		longest = symbol_count(&texts[i]) > longest ? symbol_count(&texts[i]) : longest;
		most += symbol_count(&texts[i]);
	}
	b->l->endings = arena_new(mem, struct ending, (size_t)count + 1);
	b->nodes = most <= PLACE_NUMBER ? arena_unset(scratch, struct node, most) : NULL;
	b->path = arena_new(scratch, uint32_t, (size_t)longest + 1);
	if (!b->l->endings || !b->nodes || !b->path)
		return false;
	b->nodes[ROOT] = (struct node){ 0 };
	b->node_count = 1;
	for (uint32_t i = 0; i < count; i++, shared = 0) {
		if (i > 0)
			shared = shared_count(b->l, &texts[i], &texts[i - 1]);
		grow(b, &texts[i], i, shared, i > 0 ? symbol_count(&texts[i - 1]) : 0);
	}
	return order_nodes(b, scratch, longest);
}

struct literals *literals_open(arena *mem, arena scratch, const struct literal *texts, uint32_t count) {
	struct literals *l = arena_new(mem, struct literals, 1);
	struct builder b = { .l = l };

	if (!l)
		return NULL;
	number_symbols(l, texts, count);
	if (!grow_all(&b, mem, &scratch, texts, count) || !place_nodes(&b, mem))
		return NULL;
	set_ending(l, &b.nodes[ROOT]);
	for (uint32_t i = 0; i < b.node_count; i++)
		lay_node(&b, b.order[i]);
	l->start = go(l, b.nodes[ROOT].self, SYMBOL_START);
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
