/*
 * What flow makes of TCP, UDP and IP, seen through toy readers that tell what
 * they are handed.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow_stage.h"

/* ---- TCP ---- */

static const char *const parts[] = { "TOY-1", "-second-part-", "third part that is longer", ".end" };
static const char *const whole = "10.0.0.1 toy.tcp = TOY-1-second-part-third part that is longer.end\n";

/* Plays the four parts in this order; `start` is the first byte's number. */
static void play_parts(struct stage *s, const unsigned order[4], uint32_t start) {
	uint32_t at[4] = { start };

	for (unsigned i = 1; i < 4; i++)
		at[i] = at[i - 1] + (uint32_t)strlen(parts[i - 1]);
	for (unsigned i = 0; i < 4; i++)
		play_tcp(s, (struct tcp){ .sequence = at[order[i]], .flags = ACK, .text = parts[order[i]] });
}

/* All 24 orders; `with_syn` and the first sequence number vary. */
static void every_order(bool with_syn, uint32_t start) {
	for (unsigned code = 0; code < 256; code++) {
		unsigned order[4] = { code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 };
		unsigned seen = 1u << order[0] | 1u << order[1] | 1u << order[2] | 1u << order[3];

		if (seen != 15)
			continue;
		struct stage *s = stage_open();
		if (with_syn)
			play_tcp(s, (struct tcp){ .sequence = start - 1, .flags = SYN });
		play_parts(s, order, start);
		stage_close(s, whole);
	}
}

static void tcp_every_order(void **state) {
	(void)state;
	every_order(true, 1000);
}

static void tcp_every_order_without_syn(void **state) {
	(void)state;
	every_order(false, 1000);
}

static void tcp_every_order_over_the_wrap(void **state) {
	(void)state;
	for (uint32_t before = 0; before < 50; before += 16) {
		every_order(true, -before);
		every_order(false, -before);
	}
}

static void tcp_first_writer_wins(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .sequence = 99, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 106, .text = "GHIJ" });
	/* Sent again, with other bytes where something is already. */
	play_tcp(s, (struct tcp){ .sequence = 100, .text = "TOYdefxxxx-k" });
	play_tcp(s, (struct tcp){ .sequence = 100, .text = "xxxxxxxxxxxxxl" });
	play_tcp(s, (struct tcp){ .sequence = 90, .text = "yyyyyyyyyyzzzz" });
	play_tcp(s, (struct tcp){ .sequence = 114, .flags = FIN });
	assert_string_equal(s->told, "10.0.0.1 toy.tcp = TOYdefGHIJ-kxl\n");
	stage_close(s, "10.0.0.1 toy.tcp = TOYdefGHIJ-kxl\n");
}

static void tcp_segment_over_the_start(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .sequence = 99, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 97, .text = "---TOY from its third byte on" });
	stage_close(s, "10.0.0.1 toy.tcp = TOY from its third byte on\n");
}

/* TCP Fast Open, RFC 7413. */
static void tcp_data_in_the_syn(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .sequence = 99, .flags = SYN, .text = "TOY with the SYN" });
	play_tcp(s, (struct tcp){ .sequence = 116, .flags = ACK, .text = ", and behind it" });
	stage_close(s, "10.0.0.1 toy.tcp = TOY with the SYN, and behind it\n");
}

static void tcp_both_directions_and_the_port(void **state) {
	(void)state;
	struct stage *s = stage_open();

	s->with_ports = true;
	play_tcp(s, (struct tcp){ .port = 9999, .sequence = 0, .flags = SYN });
	play_tcp(s, (struct tcp){ .port = 9999, .from_server = true, .sequence = 500, .flags = SYN | ACK });
	play_tcp(s, (struct tcp){ .port = 9999, .sequence = 1, .flags = ACK, .text = "TOY question to you" });
	play_tcp(s, (struct tcp){ .port = 9999, .from_server = true, .sequence = 501, .flags = ACK,
				  .text = "TOY answer" });
	play_tcp(s, (struct tcp){ .port = 9999, .from_server = true, .sequence = 511, .flags = FIN | ACK });
	play_tcp(s, (struct tcp){ .port = 9999, .sequence = 20, .flags = RST });
	stage_close(s, "10.0.0.2 tcp.port = 9999\n10.0.0.2 toy.tcp = TOY answer\n"
		       "10.0.0.1 toy.tcp = TOY question to you\n");
}

