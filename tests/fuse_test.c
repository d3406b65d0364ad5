/* Which addresses are one device, and what claims make of it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fuse/same.h"
#include "fuse/weigh.h"

enum { MEMORY = 96 << 20 };

static arena fresh(size_t size) {
	static uint8_t *memory;

	if (!memory)
		memory = malloc(MEMORY);
	assert_non_null(memory);
	return arena_over(memory, size);
}

/* same */

static void see(struct same *s, const char *who, const char *field, const char *value) {
	struct obs o = { .who = addr_parse(str_of(who)), .field = str_of(field), .value = str_of(value), .time_us = 5 };

	assert_int_equal(same_take(s, &o), 0);
}

static void addresses_join_their_mac(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "10.0.0.7", "http.server", "x");
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.7");
	see(s, "fe80::1", "mdns.instance", "cam");
	see(s, "00:00:5e:00:53:01", "nd.ip", "fe80::1");
	see(s, "10.0.0.8", "http.server", "y");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 2);
	assert_true(str_eq(d.at[0].name, STR("00:00:5e:00:53:01")));
	assert_int_equal(d.at[0].address_count, 2);
	/* mac, arp.ip, nd.ip, http.server, mdns.instance */
	assert_int_equal(d.at[0].observation_count, 5);
	assert_true(str_eq(d.at[1].name, STR("10.0.0.8")));
	assert_int_equal(d.at[1].mac.kind, ADDR_NONE);
}

static void a_router_is_not_what_lies_behind_it(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;
	char ip[16];

	(void)state;
	for (int i = 1; i <= SAME_ADDRESSES_MAX + 1; i++) {
		snprintf(ip, sizeof ip, "10.0.1.%d", i);
		see(s, "00:00:5e:00:53:01", "arp.ip", ip);
		see(s, ip, "sadp.device_type", "x");
	}
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, SAME_ADDRESSES_MAX + 2);
	for (size_t i = 0; i < d.count; i++)
		assert_true(d.at[i].mac.kind == ADDR_NONE || d.at[i].address_count == 0);
}

static void a_contested_address_belongs_to_nobody(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.7");
	see(s, "00:00:5e:00:53:02", "arp.ip", "10.0.0.7");
	see(s, "10.0.0.7", "http.server", "x");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 3);
	for (size_t i = 0; i < d.count; i++)
		assert_true(d.at[i].mac.kind == ADDR_NONE || d.at[i].address_count == 0);
}

static void a_contested_address_goes_to_the_one_its_device_names(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.7");
	see(s, "00:00:5e:00:53:02", "dhcp.ip", "10.0.0.7");
	see(s, "10.0.0.7", "sadp.mac", "00-00-5e-00-53-02");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 2);
	assert_true(str_eq(d.at[1].name, STR("00:00:5e:00:53:02")));
	assert_int_equal(d.at[0].address_count, 0);
	assert_int_equal(d.at[1].address_count, 1);
}

static void a_word_that_no_claim_supports_settles_nothing(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.7");
	see(s, "00:00:5e:00:53:02", "arp.ip", "10.0.0.7");
	see(s, "00:00:5e:00:53:03", "arp.ip", "10.0.0.8");
	see(s, "10.0.0.7", "sadp.mac", "00-00-5e-00-53-03");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 4);
	for (size_t i = 0; i < d.count; i++)
		assert_true(d.at[i].address_count == 0 || !str_eq(d.at[i].name, STR("00:00:5e:00:53:01")));
}

/* It answers ARP for what lies behind it; each device there names its own MAC. */
static void an_extender_is_not_what_lies_behind_it(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.7");
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.8");
	see(s, "10.0.0.7", "http.server", "extender");
	see(s, "10.0.0.8", "dhdiscover.mac", "00:00:5e:00:53:99");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 2);
	assert_int_equal(d.at[0].address_count, 1);
	assert_true(str_eq(d.at[1].name, STR("10.0.0.8")));
}

static void see_at(struct same *s, const char *who, const char *field, const char *value, uint64_t time_us) {
	struct obs o = { .who = addr_parse(str_of(who)), .field = str_of(field), .value = str_of(value), .time_us = time_us };

	assert_int_equal(same_take(s, &o), 0);
}

