/*
 * The table of all that is sent: what it says is loaded and filled in byte by
 * byte, what is wrong in it is refused with its line, and the program's own is
 * whole.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "base/yaml.h"
#include "read/proto.h"
#include "sense/questions.h"

static const char *own_path; /* data/questions.yaml */

static uint8_t memory[1 << 20];

struct loaded {
	struct yaml *yaml;
	struct tree tree;
	struct questions questions;
	struct complaint complaint;
	int answer;
};

static struct loaded load(str text) {
	struct loaded l = { .yaml = yaml_open() };
	arena mem = arena_over(memory, sizeof memory);

	assert_non_null(l.yaml);
	assert_int_equal(yaml_add(l.yaml, STR("questions.yaml"), text, &l.complaint), 0);
	l.tree = yaml_tree(l.yaml);
	l.answer = questions_load(&mem, &l.tree, &l.questions, &l.complaint);
	return l;
}

#define WORDS "  what: w\n  harmless: h\n  source: s\n"

static const struct question_fill somebody = {
	.random = { 0x13, 0xa8, 0x88, 0xa9, 0xf1, 0xb1, 0xf0, 0x20, 0x2e, 0x9f, 0x05, 0x60, 0x76, 0x82, 0xd2, 0x3b },
	.host = STR_INIT("192.0.2.7"), .port = 3702,
};

/* Loads one question with this end, fills it, and wants these bytes. */
static void filled_is(const char *rest, str want) {
	char text[2048];
	uint8_t room[QUESTION_SIZE_MAX];

	snprintf(text, sizeof text, "- question: a/b\n" WORDS "  port: 3702\n  unicast: yes\n%s", rest);
	struct loaded l = load(str_of(text));
	if (l.answer)
		fail_msg("%u: %s", l.complaint.line, l.complaint.what);
	str got = question_fill(&l.questions.at[0], &somebody, room, sizeof room);
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.at, want.at, want.n);
	yaml_close(l.yaml);
}

/* Lengths in one byte: what follows, and the community's own. */
static void community_and_rest(void **state) {
	static const uint8_t want[] = { 0x30, 0x09, 0x04, 0x06, 'p', 'u', 'b', 'l', 'i', 'c', 0xa0 };
	struct loaded l = load(STR("- question: a/b\n" WORDS "  port: 161\n  unicast: yes\n  hex: 30 {rest} 04 {community} a0\n"));
	struct question_fill with = { .community = STR("public") };
	uint8_t room[256], long_name[QUESTION_COMMUNITY_MAX + 1] = { 0 };

	(void)state;
	assert_int_equal(l.answer, 0);
	assert_true(l.questions.at[0].community);
	str got = question_fill(&l.questions.at[0], &with, room, sizeof room);
	assert_int_equal(got.n, sizeof want);
	assert_memory_equal(got.at, want, sizeof want);
	with.community = (str){ long_name, sizeof long_name };
	assert_int_equal(question_fill(&l.questions.at[0], &with, room, sizeof room).n, 0);
	/* 127 bytes have a length of one byte, 128 have none. */
	struct question q = { .bytes = STR("{rest}{random:32}{random:32}{random:32}{random:31}") };
	assert_int_equal(question_fill(&q, &with, room, sizeof room).n, 0);
	with.community = (str){ 0 };
	assert_int_equal(question_fill(&q, &with, room, sizeof room).n, 128);
	q.bytes = STR("{rest}{random:32}{random:32}{random:32}{random:32}");
	assert_int_equal(question_fill(&q, &with, room, sizeof room).n, 0);
	yaml_close(l.yaml);
}

static void whole_question(void **state) {
	(void)state;
	struct loaded l = load(STR("- question: sadp/inquiry\n" WORDS "  proto: sadp\n  port: 37020\n  answer-port: 37021\n"
				   "  groups: [239.255.255.250, 255.255.255.255, 'ff02::c']\n  unicast: yes\n  times: 3\n  hex: 01 02\n"
				   "- question: x/y\n" WORDS "  answer-port: 9\n  groups: [224.0.0.1]\n  listen-only: yes\n"));

	assert_int_equal(l.answer, 0);
	assert_int_equal(l.questions.count, 2);
	const struct question *q = l.questions.at;
	assert_true(str_eq(q->id, STR("sadp/inquiry")) && str_eq(q->proto, STR("sadp")));
	assert_true(str_eq(q->what, STR("w")) && str_eq(q->harmless, STR("h")) && str_eq(q->source, STR("s")));
	assert_int_equal(q->way, WAY_UDP);
	assert_int_equal(q->port, 37020);
	assert_int_equal(q->answer_port, 37021);
	assert_int_equal(q->groups.count, 3);
	assert_true(str_eq(q->groups.at[2], STR("ff02::c")));
	assert_true(q->unicast && !q->listen_only);
	assert_int_equal(q->times, 3);
	assert_int_equal(q->bytes.n, 2);
	assert_int_equal(q->node->line, 1);
	assert_true(q[1].listen_only && !q[1].unicast && q[1].bytes.n == 0 && q[1].port == 0 && q[1].times == 1);
	yaml_close(l.yaml);
}

