/*
 * Device records, line by line, with readers of the test's own: what is told
 * of good lines, and what is said of bad ones.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base64.h"
#include "cell/records.h"

/* Readers of the test: "toy" takes what begins with TOY, "loose" anything from port 7. */

static const struct field toy_fields[] = { { "toy.word", "what follows TOY" }, { NULL, NULL } };
static const struct field loose_fields[] = { { "loose.byte", "the first byte" }, { NULL, NULL } };

static enum read_end toy_read(struct reading *rx, cur in) {
	if (!str_eq(cur_take(&in, 3), STR("TOY")))
		return READ_NOT_MINE;
	tell_of(rx, addr_parse(STR("192.0.2.1")), &toy_fields[0], cur_rest(&in));
	return READ_DONE;
}

static enum read_end loose_read(struct reading *rx, cur in) {
	tell(rx, &loose_fields[0], cur_take(&in, 1));
	return READ_CUT;
}

static void toy_read_part(struct reading *rx, str field, str value) {
	if (str_eq(field, STR("toy.part")))
		tell(rx, &toy_fields[0], value);
}

static const char *const toy_parts[] = { "toy.part", "toy.other", NULL };
static const struct hook toy_hooks[] = { { LANE_UDP, KEY_ANY }, { LANE_END, 0 } };
static const struct hook loose_hooks[] = { { LANE_UDP, 7 }, { LANE_END, 0 } };
static const char *const toy_documents[] = { "shop.toy", "loose.doll.raw", NULL };
static const struct proto toy = {
	.name = "toy", .what = "", .hooks = toy_hooks, .fields = toy_fields, .documents = toy_documents, .read = toy_read,
	.parts = toy_parts, .read_part = toy_read_part,
};
static const struct proto loose = {
	.name = "loose", .what = "", .hooks = loose_hooks, .fields = loose_fields, .read = loose_read,
};
const struct proto *const protos[] = { &loose, &toy, NULL };

/* What was told, as text: "<a 1|field=value|…>", and "!1 sentence" for a complaint. */
struct heard {
	struct records_sink sink;
	char text[8192];
	size_t used;
	uint64_t record_count, observation_count;
	int answer; /* what the sink gives back */
};

__attribute__((format(printf, 2, 3)))
static void hear(struct heard *h, const char *format, ...) {
	va_list args;

	va_start(args, format);
	int n = vsnprintf(h->text + h->used, sizeof h->text - h->used, format, args);
	va_end(args);
	if (n > 0 && (size_t)n < sizeof h->text - h->used)
		h->used += (size_t)n;
}

static int hear_observation(struct obs_sink *sink, const struct obs *obs) {
	struct heard *h = (struct heard *)sink;

	assert_int_equal(obs->who.kind, ADDR_NONE);
	h->observation_count++;
	hear(h, "|%.*s=%.*s", STR_ARG(obs->field), STR_ARG(obs->value));
	return h->answer;
}

static int hear_record(struct records_sink *sink, str device, uint64_t line) {
	struct heard *h = (struct heard *)sink;

	h->record_count++;
	hear(h, "<%.*s %u", STR_ARG(device), (unsigned)line);
	return 0;
}

static int hear_end(struct records_sink *sink) {
	hear((struct heard *)sink, ">");
	return 0;
}

static int hear_complaint(struct records_sink *sink, const struct complaint *c) {
	hear((struct heard *)sink, "!%u:%u %s", c->line, c->column, c->what);
	return 0;
}

struct bench {
	struct heard heard;
	struct records records;
	uint8_t *memory;
	arena scratch;
};

static int set_up(void **state) {
	struct bench *b = calloc(1, sizeof *b);

	assert_non_null(b);
	b->heard.sink = (struct records_sink){ { hear_observation }, hear_record, hear_end, hear_complaint };
	b->memory = malloc((size_t)RECORDS_MEMORY + RECORDS_SCRATCH);
	assert_non_null(b->memory);
	b->scratch = arena_over(b->memory, (size_t)RECORDS_MEMORY + RECORDS_SCRATCH);
	assert_true(records_init(&b->records, &b->scratch, &b->heard.sink));
	*state = b;
	return 0;
}