/* At the same time they are two devices behind one MAC; one after the other they are one with a new lease. */
static void a_camera_beside_another_address_stands_alone(void **state) {
	for (uint64_t later = 0; later <= 100; later += 100) {
		arena mem = fresh(MEMORY);
		struct same *s = same_open(&mem, 7);
		struct devices d;

		see_at(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.7", 10);
		see_at(s, "10.0.0.7", "dns.query", "a.example", 20);
		see_at(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.8", later + 15);
		see_at(s, "10.0.0.8", "rtsp.realm", "HIKVISION", later + 30);
		assert_int_equal(same_devices(s, &d), 0);
		assert_int_equal(d.count, later ? 1 : 2);
	}
	(void)state;
}

static void a_camera_that_names_the_mac_keeps_both_addresses(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.7");
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.8");
	see(s, "10.0.0.8", "rtsp.realm", "HIKVISION");
	see(s, "10.0.0.8", "onvif.mac", "00:00:5e:00:53:01");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 1);
}

/* With one address it is rather a device with two network parts, one of which it names. */
static void another_mac_alone_parts_nobody(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "00:00:5e:00:53:01", "arp.ip", "10.0.0.8");
	see(s, "00:00:5e:00:53:01", "arp.ip", "169.254.3.4");
	see(s, "10.0.0.8", "dhdiscover.mac", "00:00:5e:00:53:99");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 1);
}

static void the_internet_is_not_the_estate(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	see(s, "198.51.100.7", "http.server", "nginx");
	see(s, "198.51.100.8", "rtsp.server", "Hipcam RealServer/V1.0");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 1);
	assert_int_equal(d.strangers, 1);
	assert_true(str_eq(d.at[0].name, STR("198.51.100.8")));
}

/* Who was asked and answers is a device, on whatever address: of what it only names nothing is known. */
static void whoever_was_asked_is_no_stranger(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	same_were_asked(s);
	see(s, "198.51.100.7", "http.server", "nginx");
	see(s, "127.0.0.1", "http.server", "nginx");
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.count, 2);
	assert_int_equal(d.strangers, 0);
}

static void what_is_seen_again_is_kept_once(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	for (uint64_t i = 1; i <= 1000; i++) {
		struct obs o = { .who = addr_parse(STR("10.0.0.7")), .field = STR("x.y"), .value = STR("z"), .time_us = i };
		assert_int_equal(same_take(s, &o), 0);
	}
	for (int i = 0; i < 2 * SAME_PER_THING_MAX; i++) {
		char value[16];
		snprintf(value, sizeof value, "%d", i);
		see(s, "10.0.0.7", "x.y", value);
	}
	assert_int_equal(same_devices(s, &d), 0);
	assert_int_equal(d.at[0].observation_count, SAME_PER_FIELD_MAX);
	assert_int_equal(d.observations_dropped, 2 * SAME_PER_THING_MAX + 1 - SAME_PER_FIELD_MAX);
	assert_int_equal(d.at[0].last_us, 1000);
}

static void noise_in_one_field_leaves_room_for_others(void **state) {
	arena mem = fresh(MEMORY);
	struct same *s = same_open(&mem, 7);
	struct devices d;

	(void)state;
	for (int i = 0; i < 2 * SAME_PER_THING_MAX; i++) {
		char value[16];
		snprintf(value, sizeof value, "%d", i);
		see(s, "10.0.0.7", "mdns.txt", value);
	}
	see(s, "10.0.0.7", "http.server", "App-webs/");
	assert_int_equal(same_devices(s, &d), 0);
	assert_true(str_eq(d.at[0].observations[d.at[0].observation_count - 1].field, STR("http.server")));
}

