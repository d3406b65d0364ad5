/*
 * The DER walker and the forms of time and name, where the certificates in
 * tls.t do not lead: old and odd ones. All of it may come from a hostile wire.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/part/x509.h"

enum { UTC_TIME = 0x17, GENERALIZED_TIME = 0x18, OCTETS = 0x04 };

static const struct {
	uint8_t tag;
	const char *in, *want; /* NULL: no time */
} times[] = {
	{ UTC_TIME, "101215100453Z", "Dec 15 10:04:53 2010 GMT" },
	{ UTC_TIME, "500101000000Z", "Jan  1 00:00:00 1950 GMT" },
	{ UTC_TIME, "491231235959Z", "Dec 31 23:59:59 2049 GMT" },
	{ UTC_TIME, "1012151004Z", "Dec 15 10:04:00 2010 GMT" },
	{ GENERALIZED_TIME, "20970403074754Z", "Apr  3 07:47:54 2097 GMT" },
	{ GENERALIZED_TIME, "99991231235959Z", "Dec 31 23:59:59 9999 GMT" },
	{ UTC_TIME, "101315100453Z", NULL },
	{ UTC_TIME, "100015100453Z", NULL },
	{ UTC_TIME, "101245100453Z", NULL },
	{ UTC_TIME, "10121510045Z", NULL },
	{ UTC_TIME, "10121510045312Z", NULL },
	{ UTC_TIME, "1012151004-3Z", NULL },
	{ UTC_TIME, "101215100453", NULL },
	{ UTC_TIME, "101215100453+0100", NULL },
	{ UTC_TIME, "Z", NULL },
	{ UTC_TIME, "", NULL },
	{ GENERALIZED_TIME, "2097Z", NULL },
	{ OCTETS, "101215100453Z", NULL },
};

static void test_times(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		uint8_t room[32];
		struct text t = TEXT(room);
		bool is_time = x509_time_text(&t, (struct der){ times[i].tag, str_of(times[i].in) });

		assert_int_equal(is_time, times[i].want != NULL);
		assert_true(str_eq(text_done(&t), str_of(times[i].want ? times[i].want : "")));
	}
}

static const struct {
	str in;
	bool good;
	size_t size;
} elements[] = {
	{ { (const uint8_t *)"\x04\x02xy", 4 }, true, 2 },
	{ { (const uint8_t *)"\x04\x00", 2 }, true, 0 },
	{ { (const uint8_t *)"\x04\x81\x02xy", 5 }, true, 2 },
	{ { (const uint8_t *)"\x04\x84\x00\x00\x00\x02xy", 8 }, true, 2 },
	{ { (const uint8_t *)"\x04\x03xy", 4 }, false, 0 },                 /* one byte is missing */
	{ { (const uint8_t *)"\x04\x84\xff\xff\xff\xffxy", 8 }, false, 0 }, /* four gigabytes are missing */
	{ { (const uint8_t *)"\x04\x85\x00\x00\x00\x00\x02xy", 9 }, false, 0 },
	{ { (const uint8_t *)"\x04\x80xy\x00\x00", 6 }, false, 0 }, /* BER's form without a size */
	{ { (const uint8_t *)"\x1f\x01\x02xy", 5 }, false, 0 },     /* a tag of several bytes */
	{ { (const uint8_t *)"\x04", 1 }, false, 0 },
	{ { (const uint8_t *)"", 0 }, false, 0 },
};

static void test_elements(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		cur in = cur_over(elements[i].in);
		struct der element = { .tag = 0xee };

		assert_int_equal(der_take(&in, &element), elements[i].good);
		assert_int_equal(element.tag, elements[i].good ? 0x04 : 0xee);
		assert_int_equal(element.value.n, elements[i].size);
	}
}

/* A Name of one pair, made by hand: openssl would refuse to write these. */
static void assert_name(str oid, struct der value, const char *want) {
	uint8_t der[128], room[128];
	struct text d = TEXT(der), t = TEXT(room);

	text_byte(&d, 0x31);
	text_byte(&d, (uint8_t)(oid.n + value.value.n + 6));
	text_byte(&d, 0x30);
	text_byte(&d, (uint8_t)(oid.n + value.value.n + 4));
	text_byte(&d, 0x06);
	text_byte(&d, (uint8_t)oid.n);
	text_str(&d, oid);
	text_byte(&d, value.tag);
	text_byte(&d, (uint8_t)value.value.n);
	text_str(&d, value.value);
	x509_name_text(&t, text_done(&d));
	assert_true(str_eq(text_done(&t), str_of(want)));
}

static void test_names(void **state) {
	const str name = STR("\x55\x04\x03");

	(void)state;
	assert_name(name, (struct der){ 0x13, STR("cam") }, "CN = cam");
	assert_name(name, (struct der){ 0x13, STR("") }, "CN = ");
	assert_name(name, (struct der){ 0x13, STR(" ") }, "CN = \" \"");
	assert_name(name, (struct der){ 0x13, STR("a#") }, "CN = a#");
	assert_name(name, (struct der){ 0x14, STR("\xe9") }, "CN = \\C3\\A9");           /* Latin-1 */
	assert_name(name, (struct der){ 0x0c, STR("\xe9") }, "CN = \\E9");               /* wrong UTF-8 */
	assert_name(name, (struct der){ 0x1e, STR("\0a\0,\0") }, "CN = \"a,\"");         /* an odd byte is left */
	assert_name(name, (struct der){ 0x1c, STR("\0\0\0a\x7f\0\0\0") }, "CN = a\\EF\\BF\\BD");
	assert_name(name, (struct der){ 0x02, STR("\x01\xff") }, "CN = #01FF");          /* no text at all */
	assert_name(STR("\x2a\x86\x48\x01"), (struct der){ 0x13, STR("x") }, "1.2.840.1 = x");
	assert_name(STR("\x88\x37"), (struct der){ 0x13, STR("x") }, "2.999 = x");
	assert_name(STR("\x80"), (struct der){ 0x13, STR("x") }, " = x"); /* a number without its end */
}

/* What does not fit is cut; nothing is written beyond. */
static void test_name_too_long(void **state) {
	static const uint8_t der[] = "\x31\x0e\x30\x0c\x06\x03\x55\x04\x03\x13\x05hello";
	uint8_t room[8];
	struct text t = TEXT(room);

	(void)state;
	x509_name_text(&t, (str){ der, sizeof der - 1 });
	assert_true(t.full);
	assert_true(str_eq(text_done(&t), STR("CN = hel")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_elements),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_name_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