static void tcp_fin_before_its_data(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .sequence = 99, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 103, .flags = FIN, .text = "end" });
	play_tcp(s, (struct tcp){ .sequence = 100, .text = "TOY" });
	assert_string_equal(s->told, "10.0.0.1 toy.tcp = TOYend\n");
	stage_close(s, "10.0.0.1 toy.tcp = TOYend\n");
}

static void tcp_ports_used_again(void **state) {
	(void)state;
	struct stage *s = stage_open();

	for (uint32_t i = 0; i < 2; i++) {
		play_tcp(s, (struct tcp){ .sequence = i * 70000, .flags = SYN });
		play_tcp(s, (struct tcp){ .sequence = i * 70000, .flags = SYN });
		play_tcp(s, (struct tcp){ .sequence = i * 70000 + 1,
					  .text = i ? "TOY second connection" : "TOY first connection" });
	}
	assert_int_equal(flow_counts(s->flow).conversations, 2);
	stage_close(s, "10.0.0.1 toy.tcp = TOY first connection\n10.0.0.1 toy.tcp = TOY second connection\n");
}

static void tcp_head_is_full(void **state) {
	(void)state;
	struct stage *s = stage_open();
	static char text[1001];

	memset(text, 'x', 1000);
	s->quiet = true;
	play_tcp(s, (struct tcp){ .sequence = 0, .flags = SYN });
	memcpy(text, "TOY", 3);
	for (uint32_t i = 0; i < 17; i++)
		play_tcp(s, (struct tcp){ .sequence = 1 + i * 1000, .text = text });
	assert_int_equal(s->told_count, 1);
	play_tcp(s, (struct tcp){ .sequence = 17001, .text = text });
	assert_int_equal(flow_end(s->flow), 0);
	assert_int_equal(s->told_count, 1);
	stage_close(s, "");
}

static void tcp_a_hole_ends_the_head(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .sequence = 0, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 1, .text = "TOY before the hole" });
	play_tcp(s, (struct tcp){ .sequence = 40, .text = "behind it" });
	assert_string_equal(s->told, "");
	play_tcp(s, (struct tcp){ .sequence = 40000, .text = "far on" });
	assert_string_equal(s->told, "10.0.0.1 toy.tcp = TOY before the hole\n");
	stage_close(s, "10.0.0.1 toy.tcp = TOY before the hole\n");
}

/* The capture lost the beginning, and the camera sends it again: what ran on before it does not close the direction. */
static void tcp_the_lost_beginning_is_sent_again(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .sequence = 99, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 100 + FLOW_HEAD_MAX, .text = "far on" });
	play_tcp(s, (struct tcp){ .sequence = 100, .flags = FIN, .text = "TOY, lost and sent again" });
	stage_close(s, "10.0.0.1 toy.tcp = TOY, lost and sent again\n");
}

/* With no SYN there is room for what comes late; a reader is still handed no more than a head. */
static void tcp_late_bytes_make_no_longer_head(void **state) {
	(void)state;
	static const unsigned order[] = { 3, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10 };
	static char text[1001], wanted[FLOW_HEAD_MAX + 32];
	struct stage *s = stage_open();
	int used = snprintf(wanted, sizeof wanted, "10.0.0.1 toy.tcp = TOY");

	memset(wanted + used, 'x', FLOW_HEAD_MAX - 3);
	wanted[used + FLOW_HEAD_MAX - 3] = '\n';
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		memset(text, 'x', 1000);
		if (order[i] == 0)
			memcpy(text, "TOY", 3);
		play_tcp(s, (struct tcp){ .sequence = 70000 + order[i] * 1000, .flags = ACK, .text = text });
	}
	stage_close(s, wanted);
}

static void tcp_idle_is_finished(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .sequence = 0, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 1, .text = "TOY that stops here" });
	s->time_us += 100 * 1000000ull;
	for (unsigned i = 0; i < 100000 && !*s->told; i++)
		play_tcp(s, (struct tcp){ .port = 81, .flags = ACK });
	assert_string_equal(s->told, "10.0.0.1 toy.tcp = TOY that stops here\n");
	stage_close(s, "10.0.0.1 toy.tcp = TOY that stops here\n");
}

static void tcp_reader_without_begins_is_asked(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_tcp(s, (struct tcp){ .port = 7000, .sequence = 0, .flags = SYN });
	play_tcp(s, (struct tcp){ .port = 7000, .sequence = 1, .text = "ASK me, I have no begins" });
	play_tcp(s, (struct tcp){ .port = 7000, .sequence = 25, .text = " but a read", .flags = FIN });
	play_tcp(s, (struct tcp){ .port = 7001, .sequence = 1, .text = "ASK me on another port, then" });
	stage_close(s, "10.0.0.1 toy.tcp = ASK me, I have no begins but a read\n");
}

