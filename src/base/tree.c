#include "base/tree.h"

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
	return n && n->kind == TREE_TEXT ? (str){ t->pool + n->text, n->text_size } : (str){ 0 };
}

str tree_key(const struct tree *t, const struct tree_node *n) {
	return n ? (str){ t->pool + n->key, n->key_size } : (str){ 0 };
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

		while (known[i] && !str_eq(key, str_of(known[i])))
			i++;
		if (!known[i])
			return TREE_COMPLAIN(t, n, c, STR("'"), key, STR("' is not a word that is known here"));
	}
	return 0;
}
