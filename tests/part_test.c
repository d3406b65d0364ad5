/*
 * What the readers share: headers, icons, secrets, pairs.
 */

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "read/part/headers.h"
#include "read/part/icon.h"
#include "read/part/pairs.h"
#include "read/part/secret.h"

static bool is(str s, const char *want) {
	return str_eq(s, str_of(want));
}

static void test_first_lines(void **state) {
	struct headers h;

	(void)state;
	assert_true(headers_begin(&h, STR("HTTP/1.1 401 Unauthorized\r\n\r\n"), STR("HTTP/1.")));
	assert_true(h.response && h.status == 401 && is(h.version, "HTTP/1.1"));
	assert_true(headers_begin(&h, STR("DESCRIBE rtsp://a/b c RTSP/1.0\n"), STR("RTSP/")));
	assert_true(!h.response && is(h.method, "DESCRIBE") && is(h.target, "rtsp://a/b c"));
	assert_false(headers_begin(&h, STR("HTTP/1.1 abc\r\n"), STR("HTTP/1.")));
	assert_false(headers_begin(&h, STR("GET / HTTP/1.1\r\n"), STR("RTSP/")));
	assert_false(headers_begin(&h, STR("get / HTTP/1.1\r\n"), STR("HTTP/1.")));
	assert_false(headers_begin(&h, STR("\r\n"), STR("HTTP/1.")));
	assert_false(headers_begin(&h, STR(""), STR("HTTP/1.")));
}

static void test_headers(void **state) {
	struct headers h;

	(void)state;
	assert_true(headers_begin(&h, STR("HTTP/1.0 200 OK\nA:  b \nC: d\n\te\nno colon\nX\x01: y\n\nbody"),
				  STR("HTTP/1.")));
	assert_true(headers_next(&h) && is(h.name, "A") && is(h.value, "b"));
	assert_true(headers_next(&h) && is(h.name, "C") && is(h.value, "d\n\te"));
	assert_false(headers_next(&h));
	assert_true(h.whole && is(h.rest, "body"));
}

static void test_headers_are_bounded(void **state) {
	static uint8_t room[64 * 1024];
	struct text t = TEXT(room);
	struct headers h;
	unsigned count = 0;

	(void)state;
	text_cstr(&t, "HTTP/1.0 200 OK\r\n");
	while (!t.full)
		text_cstr(&t, "a: b\r\n");
	assert_true(headers_begin(&h, text_done(&t), STR("HTTP/1.")));
	while (headers_next(&h))
		count++;
	assert_int_equal(count, HEADERS_MAX);
	assert_false(h.whole);
}

static void test_may_begin(void **state) {
	(void)state;
	assert_true(headers_may_begin(STR("GET /index.html "), STR("HTTP/1.")));
	assert_true(headers_may_begin(STR("http/1.1 200 OK\r"), STR("HTTP/1.")));
	assert_false(headers_may_begin(STR("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 GET "), STR("HTTP/1.")));
	assert_false(headers_may_begin(STR("SSH-2.0-dropbear"), STR("HTTP/1.")));
}

static void test_realm(void **state) {
	(void)state;
	assert_true(is(headers_realm(STR("Basic realm=\"a b\"")), "a b"));
	assert_true(is(headers_realm(STR("Digest qop=\"auth\", Realm=x, nonce=\"y\"")), "x"));
	assert_true(is(headers_realm(STR("Digest realm=\"cut")), "cut"));
	assert_true(is(headers_realm(STR("Negotiate")), ""));
}

static void test_secret_names(void **state) {
	static const char *const secret[] = { "Password", "adminPasswd", "X-Auth-Token", "pwd", "Salt", "key",
					      "nonce", "X-CSRF" };
	static const char *const open[] = { "MAC", "DeviceSN", "keyboard", "author", "model", "" };

	(void)state;
	for (size_t i = 0; i < sizeof secret / sizeof secret[0]; i++)
		assert_true(secret_is_name(str_of(secret[i])));
	for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
		assert_false(secret_is_name(str_of(open[i])));
}

static void check_raw(str message, str want) {
	uint8_t room[1024];
	struct text t = TEXT(room);

	secret_put_raw(&t, message);
	assert_int_equal(text_done(&t).n, want.n);
	assert_memory_equal(text_done(&t).at, want.at, want.n);
}

static void test_raw_keeps_no_secret(void **state) {
	(void)state;
	check_raw(STR("\x01model=IPC\0"), STR("\x01model=IPC\0"));
	check_raw(STR("model=IPC DDNS-Passwd=x"), STR("model=IPC DDNS-"));
	check_raw(STR("<LAN/><UserConfig name='admin'/><Password>x"), STR("<LAN/><"));
	check_raw(STR("web http://192.0.2.1/ live rtsp://admin:geheim@192.0.2.1/"), STR("web http://192.0.2.1/ live rtsp"));
	check_raw(STR("web http://192.0.2.1/ mail a@example.com"), STR("web http://192.0.2.1/ mail a@example.com"));
}

