/*
 * Single messages in a locked process: which reader gets one, what is told of
 * those that nobody reads, and that a cell that falls takes one message with
 * it and no more. The readers are the test's own, some of them bad.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cell/answer.h"
#include "cell/cell.h"
#include "cell/frame.h"
#include "cell/messages.h"
#include "read/proto.h"

/* Readers of the test */

enum { OPENER = 6001, TRAP, SLEEPER, CHATTER, SCRIBBLER, BREAKER, OTHERS };

static const struct field word = { "toy.word", "a word" };
static const struct field fields[] = { { "toy.word", "a word" }, { NULL, NULL } };

/* Tells who read it: "door:Dx". */
static enum read_end tell_if(struct reading *rx, cur in, const char *beginning) {
	uint8_t room[64];
	struct text t = TEXT(room);
	str all = cur_rest(&in);

	if (!str_begins(all, str_of(beginning)))
		return READ_NOT_MINE;
	text_cstr(&t, rx->proto->name);
	text_byte(&t, ':');
	text_str(&t, all);
	tell(rx, &word, text_done(&t));
	return READ_DONE;
}

static enum read_end door_read(struct reading *rx, cur in) {
	return tell_if(rx, in, "D");
}

static enum read_end toy_read(struct reading *rx, cur in) {
	return tell_if(rx, in, "DTOY");
}

static enum read_end opener_read(struct reading *rx, cur in) {
	(void)in;
	tell_u64(rx, &word, open("/etc/passwd", O_RDONLY) < 0);
	return READ_DONE;
}

static enum read_end trap_read(struct reading *rx, cur in) {
	(void)rx, (void)in;
	__builtin_trap();
}

/* Waits for an order that nobody gives. */
static enum read_end sleeper_read(struct reading *rx, cur in) {
	uint8_t byte;

	(void)rx, (void)in;
	for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
		(void)!read(fd, &byte, 1);
	return READ_DONE;
}

static enum read_end chatter_read(struct reading *rx, cur in) {
	(void)in;
	for (uint64_t i = 0; i < 3 * CELL_MESSAGE_OBSERVATIONS_MAX; i++)
		tell_u64(rx, &word, i);
	return READ_DONE;
}

static enum read_end scribbler_read(struct reading *rx, cur in) {
	*(volatile uint8_t *)(uintptr_t)in.at = 'x';
	tell(rx, &word, STR("could write"));
	return READ_DONE;
}

static enum read_end breaker_read(struct reading *rx, cur in) {
	(void)rx, (void)in;
	return READ_BROKEN;
}

static enum read_end others_read(struct reading *rx, cur in) {
	(void)in;
	tell_of(rx, rx->to, &word, STR("of the receiver"));
	return READ_DONE;
}

#define PROTO(word, reads, ...) \
	static const struct proto word##_proto = { \
		.name = #word, .what = "", .hooks = (const struct hook[]){ __VA_ARGS__, { LANE_END, 0 } }, \
		.fields = fields, .read = reads, \
	}
PROTO(toy, toy_read, { LANE_UDP, KEY_ANY }, { LANE_TCP, KEY_ANY });
PROTO(door, door_read, { LANE_UDP, 4000 }, { LANE_TCP, 80 });
PROTO(badge, door_read, { LANE_CERTIFICATE, KEY_ANY });
PROTO(bell, door_read, { LANE_UDP, 5000 });
PROTO(opener, opener_read, { LANE_UDP, OPENER });
PROTO(trap, trap_read, { LANE_UDP, TRAP });
PROTO(sleeper, sleeper_read, { LANE_UDP, SLEEPER });
PROTO(chatter, chatter_read, { LANE_UDP, CHATTER });
PROTO(scribbler, scribbler_read, { LANE_UDP, SCRIBBLER });
PROTO(breaker, breaker_read, { LANE_UDP, BREAKER });
PROTO(others, others_read, { LANE_UDP, OTHERS });
const struct proto *const protos[] = { &toy_proto, &door_proto, &badge_proto, &bell_proto, &opener_proto, &trap_proto,
				       &sleeper_proto, &chatter_proto, &scribbler_proto, &breaker_proto, &others_proto, NULL };

/* What a cell said, as text: "|192.0.2.1 field=value". */
struct heard {
	struct cell_listener listener;
	char text[4096];
	size_t used, count;
	uint64_t time_us;
	int answer;
	struct complaint why;
};

