/*
 * Capture files of all kinds, built here byte by byte: what comes out, and
 * that damage anywhere costs nothing that stands before it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/capture.h"

struct file {
	bool big;
	size_t n, packet_count;
	size_t packet_ends[16]; /* the file's size after each packet's record */
	uint8_t at[4096];
};

static void put(struct file *f, uint64_t number, unsigned size) {
	for (unsigned i = 0; i < size; i++)
		f->at[f->n++] = (uint8_t)(number >> (8 * (f->big ? size - 1 - i : i)));
}

static void put_text(struct file *f, const char *text) {
	memcpy(f->at + f->n, text, strlen(text));
	f->n += strlen(text);
}

static void end_packet(struct file *f) {
	f->packet_ends[f->packet_count++] = f->n;
}

static void put_pcap(struct file *f, uint32_t magic, uint32_t snap_size, uint32_t link_type) {
	put(f, magic, 4);
	put(f, 2, 2);
	put(f, 4, 2);
	put(f, 0, 8);
	put(f, snap_size, 4);
	put(f, link_type, 4);
}

static void put_record(struct file *f, uint32_t seconds, uint32_t part, const char *text) {
	put(f, seconds, 4);
	put(f, part, 4);
	put(f, strlen(text), 4);
	put(f, strlen(text) + 100, 4);
	put_text(f, text);
	end_packet(f);
}

/* Blocks: begin, write the body, end. */
static size_t begin_block(struct file *f, uint32_t type) {
	put(f, type, 4);
	put(f, 0, 4);
	return f->n - 8;
}

static void end_block(struct file *f, size_t begin) {
	while (f->n % 4)
		put(f, 0, 1);
	size_t size = f->n + 4 - begin, end = f->n;
	f->n = begin + 4;
	put(f, size, 4);
	f->n = end;
	put(f, size, 4);
}

static void put_section(struct file *f, bool big) {
	f->big = big;
	size_t b = begin_block(f, 0x0a0d0d0a);
	put(f, 0x1a2b3c4d, 4);
	put(f, 1, 2);
	put(f, 0, 2);
	put(f, UINT64_MAX, 8);
	end_block(f, b);
}

/* `resolution` 0 leaves the option out, as `offset` 0 does. */
static void put_interface(struct file *f, uint16_t link_type, uint32_t snap_size, uint8_t resolution,
			  uint64_t offset) {
	size_t b = begin_block(f, 1);
	put(f, link_type, 2);
	put(f, 0, 2);
	put(f, snap_size, 4);
	put(f, 2, 2); /* a name first, of 3 bytes */
	put(f, 3, 2);
	put_text(f, "eth");
	put(f, 0, 1);
	if (resolution) {
		put(f, 9, 2);
		put(f, 1, 2);
		put(f, resolution, 1);
		put(f, 0, 3);
	}
	if (offset) {
		put(f, 14, 2);
		put(f, 8, 2);
		put(f, offset, 8);
	}
	put(f, 0, 4);
	end_block(f, b);
}

static void put_enhanced(struct file *f, uint32_t interface, uint64_t ticks, const char *text) {
	size_t b = begin_block(f, 6);
	put(f, interface, 4);
	put(f, ticks >> 32, 4);
	put(f, ticks & 0xffffffff, 4);
	put(f, strlen(text), 4);
	put(f, strlen(text), 4);
	put_text(f, text);
	end_block(f, b);
	end_packet(f);
}

static void put_old_packet(struct file *f, uint16_t interface, uint64_t ticks, const char *text) {
	size_t b = begin_block(f, 2);
	put(f, interface, 2);
	put(f, 7, 2);
	put(f, ticks >> 32, 4);
	put(f, ticks & 0xffffffff, 4);
	put(f, strlen(text), 4);
	put(f, strlen(text), 4);
	put_text(f, text);
	end_block(f, b);
	end_packet(f);
}

static void put_simple(struct file *f, uint32_t wire_size, const char *text) {
	size_t b = begin_block(f, 3);
	put(f, wire_size, 4);
	put_text(f, text);
	end_block(f, b);
	end_packet(f);
}

static void put_unknown(struct file *f, uint32_t type) {
	size_t b = begin_block(f, type);
	put_text(f, "whatever stands here");
	end_block(f, b);
}

/* "link time text\n" of each packet, then how it ended. The file lies in an exact copy. */
static const char *walk(const struct file *f, size_t size, enum capture_end *ret_end,
			struct capture *ret_capture) {
	static char told[4096];
	uint8_t *copy = malloc(size ? size : 1);
	struct packet p;

	assert_non_null(copy);
	memcpy(copy, f->at, size);
	capture_init(ret_capture, (str){ copy, size });
	told[0] = 0;
	while ((*ret_end = capture_next(ret_capture, &p)) == CAPTURE_PACKET) {
		size_t used = strlen(told);
		snprintf(told + used, sizeof told - used, "%u %llu %.*s\n", p.link_type,
			 (unsigned long long)p.time_us, STR_ARG(p.frame));
		assert_memory_equal(copy + p.offset, p.frame.at, p.frame.n);
	}
	/* An end stays an end. */
	assert_int_equal(capture_next(ret_capture, &p), *ret_end);
	free(copy);
	return told;
}