static void test_raw_masks_known_places(void **state) {
	uint8_t message[600], want[600];

	(void)state;
	memset(message, 'x', sizeof message);
	memcpy(message, "MHED", 4);
	memcpy(want, message, sizeof want);
	memset(want + 84, '*', 28);
	check_raw((str){ message, 240 }, (str){ want, 240 });
	memset(message, 'x', sizeof message);
	message[0] = 0x0c;
	memcpy(want, message, sizeof want);
	check_raw((str){ message, 262 }, (str){ want, 262 });
	memset(want + 0x55, '*', 20);
	check_raw((str){ message, 334 }, (str){ want, 334 });
}

static void check_page(const char *page, const char *want) {
	uint8_t room[512];
	struct text t = TEXT(room);

	secret_put_page(&t, str_of(page));
	assert_true(is(text_done(&t), want));
}

static void test_pages_keep_no_secret(void **state) {
	(void)state;
	check_page("", "");
	check_page("<title>DS-2CD</title>", "<title>DS-2CD</title>");
	check_page("<script>var password='hunter2';go()</script>", "<script>var password='***';go()</script>");
	check_page("{\"token\":\"a b\",\"model\":\"X\"}", "{\"token\":\"***\",\"model\":\"X\"}");
	check_page("<input value=\"x\" name=sessionId>", "<input value=\"***\" name=sessionId>");
	check_page("<input value=\"x\" name=site>", "<input value=\"x\" name=site>");
	check_page("<a href=\"rtsp://admin:hunter2@192.0.2.1/x\">", "<a href=\"rtsp://***@192.0.2.1/x\">");
	check_page("<meta name=csrf content=abc><p>content: y", "<meta name=csrf content=***><p>content: y");
	check_page("the password", "the password");
	check_page("?pwd=", "?pwd=");
	check_page("?pwd=x", "?pwd=***");
}

static void check_recorded(const char *field, const char *value, const char *want) {
	uint8_t room[512];
	struct text t = TEXT(room);
	bool hidden = secret_put_recorded(&t, str_of(field), str_of(value));

	assert_int_equal(hidden, want != NULL);
	assert_true(is(text_done(&t), want ? want : ""));
}

/* Whatever its case, and wherever it stands: the names are looked for by a table of their first letters. */
static void test_every_name_of_a_secret(void **state) {
	static const char *const names[] = {
		"authorization", "apikey", "api-key", "credential", "cookie", "csrf", "password", "passwd", "pwd", "passphrase",
		"private", "salt", "secret", "session", "token", "xsrf", "acount", "access_key", "accesskey", "loginpas", "community",
		"pass", "key", "auth", "pw",
	};
	char upper[32], value[64], want[64];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n = 0;

		for (; names[i][n]; n++)
			upper[n] = (char)toupper((unsigned char)names[i][n]);
		upper[n] = 0;
		const char *const ways[] = { names[i], upper };
		for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
			snprintf(value, sizeof value, "/a?b=c&%s=geheim&d=e", ways[k]);
			snprintf(want, sizeof want, "/a?b=c&%s=***&d=e", ways[k]);
			check_recorded("http.path", value, want);
		}
	}
}

static void test_records_keep_no_secret(void **state) {
	(void)state;
	check_recorded("http.server", "App-webs/", NULL);
	check_recorded("wsd.scope", "onvif://www.onvif.org/name/a@b", NULL);
	check_recorded("http.authenticate", "Digest qop=\"auth\", realm=\"x\", nonce=\"y\"", NULL);
	check_recorded("http.header", "Private-Type: 1", NULL);
	check_recorded("telnet.banner", "login: \r\nPassword: \r\n", NULL);
	check_recorded("rtsp.path", "rtsp://admin:geheim@10.0.0.5/a", "rtsp://***@10.0.0.5/a");
	check_recorded("rtsp.path", "admin:geheim@10.0.0.5:554/a", "***@10.0.0.5:554/a");
	check_recorded("rtsp.path", "10.0.0.5:554/a", NULL);
	check_recorded("rtsp.path", "/a?user=admin&password=geheim&c=1", "/a?user=admin&password=***&c=1");
	check_recorded("rtsp.path", "/user=admin_password=x_y_channel=1", "/user=admin_password=***_channel=1");
	check_recorded("http.path", "/live?loginuse=a&loginpas=b&pw=c&key=d", "/live?loginuse=a&loginpas=***&pw=***&key=***");
	check_recorded("x.y", "{\"adminPassword\": \"a b\", \"model\": \"X\"}", "{\"adminPassword\": \"***\", \"model\": \"X\"}");
	check_recorded("x.raw", "<a:Password x=\"1\">ge&lt;heim</a:Password><b/>", "<a:Password x=\"1\">***</a:Password><b/>");
	check_recorded("x.raw", "<Password/><model>x</model>", NULL);
	check_recorded("http.raw", "GET / HTTP/1.1\r\nAuthorization: Basic YTpi\r\nCookie: a=b; c=d\r\nA: b\r\n",
		       "GET / HTTP/1.1\r\nAuthorization: ***\r\nCookie: ***\r\nA: b\r\n");
	check_recorded("http.password", "geheim", "***");
	check_recorded("onvif.user_password", "geheim", "***");
	check_recorded("snmp.community", "geheim", "***");
	check_recorded("http.password", "", NULL);
}

