#include "sense/questions.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "fact/addr.h"

enum {
	RANDOM_MAX = 32,  /* bytes of one random part; Hanwha's packet number has 18 */
	REPEAT_MAX = 999, /* of one byte in `hex`; Hanwha's question ends with 315 zeros */
	GROUPS_MAX = 8,   /* of one question; the most are two */
	UUID_TEXT_SIZE = 36,
};

const char *const way_names[WAY_COUNT] = { [WAY_UDP] = "udp", [WAY_TCP] = "tcp" };

bool question_port_is_barred(uint16_t port) {
	static const struct {
		uint16_t first, last;
	} barred[] = {
		/* What printers print: LPD, IPP, Zebra, and JetDirect on all its ports. */
		{ 515, 515 }, { 631, 631 }, { 6101, 6101 }, { 9100, 9107 },
		/* What moves machines: S7, Modbus, Niagara, EtherNet/IP, IEC 104, FINS, SRTP, DNP3, PROFINET, BACnet. */
		{ 102, 102 }, { 502, 502 }, { 1911, 1911 }, { 2222, 2222 }, { 2404, 2404 }, { 4911, 4911 }, { 9600, 9600 },
		{ 18245, 18246 }, { 20000, 20000 }, { 34962, 34964 }, { 44818, 44818 }, { 47808, 47808 },
		/* Uniview's maintenance port: CVE-2021-45039. */
		{ 7788, 7788 },
	};

	if (port == 0)
		return true;
	for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
		if (port >= barred[i].first && port <= barred[i].last)
			return true;
	return false;
}

/* ---- Templates */

/* "{", a word of letters and dashes, perhaps a colon and digits, "}": what looks like a hole. Empty for anything else. */
static str brace_at(str s) {
	size_t i = 1;

	if (s.n == 0 || s.at[0] != '{')
		return (str){ 0 };
	while (i < s.n && ((s.at[i] >= 'a' && s.at[i] <= 'z') || s.at[i] == '-'))
		i++;
	size_t word = i;
	if (i < s.n && s.at[i] == ':')
		for (i++; i < s.n && byte_is_digit(s.at[i]);)
			i++;
	return word > 1 && i < s.n && s.at[i] == '}' ? (str){ s.at, i + 1 } : (str){ 0 };
}

enum question_hole question_hole_at(str s, size_t *ret_size, size_t *ret_random) {
	static const struct {
		str text;
		enum question_hole hole;
	} holes[] = {
		{ STR_INIT("{uuid}"), FILL_UUID }, { STR_INIT("{uuid-upper}"), FILL_UUID_UPPER },
		{ STR_INIT("{host}"), FILL_HOST }, { STR_INIT("{port}"), FILL_PORT },
	};
	str brace = brace_at(s), inner = brace.n ? (str){ brace.at + 1, brace.n - 2 } : brace;
	uint64_t number;

	*ret_size = brace.n;
	*ret_random = 0;
	for (size_t i = 0; i < sizeof holes / sizeof *holes; i++)
		if (str_eq(brace, holes[i].text))
			return holes[i].hole;
	if (str_begins(inner, STR("random:")) && str_u64(str_after(inner, strlen("random:")), &number) && number > 0 &&
	    number <= RANDOM_MAX) {
		*ret_random = (size_t)number;
		return FILL_RANDOM;
	}
	return FILL_NONE;
}

/* Version 4, variant 10: RFC 9562, section 5.4. */
static void put_uuid(struct text *t, const uint8_t random[QUESTION_RANDOM_SIZE], bool upper) {
	uint8_t bytes[QUESTION_RANDOM_SIZE], room[UUID_TEXT_SIZE];
	struct text uuid = TEXT(room);

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = random[i];
	bytes[6] = (uint8_t)((bytes[6] & 0x0f) | 0x40);
	bytes[8] = (uint8_t)((bytes[8] & 0x3f) | 0x80);
	for (size_t i = 0; i < sizeof bytes; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			text_byte(&uuid, '-');
		text_hex(&uuid, (str){ &bytes[i], 1 }, 0);
	}
	for (size_t i = 0; i < uuid.used; i++)
		text_byte(t, (uint8_t)(upper && byte_is_letter(room[i]) ? room[i] - 'a' + 'A' : room[i]));
}