static void check(const struct file *f, const char *wanted, enum capture_end wanted_end, uint64_t wanted_offset) {
	static struct capture c;
	enum capture_end end;
	const char *told = walk(f, f->n, &end, &c);

	assert_string_equal(told, wanted);
	assert_int_equal(end, wanted_end);
	if (end != CAPTURE_UNKNOWN)
		assert_int_equal(c.offset, wanted_offset);
	if (end == CAPTURE_CUT || end == CAPTURE_BROKEN)
		assert_non_null(c.why);
}

/* Cut after each byte: the packets before are all there, and nothing else. */
static void check_cuts(const struct file *f, size_t head_size) {
	static struct capture c;
	enum capture_end end;

	for (size_t size = 0; size < f->n; size++) {
		const char *told = walk(f, size, &end, &c);
		size_t wanted = 0, got = 0;

		for (const char *p = told; *p; p++)
			got += *p == '\n';
		while (wanted < f->packet_count && f->packet_ends[wanted] <= size)
			wanted++;
		assert_int_equal(got, wanted);
		/* Between two records nobody can tell that something is missing. */
		if (end == CAPTURE_DONE)
			assert_true(size >= head_size);
		else
			assert_int_equal(end, size > 0 && size < 4 ? CAPTURE_UNKNOWN : CAPTURE_CUT);
	}
}

static void fill_pcap(struct file *f, bool big, uint32_t magic) {
	f->big = big;
	put_pcap(f, magic, 65535, 1);
	put_record(f, 10, 5, "one");
	put_record(f, 11, 999999, "second");
	put_record(f, 12, 0, "");
}

static void pcap_both_orders_and_resolutions(void **state) {
	(void)state;
	for (unsigned big = 0; big < 2; big++) {
		struct file micro = { 0 }, nano = { 0 };

		fill_pcap(&micro, big, 0xa1b2c3d4);
		check(&micro, "1 10000005 one\n1 11999999 second\n1 12000000 \n", CAPTURE_DONE, micro.n);
		check_cuts(&micro, 24);
		fill_pcap(&nano, big, 0xa1b23c4d);
		check(&nano, "1 10000000 one\n1 11000999 second\n1 12000000 \n", CAPTURE_DONE, nano.n);
	}
}

static void pcap_of_kuznetzov(void **state) {
	(void)state;
	struct file f = { 0 };

	put_pcap(&f, 0xa1b2cd34, 65535, 1);
	for (unsigned i = 0; i < 2; i++) {
		put(&f, 10 + i, 4);
		put(&f, 0, 4);
		put(&f, 3, 4);
		put(&f, 3, 4);
		put(&f, 0, 8);
		put_text(&f, "odd");
		end_packet(&f);
	}
	check(&f, "1 10000000 odd\n1 11000000 odd\n", CAPTURE_DONE, f.n);
	check_cuts(&f, 24);
}

static void pcap_damage(void **state) {
	(void)state;
	struct file f = { 0 };

	put_pcap(&f, 0xa1b2c3d4, 4, 0xf4000001); /* a length of the FCS above the link type */
	put_record(&f, 1, 0, "longer than snap");
	size_t bad = f.n;
	put(&f, 0, 8);
	put(&f, CAPTURE_FRAME_MAX + 1, 4);
	f.n += 100;
	check(&f, "1 1000000 long\n", CAPTURE_BROKEN, bad);
	f.at[4] = 3;
	check(&f, "", CAPTURE_BROKEN, 4);
	f.at[0] = 0;
	check(&f, "", CAPTURE_UNKNOWN, 0);
}

static void fill_ng(struct file *f) {
	put_section(f, false);
	put_interface(f, 1, 0, 0, 0);
	put_unknown(f, 0xbad);
	put_interface(f, 113, 4, 9, 1000);
	put_enhanced(f, 0, 5000001, "first");
	put_enhanced(f, 1, 2000000999, "of the other");
	put_simple(f, 3, "simple");
	put_old_packet(f, 1, 0x100000000ull * 1000, "old");
	put_section(f, true);
	put_interface(f, 101, 4, 0x80 | 10, 0);
	put_enhanced(f, 0, 1024 * 3 + 512, "turned");
	put_unknown(f, 5);
	put_simple(f, 100, "cut off");
}

static void ng_sections_and_interfaces(void **state) {
	(void)state;
	struct file f = { 0 };

	fill_ng(&f);
	check(&f, "1 5000001 first\n113 1002000000 of the other\n1 0 sim\n113 5294967296 old\n"
		  "101 3500000 turned\n101 0 cut \n", CAPTURE_DONE, f.n);
	check_cuts(&f, 28);
}

