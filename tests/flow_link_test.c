/*
 * The link layers below IP: each dress a packet can come in, whole and cut
 * short everywhere, and what proves that an address is on the link.
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

static const struct ip lan = { "10.0.0.1", "10.0.0.2", .protocol = 17 };

static void put_ip4_udp(struct bytes *b, const char *text) {
	put_ip4(b, lan, 8 + strlen(text));
	put_udp(b, 40000, 5000, text);
}

/* One frame of the link type: `head` in hex, an IPv4 packet, `tail`. */
static void check_link(uint32_t link_type, const char *head, const char *tail, const char *wanted) {
	struct stage *s = stage_open();
	static struct bytes b;

	b.n = 0;
	s->link_type = link_type;
	put_hex(&b, head);
	put_ip4_udp(&b, "hello");
	put_hex(&b, tail);
	/* Whole, and then cut at each place: no crash, nothing beyond. */
	play(s, &b);
	assert_string_equal(s->told, wanted);
	for (size_t n = b.n; n > 0; n--) {
		b.n = n - 1;
		s->quiet = true;
		play(s, &b);
	}
	stage_close(s, wanted);
}

#define ETHERNET "02000000000b 02000000000a "
#define HELLO "10.0.0.1 toy.udp = hello\n"

static void link_ethernet(void **state) {
	(void)state;
	check_link(1, ETHERNET "0800", "0000000000", HELLO);
	check_link(1, ETHERNET "8100 0064 0800", "", HELLO);
	check_link(1, ETHERNET "88a8 0064 8100 0001 0800", "", HELLO);
	check_link(1, ETHERNET "9100 0064 8100 0001 0800", "", HELLO);
	check_link(1, ETHERNET "0029 aaaa03 000000 0800", "", HELLO);
	check_link(1, ETHERNET "8100 0064 0029 aaaa03 000000 0800", "ffff", HELLO);
	check_link(1, ETHERNET "8864 1100 0001 0023 0021", "", HELLO);
	check_link(1, ETHERNET "0029 aaaa03 00000c 0800", "", "");
	check_link(1, ETHERNET "0029 424203 000000 0800", "", "");
	check_link(99, ETHERNET "0800", "", "");
}

static void link_others(void **state) {
	(void)state;
	check_link(113, "0000 0001 0006 02000000000a0000 0800", "", HELLO);
	check_link(113, "0000 0338 0006 02000000000a0000 0800", "", "");
	check_link(276, "0800 0000 00000001 0001 00 06 02000000000a0000", "", HELLO);
	check_link(101, "", "", HELLO);
	check_link(12, "", "", HELLO);
	check_link(228, "", "", HELLO);
	check_link(0, "02000000", "", HELLO);
	check_link(108, "00000002", "", HELLO);
}

#define WIFI(control, more) control "0000 02000000000a 02000000000b 02000000000c 1000" more

static void link_wifi(void **state) {
	(void)state;
	check_link(105, WIFI("0801", "aaaa03 000000 0800"), "", HELLO);
	check_link(105, WIFI("8801", "0000 aaaa03 000000 0800"), "", HELLO);
	check_link(105, WIFI("8881", "0000 00000000 aaaa03 000000 0800"), "", HELLO);
	check_link(105, WIFI("0803", "02000000000d aaaa03 000000 0800"), "", HELLO);
	check_link(105, WIFI("0841", "aaaa03 000000 0800"), "", "");
	check_link(105, WIFI("4000", "aaaa03 000000 0800"), "", "");
	check_link(105, WIFI("4801", "aaaa03 000000 0800"), "", "");
	check_link(105, WIFI("8801", "8000 02000000000b 02000000000a 0029 aaaa03 000000 0800"), "", HELLO);
	check_link(127, "0000 0800 00000000" WIFI("0801", "aaaa03 000000 0800"), "", HELLO);
	check_link(127, "0000 1800 03000080 00000000 00000000 0000000000000000" WIFI("0801", "aaaa03 000000 0800"),
		   "", HELLO);
	check_link(127, "0000 0900 02000000 10" WIFI("0801", "aaaa03 000000 0800"), "00000000", HELLO);
	check_link(127, "0000 0700 00000000" WIFI("0801", "aaaa03 000000 0800"), "", "");
}

/* Whose ARP it is, in every dress: the station that sent it. */
static void check_ether(uint32_t link_type, const char *hex, const char *wanted) {
	struct stage *s = stage_open();
	static struct bytes b;

	b.n = 0;
	s->link_type = link_type;
	put_hex(&b, hex);
	put_text(&b, "arp");
	play(s, &b);
	stage_close(s, wanted);
}