/* A small arena says so and keeps what it took. */
static void a_full_arena_loses_nothing_it_took(void **state) {
	arena mem = fresh(1 << 20);
	struct same *s = same_open(&mem, 7);
	int r = 0;

	(void)state;
	for (unsigned i = 0; !r && i < 1000000; i++) {
		char value[24];
		snprintf(value, sizeof value, "value %u", i);
		struct obs o = { .who = { ADDR_IP4, { 10, (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i } },
				 .field = STR("x.y"), .value = str_of(value) };
		r = same_take(s, &o);
	}
	assert_true(r < 0);
	struct devices devices;
	assert_int_equal(same_devices(s, &devices), 0);
	assert_true(devices.count > 1000);
}

/* weigh */

static const struct brand_maker own[] = { { .maker = STR_INIT("axis"), .share = SHARE_ALL,
					    .relation = STR_INIT("own brand of the maker") } };
static const struct brand_maker resold[] = { { .maker = STR_INIT("hikvision"), .share = SHARE_SOME },
					     { .maker = STR_INIT("dahua"), .share = SHARE_SOME } };
static const struct brand_maker mostly[] = { { .maker = STR_INIT("dahua"), .share = SHARE_MOST } };
static const str was_part_of = STR_INIT("panasonic");
static const struct company companies[] = {
	{ .id = STR_INIT("axis"), .name = STR_INIT("Axis"), .country = STR_INIT("SE") },
	{ .id = STR_INIT("dahua"), .name = STR_INIT("Dahua"), .country = STR_INIT("CN") },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("Hikvision"), .country = STR_INIT("CN") },
	{ .id = STR_INIT("i-pro"), .name = STR_INIT("i-PRO"), .country = STR_INIT("JP"), .formerly = { &was_part_of, 1 } },
	{ .id = STR_INIT("panasonic"), .name = STR_INIT("Panasonic"), .country = STR_INIT("JP") },
};
static const struct brand brands[] = {
	{ .id = STR_INIT("axis"), .name = STR_INIT("AXIS"), .owner = STR_INIT("axis"), .makers = own, .maker_count = 1 },
	{ .id = STR_INIT("companion"), .name = STR_INIT("Companion"), .owner = STR_INIT("axis"), .makers = own, .maker_count = 1 },
	{ .id = STR_INIT("hikvision"), .name = STR_INIT("HIKVISION"), .owner = STR_INIT("hikvision") },
	{ .id = STR_INIT("mostly"), .name = STR_INIT("Mostly"), .makers = mostly, .maker_count = 1 },
	{ .id = STR_INIT("shop"), .name = STR_INIT("Shop"), .makers = resold, .maker_count = 2 },
};
static const struct registry registry = { .companies = companies, .company_count = 5, .brands = brands, .brand_count = 5 };
static const struct weights weights = {
	.ratio = { 2, 20, 300, 20000 },
	.brand_share = { 0.2, 0.1, 0.45, 0.75, 0.96 },
	.own_brand = 0.998,
	.least_prior = 0.01, .unknown = 0.25,
	.confirmed = 0.99, .likely = 0.8, .possible = 0.2,
};
static const struct mark_note note = { .id = STR_INIT("test/mark") };

struct said {
	enum aspect aspect;
	const char *value;
	enum strength strength;
	const char *kind, *seen;
};

static struct identity weigh_with(arena *mem, const struct weights *w, const struct said *said, size_t count) {
	struct claim *claims = arena_new(mem, struct claim, count + 1);
	struct obs *observations = arena_new(mem, struct obs, count + 1);

	for (size_t i = 0; i < count; i++) {
		observations[i] = (struct obs){ .field = str_of(said[i].kind), .value = str_of(said[i].seen) };
		claims[i] = (struct claim){ &observations[i], &note, said[i].aspect, str_of(said[i].value),
					    said[i].strength, str_of(said[i].kind) };
	}
	return weigh(mem, w, &registry, claims, count);
}

static struct identity weigh_all(arena *mem, const struct said *said, size_t count) {
	return weigh_with(mem, &weights, said, count);
}

static void nothing_makes_nothing(void **state) {
	arena mem = fresh(MEMORY);
	struct identity id = weigh_all(&mem, NULL, 0);

	(void)state;
	assert_int_equal(id.maker.grade, GRADE_UNKNOWN);
	assert_int_equal(id.maker.id.n, 0);
	assert_int_equal(id.class, CLASS_UNKNOWN);
	assert_int_equal(id.relabelled, TRI_UNKNOWN);
}

