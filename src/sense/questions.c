#include "sense/questions.h"

#include <errno.h>
#include <string.h>

#include "sense/template.h"

enum {
	GROUPS_MAX = 8, /* of one question; the most are two */
	HOST_MAX = ADDR_TEXT_MAX + 2, /* with brackets */
};

const char *const way_names[WAY_COUNT] = { [WAY_UDP] = "udp", [WAY_TCP] = "tcp", [WAY_TLS] = "tls" };

struct loader {
	arena *mem;
	const struct tree *t;
	struct question *at;
	size_t count;
	struct complaint *reterr;
};

static const char barred[] = "bytes have effects at this port: nothing is ever sent to it";

static int complain(struct loader *l, const struct tree_node *n, const char *what) {
	return TREE_COMPLAIN(l->t, n, l->reterr, str_of(what));
}

/* `ret_yes` as it was when the key is not there. */
static int load_yes(struct loader *l, const struct tree_node *map, str key, bool *ret_yes) {
	const struct tree_node *n = tree_get(l->t, map, key);
	str word = tree_text(l->t, n);

	if (n && !str_eq(word, STR("yes")) && !str_eq(word, STR("no")))
		return TREE_COMPLAIN(l->t, n, l->reterr, STR("'"), key, STR("' is yes or no"));
	if (n)
		*ret_yes = str_eq(word, STR("yes"));
	return 0;
}

/* `ret_number` as it was when the key is not there. */
static int load_number(struct loader *l, const struct tree_node *map, str key, uint64_t most, uint64_t *ret_number) {
	const struct tree_node *n = tree_get(l->t, map, key);
	uint64_t number;

	if (!n)
		return 0;
	if (!str_u64(tree_text(l->t, n), &number) || number == 0 || number > most)
		return TREE_COMPLAIN(l->t, n, l->reterr, STR("'"), key, STR("' must be a number in its range"));
	*ret_number = number;
	return 0;
}

/* NULL: there is none of this name so far. */
static const struct question *question_named(const struct loader *l, str id) {
	for (size_t i = 0; i < l->count; i++)
		if (str_eq(l->at[i].id, id))
			return &l->at[i];
	return NULL;
}

/* TOPIC/NAME, in lower case. */
static bool is_id(str id) {
	size_t slashes = 0;

	for (size_t i = 0; i < id.n; i++) {
		uint8_t c = id.at[i];
		bool inside = i > 0 && i + 1 < id.n;

		slashes += c == '/';
		if (!byte_is_digit(c) && !(c >= 'a' && c <= 'z') && !(inside && (c == '-' || c == '.' || c == '/')))
			return false;
	}
	return slashes == 1;
}

static int load_words(struct loader *l, const struct tree_node *map, struct question *q) {
	struct {
		const char *key;
		str *to;
	} wanted[] = {
		{ "question", &q->id }, { "what", &q->what }, { "harmless", &q->harmless }, { "source", &q->source },
	};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		*wanted[i].to = tree_get_text(l->t, map, str_of(wanted[i].key));
		if (wanted[i].to->n == 0)
			return TREE_COMPLAIN(l->t, map, l->reterr, STR("a question needs '"), str_of(wanted[i].key), STR("'"));
	}
	if (!is_id(q->id))
		return complain(l, tree_get(l->t, map, STR("question")), "a question is named TOPIC/NAME, in lower case");
	if (question_named(l, q->id))
		return complain(l, map, "there is a question of this name already");
	q->proto = tree_get_text(l->t, map, STR("proto"));
	return 0;
}