static void tcp_port_of_public_servers_is_not_told(void **state) {
	(void)state;
	struct stage *s = stage_open();
	static struct bytes b;

	s->with_ports = true;
	put_ethernet(&b, "0800");
	put_ip4(&b, (struct ip){ "8.8.8.8", "10.0.0.1", .protocol = 6 }, 20);
	put_hex(&b, "0050 9c40 00000001 00000001 5012 0000 0000 0000");
	play(s, &b);
	stage_close(s, "");
}

/* ---- memory ---- */

/* A million half-open connections from as many addresses: who spoke before is still heard. */
static void memory_flood_of_syns(void **state) {
	(void)state;
	struct stage *s = stage_open();
	static struct bytes b;

	play_tcp(s, (struct tcp){ .sequence = 0, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 1, .text = "TOY said before the flood," });
	for (uint32_t i = 0; i < 1000000; i++) {
		b.n = 0;
		put_ethernet(&b, "0800");
		put_ip4(&b, (struct ip){ "10.9.9.9", "10.0.0.2", .protocol = 6 }, 20);
		b.n -= 8;
		put_be(&b, 0xc0000000u + i, 4);
		put_hex(&b, "0a000002 9c40 0050 00000001 00000001 5002 0000 0000 0000");
		struct packet p = { .frame = { b.at, b.n }, .link_type = 1, .time_us = s->time_us + i };
		assert_int_equal(flow_packet(s->flow, &p), 0);
	}
	assert_int_equal(flow_counts(s->flow).conversations, 1000001);
	play_tcp(s, (struct tcp){ .sequence = 27, .text = " and after it", .flags = FIN });
	stage_close(s, "10.0.0.1 toy.tcp = TOY said before the flood, and after it\n");
}

/* So many open heads with holes that neither heads nor chunks suffice: each is finished, none twice. */
static void memory_flood_of_heads(void **state) {
	(void)state;
	struct stage *s = stage_open();
	static struct bytes b;
	enum { COUNT = 60000 };

	s->quiet = true;
	for (uint32_t i = 0; i < 3 * COUNT; i++) {
		uint32_t n = i / 3, piece = i % 3;
		b.n = 0;
		put_ethernet(&b, "0800");
		put_ip4(&b, (struct ip){ "10.9.9.9", "10.0.0.2", .protocol = 6 }, 20 + (piece ? 20 : 0));
		b.n -= 8;
		put_be(&b, 0xc0000000u + n, 4);
		put_hex(&b, "0a000002 9c40 0050");
		put_be(&b, piece == 0 ? 0 : piece == 1 ? 1 : 1 + 20 + 5000, 4);
		put_hex(&b, piece ? "00000001 5010 0000 0000 0000" : "00000001 5002 0000 0000 0000");
		put_text(&b, piece ? "TOY of twenty bytes." : "");
		struct packet p = { .frame = { b.at, b.n }, .link_type = 1, .time_us = s->time_us + i };
		assert_int_equal(flow_packet(s->flow, &p), 0);
	}
	assert_true(flow_counts(s->flow).finished_early > COUNT / 2);
	assert_int_equal(flow_end(s->flow), 0);
	assert_int_equal(s->told_count, COUNT);
	stage_close(s, "");
}

/* "0123456789abcdef" behind a UDP head of 8 bytes, as three pieces of 8. */
static void play_fragment(struct stage *s, unsigned piece, unsigned id, const char *text) {
	static struct bytes b, whole_datagram;

	b.n = whole_datagram.n = 0;
	put_udp(&whole_datagram, 40000, 5000, text);
	put_ethernet(&b, "0800");
	put_ip4(&b, (struct ip){ "10.0.0.1", "10.0.0.2", .protocol = 17, .id = id,
				 .place = piece | (piece < 2 ? 0x2000u : 0) }, 8);
	put(&b, whole_datagram.at + (size_t)8 * piece, 8);
	play(s, &b);
}

