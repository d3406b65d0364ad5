/*
 * Names in any script: what makes two of them equal, which answers better,
 * and how a misspelt one is told from another.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/near.h"
#include "base/text.h"

static enum called ask(const char *name, const char *query) {
	static struct folded n, q;

	fold(str_of(name), &n);
	fold(str_of(query), &q);
	return called(&n, &q);
}

static unsigned apart(const char *a, const char *b) {
	static struct folded x, y;

	fold(str_of(a), &x);
	fold(str_of(b), &y);
	return called_distance(&x, &y, 3);
}

static void what_does_not_count(void **state) {
	static const char *const pairs[][2] = {
		{ "TP-Link", "tp link" }, { "TP-Link", "TPLINK" }, { "Télécom", "telecom" }, { "Telecom", "TÉLÉCOM" },
		{ "Dahua", "ｄａｈｕａ" }, { "Dahua", "ＤＡＨＵＡ" }, { "Øresund", "oresund" }, { "Łódź", "lodz" },
		{ "IOI", "1O1" }, { "101", "ioi" }, { "Straße", "strasse" }, { "ﬁrm", "firm" }, { "I.B.M.", "ibm" },
		{ "海康威視", "海康威视" }, { "华为", "華為" }, { "ООО Хиквижн", "ооо хиквижн" },
		{ "한화", "한화" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		if (ask(pairs[i][0], pairs[i][1]) != CALLED_EXACTLY)
			fail_msg("%s is not %s", pairs[i][0], pairs[i][1]);
	}
}

static void which_answers_better(void **state) {
	static const struct {
		const char *name, *query;
		enum called want;
	} cases[] = {
		{ "Dahua", "dahua", CALLED_EXACTLY },
		{ "Dahua Technology", "dahua", CALLED_BEGIN_WORD },
		{ "Dahua Technology", "dah", CALLED_BEGIN },
		{ "Zhejiang Dahua Technology", "dahua", CALLED_WORD },
		{ "Zhejiang Dahua Technology", "dahua tech", CALLED_WORD_BEGIN },
		{ "Zhejiang Dahua Technology", "ejian", CALLED_PART },
		{ "Zhejiang Dahua Technology", "ej", CALLED_NOT },
		{ "Zhejiang Dahua Technology", "axis", CALLED_NOT },
		{ "杭州海康威视", "海康", CALLED_WORD },
		{ "海康威视", "海康", CALLED_BEGIN_WORD },
		{ "海康威视", "haikangweishi", CALLED_READ_WHOLE },
		{ "海康威视", "hai kang wei shi", CALLED_READ_WHOLE },
		{ "海康威视", "Hǎikāng Wēishì", CALLED_READ_WHOLE },
		{ "杭州海康威视", "haikang", CALLED_READ },
		{ "杭州海康威视", "haika", CALLED_READ_PART },
		{ "杭州海康威视", "aikang", CALLED_NOT },
		{ "杭州海康威视", "hkws", CALLED_INITIALS },
		{ "杭州海康威视", "hk", CALLED_NOT },
		{ "重庆长安", "chongqing", CALLED_READ },
		{ "重庆长安", "zhongqing", CALLED_READ },
		{ "绿色", "lvse", CALLED_READ_WHOLE },
		{ "绿色", "luse", CALLED_READ_WHOLE },
		{ "绿色", "lüse", CALLED_READ_WHOLE },
		{ "海康威视", "", CALLED_NOT },
		{ "", "x", CALLED_NOT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum called how = ask(cases[i].name, cases[i].query);

		if (how != cases[i].want)
			fail_msg("%s, asked as %s: %d and not %d", cases[i].name, cases[i].query, how, cases[i].want);
	}
}

static void misspelt_names_are_near(void **state) {
	(void)state;
	assert_int_equal(apart("hikvision", "hikvison"), 1);
	assert_int_equal(apart("hikvision", "hikvisoin"), 1);
	assert_int_equal(apart("hikvision", "hikvisions"), 1);
	assert_int_equal(apart("hikvision", "hykvisionn"), 2);
	assert_int_equal(apart("dahua", "dahua"), 0);
	assert_int_equal(apart("", "ab"), 2);
	assert_int_equal(apart("axis", "bosch"), 4);
	assert_int_equal(apart("dahua", "honeywell"), 4);
}

/* Whoever typed this may have meant these: "Axis, Axon". */
static void the_nearest_are_suggested(void **state) {
	static const char *const names[] = { "Dahua", "Hikvision", "dahua", "Axon", "Axis", "Axio", "Axes", "Zhejiang Uniview", "--" };
	static const struct { const char *typed, *meant; } cases[] = {
		{ "hikvison", "Hikvision" }, { "hykvisionn", "Hikvision" }, { "Dahau", "Dahua" }, { "Dahua", "Dahua" },
		{ "axi", "Axis, Axio" }, { "axs", "Axis, Axes" }, { "Axios", "Axis, Axio, Axon" }, { "uni", "Zhejiang Uniview" },
		{ "zh", "" }, { "hkvsn", "" }, { "bosch", "" }, { "-", "" }, { "", "" },
	};
	static struct near n;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint8_t room[80];
		struct text t = TEXT(room);

		near_open(&n, str_of(cases[i].typed));
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			near_meet(&n, str_of(names[k]), str_of(names[k]));
		for (size_t k = 0; k < n.count; k++) {
			text_cstr(&t, k ? ", " : "");
			text_str(&t, n.at[k].name);
		}
		if (!str_eq(text_done(&t), str_of(cases[i].meant)))
			fail_msg("for '%s': %.*s", cases[i].typed, STR_ARG(text_done(&t)));
	}
}

