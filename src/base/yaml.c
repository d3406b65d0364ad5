#include "base/yaml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct yaml {
	struct tree_node *nodes;
	uint8_t *pool;
	str *files;
	uint32_t node_count, node_room;
	uint32_t pool_size, pool_room;
	uint32_t file_count, file_room;
};

/* Where we are while the events of one file come in. */
struct frame {
	uint32_t node, last_child;
	bool map, have_key;
	uint32_t key, key_size;
	uint32_t key_count;
};

struct walk {
	struct yaml *y;
	struct complaint *reterr;
	struct frame frames[YAML_DEPTH_MAX];
	unsigned depth;
};

static bool make_room(void *array, uint32_t *room, uint64_t want, size_t size) {
	void **memory = array;
	uint64_t more = *room ? *room : 256;

	while (more < want)
		more *= 2;
	if (more == *room)
		return true;
	if (more > UINT32_MAX)
		return false;
	void *bigger = realloc(*memory, more * size);
	if (!bigger)
		return false;
	*memory = bigger;
	*room = (uint32_t)more;
	return true;
}

static int keep_text(struct yaml *y, str text, uint32_t *ret_at) {
	if (!make_room(&y->pool, &y->pool_room, (uint64_t)y->pool_size + text.n + 1, 1))
		return -ENOMEM;
	if (text.n)
		memcpy(y->pool + y->pool_size, text.at, text.n);
	y->pool[y->pool_size + text.n] = 0;
	*ret_at = y->pool_size;
	y->pool_size += (uint32_t)text.n + 1;
	return 0;
}

static int complain(struct walk *w, const yaml_mark_t *at, const char *what) {
	*w->reterr = (struct complaint){
		.file = w->y->files[w->y->file_count - 1],
		.line = (unsigned)at->line + 1,
		.column = (unsigned)at->column + 1,
	};
	str text = str_of(what);
	complaint_say(w->reterr, &text, 1);
	return TREE_WRONG;
}

/* Does the map of `f` hold the key that was just read already? */
static bool key_is_there(const struct yaml *y, const struct frame *f) {
	str key = { y->pool + f->key, f->key_size };

	for (uint32_t n = y->nodes[f->node].child; n; n = y->nodes[n].next)
		if (str_eq(key, (str){ y->pool + y->nodes[n].key, y->nodes[n].key_size }))
			return true;
	return false;
}

static int add_node(struct walk *w, enum tree_kind kind, const yaml_mark_t *at, uint32_t *ret_node) {
	struct yaml *y = w->y;
	struct frame *f = &w->frames[w->depth];

	if (f->map && !f->have_key)
		return complain(w, at, "a key must be plain text");
	if (!make_room(&y->nodes, &y->node_room, (uint64_t)y->node_count + 1, sizeof *y->nodes))
		return -ENOMEM;
	uint32_t node = y->node_count++;
	y->nodes[node] = (struct tree_node){
		.kind = kind,
		.file = y->file_count - 1,
		.line = (uint32_t)at->line + 1,
		.column = (uint32_t)at->column + 1,
		.key = f->have_key ? f->key : 0,
		.key_size = f->have_key ? f->key_size : 0,
	};
	if (f->last_child)
		y->nodes[f->last_child].next = node;
	else
		y->nodes[f->node].child = node;
	f->last_child = node;
	f->have_key = false;
	*ret_node = node;
	return 0;
}

/* What one can write in two ways, a reader of the file can read in two ways. */
static int check_plain(struct walk *w, const yaml_event_t *event, const yaml_char_t *anchor, const yaml_char_t *tag) {
	if (anchor)
		return complain(w, &event->start_mark, "anchors are not used here");
	return tag ? complain(w, &event->start_mark, "tags are not used here: all values are text") : 0;
}