static void one_proof_confirms(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "dahua", STRENGTH_PROOF, "dhdiscover", "a" } };
	struct identity id = weigh_all(&mem, said, 1);

	(void)state;
	assert_int_equal(id.maker.grade, GRADE_CONFIRMED);
	assert_true(str_eq(id.maker.id, STR("dahua")));
}

static void one_kind_never_confirms(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "http", "b" },
				     { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "http", "c" } };
	struct identity three = weigh_all(&mem, said, 3), one = weigh_all(&mem, said, 1);

	(void)state;
	assert_int_equal(three.maker.grade, GRADE_LIKELY);
	assert_true(three.maker.confidence == one.maker.confidence);
}

/* Cells that people typed are never "very likely", however many and however strong; one word off the wire is enough to go further. */
static void a_register_alone_is_likely_at_most(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "dahua", STRENGTH_PROOF, "register.model", "a" },
				     { ASPECT_BRAND, "axis", STRENGTH_STRONG, "register.brand", "b" },
				     { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "register.serial", "c" },
				     { ASPECT_MAKER, "dahua", STRENGTH_PROOF, "dhdiscover", "d" } };
	struct identity books = weigh_all(&mem, said, 3), seen = weigh_all(&mem, said, 4), label = weigh_all(&mem, said + 1, 1);

	(void)state;
	assert_int_equal(books.maker.grade, GRADE_LIKELY);
	assert_int_equal(likelihood_of(&books.maker), LIKELIHOOD_LIKELY);
	assert_int_equal(seen.maker.grade, GRADE_CONFIRMED);
	assert_int_equal(label.maker.grade, GRADE_LIKELY);
	assert_true(label.maker.confidence < 0.95 && label.brand.confidence < 0.95);
}

static void two_kinds_confirm(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "rtsp", "b" } };

	(void)state;
	assert_int_equal(weigh_all(&mem, said, 2).maker.grade, GRADE_CONFIRMED);
}

static void the_same_text_counts_once(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "http", "Dahua" },
				     { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "rtsp", "DAHUA" },
				     { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "onvif", "dahua" } };

	(void)state;
	assert_int_equal(weigh_all(&mem, said, 3).maker.grade, GRADE_LIKELY);
}

static void a_contradiction_is_doubt(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "dahua", STRENGTH_PROOF, "dhdiscover", "a" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "sadp", "b" } };
	struct identity id = weigh_all(&mem, said, 2);

	(void)state;
	assert_true(id.maker.grade < GRADE_LIKELY);
	assert_true(id.rival_count >= 1);
}

/* Market shares must not decide between two that are equally spoken for. */
static void equal_evidence_is_not_decided_by_the_market(void **state) {
	static const struct market_share shares[] = { { .maker = STR_INIT("hikvision"), .share = 0.25 } };
	static const struct market market = { .shares = shares, .share_count = 1 };
	arena mem = fresh(MEMORY);
	struct weights with_market = weights;
	const struct said said[] = { { ASPECT_MAKER, "hikvision", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_MAKER, "axis", STRENGTH_STRONG, "rtsp", "b" } };

	(void)state;
	with_market.market = &market;
	struct identity id = weigh_with(&mem, &with_market, said, 2);
	assert_true(id.maker.grade < GRADE_LIKELY);
	assert_true(id.maker.confidence <= 0.5);
}

/* Two devices behind one address look so: what is strongly said of both is decided by no weaker sign. */
static void a_strong_rival_leaves_it_open(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "hikvision", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_FAIR, "mac", "b" },
				     { ASPECT_MAKER, "axis", STRENGTH_STRONG, "rtsp", "c" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "sadp", "d" } };

	(void)state;
	assert_int_equal(weigh_with(&mem, &weights, said, 3).maker.grade, GRADE_POSSIBLE);
	struct identity id = weigh_with(&mem, &weights, said, 4);
	assert_int_equal(id.maker.grade, GRADE_LIKELY);
	assert_true(str_eq(id.maker.id, STR("hikvision")));
}

/* "Axis Road" on a printer's page: Axis makes all that is called so, so this is no label. */
static void a_label_of_another_maker_is_chance(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "dahua", STRENGTH_PROOF, "http", "a" },
				     { ASPECT_BRAND, "axis", STRENGTH_STRONG, "name", "b" } };
	struct identity id = weigh_with(&mem, &weights, said, 2);

	(void)state;
	assert_true(id.brand.grade <= GRADE_POSSIBLE);
	assert_int_equal(id.relabelled, TRI_UNKNOWN);
}