static void bytes_of_hex(void **state) {
	(void)state;
	filled_is("  hex: 1f A0 00*3\n", STR("\x1f\xa0\0\0\0"));
	filled_is("  hex: \"01 'DH IP{' 0a\"\n", STR("\x01" "DH IP{\x0a"));
	filled_is("  hex: 01 {random:3} 03\n", STR("\x01\x13\xa8\x88\x03"));
	/* Longer than what is random: it begins again. */
	filled_is("  hex: \"{random:18}\"\n", (str){ (const uint8_t *)"\x13\xa8\x88\xa9\xf1\xb1\xf0\x20\x2e\x9f\x05\x60\x76\x82"
						     "\xd2\x3b\x13\xa8", 18 });
}

static void bytes_of_text(void **state) {
	(void)state;
	filled_is("  text: |-\n    a\n    b\n", STR("a\nb"));
	filled_is("  crlf: yes\n  text: |+\n    a\n    H: {host}:{port}\n\n", STR("a\r\nH: 192.0.2.7:3702\r\n\r\n"));
	filled_is("  text: \"{uuid}\"\n", STR("13a888a9-f1b1-4020-ae9f-05607682d23b"));
	filled_is("  text: \"<{uuid-upper}>\"\n", STR("<13A888A9-F1B1-4020-AE9F-05607682D23B>"));
	/* A brace that is no hole is a brace. */
	filled_is("  text: '{ \"a\" : {} {\"b\":1}}'\n", STR("{ \"a\" : {} {\"b\":1}}"));
}

static void uuid_is_version_4(void **state) {
	(void)state;
	static const struct question_fill ones = { .random = { 255, 255, 255, 255, 255, 255, 255, 255,
							       255, 255, 255, 255, 255, 255, 255, 255 } };
	struct question q = { .bytes = STR("{uuid}") };
	uint8_t room[64];
	str got = question_fill(&q, &ones, room, sizeof room);

	assert_true(str_eq(got, STR("ffffffff-ffff-4fff-bfff-ffffffffffff")));
}

static void too_small_a_room_gives_nothing(void **state) {
	(void)state;
	struct question q = { .bytes = STR("abc{random:2}") };
	uint8_t room[5];

	assert_int_equal(question_fill(&q, &somebody, room, 5).n, 5);
	assert_int_equal(question_fill(&q, &somebody, room, 4).n, 0);
}

