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

static const uint8_t random_bytes[QUESTION_RANDOM_SIZE] = { 0x13, 0xa8, 0x88, 0xa9, 0xf1, 0xb1, 0xf0, 0x20,
							    0x2e, 0x9f, 0x05, 0x60, 0x76, 0x82, 0xd2, 0x3b };

/* Loads one question with this end, fills it, and wants these bytes. */
static void filled_is(const char *rest, str want) {
	char text[2048];
	uint8_t room[QUESTION_SIZE_MAX];

	snprintf(text, sizeof text, "- question: a/b\n" WORDS "  port: 3702\n  unicast: yes\n%s", rest);
	struct loaded l = load(str_of(text));
	if (l.answer)
		fail_msg("%u: %s", l.complaint.line, l.complaint.what);
	str got = question_fill(&l.questions.at[0], random_bytes, STR("192.0.2.7"), room, sizeof room);
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.at, want.at, want.n);
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
	static const uint8_t ones[QUESTION_RANDOM_SIZE] = { 255, 255, 255, 255, 255, 255, 255, 255,
							    255, 255, 255, 255, 255, 255, 255, 255 };
	struct question q = { .bytes = STR("{uuid}") };
	uint8_t room[64];
	str got = question_fill(&q, ones, (str){ 0 }, room, sizeof room);

	assert_true(str_eq(got, STR("ffffffff-ffff-4fff-bfff-ffffffffffff")));
}

static void too_small_a_room_gives_nothing(void **state) {
	(void)state;
	struct question q = { .bytes = STR("abc{random:2}") };
	uint8_t room[5];

	assert_int_equal(question_fill(&q, random_bytes, (str){ 0 }, room, 5).n, 5);
	assert_int_equal(question_fill(&q, random_bytes, (str){ 0 }, room, 4).n, 0);
}

static void refusals(void **state) {
	(void)state;
#define GOOD "- question: a/b\n" WORDS
	static const struct {
		const char *text;
		unsigned line;
		const char *what;
	} cases[] = {
		{ "a: b\n", 1, "a file of questions is one list" },
		{ "- a\n", 1, "a question is a map" },
		{ GOOD "  prot: x\n", 5, "*prot*" },
		{ "- question: a/b\n  what: w\n  source: s\n", 1, "a question needs 'harmless'" },
		{ "- question: a/b\n  what: w\n  harmless: h\n", 1, "a question needs 'source'" },
		{ "- question: A/b\n" WORDS, 1, "a question is named TOPIC/NAME, in lower case" },
		{ "- question: ab\n" WORDS, 1, "a question is named TOPIC/NAME, in lower case" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 00\n" GOOD, 8, "there is a question of this name already" },
		{ GOOD "  unicast: true\n", 5, "'unicast' is yes or no" },
		{ GOOD "  way: sctp\n", 5, "'way' is udp or tcp" },
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
		{ GOOD "  port: 1\n  way: tcp\n  groups: [224.0.0.1]\n", 7, "nobody can be asked by TCP in a group" },
		{ GOOD "  port: 1\n  hex: 00\n", 1, "a question needs 'groups', or 'unicast: yes'" },
		{ GOOD "  port: 1\n  unicast: yes\n", 1, "a question has either 'text', perhaps with 'crlf', or 'hex'" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 00\n  text: a\n", 1, "a question has either 'text', perhaps with 'crlf', or 'hex'" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 00\n  crlf: yes\n", 1, "a question has either 'text', perhaps with 'crlf', or 'hex'" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 00 1\n", 7, "'1' is no byte*" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 00*1000\n", 7, "'00*1000' is no byte*" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 'zz'\n", 7, "'zz' is no byte*" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: \"'a\"\n", 7, "''a' is no byte*" },
		{ GOOD "  port: 1\n  unicast: yes\n  text: \"{uid}\"\n", 7, "'{uid}' is none of {uuid}*" },
		{ GOOD "  port: 1\n  unicast: yes\n  text: \"{random:33}\"\n", 7, "'{random:33}' is none of {uuid}*" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 00*999 00*999\n", 7, "a question has 1 to 1232 bytes" },
		{ GOOD "  port: 1\n  unicast: yes\n  hex: 00*999 00*203 {random:32}\n", 7, "a question has 1 to 1232 bytes" },
		{ GOOD "  port: 1\n  unicast: yes\n  text: ''\n", 7, "a question has 1 to 1232 bytes" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct loaded l = load(str_of(cases[i].text));
		str want = str_of(cases[i].what), got = str_of(l.complaint.what);
		bool open = str_ends(want, STR("*")), anywhere = str_begins(want, STR("*"));

		if (anywhere)
			want = (str){ want.at + 1, want.n - 2 };
		else if (open)
			want.n--;
		bool same = anywhere ? str_find(got, want, 0) < got.n : open ? str_begins(got, want) : str_eq(got, want);
		if (l.answer != TREE_WRONG || l.complaint.line != cases[i].line || !same)
			fail_msg("case %zu: answer %d, line %u: %s", i, l.answer, l.complaint.line, l.complaint.what);
		assert_true(str_eq(l.complaint.file, STR("questions.yaml")));
		assert_int_equal(l.questions.count, 0);
		yaml_close(l.yaml);
	}
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

		if (q->proto.n && !proto_by_name(q->proto))
			fail_msg("%.*s: there is no reader '%.*s'", STR_ARG(q->id), STR_ARG(q->proto));
		if (!q->listen_only && !question_fill(q, random_bytes, STR("192.0.2.1"), room, sizeof room).n)
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
		str bytes = question_fill(q, random_bytes, STR("192.0.2.1"), room, sizeof room);
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
		cmocka_unit_test(whole_question), cmocka_unit_test(bytes_of_hex), cmocka_unit_test(bytes_of_text),
		cmocka_unit_test(uuid_is_version_4), cmocka_unit_test(too_small_a_room_gives_nothing),
		cmocka_unit_test(refusals), cmocka_unit_test(too_many), cmocka_unit_test(too_little_memory),
		cmocka_unit_test(barred_ports), cmocka_unit_test(our_own), cmocka_unit_test(our_own_sizes),
	};

	if (argc < 2)
		return 2;
	own_path = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
