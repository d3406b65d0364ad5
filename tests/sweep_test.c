/*
 * The packets of a sweep and their order, without a network. What is answered
 * was answered by Linux to just these questions.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sense/scope.h"
#include "sense/sweep_packet.h"
#include "sense/sweep_turns.h"

enum { ROOM = 128 };

static const struct sweep_secret secret = {
	.key = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 }, .first_port = 61000, .port_count = 1024,
};

static const char syn[] = "4500002c385f400040067e69c0000201c0000202f0ee005047d86150000000006002faf07eca0000020405b4";
static const char syn_ack[] = "4500002c000040004006b6c8c0000202c00002010050f0eec6204c5947d861516012faf084220000020405b4";
static const char rst_ack[] = "45000028000040004006b6ccc0000202c00002010051f0840000000098c8d35a50140000ced30000";
static const char arp_question[] = "0001080006040001020000000001c0000201000000000000c0000202";
static const char arp_reply[] = "0001080006040002020000000002c0000202020000000001c0000201";

static size_t bytes_of(const char *hex, uint8_t ret_bytes[ROOM]) {
	size_t size = strlen(hex) / 2;

	assert_true(size <= ROOM);
	for (size_t i = 0; i < size; i++)
		ret_bytes[i] = (uint8_t)(byte_hex((uint8_t)hex[2 * i]) << 4 | byte_hex((uint8_t)hex[2 * i + 1]));
	return size;
}

static addr at(const char *text) {
	return addr_parse(str_of(text));
}

/* ---- packets ---- */

/* The paper's appendix A; and nothing at all, as the authors' own program has it. */
static void siphash_as_published(void **state) {
	uint8_t counted[15];

	(void)state;
	for (size_t i = 0; i < sizeof counted; i++)
		counted[i] = (uint8_t)i;
	assert_true(siphash(secret.key, (str){ counted, sizeof counted }) == UINT64_C(0xa129ca6149be45e5));
	assert_true(siphash(secret.key, (str){ 0 }) == UINT64_C(0x726fdb47dd0e0e31));
}

static void a_syn(void **state) {
	uint8_t packet[SWEEP_SYN_SIZE], want[ROOM];

	(void)state;
	sweep_pack_syn(&secret, at("192.0.2.1"), at("192.0.2.2"), 80, packet);
	assert_int_equal(bytes_of(syn, want), sizeof packet);
	assert_memory_equal(packet, want, sizeof packet);
}

static bool answers(const char *hex, size_t byte, uint8_t change, size_t size) {
	uint8_t packet[ROOM];
	struct sweep_answer a;
	size_t whole = bytes_of(hex, packet);

	packet[byte] ^= change;
	return sweep_read_answer(&secret, (str){ packet, size < whole ? size : whole }, &a);
}

static void both_answers(void **state) {
	uint8_t packet[ROOM];
	struct sweep_answer a;

	(void)state;
	assert_true(sweep_read_answer(&secret, (str){ packet, bytes_of(syn_ack, packet) }, &a));
	assert_true(addr_eq(a.who, at("192.0.2.2")) && a.port == 80 && a.is_open);
	assert_true(sweep_read_answer(&secret, (str){ packet, bytes_of(rst_ack, packet) }, &a));
	assert_true(addr_eq(a.who, at("192.0.2.2")) && a.port == 81 && !a.is_open);
	/* Options of IPv4 stand between. */
	size_t size = bytes_of(syn_ack, packet);
	memmove(packet + 24, packet + 20, size - 20);
	packet[0] = 0x46;
	assert_true(sweep_read_answer(&secret, (str){ packet, size + 4 }, &a));
	assert_int_equal(a.port, 80);
}

/* Whoever did not get the SYN knows neither our port nor the number; other keys are other runs. */
static void forged_answers(void **state) {
	/* version, fragment offset, protocol, from, from port, to port, acknowledged, header size, flags */
	static const uint8_t telling[] = { 0, 7, 9, 12, 15, 20, 21, 22, 23, 28, 29, 30, 31 };
	static const uint8_t flags[] = { 0x00, 0x02, 0x04, 0x10, 0x11, 0x13, 0x15, 0x16, 0x17 };
	struct sweep_secret other = secret;
	uint8_t packet[ROOM];
	struct sweep_answer a;

	(void)state;
	for (size_t i = 0; i < sizeof telling; i++)
		for (unsigned bit = 0; bit < 8; bit++)
			if (telling[i] != 0 || bit > 3)
				assert_false(answers(syn_ack, telling[i], (uint8_t)(1u << bit), ROOM));
	for (size_t i = 0; i < sizeof flags; i++)
		assert_false(answers(syn_ack, 33, 0x12 ^ flags[i], ROOM));
	assert_false(answers(syn_ack, 32, 0x60 ^ 0x40, ROOM));
	for (size_t size = 0; size < 40; size++)
		assert_false(answers(syn_ack, 0, 0, size));
	assert_true(answers(syn_ack, 0, 0, 40));
	other.key[15] ^= 1;
	assert_false(sweep_read_answer(&other, (str){ packet, bytes_of(syn_ack, packet) }, &a));
}