static int hear(struct obs_sink *sink, const struct obs *obs) {
	struct heard *h = (struct heard *)sink;
	uint8_t room[ADDR_TEXT_MAX];
	struct text who = TEXT(room);

	addr_format(&who, obs->who);
	int n = snprintf(h->text + h->used, sizeof h->text - h->used, "|%.*s %.*s=%.*s", STR_ARG(text_done(&who)),
			 STR_ARG(obs->field), STR_ARG(obs->value));
	if (n > 0 && (size_t)n < sizeof h->text - h->used)
		h->used += (size_t)n;
	h->time_us = obs->time_us;
	h->count++;
	return h->answer;
}

static struct heard listening(void) {
	return (struct heard){ .listener.sink.take = hear };
}

static struct cell_message message_from(uint16_t from_port, uint16_t to_port, str bytes) {
	return (struct cell_message){
		.who = addr_parse(STR("192.0.2.1")), .to = addr_parse(STR("192.0.2.2")),
		.from_port = from_port, .to_port = to_port, .time_us = 1, .bytes = bytes,
	};
}

static struct cell *open_cell(void) {
	struct cell *cell;

	assert_int_equal(cell_messages_open(&cell), 0);
	return cell;
}

static int read_one(struct heard *h, const struct cell_message *m) {
	struct cell *cell = open_cell();
	int r = cell_read_message(cell, m, &h->listener, &h->why);

	cell_close(cell);
	return r;
}

static void expect(struct cell_message m, const char *want) {
	struct heard h = listening();

	assert_int_equal(read_one(&h, &m), 0);
	assert_string_equal(h.text, want);
}

/* Who reads it */

static void the_senders_port_comes_first(void **state) {
	(void)state;
	expect(message_from(4000, 5000, STR("Dx")), "|192.0.2.1 toy.word=door:Dx");
	expect(message_from(5000, 4000, STR("Dx")), "|192.0.2.1 toy.word=bell:Dx");
	expect(message_from(7777, 4000, STR("Dx")), "|192.0.2.1 toy.word=door:Dx");
}

static void the_port_that_was_asked_comes_second(void **state) {
	struct cell_message m = message_from(7777, 5000, STR("Dx"));

	(void)state;
	m.asked_port = 4000;
	expect(m, "|192.0.2.1 toy.word=door:Dx");
	m.from_port = 5000;
	expect(m, "|192.0.2.1 toy.word=bell:Dx");
}

static void who_takes_any_port_comes_last(void **state) {
	(void)state;
	expect(message_from(7777, 4000, STR("DTOY")), "|192.0.2.1 toy.word=door:DTOY");
	expect(message_from(7777, 8888, STR("DTOY")), "|192.0.2.1 toy.word=toy:DTOY");
	expect(message_from(0, 0, STR("DTOY")), "|192.0.2.1 toy.word=toy:DTOY");
}

static void only_a_listeners_port_names_tcp(void **state) {
	struct cell_message m = message_from(80, 50123, STR("Dx"));

	(void)state;
	m.kind = MESSAGE_TCP;
	expect(m, "|192.0.2.1 toy.word=door:Dx");
	m.from_port = 50123, m.to_port = 80;
	expect(m, "|192.0.2.1 tcp.50123.raw=Dx");
	m.bytes = STR("DTOY");
	expect(m, "|192.0.2.1 toy.word=toy:DTOY");
}

static void what_was_said_behind_another_port_is_known_by_its_bytes(void **state) {
	struct cell_message m = message_from(8443, 50123, STR("DTOY"));

	(void)state;
	m.kind = MESSAGE_TCP;
	m.asked_port = 8443;
	expect(m, "|192.0.2.1 toy.word=toy:DTOY");
}

static void a_certificate_is_read_as_one_whatever_the_port(void **state) {
	struct cell_message m = message_from(80, 4000, STR("DER"));

	(void)state;
	m.kind = MESSAGE_CERTIFICATE;
	expect(m, "|192.0.2.1 toy.word=badge:DER");
	/* Who would show something else as a certificate is not quoted. */
	m.bytes = STR("no certificate");
	expect(m, "");
}

static void time_and_speaker_come_back(void **state) {
	struct heard h = listening();
	struct cell_message m = message_from(4000, 1, STR("Dx"));

	(void)state;
	m.who = addr_parse(STR("fe80::1"));
	m.time_us = 0x0102030405060708;
	assert_int_equal(read_one(&h, &m), 0);
	assert_string_equal(h.text, "|fe80::1 toy.word=door:Dx");
	assert_int_equal(h.time_us, m.time_us);
	expect(message_from(OTHERS, 1, STR("x")), "|192.0.2.2 toy.word=of the receiver");
}

