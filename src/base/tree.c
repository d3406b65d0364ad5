#include "base/tree.h"

#include <errno.h>
#include <string.h>

const struct tree_node *tree_root(const struct tree *t) {
	return t->node_count ? t->nodes : NULL;
}

const struct tree_node *tree_child(const struct tree *t, const struct tree_node *n) {
	return n && n->child ? t->nodes + n->child : NULL;
}

const struct tree_node *tree_next(const struct tree *t, const struct tree_node *n) {
	return n && n->next ? t->nodes + n->next : NULL;
}

size_t tree_child_count(const struct tree *t, const struct tree_node *n) {
	size_t count = 0;

	for (n = tree_child(t, n); n; n = tree_next(t, n))
		count++;
	return count;
}

str tree_text(const struct tree *t, const struct tree_node *n) {
	return n && n->kind == TREE_TEXT && n->text_size ? (str){ t->pool + n->text, n->text_size } : (str){ 0 };
}

str tree_key(const struct tree *t, const struct tree_node *n) {
	return n && n->key_size ? (str){ t->pool + n->key, n->key_size } : (str){ 0 };
}

const struct tree_node *tree_get(const struct tree *t, const struct tree_node *map, str key) {
	if (!map || map->kind != TREE_MAP)
		return NULL;
	for (const struct tree_node *n = tree_child(t, map); n; n = tree_next(t, n))
		if (str_eq(tree_key(t, n), key))
			return n;
	return NULL;
}

str tree_get_text(const struct tree *t, const struct tree_node *map, str key) {
	return tree_text(t, tree_get(t, map, key));
}

int tree_complain(const struct tree *t, const struct tree_node *n, struct complaint *c, const str *parts,
		  size_t part_count) {
	*c = (struct complaint){ 0 };
	if (n && n->file < t->file_count)
		c->file = t->files[n->file];
	if (n) {
		c->line = n->line;
		c->column = n->column;
	}
	complaint_say(c, parts, part_count);
	return TREE_WRONG;
}

int tree_only(const struct tree *t, const struct tree_node *map, const char *const *known, struct complaint *c) {
	for (const struct tree_node *n = tree_child(t, map); n; n = tree_next(t, n)) {
		str key = tree_key(t, n);
		size_t i = 0;

		while (known[i] && !str_is(key, known[i]))
			i++;
		if (!known[i])
			return TREE_COMPLAIN(t, n, c, STR("'"), key, STR("' is not a word that is known here"));
	}
	return 0;
}

/* Copies the nodes of `t` behind the first `base` ones and moves all indexes with them. */
static void put_nodes(struct tree_node *nodes, uint32_t base, uint32_t pool_base, uint32_t file_base,
		      const struct tree *t) {
	/* Node 0 is the list of documents; there is one already. */
	for (uint32_t i = 1; i < t->node_count; i++) {
		struct tree_node n = t->nodes[i];

		n.file += file_base;
		n.text += pool_base;
		n.key += pool_base;
		n.child = n.child ? n.child + base : 0;
		n.next = n.next ? n.next + base : 0;
		nodes[base + i] = n;
	}
}

int tree_join(arena *mem, const struct tree *first, const struct tree *second, struct tree *ret_tree) {
	uint32_t count = first->node_count + second->node_count;
	struct tree_node *nodes = arena_new(mem, struct tree_node, (size_t)count + 1);
	uint8_t *pool = arena_new(mem, uint8_t, (size_t)first->pool_size + second->pool_size + 1);
	str *files = arena_new(mem, str, (size_t)first->file_count + second->file_count + 1);

	if (!nodes || !pool || !files)
		return -ENOMEM;
	uint32_t base = first->node_count ? first->node_count - 1 : 0;
	nodes[0].kind = TREE_LIST;
	put_nodes(nodes, 0, 0, 0, first);
	put_nodes(nodes, base, first->pool_size, first->file_count, second);
	if (first->pool_size)
		memcpy(pool, first->pool, first->pool_size);
	if (second->pool_size)
		memcpy(pool + first->pool_size, second->pool, second->pool_size);
	for (uint32_t i = 0; i < first->file_count; i++)
		files[i] = first->files[i];
	for (uint32_t i = 0; i < second->file_count; i++)
		files[first->file_count + i] = second->files[i];

	uint32_t second_child = second->node_count && second->nodes[0].child ? second->nodes[0].child + base : 0;
	uint32_t last = first->node_count ? first->nodes[0].child : 0;
	nodes[0].child = last ? last : second_child;
	while (last && nodes[last].next)
		last = nodes[last].next;
	if (last)
		nodes[last].next = second_child;
	*ret_tree = (struct tree){ nodes, base + (second->node_count ? second->node_count : 1), pool,
				   first->pool_size + second->pool_size, files, first->file_count + second->file_count };
	return 0;
}