static void put_hole(struct text *t, const struct question *q, enum question_hole hole, size_t random_size,
		     const uint8_t random[QUESTION_RANDOM_SIZE], str host) {
	if (hole == FILL_UUID || hole == FILL_UUID_UPPER)
		put_uuid(t, random, hole == FILL_UUID_UPPER);
	for (size_t i = 0; hole == FILL_RANDOM && i < random_size; i++)
		text_byte(t, random[i % QUESTION_RANDOM_SIZE]);
	if (hole == FILL_HOST)
		text_str(t, host);
	if (hole == FILL_PORT)
		text_u64(t, q->port);
}

str question_fill(const struct question *q, const uint8_t random[QUESTION_RANDOM_SIZE], str host, uint8_t *room,
		  size_t room_size) {
	struct text t = { .at = room, .size = room_size };

	for (str rest = q->bytes; rest.n;) {
		size_t size, random_size;
		enum question_hole hole = question_hole_at(rest, &size, &random_size);

		if (hole == FILL_NONE)
			text_byte(&t, rest.at[0]);
		else
			put_hole(&t, q, hole, random_size, random, host);
		rest = str_after(rest, hole == FILL_NONE ? 1 : size);
	}
	return t.full ? (str){ 0 } : text_done(&t);
}

/* ---- The table */

struct loader {
	arena *mem;
	const struct tree *t;
	struct question *at;
	size_t count;
	struct complaint *reterr;
};

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
	for (size_t i = 0; i < l->count; i++)
		if (str_eq(l->at[i].id, q->id))
			return complain(l, map, "there is a question of this name already");
	q->proto = tree_get_text(l->t, map, STR("proto"));
	return 0;
}

static int load_way(struct loader *l, const struct tree_node *map, struct question *q) {
	const struct tree_node *n = tree_get(l->t, map, STR("way"));
	int way = 0;

	while (way < WAY_COUNT && !str_eq(tree_text(l->t, n), str_of(way_names[way])))
		way++;
	if (n && way == WAY_COUNT)
		return complain(l, n, "'way' is udp or tcp");
	q->way = n ? (enum question_way)way : WAY_UDP;
	return 0;
}

static int load_ports(struct loader *l, const struct tree_node *map, struct question *q) {
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
		return complain(l, tree_get(l->t, map, STR("port")), "bytes have effects at this port: nothing is ever sent to it");
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
	if (q->groups.count && q->way == WAY_TCP)
		return complain(l, list, "nobody can be asked by TCP in a group");
	if (!q->groups.count && !q->unicast)
		return complain(l, map, "a question needs 'groups', or 'unicast: yes'");
	return 0;
}

/* HH, HH*N, 'text', or a hole: one word of `hex`. False when it is none of them. */
static bool put_hex_word(struct text *t, str word) {
	uint64_t times = 1;
	size_t size, random_size;

	if (question_hole_at(word, &size, &random_size) != FILL_NONE && size == word.n) {
		text_str(t, word);
		return true;
	}
	if (word.n > 2 && word.at[2] == '*' && (!str_u64(str_after(word, 3), &times) || times == 0 || times > REPEAT_MAX))
		return false;
	if (word.n < 2 || byte_hex(word.at[0]) < 0 || byte_hex(word.at[1]) < 0 || (word.n > 2 && word.at[2] != '*'))
		return false;
	while (times--)
		text_byte(t, (uint8_t)(byte_hex(word.at[0]) << 4 | byte_hex(word.at[1])));
	return true;
}

/* Cuts one word off; what stands in single quotes is one, blanks and all. */
static str cut_hex_word(str *rest) {
	size_t n = 0;

	while (rest->n && byte_is_blank(rest->at[0]))
		*rest = str_after(*rest, 1);
	if (rest->n && rest->at[0] == '\'') {
		n = str_find(*rest, STR("'"), 1);
		n += n < rest->n;
	}
	while (n < rest->n && !byte_is_blank(rest->at[n]))
		n++;
	str word = { rest->at, n };
	*rest = str_after(*rest, n);
	return word;
}