/* Whom nobody reads */

static void unread_bytes_are_kept(void **state) {
	struct cell_message m = message_from(7777, 8888, STR("who knows"));

	(void)state;
	expect(m, "|192.0.2.1 udp.7777.raw=who knows");
	m.asked_port = 9999;
	expect(m, "|192.0.2.1 udp.9999.raw=who knows");
}

static void secrets_of_unread_bytes_are_not(void **state) {
	(void)state;
	expect(message_from(7777, 1, STR("model=x password=y")), "|192.0.2.1 udp.7777.raw=model=x ");
	expect(message_from(7777, 1, STR("password=y")), "");
}

static void no_more_is_kept_than_marks_look_at(void **state) {
	struct heard h = listening();
	uint8_t bytes[3000];
	struct cell_message m = message_from(7777, 1, (str){ bytes, sizeof bytes });

	(void)state;
	memset(bytes, 'v', sizeof bytes);
	assert_int_equal(read_one(&h, &m), 0);
	assert_int_equal(h.used, strlen("|192.0.2.1 udp.7777.raw=") + MESSAGE_RAW_MAX);
}

static void what_is_taken_is_not_kept_raw(void **state) {
	(void)state;
	expect(message_from(BREAKER, 1, STR("x")), "");
}

static void an_empty_message_says_nothing(void **state) {
	(void)state;
	expect(message_from(4000, 1, (str){ 0 }), "");
}

/* How much */

static void the_longest_message_is_read_and_no_longer_one(void **state) {
	struct heard h = listening();
	uint8_t *bytes = calloc(1, CELL_MESSAGE_MAX + 1);
	struct cell_message m = message_from(BREAKER, 1, (str){ bytes, CELL_MESSAGE_MAX + 1 });
	struct cell *cell = open_cell();

	(void)state;
	assert_non_null(bytes);
	assert_int_equal(cell_read_message(cell, &m, &h.listener, &h.why), CELL_TOO_LONG);
	assert_string_equal(h.why.what, "the message is longer than 64 KiB, so it was not read");
	m.bytes.n--;
	assert_int_equal(cell_read_message(cell, &m, &h.listener, &h.why), 0);
	m = message_from(4000, 1, STR("Dx"));
	assert_int_equal(cell_read_message(cell, &m, &h.listener, &h.why), 0);
	assert_string_equal(h.text, "|192.0.2.1 toy.word=door:Dx");
	cell_close(cell);
	free(bytes);
}

static void a_flood_of_observations_is_cut(void **state) {
	struct heard h = listening();
	struct cell_message m = message_from(CHATTER, 1, STR("x"));
	struct cell *cell = open_cell();

	(void)state;
	for (size_t i = 1; i <= 2; i++) {
		assert_int_equal(cell_read_message(cell, &m, &h.listener, &h.why), 0);
		assert_int_equal(h.count, i * CELL_MESSAGE_OBSERVATIONS_MAX);
	}
	cell_close(cell);
}

static void many_messages_in_order(void **state) {
	struct cell *cell = open_cell();
	uint8_t room[16];

	(void)state;
	for (uint64_t i = 0; i < 2000; i++) {
		struct text t = TEXT(room);
		struct heard h = listening();
		char want[64];

		text_byte(&t, 'D');
		text_u64(&t, i);
		struct cell_message m = message_from(4000, 1, text_done(&t));
		assert_int_equal(cell_read_message(cell, &m, &h.listener, &h.why), 0);
		snprintf(want, sizeof want, "|192.0.2.1 toy.word=door:D%u", (unsigned)i);
		assert_string_equal(h.text, want);
	}
	cell_close(cell);
}

static void two_cells_side_by_side(void **state) {
	struct heard h = listening();
	struct cell *first = open_cell(), *second = open_cell();
	struct cell_message a = message_from(4000, 1, STR("Da")), bad = message_from(TRAP, 1, STR("x"));

	(void)state;
	assert_int_equal(cell_read_message(second, &bad, &h.listener, &h.why), CELL_DEAD);
	assert_int_equal(cell_read_message(first, &a, &h.listener, &h.why), 0);
	cell_close(second);
	assert_int_equal(cell_read_message(first, &a, &h.listener, &h.why), 0);
	assert_string_equal(h.text, "|192.0.2.1 toy.word=door:Da|192.0.2.1 toy.word=door:Da");
	cell_close(first);
}