static void arp(void **state) {
	uint8_t packet[ROOM], want[ROOM];
	struct arp_answer a;

	(void)state;
	sweep_pack_arp(at("02:00:00:00:00:01"), at("192.0.2.1"), at("192.0.2.2"), packet);
	assert_int_equal(bytes_of(arp_question, want), SWEEP_ARP_SIZE);
	assert_memory_equal(packet, want, SWEEP_ARP_SIZE);
	assert_false(sweep_read_arp((str){ packet, SWEEP_ARP_SIZE }, &a));
	bytes_of(arp_reply, packet);
	memset(packet + SWEEP_ARP_SIZE, 0, 18);
	assert_true(sweep_read_arp((str){ packet, SWEEP_ARP_SIZE + 18 }, &a));
	assert_true(addr_eq(a.who, at("192.0.2.2")) && addr_eq(a.mac, at("02:00:00:00:00:02")) && addr_eq(a.own, at("192.0.2.1")));
	for (size_t size = 0; size < SWEEP_ARP_SIZE; size++)
		assert_false(sweep_read_arp((str){ packet, size }, &a));
	for (size_t i = 0; i < 8; i++) {
		packet[i] ^= 0x10;
		assert_false(sweep_read_arp((str){ packet, SWEEP_ARP_SIZE }, &a));
		packet[i] ^= 0x10;
	}
	packet[8] = 1; /* a group's MAC */
	assert_false(sweep_read_arp((str){ packet, SWEEP_ARP_SIZE }, &a));
	packet[8] = 2;
	packet[14] = 0xe0; /* a group's address */
	assert_false(sweep_read_arp((str){ packet, SWEEP_ARP_SIZE }, &a));
}

static bool lies_apart(const struct sweep_secret *s, unsigned low, unsigned high) {
	unsigned last = s->first_port + s->port_count - 1u;

	return s->first_port > 1024 && last <= 0xffff && (last < low || s->first_port > high);
}

static void our_ports(void **state) {
	static const struct {
		uint16_t low, high, least;
		bool has_room;
	} ranges[] = {
		{ 32768, 60999, 1024, true }, { 1024, 65000, 535, true }, { 1024, 65535, 1024, false },
		{ 12000, 65500, 1024, true }, { 1, 1, 1024, true }, { 65535, 65535, 1024, true }, { 0, 65535, 1024, false },
		{ 10300, 65300, 1024, false },
	};
	struct sweep_secret s, before = { .first_port = 0 };
	unsigned same = 0;

	(void)state;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		for (uint64_t random = 0; random < 5000; random += 7) {
			sweep_choose_ports(&s, ranges[i].low, ranges[i].high, random * UINT64_C(0x9e3779b97f4a7c15));
			assert_true(s.port_count >= ranges[i].least && s.first_port + s.port_count <= 0x10000);
			assert_true(!ranges[i].has_room || lies_apart(&s, ranges[i].low, ranges[i].high));
		}
	/* Two runs rarely share a port. */
	for (uint64_t random = 0; random < 1000; random++, before = s) {
		sweep_choose_ports(&s, 32768, 60999, random * UINT64_C(0x9e3779b97f4a7c15));
		same += s.first_port < before.first_port + 1024 && before.first_port < s.first_port + 1024;
	}
	assert_true(same < 150);
}

/* ---- whose turn it is ---- */

static struct scope *open_scope(arena *mem, const char *const *targets, size_t count) {
	struct complaint wrong = { 0 };
	struct scope *s = NULL;

	const struct scope_wish wish = { .targets = targets, .target_count = count, .key = 3 };
	assert_int_equal(scope_open(mem, &wish, &s, &wrong), 0);
	return s;
}

static uint32_t low_bits(addr a) {
	return (uint32_t)a.bytes[2] << 8 | a.bytes[3];
}