/* A typed label beside a block of somebody else: the row may be of another device. */
static void what_is_seen_belies_a_typed_label(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_BRAND, "axis", STRENGTH_STRONG, "register.brand", "a" },
				     { ASPECT_MAKER, "dahua", STRENGTH_HINT, "mac", "b" },
				     { ASPECT_MAKER, "axis", STRENGTH_HINT, "http", "c" } };

	(void)state;
	assert_int_equal(weigh_with(&mem, &weights, said, 1).brand.grade, GRADE_LIKELY);
	assert_int_equal(weigh_with(&mem, &weights, said, 2).brand.grade, GRADE_POSSIBLE);
	assert_int_equal(weigh_with(&mem, &weights, said, 3).brand.grade, GRADE_LIKELY);
}

static void names_never_confirm(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "hikvision", STRENGTH_STRONG, "name", "a" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_STRONG, "name", "b" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_FAIR, "mac", "c" } };

	(void)state;
	assert_int_equal(weigh_all(&mem, said, 3).maker.grade, GRADE_LIKELY);
}

/* A proxy in front of a camera: the block of another maker keeps it from being confirmed. */
static void a_contradiction_keeps_from_confirming(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "isapi", "a" },
				     { ASPECT_MAKER, "axis", STRENGTH_FAIR, "mac", "b" } };

	(void)state;
	assert_int_equal(weigh_all(&mem, said, 2).maker.grade, GRADE_LIKELY);
}

/* The older name lives on in addresses: it does not contradict the younger firm. */
static void kin_does_not_contradict(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_MAKER, "i-pro", STRENGTH_STRONG, "rtsp", "a" },
				     { ASPECT_MAKER, "panasonic", STRENGTH_FAIR, "mac", "b" } };
	const struct said strangers[] = { { ASPECT_MAKER, "i-pro", STRENGTH_STRONG, "rtsp", "a" },
					  { ASPECT_MAKER, "axis", STRENGTH_FAIR, "mac", "b" } };
	struct identity id = weigh_all(&mem, said, 2);

	(void)state;
	assert_true(str_eq(id.maker.id, STR("i-pro")));
	assert_int_equal(id.maker.grade, GRADE_LIKELY);
	assert_false(id.maker.contested);
	assert_int_equal(weigh_all(&mem, strangers, 2).maker.grade, GRADE_POSSIBLE);
}

static void a_chip_is_not_a_maker(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_SOC, "hisilicon", STRENGTH_STRONG, "firmware", "hi3516" } };
	struct identity id = weigh_all(&mem, said, 1);

	(void)state;
	assert_true(str_eq(id.soc.id, STR("hisilicon")));
	assert_int_equal(id.soc.grade, GRADE_LIKELY);
	assert_int_equal(id.maker.grade, GRADE_UNKNOWN);
}

/* One model number, two chips: sold with either, and this one may have either. */
static void two_chips_leave_it_open(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_SOC, "hisilicon", STRENGTH_STRONG, "model", "DCS-935L" },
				     { ASPECT_SOC, "ambarella", STRENGTH_STRONG, "board", "S2L" } };
	struct identity id = weigh_all(&mem, said, 2);

	(void)state;
	assert_true(id.soc.grade < GRADE_LIKELY);
	assert_true(id.soc.confidence <= 0.5);
	assert_int_equal(id.rival_count, 1);
	assert_int_equal(id.rivals[0].aspect, ASPECT_SOC);
}

static void a_shared_brand_proves_no_maker(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_BRAND, "shop", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_BRAND, "shop", STRENGTH_STRONG, "rtsp", "b" },
				     { ASPECT_BRAND, "shop", STRENGTH_STRONG, "onvif", "c" } };
	struct identity id = weigh_all(&mem, said, 3);

	(void)state;
	assert_true(str_eq(id.brand.id, STR("shop")));
	assert_true(id.brand.grade >= GRADE_LIKELY);
	assert_true(id.maker.grade < GRADE_LIKELY);
}