/* Datagrams that never become whole hold all chunks: what comes after them must find room. */
static void memory_flood_of_fragments(void **state) {
	(void)state;
	struct stage *s = stage_open();
	static struct bytes b;

	for (unsigned id = 0; id < 2000; id++) {
		for (unsigned piece = 0; piece < 12; piece++) {
			b.n = 0;
			put_ethernet(&b, "0800");
			put_ip4(&b, (struct ip){ "10.0.0.9", "10.0.0.2", .protocol = 17, .id = id,
						 .place = 0x2000u | (piece * 175 + 1) }, 1400);
			memset(b.at + b.n, 'f', 1400);
			b.n += 1400;
			play(s, &b);
		}
	}
	play_tcp(s, (struct tcp){ .sequence = 0, .flags = SYN });
	play_tcp(s, (struct tcp){ .sequence = 1, .text = "TOY finds room again" });
	for (unsigned piece = 0; piece < 3; piece++)
		play_fragment(s, piece, 7000, "0123456789abcdef");
	assert_int_equal(flow_end(s->flow), 0);
	assert_int_equal(flow_counts(s->flow).fragments_lost, 2000);
	stage_close(s, "10.0.0.1 toy.udp = 0123456789abcdef\n10.0.0.1 toy.tcp = TOY finds room again\n");
}

static void memory_too_small(void **state) {
	(void)state;
	static uint8_t memory[1 << 20];
	struct obs_sink sink = { 0 };
	arena mem = arena_over(memory, sizeof memory), before = mem;

	assert_null(flow_open(&mem, sizeof memory, &sink));
	assert_ptr_equal(mem.at, before.at);
}

/* ---- UDP, IP ---- */

static const struct ip lan = { "10.0.0.1", "10.0.0.2", .protocol = 17 };

static void udp_by_either_port_and_once(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_udp(s, lan, 40000, 5000, "to");
	play_udp(s, lan, 5000, 40000, "from");
	play_udp(s, lan, 40000, 5000, "to");
	play_udp(s, lan, 40000, 5001, "elsewhere");
	s->time_us += 3600 * 1000000ull;
	play_udp(s, lan, 40000, 5000, "to");
	stage_close(s, "10.0.0.1 toy.udp = to\n10.0.0.1 toy.udp = from\n10.0.0.1 toy.udp = to\n");
}

static void udp_answer_to_everybodys_question(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_udp(s, (struct ip){ "10.0.0.1", "239.255.255.250", .ttl = 64 }, 50123, 5000, "who is there");
	play_udp(s, (struct ip){ "10.0.0.7", "10.0.0.1", .ttl = 64 }, 33333, 50123, "I am");
	s->time_us += 120 * 1000000ull;
	play_udp(s, (struct ip){ "10.0.0.8", "10.0.0.1", .ttl = 64 }, 33333, 50123, "too late");
	stage_close(s, "10.0.0.1 toy.udp = who is there\n10.0.0.7 toy.udp = I am\n");
}

static void udp_readers_of_any_port(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_udp(s, lan, 6000, 6001, "ANY 1");
	for (unsigned i = 0; i < 10; i++)
		play_udp(s, lan, 6000, 6001, "stream");
	play_udp(s, lan, 6000, 6001, "ANY 2");
	stage_close(s, "10.0.0.1 toy.any = ANY 1\n");
}

static void udp_without_address_is_the_mac(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_udp(s, (struct ip){ "0.0.0.0", "255.255.255.255", .ttl = 64 }, 68, 5000, "who am I");
	stage_close(s, "02:00:00:00:00:0a toy.udp = who am I\n");
}