/* How a cell falls */

static void a_broken_rule_is_named(void **state) {
	struct heard h = listening();
	struct cell_message m = message_from(OPENER, 1, STR("x"));

	(void)state;
	assert_int_equal(read_one(&h, &m), CELL_BROKE_RULE);
	assert_string_equal(h.why.what, "the reader 'opener' tried the system call 'openat', which the cell does not allow");
	assert_string_equal(h.text, "");
}

static void a_message_is_not_the_cells_to_change(void **state) {
	struct heard h = listening();
	struct cell_message m = message_from(SCRIBBLER, 1, STR("x"));

	(void)state;
	/* The address sanitizer wants to say more about the fault than the cell allows. */
	int r = read_one(&h, &m);
	assert_true(r == CELL_DEAD || r == CELL_BROKE_RULE);
	assert_string_equal(h.text, "");
}

static void a_fallen_cell_says_so(void **state) {
	struct heard h = listening();
	struct cell_message bad = message_from(TRAP, 1, STR("x")), good = message_from(4000, 1, STR("Dx"));
	struct cell *cell = open_cell();

	(void)state;
	assert_int_equal(cell_read_message(cell, &bad, &h.listener, &h.why), CELL_DEAD);
	assert_true(str_begins(str_of(h.why.what), STR("the cell ")));
	assert_int_equal(cell_read_message(cell, &good, &h.listener, &h.why), CELL_DEAD);
	assert_string_equal(h.why.what, "the cell fell over an earlier message, so this one was not read");
	assert_string_equal(h.text, "");
	cell_close(cell);
}

static void a_fallen_cell_loses_one_message(void **state) {
	static const struct {
		uint16_t from_port;
		int answer;
	} rows[] = {
		{ 4000, 0 }, { TRAP, CELL_DEAD }, { 4000, 0 }, { OPENER, CELL_BROKE_RULE }, { 5000, 0 },
	};
	struct heard h = listening();
	struct cell *cell = open_cell();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cell_message m = message_from(rows[i].from_port, 1, STR("Dx"));

		assert_int_equal(cell_read_message(cell, &m, &h.listener, &h.why), rows[i].answer);
		if (!rows[i].answer)
			continue;
		cell_close(cell);
		cell = open_cell();
	}
	cell_close(cell);
	assert_string_equal(h.text, "|192.0.2.1 toy.word=door:Dx|192.0.2.1 toy.word=door:Dx|192.0.2.1 toy.word=bell:Dx");
}

static void a_cell_that_hangs_is_given_up(void **state) {
	struct heard h = listening();
	struct cell_message m = message_from(SLEEPER, 1, STR("x"));

	(void)state;
	assert_int_equal(read_one(&h, &m), CELL_DEAD);
	assert_string_equal(h.why.what, "the cell had not read a message after five seconds");
}

static void the_listener_stops(void **state) {
	struct heard h = listening();
	struct cell_message m = message_from(4000, 1, STR("Dx"));

	(void)state;
	h.answer = -ECANCELED;
	assert_int_equal(read_one(&h, &m), -ECANCELED);
}

/* What the keeper believes */

#define FRAME(literal) { (const uint8_t *)(literal), sizeof(literal) - 1 }
#define OBS "\x01\0\0\0\x29\x02" "\xc0\0\2\1\0\0\0\0\0\0\0\0\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01" "\x01" "f" "\0\0\0\x02" "vw"
#define END(count) "\x09\0\0\0\x09\0\0\0\0\0\0\0" count "\x01"
#define REPORT "\x06\0\0\0\x20" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define DONE "\x08\0\0\0\x15\0" "\0\0\0\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static int take_all(struct heard *h, str bytes) {
	struct answer a = { .listener = &h->listener, .has_messages = true };
	size_t used = 0;

	return answer_take(&a, bytes, &used);
}

static void honest_frames(void **state) {
	static const str frames = FRAME(OBS OBS END("\2"));
	struct heard h = listening();

	(void)state;
	assert_int_equal(take_all(&h, frames), 0);
	assert_string_equal(h.text, "|192.0.2.1 f=vw|192.0.2.1 f=vw");
}