/* A label of which most comes from one maker is not the maker's name; beside a sign of the maker itself it helps. */
static void a_label_counts_no_further_than_its_share(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_BRAND, "mostly", STRENGTH_PROOF, "http", "a" },
				     { ASPECT_BRAND, "mostly", STRENGTH_PROOF, "rtsp", "b" },
				     { ASPECT_MAKER, "dahua", STRENGTH_FAIR, "mac", "c" } };
	struct identity label = weigh_all(&mem, said, 2), both = weigh_all(&mem, said, 3);

	(void)state;
	assert_true(str_eq(label.maker.id, STR("dahua")));
	assert_int_equal(label.maker.grade, GRADE_POSSIBLE);
	assert_true(label.maker.confidence > 0.74 && label.maker.confidence < 0.751);
	assert_true(both.maker.grade >= GRADE_LIKELY);
}

static void an_own_brand_names_its_maker(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_BRAND, "axis", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_BRAND, "axis", STRENGTH_STRONG, "mdns", "b" } };
	struct identity id = weigh_all(&mem, said, 2);

	(void)state;
	assert_true(str_eq(id.maker.id, STR("axis")));
	assert_true(id.maker.grade >= GRADE_LIKELY);
	assert_int_equal(id.relabelled, TRI_FALSE);
}

static void another_maker_behind_the_label_is_a_relabel(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_BRAND, "shop", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "sadp", "b" } };
	struct identity id = weigh_all(&mem, said, 2);

	(void)state;
	assert_true(str_eq(id.maker.id, STR("hikvision")));
	assert_int_equal(id.maker.grade, GRADE_CONFIRMED);
	assert_int_equal(id.relabelled, TRI_TRUE);
}

/* A name in a title, beside the signs of a maker that makes what is sold under it. */
static void a_hint_of_a_label_counts_beside_its_maker(void **state) {
	arena mem = fresh(MEMORY);
	struct said said[] = { { ASPECT_BRAND, "shop", STRENGTH_HINT, "http.title", "a" },
			       { ASPECT_BRAND, "shop", STRENGTH_HINT, "tls.sni", "b" },
			       { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "sadp", "c" } };

	(void)state;
	assert_true(weigh_all(&mem, said, 2).brand.grade < GRADE_LIKELY);
	assert_int_equal(weigh_all(&mem, said, 3).brand.grade, GRADE_LIKELY);
	assert_int_equal(weigh_all(&mem, said, 3).relabelled, TRI_TRUE);
	said[2].value = "axis";
	assert_true(weigh_all(&mem, said, 3).brand.grade < GRADE_LIKELY);
	said[2].value = "hikvision";
	/* What people type in has the names of tenants and of places. */
	static const char *const typed[] = { "register.brand", "dhcp.hostname", "snmp.sys_name", "mdns.instance" };
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		said[0].kind = said[1].kind = typed[i];
		assert_true(weigh_all(&mem, said, 3).brand.grade < GRADE_LIKELY);
	}
}

/* Signs of two makers on one address: neither is believed, and a title beside them stays a title. */
static void a_doubted_maker_raises_no_label(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_BRAND, "shop", STRENGTH_HINT, "http.title", "a" },
				     { ASPECT_BRAND, "shop", STRENGTH_HINT, "tls.sni", "b" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_STRONG, "sadp", "c" },
				     { ASPECT_MAKER, "dahua", STRENGTH_STRONG, "dhdiscover", "d" } };

	(void)state;
	assert_true(weigh_all(&mem, said, 3).brand.grade >= GRADE_LIKELY);
	assert_true(weigh_all(&mem, said, 4).brand.grade < GRADE_LIKELY);
}

/* Hints of a maker, however many, are no sign that was seen: a title beside them stays a title. */
static void hints_of_a_maker_raise_no_label(void **state) {
	arena mem = fresh(MEMORY);
	const struct said said[] = { { ASPECT_BRAND, "shop", STRENGTH_HINT, "http.title", "a" },
				     { ASPECT_BRAND, "shop", STRENGTH_HINT, "tls.sni", "b" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_HINT, "rtsp", "c" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_HINT, "tls", "d" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_HINT, "upnp", "e" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_HINT, "ftp", "f" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_HINT, "ssh", "g" } };
	struct identity id = weigh_all(&mem, said, 7);

	(void)state;
	assert_true(id.maker.grade >= GRADE_LIKELY);
	assert_true(id.brand.grade < GRADE_LIKELY);
}