#define GOOD "- question: a/b\n" WORDS
#define TCP GOOD "  way: tcp\n"
#define FIRST TCP "  ports: [80, 81]\n  text: a\n"
#define SECOND "- question: a/c\n" WORDS
static const struct {
	const char *text;
	unsigned line;
	const char *what;
} refusal_cases[] = {
	{ "a: b\n", 1, "a file of questions is one list" },
	{ "- a\n", 1, "a question is a map" },
	{ GOOD "  prot: x\n", 5, "*prot*" },
	{ "- question: a/b\n  what: w\n  source: s\n", 1, "a question needs 'harmless'" },
	{ "- question: a/b\n  what: w\n  harmless: h\n", 1, "a question needs 'source'" },
	{ "- question: A/b\n" WORDS, 1, "a question is named TOPIC/NAME, in lower case" },
	{ "- question: ab\n" WORDS, 1, "a question is named TOPIC/NAME, in lower case" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 00\n" GOOD, 8, "there is a question of this name already" },
	{ GOOD "  unicast: true\n", 5, "'unicast' is yes or no" },
	{ GOOD "  way: sctp\n", 5, "'way' is udp, tcp or tls" },
	{ GOOD "  port: 70000\n", 5, "'port' must be a number in its range" },
	{ GOOD "  port: 1\n  times: 4\n", 6, "'times' must be a number in its range" },
	{ GOOD, 1, "a question needs a 'port' to be sent to" },
	{ GOOD "  port: 9100\n", 5, "bytes have effects at this port: nothing is ever sent to it" },
	{ GOOD "  port: 7788\n", 5, "bytes have effects at this port: nothing is ever sent to it" },
	{ GOOD "  listen-only: yes\n  port: 1\n  answer-port: 2\n", 1,
	  "what is only listened to has an 'answer-port' and no 'port'" },
	{ GOOD "  listen-only: yes\n", 1, "what is only listened to has an 'answer-port' and no 'port'" },
	{ GOOD "  listen-only: yes\n  answer-port: 2\n  unicast: yes\n  hex: 00\n", 1, "what is only listened to sends no bytes" },
	{ GOOD "  port: 1\n  groups: 224.0.0.1\n", 6, "'groups' is a list of 1 to 8 addresses" },
	{ GOOD "  port: 1\n  groups: [192.0.2.255]\n", 6, "this is no group on the link: a multicast address, or 255.255.255.255" },
	{ GOOD "  port: 1\n  groups: ['ff0e::1']\n", 6, "this is no group on the link: a multicast address, or 255.255.255.255" },
	{ GOOD "  way: tcp\n  ports: [80]\n  groups: [224.0.0.1]\n", 7, "'groups' is not for a question by tcp" },
	{ GOOD "  way: tls\n  ports: [80]\n  port: 1\n", 7, "'port' is not for a question by tls" },
	{ GOOD "  way: tcp\n  ports: [80]\n  times: 2\n", 7, "'times' is not for a question by tcp" },
	{ GOOD "  way: tcp\n  ports: [80]\n  unicast: yes\n", 7, "'unicast' is not for a question by tcp" },
	{ GOOD "  way: tcp\n  ports: [80]\n  answer-port: 2\n", 7, "'answer-port' is not for a question by tcp" },
	{ GOOD "  way: tcp\n  ports: [80]\n  listen-only: yes\n", 7, "'listen-only' is not for a question by tcp" },
	{ GOOD "  ports: [80]\n", 5, "'ports' is not for a question by udp" },
	{ GOOD "  port: 1\n  after: a/b\n", 6, "'after' is not for a question by udp" },
	{ GOOD "  port: 1\n  where: a.b\n", 6, "'where' is not for a question by udp" },
	{ GOOD "  port: 1\n  path: /\n", 6, "'path' is not for a question by udp" },
	{ GOOD "  port: 1\n  greeting: yes\n", 6, "'greeting' is not for a question by udp" },
	{ GOOD "  way: tls\n  ports: [990]\n  greeting: yes\n", 7, "'greeting' is not for a question by tls" },
	{ TCP "  text: a\n", 1, "a question by tcp needs 'ports', or 'where'" },
	{ GOOD "  way: tls\n  text: a\n", 1, "a question by tls needs 'ports', or 'where'" },
	{ TCP "  ports: 80\n", 6, "'ports' is a list of 1 to 16 numbers" },
	{ TCP "  ports: []\n", 6, "'ports' is a list of 1 to 16 numbers" },
	{ TCP "  ports: [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]\n", 6, "'ports' is a list of 1 to 16 numbers" },
	{ TCP "  ports: [80, 0]\n", 6, "a port is a number from 1 to 65535" },
	{ TCP "  ports: [65536]\n", 6, "a port is a number from 1 to 65535" },
	{ TCP "  ports: [-1]\n", 6, "a port is a number from 1 to 65535" },
	{ TCP "  ports: [http]\n", 6, "a port is a number from 1 to 65535" },
	{ TCP "  ports: [[80]]\n", 6, "a port is a number from 1 to 65535" },
	{ TCP "  ports: [80, 9100]\n", 6, "bytes have effects at this port: nothing is ever sent to it" },
	{ TCP "  ports: [502]\n  greeting: yes\n", 6, "bytes have effects at this port: nothing is ever sent to it" },
	{ TCP "  ports: [80, 81, 80]\n", 6, "this port stands here twice" },
	{ TCP "  where: location\n", 6, "'where' is the name of a field, as ssdp.location" },
	{ TCP "  where: Ssdp.location\n", 6, "'where' is the name of a field, as ssdp.location" },
	{ TCP "  where: .location\n", 6, "'where' is the name of a field, as ssdp.location" },
	{ TCP "  where: [ssdp.location]\n", 6, "'where' is the name of a field, as ssdp.location" },
	{ TCP "  ports: [80]\n  path: onvif\n", 7, "a path begins with '/'*" },
	{ TCP "  ports: [80]\n  path: /a b\n", 7, "a path begins with '/'*" },
	{ TCP "  ports: [80]\n  path: \"/a\\r\\nb\"\n", 7, "a path begins with '/'*" },
	{ TCP "  ports: [80]\n  path: /\xc3\xa9\n", 7, "a path begins with '/'*" },
	{ TCP "  ports: [80]\n  text: a\n  path: /a\n", 1, "without {path} in what is sent there is no 'path' and no 'where'" },
	{ TCP "  where: a.b\n  text: a\n", 1, "without {path} in what is sent there is no 'path' and no 'where'" },
	{ TCP "  ports: [80]\n  text: \"{path}\"\n", 1, "what {path} stands for at the ports is said by 'path'" },
	{ TCP "  ports: [80]\n  where: a.b\n  text: \"{path}\"\n", 1, "what {path} stands for at the ports is said by 'path'" },
	{ GOOD "  port: 80\n  unicast: yes\n  text: \"{path}\"\n", 1, "what {path} stands for at the ports is said by 'path'" },
	{ TCP "  ports: [80]\n  text: a\n  after: a/c\n", 8, "'after' names an earlier question of the same way" },
	{ TCP "  ports: [80]\n  text: a\n  after: a/b\n", 8, "'after' names an earlier question of the same way" },
	{ FIRST SECOND "  way: tls\n  ports: [80]\n  text: a\n  after: a/b\n", 15, "'after' names an earlier question of the same way" },
	{ FIRST SECOND "  way: tcp\n  ports: [80, 82]\n  text: a\n  after: a/b\n", 15,
	  "the question before it must be asked at all ports of this one" },
	{ FIRST SECOND "  way: tcp\n  ports: [80]\n  where: a.b\n  path: /\n  text: \"{path}\"\n  after: a/b\n", 17,
	  "the question before it must have the same 'where'" },
	{ TCP "  ports: [21]\n  greeting: yes\n  text: a\n", 1, "a greeting is only waited for: it has no bytes, no 'path' and no 'where'" },
	{ TCP "  ports: [21]\n  greeting: yes\n  hex: 00\n", 1, "a greeting is only waited for: it has no bytes, no 'path' and no 'where'" },
	{ TCP "  greeting: yes\n  where: a.b\n", 1, "a greeting is only waited for: it has no bytes, no 'path' and no 'where'" },
	{ TCP "  ports: [21]\n  greeting: maybe\n", 7, "'greeting' is yes or no" },
	{ TCP "  ports: [21]\n  greeting: no\n", 1, "a question has either 'text', perhaps with 'crlf', or 'hex'" },
	{ TCP "  ports: [80]\n  path: /\n  hex: 00*999 00*100 {path}\n", 8, "a question has 1 to 1232 bytes" },
	{ GOOD "  port: 1\n  hex: 00\n", 1, "a question needs 'groups', or 'unicast: yes'" },
	{ GOOD "  port: 1\n  unicast: yes\n", 1, "a question has either 'text', perhaps with 'crlf', or 'hex'" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 00\n  text: a\n", 1, "a question has either 'text', perhaps with 'crlf', or 'hex'" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 00\n  crlf: yes\n", 1, "a question has either 'text', perhaps with 'crlf', or 'hex'" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 00 1\n", 7, "'1' is no byte*" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 00*1000\n", 7, "'00*1000' is no byte*" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 'zz'\n", 7, "'zz' is no byte*" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: \"'a\"\n", 7, "''a' is no byte*" },
	{ GOOD "  port: 1\n  groups: [224.0.0.1]\n  text: \"{community}\"\n", 1, "a community is told to single addresses*" },
	{ GOOD "  port: 1\n  unicast: yes\n  text: \"{uid}\"\n", 7, "'{uid}' is none of {uuid}*" },
	{ GOOD "  port: 1\n  unicast: yes\n  text: \"{random:33}\"\n", 7, "'{random:33}' is none of {uuid}*" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 00*999 00*999\n", 7, "a question has 1 to 1232 bytes" },
	{ GOOD "  port: 1\n  unicast: yes\n  hex: 00*999 00*203 {random:32}\n", 7, "a question has 1 to 1232 bytes" },
	{ GOOD "  port: 1\n  unicast: yes\n  text: ''\n", 7, "a question has 1 to 1232 bytes" },
};

static void refusals(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof refusal_cases / sizeof *refusal_cases; i++) {
		struct loaded l = load(str_of(refusal_cases[i].text));
		str want = str_of(refusal_cases[i].what), got = str_of(l.complaint.what);
		bool open = str_ends(want, STR("*")), anywhere = str_begins(want, STR("*"));

		if (anywhere)
			want = (str){ want.at + 1, want.n - 2 };
		else if (open)
			want.n--;
		bool same = anywhere ? str_find(got, want, 0) < got.n : open ? str_begins(got, want) : str_eq(got, want);
		if (l.answer != TREE_WRONG || l.complaint.line != refusal_cases[i].line || !same)
			fail_msg("case %zu: answer %d, line %u: %s", i, l.answer, l.complaint.line, l.complaint.what);
		assert_true(str_eq(l.complaint.file, STR("questions.yaml")));
		assert_int_equal(l.questions.count, 0);
		yaml_close(l.yaml);
	}
}

/* A path that has just too many bytes, and one that has not. */
static void long_path(void **state) {
	(void)state;
	for (size_t n = QUESTION_PATH_MAX; n <= QUESTION_PATH_MAX + 1; n++) {
		char text[1024], path[QUESTION_PATH_MAX + 2] = "/";

		memset(path + 1, 'x', n - 1);
		snprintf(text, sizeof text, TCP "  ports: [80]\n  text: \"{path}\"\n  path: %s\n", path);
		struct loaded l = load(str_of(text));
		assert_int_equal(l.answer, n <= QUESTION_PATH_MAX ? 0 : TREE_WRONG);
		yaml_close(l.yaml);
	}
}

static void questions_by_tcp(void **state) {
	(void)state;
	struct loaded l = load(STR("- question: web/root\n" WORDS "  way: tcp\n  ports: [80, 8080]\n  crlf: yes\n  text: |+\n    GET / HTTP/1.1\n"
				   "    Host: {host}:{port}\n\n"
				   "- question: web/icon\n" WORDS "  way: tcp\n  proto: http\n  ports: [8080]\n  after: web/root\n  text: i\n"
				   "- question: web/services\n" WORDS "  way: tls\n  ports: [443]\n  where: wsd.xaddr\n  path: /onvif\n  text: \"GET {path}\"\n"
				   "- question: web/model\n" WORDS "  way: tls\n  after: web/services\n  where: wsd.xaddr\n  text: \"{path}\"\n"
				   "- question: files/greeting\n" WORDS "  way: tcp\n  ports: [21]\n  greeting: yes\n"));

	if (l.answer)
		fail_msg("%u: %s", l.complaint.line, l.complaint.what);
	assert_int_equal(l.questions.count, 5);
	const struct question *q = l.questions.at;
	assert_int_equal(q[0].way, WAY_TCP);
	assert_true(q[0].port_count == 2 && q[0].ports[0] == 80 && q[0].ports[1] == 8080 && q[0].port == 0);
	assert_true(!q[0].after && !q[0].where.n && !q[0].path.n && !q[0].greeting && !q[0].unicast && !q[0].groups.count);
	assert_ptr_equal(q[1].after, &q[0]);
	assert_true(q[1].port_count == 1 && str_eq(q[1].proto, STR("http")));
	assert_int_equal(q[2].way, WAY_TLS);
	assert_true(str_eq(q[2].where, STR("wsd.xaddr")) && str_eq(q[2].path, STR("/onvif")));
	assert_ptr_equal(q[3].after, &q[2]);
	assert_int_equal(q[3].port_count, 0);
	assert_true(q[4].greeting && q[4].bytes.n == 0 && q[4].ports[0] == 21);
	yaml_close(l.yaml);
}

static void path_is_filled(void **state) {
	(void)state;
	struct question q = { .bytes = STR("GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n"), .path = STR("/own") };
	struct question_fill with = { .host = STR("[2001:db8::1]"), .port = 8080 };
	uint8_t room[QUESTION_SIZE_MAX];

	assert_true(str_eq(question_fill(&q, &with, room, sizeof room), STR("GET /own HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\n")));
	with.path = STR("/told%20{host}");
	assert_true(str_eq(question_fill(&q, &with, room, sizeof room),
			   STR("GET /told%20{host} HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\n")));
}

/* Whatever a device says its path is: one line, or nothing is sent. */
static void hostile_paths(void **state) {
	(void)state;
	static const str paths[] = {
		STR_INIT("x"), STR_INIT("http://192.0.2.1/"), STR_INIT("/a b"), STR_INIT("/a\tb"), STR_INIT("/a\rb"), STR_INIT("/a\nb"),
		STR_INIT("/ HTTP/1.1\r\nAuthorization: Basic YTpi\r\n\r\n"), STR_INIT("/a\0b"), STR_INIT("/a\x7f"), STR_INIT("/\xc3\xa9"),
		STR_INIT("/a "), STR_INIT(" /a"),
	};
	struct question q = { .bytes = STR("GET {path}\r\n") }, plain = { .bytes = STR("GET /") };
	uint8_t long_one[QUESTION_PATH_MAX + 1], room[QUESTION_SIZE_MAX];
	struct question_fill with = { .path = { 0 } };

	assert_int_equal(question_fill(&q, &with, room, sizeof room).n, 0);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		with.path = paths[i];
		assert_int_equal(question_fill(&q, &with, room, sizeof room).n, 0);
		assert_int_equal(question_fill(&plain, &with, room, sizeof room).n, 5);
	}
	memset(long_one, '/', sizeof long_one);
	with.path = (str){ long_one, sizeof long_one };
	assert_int_equal(question_fill(&q, &with, room, sizeof room).n, 0);
	with.path.n--;
	assert_int_equal(question_fill(&q, &with, room, sizeof room).n, QUESTION_PATH_MAX + strlen("GET \r\n"));
}