/* It goes by several names, and is suggested once, as near as its nearest. */
static void one_is_suggested_once(void **state) {
	static struct near n;

	(void)state;
	near_open(&n, STR("hikvison"));
	assert_int_equal(near_meet(&n, STR("Hikvisions"), STR("a")), CALLED_NOT);
	near_meet(&n, STR("Hikviso"), STR("b"));
	near_meet(&n, STR("Hikvision"), STR("A"));
	assert_int_equal(n.count, 2);
	assert_int_equal(n.at[0].distance, 1);
	assert_int_equal(near_meet(&n, STR("HikVison"), STR("c")), CALLED_EXACTLY);
	assert_true(str_eq(n.at[0].name, STR("c")));
	assert_int_equal(near_called(&n, STR("Hikvison Europe")), CALLED_BEGIN_WORD);
	assert_int_equal(n.count, 3);
}

static void readings_are_written_out(void **state) {
	uint8_t room[4096];
	arena mem = arena_over(room, sizeof room);
	arena small = arena_over(room, 8);

	(void)state;
	assert_true(str_eq(fold_reading(&mem, STR("海康威视")), STR("hǎi kāng wēi shì")));
	assert_true(str_eq(fold_reading(&mem, STR("TCL科技")), STR("TCL kē jì")));
	assert_int_equal(fold_reading(&mem, STR("Dahua")).n, 0);
	assert_int_equal(fold_reading(&mem, STR("")).n, 0);
	assert_int_equal(fold_reading(&small, STR("海康威视")).n, 0);
	assert_true(small.full);
}

/* Bytes that are no text, and texts without an end, are folded within bounds. */
static void hostile_names_are_harmless(void **state) {
	static uint8_t bytes[3 * FOLD_MAX];
	static struct folded f, q;
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (uint8_t)((seed = seed * 1664525u + 1013904223u) >> 24);
		fold((str){ bytes, sizeof bytes }, &f);
		assert_true(f.n <= FOLD_MAX);
		fold((str){ bytes + 40, 12 }, &q);
		called(&f, &q);
		called_distance(&f, &q, 2);
	}
	for (size_t i = 0; i + 3 <= sizeof bytes; i += 3) /* as many characters of many readings as fit */
		memcpy(bytes + i, "\xe5\x92\x8c", 3);
	fold((str){ bytes, sizeof bytes }, &f);
	assert_int_equal(f.n, FOLD_MAX);
	fold(STR("hehehehehehehehehehehehehehehehehehehehehehehehex"), &q);
	assert_int_equal(called(&f, &q), CALLED_NOT);
}

static void words_are_told_apart(void **state) {
	static struct folded f, word;

	(void)state;
	fold(STR("TP-Link 海康"), &f);
	assert_int_equal(fold_word_count(&f), 4);
	fold_word(&f, 1, &word);
	assert_int_equal(word.n, 4);
	assert_true(word.at[0] == 'l' && word.starts[0] && word.starts[4]);
	fold_word(&f, 3, &word);
	assert_int_equal(word.n, 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_count),
		cmocka_unit_test(which_answers_better),
		cmocka_unit_test(misspelt_names_are_near),
		cmocka_unit_test(the_nearest_are_suggested),
		cmocka_unit_test(one_is_suggested_once),
		cmocka_unit_test(readings_are_written_out),
		cmocka_unit_test(hostile_names_are_harmless),
		cmocka_unit_test(words_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