static int tear_down(void **state) {
	struct bench *b = *state;

	free(b->memory);
	free(b);
	return 0;
}

/* An exact copy on the heap lets the address sanitizer see one byte too many. */
static int take(struct bench *b, const char *line, size_t size) {
	uint8_t *copy = malloc(size ? size : 1);

	assert_non_null(copy);
	memcpy(copy, line, size);
	int r = records_line(&b->records, (str){ copy, size }, b->scratch);
	free(copy);
	return r;
}

static void expect(void **state, const char *line, const char *want) {
	struct bench *b = *state;

	b->heard.text[0] = 0;
	b->heard.used = 0;
	assert_int_equal(take(b, line, strlen(line)), 0);
	assert_string_equal(b->heard.text, want);
}

static void record_keeps_no_secret(void **state) {
	expect(state,
	       "{\"device\":\"a\",\"observations\":[{\"field\":\"x.path\",\"value\":\"rtsp://admin:geheim@10.0.0.5/a\"},"
	       "{\"field\":\"x.password\",\"value\":\"geheim\"},{\"field\":\"x.path\",\"value\":\"/a?pwd=geheim&b=c\"}]}",
	       "<a 1|x.path=rtsp://***@10.0.0.5/a|x.password=***|x.path=/a?pwd=***&b=c>");
}

static void good_record(void **state) {
	expect(state,
	       "{\"truth\": {\"maker\": [1, {}]}, \"observations\": [{\"value\": \"App-webs/\", \"field\": \"http.server\"},"
	       " {\"field\": \"tcp.port\", \"value\": 80}, {\"field\": \"x.y\", \"value\": true, \"more\": []}],"
	       " \"device\": \"front-door\"}",
	       "<front-door 1|http.server=App-webs/|tcp.port=80|x.y=true>");
}

static void escapes(void **state) {
	expect(state, "{\"device\":\"a\\u00e9\",\"observations\":[{\"field\":\"a\\u002eb\",\"value\":\"x\\n\\\"\"}]}",
	       "<a\xc3\xa9 1|a.b=x\n\">");
}

static void own_words_first_then_derived(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"toy.raw\",\"value\":\"TOYbear\"},"
	       "{\"field\":\"mac\",\"value\":\"28:57:be:00:00:00\"},{\"field\":\"shop.toy\",\"value\":\"TOYcar\"}]}",
	       "<d 1|toy.raw=TOYbear|mac=28:57:be:00:00:00|shop.toy=TOYcar|toy.word=bear|toy.word=car>");
}

static void base64_message(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"toy.raw\",\"encoding\":\"base64\",\"value\":\"VE9ZYg==\"}]}",
	       "<d 1|toy.raw=TOYb|toy.word=b>");
}

static void message_of_any_port(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"udp.raw\",\"value\":\"TOYa\"}]}",
	       "<d 1|udp.raw=TOYa|toy.word=a>");
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"udp.7.raw\",\"value\":\"TOYa\"}]}",
	       "<d 2|udp.7.raw=TOYa|loose.byte=T>");
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"udp.raw\",\"value\":\"boy\"}]}",
	       "<d 3|udp.raw=boy|loose.byte=b>");
}

static void longer_name_of_a_message(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"toy.log_in.raw\",\"value\":\"TOYa\"}]}",
	       "<d 1|toy.log_in.raw=TOYa|toy.word=a>");
}

static void unknown_message_is_kept(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"nobody.raw\",\"value\":\"abc\"}]}",
	       "<d 1|nobody.raw=abc>");
}

/* A reader may list a document whose name another's message would have. */
static void document_of_a_raw_name(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"loose.doll.raw\",\"value\":\"TOYa\"}]}",
	       "<d 1|loose.doll.raw=TOYa|toy.word=a>");
}