static void each_port_once_and_no_two_in_a_row(void **state) {
	static uint8_t room[1 << 20], seen[1 << 16];
	static const char *const targets[] = { "10.0.0.0/21" };
	enum { PORTS = 7 };
	arena mem = arena_over(room, sizeof room);
	const struct scope *s = open_scope(&mem, targets, 1);
	struct sweep_turns t;
	uint32_t before = UINT32_MAX;
	size_t port_before = PORTS, same_port = 0;

	(void)state;
	memset(seen, 0, sizeof seen);
	sweep_turns_open(&t, scope_count(s), PORTS);
	for (; !sweep_turns_over(&t); sweep_turns_next(&t, true, 1)) {
		uint32_t who = low_bits(scope_at(s, sweep_turns_index(&t)));
		size_t port = sweep_turns_port(&t, PORTS);

		assert_true(port < PORTS && !(seen[who] >> port & 1));
		seen[who] |= (uint8_t)(1u << port);
		assert_int_not_equal(who >> 8, before >> 8);
		same_port += port == port_before;
		before = who;
		port_before = port;
	}
	for (uint32_t who = 1; who < 2047; who++)
		assert_int_equal(seen[who], (1u << PORTS) - 1);
	/* By chance one in seven. */
	assert_true(same_port < scope_count(s) * PORTS / 5);
}

/* However unevenly the sender comes, an address is asked no sooner than so long after the last time. */
static void the_gap_holds(void **state) {
	static const uint64_t counts[] = { 1, 2, 63, 64, 65, 1000, 5000 };
	static uint64_t asked_us[5000];
	const uint64_t gap = 400000;
	uint64_t random = 88172645463325252u;

	(void)state;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct sweep_turns t;
		uint64_t now = 1000000, began = now;

		sweep_turns_open(&t, counts[i], 5);
		while (!sweep_turns_over(&t)) {
			uint64_t index = sweep_turns_index(&t), round = sweep_turns_round(&t);
			uint64_t wait = sweep_turns_wait(&t, gap, now);

			random ^= random << 13;
			random ^= random >> 7;
			random ^= random << 17;
			now += wait + (random % 1000 == 0 ? random % 300000 : random % 20);
			if (wait)
				continue;
			assert_true(round == 0 || now - asked_us[index] >= gap);
			asked_us[index] = now;
			sweep_turns_next(&t, true, now);
		}
		/* And not much longer: a round waits for itself once. */
		assert_true(now - began < 5 * (gap + counts[i] * 400) + 300000 * 40);
	}
}

static void goes_on_where_answers_came(void **state) {
	enum { COUNT = 1000, ROUNDS = 3 };
	static uint8_t answered[COUNT * ROUNDS];
	struct sweep_turns t, later;
	uint64_t now = 5000000, position = 0;

	(void)state;
	memset(answered, 0, sizeof answered);
	sweep_turns_open(&t, COUNT, ROUNDS);
	/* 200 a second; an answer needs one second. Killed at the turn 2,500. */
	for (; t.position < 2500; sweep_turns_next(&t, true, now), now += 5000) {
		sweep_turns_settle(&t, now);
		position = sweep_turns_settled(&t);
		if (t.position >= 200)
			answered[t.position - 200] = 1;
	}
	assert_in_range(position, 2500 - 2 * 600 - 2, 2500 - 600);
	sweep_turns_open(&later, COUNT, ROUNDS);
	sweep_turns_go_on(&later, position);
	assert_int_equal(sweep_turns_settled(&later), position);
	for (; !sweep_turns_over(&later); sweep_turns_next(&later, true, now))
		answered[later.position] = 1;
	for (size_t i = 0; i < sizeof answered; i++)
		assert_true(answered[i]);
	/* Who goes on does not know whom the other asked a moment ago. */
	sweep_turns_go_on(&later, position);
	assert_int_equal(sweep_turns_wait(&later, 700, now), 700);
	assert_int_equal(sweep_turns_wait(&later, 700, now + 700), 0);
	/* A number from another list leads nowhere, but nowhere bad. */
	sweep_turns_go_on(&later, UINT64_MAX);
	assert_true(sweep_turns_over(&later));
	sweep_turns_open(&later, 0, ROUNDS);
	assert_true(sweep_turns_over(&later));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(siphash_as_published), cmocka_unit_test(a_syn), cmocka_unit_test(both_answers),
		cmocka_unit_test(forged_answers), cmocka_unit_test(arp), cmocka_unit_test(our_ports),
		cmocka_unit_test(each_port_once_and_no_two_in_a_row), cmocka_unit_test(the_gap_holds),
		cmocka_unit_test(goes_on_where_answers_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