/* Where a URL leads on 192.0.2.1 or 2001:db8::1; port 0: nowhere. */
static const struct {
	enum question_way way;
	const char *url;
	uint16_t port;
	const char *path;
} place_cases[] = {
	{ WAY_TCP, "http://192.0.2.1:49152/d.xml", 49152, "/d.xml" },
	{ WAY_TCP, "HTTP://192.0.2.1", 80, "/" },
	{ WAY_TCP, "http://192.0.2.1/", 80, "/" },
	{ WAY_TCP, "http://192.0.2.1:/a", 80, "/a" },
	{ WAY_TCP, "http://192.0.2.1:65535/a%0d%0ab", 65535, "/a%0d%0ab" },
	{ WAY_TCP, "http://192.0.2.1/a#part", 80, "/a" },
	{ WAY_TCP, "http://192.0.2.1#part", 80, "/" },
	{ WAY_TCP, "http://192.0.2.1//other.example/", 80, "//other.example/" },
	{ WAY_TCP, "rtsp://192.0.2.1/s", 554, "/s" },
	{ WAY_TLS, "https://192.0.2.1/a", 443, "/a" },
	{ WAY_TLS, "rtsps://192.0.2.1:7441/a", 7441, "/a" },
	{ WAY_TLS, "rtsps://192.0.2.1/a", 322, "/a" },
	{ WAY_TCP, "http://[2001:db8::1]:8080/a", 8080, "/a" },
	{ WAY_TCP, "http://[2001:DB8:0::1]/a", 80, "/a" },
	{ WAY_TCP, "http://[2001:db8::1%25eth0]/a", 80, "/a" },
	/* Of another way, or of none. */
	{ WAY_TCP, "https://192.0.2.1/a", 0, NULL },
	{ WAY_TLS, "http://192.0.2.1/a", 0, NULL },
	{ WAY_UDP, "http://192.0.2.1/a", 0, NULL },
	{ WAY_TCP, "ftp://192.0.2.1/a", 0, NULL },
	{ WAY_TCP, "file:///etc/passwd", 0, NULL },
	{ WAY_TCP, "", 0, NULL },
	{ WAY_TCP, "http:", 0, NULL },
	{ WAY_TCP, "http://", 0, NULL },
	{ WAY_TCP, "/d.xml", 0, NULL },
	{ WAY_TCP, "//192.0.2.1/d.xml", 0, NULL },
	{ WAY_TCP, "192.0.2.1/d.xml", 0, NULL },
	{ WAY_TCP, " http://192.0.2.1/", 0, NULL },
	/* On somebody else, or on who knows whom. */
	{ WAY_TCP, "http://192.0.2.2/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1.evil.example/a", 0, NULL },
	{ WAY_TCP, "http://camera.local/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1@192.0.2.2/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.2@192.0.2.1/a", 0, NULL },
	{ WAY_TCP, "http://admin:12345@192.0.2.1/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1@evil/", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1 /a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1\r\nX: y/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2/a", 0, NULL },
	{ WAY_TCP, "http://3221225985/a", 0, NULL },
	{ WAY_TCP, "http://[192.0.2.1]/a", 0, NULL },
	{ WAY_TCP, "http://2001:db8::1/a", 0, NULL },
	{ WAY_TCP, "http://[2001:db8::2]/a", 0, NULL },
	{ WAY_TCP, "http://[2001:db8::1/a", 0, NULL },
	{ WAY_TCP, "http://[2001:db8::1]8080/a", 0, NULL },
	{ WAY_TCP, "http://[", 0, NULL },
	{ WAY_TCP, "http://[]/a", 0, NULL },
	{ WAY_TCP, "http://[::ffff:192.0.2.1]/a", 0, NULL },
	/* A port that nobody may be sent anything to, or none at all. */
	{ WAY_TCP, "http://192.0.2.1:0/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:65536/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:18446744073709551696/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:-80/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:80:81/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:http/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:9100/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:631/a", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1:502/a", 0, NULL },
	/* A second line, a blank, a command. */
	{ WAY_TCP, "http://192.0.2.1/a\r\nAuthorization: x", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1/a b", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1/a\x01", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1/\xff", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1?x", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1/cgi-bin/param.cgi?cmd=sysreboot", 0, NULL },
	{ WAY_TCP, "http://192.0.2.1/a?#b", 0, NULL },
};

static void places(void **state) {
	(void)state;
	static const uint16_t untouched = 7;

	for (size_t i = 0; i < sizeof place_cases / sizeof *place_cases; i++) {
		struct question q = { .way = place_cases[i].way };
		bool is_six = strchr(place_cases[i].url, '[') || strstr(place_cases[i].url, "db8");
		addr who = addr_parse(is_six ? STR("2001:db8::1") : STR("192.0.2.1"));
		uint16_t port = untouched;
		str path = STR("untouched");

		if (question_place(&q, str_of(place_cases[i].url), who, &port, &path) != (place_cases[i].port != 0))
			fail_msg("'%s' leads %s", place_cases[i].url, place_cases[i].port ? "nowhere" : "somewhere");
		assert_int_equal(port, place_cases[i].port ? place_cases[i].port : untouched);
		assert_true(str_eq(path, place_cases[i].port ? str_of(place_cases[i].path) : STR("untouched")));
	}
}

static void places_of_nobody(void **state) {
	(void)state;
	struct question q = { .way = WAY_TCP };
	uint8_t url[QUESTION_PATH_MAX + 32] = "http://192.0.2.1/";
	size_t head = strlen((const char *)url) - 1;
	uint16_t port;
	str path;

	assert_false(question_place(&q, STR("http://00:11:22:33:44:55/"), addr_parse(STR("00:11:22:33:44:55")), &port, &path));
	assert_false(question_place(&q, STR("http://x/"), (addr){ 0 }, &port, &path));
	memset(url + head + 1, 'x', sizeof url - head - 1);
	assert_true(question_place(&q, (str){ url, head + QUESTION_PATH_MAX }, addr_parse(STR("192.0.2.1")), &port, &path));
	assert_int_equal(path.n, QUESTION_PATH_MAX);
	assert_false(question_place(&q, (str){ url, head + QUESTION_PATH_MAX + 1 }, addr_parse(STR("192.0.2.1")), &port, &path));
}

static void too_many(void **state) {
	(void)state;
	static char text[QUESTIONS_MAX * 128 + 256];
	size_t n = 0;

	for (int i = 0; i <= QUESTIONS_MAX; i++)
		n += (size_t)snprintf(text + n, sizeof text - n,
				      "- question: a/%d\n" WORDS "  port: 1\n  unicast: yes\n  hex: 00\n", i);
	struct loaded l = load((str){ (const uint8_t *)text, n });
	assert_int_equal(l.answer, TREE_WRONG);
	assert_string_equal(l.complaint.what, "there are more than 256 questions");
	yaml_close(l.yaml);
}

static void too_little_memory(void **state) {
	(void)state;
	struct yaml *yaml = yaml_open();
	struct complaint c;
	struct questions questions = { 0 };
	arena mem = arena_over(memory, 64);

	assert_int_equal(yaml_add(yaml, STR("q"), STR(GOOD "  port: 1\n  unicast: yes\n  hex: 00\n"), &c), 0);
	struct tree tree = yaml_tree(yaml);
	assert_true(questions_load(&mem, &tree, &questions, &c) < 0);
	assert_int_equal(questions.count, 0);
	yaml_close(yaml);
}

static void barred_ports(void **state) {
	(void)state;
	static const uint16_t barred[] = { 0, 102, 502, 515, 631, 6101, 7788, 9100, 9101, 9107, 20000, 44818, 47808 };
	static const uint16_t free_ports[] = { 80, 443, 554, 3702, 8000, 9000, 9099, 9108, 37020, 37777, 34567 };

	for (size_t i = 0; i < sizeof barred / sizeof *barred; i++)
		assert_true(question_port_is_barred(barred[i]));
	for (size_t i = 0; i < sizeof free_ports / sizeof *free_ports; i++)
		assert_false(question_port_is_barred(free_ports[i]));
}

static bool is_told(str field) {
	for (const struct proto *const *p = protos; *p; p++)
		for (const struct field *f = (*p)->fields; f->name; f++)
			if (str_eq(str_of(f->name), field))
				return true;
	return false;
}

/* Whoever asks must find a reader of the name, and every question fits a packet whatever is filled in. */
static void our_own(void **state) {
	(void)state;
	uint8_t room[QUESTION_SIZE_MAX];
	str text;

	assert_int_equal(file_map(own_path, &text), 0);
	struct loaded l = load(text);
	if (l.answer)
		fail_msg("%u: %s", l.complaint.line, l.complaint.what);
	assert_true(l.questions.count >= 20);
	for (size_t i = 0; i < l.questions.count; i++) {
		const struct question *q = &l.questions.at[i];
		struct question_fill with = { .host = STR("192.0.2.1"), .port = 65535, .path = q->path.n ? q->path : STR("/") };

		if (q->proto.n && !proto_by_name(q->proto))
			fail_msg("%.*s: there is no reader '%.*s'", STR_ARG(q->id), STR_ARG(q->proto));
		if (q->where.n && !is_told(q->where))
			fail_msg("%.*s: no reader tells '%.*s'", STR_ARG(q->id), STR_ARG(q->where));
		if (!q->listen_only && !q->greeting && !question_fill(q, &with, room, sizeof room).n)
			fail_msg("%.*s: does not fit", STR_ARG(q->id));
	}
	file_unmap(text);
	yaml_close(l.yaml);
}

/* Against the sizes and sums that the protocols ask for. */
static void our_own_sizes(void **state) {
	(void)state;
	static const struct {
		const char *id;
		size_t size;
	} sizes[] = {
		{ "dhdiscover/search", 32 + 73 }, { "dvrip/search", 20 }, { "tvt/search", 140 }, { "reolink/search", 20 },
		{ "hanwha/search", 262 }, { "hanwha/search-extended", 334 }, { "i-pro/search", 52 }, { "vivotek/search", 5 },
		{ "foscam/search", 27 }, { "bosch/search", 12 }, { "sony/search", 14 }, { "tdp/search", 16 },
		{ "gige/discovery", 8 }, { "pppp/search", 4 }, { "vstarcam/search", 4 },
	};
	uint8_t room[QUESTION_SIZE_MAX];
	size_t found = 0;
	str text;

	assert_int_equal(file_map(own_path, &text), 0);
	struct loaded l = load(text);
	assert_int_equal(l.answer, 0);
	for (size_t i = 0; i < l.questions.count; i++) {
		const struct question *q = &l.questions.at[i];
		str bytes = question_fill(q, &somebody, room, sizeof room);
		unsigned sum = 1;

		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			if (!str_eq(q->id, str_of(sizes[k].id)))
				continue;
			found++;
			assert_int_equal(bytes.n, sizes[k].size);
		}
		for (size_t k = 0; str_eq(q->id, STR("i-pro/search")) && k < bytes.n - 2; k++)
			sum += bytes.at[k];
		if (str_eq(q->id, STR("i-pro/search")))
			assert_int_equal(sum & 0xffff, bytes.at[50] << 8 | bytes.at[51]);
	}
	assert_int_equal(found, sizeof sizes / sizeof *sizes);
	file_unmap(text);
	yaml_close(l.yaml);
}

int main(int argc, char *argv[]) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_question), cmocka_unit_test(community_and_rest),
		cmocka_unit_test(bytes_of_hex), cmocka_unit_test(bytes_of_text),
		cmocka_unit_test(uuid_is_version_4), cmocka_unit_test(too_small_a_room_gives_nothing),
		cmocka_unit_test(refusals), cmocka_unit_test(too_many), cmocka_unit_test(too_little_memory),
		cmocka_unit_test(barred_ports), cmocka_unit_test(long_path), cmocka_unit_test(questions_by_tcp),
		cmocka_unit_test(path_is_filled), cmocka_unit_test(hostile_paths), cmocka_unit_test(places),
		cmocka_unit_test(places_of_nobody), cmocka_unit_test(our_own), cmocka_unit_test(our_own_sizes),
	};

	if (argc < 2)
		return 2;
	own_path = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