static void fields_in_another_spelling(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"SNMP.sysDescr\",\"value\":\"a\"},"
	       "{\"field\":\"upnp.manufacturerURL\",\"value\":\"b\"},{\"field\":\"toy.log-in\",\"value\":\"c\"},"
	       "{\"field\":\"tcp-843.raw\",\"value\":\"e\"},{\"field\":\"http.Query.cgi?Ext=1\",\"value\":\"f\"}]}",
	       "<d 1|snmp.sys_descr=a|upnp.manufacturer_url=b|toy.log_in=c|tcp-843.raw=e|http.Query.cgi?Ext=1=f>");
}

/* Whole names only: whoever stands further in a name may be another device. */
static void fields_of_another_name(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"snmp.sysdescr\",\"value\":\"a\"},"
	       "{\"field\":\"tls.subject_cn\",\"value\":\"b\"},{\"field\":\"nvr.channel.1.mac_address\",\"value\":\"c\"}]}",
	       "<d 1|snmp.sys_descr=a|tls.subject=CN=b|nvr.channel.1.mac_address=c>");
}

/* One header of a message, say: its reader knows what it says. */
static void a_part_of_a_message(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"toy.part\",\"value\":\"ab\"},"
		      "{\"field\":\"toy.other\",\"value\":\"c\"}]}",
	       "<d 1|toy.part=ab|toy.other=c|toy.word=ab>");
}

static void a_message_with_its_version_or_port(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"toy-v2.raw\",\"value\":\"TOYa\"},"
		      "{\"field\":\"toy-5000.raw\",\"value\":\"TOYb\"}]}",
	       "<d 1|toy-v2.raw=TOYa|toy-5000.raw=TOYb|toy.word=a|toy.word=b>");
}

/* Whose it is nobody knows: of the device, or of those that it serves. */
static void a_message_under_a_name_that_nobody_has(void **state) {
	static const char *const names[] = { "nobody-5000.raw", "toy-client.raw", "client.raw", "nvr.raw", "nvr.channel1.raw", "a.list.raw",
					     "cgi.answer", "vms.response", "nvr.response", "register.note" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char line[128], told[128];

		snprintf(line, sizeof line, "{\"device\":\"d\",\"observations\":[{\"field\":\"%s\",\"value\":\"TOYa\"}]}",
			 names[i]);
		snprintf(told, sizeof told, "<d %zu|%s=TOYa>", i + 1, names[i]);
		expect(state, line, told);
	}
}

static void empty_values_are_not_told(void **state) {
	expect(state, "{\"device\":\"d\",\"observations\":[{\"field\":\"a.b\",\"value\":\"\"},{\"field\":\"a.c\",\"value\":null}]}",
	       "<d 1>");
}

static void bad_lines_do_not_stop_the_others(void **state) {
	expect(state, "\xef\xbb\xbf{\"device\":\"a\",\"observations\":[]}\r\n", "<a 1>");
	expect(state, "  \r\n", "");
	expect(state, "{\"device\":\"b\" nonsense}", "!3:15 this is not JSON");
	expect(state, "{\"device\":\"c\",\"observations\":[]}", "<c 4>");
	struct bench *b = *state;
	assert_int_equal(b->records.good_count, 2);
	assert_int_equal(b->records.bad_count, 1);
}