/* What is said of one way alone must not be passed over in silence with another. */
static int load_way(struct loader *l, const struct tree_node *map, struct question *q) {
	enum { UDP = 1 << WAY_UDP, TCP = 1 << WAY_TCP, TLS = 1 << WAY_TLS };
	static const struct {
		const char *key;
		unsigned ways;
	} keys[] = {
		{ "port", UDP }, { "answer-port", UDP }, { "groups", UDP }, { "unicast", UDP }, { "times", UDP }, { "listen-only", UDP },
		{ "ports", TCP | TLS }, { "after", TCP | TLS }, { "where", TCP | TLS }, { "path", TCP | TLS }, { "greeting", TCP },
	};
	const struct tree_node *n = tree_get(l->t, map, STR("way"));
	int way = 0;

	while (way < WAY_COUNT && !str_eq(tree_text(l->t, n), str_of(way_names[way])))
		way++;
	if (n && way == WAY_COUNT)
		return complain(l, n, "'way' is udp, tcp or tls");
	q->way = n ? (enum question_way)way : WAY_UDP;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct tree_node *value = tree_get(l->t, map, str_of(keys[i].key));

		if (value && !(keys[i].ways & 1u << q->way))
			return TREE_COMPLAIN(l->t, value, l->reterr, STR("'"), str_of(keys[i].key), STR("' is not for a question by "),
					     str_of(way_names[q->way]));
	}
	return 0;
}

/* ---- By UDP */

static int load_port(struct loader *l, const struct tree_node *map, struct question *q) {
	uint64_t port = 0, answer_port = 0, times = 1;
	int r = load_number(l, map, STR("port"), UINT16_MAX, &port);

	if (!r)
		r = load_number(l, map, STR("answer-port"), UINT16_MAX, &answer_port);
	if (!r)
		r = load_number(l, map, STR("times"), QUESTION_TIMES_MAX, &times);
	if (r)
		return r;
	if (q->listen_only && (port || !answer_port))
		return complain(l, map, "what is only listened to has an 'answer-port' and no 'port'");
	if (!q->listen_only && !port)
		return complain(l, map, "a question needs a 'port' to be sent to");
	if (!q->listen_only && question_port_is_barred((uint16_t)port))
		return complain(l, tree_get(l->t, map, STR("port")), barred);
	q->port = (uint16_t)port;
	q->answer_port = (uint16_t)answer_port;
	q->times = (unsigned)times;
	return 0;
}

/* 224/4 and 255.255.255.255; of IPv6 what stays on the link (RFC 4291, 2.7). */
static bool is_group(addr a) {
	static const uint8_t all[4] = { 255, 255, 255, 255 };

	if (a.kind == ADDR_IP4)
		return (a.bytes[0] & 0xf0) == 0xe0 || memcmp(a.bytes, all, sizeof all) == 0;
	return a.kind == ADDR_IP6 && a.bytes[0] == 0xff && a.bytes[1] == 0x02;
}

static int load_groups(struct loader *l, const struct tree_node *map, struct question *q) {
	const struct tree_node *list = tree_get(l->t, map, STR("groups"));
	size_t count = tree_child_count(l->t, list);
	str *groups = arena_new(l->mem, str, count + 1);

	if (!groups)
		return -ENOMEM;
	if (list && (list->kind != TREE_LIST || count == 0 || count > GROUPS_MAX))
		return complain(l, list, "'groups' is a list of 1 to 8 addresses");
	for (const struct tree_node *n = tree_child(l->t, list); n; n = tree_next(l->t, n)) {
		if (!is_group(addr_parse(tree_text(l->t, n))))
			return complain(l, n, "this is no group on the link: a multicast address, or 255.255.255.255");
		groups[q->groups.count++] = tree_text(l->t, n);
	}
	q->groups.at = groups;
	if (!q->groups.count && !q->unicast)
		return complain(l, map, "a question needs 'groups', or 'unicast: yes'");
	return 0;
}

static int load_udp(struct loader *l, const struct tree_node *map, struct question *q) {
	int r = load_yes(l, map, STR("unicast"), &q->unicast);

	if (!r)
		r = load_yes(l, map, STR("listen-only"), &q->listen_only);
	if (!r)
		r = load_port(l, map, q);
	return r ? r : load_groups(l, map, q);
}

/* ---- By TCP, and by TLS within it */

static bool has_port(const struct question *q, uint64_t port) {
	for (size_t i = 0; i < q->port_count; i++)
		if (q->ports[i] == port)
			return true;
	return false;
}