static int decode_hex(struct loader *l, const struct tree_node *n, struct text *t) {
	str rest = tree_text(l->t, n), word;

	while ((word = cut_hex_word(&rest)).n) {
		bool quoted = word.n > 2 && word.at[0] == '\'' && word.at[word.n - 1] == '\'';

		if (quoted)
			text_str(t, (str){ word.at + 1, word.n - 2 });
		else if (!put_hex_word(t, word))
			return TREE_COMPLAIN(l->t, n, l->reterr, STR("'"), word,
					     STR("' is no byte (1f), no bytes (00*12), no text ('ab') and nothing to fill in ({random:4})"));
	}
	return 0;
}

static void decode_text(str text, bool crlf, struct text *t) {
	for (size_t i = 0; i < text.n; i++) {
		if (crlf && text.at[i] == '\n')
			text_byte(t, '\r');
		text_byte(t, text.at[i]);
	}
}

/* What looks like a hole and is none would be sent as it stands. */
static int check_holes(struct loader *l, const struct tree_node *n, str bytes) {
	for (str rest = bytes; rest.n; rest = str_after(rest, 1)) {
		size_t size, random_size;

		if (question_hole_at(rest, &size, &random_size) == FILL_NONE && size)
			return TREE_COMPLAIN(l->t, n, l->reterr, STR("'"), brace_at(rest),
					     STR("' is none of {uuid} {uuid-upper} {random:1} to {random:32} {host} {port}"));
	}
	return 0;
}

static int load_bytes(struct loader *l, const struct tree_node *map, struct question *q) {
	const struct tree_node *text = tree_get(l->t, map, STR("text")), *hex = tree_get(l->t, map, STR("hex"));
	static const uint8_t longest_host[ADDR_TEXT_MAX] = { 0 };
	static const uint8_t random[QUESTION_RANDOM_SIZE] = { 0 };
	uint8_t room[QUESTION_SIZE_MAX], filled[QUESTION_SIZE_MAX];
	struct text t = TEXT(room);
	bool crlf = false;
	int r = load_yes(l, map, STR("crlf"), &crlf);

	if (r)
		return r;
	if (q->listen_only)
		return text || hex ? complain(l, map, "what is only listened to sends no bytes") : 0;
	if (!text == !hex || (hex && crlf))
		return complain(l, map, "a question has either 'text', perhaps with 'crlf', or 'hex'");
	if (hex)
		r = decode_hex(l, hex, &t);
	else
		decode_text(tree_text(l->t, text), crlf, &t);
	q->bytes = text_done(&t);
	if (!r)
		r = check_holes(l, text ? text : hex, q->bytes);
	if (!r && (t.full || !question_fill(q, random, (str){ longest_host, sizeof longest_host }, filled, sizeof filled).n))
		r = complain(l, text ? text : hex, "a question has 1 to 1232 bytes");
	q->bytes = r ? (str){ 0 } : arena_str(l->mem, q->bytes);
	return r ? r : q->bytes.at ? 0 : -ENOMEM;
}

static int load_one(struct loader *l, const struct tree_node *map) {
	static const char *const known[] = {
		"question", "what", "harmless", "source", "proto", "way", "port", "answer-port", "groups", "unicast", "times",
		"listen-only", "text", "crlf", "hex", NULL,
	};
	struct question q = { .node = map };
	int r;

	if (map->kind != TREE_MAP)
		return complain(l, map, "a question is a map");
	if (l->count == QUESTIONS_MAX)
		return complain(l, map, "there are more than 256 questions");
	if ((r = tree_only(l->t, map, known, l->reterr)) || (r = load_words(l, map, &q)) ||
	    (r = load_yes(l, map, STR("unicast"), &q.unicast)) ||
	    (r = load_yes(l, map, STR("listen-only"), &q.listen_only)) || (r = load_way(l, map, &q)) ||
	    (r = load_ports(l, map, &q)) || (r = load_groups(l, map, &q)) || (r = load_bytes(l, map, &q)))
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