static void bad_records(void **state) {
	static const struct {
		const char *line, *why;
	} cases[] = {
		{ "hello", "this is not JSON" },
		{ "[]", "a record must be an object" },
		{ "{\"device\":\"a\",\"observ", "the line ends in the middle of the JSON" },
		{ "{\"device\":\"a\",\"observations\":[]} {}", "something follows the record on its line" },
		{ "{\"observations\":[]}", "a record needs a 'device'" },
		{ "{\"device\":\"a\"}", "a record needs 'observations'" },
		{ "{\"device\":{},\"observations\":[]}", "'device' must be text" },
		{ "{\"device\":\"a\",\"observations\":{}}", "'observations' must be a list" },
		{ "{\"device\":\"a\",\"observations\":[1]}", "an observation must be an object" },
		{ "{\"device\":\"a\",\"observations\":[{\"value\":\"x\"}]}", "an observation needs a 'field'" },
		{ "{\"device\":\"a\",\"observations\":[{\"field\":\"f\"}]}", "the observation of 'f' needs a 'value'" },
		{ "{\"device\":\"a\",\"observations\":[{\"field\":\"f\",\"value\":\"x\",\"encoding\":7}]}",
		  "the encoding '7' of 'f' is not known: it may be base64" },
		{ "{\"device\":\"a\",\"observations\":[{\"field\":\"f\",\"value\":[]}]}",
		  "a value must be text, a number, true or false" },
		{ "{\"device\":\"a\",\"observations\":[{\"field\":\"f\",\"value\":\"x\",\"encoding\":\"hex\"}]}",
		  "the encoding 'hex' of 'f' is not known: it may be base64" },
		{ "{\"device\":\"a\",\"observations\":[{\"field\":\"f\",\"value\":\"%\",\"encoding\":\"base64\"}]}",
		  "the value of 'f' is not base64" },
	};
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		b->heard.text[0] = 0;
		b->heard.used = 0;
		assert_int_equal(take(b, cases[i].line, strlen(cases[i].line)), 0);
		assert_int_equal(b->heard.text[0], '!');
		assert_string_equal(strchr(b->heard.text, ' ') + 1, cases[i].why);
	}
	assert_int_equal(b->heard.record_count, 0);
}

static void deep_nesting(void **state) {
	char line[300] = "{\"device\":\"a\",\"x\":";

	memset(line + strlen(line), '[', 200);
	expect(state, line, "!1:82 nested too deeply to be a record");
}

static void lines_cut_anywhere(void **state) {
	static const char line[] = "{\"device\":\"d\\u00e9\",\"x\":[1.5,{\"y\":null}],\"observations\":"
				   "[{\"field\":\"toy.raw\",\"value\":\"VE9ZYg==\",\"encoding\":\"base64\"}]}";
	struct bench *b = *state;

	for (size_t size = 1; size < sizeof line - 1; size++)
		assert_int_equal(take(b, line, size), 0);
	assert_int_equal(b->records.good_count, 0);
	assert_int_equal(b->records.bad_count, sizeof line - 2);
}

/* Whatever stands on a line: it is told as a whole, or complained about. */
static void mutated_lines(void **state) {
	static const char line[] = "{\"device\":\"d\\u00e9\\n\",\"x\":[1.5,{\"y\":null}],\"observations\":"
				   "[{\"field\":\"toy.raw\",\"value\":\"VE9ZYg==\",\"encoding\":\"base64\"},{\"field\":\"udp.raw\","
				   "\"value\":\"TOY\\ud83d\\ude00\"}]}";
	static const char likely[] = "{}[]\":,\\u0=\n";
	struct bench *b = *state;
	uint32_t seed = 1;

	for (int round = 0; round < 20000; round++) {
		char copy[sizeof line];

		memcpy(copy, line, sizeof line);
		for (int i = 0; i < 2; i++) {
			seed = seed * 1664525 + 1013904223;
			bool any = seed >> 31;
			char byte = any ? (char)(seed >> 20) : likely[(seed >> 20) % (sizeof likely - 1)];
			copy[(seed >> 8) % (sizeof line - 1)] = byte;
		}
		b->heard.used = 0;
		assert_int_equal(take(b, copy, sizeof line - 1), 0);
	}
	assert_true(b->records.good_count > 0 && b->records.bad_count > 0);
	assert_int_equal(b->heard.record_count, b->records.good_count);
}

