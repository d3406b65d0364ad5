/*
 * The scanner for XML: each rule of base/markup.h, and what hostile text
 * does to it.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/markup.h"

/* Writes what the scanner sees: "<a" opens, ">a" closes, "=text" is a leaf's; then END or CUT. */
static const char *seen(const char *xml) {
	static uint8_t room[4096];
	struct text t = { .at = room, .size = sizeof room - 1 };
	struct markup m = markup_over(str_of(xml));
	enum markup_token token;

	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		text_cstr(&t, token == MARKUP_OPEN ? " <" : " >");
		text_str(&t, m.name);
		if (token == MARKUP_CLOSE && m.is_leaf) {
			uint8_t value[256];
			struct text v = TEXT(value);

			text_cstr(&t, "=");
			text_str(&t, markup_text(&m, &v));
		}
	}
	text_cstr(&t, token == MARKUP_END ? " END" : " CUT");
	room[t.used] = 0;
	return (const char *)room;
}

static void test_elements(void **state) {
	(void)state;
	assert_string_equal(seen("<a><b>x</b><c/></a>"), " <a <b >b=x <c >c= >a END");
	assert_string_equal(seen("<?xml version='1.0'?>\n<n:a x='>'>  x y </n:a> behind <b>"), " <a >a=x y END");
	assert_string_equal(seen("<a>mixed<b>x</b>text</a>"), " <a <b >b=x >a END");
}

static void test_passed_over(void **state) {
	(void)state;
	assert_string_equal(seen("<!DOCTYPE a [ <!ENTITY b \"]>\"> ]><a><!-- <b> --><![CDATA[<&lt;]]></a>"),
			    " <a >a=<&lt; END");
	assert_string_equal(seen("<a><? <b> ?>x</a>"), " <a >a=x END");
}

static void test_entities(void **state) {
	(void)state;
	assert_string_equal(seen("<a>&lt;&gt;&amp;&quot;&apos;</a>"), " <a >a=<>&\"' END");
	assert_string_equal(seen("<a>&#65;&#x42;&#228;&#x20ac;</a>"), " <a >a=AB\xc3\xa4\xe2\x82\xac END");
	assert_string_equal(seen("<a>&b;&;&#;&#x;&#xd800;&#99999999999;& c</a>"),
			    " <a >a=&b;&;&#;&#x;\xef\xbf\xbd&#99999999999;& c END");
}

static void test_cut(void **state) {
	(void)state;
	assert_string_equal(seen(""), " END");
	assert_string_equal(seen("no markup"), " END");
	assert_string_equal(seen("<a"), " CUT");
	assert_string_equal(seen("<a><b>x"), " <a <b CUT");
	assert_string_equal(seen("<a><b>x</b"), " <a <b CUT");
	assert_string_equal(seen("<a><![CDATA[x"), " <a CUT");
	assert_string_equal(seen("<a><!-- x"), " <a CUT");
}

static void test_crossed(void **state) {
	(void)state;
	assert_string_equal(seen("<a><b><c>x</b>y</a>"), " <a <b <c >b >a END");
	assert_string_equal(seen("<a></nobody>x</a>"), " <a >a=x END");
	assert_string_equal(seen("<a>< ><></><b></b></a>"), " <a <b >b= >a END");
}

/* Elements beyond the depth are counted, not named; the ones around them stay right. */
static void test_deep(void **state) {
	static uint8_t xml[8 * 1024];
	struct text t = TEXT(xml);
	struct markup m;
	unsigned opened = 0, closed = 0;
	enum markup_token token;

	(void)state;
	for (unsigned i = 0; i < MARKUP_DEPTH_MAX + 100; i++)
		text_cstr(&t, "<a>");
	for (unsigned i = 0; i < MARKUP_DEPTH_MAX + 100; i++)
		text_cstr(&t, "</a>");
	m = markup_over(text_done(&t));
	while ((token = markup_next(&m)) == MARKUP_OPEN || token == MARKUP_CLOSE) {
		opened += token == MARKUP_OPEN;
		closed += token == MARKUP_CLOSE;
		assert_true(markup_around(&m, 0).n <= 1);
	}
	assert_int_equal(token, MARKUP_END);
	assert_int_equal(opened, MARKUP_DEPTH_MAX + 100);
	assert_int_equal(closed, MARKUP_DEPTH_MAX + 100);
	assert_int_equal(markup_around(&m, 0).n, 0);
}

static void test_attributes(void **state) {
	struct markup m = markup_over(STR("<a xmlns:b='x y' c = \"d\" e f=g h='>'/>"));
	static const char *const want[] = { "xmlns:b", "x y", "c", "d", "e", "", "f", "g", "h", ">" };
	str name, value;
	size_t i = 0;

	(void)state;
	assert_int_equal(markup_next(&m), MARKUP_OPEN);
	for (str rest = m.attributes; markup_attribute(&rest, &name, &value); i += 2) {
		assert_true(i < sizeof want / sizeof want[0]);
		assert_true(str_eq(name, str_of(want[i])));
		assert_true(str_eq(value, str_of(want[i + 1])));
	}
	assert_int_equal(i, sizeof want / sizeof want[0]);
}

static void test_around(void **state) {
	struct markup m = markup_over(STR("<a><b><c>x</c></b></a>"));

	(void)state;
	while (markup_next(&m) != MARKUP_CLOSE)
		;
	assert_true(str_eq(m.name, STR("c")));
	assert_true(str_eq(markup_around(&m, 0), STR("b")));
	assert_true(str_eq(markup_around(&m, 1), STR("a")));
	assert_int_equal(markup_around(&m, 2).n, 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_elements), cmocka_unit_test(test_passed_over), cmocka_unit_test(test_entities),
		cmocka_unit_test(test_cut), cmocka_unit_test(test_crossed), cmocka_unit_test(test_deep),
		cmocka_unit_test(test_attributes), cmocka_unit_test(test_around),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