static int load_ports(struct loader *l, const struct tree_node *map, struct question *q) {
	const struct tree_node *list = tree_get(l->t, map, STR("ports"));
	size_t count = tree_child_count(l->t, list);
	uint64_t port;

	if (list && (list->kind != TREE_LIST || count == 0 || count > QUESTION_PORTS_MAX))
		return complain(l, list, "'ports' is a list of 1 to 16 numbers");
	uint16_t *ports = arena_new(l->mem, uint16_t, count + 1);
	if (!ports)
		return -ENOMEM;
	q->ports = ports;
	for (const struct tree_node *n = tree_child(l->t, list); n; n = tree_next(l->t, n)) {
		if (!str_u64(tree_text(l->t, n), &port) || port == 0 || port > UINT16_MAX)
			return complain(l, n, "a port is a number from 1 to 65535");
		if (question_port_is_barred((uint16_t)port))
			return complain(l, n, barred);
		if (has_port(q, port))
			return complain(l, n, "this port stands here twice");
		ports[q->port_count++] = (uint16_t)port;
	}
	return 0;
}

/* PROTOCOL.NAME, perhaps with more of it. */
static bool is_field(str name) {
	size_t dots = 0;

	for (size_t i = 0; i < name.n; i++) {
		uint8_t c = name.at[i];
		bool inside = i > 0 && i + 1 < name.n;

		dots += c == '.';
		if (!byte_is_digit(c) && !(c >= 'a' && c <= 'z') && !(inside && (c == '.' || c == '_')))
			return false;
	}
	return dots > 0;
}

static int load_where(struct loader *l, const struct tree_node *map, struct question *q) {
	const struct tree_node *where = tree_get(l->t, map, STR("where")), *path = tree_get(l->t, map, STR("path"));

	if (where && !is_field(tree_text(l->t, where)))
		return complain(l, where, "'where' is the name of a field, as ssdp.location");
	if (path && !template_is_path(tree_text(l->t, path)))
		return complain(l, path, "a path begins with '/', has no blank and at most 200 bytes, all printable ASCII");
	q->where = tree_text(l->t, where);
	q->path = tree_text(l->t, path);
	if (!q->port_count && !q->where.n)
		return TREE_COMPLAIN(l->t, map, l->reterr, STR("a question by "), str_of(way_names[q->way]),
				     STR(" needs 'ports', or 'where'"));
	return 0;
}

/* It would never be asked at a port, or a URL, where the earlier one is not. */
static int load_after(struct loader *l, const struct tree_node *map, struct question *q) {
	const struct tree_node *n = tree_get(l->t, map, STR("after"));

	if (!n)
		return 0;
	q->after = question_named(l, tree_text(l->t, n));
	if (!q->after || q->after->way != q->way)
		return complain(l, n, "'after' names an earlier question of the same way");
	for (size_t i = 0; i < q->port_count; i++)
		if (!has_port(q->after, q->ports[i]))
			return complain(l, n, "the question before it must be asked at all ports of this one");
	if (q->where.n && !str_eq(q->where, q->after->where))
		return complain(l, n, "the question before it must have the same 'where'");
	return 0;
}

static int load_tcp(struct loader *l, const struct tree_node *map, struct question *q) {
	int r = load_yes(l, map, STR("greeting"), &q->greeting);

	if (!r)
		r = load_ports(l, map, q);
	if (!r)
		r = load_where(l, map, q);
	return r ? r : load_after(l, map, q);
}

/* ---- Bytes */

/* Fits whoever is asked, and wherever it leads. */
static bool fits(const struct question *q) {
	static const uint8_t longest_host[HOST_MAX] = { 0 };
	uint8_t longest_path[QUESTION_PATH_MAX], filled[QUESTION_SIZE_MAX];
	static const uint8_t longest_community[QUESTION_COMMUNITY_MAX] = { 0 };
	struct question_fill with = { .host = { longest_host, sizeof longest_host }, .port = UINT16_MAX,
				      .path = { longest_path, sizeof longest_path },
				      .community = { longest_community, sizeof longest_community } };

	memset(longest_path, '/', sizeof longest_path);
	return question_fill(q, &with, filled, sizeof filled).n > 0;
}