static void lies(void **state) {
	static const struct {
		const char *what;
		str frames;
	} cases[] = {
		{ "fewer than were told", FRAME(OBS OBS END("\1")) },
		{ "more than were told", FRAME(OBS END("\2")) },
		{ "speech after the end", FRAME(OBS END("\1") OBS) },
		{ "two ends", FRAME(END("\0") END("\0")) },
		{ "an end of no known kind", FRAME("\x09\0\0\0\x09\0\0\0\0\0\0\0\0\x03") },
		{ "a record", FRAME("\x02\0\0\0\x09\0\0\0\0\0\0\0\x01" "a") },
		{ "the end of a record", FRAME("\x03\0\0\0\0") },
		{ "a complaint", FRAME("\x04\0\0\0\x11\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0x") },
		{ "a report", FRAME(REPORT) },
		{ "a last word of success", FRAME(DONE) },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct heard h = listening();

		if (take_all(&h, cases[i].frames) != CELL_LIED)
			fail_msg("believed: %s", cases[i].what);
	}
}

static void more_observations_than_there_can_be(void **state) {
	static const char one[] = OBS;
	size_t size = sizeof one - 1, count = CELL_MESSAGE_OBSERVATIONS_MAX;
	uint8_t *bytes = malloc((count + 1) * size);
	struct heard h = listening();

	(void)state;
	assert_non_null(bytes);
	for (size_t i = 0; i <= count; i++)
		memcpy(bytes + i * size, one, size);
	assert_int_equal(take_all(&h, (str){ bytes, count * size }), 0);
	assert_int_equal(take_all(&h, (str){ bytes, (count + 1) * size }), CELL_LIED);
	free(bytes);
}

/* The order */

static void an_order_comes_as_it_went(void **state) {
	uint8_t order[MESSAGE_ORDER_SIZE], room[8] = "whatever";
	struct cell_message m = message_from(1, 65535, (str){ room, 5 }), back = { 0 };

	(void)state;
	m.kind = MESSAGE_CERTIFICATE;
	m.asked_port = 3702;
	m.to = addr_parse(STR("2001:db8::1"));
	m.time_us = UINT64_MAX - 1;
	message_order_pack(order, &m);
	assert_true(message_order_unpack(cur_over((str){ order, sizeof order }), (str){ room, sizeof room }, &back));
	assert_true(addr_eq(back.who, m.who) && addr_eq(back.to, m.to));
	assert_int_equal(back.from_port, 1);
	assert_int_equal(back.to_port, 65535);
	assert_int_equal(back.asked_port, 3702);
	assert_int_equal(back.time_us, m.time_us);
	assert_int_equal(back.kind, MESSAGE_CERTIFICATE);
	assert_true(str_eq(back.bytes, STR("whate")));
	/* Its bytes must lie in the room, and nothing may be missing or left. */
	assert_false(message_order_unpack(cur_over((str){ order, sizeof order }), (str){ room, 4 }, &back));
	assert_false(message_order_unpack(cur_over((str){ order, sizeof order - 1 }), (str){ room, sizeof room }, &back));
	order[0]++;
	assert_false(message_order_unpack(cur_over((str){ order, sizeof order }), (str){ room, sizeof room }, &back));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_senders_port_comes_first), cmocka_unit_test(the_port_that_was_asked_comes_second),
		cmocka_unit_test(who_takes_any_port_comes_last), cmocka_unit_test(only_a_listeners_port_names_tcp),
		cmocka_unit_test(what_was_said_behind_another_port_is_known_by_its_bytes),
		cmocka_unit_test(a_certificate_is_read_as_one_whatever_the_port),
		cmocka_unit_test(time_and_speaker_come_back), cmocka_unit_test(unread_bytes_are_kept),
		cmocka_unit_test(secrets_of_unread_bytes_are_not), cmocka_unit_test(no_more_is_kept_than_marks_look_at),
		cmocka_unit_test(what_is_taken_is_not_kept_raw), cmocka_unit_test(an_empty_message_says_nothing),
		cmocka_unit_test(the_longest_message_is_read_and_no_longer_one),
		cmocka_unit_test(a_flood_of_observations_is_cut), cmocka_unit_test(many_messages_in_order),
		cmocka_unit_test(two_cells_side_by_side), cmocka_unit_test(a_broken_rule_is_named),
		cmocka_unit_test(a_message_is_not_the_cells_to_change), cmocka_unit_test(a_fallen_cell_says_so),
		cmocka_unit_test(a_fallen_cell_loses_one_message), cmocka_unit_test(a_cell_that_hangs_is_given_up),
		cmocka_unit_test(the_listener_stops), cmocka_unit_test(honest_frames), cmocka_unit_test(lies),
		cmocka_unit_test(more_observations_than_there_can_be), cmocka_unit_test(an_order_comes_as_it_went),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