static void ip4_fragments_in_any_order(void **state) {
	(void)state;
	static const unsigned orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
					       { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

	for (unsigned i = 0; i < 6; i++) {
		struct stage *s = stage_open();
		for (unsigned k = 0; k < 3; k++)
			play_fragment(s, orders[i][k], 7, "0123456789abcdef");
		assert_int_equal(flow_counts(s->flow).fragments_lost, 0);
		stage_close(s, "10.0.0.1 toy.udp = 0123456789abcdef\n");
	}
}

static void ip4_fragments_overlap_and_get_lost(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_fragment(s, 1, 7, "0123456789abcdef");
	play_fragment(s, 1, 7, "XXXXXXXXXXXXXXXX");
	play_fragment(s, 2, 7, "0123456789abcdef");
	play_fragment(s, 1, 8, "another datagram");
	play_fragment(s, 0, 7, "0123456789abcdef");
	assert_int_equal(flow_end(s->flow), 0);
	assert_int_equal(flow_counts(s->flow).fragments_lost, 1);
	stage_close(s, "10.0.0.1 toy.udp = 0123456789abcdef\n");
}

/* `at` and `size` cut a piece out of a datagram; hop-by-hop options stand before the fragment header. */
static void play_fragment6(struct stage *s, unsigned at, unsigned size, unsigned total, const char *text) {
	static struct bytes b, whole_datagram;

	b.n = whole_datagram.n = 0;
	put_udp(&whole_datagram, 40000, 5000, text);
	put_ethernet(&b, "86dd");
	put_ip6(&b, (struct ip){ "fd00::1", "fd00::2", .protocol = 0 }, 16 + size);
	put_hex(&b, "2c 00 010400000000 11 00");
	put_be(&b, at | (at + size < total), 2);
	put_be(&b, 77, 4);
	put(&b, whole_datagram.at + at, size);
	play(s, &b);
}

static void ip6_fragments(void **state) {
	(void)state;
	struct stage *s = stage_open();

	play_fragment6(s, 16, 8, 24, "0123456789abcdef");
	play_fragment6(s, 16, 8, 24, "0123456789abcdef");
	play_fragment6(s, 0, 16, 24, "0123456789abcdef");
	assert_string_equal(s->told, "fd00::1 toy.udp = 0123456789abcdef\n");
	/* RFC 5722: an overlap kills the datagram. */
	play_fragment6(s, 8, 16, 24, "ghijklmnopqrstuv");
	play_fragment6(s, 0, 16, 24, "ghijklmnopqrstuv");
	play_fragment6(s, 0, 8, 24, "ghijklmnopqrstuv");
	assert_int_equal(flow_counts(s->flow).fragments_lost, 1);
	stage_close(s, "fd00::1 toy.udp = 0123456789abcdef\n");
}

static void ip6_extension_headers(void **state) {
	(void)state;
	struct stage *s = stage_open();
	static struct bytes b;

	put_ethernet(&b, "86dd");
	put_ip6(&b, (struct ip){ "fd00::1", "fd00::2", .protocol = 0 }, 8 + 16 + 12 + 8 + 2);
	put_hex(&b, "3c 00 010400000000");                      /* hop by hop, then destination options */
	put_hex(&b, "33 01 010c000000000000000000000000");      /* then authentication */
	put_hex(&b, "11 01 0000 00000001 00000001");            /* whose length counts otherwise */
	put_udp(&b, 1, 5000, "in");
	play(s, &b);
	stage_close(s, "fd00::1 toy.udp = in\n");
}

static void icmp6_discovery_needs_the_link(void **state) {
	(void)state;
	struct stage *s = stage_open();
	static struct bytes b;

	for (unsigned i = 0; i < 3; i++) {
		b.n = 0;
		put_ethernet(&b, "86dd");
		put_ip6(&b, (struct ip){ "2001:db8::1", "2001:db8::2", .protocol = 58, .ttl = i == 1 ? 254 : 255 }, 4);
		put_text(&b, i == 0 ? "\x88" "one" : i == 1 ? "\x88" "two" : "\x80" "not");
		play(s, &b);
	}
	stage_close(s, "2001:db8::1 toy.icmp6 = \x88" "one\n");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tcp_every_order),
		cmocka_unit_test(tcp_every_order_without_syn),
		cmocka_unit_test(tcp_every_order_over_the_wrap),
		cmocka_unit_test(tcp_first_writer_wins),
		cmocka_unit_test(tcp_segment_over_the_start),
		cmocka_unit_test(tcp_data_in_the_syn),
		cmocka_unit_test(tcp_both_directions_and_the_port),
		cmocka_unit_test(tcp_fin_before_its_data),
		cmocka_unit_test(tcp_ports_used_again),
		cmocka_unit_test(tcp_head_is_full),
		cmocka_unit_test(tcp_a_hole_ends_the_head),
		cmocka_unit_test(tcp_the_lost_beginning_is_sent_again),
		cmocka_unit_test(tcp_late_bytes_make_no_longer_head),
		cmocka_unit_test(tcp_idle_is_finished),
		cmocka_unit_test(tcp_reader_without_begins_is_asked),
		cmocka_unit_test(tcp_port_of_public_servers_is_not_told),
		cmocka_unit_test(memory_flood_of_syns),
		cmocka_unit_test(memory_flood_of_heads),
		cmocka_unit_test(memory_flood_of_fragments),
		cmocka_unit_test(memory_too_small),
		cmocka_unit_test(udp_by_either_port_and_once),
		cmocka_unit_test(udp_answer_to_everybodys_question),
		cmocka_unit_test(udp_readers_of_any_port),
		cmocka_unit_test(udp_without_address_is_the_mac),
		cmocka_unit_test(ip4_fragments_in_any_order),
		cmocka_unit_test(ip4_fragments_overlap_and_get_lost),
		cmocka_unit_test(ip6_fragments),
		cmocka_unit_test(ip6_extension_headers),
		cmocka_unit_test(icmp6_discovery_needs_the_link),
	};

	return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