static int check_bytes(struct loader *l, const struct tree_node *map, const struct tree_node *n, const struct question *q) {
	str bad = template_bad_hole(q->bytes);

	if (bad.n)
		return TREE_COMPLAIN(l->t, n, l->reterr, STR("'"), bad,
				     STR("' is none of {uuid} {uuid-upper} {random:1} to {random:32} {host} {port} {path} {community} {rest}"));
	if (!template_has_path(q->bytes) && (q->path.n || q->where.n))
		return complain(l, map, "without {path} in what is sent there is no 'path' and no 'where'");
	if (template_has_path(q->bytes) && !q->path.n && (q->port_count || !q->where.n))
		return complain(l, map, "what {path} stands for at the ports is said by 'path'");
	if (template_has_community(q->bytes) && (q->way != WAY_UDP || q->groups.count))
		return complain(l, map, "a community is told to single addresses by UDP, and to nobody else");
	return fits(q) ? 0 : complain(l, n, "a question has 1 to 1232 bytes");
}

static int load_bytes(struct loader *l, const struct tree_node *map, struct question *q) {
	const struct tree_node *text = tree_get(l->t, map, STR("text")), *hex = tree_get(l->t, map, STR("hex"));
	const struct tree_node *n = text ? text : hex;
	uint8_t room[QUESTION_SIZE_MAX];
	struct text t = TEXT(room);
	str wrong;
	bool crlf = false;
	int r = load_yes(l, map, STR("crlf"), &crlf);

	if (r)
		return r;
	if (q->listen_only && n)
		return complain(l, map, "what is only listened to sends no bytes");
	if (q->greeting && (n || q->path.n || q->where.n))
		return complain(l, map, "a greeting is only waited for: it has no bytes, no 'path' and no 'where'");
	if (q->listen_only || q->greeting)
		return 0;
	if (!text == !hex || (hex && crlf))
		return complain(l, map, "a question has either 'text', perhaps with 'crlf', or 'hex'");
	if (text)
		template_put_text(&t, tree_text(l->t, text), crlf);
	else if (!template_put_hex(&t, tree_text(l->t, hex), &wrong))
		return TREE_COMPLAIN(l->t, hex, l->reterr, STR("'"), wrong,
				     STR("' is no byte (1f), no bytes (00*12), no text ('ab') and nothing to fill in ({random:4})"));
	if (t.full)
		return complain(l, n, "a question has 1 to 1232 bytes");
	q->bytes = text_done(&t);
	r = check_bytes(l, map, n, q);
	q->bytes = r ? (str){ 0 } : arena_str(l->mem, q->bytes);
	q->community = template_has_community(q->bytes);
	return r ? r : q->bytes.at ? 0 : -ENOMEM;
}

/* ---- The table */

static int load_one(struct loader *l, const struct tree_node *map) {
	static const char *const known[] = {
		"question", "what", "harmless", "source", "proto", "way", "port", "answer-port", "groups", "unicast", "times",
		"listen-only", "ports", "after", "where", "path", "greeting", "text", "crlf", "hex", NULL,
	};
	struct question q = { .node = map };
	int r;

	if (map->kind != TREE_MAP)
		return complain(l, map, "a question is a map");
	if (l->count == QUESTIONS_MAX)
		return complain(l, map, "there are more than 256 questions");
	if ((r = tree_only(l->t, map, known, l->reterr)) || (r = load_words(l, map, &q)) || (r = load_way(l, map, &q)) ||
	    (r = q.way == WAY_UDP ? load_udp(l, map, &q) : load_tcp(l, map, &q)) || (r = load_bytes(l, map, &q)))
		return r;
	l->at[l->count++] = q;
	return 0;
}

int questions_load(arena *mem, const struct tree *t, struct questions *ret_questions, struct complaint *reterr) {
	struct loader l = { .mem = mem, .t = t, .reterr = reterr };
	size_t count = 0;

	for (const struct tree_node *file = tree_child(t, tree_root(t)); file; file = tree_next(t, file)) {
		if (file->kind != TREE_LIST)
			return complain(&l, file, "a file of questions is one list");
		count += tree_child_count(t, file);
	}
	l.at = arena_new(mem, struct question, count < QUESTIONS_MAX ? count + 1 : QUESTIONS_MAX);
	if (!l.at)
		return -ENOMEM;
	for (const struct tree_node *file = tree_child(t, tree_root(t)); file; file = tree_next(t, file)) {
		for (const struct tree_node *n = tree_child(t, file); n; n = tree_next(t, n)) {
			int r = load_one(&l, n);
			if (r)
				return r;
		}
	}
	*ret_questions = (struct questions){ l.at, l.count };
	return 0;
}