/* The name of an ONVIF device is its label, perhaps with its model behind it; or where it hangs. */
static void a_scope_name_is_a_label_or_a_place(void **state) {
	static const struct { const char *text; bool is_label; } names[] = {
		{ "Shop", true }, { "Shop AB1234-C ", true }, { "Shop Pro 2MP", true }, { "Shop entrance", false }, { "Shop 3", false },
		{ "Shop gate (old)", false },
	};
	arena mem = fresh(MEMORY);

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct said said[] = { { ASPECT_BRAND, "shop", STRENGTH_HINT, "wsd.scope_name", names[i].text },
					     { ASPECT_BRAND, "shop", STRENGTH_HINT, "http.title", "b" },
					     { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "sadp", "c" } };
		struct identity id = weigh_all(&mem, said, 3);

		assert_int_equal(id.brand.grade >= GRADE_LIKELY, names[i].is_label);
		assert_int_equal(id.relabelled, names[i].is_label ? TRI_TRUE : TRI_UNKNOWN);
		assert_true(weigh_all(&mem, said, 2).brand.grade < GRADE_LIKELY);
	}
}

/* The maker is believed for the label alone: then the label has nobody who speaks for it. Nor is one raised against another. */
static void a_label_does_not_raise_itself(void **state) {
	arena mem = fresh(MEMORY);
	const struct said two[] = { { ASPECT_BRAND, "axis", STRENGTH_STRONG, "http", "a" },
				    { ASPECT_BRAND, "shop", STRENGTH_HINT, "name", "b" },
				    { ASPECT_MAKER, "hikvision", STRENGTH_STRONG, "sadp", "c" } };
	const struct said said[] = { { ASPECT_BRAND, "axis", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_BRAND, "shop", STRENGTH_HINT, "name", "b" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_HINT, "cloud", "c" } };

	(void)state;
	assert_true(str_eq(weigh_all(&mem, said, 3).brand.id, STR("axis")));
	assert_true(weigh_all(&mem, said + 1, 2).brand.grade < GRADE_LIKELY);
	assert_true(str_eq(weigh_all(&mem, two, 3).brand.id, STR("axis")));
}

/* Firmware names its maker in many places, and a house beside its lines. */
static void own_names_give_way_to_a_label(void **state) {
	arena mem = fresh(MEMORY);
	const struct said sold[] = { { ASPECT_BRAND, "shop", STRENGTH_STRONG, "onvif", "a" },
				     { ASPECT_BRAND, "hikvision", STRENGTH_STRONG, "isapi", "b" },
				     { ASPECT_MAKER, "hikvision", STRENGTH_PROOF, "sadp", "c" } };
	const struct said line[] = { { ASPECT_BRAND, "axis", STRENGTH_STRONG, "http", "a" },
				     { ASPECT_BRAND, "companion", STRENGTH_STRONG, "onvif", "b" },
				     { ASPECT_MAKER, "axis", STRENGTH_PROOF, "vapix", "c" } };

	(void)state;
	struct identity id = weigh_all(&mem, sold, 3);
	assert_true(str_eq(id.brand.id, STR("shop")) && id.brand.grade >= GRADE_LIKELY);
	assert_int_equal(id.relabelled, TRI_TRUE);
	id = weigh_all(&mem, line, 3);
	assert_true(str_eq(id.brand.id, STR("companion")) && id.brand.grade >= GRADE_LIKELY);
	assert_int_equal(id.relabelled, TRI_FALSE);
	/* What people type in makes no name of the device's own give way. */
	struct said typed[] = { sold[0], sold[1], sold[2] };
	typed[0].kind = "name";
	id = weigh_all(&mem, typed, 3);
	assert_true(id.brand.grade < GRADE_LIKELY);
	assert_int_equal(id.relabelled, TRI_UNKNOWN);
	/* Of two labels whose maker is not established, neither gives way. */
	assert_true(weigh_all(&mem, sold, 2).brand.grade < GRADE_LIKELY);
}