static void test_recorded_bytes(void **state) {
	static const uint8_t get[] = { 0x30, 0x0b, 2, 1, 1, 4, 6, 'g', 'e', 'h', 'e', 'i', 'm', 0xa2, 0 };
	static const uint8_t want[] = { 0x30, 0x0b, 2, 1, 1, 4, 6, '*', '*', '*', 0xa2, 0 };
	uint8_t message[334] = { 0x0c }, room[512];
	struct text t = TEXT(room);

	(void)state;
	assert_true(secret_put_recorded(&t, STR("snmp.raw"), (str){ get, sizeof get }));
	assert_true(str_eq(text_done(&t), (str){ want, sizeof want }));
	t.used = 0;
	memset(message + 0x55, 'x', 20);
	assert_true(secret_put_recorded(&t, STR("hanwha.raw"), (str){ message, sizeof message }));
	assert_int_equal(t.used, sizeof message);
	assert_int_equal(room[0x55], '*');
	assert_int_equal(room[0x55 + 19], '*');
	assert_int_equal(room[0x55 + 20], 0);
}

static void check_path(const char *url, const char *want) {
	uint8_t room[256];
	struct text t = TEXT(room);

	secret_put_path(&t, str_of(url));
	assert_true(is(text_done(&t), want));
}

static void test_paths(void **state) {
	(void)state;
	check_path("rtsp://192.0.2.1:554/a?b=c", "/a?b=c");
	check_path("rtsp://192.0.2.1", "/");
	check_path("rtsp://u:p@192.0.2.1/a", "/a");
	check_path("rtsp://u:p/q?r@192.0.2.1/a", "/a");
	check_path("rtsp://h/user=admin_password=x_y_channel=1_stream=0.sdp",
		   "/user=admin_password=***_channel=1_stream=0.sdp");
	check_path("rtsp://h/?user=a&pwd=b&c=d", "/?user=a&pwd=***&c=d");
	check_path("/live?token=abc", "/live?token=***");
	check_path("/a;Password=", "/a;Password=***");
}

static void test_pairs(void **state) {
	struct pairs p = pairs_over(STR("a=1\r\nno pair\nb='2'\nc=\"3\n =4\nd=e=f"));
	static const char *const want[] = { "a", "1", "b", "2", "c", "\"3", "", "4", "d", "e=f" };
	size_t i = 0;

	(void)state;
	for (; pairs_next(&p); i += 2)
		assert_true(i < sizeof want / sizeof want[0] && is(p.key, want[i]) && is(p.value, want[i + 1]));
	assert_int_equal(i, sizeof want / sizeof want[0]);
}

/* Against Python's own base64 with line ends, at sizes where a line or a group of three ends. */
static void test_icon_mmh3(void **state) {
	static const struct {
		size_t size;
		const char *want;
	} cases[] = {
		{ 0, "0" }, { 1, "-1253000196" }, { 2, "454610886" }, { 3, "304933308" }, { 56, "-287283677" },
		{ 57, "459585070" }, { 58, "-280317500" }, { 114, "1266597604" }, { 1000, "-463902477" },
	};
	uint8_t bytes[1000], room[16];

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)i;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text t = TEXT(room);

		icon_put_mmh3(&t, (str){ bytes, cases[i].size });
		assert_true(is(text_done(&t), cases[i].want));
	}
}

static void test_icon_ends(void **state) {
	(void)state;
	assert_true(icon_is_whole(STR("\x89PNG\r\n\x1a\n....IEND\xae\x42\x60\x82")));
	assert_false(icon_is_whole(STR("\x89PNG\r\n\x1a\n....IEND\xae\x42\x60")));
	assert_true(icon_is_whole(STR("GIF87a;")));
	assert_true(icon_begins(STR("\xff\xd8\xff\xe0")) && !icon_is_whole(STR("\xff\xd8\xff\xd9")));
	assert_false(icon_begins(STR("\0\0\1\0\0\0\0")) || icon_begins(STR("\0\0\1\0\1")) || icon_begins(STR("")));
	assert_false(icon_is_whole(STR("\0\0\1\0\2\0")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_icon_mmh3), cmocka_unit_test(test_icon_ends),
		cmocka_unit_test(test_first_lines), cmocka_unit_test(test_headers), cmocka_unit_test(test_headers_are_bounded),
		cmocka_unit_test(test_may_begin), cmocka_unit_test(test_realm), cmocka_unit_test(test_secret_names),
		cmocka_unit_test(test_pages_keep_no_secret), cmocka_unit_test(test_every_name_of_a_secret),
		cmocka_unit_test(test_records_keep_no_secret),
		cmocka_unit_test(test_recorded_bytes),
		cmocka_unit_test(test_paths), cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_raw_keeps_no_secret), cmocka_unit_test(test_raw_masks_known_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
