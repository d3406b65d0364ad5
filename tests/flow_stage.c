#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow_stage.h"

/* ---- the toy readers ---- */

static const struct field toy_fields[] = { { "toy.tcp", "" }, { "toy.udp", "" }, { "toy.ether", "" },
					   { "toy.icmp6", "" }, { "toy.any", "" }, { "toy.wifi", "" }, { 0 } };

static bool toy_begins(str head) {
	return str_begins(head, STR("TOY"));
}

static enum read_end tell_all(struct reading *rx, cur in, unsigned field) {
	tell(rx, &toy_fields[field], cur_rest(&in));
	return READ_DONE;
}

static enum read_end tcp_read(struct reading *rx, cur in) {
	return toy_begins(cur_peek(&in)) ? tell_all(rx, in, 0) : READ_NOT_MINE;
}

/* Is asked by its `read`, for it has no `begins`. */
static enum read_end ask_read(struct reading *rx, cur in) {
	return str_begins(cur_peek(&in), STR("ASK")) ? tell_all(rx, in, 0) : READ_NOT_MINE;
}

static enum read_end udp_read(struct reading *rx, cur in) {
	return tell_all(rx, in, 1);
}

static enum read_end ether_read(struct reading *rx, cur in) {
	return tell_all(rx, in, 2);
}

static enum read_end icmp6_read(struct reading *rx, cur in) {
	return tell_all(rx, in, 3);
}

static enum read_end any_read(struct reading *rx, cur in) {
	return str_begins(cur_peek(&in), STR("ANY")) ? tell_all(rx, in, 4) : READ_NOT_MINE;
}

/* Is handed the frame with its head. */
static enum read_end wifi_read(struct reading *rx, cur in) {
	cur_take(&in, 24);
	return tell_all(rx, in, 5);
}

#define TOY(toy, call, more, ...) \
	static const struct proto toy##_proto = { .name = #toy, .read = call, .fields = toy_fields, .begins = more, \
						  .hooks = (const struct hook[]){ __VA_ARGS__, { 0 } } }

TOY(tcp, tcp_read, toy_begins, { LANE_TCP, 80 }, { LANE_TCP, KEY_ANY });
TOY(ask, ask_read, NULL, { LANE_TCP, 7000 });
TOY(udp, udp_read, NULL, { LANE_UDP, 5000 });
TOY(any, any_read, NULL, { LANE_UDP, KEY_ANY });
TOY(ether, ether_read, NULL, { LANE_ETHER, 0x0806 }, { LANE_ETHER, 0x2000 });
TOY(icmp6, icmp6_read, NULL, { LANE_ICMP6, 1 }, { LANE_ICMP6, 136 });
TOY(wifi, wifi_read, NULL, { LANE_WIFI, 8 }, { LANE_WIFI, 13 });

const struct proto *const protos[] = { &tcp_proto,   &ask_proto,   &udp_proto, &any_proto,
				      &ether_proto, &icmp6_proto, &wifi_proto, NULL };

/* ---- the stage ---- */

enum { MEMORY = 4 << 20 }; /* the least that flow takes */

static int stage_take(struct obs_sink *sink, const struct obs *obs) {
	struct stage *s = (struct stage *)sink;
	uint8_t room[ADDR_TEXT_MAX];
	struct text t = TEXT(room);
	size_t used = strlen(s->told);

	s->told_count++;
	if (s->quiet || (!s->with_ports && str_eq(obs->field, STR("tcp.port"))))
		return 0;
	addr_format(&t, obs->who);
	snprintf(s->told + used, sizeof s->told - used, "%.*s %.*s = %.*s\n", STR_ARG(text_done(&t)),
		 STR_ARG(obs->field), STR_ARG(obs->value));
	return 0;
}

struct stage *stage_open(void) {
	struct stage *s = calloc(1, sizeof *s);

	assert_non_null(s);
	*s = (struct stage){ .sink.take = stage_take, .memory = malloc(MEMORY), .time_us = 1700000000000000,
			     .link_type = 1 };
	assert_non_null(s->memory);
	/* Old bytes in it: nothing may be taken for zero that was not made so. */
	memset(s->memory, 0xa5, MEMORY);
	s->mem = arena_over(s->memory, MEMORY);
	s->flow = flow_open(&s->mem, MEMORY, &s->sink);
	assert_non_null(s->flow);
	return s;
}

void stage_close(struct stage *s, const char *wanted) {
	assert_int_equal(flow_end(s->flow), 0);
	assert_string_equal(s->told, wanted);
	free(s->memory);
	free(s);
}