static void link_sender(void **state) {
	(void)state;
	check_ether(1, ETHERNET "0806", "02:00:00:00:00:0a toy.ether = arp\n");
	check_ether(1, ETHERNET "000b aaaa03 00000c 2000", "02:00:00:00:00:0a toy.ether = arp\n");
	check_ether(113, "0000 0001 0006 02000000000a0000 0806", "02:00:00:00:00:0a toy.ether = arp\n");
	check_ether(276, "0806 0000 00000001 0001 00 06 02000000000a0000", "02:00:00:00:00:0a toy.ether = arp\n");
	check_ether(105, WIFI("0800", "aaaa03 000000 0806"), "02:00:00:00:00:0b toy.ether = arp\n");
	check_ether(105, WIFI("0801", "aaaa03 000000 0806"), "02:00:00:00:00:0b toy.ether = arp\n");
	check_ether(105, WIFI("0802", "aaaa03 000000 0806"), "02:00:00:00:00:0c toy.ether = arp\n");
	check_ether(105, WIFI("0803", "02000000000d aaaa03 000000 0806"), "02:00:00:00:00:0d toy.ether = arp\n");
}

/* Management frames go whole to whoever wants their subtype, told of who transmits them. */
static void link_management(void **state) {
	static const char *const beacon = "02:00:00:00:00:0b toy.wifi = arp\n";

	(void)state;
	check_ether(105, WIFI("8000", ""), beacon);
	check_ether(105, WIFI("d000", ""), beacon);
	check_ether(127, "0000 0800 00000000" WIFI("8000", ""), beacon);
	check_ether(127, "0000 0900 02000000 00" WIFI("d000", ""), beacon);
	check_ether(127, "0000 0900 02000000 10" WIFI("8000", "6120 6265"), "02:00:00:00:00:0b toy.wifi = a b\n");
	check_ether(105, WIFI("5000", ""), "");
	check_ether(105, WIFI("8040", ""), "");
	check_ether(105, WIFI("8100", ""), "");
	check_ether(105, "8000 0000 ffffffffffff 03000000000b 02000000000c 1000", "");
}

/* A beacon is read each time, and what it says is told once an hour; one without a head is counted. */
static void link_beacons(void **state) {
	struct stage *s = stage_open();
	static struct bytes b;

	(void)state;
	s->link_type = 105;
	for (unsigned i = 0; i < 3; i++) {
		b.n = 0;
		put_hex(&b, WIFI("8000", "61"));
		b.n -= i == 2 ? 10 : 0;
		play(s, &b);
	}
	assert_int_equal(flow_counts(s->flow).not_understood, 1);
	stage_close(s, "02:00:00:00:00:0b toy.wifi = a\n");
}

/* ---- what is proved to be on the link ---- */

static void check_bind(const char *from, const char *to, unsigned ttl, const char *bound) {
	struct stage *s = stage_open();
	char wanted[128] = "";

	if (bound)
		snprintf(wanted, sizeof wanted, "02:00:00:00:00:0a link.ip = %s\n", bound);
	play_udp(s, (struct ip){ from, to, .ttl = ttl }, 1, 1, "x");
	play_udp(s, (struct ip){ from, to, .ttl = ttl }, 1, 1, "y");
	stage_close(s, wanted);
}

static void bind_rules(void **state) {
	(void)state;
	check_bind("192.168.1.9", "224.0.0.251", 64, "192.168.1.9");
	check_bind("192.168.1.9", "255.255.255.255", 64, "192.168.1.9");
	check_bind("192.168.1.9", "239.255.255.250", 1, "192.168.1.9");
	check_bind("192.168.1.9", "192.168.1.1", 255, "192.168.1.9");
	check_bind("fe80::9", "fd00::1", 64, "fe80::9");
	check_bind("2001:db8::9", "ff02::fb", 255, "2001:db8::9");
	check_bind("fd00::9", "fd00::1", 255, "fd00::9");
	check_bind("192.168.1.9", "239.255.255.250", 4, NULL);
	check_bind("192.168.1.9", "192.168.1.1", 64, NULL);
	check_bind("192.168.1.9", "192.168.1.1", 1, NULL);
	check_bind("8.8.8.8", "192.168.1.1", 255, NULL);
	check_bind("0.0.0.0", "255.255.255.255", 64, NULL);
	check_bind("127.0.0.1", "224.0.0.1", 1, NULL);
	check_bind("fd00::9", "fd00::1", 64, NULL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(link_ethernet),
		cmocka_unit_test(link_others),
		cmocka_unit_test(link_wifi),
		cmocka_unit_test(link_sender),
		cmocka_unit_test(link_management),
		cmocka_unit_test(link_beacons),
		cmocka_unit_test(bind_rules),
	};

	return cmocka_run_group_tests_name("flow_link", tests, NULL, NULL);
}