static void raw_evidence_is_cut(void **state) {
	char line[2000] = "{\"device\":\"d\",\"observations\":[{\"field\":\"nobody.raw\",\"value\":\"";
	struct bench *b = *state;

	memset(line + strlen(line), 'x', RECORD_RAW_MAX - 1);
	/* A character of two bytes across the edge goes as a whole. */
	strncat(line, "\xc3\xa9tail\"}]}", 20);
	assert_int_equal(take(b, line, strlen(line)), 0);
	assert_int_equal(b->heard.used, strlen("<d 1|nobody.raw=>") + RECORD_RAW_MAX - 1);
}

static void long_line(void **state) {
	struct bench *b = *state;
	size_t size = (size_t)20 * 1024 * 1024;
	char *line = malloc(size);

	assert_non_null(line);
	memset(line, 'x', size);
	assert_int_equal(take(b, line, size), 0);
	free(line);
	assert_string_equal(b->heard.text, "!1:0 the line is longer than 16 MiB");
	expect(state, "{\"device\":\"a\",\"observations\":[]}", "<a 2>");
}

static void too_many_observations(void **state) {
	static const char one[] = "{\"field\":\"a\",\"value\":1},";
	struct bench *b = *state;
	size_t count = RECORD_OBSERVATIONS_MAX + 1;
	char *line = malloc(100 + count * (sizeof one - 1)), *at = line;

	assert_non_null(line);
	at += snprintf(at, 100, "{\"device\":\"d\",\"observations\":[");
	for (size_t i = 0; i < count; i++) {
		memcpy(at, one, sizeof one - 1);
		at += sizeof one - 1;
	}
	memcpy(at - 1, "]}", 2);
	assert_int_equal(take(b, line, (size_t)(at + 1 - line)), 0);
	free(line);
	assert_string_equal(b->heard.text, "!1:0 a record may have no more than 65536 observations");
}

static void sink_stops(void **state) {
	struct bench *b = *state;
	static const char line[] = "{\"device\":\"d\",\"observations\":[{\"field\":\"a\",\"value\":1},{\"field\":\"b\",\"value\":1}]}";

	b->heard.answer = -7;
	assert_int_equal(take(b, line, sizeof line - 1), -7);
	assert_int_equal(b->heard.observation_count, 1);
}

static void base64_digits(void **state) {
	static const struct {
		const char *in, *out;
	} cases[] = { { "", "" }, { "Zg==", "f" }, { "Zm8=", "fo" }, { "Zm9v", "foo" }, { "Zm9vYg", "foob" },
		      { "Zm9v\r\nYmFy", "foobar" }, { "+/+/", "\xfb\xff\xbf" },
		      { "Z", NULL }, { "Zm9v=Zg", NULL }, { "Zm9v===", NULL }, { "Zm-v", NULL } };
	uint8_t room[256];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		arena mem = arena_over(room, sizeof room);
		str out = { 0 };

		assert_int_equal(base64_unpack(str_of(cases[i].in), &mem, &out), cases[i].out != NULL);
		if (cases[i].out)
			assert_true(str_eq(out, str_of(cases[i].out)));
	}
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(record_keeps_no_secret),
		CASE(good_record), CASE(escapes), CASE(own_words_first_then_derived), CASE(base64_message),
		CASE(message_of_any_port), CASE(longer_name_of_a_message), CASE(unknown_message_is_kept),
		CASE(fields_in_another_spelling),
		CASE(fields_of_another_name),
		CASE(document_of_a_raw_name), CASE(a_part_of_a_message),
		CASE(a_message_with_its_version_or_port), CASE(a_message_under_a_name_that_nobody_has),
		CASE(empty_values_are_not_told), CASE(bad_lines_do_not_stop_the_others), CASE(bad_records),
		CASE(deep_nesting), CASE(lines_cut_anywhere), CASE(mutated_lines), CASE(raw_evidence_is_cut), CASE(long_line),
		CASE(too_many_observations), CASE(sink_stops), cmocka_unit_test(base64_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