/* Whatever the order of the claims, the belief is the same. */
static void order_does_not_matter(void **state) {
	arena mem = fresh(MEMORY);
	struct said said[] = { { ASPECT_BRAND, "shop", STRENGTH_STRONG, "http", "a" },
			       { ASPECT_MAKER, "hikvision", STRENGTH_STRONG, "sadp", "b" },
			       { ASPECT_MAKER, "dahua", STRENGTH_FAIR, "mac", "c" },
			       { ASPECT_MAKER, "hikvision", STRENGTH_FAIR, "mac", "d" },
			       { ASPECT_MAKER, "hikvision", STRENGTH_HINT, "rtsp", "b" } };
	struct identity first = weigh_all(&mem, said, 5);

	(void)state;
	srand(3);
	for (int i = 0; i < 50; i++) {
		size_t a = (size_t)rand() % 5, b = (size_t)rand() % 5;
		struct said swap = said[a];

		said[a] = said[b];
		said[b] = swap;
		arena scratch = mem;
		struct identity again = weigh_all(&scratch, said, 5);
		assert_true(str_eq(again.maker.id, first.maker.id));
		assert_int_equal(again.maker.grade, first.maker.grade);
		assert_true(again.maker.confidence - first.maker.confidence < 1e-9 &&
			    first.maker.confidence - again.maker.confidence < 1e-9);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_join_their_mac),
		cmocka_unit_test(a_router_is_not_what_lies_behind_it),
		cmocka_unit_test(a_contested_address_belongs_to_nobody),
		cmocka_unit_test(a_contested_address_goes_to_the_one_its_device_names),
		cmocka_unit_test(a_word_that_no_claim_supports_settles_nothing),
		cmocka_unit_test(an_extender_is_not_what_lies_behind_it),
		cmocka_unit_test(a_camera_beside_another_address_stands_alone),
		cmocka_unit_test(a_camera_that_names_the_mac_keeps_both_addresses),
		cmocka_unit_test(another_mac_alone_parts_nobody),
		cmocka_unit_test(the_internet_is_not_the_estate),
		cmocka_unit_test(whoever_was_asked_is_no_stranger),
		cmocka_unit_test(what_is_seen_again_is_kept_once),
		cmocka_unit_test(noise_in_one_field_leaves_room_for_others),
		cmocka_unit_test(a_full_arena_loses_nothing_it_took),
		cmocka_unit_test(nothing_makes_nothing),
		cmocka_unit_test(one_proof_confirms),
		cmocka_unit_test(one_kind_never_confirms),
		cmocka_unit_test(a_register_alone_is_likely_at_most),
		cmocka_unit_test(two_kinds_confirm),
		cmocka_unit_test(the_same_text_counts_once),
		cmocka_unit_test(a_contradiction_is_doubt),
		cmocka_unit_test(equal_evidence_is_not_decided_by_the_market),
		cmocka_unit_test(a_strong_rival_leaves_it_open),
		cmocka_unit_test(a_label_of_another_maker_is_chance),
		cmocka_unit_test(what_is_seen_belies_a_typed_label),
		cmocka_unit_test(names_never_confirm),
		cmocka_unit_test(a_contradiction_keeps_from_confirming),
		cmocka_unit_test(kin_does_not_contradict),
		cmocka_unit_test(a_chip_is_not_a_maker),
		cmocka_unit_test(two_chips_leave_it_open),
		cmocka_unit_test(a_shared_brand_proves_no_maker),
		cmocka_unit_test(a_label_counts_no_further_than_its_share),
		cmocka_unit_test(an_own_brand_names_its_maker),
		cmocka_unit_test(another_maker_behind_the_label_is_a_relabel),
		cmocka_unit_test(a_hint_of_a_label_counts_beside_its_maker),
		cmocka_unit_test(a_doubted_maker_raises_no_label),
		cmocka_unit_test(hints_of_a_maker_raise_no_label),
		cmocka_unit_test(a_scope_name_is_a_label_or_a_place),
		cmocka_unit_test(a_label_does_not_raise_itself),
		cmocka_unit_test(own_names_give_way_to_a_label),
		cmocka_unit_test(order_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