static void ng_offset_before_the_epoch_of_the_clock(void **state) {
	(void)state;
	struct file f = { 0 };

	put_section(&f, true);
	put_interface(&f, 1, 0, 6, (uint64_t)-2);
	put_enhanced(&f, 0, 5000000, "x");
	check(&f, "1 3000000 x\n", CAPTURE_DONE, f.n);
}

static void ng_resolutions(void **state) {
	(void)state;
	static const struct {
		uint8_t resolution;
		uint64_t ticks, time_us;
	} cases[] = {
		{ 3, 1500, 1500000 },
		{ 12, 1500000000000, 1500000 },
		{ 19, 15000000000000000000u, 1500000 },
		{ 0x80 | 63, 3ull << 62, 1500000 },
		{ 0x80, 7, 7000000 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct file f = { 0 };
		char wanted[64];

		put_section(&f, i % 2);
		put_interface(&f, 1, 0, cases[i].resolution, 0);
		put_enhanced(&f, 0, cases[i].ticks, "x");
		snprintf(wanted, sizeof wanted, "1 %llu x\n", (unsigned long long)cases[i].time_us);
		check(&f, wanted, CAPTURE_DONE, f.n);
	}
}

/* Each damage comes behind one good packet, which must be given. */
static void ng_damage(void **state) {
	(void)state;
	for (unsigned damage = 0; damage < 8; damage++) {
		struct file f = { 0 };

		put_section(&f, false);
		put_interface(&f, 1, 0, 0, 0);
		put_enhanced(&f, 0, 1, "good");
		size_t bad = f.n;
		if (damage == 0)
			put_enhanced(&f, 1, 1, "of no interface");
		if (damage == 1)
			put_interface(&f, 1, 0, 20, 0); /* finer than 64 bits hold */
		if (damage == 2) {
			put_enhanced(&f, 0, 1, "longer than its block");
			f.at[bad + 20] = 200;
		}
		if (damage == 3) {
			put_unknown(&f, 5);
			f.at[f.n - 4] ^= 4; /* the two lengths differ */
		}
		if (damage == 4) {
			put_unknown(&f, 5);
			f.at[bad + 4] = 8;
		}
		if (damage == 5) {
			put_unknown(&f, 5);
			f.at[bad + 4]++; /* no multiple of four */
		}
		if (damage == 6) {
			put_section(&f, false);
			f.at[bad + 8] = 0;
		}
		if (damage == 7) {
			put_section(&f, false);
			bad = f.n;
			put_simple(&f, 1, "before any interface");
		}
		put_unknown(&f, 5);
		check(&f, "1 1 good\n", CAPTURE_BROKEN, bad);
	}
}

static void ng_too_many_interfaces(void **state) {
	(void)state;
	static uint8_t at[28 + (CAPTURE_INTERFACES_MAX + 1) * 20];
	struct file f = { 0 };
	static struct capture c;
	struct packet p;
	size_t n;

	put_section(&f, false);
	memcpy(at, f.at, n = f.n);
	f.n = 0;
	size_t b = begin_block(&f, 1);
	put(&f, 1, 8);
	end_block(&f, b);
	for (; n + f.n <= sizeof at; n += f.n)
		memcpy(at + n, f.at, f.n);
	capture_init(&c, (str){ at, n });
	assert_int_equal(capture_next(&c, &p), CAPTURE_BROKEN);
	assert_int_equal(c.offset, n - f.n);
}

/* Every byte set to some other values: whatever it says, it says it without a crash. */
static void any_byte_may_be_wrong(void **state) {
	(void)state;
	static const uint8_t wrong[] = { 0, 1, 4, 0x7f, 0x80, 0xff };
	static struct capture c;
	enum capture_end end;

	for (unsigned kind = 0; kind < 2; kind++) {
		struct file f = { 0 };

		if (kind)
			fill_ng(&f);
		else
			fill_pcap(&f, false, 0xa1b2c3d4);
		for (size_t i = 0; i < f.n; i++) {
			uint8_t right = f.at[i];
			for (size_t k = 0; k < sizeof wrong; k++) {
				f.at[i] = wrong[k];
				walk(&f, f.n, &end, &c);
				assert_int_not_equal(end, CAPTURE_PACKET);
			}
			f.at[i] = right;
		}
	}
}

static void not_a_capture(void **state) {
	(void)state;
	struct file f = { 0 };

	check(&f, "", CAPTURE_CUT, 0);
	put_text(&f, "#!/bin/sh");
	check(&f, "", CAPTURE_UNKNOWN, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pcap_both_orders_and_resolutions),
		cmocka_unit_test(pcap_of_kuznetzov),
		cmocka_unit_test(pcap_damage),
		cmocka_unit_test(ng_sections_and_interfaces),
		cmocka_unit_test(ng_offset_before_the_epoch_of_the_clock),
		cmocka_unit_test(ng_resolutions),
		cmocka_unit_test(ng_damage),
		cmocka_unit_test(ng_too_many_interfaces),
		cmocka_unit_test(any_byte_may_be_wrong),
		cmocka_unit_test(not_a_capture),
	};

	return cmocka_run_group_tests_name("capture", tests, NULL, NULL);
}
