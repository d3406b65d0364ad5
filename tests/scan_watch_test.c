/* What ends a scan: its day is over, or this machine is no longer where it was. The day is a number here. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cmd/found.h"
#include "cmd/scan_watch.h"

static uint8_t memory[1 << 20];
static uint64_t now_us;
static char path[] = "/tmp/scan-watch-XXXXXX";
static const char *const loopback[] = { "lo" }, *const targets[] = { "127.0.0.0/30" };

uint64_t found_now_us(void) {
	return now_us;
}

static date day_of(const char *text) {
	date day = DATE_NONE;

	assert_true(date_parse(str_of(text), &day));
	return day;
}

/* A second of the day. */
static void it_is(const char *day, int second) {
	now_us = ((uint64_t)day_of(day) * 86400 + (uint64_t)second) * 1000000;
}

static struct scope *scope_until(const char *until) {
	struct complaint c = { 0 };
	struct scope *scope = NULL;
	arena mem = arena_over(memory, sizeof memory);
	struct scope_wish wish = { .targets = targets, .target_count = 1, .scope_file = until ? path : NULL, .today = day_of("2026-11-20") };
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fprintf(f, "authorised-by: A. Jansen\ndate: 2026-11-20\nranges: [127.0.0.0/8]\n%s%s\n", until ? "until: " : "", until ? until : "");
	assert_int_equal(fclose(f), 0);
	assert_int_equal(scope_open(&mem, &wish, &scope, &c), 0);
	return scope;
}

static void ends_with_the_last_day(void **state) {
	struct scan_watch w;

	(void)state;
	scan_watch_open(&w, scope_until("2026-11-23"), NULL, 0);
	it_is("2026-11-23", 86399);
	assert_int_equal(scan_watch_look(&w), EXIT_DONE);
	it_is("2026-11-24", 0);
	assert_int_equal(scan_watch_look(&w), EXIT_NO_PERMISSION);
	scan_watch_open(&w, scope_until(NULL), NULL, 0);
	assert_int_equal(scan_watch_look(&w), EXIT_DONE);
}

static void ends_when_an_address_is_lost(void **state) {
	struct link_address links[LINKS_MAX];
	const char *missing = NULL;
	struct scan_watch w;
	int count = links_read(loopback, 1, links, LINKS_MAX, &missing);

	(void)state;
	if (count < 1 || links[0].own.kind != ADDR_IP4)
		skip();
	it_is("2026-11-20", 0);
	scan_watch_open(&w, scope_until(NULL), links, 1);
	assert_int_equal(w.link_count, 1);
	assert_int_equal(scan_watch_look(&w), EXIT_DONE);
	/* Another address of the same network is none of ours. */
	w.links[0].own.bytes[3] = 99;
	assert_int_equal(scan_watch_look(&w), EXIT_IO);
	/* Nobody is asked there: let it go. */
	links[0].own = addr_parse(STR("192.0.2.1"));
	scan_watch_open(&w, scope_until(NULL), links, 1);
	assert_int_equal(scan_watch_look(&w), EXIT_DONE);
}

static void looks_once_a_second(void **state) {
	struct scan_watch w;

	(void)state;
	scan_watch_open(&w, scope_until(NULL), NULL, 0);
	assert_true(scan_watch_is_due(&w, 5000000));
	assert_false(scan_watch_is_due(&w, 5999999));
	assert_true(scan_watch_is_due(&w, 6000000));
}

static struct link_address link_at(unsigned index, const char *own, unsigned prefix) {
	return (struct link_address){ .index = index, .own = addr_parse(str_of(own)), .prefix = prefix };
}

static void links_of_one_network_are_one_wire(void **state) {
	const struct link_address links[] = {
		link_at(2, "192.0.2.1", 24), link_at(3, "198.51.100.1", 24), link_at(4, "fe80::1", 64), link_at(5, "fe80::2", 64),
		link_at(6, "198.51.100.129", 25), link_at(6, "192.0.2.200", 24), link_at(5, "2001:db8::1", 64),
	};
	const size_t count = sizeof links / sizeof *links, want[] = { 0, 0, 2, 3, 0, 0, 3 };
	size_t wires[LINKS_MAX];

	(void)state;
	links_wires(links, count, wires);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(wires[i], want[i]);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_with_the_last_day), cmocka_unit_test(ends_when_an_address_is_lost),
		cmocka_unit_test(looks_once_a_second), cmocka_unit_test(links_of_one_network_are_one_wire),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return failed;
}