static int add_scalar(struct walk *w, const yaml_event_t *event) {
	struct frame *f = &w->frames[w->depth];
	str text = { event->data.scalar.value, event->data.scalar.length };
	uint32_t at, node;
	int r;

	if ((r = check_plain(w, event, event->data.scalar.anchor, event->data.scalar.tag)))
		return r;
	if ((r = keep_text(w->y, text, &at)))
		return r;
	if (f->map && !f->have_key) {
		f->key = at;
		f->key_size = (uint32_t)text.n;
		if (f->key_count++ == YAML_KEYS_MAX)
			return complain(w, &event->start_mark, "more than 1024 keys stand in this map");
		if (key_is_there(w->y, f))
			return complain(w, &event->start_mark, "this key stands here twice");
		f->have_key = true;
		return 0;
	}
	if ((r = add_node(w, TREE_TEXT, &event->start_mark, &node)))
		return r;
	w->y->nodes[node].text = at;
	w->y->nodes[node].text_size = (uint32_t)text.n;
	return 0;
}

static int open_level(struct walk *w, const yaml_event_t *event, enum tree_kind kind) {
	uint32_t node;
	int r;

	if (w->depth + 1 == YAML_DEPTH_MAX)
		return complain(w, &event->start_mark, "nested too deep");
	if ((r = add_node(w, kind, &event->start_mark, &node)))
		return r;
	w->frames[++w->depth] = (struct frame){ .node = node, .map = kind == TREE_MAP };
	return 0;
}

static int take_event(struct walk *w, const yaml_event_t *event) {
	int r;

	switch (event->type) {
	case YAML_SCALAR_EVENT: return add_scalar(w, event);
	case YAML_SEQUENCE_START_EVENT:
		r = check_plain(w, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
		return r ? r : open_level(w, event, TREE_LIST);
	case YAML_MAPPING_START_EVENT:
		r = check_plain(w, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
		return r ? r : open_level(w, event, TREE_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: w->depth--; return 0;
	case YAML_ALIAS_EVENT: return complain(w, &event->start_mark, "aliases are not used here");
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_START_EVENT:
	case YAML_DOCUMENT_END_EVENT: return 0;
	}
	return 0;
}

static int walk_events(struct walk *w, yaml_parser_t *parser) {
	for (bool done = false; !done;) {
		yaml_event_t event;

		if (!yaml_parser_parse(parser, &event)) /* libyaml names a problem but for want of memory */
			return parser->problem ? complain(w, &parser->problem_mark, parser->problem) : -ENOMEM;
		done = event.type == YAML_STREAM_END_EVENT;
		int r = take_event(w, &event);
		yaml_event_delete(&event);
		if (r)
			return r;
	}
	return 0;
}

struct yaml *yaml_open(void) {
	struct yaml *y = calloc(1, sizeof *y);

	if (y && !make_room(&y->nodes, &y->node_room, 1, sizeof *y->nodes)) {
		free(y);
		return NULL;
	}
	if (y)
		y->nodes[y->node_count++] = (struct tree_node){ .kind = TREE_LIST };
	return y;
}

void yaml_close(struct yaml *y) {
	if (!y)
		return;
	free(y->nodes);
	free(y->pool);
	free(y->files);
	free(y);
}

static uint32_t last_document(const struct yaml *y) {
	uint32_t n = y->nodes[0].child;

	while (n && y->nodes[n].next)
		n = y->nodes[n].next;
	return n;
}

int yaml_add(struct yaml *y, str name, str text, struct complaint *reterr) {
	struct walk w = { .y = y, .reterr = reterr };
	yaml_parser_t parser;

	if (!make_room(&y->files, &y->file_room, (uint64_t)y->file_count + 1, sizeof *y->files))
		return -ENOMEM;
	y->files[y->file_count++] = name;
	w.frames[0].last_child = last_document(y);
	if (text.n > YAML_FILE_MAX)
		return complain(&w, &(yaml_mark_t){ 0 }, "the file is larger than 16 MiB");
	if (!yaml_parser_initialize(&parser))
		return -ENOMEM;
	yaml_parser_set_input_string(&parser, text.n ? text.at : (const uint8_t *)"", text.n);
	int r = walk_events(&w, &parser);
	yaml_parser_delete(&parser);
	return r;
}

struct tree yaml_tree(const struct yaml *y) {
	return (struct tree){ y->nodes, y->node_count, y->pool, y->pool_size, y->files, y->file_count };
}