/* ---- packets ---- */

void put(struct bytes *b, const void *at, size_t n) {
	assert_true(n <= sizeof b->at - b->n);
	memcpy(b->at + b->n, at, n);
	b->n += n;
}

void put_be(struct bytes *b, uint64_t number, unsigned size) {
	for (unsigned i = size; i > 0; i--) {
		uint8_t byte = (uint8_t)(number >> (8 * (i - 1)));
		put(b, &byte, 1);
	}
}

void put_hex(struct bytes *b, const char *hex) {
	for (; *hex; hex++) {
		if (*hex == ' ')
			continue;
		uint8_t byte = (uint8_t)(byte_hex((uint8_t)hex[0]) << 4 | byte_hex((uint8_t)hex[1]));
		put(b, &byte, 1);
		hex++;
	}
}

void put_text(struct bytes *b, const char *text) {
	put(b, text, strlen(text));
}

void put_addr(struct bytes *b, const char *text) {
	unsigned byte[4];

	if (sscanf(text, "%u.%u.%u.%u", &byte[0], &byte[1], &byte[2], &byte[3]) == 4) {
		for (unsigned i = 0; i < 4; i++)
			put_be(b, byte[i], 1);
		return;
	}
	addr a = addr_parse(str_of(text));
	put(b, a.bytes, addr_size(a.kind));
}

void play(struct stage *s, const struct bytes *b) {
	uint8_t *copy = malloc(b->n ? b->n : 1);

	assert_non_null(copy);
	memcpy(copy, b->at, b->n);
	struct packet p = {
		.frame = { copy, b->n }, .link_type = s->link_type, .time_us = s->time_us, .offset = 24
	};
	assert_int_equal(flow_packet(s->flow, &p), 0);
	free(copy);
	s->time_us += 1000;
}

static const char *const mac_a = "02:00:00:00:00:0a", *const mac_b = "02:00:00:00:00:0b";

void put_ethernet(struct bytes *b, const char *more) {
	put_addr(b, mac_b);
	put_addr(b, mac_a);
	put_hex(b, more);
}

void put_ip4(struct bytes *b, struct ip ip, size_t size) {
	put_hex(b, "45 00");
	put_be(b, 20 + size, 2);
	put_be(b, ip.id, 2);
	put_be(b, ip.place, 2);
	put_be(b, ip.ttl ? ip.ttl : 64, 1);
	put_be(b, ip.protocol, 1);
	put_be(b, 0, 2);
	put_addr(b, ip.from);
	put_addr(b, ip.to);
}

void put_ip6(struct bytes *b, struct ip ip, size_t size) {
	put_hex(b, "60000000");
	put_be(b, size, 2);
	put_be(b, ip.protocol, 1);
	put_be(b, ip.ttl ? ip.ttl : 64, 1);
	put_addr(b, ip.from);
	put_addr(b, ip.to);
}

void put_udp(struct bytes *b, unsigned from, unsigned to, const char *text) {
	put_be(b, from, 2);
	put_be(b, to, 2);
	put_be(b, 8 + strlen(text), 2);
	put_be(b, 0, 2);
	put_text(b, text);
}

void play_udp(struct stage *s, struct ip ip, unsigned from, unsigned to, const char *text) {
	static struct bytes b;
	bool is_ip6 = strchr(ip.from, ':');

	b.n = 0;
	ip.protocol = 17;
	put_ethernet(&b, is_ip6 ? "86dd" : "0800");
	(is_ip6 ? put_ip6 : put_ip4)(&b, ip, 8 + strlen(text));
	put_udp(&b, from, to, text);
	play(s, &b);
}

void play_tcp(struct stage *s, struct tcp t) {
	static struct bytes b;
	unsigned port = t.port ? t.port : 80;
	size_t size = t.text ? strlen(t.text) : 0;

	b.n = 0;
	put_ethernet(&b, "0800");
	put_ip4(&b, (struct ip){ t.from_server ? "10.0.0.2" : "10.0.0.1", t.from_server ? "10.0.0.1" : "10.0.0.2",
				 .protocol = 6 }, 20 + size);
	put_be(&b, t.from_server ? port : 40000, 2);
	put_be(&b, t.from_server ? 40000 : port, 2);
	put_be(&b, t.sequence, 4);
	put_be(&b, 0, 4);
	put_be(&b, 0x5000u | t.flags, 2);
	put_be(&b, 0, 6);
	put_text(&b, t.text ? t.text : "");
	play(s, &b);
}
