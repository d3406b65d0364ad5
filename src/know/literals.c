#include "know/literals.h"

/* Nodes are numbered; 0 is none, 1 the root. Edges lie in one open hash table keyed by node and symbol. */
enum { ROOT = 1 };

struct edge {
	uint32_t node; /* 0: empty slot */
	uint16_t symbol;
	uint32_t to;
};

struct node {
	uint32_t fail;       /* the longest proper suffix that is a node too */
	uint32_t found;      /* first entry of `texts` that ends here, 0 for none */
	uint32_t found_link; /* the nearest suffix at which a text ends */
	uint32_t child, sibling;
	uint16_t symbol;     /* on the edge that leads here */
};

struct text {
	uint32_t id, next;
};

struct literals {
	struct node *nodes;
	struct edge *edges;
	struct text *texts;
	size_t node_count, edge_mask, text_count;
};

static size_t power_above(size_t n) {
	size_t power = 16;

	while (power < n)
		power *= 2;
	return power;
}

struct literals *literals_open(arena *mem, size_t symbol_count, size_t text_count) {
	struct literals *l = arena_new(mem, struct literals, 1);
	size_t edges = power_above(symbol_count + symbol_count / 2);

	if (!l)
		return NULL;
	l->nodes = arena_new(mem, struct node, symbol_count + ROOT + 1);
	l->edges = arena_new(mem, struct edge, edges);
	l->texts = arena_new(mem, struct text, text_count + 1);
	l->edge_mask = edges - 1;
	l->node_count = ROOT + 1;
	return mem->full ? NULL : l;
}

static size_t edge_slot(const struct literals *l, uint32_t node, unsigned symbol) {
	uint64_t key = ((uint64_t)node << 9 | symbol) * 0x9e3779b97f4a7c15u;
	size_t slot = (size_t)(key >> 32) & l->edge_mask;

	while (l->edges[slot].node && (l->edges[slot].node != node || l->edges[slot].symbol != symbol))
		slot = (slot + 1) & l->edge_mask;
	return slot;
}

static uint32_t step(const struct literals *l, uint32_t node, unsigned symbol) {
	return l->edges[edge_slot(l, node, symbol)].to;
}

static uint32_t extend(struct literals *l, uint32_t node, unsigned symbol) {
	size_t slot = edge_slot(l, node, symbol);

	if (!l->edges[slot].to) {
		uint32_t to = (uint32_t)l->node_count++;

		l->edges[slot] = (struct edge){ node, (uint16_t)symbol, to };
		l->nodes[to].symbol = (uint16_t)symbol;
		l->nodes[to].sibling = l->nodes[node].child;
		l->nodes[node].child = to;
	}
	return l->edges[slot].to;
}

void literals_add(struct literals *l, str low, bool at_start, bool at_end, uint32_t id) {
	uint32_t node = ROOT;

	if (at_start)
		node = extend(l, node, SYMBOL_START);
	for (size_t i = 0; i < low.n; i++)
		node = extend(l, node, low.at[i]);
	if (at_end)
		node = extend(l, node, SYMBOL_END);
	l->texts[++l->text_count] = (struct text){ id, l->nodes[node].found };
	l->nodes[node].found = (uint32_t)l->text_count;
}

/* The node after `symbol`, falling back to shorter suffixes; the root when none goes on. */
static uint32_t go(const struct literals *l, uint32_t node, unsigned symbol) {
	for (;;) {
		uint32_t to = step(l, node, symbol);

		if (to)
			return to;
		if (node == ROOT)
			return ROOT;
		node = l->nodes[node].fail;
	}
}

bool literals_seal(struct literals *l, arena *mem) {
	arena scratch = *mem;
	uint32_t *queue = arena_new(&scratch, uint32_t, l->node_count);
	size_t head = 0, tail = 0;

	if (!queue)
		return false;
	/* The nodes nearer to the root come first: the links of the others are found by theirs. */
	queue[tail++] = ROOT;
	while (head < tail) {
		uint32_t node = queue[head++];

		for (uint32_t child = l->nodes[node].child; child; child = l->nodes[child].sibling) {
			struct node *n = &l->nodes[child];

			n->fail = node == ROOT ? ROOT : go(l, l->nodes[node].fail, n->symbol);
			n->found_link = l->nodes[n->fail].found ? n->fail : l->nodes[n->fail].found_link;
			queue[tail++] = child;
		}
	}
	return true;
}

static void tell_found(const struct literals *l, uint32_t node, void (*found)(void *, uint32_t), void *context) {
	if (!l->nodes[node].found)
		node = l->nodes[node].found_link;
	for (; node; node = l->nodes[node].found_link)
		for (uint32_t t = l->nodes[node].found; t; t = l->texts[t].next)
			found(context, l->texts[t].id);
}

void literals_find(const struct literals *l, str low, void (*found)(void *context, uint32_t id), void *context) {
	uint32_t node = go(l, ROOT, SYMBOL_START);

	tell_found(l, node, found, context);
	for (size_t i = 0; i < low.n; i++) {
		node = go(l, node, low.at[i]);
		tell_found(l, node, found, context);
	}
	tell_found(l, go(l, node, SYMBOL_END), found, context);
}
